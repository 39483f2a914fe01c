"""Weeks that straddle two months, and the one duration their slices share."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity import Hours
from partial_activity.domain.claim.claims import AssessedLine, ClaimLine
from partial_activity.domain.claim.weeks import (
    check_slice,
    monday_of,
    share_weeks,
    slices_of,
    week_of,
    whole_weeks,
)
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import ZERO_EUROS

from .conftest import ANNE, APRIL, BEN, MARCH, line

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


HOURS = st.integers(0, 50_00).map(Hours)


@st.composite
def slices(draw: st.DrawFn) -> list[ClaimLine]:
    """Lines of two employees in one week, as if a week had many slices."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        said = line(draw(st.sampled_from([ANNE, BEN])))
        made.append(
            attrs.evolve(
                said,
                number=number,
                contract_hours=Hours(draw(st.integers(1, 48_00))),
                worked_hours=Hours(draw(st.integers(0, 20_00))),
                assimilated_hours=Hours(draw(st.integers(0, 10_00))),
                unworked_hours=draw(HOURS),
            )
        )
    return made


def assessed(said: ClaimLine, hours: Hours) -> ClaimLine:
    """A line of another claim that was counted some hours."""
    found = AssessedLine(hours, ZERO_EUROS, ZERO_EUROS, ZERO_EUROS, ZERO_EUROS, "")
    return attrs.evolve(said, assessed=found)


@given(slices(), slices())
def test_the_slices_of_a_week_never_take_more_than_its_duration(
    mine: list[ClaimLine], others: list[ClaimLine]
) -> None:
    before = [assessed(each.line, each.hours) for each in share_weeks(others, ())]
    counted = list(share_weeks(mine, before))
    for who in (ANNE, BEN):
        own = [each for each in counted if each.line.nir == who]
        theirs = [each for each in before if each.nir == who]
        taken = sum(each.hours.hundredths for each in own)
        present = sum(
            each.worked_hours.hundredths + each.assimilated_hours.hundredths
            for each in [*(one.line for one in own), *theirs]
        )
        already = sum(each.compensable_hours.hundredths for each in theirs)
        longest = max((min(3500, each.line.contract_hours.hundredths) for each in own), default=0)
        assert taken <= max(0, longest - present - already)
    for each in counted:
        assert Hours(0) <= each.hours <= each.line.unworked_hours


def test_what_a_slice_alone_could_not_take_is_not_called_limited() -> None:
    (alone,) = share_weeks([line(contract="42", unworked="42")], ())
    assert (alone.hours, alone.limited) == (Hours.parse("35"), False)


def test_the_other_slice_limits_what_is_left() -> None:
    before = assessed(line(week="2020-W14", month=MARCH, unworked="14"), Hours.parse("14"))
    (rest,) = share_weeks([line(week="2020-W14", unworked="30")], [before])
    assert (rest.hours, rest.limited) == (Hours.parse("21"), True)


def test_hours_worked_in_the_other_slice_leave_less_room() -> None:
    before = assessed(
        line(week="2020-W14", month=MARCH, unworked="0", worked="16"), Hours.parse("0")
    )
    (rest,) = share_weeks([line(week="2020-W14", unworked="30")], [before])
    assert rest.hours == Hours.parse("19")
