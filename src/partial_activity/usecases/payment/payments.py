"""Money out: order what validated claims are worth, and hand it to the bank, once ever.

Ordering and sending are two steps, each safe to be cut anywhere. A line is ordered in the unit of
work that moves its claim. A file is listed before it is written: a run that was cut writes the same
file again, under the same name, and no line is ever on two lists.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum

from attrs import frozen

from partial_activity.domain.authorisation.receipts import content_hash
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Altered, Conflict, NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.office import bound
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import (
    FINAL,
    LARGEST_TRANSFER,
    PaymentEvent,
    PaymentLine,
    PaymentRecord,
    account_to_use,
    file_reference,
    paid_or_on_its_way,
    standing,
)
from partial_activity.domain.people.people import (
    AccountState,
    Action,
    Establishment,
    Membership,
    Person,
)
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.office import FileHead
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import A_PARTY, require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.stopped import Stopped, any_stopped, not_stopped, stopped_now
from partial_activity.usecases.recording import SERVICE, Record

CLAIMS_AT_ONCE = 200
"""In one unit of work: what a run that is cut has to do again, at most."""
LINES_A_FILE = 5_000
FILE_WRITTEN = "payment.file_written"
"""Action of the entry that binds the bytes of a file."""


class HeldBack(Enum):
    """Why a validated claim was not ordered; it stays validated, and is tried by each run."""

    ESTABLISHMENT_SUSPENDED = "establishment_suspended"
    NO_DECISION = "no_decision"
    """The decision it quotes is not there."""
    DECISION_WITHDRAWN = "decision_withdrawn"
    ACCOUNT_FROZEN = "account_frozen"
    """Somebody of the service stopped it."""
    ACCOUNT_NOT_PROVEN = "account_not_proven"
    """Nobody who speaks for the firm has given the account of the request."""
    PAYER_IS_A_PARTY = "payer_is_a_party"
    """Who runs the payments filed it, or belongs to the establishment: somebody else pays it."""
    EARLIER_PAYMENT_UNANSWERED = "earlier_payment_unanswered"
    """An earlier version is with the bank: whether it was paid is not known yet."""
    ACCOUNT_OUTSIDE_SEPA = "account_outside_sepa"
    """A bank would refuse the whole file for it: the firm names another account."""
    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    """More than one transfer takes."""
    ALTERED = "altered"
    """It, its decision, its request or an earlier payment is not what the journal says was written:
    somebody changed it behind the service."""
    CHANGED_MEANWHILE = "changed_meanwhile"
    """Somebody else was at work on it."""


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
    ordered, seen = Ordered(), set[tuple[Siret, str, int]]()
    while True:
        with context.units.reading() as uow:
            limit = claims_at_once + len(ordered.held)
            validated = uow.claims.in_state(ClaimState.VALIDATED, limit)
        claims = [claim for claim in validated if _key(claim) not in seen]
        if not claims or (most is not None and len(seen) >= most):
            return ordered
        seen |= {_key(claim) for claim in claims}
        ordered += _order_together(claims, actor, context)


@frozen
class Sent:
    """What a run handed to the bank."""

    files: tuple[str, ...] = ()
    """References."""
    lines: int = 0
    amount: Euros = ZERO_EUROS
    stopped: tuple[str, ...] = ()
    """References of files that are not written: frozen, or the bank has refused a line before."""

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            self.files + other.files,
            self.lines + other.lines,
            self.amount + other.amount,
            self.stopped + other.stopped,
        )


def send_payments(
    *, actor: Person, context: Context, proof: Proof, lines_a_file: int = LINES_A_FILE
) -> Sent:
    """Hand every ordered line to the bank: first the files that a cut run left, then new ones.

    Raises:
        NotAllowed: the person does not run payments, or is a party to one.
        Unavailable: the bank does not take a file; the next run hands over the same one.
        Conflict: another run was handing over the same lines; nothing is lost, nor sent twice.
        ProofNeeded: the person has not shown a moment ago that they are there.
        Altered: a line is not what was ordered; nothing is sent from there on.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    with context.units.reading() as uow:
        left = uow.payments.unsent_files()
    sent = Sent()
    for reference in left:
        sent += _hand_over(reference, actor, context)
    while listed := _list_next(context, lines_a_file):
        sent += _hand_over(listed, actor, context)
    return sent


def order_line(record: Record, line: PaymentLine) -> None:
    """Write a payment line, and that it was ordered.

    Raises:
        Conflict: that claim version and attempt was ordered before.
    """
    record.uow.payments.add(line)
    record.note(
        "payment.ordered",
        line.end_to_end_id,
        claim=line.claim_id,
        version=str(line.claim_version),
        attempt=str(line.attempt),
        cents=str(line.amount.cents),
        content=record.uow.journal.keys.keyed(*bound.of_payment(line)),
    )


def as_ordered(uow: UnitOfWork, lines: Sequence[PaymentLine]) -> None:
    """Hold payment lines against the entries that ordered them.

    Raises:
        Altered: one is not what was ordered: nothing of it may be paid.
    """
    entries = uow.journal.about([(str(line.siret), line.end_to_end_id) for line in lines])
    for line in lines:
        ordered = entries[str(line.siret), line.end_to_end_id]
        if not bound.payment_stands(line, ordered, uow.journal.keys):
            raise Altered("payment", line.end_to_end_id)


def _key(claim: Claim) -> tuple[Siret, str, int]:
    return (claim.siret, claim.id, claim.version)


def _order_together(claims: Sequence[Claim], actor: Person, context: Context) -> Ordered:
    """Order some claims in one unit of work; one by one, if somebody else is at work on one."""
    try:
        with context.units() as uow:
            ordered, now = Ordered(), context.clock.now()
            stopped = stopped_now(uow)
            for claim in claims:
                ordered += _order(Record(uow, claim.siret, now, actor.id), claim, stopped)
            uow.commit()
    except Conflict:
        if len(claims) == 1:
            return Ordered(held=(_held(claims[0], HeldBack.CHANGED_MEANWHILE),))
        alone = (_order_together([claim], actor, context) for claim in claims)
        return sum(alone, Ordered())
    return ordered


def _order(record: Record, claim: Claim, stopped: Stopped) -> Ordered:
    uow = record.uow
    establishment, member = uow.establishments.with_member(claim.siret, record.actor)
    if establishment is None:
        raise NotFound("establishment", str(claim.siret))
    decided = _decided(uow, claim)
    why = _hindrance(claim, record.actor, establishment, member, decided)
    if why is not None or decided is None:
        return Ordered(held=(_held(claim, why or HeldBack.NO_DECISION),))
    lines = uow.payments.lines(claim.siret)
    earlier = [line for line in lines if line.claim_id == claim.id]
    events = {
        line.end_to_end_id: uow.payments.records(line.siret, line.end_to_end_id) for line in earlier
    }
    totals = uow.claims.totals(claim.siret, claim.id, claim.version)
    past = {line: events[line.end_to_end_id] for line in earlier}
    why = _doubt(uow, (claim, totals), decided, past)
    if why is not None:
        return Ordered(held=(_held(claim, why),))
    due = totals.allowance - paid_or_on_its_way(earlier, events)
    if due <= ZERO_EUROS:
        return _close(record, claim, due)
    request = decided[1]
    assert request.filed_at is not None, "what was decided was filed"
    account = account_to_use(request.iban, request.filed_at, lines)
    impossible = _impossible(uow, claim.siret, account, due)
    if impossible is None and stopped(claim.siret, account):
        impossible = HeldBack.ACCOUNT_FROZEN
    if impossible is not None:
        return Ordered(held=(_held(claim, impossible),))
    uow.claims.save(claim.moved_to(ClaimState.PAYMENT_REQUESTED))
    line = PaymentLine(
        siret=claim.siret,
        claim_id=claim.id,
        claim_version=claim.version,
        attempt=1,
        amount=due,
        iban=account,
        payee=establishment.name,
        ordered_at=record.at,
    )
    order_line(record, line)
    return Ordered(lines=1, amount=due)


def _impossible(uow: UnitOfWork, siret: Siret, account: Iban, due: Euros) -> HeldBack | None:
    """What keeps an amount from going to an account."""
    if not account.in_sepa:
        return HeldBack.ACCOUNT_OUTSIDE_SEPA
    if due > LARGEST_TRANSFER:
        return HeldBack.AMOUNT_ABOVE_LIMIT
    proven = any(known.iban == account for known in uow.proofs.accounts(siret))
    return None if proven else HeldBack.ACCOUNT_NOT_PROVEN


def _hindrance(
    claim: Claim,
    payer: str,
    establishment: Establishment,
    member: Membership | None,
    decided: tuple[Decision, AuthorisationRequest] | None,
) -> HeldBack | None:
    """What keeps a claim from being paid, whatever it is worth."""
    if member is not None or claim.created_by == payer:
        return HeldBack.PAYER_IS_A_PARTY
    if establishment.state is AccountState.SUSPENDED:
        return HeldBack.ESTABLISHMENT_SUSPENDED
    if decided is None:
        return HeldBack.NO_DECISION
    return None if decided[0].withdrawn_at is None else HeldBack.DECISION_WITHDRAWN


def _doubt(
    uow: UnitOfWork,
    claimed: tuple[Claim, ClaimTotals],
    decided: tuple[Decision, AuthorisationRequest],
    past: Mapping[PaymentLine, Sequence[PaymentRecord]],
) -> HeldBack | None:
    """What keeps the sum that is due from being known."""
    if any(standing(records) not in FINAL for records in past.values()):
        return HeldBack.EARLIER_PAYMENT_UNANSWERED
    return None if _as_written(uow, claimed, decided, past) else HeldBack.ALTERED


def _as_written(
    uow: UnitOfWork,
    claimed: tuple[Claim, ClaimTotals],
    decided: tuple[Decision, AuthorisationRequest],
    past: Mapping[PaymentLine, Sequence[PaymentRecord]],
) -> bool:
    """Whether what a payment is worked out from is what the journal says was written."""
    (claim, totals), (decision, request) = claimed, decided
    keys, chain = uow.journal.keys, str(claim.siret)
    subjects = [claim.id, request.id, decision.number, *(line.end_to_end_id for line in past)]
    about = uow.journal.about([(chain, subject) for subject in subjects])
    of_claim, of_request = about[chain, claim.id], about[chain, request.id]
    sums = {
        "hours": str(totals.hours),
        "indemnity": str(totals.indemnity),
        "allowance": str(totals.allowance),
    }
    filed = {"sha256": content_hash(request)}
    return (
        bound.filing_stands(claim.version, sums, of_claim, "claim.submitted")
        and bound.accepted(claim.version, of_claim)
        and bound.filing_stands(request.version, filed, of_request, "request.submitted")
        and bound.decision_stands(decision, (*of_request, *about[chain, decision.number]), keys)
        and all(
            bound.payment_stands(line, ordered := about[chain, line.end_to_end_id], keys)
            and bound.events_stand(records, ordered)
            for line, records in past.items()
        )
    )


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


def _decided(uow: UnitOfWork, claim: Claim) -> tuple[Decision, AuthorisationRequest] | None:
    """The decision a claim quotes, and the version of the request it was made on."""
    try:
        return uow.requests.decided(claim.siret, claim.decision_number)
    except NotFound:
        return None


def _list_next(context: Context, lines_a_file: int) -> str | None:
    """Put the next lines on the list of a file; its reference, or None when there are none."""
    with context.units() as uow:
        lines = not_stopped(uow, lines_a_file)
        if not lines:
            return None
        as_ordered(uow, lines)
        reference, now = file_reference(lines), context.clock.now()
        listed = [_event(line, PaymentEvent.LISTED, now, reference) for line in lines]
        uow.payments.record_all(listed)
        amount = Euros(sum(line.amount.cents for line in lines))
        uow.office.add_file(FileHead(reference, now, len(lines), amount))
        uow.commit()
    return reference


def _hand_over(reference: str, actor: Person, context: Context) -> Sent:
    """Hand a listed file to the bank, then keep that it was."""
    with context.units.reading() as uow:
        lines = uow.payments.lines_of_file(reference)
        as_ordered(uow, lines)
        listed_at = _listed_at(uow, lines[0])
        own = {one.siret for one in uow.establishments.memberships_of(actor.id)}
        if any(line.siret in own for line in lines):
            raise NotAllowed("person", A_PARTY, "handed over by themselves")
        if uow.freezes.find(Frozen.RUN, reference) or any_stopped(uow, lines):
            return Sent(stopped=(reference,))
        if uow.office.file_events([reference]).get(reference, {}).get(PaymentEvent.REJECTED):
            # What was rejected is paid by another line, and nothing is answered before it is
            # handed over: somebody tampered with this one.
            return Sent(stopped=(reference,))
    if file_reference(lines) != reference:
        raise Altered("payment_file", reference)
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
