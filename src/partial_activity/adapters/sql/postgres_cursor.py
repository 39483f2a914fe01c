"""A cursor of PostgreSQL that describes its columns only when somebody looks.

SQLAlchemy knows the columns of a query it has compiled, and asks for their description all the same
each time it runs; making one costs the driver as much as reading the row.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from psycopg import Column, Cursor


class UndescribedCursor(Cursor[Any]):
    """A cursor, with its description made late."""

    @property
    def description(self) -> "list[Column] | None":
        """The description of each column; None where nothing is returned."""
        result = self.pgresult
        if result is None or not result.nfields:
            return None
        described: Any = _Described(lambda: super(UndescribedCursor, self).description or [])
        return described  # type: ignore[no-any-return]  # it is read as the list it stands for


class _Described(Sequence[Column]):
    def __init__(self, describe: Callable[[], list[Column]]) -> None:
        self._describe = describe

    @overload
    def __getitem__(self, place: int) -> Column: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Column]: ...
    def __getitem__(self, place: int | slice) -> Column | Sequence[Column]:
        return self._describe()[place]

    def __iter__(self) -> Iterator[Column]:
        return iter(self._describe())

    def __len__(self) -> int:
        return len(self._describe())
