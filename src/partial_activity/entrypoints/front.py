"""What stands before the application in each web process, on an event loop of its own.

Requests are answered by few threads, so that none of those may ever wait for a client. Here a body
is taken in whole, within a time, before a thread sees it, and an answer is handed out after the
thread has let go of it. ``/healthz`` is answered by the loop itself, ``/readyz`` and ``/metrics``
by a thread of their own, whatever the others do. Who would wait too long is told when to come back.

A connection that is open and asks nothing costs a descriptor and some kilobytes, and no thread.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol, cast

from attrs import define, field, frozen

from partial_activity.entrypoints.front_words import (
    BUSY,
    TOO_MUCH,
    TOO_SLOW,
    UNKNOWN,
    Said,
    answer_of,
)
from partial_activity.entrypoints.wsgi_request import Environ, Headers, Scope, environ_of

_log = logging.getLogger(__name__)

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
"""WSGI."""
ALIVE, ASKED_BY_MACHINES = "/healthz", ("/readyz", "/metrics")
_IN_MEMORY = 1 << 20
"""Bytes of a body or an answer; what is longer goes to a file that has no name."""
_BLOCK = 1 << 18


class Transport(Protocol):
    """Takes an answer in parts."""

    async def send_bytes(self, data: bytes) -> None:
        """Hand a part on, once the client has taken those before."""


class Asked(Protocol):
    """A request's body and where its answer goes, as RSGI has them."""

    def __aiter__(self) -> Any: ...  # noqa: ANN401  of the server
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer at once."""

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Transport:
        """Answer in parts."""


@frozen(kw_only=True)
class Patience:
    """The patience of the front, and how much it takes in."""

    body_seconds: float = 30
    """The seconds for a body, and longer as it arrives: see ``bytes_a_second``."""
    bytes_a_second: int = 16_384
    """The pace from which a large body may go on; a slow mobile line has more."""
    answer_seconds: float = 60.0
    """The seconds for a client to take a part of its answer."""
    turn_seconds: float = 30.0
    """The seconds for a thread; a proxy and a person have given up by then."""
    health_seconds: float = 10.0
    """The seconds for ``/readyz`` and ``/metrics``."""
    most_waiting: int = 20_000
    """Requests that wait for a thread."""
    largest_body: int = 501 << 20
    """Bytes of one body; the application refuses much less for most addresses."""
    largest_unannounced: int = 64 << 20
    """Bytes of one body whose length the request did not say."""
    most_taken_in: int = 2 << 30
    """Bytes of all bodies that are being taken in."""


def _spooled() -> "IO[bytes]":
    return cast("IO[bytes]", SpooledTemporaryFile(_IN_MEMORY))


class _Refused(Exception):
    """A request that no thread is to see."""

    def __init__(self, said: Said, seconds: int = 0) -> None:
        self.said, self.seconds = said, seconds


@define
class _Answer:
    """What the application said, read to its end."""

    status: int = 500
    headers: list[tuple[str, str]] = field(factory=list)
    body: "IO[bytes]" = field(factory=_spooled)
    size: int = 0


class Front:
    """An RSGI application over a WSGI one."""

    def __init__(
        self, application: Application, *, threads: int, patience: Patience | None = None
    ) -> None:
        """Answer with so many threads."""
        self._application, self._patience = application, patience or Patience()
        self._free = threads
        self._pool = ThreadPoolExecutor(threads, "request")
        self._health = ThreadPoolExecutor(1, "health")
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._pace = _Throughput()
        self._taken_in = 0
        self._told_at = -math.inf

    async def __rsgi__(self, scope: Scope, proto: Asked) -> None:
        """Answer one request."""
        if scope.proto != "http":
            return
        try:
            await self._answer(scope, proto)
        except _Refused as refused:
            self._tell(refused)
            proto.response_bytes(*answer_of(refused.said, scope.path, refused.seconds))

    def __rsgi_del__(self, _loop: object) -> None:
        """Let the threads end."""
        self._pool.shutdown(wait=False)
        self._health.shutdown(wait=False)

    async def _answer(self, scope: Scope, proto: Asked) -> None:
        if scope.path == ALIVE and scope.method in ("GET", "HEAD"):
            body = b'{"status":"ok"}\n' if scope.method == "GET" else b""
            proto.response_bytes(HTTPStatus.OK, [("content-type", "application/json")], body)
            return
        taken = _spooled()
        try:
            size = await self._body(scope, proto, taken)
            taken.seek(0)
            environ = environ_of(scope, taken, size)
            if scope.path in ASKED_BY_MACHINES:
                answer = await self._asked_by_machines(environ)
            else:
                answer = await self._in_turn(environ)
        finally:
            taken.close()
        try:
            await self._hand_out(answer, proto)
        except TimeoutError:
            # It is let go of: the connection ends before the answer does.
            _log.info("a client took too long to take its answer")
        finally:
            answer.body.close()

    async def _body(self, scope: Scope, proto: Asked, body: "IO[bytes]") -> int:
        """Take a body in; its size."""
        given = _length(scope.headers)
        if given == 0:
            return 0
        patience, loop = self._patience, asyncio.get_running_loop()
        if given is not None and given > patience.largest_body:
            raise _Refused(TOO_MUCH)
        most = patience.largest_unannounced if given is None else patience.largest_body
        began, size = loop.time(), 0
        try:
            async with asyncio.timeout(patience.body_seconds) as limit:
                async for part in proto:
                    size += len(part)
                    self._taken_in += len(part)
                    if size > most:
                        raise _Refused(TOO_MUCH)
                    if self._taken_in > patience.most_taken_in:
                        raise _Refused(BUSY, math.ceil(patience.body_seconds))
                    body.write(part)
                    arrived = size / patience.bytes_a_second
                    limit.reschedule(began + patience.body_seconds + arrived)
        except TimeoutError:
            raise _Refused(TOO_SLOW) from None
        finally:
            self._taken_in -= size
        return size

    async def _asked_by_machines(self, environ: Environ) -> _Answer:
        asked = self._health.submit(self._ask, environ)
        answer = asyncio.shield(asyncio.wrap_future(asked))
        try:
            return await asyncio.wait_for(answer, self._patience.health_seconds)
        except TimeoutError:
            asked.cancel()  # where it has not begun
            asked.add_done_callback(_forget)
            raise _Refused(UNKNOWN, math.ceil(self._patience.health_seconds)) from None

    async def _in_turn(self, environ: Environ) -> _Answer:
        """What the application says, once a thread is free."""
        loop = asyncio.get_running_loop()
        await self._turn(loop)
        try:
            return await loop.run_in_executor(self._pool, self._ask, environ)
        finally:
            self._pace.done += 1
            self._let_go()

    async def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait for a thread; not at all where it would be for too long."""
        while self._waiting and self._waiting[0].done():
            # Given up, the oldest first: no thread was let go of since.
            del self._waiting[0]
        if self._free:
            self._free -= 1
            return
        patience, ahead = self._patience, len(self._waiting) + 1
        expected = self._pace.foreseen(ahead, loop.time())
        if ahead > patience.most_waiting or expected > _MARGIN * patience.turn_seconds:
            raise _Refused(BUSY, _again_in(expected))
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        expiry = loop.call_later(patience.turn_seconds, turn.cancel)
        try:
            await turn
        except asyncio.CancelledError:
            raise _Refused(BUSY, _again_in(patience.turn_seconds)) from None
        finally:
            expiry.cancel()

    def _let_go(self) -> None:
        """Give the thread to who has waited longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _ask(self, environ: Environ) -> _Answer:
        """Ask the application, in a thread, and take its whole answer."""
        answer = _Answer()

        def start(
            status: str, headers: Sequence[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            answer.status = int(status.split(" ", 1)[0])
            answer.headers = [(name.lower(), value) for name, value in headers]
            return answer.body.write

        try:
            with closing(_Parts(self._application(environ, start))) as parts:
                for part in parts.parts:
                    answer.size += len(part)
                    answer.body.write(part)
            answer.body.seek(0)
        except BaseException:
            answer.body.close()
            raise
        return answer

    async def _hand_out(self, answer: _Answer, proto: Asked) -> None:
        """Give a client its answer, at the pace it takes it."""
        if answer.size <= _IN_MEMORY:
            proto.response_bytes(answer.status, answer.headers, answer.body.read())
            return
        to = proto.response_stream(answer.status, answer.headers)
        while part := answer.body.read(_BLOCK):
            async with asyncio.timeout(self._patience.answer_seconds):
                await to.send_bytes(part)

    def _tell(self, refused: _Refused) -> None:
        """One line of the log in ten seconds: there may be thousands."""
        now = asyncio.get_running_loop().time()
        if now >= self._told_at + _TOLD_EVERY:
            self._told_at = now
            facts = {"status": refused.said.status, "waiting": len(self._waiting)}
            _log.warning("a request was turned away: %s", refused.said.code, extra=facts)


_TOLD_EVERY = 10.0
_SOONEST, _LATEST = 5, 120


@define
class _Throughput:
    """The speed at which requests are answered while some wait, from what was answered of late."""

    done: int = 0
    since: float = -math.inf
    seconds_each: float = 0.0
    """The seconds of the window before this one; 0: too little is known to turn anybody away."""

    def foreseen(self, ahead: int, now: float) -> float:
        """Seconds until so many are answered; asked whenever one more has to wait."""
        if ahead == 1:
            # Nobody waited until now: what is seen from here on is how fast a queue goes.
            self.done, self.since, self.seconds_each = 0, now, 0.0
        window = now - self.since
        if window >= _WINDOW:
            self.seconds_each = window / self.done if self.done else math.inf
            self.done, self.since = 0, now
        return ahead * self.seconds_each


_MARGIN = 2
"""What is foreseen in a rush is twice what it turns out to be: who might be answered in time waits,
and is told to come back when the time is over."""
_WINDOW = 5.0
"""Seconds: the beginning of a rush, when all are read and few answered, foretells nothing."""


@frozen
class _Parts:
    """What an application answers with, closed at the end if it can be (PEP 3333)."""

    parts: Iterable[bytes]

    def close(self) -> None:
        if hasattr(self.parts, "close"):
            self.parts.close()


def _forget(asked: "Future[_Answer]") -> None:
    """Close an answer that nobody waits for any more."""
    if not asked.cancelled() and asked.exception() is None:
        asked.result().body.close()


def _again_in(expected: float) -> int:
    return _LATEST if expected > _LATEST else max(math.ceil(expected), _SOONEST)


def _length(headers: Headers) -> int | None:
    """The length of the body, as the request says; None: it comes in parts and says so."""
    if "transfer-encoding" in headers:
        return None
    given = headers.get("content-length") or "0"
    return int(given) if given.isdecimal() else 0
