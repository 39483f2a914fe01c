"""The timeline: ordinary and protected shares, then floors and minimum wage, 2019 to 2026."""

from collections.abc import Iterator
from datetime import date

from _builders import svg
from partial_activity.domain.law.book import FRENCH_LAW, find
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.money import HourlyPay, Share

FIRST, LAST = date(2019, 1, 1), date(2026, 10, 31)
_WIDTH, _LEFT, _RIGHT = 1000, 58, 190
_PANEL, _GAP, _TOP = 170, 62, 78

Series = tuple[Parameter, Category, str, str, str]
"""Parameter, category, its words, colour, dashes."""

_INDEMNITY: tuple[Series, ...] = (
    (Parameter.INDEMNITY_SHARE, Category.CLOSED, "closed by order", svg.THIRD, "2 3"),
    (Parameter.INDEMNITY_SHARE, Category.PROTECTED, "protected sectors", svg.PROTECTED, "7 4"),
    (Parameter.INDEMNITY_SHARE, Category.GENERAL, "ordinary", svg.INDEMNITY, ""),
)
_ALLOWANCE: tuple[Series, ...] = (
    (Parameter.ALLOWANCE_SHARE, Category.CLOSED, "closed by order", svg.THIRD, "2 3"),
    (Parameter.ALLOWANCE_SHARE, Category.PROTECTED, "protected sectors", svg.PROTECTED, "7 4"),
    (Parameter.ALLOWANCE_SHARE, Category.GENERAL, "ordinary", svg.ALLOWANCE, ""),
)
_EUROS: tuple[Series, ...] = (
    (Parameter.MINIMUM_WAGE, Category.NATIONAL, "minimum wage, gross", svg.INK, ""),
    (Parameter.INDEMNITY_FLOOR, Category.GENERAL, "floor of the indemnity", svg.INDEMNITY, ""),
    (Parameter.ALLOWANCE_FLOOR, Category.LONG_TERM, "floor, long-term", svg.THIRD, "2 3"),
    (Parameter.ALLOWANCE_FLOOR, Category.GENERAL, "floor of the allowance", svg.ALLOWANCE, ""),
)


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    title = "Shares of pay and hourly floors, hours of 2019 to 2026"
    height = _TOP + 3 * _PANEL + 2 * _GAP + 46
    yield "pictures/shares.svg", svg.picture(_WIDTH, height, title, _parts(title))


def _parts(title: str) -> Iterator[str]:
    yield svg.text((24, 32), title, size=18, bold=True)
    panels = (
        ("Indemnity: share of pay the employer owes", _INDEMNITY, (30, 80), "%"),
        ("Allowance: share of pay the State pays back", _ALLOWANCE, (30, 80), "%"),
        ("Euros an hour", _EUROS, (7, 13), "€"),
    )
    for place, (said, series, scale, unit) in enumerate(panels):
        top = _TOP + place * (_PANEL + _GAP)
        yield svg.text((24, top - 12), said, size=14, bold=True)
        yield from _grid(top, scale, unit)
        ends = []
        for one in series:
            points = [(_x(day), _y(amount, top, scale)) for day, amount in _steps(one)]
            yield svg.path(points, colour=one[3], dashes=one[4])
            ends.append((points[-1][1], one))
        yield from _legend(top, series, ends, unit)
    top = _TOP + _PANEL + _GAP
    left = _LEFT + 8
    yield svg.text((left, top + 74), "flat rate:", size=11.5, colour=svg.FAINT)
    flat = f"{_amount(FIRST, _FLAT_SMALL)} or {_amount(FIRST, _FLAT_LARGE)} €/h"
    yield svg.text((left, top + 91), flat, size=11.5, colour=svg.FAINT)


_FLAT_SMALL: Series = (Parameter.ALLOWANCE_FLAT_UP_TO_250, Category.GENERAL, "", "", "")
_FLAT_LARGE: Series = (Parameter.ALLOWANCE_FLAT_ABOVE_250, Category.GENERAL, "", "", "")


def _grid(top: float, scale: tuple[int, int], unit: str) -> Iterator[str]:
    lowest, highest = scale
    for level in range(lowest, highest + 1, 10 if unit == "%" else 1):
        y = _y(level, top, scale)
        yield svg.line((_LEFT, y), (_WIDTH - _RIGHT, y))
        label = f"{level} {unit}"
        yield svg.text((_LEFT - 8, y + 4), label, size=11, colour=svg.FAINT, anchor="end")
    for year in range(FIRST.year, LAST.year + 1):
        x = _x(date(year, 1, 1))
        yield svg.line((x, top), (x, top + _PANEL))
        yield svg.text((x + 4, top + _PANEL + 16), str(year), size=11, colour=svg.FAINT)


def _legend(
    top: float, series: tuple[Series, ...], ends: list[tuple[float, Series]], unit: str
) -> Iterator[str]:
    """Names at the right; of euros at the height of their line, of shares one below the other."""
    right = _WIDTH - _RIGHT + 14
    if unit == "€":
        placed = sorted(ends, key=lambda end: end[0])
        last = top - 20.0
        for y, one in placed:
            last = max(y + 4, last + 16)
            said = f"{_amount(LAST, one)} {one[2]}"
            yield svg.text((right, last), said, size=11.5, colour=one[3])
        return
    for place, one in enumerate(reversed(series)):
        y = top + 16 + place * 20
        yield svg.path([(right, y - 4), (right + 26, y - 4)], colour=one[3], dashes=one[4])
        yield svg.text((right + 33, y), one[2], size=11.5, colour=one[3])


def _steps(one: Series) -> Iterator[tuple[date, float]]:
    """The corners of a stepped line, from the first day that has a value."""
    last: float | None = None
    for day in [*_days(one), LAST]:
        amount = _number(day, one)
        if amount is None:
            continue
        if last is not None:
            yield day, last
        yield day, amount
        last = amount


def _days(one: Series) -> list[date]:
    tables = FRENCH_LAW.tables_of(one[0])
    found = {day for category in chain(one[1]) for day in _changes(tables, category)}
    return sorted({FIRST} | {day for day in found if FIRST < day < LAST})


def _changes(tables: object, category: Category) -> list[date]:
    assert hasattr(tables, "get")
    table = tables.get(category)
    return list(table.change_days()) if table else []


def _value(day: date, one: Series) -> Share | HourlyPay | None:
    found = find(FRENCH_LAW.tables_of(one[0]), chain(one[1]), day, None)
    if found is None or isinstance(found.entry.value, Special):
        return None
    held = found.entry.value
    assert isinstance(held, Share | HourlyPay)
    return held


def _number(day: date, one: Series) -> float | None:
    held = _value(day, one)
    if held is None:
        return None
    return float(held.exact * 100) if isinstance(held, Share) else float(held.exact)


def _amount(day: date, one: Series) -> str:
    return str(_value(day, one))


def _x(day: date) -> float:
    span = _WIDTH - _LEFT - _RIGHT
    return _LEFT + span * (day - FIRST).days / (LAST - FIRST).days


def _y(amount: float, top: float, scale: tuple[int, int]) -> float:
    lowest, highest = scale
    return top + _PANEL * (highest - amount) / (highest - lowest)
