"""What is wrong with a PostgreSQL server, or between its clock and ours, is said as it is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.sql import open_engine
from partial_activity.adapters.sql.marks import SqlMarks
from partial_activity.adapters.system import SystemClock
from partial_activity.entrypoints.clock_watch import ClockWatch
from partial_activity.ports.unit_of_work import Unavailable

pytestmark = pytest.mark.postgres

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON mark FOR EACH ROW EXECUTE FUNCTION no_room();
"""


@pytest.fixture
def marks(postgres_engine: Engine) -> Iterator[SqlMarks]:
    """As the service holds them: a connection for each look."""
    engine = open_engine(postgres_engine.url, wait_seconds=2, connections=0)
    marks = SqlMarks(engine)
    yield marks
    for name in marks.read():
        marks.take_away(name)
    engine.dispose()


@pytest.mark.parametrize("days", [17, -17, 1, -1])
def test_a_clock_away_from_the_servers_is_in_doubt(marks: SqlMarks, days: int) -> None:
    """Even at the very first look, before anything was noted: a machine that starts with it."""
    clock = HandClock(SystemClock().now() + timedelta(days=days))
    watch = ClockWatch(marks, clock, compared=True, uptime=lambda: ("", 0.0))
    assert "from the clock of the database" in (watch.look() or "")
    clock.tick(timedelta(days=-days))
    assert watch.look() is not None, "it is forgotten"
    watch.confirm()
    assert watch.look() is None


def test_a_full_disk_of_the_server_is_told(marks: SqlMarks, postgres_engine: Engine) -> None:
    """The server's own words for it; nothing is kept, and all goes on once there is room."""
    now = SystemClock().now()
    assert marks.fault(now) is None
    with postgres_engine.begin() as connection:
        connection.execute(text(NO_ROOM))
    try:
        assert marks.fault(now) == "the disk is full"
        with pytest.raises(Unavailable):
            marks.leave("worker", "1", now)
        assert "worker" not in marks.read()
    finally:
        with postgres_engine.begin() as connection:
            connection.execute(text("DROP FUNCTION no_room CASCADE"))
    assert marks.fault(now) is None


def test_a_server_that_lets_nobody_in_is_told(
    marks: SqlMarks, postgres_engine: Engine, postgres_server: str
) -> None:
    name = postgres_engine.url.database
    admin = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        try:
            assert marks.fault(SystemClock().now()) == "not available"
        finally:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    admin.dispose()
    assert marks.fault(SystemClock().now()) is None
