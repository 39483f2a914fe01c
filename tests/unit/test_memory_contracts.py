"""The stores in memory keep every promise: they are the oracle the others are held to."""

import pytest

from partial_activity.adapters.memory import (
    HandClock,
    MemoryFileStore,
    MemoryUnitsOfWork,
    NumberedIds,
)
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.file_store import FileStore
from partial_activity.ports.unit_of_work import Unavailable, UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts import (
    ClockContract,
    FileStoreContract,
    IdsContract,
    UnitOfWorkContract,
)


class TestMemoryUnitsOfWork(UnitOfWorkContract):
    """Every promise of a unit of work."""

    @pytest.fixture
    def units(self) -> UnitsOfWork:
        """Empty."""
        return MemoryUnitsOfWork()


class TestMemoryFileStore(FileStoreContract):
    """Every promise of a file store."""

    @pytest.fixture
    def files(self) -> FileStore:
        """Empty."""
        return MemoryFileStore()


class TestHandClock(ClockContract):
    """Every promise of a clock."""

    @pytest.fixture
    def clock(self) -> Clock:
        """At noon."""
        return HandClock(samples.NOON)


class TestNumberedIds(IdsContract):
    """Every promise of a source of identifiers."""

    @pytest.fixture
    def ids(self) -> Ids:
        """At the beginning."""
        return NumberedIds()


def test_one_unit_inside_another_says_so_instead_of_waiting_for_ever() -> None:
    """In one thread it would wait for itself."""
    units = MemoryUnitsOfWork(wait_seconds=0.01)
    with units(), pytest.raises(Unavailable, match="inside another"), units():
        pass
    with units() as uow:
        uow.people.add(samples.person())
        uow.commit()
