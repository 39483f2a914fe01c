"""Marks that processes leave for each other, and what a database says of itself.

Each call opens a connection of its own and closes it: it sees the database that is there now, as a
process would that starts now, and waits for nobody for longer than it was told to.
"""

import secrets
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from attrs import frozen
from sqlalchemy import Engine, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from partial_activity.adapters.sql.engine import READING
from partial_activity.adapters.sql.schema.columns import Instant
from partial_activity.adapters.sql.schema.marks import MARK
from partial_activity.adapters.sql.schema.office import JOURNAL_ENTRY
from partial_activity.adapters.sql.transaction import translated

_PROBE: Final = "probe"
_SQLITE: Final[Mapping[int, str]] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_BUSY: "another program holds it and nobody can write",
        sqlite3.SQLITE_LOCKED: "another program holds it and nobody can write",
        sqlite3.SQLITE_CORRUPT: "it is damaged",
        sqlite3.SQLITE_NOTADB: "it is damaged: this is no database",
        sqlite3.SQLITE_CANTOPEN: "its file is not there",
        sqlite3.SQLITE_READONLY: "nobody may write to it",
        sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
    }
)
"""The kind of fault, by the first byte of the code."""
_POSTGRESQL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "53100": "the disk is full",
        "25006": "nobody may write to it",
        "55P03": "another program holds it and nobody can write",
        "XX001": "it is damaged",
        "XX002": "it is damaged",
    }
)


@frozen
class Mark:
    """What was left, and when."""

    value: str
    at: datetime


class SqlMarks:
    """The marks of one database."""

    def __init__(self, engine: Engine) -> None:
        """Use an engine without a pool, which waits for a second or two."""
        self._engine = engine

    def read(self) -> Mapping[str, Mark]:
        """All of them, by name.

        Raises:
            Unavailable: the database is not there, or has no such table yet.
        """
        try:
            with self._engine.connect().execution_options(**{READING: True}) as connection:
                marks = connection.execute(select(MARK)).mappings().all()
        except SQLAlchemyError as error:
            raise translated(error, "mark", "") from error
        return {row["name"]: Mark(row["value"], row["at"]) for row in marks}

    def leave(self, name: str, value: str, at: datetime) -> None:
        """Leave a mark in place of what was under that name.

        Raises:
            Conflict: another process has just left it.
            Unavailable: the database is not there, or refuses.
        """
        with self._translated(), self._engine.begin() as connection:
            kept = {"value": value, "at": at}
            done = connection.execute(update(MARK).where(MARK.c.name == name).values(**kept))
            if done.rowcount == 0:
                connection.execute(insert(MARK).values(name=name, **kept))

    def take_away(self, name: str) -> None:
        """Take a mark away; nothing happens where there is none."""
        with self._translated(), self._engine.begin() as connection:
            connection.execute(delete(MARK).where(MARK.c.name == name))

    def newest_entry(self) -> datetime | None:
        """The instant at which the newest entry of the journal without a seal was written."""
        query = select(func.max(JOURNAL_ENTRY.c.at, type_=Instant())).where(
            text("seal = ''")  # as in the index of those
        )
        with (
            self._translated(),
            self._engine.connect().execution_options(**{READING: True}) as connection,
        ):
            written_at: datetime | None = connection.execute(query).scalar()
        return written_at

    def clock(self) -> datetime | None:
        """What the server's own clock shows; None where it has none but ours (SQLite)."""
        if self._engine.dialect.name != "postgresql":
            return None
        with self._translated(), self._engine.connect() as connection:
            now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return now.astimezone(UTC)

    def fault(self, at: datetime) -> str | None:
        """What is wrong with the database, found by writing to it and reading that again."""
        value = secrets.token_hex(8)
        try:
            with self._engine.begin() as connection:
                done = connection.execute(
                    update(MARK).where(MARK.c.name == _PROBE).values(value=value, at=at)
                )
                if done.rowcount == 0:
                    connection.execute(insert(MARK).values(name=_PROBE, value=value, at=at))
            with self._engine.connect().execution_options(**{READING: True}) as connection:
                read = connection.execute(select(MARK.c.value).where(MARK.c.name == _PROBE))
                kept = read.scalar()
        except SQLAlchemyError as error:
            return _told(error)
        # Another process may have probed in between: what counts is that something comes back.
        return None if kept else "it does not give back what was written to it"

    def damage(self) -> str | None:
        """What SQLite finds in its file; it reads all of it. None: nothing, or not SQLite."""
        if self._engine.dialect.name != "sqlite":
            return None
        try:
            with self._engine.connect().execution_options(**{READING: True}) as connection:
                verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        except SQLAlchemyError as error:
            return _told(error)
        return None if verdict == "ok" else f"it is damaged: {verdict}"

    def _translated(self) -> "_Translated":
        return _Translated()


class _Translated:
    """Says in our words what the driver says."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, SQLAlchemyError):
            raise translated(error, "mark", "") from error


def _told(error: SQLAlchemyError) -> str:
    driver = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(driver, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, "it is not there, or lacks its tables")
    return _POSTGRESQL.get(getattr(driver, "sqlstate", None) or "", "not available")
