"""How fast the service is: claims submitted and decided, payments ordered and sent, letters sent.

    .venv/bin/python -m benchmarks.steps                  # on SQLite, and on PostgreSQL
    .venv/bin/python -m benchmarks.steps postgresql://…   # on that database, which is filled

Without a URL a PostgreSQL server is started out of the wheel that our tests use. Everything goes
through the use cases, with the durability of a real service (each commit is on the disk). Prints,
for each store and step, the median and the best of several rounds, in things a second; and what
one takes of the processor (the database's too, where it is ours) and how many statements.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import attrs
from benchmarks.outbox import server
from benchmarks.served import postgresql, processor_seconds
from sqlalchemy import event

from partial_activity import HourlyPay, Hours
from partial_activity.adapters.bank.credit_transfers import Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine, upgrade
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState, claim_id_of
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.mail_server import HOST
from partial_activity.testing.stories import registered, written
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import send_due
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims

ROUNDS = 5
CLAIMS, EMPLOYEES = 60, 4
"""Of a round; a claim of a small firm has a line for each employee and week."""
APRIL = date(2020, 4, 1)
NOW = datetime(2020, 5, 4, 9, tzinfo=UTC)
CLERK = samples.person(1)
AGENT = attrs.evolve(samples.person(2), service_role=Role.PAYING_AGENT)
SENDER = Sender(EmailAddress("service@example.fr"), "Service")
LETTERS = TemplateLetters(Letterhead("https://service.example", SENDER.address))


def main(urls: list[str]) -> None:
    """Every store in turn."""
    print(
        f"{ROUNDS} rounds of {CLAIMS} claims of {EMPLOYEES} employees; {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} over the last minute"
    )
    with tempfile.TemporaryDirectory() as folder, server() as port:
        measure("SQLite", f"sqlite:///{Path(folder) / 'service.db'}", Path(folder), port)
        if urls:
            measure("PostgreSQL", urls[0], Path(folder), port)
        else:
            with postgresql() as (url, database):
                measure("PostgreSQL", url, Path(folder), port, (database,))


def measure(store: str, url: str, folder: Path, port: int, database: Sequence[int] = ()) -> None:
    """Every step, some rounds over, each with establishments of its own."""
    engine, statements = open_engine(url), []
    upgrade(engine)
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    units = SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(b"of a benchmark, thirty-two bytes")))
    bench = Bench(units, SepaFolder(folder / store, Payer("Agence", samples.iban(999))), port)
    taken: dict[str, list[Taken]] = {}
    for number in range(ROUNDS):
        drafts = bench.prepare(number)
        for step, work in bench.steps(drafts).items():
            statements.clear()
            spent = timed(work, database)
            counted = sum(not each.startswith("BEGIN") for each in statements)
            taken.setdefault(step, []).append(attrs.evolve(spent, statements=counted))
    for step, rounds in taken.items():
        seconds = [one.seconds for one in rounds]
        processor = statistics.median(one.processor for one in rounds)
        median, best = CLAIMS / statistics.median(seconds), CLAIMS / min(seconds)
        print(
            f"{store:<11}{step:<9}{median:>6,.0f} {STEPS[step]}/s median{best:>7,.0f} best "
            f"{1000 * processor / CLAIMS:>7.2f} ms of processor "
            f"{rounds[-1].statements / CLAIMS:>6.1f} statements each"
        )
    engine.dispose()


STEPS = {"submit": "claims", "decide": "claims", "pay": "payments", "letters": "letters"}


@attrs.frozen
class Taken:
    """What a step took."""

    seconds: float
    """Of the clock: waiting for the disk is part of it."""
    processor: float
    """Seconds, of ours and of the database's."""
    statements: int = 0


def timed(work: Callable[[], object], database: Sequence[int]) -> Taken:
    """Do it."""
    clock = time.perf_counter()
    ours, theirs = time.process_time(), processor_seconds(database)
    work()
    spent = time.process_time() - ours + processor_seconds(database) - theirs
    return Taken(time.perf_counter() - clock, spent)


class Bench:
    """A service, and what is measured of it."""

    def __init__(self, units: SqlUnitsOfWork, bank: SepaFolder, port: int) -> None:
        """On an empty database."""
        self.units, self.bank, self.clock = units, bank, HandClock(NOW)
        self.mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, self.clock)
        self.register = MemoryCompanyRegister()
        with units() as uow:
            uow.people.add(CLERK)
            uow.people.add(AGENT)
            uow.commit()

    @property
    def context(self) -> Context:
        """What its steps need."""
        return Context(
            units=self.units,
            clock=self.clock,
            facts=GatheredFacts(self.register, InsolvencyFile()),
            policy=ScreeningPolicy(100, Share.parse("0"), "seed", 15),
            letters=LETTERS,
            mailer=self.mailer,
            bank=self.bank,
        )

    def prepare(self, number: int) -> list[Claim]:
        """Drafts with their lines, of establishments that were authorised."""
        firms = range(1 + number * CLAIMS, 1 + (number + 1) * CLAIMS)
        with self.units() as uow:
            for firm in firms:
                self.register.put(registered(samples.siret(firm)))
                uow.establishments.add(samples.establishment(firm))
                uow.proofs.add_account(samples.proven_account(firm))
                uow.establishments.add_member(samples.membership(firm, 1, principal=True))
                request = samples.request(firm, at=firm, state=RequestState.DECIDED)
                keep(
                    uow,
                    attrs.evolve(request, headcount=EMPLOYEES, forecast_hours=Hours(10**9)),
                    samples.decision(firm, at=firm, of=firm),
                )
                uow.claims.add(_draft(firm))
            uow.commit()
        with self.units.reading() as uow:
            return [uow.claims.get(samples.siret(firm), _draft(firm).id) for firm in firms]

    def steps(self, drafts: list[Claim]) -> dict[str, Callable[[], object]]:
        """In their order."""
        return {
            "submit": lambda: self._submit(drafts),
            "decide": self._decide,
            "pay": self._pay,
            "letters": self._send,
        }

    def _submit(self, drafts: list[Claim]) -> None:
        for draft in drafts:
            done = submit_claim(
                draft.siret,
                draft.id,
                seen=Seen.of(draft),
                actor=CLERK,
                context=self.context,
            )
            assert not done.problems, done.problems[:3]

    def _decide(self) -> None:
        decided = decide_claims(CLAIMS, context=self.context)
        assert [one.claim.state for one in decided] == [ClaimState.VALIDATED] * CLAIMS, decided[0]

    def _pay(self) -> None:
        order_payments(actor=AGENT, context=self.context, proof=Proof.FRESH)
        sent = written(self.context, AGENT)
        assert sent.lines == CLAIMS

    def _send(self) -> None:
        sent = 0
        while step := send_due(context=self.context).sent:
            sent += step
        assert sent == CLAIMS, sent


def _draft(firm: int) -> Claim:
    """Every employee, every week of April, no two of the same pay in a claim."""
    siret, number = samples.siret(firm), samples.decision(firm).number
    lines: list[ClaimLine] = []
    for employee in range(EMPLOYEES):
        for each in slices_of(APRIL):
            days = (each.span.last or each.span.first).toordinal() - each.span.first.toordinal() + 1
            lines.append(
                attrs.evolve(
                    samples.claim_line(len(lines) + 1, employee=firm * EMPLOYEES + employee),
                    week=each.week,
                    span=Span(each.span.first, each.span.last),
                    unworked_hours=Hours(min(35_00, 7_00 * days)),
                    hourly_pay=HourlyPay(Fraction(1_100 + 17 * employee + firm, 100)),
                    assessed=None,
                )
            )
    draft = samples.claim(at=firm, state=ClaimState.DRAFT, lines=tuple(lines), submitted_at=None)
    claim_id = claim_id_of(siret, number, APRIL)
    return attrs.evolve(draft, id=claim_id, decision_number=number)


if __name__ == "__main__":
    main(sys.argv[1:])
