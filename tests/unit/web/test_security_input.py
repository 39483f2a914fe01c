"""What is sent is as large as is said, about what may be said, and a name is never a path."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.access_table import OPEN, TABLE
from tests.unit.web.bakery import PDF, Bakery
from tests.unit.web.forms import post
from tests.unit.web.visits import CHANGES, Visit

from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.adapters.memory.people import PEOPLE
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import BAKERY, World

LARGEST = 1_000
FILES = ("/attachments", "/uploads", "/file", "/files", "/answers", "/verify")
"""Routes that take files, which may be larger than a form."""


class Endless(RawIOBase):
    """What a client says it will send, if somebody reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.read_so_far = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, *_: int) -> int:
        return 0

    def tell(self) -> int:
        return 0

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # narrower, as we use it
        self.read_so_far += len(buffer)
        buffer[:] = b"0" * len(buffer)
        return len(buffer)


@pytest.fixture
def bakery(world: World) -> Bakery:
    return Bakery(world)


@pytest.fixture
def small(services: Services) -> Flask:
    """An application that takes little."""
    return create_app(services, WebConfig(secret=bytes(32), largest_body=LARGEST))


@pytest.mark.parametrize("who", ["nobody", "ana", "officer", "agent", "administrator"])
def test_what_is_too_large_is_refused_before_it_is_read(
    small: Flask, bakery: Bakery, who: str
) -> None:
    visit = Visit(small, bakery, who)
    read = []
    for route in TABLE:
        method, rule = route.split()
        if method not in CHANGES or rule.endswith(FILES):
            continue
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            endless = Endless()
            length = {"CONTENT_LENGTH": str(LARGEST + 1)}
            sent = {"input_stream": endless, "content_type": kind, "environ_overrides": length}
            answer = visit.ask(route, sent=sent)
            if endless.read_so_far:
                read.append(f"{route}: {answer.status_code}, {endless.read_so_far} read")
    assert not read, "\n".join(read)


@pytest.mark.parametrize("who", ["ana", "agent"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/csv"])
def test_a_file_too_large_is_refused_before_it_is_read(
    app: Flask, bakery: Bakery, who: str, kind: str
) -> None:
    visit = Visit(app, bakery, who)
    read = []
    for route, may in TABLE.items():
        if route.startswith("POST") and route.endswith(FILES) and who in may:
            endless = Endless()
            length = {"CONTENT_LENGTH": str(10**12)}
            sent = {"input_stream": endless, "content_type": kind, "environ_overrides": length}
            answer = visit.ask(route, sent=sent)
            if endless.read_so_far or answer.status_code < HTTPStatus.BAD_REQUEST:
                read.append(f"{route}: {answer.status_code}, {endless.read_so_far} read")
    assert not read, "\n".join(read)


def test_it_is_said_that_it_was_too_large(small: Flask) -> None:
    client = small.test_client()
    answer = client.post("/api/v1/assessments", json=[{"id": "0" * LARGEST}])
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.json
    assert answer.json["code"] == "too_large"


@pytest.mark.parametrize("length", ["-1", "1e9", "x", "99999999999999999999"])
def test_a_length_that_is_none_reads_nothing(client: FlaskClient, length: str) -> None:
    endless = Endless()
    answer = client.post(
        "/api/v1/assessments",
        input_stream=endless,
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": length},
    )
    assert answer.status_code >= HTTPStatus.BAD_REQUEST
    assert endless.read_so_far == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example"]
)
def test_another_host_is_refused_and_shown_nowhere(client: FlaskClient, host: str) -> None:
    for path in ("/", "/sign-in", "/api/v1/openapi.json"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == HTTPStatus.BAD_REQUEST
        assert "evil.example" not in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL"])
def test_no_header_of_a_client_stands_for_the_host(client: FlaskClient, header: str) -> None:
    said = "host=evil.example" if header == "Forwarded" else "evil.example"
    for path in ("/", "/account", "/nothing"):
        answer = client.get(path, headers={header: said})
        assert "evil.example" not in answer.text
        assert "evil.example" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "....//....//etc/passwd",
        "/etc/passwd",
        "..\\..\\windows\\win.ini",
        "%00",
        "pages.css%00.png",
        "0" * 64 + "/../../x",
    ],
)
def test_a_name_in_an_address_is_never_a_path(app: Flask, bakery: Bakery, name: str) -> None:
    ana = Visit(app, bakery, "ana")
    request = bakery.decision.request_id
    for address in (
        f"/static/{name}",
        f"/establishments/{BAKERY}/requests/{request}/files/{name}",
        f"/establishments/{BAKERY}/claims/files/{name}",
        f"/api/v1/establishments/{BAKERY}/requests/{request}/attachments/{name}",
        f"/api/v1/establishments/{BAKERY}/uploads/{name}",
        f"/law/texts/{name}",
    ):
        answer = ana.get(address)
        assert answer.status_code in {400, 404, 308}, (address, answer.status_code)
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../../../tmp/evil.pdf", "/etc/evil.pdf", "..\\evil.pdf", "a\r\nSet-Cookie: x.pdf"]
)
def test_the_name_of_a_file_goes_nowhere_but_into_its_own_header(
    app: Flask, bakery: Bakery, name: str, tmp_path: Path
) -> None:
    visit = Visit(app, bakery, "ana")
    address = f"/establishments/{BAKERY}/requests/{bakery.request.id}/files"
    visit.post(address, {"file": (BytesIO(PDF + b"%"), name)})
    with bakery.world.units.reading() as uow:
        kept = uow.requests.get(BAKERY, bakery.request.id).attachments
    assert len(kept) == 2 or "\r" in name
    for file in kept:
        sent = visit.get(f"{address}/{file.sha256}")
        assert sent.status_code == HTTPStatus.OK
        told = sent.headers["Content-Disposition"]
        assert told.startswith("attachment")
        assert "Set-Cookie" not in sent.headers
        assert "/" not in told.partition("filename=")[2].partition(";")[0]
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"<svg onload='alert(1)'/>",
        b"MZ\x90\x00",
        b"#!/bin/sh\n",
    ],
)
@pytest.mark.parametrize("name", ["accord.pdf", "accord.html", "accord.svg", "accord.exe"])
def test_a_file_that_a_browser_would_run_is_not_taken(
    app: Flask, bakery: Bakery, name: str, content: bytes
) -> None:
    visit = Visit(app, bakery, "ana")
    address = f"/establishments/{BAKERY}/requests/{bakery.request.id}/files"
    visit.post(address, {"file": (BytesIO(content), name)})
    assert not visit.changed()


def test_who_signs_up_is_nothing_more_than_that(app: Flask, world: World) -> None:
    post(
        app.test_client(),
        "/sign-up",
        {
            "siret": str(BAKERY),
            "email": "eve@firm.example",
            "name": "Eve",
            "role": "contact",
            "service_role": "administrator",
            "state": "active",
            "id": "operator",
            "principal": "1",
        },
        page="/sign-up",
    )
    with world.units.reading() as uow:
        (eve,) = (one for one in _people(world) if str(one.email) == "eve@firm.example")
        membership = uow.establishments.member(BAKERY, eve.id)
    assert eve.service_role is None
    assert eve.state is AccountState.PENDING
    assert eve.id != "operator"
    assert membership is not None
    assert membership.state is AccountState.PENDING


@pytest.mark.parametrize("role", ["administrator", "officer", "paying_agent", "auditor"])
def test_nobody_signs_up_for_a_role_of_the_service(app: Flask, world: World, role: str) -> None:
    answer = post(
        app.test_client(),
        "/sign-up",
        {"siret": str(BAKERY), "email": "eve@firm.example", "name": "Eve", "role": role},
        page="/sign-up",
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    api = app.test_client().post(
        "/api/v1/sign-ups",
        json={"siret": str(BAKERY), "email": "eve@firm.example", "name": "Eve", "role": role},
    )
    assert api.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not _people(world)


def test_who_changes_their_account_changes_what_it_asks_for(
    signed_in: Callable[[Person], FlaskClient], bakery: Bakery
) -> None:
    post(
        signed_in(bakery.ana),
        "/account",
        {
            "name": "Ana Martin",
            "language": "en",
            "email": "eve@evil.example",
            "service_role": "administrator",
            "id": bakery.officer.id,
            "person_id": bakery.officer.id,
            "state": "suspended",
        },
    )
    with bakery.world.units.reading() as uow:
        ana, officer = uow.people.get(bakery.ana.id), uow.people.get(bakery.officer.id)
    assert (ana.name, ana.language) == ("Ana Martin", "en")
    assert (ana.email, ana.service_role, ana.state) == (
        bakery.ana.email,
        None,
        AccountState.ACTIVE,
    )
    assert officer == bakery.officer


def test_a_draft_says_nothing_about_its_own_decision(app: Flask, bakery: Bakery) -> None:
    visit = Visit(app, bakery, "ana")
    draft = f"/establishments/{BAKERY}/requests/{bakery.request.id}"
    visit.post(
        f"{draft}/edit",
        {
            "state": "decided",
            "filed_at": "2020-01-01",
            "filed_by": bakery.officer.id,
            "version": "7",
            "siret": "44306184100047",
        },
    )
    with bakery.world.units.reading() as uow:
        now = uow.requests.get(BAKERY, bakery.request.id)
    assert (now.state, now.filed_at, now.version, now.siret) == (
        bakery.request.state,
        None,
        1,
        BAKERY,
    )


def test_the_api_takes_no_member_that_it_does_not_know(app: Flask, bakery: Bakery) -> None:
    visit = Visit(app, bakery, "ana")
    taken = []
    for route, may in TABLE.items():
        if route.split()[0] in {"POST", "PUT", "PATCH"} and "/api/" in route and "ana" in may:
            document = visit.document(route)
            if isinstance(document, dict) and may != OPEN:
                answer = visit.ask(
                    route, sent={"json": {**document, "service_role": Role.OFFICER.value}}
                )
                if answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY or visit.changed():
                    taken.append(f"{route}: {answer.status_code}")
    assert not taken, "\n".join(taken)


def _people(world: World) -> list[Person]:
    assert isinstance(world.units, MemoryUnitsOfWork)
    return list(world.units.tables[PEOPLE].values())
