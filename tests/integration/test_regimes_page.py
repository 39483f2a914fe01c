"""``docs/regimes.md`` tells the truth: its regime works from the command line to the properties."""

import csv
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from tests import regime_page
from tests.unit.web.api_calls import Program, faults, secret_of

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.ports.bank import BankAnswer
from partial_activity.testing import properties
from partial_activity.testing.stories import BAKERY, World, handed_over, written
from partial_activity.usecases.claim import replays
from partial_activity.usecases.letters import documents
from partial_activity.usecases.payment import payments
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.screening import screen_claims

OWN_LINES = 80
COMMAND = Path(sys.executable).with_name("partial-activity")
IMPORT = re.compile(r"^from [^\n]* import (\([^)]*\)|[^\n]*)\n", re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page."""
    folder = tmp_path_factory.mktemp("regimes")
    for title, block in regime_page.BLOCKS.items():
        name = title.partition(" ")[2]
        if "." in name:
            (folder / name).write_text(block, encoding="utf-8")
    return folder


def run(place: Path, *command: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """A command among the files."""
    done = subprocess.run(
        [COMMAND, *command],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def test_a_regime_of_ones_own_takes_few_lines() -> None:
    """Blank lines and imports are not written by anybody."""
    own = [line for line in IMPORT.sub("", regime_page.SOURCE).splitlines() if line.strip()]
    assert len(own) < OWN_LINES


def told(place: Path) -> Iterator[str]:
    """The answers, as the page tells them."""
    for found in json.loads(run(place, "assess", "cases.json", "--law", "half_pay:LAW").stdout):
        beside = f", supplement {found['supplement']}" if "supplement" in found else ""
        yield (
            f"{found['id']}: {found['hourly_indemnity']} and {found['hourly_allowance']} an hour; "
            f"{found['indemnity']} and {found['allowance']}{beside}"
        )


def test_the_command_line_answers_what_the_page_says(place: Path) -> None:
    """To the cent, on both axes."""
    _, *lines = regime_page.BLOCKS["text assess"].splitlines()
    assert list(told(place)) == lines


def test_a_table_shows_the_step_and_the_texts(place: Path) -> None:
    """For people, in French too."""
    table_in_french = ("--table", "--explain", "--lang", "fr")
    table = run(place, "assess", "cases.json", "--law", "half_pay:LAW", *table_in_french).stdout
    words = " ".join(table.split())
    assert "Supplément : 10 h de formation × 1,00 € = 10,00 €, ajoutés aux deux totaux." in words
    assert "half_pay.bonus" in table


def test_the_law_is_told_and_checked_with_it(place: Path) -> None:
    """On a day, as known the day before, by its text, and without a fault."""
    law = ("--law", "half_pay:LAW")
    on = ("law", "on", "2027-01-15", "--json", *law)
    for known_on, regime in (((), "half_pay"), (("--known-on", "2026-12-14"), "share_of_pay")):
        values = {
            one["value"]
            for one in json.loads(run(place, *on, *known_on).stdout)
            if (one["parameter"], one["category"]) == ("allowance.regime", "general")
        }
        assert values == {regime}
    assert "half_pay" in run(place, "law", "texts", "2026-1400", *law).stdout
    assert "half_pay" in run(place, "law", "history", "allowance.regime", *law).stdout
    assert "half_pay" in run(place, "law", "diff", "2026-12-31", "2027-01-01", *law).stdout
    assert run(place, "law", "check", *law).stdout.startswith("No fault")


def both_ways(found: dict[str, Any]) -> list[str]:
    """The cases of a draft, as the page tells them."""
    return [
        f"{case['id']}: {case['without']['indemnity']} and {case['without']['allowance']}; "
        f"with the draft {case['with']['indemnity']} and {case['with']['allowance']}"
        for case in found["cases"]
    ]


def test_a_draft_is_tried_against_it(place: Path) -> None:
    """Half of the pay a month earlier: December's totals move, January's do not."""
    _, *lines = regime_page.BLOCKS["text draft"].splitlines()
    command = ("law", "draft", "draft.toml", "--cases", "cases.json", "--law", "half_pay:LAW")
    assert both_ways(json.loads(run(place, *command, "--json").stdout)) == lines


def test_a_claim_file_is_assessed_under_it(place: Path) -> None:
    """A column of the fact's name; a line whose fact cannot be read goes with its column."""
    out = ("--output", "results.jsonl", "--errors", "refused.csv")
    run(place, "assess-file", "january.csv", "--law", "half_pay:LAW", *out)
    said = []
    for line in (place / "results.jsonl").read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        added = "".join(f", {key} {euros}" for key, euros in found["ajouts_du_regime"].items())
        said.append(f"{found['semaine']}: {found['indemnite']} and {found['allocation']}{added}")
    with (place / "refused.csv").open(encoding="utf-8", newline="") as file:
        for refused in csv.DictReader(file, delimiter=";"):
            column = refused["erreur_message"].split(",")[1].split(":")[0].strip()
            said.append(f"{refused['semaine']}: refused, {column}")
            assert refused["training_hours"] == "dix"
    _, *lines = regime_page.BLOCKS["text assess-file"].splitlines()
    assert said == lines
    without = run(place, "assess-file", "january.csv", "--output", "ours.csv")
    assert "training_hours" in without.stderr


@pytest.fixture
def world(sqlite_units: SqlUnitsOfWork) -> World:
    """A service under the law of the page, on SQLite, six days after the decree."""
    law = regime_page.module().LAW
    return World(datetime(2026, 12, 21, 9, tzinfo=UTC), sqlite_units, law)


@pytest.fixture
def client(world: World) -> FlaskClient:
    """The web over it, for a program."""
    return create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()


def test_the_api_answers_cases_and_drafts_alike(place: Path, client: FlaskClient) -> None:
    """As the commands do, without an account."""
    cases = json.loads((place / "cases.json").read_text(encoding="utf-8"))
    answers = client.post("/api/v1/assessments", json=cases).json
    assert answers == json.loads(run(place, "assess", "cases.json", "--law", "half_pay:LAW").stdout)
    draft = tomllib.loads((place / "draft.toml").read_text(encoding="utf-8"))
    body = {**json.loads(json.dumps(draft, default=str)), "cases": cases}
    _, *lines = regime_page.BLOCKS["text draft"].splitlines()
    found = client.post("/api/v1/law/drafts", json=body).json
    assert found is not None
    assert both_ways(found) == lines
    misspelt = {**cases[0], "facts": {"trainig": "1.00"}}
    told = client.post("/api/v1/assessments", json=[misspelt]).json
    assert told is not None
    assert told[0]["error"]["path"] == "facts.trainig"


def test_a_claim_goes_from_sign_up_to_its_payment_and_is_replayed(
    place: Path, world: World, client: FlaskClient
) -> None:
    """By the API, with a clock moved by hand; replayed years later, by its own rules."""
    ana, agent = world.contact(), world.officer(Role.PAYING_AGENT)
    decision = world.authorisation(ana)
    world.clock.set(datetime(2027, 2, 3, 9, tzinfo=UTC))
    program = Program(client, secret_of(world, ana))
    here = f"/establishments/{BAKERY}/claims"
    wish = {"decision_number": decision.number, "month": "2027-01"}
    key = program.post(here, wish, HTTPStatus.CREATED)["claim"]["id"]
    at = f"{here}/{key}"
    line = json.loads((place / "line.json").read_text(encoding="utf-8"))
    unknown = {"lines": [{**line, "facts": {"trainig": "1.00"}}]}
    refused = program.ask("PATCH", f"{at}/lines", unknown, tag=program.tag(at))
    assert faults(refused) == [("lines[1].facts.trainig", "unknown_key")]

    program.change("PATCH", f"{at}/lines", {"lines": [line]}, of=at)
    assert program.get(f"{at}/preview")["submittable"]
    done = program.change("POST", f"{at}/submit", {}, of=at)
    (kept,) = program.get(f"{at}/lines")["items"]
    added = "".join(f", {key} {euros}" for key, euros in kept["assessed"]["additions"].items())
    totals = f"{done['indemnity']} and {done['allowance']}{added}"
    said = [f"submitted on {done['claim']['known_on']}: {totals}"]
    screen_claims.decide_claims(10, context=world.context)
    payments.order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    written(world.context, agent)
    with world.units.reading() as uow:
        (paid,) = uow.payments.lines(BAKERY)
    (file,) = world.bank.files
    settled = BankAnswer(file, paid.end_to_end_id, "ACSC", PaymentEvent.SETTLED)
    handed_over(world.context, agent)
    assert record_answers([settled], actor=agent, context=world.context).settled == 1
    assert program.get(at)["claim"]["state"]["name"] == "paid"
    said.append(f"paid: {paid.amount}")

    statement = documents.issue_employee_statement(
        BAKERY, key, 1, None, actor=ana, context=world.context
    )
    pages = PdfReader(BytesIO(statement.file)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Dont supplément de formation 10,00 €" in text
    assert "Indemnité due : 15,38 €/h × 20 h = 307,60 €." in text
    assert "Supplément : 10 h de formation × 1,00 € = 10,00 €, ajoutés aux deux totaux." in text

    world.clock.set(datetime(2031, 6, 2, 9, tzinfo=UTC))
    auditor = world.officer(Role.AUDITOR)
    seen = replays.see_replay(BAKERY, key, 1, actor=auditor, context=world.context)
    (again,) = seen.lines
    assert again.same
    added = "".join(f", {one.key} {one.euros}" for one in again.again.additions)
    said.append(
        f"replayed in 2031: {again.again.indemnity} and {again.again.allowance}{added}, "
        "as they were kept"
    )
    assert (seen.errata, seen.by_texts) == ((), ())
    _, *lines = regime_page.BLOCKS["text claim"].splitlines()
    assert said == lines


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere:LAW", "there is no module nowhere"),
        ("half_pay:NOTHING", "the module half_pay has no NOTHING"),
        ("half_pay", "write module:NAME"),
        ("half_pay:HALF_PAY", "is a HalfPay, not a Law"),
    ],
)
def test_a_law_that_is_not_there_is_told_by_name(place: Path, name: str, said: str) -> None:
    """In one sentence, and no traceback."""
    done = run(place, "assess", "cases.json", "--law", name, status=1)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_promises_are_told_as_the_page_says(place: Path) -> None:
    """Each sentence of the page comes from a copy of it that breaks that promise."""
    breaks = (
        ('    "supplement": Words("supplément de formation", "training supplement"),\n', ""),
        ('"half of the pay"),\n    "share"', '""),\n    "share"'),
        ('reader.own("bonus", self.bonus)', "self.bonus"),
        ("self.share * counted,", "self.share * counted * len(CALLS.append(0) or CALLS),"),
    )
    said = []
    for old, new in breaks:
        assert old in regime_page.SOURCE
        source = f"CALLS = []\n{regime_page.SOURCE.replace(old, new)}"
        (place / "broken.py").write_text(source, encoding="utf-8")
        done = run(place, "assess", "cases.json", "--law", "broken:LAW", status=1)
        said.append(done.stderr.removeprefix("Error: ").split("; ")[0].strip())
    assert said == regime_page.BLOCKS["text faults"].splitlines()


@pytest.mark.parametrize("holds", properties.PROPERTIES, ids=lambda holds: holds.__name__)
def test_the_public_properties_hold(holds: properties.Property) -> None:
    """Whatever the facts."""
    holds(regime_page.module().LAW)
