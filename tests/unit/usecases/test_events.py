"""The feed of events: all that changed for who may see it, once, and nothing of others."""

from collections.abc import Iterable
from datetime import timedelta

import attrs
import pytest

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.office.events import (
    Event,
    EventKind,
    EventSubject,
    Happening,
    event_of,
)
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.domain.people.tokens import Scope
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.authorisation.decisions import decide, withdraw_decision
from partial_activity.usecases.authorisation.requests import withdraw_request
from partial_activity.usecases.letters.reminders import remind_closing_windows
from partial_activity.usecases.oversight.events import EventPage, EventPlace, events_after
from partial_activity.usecases.oversight.journal import seal_entries

OTHER = samples.siret(7)


def follow(
    world: World,
    actor: Person,
    place: EventPlace | None = None,
    *,
    kinds: Iterable[EventKind] = EventKind,
    scopes: Iterable[Scope] = Scope,
    limit: int = 50,
) -> EventPage:
    """What comes after a place, once all is sealed."""
    seal_entries(1000, context=world.context)
    return events_after(
        place, tuple(kinds), tuple(scopes), limit, actor=actor, context=world.context
    )


def told(page: EventPage) -> list[Happening]:
    return [event.what for event in page.events]


@pytest.fixture
def world() -> World:
    world = World()
    world.register.put(registered(OTHER, "Café du Port"))
    return world


def test_what_is_filed_and_decided_is_told_in_order_and_once(world: World) -> None:
    ana = world.contact()
    begun = follow(world, ana)
    assert told(begun) == [Happening.ACCESS_GIVEN]
    decision = world.authorisation(ana)
    page = follow(world, ana, begun.place)
    assert told(page) == [Happening.REQUEST_SUBMITTED, Happening.REQUEST_ACCEPTED]
    submitted, accepted = page.events
    assert (submitted.siret, submitted.subject_id) == (BAKERY, decision.request_id)
    assert (submitted.version, accepted.decision) == (1, decision.number)
    assert not page.more
    assert follow(world, ana, page.place) == EventPage((), page.place, more=False)


def test_what_is_not_sealed_yet_is_told_later(world: World) -> None:
    """Until then its place among the others is not sure."""
    ana = world.contact()
    before = follow(world, ana)
    world.file(ana)
    unsealed = events_after(
        before.place, tuple(EventKind), tuple(Scope), 50, actor=ana, context=world.context
    )
    assert unsealed == EventPage((), before.place, more=False)
    assert told(follow(world, ana, before.place)) == [Happening.REQUEST_SUBMITTED]


def test_pages_join_without_a_gap(world: World) -> None:
    ana = world.contact()
    for _ in range(4):
        withdraw_request(BAKERY, world.file(ana).id, actor=ana, context=world.context)
    whole = follow(world, ana).events
    place, found = None, list[Event]()
    while (page := follow(world, ana, place, limit=2)).events:
        found += page.events
        place = page.place
        assert page.more == (len(found) < len(whole))
    assert tuple(found) == whole
    assert len({(one.siret, one.number) for one in whole}) == len(whole)


def test_only_the_kinds_that_are_asked_for_are_told(world: World) -> None:
    ana = world.contact()
    held = world.file(ana, headcount=40)
    world.screen()
    decide(
        BAKERY,
        held.id,
        actor=world.officer(),
        context=world.context,
        accepted=False,
        message="non",
    )
    assert told(follow(world, ana, kinds=[EventKind.REFUSAL])) == [Happening.REQUEST_REFUSED]
    assert not told(follow(world, ana, kinds=[EventKind.DECISION]))
    (reply,) = follow(world, ana, kinds=[EventKind.DEADLINE]).events
    assert reply.what is Happening.REPLY_EXPECTED
    assert reply.due is not None
    assert reply.due > reply.at.date()


def test_a_token_is_told_only_what_it_may_read(world: World) -> None:
    ana = world.contact()
    world.authorisation(ana)
    assert told(follow(world, ana, scopes=[Scope.READ_ESTABLISHMENTS])) == [Happening.ACCESS_GIVEN]
    requests = told(follow(world, ana, scopes=[Scope.READ_EVENTS, Scope.READ_REQUESTS]))
    assert requests == [Happening.REQUEST_SUBMITTED, Happening.REQUEST_ACCEPTED]
    assert follow(world, ana, scopes=[Scope.READ_EVENTS]) == EventPage((), None, more=False)


def test_another_firm_s_events_are_nobody_else_s(world: World) -> None:
    ana, zoe = world.contact(), world.contact("zoe", OTHER)
    world.authorisation(ana)
    seen = follow(world, zoe).events
    assert {event.siret for event in seen} == {OTHER}
    with pytest.raises(NotFound):
        events_after(
            None, tuple(EventKind), tuple(Scope), 9, actor=zoe, context=world.context, siret=BAKERY
        )
    assert not follow(world, world.officer()).events


def test_an_officer_who_names_an_establishment_is_told_what_their_role_sees(world: World) -> None:
    world.authorisation(world.contact())
    seal_entries(1000, context=world.context)
    page = events_after(
        None,
        tuple(EventKind),
        tuple(Scope),
        9,
        actor=world.officer(),
        context=world.context,
        siret=BAKERY,
    )
    assert told(page) == [Happening.REQUEST_SUBMITTED, Happening.REQUEST_ACCEPTED]


def test_who_is_not_proven_hears_only_of_what_they_filed(world: World) -> None:
    ana = world.newcomer("ana")
    mine = world.file(ana)
    bob = world.newcomer("bob")
    with world.units() as uow:
        place = uow.establishments.member(BAKERY, bob.id)
        assert place is not None
        uow.establishments.save_member(attrs.evolve(place, state=AccountState.ACTIVE))
        uow.commit()
    theirs = world.file(bob)
    world.screen()
    assert {event.subject_id for event in follow(world, ana).events} == {mine.id}
    assert {event.subject_id for event in follow(world, bob).events} == {theirs.id}
    with world.units() as uow:
        for number, (action, subject) in enumerate(
            (
                ("claim.submitted", "claim-9"),
                ("decision.withdrawn", "DA-9"),
                ("file.received", "upload-9"),
                ("payment.sent", "payment-9"),
            )
        ):
            at = world.clock.now() + timedelta(minutes=number)
            uow.journal.add(JournalEntry(str(BAKERY), 0, at, bob.id, action, subject))
        uow.commit()
    assert {event.subject_id for event in follow(world, ana).events} == {mine.id}
    assert {event.subject_id for event in follow(world, bob).events} == {theirs.id, "upload-9"}


def test_a_place_is_of_this_feed_or_refused(world: World) -> None:
    """After a database was brought back from a copy, nothing is passed over in silence."""
    ana = world.contact()
    place = follow(world, ana).place
    assert place is not None
    assert EventPlace.of(place.text()) == place
    for wrong in ("", "x", "1", "-1.a", "9" * 16 + ".a", "١.a"):
        with pytest.raises(InvalidValue):
            EventPlace.of(wrong)
    for wrong_place in (EventPlace(place.position, "0" * 16), EventPlace(999, place.seal)):
        with pytest.raises(InvalidValue):
            follow(world, ana, wrong_place)


def test_the_end_of_a_claim_window_is_told_with_its_day(world: World) -> None:
    ana = world.contact()
    decision = world.authorisation(ana)
    world.clock.tick(timedelta(days=200))
    while not remind_closing_windows(context=world.context):
        world.clock.tick(timedelta(days=1))
    (closing,) = [
        one
        for one in follow(world, ana, kinds=[EventKind.DEADLINE]).events
        if one.what is Happening.CLAIM_WINDOW_CLOSING
    ]
    assert closing.decision == decision.number
    assert closing.due is not None
    assert (closing.due - world.clock.now().date()).days == 30


def test_a_withdrawn_decision_is_told_by_its_number(world: World) -> None:
    ana = world.contact()
    decision = world.authorisation(ana)
    withdraw_decision(
        BAKERY,
        decision.number,
        WithdrawalReason.FRAUD,
        "fraude",
        actor=world.officer(),
        context=world.context,
    )
    event = follow(world, ana).events[-1]
    assert (event.what, event.subject) == (Happening.DECISION_WITHDRAWN, EventSubject.DECISION)
    assert event.subject_id == event.decision == decision.number


def entry(action: str, **facts: str) -> JournalEntry:
    return JournalEntry(str(BAKERY), 3, samples.NOON, "system", action, "claim-1", facts)


def test_an_entry_is_told_as_what_it_says() -> None:
    accepted = event_of(entry("claim.screened", version="2", outcome="accept"))
    assert accepted is not None
    assert (accepted.kind, accepted.version, accepted.due) == (EventKind.DECISION, 2, None)
    held = event_of(entry("claim.screened", outcome="hold", due_on="2024-05-02"))
    assert held is not None
    assert (held.kind, held.what) == (EventKind.DEADLINE, Happening.REPLY_EXPECTED)
    # The refusal has an entry of its own, with its reasons.
    assert event_of(entry("claim.screened", outcome="refuse")) is None
    refused = event_of(entry("claim.refused", reasons="too_late(R. 5122-5) twice()"))
    assert refused is not None
    assert refused.reasons[0] == "too_late"
    returned = event_of(entry("payment.returned", reason="AC04"))
    assert returned
    assert (returned.kind, returned.what) == (EventKind.PAYMENT, Happening.PAYMENT_RETURNED)
    assert returned.reasons == ("AC04",)
    rejected = event_of(entry("payment.rejected", reason="AC04"))
    assert rejected is not None
    assert rejected.reasons == ("AC04",)
    assert event_of(entry("claim.lines_saved")) is None
