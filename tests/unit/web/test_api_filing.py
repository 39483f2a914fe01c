"""What a program reads for a person, by token: theirs, within its scopes, and nothing else."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import attrs
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from partial_activity.domain.authorisations import RequestState
from partial_activity.domain.hours import Hours
from partial_activity.domain.payments import PaymentEvent
from partial_activity.domain.people import Person, Role
from partial_activity.domain.tokens import Scope
from partial_activity.entrypoints.flask_app import problems
from partial_activity.entrypoints.flask_app.api import OPERATIONS, PREFIX
from partial_activity.entrypoints.flask_app.api.operations import Operation
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases import tokens

HERE = samples.siret(1).digits
ELSEWHERE = samples.siret(2).digits
SCOPED = [operation for operation in OPERATIONS if operation.scope]


@pytest.fixture
def world() -> World:
    """A firm with a request decided, a claim in two versions, and a payment; and another firm."""
    world = World(now=samples.later(60))
    with world.units() as uow:
        for number in (1, 2):
            uow.people.add(samples.person(number))
            uow.establishments.add(samples.establishment(number))
            uow.establishments.add_member(samples.membership(at=number, of=number))
        uow.requests.add(attrs.evolve(samples.request(), state=RequestState.DECIDED))
        uow.requests.add_decision(samples.decision())
        first = samples.claim()
        uow.claims.add(first)
        longer = [attrs.evolve(line, assimilated_hours=Hours.parse("1.00")) for line in first.lines]
        uow.claims.add(attrs.evolve(first, version=2, lines=tuple(longer)))
        uow.payments.add(samples.payment())
        uow.payments.record(samples.payment_record(samples.payment(), PaymentEvent.SENT))
        uow.commit()
    return world


def secret_of(world: World, person: Person, *scopes: Scope) -> str:
    issued = tokens.issue_token(
        "test",
        scopes or tuple(Scope),
        30,
        actor=person,
        units=world.units,
        clock=world.clock,
        ids=world.ids,
    )
    return issued.secret


def ask(client: FlaskClient, path: str, secret: str) -> TestResponse:
    return client.get(PREFIX + path, headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def secret(world: World) -> str:
    """Of somebody of the first firm, for everything."""
    return secret_of(world, samples.person(1))


def read(client: FlaskClient, path: str, secret: str) -> dict[str, Any]:
    answer = ask(client, path, secret)
    assert answer.status_code == HTTPStatus.OK, answer.text
    assert isinstance(answer.json, dict)
    return answer.json


def address(operation: Operation, siret: str) -> str:
    """Where the operation finds something of the first firm, asked for under some number."""
    path = operation.path.format(siret=siret, request="request-1", claim="claim-1")
    return path + ("?older=1&newer=2" if operation.name == "claimDifferences" else "")


def test_a_person_s_establishments_are_listed(client: FlaskClient, secret: str) -> None:
    (found,) = read(client, "/establishments", secret)["items"]
    assert found["siret"] == HERE
    assert found["role"] == "contact"
    assert found["membership"] == "active"


def test_a_request_comes_with_its_decision(client: FlaskClient, secret: str) -> None:
    (listed,) = read(client, f"/establishments/{HERE}/requests", secret)["items"]
    found = read(client, f"/establishments/{HERE}/requests/{listed['id']}", secret)
    assert found["request"] == listed
    assert listed["state"] == "decided"
    assert [one["number"] for one in found["decisions"]] == [samples.decision().number]
    assert found["decisions"][0]["accepted"]


def test_a_claim_is_read_with_its_totals_lines_and_versions(
    client: FlaskClient, secret: str
) -> None:
    claims = f"/establishments/{HERE}/claims"
    (latest,) = read(client, claims, secret)["items"]
    assert (latest["id"], latest["version"]) == ("claim-1", 2)
    first = read(client, f"{claims}/claim-1?version=1", secret)
    claim = samples.claim()
    assert first["claim"]["version"] == 1
    assert first["claim"]["state"] == {
        "code": claim.state.value,
        "name": claim.state.name.lower(),
    }
    assert first["lines"] == len(claim.lines)
    assert (first["hours"], first["allowance"]) == (str(claim.hours), str(claim.allowance))
    lines = read(client, f"{claims}/claim-1/lines", secret)["items"]
    assert [line["nir"] for line in lines] == [line.nir.digits for line in claim.lines]


def test_the_difference_of_two_versions_is_told_line_by_line(
    client: FlaskClient, secret: str
) -> None:
    path = f"/establishments/{HERE}/claims/claim-1/differences"
    found = read(client, f"{path}?older=1&newer=2", secret)
    assert len(found["changed"]) == len(samples.claim().lines)
    assert found["changed"][0]["new"]["assimilated_hours"] == "1.00"
    assert found["allowance"] == "0.00"
    assert not found["added"] + found["removed"]
    missing = ask(client, f"{path}?older=1", secret)
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert missing.json
    assert missing.json["errors"] == [
        {"path": "newer", "code": "missing", "message": "newer is needed"}
    ]


def test_a_payment_tells_where_it_stands(client: FlaskClient, secret: str) -> None:
    (found,) = read(client, f"/establishments/{HERE}/payments", secret)["items"]
    assert found["id"] == samples.payment().end_to_end_id
    assert found["amount"] == str(samples.payment().amount)
    assert found["standing"] == "sent"
    assert "iban" not in found


def test_lines_come_in_pages(client: FlaskClient, world: World, secret: str) -> None:
    with world.units() as uow:
        many = tuple(
            attrs.evolve(samples.claim().lines[0], number=number, nir=samples.nir(number))
            for number in range(1, 8)
        )
        uow.claims.add(attrs.evolve(samples.claim(), version=3, lines=many))
        uow.commit()
    path: str | None = f"/establishments/{HERE}/claims/claim-1/lines?limit=3"
    seen = []
    while path:
        found = read(client, path, secret)
        seen += [line["number"] for line in found["items"]]
        following = found["next"]
        path = (
            following and f"/establishments/{HERE}/claims/claim-1/lines?limit=3&cursor={following}"
        )
    assert seen == list(range(1, 8))


def test_what_has_not_changed_is_not_sent_again(
    client: FlaskClient, world: World, secret: str
) -> None:
    path = f"{PREFIX}/establishments/{HERE}/claims/claim-1"
    headers = {"Authorization": f"Bearer {secret}"}
    first = client.get(path, headers=headers)
    assert first.headers["Cache-Control"] == "private, no-cache"
    known = headers | {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=known).status_code == HTTPStatus.NOT_MODIFIED
    with world.units() as uow:
        uow.claims.add(attrs.evolve(samples.claim(), version=3))
        uow.commit()
    assert client.get(path, headers=known).status_code == HTTPStatus.OK


@pytest.mark.parametrize("operation", SCOPED, ids=lambda operation: operation.name)
def test_nothing_is_read_without_a_token_that_is_good(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    expired = tokens.issue_token(
        "short",
        tuple(Scope),
        1,
        actor=samples.person(1),
        units=world.units,
        clock=world.clock,
        ids=world.ids,
    ).secret
    world.clock.tick(timedelta(days=1))
    path = PREFIX + address(operation, HERE)
    for given in (None, "Basic YTpi", "Bearer", "Bearer pa_unknown", f"Bearer {expired}"):
        answer = client.get(path, headers={"Authorization": given} if given else {})
        assert answer.status_code == HTTPStatus.UNAUTHORIZED, given
        assert answer.mimetype == problems.MEDIA_TYPE
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("operation", SCOPED, ids=lambda operation: operation.name)
def test_a_token_does_what_its_scope_says_and_no_more(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    assert operation.scope
    others = [scope for scope in Scope if scope is not operation.scope]
    path = address(operation, HERE)
    within = ask(client, path, secret_of(world, samples.person(1), operation.scope))
    assert within.status_code == HTTPStatus.OK
    without = ask(client, path, secret_of(world, samples.person(1), *others))
    assert without.status_code == HTTPStatus.FORBIDDEN
    assert operation.scope.value in without.headers["WWW-Authenticate"]


@pytest.mark.parametrize("operation", SCOPED, ids=lambda operation: operation.name)
def test_another_firm_is_not_even_there(
    client: FlaskClient, world: World, operation: Operation
) -> None:
    stranger = secret_of(world, samples.person(2))
    if "{siret}" not in operation.path:
        assert HERE not in ask(client, address(operation, HERE), stranger).text
        return
    theirs = ask(client, address(operation, HERE), stranger)
    nobodys = ask(client, address(operation, samples.siret(3).digits), stranger)
    assert theirs.status_code == nobodys.status_code == HTTPStatus.NOT_FOUND
    # Their own number does not open what is another's.
    mine = ask(client, address(operation, ELSEWHERE), stranger)
    of_one_thing = operation.path.count("{") > 1
    assert mine.status_code == (HTTPStatus.NOT_FOUND if of_one_thing else HTTPStatus.OK)
    assert of_one_thing or mine.json == {"items": [], "next": None}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_see_a_nir_is_given_none(client: FlaskClient, world: World, role: Role) -> None:
    secret = secret_of(world, world.officer(role))
    found = read(client, f"/establishments/{HERE}/claims/claim-1/lines", secret)
    assert found["items"]
    assert all(line["nir"] is None for line in found["items"])
    compared = f"/establishments/{HERE}/claims/claim-1/differences?older=1&newer=2"
    assert ask(client, compared, secret).status_code == HTTPStatus.FORBIDDEN
    for operation in SCOPED:
        assert samples.nir(1).digits not in ask(client, address(operation, HERE), secret).text


@pytest.mark.parametrize("siret", ["1", "x" * 14, "00000000000001"])
def test_a_number_that_is_no_siret_is_nobody_s(
    client: FlaskClient, secret: str, siret: str
) -> None:
    answer = ask(client, f"/establishments/{siret}/claims", secret)
    assert answer.status_code == HTTPStatus.NOT_FOUND
