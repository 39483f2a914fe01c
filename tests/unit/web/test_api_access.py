"""Every operation of the API, asked by whom it is not for."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import attrs
import pytest
from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, secret_of
from werkzeug.test import TestResponse

from partial_activity.domain.authorisation.requests import Attachment, RequestState
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app import problems
from partial_activity.entrypoints.flask_app.api import OPERATIONS, PREFIX
from partial_activity.entrypoints.flask_app.api.operations import Operation
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.people import tokens

SCOPED = [operation for operation in OPERATIONS if operation.scope]
OF_AN_ESTABLISHMENT = [
    # Whoever asks to join learns that the establishment has an account: they say they are of it.
    operation
    for operation in SCOPED
    if "{siret}" in operation.path and operation.name != "join"
]
REVISED = [operation for operation in SCOPED if operation.revised]
FILE = samples.siret().digits * 4 + "00000000"
QUERIES = {"claimDifferences": "?older=1&newer=2", "removeLines": "?numbers=1"}


@pytest.fixture
def world() -> World:
    """Two firms that have something of each kind, under the same identifiers."""
    world = World(now=samples.later(60))
    with world.units() as uow:
        for number in (1, 2):
            uow.people.add(samples.person(number))
            uow.establishments.add(samples.establishment(number))
            uow.establishments.add_member(samples.membership(at=number, of=number))
        file = Attachment("avis.pdf", "application/pdf", 8, FILE)
        decided = attrs.evolve(samples.request(), state=RequestState.DECIDED, attachments=(file,))
        uow.requests.add(decided)
        uow.requests.add_decision(samples.decision())
        uow.claims.add(samples.claim())
        uow.claims.add(attrs.evolve(samples.claim(), version=2))
        uow.payments.add(samples.payment())
        uow.tokens.add(samples.token())
        uow.uploads.add(samples.upload())
        uow.commit()
    return world


def asked(
    program: Program,
    operation: Operation,
    siret: str,
    **more: Any,  # noqa: ANN401  as the program takes them
) -> TestResponse:
    """The operation, of the first firm's things, with nothing else to refuse it for."""
    names = {
        "request": "request-1",
        "claim": "claim-1",
        "person": "person-1",
        "upload": "upload-1",
    }
    path = operation.path.format(siret=siret, sha256=FILE, token="token-1", **names)  # noqa: S106
    if operation.revised:
        more.setdefault("tag", '"1-0-00000000"')
    body = operation.example if operation.body is not None else None
    if operation.files:
        more |= {"data": b"%PDF-1.7", "content_type": operation.files[0]}
    return program.ask(operation.method, path + QUERIES.get(operation.name, ""), body, **more)


@pytest.mark.parametrize("operation", SCOPED, ids=lambda operation: operation.name)
def test_nothing_is_done_without_a_token_that_is_good(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    expired = tokens.issue_token(
        "short", tuple(Scope), 1, actor=samples.person(1), context=world.context, proof=Proof.FRESH
    ).secret
    world.clock.tick(timedelta(days=1))
    for given in (None, "Basic YTpi", "Bearer", "Bearer pa_unknown", f"Bearer {expired}"):
        headers = {"Authorization": given} if given else {}
        answer = asked(Program(client), operation, samples.siret().digits, headers=headers)
        assert answer.status_code == HTTPStatus.UNAUTHORIZED, given
        assert answer.mimetype == problems.MEDIA_TYPE
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("operation", SCOPED, ids=lambda operation: operation.name)
def test_a_token_does_what_its_scope_says_and_no_more(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    assert operation.scope
    others = [scope for scope in Scope if scope is not operation.scope]
    here = samples.siret().digits
    within = Program(client, secret_of(world, samples.person(1), operation.scope))
    assert "WWW-Authenticate" not in asked(within, operation, here).headers
    without = asked(Program(client, secret_of(world, samples.person(1), *others)), operation, here)
    assert without.status_code == HTTPStatus.FORBIDDEN
    assert operation.scope.value in without.headers["WWW-Authenticate"]


@pytest.mark.parametrize("operation", OF_AN_ESTABLISHMENT, ids=lambda operation: operation.name)
def test_another_firm_is_not_even_there(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    stranger = Program(client, secret_of(world, samples.person(2)))
    theirs = asked(stranger, operation, samples.siret(1).digits)
    nobodys = asked(stranger, operation, samples.siret(3).digits)
    assert theirs.status_code == nobodys.status_code == HTTPStatus.NOT_FOUND, theirs.text
    # The same to the letter, but for the numbers that were given.
    assert theirs.json
    assert nobodys.json
    assert str(theirs.json | {"request_id": ""}).replace(
        samples.siret(1).digits, samples.siret(3).digits
    ) == str(nobodys.json | {"request_id": ""})
    # Their own number does not open what is another's.
    mine = asked(stranger, operation, samples.siret(2).digits)
    if operation.path.count("{") > 1:
        assert mine.status_code == HTTPStatus.NOT_FOUND, mine.text


def test_a_stranger_s_lists_are_their_own(client: FlaskClient, world: World) -> None:
    stranger = Program(client, secret_of(world, samples.person(2)))
    assert samples.siret(1).digits not in str(stranger.get("/establishments"))
    for kind in ("requests", "claims", "payments", "notices"):
        assert stranger.get(f"/establishments/{samples.siret(2)}/{kind}")["items"] == []
    assert "token-1" not in str(stranger.get("/tokens"))
    for method, tag in (("GET", None), ("DELETE", '"1-0-00000000"')):
        answer = stranger.ask(method, "/tokens/token-1", tag=tag)
        assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_see_a_nir_is_given_none(client: FlaskClient, world: World, role: Role) -> None:
    program = Program(client, secret_of(world, world.officer(role)))
    for operation in SCOPED:
        answer = asked(program, operation, samples.siret().digits)
        for line in samples.claim().lines:
            assert line.nir.digits not in answer.text, operation.name


@pytest.mark.parametrize("operation", REVISED, ids=lambda operation: operation.name)
def test_a_change_says_what_was_read_before(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    """Without an ETag nothing is done, nor with one of another revision, nor with a made up one."""
    role = Role.OFFICER if operation.name.startswith("decide") else None
    actor = world.officer(role) if role else samples.person(1)
    program = Program(client, secret_of(world, actor))
    here = samples.siret().digits
    for tag in (None, "*"):
        answer = asked(program, operation, here, tag=tag)
        assert answer.status_code == HTTPStatus.PRECONDITION_REQUIRED
    for tag in ('"1-7-00000000"', '"2-7-00000000"', '"9-0-00000000"', '"abc"'):
        answer = asked(program, operation, here, tag=tag)
        assert answer.status_code == HTTPStatus.PRECONDITION_FAILED, answer.text
        assert answer.json
        assert answer.json["code"] == "changed_since"


def test_every_change_is_revised_and_every_making_is_keyed() -> None:
    """What changes a thing asks for its revision; what makes one takes a key."""
    without_account = {"assessCases", "tryDraft", "signUp", "resendConfirmation", "confirm"}
    makes = {"draftRequest", "openClaim", "join", "signUp", "sendClaimFile"}
    for operation in OPERATIONS:
        if operation.method == "GET":
            assert not operation.keyed
            assert not operation.revised
            continue
        assert operation.revised or operation.name in without_account | makes, operation.name
        if operation.method == "POST" and operation.scope:
            assert operation.keyed, operation.name


@pytest.mark.parametrize("path", ["/establishments/1/claims", "/establishments/x/requests/a b"])
def test_an_address_that_cannot_be_leads_nowhere(
    client: FlaskClient, world: World, path: str
) -> None:
    program = Program(client, secret_of(world, samples.person()))
    assert program.ask("GET", path).status_code == HTTPStatus.NOT_FOUND
    assert PREFIX
