"""``make serve``: one command, and every person of the demo is a click away."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from demo.letters import letters_in, text_of
from demo.play import play
from tests.integration.serving import PATIENCE, PYTHON, form_token, free_port

from partial_activity.entrypoints.settings import FILE_NAME

WHO = {
    "employer, Restaurant des Halles": "/establishments",
    "employer, Ateliers Delmas": "/establishments",
    "accountant of both": "/establishments",
    "officer of the authority": "/office",
    "agent of the paying agency": "/office/payments",
    "auditor": "/office/journal",
    "administrator": "/office/people",
}
"""Whom there is a link for, and where it leads."""
LINK = re.compile(r"^  [^,\n]+, (.*)\n    (http://\S+/sign-in/\S+)$", re.MULTILINE)
ADDRESS = "anne@halles.example"


def started(config: Path, port: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [PYTHON, "-m", "demo.serve", str(config), str(port)],
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def interrupted(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End it as Ctrl-C does, whatever happened."""
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def told(process: "subprocess.Popen[str]", until: str) -> str:
    """What it says, up to a word."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if until in line:
            return said
    pytest.fail(said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    play(tmp_path / "service")
    return tmp_path / "service"


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(follow_redirects=True, timeout=PATIENCE) as found:
        yield found


@pytest.mark.usefixtures("interruptible")
def test_everybody_of_the_demo_is_a_click_away_and_it_ends_at_once(
    folder: Path, browser: httpx.Client
) -> None:
    port = free_port()
    with started(folder / FILE_NAME, port) as serving, interrupted(serving):
        links = dict(LINK.findall(told(serving, "log of the worker")))
        assert links.keys() == WHO.keys()
        for who, link in links.items():
            browser.cookies.clear()
            page = browser.get(link)
            page = browser.post(link, data={"csrf_token": form_token(page.text)})
            assert page.status_code == 200
            assert page.url.path == WHO[who]
        asks_for_a_letter(browser, f"http://localhost:{port}", folder / "mail")
    assert serving.returncode == 0
    with socket.socket() as asking:
        assert asking.connect_ex(("127.0.0.1", port)), "the web has ended too"
    assert '"SIGTERM: finishing' in (folder / "worker.log").read_text(encoding="utf-8")


def asks_for_a_letter(browser: httpx.Client, base: str, mail: Path) -> None:
    """The worker beside the web sends it."""
    browser.cookies.clear()
    page = browser.get(f"{base}/sign-in")
    browser.post(f"{base}/sign-in", data={"csrf_token": form_token(page.text), "email": ADDRESS})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        *_, last = letters_in(mail)
        if last["To"] == ADDRESS and f"{base}/sign-in/" in text_of(last):
            return
        time.sleep(0.2)
    pytest.fail("no letter came")


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taking:
        taking.bind(("127.0.0.1", 0))
        taking.listen()
        port = taking.getsockname()[1]
        with started(tmp_path / FILE_NAME, port) as serving:
            assert f"PORT={port + 1}" in told(serving, "Something else")
    assert serving.returncode == 1
