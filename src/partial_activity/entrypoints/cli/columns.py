"""Tables as wide as the terminal: a name, then figures; one below another where they do not fit."""

import textwrap
from collections.abc import Iterator, Sequence

_GAP = 2
_NARROWEST = 16
"""Columns that a name needs at least: below that, figures go under it."""


def laid_out(head: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """The lines of a table; of the head the first.

    Args:
        head: the name of each column; the first is that of the names.
        rows: as many cells each.
        room: columns there are.
    """
    cells = [head, *rows]
    widths = [max(len(row[place]) for row in cells) for place in range(1, len(head))]
    names = room - sum(widths) - _GAP * len(widths)
    if names < _NARROWEST:
        yield from _stacked(head, rows, room)
        return
    names = min(names, max(len(row[0]) for row in cells))
    for name, *figures in cells:
        first, *more = textwrap.wrap(name, names, break_on_hyphens=False) or [""]
        aligned = (figure.rjust(_GAP + size) for figure, size in zip(figures, widths, strict=True))
        yield f"{first:<{names}}{''.join(aligned)}"
        yield from more


def _stacked(head: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    labels = max(map(len, head[1:]))
    figures = max(len(cell) for row in rows for cell in row[1:])
    yield head[0]
    for name, *cells in rows:
        yield from textwrap.wrap(name, room, break_on_hyphens=False)
        for label, cell in zip(head[1:], cells, strict=True):
            yield f"  {label:<{labels}}  {cell:>{figures}}"
