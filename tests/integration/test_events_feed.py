"""The feed of events, on databases: whoever writes meanwhile, nothing is missed or told twice."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from threading import Event

import attrs
import pytest
from sqlalchemy import Engine, text
from tests.integration.api_service import PATIENCE, SIRET, Service

from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.office.events import EventKind
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.composition import Service as OpenService
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.testing import samples
from partial_activity.usecases.context import Context
from partial_activity.usecases.oversight.events import EventPage, EventPlace, events_after
from partial_activity.usecases.oversight.journal import seal_entries
from partial_activity.usecases.people.sign_up import Newcomer, confirm, sign_up

HERE = Siret(SIRET)
WRITERS, EACH = 4, 25
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "follow_events.py"


@pytest.fixture
def context(units: SqlUnitsOfWork) -> Context:
    """An establishment and its contact."""
    with units() as uow:
        uow.people.add(samples.person(1))
        uow.establishments.add(samples.establishment(1))
        uow.establishments.add_member(attrs.evolve(samples.membership(1, 1), proven=True))
        uow.commit()
    return Context(units=units, clock=HandClock(samples.later(60)))


def entry(number: str) -> JournalEntry:
    return JournalEntry(SIRET, 0, samples.NOON, "system", "payment.sent", number)


def after(place: EventPlace | None, context: Context, limit: int = 200) -> EventPage:
    return events_after(
        place, tuple(EventKind), tuple(Scope), limit, actor=samples.person(1), context=context
    )


@pytest.mark.postgres
def test_what_is_committed_late_is_told_late(postgres_units: SqlUnitsOfWork) -> None:
    """The first to write takes the lower number of the sequence, and commits after the second."""
    units = postgres_units
    with units() as uow:
        uow.people.add(samples.person(1))
        uow.establishments.add(samples.establishment(1))
        uow.establishments.add_member(attrs.evolve(samples.membership(1, 1), proven=True))
        uow.commit()
    context = Context(units=units, clock=HandClock(samples.later(60)))
    with units() as late:
        late.journal.add(entry("late"))
        with units() as quick:
            quick.journal.add(entry("quick"))
            quick.commit()
        assert seal_entries(100, context=context) == 1
        first = after(None, context)
        assert [one.subject_id for one in first.events] == ["quick"]
        late.commit()
    assert seal_entries(100, context=context) == 1
    assert [one.subject_id for one in after(first.place, context).events] == ["late"]


def _unsealed(context: Context) -> bool:
    with context.units.reading() as uow:
        return uow.journal.oldest_unsealed() is not None


def _write(context: Context, writer: int) -> None:
    chance = random.Random(writer)  # noqa: S311  to be the same each time
    for number in range(EACH):
        written = False
        while not written:
            with suppress(Conflict), context.units() as uow:
                for part in range(chance.randint(1, 3)):
                    uow.journal.add(entry(f"{writer}-{number}-{part}"))
                uow.commit()
                written = True


def _seal(context: Context, done: Event) -> None:
    while not done.is_set():
        with suppress(Conflict):
            seal_entries(7, context=context)


def _follow(context: Context, done: Event) -> list[str]:
    place, found = None, list[str]()
    while True:
        last = done.is_set()
        page = after(place, context, 5)
        place = page.place
        found += [one.subject_id for one in page.events]
        if last and not page.more:
            return found


def test_nothing_is_missed_or_doubled_while_many_write(context: Context) -> None:
    """Writers that commit when they please, two workers that seal, one program that follows."""
    done = Event()
    with ThreadPoolExecutor(WRITERS + 3) as pool:
        following = pool.submit(_follow, context, done)
        sealing = [pool.submit(_seal, context, done) for _ in range(2)]
        for writing in [pool.submit(_write, context, writer) for writer in range(WRITERS)]:
            writing.result()
        while _unsealed(context):
            done.wait(0.01)
        done.set()
        found = following.result()
        for one in sealing:
            one.result()
    with context.units.reading() as uow:
        kept = [one.subject for one in uow.journal.entries(SIRET)]
    assert len(found) == len(set(found))
    assert sorted(found) == sorted(kept)
    assert len(found) >= WRITERS * EACH


def test_a_row_that_nobody_with_the_key_wrote_is_not_told(context: Context, engine: Engine) -> None:
    """Whoever writes to the database tells no program that it was paid."""
    with context.units() as uow:
        uow.journal.add(entry("paid"))
        uow.commit()
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO journal_entry (chain, arrival, at, actor, action, subject, facts, "
                "tag, seal) SELECT chain, 999999, at, actor, 'payment.settled', 'forged', facts, "
                "tag, '' FROM journal_entry"
            )
        )
    assert seal_entries(100, context=context) == 2
    assert [one.subject_id for one in after(None, context).events] == ["paid"]


def test_the_loop_of_the_page_survives_its_end_and_the_server_s(tmp_path: Path) -> None:
    """Killed and begun again in the middle, it has each event once; docs/api.md shows it whole."""
    service = Service(tmp_path)
    kept = tmp_path / "kept.db"
    with ExitStack() as at_the_end:
        opened = open_service(read_settings(os.environ | service.environment))
        at_the_end.callback(opened.engine.dispose)
        ana = _signed_up(opened)
        service.proves(ana, samples.iban(1).text)
        secret = service.secret(ana, "events:read", "requests:read")
        running = service.start()
        at_the_end.callback(lambda: _end(running))
        _happen(opened, 3)
        follower = _follows(service, secret, kept)
        _wait_for(kept, 3)
        _end(follower)
        _happen(opened, 2)
        follower = _follows(service, secret, kept)
        at_the_end.callback(lambda: _end(follower))
        _wait_for(kept, 5)
        running.terminate()
        running.wait(PATIENCE)
        _happen(opened, 2)
        running = service.start()
        _wait_for(kept, 7)
        assert follower.poll() is None
    with closing(sqlite3.connect(kept)) as database:
        told = database.execute("SELECT what FROM seen").fetchall()
    assert told == [("request_submitted",)] * 7
    page = (EXAMPLE.parents[1] / "api.md").read_text("utf-8")
    assert EXAMPLE.read_text("utf-8") in page


def _end(process: "subprocess.Popen[bytes]") -> None:
    """At once, as a machine that loses its power."""
    process.kill()
    process.wait(PATIENCE)


def _signed_up(opened: OpenService) -> str:
    """The address of somebody who speaks for the firm."""
    newcomer = Newcomer(EmailAddress("ana@cafe.example"), "Ana", "fr", Role.CONTACT)
    sign_up(HERE, newcomer, context=opened.context)
    with opened.context.units.reading() as uow:
        (letter,) = uow.outbox.about(SIRET)
    confirm(letter.values["token"], context=opened.context)
    return str(newcomer.email)


def _happen(opened: OpenService, number: int) -> None:
    """So many things, and the worker seals them."""
    for one in range(number):
        with opened.context.units() as uow:
            facts = {"version": "1"}
            uow.journal.add(
                JournalEntry(
                    SIRET, 0, samples.NOON, "system", "request.submitted", f"r-{one}", facts
                )
            )
            uow.commit()
    seal_entries(1000, context=opened.context)


def _follows(service: Service, secret: str, kept: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(EXAMPLE), str(kept)],
        env={"API": f"{service.address}/api/v1", "TOKEN": secret, "PAUSE": "0.1"},
    )


def _wait_for(kept: Path, number: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if kept.exists():
            with closing(sqlite3.connect(kept)) as database, suppress(sqlite3.OperationalError):
                if database.execute("SELECT count(*) FROM seen").fetchone()[0] >= number:
                    return
        time.sleep(0.05)
    pytest.fail("it does not come")
