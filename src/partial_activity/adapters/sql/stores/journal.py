"""The journal, in SQL."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, or_, select, text, tuple_, update
from sqlalchemy import Sequence as SqlSequence

from partial_activity.adapters.sql.schema import office
from partial_activity.adapters.sql.schema.office import (
    JOURNAL_ARRIVAL,
    JOURNAL_ENTRY,
    JOURNAL_HEAD,
    JOURNAL_SEALED,
)
from partial_activity.adapters.sql.transaction import Transaction, in_batches
from partial_activity.domain.office.journal import GENESIS, Head, JournalEntry, JournalKeys
from partial_activity.ports.journal import Wanted

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
_IN_ORDER = (JOURNAL_ENTRY.c.number.nulls_last(), JOURNAL_ENTRY.c.arrival)
_MOVED = select(JOURNAL_HEAD).where(text("number > anchored"))  # as in the index of those
_SEAL = (
    update(JOURNAL_ENTRY)
    .where(
        JOURNAL_ENTRY.c.chain == bindparam("in_chain"),
        JOURNAL_ENTRY.c.arrival == bindparam("at_arrival"),
    )
    .values(
        number=bindparam("its_number"),
        seal=bindparam("its_seal"),
        position=bindparam("its_position"),
    )
)
_ENTRIES = "entries"
_SEALED = select(func.max(JOURNAL_SEALED.c.number))
_COUNT = (
    update(JOURNAL_SEALED)
    .where(JOURNAL_SEALED.c.name == bindparam("of_name"))
    .values(number=bindparam("in_all"))
)
_MOVE = (
    update(JOURNAL_HEAD)
    .where(JOURNAL_HEAD.c.chain == bindparam("of_chain"))
    .values(number=bindparam("new_number"), seal=bindparam("new_seal"))
)
_ANCHOR = (
    update(JOURNAL_HEAD)
    .where(JOURNAL_HEAD.c.chain == bindparam("of_chain"))
    .values(anchored=bindparam("up_to"))
)


class SqlJournal:
    """See :class:`~partial_activity.ports.journal.Journal`.

    Writers take the order of their entries from a sequence and meet nobody; the worker that seals
    gives the numbers. On SQLite one unit of work writes at a time, and the order is the next one.
    """

    def __init__(self, transaction: Transaction, keys: JournalKeys) -> None:
        """Work in one transaction."""
        self._transaction, self.keys = transaction, keys

    def add(self, entry: JournalEntry) -> None:
        """Put the entry at the end of its chain, keyed."""
        assert not entry.seal, "an entry is sealed by the journal"
        row = office.journal_entry_row(self.keys.tagged(entry, secrets.token_hex(8)))
        if not self._transaction.postgresql:
            row["in_chain"] = entry.chain
        self._transaction.run(_ENTRY[self._transaction.postgresql], "journal", entry.chain, row)

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """Give the entries in order: the sealed by number, then the others as they arrived."""
        query = select(JOURNAL_ENTRY).where(JOURNAL_ENTRY.c.chain == chain).order_by(*_IN_ORDER)
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
        latest = waiting[::-1][:limit]
        entry = JOURNAL_ENTRY.c
        sealed = select(JOURNAL_ENTRY).where(
            entry.chain == chain, entry.number.is_not(None), *_wanted(entry, wanted)
        )
        if before is not None:
            sealed = sealed.where(entry.number < before)
        query = sealed.order_by(entry.number.desc()).limit(limit - len(latest))
        return [*latest, *(office.journal_entry(row, 0) for row in self._transaction.rows(query))]

    def _unsealed(self, chain: str) -> list[JournalEntry]:
        """The entries without a seal, in order, numbered after the last that is sealed."""
        entry = JOURNAL_ENTRY.c
        end = select(func.max(entry.number)).where(entry.chain == chain)
        query = (
            select(JOURNAL_ENTRY)
            .where(entry.chain == chain, entry.seal == "")
            .order_by(entry.arrival)
        )
        unsealed = self._transaction.rows(query)
        last = self._transaction.number(end) if unsealed else 0
        return [
            office.journal_entry(row, place) for place, row in enumerate(unsealed, start=last + 1)
        ]

    def about(
        self, subjects: Collection[tuple[str, str]]
    ) -> Mapping[tuple[str, str], Sequence[JournalEntry]]:
        """The entries on these subjects that who holds a key wrote, in order."""
        by_subject: dict[tuple[str, str], list[JournalEntry]] = {
            subject: [] for subject in subjects
        }
        entry = JOURNAL_ENTRY.c
        for some in in_batches(sorted(by_subject)):
            query = select(JOURNAL_ENTRY).where(tuple_(entry.chain, entry.subject).in_(some))
            for row in self._transaction.rows(query.order_by(*_IN_ORDER)):
                one = office.journal_entry(row, 0)
                if self.keys.wrote(one):
                    by_subject[one.chain, one.subject].append(one)
        return by_subject

    def told(
        self, chains: Collection[str], actions: Collection[str], after: int, limit: int
    ) -> Sequence[tuple[int, JournalEntry]]:
        """Give the sealed entries of these that come after a position, in order."""
        entry = JOURNAL_ENTRY.c
        found: list[tuple[int, JournalEntry]] = []
        for some in in_batches(sorted(chains)):
            query = (
                select(JOURNAL_ENTRY)
                .where(entry.chain.in_(some), entry.action.in_(sorted(actions)))
                .where(entry.position > after)
                .order_by(entry.position)
                .limit(limit)
            )
            rows = self._transaction.rows(query)
            found += [(row["position"], office.journal_entry(row, 0)) for row in rows]
        return sorted(found, key=lambda one: one[0])[:limit]

    def at(self, position: int) -> JournalEntry | None:
        """Give the sealed entry that has a position."""
        row = self._transaction.first(
            select(JOURNAL_ENTRY).where(JOURNAL_ENTRY.c.position == position)
        )
        return office.journal_entry(row, 0) if row else None

    def chains(self) -> Iterator[str]:
        """Give the chains in order of their names."""
        query = select(JOURNAL_ENTRY.c.chain).distinct().order_by(JOURNAL_ENTRY.c.chain)
        return iter([row["chain"] for row in self._transaction.rows(query)])

    def oldest_unsealed(self) -> datetime | None:
        """The instant since which an entry waits for its seal."""
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
        known = self._heads_of({row["chain"] for row in batch})
        ends = dict(known)
        sealed = []
        last = self._take_positions(len(batch)) if batch else 0
        for position, row in enumerate(batch, start=last + 1):
            end = ends.get(row["chain"], Head(0, GENESIS))
            numbered = office.journal_entry(row, end.number + 1)
            seal = self.keys.seal(end.seal, numbered)
            ends[row["chain"]] = Head(numbered.number, seal)
            key = {"in_chain": row["chain"], "at_arrival": row["arrival"]}
            given = {"its_number": numbered.number, "its_seal": seal, "its_position": position}
            sealed.append({**key, **given})
        if sealed:
            self._transaction.run_each(_SEAL, sealed, "journal")
            self._move(ends, known)
        return len(sealed)

    def _take_positions(self, count: int) -> int:
        """Tell how many entries were sealed before, and count as many more.

        Whoever takes some at the same time waits for this one, and is told that it was second: what
        is committed later has later positions.
        """
        before = self._transaction.number(_SEALED)
        if not before:
            row = {"name": _ENTRIES, "number": count}
            self._transaction.add(JOURNAL_SEALED, row, "journal", _ENTRIES)
        else:
            rows = [{"of_name": _ENTRIES, "in_all": before + count}]
            self._transaction.run_each(_COUNT, rows, "journal")
        return before

    def heads(self) -> Mapping[str, Head]:
        """The place at which each chain was sealed last, as it was noted then."""
        return {row["chain"]: _head(row) for row in self._transaction.rows(select(JOURNAL_HEAD))}

    def moved(self) -> tuple[Mapping[str, Head], int]:
        """The heads that no anchor has yet; and how many entries were sealed since."""
        rows = self._transaction.rows(_MOVED)
        new = sum(row["number"] - row["anchored"] for row in rows)
        return {row["chain"]: _head(row) for row in rows}, new

    def anchored(self, heads: Mapping[str, Head]) -> None:
        """An anchor has these heads."""
        rows = [{"of_chain": chain, "up_to": head.number} for chain, head in heads.items()]
        self._transaction.run_each(_ANCHOR, rows, "journal")

    def _heads_of(self, chains: set[str]) -> dict[str, Head]:
        heads: dict[str, Head] = {}
        for some in in_batches(sorted(chains)):
            query = select(JOURNAL_HEAD).where(JOURNAL_HEAD.c.chain.in_(some))
            heads |= {row["chain"]: _head(row) for row in self._transaction.rows(query)}
        return heads

    def _move(self, ends: Mapping[str, Head], known: Mapping[str, Head]) -> None:
        new = [
            (chain, end.number, end.seal, 0) for chain, end in ends.items() if chain not in known
        ]
        self._transaction.add_many(JOURNAL_HEAD, new, len(new), "journal")
        moved = [
            {"of_chain": chain, "new_number": end.number, "new_seal": end.seal}
            for chain, end in ends.items()
            if chain in known
        ]
        if moved:
            self._transaction.run_each(_MOVE, moved, "journal")


def _head(row: Mapping[str, Any]) -> Head:
    return Head(row["number"], row["seal"])


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
