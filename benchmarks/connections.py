"""Twenty thousand people at the door at once: each connection opened, held, asked, answered.

    .venv/bin/python -m benchmarks.connections            # 20,000, on this machine alone
    .venv/bin/python -m benchmarks.connections 2000       # a small one

The service is started as anybody starts it (``serve``, with what it does by default), on SQLite, in
a folder that is removed. Two processes or more are the crowd: each person comes from an address of
the loopback network (127.0.0.2 and on). All connections are opened within 30 seconds and kept; then
``GET /sign-up`` is asked on each, all at once, and has to be answered 200 within 20 seconds. None
may be refused, dropped or left without an answer; else it ends with 1. It ends by itself, after two
minutes at the latest, and leaves the machine's network alone: nothing goes beyond loopback.
"""

import argparse
import json
import os
import resource
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

OPENED_WITHIN, ANSWERED_WITHIN = 30.0, 20.0
EACH = 500
"""Connections from one address."""
_AT_ONCE = 200
"""Connections that one process of the crowd opens before it looks which are open."""
_ASKED = (
    b"GET /sign-up HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: crowd\r\nAccept: text/html\r\n\r\n"
)
_PROGRAM = (sys.executable, "-m", "partial_activity.entrypoints.cli.main")
_LONGEST = 120
"""Seconds after which a process of the crowd is given up."""


class Seen(NamedTuple):
    """What one process of the crowd saw."""

    opened: int
    opening_seconds: float
    answers: dict[str, int]
    """How many connections ended how: ``200``, another status, or a fault."""
    answer_seconds: list[float]


def main() -> None:
    """Start the service, let the crowd in, say what it saw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("connections", nargs="?", type=int, default=20_000)
    parser.add_argument("--crowds", type=int, default=2, help="Processes that ask.")
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.port is not None:
        print(json.dumps(crowd(given.port, given.first, given.connections)))
        return
    with tempfile.TemporaryDirectory(prefix="partial-activity-connections-") as folder:
        seen = measure(Path(folder), given.connections, given.crowds)
    sys.exit(told(seen, given.connections))


def measure(folder: Path, connections: int, crowds: int = 2) -> list[Seen]:
    """What each process of the crowd saw of a service in this folder."""
    with _served(folder) as port:
        share = -(-connections // crowds)
        running = [
            subprocess.Popen(
                [
                    *(sys.executable, __file__, str(min(share, connections - first))),
                    *("--port", str(port), "--first", str(first)),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for first in range(0, connections, share)
        ]
        try:
            for one in running:
                assert one.stdout is not None
                one.stdout.readline()
            # All are open: now all ask.
            return [Seen(*json.loads(one.communicate("now\n", _LONGEST)[0])) for one in running]
        finally:
            for one in running:
                one.kill()
                one.wait()


def told(seen: list[Seen], connections: int) -> int:
    """Print the figures; 0 where all was as promised, else 1."""
    answers: Counter[str] = Counter()
    for one in seen:
        answers.update(one.answers)
    took = sorted(seconds for one in seen for seconds in one.answer_seconds)
    opened, opening = sum(one.opened for one in seen), max(one.opening_seconds for one in seen)
    print(f"{opened:,} of {connections:,} connections open after {opening:.1f} s")
    print(f"answers: {dict(answers)}")
    if took:
        middle, late, last = took[len(took) // 2], took[len(took) * 99 // 100], took[-1]
        print(f"answered after {middle:.1f} s (half), {late:.1f} s (99 %), {last:.1f} s (all)")
    sound = (
        answers == {"200": connections} and opening <= OPENED_WITHIN and took[-1] <= ANSWERED_WITHIN
    )
    print("as promised" if sound else "NOT as promised")
    return 0 if sound else 1


def crowd(port: int, first: int, connections: int) -> Seen:
    """Open, wait for the word, ask, read; in one thread, over epoll."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    answers: Counter[str] = Counter()
    began = time.monotonic()
    opened = list(_opened(port, first, connections, answers, began + 2 * OPENED_WITHIN))
    opening = time.monotonic() - began
    print("open", flush=True)
    sys.stdin.readline()
    took = _asked(opened, answers)
    return Seen(len(opened), opening, dict(answers), took)


def _opened(
    port: int, first: int, connections: int, answers: Counter[str], until: float
) -> Iterator[socket.socket]:
    """Connections that were accepted by the kernel; some are opened while others are waited for."""
    poll, left = select.epoll(), iter(range(first, first + connections))
    waiting: dict[int, socket.socket] = {}
    exhausted = False
    while (waiting or not exhausted) and time.monotonic() < until:
        while not exhausted and len(waiting) < _AT_ONCE:
            number = next(left, None)
            if number is None:
                exhausted = True
                break
            one = socket.socket()
            one.setblocking(False)  # noqa: FBT003  of the standard library
            one.setsockopt(socket.IPPROTO_IP, _BIND_ADDRESS_NO_PORT, 1)
            one.bind((_address(number // EACH), 0))
            one.connect_ex(("127.0.0.1", port))
            poll.register(one, select.EPOLLOUT)
            waiting[one.fileno()] = one
        for at, _ in poll.poll(1.0):
            one = waiting.pop(at)
            poll.unregister(at)
            fault = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if fault:
                answers[os.strerror(fault)] += 1
                one.close()
            else:
                yield one
    if waiting:
        answers["not opened"] += len(waiting)


_BIND_ADDRESS_NO_PORT = 24
"""The kernel chooses the port when it knows both addresses (ip(7)): one port serves many."""


def _address(number: int) -> str:
    return f"127.0.{number // 250}.{number % 250 + 2}"


def _asked(opened: list[socket.socket], answers: Counter[str]) -> list[float]:
    """Ask on each, then read until the last byte of each; seconds from the word to each answer."""
    poll, began, took = select.epoll(), time.monotonic(), []
    waiting = {one.fileno(): (one, bytearray()) for one in opened}
    for at, (one, _) in waiting.items():
        with suppress(OSError):  # dropped: reading says so
            one.send(_ASKED)
        poll.register(at, select.EPOLLIN)
    while waiting and time.monotonic() < began + 2 * ANSWERED_WITHIN:
        for at, _ in poll.poll(1.0):
            one, read = waiting[at]
            try:
                part = one.recv(65536)
            except OSError as error:
                end: str | None = str(error.strerror)
            else:
                read += part
                end = _end(bytes(read)) if part else "dropped"
            if end is not None:
                answers[end] += 1
                took.append(time.monotonic() - began)
                poll.unregister(at)
                del waiting[at]
    if waiting:
        answers["not answered"] += len(waiting)
    return took


def _end(read: bytes) -> str | None:
    """The status of an answer that is whole."""
    head, end, body = read.partition(b"\r\n\r\n")
    if not end:
        return None
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return head.split(b" ", 2)[1].decode() if len(body) >= int(value) else None
    return "no length"


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """The service with its defaults; its port."""
    environment = os.environ | {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(folder / "data"),
    }
    subprocess.run([*_PROGRAM, "db", "upgrade"], env=environment, check=True, capture_output=True)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    with (folder / "served.log").open("wb") as log:
        serve = [*_PROGRAM, "serve", "--port", str(port)]
        running = subprocess.Popen(serve, env=environment, stderr=log, stdout=log)
        try:
            _wait_for(port, running)
            yield port
        finally:
            running.terminate()
            running.wait()


def _wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as asked:
                asked.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
                if asked.recv(1):
                    return
        except OSError:
            pass  # not there yet
        if running.poll() is not None:
            break
        time.sleep(0.1)
    msg = "the service did not start"
    raise TimeoutError(msg)


if __name__ == "__main__":
    main()
