"""A new version comes while the old one answers: tables move ahead under it, and nobody notices."""

import ast
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from tests.integration.serving import command, keys

from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine, revision, upgrade
from partial_activity.adapters.sql import migrations as package
from partial_activity.adapters.sql.migrate import is_behind, newest
from partial_activity.entrypoints.composition import SchemaBehind, open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.testing import samples

STEPS = sorted((Path(package.__file__).parent / "versions").glob("r[0-9]*.py"))
FIRST_RELEASE = "0001"
"""Before it nothing ran on while tables moved."""
NOT_YET = "9999"
"""A step that this code does not know."""
REMOVES = {
    "drop_column",
    "drop_constraint",
    "drop_index",
    "drop_table",
    "rename_table",
    "alter_column",
    "batch_alter_table",
}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    found = keys(tmp_path / "data")
    command(found, "db", "upgrade")
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database as the first release has it."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'before.db'}")
    else:
        engine = open_engine(request.getfixturevalue("database"))
    upgrade(engine, to=FIRST_RELEASE)
    yield engine
    engine.dispose()


def test_reads_go_on_while_tables_are_added(
    before: Engine, vault: NirVault, next_step: str
) -> None:
    units = SqlUnitsOfWork(before, vault)
    with units() as uow:
        uow.people.add(samples.person(1))
        uow.commit()
    moved, failed, reads = threading.Event(), [], [0]

    def read() -> None:
        while not moved.is_set():
            try:
                with units.reading() as uow:
                    assert uow.people.by_email(samples.person(1).email)
                    assert uow.establishments.find(samples.siret(1)) is None
                reads[0] += 1
            except Exception as error:  # noqa: BLE001  told to the test
                failed.append(error)
                return

    reading = threading.Thread(target=read)
    reading.start()
    upgrade(before)
    moved.set()
    reading.join()
    assert not failed
    assert reads[0]
    assert revision(before) == newest() == next_step


def test_the_old_version_stays_in_service_on_tables_that_are_ahead(
    environment: dict[str, str],
) -> None:
    service = open_service(read_settings(environment))
    client = application_of(service).test_client()
    with service.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE of_the_next_version (id INTEGER)")
        at(connection, NOT_YET)
    assert client.get("/readyz").status_code == 200
    assert client.get("/sign-in").status_code == 200
    service.engine.dispose()
    again = open_service(read_settings(environment))
    assert application_of(again).test_client().get("/readyz").status_code == 200
    again.engine.dispose()


def test_the_new_version_waits_for_its_tables(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    service = open_service(read_settings(environment))
    client = application_of(service).test_client()
    assert client.get("/readyz").status_code == 200
    request.getfixturevalue("next_step")
    assert client.get("/readyz").status_code == 503
    service.engine.dispose()
    with pytest.raises(SchemaBehind, match="db upgrade"):
        open_service(read_settings(environment))


def at(connection: Connection, step: str) -> None:
    """Say that the tables are there."""
    connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": step})


def test_only_a_step_that_is_known_can_be_behind(next_step: str) -> None:
    assert is_behind(None)
    assert is_behind(FIRST_RELEASE)
    assert not is_behind(next_step)
    assert not is_behind(NOT_YET)


def test_a_later_step_only_adds() -> None:
    """What the version before reads and writes stays as it is."""
    first, *later = STEPS
    assert f'revision: str = "{FIRST_RELEASE}"' in first.read_text(encoding="utf-8")
    for step in later:
        assert not _removed_by(step.read_text(encoding="utf-8")), step.name


@pytest.mark.parametrize(
    "statement",
    [
        'op.drop_column("person", "name")',
        'op.alter_column("person", "name", nullable=False)',
        'op.execute("ALTER TABLE person RENAME name TO called")',
    ],
)
def test_a_step_that_removes_is_seen(statement: str) -> None:
    """The way back may: nobody goes it while an older version runs."""
    assert not _removed_by(f"def upgrade(): pass\n\ndef downgrade(): {statement}")
    assert _removed_by(f"def upgrade(): {statement}\n\ndef downgrade(): pass")


def _removed_by(source: str) -> set[str]:
    forward, _, _ = source.partition("def downgrade(")
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(forward))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    return called & REMOVES | set(re.findall(r"\b(?:DROP|RENAME|ALTER)\b", forward))
