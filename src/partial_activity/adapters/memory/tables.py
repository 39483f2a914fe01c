"""What is kept: tables shared by all units of work until one of them writes."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar, cast

import attrs
from attrs import frozen

from partial_activity.domain.errors import Conflict, NotFound

Key = TypeVar("Key")
Value = TypeVar("Value")


class Table(Generic[Key, Value]):
    """Rows by key. A branch shares them until it writes, so that readers see what was committed."""

    def __init__(self, rows: Mapping[Key, Value] = MappingProxyType({}), *, writing: bool) -> None:
        """Share the rows; ``writing`` tells whether they may ever be written to."""
        self._rows = rows
        self._writing = writing
        self._own: dict[Key, Value] | None = None

    def branch(self, *, writing: bool) -> "Table[Key, Value]":
        """The same rows, for another unit of work."""
        return Table(self._rows, writing=writing)

    def find(self, key: Key) -> Value | None:
        """The row, if there is one."""
        return self._rows.get(key)

    def values(self) -> Iterable[Value]:
        """Every row."""
        return self._rows.values()

    def items(self) -> Iterable[tuple[Key, Value]]:
        """Every row with its key."""
        return self._rows.items()

    def put(self, key: Key, value: Value) -> None:
        """Write a row, new or not."""
        assert self._writing, "this unit of work only reads: it is a reading one, or was committed"
        if self._own is None:
            self._own = dict(self._rows)
            self._rows = self._own
        self._own[key] = value

    def remove(self, key: Key) -> None:
        """Take a row away."""
        self.put(key, self._rows[key])
        assert self._own is not None
        del self._own[key]

    def add(self, kind: str, key: Key, value: Value) -> None:
        """Write a new row.

        Raises:
            Conflict: the key is taken.
        """
        if key in self._rows:
            raise Conflict(kind, key_text(key))
        self.put(key, value)


class Revised(Protocol):
    """What can be saved again: its revision tells whether it changed since it was read."""

    @property
    def revision(self) -> int:
        """Grows by one each time the thing is saved."""


Thing = TypeVar("Thing", bound=Revised)


def check_revision(table: Table[Key, Thing], kind: str, key: Key, revision: int) -> Thing:
    """The row as it is, for one who read that revision.

    Raises:
        NotFound: there is no such row.
        Conflict: it was changed since.
    """
    now = found(table.find(key), kind, key)
    if now.revision != revision:
        raise Conflict(kind, key_text(key))
    return now


def next_revision(thing: Thing) -> Thing:
    """The thing as it is kept once saved."""
    saved: Thing = attrs.evolve(cast("Any", thing), revision=thing.revision + 1)
    return saved


def found(thing: Value | None, kind: str, key: object) -> Value:
    """The thing that was looked for.

    Raises:
        NotFound: it is not there.
    """
    if thing is None:
        raise NotFound(kind, key_text(key))
    return thing


def key_text(key: object) -> str:
    """A key as errors name it."""
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


@frozen(eq=False)
class TableName(Generic[Key, Value]):
    """Names a table, and says what is in it; the module of its store declares it."""

    name: str


class Tables:
    """All that is kept, by the names of the tables; one that nobody wrote to is empty."""

    def __init__(
        self,
        tables: Mapping[TableName[Any, Any], Table[Any, Any]] = MappingProxyType({}),
        *,
        writing: bool,
    ) -> None:
        """Share the tables; ``writing`` tells whether they may ever be written to."""
        self._tables, self._writing = dict(tables), writing

    def __getitem__(self, name: TableName[Key, Value]) -> Table[Key, Value]:
        """A table."""
        if name not in self._tables:
            self._tables[name] = Table(writing=self._writing)
        return self._tables[name]

    def branch(self, *, writing: bool) -> "Tables":
        """The same, for another unit of work."""
        tables = {name: table.branch(writing=writing) for name, table in self._tables.items()}
        return Tables(tables, writing=writing)
