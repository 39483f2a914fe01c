"""Rejected payments are ordered again on the accounts given in the place of those of before."""

from collections.abc import Sequence

import attrs

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office import bound
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.evidence import ProvenAccount
from partial_activity.domain.people.people import Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.held import HeldBack, against_another_attempt
from partial_activity.usecases.payment.weighed import waits_for_visa
from partial_activity.usecases.recording import Record

_AT_ONCE = 1_000
Held = tuple[Claim, HeldBack]


def order_replaced(
    *, actor: Person, context: Context, limit: int = _AT_ONCE
) -> tuple[Sequence[PaymentLine], Sequence[Held]]:
    """Order again what the bank rejected, where another account was given since and is in effect.

    Give the lines that were ordered, and the claims that wait with the reason; a claim for which
    nobody has given another account is in neither.
    """
    with context.units.reading() as uow:
        waiting = uow.claims.in_state(ClaimState.PAYMENT_INVALIDATED, limit)
    lines: list[PaymentLine] = []
    held: list[Held] = []
    for claim in waiting:
        try:
            with context.units() as uow:
                found = _order(
                    Record(uow, claim.siret, context.clock.now(), actor.id), context, claim
                )
                uow.commit()
        except Conflict:
            found = HeldBack.CHANGED_MEANWHILE
        if isinstance(found, HeldBack):
            held.append((claim, found))
        elif found is not None:
            lines.append(found)
    return lines, held


def replacement_of(known: Sequence[ProvenAccount], rejected: PaymentLine) -> ProvenAccount | None:
    """Find the account given since a payment was ordered, in the place of that payment's."""
    if not known or known[-1].iban == rejected.iban or known[-1].at < rejected.ordered_at:
        return None
    return known[-1]


def last_rejected(uow: UnitOfWork, siret: Siret, claim_id: str) -> PaymentLine:
    """The line of a claim that the bank rejected last, while the claim waits to be paid again."""
    waiting = [
        claim
        for claim in uow.claims.versions(siret, claim_id)
        if claim.state is ClaimState.PAYMENT_INVALIDATED
    ]
    if not waiting:
        versions = uow.claims.versions(siret, claim_id)
        if not versions:
            raise NotFound("claim", claim_id)
        raise NotAllowed("claim", versions[-1].state.name, ClaimState.PAYMENT_REQUESTED.name)
    lines = (
        line
        for line in uow.payments.lines(siret)
        if (line.claim_id, line.claim_version) == (claim_id, waiting[-1].version)
    )
    return max(lines, key=lambda line: line.attempt)


def _order(record: Record, context: Context, claim: Claim) -> PaymentLine | HeldBack | None:
    uow = record.uow
    rejected = last_rejected(uow, claim.siret, claim.id)
    if rejected.claim_version != claim.version:
        return None  # the later version is ordered first; this one by a run after its answer
    given = replacement_of(uow.proofs.accounts(claim.siret), rejected)
    if given is None:
        return None
    member = uow.establishments.member(claim.siret, record.actor)
    if member is not None or claim.created_by == record.actor:
        return HeldBack.PAYER_IS_A_PARTY
    account = given.iban
    line = attrs.evolve(rejected, attempt=rejected.attempt + 1, iban=account, ordered_at=record.at)
    why = against_another_attempt(record, claim, rejected, account)
    lines = uow.payments.lines(claim.siret)
    if why is None and waits_for_visa(record, claim, line, lines, context):
        why = HeldBack.AWAITING_VISA
    if why is not None:
        return why
    uow.claims.save(claim.moved_to(ClaimState.PAYMENT_REQUESTED))
    order_line(record, line)
    return line


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
