"""Weeks that straddle two months: which days a line may speak of."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.claim.weeks import (
    DaysOutside,
    check_slice,
    days_of_line,
    monday_of,
    slices_of,
    week_of,
    whole_weeks,
)
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.dated import Span

from .conftest import APRIL, MARCH, line

MONTHS = st.dates(date(2013, 1, 1), date(2040, 12, 31))


@given(MONTHS, st.integers(1, 30))
def test_every_day_belongs_to_one_slice_of_one_month(first: date, months: int) -> None:
    start = CivilMonth.of(first)
    claimed: list[date] = []
    for month in start.to(start.plus(months)):
        for each in slices_of(month.first):
            assert each.span.last is not None
            day = each.span.first
            while day <= each.span.last:
                assert week_of(day) == each.week
                claimed.append(day)
                day += timedelta(days=1)
    days = (start.plus(months).last - start.first).days + 1
    assert claimed == [start.first + timedelta(days=number) for number in range(days)]


def test_a_week_across_two_months_is_two_slices() -> None:
    last, first = slices_of(MARCH)[-1], slices_of(APRIL)[0]
    assert last.week == first.week == "2020-W14"
    assert last.span == Span(date(2020, 3, 30), date(2020, 3, 31))
    assert first.span == Span(date(2020, 4, 1), date(2020, 4, 5))


@given(MONTHS)
def test_a_week_is_read_as_it_is_written(day: date) -> None:
    monday = monday_of(week_of(day))
    assert monday <= day <= monday + timedelta(days=6)


@pytest.mark.parametrize("text", ["2020-W54", "2020W15", "2021-W53", "soon", "2020-W1", "-W01"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="not a week"):
        monday_of(text)


def test_the_days_around_a_claim_are_its_whole_weeks() -> None:
    lines = [line(week="2020-W18", unworked="7"), line(week="2020-W14", unworked="7")]
    assert whole_weeks(lines) == Span(date(2020, 3, 30), date(2020, 5, 3))


@pytest.mark.parametrize(
    "span",
    [
        Span(date(2020, 3, 31), date(2020, 4, 5)),
        Span(date(2020, 4, 1), date(2020, 4, 6)),
        Span(date(2020, 4, 1)),
    ],
)
def test_a_line_keeps_to_its_week_and_month(span: Span) -> None:
    with pytest.raises(InvalidValue):
        check_slice(attrs.evolve(line(week="2020-W14"), span=span), APRIL)


@pytest.mark.parametrize(
    ("first", "last", "path"),
    [
        (date(2020, 3, 31), None, "first_day"),
        (date(2020, 4, 6), None, "first_day"),
        (None, date(2020, 4, 6), "last_day"),
        (None, date(2020, 3, 31), "last_day"),
        (date(2020, 4, 3), date(2020, 4, 2), "last_day"),
    ],
)
def test_days_that_leave_the_week_and_month_are_told_with_those_there_are(
    first: date | None, last: date | None, path: str
) -> None:
    with pytest.raises(DaysOutside) as refused:
        days_of_line(APRIL, date(2020, 3, 30), first, last)
    assert (refused.value.code, refused.value.path) == ("out_of_range", path)
    assert refused.value.days == Span(date(2020, 4, 1), date(2020, 4, 5))


def test_a_week_of_another_month_has_no_days() -> None:
    with pytest.raises(DaysOutside) as refused:
        days_of_line(APRIL, date(2020, 5, 4), None, None)
    assert (refused.value.path, refused.value.days) == ("week", None)


def test_days_that_are_not_given_are_all_there_are() -> None:
    assert days_of_line(APRIL, date(2020, 3, 30), None, None) == Span(
        date(2020, 4, 1), date(2020, 4, 5)
    )
    assert days_of_line(APRIL, date(2020, 4, 6), date(2020, 4, 7), None) == Span(
        date(2020, 4, 7), date(2020, 4, 12)
    )
