"""The outbox and the journal, in memory."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import attrs

from partial_activity.adapters.memory.tables import TableName, Tables, found
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import (
    LONGEST_WAIT,
    Delivery,
    NoticeKind,
    OutboxMessage,
)
from partial_activity.domain.office.journal import GENESIS, Head, JournalEntry, JournalKeys
from partial_activity.ports.journal import Wanted

MESSAGES: Final = TableName[tuple[str, str], OutboxMessage]("messages")
JOURNAL: Final = TableName[tuple[str, int], tuple[JournalEntry, int]]("journal")
"""Each entry with its position, 0 until it is sealed."""
CHAIN_LENGTHS: Final = TableName[str, int]("chain_lengths")
ANCHORED: Final = TableName[str, int]("journal_anchored")
"""Number that the last anchor has, by chain."""


_EARLIEST = datetime.min.replace(tzinfo=UTC)


class MemoryOutbox:
    """See :class:`~partial_activity.ports.outbox.Outbox`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._messages = tables[MESSAGES]

    def add(self, message: OutboxMessage) -> None:
        """Keep a new message: a fact is told once."""
        self._messages.add("message", _message_key(message), message)

    def due(self, now: datetime, limit: int) -> Sequence[OutboxMessage]:
        """Waiting and due, the oldest first."""
        due = [
            message
            for message in self._in(Delivery.WAITING)
            if message.next_attempt_at is None
            or not now < message.next_attempt_at <= now + LONGEST_WAIT
        ]
        return sorted(due, key=_by_age)[:limit]

    def save(self, message: OutboxMessage) -> None:
        """Keep what became of it, or ``NotFound``."""
        found(self._messages.find(_message_key(message)), "message", message.id)
        self._messages.put(_message_key(message), message)

    def about(self, siret: str) -> Sequence[OutboxMessage]:
        """All that was told about an establishment, the last first."""
        told = (message for message in self._messages.values() if message.about == siret)
        return sorted(told, key=_by_age, reverse=True)

    def told(self, siret: str, message_id: str) -> bool:
        """Whether it was told."""
        return self._messages.find((siret, message_id)) is not None

    def last_told(self, siret: str, kind: NoticeKind, to: EmailAddress) -> datetime | None:
        """The instant at which a message of a kind was last left for an address."""
        ages = [
            message.created_at
            for message in self.about(siret)
            if message.kind is kind and message.to == to and message.created_at is not None
        ]
        return max(ages, default=None)

    def waiting(self) -> int:
        """Count the letters that wait."""
        return len(self._in(Delivery.WAITING))

    def oldest_waiting(self) -> datetime | None:
        """The instant since which one waits."""
        ages = [message.created_at for message in self._in(Delivery.WAITING)]
        return min((age for age in ages if age is not None), default=None)

    def failed(self) -> Sequence[OutboxMessage]:
        """Give those given up, the oldest first."""
        return sorted(self._in(Delivery.FAILED), key=_by_age)

    def _in(self, delivery: Delivery) -> list[OutboxMessage]:
        return [message for message in self._messages.values() if message.delivery is delivery]


def _message_key(message: OutboxMessage) -> tuple[str, str]:
    return (message.about, message.id)


def _by_age(message: OutboxMessage) -> tuple[datetime, str, str]:
    return (message.created_at or _EARLIEST, message.about, message.id)


class MemoryJournal:
    """See :class:`~partial_activity.ports.journal.Journal`."""

    def __init__(self, tables: Tables, keys: JournalKeys) -> None:
        """Work on the tables of one unit of work."""
        self._entries, self._lengths = tables[JOURNAL], tables[CHAIN_LENGTHS]
        self._anchored = tables[ANCHORED]
        self.keys = keys

    def add(self, entry: JournalEntry) -> None:
        """Put the entry at the end of its chain."""
        assert not entry.seal, "an entry is sealed by the journal"
        number = (self._lengths.find(entry.chain) or 0) + 1
        numbered = attrs.evolve(entry, number=number)
        tagged = self.keys.tagged(numbered, secrets.token_hex(8))
        self._entries.put((entry.chain, number), (tagged, 0))
        self._lengths.put(entry.chain, number)

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """Give the entries in order."""
        for number in range(1, (self._lengths.find(chain) or 0) + 1):
            entry, _ = found(self._entries.find((chain, number)), "entry", (chain, number))
            yield entry

    def latest(
        self, chain: str, limit: int, wanted: Wanted, before: int | None = None
    ) -> Sequence[JournalEntry]:
        """Entries that are wanted, the last first."""
        entries = (e for e in self.entries(chain) if before is None or e.number < before)
        return [entry for entry in entries if wanted.takes(entry)][::-1][:limit]

    def about(
        self, subjects: Collection[tuple[str, str]]
    ) -> Mapping[tuple[str, str], Sequence[JournalEntry]]:
        """The entries on these subjects that who holds a key wrote, in order."""
        return {
            (chain, subject): [
                entry
                for entry in self.entries(chain)
                if entry.subject == subject and self.keys.wrote(entry)
            ]
            for chain, subject in subjects
        }

    def told(
        self, chains: Collection[str], actions: Collection[str], after: int, limit: int
    ) -> Sequence[tuple[int, JournalEntry]]:
        """Give the sealed entries of these that come after a position, in order."""
        found = [
            (position, entry)
            for entry, position in self._entries.values()
            if position > after and entry.chain in chains and entry.action in actions
        ]
        return sorted(found, key=lambda one: one[0])[:limit]

    def at(self, position: int) -> JournalEntry | None:
        """Give the sealed entry that has a position."""
        sealed = (entry for entry, place in self._entries.values() if place == position > 0)
        return next(sealed, None)

    def chains(self) -> Iterator[str]:
        """Give the chains in order of their names."""
        return iter(sorted({entry.chain for entry, _ in self._entries.values()}))

    def oldest_unsealed(self) -> datetime | None:
        """The instant since which an entry waits for its seal."""
        waiting = (entry.at for entry, _ in self._entries.values() if not entry.seal)
        return min(waiting, default=None)

    def seal(self, limit: int) -> int:
        """Seal up to ``limit`` entries in order, chain by chain; how many were."""
        sealed, last = 0, max((place for _, place in self._entries.values()), default=0)
        for chain in list(self.chains()):
            previous = GENESIS
            for entry in list(self.entries(chain)):
                if not entry.seal:
                    if sealed == limit:
                        return sealed
                    entry = attrs.evolve(entry, seal=self.keys.seal(previous, entry))  # noqa: PLW2901
                    sealed += 1
                    self._entries.put((chain, entry.number), (entry, last + sealed))
                previous = entry.seal
        return sealed

    def heads(self) -> Mapping[str, Head]:
        """The place at which each chain was sealed last."""
        sealed = [entry for entry, _ in self._entries.values() if entry.seal]
        in_order = sorted(sealed, key=lambda entry: entry.number)
        return {entry.chain: Head(entry.number, entry.seal) for entry in in_order}

    def moved(self) -> tuple[Mapping[str, Head], int]:
        """The heads that no anchor has yet; and how many entries were sealed since."""
        new = {
            chain: head.number - (self._anchored.find(chain) or 0)
            for chain, head in self.heads().items()
        }
        moved = {chain: head for chain, head in self.heads().items() if new[chain]}
        return moved, sum(new.values())

    def anchored(self, heads: Mapping[str, Head]) -> None:
        """An anchor has these heads."""
        for chain, head in heads.items():
            self._anchored.put(chain, head.number)
