"""SQLite keeps every promise of the stores; a folder those of files, the machine its own."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partial_activity.adapters.files.file_store import FolderFileStore
from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.adapters.system import RandomIds, SystemClock
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.file_store import FileStore
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing.contracts import (
    ClockContract,
    FileStoreContract,
    IdsContract,
    OutageContract,
    UnitOfWorkContract,
)


class TestSqliteUnitsOfWork(UnitOfWorkContract):
    """Every promise of a unit of work."""

    @pytest.fixture
    def units(self, sqlite_units: SqlUnitsOfWork) -> UnitsOfWork:
        """Empty."""
        return sqlite_units


class TestSqliteOutage(OutageContract):
    """A disk that is full from one moment to the next."""

    @pytest.fixture
    def units(self, sqlite_units: SqlUnitsOfWork) -> UnitsOfWork:
        """Empty."""
        return sqlite_units

    @pytest.fixture
    def outage(self, units: UnitsOfWork) -> Iterator[Callable[[], None]]:
        """This process may write no more bytes into a file: the system says so to who tries."""
        del units
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class TestFolderFileStore(FileStoreContract):
    """Every promise of a file store."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> FileStore:
        """In a folder that is not there yet."""
        return FolderFileStore(tmp_path / "files", bytes(32))


class TestSystemClock(ClockContract):
    """Every promise of a clock."""

    @pytest.fixture
    def clock(self) -> Clock:
        """Of this machine."""
        return SystemClock()


class TestRandomIds(IdsContract):
    """Every promise of a source of identifiers."""

    @pytest.fixture
    def ids(self) -> Ids:
        """Out of chance."""
        return RandomIds()
