"""A request with an Idempotency-Key: done once, answered as often as it is sent, for a day."""

from collections.abc import Callable, Iterator
from email.utils import format_datetime
from hashlib import sha256
from typing import IO

from attrs import evolve
from flask import Response, request

from partial_activity.domain.people.idempotency import KeptAnswer, KeyedRequest, digest_of
from partial_activity.entrypoints.flask_app.api.bodies import MULTIPART, let_go, spooled
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.context import Context
from partial_activity.usecases.idempotency import Answer, once

HEADER = "Idempotency-Key"
REPLAYED, EXPIRES = "Idempotency-Replayed", "Idempotency-Expires"
_KEPT = ("Content-Type", "Location", "ETag")
_BLOCK = 64 * 1024


def key_of(route: str, person_id: str, *, file: bool) -> KeyedRequest | None:
    """The request, if it has a key; with a file, which may be large, or with a document.

    Raises:
        InvalidValue: the key is empty, too long, or not of plain characters.
    """
    given = request.headers.get(HEADER)
    if given is None:
        return None
    asked = request.full_path.encode()
    digest = digest_of(asked, request.mimetype.encode(), *_sent(file=file))
    whole = KeyedRequest(person_id, route, given, digest)
    if person_id:
        return whole
    # Of nobody that is known: each request has a room of its own, or all strangers would share one.
    return evolve(whole, key=digest_of(given.encode(), digest.encode()))


def _sent(*, file: bool) -> Iterator[bytes]:
    """What was sent, or what stands for it; the view reads it once more."""
    if not file:
        yield request.get_data(cache=True)
    elif request.mimetype == MULTIPART:
        # Its boundary is another one each time the same is sent.
        for name, part in request.files.items(multi=True):
            yield from (name.encode(), (part.filename or "").encode(), _hash(part.stream))
        yield repr(sorted(request.form.items(multi=True))).encode()
    else:
        yield _hash(spooled())


def _hash(stream: IO[bytes]) -> bytes:
    digest = sha256()
    for block in iter(lambda: stream.read(_BLOCK), b""):
        digest.update(block)
    stream.seek(0)
    return digest.digest()


def answered_once(
    asked: KeyedRequest,
    act: Callable[[Context], Response],
    context: Context,
    still_allowed: Callable[[UnitOfWork], None],
) -> Response:
    """The answer of the first time this was asked; now, if it is the first.

    Raises:
        Conflict: somebody was first with the same thing; perhaps the same request, just now.
        NotFound: it was answered, and who asks may not see it any more.
        NotAllowed: it was answered, and who asks may not do it any more.
    """

    def answer(inside: Context) -> Answer:
        response = act(inside)
        headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
        return Answer(response.status_code, headers, response.get_data())

    try:
        answered = once(asked, answer, context=context, still_allowed=still_allowed)
    finally:
        let_go()
    return _response(answered.kept, again=answered.again)


def _response(kept: KeptAnswer, *, again: bool) -> Response:
    response = Response(kept.body, kept.status)
    for name, value in kept.headers.items():
        response.headers[name] = value
    response.headers[EXPIRES] = format_datetime(kept.expires_at, usegmt=True)
    if again:
        response.headers[REPLAYED] = "true"
    return response
