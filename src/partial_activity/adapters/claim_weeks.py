"""What the lines of a file already claim for each employee and week, in constant memory.

Lines come in any order, and two of them may share a week: slices of a week that straddles two
months, or parts of a week. A private temporary database keeps one number for an employee's week
(the hours that leave no room) and one for each decision (the days claimed). SQLite keeps the
latest pages in memory, at most ``CACHE_KB``, and the rest in a temporary file without a name,
about 60 bytes a line, which goes when it is closed. It holds keyed hashes, and no person's number.

Two keys of 64 bits meet by accident in one of ninety thousand files of ten million lines.
"""

import secrets
import sqlite3
from hashlib import blake2b
from types import TracebackType
from typing import Self

from partial_activity.domain.hours import Hours

CACHE_KB = 32 * 1024


class ClaimedWeeks:
    """The weeks claimed so far in one file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._key = secrets.token_bytes(16)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            f"PRAGMA cache_size = -{CACHE_KB}",
            "CREATE TABLE week (key INTEGER PRIMARY KEY, taken INTEGER NOT NULL)",
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

    def hours_taken(self, week: str) -> Hours:
        """Hours of the week that other lines work, assimilate or claim."""
        return Hours(self._taken(week))

    def days_taken(self, decision: str) -> int:
        """Days that other lines of the decision claim, as seven bits."""
        return self._taken(decision)

    def take(self, week: str, hours: Hours, decision: str, days: int) -> None:
        """Remember a line that was accepted."""
        add = "INSERT INTO week VALUES (?, ?) ON CONFLICT DO UPDATE SET taken = taken + excluded.taken"
        self._database.execute(add, (self._hash(week), hours.hundredths))
        self._database.execute(add, (self._hash(decision), days))

    def _taken(self, key: str) -> int:
        found = self._database.execute(
            "SELECT taken FROM week WHERE key = ?", (self._hash(key),)
        ).fetchone()
        return int(found[0]) if found else 0

    def _hash(self, key: str) -> int:
        digest = blake2b(key.encode(), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "big", signed=True)
