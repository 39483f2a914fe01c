"""The progress bar: for people who wait, and only for them."""

import io
import os
import pty
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO

import pytest

from partial_activity.entrypoints.cli.progress import PATIENCE, with_progress

ITEMS = range(600)


class Terminal:
    """A terminal of its own."""

    def __init__(self) -> None:
        self._screen, inside = pty.openpty()
        self.stream = os.fdopen(inside, "w", encoding="utf-8")

    def shown(self) -> str:
        """What stands on the screen, up to a last dot: the screen gives it in pieces."""
        self.stream.write(".")
        self.stream.flush()
        shown = ""
        while not shown.endswith("."):
            shown += os.read(self._screen, 65536).decode()
        return shown.removesuffix(".")

    def close(self) -> None:
        """Free both ends."""
        self.stream.close()
        os.close(self._screen)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal, freed afterwards."""
    opened = Terminal()
    yield opened
    opened.close()


def pass_through(stdout: TextIO, stderr: TextIO, patience: float) -> None:
    """Every item comes out, whatever is shown."""
    with redirect_stdout(stdout), redirect_stderr(stderr):
        assert list(with_progress(ITEMS, patience=patience)) == list(ITEMS)


def test_what_takes_long_shows_how_far_it_is(terminal: Terminal) -> None:
    """``assess cases.json > answers.json``: to the last item, though the bar moves in steps."""
    pass_through(io.StringIO(), terminal.stream, patience=0)
    assert "42%" in (shown := terminal.shown())
    assert "100%" in shown


def test_what_ends_soon_shows_nothing(terminal: Terminal) -> None:
    """A bar that flashes by tells nothing."""
    pass_through(io.StringIO(), terminal.stream, PATIENCE)
    assert not terminal.shown()


def test_no_bar_runs_through_the_answers_on_screen(terminal: Terminal) -> None:
    """Where stdout is the terminal too, the answers themselves show how far it is."""
    pass_through(terminal.stream, terminal.stream, patience=0)
    assert not terminal.shown()


def test_a_log_file_gets_no_bar() -> None:
    """Stderr sent to a file holds sentences only."""
    log = io.StringIO()
    pass_through(io.StringIO(), log, patience=0)
    assert not log.getvalue()
