"""Engines on SQLite and on PostgreSQL, set up so that what is committed is kept."""

import os
import sqlite3
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import NullPool

READING: Final = "partial_activity_reading"
"""Option of a connection whose transaction only reads."""
_RESTED: Final = 1.0
"""Seconds after which a connection is asked whether it is there before it is used again."""


def open_engine(url: str | URL, *, wait_seconds: float = 30.0, connections: int = 10) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``; nothing is connected yet.

    Args:
        url: of the database; a file of SQLite is made, for its owner only, when it is not there.
        wait_seconds: how long a unit of work waits for another that writes.
        connections: how many units of work may be open at once; 0: each has a connection of its
            own, closed when it ends.

    Raises:
        ValueError: another kind of database.
    """
    parsed = make_url(url)
    shared: dict[str, Any] = {
        # A message of an error must not tell names and addresses.
        "hide_parameters": True,
    }
    if connections:
        shared |= {"pool_size": connections, "max_overflow": 0, "pool_timeout": wait_seconds}
    else:
        shared["poolclass"] = NullPool
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed, wait_seconds, shared)
        case "postgresql":
            return _postgresql(parsed, wait_seconds, shared)
    msg = f"{parsed.get_backend_name()}: requests and claims are kept in SQLite or PostgreSQL"
    raise ValueError(msg)


def _sqlite(url: URL, wait_seconds: float, shared: dict[str, Any]) -> Engine:
    if not url.database or url.database == ":memory:":
        msg = "SQLite needs a file: for a store in memory there is adapters.memory"
        raise ValueError(msg)
    path = Path(url.database)
    _make_private(path)

    def connect() -> sqlite3.Connection:
        # A file that was taken away is not made again, empty, by who asks for it.
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,  # the driver begins nothing by itself, we say when and how
            timeout=wait_seconds,
            check_same_thread=False,
        )

    engine = create_engine(url, creator=connect, **shared)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: Any) -> None:  # noqa: ANN401  the driver's own
        record.info["file"] = _file(path)
        for setting in (
            "journal_mode = WAL",  # readers never wait
            "synchronous = FULL",  # NORMAL would lose the last commits in a power cut
            "foreign_keys = ON",
            "cache_size = -16384",
            "mmap_size = 268435456",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "checkout")
    def _is_ours(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401  as above
        # What is written to a file that was taken away, or put aside for a copy, is lost.
        if record.info["file"] != _file(path):
            raise InvalidatePoolError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that begins as a reader meets "database is locked" whatever it would wait.
        reading = connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _file(path: Path) -> tuple[int, int] | None:
    """The file that lies there, as its device and number; None: none does."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make_private(path: Path) -> None:
    """Names and bank accounts are nobody else's to read; WAL files take after the file."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _postgresql(url: URL, wait_seconds: float, shared: dict[str, Any]) -> Engine:
    from partial_activity.adapters.sql.postgres_cursor import (  # noqa: PLC0415  its driver may lack
        UndescribedCursor,
    )

    milliseconds = int(wait_seconds * 1000)
    options = f"-c timezone=utc -c lock_timeout={milliseconds}"
    engine = create_engine(
        url,
        # One consistent state for the whole unit of work; who comes second is told.
        isolation_level="REPEATABLE READ",
        connect_args={
            "options": options,
            "connect_timeout": max(2, int(wait_seconds)),
            "cursor_factory": UndescribedCursor,
        },
        **shared,
    )

    @event.listens_for(engine, "checkin")
    def _rests(_connection: object, record: Any) -> None:  # noqa: ANN401  the pool's own
        record.info["rests_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _is_there(connection: Any, record: Any, _proxy: object) -> None:  # noqa: ANN401  as above
        # Asking each time costs as much as a query; one that served just now is there.
        rested = monotonic() - record.info.get("rests_since", monotonic())
        if rested > _RESTED and not _answers(engine, connection):
            raise InvalidatePoolError

    return engine


def _answers(engine: Engine, connection: Any) -> bool:  # noqa: ANN401  the driver's own
    try:
        return engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        return False
