"""A progress bar for people who wait: on a terminal, after two seconds, never in the way."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from time import monotonic
from typing import TypeVar

import click

Item = TypeVar("Item")

PATIENCE = 2.0
"""Seconds; what ends sooner needs no bar."""
_STEP = 256
"""Items between two looks at the clock."""


def with_progress(items: Sequence[Item], *, patience: float = PATIENCE) -> Iterator[Item]:
    """The items, while a bar on stderr tells how far they are.

    No bar where stderr is no terminal, nor where stdout is one: the answers scroll there.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    began = monotonic()
    with ExitStack() as stack:
        bar = None
        for done, item in enumerate(items, start=1):
            yield item
            if done % _STEP:
                continue
            if bar is not None:
                bar.update(_STEP)
            elif monotonic() - began > patience:
                bar = stack.enter_context(
                    click.progressbar(length=len(items), label="Assessing", file=sys.stderr)
                )
                bar.update(done)
        if bar is not None:
            bar.update(len(items) % _STEP)
