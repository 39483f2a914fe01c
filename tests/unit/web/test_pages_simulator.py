"""The simulator: a case as people type it, its answer, and each fault beside its field."""

import re
from collections.abc import Mapping
from enum import Enum
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from partial_activity.domain.assessment.cases import (
    PRIVATE_EMPLOYERS,
    EmployeeCategory,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices

MARCH = {
    "scheme": "ordinary",
    "month": "2025-03",
    "category": "standard",
    "pay_kind": "hourly",
    "hourly_pay": "30,75",
    "hours_kind": "counted",
    "hours": "20",
}
BY_WEEK = {"hours_kind": "weeks", "week1_contract": "39", "week1_worked": "10"}


def asked(client: FlaskClient, language: str = "fr", **changed: str) -> str:
    given = {key: held for key, held in (MARCH | changed).items() if held}
    answer = client.get(
        "/simulator",
        query_string=given,
        follow_redirects=True,
        headers={"Accept-Language": language},
    )
    assert answer.status_code == HTTPStatus.OK
    return answer.text


def flat(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'")
    return " ".join(text.split())


def amounts(page: str) -> list[str]:
    return [" ".join(found.split()) for found in re.findall(r'"large">([^<]+)<', page)]


def wrong(page: str) -> dict[str, str]:
    """What is said beside each field."""
    return dict(re.findall(r'id="(\w+)-wrong">([^<]+)<', page))


def test_the_form_is_asked_with_usual_answers_and_the_month_before(client: FlaskClient) -> None:
    page = client.get("/simulator").text
    assert 'value="2024-02"' in page  # the clock of the tests is in March 2024
    assert 'value="151,67"' in page
    assert not amounts(page)
    assert not wrong(page)


def test_amounts_are_large_and_written_as_the_french_do(client: FlaskClient) -> None:
    assert amounts(asked(client)) == ["369,00 €", "221,40 €", "147,60 €"]
    assert amounts(asked(client, hours="151,67")) == ["2 798,31 €", "1 678,99 €", "1 119,32 €"]


def test_english_has_its_own_figures(client: FlaskClient) -> None:
    page = asked(client, "en", hours="151.67", hourly_pay="30.75")
    assert amounts(page)[0] == "€2,798.31"


@pytest.mark.parametrize("typed", ["30,75", "30.75", " 30,75 € ", "30,75 €"])
def test_a_number_is_read_as_people_write_it(client: FlaskClient, typed: str) -> None:
    assert amounts(asked(client, hourly_pay=typed))[0] == "369,00 €"


@pytest.mark.parametrize("typed", ["20h", "20h00", "20:00", "20 h 00", "20,00\N{NO-BREAK SPACE}h"])
def test_hours_are_read_as_people_write_them(client: FlaskClient, typed: str) -> None:
    assert amounts(asked(client, hours=typed))[0] == "369,00 €"


@pytest.mark.parametrize("typed", ["7h3", "7h60", "trente", "2 0", "20€"])
def test_hours_that_are_none_are_told_and_never_read_without_their_letters(
    client: FlaskClient, typed: str
) -> None:
    page = asked(client, hours=typed)
    assert not amounts(page)
    assert "7h30" in wrong(page)["hours"]


def test_the_hours_of_a_week_and_of_a_pay_may_have_minutes(client: FlaskClient) -> None:
    page = asked(client, **{**BY_WEEK, "week1_contract": "35h", "week1_worked": "14h30"})
    assert amounts(page) == amounts(asked(client, hours="20,50"))
    monthly = {"pay_kind": "monthly", "hourly_pay": "", "monthly_pay": "4612,50"}
    paid = amounts(asked(client, **monthly, monthly_hours="150h00"))
    assert paid == amounts(asked(client))


def test_a_monthly_pay_may_have_spaces(client: FlaskClient) -> None:
    page = asked(client, pay_kind="monthly", hourly_pay="", monthly_pay="4 663,85 €")
    assert amounts(page)[0] == "369,00 €"


def test_steps_and_texts_are_told_in_words(client: FlaskClient) -> None:
    page = asked(client)
    said = flat(page)
    assert "Indemnité : 0,60 × 30,75 = 18,45 €/h, arrondi à 18,45 €/h." in said
    assert "Taux de l'allocation 36 % décret n° 2021-674 , D. 5122-13" in said
    assert 'href="/law/texts/decret-2021-674"' in page


def test_the_curve_has_the_point_of_the_case(client: FlaskClient) -> None:
    page = asked(client)
    assert page.count("<svg") == 2
    assert "ce cas : 30,75\N{NO-BREAK SPACE}€" in page


def test_a_refusal_says_that_nothing_is_due_and_why(client: FlaskClient) -> None:
    said = flat(asked(client, scheme="long_term_rebound", month="2022-03"))
    assert "Rien n'est dû" in said
    assert "n'est pas ouvert au 01/03/2022" in said
    assert "loi n° 2025-127, art. 193" in said


def test_a_warning_names_what_it_is_about_in_words(client: FlaskClient) -> None:
    said = flat(asked(client, situation="ski_area"))
    assert "zone de chalandise d'une station de ski" in said
    assert "ski_area" not in said


def test_weeks_are_counted(client: FlaskClient) -> None:
    page = asked(client, **BY_WEEK, hours="", week3_contract="35", week3_leave="7")
    assert "pour 53 heures indemnisables" in flat(page)


def test_the_answer_says_every_input_and_the_day_of_knowledge(client: FlaskClient) -> None:
    """A print of the page holds the answer alone: it says what was asked, and what was known."""
    weeks = BY_WEEK | {"week2_contract": "35", "week2_leave": "7"}
    page = flat(asked(client, **weeks, hours="", indemnity_floor="monthly", territory="mayotte"))
    page = page.replace("\xa0", " ")
    for said in (
        "Droit tel que connu le 04/03/2024, textes rétroactifs compris",
        "Semaine 1 contrat 39 h, travail 10 h",
        "Semaine 2 contrat 35 h, travail 0 h, congés, absences 7 h",
        "Territoire Mayotte",
        "Plancher de l'indemnité par la rémunération mensuelle minimale",
    ):
        assert said in page, said
    known = flat(asked(client, known_on="2025-02-01", training="1", contribution_share="20,84"))
    assert "Réponse : mars 2025, tel que connu le 01/02/2025" in known
    assert "Droit tel que connu le 01/02/2025" in known
    assert "Formation oui" in known
    assert "Cotisations salariales 20,84" in known
    mean = {"mean_pay": "3000", "pay_received": "1000,50", "pay_kind": "", "hours_kind": ""}
    by_loss = asked(client, category="sales_representative", **mean, hourly_pay="", hours="")
    by_loss = flat(by_loss).replace("\xa0", " ").replace("\u202f", " ")
    assert "Rémunération mensuelle moyenne 3 000,00 €" in by_loss
    assert "Rémunération reçue ce mois 1 000,50 €" in by_loss


def test_what_was_typed_is_kept(client: FlaskClient) -> None:
    page = asked(client, hourly_pay="12x", hours="")
    assert 'value="12x"' in page
    assert 'value="2025-03"' in page


def test_every_fault_is_told_at_once_each_beside_its_field(client: FlaskClient) -> None:
    page = asked(client, month="2025-13", hourly_pay="12x", hours="")
    assert set(wrong(page)) == {"month", "hourly_pay", "hours"}
    for name in wrong(page):
        assert re.search(rf'id="{name}"[^>]*aria-describedby="{name}-wrong', page)
        assert f'href="#{name}"' in page


@pytest.mark.parametrize(
    ("typed", "field", "mend"),
    [
        ({"month": "2019-03"}, "workforce", "250 salariés"),
        ({"month": "2012-03"}, "month", "juillet 2013"),
        ({"month": ""}, "month", "Indiquez le mois"),
        ({"hourly_pay": "0"}, "hourly_pay", "positif"),
        ({"hourly_pay": "", "pay_kind": "monthly"}, "monthly_pay", "mensuelle brute"),
        ({"pay_kind": "share"}, "pay_kind", "apprentis"),
        ({"category": "apprentice", "pay_kind": "share"}, "minimum_wage_share", "pourcentage"),
        (
            {"category": "apprentice", "pay_kind": "share", "minimum_wage_share": "430"},
            "minimum_wage_share",
            "43 %, 43 ou 0,43",
        ),
        ({"category": "sales_representative"}, "mean_pay", "douze mois"),
        ({"situation": "cyclone"}, "situation", "Mayotte"),
        ({"workforce": "ten"}, "workforce", "nombre entier"),
        ({"first": "2025-02-01"}, "first", "hors du mois"),
        ({"first": "2025-03-20", "last": "2025-03-10"}, "last", "échangez"),
        ({"hours_kind": "weeks", "hours": ""}, "week1_contract", "par exemple 35"),
        ({"hours_kind": "weeks", "week2_worked": "7"}, "week2_contract", "par exemple 35"),
        ({"training": "1"}, "contribution_share", "20,84"),
        ({"scheme": "nonsense"}, "scheme", "dans la liste"),
        ({"known_on": "2025-02-30"}, "known_on", "n'existe pas"),
        ({"hours": "20,123"}, "hours", "Trop de décimales"),
    ],
)
def test_a_fault_says_how_to_mend_it(
    client: FlaskClient, typed: dict[str, str], field: str, mend: str
) -> None:
    page = asked(client, **typed)
    assert mend in flat(wrong(page)[field])
    assert not amounts(page)


def test_a_rarer_question_at_fault_is_unfolded(client: FlaskClient) -> None:
    assert "<details open>" in asked(client, month="2019-03")
    assert "<details open>" not in asked(client)


def test_a_month_in_which_the_law_changes_is_offered_in_two_halves(client: FlaskClient) -> None:
    page = asked(client, month="2025-04", scheme="long_term_rebound", hourly_pay="12")
    assert "les jours d'avant" in flat(page)
    halves = re.findall(r'href="(/simulator\?[^"]*first=[^"]*)"', page)
    assert len(halves) == 2
    before, since = (client.get(half.replace("&amp;", "&")).text for half in halves)
    # The scheme opened on 16 April 2025; 20 hours at its floor, 9.40 an hour, wholly paid back.
    assert "first=2025-04-01&amp;last=2025-04-15" in halves[0]
    assert (amounts(before), "Rien n'est dû" in flat(before)) == ([], True)
    assert "first=2025-04-16&amp;last=2025-04-30" in halves[1]
    assert [one.replace("\xa0", " ") for one in amounts(since)] == [
        "188,00 €",
        "188,00 €",
        "0,00 €",
    ]


def test_the_address_keeps_the_case_and_nothing_else(client: FlaskClient) -> None:
    noise = {"week1_contract": "35", "monthly_hours": "151,67", "territory": "national", "x": "y"}
    answer = client.get("/simulator", query_string=MARCH | noise)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == f"/simulator?{urlencode(MARCH)}"
    assert client.get(answer.headers["Location"]).status_code == HTTPStatus.OK


def test_a_month_is_read_as_it_is_spoken(client: FlaskClient) -> None:
    assert amounts(asked(client, month="03/2025")) == amounts(asked(client))


def test_a_day_is_read_as_it_is_written_by_hand_and_shown_as_a_calendar_has_it(
    client: FlaskClient,
) -> None:
    """As in every other form."""
    page = asked(client, last="14/03/2025", known_on="1/6/2025")
    assert amounts(page) == amounts(asked(client, last="2025-03-14", known_on="2025-06-01"))
    assert 'value="2025-03-14"' in page


def test_what_is_typed_is_never_code(client: FlaskClient) -> None:
    assert "<script>" not in asked(client, hourly_pay="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (Scheme, choices.SCHEMES),
        (Situation, choices.SITUATIONS),
        (Territory, choices.TERRITORIES),
        (EmployeeCategory, choices.CATEGORIES),
        (DecidedBy, choices.DECIDED),
    ],
)
def test_every_choice_has_its_words(members: type[Enum], words: Mapping[Enum, Words]) -> None:
    """But for private employers, whom the simulator does not answer."""
    assert set(words) == {member for member in members if member not in PRIVATE_EMPLOYERS}


# Worked examples that others published: typed as a person would.
@pytest.mark.parametrize(
    ("typed", "hourly"),
    [
        ({"month": "2025-03", "hourly_pay": "30,75"}, ("18,45 €", "11,07 €")),
        ({"month": "2020-04", "hourly_pay": "10,15"}, ("8,03 €", "8,03 €")),
        ({"month": "2019-03", "hourly_pay": "12", "workforce": "40"}, ("8,40 €", "7,74 €")),
        ({"month": "2019-03", "hourly_pay": "12", "workforce": "300"}, ("8,40 €", "7,23 €")),
    ],
)
def test_published_amounts_come_out_of_the_form(
    client: FlaskClient, typed: dict[str, str], hourly: tuple[str, str]
) -> None:
    said = flat(asked(client, **typed))
    assert f"{hourly[0]} brut par heure" in said
    assert f"{hourly[1]} par heure" in said


@pytest.mark.parametrize("query", [query for _, query in choices.EXAMPLES])
def test_the_examples_of_the_page_have_answers(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/simulator?{query}")
    assert answer.status_code == HTTPStatus.OK
    assert len(amounts(answer.text)) == 3


@pytest.mark.parametrize(
    "category", [EmployeeCategory.CHILDMINDER, EmployeeCategory.HOUSEHOLD_EMPLOYEE]
)
def test_a_private_employer_is_sent_away_from_the_simulator(
    client: FlaskClient, category: EmployeeCategory
) -> None:
    """Their scheme, of 2020 and 2021, is assessed by the command and the API."""
    page = asked(client, category=category.value)
    assert "particuliers employeurs" in flat(wrong(page)["category"])
    assert not amounts(page)


@pytest.mark.parametrize(
    "category", [each for each in EmployeeCategory if each not in PRIVATE_EMPLOYERS]
)
def test_every_category_can_be_asked(client: FlaskClient, category: EmployeeCategory) -> None:
    facts = {"mean_pay": "3000", "pay_received": "1000", "scale_minimum": "2000"}
    page = asked(client, category=category.value, **facts)
    assert len(amounts(page)) == 3, wrong(page)


def test_an_answer_says_what_was_asked_and_as_known_on_which_day(client: FlaskClient) -> None:
    """Printed, it stands alone."""
    case = (
        "scheme=ordinary&month=2020-06&category=standard&pay_kind=hourly&hourly_pay=15"
        "&hours_kind=counted&hours=70"
    )
    page = client.get(f"/simulator?{case}&known_on=2020-06-20", follow_redirects=True).text
    answer = page[page.index('class="answer"') : page.index("<form")]
    for said in ("tel que connu le 20/06/2020", "Salarié à temps plein", "70", "15,00"):
        assert said in answer.replace("\u202f", " "), said
