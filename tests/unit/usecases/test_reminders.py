"""Who is reminded that the last day to claim is near, when, and how often."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from partial_activity.domain.authorisation.requests import Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import CivilMonth, same_day_after, starts_at
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.letters.reminders import remind_closing_windows

CLOSING = NoticeKind.CLAIM_WINDOW_CLOSING


@pytest.fixture
def world() -> World:
    """A bakery in 2024, when claims were due six months after the end of the period."""
    return World()


@pytest.fixture
def ana(world: World) -> Person:
    """Its principal contact."""
    return world.contact("ana")


@pytest.fixture
def decision(world: World, ana: Person) -> Decision:
    """Authorised for March and April 2024."""
    return world.authorisation(ana)


def remind(world: World) -> int:
    """A step of the worker."""
    return remind_closing_windows(context=world.context)


def days_before_the_end(world: World, ana: Person, decision: Decision, days: int) -> None:
    """Go to the day that leaves so many days to claim."""
    found = requests.read_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    last = same_day_after(found.request.last_day, 6)
    world.clock.set(starts_at(last - timedelta(days=days)) + timedelta(hours=9))


def claim(world: World, decision: Decision, month: str, state: ClaimState) -> None:
    """A claim of a month that stands somewhere."""
    year, number = map(int, month.split("-"))
    with world.units() as uow:
        uow.claims.add(
            Claim(
                siret=BAKERY,
                id=f"claim-{month}-{state.name}",
                version=1,
                decision_number=decision.number,
                month=CivilMonth(year, number).first,
                state=state,
                created_by=decision.number,
                submitted_at=world.clock.now(),
            )
        )
        uow.commit()


def test_months_left_are_told_thirty_and_seven_days_before(
    world: World, ana: Person, decision: Decision
) -> None:
    """Each once, however often the worker asks."""
    told = []
    for days in (40, 31, 30, 30, 29, 8, 7, 7, 1, 0):
        days_before_the_end(world, ana, decision, days)
        told.append(remind(world))
    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    seven, thirty = world.told(CLOSING)
    assert (thirty.values["days_left"], seven.values["days_left"]) == ("30", "7")
    assert thirty.values["closes_on"] == "2024-10-30"
    assert thirty.values["months"] == "2024-03\n2024-04"
    assert [entry.action for entry in world.journal()].count("claim_window.closing") == 2


def test_who_is_reached_late_is_told_once_with_the_days_that_are_left(
    world: World, ana: Person, decision: Decision
) -> None:
    """The worker was stopped for a month."""
    days_before_the_end(world, ana, decision, 3)
    assert remind(world) == 1
    assert [message.values["days_left"] for message in world.told(CLOSING)] == ["3"]


def test_it_is_too_late_once_the_last_day_has_passed(
    world: World, ana: Person, decision: Decision
) -> None:
    """Nothing can be claimed any more."""
    days_before_the_end(world, ana, decision, -1)
    assert remind(world) == 0


def test_only_months_that_were_not_claimed_are_named(
    world: World, ana: Person, decision: Decision
) -> None:
    """A draft and a refused claim are not claimed."""
    claim(world, decision, "2024-03", ClaimState.PAID)
    claim(world, decision, "2024-04", ClaimState.DRAFT)
    days_before_the_end(world, ana, decision, 30)
    remind(world)
    assert [message.values["months"] for message in world.told(CLOSING)] == ["2024-04"]


def test_who_claimed_every_month_is_left_in_peace(
    world: World, ana: Person, decision: Decision
) -> None:
    """Even while one is corrected."""
    claim(world, decision, "2024-03", ClaimState.PAID)
    claim(world, decision, "2024-04", ClaimState.AWAITING_VALIDATION)
    with world.units() as uow:
        paid = uow.claims.get(BAKERY, "claim-2024-03-PAID")
        uow.claims.add(attrs.evolve(paid, version=2, state=ClaimState.DRAFT, submitted_at=None))
        uow.commit()
    days_before_the_end(world, ana, decision, 30)
    assert remind(world) == 0


def test_an_authorisation_that_was_withdrawn_reminds_nobody(
    world: World, ana: Person, decision: Decision
) -> None:
    """Nothing can be claimed under it."""
    with world.units() as uow:
        uow.requests.save_decision(attrs.evolve(decision, withdrawn_at=world.clock.now()))
        uow.commit()
    days_before_the_end(world, ana, decision, 30)
    assert remind(world) == 0


def test_where_no_claim_has_a_last_day_nobody_is_reminded(world: World) -> None:
    """Requests had no time-bar of their own before 24 September 2018 (L. 5122-1, IV)."""
    world.clock.set(datetime(2018, 6, 1, 9, tzinfo=UTC))
    assert remind(world) == 0
