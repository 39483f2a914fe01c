"""Gunicorn in place of granian, and what either writes: real processes on a real port."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from tests.integration.serving import (
    BIN,
    PATIENCE,
    PYTHON,
    Server,
    free_port,
    keys,
    running,
)

CASE = {
    "scheme": "ordinary",
    "month": "2025-03",
    "employee": {"category": "standard", "hourly_pay": "20.00"},
    "unworked_hours": "10",
}
MEGABYTE = 1024 * 1024
PROCESSES, LIMIT = 2, 30
APPLICATION = "partial_activity.entrypoints.wsgi:application()"


@pytest.fixture
def environment(tmp_path: Path, sqlite_template: Path) -> dict[str, str]:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(sqlite_template, data / "service.db")
    return keys(data)


@pytest.fixture(params=["gunicorn", "granian"])
def server(
    request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path
) -> Iterator[Server]:
    port = free_port()
    environment["PARTIAL_ACTIVITY_LIMIT_ANONYMOUS"] = f"{LIMIT}/minute"
    if request.param == "gunicorn":
        figures = tmp_path / "figures"
        figures.mkdir()
        environment["PROMETHEUS_MULTIPROC_DIR"] = str(figures)
        words: list[str | Path] = [
            BIN / "gunicorn",
            *("--workers", "2", "--threads", "2", "--bind", f"127.0.0.1:{port}"),
            APPLICATION,
        ]
    else:
        serve = ("-m", "partial_activity.entrypoints.cli.main", "serve", "--workers", "2")
        words = [PYTHON, *serve, "--port", str(port)]
    with running(words, environment, port, tmp_path / "log") as found:
        yield found


def test_it_answers_counts_and_ends_when_told(server: Server) -> None:
    assert server.get("/readyz").json()["status"] == "ready"
    for _ in range(8):
        (found,) = server.post("/api/v1/assessments", json=[CASE]).json()
        assert found["indemnity"] == "120.00"
    assert "Activité partielle" in server.get("/").text
    counted = re.findall(
        r'^http_requests_total\{.*assessments.*status="200".* ([0-9.]+)$',
        server.get("/metrics").text,
        re.MULTILINE,
    )
    assert [float(figure) for figure in counted] == [8.0]
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0


def test_what_is_being_answered_is_answered_to_the_end(server: Server) -> None:
    """Told to end while it reads what it is asked, it reads the rest and answers."""
    body = json.dumps([CASE]).encode()
    address = urlsplit(server.address)
    assert address.hostname is not None
    assert address.port is not None
    with socket.create_connection((address.hostname, address.port), PATIENCE) as asking:
        head = (
            "POST /api/v1/assessments HTTP/1.1",
            f"Host: {address.netloc}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "Connection: close",
            "Expect: 100-continue",
        )
        asking.sendall("\r\n".join([*head, "", ""]).encode())
        # It says "go on" when it begins to read: from then on it is at work on it.
        assert asking.recv(1024).startswith(b"HTTP/1.1 100")
        server.process.send_signal(signal.SIGTERM)
        asking.sendall(body)
        answer = b"".join(iter(lambda: asking.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"indemnity":"120.00"' in answer.replace(b": ", b":")
    assert server.process.wait(PATIENCE) == 0


def test_connections_of_one_address_count_together(server: Server) -> None:
    """Whatever port they come from: each request here is a connection of its own."""
    codes = [server.get("/law/texts").status_code for _ in range(LIMIT * PROCESSES + 1)]
    assert LIMIT <= codes.count(200) <= LIMIT * PROCESSES
    assert set(codes) == {200, 429}


def test_a_body_without_a_length_is_not_read_without_end(server: Server) -> None:
    """Sent in chunks, with nothing said of how many."""
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        while sent < 1_000 * MEGABYTE:
            sent += MEGABYTE
            yield b"0" * MEGABYTE

    with contextlib.suppress(httpx.TransportError):  # it may hang up on who does not end
        headers = {"Content-Type": "application/json"}
        address = f"{server.address}/api/v1/assessments"
        answer = httpx.post(address, content=chunks(), headers=headers, timeout=5)
        assert answer.status_code in {400, 411, 413}
    assert sent < 100 * MEGABYTE
    assert server.get("/healthz").status_code == 200


def test_each_request_is_a_line_of_json_without_its_address(server: Server) -> None:
    server.get("/law?on=2020-05-01&who=jeanne@firm.example")
    server.get("/sign-in/" + "a" * 100)
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(PATIENCE)
    lines = [json.loads(line) for line in server.written().splitlines() if line.startswith("{")]
    told = {line["route"]: line for line in lines if line["event"] == "request"}
    assert told["/law"]["status"] == 200
    assert told["/sign-in/<token>"]["status"] == 404
    for secret in ("jeanne", "2020-05-01", "aaaa"):
        assert secret not in server.written()


def test_granian_writes_nothing_but_json(environment: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    words = [PYTHON, "-m", "partial_activity.entrypoints.cli.main", "serve", "--port", str(port)]
    with running(words, environment, port, tmp_path / "log") as server:
        server.get("/law")
    announced, *lines = server.written().splitlines()
    assert announced.startswith("Serving http")
    assert len(lines) > 3
    for line in lines:
        assert {"timestamp", "level", "event"} <= json.loads(line).keys()


def test_settings_that_cannot_be_used_are_said_by_gunicorn_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [BIN / "gunicorn", "--bind", f"127.0.0.1:{free_port()}", APPLICATION],
        env={**os.environ, "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode != 0
    assert "nir_key: must be given" in done.stderr


def test_a_store_of_limits_that_is_not_known_is_one_sentence(environment: dict[str, str]) -> None:
    environment["PARTIAL_ACTIVITY_LIMIT_STORAGE"] = "nowhere://me:hunter2@host"
    done = subprocess.run(
        [PYTHON, "-m", "partial_activity.entrypoints.cli.main", "serve"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: limit_storage: nowhere is not")
    assert "hunter2" not in done.stderr


def test_the_worker_writes_the_same_lines(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "partial_activity.entrypoints.cli.main", "work"],
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    first = json.loads(process.stderr.readline())
    assert first["event"] == "working"
    assert "decide claims" in first["jobs"]
    process.send_signal(signal.SIGTERM)
    _, written = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, written
    (line,) = [json.loads(line) for line in written.splitlines()]
    assert line["event"].startswith("SIGTERM")
