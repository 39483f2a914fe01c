"""Two processes on the same claim: one wins, the other gets a conflict, nothing is lost."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import attrs
from sqlalchemy import Engine

from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine
from partial_activity.adapters.sql.nir import NirKeys
from partial_activity.domain.errors import Conflict
from partial_activity.domain.journal import first_broken
from partial_activity.testing import samples

_PROCESSES = 2
_WINS_EACH = 15
_PATIENCE = 60


def _units(url: str) -> SqlUnitsOfWork:
    return SqlUnitsOfWork(open_engine(url), NirVault(NirKeys.of_secret(b"p" * 32)))


def _add_lines(url: str, who: int, start: Barrier, report: Connection) -> None:
    """Read, wait for the other to have read too, save with one line more; on a conflict, again."""
    units, wins, conflicts = _units(url), 0, 0
    while wins < _WINS_EACH:
        with units.reading() as uow:
            claim = uow.claims.get(samples.siret(), "claim-1")
        if not wins + conflicts:
            start.wait(_PATIENCE)
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
    report.send(conflicts)


def test_two_processes_on_one_claim_lose_nothing(engine: Engine) -> None:
    """Each line that a process was told is kept is there, in the order they were kept."""
    url = engine.url.render_as_string(hide_password=False)
    with _units(url)() as uow:
        uow.claims.add(samples.claim(lines=()))
        uow.commit()
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(_PROCESSES)
    pipes = [spawn.Pipe(duplex=False) for _ in range(_PROCESSES)]
    workers = [
        spawn.Process(target=_add_lines, args=(url, who, start, pipe[1]))
        for who, pipe in enumerate(pipes, start=1)
    ]
    for worker in workers:
        worker.start()
    assert all(pipe[0].poll(_PATIENCE) for pipe in pipes)
    conflicts = sum(pipe[0].recv() for pipe in pipes)
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    with _units(url)() as uow:
        claim = uow.claims.get(samples.siret(), "claim-1")
        entries = list(uow.journal.entries("service"))
        assert claim.revision == len(claim.lines) == len(entries) == _PROCESSES * _WINS_EACH
        actors = [entry.actor for entry in entries]
        by_line = {samples.nir(who): f"process-{who}" for who in (1, 2)}
        assert actors == [by_line[line.nir] for line in claim.lines]
        assert uow.outbox.waiting() == _PROCESSES * _WINS_EACH
        uow.journal.seal(1_000)
        assert first_broken(uow.journal.entries("service")) is None
    assert conflicts > 0, "they never met: the test shows nothing"
