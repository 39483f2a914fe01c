"""One transaction of one unit of work: runs statements, and says in our words what drivers say."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Dialect,
    Executable,
    LargeBinary,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.sql.dml import Insert, Update

from partial_activity.adapters.sql.schema.columns import Converted, Read, converted
from partial_activity.domain.errors import Conflict, InvalidValue, NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.ports.unit_of_work import Unavailable

SOMEBODY_WAS_FIRST: Final = frozenset(
    {
        "23505",  # unique_violation
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    }
)
NOT_STORABLE: Final = (OverflowError, UnicodeEncodeError)
"""What the driver of SQLite says of a number past 64 bits, of half a character."""
MANY: Final = 500
"""The number of values from which PostgreSQL plans a query for them."""
_SEVERAL: Final = 5
"""The number of rows from which PostgreSQL is given them by COPY."""
_ROWS = 250
"""The number of rows that stay in a processor's cache."""


_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_AT_ONCE = 5_000
"""SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535."""

Wanted = TypeVar("Wanted")


def in_batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """Cut what is wanted into as many as one statement can look for."""
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


class Transaction:
    """What a unit of work runs its statements through.

    A statement that runs often is made once, for the whole module, with ``bindparam`` where a value
    goes: making and looking up a statement costs more than running it.
    """

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        """Use a connection, whose transaction the unit of work begins and ends."""
        self.connection = connection
        self.writing = writing
        self.postgresql = connection.dialect.name == "postgresql"
        self._driver_error: type[Exception] = connection.dialect.loaded_dbapi.Error
        self.failed: Exception | None = None
        """What broke the transaction: nothing of it can be kept any more."""

    def rows(self, statement: Executable, **values: object) -> Sequence[Read]:
        """All rows of a query, with these values in it."""
        with self.translating("unit of work", ""):
            result = self.connection.execute(statement, values)
            return cast("Sequence[Read]", result.mappings().all())

    def tuples(self, statement: Executable, **values: object) -> Sequence[tuple[Any, ...]]:
        """All rows of a query, by position."""
        with self.translating("unit of work", ""):
            result = self.connection.execute(statement, values)
            return cast("Sequence[tuple[Any, ...]]", result.all())

    def first(self, statement: Executable, **values: object) -> Read | None:
        """The first row of a query, if there is one."""
        rows = self.rows(statement, **values)
        return rows[0] if rows else None

    def pairs(
        self, statement: Executable, first: Table, second: Table, **values: object
    ) -> Iterator[tuple[Read | None, Read | None]]:
        """All rows of a query of two tables' columns, as rows of each; None for one not there."""
        names = tuple([column.name for column in table.columns] for table in (first, second))
        for row in self.tuples(statement, **values):
            parts = (row[: len(names[0])], row[len(names[0]) :])
            one, other = (
                None if part[0] is None else dict(zip(columns, part, strict=True))
                for columns, part in zip(names, parts, strict=True)
            )
            yield one, other

    def number(self, statement: Executable, **values: object) -> int:
        """The one whole number of a query; PostgreSQL adds whole numbers up to a decimal."""
        return int(self.tuples(statement, **values)[0][0] or 0)

    def add(self, table: Table, row: Mapping[str, Any], kind: str, key: str) -> None:
        """Write a new row.

        Raises:
            Conflict: a unique key is taken; the transaction goes on.
        """
        if not self.add_once(table, row, kind, key):
            raise Conflict(kind, key)

    def add_once(self, table: Table, row: Mapping[str, Any], kind: str, key: str) -> bool:
        """Write a new row, unless a unique key is taken; whether it was written."""
        return self.run(_new_row(table, self.postgresql), kind, key, row) == 1

    def add_shared(self, table: Table, row: Mapping[str, Any], kind: str, key: str) -> None:
        """Write a row that somebody else may be writing too, the very same: either is good.

        PostgreSQL fails a transaction that meets a row committed since it began; here it goes on.
        """
        assert self.writing, "this unit of work only reads: it is a reading one, or was committed"
        with self.translating(kind, key):
            try:
                with self.connection.begin_nested():
                    self.connection.execute(_new_row(table, self.postgresql), row)
            except DBAPIError as error:
                if not isinstance(translated(error, kind, key), Conflict):
                    raise

    def save(self, table: Table, row: Mapping[str, Any], kind: str, key: str) -> None:
        """Write a row again, with the next revision.

        Raises:
            NotFound: there is none.
            Conflict: its revision is no longer the one that was read.
        """
        keys = {f"key_{column.name}": row[column.name] for column in table.primary_key}
        new = {f"new_{name}": value for name, value in row.items()}
        if self.run(_changed_row(table), kind, key, {**keys, **new}) == 0:
            where = (column == row[column.name] for column in table.primary_key)
            if self.first(select(table.c.revision).where(*where)) is None:
                raise NotFound(kind, key)
            raise Conflict(kind, key)

    def run(
        self, statement: Executable, kind: str, key: str, values: Mapping[str, Any] = _NOTHING
    ) -> int:
        """Insert, update or delete; how many rows."""
        assert self.writing, "this unit of work only reads: it is a reading one, or was committed"
        with self.translating(kind, key):
            return self.connection.execute(statement, values).rowcount

    def run_each(self, statement: Executable, rows: Sequence[Mapping[str, Any]], kind: str) -> None:
        """The same statement for each row."""
        assert self.writing, "this unit of work only reads: it is a reading one, or was committed"
        with self.translating(kind, ""):
            self.connection.execute(statement, rows)

    def run_plainly(self, statement: str, rows: Sequence[Sequence[Any]], kind: str) -> None:
        """The same statement for each row as it is written, past SQLAlchemy: many times as fast."""
        assert self.writing, "this unit of work only reads: it is a reading one, or was committed"
        with self.translating(kind, ""):
            self.connection.exec_driver_sql(statement, [tuple(row) for row in rows])

    def plan_for_each(self) -> None:
        """Plan each query for its own values from here on.

        PostgreSQL's plan for any values may compare each of a great many rows with each of a great
        many hashes; that costs less to find out than to suffer.
        """
        if self.postgresql:
            with self.translating("unit of work", ""):
                self.connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")

    def add_many(
        self,
        table: Table,
        rows: Iterable[Sequence[Any]],
        count: int,
        kind: str,
        names: Sequence[str] = (),
    ) -> None:
        """Write many new rows, given in the order of the names, else of the table's columns."""
        assert self.writing, "this unit of work only reads: it is a reading one, or was committed"
        if not count:
            return
        names = names or [column.name for column in table.columns]
        with self.translating(kind, ""):
            if self.postgresql and count >= _SEVERAL:
                self._copy(table.name, names, self.written(table, names, rows))
            elif not self.postgresql:
                self._insert_plainly(table.name, names, self.written(table, names, rows))
            else:
                values = [dict(zip(names, row, strict=True)) for row in rows]
                # One row as one: the driver makes a pipeline of several.
                self.connection.execute(_row(table), values[0] if count == 1 else values)

    def written(
        self, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> Iterator[Sequence[Any]]:
        """Rows as the driver takes them: their values written as their columns say."""
        columns = [table.columns[name] for name in names]
        writers = [_writer(column, self.connection.dialect) for column in columns]
        coming = iter(rows)
        while some := list(islice(coming, _ROWS)):
            # A column at once: a third of the time that cell after cell takes.
            cells: list[Iterable[Any]] = list(zip(*some, strict=True))
            for place, write in enumerate(writers):
                if write is not None:
                    cells[place] = converted(cells[place], write, columns[place])
            yield from zip(*cells, strict=True)

    def _insert_plainly(
        self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Past SQLAlchemy, which takes three times as long."""
        quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        statement = f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})'  # noqa: S608  our names
        self.connection.exec_driver_sql(statement, list(rows))

    def _copy(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        quoted = ", ".join(f'"{name}"' for name in names)
        driver: Any = self.connection.connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def translating(self, kind: str, key: str) -> Iterator[None]:
        """Say what a driver says as ``Conflict``, ``InvalidValue`` or ``Unavailable``."""
        try:
            yield
        except (SQLAlchemyError, self._driver_error, *NOT_STORABLE) as error:
            if type(error) is StatementError and not isinstance(error.orig, NOT_STORABLE):
                # A value that its column does not take: a mistake of ours, not of the database.
                raise cast("BaseException", error.orig) from None
            # A transaction that failed once keeps nothing: the first reason is the one to tell.
            if self.failed is None:
                self.failed = translated(error, kind, key)
            raise self.failed from error


def _writer(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """The function that writes a column's values for the driver; None: they are taken as is."""
    match column.type:
        case Converted() as converted:
            return converted.write
        case LargeBinary():
            return None
        case Date() if dialect.name == "sqlite":
            # A third of the time that SQLAlchemy takes for the same.
            return date.isoformat
        case kind:
            return kind.dialect_impl(dialect).bind_processor(dialect)


@cache
def _row(table: Table) -> Insert:
    return insert(table)


@cache
def _new_row(table: Table, on_postgresql: bool) -> Insert:  # noqa: FBT001  one of two
    into = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    return into.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _changed_row(table: Table) -> Update:
    """The whole row but for its key, with the next revision, if it is at the one that was read."""
    keys = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
    others = [column for column in table.columns if not column.primary_key]
    new = {column.name: bindparam(f"new_{column.name}", type_=column.type) for column in others}
    unchanged = table.c.revision == new["revision"]
    return update(table).where(*keys, unchanged).values(new | {"revision": new["revision"] + 1})


def translated(error: Exception, kind: str, key: str) -> Exception:
    """The error of a driver, in the words of the ports; it never quotes a value."""
    said = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(said, "sqlstate", None) or getattr(said, "sqlite_errorcode", None)
    if code in SOMEBODY_WAS_FIRST:
        return Conflict(kind, key)
    # Class 22 of SQLSTATE: a number past 64 bits, say; for a NUL the driver gives no state.
    refused = type(said).__name__ == "DataError" or isinstance(said, NOT_STORABLE)
    if refused or (isinstance(code, str) and code.startswith("22")):
        return InvalidValue(
            "not_storable",
            "",
            f"a {kind} holds a value that cannot be kept",
            f"une valeur ({kind}) ne peut être conservée : retirez les signes invisibles",
        )
    name = getattr(said, "sqlite_errorname", None) or code or type(said).__name__
    return Unavailable(f"the database could not do it ({name}): {_told(said)}")


def _told(said: object) -> str:
    """The first sentence of a driver; what follows on PostgreSQL may quote values."""
    return str(said).partition("\n")[0]


def of_accounts(
    transaction: Transaction, query: Executable, ibans: Collection[Iban]
) -> Mapping[Iban, Collection[Siret]]:
    """The establishments that a query of ``iban`` and ``siret`` finds for these accounts."""
    accounts: dict[Iban, set[Siret]] = {}
    for some in in_batches(list(ibans)):
        for row in transaction.rows(query, ibans=some):
            accounts.setdefault(row["iban"], set()).add(row["siret"])
    return accounts
