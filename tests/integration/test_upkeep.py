"""What is wrong is said, and what is irreversible waits while the clock is in doubt."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from tests.integration.serving import keys

from partial_activity.adapters.memory import HandClock
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.entrypoints import upkeep as upkeep_module
from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.clock_watch import ClockWatch
from partial_activity.entrypoints.composition import Service, open_service, upkeep_of
from partial_activity.entrypoints.settings import read_settings
from partial_activity.entrypoints.upkeep import WrongKey
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return keys(tmp_path / "data") | {
        "PARTIAL_ACTIVITY_PAYER_NAME": "Agence",
        "PARTIAL_ACTIVITY_PAYER_IBAN": "FR7630006000011234567890189",
    }


def types(environment: dict[str, str], *words: str) -> tuple[int, str]:
    done = CliRunner(env=environment).invoke(program, words)
    return done.exit_code, done.output


@pytest.fixture
def service(environment: dict[str, str]) -> Iterator[Service]:
    assert types(environment, "db", "upgrade")[0] == 0
    service = open_service(read_settings(environment))
    yield service
    service.engine.dispose()


@pytest.fixture
def path(environment: dict[str, str]) -> Path:
    return Path(environment["PARTIAL_ACTIVITY_DATA_FOLDER"]) / "service.db"


def readiness(service: Service) -> tuple[int, dict[str, str]]:
    answer = application_of(service).test_client().get("/readyz")
    return answer.status_code, answer.json["checks"] if answer.json else {}


def note(service: Service, name: str) -> None:
    with service.context.units() as uow:
        entry = JournalEntry("service", 0, service.context.clock.now(), "operator", name, "test")
        uow.journal.add(entry)
        uow.commit()


def test_nothing_is_wrong_at_first(service: Service, environment: dict[str, str]) -> None:
    assert readiness(service) == (200, {"database": "ok", "outbox": "ok", "tables": "ok"})
    assert service.upkeep.faults(whole=True) == {}
    code, said = types(environment, "status", "--json")
    assert (code, json.loads(said)["faults"], json.loads(said)["clock_compared"]) == (0, {}, True)
    assert types(environment, "db", "check")[0] == 0


def test_a_database_that_was_taken_away_takes_nothing_more(
    service: Service, environment: dict[str, str], path: Path
) -> None:
    """Not even over a connection that is open: it would be lost. Put back, all goes on."""
    note(service, "before")
    path.rename(path.with_suffix(".away"))
    with pytest.raises(Unavailable):
        note(service, "lost")
    assert not path.exists(), "an empty one was made in its place"
    status, checks = readiness(service)
    assert (status, checks["database"]) == (503, "its file is not there")
    path.with_suffix(".away").rename(path)
    note(service, "after")
    assert readiness(service)[0] == 200
    with service.context.units.reading() as uow:
        assert [one.action for one in uow.journal.entries("service")] == ["before", "after"]


def test_a_damaged_database_is_told(
    service: Service, environment: dict[str, str], path: Path
) -> None:
    for number in range(300):
        note(service, f"entry {number}")
    service.engine.dispose()
    with path.open("r+b") as file:
        size = path.stat().st_size
        for at in range(16384, size, 4096):
            file.seek(at)
            file.write(b"\xff" * 512)
    status, checks = readiness(service)
    assert status == 503
    assert "damaged" in checks["database"] or "not available" in checks["database"]
    assert types(environment, "db", "check")[0] == 1
    assert types(environment, "status")[0] == 1


def test_a_full_database_or_disk_is_told(
    service: Service, environment: dict[str, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_module, "LEAST_FREE", 1 << 62)
    status, checks = readiness(service)
    assert status == 503
    assert "MB are free" in checks["disk"]
    code, said = types(environment, "status")
    assert (code, "FAULT      disk" in said) == (1, True)
    folder = path.parent
    monkeypatch.undo()
    monkeypatch.setattr(upkeep_module, "_PROBE", b"x")
    service.upkeep.data_folder = folder / "not there"
    assert "cannot be written to" in service.upkeep.faults()["disk"]


def test_a_database_that_another_program_holds_is_told_in_time(
    service: Service, path: Path
) -> None:
    """Within seconds: whoever asks for readiness does not wait as a unit of work does."""
    holder = subprocess.Popen(
        [sys.executable, "-c", LOCK, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        began = time.monotonic()
        status, checks = readiness(service)
        assert time.monotonic() - began < 20, "it was waited for"
        holder.communicate("\n")
    assert (status, "another program holds it" in checks["database"]) == (503, True)
    assert readiness(service)[0] == 200


def test_another_key_is_told_and_opens_nothing(
    service: Service, environment: dict[str, str]
) -> None:
    """A process that runs says so too, once its database is another's."""
    other = environment | {"PARTIAL_ACTIVITY_NIR_KEY": "ef" * 32}
    with pytest.raises(WrongKey, match="nir_key"):
        open_service(read_settings(other))
    for words in (("status",), ("db", "check"), ("work", "--once"), ("serve",)):
        code, said = types(other, *words)
        assert (code, "nir_key" in said) == (1, True), words
    service.upkeep.marks.leave("nir_key", "0" * 32, service.context.clock.now())
    status, checks = readiness(service)
    assert (status, "not the key" in checks["nir_key"]) == (503, True)


def test_a_worker_that_died_is_told_and_stops_nobody(service: Service) -> None:
    clock = HandClock(service.context.clock.now())
    upkeep = upkeep_of(service.settings, clock)
    assert upkeep.work_goes_on() == 0
    clock.tick(timedelta(minutes=4))
    assert upkeep.faults() == {}
    clock.tick(timedelta(minutes=3))
    assert "has not worked for 7 minutes" in upkeep.faults()["worker"]
    status, checks = readiness(attrs.evolve(service, upkeep=upkeep))
    assert (status, "not worked" in checks["worker"]) == (200, True)


class Machine:
    """Its clock is set by hand; its count of seconds goes on by itself."""

    def __init__(self, service: Service) -> None:
        self.clock, self.boot, self.seconds = HandClock(service.context.clock.now()), "first", 100.0
        self.marks = service.upkeep.marks
        for name in self.marks.read():
            if name.startswith("clock"):
                self.marks.take_away(name)

    def passes(self, time: timedelta) -> None:
        self.clock.tick(time)
        self.seconds += time.total_seconds()

    def starts_again(self) -> None:
        self.boot, self.seconds = self.boot + " again", 10.0

    def watch(self) -> ClockWatch:
        """As a process sees it that starts now."""
        return ClockWatch(
            self.marks, self.clock, compared=True, uptime=lambda: (self.boot, self.seconds)
        )


@pytest.fixture
def machine(service: Service) -> Machine:
    return Machine(service)


def test_a_clock_that_goes_as_it_should_is_believed(machine: Machine) -> None:
    """For years, over restarts, and with a stop of a day."""
    for _ in range(100):
        assert machine.watch().look() is None
        machine.passes(timedelta(hours=20))
    machine.starts_again()
    assert machine.watch().look() is None
    machine.passes(timedelta(hours=20))
    assert machine.watch().look() is None


@pytest.mark.parametrize("days", [17, 2, 1, -1, -17])
def test_a_jump_is_noticed_and_stays_noticed(machine: Machine, days: int) -> None:
    """While the machine runs, to the minute; by whichever process looks first; until confirmed."""
    assert machine.watch().look() is None
    machine.clock.tick(timedelta(days=days))
    assert "it jumped by" in (machine.watch().look() or "")
    machine.clock.tick(timedelta(days=-days))
    assert "it jumped by" in (machine.watch().look() or ""), "it is forgotten"
    machine.watch().confirm()
    assert machine.watch().look() is None
    machine.passes(timedelta(days=1))
    assert machine.watch().look() is None


@pytest.mark.parametrize(
    ("days", "said"), [(17, "after the service last ran"), (-1, "went back by")]
)
def test_a_jump_over_a_restart_is_noticed(machine: Machine, days: int, said: str) -> None:
    assert machine.watch().look() is None
    machine.starts_again()
    machine.clock.tick(timedelta(days=days))
    assert said in (machine.watch().look() or "")
    machine.watch().confirm()
    assert machine.watch().look() is None


def test_a_clock_behind_the_journal_is_noticed(machine: Machine, service: Service) -> None:
    with service.context.units() as uow:
        at = machine.clock.now() + timedelta(days=17)
        uow.journal.add(JournalEntry("service", 0, at, "operator", "told", "test"))
        uow.commit()
    assert "the newest entry of the journal" in (machine.watch().look() or "")
    machine.watch().confirm()
    assert machine.watch().look() is None


def test_a_clock_that_is_given_is_compared_with_nothing(
    service: Service, environment: dict[str, str]
) -> None:
    clock = HandClock(service.context.clock.now() + timedelta(days=400))
    given = open_service(read_settings(environment), clock)
    assert given.upkeep.clock_doubt() is None
    assert not given.upkeep.watch.compared
    given.engine.dispose()


def test_what_is_irreversible_waits_for_the_clock(
    service: Service, machine: Machine, environment: dict[str, str]
) -> None:
    """Three requests whose tacit day the wrong clock has passed, and a payment run."""
    with service.context.units() as uow:
        uow.people.add(samples.person(1))
        uow.establishments.add(samples.establishment(1))
        uow.proofs.add_account(samples.proven_account(1))
        uow.establishments.add_member(samples.membership(1, 1, principal=True))
        for number in (1, 2, 3):
            uow.requests.add(samples.request(number))
        uow.commit()
    assert machine.watch().look() is None
    machine.clock.tick(timedelta(days=17))
    jumped = attrs.evolve(
        service,
        upkeep=attrs.evolve(service.upkeep, watch=machine.watch()),
        context=attrs.evolve(service.context, clock=machine.clock),
    )
    jumped.decide_requests()
    with service.context.units.reading() as uow:
        states = {uow.requests.get(samples.siret(), f"request-{n}").state for n in (1, 2, 3)}
    assert RequestState.DECIDED not in states
    with pytest.raises(Unavailable, match="clock confirm"):
        jumped.bank().ready()
    assert readiness(jumped)[1]["clock"].startswith("it jumped by +17 days")
    # Every process knows, also those whose own look finds nothing.
    code, said = types(environment, "pay")
    assert (code, "nothing is paid while the clock is in doubt" in said) == (1, True)
    assert types(environment, "clock", "check")[0] == 1
    code, said = types(environment, "status")
    assert (code, "FAULT      clock: it jumped" in said) == (1, True)
    assert types(environment, "clock", "confirm")[0] == 0
    assert types(environment, "clock", "check")[0] == 0
    assert "3 requests" in types(environment, "decide")[1]
    with closing(sqlite3.connect(service.settings.data_folder / "service.db")) as connection:
        found = connection.execute("SELECT count(*) FROM journal_entry WHERE action LIKE 'clock%'")
        assert found.fetchone() == (1,)
