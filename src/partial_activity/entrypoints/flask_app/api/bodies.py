"""What is sent with a request: JSON of some shape, or a file."""

from http import HTTPStatus
from typing import NoReturn, TypeVar

from attrs import frozen
from flask import request

from partial_activity.adapters import json_document
from partial_activity.adapters.json_document import UnreadableDocument
from partial_activity.entrypoints.flask_app.api.refusing import refuse_fields
from partial_activity.entrypoints.flask_app.problems import FieldError, Problem, Refused
from partial_activity.entrypoints.flask_app.wire_reader import Unreadable, read

Shape = TypeVar("Shape")
JSON = "application/json"
MULTIPART = "multipart/form-data"
_FILE = "file"
"""The name of the part that holds a file."""


@frozen
class SentFile:
    """A file as it was sent."""

    name: str
    """Empty where the sender gives none."""
    content: bytes


def body() -> bytes:
    """The JSON document that was sent, not parsed yet.

    Raises:
        Refused: it is said to be something else.
        RequestEntityTooLarge: it is larger than the application takes.
    """
    if request.mimetype != JSON or request.content_encoding:
        detail = "send JSON, uncompressed, with the header Content-Type: application/json"
        _refuse_type(detail, JSON)
    return request.get_data(cache=False)


def read_body(shape: type[Shape]) -> Shape:
    """The document that was sent, in its shape.

    Raises:
        Refused: with everything that is wrong with it.
        UnreadableDocument: it is not JSON, or no object.
    """
    document = body()
    if not document.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        msg = "a JSON object is expected, between { and }"
        raise UnreadableDocument(msg)
    (given,) = json_document.entries(document)
    try:
        return read(shape, given)
    except Unreadable as error:
        refuse_fields(error.faults)


def let_in(largest: int) -> None:
    """Take as much as a file may have, in this request."""
    request.max_content_length = largest
    request.max_form_memory_size = largest


def read_file(types: tuple[str, ...]) -> SentFile:
    """A file, sent alone with its type, or as the part ``file`` of a form.

    Raises:
        Refused: it is of another type, or there is none.
        RequestEntityTooLarge: it is larger than it may be.
    """
    if request.mimetype == MULTIPART:
        parts = request.files.getlist(_FILE)
        if len(parts) != 1 or len(request.files) + len(request.form) != 1:
            missing = f"send one part, named {_FILE}, with the file"
            french = f"Envoyez une seule partie, nommée {_FILE}, avec le fichier."
            refuse_fields([FieldError(_FILE, "missing", missing, french)])
        return SentFile(parts[0].filename or "", parts[0].read())
    if request.mimetype not in types or request.content_encoding:
        listed = ", ".join((*types, MULTIPART))
        _refuse_type(f"send the file, uncompressed, as one of {listed}", listed)
    return SentFile(request.args.get("name", ""), request.get_data(cache=False))


def _refuse_type(detail: str, types: str) -> NoReturn:
    problem = Problem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        detail,
        headers=(("Accept-Post", types),),
    )
    raise Refused(problem)
