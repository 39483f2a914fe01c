"""The service under a law of one's own: that of docs/regimes.md in claims, a sector's."""

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from attrs import evolve
from flask.testing import FlaskClient
from tests import regime_page
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of, text_of

from partial_activity import FRENCH_LAW, Draft, Euros, InvalidValue, Law, Plan
from partial_activity.domain.assessment.resolution import facts_of
from partial_activity.domain.people.people import Person, Role
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.public.simulator_errors import field_of, of_fact
from partial_activity.regimes import Category, Parameter, Sector, Span, Text, Words
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import claims
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.revisions import Seen

PAGE = regime_page.module()
LAW: Law = PAGE.LAW
TYPED = {
    "e0-nir": samples.nir(1).digits,
    "e0-last_name": "Martin",
    "e0-first_name": "Anne",
    "e0-pay": "30,75",
    "e0-r2-worked": "15",
    "e0-r2-unworked": "20",
}


def world_of(law: Law) -> World:
    """The bakery under a law, in December 2026."""
    return World(datetime(2026, 12, 21, 9, tzinfo=UTC), law=law)


def grid_of(world: World) -> tuple[FlaskClient, str]:
    """A browser of the bakery's contact, and the address of the claim of January 2027."""
    ana = world.contact()
    decision = world.authorisation(ana)
    world.clock.set(datetime(2027, 2, 3, 9, tzinfo=UTC))
    claim = claims.open_claim(
        BAKERY, decision.number, date(2027, 1, 1), actor=ana, context=world.context
    )
    return browser_of(world, ana), f"/establishments/{BAKERY}/claims/{claim.id}"


def browser_of(world: World, person: Person) -> FlaskClient:
    """In which somebody has followed a link."""
    client = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    post(client, f"/sign-in/{sign_in.link_for(person, context=world.context)}")
    return client


def test_the_grid_has_an_input_for_a_fact_of_the_law_in_use_only() -> None:
    client, at = grid_of(world_of(LAW))
    assert "Heures de formation" in text_of(client.get(f"{at}/grid").text)
    client, at = grid_of(world_of(FRENCH_LAW))
    shown = client.get(f"{at}/grid").text
    assert not [name for name in controls_of(shown) if "training_hours" in name]


def test_what_is_typed_comes_to_both_totals_and_is_shown_as_a_step() -> None:
    """In the grid, in the sums told while typing, and on the page that explains the line."""
    client, at = grid_of(world_of(LAW))
    given = controls_of(client.get(f"{at}/grid").text) | TYPED
    given["e0-r2-fact_training_hours"] = "10,00"
    told = post(client, f"{at}/grid/reckon", given).json
    assert told is not None
    assert (told["page"]["indemnity"], told["page"]["allowance"]) == (
        "317,60\N{NO-BREAK SPACE}€",
        "317,60\N{NO-BREAK SPACE}€",
    )
    assert post(client, f"{at}/grid", given).status_code == HTTPStatus.SEE_OTHER
    assert controls_of(client.get(f"{at}/grid").text)["e0-r2-fact_training_hours"] == "10"
    explained = text_of(client.get(f"{at}/employees/1").text)
    assert "Heures de formation 10" in explained
    assert "dans l'indemnité et dans l'allocation" in explained
    assert "10 h de formation × 1,00 € = 10,00 €, ajoutés aux deux totaux." in explained


def test_what_is_emptied_is_stated_no_more() -> None:
    client, at = grid_of(world_of(LAW))
    given = controls_of(client.get(f"{at}/grid").text) | TYPED
    post(client, f"{at}/grid", {**given, "e0-r2-fact_training_hours": "4,50"})
    shown = controls_of(client.get(f"{at}/grid").text)
    assert shown["e0-r2-fact_training_hours"] == "4,5"
    post(client, f"{at}/grid", {**shown, "e0-r2-fact_training_hours": ""})
    assert controls_of(client.get(f"{at}/grid").text)["e0-r2-fact_training_hours"] == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "écrivez-la comme 10,00."), ("en", "write it as 10.00.")],
)
def test_what_cannot_be_read_is_told_beside_its_input(language: str, said: str) -> None:
    """By the words of the regime, in the reader's language; what was typed is still there."""
    client, at = grid_of(world_of(LAW))
    given = controls_of(client.get(f"{at}/grid").text) | TYPED
    given["e0-r2-fact_training_hours"] = "dix"
    answer = post(client, f"{at}/grid?lang={language}", given)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text_of(answer.text)
    assert ("heures de formation", "hours of training")[language == "en"] in text_of(answer.text)
    assert controls_of(answer.text)["e0-r2-fact_training_hours"] == "dix"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "dont supplément de formation : 10,00 €"),
        ("en", "of which training supplement: €10.00"),
    ],
)
def test_what_is_added_is_told_apart_from_the_totals_wherever_they_are_shown(
    language: str, said: str
) -> None:
    """The page of the claim, its amounts made again for who filed and for an officer, and later."""
    world = world_of(LAW)
    client, at = grid_of(world)
    given = controls_of(client.get(f"{at}/grid").text) | TYPED
    given["e0-r2-fact_training_hours"] = "10,00"
    post(client, f"{at}/grid", given)
    assert text_of(client.get(f"{at}?lang={language}").text).count(said) == 2
    with world.units.reading() as uow:
        (member,) = uow.establishments.members(BAKERY)
        ana = uow.people.get(member.person_id)
    key = at.rpartition("/")[2]
    with world.units.reading() as uow:
        seen = Seen.of(uow.claims.get(BAKERY, key))
    submit_claim(BAKERY, key, seen=seen, actor=ana, context=world.context)
    replayed = text_of(client.get(f"{at}/replay?lang={language}").text)
    assert said.partition(" ")[2].split(":")[0].strip() in replayed

    auditor = world.officer(Role.AUDITOR)
    office = browser_of(world, auditor)
    page = f"/office/replay/{BAKERY}/{key}/1?lang={language}"
    # The indemnity and the allowance of the line, as kept and as made again.
    assert text_of(office.get(page).text).count(said) == 4
    later = Text("décret n° 2027-100", date(2027, 2, 20), "prime relevée")
    plan = Plan(
        Parameter.ALLOWANCE_REGIME,
        Category.GENERAL,
        evolve(PAGE.HALF_PAY, bonus=Euros.parse("2.00")),
        Span(date(2027, 1, 1)),
    )
    world.law = LAW.with_texts(Draft(later, (plan,)))
    world.clock.set(datetime(2027, 3, 1, 9, tzinfo=UTC))
    office = browser_of(world, auditor)
    shown = text_of(office.get(page).text)
    assert said.replace("10", "20") in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "dont supplément de formation : 0,00 €"),
        ("en", "of which training supplement: €0.00"),
    ],
)
def test_the_simulator_tells_it_apart_too(language: str, said: str) -> None:
    client = create_app(Services(world_of(LAW).context), WebConfig(secret=bytes(32))).test_client()
    address = (
        "/simulator?scheme=ordinary&month=2027-01&category=standard&pay_kind=hourly"
        f"&hourly_pay=30.75&hours_kind=counted&hours=20&lang={language}"
    )
    shown = text_of(client.get(address, follow_redirects=True).text)
    assert shown.count(said) == 2


GROWERS = Sector("wine_growers", Words("viticulteurs", "wine growers"), "art. 2 du projet")
DRAFT = Draft(
    Text("projet de décret", date(2026, 12, 15), "projet"),
    (Plan(Parameter.ALLOWANCE_SHARE, GROWERS, "0.55", Span(date(2027, 1, 1))),),
)


@pytest.mark.parametrize(("language", "said"), [("fr", "viticulteurs"), ("en", "wine growers")])
def test_the_law_is_shown_with_its_sector_in_its_words(language: str, said: str) -> None:
    world = World(law=FRENCH_LAW.with_texts(DRAFT))
    client = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    shown = client.get(f"/law?on=2027-01-15&lang={language}")
    assert shown.status_code == HTTPStatus.OK
    assert said in text_of(shown.text)
    history = client.get("/api/v1/law/history/allowance.share").json
    assert history is not None
    told = [one["value"] for one in history["values"] if one["category"] == GROWERS]
    assert told == ["0.55"]


def test_a_draft_that_introduces_a_sector_is_tried_by_the_api() -> None:
    """What it lacks is told with its path."""
    client = create_app(Services(World().context), WebConfig(secret=bytes(32))).test_client()
    category = {
        "name": "wine_growers",
        "french": "viticulteurs",
        "english": "wine growers",
        "article": "art. 2 du projet",
    }
    body = {
        "text": {"name": "projet de décret", "published": "2026-12-15"},
        "category": [category],
        "plan": [
            {
                "parameter": "allowance.share",
                "category": "wine_growers",
                "value": "0.55",
                "hours_from": "2027-01-01",
            }
        ],
        "cases": [
            {
                "scheme": "ordinary",
                "month": "2027-01",
                "employer": {"situation": "wine_growers"},
                "employee": {"category": "standard", "hourly_pay": "20.00"},
                "unworked_hours": "20.00",
            }
        ],
    }
    found = client.post("/api/v1/law/drafts", json=body).json
    assert found is not None
    assert found["cases"][0]["with"]["hourly_allowance"] == "11.00"
    refused = client.post(
        "/api/v1/law/drafts",
        json={**body, "category": [{**category, "english": ""}]},
        headers={"Accept-Language": "en"},
    )
    assert refused.json is not None
    (fault,) = (one for one in refused.json["errors"] if one["path"].startswith("category"))
    assert "the English words of wine_growers are missing" in str(fault)


def test_a_fact_that_the_law_asks_for_no_more_can_be_found_and_emptied() -> None:
    """The check says to leave it empty: the grid shows it by its name."""
    world = world_of(LAW)
    client, at = grid_of(world)
    given = controls_of(client.get(f"{at}/grid").text) | TYPED
    post(client, f"{at}/grid", {**given, "e0-r2-fact_training_hours": "10,00"})
    world.law = FRENCH_LAW
    with world.units.reading() as uow:
        (member,) = uow.establishments.members(BAKERY)
        ana = uow.people.get(member.person_id)
    client = browser_of(world, ana)
    shown = client.get(f"{at}/grid").text
    assert "ne demande pas training_hours : laissez-le vide" in text_of(shown)
    left = {**controls_of(shown), "e0-r2-fact_training_hours": ""}
    assert post(client, f"{at}/grid", left).status_code == HTTPStatus.SEE_OTHER
    again = client.get(f"{at}/grid").text
    assert "training_hours" not in again


def test_a_regime_that_is_not_sound_is_named_to_who_runs_the_service(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever asks is told that it went wrong on our side; the log says what, by name."""
    wordless = type("Wordless", (PAGE.HalfPay,), {"words": {}})
    regime = wordless(PAGE.HALF_PAY.share, PAGE.HALF_PAY.cap, PAGE.HALF_PAY.bonus)
    plan = Plan(Parameter.ALLOWANCE_REGIME, Category.GENERAL, regime, Span(date(2027, 1, 1)))
    draft = Draft(Text("projet", date(2026, 12, 15), "projet"), (plan,))
    world = World(law=FRENCH_LAW.with_texts(draft))
    client = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    case = {
        "scheme": "ordinary",
        "month": "2027-01",
        "unworked_hours": "20.00",
        "employee": {"category": "standard", "hourly_pay": "30.75"},
    }
    answer = client.post("/api/v1/assessments", json=[case])
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "the regime half_pay is not sound: the words of" in caplog.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10,00", "dont supplément de formation : 10,00 €"),
        ("10.00", "Heures de formation 10.00"),
        ("dix", "Heures de formation : Cette valeur ne se lit pas : écrivez-la comme 10,00."),
        ("", "dont supplément de formation : 0,00 €"),
    ],
)
def test_the_simulator_asks_for_the_facts_of_the_law_in_use(typed: str, said: str) -> None:
    """As people write them; what cannot be read is told by the regime's words, with an example."""
    client = create_app(Services(world_of(LAW).context), WebConfig(secret=bytes(32))).test_client()
    address = (
        "/simulator?scheme=ordinary&month=2027-01&category=standard&pay_kind=hourly"
        f"&hourly_pay=30.75&hours_kind=counted&hours=20&fact_training_hours={typed}"
    )
    page = client.get(address, follow_redirects=True).text
    assert said in text_of(page)
    assert controls_of(page)["fact_training_hours"] == typed
    ours = create_app(Services(World().context), WebConfig(secret=bytes(32))).test_client()
    assert "fact_training_hours" not in ours.get(address, follow_redirects=True).text


def test_a_fact_that_has_to_be_stated_is_asked_for_with_an_example() -> None:
    """Of a regime that takes nothing for granted."""
    asked = facts_of(LAW)["training_hours"]
    missing = InvalidValue("missing", "facts.training_hours", "it is needed")
    assert field_of(missing.path) == "fact_training_hours"
    assert of_fact(missing, asked) == Words(
        "À remplir, par exemple 10,00.", "To be filled in, for instance 10.00."
    )
