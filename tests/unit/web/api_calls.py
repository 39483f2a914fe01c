"""Asking the API as a program does: with a token, JSON, an ETag to send back, a key of its own."""

from http import HTTPStatus
from typing import Any

from attrs import frozen
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api import PREFIX
from partial_activity.testing.stories import World
from partial_activity.usecases.people.tokens import issue_token


def secret_of(world: World, person: Person, *scopes: Scope) -> str:
    """Of a token of the person: for some scopes, or for all."""
    issued = issue_token(
        "test", scopes or tuple(Scope), 30, actor=person, context=world.context, proof=Proof.FRESH
    )
    return issued.secret


@frozen
class Program:
    """A program that speaks for somebody; without a secret, for nobody."""

    client: FlaskClient
    secret: str = ""

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        tag: str | None = None,
        key: str | None = None,
        **more: Any,  # noqa: ANN401  as the client of Flask takes them
    ) -> TestResponse:
        """One request, whatever comes of it."""
        headers = dict(more.pop("headers", {}))
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        if tag is not None:
            headers["If-Match"] = tag
        if key is not None:
            headers["Idempotency-Key"] = key
        if body is not None:
            more["json"] = body
        return self.client.open(PREFIX + path, method=method, headers=headers, **more)

    def get(self, path: str) -> dict[str, Any]:
        """What is read there."""
        return _said(self.ask("GET", path), HTTPStatus.OK)

    def tag(self, path: str) -> str:
        """The ETag of what is read there."""
        answer = self.ask("GET", path)
        assert answer.status_code == HTTPStatus.OK, answer.text
        return answer.headers["ETag"]

    def post(self, path: str, body: object = None, status: int = 200) -> dict[str, Any]:
        """What comes of it."""
        return _said(self.ask("POST", path, body), status)

    def change(
        self, method: str, path: str, body: object = None, *, of: str, status: int = 200
    ) -> dict[str, Any]:
        """What comes of a change, sent with the ETag that what it changes has now."""
        return _said(self.ask(method, path, body, tag=self.tag(of)), status)


def _said(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert isinstance(answer.json, dict)
    return answer.json


def faults(answer: TestResponse) -> list[tuple[str, str]]:
    """Path and code of every field at fault."""
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    assert answer.json is not None
    return [(one["path"], one["code"]) for one in answer.json["errors"]]
