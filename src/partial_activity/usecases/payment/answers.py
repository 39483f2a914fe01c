"""What comes back from the bank: paid or rejected, then mended; and how payments stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from types import MappingProxyType

import attrs
from attrs import Factory, frozen

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.payment.payments import (
    FINAL,
    UNPAID,
    PaymentEvent,
    PaymentLine,
    PaymentRecord,
    standing,
)
from partial_activity.domain.people.evidence import ProvenAccount
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.words import Words
from partial_activity.ports.bank import BankAnswer, Control, UnreadableAnswers
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.access import (
    establishment_for,
    require,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.replaced import replacement_of
from partial_activity.usecases.recording import Record

ANSWERS_AT_ONCE = 200


class UnmatchedReason(Enum):
    """Why an answer was not followed: somebody has to look."""

    UNKNOWN_FILE = "unknown_file"
    UNKNOWN_PAYMENT = "unknown_payment"
    NOT_HANDED_OVER = "not_handed_over"
    """Nobody has said that its file has gone to the bank: say so, then read the answer again."""
    OTHER_FILE = "other_file"
    """The payment is in another file than the one answered to."""
    OTHER_AMOUNT = "other_amount"
    """The bank speaks of another amount than we ordered."""
    CONTRADICTION = "contradiction"
    """The bank said paid after rejected, or rejected after paid: a return is another message."""
    CLAIM_MOVED = "claim_moved"
    """The claim does not wait for a payment."""
    REPEAT = "repeat"
    """The bank refused it as one it has had before: the first one stands, and may be paid."""
    CHANGED_MEANWHILE = "changed_meanwhile"
    """Somebody else was at work on the claim: read the answer again."""


@frozen
class UnmatchedAnswer:
    """An answer of the bank that no payment of ours was matched with, and not followed."""

    answer: BankAnswer
    why: UnmatchedReason


@frozen
class Answered:
    """What came of a bank's answers."""

    settled: int = 0
    rejected: int = 0
    repeated: int = 0
    """The answers that were told, and kept, before."""
    on_their_way: Mapping[str, int] = Factory(dict)
    """Payments whose status is not the last one, or is not known to us, by the bank's code."""
    unmatched: tuple[UnmatchedAnswer, ...] = ()
    returned: int = 0
    """Settled, and come back."""

    def __add__(self, other: "Answered") -> "Answered":
        return Answered(
            self.settled + other.settled,
            self.rejected + other.rejected,
            self.repeated + other.repeated,
            Counter(self.on_their_way) + Counter(other.on_their_way),
            self.unmatched + other.unmatched,
            self.returned + other.returned,
        )


def record_answers(
    answers: Iterable[BankAnswer],
    *,
    actor: Person,
    context: Context,
    answers_at_once: int = ANSWERS_AT_ONCE,
) -> Answered:
    """Keep what the bank says: paid claims are told so, rejected ones wait for another account.

    Read twice, an answer changes nothing the second time. A code that is not final, or that we do
    not know, is kept in the journal and leaves the payment where it is.

    Raises:
        NotAllowed: the person does not run payments.
    """
    require(actor, Action.RUN_PAYMENTS)
    given = list(answers)
    named = {answer.end_to_end_id for answer in given if answer.end_to_end_id is not None}
    answered = Answered()
    for some in _in_parts(_of_each_line(given, named, context.units), answers_at_once):
        answered += _record_together(some, actor, context)
    return answered


def follow_answers(document: bytes, *, actor: Person, context: Context) -> Answered:
    """``record_answers`` for the document in which a bank answers.

    Raises:
        NotAllowed: the person does not run payments.
        UnreadableAnswers: it is no bank's answer, or counts or adds up a file of ours otherwise.
    """
    require(actor, Action.RUN_PAYMENTS)
    answers = context.read_answers(document)
    _require_our_sums(answers, context.units)
    return record_answers(answers, actor=actor, context=context)


@frozen
class Payment:
    """A payment line, and all that happened to it."""

    line: PaymentLine
    records: tuple[PaymentRecord, ...]
    another: ProvenAccount | None = None
    """The account given since in the place of that of the line, where it was not paid."""

    @property
    def standing(self) -> PaymentEvent:
        """The state of the payment."""
        return standing(self.records)


def payments_of(siret: Siret, *, actor: Person, context: Context) -> tuple[Payment, ...]:
    """The payments of an establishment, the first ordered first.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person may not see its payments.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_PAYMENTS, siret)
        known = uow.proofs.accounts(siret)
        found = [
            Payment(line, tuple(uow.payments.records(siret, line.end_to_end_id)))
            for line in uow.payments.lines(siret)
        ]
    return tuple(
        attrs.evolve(one, another=replacement_of(known, one.line))
        if one.standing in UNPAID
        else one
        for one in found
    )


def _require_our_sums(answers: Sequence[BankAnswer], units: UnitsOfWork) -> None:
    """Refuse what is said of a file that does not have the payments or the sum of ours."""
    told = {(answer.file, control) for answer in answers for control in answer.control}
    with units.reading() as uow:
        ours = {file: uow.office.file(file) for file, _ in told}
    for file, control in told:
        head = ours[file]
        if head is None:
            continue
        said = Control(
            head.lines if control.lines is None else control.lines,
            head.amount if control.amount is None else control.amount,
        )
        if said != Control(head.lines, head.amount):
            raise UnreadableAnswers(
                Words(
                    f"La réponse parle d'un fichier {file} de {said.lines} paiements et "
                    f"{said.amount} euros ; le nôtre en a {head.lines}, de {head.amount} euros. "
                    "Rien n'a été suivi : demandez à la banque quel fichier elle a reçu.",
                    f"The answer speaks of a file {file} of {said.lines} payments and "
                    f"{said.amount} euros; ours has {head.lines}, of {head.amount} euros. Nothing "
                    "was followed: ask the bank which file it was given.",
                )
            )


def _of_each_line(
    answers: Sequence[BankAnswer], named: set[str], units: UnitsOfWork
) -> Iterator[BankAnswer]:
    """Each answer, those to a whole file as one for each of its lines that no other names."""
    for answer in answers:
        if answer.end_to_end_id is not None:
            yield answer
            continue
        with units.reading() as uow:
            lines = uow.payments.lines_of_file(answer.file)
        if not lines:
            yield answer
        for line in lines:
            if line.end_to_end_id not in named:
                yield attrs.evolve(answer, end_to_end_id=line.end_to_end_id)


def _in_parts(answers: Iterator[BankAnswer], size: int) -> Iterator[list[BankAnswer]]:
    part: list[BankAnswer] = []
    for answer in answers:
        part.append(answer)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def _record_together(answers: Sequence[BankAnswer], actor: Person, context: Context) -> Answered:
    """Keep some answers in one unit of work; one by one, if somebody else is at work on one."""
    try:
        with context.units() as uow:
            now, answered = context.clock.now(), Answered()
            for answer in answers:
                answered += _record(uow, answer, actor, now)
            uow.commit()
    except Conflict:
        if len(answers) == 1:
            return _unmatched(answers[0], UnmatchedReason.CHANGED_MEANWHILE)
        alone = (_record_together([answer], actor, context) for answer in answers)
        return sum(alone, Answered())
    return answered


def _record(uow: UnitOfWork, answer: BankAnswer, actor: Person, now: datetime) -> Answered:
    line = uow.payments.find(answer.end_to_end_id) if answer.end_to_end_id else None
    if line is None:
        whole_file = answer.end_to_end_id is None
        why = UnmatchedReason.UNKNOWN_FILE if whole_file else UnmatchedReason.UNKNOWN_PAYMENT
        return _unmatched(answer, why)
    records = uow.payments.records(line.siret, line.end_to_end_id)
    misfit = _misfit(line, records, answer)
    if misfit is not None:
        return _unmatched(answer, misfit)
    record = Record(uow, line.siret, now, actor.id)
    if answer.outcome is None:
        _note_once(record, line, answer)
        if answer.repeat:
            return _unmatched(answer, UnmatchedReason.REPEAT)
        return Answered(on_their_way={answer.code: 1})
    return _close(record, line, answer, records)


def _misfit(
    line: PaymentLine, records: Sequence[PaymentRecord], answer: BankAnswer
) -> UnmatchedReason | None:
    """Why an answer cannot be about a line: of no file, of another, or of another amount."""
    if all(each.event is not PaymentEvent.TRANSMITTED for each in records):
        return UnmatchedReason.NOT_HANDED_OVER
    if {answer.file, answer.batch or answer.file} != {file_listed_for(records)}:
        return UnmatchedReason.OTHER_FILE
    return UnmatchedReason.OTHER_AMOUNT if answer.amount not in (None, line.amount) else None


def _close(
    record: Record, line: PaymentLine, answer: BankAnswer, records: Sequence[PaymentRecord]
) -> Answered:
    """Follow an answer after which there is no other, unless it does not fit what we know."""
    uow = record.uow
    stands, outcome = standing(records), answer.outcome
    if outcome in {record.event for record in records}:
        return Answered(repeated=1)
    back = outcome is PaymentEvent.RETURNED
    if stands in FINAL and not (back and stands is PaymentEvent.SETTLED):
        return _unmatched(answer, UnmatchedReason.CONTRADICTION)
    claim = _version(uow.claims.versions(line.siret, line.claim_id), line.claim_version)
    expected = ClaimState.PAID if stands is PaymentEvent.SETTLED else ClaimState.PAYMENT_REQUESTED
    if claim is None or claim.state is not expected:
        return _unmatched(answer, UnmatchedReason.CLAIM_MOVED)
    if back and stands is not PaymentEvent.SETTLED:
        # What comes back had gone, though no statement of that day was read.
        settled = attrs.evolve(answer, outcome=PaymentEvent.SETTLED, reason="")
        _keep(record, line, claim, settled, file_listed_for(records))
        claim = uow.claims.get(claim.siret, claim.id, claim.version)
    _keep(record, line, claim, answer, file_listed_for(records))
    _tell(record, line, claim, answer)
    return Answered(
        settled=int(outcome is PaymentEvent.SETTLED),
        rejected=int(outcome is PaymentEvent.REJECTED),
        returned=int(back),
    )


_STATE_AFTER: Mapping[PaymentEvent, ClaimState] = MappingProxyType(
    {
        PaymentEvent.SETTLED: ClaimState.PAID,
        PaymentEvent.REJECTED: ClaimState.PAYMENT_INVALIDATED,
        PaymentEvent.RETURNED: ClaimState.PAYMENT_INVALIDATED,
    }
)


def _keep(record: Record, line: PaymentLine, claim: Claim, answer: BankAnswer, file: str) -> None:
    """Move the claim and keep the event, in the unit of work of the record."""
    event = answer.outcome
    assert event is not None, "what is on its way moves nothing"
    reason = answer.reason or answer.code if event in UNPAID else ""
    record.uow.claims.save(claim.moved_to(_STATE_AFTER[event]))
    record.uow.payments.record(
        PaymentRecord(line.siret, line.end_to_end_id, event, record.at, file, reason)
    )
    facts = {"claim": claim.id, "version": str(claim.version), "code": answer.code}
    record.note(f"payment.{event.value}", line.end_to_end_id, **facts, reason=reason)


def _tell(record: Record, line: PaymentLine, claim: Claim, answer: BankAnswer) -> None:
    """Tell who filed that the money went, or that another account is to be given."""
    unpaid = answer.outcome in UNPAID
    values = {
        "claim_id": claim.id,
        "version": str(claim.version),
        "month": f"{claim.month:%Y-%m}",
        "number": claim.decision_number,
        "amount": str(line.amount),
        "iban": line.iban.masked,
        "reference": line.end_to_end_id,
        **({"bank_code": answer.reason or answer.code} if unpaid else {}),
    }
    kind = NoticeKind.BANK_REJECTION if unpaid else NoticeKind.PAYMENT_SENT
    record.tell_filers(kind, claim.created_by, line.end_to_end_id, values)


def _note_once(record: Record, line: PaymentLine, answer: BankAnswer) -> None:
    """Keep a status that moves nothing; the same status of the same payment is kept once."""
    action, facts = "payment.answered", {"code": answer.code, "reason": answer.reason}
    noted = any(
        (entry.action, entry.subject, dict(entry.facts)) == (action, line.end_to_end_id, facts)
        for entry in record.uow.journal.entries(str(line.siret))
    )
    if not noted:
        record.note(action, line.end_to_end_id, **facts)


def _unmatched(answer: BankAnswer, why: UnmatchedReason) -> Answered:
    return Answered(unmatched=(UnmatchedAnswer(answer, why),))


def file_listed_for(records: Iterable[PaymentRecord]) -> str:
    """The file a line was listed for."""
    listed = (record.reference for record in records if record.event is PaymentEvent.LISTED)
    return next(listed, "")


def _version(versions: Iterable[Claim], version: int) -> Claim | None:
    return next((claim for claim in versions if claim.version == version), None)
