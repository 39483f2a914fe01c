"""Two processes on the same claim: one wins, the other gets a conflict, nothing is lost."""

import subprocess
import sys

import attrs
from sqlalchemy import Engine

from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine
from partial_activity.adapters.sql.schema.nir import NirKeys
from partial_activity.domain.errors import Conflict
from partial_activity.domain.office.journal import first_broken
from partial_activity.testing import samples

_PROCESSES = (1, 2)
_WINS_EACH = 15
_PATIENCE = 180


def _units(url: str) -> SqlUnitsOfWork:
    return SqlUnitsOfWork(open_engine(url), NirVault(NirKeys.of_secret(b"p" * 32)))


def add_lines(url: str, who: int) -> None:
    """Read, wait for the other to have read too, save with one line more; on a conflict, again."""
    units, wins, conflicts = _units(url), 0, 0
    while wins < _WINS_EACH:
        with units.reading() as uow:
            claim = uow.claims.get(samples.siret(), "claim-1")
        if not wins + conflicts:
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            sys.stdin.readline()
        line = samples.claim_line(len(claim.lines) + 1, employee=who)
        try:
            with units() as uow:
                uow.claims.save(attrs.evolve(claim, lines=(*claim.lines, line)))
                uow.journal.add(attrs.evolve(samples.entry(), actor=f"process-{who}"))
                uow.outbox.add(samples.message(line.number))
                uow.commit()
        except Conflict:
            conflicts += 1
        else:
            wins += 1
    units.close()
    sys.stdout.write(f"{conflicts}\n")


def test_two_processes_on_one_claim_lose_nothing(engine: Engine) -> None:
    """Each line that a process was told is kept is there, in the order they were kept."""
    url = engine.url.render_as_string(hide_password=False)
    units = _units(url)
    with units() as uow:
        uow.claims.add(samples.claim(lines=()))
        uow.commit()
    workers = [
        subprocess.Popen(
            [sys.executable, __file__, url, str(who)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in _PROCESSES
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    conflicts = sum(int(worker.communicate(timeout=_PATIENCE)[0]) for worker in workers)
    assert [worker.returncode for worker in workers] == [0, 0]
    with units() as uow:
        claim = uow.claims.get(samples.siret(), "claim-1")
        entries = list(uow.journal.entries("service"))
        assert claim.revision == len(claim.lines) == len(entries) == len(_PROCESSES) * _WINS_EACH
        actors = [entry.actor for entry in entries]
        by_line = {samples.nir(who): f"process-{who}" for who in _PROCESSES}
        assert actors == [by_line[line.nir] for line in claim.lines]
        assert uow.outbox.waiting() == len(_PROCESSES) * _WINS_EACH
        uow.journal.seal(1_000)
        assert first_broken(uow.journal.entries("service"), uow.journal.keys) is None
    units.close()
    assert conflicts > 0, "they never met: the test shows nothing"


if __name__ == "__main__":
    add_lines(sys.argv[1], int(sys.argv[2]))
