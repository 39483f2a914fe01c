"""Legal days, delays and months, as the law counts them.

An instant is stored in UTC; the day it belongs to is the day in Paris. A delay in days leaves out
the day it starts from. A delay in months ends on the same number, or on the last day of the month.
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.values import frozen

_PARIS = "Europe/Paris"
_DAY = timedelta(days=1)
_MONTHS = 12
_SATURDAY = 5
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""Years that somebody may mean; a day at either end of the calendar has no day beside it."""


def day_given(year: int, month: int, day: int) -> date:
    """A day that somebody gave from outside.

    Raises:
        ValueError: the calendar has no such day, or nobody means that year.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        msg = f"a year from {_FIRST_YEAR} to {_LAST_YEAR}, not {year}"
        raise ValueError(msg)
    return date(year, month, day)


def day_written(text: str) -> date:
    """A day that somebody wrote as ``2021-07-31``.

    Raises:
        ValueError: as of ``day_given``, or it is written otherwise.
    """
    day = date.fromisoformat(text)
    return day_given(day.year, day.month, day.day)


def legal_day(instant: datetime) -> date:
    """The day, in Paris, of an instant.

    Raises:
        ValueError: the instant has no time zone, so that nobody knows which day it is.
    """
    if instant.tzinfo is None:
        msg = f"an instant needs a time zone: {instant.isoformat()}"
        raise ValueError(msg)
    return instant.astimezone(ZoneInfo(_PARIS)).date()


def starts_at(day: date) -> datetime:
    """The instant, in UTC, at which a legal day begins: when a worker may act on it."""
    return datetime.combine(day, time(), ZoneInfo(_PARIS)).astimezone(UTC)


def end_of_delay(start: date, days: int) -> date:
    """The last day of a delay of some days: the day it starts from is not counted."""
    return start + days * _DAY


def same_day_after(day: date, months: int) -> date:
    """The same number some months later (earlier, if negative), or the last day of that month."""
    month = CivilMonth.of(day).plus(months)
    return date(month.year, month.month, min(day.day, month.last.day))


def last_day_of(first: date, months: int) -> date:
    """The last day of a stretch of whole months that begins on a day.

    The eve of the same number; where the last month has no such number, its last day.
    """
    same = same_day_after(first, months)
    return same if same.day < first.day else same - _DAY


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


@frozen(order=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidValue(
                "out_of_range",
                "period.last",
                f"a period cannot end ({self.last}) before it begins ({self.first})",
                f"une période ne peut finir ({self.last}) avant de commencer ({self.first})",
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self, other: "Period") -> "Period | None":
        """The days of this period that are also days of another."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def length(self) -> tuple[int, int]:
        """The whole months from the first day, and the days that are left over."""
        months = 0
        while last_day_of(self.first, months + 1) <= self.last:
            months += 1
        counted = last_day_of(self.first, months) if months else self.first - _DAY
        return months, (self.last - counted).days


def united(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as periods that neither overlap nor touch, in order."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.first <= joined[-1].last + _DAY:
            joined[-1] = Period(joined[-1].first, max(joined[-1].last, period.last))
        else:
            joined.append(period)
    return tuple(joined)


@frozen(order=True)
class CivilMonth:
    """A month of the calendar (mois civil)."""

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        if not (MINYEAR <= self.year <= MAXYEAR and 1 <= self.month <= _MONTHS):
            raise InvalidValue(
                "out_of_range",
                "civil_month",
                f"there is no month {self.month} of the year {self.year}",
                f"il n'y a pas de mois {self.month} de l'année {self.year}",
            )

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day belongs to."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "CivilMonth":
        """The month some months later, or earlier if negative."""
        years, index = divmod(self.month - 1 + months, _MONTHS)
        return CivilMonth(self.year + years, index + 1)

    def to(self, last: "CivilMonth") -> Iterator["CivilMonth"]:
        """This month and the following ones, up to and with the last."""
        month = self
        while month <= last:
            yield month
            month = month.plus(1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
