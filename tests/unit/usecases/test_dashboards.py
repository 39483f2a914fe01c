"""Figures of the whole service: added up right, over the days and months asked for."""

from datetime import date, timedelta

import pytest
from tests.unit.web.watched import IN_APRIL, MARCH, Watched

from partial_activity.domain.days import CivilMonth
from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.testing.stories import World
from partial_activity.usecases.oversight.dashboards import (
    DAYS,
    Dashboard,
    TimeToPayment,
    see_dashboard,
    time_to_payment,
)


@pytest.fixture
def watched() -> Watched:
    return Watched(World())


def seen(watched: Watched, first: date | None = None, last: date | None = None) -> Dashboard:
    return see_dashboard(
        actor=watched.officer, context=watched.world.context, first=first, last=last
    )


def test_one_paid_claim_is_all_there_is(watched: Watched) -> None:
    found = seen(watched)
    assert len(found.claims_by_day) == DAYS
    assert [day for day, count in found.claims_by_day if count] == [IN_APRIL.date()]
    assert found.submitted == 1
    assert found.payment == TimeToPayment(1, 53, 53)
    assert found.screened == {(Outcome.ACCEPT, False): 1}
    assert found.waiting == ()
    assert (found.first_month, found.last_month) == (
        CivilMonth(2023, 4),
        CivilMonth.of(MARCH),
    )
    assert found.whole.hours == watched.claim.hours
    assert found.whole.indemnity == watched.claim.indemnity
    ((text, total),) = found.by_text
    assert (text, total.allowance) == ("décret n° 2021-674", watched.claim.allowance)


def test_months_and_texts_add_up_to_the_same_whole(watched: Watched) -> None:
    found = seen(watched.crowded())
    assert sum(total.allowance.cents for _, total in found.by_text) == found.whole.allowance.cents
    assert sum(total.hours.hundredths for _, total in found.by_month) == (
        found.whole.hours.hundredths
    )
    assert [one.requests + one.claims for one in found.waiting] == [1] * 6
    assert found.letters_failed == 1
    assert found.letters_waiting > 50


def test_every_month_asked_for_is_there_though_nothing_was_claimed(watched: Watched) -> None:
    found = seen(watched, date(2024, 2, 17), date(2024, 4, 1))
    assert [(month, total.lines) for month, total in found.by_month] == [
        (date(2024, 2, 1), 0),
        (MARCH, 3),
        (date(2024, 4, 1), 0),
    ]


@pytest.mark.parametrize(
    ("first", "last", "path"),
    [
        (date(2024, 3, 1), date(2024, 2, 1), "last"),
        (date(2021, 3, 1), date(2024, 3, 1), "first"),
    ],
)
def test_months_in_the_wrong_order_or_too_many_are_refused(
    watched: Watched, first: date, last: date, path: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        seen(watched, first, last)
    assert refused.value.path == path


def test_figures_of_thirty_days_forget_older_ones(watched: Watched) -> None:
    watched.world.clock.set(IN_APRIL + timedelta(days=60))
    found = seen(watched)
    assert (found.submitted, found.payment, dict(found.screened)) == (0, None, {})
    assert found.whole.lines == 3


def test_the_thirty_days_end_today_and_begin_twenty_nine_before(watched: Watched) -> None:
    """Both days count: on the thirtieth day a claim is still there, on the next it is not."""
    claimed = IN_APRIL.date()
    for days, there in ((0, 1), (29, 1), (30, 0)):
        watched.world.clock.set(IN_APRIL + timedelta(days=days))
        found = seen(watched)
        assert found.last_day == claimed + timedelta(days=days)
        assert found.first_day == found.last_day - timedelta(days=29)
        shown = [day for day, _ in found.claims_by_day]
        assert (shown[0], shown[-1], len(shown)) == (found.first_day, found.last_day, 30)
        assert (found.submitted, sum(count for _, count in found.claims_by_day)) == (there, there)


def test_an_employer_sees_no_figures(watched: Watched) -> None:
    with pytest.raises(NotAllowed):
        see_dashboard(actor=watched.ana, context=watched.world.context)


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ({}, None),
        ({5: 1}, TimeToPayment(1, 5, 5)),
        ({1: 1, 2: 1}, TimeToPayment(2, 1, 2)),
        ({9: 1, 1: 8, 100: 1}, TimeToPayment(10, 1, 9)),
        ({1: 89, 2: 1, 3: 10}, TimeToPayment(100, 1, 2)),
    ],
)
def test_median_and_nine_in_ten_are_hours_that_some_claim_took(
    counted: dict[int, int], expected: TimeToPayment | None
) -> None:
    assert time_to_payment(counted) == expected
