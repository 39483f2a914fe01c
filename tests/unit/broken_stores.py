"""Stores that break one promise each, for the public suites to find: the one in memory, spoilt."""

import pkgutil
import sqlite3
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType, TracebackType
from typing import Any, Self

import attrs

from partial_activity.adapters import memory
from partial_activity.adapters.memory.tables import Table, TableName, Tables
from partial_activity.adapters.memory.unit_of_work import MemoryUnitOfWork, MemoryUnitsOfWork
from partial_activity.domain.errors import Conflict
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Person
from partial_activity.ports.unit_of_work import Unavailable, UnitsOfWork

TABLES: Mapping[str, TableName[Any, Any]] = MappingProxyType(
    {
        value.name: value
        for module in pkgutil.iter_modules(memory.__path__)
        for value in vars(import_module(f"{memory.__name__}.{module.name}")).values()
        if isinstance(value, TableName)
    }
)
"""Every table, by its name."""


class Broken(MemoryUnitsOfWork):
    """Units of work of a broken kind."""

    def __init__(self, kind: Callable[..., MemoryUnitOfWork]) -> None:
        """Start empty."""
        super().__init__()
        self._kind = kind

    def __call__(self) -> MemoryUnitOfWork:
        """A fresh one, for writing."""
        return self._kind(self, writing=True)

    def reading(self) -> MemoryUnitOfWork:
        """A fresh one that only reads."""
        return self._kind(self, writing=False)


def _with(tables: Tables, name: TableName[Any, Any], of: Tables) -> Tables:
    """The tables, one of them as it is in others."""
    mixed = tables.branch(writing=False)
    mixed._tables[name] = of[name].branch(writing=False)  # noqa: SLF001  to break it
    return mixed


def leaves(name: TableName[Any, Any], on: type[BaseException] | None = None) -> UnitsOfWork:
    """What was written to a table stays, though nothing was committed; only after an error ``on``.

    A store that writes into a connection of its own, or commits half of what it did.
    """

    class Leaving(MemoryUnitOfWork):
        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            if self._writing and kind is on:
                self._units.tables = _with(self._units.tables, name, self._tables)
            super().__exit__(kind, error, trace)

    return Broken(Leaving)


def _opening(change: Callable[[MemoryUnitOfWork, Tables], None]) -> UnitsOfWork:
    """Units of work whose tables are changed before a store works on them."""

    class Changed(MemoryUnitOfWork):
        def _open(self) -> None:
            units, unit, kept = self._units, self, self._units.tables

            class Source(Tables):
                def branch(self, *, writing: bool) -> Tables:
                    tables = kept.branch(writing=writing)
                    change(unit, tables)
                    return tables

            units.tables = Source(writing=False)
            try:
                super()._open()
            finally:
                units.tables = kept

    return Broken(Changed)


def reads_torn(name: TableName[Any, Any]) -> UnitsOfWork:
    """A table is read as it is now, the others as they were: two queries, two moments."""

    def change(unit: MemoryUnitOfWork, tables: Tables) -> None:
        units = unit._units  # noqa: SLF001  to break it

        class Live(Table[Any, Any]):
            def find(self, key: object) -> object:
                return units.tables[name].find(key)

            def values(self) -> Any:  # noqa: ANN401  as it is
                return units.tables[name].values()

            def items(self) -> Any:  # noqa: ANN401  as it is
                return units.tables[name].items()

        if not unit._writing:  # noqa: SLF001  to break it
            tables._tables[name] = Live(writing=False)  # noqa: SLF001  to break it

    return _opening(change)


def shows_early(name: TableName[Any, Any]) -> UnitsOfWork:
    """What is written to a table is there for everybody at once."""

    def change(unit: MemoryUnitOfWork, tables: Tables) -> None:
        units = unit._units  # noqa: SLF001  to break it

        class Loud(Table[Any, Any]):
            def put(self, key: object, value: object) -> None:
                super().put(key, value)
                self._show()

            def remove(self, key: object) -> None:
                super().remove(key)
                self._show()

            def _show(self) -> None:
                shown = units.tables.branch(writing=False)
                shown._tables[name] = Table(dict(self.items()), writing=False)  # noqa: SLF001
                units.tables = shown

        if unit._writing:  # noqa: SLF001  to break it
            rows = dict(tables[name].items())
            tables._tables[name] = Loud(rows, writing=True)  # noqa: SLF001  to break it

    return _opening(change)


def loses(name: TableName[Any, Any]) -> UnitsOfWork:
    """A table is left out of the commit."""

    class Losing(MemoryUnitOfWork):
        def commit(self) -> None:
            before = self._units.tables
            super().commit()
            self._units.tables = _with(self._units.tables, name, before)

    return Broken(Losing)


def writes_while_reading(name: TableName[Any, Any]) -> UnitsOfWork:
    """A table can be written to by a unit that only reads, and nothing comes of it."""

    def change(unit: MemoryUnitOfWork, tables: Tables) -> None:
        del unit
        tables._tables[name] = tables[name].branch(writing=True)  # noqa: SLF001  to break it

    return _opening(change)


class _Careless(MemoryUnitOfWork):
    """Units do not wait for each other, and each has its own state."""

    def __enter__(self) -> Self:
        self._open()
        self._found = self._units.tables
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writing = False


class _LastWins(_Careless):
    def commit(self) -> None:
        self._units.tables = self._tables.branch(writing=False)
        self._writing = False
        self._open()


class _FirstWins(_Careless):
    """Sound: the second is told at the commit, and keeps nothing."""

    def _meet(self) -> None:
        if self._units.tables is not self._found:
            raise Conflict("unit", "")

    def commit(self) -> None:
        assert self._writing, "a unit of work is committed once, and a reading one never"
        with self._units.writing:
            self._meet()
            self._units.tables = self._tables.branch(writing=False)
        self._writing = False
        self._open()


def last_one_wins() -> UnitsOfWork:
    """Two at once: what the second commits takes the place of what the first did."""
    return Broken(_LastWins)


def first_one_wins() -> UnitsOfWork:
    """Nothing is broken: another sound way than ours to keep two apart."""
    return Broken(_FirstWins)


def half_kept_on_conflict(name: TableName[Any, Any]) -> UnitsOfWork:
    """A table is committed before it is found that another unit of work was first."""

    class Half(_FirstWins):
        def _meet(self) -> None:
            try:
                super()._meet()
            except Conflict:
                self._units.tables = _with(self._units.tables, name, self._tables)
                raise

    return Broken(Half)


def swallows_errors() -> UnitsOfWork:
    """Leaving a unit of work by an error looks like having come to its end."""

    class Swallowing(MemoryUnitOfWork):
        def __exit__(  # type: ignore[override]  # that is what is broken
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> bool:
            super().__exit__(kind, error, trace)
            return True

    return Broken(Swallowing)


def commits_twice() -> UnitsOfWork:
    """A second commit says nothing."""

    class Twice(MemoryUnitOfWork):
        def commit(self) -> None:
            if self._writing:
                super().commit()

    return Broken(Twice)


def keeps(name: TableName[Any, Any], as_kept: Callable[[Any], Any]) -> UnitsOfWork:
    """Values of a table are kept otherwise than they were given."""

    def change(unit: MemoryUnitOfWork, tables: Tables) -> None:
        class Changing(Table[Any, Any]):
            def put(self, key: object, value: object) -> None:
                super().put(key, as_kept(value))

        if unit._writing:  # noqa: SLF001  to break it
            rows = dict(tables[name].items())
            tables._tables[name] = Changing(rows, writing=True)  # noqa: SLF001  to break it

    return _opening(change)


def person_cut(person: Person) -> Person:
    """As a column of 255 characters keeps it, without a word."""
    return attrs.evolve(person, name=person.name[:255])


def person_without_nul(person: Person) -> Person:
    """As a driver written in C keeps it."""
    return attrs.evolve(person, name=person.name.partition("\0")[0])


def person_refused(person: Person) -> Person:
    """As a driver refuses it, in its own words."""
    person.name.encode()
    return person


def amount_in_64_bits(line: PaymentLine) -> PaymentLine:
    """As the driver of SQLite refuses it, in its own words."""
    if line.amount.cents >= 2**63:
        raise OverflowError
    return line


class GoesAway(MemoryUnitsOfWork):
    """A store whose driver can fail; what it says then is what the unit of work says."""

    def __init__(self, said: Exception, *, at: str) -> None:
        """Fail with an error at ``entering``, ``writing`` or ``commit``; soundly at the others."""
        super().__init__()
        self.said, self.at, self.away = said, at, False

    def fail(self, where: str) -> None:
        """What the driver says where the store is gone."""
        if self.away:
            raise self.said if where == self.at else Unavailable("the store is gone")

    def __call__(self) -> MemoryUnitOfWork:
        """A fresh one, for writing."""
        return _Fails(self, writing=True)


class _Fails(MemoryUnitOfWork):
    _units: GoesAway

    def __enter__(self) -> Self:
        self._units.fail("entering")
        return super().__enter__()

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  whatever a unit of work has
        if name == "commit":
            object.__getattribute__(self, "_units").fail("commit")
        elif name in MemoryUnitOfWork.__annotations__ and object.__getattribute__(self, "_writing"):
            object.__getattribute__(self, "_units").fail("writing")
        return object.__getattribute__(self, name)


DRIVER_ERRORS = (
    sqlite3.OperationalError("disk I/O error"),
    OSError(28, "No space left on device"),
    TimeoutError(),
)
