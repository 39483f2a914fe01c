"""Several steps kept together: units of work inside one that is open.

A use case opens its unit of work and commits it; here that unit is a part of a larger one, and what
it commits is kept when the larger one is. So a check before the use case, and the answer written
after it, stand or fall with what it did.
"""

from types import TracebackType
from typing import Any, Self, cast

from attrs import define

from partial_activity.ports.unit_of_work import UnitOfWork


@define(eq=False)
class JoinedUnits:
    """The ``UnitsOfWork`` to hand to a use case, over a unit of work that is open for writing."""

    outer: UnitOfWork
    committed: bool = False
    """A unit was committed: there is something to keep."""
    undone: bool = False
    """One that might have written was left without a commit: none of it may be kept."""

    def __call__(self) -> UnitOfWork:
        """One whose commit waits for that of the outer one."""
        return cast("UnitOfWork", _Inner(self, writing=True))

    def reading(self) -> UnitOfWork:
        """One that reads what the others wrote."""
        return cast("UnitOfWork", _Inner(self, writing=False))

    @property
    def to_keep(self) -> bool:
        """Whether the outer unit is to be committed."""
        assert not (self.committed and self.undone), "kept and undone at once: which of the two?"
        return self.committed


class _Inner:
    """A unit of work whose stores are those of the outer one, whatever they are."""

    def __init__(self, joined: JoinedUnits, *, writing: bool) -> None:
        self._joined, self._writing = joined, writing

    def __getattr__(self, store: str) -> Any:  # noqa: ANN401  each store as the outer one types it
        return getattr(self._joined.outer, store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writing:
            self._joined.undone = True

    def commit(self) -> None:
        """Keep it with the rest."""
        assert self._writing, "a unit of work is committed once, and a reading one never"
        self._writing = False
        self._joined.committed = True
