"""What an operation of the API is: its address, what it reads and answers, and its view.

The routes are made from these values, and so is the OpenAPI document.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal, NoReturn

from attrs import frozen
from flask import Response, request

from partial_activity.adapters.case_json_fields import Reader, shown
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people import Person
from partial_activity.domain.tokens import Scope
from partial_activity.entrypoints.flask_app.api.signed import person_within
from partial_activity.entrypoints.flask_app.json_bytes import encoded
from partial_activity.entrypoints.flask_app.problems import FieldError, Problem, Refused
from partial_activity.entrypoints.flask_app.services import Services

_LAW_KEPT = 300
"""Seconds for which an answer about the law may be reused; a new version of ours may differ."""


@frozen
class Parameter:
    """A part of the address: between slashes, or after the question mark."""

    name: str
    where: Literal["path", "query"]
    shape: Any
    """What it looks like, for the schema."""
    read: Reader
    description: str
    needed: bool = False
    """Of the query: refused without it. What stands in the path is always there."""


@frozen
class Call:
    """One request: what its address says, read, and for whom it speaks."""

    services: Services
    values: Mapping[str, Any]
    """By the name of the parameter; those left out are missing."""
    person: Person | None = None

    @property
    def actor(self) -> Person:
        """Who asks; only where the operation has a scope."""
        assert self.person is not None, "an operation without a scope asks for nobody"
        return self.person


@frozen
class Operation:
    """One thing the API can be asked."""

    name: str
    method: Literal["GET", "POST"]
    path: str
    """Below the prefix; ``{day}`` stands for a parameter."""
    tag: str
    summary: str
    view: Callable[[Call], Response]
    answers: Any
    """The shape of what is answered."""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    """The shape of what is sent; None for nothing."""
    refuses: tuple[HTTPStatus, ...] = ()
    """Statuses of the problems it may answer, beside those that every operation may."""
    scope: Scope | None = None
    """What a token has to allow; None: no account is needed."""
    example: object = None
    """A body to begin with."""

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    def answer(self, services: Services, path_values: Mapping[str, str]) -> Response:
        """Read the address, and hand over to the view.

        Raises:
            Refused: there is no token that allows it; or with every part of the address that is
                at fault.
        """
        person = person_within(services, self.scope) if self.scope else None
        return self.view(Call(services, self._read(path_values), person))

    def _read(self, path_values: Mapping[str, str]) -> dict[str, Any]:
        known = {parameter.name: parameter for parameter in self.parameters}
        found: dict[str, Any] = {}
        wrong: list[FieldError] = []
        given = [(name, [value]) for name, value in path_values.items()]
        for name, values in [*given, *request.args.lists()]:
            parameter = known.get(name)
            try:
                if parameter is None or (parameter.where == "path") != (name in path_values):
                    _refuse_name(name, self.parameters)
                found[name] = parameter.read(_only(values, name), name)
            except InvalidValue as error:
                wrong.append(FieldError(error.path, error.code, error.message))
        wrong += [
            FieldError(parameter.name, "missing", f"{parameter.name} is needed")
            for parameter in self.parameters
            if parameter.needed and parameter.name not in request.args
        ]
        if wrong:
            refuse_fields(wrong)
        return found


def refuse_fields(wrong: list[FieldError]) -> NoReturn:
    """Refuse a request for what its fields say.

    Raises:
        Refused: always.
    """
    raise Refused(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_values", errors=tuple(wrong)))


def reply(document: object) -> Response:
    """An answer in JSON."""
    return Response(encoded(document), mimetype="application/json")


def reply_law(document: object) -> Response:
    """An answer about the law: the same for everybody, and worth keeping for a while."""
    response = reply(document)
    response.cache_control.public = True
    response.cache_control.max_age = _LAW_KEPT
    return unless_known(response)


def reply_revised(document: object) -> Response:
    """An answer about one thing of one person: asked for again, it is sent only if it changed."""
    response = reply(document)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return unless_known(response)


def whole_number(least: int, most: int) -> Reader:
    """A reader of whole numbers between two."""

    def read(value: object, path: str) -> int:
        given = str(value)
        short = given.isascii() and given.isdigit() and len(given) <= len(str(most))
        if not short or not least <= int(given) <= most:
            raise InvalidValue(
                "out_of_range", path, f"{path} is a whole number from {least} to {most}"
            )
        return int(given)

    return read


def unless_known(response: Response) -> Response:
    """The answer, or only that it is still the one the client has."""
    response.add_etag()
    response.make_conditional(request)
    return response


def body() -> bytes:
    """The JSON document that was sent, not parsed yet.

    Raises:
        Refused: it is said to be something else.
        RequestEntityTooLarge: it is larger than the application takes.
    """
    if request.mimetype != "application/json" or request.content_encoding:
        raise Refused(
            Problem(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "send JSON, uncompressed, with the header Content-Type: application/json",
                headers=(("Accept-Post", "application/json"),),
            )
        )
    return request.get_data(cache=False)


def _only(values: list[str], name: str) -> str:
    if len(values) > 1:
        raise InvalidValue("conflicting_keys", name, f"{name} is given twice: keep one")
    return values[0]


def _refuse_name(name: str, parameters: tuple[Parameter, ...]) -> NoReturn:
    known = [parameter.name for parameter in parameters if parameter.where == "query"]
    mend = f"this address takes {', '.join(known)}" if known else "this address takes none"
    raise InvalidValue("unknown_key", name[:40], f"unknown parameter {shown(name)}: {mend}")
