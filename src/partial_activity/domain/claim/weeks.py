"""Weeks and months: a week that straddles two months is two slices, each claimed by its own month.

What they share of one legal duration is counted in :mod:`~.week_hours`.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.days import CivilMonth, day_given
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.dated import Span
from partial_activity.domain.values import frozen

_DAY = timedelta(days=1)
_LAST_OF_WEEK = timedelta(days=6)


@frozen
class WeekSlice:
    """The days of one week that lie in one month."""

    week: str
    """ISO: ``2020-W15``."""
    span: Span


def slices_of(month: date) -> tuple[WeekSlice, ...]:
    """The weeks of a month, in order, each with its days in the month: together, all its days."""
    civil = CivilMonth.of(month)
    slices: list[WeekSlice] = []
    first = civil.first
    while first <= civil.last:
        last = min(monday_of(week_of(first)) + _LAST_OF_WEEK, civil.last)
        slices.append(WeekSlice(week_of(first), Span(first, last)))
        first = last + _DAY
    return tuple(slices)


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
        day_given(monday.year, monday.month, monday.day)
    except ValueError:
        monday = None
    if not mark or monday is None or week_of(monday) != week:
        raise InvalidValue(
            "out_of_range",
            "week",
            f"{week!r} is not a week such as 2020-W15",
            f"{week!r} n'est pas une semaine comme 2020-W15",
        )
    return monday


def whole_weeks(lines: Sequence[ClaimLine]) -> Span:
    """The days from the first Monday to the last Sunday of some lines: other slices lie there."""
    mondays = [monday_of(line.week) for line in lines]
    return Span(min(mondays), max(mondays) + _LAST_OF_WEEK)


class DaysOutside(InvalidValue):
    """Days that are not days of a line's week and month."""

    def __init__(self, path: str, days: Span | None, message: str) -> None:
        super().__init__("out_of_range", path, message)
        self.days = days
        """The days of the week in the month; None: it has none."""


@lru_cache(maxsize=2048)
def days_of_line(month: date, monday: date, first: date | None, last: date | None) -> Span:
    """The days of a line: those of its week that lie in its month, or the part of them given.

    Args:
        month: any of its days.
        monday: of the week.
        first: the first of the part; None: of the days.
        last: the last.

    Raises:
        DaysOutside: the week has no day in the month, or the days given are not among them.
    """
    civil = CivilMonth.of(month)
    start, end = max(monday, civil.first), min(monday + _LAST_OF_WEEK, civil.last)
    if start > end:
        message = f"{week_of(monday)} has no day in {civil}, the month of the line"
        raise DaysOutside("week", None, message)
    since, until = first or start, last or end
    if not start <= since <= until <= end:
        path = "first_day" if first and not start <= first <= end else "last_day"
        message = f"the days of the line lie between {start} and {end}"
        raise DaysOutside(path, Span(start, end), message)
    return Span(since, until)


def check_slice(line: ClaimLine, month: date) -> None:
    """Refuse a line whose days are not days of its week and of the claim's month.

    Raises:
        InvalidValue: they are not, or the line has no last day.
    """
    if line.span.last is None:
        raise InvalidValue(
            "missing", "span.last", "a line says until which day", "une ligne dit jusqu'à quel jour"
        )
    try:
        days_of_line(month, monday_of(line.week), line.span.first, line.span.last)
    except DaysOutside as error:
        raise InvalidValue(
            "out_of_range",
            "span",
            "the days of a line lie in its week and in its month: "
            f"week {line.week}, month {CivilMonth.of(month)}",
            f"les jours d'une ligne sont de sa semaine et de son mois : semaine {line.week}, mois "
            f"{CivilMonth.of(month).first:%m/%Y}",
        ) from error
