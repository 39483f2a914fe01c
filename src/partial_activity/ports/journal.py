"""The journal: append-only, one chain an establishment, sealed in batches."""

from collections.abc import Iterator
from typing import Protocol

from partial_activity.domain.journal import JournalEntry


class Journal(Protocol):
    """Part of the unit of work: a fact and its entry are kept together or not at all."""

    def add(self, entry: JournalEntry) -> None:
        """Gives the entry the next number of its chain."""

    def entries(self, chain: str) -> Iterator[JournalEntry]:
        """In order."""

    def chains(self) -> Iterator[str]: ...
    def seal(self, limit: int) -> int:
        """Seal up to ``limit`` entries in order, chain by chain; how many were."""
