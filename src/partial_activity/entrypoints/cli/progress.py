"""What people see who wait: on a terminal, after two seconds, never in the way of the answers."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from gettext import gettext as _
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

import click

from partial_activity.entrypoints.cli.screen import width

Item = TypeVar("Item")

PATIENCE = 2.0
"""Seconds; what ends sooner needs no bar."""
_DRAWN = 200
"""How often a bar is drawn again from its beginning to its end."""
_TICK = 0.25
"""Seconds between two looks of who waits at what is done."""


def with_progress(
    items: Sequence[Item], label: str = "", *, patience: float = PATIENCE
) -> Iterator[Item]:
    """The items, while a bar on stderr tells how far they are.

    No bar where stderr is no terminal, nor where stdout is one: the answers scroll there.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    began, step, shown = monotonic(), max(1, len(items) // _DRAWN), 0
    with ExitStack() as stack:
        bar = None
        for done, item in enumerate(items, start=1):
            yield item
            if bar is None and monotonic() - began > patience:
                bar = stack.enter_context(
                    click.progressbar(
                        length=len(items), label=label or _("Assessing"), file=sys.stderr
                    )
                )
            if bar is not None and (done - shown >= step or done == len(items)):
                bar.update(done - shown)
                shown = done


@contextmanager
def waiting(text: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Show on stderr that something goes on, and for how long, where nobody knows what is left."""
    if not sys.stderr.isatty():
        yield
        return
    over = Event()
    clock = Thread(target=_tell, args=(text, over, patience), daemon=True)
    clock.start()
    try:
        yield
    finally:
        over.set()
        clock.join()


def _tell(text: str, over: Event, patience: float) -> None:
    began = monotonic()
    if over.wait(patience):
        return
    while not over.wait(_TICK):
        seconds = _("{seconds} s").format(seconds=int(monotonic() - began))
        told = f"{text} … {seconds}"[: width(err=True) - 1]
        click.echo(f"\r\x1b[K{told}", nl=False, err=True)
    click.echo("\r\x1b[K", nl=False, err=True)
