"""A claim's life from request to payment, in a process that dies where it is told to.

Run by ``test_kill.py``: it reads orders, one JSON object a line, and answers each with one. To live
is done in a fork, so that a death costs no start: the fork counts what it does to the outside (each
statement of SQL before and after, each file opened or renamed, each word to the mail server) and
sends itself SIGKILL at the operation it was given.
"""

import json
import os
import shutil
import signal
import smtplib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import attrs
from sqlalchemy import Engine, event

from partial_activity.adapters.bank.answers import read_answers
from partial_activity.adapters.bank.credit_transfers import Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.identity.sealed_links import SealedLinks
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.memory import HandClock, NumberedIds
from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine, upgrade
from partial_activity.adapters.system import RandomIds
from partial_activity.domain.assessment.cases import Situation
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Opinion,
    RequestFacts,
    RequestState,
)
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.uploads import FiledLine
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.money import Share
from partial_activity.domain.office.journal import JournalEntry, first_broken
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.testing import samples
from partial_activity.testing.stories import VISA, handed_over, registered, written
from partial_activity.usecases.authorisation.automatic_decisions import screen_requests
from partial_activity.usecases.authorisation.filing import submit_request
from partial_activity.usecases.authorisation.requests import draft_request
from partial_activity.usecases.claim.import_claims import import_claims
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import send_due
from partial_activity.usecases.payment.answers import follow_answers
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.people.accounts import confirm_account
from partial_activity.usecases.people.proofs import ask_proof, give_visa
from partial_activity.usecases.people.sign_up import Newcomer, confirm, sign_up
from partial_activity.usecases.recording import SERVICE
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims

if TYPE_CHECKING:
    from partial_activity.ports.outbox import Mailer

BEGINS = datetime(2020, 5, 4, 8, 0, tzinfo=UTC)
APRIL = date(2020, 4, 1)
SECRET = b"a secret of thirty-two bytes ..."
FIRMS, EMPLOYEES, WEEKS = 2, 3, (16, 17)
_PAYER = Payer("Agence", Iban("FR7630001007941234567890185"))
_SENDER = Sender(EmailAddress("service@example.fr"), "Service")
_LETTERHEAD = Letterhead("https://service.example", EmailAddress("aide@example.fr"))
_POLICY = ScreeningPolicy(100, Share.parse("0"), "seed", answer_within_days=15)
_AGENT = samples.person(9)
_NO_MORE_THAN = 100
_PAID = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts>
</CstmrPmtStsRpt></Document>"""


class Life:
    """The service over one database, and what is done with it from beginning to end."""

    def __init__(self, engine: Engine, folder: Path, at: datetime, port: int) -> None:
        """Use a database and a folder that may have been used before."""
        self.clock = HandClock(at)
        self.units = SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(SECRET)))
        self.register = MemoryCompanyRegister(
            registered(samples.siret(number), f"Le Café {number}") for number in _firms()
        )
        self.insolvencies = InsolvencyFile()
        self.bank_folder = folder
        self.bank = SepaFolder(folder, _PAYER)
        self.letters = TemplateLetters(_LETTERHEAD)
        self.mailer: Mailer = SmtpMailer(
            Relay("127.0.0.1", port, Encryption.NONE), _SENDER, self.clock
        )

    @property
    def context(self) -> Context:
        """Every port, but for the identifiers, which each step numbers for itself."""
        return Context(
            units=self.units,
            clock=self.clock,
            ids=RandomIds(),
            links=SealedLinks(SECRET),
            register=self.register,
            insolvencies=self.insolvencies,
            facts=GatheredFacts(self.register, self.insolvencies),
            policy=_POLICY,
            letters=self.letters,
            mailer=self.mailer,
            bank=self.bank,
            read_answers=read_answers,
        )

    def prepare(self) -> None:
        """What is there before it begins: people, establishments, drafts of requests."""
        self._agent()
        for number in _firms():
            sign_up(
                samples.siret(number),
                Newcomer(EmailAddress(f"person{number}@example.fr"), "Zoé", "fr"),
                context=attrs.evolve(
                    self.context,
                    ids=NumberedIds() if number == 1 else _SecondIds(),
                ),
            )
            contact = self._confirmed(number)
            context = attrs.evolve(self.context, ids=NumberedIds())
            asked = ask_proof(samples.siret(number), actor=contact, context=context)
            give_visa(asked.siret, asked.id, "vu", actor=VISA, context=context, proof=Proof.FRESH)
            confirm_account(
                asked.siret,
                _form(number).iban,
                actor=contact,
                context=context,
                proof=Proof.FRESH,
            )
            draft_request(asked.siret, _form(number), actor=contact, context=context)

    def steps(self) -> Iterator[None]:
        """Everything, each step picked up where an earlier life left it; a stop after each."""
        for step in (
            self.submit_requests,
            self.decide_requests,
            self.submit_claims,
            self.decide_claims,
            self.pay,
            self.hear,
            self.send_letters,
            self.seal,
        ):
            step()
            yield

    def submit_requests(self) -> None:
        """File what is still a draft."""
        for number in _firms():
            request = self._request(number)
            if request.state is RequestState.DRAFT:
                done = submit_request(
                    request.siret,
                    request.id,
                    actor=self._contact(number),
                    context=self.context,
                    proof=Proof.FRESH,
                )
                assert done.receipt is not None, (done.filing.needs, done.filing.refusals)

    def decide_requests(self) -> None:
        """By screening."""
        screen_requests(context=self.context)

    def submit_claims(self) -> None:
        """Import the lines, which changes nothing the second time, and submit what is a draft."""
        for number in _firms():
            actor = self._contact(number)
            import_claims(
                self._lines(number), actor=actor, context=self.context, dry_run=False, whole=True
            )
            claim = self._claim(number)
            if claim.state is ClaimState.DRAFT:
                done = submit_claim(
                    claim.siret,
                    claim.id,
                    seen=Seen.of(claim),
                    actor=actor,
                    context=self.context,
                )
                assert not done.problems, done.problems

    def decide_claims(self) -> None:
        """By screening."""
        decide_claims(_NO_MORE_THAN, context=self.context)

    def pay(self) -> None:
        """Order, and hand over one payment a file."""
        agent = self._agent()
        order_payments(actor=agent, context=self.context, claims_at_once=1, proof=Proof.FRESH)
        written(self.context, agent, lines_a_file=1)

    def hear(self) -> None:
        """Say that every file has gone, and read that the bank paid it."""
        agent = self._agent()
        handed_over(self.context, agent)
        for path in sorted(self.bank_folder.glob("AP*.xml")):
            answer = _PAID.format(file=path.stem).encode()
            answered = follow_answers(answer, actor=agent, context=self.context)
            assert not answered.unmatched, answered.unmatched

    def send_letters(self) -> None:
        """All that wait; what an earlier life had reserved is free again, it died an hour ago."""
        while send_due(context=self.context).handled:
            pass
        self.mailer.close()

    def seal(self) -> None:
        """The journal."""
        with self.units() as uow:
            uow.journal.seal(_NO_MORE_THAN)
            uow.commit()

    def look(self) -> dict[str, Any]:
        """All that must be the same however often it died."""
        with self.units.reading() as uow:
            chains = sorted(uow.journal.chains())
            return {
                "claims": [self._seen(self._claim(number)) for number in _firms()],
                "payments": sorted(
                    f"{line.end_to_end_id} {line.amount} {record.event.name} {record.reference}"
                    for number in _firms()
                    for line in uow.payments.lines(samples.siret(number))
                    for record in uow.payments.records(line.siret, line.end_to_end_id)
                ),
                "files": sorted(
                    f"{path.name} {path.read_text('utf-8').count('<EndToEndId>')}"
                    for path in self.bank_folder.iterdir()
                ),
                "journal": {chain: _told(uow.journal.entries(chain), chain) for chain in chains},
                "broken": [
                    chain
                    for chain in chains
                    if first_broken(uow.journal.entries(chain), uow.journal.keys)
                ],
                "waiting": uow.outbox.waiting(),
                "failed": len(uow.outbox.failed()),
            }

    def _seen(self, claim: Claim) -> str:
        versions = f"{claim.version} {claim.state.name} {len(claim.lines)}"
        return f"{claim.siret} {versions} {claim.allowance} {claim.indemnity}"

    def _agent(self) -> Person:
        with self.units() as uow:
            known = uow.people.by_email(_AGENT.email)
            if known is not None:
                return known
            uow.people.add(_paying_agent())
            uow.commit()
        return _paying_agent()

    def _confirmed(self, number: int) -> Person:
        """As if the link had been followed; letters of the sign-up are left to be sent."""
        with self.units.reading() as uow:
            (told,) = uow.outbox.about(str(samples.siret(number)))
        return confirm(told.values["token"], context=self.context).person

    def _contact(self, number: int) -> Person:
        with self.units.reading() as uow:
            person = uow.people.by_email(EmailAddress(f"person{number}@example.fr"))
        assert person is not None
        return person

    def _request(self, number: int) -> AuthorisationRequest:
        with self.units.reading() as uow:
            (request,) = uow.requests.of(samples.siret(number))
        return request

    def _claim(self, number: int) -> Claim:
        with self.units.reading() as uow:
            (claim,) = uow.claims.of(samples.siret(number))
            return uow.claims.get(claim.siret, claim.id)

    def _lines(self, number: int) -> Iterator[FiledLine]:
        siret = samples.siret(number)
        with self.units.reading() as uow:
            (decision,) = uow.requests.decisions(siret)
        for place, (employee, week) in enumerate(
            ((e, w) for e in range(EMPLOYEES) for w in WEEKS), start=1
        ):
            monday = date.fromisocalendar(2020, week, 1)
            line = attrs.evolve(
                samples.claim_line(place, employee=100 * number + employee),
                week=f"2020-W{week}",
                span=Span(monday, monday + timedelta(days=6)),
                assessed=None,
            )
            yield FiledLine(place, siret, decision.number, APRIL, line)


class _SecondIds(NumberedIds):
    """Other identifiers than those of the first establishment."""

    def new(self) -> str:
        return f"{int(super().new(), 16) + 1000:032x}"


def _firms() -> range:
    return range(1, FIRMS + 1)


def _paying_agent() -> Person:
    return attrs.evolve(_AGENT, service_role=Role.PAYING_AGENT)


def _form(number: int) -> RequestFacts:
    return RequestFacts(
        span=Span(date(2020, 4, 6), date(2020, 6, 30)),
        iban=samples.iban(number),
        situation=Situation.PROTECTED,
        motive=Motive.EXCEPTIONAL,
        circumstances="Fermeture administrative",
        headcount=EMPLOYEES,
        forecast_hours=Hours(EMPLOYEES * 12 * 3_500),
        workforce=15,
        opinion=Opinion.NOT_APPLICABLE,
    )


class Operations:
    """Counts what is done to the outside, and dies at one of them."""

    def __init__(self, kill_at: int | None) -> None:
        """None: live on."""
        self.done = 0
        self.edges: list[int] = []
        """The operations right before and right after something is there for others to see."""
        self._kill_at = kill_at

    def __call__(self, *_: object, **__: object) -> None:
        """One more."""
        self.done += 1
        if self.done == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine) -> None:
        """Count statements, commits, files and words to the mail server."""
        for name in ("before_cursor_execute", "after_cursor_execute"):
            event.listen(engine, name, self)
        event.listen(engine, "commit", self._edge)
        sys.addaudithook(self._audit)
        said: Callable[..., None] = smtplib.SMTP.send

        def say(server: smtplib.SMTP, text: Any) -> None:  # noqa: ANN401  bytes or text
            self._edge()
            said(server, text)
            self()

        # In a process that is about to die.
        smtplib.SMTP.send = say  # type: ignore[method-assign, assignment]

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        # Reading a module or a template is nothing that could be cut in two.
        writing = name == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if name == "os.rename":
            self._edge()
        elif writing:
            self()

    def _edge(self, *_: object) -> None:
        self.edges += [self.done + 1, self.done + 2]
        self()


@contextmanager
def _life(order: dict[str, Any]) -> Iterator[tuple[Life, Engine]]:
    engine = open_engine(f"sqlite:///{order['database']}")
    at = BEGINS + timedelta(minutes=10) * int(order.get("lives_before", 0))
    try:
        yield Life(engine, Path(order["folder"]), at, int(order.get("port", 0))), engine
    finally:
        engine.dispose()


def _told(entries: Iterable[JournalEntry], chain: str) -> list[str]:
    """Entries in their order; of the service, where two files go in any, without it.

    A visa is named by chance: each life has others.
    """
    if chain != SERVICE:
        return [f"{entry.number} {entry.action} {entry.subject}" for entry in entries]
    return sorted(
        entry.action if entry.action.startswith("visa.") else f"{entry.action} {entry.subject}"
        for entry in entries
    )


def _prepare(order: dict[str, Any]) -> dict[str, Any]:
    with _life(order) as (life, engine):
        upgrade(engine)
        life.prepare()
    _warm_up(order)
    return {}


def _warm_up(order: dict[str, Any]) -> None:
    """Live once in this very process, so that the forks find the law read and templates ready."""
    with tempfile.TemporaryDirectory() as place:
        database, folder = Path(place) / "warm.db", Path(place) / "bank"
        shutil.copy(order["database"], database)
        with _life({"database": str(database), "folder": str(folder)}) as (life, _):
            life.mailer = MemoryMailer()
            for _ in life.steps():
                pass


def _look(order: dict[str, Any]) -> dict[str, Any]:
    with _life(order) as (life, _):
        return life.look()


def _live(order: dict[str, Any]) -> dict[str, Any]:
    """In a fork: how it ended; where it lived, what ``Operations`` counted, step by step."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live_and_tell(order, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"signal": os.WTERMSIG(status)}
    return {"exit": os.waitstatus_to_exitcode(status), **json.loads(said or b"{}")}


def _live_and_tell(order: dict[str, Any], writing: int) -> NoReturn:
    try:
        with _life(order) as (life, engine):
            operations = Operations(order["kill_at"])
            operations.watch(engine)
            ends = [operations.done for _ in life.steps()]
        lived = {"ends": ends, "edges": operations.edges}
        os.write(writing, json.dumps(lived).encode())
        os._exit(0)
    except BaseException:  # noqa: BLE001  a fork never goes on as its parent
        sys.excepthook(*sys.exc_info())
        os._exit(1)


ORDERS = {"prepare": _prepare, "live": _live, "look": _look}


def main() -> None:
    """Follow orders until there are no more."""
    for line in sys.stdin:
        order = json.loads(line)
        answer = ORDERS[order["do"]](order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
