"""The feed of events over HTTP: a cursor to go on with, and nothing in it but what may be read."""

from http import HTTPStatus

from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, faults, secret_of

from partial_activity.domain.people.tokens import Scope
from partial_activity.testing.stories import BAKERY, IBAN, World
from partial_activity.usecases.oversight.journal import seal_entries


def test_a_program_follows_what_changes(world: World, client: FlaskClient) -> None:
    ana = world.contact()
    program = Program(client, secret_of(world, ana))
    assert program.get("/events") == {"items": [], "next": None, "more": False}
    decision = world.authorisation(ana)
    seal_entries(1000, context=world.context)
    page = program.get("/events?limit=2")
    assert [one["what"] for one in page["items"]] == ["access_given", "request_submitted"]
    assert page["more"] is True
    rest = program.get(f"/events?cursor={page['next']}")
    (accepted,) = rest["items"]
    assert accepted == accepted | {
        "kind": "decision",
        "what": "request_accepted",
        "siret": BAKERY.digits,
        "subject": "request",
        "subject_id": decision.request_id,
        "decision": decision.number,
        "due": None,
    }
    assert rest["more"] is False
    # The last page has a cursor too: it is where to go on.
    assert program.get(f"/events?cursor={rest['next']}") == rest | {"items": []}
    for filtered in ("kind=decision", f"siret={BAKERY}&kind=decision"):
        assert program.get(f"/events?{filtered}")["items"] == [accepted]


def test_an_event_holds_nothing_about_anybody(world: World, client: FlaskClient) -> None:
    ana = world.contact()
    world.authorisation(ana)
    seal_entries(1000, context=world.context)
    told = Program(client, secret_of(world, ana)).ask("GET", "/events").text
    for secret in (ana.name, ana.email.text, IBAN.text, "Baisse des commandes"):
        assert secret not in told


def test_the_feed_takes_a_scope_of_its_own_and_those_of_what_it_tells(
    world: World, client: FlaskClient
) -> None:
    ana = world.contact()
    world.authorisation(ana)
    seal_entries(1000, context=world.context)
    without = Program(client, secret_of(world, ana, Scope.READ_REQUESTS)).ask("GET", "/events")
    assert without.status_code == HTTPStatus.FORBIDDEN
    alone = Program(client, secret_of(world, ana, Scope.READ_EVENTS))
    assert alone.get("/events")["items"] == []


def test_what_is_no_cursor_is_said_so(world: World, client: FlaskClient) -> None:
    program = Program(client, secret_of(world, world.contact()))
    seal_entries(1000, context=world.context)
    for wrong in ("x", "MS4wMDAw", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5Ljg"):
        answer = program.ask("GET", f"/events?cursor={wrong}")
        assert faults(answer) == [("cursor", "unknown_value")]
    for wrong in ("limit=0", "limit=201"):
        assert faults(program.ask("GET", f"/events?{wrong}")) == [("limit", "out_of_range")]
    assert faults(program.ask("GET", "/events?kind=all")) == [("kind", "unknown_value")]
    stranger = program.ask("GET", "/events?siret=55208131766522")
    assert stranger.status_code == HTTPStatus.NOT_FOUND
