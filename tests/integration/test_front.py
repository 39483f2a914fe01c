"""What stands before the application: slow clients, busy threads, health, long answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from threading import Event
from typing import Any

import pytest
from attrs import define, evolve, field

from partial_activity.entrypoints import front as front_module
from partial_activity.entrypoints.front import Front, Patience
from partial_activity.entrypoints.wsgi_request import Environ

Start = Callable[[str, list[tuple[str, str]]], object]
QUICK = Patience(
    body_seconds=0.2,
    bytes_a_second=1 << 20,
    turn_seconds=0.2,
    health_seconds=0.2,
    answer_seconds=0.2,
    largest_body=4 << 20,
    largest_unannounced=4 << 20,
    most_taken_in=6 << 20,
)


@define
class Sent:
    """The head of a request, as a server tells it."""

    method: str = "GET"
    path: str = "/"
    given: tuple[tuple[str, str], ...] = (("host", "127.0.0.1"),)
    proto: str = "http"
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "127.0.0.9:40000"
    scheme: str = "http"
    query_string: str = "a=1"
    authority: str | None = None

    @property
    def headers(self) -> "Sent":
        return self

    def __contains__(self, name: str) -> bool:
        return name in dict(self.given)

    def items(self) -> list[tuple[str, str]]:
        return list(self.given)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  of the server
        return dict(self.given).get(name, default)


@define
class Client:
    """Sends its body in parts, each after a wait, and takes its answer, each part after a wait."""

    parts: tuple[bytes, ...] = ()
    pause: float = 0.0
    status: int = 0
    headers: dict[str, str] = field(factory=dict)
    body: bytes = b""

    async def _parts(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            await asyncio.sleep(self.pause)
            yield part

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._parts()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Client":
        self.status, self.headers = status, dict(headers)
        return self

    async def send_bytes(self, data: bytes) -> None:
        await asyncio.sleep(self.pause)
        self.body += data


class Application:
    """Says what it was asked; answers ``/stuck`` once it is let go of."""

    def __init__(self) -> None:
        self.go_on, self.asked = Event(), 0

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self.asked += 1
        if environ["PATH_INFO"] == "/stuck":
            assert self.go_on.wait(30)
        body = environ["wsgi.input"].read()
        if environ["PATH_INFO"] == "/long":
            start("200 OK", [("Content-Type", "text/csv")])
            return [b"x" * 65_536] * 32
        said = {name: value for name, value in environ.items() if isinstance(value, str)}
        start("201 Created", [("Content-Type", "application/json"), ("X-Two", "words")])
        return iter([json.dumps(said | {"body": len(body)}).encode()])


@pytest.fixture
def application() -> Iterator[Application]:
    found = Application()
    yield found
    found.go_on.set()


def post(size: int, path: str = "/") -> Sent:
    return Sent("POST", path, (("host", "x"), ("content-length", str(size))))


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 60))


def test_a_request_reaches_the_application_as_it_was_sent(application: Application) -> None:
    """Names with an underscore and ``Proxy`` do not: they would pass for what proxies say."""
    front, client = Front(application, threads=1, patience=QUICK), Client((b"ab", b"c"))
    given = (
        ("host", "service.example"),
        ("content-type", "text/plain"),
        ("transfer-encoding", "chunked"),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("x_forwarded_for", "1.2.3.4"),
        ("proxy", "http://evil.example"),
    )
    run(front.__rsgi__(Sent("POST", "/é", given), client))
    said = json.loads(client.body)
    assert (client.status, client.headers["x-two"], said["body"]) == (201, "words", 3)
    assert said["PATH_INFO"].encode("latin-1").decode() == "/é"
    assert said["QUERY_STRING"] == "a=1"
    assert (said["REMOTE_ADDR"], said["SERVER_PORT"]) == ("127.0.0.9", "8000")
    assert (said["HTTP_HOST"], said["HTTP_COOKIE"]) == ("service.example", "a=1;b=2")
    assert (said["CONTENT_LENGTH"], said["CONTENT_TYPE"]) == ("3", "text/plain")
    assert not [name for name in said if "FORWARDED" in name or "PROXY" in name]
    assert not [name for name in said if "TRANSFER" in name]
    front.__rsgi_del__(None)


def test_slow_bodies_hold_no_thread_and_are_ended(application: Application) -> None:
    """Thirty of them, one thread: who comes after is answered first; they are told 408."""

    async def crowd() -> None:
        front = Front(application, threads=1, patience=QUICK)
        slow = [Client((b"x",) * 100, pause=0.05) for _ in range(30)]
        tasks = [asyncio.create_task(front.__rsgi__(post(100), one)) for one in slow]
        await asyncio.sleep(0.01)
        quick = Client()
        await front.__rsgi__(Sent(), quick)
        assert quick.status == 201
        assert not any(task.done() for task in tasks)
        await asyncio.gather(*tasks)
        assert {one.status for one in slow} == {408}
        assert application.asked == 1
        front.__rsgi_del__(None)

    run(crowd())


def test_a_large_body_may_take_as_long_as_its_size_asks_for(application: Application) -> None:
    """Longer than a small one may; what is too large is refused as it arrives, or before."""

    async def sends() -> None:
        front = Front(application, threads=1, patience=QUICK)
        steady = Client((b"x" * 131_072,) * 8, pause=0.05)
        await front.__rsgi__(post(8 * 131_072), steady)
        assert json.loads(steady.body)["body"] == 8 * 131_072
        for one, sent in (
            (Client((b"x" * (5 << 20),)), Sent("POST", "/", (("transfer-encoding", "chunked"),))),
            (Client(), post(5 << 20)),
        ):
            await front.__rsgi__(sent, one)
            assert one.status == 413
        front.__rsgi_del__(None)

    run(sends())


def test_bodies_in_all_are_bounded(application: Application) -> None:
    """Three of three megabytes at once where six are taken: one is told to come again."""

    async def sends() -> None:
        front = Front(application, threads=1, patience=QUICK)
        large = [Client((b"x" * (3 << 20), b"x"), pause=0.01) for _ in range(3)]
        await asyncio.gather(*(front.__rsgi__(post((3 << 20) + 1), one) for one in large))
        assert sorted(one.status for one in large) == [201, 503, 503]
        again = Client((b"x" * (3 << 20),))
        await front.__rsgi__(post(3 << 20), again)
        assert again.status == 201
        front.__rsgi_del__(None)

    run(sends())


def test_health_is_answered_whatever_the_threads_do(application: Application) -> None:
    """``/healthz`` at once; ``/readyz`` by a thread of its own, or that it is not known."""

    async def asks() -> None:
        front = Front(application, threads=2, patience=QUICK)
        stuck = [Client() for _ in range(2)]
        tasks = [asyncio.create_task(front.__rsgi__(Sent(path="/stuck"), one)) for one in stuck]
        while application.asked < 2:  # noqa: ASYNC110  the threads begin when they begin
            await asyncio.sleep(0.001)
        alive, ready, metrics = Client(), Client(), Client()
        await front.__rsgi__(Sent(path="/healthz"), alive)
        assert (alive.status, alive.body) == (200, b'{"status":"ok"}\n')
        for one, path in ((ready, "/readyz"), (metrics, "/metrics")):
            await front.__rsgi__(Sent(path=path), one)
            assert json.loads(one.body)["PATH_INFO"] == path
        application.go_on.set()
        await asyncio.gather(*tasks)
        assert {one.status for one in stuck} == {201}
        front.__rsgi_del__(None)

    run(asks())


def test_health_that_does_not_answer_is_told(application: Application) -> None:
    """As with a database that another holds: 503, in time."""

    def stuck(environ: Environ, start: Start) -> Iterable[bytes]:
        return application(environ | {"PATH_INFO": "/stuck"}, start)

    async def asks() -> None:
        front, client = Front(stuck, threads=1, patience=QUICK), Client()
        await front.__rsgi__(Sent(path="/readyz"), client)
        assert (client.status, json.loads(client.body)["code"]) == (503, "not_known")
        application.go_on.set()
        front.__rsgi_del__(None)

    run(asks())


@pytest.mark.parametrize(("path", "kind"), [("/sign-up", "text/html"), ("/api/v1/x", "json")])
def test_who_would_wait_too_long_is_told_when_to_come_back(
    application: Application, path: str, kind: str
) -> None:
    """A short page, or a problem, 503 with ``Retry-After``; then all goes on."""

    async def asks() -> None:
        front = Front(application, threads=1, patience=evolve(QUICK, most_waiting=3))
        held = Client()
        holds = asyncio.create_task(front.__rsgi__(Sent(path="/stuck"), held))
        waiting = [Client() for _ in range(5)]
        await asyncio.gather(*(front.__rsgi__(Sent(path=path), one) for one in waiting))
        assert {one.status for one in waiting} == {503}
        assert {one.headers["retry-after"] for one in waiting} == {"5"}
        assert {one.headers["cache-control"] for one in waiting} == {"no-store"}
        assert all(kind in one.headers["content-type"] for one in waiting)
        assert b"5 seconds" in waiting[0].body
        application.go_on.set()
        await holds
        after = Client()
        await front.__rsgi__(Sent(path=path), after)
        assert (held.status, after.status) == (201, 201)
        front.__rsgi_del__(None)

    run(asks())


def test_a_queue_that_stands_still_takes_nobody_in(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it has stood for a while, who comes is turned away at once, and not after a wait."""
    monkeypatch.setattr(front_module, "_WINDOW", 0.1)

    async def asks() -> None:
        front = Front(application, threads=1, patience=evolve(QUICK, turn_seconds=5))
        waiting = [Client() for _ in range(2)]
        tasks = [asyncio.create_task(front.__rsgi__(Sent(path="/stuck"), one)) for one in waiting]
        await asyncio.sleep(0.2)
        late = Client()
        await asyncio.wait_for(front.__rsgi__(Sent(), late), 1)
        assert (late.status, late.headers["retry-after"]) == (503, "120")
        application.go_on.set()
        await asyncio.gather(*tasks)
        assert {one.status for one in waiting} == {201}
        front.__rsgi_del__(None)

    run(asks())


def test_a_crowd_is_answered_in_turn(application: Application) -> None:
    """A thousand at once over two threads; none is lost."""

    async def asks() -> None:
        front = Front(application, threads=2)
        clients = [Client() for _ in range(1_000)]
        await asyncio.gather(*(front.__rsgi__(Sent(), one) for one in clients))
        assert {one.status for one in clients} == {201}
        front.__rsgi_del__(None)

    run(asks())


def test_a_long_answer_is_handed_out_without_a_thread(application: Application) -> None:
    """To a slow reader; one that takes nothing for too long is let go of."""

    async def asks() -> None:
        front = Front(application, threads=1, patience=QUICK)
        slow, quick = Client(pause=0.05), Client()
        reads = asyncio.create_task(front.__rsgi__(Sent(path="/long"), slow))
        while application.asked < 1:  # noqa: ASYNC110  the thread begins when it begins
            await asyncio.sleep(0.001)
        await front.__rsgi__(Sent(), quick)
        assert quick.status == 201
        assert not reads.done()
        await reads
        assert (slow.status, len(slow.body)) == (200, 65_536 * 32)
        deaf = Client(pause=5)
        await front.__rsgi__(Sent(path="/long"), deaf)
        assert (deaf.status, deaf.body) == (200, b"")
        front.__rsgi_del__(None)

    run(asks())
