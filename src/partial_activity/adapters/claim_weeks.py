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

CACHE_KB = 32 * 1024
_TAKE = "INSERT INTO week VALUES (?, ?) ON CONFLICT DO UPDATE SET taken = taken + excluded.taken"


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

    def key(self, name: str) -> int:
        """The key under which a week is kept; nobody can be found again by it."""
        digest = blake2b(name.encode(), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "big", signed=True)

    def taken(self, key: int) -> int:
        """What other lines have taken of it."""
        found = self._execute("SELECT taken FROM week WHERE key = ?", (key,)).fetchone()
        return int(found[0]) if found else 0

    def take(self, key: int, more: int) -> None:
        """Add what a line takes."""
        self._execute(_TAKE, (key, more))
