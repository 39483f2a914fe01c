"""How far a claim file is read, shown on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from gettext import gettext as _
from time import monotonic

import click

from partial_activity.adapters.claim_file.file import ClaimFile, Line
from partial_activity.entrypoints.cli.progress import PATIENCE
from partial_activity.entrypoints.language import writer

_STEP = 4096
"""Lines between two looks at the clock."""
_READINGS = 2
"""Times that a file is read to be assessed."""


class FileProgress:
    """A bar for a claim file that is read twice, by its bytes; none where it has no size."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._began, self._readings, self._patience = monotonic(), 0, patience

    def __call__(self, file: ClaimFile, lines: Iterator[Line]) -> Iterator[Line]:
        """The lines, shown passing."""
        size, before = file.bytes_in_all, self._readings * file.bytes_in_all
        self._readings += 1
        if not sys.stderr.isatty() or not size:
            yield from lines
            return
        with ExitStack() as stack:
            bar = None
            for number, line in enumerate(lines, start=1):
                yield line
                if number % _STEP or monotonic() - self._began <= self._patience:
                    continue
                if bar is None:
                    bar = stack.enter_context(
                        click.progressbar(
                            length=_READINGS * size, file=sys.stderr, item_show_func=_lines
                        )
                    )
                # A workbook is read as a CSV of another size.
                read = min(before + file.bytes_read, _READINGS * size)
                bar.update(read - bar.pos, number)


def _lines(number: int | None) -> str | None:
    if number is None:
        return None
    return _("{count} lines").format(count=writer().number(number))
