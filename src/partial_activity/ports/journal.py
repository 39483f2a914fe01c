"""The journal: append-only, one chain an establishment, sealed in batches."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from partial_activity.domain.journal import JournalEntry


class Journal(Protocol):
    """Part of the unit of work: a fact and its entry are kept together or not at all."""

    def add(self, entry: JournalEntry) -> None:
        """Puts the entry at the end of its chain, unsealed, and gives it the next number.

        Units of work of the same chain do not wait for each other: a number is final once the entry
        is sealed; until then it is the entry's place now.
        """

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """In order."""

    def chains(self) -> Iterator[str]: ...
    def oldest_unsealed(self) -> datetime | None:
        """Since when an entry waits for its seal; None when all are sealed."""

    def seal(self, limit: int) -> int:
        """Seal up to ``limit`` entries in order, chain by chain; how many were.

        Raises:
            Conflict: another worker sealed the same entries.
        """
