"""The paying agency in a browser, over the memory adapters."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import attrs
import pytest
from flask.testing import FlaskClient
from tests.unit.office_town import Town
from tests.unit.web.forms import post
from werkzeug.test import TestResponse

from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.office.visas import Visa
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing.stories import SIGNER, World, sign_all
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.hand_over import fingerprint, in_groups
from partial_activity.usecases.payment.payments import write_signed
from partial_activity.usecases.people import sign_in

SignedIn = Callable[[Person], FlaskClient]
RUN = "/office/payments/run"
ANSWERS = "/office/payments/answers"


@pytest.fixture
def town(world: World) -> Town:
    return Town(world)


@pytest.fixture
def paul(town: Town) -> Person:
    return town.colleague("paul", Role.PAYING_AGENT)


@pytest.fixture
def agency(signed_in: SignedIn, paul: Person) -> FlaskClient:
    """The browser of an agent who has just signed in."""
    return signed_in(paul)


def read(answer: TestResponse) -> str:
    """A page as people read it: plain spaces, plain apostrophes."""
    plain = html.unescape(answer.text)
    return plain.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def totals(page: TestResponse) -> str:
    """What a confirmation would confirm."""
    found = re.search(r'name="totals" value="([^"]+)"', page.text)
    assert found
    return found[1]


def pay(agency: FlaskClient) -> TestResponse:
    """Look at the totals, and confirm them."""
    return post(agency, RUN, {"totals": totals(agency.get(RUN))})


def hand_over(agency: FlaskClient, world: World) -> None:
    """Confirm a run; a second agent signs its list, and its file leaves."""
    pay(agency)
    sign_all(world.context)
    write_signed(actor=SIGNER, context=world.context, proof=Proof.FRESH)


def waiting_visa(world: World) -> Visa:
    """The one that waits."""
    with world.units.reading() as uow:
        (visa,) = uow.visas.waiting(world.clock.now(), 9)
    return visa


def state(world: World, claim: Claim) -> ClaimState:
    with world.units.reading() as uow:
        return uow.claims.head(claim.siret, claim.id).state


def line_of(world: World, claim: Claim) -> PaymentLine:
    """The last payment line of a firm."""
    with world.units.reading() as uow:
        return uow.payments.lines(claim.siret)[-1]


def answer(file: str, line: PaymentLine, code: str, reason: str = "") -> bytes:
    """What a bank gives back for one payment."""
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>R1</MsgId><CreDtTm>2024-05-01T09:00:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId>"
        "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId><TxInfAndSts>"
        f"<OrgnlEndToEndId>{line.end_to_end_id}</OrgnlEndToEndId><TxSts>{code}</TxSts>{why}"
        "</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()


def give(agency: FlaskClient, content: bytes) -> TestResponse:
    return post(agency, ANSWERS, {"answers": (BytesIO(content), "retour.xml")})


def test_the_agency_sees_what_is_ready(agency: FlaskClient, town: Town) -> None:
    assert "Rien à payer" in read(agency.get("/office/payments"))
    assert "Rien à payer" in read(agency.get(RUN))
    town.validated(1)
    town.validated(2)
    page = read(agency.get("/office/payments"))
    assert "2 demandes validées" in page
    assert "Préparer un ordre de paiement" in page
    assert "Aucun fichier n'a encore été écrit" in page


def test_a_run_is_confirmed_then_ordered_and_written_once(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claims = [town.validated(number) for number in (1, 2)]
    confirm = read(agency.get(RUN))
    assert "Demandes à ordonner" in confirm
    seen = totals(agency.get(RUN))
    ran = post(agency, RUN, {"totals": seen})
    assert ran.status_code == HTTPStatus.OK
    assert "À viser par une autre personne" in read(ran)
    assert {state(world, claim) for claim in claims} == {ClaimState.PAYMENT_REQUESTED}
    assert world.bank.files == {}
    # Sent again, as a browser does on reload: the totals are no longer those.
    again = post(agency, RUN, {"totals": seen}, page="/account")
    assert again.status_code == HTTPStatus.CONFLICT
    sign_all(world.context)
    assert "2 virements, 1 fichier" in read(pay(agency))
    (file,) = world.bank.files.values()
    assert len(file.lines) == 2


def test_a_list_leaves_when_a_second_agent_has_read_and_signed_it(
    agency: FlaskClient, town: Town, world: World, signed_in: SignedIn
) -> None:
    """Who asked may not; who signs signs what the page showed them; a refusal says why."""
    claim = town.validated(1)
    pay(agency)
    visa = waiting_visa(world)
    address = f"/office/visas/{visa.id}"
    own = read(agency.get(address))
    assert "Viser</button>" not in own
    assert "une autre personne le vise" in read(agency.get("/office/visas"))
    yes = {"answer": "given", "digest": visa.digest}
    assert post(agency, address, yes, page="/account").status_code == HTTPStatus.FORBIDDEN
    pia = signed_in(town.colleague("pia", Role.PAYING_AGENT))
    shown = read(pia.get(address))
    line = line_of(world, claim)
    for told in (line.payee, line.iban.masked, "Paul", visa.digest):
        assert told in shown
    assert line.iban.text not in shown
    other = post(pia, address, {**yes, "digest": "0" * 64})
    assert "Ce n'est plus ce que vous aviez sous les yeux" in read(other)
    no_reason = post(pia, address, {"answer": "refused", "digest": visa.digest})
    assert no_reason.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert world.bank.files == {}
    signed = post(pia, address, yes)
    assert (signed.status_code, signed.location) == (HTTPStatus.SEE_OTHER, address)
    assert "le fichier est écrit" in read(pia.get(address))
    (file,) = world.bank.files.values()
    assert file.lines == (line,)
    assert post(pia, address, yes, page="/account").status_code == HTTPStatus.CONFLICT
    assert "Visé" in read(pia.get("/office/visas"))


def test_a_refused_list_waits_until_its_visa_is_asked_for_again(
    agency: FlaskClient, town: Town, world: World, signed_in: SignedIn
) -> None:
    town.validated(1)
    pay(agency)
    visa = waiting_visa(world)
    address = f"/office/visas/{visa.id}"
    pia = signed_in(town.colleague("pia", Role.PAYING_AGENT))
    no = {"answer": "refused", "digest": visa.digest, "reason": "Compte à vérifier"}
    post(pia, address, no)
    seen = read(agency.get(address))
    assert "Compte à vérifier" in seen
    assert "Demander à nouveau le visa" in seen
    pay(agency)
    assert world.bank.files == {}
    asked = post(agency, f"/office/payments/files/{visa.key}/visa", page=address)
    assert asked.location == f"/office/visas/{waiting_visa(world).id}"
    sign_all(world.context)
    write_signed(actor=SIGNER, context=world.context, proof=Proof.FRESH)
    assert list(world.bank.files) == [visa.key]


def test_totals_that_changed_are_looked_at_again(
    agency: FlaskClient, town: Town, world: World
) -> None:
    first = town.validated(1)
    seen = totals(agency.get(RUN))
    town.validated(2)
    answered = post(agency, RUN, {"totals": seen})
    assert answered.status_code == HTTPStatus.CONFLICT
    assert "Les totaux ont changé" in read(answered)
    assert state(world, first) is ClaimState.VALIDATED
    assert post(agency, RUN, {}).status_code == HTTPStatus.CONFLICT


def test_a_claim_that_cannot_be_ordered_is_told_and_left(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claim = town.validated(1)
    town.validated(2)
    with world.units() as uow:
        decision = uow.requests.decision(claim.siret, claim.decision_number)
        uow.requests.save_decision(attrs.evolve(decision, withdrawn_at=world.clock.now()))
        uow.commit()
    page = read(pay(agency))
    assert "l'autorisation a été retirée" in page
    assert state(world, claim) is ClaimState.VALIDATED
    assert "Continuer" not in page


def test_files_are_listed_shown_and_downloaded(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claim = town.validated(1)
    hand_over(agency, world)
    (reference,) = world.bank.files
    for address in ("/office/payments", "/office/payments/files"):
        page = read(agency.get(address))
        assert f"/office/payments/files/{reference}" in page
        assert "Écrit, à transmettre" in page
    line = line_of(world, claim)
    shown = read(agency.get(f"/office/payments/files/{reference}"))
    assert line.end_to_end_id in shown
    assert line.iban.masked in shown
    assert line.iban.text not in shown
    got = agency.get(f"/office/payments/files/{reference}/download")
    assert got.data == world.bank.content(reference)
    assert f"{reference}.xml" in got.headers["Content-Disposition"]
    for address in ("/office/payments/files/AP0", "/office/payments/files/AP0/download"):
        assert agency.get(address).status_code == HTTPStatus.NOT_FOUND
    older = agency.get(f"/office/payments/files?before={reference}")
    assert "Aucun fichier" in read(older)


def transmit(agency: FlaskClient, reference: str) -> str:
    """Say that a file has gone, with the hash its page shows."""
    address = f"/office/payments/files/{reference}"
    page = read(agency.get(address))
    (sha256,) = re.findall(r'name="sha256" value="([0-9a-f]{64})"', page)
    done = post(agency, address, {"sha256": sha256})
    assert (done.status_code, done.location) == (HTTPStatus.SEE_OTHER, address)
    return read(agency.get(address))


def test_a_written_file_goes_to_the_bank_by_its_hash(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claim = town.validated(1)
    hand_over(agency, world)
    (reference,) = world.bank.files
    digits = fingerprint(world.bank.content(reference))
    address = f"/office/payments/files/{reference}"
    assert in_groups(digits) in read(agency.get(address))
    assert "1 fichier à transmettre à la banque" in read(agency.get("/office/payments"))
    post(agency, address, {"sha256": fingerprint(b"another")})
    page = read(agency.get(address))
    assert "Ce n'est pas le fichier qui a été écrit" in page
    assert "Écrit, à transmettre" in page
    page = transmit(agency, reference)
    assert "le fichier est transmis à la banque" in page
    assert "Transmis, sans réponse" in page
    assert in_groups(digits) in page
    assert "J'ai transmis" not in page
    post(agency, address, {"sha256": digits}, page="/account")
    assert "C'était déjà noté" in read(agency.get(address))
    assert "à transmettre" not in read(agency.get("/office/payments"))
    shown = read(agency.get(f"/office/claims/{claim.siret}/{claim.id}"))
    assert "Fichier transmis à la banque" in shown or "Transmis à la banque" in shown


def test_the_bank_s_answers_close_claims_and_tell_employers(
    agency: FlaskClient, town: Town, world: World
) -> None:
    paid, back = town.validated(1), town.validated(2)
    hand_over(agency, world)
    (reference,) = world.bank.files
    early = read(give(agency, answer(reference, line_of(world, paid), "ACSC")))
    assert "personne n'a noté que son fichier est transmis" in early
    assert state(world, paid) is ClaimState.PAYMENT_REQUESTED
    transmit(agency, reference)
    first = give(agency, answer(reference, line_of(world, paid), "ACSC"))
    assert first.status_code == HTTPStatus.OK
    assert state(world, paid) is ClaimState.PAID
    give(agency, answer(reference, line_of(world, back), "RJCT", "AC04"))
    assert state(world, back) is ClaimState.PAYMENT_INVALIDATED
    assert world.told(NoticeKind.BANK_REJECTION, back.siret)
    again = read(give(agency, answer(reference, line_of(world, paid), "ACSC")))
    assert "Déjà dits" in again
    rejected = read(agency.get("/office/payments/rejected"))
    assert "compte est clôturé (AC04)" in rejected
    shown = read(agency.get(f"/office/payments/files/{reference}"))
    assert "1 payé" in shown
    assert "1 rejeté" in shown
    contradiction = read(give(agency, answer(reference, line_of(world, paid), "RJCT", "XY99")))
    assert "la banque avait dit le contraire" in contradiction
    assert "XY99" in contradiction


@pytest.mark.parametrize("content", [b"", b"not xml", b"<a/>", b"<?xml version='1.0'?><x"])
def test_a_file_that_is_no_answer_is_told(agency: FlaskClient, content: bytes) -> None:
    told = give(agency, content)
    assert told.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in told.text
    assert post(agency, ANSWERS, {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_rejected_payment_is_ordered_again_once_by_a_second_person(
    agency: FlaskClient, town: Town, world: World, signed_in: SignedIn
) -> None:
    claim = town.validated(1)
    hand_over(agency, world)
    (reference,) = world.bank.files
    transmit(agency, reference)
    give(agency, answer(reference, line_of(world, claim), "RJCT", "MS03"))
    address = f"/office/payments/rejected/{claim.siret}/{claim.id}"
    assert "Ordonner à nouveau, sur le même compte ?" in read(agency.get(address))
    done = post(agency, address)
    assert (done.status_code, done.location) == (HTTPStatus.SEE_OTHER, "/office/payments/rejected")
    assert "visa d'une autre personne" in read(agency.get("/office/payments/rejected"))
    assert line_of(world, claim).attempt == 1
    post(agency, address, page="/account")
    visa = waiting_visa(world)
    yes = {"answer": "given", "digest": visa.digest}
    alone = post(agency, f"/office/visas/{visa.id}", yes, page="/account")
    assert alone.status_code == HTTPStatus.FORBIDDEN
    pia = signed_in(town.colleague("pia", Role.PAYING_AGENT))
    assert post(pia, f"/office/visas/{visa.id}", yes).status_code == HTTPStatus.SEE_OTHER
    post(agency, address, page="/account")
    again = line_of(world, claim)
    assert again.attempt == 2
    mended = read(agency.get(f"/office/payments/files/{reference}"))
    assert "Repris le" in mended
    shown = read(agency.get(f"/office/claims/{claim.siret}/{claim.id}"))
    assert "1, 2" in shown
    assert "la banque n'a pas précisé pourquoi (MS03)" in shown
    assert again.iban.text not in shown + mended
    assert agency.get(address).status_code == HTTPStatus.SEE_OTHER
    hand_over(agency, world)
    assert len(world.bank.files) == 2


def test_every_step_that_pays_asks_for_a_proof_of_a_moment_ago(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claim = town.validated(1)
    seen = totals(agency.get(RUN))
    world.clock.tick(timedelta(minutes=16))
    back = f"/office/payments/rejected/{claim.siret}/{claim.id}"
    for address in (RUN, ANSWERS, back, "/office/payments/files/AP0/download"):
        sent = agency.get(address)
        assert (sent.status_code, sent.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")
    for address in (RUN, ANSWERS, back, "/office/payments/files/AP0"):
        sent = post(agency, address, {"totals": seen}, page="/account")
        assert (sent.status_code, sent.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")
    assert state(world, claim) is ClaimState.VALIDATED
    assert agency.get("/office/payments").status_code == HTTPStatus.OK


class FullBank(MemoryBank):
    """A bank whose folder is full until somebody makes room."""

    full = True

    def send(self, file: PaymentFile) -> None:
        """Refuse while it is full."""
        if self.full:
            msg = "no space left"
            raise Unavailable(msg)
        super().send(file)


def browser(services: Services, world: World, person: Person) -> FlaskClient:
    """Of somebody who has just signed in, over other services than the others'."""
    client = create_app(services, WebConfig(secret=bytes(32))).test_client()
    link = sign_in.link_for(person, context=world.context)
    post(client, f"/sign-in/{link}")
    return client


def test_a_bank_that_cannot_take_a_file_loses_nothing(
    services: Services, town: Town, world: World, paul: Person
) -> None:
    bank = FullBank()
    agency = browser(Services(attrs.evolve(services.context, bank=bank)), world, paul)
    claim = town.validated(1)
    pay(agency)
    sign_all(world.context)
    assert "le fichier n'a pas pu être écrit" in read(pay(agency))
    assert state(world, claim) is ClaimState.PAYMENT_REQUESTED
    assert "1 fichier commencé" in read(agency.get("/office/payments"))
    with world.units.reading() as uow:
        (reference,) = uow.payments.unsent_files()
    assert "n'a pas été écrit" in read(agency.get(f"/office/payments/files/{reference}"))
    gone = agency.get(f"/office/payments/files/{reference}/download")
    assert gone.status_code == HTTPStatus.NOT_FOUND
    bank.full = False
    pay(agency)
    (file,) = bank.files.values()
    assert (file.reference, len(file.lines)) == (reference, 1)


def test_without_a_payer_the_pages_say_what_to_set(
    services: Services, town: Town, world: World, paul: Person
) -> None:
    agency = browser(Services(attrs.evolve(services.context, bank=Context().bank)), world, paul)
    town.validated(1)
    page = read(agency.get("/office/payments"))
    assert "payer_iban" in page
    assert "Préparer un ordre" not in page
    assert "payer_iban" in read(agency.get(RUN))
    told = post(agency, RUN, {"totals": "x"}, page="/account")
    assert told.status_code == HTTPStatus.CONFLICT
    download = agency.get("/office/payments/files/AP0/download")
    assert download.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_agency_sees_or_makes_payments(
    town: Town, signed_in: SignedIn, world: World, role: Role | None
) -> None:
    claim = town.validated(1)
    person = town.colleague("other", role) if role else town.contact(1)
    other = signed_in(person)
    back = f"/office/payments/rejected/{claim.siret}/{claim.id}"
    files = ("/office/payments/files", "/office/payments/files/AP0")
    pages = ("/office/payments", RUN, ANSWERS, "/office/payments/rejected", back, *files)
    for address in (*pages, "/office/payments/files/AP0/download"):
        assert other.get(address).status_code == HTTPStatus.FORBIDDEN, address
    for address in (RUN, ANSWERS, back):
        told = post(other, address, {"totals": "1 1 0 0"}, page="/account")
        assert told.status_code == HTTPStatus.FORBIDDEN, address
    assert state(world, claim) is ClaimState.VALIDATED


def test_no_payment_is_ordered_from_another_site(
    agency: FlaskClient, town: Town, world: World
) -> None:
    claim = town.validated(1)
    seen = totals(agency.get(RUN))
    assert agency.post(RUN, data={"totals": seen}).status_code == HTTPStatus.BAD_REQUEST
    assert state(world, claim) is ClaimState.VALIDATED
