"""Bars of the dashboards: upright for days and months, lying for texts and outcomes.

Each picture stands beside a table that says the same, so that only the largest has its number.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from partial_activity.adapters.pictures import svg

_WIDTH, _HEIGHT = 480, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 46, 30
_FEWEST, _LABELS = 12, 7
"""Bars are never wider than a twelfth; so many labels fit below them."""
_ROW = 44
_LONGEST_NAME = 52


@frozen
class Bar:
    """One bar, its label, and its value as people read it."""

    label: str
    value: int
    """The value, which is not negative."""
    shown: str


def upright(title: str, bars: Sequence[Bar], *, colour: str = svg.INDEMNITY) -> str:
    """Bars side by side, in the order given; the highest has its value written over it."""
    return svg.picture(_WIDTH, _HEIGHT, title, _upright(title, bars, colour))


def lying(title: str, bars: Sequence[Bar], *, colour: str = svg.INDEMNITY) -> str:
    """Bars one below the other, each with its name and its value above it."""
    height = _TOP + _ROW * len(bars) + 8
    return svg.picture(_WIDTH, height, title, _lying(title, bars, colour))


def _upright(title: str, bars: Sequence[Bar], colour: str) -> Iterator[str]:
    yield _title(title)
    floor, room = _HEIGHT - _BOTTOM, _WIDTH - _LEFT - _RIGHT
    step = room / max(len(bars), _FEWEST)
    highest = max((bar.value for bar in bars), default=0)
    first_highest = next((n for n, bar in enumerate(bars) if bar.value == highest), None)
    every = -(-len(bars) // _LABELS) if bars else 1
    yield svg.line((_LEFT, floor), (_WIDTH - _RIGHT, floor), colour=svg.FAINT)
    for place, bar in enumerate(bars):
        middle = _LEFT + (place + 0.5) * step
        height = _scaled(bar.value, highest, floor - _TOP - 18)
        if bar.value:
            corner = (middle - step * 0.36, floor - height)
            yield svg.box(corner, (step * 0.72, height), colour=colour)
        if place == first_highest and bar.value:
            yield _over(middle, floor - height - 6, bar.shown)
        if place % every == 0:
            yield svg.text(
                (middle, floor + 18), bar.label, size=11, colour=svg.FAINT, anchor="middle"
            )


def _over(middle: float, at: float, said: str) -> str:
    """A value over its bar, kept inside the picture."""
    anchor, edge = "middle", middle
    if middle < _WIDTH / 4:
        anchor, edge = "start", max(middle - 20, _LEFT)
    elif middle > _WIDTH * 3 / 4:
        anchor, edge = "end", min(middle + 20, _WIDTH - _RIGHT)
    return svg.text((edge, at), said, size=12, anchor=anchor, bold=True)


def _lying(title: str, bars: Sequence[Bar], colour: str) -> Iterator[str]:
    yield _title(title)
    room = _WIDTH - _LEFT - _RIGHT
    longest = max((bar.value for bar in bars), default=0)
    for place, bar in enumerate(bars):
        top = _TOP + place * _ROW
        yield svg.text((_LEFT, top + 14), _cut(bar.label), size=12.5)
        yield svg.text((_WIDTH - _RIGHT, top + 14), bar.shown, size=12.5, anchor="end", bold=True)
        yield svg.box((_LEFT, top + 21), (room, 10), colour=svg.GRID, opacity=0.5)
        if bar.value:
            width = max(_scaled(bar.value, longest, room), 2)
            yield svg.box((_LEFT, top + 21), (width, 10), colour=colour)


def _title(title: str) -> str:
    return svg.text((_LEFT, 26), title, size=15, bold=True)


def _scaled(value: int, largest: int, room: float) -> float:
    """The length of a bar; the largest fills the room."""
    return float(Fraction(value, largest)) * room if largest > 0 else 0.0


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
