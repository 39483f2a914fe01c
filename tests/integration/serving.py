"""A web server of ours as a process: started, asked, told to end."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import frozen

PATIENCE = 180.0
"""Seconds to start or to end, on a machine that has other things to do."""
PYTHON = sys.executable
BIN = Path(sys.executable).parent


@frozen
class Server:
    """A process, where it answers, and where it writes."""

    address: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def get(self, path: str, **rest: Any) -> httpx.Response:  # noqa: ANN401  of httpx
        return httpx.get(f"{self.address}{path}", timeout=PATIENCE, **rest)

    def post(self, path: str, **rest: Any) -> httpx.Response:  # noqa: ANN401  of httpx
        return httpx.post(f"{self.address}{path}", timeout=PATIENCE, **rest)

    def written(self) -> str:
        return self.log.read_text(encoding="utf-8")


def keys(folder: Path) -> dict[str, str]:
    """An environment in which the service keeps everything in a folder."""
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(folder),
    }


def command(environment: Mapping[str, str], *words: str) -> str:
    """What a command of ours writes; it has to succeed."""
    done = subprocess.run(
        [PYTHON, "-m", "partial_activity.entrypoints.cli.main", *words],
        env=os.environ | dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(
    words: Sequence[str | Path], environment: Mapping[str, str], port: int, log: Path
) -> Iterator[Server]:
    """The process, from when it answers; ended at the end, whatever happened."""
    with log.open("wb") as to:
        process = subprocess.Popen(
            [str(word) for word in words],
            env=os.environ | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=to,
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.process.poll() is None, server.written()
        try:
            server.get("/healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("it does not answer")


def form_token(page: str) -> str:
    """What a form proves by that it stands on a page of ours."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page
    return found[1]
