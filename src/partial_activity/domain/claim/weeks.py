"""Weeks and months: a week that straddles two months is two slices, each claimed by its own month.

The slices of one employee and week share one legal duration, across the claims of both months.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from attrs import frozen

from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import LEGAL_WEEK, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.dated import Span

_DAY = timedelta(days=1)
_LAST_OF_WEEK = timedelta(days=6)
_EmployeeWeek = tuple[Nir, str]


@frozen
class WeekSlice:
    """The days of one week that lie in one month."""

    week: str
    """ISO: ``2020-W15``."""
    span: Span


def slices_of(month: date) -> tuple[WeekSlice, ...]:
    """The weeks of a month, in order, each with its days in the month: together, all its days."""
    civil = CivilMonth.of(month)
    found: list[WeekSlice] = []
    first = civil.first
    while first <= civil.last:
        last = min(monday_of(week_of(first)) + _LAST_OF_WEEK, civil.last)
        found.append(WeekSlice(week_of(first), Span(first, last)))
        first = last + _DAY
    return tuple(found)


def week_of(day: date) -> str:
    """The ISO week of a day: ``2020-W15``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


@lru_cache(maxsize=1024)
def monday_of(week: str) -> date:
    """The first day of an ISO week.

    Raises:
        InvalidValue: not a week such as ``2020-W15``.
    """
    year, mark, number = week.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        monday = None
    if not mark or monday is None or week_of(monday) != week:
        raise InvalidValue("out_of_range", "week", f"{week!r} is not a week such as 2020-W15")
    return monday


def whole_weeks(lines: Sequence[ClaimLine]) -> Span:
    """From the Monday of the first week to the Sunday of the last: where other slices may lie."""
    mondays = [monday_of(line.week) for line in lines]
    return Span(min(mondays), max(mondays) + _LAST_OF_WEEK)


def check_slice(line: ClaimLine, month: date) -> None:
    """Refuse a line whose days are not days of its week and of the claim's month.

    Raises:
        InvalidValue: they are not, or the line has no last day.
    """
    civil, monday = CivilMonth.of(month), monday_of(line.week)
    first, last = max(monday, civil.first), min(monday + _LAST_OF_WEEK, civil.last)
    if line.span.last is None:
        raise InvalidValue("missing", "span.last", "a line says until which day")
    if not first <= line.span.first <= line.span.last <= last:
        raise InvalidValue(
            "out_of_range",
            "span",
            f"the days of a line lie in its week and in its month: week {line.week}, month {civil}",
        )


@frozen
class CountedLine:
    """The hours of a line that the shared legal duration leaves room for."""

    line: ClaimLine
    hours: Hours
    limited: bool
    """Other slices of the week took some of the room."""


def share_weeks(lines: Sequence[ClaimLine], others: Iterable[ClaimLine]) -> Iterator[CountedLine]:
    """The hours of each line, in order; the slices of an employee's week share one duration.

    The room of a week is the legal duration or, if lower, the contract's, less the hours worked or
    assimilated in all its slices, less what the other claims were counted (R. 5122-11, R. 5122-19).

    Args:
        lines: of one claim; numbers and order decide who takes what is left.
        others: lines of the same employees in other claims that stand.
    """
    present: dict[_EmployeeWeek, int] = defaultdict(int)
    counted: dict[_EmployeeWeek, int] = defaultdict(int)
    for line in lines:
        present[line.nir, line.week] += _present(line)
    for other in others:
        present[other.nir, other.week] += _present(other)
        counted[other.nir, other.week] += other.compensable_hours.hundredths
    for line in lines:
        key = line.nir, line.week
        duration = min(LEGAL_WEEK.hundredths, line.contract_hours.hundredths)
        claimed = line.unworked_hours.hundredths
        alone = min(claimed, max(0, duration - _present(line)))
        hours = min(alone, max(0, duration - present[key] - counted[key]))
        counted[key] += hours
        yield CountedLine(line, Hours(hours), limited=hours < alone)


def _present(line: ClaimLine) -> int:
    return line.worked_hours.hundredths + line.assimilated_hours.hundredths
