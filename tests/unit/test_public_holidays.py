"""Which days are public holidays, by place; and how many of them would have been worked."""

from datetime import date

import pytest

from partial_activity import Days
from partial_activity.adapters.registers.public_holidays import (
    Place,
    holidays_on_working_days,
    public_holidays,
)

MAY_2025 = date(2025, 5, 1), date(2025, 5, 31)


def test_may_2025_has_three_national_holidays() -> None:
    """1 May, 8 May and Ascension Day."""
    found = [holiday.day for holiday in public_holidays(*MAY_2025)]
    assert found == [date(2025, 5, 1), date(2025, 5, 8), date(2025, 5, 29)]


@pytest.mark.parametrize("place", [Place.MOSELLE, Place.ALSACE])
def test_alsace_moselle_has_good_friday_and_the_second_day_of_christmas(place: Place) -> None:
    """Two days more than elsewhere (L. 3134-13)."""
    year = date(2025, 1, 1), date(2025, 12, 31)
    national = {holiday.day for holiday in public_holidays(*year)}
    local = {holiday.day for holiday in public_holidays(*year, place)}
    assert local - national == {date(2025, 4, 18), date(2025, 12, 26)}


@pytest.mark.parametrize(
    ("place", "abolition"),
    [
        (Place.MAYOTTE, date(2025, 4, 27)),
        (Place.MARTINIQUE, date(2025, 5, 22)),
        (Place.GUADELOUPE, date(2025, 5, 27)),
        (Place.GUYANE, date(2025, 6, 10)),
        (Place.REUNION, date(2025, 12, 20)),
    ],
)
def test_an_overseas_department_has_its_day_of_abolition(place: Place, abolition: date) -> None:
    """Each its own (L. 3422-2)."""
    assert abolition in {holiday.day for holiday in public_holidays(abolition, abolition, place)}


def test_only_holidays_that_would_have_been_worked_are_counted() -> None:
    """15 August 2026 is a Saturday: it counts only where Saturdays are worked."""
    august = date(2026, 8, 1), date(2026, 8, 31)
    assert holidays_on_working_days(*august) == Days.parse("0")
    assert holidays_on_working_days(*august, saturdays=True) == Days.parse("1")


def test_a_period_over_the_new_year_sees_both_years() -> None:
    """Christmas and New Year's Day."""
    assert holidays_on_working_days(date(2025, 12, 22), date(2026, 1, 2)) == Days.parse("2")
