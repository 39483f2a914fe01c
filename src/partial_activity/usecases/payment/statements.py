"""What the bank's statements say: paid when the debit was booked, unpaid when it came back.

A statement tells of an account, on which others pay too: what names nothing of ours is counted and
passed over. What comes back without its reference is only proposed to a person, with the payments
it may be.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import (
    PaymentEvent,
    PaymentLine,
    standing,
)
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer, OtherMessage
from partial_activity.ports.statements import Movement, Statement
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import (
    Answered,
    UnmatchedAnswer,
    UnmatchedReason,
    file_listed_for,
    follow_answers,
    record_answers,
)
from partial_activity.usecases.recording import SERVICE

BOOKED, CAME_BACK, BY_HAND = "BOOK", "RRTN", "by hand"
"""Codes kept for what no answer of the bank said: as statements have them, or a person."""
STATEMENT_READ = "payment.statement_read"
"""Action of the entry that says which statement was followed."""


@frozen
class Proposal:
    """A return that names no payment, and the payments it may be."""

    movement: Movement
    candidates: tuple[PaymentLine, ...]
    """Paid on the same account, of the same amount, the last ordered first."""


@frozen
class Followed:
    """What came of a document of the bank."""

    answered: Answered
    proposals: tuple[Proposal, ...] = ()
    others: int = 0
    """Movements that name nothing of ours: fees, and what others pay."""


def follow_document(document: bytes, *, actor: Person, context: Context) -> Followed:
    """Follow what the bank gave back: its answers (pain.002), or a statement where these are read.

    Raises:
        NotAllowed: the person does not run payments.
        UnreadableAnswers: it is neither, it is cut, or statements are not read here.
    """
    try:
        return Followed(follow_answers(document, actor=actor, context=context))
    except OtherMessage:
        if not context.has("read_statements"):
            raise
        return follow_statements(document, actor=actor, context=context)


def follow_statements(document: bytes, *, actor: Person, context: Context) -> Followed:
    """Follow what was booked; a statement that is read twice changes nothing the second time.

    Raises:
        NotAllowed: the person does not run payments.
        UnreadableAnswers: it is no statement of the account that is debited, or it is cut.
    """
    require(actor, Action.RUN_PAYMENTS)
    statements = context.read_statements(document)
    answers: list[BankAnswer] = []
    proposals: list[Proposal] = []
    unmatched: list[UnmatchedAnswer] = []
    others = 0
    with context.units.reading() as uow:
        for movement in (one for each in statements for one in each.movements):
            match _about(uow, movement):
                case Proposal() as proposal:
                    proposals.append(proposal)
                case UnmatchedAnswer() as odd:
                    unmatched.append(odd)
                case []:
                    others += 1
                case found:
                    answers += found
    answered = record_answers(answers, actor=actor, context=context)
    _note(statements, answered, actor, context)
    return Followed(answered + Answered(unmatched=tuple(unmatched)), tuple(proposals), others)


def confirm_return(
    end_to_end_id: str, *, actor: Person, context: Context, proof: Proof
) -> Answered:
    """Keep that a payment came back, as a person recognised it on a statement.

    Raises:
        NotFound: no such payment.
        NotAllowed: the person does not run payments, or the payment was not settled.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    with context.units.reading() as uow:
        line = uow.payments.find(end_to_end_id)
        if line is None:
            raise NotFound("payment", end_to_end_id)
        records = uow.payments.records(line.siret, line.end_to_end_id)
        if standing(records) is not PaymentEvent.SETTLED:
            raise NotAllowed("payment", standing(records).value, PaymentEvent.RETURNED.value)
        answer = BankAnswer(
            file_listed_for(records),
            end_to_end_id,
            BY_HAND,
            PaymentEvent.RETURNED,
            amount=line.amount,
        )
    return record_answers([answer], actor=actor, context=context)


def _about(uow: UnitOfWork, movement: Movement) -> list[BankAnswer] | Proposal | UnmatchedAnswer:
    """What a movement says of our payments; nothing: it is about something else."""
    if movement.end_to_end_id is not None:
        return list(_of_one(uow, movement.end_to_end_id, movement))
    if movement.returned is not None:
        return Proposal(movement, _candidates(uow, movement))
    if movement.file is not None and not movement.credit:
        return _of_file(uow, movement.file, movement)
    return []


def _of_one(uow: UnitOfWork, end_to_end_id: str, movement: Movement) -> Iterator[BankAnswer]:
    line = uow.payments.find(end_to_end_id)
    if line is None:
        return
    file = movement.file or file_listed_for(uow.payments.records(line.siret, line.end_to_end_id))
    back = movement.returned is not None or movement.credit
    yield BankAnswer(
        file,
        end_to_end_id,
        CAME_BACK if back else BOOKED,
        PaymentEvent.RETURNED if back else PaymentEvent.SETTLED,
        reason=movement.returned or "",
        amount=movement.amount,
    )


def _of_file(uow: UnitOfWork, file: str, movement: Movement) -> list[BankAnswer] | UnmatchedAnswer:
    """The debit of a whole file pays its lines that were not rejected, if it is their sum."""
    if uow.office.file(file) is None:
        return []
    lines = [
        line
        for line in uow.payments.lines_of_file(file)
        if standing(uow.payments.records(line.siret, line.end_to_end_id))
        is not PaymentEvent.REJECTED
    ]
    if sum((line.amount for line in lines), ZERO_EUROS) != movement.amount:
        answer = BankAnswer(file, None, BOOKED, PaymentEvent.SETTLED, amount=movement.amount)
        return UnmatchedAnswer(answer, UnmatchedReason.OTHER_AMOUNT)
    return [
        BankAnswer(file, line.end_to_end_id, BOOKED, PaymentEvent.SETTLED, amount=line.amount)
        for line in lines
    ]


def _candidates(uow: UnitOfWork, movement: Movement) -> tuple[PaymentLine, ...]:
    account = movement.other_account
    if account is None:
        return ()
    paid = (
        line
        for siret in uow.payments.payees_with([account]).get(account, ())
        for line in uow.payments.lines(siret)
        if (line.iban, line.amount) == (account, movement.amount)
        and standing(uow.payments.records(siret, line.end_to_end_id)) is PaymentEvent.SETTLED
    )
    return tuple(sorted(paid, key=lambda line: line.ordered_at, reverse=True))


def _note(
    statements: Sequence[Statement], answered: Answered, actor: Person, context: Context
) -> None:
    """Keep which statements were followed, with their balances."""
    with context.units() as uow:
        for one in statements:
            facts = {
                "opening": str(one.opening or ""),
                "closing": str(one.closing or ""),
                "settled": str(answered.settled),
                "returned": str(answered.returned),
            }
            now = context.clock.now()
            uow.journal.add(
                JournalEntry(SERVICE, 0, now, actor.id, STATEMENT_READ, one.number, facts)
            )
        uow.commit()
