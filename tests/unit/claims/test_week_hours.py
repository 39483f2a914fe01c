"""Hours that count: what an employee's week leaves to its slices, in whatever order they come."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.claim.week_hours import (
    ClaimedHours,
    ClaimedSlice,
    CountedSlice,
    TakenOfWeek,
    count_alone,
    count_week,
    days_claimed_twice,
    hour_problems,
    hours_left,
)
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS, Hours

MONDAY = date(2026, 3, 9)


def slice_of(
    days: str,
    claimed: str,
    *,
    present: str = "0",
    contract: str = "35",
    number: int = 0,
) -> ClaimedSlice:
    """A line of the week, by its first and last day: ``13`` is from Monday to Wednesday."""
    first, last = (MONDAY + timedelta(days=int(day) - 1) for day in (days[0], days[-1]))
    return ClaimedSlice(
        number, first, last, Hours.parse(contract), Hours.parse(present), Hours.parse(claimed)
    )


def counted(*slices: ClaimedSlice, taken: TakenOfWeek | None = None) -> list[str]:
    """The hours of each, in their order; with what cut it, where something did."""
    numbered = [one._replace(number=number) for number, one in enumerate(slices)]
    found = count_week(numbered, taken) if taken else count_week(numbered)
    by_number = sorted(found, key=lambda each: each.number)
    return [" ".join((str(one.hours), *one.warnings)) for one in by_number]


# One slice


@pytest.mark.parametrize(
    ("only", "hours"),
    [
        (slice_of("17", "35"), "35.00"),
        (slice_of("17", "10"), "10.00"),
        (slice_of("17", "20", contract="20"), "20.00"),
        (slice_of("17", "10", present="30"), "5.00 week_limit"),
        (slice_of("17", "42", contract="42"), "35.00 week_limit"),
        (slice_of("15", "35"), "35.00"),
        (slice_of("12", "35"), "14.00 slice_limit"),
        (slice_of("7", "35"), "7.00 slice_limit"),
        (slice_of("1", "39", contract="39"), "7.80 slice_limit"),
        (slice_of("14", "31.20", contract="39"), "31.20"),
        (slice_of("13", "24", present="15", contract="42"), "20.00 week_limit"),
        (slice_of("12", "30", present="30", contract="60"), "5.00 slice_limit week_limit"),
        (slice_of("17", "0", present="40"), "0.00"),
    ],
)
def test_a_slice_counts_within_its_days_and_its_week(only: ClaimedSlice, hours: str) -> None:
    assert counted(only) == [hours]
    alone = count_alone(only)
    assert " ".join((str(alone.hours), *alone.warnings)) == hours


@pytest.mark.parametrize(
    ("contract", "days", "hours"),
    [("17.33", "13", "10.40"), ("17.32", "13", "10.39"), ("0.01", "12", "0.00")],
)
def test_a_fifth_of_the_contract_is_rounded_once_for_all_days(
    contract: str, days: str, hours: str
) -> None:
    """3 × 17.33 / 5 = 10.398; 3 × 17.32 / 5 = 10.392; 2 × 0.01 / 5 = 0.004."""
    assert counted(slice_of(days, contract, contract=contract)) == [f"{hours} slice_limit"]


# Slices of one week


def test_the_room_goes_to_the_slices_by_their_first_day() -> None:
    """Wednesday to Friday asks last, and gets what Monday and Tuesday left."""
    first, second = slice_of("12", "14"), slice_of("37", "35")
    assert counted(first, second) == ["14.00", "21.00 week_limit"]
    assert counted(second, first) == ["21.00 week_limit", "14.00"]


def test_hours_worked_in_a_later_slice_leave_less_to_an_earlier_one() -> None:
    first, second = slice_of("12", "14"), slice_of("37", "0", present="35")
    assert counted(first, second) == ["0.00 week_limit", "0.00"]
    assert counted(second, first) == ["0.00", "0.00 week_limit"]


def test_one_week_in_two_slices_counts_what_the_whole_week_does() -> None:
    """The first claims the week, the second was worked for 20 hours: 15 are left in all."""
    first, second = slice_of("15", "35"), slice_of("67", "15", present="20")
    assert counted(first, second) == ["15.00 week_limit", "0.00 slice_limit week_limit"]


def test_an_earlier_claim_keeps_what_it_was_counted() -> None:
    taken = TakenOfWeek(Hours.parse("7"), Hours.parse("14"), ((MONDAY, MONDAY),))
    assert counted(slice_of("27", "30"), taken=taken) == ["14.00 week_limit"]


# Days claimed twice


def twice(*slices: ClaimedSlice, taken: Sequence[tuple[date, date]] = ()) -> set[int]:
    """Places of the lines that are refused; the same in every order."""
    numbered = [one._replace(number=number) for number, one in enumerate(slices)]
    (found,) = {days_claimed_twice(order, taken) for order in permutations(numbered)}
    return set(found)


def test_lines_stay_that_leave_the_most() -> None:
    assert twice(slice_of("13", "21"), slice_of("35", "14"), slice_of("45", "14")) == {1}
    assert twice(slice_of("17", "35"), slice_of("2", "7"), slice_of("37", "21")) == {0}


def test_of_the_same_days_the_largest_claim_of_the_shortest_contract_stays() -> None:
    assert twice(slice_of("17", "20"), slice_of("17", "35")) == {0}
    assert twice(slice_of("17", "20", present="7"), slice_of("17", "20")) == {0}
    assert twice(slice_of("17", "20"), slice_of("17", "15", contract="15")) == {0}


def test_of_lines_that_say_the_same_the_first_stays() -> None:
    assert twice(slice_of("17", "35"), slice_of("17", "35")) == {1}


def test_the_days_of_an_earlier_claim_stay_its_own() -> None:
    assert twice(slice_of("1", "7"), slice_of("27", "28"), taken=[(MONDAY, MONDAY)]) == {0}


def test_a_line_that_is_refused_takes_nothing() -> None:
    whole, same = slice_of("17", "35", present="0"), slice_of("17", "20", present="15")
    assert counted(whole, same) == ["35.00", "0.00"]


# In any order

HOURS = st.integers(0, 50_00).map(Hours)


@st.composite
def weeks(draw: st.DrawFn) -> list[ClaimedSlice]:
    """Lines of one employee's week, some of them with days of others."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        first, last = sorted(draw(st.tuples(st.integers(0, 6), st.integers(0, 6))))
        made.append(
            ClaimedSlice(
                number,
                MONDAY + timedelta(days=first),
                MONDAY + timedelta(days=last),
                Hours(draw(st.integers(1, 60_00))),
                draw(st.just(ZERO_HOURS) | HOURS),
                draw(HOURS),
            )
        )
    return made


@given(weeks(), st.data())
def test_the_order_of_the_lines_changes_nothing(
    lines: list[ClaimedSlice], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(lines))
    assert set(count_week(shuffled)) == set(count_week(lines))


@given(weeks(), st.builds(TakenOfWeek, HOURS, HOURS, st.just(())))
def test_the_slices_of_a_week_never_take_more_than_its_duration(
    lines: list[ClaimedSlice], taken: TakenOfWeek
) -> None:
    by_number: dict[int, CountedSlice] = {one.number: one for one in count_week(lines, taken)}
    good = [one for one in lines if not by_number[one.number].twice]
    present = sum((one.present for one in good), taken.present)
    longest = min(LEGAL_WEEK, max(one.contract for one in good))
    total = sum((by_number[one.number].hours for one in good), ZERO_HOURS)
    assert total <= max(ZERO_HOURS, longest - present - taken.counted)
    for one in lines:
        found = by_number[one.number]
        assert ZERO_HOURS <= found.hours <= one.claimed
        assert bool(found.warnings) == (found.hours < one.claimed and not found.twice)


# A line by itself


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (ClaimedHours(Hours(3500), Hours(0), Hours(0), Hours(3500)), []),
        (
            ClaimedHours(Hours(3500), Hours(700), Hours(700), Hours(2101)),
            [("unworked_hours", "hours_above_count")],
        ),
        (
            ClaimedHours(Hours(0), Hours(0), Hours(0), Hours(0)),
            [("contract_hours", "no_contract_hours")],
        ),
        (
            ClaimedHours(Hours(0), Hours(0), Hours(0), Hours(700)),
            [("contract_hours", "no_contract_hours"), ("unworked_hours", "hours_above_count")],
        ),
        (
            ClaimedHours(Hours(3500), Hours(-1), Hours(-1), Hours(-1)),
            [(f"{key}_hours", "negative_hours") for key in ("worked", "assimilated", "unworked")],
        ),
        (ClaimedHours(Hours(3500), Hours(0), Hours(0), Hours(350), Days(50)), []),
        (
            ClaimedHours(Hours(3500), Hours(0), Hours(0), Hours(4200), Days(500)),
            [("unworked_days", "hours_above_count"), ("unworked_days", "days_do_not_make_hours")],
        ),
    ],
)
def test_what_is_wrong_with_hours_is_told_by_their_fact(
    hours: ClaimedHours, told: list[tuple[str, str]]
) -> None:
    assert [(one.path, one.code) for one in hour_problems(hours)] == told


def test_only_a_contract_in_hours_says_that_its_overtime_does_not_count() -> None:
    above = ClaimedHours(Hours(3900), Hours(0), Hours(0), Hours(3900), contract_in_hours=True)
    within = ClaimedHours(Hours(3500), Hours(0), Hours(0), Hours(3500), contract_in_hours=True)
    assert above.warnings == ("overtime_of_contract_not_counted",)
    assert within.warnings == ()


@pytest.mark.parametrize(
    ("contract", "present", "days", "left"),
    [
        ("35", "20", 7, "15.00"),
        ("35", "36", 7, "0.00"),
        # A fifth of the contract for each day of a part of a week.
        ("35", "0", 2, "14.00"),
        ("35", "30", 2, "5.00"),
        ("24", "0", 6, "24.00"),
    ],
)
def test_what_a_contract_leaves_of_some_days(
    contract: str, present: str, days: int, left: str
) -> None:
    """R. 5122-19, al. 2, for whoever is to claim hours that nobody typed."""
    assert hours_left(Hours.parse(contract), Hours.parse(present), days) == Hours.parse(left)
