"""The journal: append-only, one chain an establishment, keyed as written, sealed in batches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from partial_activity.domain.office.journal import Head, JournalEntry, JournalKeys


@frozen
class Wanted:
    """The entries of a chain that are looked for; what is empty leaves nothing out."""

    kind: str = ""
    """First part of the action: ``claim`` for ``claim.submitted``."""
    actor: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Entries before this instant."""

    def takes(self, entry: JournalEntry) -> bool:
        """Whether an entry is wanted."""
        return (
            (not self.kind or entry.action.partition(".")[0] == self.kind)
            and (not self.actor or entry.actor == self.actor)
            and (not self.subject or entry.subject == self.subject)
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
        )


class Journal(Protocol):
    """Part of the unit of work: a fact and its entry are kept together or not at all."""

    @property
    def keys(self) -> JournalKeys:
        """What entries are keyed and sealed with."""

    def add(self, entry: JournalEntry) -> None:
        """Puts the entry at the end of its chain, keyed but unsealed, with the next number.

        Units of work of the same chain do not wait for each other: a number is final once the entry
        is sealed; until then it is the entry's place now.
        """

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """Give the entries in order."""

    def latest(
        self, chain: str, limit: int, wanted: Wanted, before: int | None = None
    ) -> Sequence[JournalEntry]:
        """Entries that are wanted, the last first; those before a number, if one is given."""

    def about(
        self, subjects: Collection[tuple[str, str]]
    ) -> Mapping[tuple[str, str], Sequence[JournalEntry]]:
        """The entries of these chains on these subjects that who holds a key wrote, in order.

        Every pair that is asked for is there; one without an entry has none.
        """

    def told(
        self, chains: Collection[str], actions: Collection[str], after: int, limit: int
    ) -> Sequence[tuple[int, JournalEntry]]:
        """Give the sealed entries of these chains and actions that come after a position, in order.

        With each comes its position: its place, from 1 on and without a gap, among the sealed
        entries of all chains. What is sealed later has a later one, so that who goes on after the
        last they were given misses none and is given none twice, however late it was committed.
        """

    def at(self, position: int) -> JournalEntry | None:
        """Give the sealed entry that has a position; None where none has it."""

    def chains(self) -> Iterator[str]: ...
    def oldest_unsealed(self) -> datetime | None:
        """The instant since which an entry waits for its seal; None when all are sealed."""

    def seal(self, limit: int) -> int:
        """Seal up to ``limit`` entries in order, chain by chain; how many were.

        Raises:
            Conflict: another worker sealed the same entries.
        """

    def heads(self) -> Mapping[str, Head]:
        """The place at which each chain that has a seal was sealed last, as it was noted then."""

    def moved(self) -> tuple[Mapping[str, Head], int]:
        """The heads that no anchor has yet; and how many entries were sealed since those it has."""

    def anchored(self, heads: Mapping[str, Head]) -> None:
        """An anchor has these heads."""
