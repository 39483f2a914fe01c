"""What breaks comes back: work waits, goes on by itself, and a person can see that it waits."""

import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread

import attrs
import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from partial_activity.adapters.bank.credit_transfers import Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.files.file_store import FolderFileStore
from partial_activity.adapters.mail.eml_folder import EmlFolder
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.law.dated import Span
from partial_activity.domain.letters.notices import LONGEST_WAIT
from partial_activity.domain.money import Share
from partial_activity.domain.office.journal import first_broken
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.entrypoints.worker import Job, run
from partial_activity.ports.bank import Bank, PaymentFile
from partial_activity.ports.outbox import Deferred, Mailer, NotNow
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples
from partial_activity.testing.contracts.mailers import sample_letter
from partial_activity.testing.mail_server import HOST, Answers, free_port, served
from partial_activity.testing.stories import BAKERY, MONDAY, World, handed_over, written
from partial_activity.usecases.claim.claims import open_claim
from partial_activity.usecases.claim.lines import write_lines
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.letters.send_mail import RESERVED_FOR, send_due
from partial_activity.usecases.oversight.dashboards import Status, status
from partial_activity.usecases.payment.answers import follow_answers
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.screen_claims import decide_claims

SENDER = Sender(EmailAddress("service@example.fr"), "Service")
LETTERS = TemplateLetters(Letterhead("https://service.example", EmailAddress("aide@example.fr")))
PAYER = Payer("Agence de paiement", samples.iban(999))
POLICY = ScreeningPolicy(100, Share.parse("0"), "seed", answer_within_days=15)
PATIENCE = 90
"""Seconds that a test waits for the worker at most."""
PAID = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts>
</CstmrPmtStsRpt></Document>"""


class Bakery:
    """One firm's way from an authorisation to a payment, a step at a time."""

    bank: Bank

    def __init__(self, world: World, bank: Bank) -> None:
        """On a fresh world."""
        self.world, self.bank = world, bank
        self.contact = world.contact()
        self.agent = world.officer(Role.PAYING_AGENT)

    def file_a_request(self) -> None:
        """Its receipt is to be sent."""
        self.world.file(self.contact)

    def draft(self) -> Claim:
        """Authorised, and the claim of the first month with its lines."""
        world = self.world
        decision = world.authorisation(self.contact)
        world.clock.tick(timedelta(days=70))
        with world.units.reading() as uow:
            (request,) = uow.requests.of(BAKERY)
        month = CivilMonth.of(request.span.first).plus(1).first
        claim = open_claim(
            BAKERY, decision.number, month, actor=self.contact, context=world.context
        )
        monday = month + timedelta(days=-month.weekday() % 7)
        lines = [samples.claim_line(number, employee=number) for number in range(1, 4)]
        return write_lines(
            BAKERY,
            claim.id,
            [_in_week(line, monday) for line in lines],
            seen=Seen.of(claim),
            actor=self.contact,
            context=world.context,
        )

    def submit(self, draft: Claim) -> None:
        """Assessed and receipted."""
        done = submit_claim(
            BAKERY,
            draft.id,
            seen=Seen.of(draft),
            actor=self.contact,
            context=self.world.context,
        )
        assert not done.problems, done.problems

    def decide(self) -> int:
        """By screening; how many."""
        return len(
            decide_claims(
                10,
                context=attrs.evolve(
                    self.world.context,
                    policy=POLICY,
                ),
            )
        )

    def order(self) -> int:
        """How many lines were ordered."""
        return order_payments(actor=self.agent, context=self.world.context, proof=Proof.FRESH).lines

    def pay(self) -> int:
        """How many lines went to the bank."""
        return written(attrs.evolve(self.world.context, bank=self.bank), self.agent).lines

    def hear(self, file: str) -> None:
        """The bank paid a file."""
        answer = PAID.format(file=file).encode()
        handed_over(attrs.evolve(self.world.context, bank=self.bank), self.agent)
        told = follow_answers(answer, actor=self.agent, context=self.world.context)
        assert not told.unmatched, told.unmatched

    def mail(self, mailer: Mailer) -> int:
        """Send what is due; how many letters are dealt with."""
        return send_due(
            context=attrs.evolve(self.world.context, letters=LETTERS, mailer=mailer)
        ).handled

    def state(self) -> ClaimState:
        """Of the claim."""
        with self.world.units.reading() as uow:
            (claim,) = uow.claims.of(BAKERY)
        return claim.state

    def waiting(self) -> int:
        """Letters."""
        return self.status().letters_waiting

    def status(self) -> Status:
        """What a person sees."""
        return status(context=self.world.context)


def _in_week(line: ClaimLine, monday: date) -> ClaimLine:
    return attrs.evolve(
        line,
        week=f"{monday:%G-W%V}",
        span=Span(monday, monday + timedelta(days=6)),
        assessed=None,
    )


@pytest.fixture
def bakery(sqlite_units: SqlUnitsOfWork, tmp_path: Path) -> Bakery:
    """On SQLite."""
    return Bakery(World(units=sqlite_units), SepaFolder(tmp_path / "bank", PAYER))


def files(folder: Path) -> list[str]:
    """Names of the payment files, without their ending."""
    return sorted(path.stem for path in folder.glob("*.xml"))


@contextmanager
def working(*steps: Callable[[], int]) -> Iterator[None]:
    """A worker that takes these steps all the while."""
    stop = Event()
    jobs = [Job(f"job {n}", step, timedelta(milliseconds=20)) for n, step in enumerate(steps)]
    worker = Thread(target=run, args=(jobs, stop))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(PATIENCE)
    assert not worker.is_alive()


def soon(true: Callable[[], bool]) -> bool:
    """Whether it becomes true while the worker is at work."""
    return any(true() or Event().wait(0.02) for _ in range(PATIENCE * 50))


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file grows past ``room`` bytes: the system refuses, as it does on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_decisions_go_on_while_no_letter_can_go(bakery: Bakery) -> None:
    """The server is down all the way to the payment; once it is up, everything is told once."""
    port, answers = free_port(), Answers()
    mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, bakery.world.clock)
    with working(lambda: bakery.mail(mailer)):
        bakery.submit(bakery.draft())
        assert bakery.decide() == bakery.order() == bakery.pay() == 1
        told = bakery.waiting()
        assert told >= 3
        shown = bakery.status()
        assert shown.letters_waiting == told
        assert shown.oldest_letter == MONDAY
        assert shown.claims == {ClaimState.PAYMENT_REQUESTED: 1}
        with served(answers, port=port):
            assert soon(lambda: bakery.waiting() == 0)
            mailer.close()
    assert len(answers.taken) == told
    assert len({letter["Message-ID"] for letter in answers.taken}) == told


class OnFullDisk:
    """A bank whose folder has room for half a file."""

    def __init__(self, bank: Bank) -> None:
        """Write where it writes."""
        self._bank = bank

    def send(self, file: PaymentFile) -> None:
        """As far as there is room."""
        with full_disk(512):
            self._bank.send(file)

    def content(self, reference: str) -> bytes:
        """As it was written."""
        return self._bank.content(reference)

    def payee_name(self, line: PaymentLine) -> str:
        """As it writes it."""
        return self._bank.payee_name(line)


def test_a_full_disk_holds_the_payment_file_back_and_the_same_goes_once_there_is_room(
    bakery: Bakery, tmp_path: Path
) -> None:
    """No half of it is ever seen; what is not sent is shown by its list."""
    bakery.submit(bakery.draft())
    bakery.decide()
    bakery.order()
    bank, bakery.bank = bakery.bank, OnFullDisk(bakery.bank)
    for _ in range(2):
        with pytest.raises(Unavailable, match="could not be written"):
            bakery.pay()
        assert list((tmp_path / "bank").iterdir()) == []
    (reference,) = bakery.status().unsent_files
    bakery.bank = bank
    assert bakery.pay() == 1
    assert bakery.status().unsent_files == ()
    assert [path.stem for path in (tmp_path / "bank").iterdir()] == [reference]
    bakery.hear(reference)
    assert bakery.state() is ClaimState.PAID


def test_a_full_disk_refuses_a_claim_whole_and_takes_it_later(bakery: Bakery) -> None:
    """The store says that it cannot, and has kept nothing of it."""
    draft = bakery.draft()
    told = bakery.waiting()
    with full_disk(36 * 1024), pytest.raises(Unavailable):
        bakery.submit(draft)
    assert bakery.state() is ClaimState.DRAFT
    assert bakery.waiting() == told
    bakery.submit(draft)
    assert bakery.state() is ClaimState.AWAITING_VALIDATION


def test_a_full_disk_leaves_no_half_of_an_attachment_nor_of_a_letter(tmp_path: Path) -> None:
    """What asks is told that it is not kept, and asks again."""
    store = FolderFileStore(tmp_path / "files", bytes(32))
    folder = EmlFolder(tmp_path / "mail", SENDER, World().clock)
    with full_disk(512):
        with pytest.raises(Unavailable):
            store.put(b"x" * 4096)
        with pytest.raises(NotNow):
            folder.send(sample_letter())
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == []
    assert store.get(store.put(b"x" * 4096)) == b"x" * 4096
    folder.send(sample_letter())
    assert len(list((tmp_path / "mail").iterdir())) == 1


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


def test_a_database_that_another_process_holds_is_waited_for(
    sqlite_path: Path, vault: NirVault, tmp_path: Path
) -> None:
    """Every attempt is refused in time, readers go on, and the worker gets through in the end."""
    engine = open_engine(f"sqlite:///{sqlite_path}", wait_seconds=0.1)
    units = SqlUnitsOfWork(engine, vault)
    bakery = Bakery(World(units=units), SepaFolder(tmp_path / "bank", PAYER))
    bakery.submit(bakery.draft())
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, str(sqlite_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(Unavailable):
            bakery.decide()
        with working(bakery.decide, bakery.order, bakery.pay):
            assert bakery.status().claims == {ClaimState.AWAITING_VALIDATION: 1}
            holder.communicate("let go\n")
            assert soon(lambda: bakery.state() is ClaimState.PAYMENT_REQUESTED)
            assert soon(lambda: len(files(tmp_path / "bank")) == 1)
    engine.dispose()


@pytest.mark.postgres
def test_a_database_that_goes_away_comes_back_to_a_worker_that_is_still_there(
    postgres_engine: Engine, postgres_server: str, vault: NirVault, tmp_path: Path
) -> None:
    """Every connection is cut and no new one is let in, for a while."""
    units = SqlUnitsOfWork(postgres_engine, vault)
    bakery = Bakery(World(units=units), SepaFolder(tmp_path / "bank", PAYER))
    bakery.submit(bakery.draft())
    name = postgres_engine.url.database
    admin = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")
    gone = Event()

    def decide() -> int:
        try:
            return bakery.decide()
        except Unavailable:
            gone.set()
            raise

    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
        try:
            with working(decide, bakery.order, bakery.pay):
                assert gone.wait(PATIENCE)
                with pytest.raises(Unavailable):
                    bakery.status()
                connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
                assert soon(lambda: len(files(tmp_path / "bank")) == 1)
        finally:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    admin.dispose()
    assert bakery.state() is ClaimState.PAYMENT_REQUESTED


@pytest.mark.parametrize("seed", range(5))
def test_a_clock_that_jumps_changes_no_order_of_facts(
    bakery: Bakery, tmp_path: Path, seed: int
) -> None:
    """Hours forth and back between all steps: decided, paid and told once, in the same order."""
    chance, clock, mailer = Random(seed), bakery.world.clock, MemoryMailer()  # noqa: S311
    noon = clock.now()

    def jump() -> None:
        clock.tick(timedelta(minutes=chance.randint(-300, 300)))

    draft = bakery.draft()
    for step in (lambda: bakery.submit(draft), bakery.decide, bakery.order, bakery.pay):
        jump()
        bakery.mail(mailer)
        jump()
        step()
    jump()
    (name,) = files(tmp_path / "bank")
    bakery.hear(name)
    clock.tick(timedelta(days=1))
    while bakery.mail(mailer):
        clock.tick(RESERVED_FOR)
    assert bakery.state() is ClaimState.PAID
    assert bakery.waiting() == 0
    assert max(Counter(letter.message_id for letter in mailer.letters).values()) == 1
    with bakery.world.units() as uow:
        uow.journal.seal(1000)
        uow.commit()
        entries = list(uow.journal.entries(str(BAKERY)))
        assert first_broken(entries, uow.journal.keys) is None
    done = [entry.action for entry in entries if entry.action in LIFE]
    assert done == LIFE
    assert min(entry.at for entry in entries) >= noon - timedelta(days=1)


LIFE = [
    "claim.opened",
    "claim.submitted",
    "claim.screened",
    "payment.ordered",
    "payment.sent",
    "payment.settled",
]


def test_a_letter_put_off_by_a_clock_that_was_a_year_ahead_does_not_wait_a_year(
    bakery: Bakery,
) -> None:
    """It waits no longer than any letter does."""
    bakery.file_a_request()
    clock, mailer = bakery.world.clock, MemoryMailer()
    right = clock.now()
    clock.tick(timedelta(days=365))
    mailer.answers[EmailAddress("ana@boulangerie.example")] = Deferred("451 later")
    bakery.mail(mailer)
    clock.set(right + LONGEST_WAIT)
    mailer.answers.clear()
    while bakery.mail(mailer):
        pass
    assert bakery.waiting() == 0
