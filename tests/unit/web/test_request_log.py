"""What is written of each request, and what never is."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from partial_activity.domain.people.people import OF_SERVICE, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints import flask_app, logs
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people.tokens import issue_token

NIR, SPACED_NIR = "190017500000103", "1 90 01 75 000 001 03"
IBAN, SPACED_IBAN = "FR7630006000011234567890189", "FR76 3000 6000 0112 3456 7890 189"
EMAIL = "jeanne.dupont@firm.example"
TOKEN = "pa_" + "0123456789abcdef" * 4
LINK = "aB3-_" * 24
NAME = "Dupont-Moretti"
LOOK_PERSONAL = (NIR, SPACED_NIR, NIR[:13], IBAN, SPACED_IBAN, EMAIL, TOKEN, LINK)
SECRETS = (*LOOK_PERSONAL, NAME)
"""A name looks like any word: it is not struck out, but no line of ours holds one."""
HOSTILE = (NIR, IBAN, EMAIL, TOKEN, LINK, NAME)


class Written:
    """What a process would have written to stderr."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["event"] == "request"]

    def first_leak(self) -> str:
        leaks = self.leaks()
        return next(line for line in self.text.splitlines() if any(one in line for one in leaks))

    def leaks(self) -> set[str]:
        return {secret for secret in SECRETS if secret.casefold() in self.text.casefold()}


@pytest.fixture(params=[False, True], ids=["JSON", "readable"])
def readable(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def written() -> Iterator[Written]:
    yield from collected(Written(), readable=False)


def collected(found: Written, *, readable: bool) -> Iterator[Written]:
    handler = logging.StreamHandler(found.stream)
    handler.setFormatter(logs.formatter(readable=readable))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield found
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_one_line(client: FlaskClient, written: Written) -> None:
    answer = client.get("/law?on=2020-05-01")
    (line,) = written.requests()
    assert line["level"] == "info"
    assert line["method"] == "GET"
    assert line["route"] == "/law"
    assert line["status"] == 200
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert 0 < line["ms"] < 60_000
    assert line["timestamp"].endswith("Z")
    assert "person" not in line


def test_it_says_whose_and_about_which_establishment(
    world: World, client: FlaskClient, written: Written
) -> None:
    ana = world.contact()
    issued = issue_token(
        "payroll", [Scope.READ_REQUESTS], 30, actor=ana, context=world.context, proof=Proof.FRESH
    )
    client.get(
        f"/api/v1/establishments/{BAKERY}/requests",
        headers={"Authorization": f"Bearer {issued.secret}"},
    )
    (line,) = written.requests()
    assert line["person"] == ana.id
    assert line["siret"] == str(BAKERY)
    assert line["route"] == "/api/v1/establishments/<siret>/requests"


def test_what_stands_in_place_of_a_siret_is_not_told(client: FlaskClient, written: Written) -> None:
    client.get(f"/api/v1/establishments/{NAME}/requests")
    (line,) = written.requests()
    assert "siret" not in line


def test_machines_that_ask_every_second_are_told_of_when_it_fails(
    app: Flask, client: FlaskClient, written: Written
) -> None:
    client.get("/healthz")
    client.get("/static/pages.css").close()
    assert not written.requests()
    client.post("/healthz")
    assert [line["status"] for line in written.requests()] == [405]


def test_a_host_that_is_not_ours_is_told_of(client: FlaskClient, written: Written) -> None:
    client.get("/law", headers={"Host": "evil.example"})
    (line,) = written.requests()
    assert line["status"] == 400
    assert "evil" not in written.text


def test_an_error_is_its_kind_and_its_place(app: Flask, written: Written) -> None:
    @app.get("/fault")
    def fault() -> str:
        variable = NAME
        try:
            return str(int(variable))
        except ValueError as error:
            msg = f"of {variable}"
            raise RuntimeError(msg) from error

    answer = app.test_client().get("/fault")
    (line,) = (line for line in written.lines() if line["level"] == "error")
    assert answer.headers["X-Request-Id"] in line["event"]
    assert [told["kind"] for told in line["error"]] == [
        "builtins.RuntimeError",
        "builtins.ValueError",
    ]
    assert line["error"][0]["at"][-1].endswith(" fault")
    assert not written.leaks()


@pytest.mark.parametrize("secret", [*LOOK_PERSONAL, IBAN.lower()])
def test_what_is_personal_is_struck_out_wherever_it_turns_up(
    readable: bool,  # noqa: FBT001  both forms
    secret: str,
) -> None:
    for found in collected(Written(), readable=readable):
        log = logging.getLogger("somebody.else")
        log.warning("read %s, then", secret)
        log.warning("read", extra={"what": {"deep": [secret]}})
        log.warning("at /a/%s?b=%s", secret, secret)
        log.warning("it's <%s>.", secret)
        if secret.isdigit():
            log.warning("number", extra={"number": int(secret)})
        assert secret not in found.text
        assert "[…]" in found.text


def test_what_is_not_personal_stays(written: Written) -> None:
    kept = (
        str(BAKERY),
        "ab12" * 8,
        "2026-11-23T16:20:55.961390Z",
        "décret n° 2020-325",
        "1234567.89",
        "/establishments/<siret>/requests/<request_id>",
    )
    for text in kept:
        logging.getLogger("somebody.else").info("%s", text)
    for text in kept:
        assert text in written.text


def test_whatever_strangers_send_nothing_personal_is_written(app: Flask, written: Written) -> None:
    with_a_fault(app)
    client = app.test_client()
    for turn in range(len(HOSTILE)):
        send_everywhere(client, turn)
    assert len(written.requests()) > 100
    assert not written.leaks(), written.first_leak()


@pytest.mark.parametrize("role", [None, *OF_SERVICE])
def test_whatever_people_send_nothing_personal_is_written(
    app: Flask,
    world: World,
    signed_in: Callable[[Person], FlaskClient],
    written: Written,
    role: Role | None,
) -> None:
    with_a_fault(app)
    person = world.officer(role) if role else world.contact()
    client = signed_in(person)
    # So that what is sent comes through to what reads it.
    app.config["WTF_CSRF_ENABLED"] = False
    for turn in range(2):
        send_everywhere(client, turn, but=ENDS_THE_SESSION)
    assert any(line.get("person") == person.id for line in written.requests())
    assert not written.leaks(), written.first_leak()


def with_a_fault(app: Flask) -> None:
    @app.post("/fault/<what>")
    def fault(what: str) -> str:
        raise ValueError(what)


def send_everywhere(client: FlaskClient, turn: int, but: str = "") -> None:
    for rule in client.application.url_map.iter_rules():
        if rule.rule == but:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            send(client, method, rule, turn)


def send(client: FlaskClient, method: str, rule: Rule, turn: int) -> None:
    """Something personal in every place that a request has."""
    hostile = cycle([*HOSTILE[turn:], *HOSTILE[:turn]])
    siret = str(BAKERY) if turn % 2 else next(hostile)
    values = {name: siret if name == "siret" else next(hostile) for name in sorted(rule.arguments)}
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule.rule)
    told = ("Referer", "User-Agent", "X-Request-Id", "Accept-Language", "Idempotency-Key")
    headers = {name: next(hostile) for name in told}
    headers["If-Match"] = f'"{next(hostile)}"'
    headers["Authorization"] = f"Bearer {next(hostile)}"
    body: dict[str, Any] = {}
    if method != "GET" and rule.rule.startswith("/api/"):
        body = {"json": [{"id": next(hostile), "month": next(hostile), next(hostile): 1}]}
    elif method != "GET":
        body = {"data": {name: next(hostile) for name in FIELDS}}
    with client.open(
        address,
        method=method,
        headers=headers,
        query_string={"q": next(hostile), next(hostile): "1"},
        **body,
    ):
        pass


def fields_of_forms() -> list[str]:
    """The names under which pages send something, as templates and views write them."""
    found: set[str] = set()
    for path in PAGES.rglob("*"):
        if path.suffix in {".html", ".py"}:
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r"name=\"(\w+)\"", text))
            found.update(re.findall(r"form\.\w+\(\"(\w+)\"", text))
            found.update(re.findall(r"form, \"(\w+)\"", text))
    return sorted(found - {"csrf_token"})


PAGES = Path(flask_app.__file__).parent
FIELDS = fields_of_forms()
ENDS_THE_SESSION = "/sign-out"
