"""The journal is sealed and anchored by the worker, and read by who watches over the service."""

from collections.abc import Mapping

from attrs import frozen

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of
from partial_activity.domain.office.anchors import Anchor, next_anchor
from partial_activity.domain.office.journal import JournalEntry, first_broken
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.journal import Wanted
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import SERVICE


def seal_entries(limit: int, *, context: Context) -> int:
    """Seal up to so many entries in order; how many were.

    Raises:
        Conflict: another worker sealed the same; nothing is lost.
    """
    with context.units() as uow:
        sealed = uow.journal.seal(limit)
        uow.commit()
    return sealed


def anchor_journal(auditor: EmailAddress | None, *, context: Context) -> int:
    """Note away from the database how far every chain that moved has come; how many did.

    The auditor, where one is named, is sent the note: who may write to the database and to the file
    cannot take it back from a mailbox. What is noted twice, by a worker that was killed in between,
    says the same.

    Raises:
        Conflict: another worker noted it first.
        Unavailable: the file cannot be written to now.
    """
    with context.units() as uow:
        heads, new = uow.journal.moved()
        if not heads:
            return 0
        now = context.clock.now()
        anchor = next_anchor(context.anchors.last(), heads, new, now, uow.journal.keys)
        uow.journal.anchored(heads)
        if auditor is not None:
            uow.outbox.add(_letter(anchor, auditor))
        context.anchors.add(anchor)
        uow.commit()
    return len(heads)


def _letter(anchor: Anchor, auditor: EmailAddress) -> OutboxMessage:
    values = {
        "name": str(auditor),
        "anchor": str(anchor.number),
        "anchored_at": anchor.at.isoformat(),
        "entries": str(anchor.entries),
        "seal": anchor.shown,
    }
    return OutboxMessage(
        id=message_id_of(NoticeKind.JOURNAL_ANCHOR, *values.values()),
        about="",
        kind=NoticeKind.JOURNAL_ANCHOR,
        to=auditor,
        language="fr",
        values=values,
        created_at=anchor.at,
    )


PAGE = 50


@frozen
class JournalPage:
    """Some entries of one chain, the last first."""

    chain: str
    establishment: str
    """The name of the establishment; empty for the service's own chain."""
    entries: tuple[JournalEntry, ...]
    names: Mapping[str, str]
    """The names of the actors, by id; an actor that is nobody's account is left out."""
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
        entries = uow.journal.latest(chain, limit + 1, wanted, before)
        shown = tuple(entries[:limit])
        names = {
            entry.actor: known
            for entry in shown
            if (known := _person_name(uow, entry.actor)) is not None
        }
    more = len(entries) > limit
    return JournalPage(chain, name, shown, names, shown[-1].number if more else None)


@frozen
class ChainVerified:
    """What a verification of one chain found."""

    entries: int
    unsealed: int
    """The entries at its end that wait for the worker's seal."""
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
        entries, keys = list(uow.journal.entries(chain)), uow.journal.keys
    first = first_broken(entries, keys)
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
