"""The simulator of several employees: rows, months, weeks, a table, a link, a PDF."""

import io
import re
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from tests.unit.web.forms import post
from tests.unit.web.reading import text_of

from partial_activity.entrypoints.flask_app.pages.packed import unpacked

_ADDRESS = "/simulator/team"
TWO = {
    "month": "2025-03",
    "months": "2",
    "rows": "3",
    "pay-1": "25",
    "hours-1-1": "70",
    "hours-1-2": "20,5",
    "pay-2": "2 275,05 €",
    "paid_hours-2": "151,67",
    "hours-2-1": "35",
}


def plain(page: str) -> str:
    return text_of(page).replace("\u202f", " ").replace("\xa0", " ")


def answered(client: FlaskClient, **typed: object) -> str:
    answer = post(client, _ADDRESS, {**TWO, **typed})
    if answer.status_code == HTTPStatus.SEE_OTHER:
        answer = client.get(answer.location)
    assert answer.status_code == HTTPStatus.OK
    return plain(answer.text)


def test_each_employee_has_each_month_and_the_totals_follow(client: FlaskClient) -> None:
    """25 € an hour: 15.00 and 9.00; 15 € an hour: 9.40 (the floor) and 8.46 (the floor).

    March 70 × 15.00 = 1,050.00 and 35 × 9.40 = 329.00; April 20.5 × 15.00 = 307.50.
    """
    page = answered(client)
    assert "Salarié 1 mars 2025 70 1 050,00 € 630,00 € 420,00 €" in page
    assert "Salarié 1 avril 2025 20,50 307,50 € 184,50 € 123,00 €" in page
    assert "Salarié 2 mars 2025 35 329,00 € 296,10 € 32,90 €" in page
    assert "Total mars 2025 105 1 379,00 € 926,10 € 452,90 €" in page
    assert "Total 125,50 1 686,50 € 1 110,60 € 575,90 €" in page


def test_the_answer_says_the_inputs_the_day_of_knowledge_and_the_texts(client: FlaskClient) -> None:
    page = answered(client)
    assert "Droit tel que connu le 04/03/2024, textes rétroactifs compris" in page
    assert "2 275,05 € pour 151,67 h" in page
    assert "mars 2025 : 70 h, avril 2025 : 20,50 h" in page
    assert "décret n° 2021-674 , D. 5122-13" in page
    known = answered(client, known_on="2025-02-01")
    assert "Droit tel que connu le 01/02/2025" in known


def test_the_link_keeps_the_case_but_no_name(client: FlaskClient) -> None:
    """What names nobody is in the address; names are on the page alone."""
    unnamed = post(client, _ADDRESS, TWO)
    assert unnamed.status_code == HTTPStatus.SEE_OTHER
    assert "1 686,50 €" in plain(client.get(unnamed.location).text)

    named = post(client, _ADDRESS, {**TWO, "who-1": "Dupont"})
    assert named.status_code == HTTPStatus.OK
    assert "Dupont mars 2025 70" in plain(named.text)
    link = re.search(r'href="(/simulator/team\?d=([\w-]+))"', named.text)
    assert link
    assert "Dupont" not in unpacked(link[2], 100_000)
    assert "1 686,50 €" in plain(client.get(link[1]).text)
    assert "Dupont" not in client.get(link[1]).text


def test_what_nobody_read_is_in_no_address(client: FlaskClient) -> None:
    """A name that was typed in a field that the form does not show, or where a number belongs."""
    hidden = {"net-1-1": "Dupont", "hours-1-5": "Dupont", "contract-1": "Dupont", "by": "Dupont"}
    answer = post(client, _ADDRESS, {**TWO, **hidden})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "Dupont" not in unpacked(answer.location.partition("?d=")[2], 100_000)
    wrong = post(client, _ADDRESS, {**TWO, "pay-1": "Dupont"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_social_security_number_is_no_name(client: FlaskClient) -> None:
    page = post(client, _ADDRESS, {**TWO, "who-1": "1 84 12 76 451 089 46"})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "numéro de sécurité sociale" in page.text


def test_the_net_pay_of_each_comes_from_the_payslip(client: FlaskClient) -> None:
    """docs/payslip.md: 12.50 €, 70 hours, net pay of 700.00: 700 + 658.00 + 68.30 = 1,426.30."""
    page = answered(
        client,
        months="1",
        payslip="yes",
        **{"pay-1": "12,50", "net-1-1": "700", "pay-2": "", "hours-2-1": ""},
    )
    assert "Salarié 1 mars 2025 70 658,00 € 592,20 € 65,80 € 1 426,30 €" in page
    assert "Bulletin : part du brut maintenue à indiquer" in page


def test_a_net_that_is_not_known_is_not_made_up(client: FlaskClient) -> None:
    page = answered(client, payslip="yes", **{"net-1-1": "0"})
    assert "Total 125,50 1 686,50 € 1 110,60 € 575,90 € non connu" in page
    assert "net payé pour le travail à indiquer" in page


def test_weeks_are_counted_from_the_contract(client: FlaskClient) -> None:
    """39 hours of contract, 10 lost: 35 − 29 = 6 count; 35 lost of 35 count whole."""
    weeks = {"by": "weeks", "months": "1", "contract-1": "39", "hours-1-1": "10", "hours-1-2": "0"}
    page = answered(client, **weeks, **{"pay-2": "25", "paid_hours-2": "1", "hours-2-2": "35"})
    assert "Salarié 1 mars 2025 6 90,00 €" in page
    assert "Salarié 2 mars 2025 70 1 050,00 €" in page
    over = post(client, _ADDRESS, {**TWO, **weeks, "hours-1-1": "40"})
    assert over.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="hours-1-1-wrong"' in over.text


def test_rows_are_added_and_taken_away_without_a_script(client: FlaskClient) -> None:
    more = post(client, _ADDRESS, {**TWO, "do": "add"})
    assert 'id="pay-8"' in more.text
    assert 'id="pay-9"' not in more.text
    less = post(client, _ADDRESS, {**TWO, "do": "remove-1"})
    assert 'id="pay-1" name="pay-1" value="2 275,05 €"' in less.text
    assert 'id="pay-3"' not in less.text
    assert post(client, _ADDRESS, {**TWO, "rows": "900", "do": "add"}).text.count('id="pay-') == 50


def test_a_table_is_pasted_or_joined(client: FlaskClient) -> None:
    table = "Nom\tCatégorie\tBrut\tHeures\tMars\nA\tApprenti\t43 %\t\t7h30\n\nB\t\t15,5\t1\t10"
    page = post(client, _ADDRESS, {"month": "2025-03", "do": "paste", "table": table, "rows": "3"})
    assert 'id="who-1" name="who-1" value="A"' in page.text
    assert '<option value="apprentice" selected>' in page.text
    assert 'id="hours-2-1" name="hours-2-1" value="10"' in page.text
    file = (io.BytesIO(b"\xef\xbb\xbfA;;15;;10\n"), "x.csv")
    page = post(client, _ADDRESS, {**TWO, "do": "paste", "file": file})
    assert 'id="pay-3" name="pay-3" value="15"' in page.text
    assert 'id="pay-1" name="pay-1" value="25"' in page.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"do": "paste", "table": ""}, "table"),
        ({"do": "paste", "table": "A;;15;1;10\n" * 51}, "table"),
        ({"do": "paste", "file": (io.BytesIO(b"\xff\xfe\x00"), "x.xls")}, "file"),
    ],
)
def test_a_table_that_cannot_be_added_is_told(
    client: FlaskClient, typed: dict[str, object], field: str
) -> None:
    page = post(client, _ADDRESS, {**TWO, **typed})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'id="{field}-wrong"' in page.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"pay-1": ""}, "pay-1"),
        ({"pay-1": "0"}, "pay-1"),
        ({"pay-1": "43 %"}, "pay-1"),
        ({"paid_hours-2": "x"}, "paid_hours-2"),
        ({"hours-1-1": "quinze"}, "hours-1-1"),
        ({"hours-2-1": ""}, "hours-2-1"),
        ({"category-1": "sales_representative"}, "category-1"),
        ({"month": "2019-03"}, "workforce"),
        ({"month": "2025-04", "scheme": "long_term_rebound"}, "hours-2-1"),
        ({"month": "2030-13"}, "month"),
        ({"situation": "cyclone"}, "situation"),
        ({"pay-1": "", "pay-2": "", "hours-1-1": "", "hours-1-2": "", "hours-2-1": ""}, "pay-1"),
    ],
)
def test_every_fault_is_told_beside_its_field(
    client: FlaskClient, typed: dict[str, str], field: str
) -> None:
    answer = post(client, _ADDRESS, {**TWO, **typed})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'id="{field}-wrong"' in answer.text
    assert f'href="#{field}"' in answer.text


def test_the_pdf_says_what_the_page_says(client: FlaskClient) -> None:
    """Inputs, day of knowledge, amounts, net pay and texts; with the names, for who asked."""
    asked = {**TWO, "who-1": "Dupont {x}", "payslip": "yes", "net-1-1": "0", "do": "pdf"}
    answer = post(client, f"{_ADDRESS}", asked, headers={"Accept-Language": "en"})
    assert answer.mimetype == "application/pdf"
    assert "simulation-2024-03-04.pdf" in answer.headers["Content-Disposition"]
    pages = PdfReader(io.BytesIO(answer.data)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    said = said.replace("\u202f", " ").replace("\xa0", " ").replace("\u2019", "'")
    for expected in (
        "Simulation d'activité partielle, mars 2025",
        "tel que connu le 04/03/2024",
        "Dupont {x} mars 2025 70,00 h 1 050,00 € 630,00 € 420,00 € 1 426,30 €",
        "2 275,05 € pour 151,67 h",
        "net payé pour le travail à indiquer",
        "décret n° 2021-674",
        "elle n'engage ni l'employeur ni l'administration",
    ):
        assert expected in said, expected
    wrong = post(client, _ADDRESS, {**TWO, "pay-1": "x", "do": "pdf"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_answer_for_one_employee_leads_to_its_pdf_and_net_pay(client: FlaskClient) -> None:
    """The same case, as a row; not where a row cannot say it."""
    one = {"scheme": "ordinary", "month": "2025-03", "category": "part_time"}
    pay = {"pay_kind": "monthly", "monthly_pay": "1 500", "monthly_hours": "100", "hours": "20"}
    page = client.get("/simulator", query_string=one | pay, follow_redirects=True).text
    found = re.search(r'href="(/simulator/team\?d=[\w-]+)"', page)
    assert found
    same = plain(client.get(found[1]).text)
    indemnity = re.search(r'class="large">([^<]+)<', page)
    assert indemnity
    assert f"mars 2025 20 {plain(indemnity[1])}" in same
    assert "1 500 € pour 100 h" in same
    training = one | pay | {"training": "1", "contribution_share": "20"}
    page = client.get("/simulator", query_string=training, follow_redirects=True).text
    assert "/simulator/team?d=" not in page


def test_a_link_that_was_cut_is_told(client: FlaskClient) -> None:
    for broken in ("nothing", "eJxLBAAAYgBi"):
        page = client.get(f"{_ADDRESS}?d={broken}")
        assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Ce lien est incomplet" in page.text


def test_a_whole_firm_is_answered_at_once(client: FlaskClient) -> None:
    """Fifty employees over six months, which no address can keep."""
    typed = {"month": "2025-03", "months": "6", "rows": "50", "payslip": "yes"}
    for row in range(1, 51):
        typed[f"pay-{row}"] = f"{12 + row * 7919 % 997 / 100:.2f}"
        for month in range(1, 7):
            typed[f"hours-{row}-{month}"] = str(10 + row * month * 7919 % 101)
            typed[f"net-{row}-{month}"] = str(row * month * 104_729 % 1_999)
    page = post(client, _ADDRESS, typed)
    assert page.status_code == HTTPStatus.OK
    assert page.text.count("août 2025") > 50
    assert "le calcul n'est pas détaillé" in plain(page.text)
    assert 'class="steps"' not in page.text
    assert "trop long pour tenir dans une adresse" in plain(page.text)
