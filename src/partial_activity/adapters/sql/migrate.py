"""The schema of a database, brought to where the code needs it by Alembic."""

from functools import cache, partial
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Transaction, text
from sqlalchemy.exc import SQLAlchemyError

from partial_activity.adapters.sql.engine import READING
from partial_activity.adapters.sql.key_journal import key_entries
from partial_activity.adapters.sql.transaction import translated
from partial_activity.domain.office.journal import JournalKeys

HEAD: Final = "head"
BASE: Final = "base"
FOLDERS: tuple[Path, ...] = (Path(__file__).parent / "migrations" / "versions",)
"""The folders of the steps. A step after ours, as a test needs one, is put beside them."""


def upgrade(engine: Engine, to: str = HEAD, journal_keys: JournalKeys | None = None) -> None:
    """Bring the schema forward; nothing happens where it is there already.

    A journal that was written before entries were keyed is keyed with ``journal_keys``; without
    them, its entries are those of nobody who holds a key.

    All steps are one transaction: they are made together or not at all, and two processes that
    upgrade at once wait for each other.

    Raises:
        Unavailable: the database is not there, or refuses.
    """
    _move(engine, to, forward=True, journal_keys=journal_keys)


def downgrade(engine: Engine, to: str) -> None:
    """Bring the schema back; what its older shape has no place for is lost.

    Raises:
        Unavailable: the database is not there, or refuses.
    """
    _move(engine, to, forward=False)


def revision(engine: Engine) -> str | None:
    """The step at which the schema is; None for an empty database.

    Raises:
        Unavailable: the database is not there.
    """
    try:
        with engine.connect().execution_options(**{READING: True}) as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise translated(error, "schema", "") from error


def newest() -> str:
    """The step the code needs."""
    head = _steps(FOLDERS).get_current_head()
    assert head is not None
    return head


def is_behind(now_at: str | None) -> bool:
    """Whether steps are missing that the code needs.

    A step that this code does not know was made by a newer one. Steps only add until nothing older
    runs any more (docs/operating.md), so that this code goes on.
    """
    known = {step.revision for step in _steps(FOLDERS).walk_revisions()}
    return now_at is None or (now_at in known and now_at != newest())


def _move(
    engine: Engine, to: str, *, forward: bool, journal_keys: JournalKeys | None = None
) -> None:
    config = _config(FOLDERS)
    if journal_keys is not None:
        config.attributes["key_entries"] = partial(key_entries, keys=journal_keys)
    try:
        with engine.connect() as connection, _one_at_a_time(connection):
            config.attributes["connection"] = connection
            (command.upgrade if forward else command.downgrade)(config, to)
    except SQLAlchemyError as error:
        raise translated(error, "schema", to) from error


@cache
def _steps(folders: tuple[Path, ...]) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(folders))


def _config(folders: tuple[Path, ...]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, folders)))
    return config


def _one_at_a_time(connection: Connection) -> Transaction:
    """Begin, once nobody else moves the schema; SQLite's transaction waits by itself."""
    if connection.dialect.name != "postgresql":
        return connection.begin()
    # Who waited has to see what the other did meanwhile.
    connection.execution_options(isolation_level="READ COMMITTED")
    transaction = connection.begin()
    connection.execute(text("SELECT pg_advisory_xact_lock(5122)"))
    return transaction
