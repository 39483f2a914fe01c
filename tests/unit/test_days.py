"""Legal days, delays and months."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.days import (
    CivilMonth,
    Period,
    day_written,
    end_of_delay,
    is_weekend,
    last_day_of,
    legal_day,
    same_day_after,
    starts_at,
    united,
)

DAYS = st.dates(date(2013, 7, 1), date(2030, 12, 31))


def days_of(period: Period) -> set[date]:
    """Every day of a period."""
    return {period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 1, 15, 22, 59, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 1, 15, 23, 0, tzinfo=UTC), date(2026, 1, 16)),
        (datetime(2026, 1, 15, 23, 30, tzinfo=UTC), date(2026, 1, 16)),
        (datetime(2026, 7, 15, 21, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 23, 30, tzinfo=UTC), date(2026, 7, 16)),
        # Clocks go forward on 29 March 2026 and back on 25 October 2026.
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_legal_day_is_the_day_in_paris(instant: datetime, day: date) -> None:
    """A request filed at half past eleven in the evening, UTC, is received the next day."""
    assert legal_day(instant) == day


def test_an_instant_without_a_time_zone_has_no_legal_day() -> None:
    """Nobody knows which day it is."""
    with pytest.raises(ValueError, match="needs a time zone"):
        legal_day(datetime(2026, 1, 15, 23, 30))  # noqa: DTZ001


@given(DAYS)
def test_a_legal_day_begins_at_the_first_instant_that_belongs_to_it(day: date) -> None:
    """Clock changes included."""
    start = starts_at(day)
    assert legal_day(start) == day
    assert legal_day(start - timedelta(seconds=1)) == day - timedelta(days=1)


def test_a_delay_in_days_does_not_count_the_day_it_starts_from() -> None:
    """Fifteen days from 1 March end on the 16th."""
    assert end_of_delay(date(2026, 3, 1), 15) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2021, 3, 31), 6, date(2021, 9, 30)),
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2022, 2, 28), 6, date(2022, 8, 28)),
        (date(2026, 3, 10), 2, date(2026, 5, 10)),
        (date(2024, 2, 29), -36, date(2021, 2, 28)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
    ],
)
def test_a_delay_in_months_ends_on_the_same_number_or_the_last_day(
    day: date, months: int, end: date
) -> None:
    """Backwards too."""
    assert same_day_after(day, months) == end


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2021, 9, 1), 3, date(2021, 11, 30)),
        (date(2021, 9, 15), 3, date(2021, 12, 14)),
        (date(2021, 11, 30), 3, date(2022, 2, 28)),
        (date(2021, 12, 31), 2, date(2022, 2, 28)),
    ],
)
def test_whole_months_end_on_the_eve_of_the_same_number(
    first: date, months: int, last: date
) -> None:
    """Or on the last day of a month that has no such number."""
    assert last_day_of(first, months) == last


@given(DAYS, st.integers(1, 48))
def test_the_day_after_whole_months_begins_the_next_ones(first: date, months: int) -> None:
    """Whole months measure themselves."""
    assert Period(first, last_day_of(first, months)).length() == (months, 0)


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        (date(2021, 7, 1), date(2021, 8, 31), (2, 0)),
        (date(2021, 7, 1), date(2021, 7, 10), (0, 10)),
        (date(2021, 7, 15), date(2021, 9, 16), (2, 2)),
    ],
)
def test_a_period_is_so_many_months_and_days(
    first: date, last: date, length: tuple[int, int]
) -> None:
    """Months from its first day, then days."""
    assert Period(first, last).length() == length


def test_a_period_cannot_end_before_it_begins() -> None:
    """One day is the least."""
    assert Period(date(2021, 7, 1), date(2021, 7, 1)).length() == (0, 1)
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2021, 7, 2), date(2021, 7, 1))


PERIODS = st.tuples(DAYS, st.integers(0, 200)).map(
    lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(st.lists(PERIODS, max_size=5))
def test_united_periods_hold_the_same_days_once(periods: list[Period]) -> None:
    """And never touch."""
    joined = united(periods)
    assert set().union(*map(days_of, joined)) == set().union(*map(days_of, periods))
    assert all(
        earlier.last + timedelta(days=1) < later.first
        for earlier, later in itertools.pairwise(joined)
    )


@given(PERIODS, PERIODS)
def test_what_two_periods_share_is_in_both(one: Period, other: Period) -> None:
    """Or nothing is."""
    shared = one.within(other)
    assert (days_of(shared) if shared else set()) == days_of(one) & days_of(other)
    assert (one.first in other) == (one.first in days_of(other))


def test_civil_months_follow_each_other() -> None:
    """Over the end of a year."""
    months = list(CivilMonth(2020, 11).to(CivilMonth(2021, 2)))
    assert [str(month) for month in months] == ["2020-11", "2020-12", "2021-01", "2021-02"]
    assert CivilMonth(2021, 1).plus(-2) == CivilMonth(2020, 11)
    assert CivilMonth.of(date(2024, 2, 3)).last == date(2024, 2, 29)
    with pytest.raises(ValueError, match="month"):
        CivilMonth(2021, 13)


def test_saturday_and_sunday_are_the_weekend() -> None:
    """10 May 2026 is a Sunday."""
    assert [is_weekend(date(2026, 5, day)) for day in (8, 9, 10, 11)] == [False, True, True, False]


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_no_day(text: str) -> None:
    """At the ends of the calendar there is no day beside it; the first and the last meant are."""
    with pytest.raises(ValueError, match="a year from 1900 to 2199"):
        day_written(text)
    assert day_written("1900-01-01") == date(1900, 1, 1)
    assert day_written("2199-12-31") == date(2199, 12, 31)
