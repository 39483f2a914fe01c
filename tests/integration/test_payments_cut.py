"""Killed at every step, a payment run loses nothing and pays nothing twice.

The file is also the run that is killed: ``DATABASE FOLDER STEP``. A step is an instant before or
after something is kept: each commit, each file handed over. No clean-up runs after SIGKILL, as in a
power cut.
"""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree  # type: ignore[import-untyped]

from partial_activity.adapters.bank.credit_transfers import Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine
from partial_activity.adapters.system import RandomIds
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer, PaymentFile
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import handed_over, written
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.payment.payments import order_payments

FIRMS = 5
AGENT = attrs.evolve(samples.person(900), service_role=Role.PAYING_AGENT)


class Steps:
    """Counts the instants at which a run may die, and dies at one."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def run(database: Path, folder: Path, step: int) -> None:
    """Order and send everything, unless it dies before."""
    steps = Steps(step)
    engine = open_engine(f"sqlite:///{database}")
    units = SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(b"a secret of thirty-two bytes ...")))
    bank = SepaFolder(folder, Payer("Agence de paiement", samples.iban(999)))

    class Mortal:
        """Units of work in which the process may die around each commit."""

        def __call__(self) -> Any:  # noqa: ANN401  the unit of work, its commit put in a frame
            unit = units()
            commit = unit.commit

            def framed() -> None:
                steps()
                commit()
                steps()

            unit.commit = framed  # type: ignore[method-assign]
            return unit

        def reading(self) -> Any:  # noqa: ANN401
            return units.reading()

    class MortalBank:
        """A bank to which the way is dangerous."""

        def send(self, file: PaymentFile) -> None:
            steps()
            bank.send(file)
            steps()

        def content(self, reference: str) -> bytes:
            return bank.content(reference)

        def payee_name(self, line: PaymentLine) -> str:
            return bank.payee_name(line)

    clock = HandClock(datetime(2020, 5, 4, 9, tzinfo=UTC))
    order_payments(
        actor=AGENT,
        context=Context(units=Mortal(), clock=clock),
        claims_at_once=2,
        proof=Proof.FRESH,
    )
    written(
        Context(units=Mortal(), clock=clock, bank=MortalBank(), ids=RandomIds()),
        AGENT,
        lines_a_file=3,
    )
    engine.dispose()


def fill(units: UnitsOfWork, firms: int) -> None:
    """Firms with one validated claim each."""
    with units() as uow:
        uow.people.add(samples.person(1))
        for number in range(1, firms + 1):
            uow.establishments.add(samples.establishment(number))
            uow.proofs.add_account(samples.proven_account(number))
            uow.establishments.add_member(samples.membership(number, 1, principal=True))
            keep(uow, samples.request(at=number, state=RequestState.DECIDED))
            keep(uow, samples.decision(number, at=number))
            claim = samples.claim(number, at=number, state=ClaimState.VALIDATED)
            quoted = samples.decision(number).number
            keep(uow, attrs.evolve(claim, decision_number=quoted))
        uow.commit()


def paid_in(folder: Path) -> list[str]:
    """EndToEndIds of all files in the folder."""
    documents = [etree.parse(str(path)) for path in folder.glob("*.xml")]
    return [node.text for each in documents for node in each.iterfind(".//{*}EndToEndId")]


def test_a_run_killed_at_any_step_pays_each_claim_once(
    sqlite_units: SqlUnitsOfWork, sqlite_path: Path, tmp_path: Path
) -> None:
    fill(sqlite_units, FIRMS)
    everybody = {f"claim-{number}-1-1" for number in range(1, FIRMS + 1)}
    step, killed = 0, True
    while killed:
        step += 1
        place = tmp_path / str(step)
        place.mkdir()
        database, out = place / "store.db", place / "out"
        with sqlite_units.reading():
            shutil.copy(sqlite_path, database)
            for aside in ("-wal", "-shm"):
                if (written := sqlite_path.with_name(sqlite_path.name + aside)).exists():
                    shutil.copy(written, database.with_name(database.name + aside))
        command = [sys.executable, __file__, str(database), str(out), str(step)]
        died = subprocess.run(command, check=False)
        killed = died.returncode == -signal.SIGKILL
        assert killed or died.returncode == 0
        before = {path.name: path.read_bytes() for path in out.glob("*.xml")}
        run(database, out, step=0)
        run(database, out, step=0)
        after = {path.name: path.read_bytes() for path in out.glob("*.xml")}
        assert before.items() <= after.items()
        assert sorted(paid_in(out)) == sorted(everybody)
    assert step > 2 * FIRMS


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def units(request: pytest.FixtureRequest) -> UnitsOfWork:
    """Each of the stores that keep things."""
    store: UnitsOfWork = request.getfixturevalue(f"{request.param}_units")
    return store


def test_hundreds_of_payments_go_in_one_run(units: UnitsOfWork) -> None:
    """Ordered, handed over and answered: several units of work, one file, no limit."""
    firms = 300
    fill(units, firms)
    clock, bank = HandClock(samples.later(60 * 24)), MemoryBank()
    ordered = order_payments(
        actor=AGENT, context=Context(units=units, clock=clock), proof=Proof.FRESH
    )
    sent = written(Context(units=units, clock=clock, bank=bank, ids=RandomIds()), AGENT)
    answers = [BankAnswer(file, None, "ACSC", PaymentEvent.SETTLED) for file in bank.files]
    handed_over(Context(units=units, clock=clock, bank=bank), AGENT)
    answered = record_answers(answers, actor=AGENT, context=Context(units=units, clock=clock))
    assert (ordered.lines, sent.lines, answered.settled) == (firms, firms, firms)
    assert len(bank.files) == 1


def test_two_runs_side_by_side_pay_each_claim_once(units: UnitsOfWork) -> None:
    """Whoever comes second finds it ordered, listed or sent; what it leaves, the next run does."""
    firms = 60
    fill(units, firms)
    bank = MemoryBank()

    def run_once() -> None:
        clock = HandClock(samples.later(60 * 24))
        order_payments(
            actor=AGENT,
            context=Context(units=units, clock=clock),
            claims_at_once=5,
            proof=Proof.FRESH,
        )
        # Another run signs the same lists, or writes the same files.
        with suppress(Conflict, NotAllowed):
            context = Context(units=units, clock=clock, bank=bank, ids=RandomIds())
            written(context, AGENT, lines_a_file=7)

    with ThreadPoolExecutor(4) as runners:
        for done in [runners.submit(run_once) for _ in range(4)]:
            done.result()
    run_once()
    in_files = [line.end_to_end_id for file in bank.files.values() for line in file.lines]
    assert sorted(in_files) == sorted(f"claim-{number}-1-1" for number in range(1, firms + 1))
    with units.reading() as uow:
        assert dict(uow.claims.counts()) == {ClaimState.PAYMENT_REQUESTED: firms}
        assert list(uow.payments.unsent_files()) == []
        assert list(uow.payments.to_send(1)) == []


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
