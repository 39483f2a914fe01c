"""The journal is sealed by the worker, and anybody who may run the service can verify it."""

from collections.abc import Mapping

from attrs import frozen

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.journal import JournalEntry, first_broken
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.journal import Wanted
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context


def seal_entries(limit: int, *, context: Context) -> int:
    """Seal up to so many entries in order; how many were.

    Raises:
        Conflict: another worker sealed the same; nothing is lost.
    """
    with context.units() as uow:
        sealed = uow.journal.seal(limit)
        uow.commit()
    return sealed


@frozen
class BrokenEntry:
    """The first entry of a chain that does not follow from the one before it."""

    chain: str
    number: int


@frozen
class Verified:
    """What a verification of every chain found."""

    chains: int
    entries: int
    unsealed: int
    """At the ends of their chains: nothing guards them until the worker seals them."""
    broken: tuple[BrokenEntry, ...]


def verify_journal(*, context: Context) -> Verified:
    """Go through every chain: a changed byte, a missing or a moved entry breaks its seal.

    That the end of a chain was cut off cannot be seen in the chain itself: keep the number of
    entries, or a copy, elsewhere.
    """
    chains = entries = unsealed = 0
    broken = []
    with context.units.reading() as uow:
        for chain in uow.journal.chains():
            kept = list(uow.journal.entries(chain))
            chains += 1
            entries += len(kept)
            unsealed += sum(1 for entry in kept if not entry.seal)
            if (first := first_broken(kept)) is not None:
                broken.append(BrokenEntry(chain, first.number))
    return Verified(chains, entries, unsealed, tuple(broken))


PAGE = 50
SERVICE = "service"
"""The chain of what belongs to no establishment: people, settings, sessions."""


@frozen
class JournalPage:
    """Some entries of one chain, the last first."""

    chain: str
    establishment: str
    """Its name; empty for the service's own chain."""
    entries: tuple[JournalEntry, ...]
    names: Mapping[str, str]
    """Of the actors, by id; an actor that is nobody's account is left out."""
    before: int | None
    """Number that the next page ends before; None: this is the last."""


def read_journal(
    chain: str,
    wanted: Wanted,
    *,
    actor: Person,
    context: Context,
    before: int | None = None,
    limit: int = PAGE,
) -> JournalPage:
    """A page of what happened, at an establishment (its SIRET) or in the service.

    Raises:
        NotAllowed: the actor does not watch over the service.
        NotFound: no such establishment.
    """
    require(actor, Action.READ_JOURNAL)
    with context.units.reading() as uow:
        name = _name_of(uow, chain)
        # One more than is shown tells whether there is a next page.
        found = uow.journal.latest(chain, limit + 1, wanted, before)
        shown = tuple(found[:limit])
        names = {
            entry.actor: known
            for entry in shown
            if (known := _person_name(uow, entry.actor)) is not None
        }
    more = len(found) > limit
    return JournalPage(chain, name, shown, names, shown[-1].number if more else None)


@frozen
class ChainVerified:
    """What a verification of one chain found."""

    entries: int
    unsealed: int
    """At its end: they wait for the worker's seal."""
    broken: int | None
    """Number of the first entry that does not follow from the one before it."""


def verify_chain(chain: str, *, actor: Person, context: Context) -> ChainVerified:
    """Go through one chain, now: a changed byte, a missing or a moved entry breaks its seal.

    Raises:
        NotAllowed: the actor does not watch over the service.
        NotFound: no such establishment.
    """
    require(actor, Action.READ_JOURNAL)
    with context.units.reading() as uow:
        _name_of(uow, chain)
        entries = list(uow.journal.entries(chain))
    first = first_broken(entries)
    unsealed = sum(1 for entry in entries if not entry.seal)
    return ChainVerified(len(entries), unsealed, None if first is None else first.number)


def _name_of(uow: UnitOfWork, chain: str) -> str:
    if chain == SERVICE:
        return ""
    return uow.establishments.get(Siret(chain)).name


def _person_name(uow: UnitOfWork, actor: str) -> str | None:
    try:
        return uow.people.get(actor).name
    except NotFound:
        return None
