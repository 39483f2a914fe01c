"""The outbox and the journal, in SQL."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, literal_column, or_, select, update
from sqlalchemy import Sequence as SqlSequence

from partial_activity.adapters.sql.schema import letters, office
from partial_activity.adapters.sql.schema.columns import Read, as_kept, read_again
from partial_activity.adapters.sql.schema.letters import MESSAGE
from partial_activity.adapters.sql.schema.office import JOURNAL_ARRIVAL, JOURNAL_ENTRY
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import (
    LONGEST_WAIT,
    Delivery,
    NoticeKind,
    OutboxMessage,
)
from partial_activity.domain.office.journal import GENESIS, JournalEntry, seal_of
from partial_activity.ports.journal import Wanted

_log = logging.getLogger(__name__)

# Written out, as in the indexes of those that wait and of those that failed.
_WAITING = MESSAGE.c.delivery == literal_column(f"'{Delivery.WAITING.value}'")
_FAILED = MESSAGE.c.delivery == literal_column(f"'{Delivery.FAILED.value}'")
_BY_AGE = (MESSAGE.c.created_at.nulls_first(), MESSAGE.c.about, MESSAGE.c.id)
_DUE = (
    select(*map(as_kept, MESSAGE.columns))
    .where(
        _WAITING,
        or_(
            MESSAGE.c.next_attempt_at.is_(None),
            MESSAGE.c.next_attempt_at <= bindparam("now"),
            MESSAGE.c.next_attempt_at > bindparam("too_late"),
        ),
    )
    .order_by(*_BY_AGE)
    .limit(bindparam("limit"))
)
_DUE_TO_US = _DUE.with_for_update(skip_locked=True)
_KEY = (MESSAGE.c.about == bindparam("key_about"), MESSAGE.c.id == bindparam("key_id"))
_CHANGED = update(MESSAGE).where(*_KEY)
_TOLD = select(MESSAGE.c.id).where(*_KEY)
_LAST_TOLD = select(func.max(MESSAGE.c.created_at).label("last")).where(
    *(MESSAGE.c[name] == bindparam(name) for name in ("about", "kind", "to"))
)
_ABOUT = (
    select(MESSAGE)
    .where(MESSAGE.c.about == bindparam("about"))
    .order_by(MESSAGE.c.created_at.desc().nulls_last(), MESSAGE.c.about.desc(), MESSAGE.c.id.desc())
)
_ENTRY = {
    True: insert(JOURNAL_ENTRY).values(arrival=SqlSequence(JOURNAL_ARRIVAL).next_value()),
    False: insert(JOURNAL_ENTRY).values(
        arrival=select(func.coalesce(func.max(JOURNAL_ENTRY.c.arrival), 0))
        .where(JOURNAL_ENTRY.c.chain == bindparam("in_chain"))
        .scalar_subquery()
        + 1
    ),
}
"""A new entry, on PostgreSQL and on SQLite."""


class SqlOutbox:
    """See :class:`~partial_activity.ports.outbox.Outbox`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, message: OutboxMessage) -> None:
        """Keep a new message: a fact is told once."""
        self._transaction.add(MESSAGE, letters.message_row(message), "message", _key_text(message))

    def due(self, now: datetime, limit: int) -> Sequence[OutboxMessage]:
        """Waiting and due, the oldest first."""
        query = _DUE_TO_US if self._transaction.writing else _DUE
        due = self._transaction.rows(query, now=now, too_late=now + LONGEST_WAIT, limit=limit)
        return [found for row in due if (found := self._read(row, now)) is not None]

    def _read(self, row: Read, now: datetime) -> OutboxMessage | None:
        """The message; None for one that this version cannot read, which keeps no other waiting.

        A newer version beside this one may have written it: it stays, is put off, and tells why.
        """
        try:
            return letters.message(read_again(MESSAGE, row))
        except (ValueError, TypeError, LookupError) as error:
            _log.exception("a letter that waits cannot be read")
            if self._transaction.writing:
                text = f"{row['about']} {row['id']}".strip()
                put_off = {
                    "key_about": row["about"],
                    "key_id": row["id"],
                    "attempts": row["attempts"] + 1,
                    "next_attempt_at": now + LONGEST_WAIT,
                    "last_error": f"it cannot be read: {type(error).__name__}",
                }
                self._transaction.run(_CHANGED, "message", text, put_off)
            return None

    def save(self, message: OutboxMessage) -> None:
        """Keep what became of it, or ``NotFound``."""
        row = letters.message_row(message)
        row |= {"key_about": row.pop("about"), "key_id": row.pop("id")}
        if self._transaction.run(_CHANGED, "message", _key_text(message), row) == 0:
            raise NotFound("message", _key_text(message))

    def about(self, siret: str) -> Sequence[OutboxMessage]:
        """All that was told about an establishment, the last first."""
        return [letters.message(row) for row in self._transaction.rows(_ABOUT, about=siret)]

    def told(self, siret: str, message_id: str) -> bool:
        """Whether it was told."""
        return bool(self._transaction.tuples(_TOLD, key_about=siret, key_id=message_id))

    def last_told(self, siret: str, kind: NoticeKind, to: EmailAddress) -> datetime | None:
        """When a message of a kind was last left for an address."""
        of = {"about": siret, "kind": kind, "to": to}
        row = self._transaction.first(_LAST_TOLD, **of)
        return row["last"] if row else None

    def waiting(self) -> int:
        """How many wait."""
        return self._transaction.number(select(func.count()).select_from(MESSAGE).where(_WAITING))

    def oldest_waiting(self) -> datetime | None:
        """Since when one waits."""
        row = self._transaction.first(
            select(func.min(MESSAGE.c.created_at).label("oldest")).where(_WAITING)
        )
        return row["oldest"] if row else None

    def failed(self) -> Sequence[OutboxMessage]:
        """Those given up, the oldest first."""
        query = select(MESSAGE).where(_FAILED).order_by(*_BY_AGE)
        return [letters.message(row) for row in self._transaction.rows(query)]


def _key_text(message: OutboxMessage) -> str:
    return f"{message.about} {message.id}".strip()


class SqlJournal:
    """See :class:`~partial_activity.ports.journal.Journal`.

    Writers take the order of their entries from a sequence and meet nobody; the worker that seals
    gives the numbers. On SQLite one unit of work writes at a time, and the order is the next one.
    """

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, entry: JournalEntry) -> None:
        """Put the entry at the end of its chain."""
        assert not entry.seal, "an entry is sealed by the journal"
        row = office.journal_entry_row(entry)
        if not self._transaction.postgresql:
            row["in_chain"] = entry.chain
        self._transaction.run(_ENTRY[self._transaction.postgresql], "journal", entry.chain, row)

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """In order: the sealed by number, then the others as they arrived."""
        entry = JOURNAL_ENTRY.c
        in_order = (entry.number.nulls_last(), entry.arrival)
        query = select(JOURNAL_ENTRY).where(entry.chain == chain).order_by(*in_order)
        for place, row in enumerate(self._transaction.rows(query), start=1):
            yield office.journal_entry(row, place)

    def latest(
        self, chain: str, limit: int, wanted: Wanted, before: int | None = None
    ) -> Sequence[JournalEntry]:
        """Entries that are wanted, the last first: those that wait for their seal, then the others.

        The first are few, and have their numbers from their places; the others are found by theirs.
        """
        waiting = [
            entry
            for entry in self._unsealed(chain)
            if wanted.takes(entry) and (before is None or entry.number < before)
        ]
        found = waiting[::-1][:limit]
        entry = JOURNAL_ENTRY.c
        sealed = select(JOURNAL_ENTRY).where(
            entry.chain == chain, entry.number.is_not(None), *_wanted(entry, wanted)
        )
        if before is not None:
            sealed = sealed.where(entry.number < before)
        query = sealed.order_by(entry.number.desc()).limit(limit - len(found))
        return [*found, *(office.journal_entry(row, 0) for row in self._transaction.rows(query))]

    def _unsealed(self, chain: str) -> list[JournalEntry]:
        """In order, numbered after the last that is sealed."""
        end = self._end(chain)
        query = (
            select(JOURNAL_ENTRY)
            .where(JOURNAL_ENTRY.c.chain == chain, JOURNAL_ENTRY.c.seal == "")
            .order_by(JOURNAL_ENTRY.c.arrival)
        )
        last = end[0] if end else 0
        found = self._transaction.rows(query)
        return [office.journal_entry(row, place) for place, row in enumerate(found, start=last + 1)]

    def chains(self) -> Iterator[str]:
        """In order of their names."""
        query = select(JOURNAL_ENTRY.c.chain).distinct().order_by(JOURNAL_ENTRY.c.chain)
        return iter([row["chain"] for row in self._transaction.rows(query)])

    def oldest_unsealed(self) -> datetime | None:
        """Since when an entry waits for its seal."""
        entry = JOURNAL_ENTRY.c
        oldest = select(func.min(entry.at).label("oldest")).where(entry.seal == "")
        row = self._transaction.first(oldest)
        return row["oldest"] if row else None

    def seal(self, limit: int) -> int:
        """Seal up to ``limit`` entries in order, chain by chain; how many were."""
        entry = JOURNAL_ENTRY.c
        unsealed = (
            select(JOURNAL_ENTRY).where(entry.seal == "").order_by(entry.chain, entry.arrival)
        )
        batch = self._transaction.rows(unsealed.limit(limit))
        ends = self._ends({row["chain"] for row in batch})
        sealed = []
        for row in batch:
            number, previous = ends.get(row["chain"], (0, GENESIS))
            numbered = office.journal_entry(row, number + 1)
            seal = seal_of(previous, numbered)
            ends[row["chain"]] = (numbered.number, seal)
            key = {"in_chain": row["chain"], "at_arrival": row["arrival"]}
            sealed.append({**key, "its_number": numbered.number, "its_seal": seal})
        if sealed:
            self._transaction.run_each(_SEAL, sealed, "journal")
        return len(sealed)

    def _ends(self, chains: set[str]) -> dict[str, tuple[int, str]]:
        """Number and seal of the last sealed entry of each chain."""
        return {chain: end for chain in chains if (end := self._end(chain))}

    def _end(self, chain: str) -> tuple[int, str] | None:
        entry = JOURNAL_ENTRY.c
        row = self._transaction.first(
            select(entry.number, entry.seal)
            .where(entry.chain == chain, entry.number.is_not(None))
            .order_by(entry.number.desc())
            .limit(1)
        )
        return (row["number"], row["seal"]) if row else None


def _wanted(entry: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401  columns
    if wanted.kind:
        yield or_(
            entry.action == wanted.kind, entry.action.startswith(f"{wanted.kind}.", autoescape=True)
        )
    if wanted.actor:
        yield entry.actor == wanted.actor
    if wanted.subject:
        yield entry.subject == wanted.subject
    if wanted.since is not None:
        yield entry.at >= wanted.since
    if wanted.until is not None:
        yield entry.at < wanted.until


_SEAL = (
    update(JOURNAL_ENTRY)
    .where(
        JOURNAL_ENTRY.c.chain == bindparam("in_chain"),
        JOURNAL_ENTRY.c.arrival == bindparam("at_arrival"),
    )
    .values(number=bindparam("its_number"), seal=bindparam("its_seal"))
)
