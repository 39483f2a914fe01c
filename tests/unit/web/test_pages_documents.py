"""Documents to download, and their check, over the memory adapters."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import attrs
import pytest
from attrs import frozen
from flask.testing import FlaskClient
from pypdf import PdfReader
from tests.unit.web.forms import post

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.hours import Hours
from partial_activity.domain.letters.documents import Document, Printout
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.ports.documents import DocumentsMissing
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.authorisation import decisions, requests
from partial_activity.usecases.claim import claims, submit_claim
from partial_activity.usecases.claim import lines as claim_lines
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.revisions import Seen

APRIL = datetime(2024, 4, 1, tzinfo=UTC).date()


@frozen(eq=False)
class Bakery:
    """An establishment with an authorisation, and a claim for a week of April 2024."""

    world: World
    ana: Person
    decision: Decision
    claim: Claim

    @property
    def addresses(self) -> dict[str, str]:
        """Of its documents, by what they are."""
        request, claim = f"requests/{self.decision.request_id}", f"claims/{self.claim.id}"
        return {
            "receipt": f"/establishments/{BAKERY}/{request}/receipt.pdf",
            "decision": f"/establishments/{BAKERY}/{request}/decision.pdf",
            "claim receipt": f"/establishments/{BAKERY}/{claim}/receipt.pdf",
            "claim": f"/establishments/{BAKERY}/{claim}/statement.pdf",
            "employee": f"/establishments/{BAKERY}/{claim}/employees/2/statement.pdf",
        }


@pytest.fixture
def bakery(world: World) -> Bakery:
    ana = world.contact("ana")
    decision = world.authorisation(ana)
    world.clock.set(datetime(2024, 5, 6, 8, tzinfo=UTC))
    draft = claims.open_claim(BAKERY, decision.number, APRIL, actor=ana, context=world.context)
    return Bakery(world, ana, decision, submitted(world, ana, draft, "30.75"))


def submitted(world: World, ana: Person, draft: Claim, pay: str) -> Claim:
    """The draft, with a week of two employees at a pay."""
    week = slices_of(APRIL)[1]
    lines = [
        ClaimLine(
            number=0,
            nir=samples.nir(number),
            last_name=name,
            first_name="Zoé",
            week=week.week,
            span=week.span,
            contract_hours=Hours.parse("35"),
            worked_hours=Hours.parse("7"),
            assimilated_hours=Hours.parse("0"),
            unworked_hours=Hours.parse("28"),
            hourly_pay=HourlyPay.parse(pay),
        )
        for number, name in enumerate(("Lefèvre", "N'Diaye"), start=1)
    ]
    written = claim_lines.write_lines(
        BAKERY, draft.id, lines, seen=Seen.of(draft), actor=ana, context=world.context
    )
    done = submit_claim.submit_claim(
        BAKERY, draft.id, seen=Seen.of(written), actor=ana, context=world.context
    )
    assert not done.problems
    return done.claim


def text_of(file: bytes) -> str:
    """All pages, with plain spaces."""
    read = PdfReader(io.BytesIO(file))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


@pytest.mark.parametrize(
    ("name", "file_name", "said"),
    [
        ("receipt", "recepisse-R-", "accord tacite à compter du 20 mars 2024"),
        ("decision", "decision-D-", "L’activité partielle est autorisée"),
        ("claim receipt", "recepisse-P-", "Reçue le 6 mai 2024 à 10 h 00 min 00 s"),
        ("claim", "etat-C-", "État d’une demande d’indemnisation"),
        ("employee", "releve-E-", "Relevé d’activité partielle du salarié"),
    ],
)
def test_a_member_downloads_each_document(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
    name: str,
    file_name: str,
    said: str,
) -> None:
    answer = signed_in(bakery.ana).get(bakery.addresses[name])
    assert answer.status_code == HTTPStatus.OK, answer.text
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith(f"attachment; filename={file_name}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert said in text_of(answer.data)


def test_the_same_document_is_the_same_file_whenever_it_is_asked_for(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    for address in bakery.addresses.values():
        first = signed_in(bakery.ana).get(address)
        bakery.world.clock.tick(timedelta(hours=1))
        again = signed_in(bakery.ana).get(address)
        assert again.data == first.data
        name = "Content-Disposition"
        assert again.headers[name] == first.headers[name]


def test_an_officer_reads_all_without_any_number_of_social_security(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    officer, own = signed_in(bakery.world.officer()), signed_in(bakery.ana)
    for name, address in bakery.addresses.items():
        answer = officer.get(address)
        assert answer.status_code == HTTPStatus.OK, name
        told, told_to_ana = text_of(answer.data), text_of(own.get(address).data)
        assert "… 002 97" not in told
        assert samples.nir(2).digits not in told_to_ana.replace(" ", "")
        if name in ("claim", "employee"):
            assert "sécurité sociale" not in told
            assert "N° SS" not in told
            assert "… 002 97" in told_to_ana


def test_strangers_find_nothing_and_visitors_sign_in_first(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    elsewhere = samples.siret(3)
    bakery.world.register.put(registered(elsewhere))
    stranger = signed_in(bakery.world.contact("eve", elsewhere))
    for address in bakery.addresses.values():
        assert client.get(address).headers["Location"] == "/sign-in"
        assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
        mine = address.replace(str(BAKERY), str(elsewhere))
        assert stranger.get(mine).status_code == HTTPStatus.NOT_FOUND
        assert stranger.get(address.replace(str(BAKERY), "1")).status_code == HTTPStatus.NOT_FOUND


def test_there_is_nothing_of_what_was_not_filed_decided_or_submitted(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    client = signed_in(bakery.ana)
    asked = bakery.addresses
    draft = bakery.world.draft(bakery.ana)
    for name in ("receipt", "decision"):
        of_draft = asked[name].replace(bakery.decision.request_id, draft.id)
        assert client.get(of_draft).status_code == HTTPStatus.NOT_FOUND
    for address in asked.values():
        assert client.get(f"{address}?version=7").status_code == HTTPStatus.NOT_FOUND
    no_line = asked["employee"].replace("/2/", "/99/")
    assert client.get(no_line).status_code == HTTPStatus.NOT_FOUND


def test_a_version_can_be_named(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    client = signed_in(bakery.ana)
    address = bakery.addresses["claim"]
    first = client.get(address)
    corrected(bakery)
    assert client.get(f"{address}?version=1").data == first.data
    assert client.get(address).data != first.data
    assert client.get(address).data == client.get(f"{address}?version=2").data


def corrected(bakery: Bakery) -> Claim:
    """The claim's next version, at a lower pay."""
    for state in (ClaimState.VALIDATED, ClaimState.PAYMENT_REQUESTED, ClaimState.PAID):
        with bakery.world.units() as uow:
            uow.claims.save(uow.claims.get(BAKERY, bakery.claim.id).moved_to(state))
            uow.commit()
    world, ana = bakery.world, bakery.ana
    draft = claims.correct_claim(BAKERY, bakery.claim.id, actor=ana, context=world.context)
    return submitted(world, ana, draft, "14.50")


class WithoutTypst:
    """A service on which the extra is not installed."""

    def write(self, document: Document | Printout) -> bytes:
        raise DocumentsMissing(document.title)


def test_without_the_extra_the_service_says_so_and_goes_on(
    services: Services, bakery: Bakery
) -> None:
    without = Services(attrs.evolve(services.context, documents=WithoutTypst()))
    client = create_app(without, WebConfig(secret=bytes(32))).test_client()
    link = sign_in.link_for(bakery.ana, context=bakery.world.context)
    post(client, f"/sign-in/{link}")
    for address in bakery.addresses.values():
        answer = client.get(address, headers={"Accept-Language": "fr"})
        assert answer.status_code == HTTPStatus.NOT_IMPLEMENTED
        assert "Ce service ne produit pas de documents PDF" in answer.text
        assert "imprimer" in answer.text
    assert client.get("/account").status_code == HTTPStatus.OK


def code_of(file: bytes) -> str:
    """The code printed in a document, as somebody would copy it."""
    found = re.findall(r"(?:[0-9a-f]{8} ){7}[0-9a-f]{8}", text_of(file))
    assert len(found) == 1
    return str(found[0])


def number_of(file: bytes) -> str:
    found = re.search(r"Document n° (\S+)", text_of(file))
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["receipt", "decision", "claim receipt", "claim", "employee"])
def test_a_code_pasted_from_the_page_is_confirmed_and_nothing_personal_told(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
    name: str,
) -> None:
    file = signed_in(bakery.ana).get(bakery.addresses[name]).data
    sent_on = post(client, "/verify", {"code": f" {code_of(file)} ", "number": ""})
    assert sent_on.status_code == HTTPStatus.SEE_OTHER
    answer = client.get(sent_on.headers["Location"])
    assert answer.status_code == HTTPStatus.OK
    assert "Ce document a bien été émis par le service" in answer.text
    assert "Toujours valable" in answer.text
    assert number_of(file) in answer.text
    assert "732\u00a0829\u00a0320\u00a000074" in answer.text
    for personal in ("Lefèvre", "Diaye", "Zoé", "ana", bakery.claim.id, bakery.decision.request_id):
        assert personal not in answer.text.replace("manag", "").replace("Français", "")


def test_from_paper_a_number_and_the_beginning_of_the_code_are_enough(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    file = signed_in(bakery.ana).get(bakery.addresses["decision"]).data
    start, number = code_of(file)[:17], number_of(file)
    copied = {"code": start.upper(), "number": f" {number.lower()} "}
    answer = post(client, "/verify", copied)
    assert answer.status_code == HTTPStatus.OK
    assert number in answer.text
    other = post(client, "/verify", {"code": "0" * 16, "number": number})
    assert other.status_code == HTTPStatus.NOT_FOUND
    assert "Aucun document du service ne correspond" in other.text


def test_what_cannot_be_a_code_or_a_number_is_told_beside_its_field(client: FlaskClient) -> None:
    answer = post(client, "/verify", {"code": "dcd6238926c7", "number": "R-1"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="code-wrong"' in answer.text
    assert 'id="number-wrong"' in answer.text
    assert 'value="dcd6238926c7"' in answer.text
    assert client.get("/verify/dcd6238926c7").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/verify/{'0' * 64}").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/verify").status_code == HTTPStatus.OK


@pytest.mark.parametrize("field", ["code", "number"])
def test_a_social_security_number_typed_by_mistake_is_in_no_address_and_not_written_back(
    client: FlaskClient, field: str
) -> None:
    forms = re.findall(r"<form[^>]*action=\"/verify\"[^>]*>", client.get("/verify").text)
    assert len(forms) == 2
    assert all('method="post"' in form for form in forms)
    nir = "1 85 05 78 006 084 91"
    answer = post(client, "/verify", {"code": "", "number": ""} | {field: nir})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nir not in answer.text


def test_a_file_sent_back_is_confirmed_to_the_byte(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    file = signed_in(bakery.ana).get(bakery.addresses["employee"]).data
    same = post(client, "/verify", {"file": (io.BytesIO(file), "releve.pdf")})
    assert same.status_code == HTTPStatus.OK
    assert "rien n&#39;y a été changé" in same.text
    changed = post(client, "/verify", {"file": (io.BytesIO(file + b" "), "releve.pdf")})
    assert changed.status_code == HTTPStatus.NOT_FOUND
    assert "octet près" in changed.text
    nothing = post(client, "/verify")
    assert nothing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="file-wrong"' in nothing.text


def test_a_withdrawn_decision_and_a_corrected_claim_are_told(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    asked = bakery.addresses
    files = {name: signed_in(bakery.ana).get(address).data for name, address in asked.items()}
    corrected(bakery)
    refusal = decisions.withdraw_decision(
        BAKERY,
        bakery.decision.number,
        WithdrawalReason.FRAUD,
        "Bulletins falsifiés",
        actor=bakery.world.officer(),
        context=bakery.world.context,
    )
    assert refusal is None

    def told(name: str) -> str:
        return client.get(f"/verify/{code_of(files[name]).replace(' ', '')}").text

    assert "Ce qu&#39;il atteste a été retiré depuis. Le 06/05/2024." in told("decision")
    assert "Toujours valable" in told("receipt")
    for name in ("claim receipt", "claim", "employee"):
        assert "Une version plus récente l&#39;a remplacé" in told(name)
    now = text_of(signed_in(bakery.ana).get(asked["decision"]).data)
    assert "Autorisation d’activité partielle retirée" in now
    assert "Voies et délais de recours" in now


def test_the_receipt_of_a_claim_is_linked_on_its_page_in_its_version(
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    client = signed_in(bakery.ana)
    corrected(bakery)
    address = bakery.addresses["claim receipt"]
    for version in (1, 2):
        page = client.get(f"{address.removesuffix('.pdf')}?version={version}")
        assert f'href="{address}?version={version}"' in page.text
        told = text_of(client.get(f"{address}?version={version}").data)
        shown = re.search(r"<code>([0-9a-f]{64})</code>", page.text)
        assert shown
        assert shown[1] in told.replace(" ", "")
        assert f"version {version}" in told
        assert "Lefèvre" not in told


def test_a_refused_claim_and_a_withdrawn_request_are_told(
    client: FlaskClient,
    signed_in: Callable[[Person], FlaskClient],
    bakery: Bakery,
) -> None:
    file = signed_in(bakery.ana).get(bakery.addresses["claim"]).data
    with bakery.world.units() as uow:
        uow.claims.save(uow.claims.get(BAKERY, bakery.claim.id).moved_to(ClaimState.REJECTED))
        uow.commit()
    answer = client.get(f"/verify/{code_of(file).replace(' ', '')}")
    assert "a été refusée depuis" in answer.text
    filed = bakery.world.file(bakery.ana, commitments=("Former deux apprentis",))
    address = f"/establishments/{BAKERY}/requests/{filed.id}/receipt.pdf"
    receipt = signed_in(bakery.ana).get(address).data
    requests.withdraw_request(BAKERY, filed.id, actor=bakery.ana, context=bakery.world.context)
    answer = client.get(f"/verify/{code_of(receipt).replace(' ', '')}")
    assert "a été retiré depuis" in answer.text
