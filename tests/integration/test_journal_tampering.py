# ruff: noqa: S608  a forger's statements, of our own words
"""Whoever writes to the database or to the folder, and holds no key, is found by the journal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Engine, select, text

from partial_activity.adapters.bank.credit_transfers import Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.files.anchor_file import AnchorFile
from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, downgrade, upgrade
from partial_activity.adapters.sql.schema.office import JOURNAL_ENTRY
from partial_activity.adapters.system import RandomIds
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.errors import Altered, Conflict
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.office.journal import GENESIS, JournalKeys
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import handed_over, listed_and_signed, written
from partial_activity.usecases.context import Context
from partial_activity.usecases.oversight.journal import anchor_journal, seal_entries
from partial_activity.usecases.oversight.verification import Verified, verify_journal
from partial_activity.usecases.payment.again import pay_again
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.payment.desk import file_content
from partial_activity.usecases.payment.held import HeldBack
from partial_activity.usecases.payment.payments import order_payments, send_payments

AGENT = attrs.evolve(samples.person(900), service_role=Role.PAYING_AGENT)
PAYER = Payer("Agence de paiement", samples.iban(999))
SIRET = str(samples.siret(1))
AUDITOR = EmailAddress("auditeur@example.fr")


class Place:
    """A database, a folder, and the service on both."""

    def __init__(self, engine: Engine, units: SqlUnitsOfWork, folder: Path) -> None:
        self.engine, self.units, self.folder = engine, units, folder
        self.clock, self.ids = HandClock(samples.later(60)), RandomIds()
        self.anchors = folder / "elsewhere" / "anchors.jsonl"

    @property
    def context(self) -> Context:
        bank = SepaFolder(self.folder / "payments", PAYER)
        anchors = AnchorFile(self.anchors)
        return Context(units=self.units, clock=self.clock, ids=self.ids, bank=bank, anchors=anchors)

    def fill(self) -> None:
        with self.units() as uow:
            uow.people.add(samples.person(1))
            uow.establishments.add(samples.establishment(1))
            uow.establishments.add_member(samples.membership(1, 1, principal=True))
            uow.proofs.add_account(samples.proven_account(1))
            keep(uow, samples.request(state=RequestState.DECIDED), samples.decision())
            keep(uow, samples.claim(state=ClaimState.VALIDATED))
            uow.commit()

    def pay(self) -> str:
        assert order_payments(actor=AGENT, context=self.context, proof=Proof.FRESH).lines == 1
        (reference,) = written(self.context, AGENT).files
        return reference

    def minute(self) -> None:
        """What the worker does each minute."""
        self.clock.tick(timedelta(minutes=1))
        while seal_entries(100, context=self.context):
            pass
        anchor_journal(AUDITOR, context=self.context)

    def verify(self, told: tuple[int, str] | None = None) -> Verified:
        return verify_journal(context=self.context, told=told)

    def faults(self) -> list[tuple[str, int | None]]:
        return [(fault.chain, fault.number) for fault in self.verify().faults]

    def tamper(self, *statements: str) -> None:
        """Run SQL as the owner of the database, whom no trigger stops."""
        if self.engine.dialect.name == "sqlite":
            with closing(sqlite3.connect(str(self.engine.url.database))) as database, database:
                named = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                for (name,) in database.execute(named).fetchall():
                    database.execute(f'DROP TRIGGER "{name}"')
                for statement in statements:
                    assert database.execute(statement).rowcount, statement
            return
        with self.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                assert connection.exec_driver_sql(statement).rowcount, statement


@pytest.fixture
def place(engine: Engine, units: SqlUnitsOfWork, tmp_path: Path) -> Place:
    """With a claim that was paid, sealed and anchored."""
    made = Place(engine, units, tmp_path)
    made.fill()
    made.pay()
    made.minute()
    return made


def test_what_nobody_touched_holds(place: Place) -> None:
    """And says what no anchor has yet."""
    found = place.verify()
    assert (found.faults, found.unsealed, found.unanchored, found.anchors) == ((), 0, 0, 1)
    assert found.unanchored_since is None
    with place.units() as uow:
        uow.journal.add(samples.entry(70))
        uow.journal.add(samples.entry(71, chain=SIRET))
        uow.commit()
    with place.units() as uow:
        uow.journal.seal(1)
        uow.commit()
    later = place.verify()
    assert (later.faults, later.unsealed, later.unanchored) == ((), 1, 1)
    assert later.unanchored_since == samples.later(70)


OF_FIRM = f"chain = '{SIRET}'"
SEAL_4 = f"SELECT seal FROM journal_entry WHERE {OF_FIRM} AND number = 4"
COPIED = (
    "INSERT INTO journal_entry (chain, arrival, at, actor, action, subject, facts, tag, seal) "
    "SELECT chain, 9999, at, actor, {action}, subject, facts, tag, '' "
    f"FROM journal_entry WHERE {OF_FIRM} AND number = 2"
)
PAID = (
    "INSERT INTO payment_event (siret, end_to_end_id, event, position, at, reference, reason) "
    "SELECT siret, end_to_end_id, 'settled', 9, at, reference, '' "
    "FROM payment_event WHERE event = 'sent'"
)
UNSEALED = "UPDATE journal_entry SET seal = '', number = NULL WHERE "
TAMPERINGS: dict[str, tuple[tuple[str, ...], tuple[str, int | None]]] = {
    "an entry edited": (
        (f"UPDATE journal_entry SET actor = 'nobody' WHERE {OF_FIRM} AND number = 2",),
        (SIRET, 2),
    ),
    "the facts of an entry edited": (
        (f"UPDATE journal_entry SET facts = '{{}}' WHERE {OF_FIRM} AND number = 5",),
        (SIRET, 5),
    ),
    "a chain unsealed": ((UNSEALED + OF_FIRM,), (SIRET, 1)),
    "the end of a chain unsealed": ((UNSEALED + f"{OF_FIRM} AND number > 4",), (SIRET, 5)),
    "a chain unsealed, its head too": (
        (UNSEALED + OF_FIRM, f"DELETE FROM journal_head WHERE {OF_FIRM}"),
        (SIRET, 1),
    ),
    "a chain deleted": (
        (f"DELETE FROM journal_entry WHERE {OF_FIRM}", f"DELETE FROM journal_head WHERE {OF_FIRM}"),
        (SIRET, 1),
    ),
    "the chain of the service deleted": (
        ("DELETE FROM journal_entry WHERE chain = 'service'",),
        ("service", 1),
    ),
    "the end of a chain cut": (
        (
            f"DELETE FROM journal_entry WHERE {OF_FIRM} AND number > 4",
            f"UPDATE journal_head SET number = 4, seal = ({SEAL_4}), anchored = 4 WHERE {OF_FIRM}",
        ),
        (SIRET, 5),
    ),
    "an entry taken out": (
        (f"DELETE FROM journal_entry WHERE {OF_FIRM} AND number = 3",),
        (SIRET, 4),
    ),
    "an unsealed row added": ((COPIED.format(action="'claim.paid'"),), (SIRET, 7)),
    "a row copied as it is": ((COPIED.format(action="action"),), (SIRET, 7)),
    "the account of a payment": (
        (f"UPDATE payment SET iban = '{samples.iban(3).text}'",),
        (SIRET, 5),
    ),
    "the amount of a payment": (("UPDATE payment SET amount = amount * 10",), (SIRET, 5)),
    "the month of a payment": (("UPDATE payment SET month = '2001-01-01'",), (SIRET, 5)),
    "what a payment replaces": (("UPDATE payment SET replaces = 7",), (SIRET, 5)),
    "the payee of a payment": (("UPDATE payment SET payee = 'Somebody'",), (SIRET, 5)),
    "a payment told paid": ((PAID,), (SIRET, 5)),
    "a payment told never sent": (("DELETE FROM payment_event WHERE event = 'sent'",), (SIRET, 5)),
    "a payment deleted": (
        ("DELETE FROM payment_event", "DELETE FROM payment"),
        (SIRET, 5),
    ),
    "a decision turned": (
        ("UPDATE decision SET accepted = NOT accepted, message = 'x'",),
        (SIRET, 1),
    ),
    "a decision withdrawn": (("UPDATE decision SET withdrawn_at = decided_at",), (SIRET, 1)),
    "the words of a decision": (("UPDATE decision SET message = 'other'",), (SIRET, 1)),
    "a decision deleted": (("DELETE FROM decision",), (SIRET, 2)),
    "the sum of a claim": (("UPDATE claim_sum SET allowance = allowance * 10",), (SIRET, 3)),
    "a line of a claim": (
        ("UPDATE claim_line SET unworked_hours = 1 WHERE number = 1",),
        (SIRET, 3),
    ),
    "the account of a request": (
        (f"UPDATE request SET iban = '{samples.iban(3).text}'",),
        (SIRET, 1),
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_each_tampering_is_found_and_the_entry_named(place: Place, name: str) -> None:
    statements, entry = TAMPERINGS[name]
    place.tamper(*statements)
    assert entry in place.faults()


def test_a_chain_edited_and_sealed_again_is_found(place: Place) -> None:
    """By the code of the service itself, under a key of the forger's own."""
    keys, entry = JournalKeys(b"f" * 32), JOURNAL_ENTRY.c
    place.tamper(UNSEALED + OF_FIRM)
    with place.units.reading() as uow:
        kept = list(uow.journal.entries(SIRET))
    previous = GENESIS
    with place.engine.begin() as connection:
        if place.engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        rows = connection.execute(
            select(entry.arrival).where(entry.chain == SIRET).order_by(entry.arrival)
        )
        for number, (one, (arrival,)) in enumerate(zip(kept, rows.all(), strict=True), start=1):
            forged = keys.tagged(attrs.evolve(one, number=number, actor="nobody"), "once")
            previous = keys.seal(previous, forged)
            values = {"actor": "nobody", "tag": forged.tag, "seal": previous, "number": number}
            connection.execute(
                JOURNAL_ENTRY.update()
                .where(entry.chain == SIRET, entry.arrival == arrival)
                .values(**values)
            )
    assert (SIRET, 1) in place.faults()


def test_an_entry_taken_out_of_an_unsealed_chain_is_found_when_it_is_sealed_again(
    place: Place,
) -> None:
    """The worker's own seals on what is left do not stand for what an anchor has."""
    cut = f"DELETE FROM journal_entry WHERE {OF_FIRM} AND action = 'payment.sent'"
    place.tamper(UNSEALED + OF_FIRM, cut, f"DELETE FROM journal_head WHERE {OF_FIRM}")
    place.minute()
    assert SIRET in [chain for chain, _ in place.faults()]


def test_anchors_cut_with_the_database_are_found_by_the_letter(place: Place) -> None:
    """Whoever cuts both leaves what a mailbox has."""
    place.tamper("DELETE FROM journal_entry", "DELETE FROM journal_head")
    place.tamper("DELETE FROM payment_event", "DELETE FROM payment")
    place.tamper(*(f"DELETE FROM {name}" for name in ("claim_sum", "claim_line", "claim")))
    place.tamper("DELETE FROM decision", "DELETE FROM request")
    with place.units.reading() as uow:
        (letter,) = [one for one in uow.outbox.about("") if one.kind is NoticeKind.JOURNAL_ANCHOR]
    assert (letter.to, letter.values["entries"]) == (AUDITOR, "9")
    assert place.faults()
    place.anchors.unlink()
    assert not place.faults()
    told = (int(letter.values["anchor"]), letter.values["seal"])
    assert [fault.chain for fault in place.verify(told).faults] == ["anchors"]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0].replace(b'"entries":', b'"entries":1'), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [b"{}\n", *lines[1:]],
        lambda lines: [*lines, b"[]\n"],
    ],
    ids=["changed", "the first taken away", "emptied", "one added"],
)
def test_an_anchor_that_was_changed_is_found(
    place: Place, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    with place.units() as uow:
        uow.journal.add(samples.entry(70))
        uow.commit()
    place.minute()
    place.anchors.write_bytes(
        b"".join(change(place.anchors.read_bytes().splitlines(keepends=True)))
    )
    assert [fault.chain for fault in place.verify().faults] == ["anchors"]


def test_an_anchor_is_made_when_the_journal_went_on_and_by_one_worker(place: Place) -> None:
    before = place.anchors.read_bytes()
    place.minute()
    assert place.anchors.read_bytes() == before
    assert place.anchors.stat().st_mode & 0o077 == 0
    (only,) = AnchorFile(place.anchors).all()
    with pytest.raises(Conflict):
        AnchorFile(place.anchors).add(only)


def test_a_line_that_a_full_disk_cut_is_passed_over(place: Place) -> None:
    """It was never an anchor: the next one follows from the last that was."""
    with place.anchors.open("ab") as file:
        file.write(b'{"number":2,"at":"2026')
    with place.units() as uow:
        uow.journal.add(samples.entry(70))
        uow.commit()
    place.minute()
    last = AnchorFile(place.anchors).last()
    assert last is not None
    assert last.number == 2


def test_a_payment_file_changed_on_the_disk_is_found_and_not_given(place: Place) -> None:
    (file,) = (place.folder / "payments").glob("*.xml")
    content = file.read_bytes()
    assert file_content(file.stem, actor=AGENT, context=place.context) == content
    file.write_bytes(content.replace(b"<Dbtr>", b"<Dbtr> "))
    with pytest.raises(Altered):
        file_content(file.stem, actor=AGENT, context=place.context)
    (fault,) = place.verify().faults
    assert (fault.chain, fault.number) == ("service", 3)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim_line SET allowance = allowance * 10",
        f"UPDATE request SET iban = '{samples.iban(3).text}'",
        "UPDATE decision SET decided_by = 'nobody'",
        "DELETE FROM journal_entry WHERE action = 'claim.validated'",
    ],
    ids=["sum", "account", "decision", "never accepted"],
)
def test_what_was_altered_before_the_order_is_not_paid(
    engine: Engine, units: SqlUnitsOfWork, tmp_path: Path, statement: str
) -> None:
    place = Place(engine, units, tmp_path)
    place.fill()
    place.tamper(statement)
    done = order_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    assert (done.lines, [held.why for held in done.held]) == (0, [HeldBack.ALTERED])


def test_a_claim_made_validated_in_the_database_is_not_paid(
    engine: Engine, units: SqlUnitsOfWork, tmp_path: Path
) -> None:
    place = Place(engine, units, tmp_path)
    with units() as uow:
        uow.establishments.add(samples.establishment(1))
        keep(uow, samples.request(state=RequestState.DECIDED), samples.decision())
        keep(uow, samples.claim(state=ClaimState.UNDER_INSTRUCTION))
        uow.commit()
    place.tamper(f"UPDATE claim SET state = {ClaimState.VALIDATED.value}")
    assert order_payments(actor=AGENT, context=place.context, proof=Proof.FRESH).lines == 0


@pytest.mark.parametrize("change", ["amount = amount * 10", f"iban = '{samples.iban(3).text}'"])
@pytest.mark.parametrize("listed", [False, True], ids=["ordered", "listed"])
def test_a_payment_altered_before_the_file_is_not_sent(
    engine: Engine,
    units: SqlUnitsOfWork,
    tmp_path: Path,
    change: str,
    listed: bool,  # noqa: FBT001  pytest's
) -> None:
    """Neither the line that waits, nor the one on the list of a file that a cut run left."""
    place = Place(engine, units, tmp_path)
    place.fill()
    order_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    if listed:
        (tmp_path / "payments").write_text("in the way of the folder")
        with pytest.raises(Exception, match="payment file"):
            written(place.context, AGENT)
        (tmp_path / "payments").unlink()
    place.tamper(f"UPDATE payment SET {change}")
    with pytest.raises(Altered):
        send_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    assert not list((tmp_path / "payments").glob("*.xml"))


def test_a_visa_that_nobody_gave_hands_nothing_over(
    engine: Engine, units: SqlUnitsOfWork, tmp_path: Path
) -> None:
    """Written into the database, with or without an entry copied from the one that asked for it."""
    place = Place(engine, units, tmp_path)
    place.fill()
    order_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    send_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    place.tamper("UPDATE visa SET answer = 'given', answered_at = asked_at, answered_by = 'signer'")
    with pytest.raises(Altered):
        send_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    assert not list((tmp_path / "payments").glob("*.xml"))


@pytest.mark.parametrize("change", ["answered_by = 'somebody-else'", 'shown = \'{"lines": "9"}\''])
def test_a_visa_altered_after_it_was_given_hands_nothing_over(
    engine: Engine, units: SqlUnitsOfWork, tmp_path: Path, change: str
) -> None:
    place = Place(engine, units, tmp_path)
    place.fill()
    order_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    listed_and_signed(place.context, AGENT)
    place.tamper(f"UPDATE visa SET {change}")
    with pytest.raises(Altered):
        send_payments(actor=AGENT, context=place.context, proof=Proof.FRESH)
    assert not list((tmp_path / "payments").glob("*.xml"))


def test_a_journal_from_before_is_keyed_by_the_upgrade_and_holds(
    engine: Engine, units: SqlUnitsOfWork, vault: NirVault, tmp_path: Path
) -> None:
    """What was sealed without a key is taken as it stands, once."""
    place = Place(engine, units, tmp_path)
    with units() as uow:
        for number, chain in ((1, "service"), (2, SIRET), (3, "service")):
            uow.journal.add(samples.entry(number, chain=chain))
        uow.journal.seal(2)
        uow.commit()
    downgrade(engine, "0002")
    upgrade(engine, journal_keys=JournalKeys(vault.drawn(b"journal")))
    assert place.verify().faults == ()
    place.minute()
    with units() as uow:
        uow.journal.add(samples.entry(4))
        uow.commit()
    place.minute()
    found = place.verify()
    assert (found.faults, found.entries, found.unsealed, found.anchors) == ((), 4, 0, 2)


def test_the_letter_of_an_anchor_is_sent_to_the_auditor(place: Place) -> None:
    with place.units.reading() as uow:
        (waiting,) = uow.outbox.due(place.clock.now(), 9)
    assert waiting.kind is NoticeKind.JOURNAL_ANCHOR


@pytest.mark.parametrize(
    "code", ["ACSC", "RJCT"], ids=["settled made rejected", "rejected made larger"]
)
def test_what_was_altered_is_not_ordered_again(
    engine: Engine, units: SqlUnitsOfWork, tmp_path: Path, code: str
) -> None:
    """A payment that arrived is not paid twice, nor a rejected one on what somebody wrote into it.

    The new order would have an entry of its own, and vouch for what was altered.
    """
    place = Place(engine, units, tmp_path)
    place.fill()
    reference = place.pay()
    with units.reading() as uow:
        (line,) = uow.payments.lines(samples.siret(1))
    outcome = PaymentEvent.SETTLED if code == "ACSC" else PaymentEvent.REJECTED
    told = BankAnswer(reference, line.end_to_end_id, code, outcome)
    handed_over(place.context, AGENT)
    record_answers([told], actor=AGENT, context=place.context)
    if code == "ACSC":
        place.tamper(
            "UPDATE payment_event SET event = 'rejected' WHERE event = 'settled'",
            f"UPDATE claim SET state = {ClaimState.PAYMENT_INVALIDATED.value}",
        )
    else:
        place.tamper("UPDATE payment SET amount = amount * 10")
    second = attrs.evolve(samples.person(901), service_role=Role.PAYING_AGENT)
    with pytest.raises(Altered):
        pay_again(line.siret, line.claim_id, actor=second, context=place.context, proof=Proof.FRESH)
    with units.reading() as uow:
        assert len(uow.payments.lines(samples.siret(1))) == 1
