"""Both databases do what memory does, whatever is asked of them in whatever order."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine
from partial_activity.testing.store_machine import check_against_memory


def test_sqlite_does_what_memory_does(
    tmp_path: Path, sqlite_template: Path, vault: NirVault
) -> None:
    """The same answers, the same refusals, the same things kept."""
    engines: list[Engine] = []

    def fresh() -> SqlUnitsOfWork:
        while engines:
            engines.pop().dispose()
        path = shutil.copy(sqlite_template, tmp_path / "machine.db")
        for log in tmp_path.glob("machine.db-*"):
            log.unlink()
        engines.append(open_engine(f"sqlite:///{path}"))
        return SqlUnitsOfWork(engines[0], vault)

    check_against_memory(fresh)


@pytest.mark.postgres
def test_postgresql_does_what_memory_does(
    postgres_engine: Engine, emptied: Callable[[Engine], None], vault: NirVault
) -> None:
    """The same answers, the same refusals, the same things kept."""

    def fresh() -> SqlUnitsOfWork:
        emptied(postgres_engine)
        return SqlUnitsOfWork(postgres_engine, vault)

    check_against_memory(fresh)
