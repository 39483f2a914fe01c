"""What is remembered of the lines of a file between two readings, in bounded memory.

Lines come in any order, and those of one week may lie anywhere in a file. A private temporary
database keeps the figures of each line under a keyed hash of its employee's week. SQLite keeps its
latest pages in memory, at most ``CACHE_KB``, and sorts with twice as much again; the rest lies in
temporary files without a name, about 60 bytes a line, which go when it is closed. They hold figures
and keyed hashes, and no person's name or number.

The keys have 64 bits: two weeks meet by accident in one of 370,000 files of ten million lines.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby, starmap
from operator import itemgetter
from types import TracebackType
from typing import Self

from partial_activity.ports.claim_files import NotedLine

CACHE_KB = 16 * 1024
_AT_ONCE = 5_000
"""Lines handed to the database together."""
_FIELDS = ", ".join(NotedLine._fields)
_CREATE = f"""
    CREATE TABLE noted (
        number INTEGER PRIMARY KEY, week INTEGER NOT NULL,
        {", ".join(f"{name} INTEGER NOT NULL" for name in NotedLine._fields[1:])}
    )
"""
_PLACES = ", ".join("?" * (1 + len(NotedLine._fields)))
_NOTE = f"INSERT INTO noted (week, {_FIELDS}) VALUES ({_PLACES})"  # noqa: S608  our own names
_SHARED = f"""
    SELECT week, {_FIELDS} FROM noted
    WHERE week IN (SELECT week FROM noted GROUP BY week HAVING count(*) > 1) ORDER BY week
"""  # noqa: S608  our own names
_LINES = f"""
    SELECT {
    ", ".join(
        f"coalesce(recounted.{name}, noted.{name})"
        if name in ("counted", "cut")
        else f"noted.{name}"
        for name in NotedLine._fields
    )
}
    FROM noted LEFT JOIN recounted ON recounted.number = noted.number ORDER BY noted.number
"""  # noqa: S608  our own names


class SqliteLedger:
    """See :class:`~partial_activity.ports.claim_files.LineLedger`; a context that forgets all."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self._database = sqlite3.connect("", isolation_level=None)
        self._key = secrets.token_bytes(16)
        self._waiting: list[tuple[int, ...]] = []
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            f"PRAGMA cache_size = -{CACHE_KB}",
            _CREATE,
            "CREATE TABLE recounted (number INTEGER PRIMARY KEY, counted, cut)",
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

    def note(self, week: str, line: NotedLine) -> None:
        """Remember a line."""
        digest = blake2b(week.encode(), digest_size=8, key=self._key).digest()
        self._waiting.append((int.from_bytes(digest, "big", signed=True), *line))
        if len(self._waiting) >= _AT_ONCE:
            self._hand_over()

    def shared_weeks(self) -> Iterator[Sequence[NotedLine]]:
        """The lines of each week that has several."""
        self._hand_over()
        shared = self._database.execute(_SHARED)
        for _, rows in groupby(shared, key=itemgetter(0)):
            yield [NotedLine(*row[1:]) for row in rows]

    def recount(self, number: int, counted: int, cut: int) -> None:
        """What counts of a line after all."""
        self._database.execute("INSERT INTO recounted VALUES (?, ?, ?)", (number, counted, cut))

    def lines(self) -> Iterator[NotedLine]:
        """The lines, as they count after all."""
        self._hand_over()
        return starmap(NotedLine, self._database.execute(_LINES))

    def _hand_over(self) -> None:
        self._database.executemany(_NOTE, self._waiting)
        self._waiting.clear()
