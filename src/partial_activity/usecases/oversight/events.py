"""The feed of events: what changed for the establishments of a person, from a place on."""

from collections.abc import Collection, Sequence

from attrs import frozen

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.events import (
    Event,
    EventKind,
    EventSubject,
    actions_of,
    event_of,
)
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Action, Membership, Person, may
from partial_activity.domain.people.tokens import Scope
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.context import Context

_SHOWN_OF_SEAL = 16


@frozen
class EventPlace:
    """A place in the feed: after an entry that was sealed, and its seal."""

    position: int
    seal: str
    """The end of it: a database that was brought back from a copy has another one there."""

    def text(self) -> str:
        """As a cursor carries it."""
        return f"{self.position}.{self.seal}"

    @classmethod
    def of(cls, text: str) -> "EventPlace":
        """The place that a cursor carries.

        Raises:
            InvalidValue: it carries none.
        """
        position, dot, seal = text.partition(".")
        if not (dot and position.isascii() and position.isdigit() and len(position) <= 15):  # noqa: PLR2004  below 64 bits
            raise _unknown()
        return cls(int(position), seal)


@frozen
class EventPage:
    """Some events, in the order in which they were sealed."""

    events: tuple[Event, ...]
    place: EventPlace | None
    """Where to go on; None: nothing was ever told."""
    more: bool
    """Whether more is there already."""


def events_after(
    place: EventPlace | None,
    kinds: Collection[EventKind],
    scopes: Collection[Scope],
    limit: int,
    *,
    actor: Person,
    context: Context,
    siret: Siret | None = None,
) -> EventPage:
    """Read on in the feed.

    An entry is told once it is sealed, some seconds after what it tells was kept: seals are given
    in one order, and an entry that was committed late is sealed late, so none is passed over.
    Of what was read some may not be the person's to see; so a page may have fewer events than the
    limit, or none, and more may follow all the same.

    Args:
        place: where to go on; None for the beginning.
        kinds: which events are asked for.
        scopes: those of the token; a subject that it may not read is left out.
        limit: how many entries are read at most.
        actor: whose establishments are followed.
        context: the ports.
        siret: one establishment only.

    Raises:
        InvalidValue: the place is not one of this feed.
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        if place is not None:
            _check(uow, place)
        members = _followed(uow, actor, siret)
        told = uow.journal.told(
            [str(one) for one in members],
            actions_of(kinds, scopes),
            place.position if place else 0,
            limit + 1,
        )
        read = told[:limit]
        events = [
            event
            for _, entry in read
            if (event := event_of(entry)) is not None
            and event.kind in kinds
            and uow.journal.keys.wrote(entry)
            and _theirs(uow, actor, members[event.siret], event, entry)
        ]
    return EventPage(tuple(events), _place_after(read) or place, len(told) > limit)


def _followed(
    uow: UnitOfWork, actor: Person, siret: Siret | None
) -> dict[Siret, Membership | None]:
    """The establishments, behind a door each where the person is not proven there."""
    if siret is not None:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return {siret: uow.establishments.member(siret, actor.id)}
    found: dict[Siret, Membership | None] = {}
    for membership in uow.establishments.memberships_of(actor.id):
        if actor.service_role is None and may(actor, Action.SEE_ESTABLISHMENT, membership):
            if not may(actor, Action.SEE_FILED, membership):
                establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, membership.siret)
            found[membership.siret] = membership
    return found


def _theirs(
    uow: UnitOfWork,
    actor: Person,
    membership: Membership | None,
    event: Event,
    entry: JournalEntry,
) -> bool:
    """Whether the person may see what the event is about."""
    if event.subject is EventSubject.MEMBERSHIP:
        return event.subject_id == actor.id
    if event.subject is EventSubject.PAYMENT:
        return may(actor, Action.SEE_PAYMENTS, membership)
    return may(actor, Action.SEE_FILED, membership) or _in_own_room(uow, actor, event, entry)


def _in_own_room(uow: UnitOfWork, actor: Person, event: Event, entry: JournalEntry) -> bool:
    """Whether somebody who is not proven filed what the event is about."""
    if event.subject is EventSubject.UPLOAD:
        return entry.actor == actor.id
    if event.subject is EventSubject.CLAIM:
        return bool(uow.claims.versions(event.siret, event.subject_id))
    if event.subject is EventSubject.DECISION:
        numbers = {one.number for one in uow.requests.decisions(event.siret)}
        return event.subject_id in numbers
    versions = uow.requests.versions(event.siret, event.subject_id)
    return any(event.version in (None, one.version) for one in versions)


def _check(uow: UnitOfWork, place: EventPlace) -> None:
    entry = uow.journal.at(place.position)
    if entry is None or entry.seal[-_SHOWN_OF_SEAL:] != place.seal:
        raise _unknown()


def _place_after(read: Sequence[tuple[int, JournalEntry]]) -> EventPlace | None:
    if not read:
        return None
    position, entry = read[-1]
    return EventPlace(position, entry.seal[-_SHOWN_OF_SEAL:])


def _unknown() -> InvalidValue:
    message = "it is no place in this feed: begin again without a cursor"
    french = "ce n'est pas un endroit de ce fil : recommencez sans curseur"
    return InvalidValue("unknown_value", "cursor", message, french)
