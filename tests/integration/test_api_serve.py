"""``partial-activity serve``: real processes on a real port, as clients and supervisors see it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partial_activity.adapters.sql.migrate import newest
from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.entrypoints.wsgi import application_of

PATIENCE = 180.0
"""Seconds for two processes to start, on a machine that has other things to do."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path / "data"),
    }


def types(environment: dict[str, str], *words: str) -> str:
    done = CliRunner(env=environment).invoke(program, words)
    return f"{done.exit_code} {done.output}"


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    assert types(environment, "db", "upgrade").startswith("0 ")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = ("-m", "partial_activity.entrypoints.cli.main", "serve", "--workers", "2")
    running = subprocess.Popen(
        [sys.executable, *command, "--port", str(port)],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, running)
        yield address, running
    finally:
        running.terminate()
        running.wait(PATIENCE)


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert running.poll() is None, "it ended by itself"
        try:
            get(f"{address}/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("it does not answer")


def get(address: str, body: object = None) -> Any:  # noqa: ANN401  whatever is answered
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310  our own address
        address, data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        text = answer.read().decode()
    return json.loads(text) if text[0] in "{[" else text


def test_it_answers_counts_and_ends_when_told(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    address, running = server
    assert get(f"{address}/readyz")["checks"] == {"database": "ok", "outbox": "ok", "tables": "ok"}
    case = {
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "standard", "hourly_pay": "20.00"},
        "unworked_hours": "10",
    }
    for _ in range(8):
        found = get(f"{address}/api/v1/assessments", [case])
        assert found[0]["indemnity"] == "120.00"
    # Whichever of the two processes answers, it speaks for both.
    counted = re.findall(
        r'^http_requests_total\{.*assessments.*status="200".* ([0-9.]+)$',
        get(f"{address}/metrics"),
        re.MULTILINE,
    )
    assert [float(figure) for figure in counted] == [8.0]
    with pytest.raises(urllib.error.HTTPError, match="400"):
        get(f"{address}/api/v1/assessments", {})
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0


def test_tables_that_are_not_there_are_one_sentence(environment: dict[str, str]) -> None:
    said = types(environment, "serve")
    assert said.startswith("1 ")
    assert "run `partial-activity db upgrade`" in said


def test_it_answers_to_the_names_it_was_given_and_no_other(environment: dict[str, str]) -> None:
    types(environment, "db", "upgrade")
    named = environment | {
        "PARTIAL_ACTIVITY_BASE_URL": "https://chomage-partiel.example",
        "PARTIAL_ACTIVITY_HOSTS": "api.example, .interne.example",
        "PARTIAL_ACTIVITY_PROXIES": "1",
    }
    service = open_service(read_settings(named))
    client = application_of(service).test_client()
    status = {
        host: client.get("/healthz", headers={"Host": host}).status_code
        for host in ("chomage-partiel.example", "api.example", "a.interne.example", "evil.example")
    }
    assert list(status.values()) == [200, 200, 200, 400]
    forged = client.get(
        "/healthz", headers={"Host": "api.example", "X-Forwarded-Host": "evil.example"}
    )
    assert forged.status_code == 400
    assert "Strict-Transport-Security" in client.get("/healthz").headers
    service.engine.dispose()


def test_tables_of_another_version_take_it_out_of_service(environment: dict[str, str]) -> None:
    types(environment, "db", "upgrade")
    service = open_service(read_settings(environment))
    client = application_of(service).test_client()
    assert client.get("/readyz").status_code == 200
    with service.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert f"this version needs {newest()}" in answer.text
    service.engine.dispose()
