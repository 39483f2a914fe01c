"""Claims by file, and payments: checked before anything is kept, mended after the bank said no."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import attrs
import openpyxl
import pytest
import xlsxwriter
from flask.testing import FlaskClient
from tests.unit.web.forms import post
from werkzeug.test import TestResponse

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import Claim, ClaimState, claim_id_of
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import AccountState, Membership, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.claims import files
from partial_activity.ports.bank import BankAnswer
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import (
    BAKERY,
    IBAN,
    OTHER_IBAN,
    SIGNER,
    World,
    handed_over,
    registered,
    written,
)
from partial_activity.usecases.claim import claims, uploads
from partial_activity.usecases.oversight.overview import Task, overview_of
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.people import membership, sign_in

AT = f"/establishments/{BAKERY}"
FILE = f"{AT}/claims/file"
APRIL = date(2024, 4, 1)
ANNE, BEN = samples.nir(1), samples.nir(2)
HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire"
)
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def ana(world: World) -> Person:
    """The bakery's contact, with an authorisation for April 2024, in May."""
    person = world.contact()
    world.authorisation(person)
    world.clock.set(datetime(2024, 5, 6, 9, tzinfo=UTC))
    return person


@pytest.fixture
def browser(signed_in: SignIn, ana: Person) -> FlaskClient:
    return signed_in(ana)


@pytest.fixture
def number(world: World, ana: Person) -> str:
    with world.units.reading() as uow:
        return uow.requests.decisions(BAKERY)[0].number


def row(number: str, nir: Nir = ANNE, unworked: str = "35") -> str:
    return f"{BAKERY};{number};2024-04;{nir.digits};Martin;Anne;2024-W15;35;0;0;{unworked};15"


def send(browser: FlaskClient, *rows: str, name: str = "avril.csv", page: str = FILE) -> str:
    """Send a file; the address where it is followed."""
    content = "\n".join((HEADER, *rows)).encode()
    answer = post(browser, page, {"file": (io.BytesIO(content), name)})
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    return answer.location


def lines(world: World, number: str) -> int:
    with world.units.reading() as uow:
        ids = [claim.id for claim in uow.claims.of(BAKERY)]
        wanted = claim_id_of(BAKERY, number, APRIL)
        return len(uow.claims.get(BAKERY, wanted).lines) if wanted in ids else 0


def text_of(answer: TestResponse) -> str:
    bare = re.sub(r"<[^>]+>", " ", answer.text).replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"\s+", " ", bare).replace("&#39;", "'")


def test_the_template_has_the_columns_and_an_example_that_is_refused(
    browser: FlaskClient, number: str
) -> None:
    found = browser.get(f"{AT}/claims/template.csv?decision={number}&month=2024-04")
    text = found.data.decode("utf-8-sig")
    assert text.splitlines()[0].startswith(HEADER)
    assert f"{BAKERY};{number};2024-04;" in text
    assert "attachment" in found.headers["Content-Disposition"]
    answer = post(browser, FILE, {"file": (io.BytesIO(found.data), "modele.csv")})
    shown = browser.get(answer.location)
    assert "invalid_nir" in shown.text
    assert "Importer les" not in shown.text


def march_by_file(browser: FlaskClient, number: str) -> None:
    """A part-timer with cents in the pay, and an apprentice paid a share of the minimum wage."""
    rows = (
        f"{BAKERY};{number};2024-03;{ANNE.digits};Martin;Anne;2024-W12;24;0;0;24;15,125;TEMPS_PARTIEL;",
        f"{BAKERY};{number};2024-03;{BEN.digits};O'Brien;Ben;2024-W12;35;0;0;35;;APPRENTI;43,5 %",
    )
    content = "\n".join((f"{HEADER};contrat;part_smic", *rows)).encode()
    at = post(browser, FILE, {"file": (io.BytesIO(content), "mars.csv")}).location
    assert "Toutes les lignes sont bonnes" in text_of(browser.get(at))
    post(browser, f"{at}/import", page=at)


def test_last_months_employees_are_filled_in_a_workbook_and_sent(
    world: World, ana: Person, browser: FlaskClient, number: str
) -> None:
    """Whoever they are and what they earn comes back as it was, exactly; hours are typed."""
    claim = claims.open_claim(BAKERY, number, APRIL, actor=ana, context=world.context)
    address = f"{AT}/claims/{claim.id}/template.xlsx"
    assert address not in browser.get(FILE).text
    march_by_file(browser, number)
    for page in (FILE, f"{AT}/claims/{claim.id}/file"):
        assert f'href="{address}"' in browser.get(page).text
    found = browser.get(address)
    assert "filename=modele-2024-04.xlsx" in found.headers["Content-Disposition"]
    assert found.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(io.BytesIO(found.data))
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    hours = ["heures_travaillees", "heures_assimilees", "heures_chomees"]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert {row["nir"] for row in rows} == {ANNE.digits, BEN.digits}
    assert all(row[name] is None for row in rows for name in hours)
    assert [row["semaine"] for row in rows[: len(rows) // 2]] == [
        f"2024-W{week}" for week in range(14, 19)
    ]
    as_it_is = post(browser, FILE, {"file": (io.BytesIO(found.data), "vide.xlsx")}).location
    assert "Aucune ligne ne peut être importée" in text_of(browser.get(as_it_is))

    for each in sheet.iter_rows(2):
        for name, typed in zip(hours, (20, 0, 4), strict=True):
            each[names.index(name)].value = typed
    filled = io.BytesIO()
    book.save(filled)
    sent = post(browser, FILE, {"file": (io.BytesIO(filled.getvalue()), "avril.xlsx")}).location
    assert "Toutes les lignes sont bonnes" in text_of(browser.get(sent))
    post(browser, f"{sent}/import", page=sent)
    with world.units.reading() as uow:
        kept = uow.claims.get(BAKERY, claim.id).lines
    assert {
        (line.nir, line.last_name, str(line.contract_hours), line.category,
         line.hourly_pay, line.share_of_minimum_wage)
        for line in kept
    } == {
        (ANNE, "Martin", "24.00", EmployeeCategory.PART_TIME, HourlyPay.parse("15.125"), None),
        (BEN, "O'Brien", "35.00", EmployeeCategory.APPRENTICE, None, Share.parse("0.435")),
    }  # fmt: skip
    assert len(kept) == len(rows)


def test_a_template_is_prefilled_only_where_the_month_before_was_claimed(
    world: World,
    ana: Person,
    browser: FlaskClient,
    number: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = claims.open_claim(BAKERY, number, APRIL, actor=ana, context=world.context)
    address = f"{AT}/claims/{claim.id}/template.xlsx"
    told = browser.get(browser.get(address).location)
    assert "pas de demande du mois précédent" in text_of(told)
    march_by_file(browser, number)
    monkeypatch.setattr(files, "_MOST_PREFILLED", 1)
    told = browser.get(browser.get(address).location)
    assert "partez du modèle CSV" in text_of(told)


def test_a_link_puts_no_formula_into_the_template(browser: FlaskClient) -> None:
    found = browser.get(f"{AT}/claims/template.csv?decision=%3Dcmd%7Ccalc&month=x")
    assert ";'=cmd|calc;2024-05;" in found.data.decode("utf-8-sig")


def test_a_workbook_is_read_as_a_file(world: World, browser: FlaskClient, number: str) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(";"))
        sheet.write_row(1, 0, row(number).split(";"))
        sheet.write_row(2, 0, row(number, BEN, "36").split(";"))
    at = post(browser, FILE, {"file": (io.BytesIO(book.getvalue()), "avril.xlsx")}).location
    assert "hours_above_count" in browser.get(at).text
    post(browser, f"{at}/import", page=at)
    assert lines(world, number) == 1


def test_a_file_is_checked_and_then_its_good_lines_imported(
    world: World, browser: FlaskClient, number: str
) -> None:
    at = send(browser, row(number), row(number, BEN, "36"))
    checked = browser.get(at)
    assert "Rien n'est enregistré encore" in text_of(checked)
    assert lines(world, number) == 0
    # The line as read, and what is wrong with it.
    assert re.search(r"heures_chomees.*?>36<.*?hours_above_count", checked.text, re.DOTALL)
    done = post(browser, f"{at}/import", page=at)
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert lines(world, number) == 1
    shown = browser.get(at)
    assert "Importé" in shown.text
    assert f"/claims/{claim_id_of(BAKERY, number, APRIL)}" in shown.text
    twice = browser.get(at).text
    assert "/import" not in twice


def test_the_refused_lines_are_downloaded_as_they_were_sent(
    browser: FlaskClient, number: str
) -> None:
    at = send(browser, row(number), row(number, BEN, "36"))
    found = browser.get(f"{at}/refused.csv")
    text = found.data.decode("utf-8-sig")
    assert row(number, BEN, "36") in text
    assert "hours_above_count" in text
    assert "attachment" in found.headers["Content-Disposition"]
    assert found.headers["Cache-Control"] == "no-store"


def test_the_refused_lines_are_mended_in_a_workbook_and_sent_again(
    world: World, browser: FlaskClient, number: str
) -> None:
    """What somebody does in a spreadsheet: open it, change the coloured cell, save, send."""
    at = send(browser, row(number), row(number, BEN, "36"))
    assert f'href="{at}/refused.xlsx"' in browser.get(at).text
    found = browser.get(f"{at}/refused.xlsx")
    assert "attachment" in found.headers["Content-Disposition"]
    assert found.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(io.BytesIO(found.data))
    sheet = book.active
    assert sheet.freeze_panes == "A2"
    names = [cell.value for cell in sheet[1]]
    assert names == [*HEADER.split(";"), "erreur_code", "erreur_message"]
    assert [cell.value for cell in sheet[2]][: len(HEADER.split(";"))] == row(
        number, BEN, "36"
    ).split(";")
    coloured = [names[cell.column - 1] for cell in sheet[2] if cell.fill.fill_type]
    assert coloured == ["heures_chomees"]
    sheet[2][names.index("heures_chomees")].value = "35"
    mended = io.BytesIO()
    book.save(mended)
    sent = post(browser, FILE, {"file": (io.BytesIO(mended.getvalue()), "corrige.xlsx")}).location
    assert "Toutes les lignes sont bonnes" in text_of(browser.get(sent))
    post(browser, f"{sent}/import", page=sent)
    assert lines(world, number) == 1


def test_too_many_refused_lines_for_a_workbook_are_left_to_the_csv(
    browser: FlaskClient, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, uploads):
        monkeypatch.setattr(module, "MOST_IN_WORKBOOK", 1)
    at = send(browser, row(number, unworked="x"), row(number, BEN, "36"))
    assert "refused.xlsx" not in browser.get(at).text
    assert browser.get(f"{at}/refused.xlsx").status_code == HTTPStatus.NOT_FOUND
    assert browser.get(f"{at}/refused.csv").status_code == HTTPStatus.OK


def test_equal_faults_are_told_once_with_the_lines_that_have_them(
    browser: FlaskClient, number: str
) -> None:
    """Forty-nine lines with one mistake were once forty-nine times the same sentence."""
    wrong = row(number).replace(f"{BAKERY};", "10311900012;")
    shown = text_of(browser.get(send(browser, row(number), *[wrong] * 12, row(number, BEN, "x"))))
    assert shown.count("SIRET sans son zéro de tête") == 1
    assert "De même pour 11 autres lignes : 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …" in shown
    assert shown.count("des heures sont attendues") == 1


def test_a_whole_file_is_given_up(world: World, browser: FlaskClient, number: str) -> None:
    at = send(browser, row(number))
    gone = post(browser, f"{at}/discard", page=at)
    assert gone.location == FILE
    assert "rien n'en a été gardé" in text_of(browser.get(at))
    assert lines(world, number) == 0


def test_what_is_no_claim_file_is_told_with_the_mend(browser: FlaskClient) -> None:
    content = io.BytesIO(b"nom;age\nMartin;40\n")
    at = post(browser, FILE, {"file": (content, "liste.csv")}).location
    shown = text_of(browser.get(at))
    assert "n'a pas pu être lu" in shown
    assert "liste.csv" in shown
    assert "numero_decision" in shown


def test_no_file_chosen_is_told_beside_the_field(browser: FlaskClient) -> None:
    answer = post(browser, FILE, {"file": (io.BytesIO(b""), "")})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="file-wrong"' in answer.text


def test_a_large_file_waits_for_the_worker_and_can_be_left(
    world: World, ana: Person, browser: FlaskClient, number: str
) -> None:
    """As it was received, before any worker took it."""

    def work() -> None:
        uploads.run_uploads(1, context=world.context)

    people = 13_000
    rows = [row(number, samples.nir(n)) for n in range(1, people + 1)]
    upload = uploads.receive_upload(
        BAKERY,
        "avril.csv",
        ["\n".join((HEADER, *rows)).encode()],
        most=10_000_000,
        actor=ana,
        context=world.context,
    )
    at = f"{AT}/claims/files/{upload.id}"
    waiting = browser.get(at)
    assert 'http-equiv="refresh"' in waiting.text
    assert "Vous pouvez quitter cette page" in text_of(waiting)
    assert at in browser.get(FILE).text
    work()
    checked = browser.get(at)
    assert 'http-equiv="refresh"' not in checked.text
    assert str(people) in checked.text
    assert post(browser, f"{at}/import", page=at).status_code == HTTPStatus.SEE_OTHER
    assert lines(world, number) == 0, "too large to be done while somebody waits"
    work()
    assert lines(world, number) == people


def _limited(services: Services, world: World, person: Person, most: int) -> FlaskClient:
    app = create_app(
        services, WebConfig(secret=bytes(32), largest_body=200_000, largest_claim_file=most)
    )
    client = app.test_client()
    post(client, f"/sign-in/{sign_in.link_for(person, context=world.context)}")
    return client


def _send_bytes(client: FlaskClient, content: bytes) -> TestResponse:
    """A file as a browser sends it; the test client would leave a file of its own open."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(FILE).text)
    assert token
    parts = (
        b'--cut\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token[1].encode(),
        b'--cut\r\nContent-Disposition: form-data; name="file"; filename="gros.csv"\r\n\r\n'
        + content,
        b"--cut--\r\n",
    )
    body = b"\r\n".join(parts)
    return client.post(FILE, data=body, content_type="multipart/form-data; boundary=cut")


def test_a_file_over_the_limit_is_refused_and_the_limit_said_before(
    services: Services, world: World, ana: Person, number: str
) -> None:
    client = _limited(services, world, ana, 2 * 1024 * 1024)
    assert "2 Mo au plus" in text_of(client.get(FILE))
    at = send(client, *[row(number)] * 4_000)
    assert client.get(at).status_code == HTTPStatus.OK
    over = _send_bytes(client, b"x" * 2_100_000)
    assert over.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "dépasse 2 Mo" in text_of(over)
    far_over = _send_bytes(client, b"x" * 4_000_000)
    assert far_over.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_only_who_is_signed_in_may_send_so_much(services: Services, world: World) -> None:
    app = create_app(services, WebConfig(secret=bytes(32), largest_body=200_000))
    answer = app.test_client().post(FILE, data={"file": (io.BytesIO(b"x" * 300_000), "gros.csv")})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_only_its_sender_finds_a_file(
    world: World, browser: FlaskClient, signed_in: SignIn, number: str
) -> None:
    at = send(browser, row(number), row(number, BEN, "36"))
    colleague = signed_in(_member(world, Role.DECLARANT))
    for page in (at, f"{at}/refused.csv"):
        assert colleague.get(page).status_code == HTTPStatus.NOT_FOUND
    taken = post(colleague, f"{at}/import", page=FILE)
    assert taken.status_code == HTTPStatus.NOT_FOUND
    assert at not in colleague.get(FILE).text


def test_a_name_that_is_a_path_or_a_page_is_shown_as_a_name(
    browser: FlaskClient, number: str
) -> None:
    at = send(browser, row(number), name="../../etc/<b>avril</b>.csv")
    shown = browser.get(at).text
    assert "<b>avril" not in shown
    assert "etc/" not in shown  # with its stroke: the token of the form is letters by chance


def _member(world: World, role: Role) -> Person:
    person = samples.person(8)
    with world.units() as uow:
        uow.people.add(person)
        uow.establishments.add_member(
            Membership(
                BAKERY,
                person.id,
                role,
                principal=False,
                state=AccountState.ACTIVE,
                since=world.clock.now(),
                proven=True,
            )
        )
        uow.commit()
    return person


@pytest.fixture
def rejected(world: World, ana: Person, number: str) -> Claim:
    """A claim whose payment came back from the bank."""
    claim = samples.claim(month=APRIL, state=ClaimState.VALIDATED)
    claim = attrs.evolve(claim, siret=BAKERY, decision_number=number, created_by=ana.id)
    with world.units() as uow:
        keep(uow, claim)
        uow.commit()
    agent = world.officer(Role.PAYING_AGENT)
    order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    written(world.context, agent)
    with world.units.reading() as uow:
        (line,) = uow.payments.lines(BAKERY)
        (file, *_) = uow.payments.records(BAKERY, line.end_to_end_id)
    outcome = PaymentEvent.REJECTED
    told = BankAnswer(file.reference, line.end_to_end_id, "RJCT", outcome, reason="AC04")
    handed_over(world.context, agent)
    record_answers([told], actor=agent, context=world.context)
    with world.units.reading() as uow:
        return uow.claims.get(BAKERY, claim.id)


def test_only_who_may_give_another_account_is_asked_for_one(
    world: World, ana: Person, rejected: Claim
) -> None:
    """A declarant would be led to a page that refuses them."""
    garage = Siret("40483304800022")
    world.register.put(registered(garage, "Garage Dupont"))
    dora = world.contact("dora", garage)
    membership.ask_to_join(BAKERY, Role.DECLARANT, actor=dora, context=world.context)
    membership.approve_join(BAKERY, dora.id, actor=ana, context=world.context)

    def asked(person: Person) -> list[Task]:
        return [one.task for one in overview_of(BAKERY, actor=person, context=world.context).todos]

    assert Task.REPLACE_ACCOUNT in asked(ana)
    assert asked(dora)
    assert Task.REPLACE_ACCOUNT not in asked(dora)
    assert Task.TELL_OF_ACCOUNT in asked(dora)


def test_nothing_paid_yet_is_said_kindly(browser: FlaskClient) -> None:
    assert "Aucun paiement pour l'instant" in text_of(browser.get(f"{AT}/payments"))


def test_a_rejected_payment_is_shown_and_mended_with_another_account(
    world: World, browser: FlaskClient, rejected: Claim
) -> None:
    shown = text_of(browser.get(f"{AT}/payments"))
    assert "le compte est clôturé (AC04)" in shown
    assert IBAN.text not in shown
    page = f"{AT}/payments/account?claim={rejected.id}"
    assert "le compte est clôturé" in text_of(browser.get(page))
    same = post(browser, page, {"iban": IBAN.text, "again": IBAN.text})
    assert same.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "vient de rejeter" in same.text
    differs = post(browser, page, {"iban": OTHER_IBAN.text, "again": IBAN.text})
    assert 'id="again-wrong"' in differs.text
    assert OTHER_IBAN.text in differs.text
    done = post(browser, page, {"iban": OTHER_IBAN.text, "again": OTHER_IBAN.text})
    assert done.status_code == HTTPStatus.SEE_OTHER
    waits = text_of(browser.get(f"{AT}/payments"))
    assert f"repartira sur {OTHER_IBAN.masked}" in waits
    assert browser.get(page).status_code == HTTPStatus.NOT_FOUND
    world.clock.tick(world.context.cooling_off)
    order_payments(actor=SIGNER, context=world.context, proof=Proof.FRESH)
    with world.units.reading() as uow:
        (_, again) = uow.payments.lines(BAKERY)
    assert (again.attempt, again.iban) == (2, OTHER_IBAN)


def test_an_account_is_changed_only_with_a_fresh_proof(
    world: World, browser: FlaskClient, rejected: Claim
) -> None:
    world.clock.tick(timedelta(minutes=20))
    page = f"{AT}/payments/account?claim={rejected.id}"
    asked = browser.get(page)
    assert asked.status_code == HTTPStatus.SEE_OTHER
    assert asked.location == "/sign-in/again"
    sent = post(
        browser, page, {"iban": OTHER_IBAN.text, "again": OTHER_IBAN.text}, page=f"{AT}/claims/file"
    )
    assert sent.location == "/sign-in/again"
    with world.units.reading() as uow:
        assert len(uow.payments.lines(BAKERY)) == 1


def test_a_declarant_sees_payments_but_changes_no_account(
    world: World, signed_in: SignIn, ana: Person, rejected: Claim
) -> None:
    declarant = signed_in(_member(world, Role.DECLARANT))
    shown = declarant.get(f"{AT}/payments")
    assert "Seul un contact" in shown.text
    page = f"{AT}/payments/account?claim={rejected.id}"
    assert declarant.get(page).status_code == HTTPStatus.FORBIDDEN


def test_a_stranger_sees_no_payment(
    world: World, signed_in: SignIn, ana: Person, rejected: Claim
) -> None:
    person = samples.person(9)
    with world.units() as uow:
        uow.people.add(person)
        uow.commit()
    stranger = signed_in(person)
    for page in ("/payments", f"/payments/account?claim={rejected.id}"):
        assert stranger.get(AT + page).status_code == HTTPStatus.NOT_FOUND


def workbook_of(number: str) -> bytes:
    """Two visible sheets, of which one has the columns."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Avril")
    for each in (HEADER, row(number)):
        sheet.append(each.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plain.csv", lambda number: f"{HEADER}\n{row(number)}\n".encode(), []),
        (
            "old.csv",
            lambda number: f"{HEADER}\n{row(number).replace('Anne', 'Zoé')}\n".encode("cp1252"),
            ["Le fichier n'est pas en UTF-8 : lu en Windows-1252"],
        ),
        (
            "bom.csv",
            lambda number: f"{HEADER}\n{row(number)}\n".encode("utf-8-sig"),
            ["une marque (BOM) à son début"],
        ),
        (
            "totals.csv",
            lambda number: (
                f"Avril\n{HEADER}\n{row(number)}\n{HEADER}\n;;;;TOTAL;;;35;0;0;35;\n".encode()
            ),
            [
                "L'en-tête est à la ligne 2",
                "Lignes de totaux non lues : 5.",
                "En-tête répété, non lu : 4.",
            ],
        ),
        (
            "two.xlsx",
            workbook_of,
            ["Feuille lue : Avril, qui a les colonnes. Non lues : Notes.", "masquez celle-ci"],
        ),
    ],
)
def test_the_page_tells_how_the_file_was_read(
    browser: FlaskClient,
    number: str,
    name: str,
    content: Callable[[str], bytes],
    told: list[str],
) -> None:
    """Until it is imported: then nothing is left to choose."""
    at = post(browser, FILE, {"file": (io.BytesIO(content(number)), name)}).location
    shown = text_of(browser.get(at))
    assert "Toutes les lignes sont bonnes" in shown
    assert ("Comment le fichier a été lu" in shown) == bool(told)
    assert all(each in shown for each in told)
    post(browser, f"{at}/import", page=at)
    assert "Comment le fichier a été lu" not in text_of(browser.get(at))
