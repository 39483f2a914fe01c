"""What is sent with a request: JSON of some shape, or a file."""

import tempfile
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO, NoReturn, TypeVar

from attrs import frozen
from flask import g, request

from partial_activity.adapters.as_json import document as json_document
from partial_activity.adapters.as_json.document import UnreadableDocument
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.problems import (
    FieldError,
    Problem,
    Refused,
    refuse_fields,
)
from partial_activity.entrypoints.flask_app.wire.reader import Unreadable, read

Shape = TypeVar("Shape")
JSON = "application/json"
MULTIPART = "multipart/form-data"
_FILE = "file"
"""The name of the part that holds a file."""
_BLOCK = 64 * 1024
_IN_MEMORY = 1024 * 1024
"""Bytes of a file that is kept in memory while it is read twice; more goes to a nameless file."""


@frozen
class SentFile:
    """A file as it was sent."""

    name: str
    """Empty where the sender gives none."""
    stream: IO[bytes]

    def parts(self) -> Iterator[bytes]:
        """Read the bytes, a block at a time."""
        return iter(lambda: self.stream.read(_BLOCK), b"")


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
        words = Words(
            "un objet JSON est attendu, entre { et }",
            "a JSON object is expected, between { and }",
        )
        raise UnreadableDocument(words)
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
        return SentFile(parts[0].filename or "", parts[0].stream)
    if request.mimetype not in types or request.content_encoding:
        listed = ", ".join((*types, MULTIPART))
        _refuse_type(f"send the file, uncompressed, as one of {listed}", listed)
    return SentFile(request.args.get("name", ""), g.get("spooled") or request.stream)


def spooled() -> IO[bytes]:
    """A file that was sent alone, put aside so that it can be read twice; at its beginning."""
    aside = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by let_go
    try:
        for part in iter(lambda: request.stream.read(_BLOCK), b""):
            aside.write(part)
    except BaseException:
        aside.close()
        raise
    aside.seek(0)
    body: IO[bytes] = aside
    g.spooled = body
    return body


def let_go() -> None:
    """Close what was put aside."""
    if "spooled" in g:
        g.spooled.close()


def _refuse_type(detail: str, types: str) -> NoReturn:
    problem = Problem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        detail,
        headers=(("Accept-Post", types),),
    )
    raise Refused(problem)
