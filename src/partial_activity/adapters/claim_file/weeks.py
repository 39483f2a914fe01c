"""What the lines of a file already claim for each employee and week, in constant memory.

Lines come in any order, and two of them may share a week: slices of a week that straddles two
months, or parts of a week. A private temporary database keeps, for an employee's week and a
decision, the days claimed and the hours that leave no room. SQLite keeps the latest pages in
memory, at most ``CACHE_KB``, and the rest in a temporary file without a name, about 40 bytes a
line, which goes when it is closed. It holds keyed hashes, and no person's number.

The keys have 64 bits: two weeks meet by accident in one of 370,000 files of ten million lines.
"""

import secrets
import sqlite3
from hashlib import blake2b
from types import TracebackType
from typing import NamedTuple, Self

CACHE_KB = 32 * 1024
_CREATE = """
    CREATE TABLE claimed (
        week INTEGER NOT NULL, decision INTEGER NOT NULL,
        days INTEGER NOT NULL, hours INTEGER NOT NULL,
        PRIMARY KEY (week, decision)
    ) WITHOUT ROWID
"""
_FIND = "SELECT decision, days, hours FROM claimed WHERE week = ?"
_TAKE = """
    INSERT INTO claimed VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET days = days + excluded.days, hours = hours + excluded.hours
"""


class Taken(NamedTuple):
    """What other lines of an employee's week leave no room for."""

    days: int
    """Claimed under the same decision, as seven bits."""
    hours: int
    """Worked, assimilated or claimed, under any decision, in hundredths."""


class ClaimedWeeks:
    """The weeks claimed so far in one file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._execute = self._database.execute
        self._key = secrets.token_bytes(16)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            f"PRAGMA cache_size = -{CACHE_KB}",
            _CREATE,
            "BEGIN",
        ):
            self._database.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def key(self, name: str) -> int:
        """The key under which a week is kept; nobody can be found again by it."""
        digest = blake2b(name.encode(), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "big", signed=True)

    def taken(self, week: int, decision: int) -> Taken:
        """What the lines accepted so far take of a week."""
        days = hours = 0
        for found, found_days, found_hours in self._execute(_FIND, (week,)):
            hours += found_hours
            if found == decision:
                days = found_days
        return Taken(days, hours)

    def take(self, week: int, decision: int, taken: Taken) -> None:
        """Remember a line that was accepted."""
        self._execute(_TAKE, (week, decision, *taken))
