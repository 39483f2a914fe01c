"""``serve`` as a crowd and a stranger meet it: real processes, real connections, on loopback."""

import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.integration.serving import PYTHON, Server, command, free_port, keys, running

ROOT = Path(__file__).parents[2]
SLOW = 30
"""Bodies that never end: more than there are threads in all processes."""
IDLE = 1_500
"""More than the server holds by its own defaults."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("staying-up")
    environment = keys(folder / "data") | {"PARTIAL_ACTIVITY_BODY_SECONDS": "10"}
    command(environment, "db", "upgrade")
    port = free_port()
    words = [PYTHON, "-m", "partial_activity.entrypoints.cli.main", "serve", "--workers", "2"]
    with running([*words, "--port", str(port)], environment, port, folder / "log") as found:
        yield found


def connected(server: Server, stack: ExitStack) -> socket.socket:
    address = ("127.0.0.1", int(server.address.rpartition(":")[2]))
    return stack.enter_context(socket.create_connection(address, 60))


def test_slow_bodies_stop_nobody_and_are_ended(server: Server) -> None:
    """On a form and on the API: pages and health are answered meanwhile; then they are told 408."""
    with ExitStack() as stack:
        slow = [connected(server, stack) for _ in range(SLOW)]
        for number, one in enumerate(slow):
            path = ("/sign-up", "/api/v1/assessments")[number % 2]
            one.sendall(
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nx".encode()
            )
        assert server.get("/healthz").status_code == 200
        assert server.get("/readyz").status_code == 200
        assert server.get("/sign-up").status_code == 200
        assert select.select(slow, [], [], 0)[0] == [], "they were waited for"
        for one in slow:
            assert one.recv(64).startswith(b"HTTP/1.1 408")
            while one.recv(65536):
                pass  # until the server hangs up


def test_idle_connections_stop_nobody(server: Server) -> None:
    """As browsers keep them open."""
    with ExitStack() as stack:
        for _ in range(IDLE):
            connected(server, stack)
        assert server.get("/sign-up").status_code == 200
        assert server.get("/healthz").status_code == 200


def test_each_of_a_crowd_is_answered() -> None:
    """The benchmark of 20,000, in small."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "connections.py"), "1500"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "answers: {'200': 1500}" in done.stdout


def test_a_page_kept_for_strangers_has_a_token_of_its_own_for_each(server: Server) -> None:
    """And is in the language of who asks."""
    pages = [
        server.get("/sign-up", headers={"Accept-Language": language}).text
        for language in ("fr", "fr", "fr", "en", "en", "en")
    ]
    tokens = [re.findall(r'name="csrf_token" value="([^"]+)"', page) for page in pages]
    assert all(len(found) == 1 for found in tokens)
    assert len({found[0] for found in tokens}) == len(pages)
    assert ["Ouvrir un compte" in page for page in pages] == [True] * 3 + [False] * 3


def test_a_limit_of_files_that_is_too_low_is_told_at_start(tmp_path: Path) -> None:
    """It answers all the same; what it may hold follows from the limit."""
    environment = keys(tmp_path / "data")
    command(environment, "db", "upgrade")
    port = free_port()
    serve = f"exec {PYTHON} -m partial_activity.entrypoints.cli.main serve --port {port}"
    words = ["/bin/sh", "-c", f"ulimit -n 1024; {serve} --workers 1"]
    with running(words, environment, port, tmp_path / "log") as found:
        assert "At most 524 connections at once, for 1024 open files" in found.written()
        assert found.get("/sign-up").status_code == 200
