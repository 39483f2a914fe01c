"""Money out: order what validated claims are worth, and write it to files for the bank, once ever.

Ordering and sending are two steps, each safe to be cut anywhere. A line is ordered in the unit of
work that moves its claim. A file is listed before it is written: a run that was cut writes the same
file again, under the same name, and no line is ever on two lists.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Altered, Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import (
    PaymentEvent,
    PaymentLine,
    PaymentRecord,
    account_to_use,
    file_reference,
    owed,
    paid_or_on_its_way,
)
from partial_activity.domain.people.people import (
    Action,
    Person,
)
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.office import FileHead
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.held import (
    HeldBack,
    as_ordered,
    decision_of,
    doubt,
    hindrance,
    impossible,
)
from partial_activity.usecases.payment.replaced import order_line, order_replaced
from partial_activity.usecases.payment.runs import ask_for_run, require_no_party, run_signed
from partial_activity.usecases.payment.stopped import Stopped, any_stopped, not_stopped, stopped_now
from partial_activity.usecases.payment.weighed import waits_for_visa, wake_expired
from partial_activity.usecases.recording import SERVICE, Record

CLAIMS_AT_ONCE = 200
"""The claims of one unit of work: what a run that is cut has to do again, at most."""
LINES_A_FILE = 5_000
FILE_WRITTEN = "payment.file_written"
"""Action of the entry that binds the bytes of a file."""


@frozen
class HeldClaim:
    """A validated claim that was not ordered."""

    siret: Siret
    claim_id: str
    version: int
    why: HeldBack


@frozen
class Ordered:
    """What a run ordered."""

    lines: int = 0
    amount: Euros = ZERO_EUROS
    nothing_due: int = 0
    """Versions whose allowance was paid before, or is zero."""
    recoveries: int = 0
    """Versions worth less than what was paid: the difference is to be paid back."""
    held: tuple[HeldClaim, ...] = ()

    def __add__(self, other: "Ordered") -> "Ordered":
        return Ordered(
            self.lines + other.lines,
            self.amount + other.amount,
            self.nothing_due + other.nothing_due,
            self.recoveries + other.recoveries,
            self.held + other.held,
        )


def order_payments(
    *,
    actor: Person,
    context: Context,
    proof: Proof,
    claims_at_once: int = CLAIMS_AT_ONCE,
    most: int | None = None,
) -> Ordered:
    """Order what every validated claim is worth, less what its earlier versions were paid.

    A claim leaves ``VALIDATED`` in the unit of work that writes its line: a second run, or one
    beside this one, finds nothing to order. ``most`` ends a run after so many claims, about: what
    is left is ordered by the next one.

    Raises:
        NotAllowed: the person does not run payments.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    wake_expired(context)
    ordered, seen = Ordered(), set[tuple[Siret, str, int]]()
    while True:
        with context.units.reading() as uow:
            limit = claims_at_once + len(ordered.held)
            validated = uow.claims.in_state(ClaimState.VALIDATED, limit)
        claims = [claim for claim in validated if _key(claim) not in seen]
        if not claims or (most is not None and len(seen) >= most):
            return ordered + _replaced(actor, context)
        seen |= {_key(claim) for claim in claims}
        ordered += _order_together(claims, actor, context)


def _replaced(actor: Person, context: Context) -> Ordered:
    """Order rejected payments again on the accounts given in the place of those of before."""
    lines, held = order_replaced(actor=actor, context=context)
    amount = Euros(sum(line.amount.cents for line in lines))
    return Ordered(
        lines=len(lines), amount=amount, held=tuple(_held(claim, why) for claim, why in held)
    )


@frozen
class Sent:
    """What a run wrote for the bank."""

    files: tuple[str, ...] = ()
    """References."""
    lines: int = 0
    amount: Euros = ZERO_EUROS
    stopped: tuple[str, ...] = ()
    """References of files that are not written: frozen, or the bank has refused a line before."""
    unsigned: tuple[str, ...] = ()
    """References of files that wait for the visa of a second person."""

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            self.files + other.files,
            self.lines + other.lines,
            self.amount + other.amount,
            self.stopped + other.stopped,
            self.unsigned + other.unsigned,
        )


def send_payments(
    *, actor: Person, context: Context, proof: Proof, lines_a_file: int = LINES_A_FILE
) -> Sent:
    """Write for the bank what a second person has signed, and put every other line on a list.

    A list that was closed waits for its visa (``unsigned``): who asked for it never signs it. Once
    signed, the next run writes the file, whoever makes it.

    Raises:
        NotAllowed: the person does not run payments, or is a party to one.
        Unavailable: a file cannot be written; the next run writes the same one.
        Conflict: another run was writing the same lines; nothing is lost, nor paid twice.
        ProofNeeded: the person has not shown a moment ago that they are there.
        Altered: a line is not what was ordered; nothing is sent from there on.
    """
    sent = write_signed(actor=actor, context=context, proof=proof)
    while listed := _list_next(actor, context, lines_a_file):
        sent += Sent(unsigned=(listed,))
    return sent


def write_signed(*, actor: Person, context: Context, proof: Proof) -> Sent:
    """Hand over the files whose list a second person has signed; nothing else is listed.

    Raises:
        NotAllowed: the person does not run payments, or is a party to one.
        Unavailable: the bank does not take a file; the next run hands over the same one.
        Conflict: another run was handing over the same lines; nothing is lost, nor sent twice.
        ProofNeeded: the person has not shown a moment ago that they are there.
        Altered: a line, or a visa, is not what was written; nothing is sent from there on.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    with context.units.reading() as uow:
        left = uow.payments.unsent_files()
    sent = Sent()
    for reference in left:
        sent += _write(reference, actor, context)
    return sent


def _key(claim: Claim) -> tuple[Siret, str, int]:
    return (claim.siret, claim.id, claim.version)


def _order_together(claims: Sequence[Claim], actor: Person, context: Context) -> Ordered:
    """Order some claims in one unit of work; one by one, if somebody else is at work on one."""
    try:
        with context.units() as uow:
            ordered, now = Ordered(), context.clock.now()
            stopped = stopped_now(uow)
            for claim in claims:
                record = Record(uow, claim.siret, now, actor.id)
                ordered += _order(record, claim, stopped, context)
            uow.commit()
    except Conflict:
        if len(claims) == 1:
            return Ordered(held=(_held(claims[0], HeldBack.CHANGED_MEANWHILE),))
        alone = (_order_together([claim], actor, context) for claim in claims)
        return sum(alone, Ordered())
    return ordered


def _order(record: Record, claim: Claim, stopped: Stopped, context: Context) -> Ordered:
    uow = record.uow
    establishment, member = uow.establishments.with_member(claim.siret, record.actor)
    if establishment is None:
        raise NotFound("establishment", str(claim.siret))
    if member is not None or claim.created_by == record.actor:
        return Ordered(held=(_held(claim, HeldBack.PAYER_IS_A_PARTY),))
    decided = decision_of(uow, claim)
    why = hindrance(establishment, decided)
    if why is not None or decided is None:
        return Ordered(held=(_held(claim, why or HeldBack.NO_DECISION),))
    lines = uow.payments.lines(claim.siret)
    earlier = [line for line in lines if line.claim_id == claim.id]
    events = {
        line.end_to_end_id: uow.payments.records(line.siret, line.end_to_end_id) for line in earlier
    }
    totals = uow.claims.totals(claim.siret, claim.id, claim.version)
    past = {line: events[line.end_to_end_id] for line in earlier}
    why = doubt(uow, (claim, totals), decided, past)
    if why is not None:
        return Ordered(held=(_held(claim, why),))
    due = totals.allowance - paid_or_on_its_way(earlier, events)
    if due <= ZERO_EUROS:
        return _close(record, claim, due)
    request = decided[1]
    assert request.filed_at is not None, "what was decided was filed"
    account = account_to_use(request.iban, request.filed_at, lines)
    line = PaymentLine(
        siret=claim.siret,
        claim_id=claim.id,
        claim_version=claim.version,
        attempt=1,
        amount=due,
        iban=account,
        payee=establishment.name,
        ordered_at=record.at,
        month=claim.month,
        replaces=owed(earlier, events),
    )
    why = impossible(record, account, due, stopped)
    if why is None and waits_for_visa(record, claim, line, lines, context):
        why = HeldBack.AWAITING_VISA
    if why is not None:
        return Ordered(held=(_held(claim, why),))
    uow.claims.save(claim.moved_to(ClaimState.PAYMENT_REQUESTED))
    order_line(record, line)
    return Ordered(lines=1, amount=due)


def _close(record: Record, claim: Claim, due: Euros) -> Ordered:
    """A version that nothing more is paid for: paid before, or more than it is worth."""
    if due == ZERO_EUROS:
        record.uow.claims.save(claim.moved_to(ClaimState.PAID))
        record.note("claim.nothing_due", claim.id, version=str(claim.version))
        return Ordered(nothing_due=1)
    record.uow.claims.save(claim.moved_to(ClaimState.RECOVERY_DUE))
    facts = {"version": str(claim.version), "cents": str(-due.cents)}
    record.note("claim.recovery_due", claim.id, **facts)
    return Ordered(recoveries=1)


def _held(claim: Claim, why: HeldBack) -> HeldClaim:
    return HeldClaim(claim.siret, claim.id, claim.version, why)


def _list_next(actor: Person, context: Context, lines_a_file: int) -> str | None:
    """Put the next lines on the list of a file, and ask for its visa; None: there are none."""
    with context.units() as uow:
        lines = not_stopped(uow, lines_a_file, actor)
        if not lines:
            return None
        as_ordered(uow, lines)
        reference, now = file_reference(lines), context.clock.now()
        listed = [_event(line, PaymentEvent.LISTED, now, reference) for line in lines]
        uow.payments.record_all(listed)
        amount = Euros(sum(line.amount.cents for line in lines))
        uow.office.add_file(FileHead(reference, now, len(lines), amount))
        ask_for_run(uow, reference, lines, by=actor.id, now=now, context=context)
        uow.commit()
    return reference


def _write(reference: str, actor: Person, context: Context) -> Sent:
    """Write a listed file if its list is signed, then keep that it was written."""
    with context.units.reading() as uow:
        lines = uow.payments.lines_of_file(reference)
        as_ordered(uow, lines)
        listed_at = _listed_at(uow, lines[0])
        require_no_party(uow, actor, lines)
        if uow.freezes.find(Frozen.RUN, reference) or any_stopped(uow, lines):
            return Sent(stopped=(reference,))
        if uow.office.file_events([reference]).get(reference, {}).get(PaymentEvent.REJECTED):
            # What was rejected is paid by another line, and no answer is followed before the file
            # has gone to the bank: somebody tampered with this one.
            return Sent(stopped=(reference,))
        now = context.clock.now()
        is_signed = run_signed(uow, reference, lines, now, context.payment_limits)
    if file_reference(lines) != reference:
        raise Altered("payment_file", reference)
    if not is_signed:
        return Sent(unsigned=(reference,))
    context.bank.send(PaymentFile(reference, listed_at, legal_day(listed_at), tuple(lines)))
    sha256 = hashlib.sha256(context.bank.content(reference)).hexdigest()
    with context.units() as uow:
        now = context.clock.now()
        facts = {"lines": str(len(lines)), "sha256": sha256}
        entry = JournalEntry(SERVICE, 0, now, actor.id, FILE_WRITTEN, reference, facts)
        uow.journal.add(entry)
        uow.payments.record_all([_event(line, PaymentEvent.SENT, now, reference) for line in lines])
        for line in lines:
            record = Record(uow, line.siret, now, actor.id)
            record.note("payment.sent", line.end_to_end_id, file=reference)
        uow.commit()
    amount = Euros(sum(line.amount.cents for line in lines))
    return Sent((reference,), len(lines), amount)


def _listed_at(uow: UnitOfWork, line: PaymentLine) -> datetime:
    records = uow.payments.records(line.siret, line.end_to_end_id)
    return next(record.at for record in records if record.event is PaymentEvent.LISTED)


def _event(line: PaymentLine, event: PaymentEvent, at: datetime, reference: str) -> PaymentRecord:
    return PaymentRecord(line.siret, line.end_to_end_id, event, at, reference)
