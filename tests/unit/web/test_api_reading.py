"""What a program reads for a person, by token: theirs, within its scopes, and nothing else."""

from http import HTTPStatus
from typing import Any

import attrs
import pytest
from flask.testing import FlaskClient
from tests.unit.web.api_calls import secret_of
from werkzeug.test import TestResponse

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.hours import Hours
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.flask_app.api import PREFIX
from partial_activity.testing import samples
from partial_activity.testing.stories import World

HERE = samples.siret(1).digits


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
        {"path": "newer", "code": "missing", "message": "newer est nécessaire"}
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


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_see_a_nir_is_given_none(client: FlaskClient, world: World, role: Role) -> None:
    secret = secret_of(world, world.officer(role))
    found = read(client, f"/establishments/{HERE}/claims/claim-1/lines", secret)
    assert found["items"]
    assert all(line["nir"] is None for line in found["items"])
    compared = f"/establishments/{HERE}/claims/claim-1/differences?older=1&newer=2"
    assert ask(client, compared, secret).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("siret", ["1", "x" * 14, "00000000000001"])
def test_a_number_that_is_no_siret_is_nobody_s(
    client: FlaskClient, secret: str, siret: str
) -> None:
    answer = ask(client, f"/establishments/{siret}/claims", secret)
    assert answer.status_code == HTTPStatus.NOT_FOUND
