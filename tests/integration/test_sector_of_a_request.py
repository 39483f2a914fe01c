"""A sector that a text introduced, at every door: a request under it, its claim, its replay."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, faults, secret_of
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of, text_of

from partial_activity import FRENCH_LAW, Draft, Plan
from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.domain.assessment.cases import Situation
from partial_activity.domain.authorisation.deadlines import Deadline
from partial_activity.domain.authorisation.receipts import content_hash, receipt_of
from partial_activity.domain.authorisation.requests import AuthorisationRequest, RequestState
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.consultation import Basis
from partial_activity.domain.letters.decision_letter import receipt_document
from partial_activity.domain.people.people import Person, Role
from partial_activity.entrypoints.cli.main import program as commands
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.employer.request_rows import changes
from partial_activity.entrypoints.flask_app.pages.formatting import name
from partial_activity.regimes import Category, Parameter, Sector, Span, Text, Words
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.claim import replays
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.screening import screen_claims

GROWERS = Sector(
    "wine_growers", Words("viticulteurs", "wine growers"), "art. 2 du projet", Category.PROTECTED
)
DRAFT = Draft(
    Text("projet de décret", date(2026, 12, 15), "projet"),
    (Plan(Parameter.ALLOWANCE_SHARE, GROWERS, "0.55", Span(date(2027, 1, 1))),),
)
LAW = FRENCH_LAW.with_texts(DRAFT)
HERE = f"/establishments/{BAKERY}"


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest) -> World:
    """Over each store that needs no server, six days after the text."""
    units = (
        MemoryUnitsOfWork()
        if request.param == "memory"
        else request.getfixturevalue("sqlite_units")
    )
    return World(datetime(2026, 12, 21, 9, tzinfo=UTC), units, LAW)


@pytest.fixture
def ana(world: World) -> Person:
    """Contact of the bakery."""
    return world.contact("ana")


def web(world: World) -> Flask:
    """The web over it, under the law that it has now."""
    return create_app(Services(world.context), WebConfig(secret=bytes(32)))


def browser(world: World, person: Person) -> FlaskClient:
    """In which somebody has followed a link."""
    client = web(world).test_client()
    post(client, f"/sign-in/{sign_in.link_for(person, context=world.context)}")
    return client


def latest(world: World, person: Person, key: str) -> AuthorisationRequest:
    """As the store has it."""
    return requests.read_request(BAKERY, key, actor=person, context=world.context).request


def test_a_request_under_a_sector_is_filed_claimed_and_replayed(world: World, ana: Person) -> None:
    """By the API: 20 hours at 55 % of 20 €, under a sector that follows the protected ones."""
    program = Program(web(world).test_client(), secret_of(world, ana))
    facts = world.form(situation=GROWERS)
    body: dict[str, Any] = {
        "situation": "wine_growers",
        "first_day": facts.span.first.isoformat(),
        "last_day": facts.last_day.isoformat(),
        "iban": facts.iban.text,
        "motive": "economic",
        "circumstances": facts.circumstances,
        "headcount": 10,
        "forecast_hours": "1200.00",
        "workforce": 15,
        "opinion": "not_applicable",
    }
    made = program.post(f"{HERE}/requests", body, HTTPStatus.CREATED)["request"]
    assert made["situation"] == "wine_growers"
    at = f"{HERE}/requests/{made['id']}"
    assert latest(world, ana, made["id"]).situation == GROWERS
    assert program.get(f"{at}/check")["fileable"]
    filed = program.change("POST", f"{at}/submit", {}, of=at)
    assert filed["receipt"]["sha256"] == content_hash(latest(world, ana, made["id"]))
    (screened,) = world.screen()
    assert screened.decision is not None
    assert screened.decision.accepted

    world.clock.set(datetime(2027, 2, 3, 9, tzinfo=UTC))
    program = Program(web(world).test_client(), secret_of(world, ana))
    wish = {"decision_number": screened.decision.number, "month": "2027-01"}
    claim = program.post(f"{HERE}/claims", wish, HTTPStatus.CREATED)["claim"]["id"]
    at = f"{HERE}/claims/{claim}"
    line = {
        "nir": samples.nir(1).digits,
        "last_name": "Martin",
        "first_name": "Anne",
        "week": "2027-W02",
        "contract_hours": "35.00",
        "worked_hours": "15.00",
        "unworked_hours": "20.00",
        "hourly_pay": "20.00",
    }
    program.change("PATCH", f"{at}/lines", {"lines": [line]}, of=at)
    done = program.change("POST", f"{at}/submit", {}, of=at)
    assert (done["indemnity"], done["allowance"]) == ("240.00", "220.00")
    screen_claims.decide_claims(10, context=world.context)

    world.clock.set(datetime(2031, 6, 2, 9, tzinfo=UTC))
    auditor = world.officer(Role.AUDITOR)
    seen = replays.see_replay(BAKERY, claim, 1, actor=auditor, context=world.context)
    assert [one.same for one in seen.lines] == [True]
    assert (seen.errata, seen.by_texts) == ((), ())


@pytest.mark.parametrize(("language", "said"), [("fr", "viticulteurs"), ("en", "wine growers")])
def test_the_form_offers_it_and_every_page_tells_it_in_its_words(
    world: World, ana: Person, language: str, said: str
) -> None:
    """The form, the request, what an officer reads; chosen, saved, shown again."""
    client = browser(world, ana)
    draft = world.draft(ana)
    shown = client.get(f"{HERE}/requests/{draft.id}/edit?lang={language}").text
    assert said in text_of(shown).lower()
    given = {**controls_of(shown), "situation": "wine_growers", "then": "stay"}
    assert post(client, f"{HERE}/requests/{draft.id}/edit", given).status_code == 303
    assert latest(world, ana, draft.id).situation == GROWERS
    shown = client.get(f"{HERE}/requests/{draft.id}/edit").text
    assert controls_of(shown)["situation"] == "wine_growers"
    assert said in text_of(client.get(f"{HERE}/requests/{draft.id}?lang={language}").text).lower()

    filed = world.submit(ana, latest(world, ana, draft.id)).request
    with world.units() as uow:
        asked = uow.requests.get(BAKERY, draft.id)
        uow.requests.save(attrs.evolve(asked, state=RequestState.HELD))
        uow.commit()
    office = browser(world, world.officer())
    page = office.get(f"/office/requests/{BAKERY}/{filed.id}?lang={language}")
    assert said in text_of(page.text).lower()


def test_the_receipt_and_the_comparison_of_versions_say_it() -> None:
    """In its words, beside the label."""
    usual = attrs.evolve(samples.request(), situation=Situation.GENERAL)
    asked = attrs.evolve(usual, situation=GROWERS)
    receipt = receipt_of(asked, "ana", date(2024, 4, 2))
    deadline = Deadline(date(2024, 4, 1), date(2024, 4, 1), Basis((), ()))
    assert "Viticulteurs" in str(
        receipt_document(receipt, asked, samples.establishment(), deadline)
    )
    assert content_hash(asked) != content_hash(usual)
    with web(World(law=LAW)).test_request_context("/"):
        (change,) = changes(usual, asked)
    assert change.after == "Viticulteurs"


def test_a_situation_that_no_text_knows_is_refused_by_name(world: World, ana: Person) -> None:
    """With those that there are; in a form, beside its list."""
    program = Program(web(world).test_client(), secret_of(world, ana))
    body = {"situation": "wine", "first_day": "2027-01-04", "last_day": "2027-01-31"}
    refused = program.ask("POST", f"{HERE}/requests", {**body, "iban": world.form().iban.text})
    assert faults(refused) == [("situation", "unknown_value")]


def test_a_use_case_takes_no_sector_that_the_law_lacks(world: World, ana: Person) -> None:
    """Whoever made one by hand."""
    other = Sector("brewers", Words("brasseurs", "brewers"), "art. 3")
    with pytest.raises(InvalidValue, match="brewers") as refused:
        world.draft(ana, situation=other)
    assert refused.value.path == "situation"
    assert "brewers" in refused.value.french


def test_a_draft_whose_sector_is_gone_is_not_filed_and_says_so(world: World, ana: Person) -> None:
    """The law in use was changed meanwhile: it is shown as it was, and another is to be chosen."""
    draft = world.draft(ana, situation=GROWERS)
    world.law = FRENCH_LAW
    submission = world.submit(ana, draft, insist=True)
    assert submission.receipt is None
    assert [one.code for one in submission.filing.needs] == ["situation_unknown"]
    client = browser(world, ana)
    page = client.get(f"{HERE}/requests/{draft.id}/edit?checked=1").text
    assert controls_of(page)["situation"] == "wine_growers"
    assert "choisissez-en une autre" in text_of(page)


def test_what_was_cited_for_a_sector_is_shown_under_a_law_that_lacks_it() -> None:
    """By its name: a replay years later shows what was kept."""
    with web(World(law=FRENCH_LAW)).test_request_context("/"):
        assert (name("wine_growers"), name("general")) == ("wine_growers", "droit commun")
    with web(World(law=LAW)).test_request_context("/"):
        assert name("wine_growers") == "viticulteurs"


def test_the_simulator_offers_it(world: World) -> None:
    """And answers with its share; without the text it is no situation."""
    address = (
        "/simulator?scheme=ordinary&month=2027-01&category=standard&pay_kind=hourly"
        "&hourly_pay=20&hours_kind=counted&hours=20&situation=wine_growers"
    )
    client = web(world).test_client()
    page = client.get(address, follow_redirects=True).text
    assert controls_of(page)["situation"] == "wine_growers"
    assert "Situation Viticulteurs" in text_of(page)
    assert "220,00" in text_of(page)
    world.law = FRENCH_LAW
    page = web(world).test_client().get(address, follow_redirects=True).text
    assert "220,00" not in text_of(page)


def test_a_file_whose_situation_is_empty_is_taken_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``assess-file --situation``, of the law named by ``--law``; told by name else."""
    monkeypatch.chdir(tmp_path)
    Path("claims.csv").write_text(
        "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
        "heures_assimilees;heures_chomees;taux_horaire\n"
        f"{samples.siret(1).digits};DA-1;2027-01;{samples.nir(1).digits};Martin;Anne;2027-W02;"
        "35;0;0;20;20\n",
        encoding="utf-8",
    )
    asked = ["assess-file", "claims.csv", "--situation", "wine_growers"]
    done = CliRunner().invoke(commands, [*asked, "--law", f"{__name__}:LAW"])
    assert "220,00" in done.stdout, done.output
    refused = CliRunner().invoke(commands, asked)
    assert refused.exit_code == 2
    assert "'wine_growers' is not one of 'general'" in refused.stderr
