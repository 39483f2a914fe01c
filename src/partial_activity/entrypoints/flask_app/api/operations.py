"""What an operation of the API is: its address, what it reads and answers, and its view.

The routes are made from these values, and so is the OpenAPI document.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal

import attrs
from attrs import frozen
from flask import Response, request

from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.idempotency import KeyedRequest
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.bearer_token import person_within
from partial_activity.entrypoints.flask_app.api.bodies import JSON, body, let_in, read_body
from partial_activity.entrypoints.flask_app.api.idempotency_key import answered_once, key_of
from partial_activity.entrypoints.flask_app.api.parameters import Parameter, read_address
from partial_activity.entrypoints.flask_app.api.revisions import changed_since, revision_seen, tag
from partial_activity.entrypoints.flask_app.json_bytes import encoded
from partial_activity.entrypoints.flask_app.problems import (
    Refused,
    refuse_fields,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.idempotency import together
from partial_activity.usecases.revisions import Seen

__all__ = [
    "PREFIX",
    "Call",
    "Operation",
    "body",
    "read_body",
    "refuse_fields",
    "reply",
    "reply_law",
    "reply_made",
    "reply_revised",
    "unless_known",
]

PREFIX = "/api/v1"
_LAW_KEPT = 300
"""Seconds for which an answer about the law may be reused; a new version of ours may differ."""


_ASKED_FOR: Mapping[Scope, Action] = {
    Scope.WRITE_ESTABLISHMENTS: Action.MANAGE_MEMBERS,
    Scope.WRITE_REQUESTS: Action.FILE_REQUEST,
    Scope.WRITE_CLAIMS: Action.FILE_CLAIM,
    Scope.WRITE_DECISIONS: Action.DECIDE,
}
"""What a person must be allowed where operations of a scope take a key."""


@frozen
class Call:
    """One request: what its address says, read, and for whom it speaks."""

    context: Context
    values: Mapping[str, Any]
    """The values, by the name of the parameter; those left out are missing."""
    person: Person | None = None
    revision: Seen | None = None
    """What the sender read before this change."""

    @property
    def actor(self) -> Person:
        """Who asks; only where the operation has a scope."""
        assert self.person is not None, "an operation without a scope asks for nobody"
        return self.person

    @property
    def seen(self) -> Seen:
        """What the sender read; only where the operation asks for it."""
        assert self.revision is not None, "an operation that is not revised asks for no revision"
        return self.revision

    def within(self, context: Context) -> "Call":
        """The same in another context: one in which everything is a part of one unit of work."""
        return attrs.evolve(self, context=context)


@frozen
class Operation:
    """One thing the API can be asked."""

    name: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    """The path below the prefix; ``{day}`` stands for a parameter."""
    tag: str
    summary: str
    view: Callable[[Call], Response]
    answers: Any
    """The shape of what is answered."""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    """The shape of what is sent; None for nothing."""
    files: tuple[str, ...] = ()
    """Media types of the file that is sent instead."""
    largest: Callable[[], int] | None = None
    """Bytes that may be sent, where a file may be larger than a document."""
    status: HTTPStatus = HTTPStatus.OK
    """The status of the answer; ``or_status`` where there was nothing to do, or not yet all is
    done."""
    or_status: HTTPStatus | None = None
    refuses: tuple[HTTPStatus, ...] = ()
    """Statuses of the problems it may answer, beside those that every operation may."""
    scope: Scope | None = None
    """What a token has to allow; None: no account is needed."""
    keyed: bool = False
    """Takes an Idempotency-Key."""
    of_strangers: bool = False
    """Whether it is asked by who does not belong to the establishment yet: joining it."""
    revised: bool = False
    """Changes what was read: If-Match says in which revision."""
    tagged: bool = False
    """The answer has an ETag to send back with a change."""
    media: str = JSON
    """The media type of the answer."""
    links: Mapping[str, Mapping[str, str]] = {}
    """What can be asked next: operations, and where their parameters stand in this answer."""
    example: object = None
    """A body to begin with."""

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    def answer(self, context: Context, path_values: Mapping[str, str]) -> Response:
        """Read the address, and hand over to the view.

        Raises:
            Refused: there is no token that allows it; or with every part of the address that is
                at fault; or the thing is not as it was read.
        """
        person = person_within(context, self.scope) if self.scope else None
        values = read_address(self.parameters, path_values)
        if self.largest is not None:
            let_in(self.largest())
        call = Call(context, values, person, revision_seen() if self.revised else None)
        asked = self._key(person) if self.keyed else None
        try:
            if asked is not None:
                return answered_once(
                    asked,
                    lambda inside: self.view(call.within(inside)),
                    context,
                    lambda uow: self._still_allowed(uow, call),
                )
            if self.revised:
                return together(lambda inside: self.view(call.within(inside)), context=context)
            return self.view(call)
        except Conflict as error:
            if not self.revised:
                raise
            raise Refused(changed_since()) from error

    def _still_allowed(self, uow: UnitOfWork, call: Call) -> None:
        """Ask once more what the view asked, before a kept answer is given again."""
        if call.person is not None and not self.of_strangers:
            assert self.scope is not None, "whoever is known is known by a token"
            establishment_for(uow, call.person, _ASKED_FOR[self.scope], call.values["siret"])

    def _key(self, person: Person | None) -> KeyedRequest | None:
        return key_of(self.name, person.id if person else "", file=bool(self.files))


def reply(document: object) -> Response:
    """An answer in JSON."""
    return Response(encoded(document), mimetype="application/json")


def reply_law(document: object) -> Response:
    """An answer about the law: the same for everybody, and worth keeping for a while."""
    response = reply(document)
    response.cache_control.public = True
    response.cache_control.max_age = _LAW_KEPT
    return unless_known(response)


def reply_revised(document: object, seen: Seen) -> Response:
    """An answer that shows one thing in a revision: asked for again, it is sent only if changed."""
    response = reply(document)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    tag(response, seen)
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def reply_made(document: object, seen: Seen | None, location: str) -> Response:
    """An answer that shows what was made, and where it is, below the prefix."""
    response = reply(document)
    response.status_code = HTTPStatus.CREATED
    # A path, without our name: who stands before us may have another.
    response.headers["Location"] = PREFIX + location
    if seen is not None:
        tag(response, seen)
    return response


def unless_known(response: Response) -> Response:
    """The answer, or only that it is still the one the client has."""
    response.add_etag()
    response.make_conditional(request)
    return response
