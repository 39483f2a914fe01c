"""Whatever an employer states in a request comes out of every door as it went in.

The facts are those that ``RequestFacts`` declares, each with a value that is not its usual one:
a fact that is declared tomorrow is tried by every test here, and one that a door forgets is named.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from http import HTTPStatus
from typing import Any

import attrs
import pytest
from flask import Flask
from tests.unit.web.api_calls import Program, secret_of
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of, text_of

from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.deadlines import Deadline
from partial_activity.domain.authorisation.receipts import content_hash, receipt_of
from partial_activity.domain.authorisation.requests import (
    FACTS,
    AuthorisationRequest,
    RequestFacts,
    RequestState,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.consultation import Basis
from partial_activity.domain.law.dated import Span
from partial_activity.domain.letters.decision_letter import receipt_document
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.employer.request_rows import changes
from partial_activity.entrypoints.flask_app.wire import requests as wire
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, IBAN, OTHER_IBAN, World
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.revisions import Seen

HERE = f"/establishments/{BAKERY}"
STATED_BY_OTHERS = {
    Scheme.ORDINARY: {"foundation", "agreement_sent_on"},
    Scheme.LONG_TERM: {"motive"},
}
"""By scheme, what only requests under another state."""
_FIRST = date(2024, 3, 15)
_PLAIN = RequestFacts(span=Span(_FIRST, date(2024, 4, 30)), iban=IBAN)
_USUAL = _PLAIN.by_name()


def _some(place: int, name: str) -> object:
    """A value that is neither the usual one nor that of another fact."""
    kind = FACTS[name]
    if issubclass(kind, Enum):
        return [member for member in kind if member is not _USUAL[name]][-1]
    made: Mapping[type, object] = {
        str: f"Ce qui s'est passé, et {place} fois « plus »",
        int: 40 + place,
        bool: True,
        Hours: Hours(12_345 + place),
        date: _FIRST - timedelta(days=100 + place),
        tuple: ("Maintien des emplois", f"Formation {place}"),
        Span: Span(_FIRST + timedelta(days=1), date(2024, 5, 31)),
        Iban: OTHER_IBAN,
    }
    return made[kind]


def _stated(scheme: Scheme) -> RequestFacts:
    """All that a request under a scheme may state."""
    some = {name: _some(place, name) for place, name in enumerate(FACTS)}
    kept = {name: held for name, held in some.items() if name not in STATED_BY_OTHERS[scheme]}
    stated: dict[str, Any] = {**kept, "scheme": scheme}
    facts = attrs.evolve(_PLAIN, **stated)
    unlike = [name for name, held in facts.by_name().items() if held != _USUAL[name]]
    assert {*unlike, *STATED_BY_OTHERS[scheme], "scheme"} == set(FACTS)
    return facts


def _without(facts: RequestFacts, name: str) -> RequestFacts:
    """The same, with a fact as it usually is."""
    return attrs.evolve(facts, **{name: _USUAL[name]})


def _filed(facts: RequestFacts, **more: Any) -> AuthorisationRequest:  # noqa: ANN401  as its fields say
    """A request that was filed, just so."""
    return attrs.evolve(samples.request(), **facts.by_name(), **more)


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest) -> World:
    """Over each store that needs no server."""
    if request.param == "memory":
        return World(units=MemoryUnitsOfWork())
    return World(units=request.getfixturevalue("sqlite_units"))


@pytest.fixture
def ana(world: World) -> Person:
    """Contact of the bakery."""
    return world.contact("ana")


@pytest.fixture
def app(world: World) -> Flask:
    """The web over it."""
    return create_app(Services(world.context), WebConfig(secret=bytes(32)))


@pytest.fixture(params=STATED_BY_OTHERS, ids=lambda scheme: scheme.value)
def facts(request: pytest.FixtureRequest) -> RequestFacts:
    """All that a request may state, under each scheme in turn."""
    return _stated(request.param)


def _kept(world: World, person: Person, request_id: str) -> dict[str, Any]:
    """What the store has."""
    found = requests.read_request(BAKERY, request_id, actor=person, context=world.context)
    return found.request.by_name()


def _body(facts: RequestFacts) -> dict[str, Any]:
    """The facts as a program writes them."""
    written: dict[str, Any] = {
        "first_day": facts.span.first.isoformat(),
        "last_day": facts.last_day.isoformat(),
    }
    for name, held in facts.by_name().items():
        if isinstance(held, Enum):
            written[name] = held.value if isinstance(held.value, str) else held.name.lower()
        elif isinstance(held, tuple):
            written[name] = list(held)
        elif isinstance(held, Hours | date):
            written[name] = str(held)
        elif name != "span":
            written[name] = held.text if isinstance(held, Iban) else held
    return written


def test_the_api_takes_every_fact_and_gives_it_back(
    world: World, ana: Person, app: Flask, facts: RequestFacts
) -> None:
    """POST, GET; then PUT of what was got, and GET again."""
    program, body = Program(app.test_client(), secret_of(world, ana)), _body(facts)
    made = program.post(f"{HERE}/requests", body, HTTPStatus.CREATED)["request"]
    at = f"{HERE}/requests/{made['id']}"
    assert _kept(world, ana, made["id"]) == facts.by_name()
    got = program.get(at)["request"]
    assert {name: got[name] for name in body} == {**body, "iban": OTHER_IBAN.masked}

    program.change("PUT", at, _body(_PLAIN), of=at)
    again = {field.name: got[field.name] for field in attrs.fields(wire.RequestForm)}
    program.change("PUT", at, {**again, "iban": OTHER_IBAN.text}, of=at)
    assert _kept(world, ana, made["id"]) == facts.by_name()
    shown = program.get(at)["request"]
    assert {name: shown[name] for name in body} == {name: got[name] for name in body}


def test_the_form_shows_every_fact_and_takes_it_again(
    world: World, ana: Person, app: Flask, facts: RequestFacts
) -> None:
    """A draft is shown; what is shown is saved over an empty one, and as a new one."""
    client = app.test_client()
    post(client, f"/sign-in/{sign_in.link_for(ana, context=world.context)}")
    draft = requests.draft_request(BAKERY, facts, actor=ana, context=world.context)
    edit = f"{HERE}/requests/{draft.id}/edit"
    shown = controls_of(client.get(edit).text)
    del shown["csrf_token"]

    emptied = requests.edit_request(
        BAKERY,
        draft.id,
        _PLAIN,
        seen=Seen.of(draft),
        actor=ana,
        context=world.context,
    )
    answer = post(client, edit, {**shown, "revision": emptied.revision, "then": "stay"})
    assert answer.status_code == HTTPStatus.SEE_OTHER, text_of(answer.text)
    assert _kept(world, ana, draft.id) == facts.by_name()

    answer = post(client, f"{HERE}/requests/new", {**shown, "then": "stay"})
    assert answer.status_code == HTTPStatus.SEE_OTHER, text_of(answer.text)
    begun = answer.location.split("/")[-2]
    assert begun != draft.id
    assert _kept(world, ana, begun) == facts.by_name()


def test_every_version_has_the_facts_of_the_one_before(
    world: World, ana: Person, facts: RequestFacts
) -> None:
    """An amendment begins as a copy."""
    decided = _filed(facts, siret=BAKERY, state=RequestState.DECIDED, filed_at=world.clock.now())
    with world.units() as uow:
        uow.requests.add(decided)
        uow.commit()
    amended = requests.amend_request(BAKERY, decided.id, actor=ana, context=world.context)
    assert amended.version == decided.version + 1
    assert amended.by_name() == facts.by_name()
    assert _kept(world, ana, decided.id) == facts.by_name()


def _told_by(tells: Callable[[RequestFacts], object]) -> set[str]:
    """The facts without which something would say the same, under every scheme that has them."""
    told = set()
    for scheme, others in STATED_BY_OTHERS.items():
        facts = _stated(scheme)
        said = tells(facts)
        told |= {
            name for name in FACTS if name not in others and tells(_without(facts, name)) != said
        }
    return told


def test_the_hash_of_a_receipt_covers_every_fact() -> None:
    """And is that of receipts already issued, where a request states nothing newer."""
    assert _told_by(lambda facts: content_hash(_filed(facts))) == set(FACTS)
    assert content_hash(samples.request()) == (
        "18409b17b8f24214ee8902d3e261dc1f6f848ffb9c66bc50a0713762d0f0d88e"
    )


def test_what_changed_between_two_versions_is_told_of_every_fact(app: Flask) -> None:
    """The page that compares versions is the page of the request, line by line."""
    blank = _filed(_PLAIN)
    with app.test_request_context("/"):
        told = _told_by(lambda facts: changes(blank, _filed(facts)))
    assert told == set(FACTS)


def test_the_receipt_says_every_fact() -> None:
    """Beside its hash, which says nothing to a reader."""
    deadline = Deadline(date(2024, 4, 1), date(2024, 4, 1), Basis((), ()))

    def document(facts: RequestFacts) -> object:
        request = _filed(facts)
        receipt = attrs.evolve(receipt_of(request, "ana", date(2024, 4, 2)), sha256="")
        place = samples.establishment()
        return receipt_document(receipt, request, place, deadline)

    assert _told_by(document) == set(FACTS)


def test_the_officer_is_shown_every_fact(world: World, ana: Person, app: Flask) -> None:
    """On the page where they decide."""
    client = app.test_client()
    officer = world.officer()
    post(client, f"/sign-in/{sign_in.link_for(officer, context=world.context)}")
    asked = _filed(
        _PLAIN, siret=BAKERY, filed_by=ana.id, filed_at=world.clock.now(), state=RequestState.HELD
    )
    with world.units() as uow:
        uow.requests.add(asked)
        uow.commit()

    def page(facts: RequestFacts) -> str:
        with world.units() as uow:
            latest = uow.requests.get(BAKERY, asked.id)
            uow.requests.save(attrs.evolve(latest, **facts.by_name()))
            uow.commit()
        shown = client.get(f"/office/requests/{BAKERY}/{asked.id}")
        assert shown.status_code == HTTPStatus.OK
        return text_of(shown.text)

    assert _told_by(page) == set(FACTS)
