"""Files joined to a request."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.authorisation.attachments import LARGEST
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import (
    DIGEST,
    NOT_THEIRS,
    ONE,
    REQUEST,
    SIRET,
)
from partial_activity.entrypoints.flask_app.api.bodies import read_file
from partial_activity.entrypoints.flask_app.api.operations import PREFIX, Call, Operation
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.api.requests import changed
from partial_activity.entrypoints.flask_app.problems import BODY
from partial_activity.entrypoints.flask_app.wire import requests as wire
from partial_activity.entrypoints.flask_app.wire import values as wire_values
from partial_activity.usecases.authorisation import request_files

_TYPES = ("application/pdf", "image/jpeg", "image/png")
_LONGEST_NAME = 200
_ROOM = 64 * 1024
"""Bytes for what a form wraps around a file."""


def attach(call: Call) -> Response:
    """Join a file to a draft."""
    sent = read_file(_TYPES)
    joined = request_files.attach(
        call.values["siret"],
        call.values["request"],
        sent.name,
        b"".join(sent.parts()),
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    response = changed(call, joined)
    response.status_code = HTTPStatus.CREATED
    at = f"{PREFIX}/establishments/{joined.siret}/requests/{joined.id}/attachments"
    response.headers["Location"] = f"{at}/{joined.attachments[-1].sha256}"
    return response


def detach(call: Call) -> Response:
    """Take a file off a draft."""
    values = call.values
    left = request_files.detach(
        values["siret"],
        values["request"],
        values["sha256"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return changed(call, left)


def content(call: Call) -> Response:
    """The bytes of a file, to be saved and never shown in a page of ours."""
    values = call.values
    content = request_files.read_attachment(
        values["siret"], values["request"], values["sha256"], actor=call.actor, context=call.context
    )
    response = Response(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = "attachment"
    return response


def _name(value: object, path: str) -> str:
    given = str(value)
    if len(given) > _LONGEST_NAME:
        message = f"at most {_LONGEST_NAME} characters"
        raise InvalidValue("out_of_range", path, message, f"{_LONGEST_NAME} caractères au plus")
    return given


_AT = f"{ONE}/requests/{{request}}/attachments"
OPERATIONS = (
    Operation(
        name="attachFile",
        method="POST",
        path=_AT,
        tag="requests",
        summary="Join a file to a draft",
        description=(
            "PDF, PNG or JPEG, 10 MB at most: alone, with its Content-Type and `?name=`, or as the "
            "part `file` of a form. The same bytes twice are one file."
        ),
        view=attach,
        parameters=(
            SIRET,
            REQUEST,
            Parameter("name", "query", wire_values.ShortText, _name, "What the file is called."),
        ),
        files=_TYPES,
        largest=lambda: LARGEST + _ROOM,
        answers=wire.RequestWithDecisions,
        status=HTTPStatus.CREATED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
    Operation(
        name="attachment",
        method="GET",
        path=f"{_AT}/{{sha256}}",
        tag="requests",
        summary="The bytes of a file that a version of the request lists",
        view=content,
        parameters=(SIRET, REQUEST, DIGEST),
        answers=bytes,
        media="application/octet-stream",
        refuses=NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="detachFile",
        method="DELETE",
        path=f"{_AT}/{{sha256}}",
        tag="requests",
        summary="Take a file off a draft",
        view=detach,
        parameters=(SIRET, REQUEST, DIGEST),
        answers=wire.RequestWithDecisions,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_REQUESTS,
        revised=True,
        tagged=True,
    ),
)
