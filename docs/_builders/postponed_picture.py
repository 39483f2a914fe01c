"""What was planned when: each row a day of knowledge, along it the days of the hours."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from _builders import svg
from partial_activity.domain.law.book import FRENCH_LAW, find
from partial_activity.domain.law.dated import Entry
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import Share

FIRST, LAST = date(2020, 6, 1), date(2021, 9, 30)
_WIDTH, _LEFT, _RIGHT = 1000, 226, 24
_TOP, _ROW, _BAR = 128, 36, 22
_COLOURS = {"70": "#0f8a6d", "60": "#4f8fd0", "52": "#e8a33d", "36": "#c2410c"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DECEMBER = 12
_LOWEST = "36"
"""The share whose first day the picture is about."""


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    title = "The fall of the allowance to 36 %: announced once, postponed six times"
    height = _TOP + len(_rows()) * _ROW + 70
    yield "pictures/postponed.svg", svg.picture(_WIDTH, height, title, _parts(title, height))


def _parts(title: str, height: float) -> Iterator[str]:
    yield svg.text((24, 34), title, size=18, bold=True)
    yield svg.text(
        (24, 57),
        "Allowance, ordinary scheme. Each row is what the law said of every day once that text was "
        "published.",
        size=12.5,
        colour=svg.FAINT,
    )
    yield svg.text(
        (24, 75),
        "Full colour: days already past when it was published. Pale: a plan. Black line: "
        "the day of publication.",
        size=12.5,
        colour=svg.FAINT,
    )
    bottom = _TOP + len(_rows()) * _ROW
    yield from _months(bottom)
    for place, entry in enumerate(_rows()):
        yield from _row(_TOP + place * _ROW, entry)
    yield from _key(height - 26)


def _months(bottom: float) -> Iterator[str]:
    yield svg.text((24, _TOP - 12), "known from", size=12, bold=True)
    month = FIRST
    while month <= LAST:
        x = _x(month)
        yield svg.line((x, _TOP - 22), (x, bottom))
        label = _MONTHS[month.month - 1]
        yield svg.text((x + 4, _TOP - 12), label, size=11, colour=svg.FAINT)
        if month.month == 1 or month == FIRST:
            yield svg.text((x + 4, _TOP - 26), str(month.year), size=11, bold=True)
        month = _next_month(month)


def _rows() -> list[Entry[Any]]:
    """The first plan of each text of the ordinary share."""
    entries = FRENCH_LAW.allowance_share[Category.GENERAL].entries
    first: dict[int, Entry[Any]] = {}
    for entry in entries:
        first.setdefault(id(entry.text), entry)
    return list(first.values())


def _row(top: float, entry: Entry[Any]) -> Iterator[str]:
    known_on = entry.text.published
    assert known_on is not None
    middle = top + _BAR / 2
    yield svg.text((24, middle + 4), f"{known_on:%d/%m/%Y}", size=12, bold=True)
    number = entry.text.name.removeprefix("décret n° ")
    yield svg.text((112, middle + 4), f"décret {number}", size=11.5, colour=svg.FAINT)
    for first, last, share in _segments(known_on):
        colour = _COLOURS[share]
        for start, end, opacity in _past_and_planned(first, last, known_on):
            x, until = _x(start), _x(end + timedelta(days=1))
            yield svg.box((x, top), (until - x, _BAR), colour=svg.PAPER)
            yield svg.box((x, top), (until - x, _BAR), colour=colour, opacity=opacity)
        x, until = _x(first), _x(last + timedelta(days=1))
        if until - x > 24:  # noqa: PLR2004  pixels that the label needs
            inked = known_on > first + (last - first) / 2
            where = ((x + until) / 2, middle + 4)
            ink = svg.PAPER if inked else svg.INK
            label = f"{share} % from {first.day} {_MONTHS[first.month - 1]}"
            label = label if share == _LOWEST else f"{share} %"
            yield svg.text(where, label, size=11.5, colour=ink, anchor="middle", bold=True)
    if known_on >= FIRST:
        x = _x(known_on)
        yield svg.line((x, top - 4), (x, top + _BAR + 4), colour=svg.PAPER, width=5)
        yield svg.line((x, top - 4), (x, top + _BAR + 4), colour=svg.INK, width=1.5)


def _past_and_planned(
    first: date, last: date, known_on: date
) -> Iterator[tuple[date, date, float]]:
    if first < known_on:
        yield first, min(last, known_on - timedelta(days=1)), 1
    if last >= known_on:
        yield max(first, known_on), last, 0.42


def _segments(known_on: date) -> Iterator[tuple[date, date, str]]:
    """Runs of days with the same share, as known; and the share in per cent."""
    first, day, last_share = FIRST, FIRST, _share(FIRST, known_on)
    while day <= LAST:
        share = _share(day, known_on)
        if share != last_share:
            yield first, day - timedelta(days=1), last_share
            first, last_share = day, share
        day += timedelta(days=1)
    yield first, LAST, last_share


def _share(day: date, known_on: date) -> str:
    found = find(FRENCH_LAW.allowance_share, chain(Category.GENERAL), day, known_on)
    assert found is not None
    held = found.value
    assert isinstance(held, Share)
    return str(int(held.exact * 100))


def _key(y: float) -> Iterator[str]:
    x = 24.0
    for share, colour in _COLOURS.items():
        yield svg.box((x, y - 11), (26, 14), colour=colour)
        yield svg.text((x + 33, y), f"{share} % of the pay", size=12)
        x += 150
    yield svg.text((x, y), "The last row is what applied.", size=12, colour=svg.FAINT)


def _next_month(month: date) -> date:
    if month.month == _DECEMBER:
        return date(month.year + 1, 1, 1)
    return date(month.year, month.month + 1, 1)


def _x(day: date) -> float:
    span = _WIDTH - _LEFT - _RIGHT
    return _LEFT + span * (day - FIRST).days / ((LAST - FIRST).days + 1)
