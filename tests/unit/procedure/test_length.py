"""How long an authorisation may last, and the commitments it may ask for."""

from datetime import date, timedelta
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.authorisation.length import (
    Authorised,
    MaximumLength,
    commitments_required,
    maximum_length,
)
from partial_activity.domain.days import Period
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.procedure_units import Motive


class AsKnown(TypedDict):
    """A law, and the day of knowledge."""

    law: Law
    known_on: date | None


NOW: AsKnown = {"law": FRENCH_LAW, "known_on": None}


def period(first: str, last: str) -> Period:
    """Two ISO days."""
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def past(first: str, last: str, motive: Motive = Motive.EXCEPTIONAL) -> Authorised:
    """An authorisation given before."""
    return Authorised(period(first, last), motive)


def ask(
    first: str,
    last: str,
    *earlier: Authorised,
    motive: Motive = Motive.EXCEPTIONAL,
    filed: date | None = None,
    known_on: date | None = None,
) -> MaximumLength:
    """A request filed on the first day, unless told otherwise."""
    asked = period(first, last)
    return maximum_length(
        asked, motive, filed or asked.first, earlier, law=FRENCH_LAW, known_on=known_on
    )


def codes(answer: MaximumLength) -> list[str]:
    """The codes of the refusals."""
    return [refusal.code for refusal in answer.refusals]


def warned(answer: MaximumLength) -> bool:
    """Whether a point of the answer is open."""
    return any(warning.code == "disputed" for warning in answer.basis.warnings)


@pytest.mark.parametrize(
    ("filed", "last_day"),
    [
        (date(2020, 3, 25), date(2020, 9, 24)),
        (date(2020, 3, 26), date(2021, 3, 25)),
        (date(2021, 6, 30), date(2022, 6, 29)),
        (date(2021, 7, 1), date(2021, 9, 30)),
    ],
)
def test_the_longest_authorisation_follows_the_day_of_the_request(
    filed: date, last_day: date
) -> None:
    """Six months, twelve in the crisis, three since 1 July 2021."""
    assert maximum_length(Period(filed, filed), Motive.ECONOMIC, filed, (), **NOW).last_day == (
        last_day
    )
    too_long = Period(filed, last_day + timedelta(days=1))
    answer = maximum_length(too_long, Motive.ECONOMIC, filed, (), **NOW)
    assert codes(answer) == ["authorisation_too_long"]


@pytest.mark.parametrize(
    ("filed", "known_on", "last"),
    [
        # Three months were planned from 1 January 2021, then from 1 March, then from 1 July.
        ("2021-01-04", date(2020, 10, 31), "2021-04-03"),
        ("2021-01-04", date(2020, 12, 25), "2021-04-03"),
        ("2021-01-04", date(2020, 12, 26), "2022-01-03"),
        ("2021-03-01", date(2021, 2, 26), "2021-05-31"),
        ("2021-03-01", date(2021, 2, 27), "2022-02-28"),
    ],
)
def test_the_switch_to_three_months_was_put_off_twice(
    filed: str, known_on: date, last: str
) -> None:
    """What was known on a day stays what was known."""
    assert ask(filed, filed, known_on=known_on).last_day == date.fromisoformat(last)


def test_the_ministrys_example_of_march_2021() -> None:
    """31 May to 31 August 2021 uses two months; three from 1 September; one left on 1 December."""
    first = past("2021-05-31", "2021-08-31")
    second = ask("2021-09-01", "2021-11-30", first)
    assert not second.refusals
    assert second.used is not None
    assert (second.used.months, second.used.days) == (5, 0)
    assert second.basis.citations[1].value == "2021-07-01"
    third = ask("2021-12-01", "2021-12-31", first, past("2021-09-01", "2021-11-30"))
    assert not third.refusals
    assert third.last_day == date(2021, 12, 31)
    fourth = ask("2021-12-01", "2022-01-31", first, past("2021-09-01", "2021-11-30"))
    assert codes(fourth) == ["six_months_used"]


def test_nothing_counts_before_july_2021() -> None:
    """Twelve months authorised before leave six whole ones."""
    before = past("2020-07-01", "2021-06-30")
    assert ask("2021-07-01", "2021-09-30", before).last_day == date(2021, 9, 30)


def test_twelve_months_are_looked_at_from_the_last_day_asked_for() -> None:
    """Ministry's answers of 27 February 2023: what is older has left the window."""
    answer = ask("2024-10-01", "2024-12-31", past("2023-10-01", "2023-12-31"))
    assert answer.window == period("2024-01-01", "2024-12-31")
    assert answer.used is not None
    assert answer.used.months == 3


def test_six_months_in_a_row_or_not() -> None:
    """The seventh is refused, and no other day can be authorised."""
    earlier = (past("2024-01-01", "2024-03-31"), past("2024-05-01", "2024-07-31"))
    answer = ask("2024-09-01", "2024-09-30", *earlier)
    assert codes(answer) == ["six_months_used"]
    assert answer.last_day is None
    assert "31/12/2024" not in answer.refusals[0].french
    assert "30/09/2024" in answer.refusals[0].french


def test_the_same_days_authorised_twice_count_once() -> None:
    """Two authorisations of one establishment may overlap."""
    answer = ask(
        "2024-07-01",
        "2024-09-30",
        past("2024-01-01", "2024-03-31"),
        past("2024-02-01", "2024-03-31"),
    )
    assert not answer.refusals


def test_periods_of_2021_do_not_count_in_the_first_quarter_of_2022() -> None:
    """Decree 2021-1816; as known before it, they did."""
    full = past("2021-07-01", "2021-12-31")
    asked = ("2022-01-01", "2022-03-31")
    assert not ask(*asked, full).refusals
    assert codes(ask(*asked, full, known_on=date(2021, 12, 27))) == ["six_months_used"]


def test_periods_of_2021_count_again_from_april_2022_with_a_warning() -> None:
    """No text says so: the answer carries the doubt."""
    full = past("2021-07-01", "2021-12-31")
    answer = ask("2022-04-01", "2022-06-30", full)
    assert codes(answer) == ["six_months_used"]
    assert warned(answer)
    past_march = ask("2022-03-15", "2022-04-30", full)
    assert not past_march.refusals
    assert warned(past_march)
    assert not warned(ask("2023-01-02", "2023-03-31", full))
    assert not warned(ask("2021-12-01", "2022-01-31", past("2021-07-01", "2021-08-31")))


@pytest.mark.parametrize(
    ("last", "refused"), [("2024-06-30", []), ("2024-07-01", ["authorisation_too_long"])]
)
def test_a_disaster_has_six_months_outside_the_twelve(last: str, refused: list[str]) -> None:
    """Whatever was authorised before."""
    earlier = past("2023-07-01", "2023-12-31")
    answer = ask("2024-01-01", last, earlier, motive=Motive.DISASTER)
    assert codes(answer) == refused
    assert answer.window is None


def test_disasters_do_not_count_for_another_motive_and_the_answer_says_so() -> None:
    """Only where it changes the answer."""
    disaster = past("2024-01-01", "2024-06-30", Motive.DISASTER)
    answer = ask("2024-07-01", "2024-07-31", disaster)
    assert not answer.refusals
    assert warned(answer)
    assert not warned(ask("2025-07-01", "2025-07-31", disaster))


def test_days_that_make_no_whole_month_are_counted_thirty_to_a_month() -> None:
    """With a warning where twenty-eight or thirty-one would answer otherwise."""
    earlier = (past("2024-01-01", "2024-05-15"), past("2024-06-01", "2024-06-20"))
    close = ask("2024-08-01", "2024-08-25", *earlier)
    assert close.used is not None
    assert (close.used.months, close.used.days) == (4, 60)
    assert not close.refusals
    assert warned(close)
    assert not warned(ask("2024-08-01", "2024-08-20", *earlier))
    assert codes(ask("2024-08-01", "2024-08-26", *earlier)) == ["six_months_used"]


@pytest.mark.parametrize(
    ("last", "days", "warns"),
    [
        ("2024-08-21", 56, False),
        ("2024-08-22", 57, True),
        ("2024-08-27", 62, True),
        ("2024-08-28", 63, False),
    ],
)
def test_how_long_a_month_is_is_doubted_where_the_shortest_or_longest_would_decide(
    last: str,
    days: int,
    warns: bool,  # noqa: FBT001  a table
) -> None:
    """Four months are used, two are left: 56 days by the shortest month, 62 by the longest."""
    earlier = (past("2024-01-01", "2024-05-15"), past("2024-06-01", "2024-06-20"))
    answer = ask("2024-08-01", last, *earlier)
    assert answer.used is not None
    assert (answer.used.months, answer.used.days) == (4, days)
    assert bool(warned(answer)) is warns


DAYS = st.dates(date(2022, 1, 1), date(2028, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 92)).map(
    lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(PERIODS, st.lists(PERIODS, max_size=4))
def test_what_is_said_to_be_possible_is_not_refused(asked: Period, earlier: list[Period]) -> None:
    """And the day after is."""
    given_before = [Authorised(each, Motive.ECONOMIC) for each in earlier]
    filed = asked.first

    def answer(last: date) -> MaximumLength:
        return maximum_length(
            Period(asked.first, last), Motive.ECONOMIC, filed, given_before, **NOW
        )

    last = answer(asked.last).last_day
    if last is not None:
        assert not answer(last).refusals
    assert answer(last + timedelta(days=1) if last else asked.first).refusals


@pytest.mark.parametrize(
    ("placed", "required"),
    [
        (period("2023-01-01", "2023-05-14"), False),
        (period("2023-01-01", "2023-05-15"), True),
        (period("2026-05-14", "2026-05-31"), True),
        (period("2026-05-15", "2026-05-31"), False),
    ],
)
def test_commitments_follow_a_placement_in_the_thirty_six_months_before(
    placed: Period, *, required: bool
) -> None:
    """Before the day of the request, which is not of them."""
    answer = commitments_required(date(2026, 5, 15), [placed], **NOW)
    assert answer.required is required
    assert answer.basis.citations[0].article == "R. 5122-9, II"


def test_a_first_request_needs_no_commitments() -> None:
    """Nothing was placed before."""
    assert not commitments_required(date(2013, 7, 1), [], **NOW).required
