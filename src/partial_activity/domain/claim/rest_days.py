"""Sundays and public holidays: days on which few would have worked.

The eleven holidays of C. trav., art. L. 3133-1; Alsace-Moselle and overseas departments have more,
which are not told here.
"""

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, the Ascension and Whit Monday."""
_SATURDAY, _SUNDAY = 5, 6
_WORKING_DAYS = 5


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    easter = _easter(year)
    moving = (easter + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))


def days_to_work(first: date, last: date) -> int:
    """The days from one to another that are likely to be worked: five a week at most.

    A holiday from Monday to Friday is one day less; Saturday may be one of the five.
    """
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    off = [day for day in days if day in public_holidays(day.year)]
    open_days = [day for day in days if day.weekday() != _SUNDAY and day not in off]
    within_week = _WORKING_DAYS - sum(day.weekday() < _SATURDAY for day in off)
    return min(len(open_days), within_week)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    quarter, rest = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * quarter - moon - rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
