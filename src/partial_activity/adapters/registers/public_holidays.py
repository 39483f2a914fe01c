"""Public holidays of a place in France, from the ``holidays`` library (extra ``calendar``).

The domain takes holidays as days that were not worked; which days they are differs by place:
Alsace-Moselle has two more (C. trav., art. L. 3134-13), overseas departments one for the abolition
of slavery (L. 3422-2).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from attrs import frozen
from holidays import country_holidays

from partial_activity.domain.assessment.cases import Days

_SATURDAY = 5


class Place(Enum):
    """The place, where holidays differ; the value is the subdivision in ISO 3166-2:FR."""

    NATIONAL = ""
    ALSACE = "6AE"
    MOSELLE = "57"
    GUADELOUPE = "971"
    MARTINIQUE = "972"
    GUYANE = "973"
    REUNION = "974"
    MAYOTTE = "976"


@frozen
class Holiday:
    """A public holiday."""

    day: date
    name: str
    """The name in French."""


def public_holidays(first: date, last: date, place: Place = Place.NATIONAL) -> tuple[Holiday, ...]:
    """The holidays from ``first`` to ``last``, both included, in order.

    Good Friday in Alsace-Moselle is a holiday only where there is a mixed church; the library
    counts it, so a place without one leaves it out.
    """
    years = range(first.year, last.year + 1)
    known = country_holidays("FR", subdiv=place.value or None, years=years, language="fr")
    holidays = (Holiday(day, name) for day, name in sorted(known.items()))
    return tuple(holiday for holiday in holidays if first <= holiday.day <= last)


def holidays_on_working_days(
    first: date, last: date, place: Place = Place.NATIONAL, *, saturdays: bool = False
) -> Days:
    """Count those that fall on a day that is worked: what ``DayPeriod.holidays`` asks for.

    Args:
        first: first day of the period.
        last: last day of the period.
        place: where the establishment is.
        saturdays: whether Saturdays are worked.
    """
    off = {holiday.day for holiday in public_holidays(first, last, place)}
    working = (day for day in _days(first, last) if day.weekday() < _SATURDAY + saturdays)
    return Days(100 * len(off.intersection(working)))


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
