"""Whatever is stated in a claim line comes out of every door as it went in.

The facts are those that ``LineFacts`` declares, each with a value that is not its usual one: a fact
that is declared tomorrow is tried by every test here, and one that a door forgets is named.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from http import HTTPStatus
from pathlib import Path
from typing import Any

import attrs
import pytest
from flask import Flask
from tests import regime_page
from tests.unit.web.api_calls import Program, secret_of
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of, text_of

from partial_activity.adapters.claim_file.columns import KNOWN
from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.reader import read_claim_lines
from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.domain.assessment.cases import Days, EmployeeCategory
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.assessment.resolution import facts_of
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.differences import differences, merged
from partial_activity.domain.claim.line_facts import FACTS
from partial_activity.domain.claim.redaction import seen_line, whole_line
from partial_activity.domain.claim.uploads import FiledLine
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.wire import claims as wire
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import claims, import_claims
from partial_activity.usecases.claim.submit_claim import content_hash
from partial_activity.usecases.people import sign_in

LAW = regime_page.module().LAW
"""Which asks for one fact of its own."""
APRIL = date(2024, 4, 1)
_DAY = date(2024, 4, 9)
_CONTRACT_OF = {
    "hourly": EmployeeCategory.TEMPORARY_AGENCY,
    "share": EmployeeCategory.APPRENTICE,
}
STATED_BY_OTHERS = {"hourly": {"share_of_minimum_wage"}, "share": {"hourly_pay"}}
"""By how an employee is paid, what only lines of employees paid otherwise state."""
SAME_LINE = ("nir", "contract_number", "week", "span")
"""What makes a line the same line, by which it is found again."""
_PLAIN = ClaimLine(
    nir=samples.nir(7),
    last_name="Martin",
    first_name="Léa",
    week="2024-W15",
    span=Span(date(2024, 4, 8), date(2024, 4, 14)),
    contract_hours=Hours(3_500),
    worked_hours=ZERO_HOURS,
    assimilated_hours=ZERO_HOURS,
    unworked_hours=ZERO_HOURS,
    hourly_pay=None,
)
_FITTING: Mapping[str, object] = {
    "week": "2024-W16",
    "span": Span(date(2024, 4, 15), date(2024, 4, 19)),
    "contract_hours": Hours(3_450),
    "worked_hours": Hours(725),
    "assimilated_hours": Hours(350),
    "unworked_hours": Hours(1_750),
    "unworked_days": Days(250),
}
"""Facts of one line that only go together: two and a half days are 17.5 hours."""


def _some(place: int, name: str, paid: str) -> object:
    """A value that is neither the usual one nor that of another fact."""
    kind = FACTS[name]
    if name in _FITTING:
        return _FITTING[name]
    if kind is EmployeeCategory:
        return _CONTRACT_OF[paid]
    if issubclass(kind, Enum):
        return list(kind)[-1]
    made: Mapping[type, object] = {
        str: f"N° {place}",
        Facts: Facts.of({"training_hours": f"{place}.25"}),
        int: 40 + place,
        bool: True,
        Nir: samples.nir(3),
        Hours: Hours(100 + place),
        Days: Days(50),
        HourlyPay: HourlyPay.parse("15.4321"),
        Share: Share.parse("0.435"),
        date: _DAY + timedelta(days=place),
    }
    return made[kind]


def _stated(paid: str) -> ClaimLine:
    """All that a line may state of an employee who is paid in a way."""
    facts: dict[str, Any] = {
        name: _some(place, name, paid)
        for place, name in enumerate(FACTS)
        if name not in STATED_BY_OTHERS[paid]
    }
    line = attrs.evolve(_PLAIN, **facts)
    unlike = {name for name, held in line.by_name().items() if held != getattr(_PLAIN, name)}
    assert unlike | STATED_BY_OTHERS[paid] == set(FACTS)
    return line


def _plain(line: ClaimLine) -> ClaimLine:
    """The same line, with all else as it usually is; some pay, without which there is none."""
    same: dict[str, Any] = {name: getattr(line, name) for name in SAME_LINE}
    return attrs.evolve(_PLAIN, **same, hourly_pay=HourlyPay.parse("12"))


def _told_by(tells: Callable[[ClaimLine], object]) -> set[str]:
    """The facts without which something would say the same, however the employee is paid."""
    told = set()
    for paid, others in STATED_BY_OTHERS.items():
        line = _stated(paid)
        said = tells(line)
        for name in FACTS:
            plain: dict[str, Any] = {name: getattr(_PLAIN, name)}
            if name not in others and tells(attrs.evolve(line, **plain)) != said:
                told.add(name)
    return told


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest) -> World:
    """Over each store that needs no server."""
    if request.param == "memory":
        return World(units=MemoryUnitsOfWork(), law=LAW)
    return World(units=request.getfixturevalue("sqlite_units"), law=LAW)


@pytest.fixture
def ana(world: World) -> Person:
    """Contact of the bakery, with an authorisation from mid-March to April 2024, in May."""
    person = world.contact("ana")
    world.authorisation(person)
    world.clock.set(datetime(2024, 5, 6, 9, tzinfo=UTC))
    return person


@pytest.fixture
def claim(world: World, ana: Person) -> Claim:
    """April, begun."""
    with world.units.reading() as uow:
        number = uow.requests.decisions(BAKERY)[0].number
    return claims.open_claim(BAKERY, number, APRIL, actor=ana, context=world.context)


@pytest.fixture
def app(world: World) -> Flask:
    """The web over it."""
    return create_app(Services(world.context), WebConfig(secret=bytes(32)))


@pytest.fixture(params=STATED_BY_OTHERS)
def line(request: pytest.FixtureRequest) -> ClaimLine:
    """All that a line may state, for each way of being paid in turn."""
    return _stated(request.param)


def _keep(world: World, claim: Claim, line: ClaimLine) -> None:
    """Put one line, and no other, in the draft."""
    with world.units() as uow:
        draft = uow.claims.get(BAKERY, claim.id)
        uow.claims.save(attrs.evolve(draft, lines=(attrs.evolve(line, number=1),)))
        uow.commit()


def _kept(world: World, claim: Claim) -> dict[str, Any]:
    """What the store has of the one line."""
    with world.units.reading() as uow:
        (found,) = uow.claims.get(BAKERY, claim.id).lines
    return found.by_name()


def _written(held: object) -> object:
    """A fact as a program writes it."""
    if isinstance(held, Enum):
        return held.value
    if isinstance(held, Nir):
        return held.digits
    if isinstance(held, Facts):
        return dict(held.given)
    return held if held is None or isinstance(held, str | int | bool) else str(held)


def _body(line: ClaimLine) -> dict[str, object]:
    """The facts as a program writes them."""
    days = {"first_day": line.first_day.isoformat(), "last_day": line.last_day.isoformat()}
    facts = {name: _written(held) for name, held in line.by_name().items() if name != "span"}
    return {**facts, **days}


def test_a_store_gives_back_every_fact(world: World, claim: Claim, line: ClaimLine) -> None:
    """As it was put there, and as it was changed."""
    for each in (line, _plain(line), line):
        _keep(world, claim, each)
        assert _kept(world, claim) == each.by_name()


def test_the_api_takes_every_fact_and_gives_it_back(
    world: World, ana: Person, app: Flask, claim: Claim, line: ClaimLine
) -> None:
    """PATCH, GET; then PATCH of what was got over a plain line, and GET again."""
    program = Program(app.test_client(), secret_of(world, ana))
    at = f"/establishments/{BAKERY}/claims/{claim.id}"
    program.change("PATCH", f"{at}/lines", {"lines": [_body(line)]}, of=at)
    assert _kept(world, claim) == line.by_name()
    (got,) = program.get(f"{at}/lines")["items"]
    assert {name: got[name] for name in _body(line)} == _body(line)

    program.change("PATCH", f"{at}/lines", {"lines": [_body(_plain(line))]}, of=at)
    assert _kept(world, claim) == _plain(line).by_name()
    again = {field.name: got[field.name] for field in attrs.fields(wire.GivenLine)}
    program.change("PATCH", f"{at}/lines", {"lines": [again]}, of=at)
    assert _kept(world, claim) == line.by_name()
    assert program.get(f"{at}/lines")["items"] == [got]


def test_the_grid_shows_every_fact_and_takes_it_again(
    world: World, ana: Person, app: Flask, claim: Claim, line: ClaimLine
) -> None:
    """Saved as it is shown; then what was shown, saved over a plain line."""
    client = app.test_client()
    post(client, f"/sign-in/{sign_in.link_for(ana, context=world.context)}")
    grid = f"/establishments/{BAKERY}/claims/{claim.id}/grid"
    _keep(world, claim, line)
    shown = controls_of(client.get(grid).text)
    del shown["csrf_token"]

    def saved() -> dict[str, Any]:
        with world.units.reading() as uow:
            shown["revision"] = str(uow.claims.head(BAKERY, claim.id).revision)
        answer = post(client, grid, shown)
        assert answer.status_code == HTTPStatus.SEE_OTHER, text_of(answer.text)
        return _kept(world, claim)

    assert saved() == line.by_name()
    _keep(world, claim, _plain(line))
    assert saved() == line.by_name()


def test_the_grid_leaves_alone_what_it_shows_less_exactly(
    world: World, ana: Person, app: Flask, claim: Claim
) -> None:
    """A monthly pay over 151.67 hours ends nowhere; hours typed beside it do not round it."""
    pay = samples.claim_line().hourly_pay
    assert pay is not None
    assert HourlyPay.parse(str(pay)) != pay
    line = attrs.evolve(_plain(_stated("hourly")), hourly_pay=pay)
    client = app.test_client()
    post(client, f"/sign-in/{sign_in.link_for(ana, context=world.context)}")
    grid = f"/establishments/{BAKERY}/claims/{claim.id}/grid"
    _keep(world, claim, line)
    shown = controls_of(client.get(grid).text)
    (contract,) = (name for name, text in shown.items() if name.endswith("-contract") and text)
    answer = post(client, grid, {**shown, contract.replace("-contract", "-unworked"): "7"})
    assert answer.status_code == HTTPStatus.SEE_OTHER, text_of(answer.text)
    assert _kept(world, claim) == {**line.by_name(), "unworked_hours": Hours(700)}


def test_every_version_has_the_facts_of_the_one_before(
    world: World, ana: Person, claim: Claim, line: ClaimLine
) -> None:
    """A correction begins as a copy."""
    _keep(world, claim, line)
    with world.units() as uow:
        draft = uow.claims.get(BAKERY, claim.id)
        uow.claims.save(attrs.evolve(draft, state=ClaimState.PAID))
        uow.commit()
    corrected = claims.correct_claim(BAKERY, claim.id, actor=ana, context=world.context)
    assert corrected.version == claim.version + 1
    assert [each.by_name() for each in corrected.lines] == [line.by_name()]
    assert _kept(world, claim) == line.by_name()


_COLUMNS: Mapping[str, str] = {
    "nir": "nir",
    "last_name": "nom",
    "first_name": "prenom",
    "week": "semaine",
    "contract_hours": "heures_contrat",
    "worked_hours": "heures_travaillees",
    "assimilated_hours": "heures_assimilees",
    "unworked_hours": "heures_chomees",
    "hourly_pay": "taux_horaire",
    "category": "contrat",
    "share_of_minimum_wage": "part_smic",
    "unworked_days": "jours_chomes",
    "contract_number": "numero_contrat",
}
"""The column of a file that states a fact, but for its days and what only this law asks for."""
_CONTRACTS = {EmployeeCategory.TEMPORARY_AGENCY: "INTERIM", EmployeeCategory.APPRENTICE: "APPRENTI"}


def _filed(path: Path, number: str, line: ClaimLine) -> FiledLine:
    """The line, written in a file and read there."""
    cells = {
        "siret": BAKERY.digits,
        "numero_decision": number,
        "mois": "2024-04",
        "premier_jour": line.first_day.isoformat(),
        "dernier_jour": line.last_day.isoformat(),
        "amenagement": "FORFAIT_JOURS",
    }
    for name, held in line.by_name().items():
        if isinstance(held, Facts):
            cells |= dict(held.given)
        elif name != "span":
            text = _CONTRACTS[held] if name == "category" else _written(held)
            cells[_COLUMNS[name]] = "" if text is None else str(text)
    assert cells.keys() <= KNOWN.union(facts_of(LAW))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, cells, delimiter=";")
        writer.writeheader()
        writer.writerow(cells)
    with open_claim_file(path, law=LAW) as opened:
        (found,) = read_claim_lines(opened)
    assert isinstance(found, FiledLine), found
    return found


def test_a_file_states_every_fact_and_its_import_keeps_it(
    world: World, ana: Person, claim: Claim, line: ClaimLine, tmp_path: Path
) -> None:
    """Read, then put into a draft that has the same line, and had it otherwise."""
    found = _filed(tmp_path / "april.csv", claim.decision_number, line)
    assert found.line.by_name() == line.by_name()
    _keep(world, claim, _plain(line))
    report = import_claims.import_claims(
        [found], actor=ana, context=world.context, dry_run=False, whole=False
    )
    assert not report.problems
    assert _kept(world, claim) == line.by_name()


def test_only_the_nir_is_kept_from_who_may_not_see_it(
    world: World, ana: Person, line: ClaimLine
) -> None:
    """Everything else is there, whoever looks."""
    with world.units.reading() as uow:
        membership = uow.establishments.member(BAKERY, ana.id)
    assert seen_line(line, ana, membership) == whole_line(line)
    assert whole_line(line).by_name() == line.by_name()
    officer = world.officer()
    assert seen_line(line, officer, None).by_name() == {**line.by_name(), "nir": None}


def test_what_changed_between_two_versions_is_told_of_every_fact() -> None:
    """And a line put into a draft that has it otherwise is a change, whatever differs."""
    for paid, others in STATED_BY_OTHERS.items():
        stated = attrs.evolve(_stated(paid), number=1)
        before = samples.claim(lines=(stated,))

        def told(line: ClaimLine, before: Claim = before) -> tuple[int, bool]:
            after = differences(before, attrs.evolve(before, lines=(line,)))
            return len(after.all), merged(before.lines, [line]).changes

        assert told(stated) == (0, False)
        for name in set(FACTS) - others:
            usual: dict[str, Any] = {name: getattr(_PLAIN, name)}
            number, changes = told(attrs.evolve(stated, **usual))
            assert (number > 0, changes) == (True, True), name


def test_the_hash_of_a_submission_covers_every_fact() -> None:
    """But for an identity; and it is that of claims already submitted."""
    of_whom = {"nir", "last_name", "first_name"}
    from_hours = {"unworked_days"}
    told = _told_by(lambda line: content_hash(samples.claim(lines=(line,))))
    assert told == set(FACTS) - of_whom - from_hours
    assert content_hash(samples.claim()) == (
        "ef9a05bd0d4eedbe4ac05d3ac88dd510b5fcd6ef525930366b778b87d23475ac"
    )
    apprentice = attrs.evolve(
        samples.claim_line(),
        contract_number="",
        category=EmployeeCategory.APPRENTICE,
        hourly_pay=None,
        share_of_minimum_wage=Share.parse("0.43"),
        unworked_days=Days.parse("2"),
        assessed=None,
    )
    assert content_hash(samples.claim(lines=(apprentice,))) == (
        "20f94f31225a44ca4f7296ac2d585c8bde9de2ed422bba17a8374c1bd6f57128"
    )
