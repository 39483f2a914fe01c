"""Days as bands: for each row, what held from when to when, with its value written in it.

A table stands beside the picture and says the same; a band too short for its value has it as a
title, which a pointer shows.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from attrs import frozen

from partial_activity.adapters.pictures import svg

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 8, 12, 12, 34
_ROW, _BAND, _NAME = 46, 22, 16
_LETTER = 6.6
"""Pixels of a letter of a value."""
_COLOURS = (svg.INDEMNITY, svg.PROTECTED, svg.ALLOWANCE, svg.THIRD)
_MOST_YEARS = 14


@frozen
class Band:
    """Days on which one value holds; no last day: still."""

    first: date
    last: date | None
    said: str


@frozen
class Row:
    """The bands of one category."""

    name: str
    bands: tuple[Band, ...]


def draw(title: str, rows: Sequence[Row], today: date, language: str) -> str:
    """The picture; a line marks today.

    Args:
        title: what it is, for who cannot see it.
        rows: in their order; one without bands is left out.
        today: the day marked.
        language: ``fr`` or ``en``.
    """
    shown = [row for row in rows if row.bands]
    height = _TOP + _ROW * len(shown) + _BOTTOM
    return svg.picture(_WIDTH, height, title, _parts(shown, today, language))


def _parts(rows: Sequence[Row], today: date, language: str) -> Iterator[str]:
    if not rows:
        return
    begin = min(band.first for row in rows for band in row.bands)
    ends = [band.last or today for row in rows for band in row.bands]
    end = max(*ends, *(band.first for row in rows for band in row.bands), today)
    end = date(end.year + 1, 1, 1)
    begin = date(begin.year, 1, 1)
    room = _WIDTH - _LEFT - _RIGHT
    length = (end - begin).days

    def at(day: date) -> float:
        return _LEFT + room * (day - begin).days / length

    floor = _TOP + _ROW * len(rows)
    step = -(-(end.year - begin.year) // _MOST_YEARS)
    for year in range(begin.year, end.year + 1):
        yield svg.line((at(date(year, 1, 1)), _TOP), (at(date(year, 1, 1)), floor))
        if (year - begin.year) % step == 0 and year < end.year:
            yield svg.text((at(date(year, 1, 1)) + 2, floor + 18), str(year), size=11)
    for place, row in enumerate(rows):
        top = _TOP + place * _ROW
        yield svg.text((_LEFT, top + 12), row.name, size=12, bold=True)
        colours = {said: n for n, said in enumerate(dict.fromkeys(b.said for b in row.bands))}
        for band in row.bands:
            left, right = at(band.first), at(band.last) if band.last else at(end)
            colour = _COLOURS[colours[band.said] % len(_COLOURS)]
            corner, size = (left, top + _NAME), (max(right - left, 1.5), _BAND)
            yield "<g>"
            yield f"<title>{escape(band.said)} ({band.first.isoformat()})</title>"
            yield svg.box(corner, size, colour=colour, opacity=0.16, stroke=colour)
            if right - left > len(band.said) * _LETTER + 6:
                yield svg.text((left + 4, top + _NAME + 15), band.said, size=12)
            yield "</g>"
    yield svg.line((at(today), _TOP), (at(today), floor), colour=svg.INK, width=1.5, dashes="4 3")
    said = "aujourd'hui" if language == "fr" else "today"
    yield svg.text((at(today), floor + 30), said, size=11, anchor="middle")
