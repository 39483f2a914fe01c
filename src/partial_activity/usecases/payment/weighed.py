"""Payments out of the ordinary wait for a visa before they are ordered (public state 16)."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros
from partial_activity.domain.office.visas import Signed, Visa, VisaState
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, standing
from partial_activity.domain.payment.weighing import (
    FIRM_WINDOW,
    HOME_COUNTRIES,
    Past,
    PaymentLimits,
    Sign,
    weigh,
)
from partial_activity.domain.people.people import Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require_apart
from partial_activity.usecases.asking import ask_visa, last_visa, signed
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record

_AT_ONCE = 200


def waits_for_visa(
    record: Record,
    claim: Claim,
    line: PaymentLine,
    lines: Sequence[PaymentLine],
    context: Context,
) -> bool:
    """Whether a payment waits for somebody to look at it; if so, its visa is asked for.

    Args:
        record: the unit of work in which it would be ordered.
        claim: what it pays.
        line: the order that would be written.
        lines: all the payment lines of its establishment.
        context: the payment_limits, and where identifiers come from.
    """
    uow = record.uow
    signs = weigh(
        line.amount, line.iban, _past(record, line, lines, context), context.payment_limits
    )
    if not signs:
        return False
    shown, key = _shown(line, signs), f"{claim.id}-{claim.version}"
    if signed(uow, Signed.PAYMENT, key, shown, record.at):
        return False
    ask_visa(
        uow,
        Signed.PAYMENT,
        key,
        shown,
        by=record.actor,
        now=record.at,
        ids=context.ids,
        siret=claim.siret,
    )
    if claim.state is ClaimState.VALIDATED:
        uow.claims.save(claim.moved_to(ClaimState.AWAITING_VISA))
        record.note("claim.awaits_visa", claim.id, version=str(claim.version))
    return True


def let_be_ordered(uow: UnitOfWork, visa: Visa, actor: Person, now: datetime) -> None:
    """Let a payment be ordered whose visa was just given: the next run does.

    Raises:
        NotAllowed: the person filed the claim, or it does not wait for a visa any more.
    """
    assert visa.siret is not None, "a claim is of an establishment"
    versions = uow.claims.versions(visa.siret, visa.shown["claim"])
    claim = next(one for one in versions if str(one.version) == visa.shown["version"])
    require_apart(uow, actor, visa.siret, claim.created_by)
    if claim.state is ClaimState.PAYMENT_INVALIDATED:
        return  # it is ordered again from where it is
    uow.claims.save(claim.moved_to(ClaimState.VALIDATED))
    record = Record(uow, visa.siret, now, actor.id)
    record.note("claim.visa_given", claim.id, version=str(claim.version))


def wake_expired(context: Context, limit: int = _AT_ONCE) -> None:
    """Let claims be weighed again whose visa nobody gave in time: it is asked for again."""
    with context.units() as uow:
        now, woken = context.clock.now(), 0
        for claim in uow.claims.in_state(ClaimState.AWAITING_VISA, limit):
            visa = last_visa(uow, Signed.PAYMENT, f"{claim.id}-{claim.version}")
            if visa is not None and visa.state(now) is VisaState.EXPIRED:
                uow.claims.save(claim.moved_to(ClaimState.VALIDATED))
                woken += 1
        if woken:
            uow.commit()


def _past(
    record: Record, line: PaymentLine, lines: Sequence[PaymentLine], context: Context
) -> Past:
    uow, account, payment_limits = record.uow, line.iban, context.payment_limits
    others = {one.siren for one in uow.payments.payees_with([account]).get(account, ())}
    shared = bool(others - {line.siret.siren})
    paid_on: frozenset[Iban] = frozenset()
    if shared or _looked_at(line.amount, account, payment_limits):
        paid_on = frozenset(
            one.iban
            for one in lines
            if standing(uow.payments.records(one.siret, one.end_to_end_id)) is PaymentEvent.SETTLED
        )
    lately = uow.payments.ordered_to_firm(line.siret.siren, record.at - FIRM_WINDOW)
    return Past(paid_on=paid_on, others=shared, ordered_lately=lately)


def _looked_at(due: Euros, account: Iban, payment_limits: PaymentLimits) -> bool:
    """Whether it matters on which accounts an establishment was paid: else they are not read."""
    least = min(payment_limits.first_payment, payment_limits.new_account)
    return due > least or account.text[:2] not in HOME_COUNTRIES


def _shown(line: PaymentLine, signs: Sequence[Sign]) -> Mapping[str, str]:
    return {
        "claim": line.claim_id,
        "version": str(line.claim_version),
        "cents": str(line.amount.cents),
        "payee": line.payee,
        "iban": line.iban.masked,
        "account": hashlib.sha256(line.iban.text.encode()).hexdigest(),
        "signs": " ".join(sign.value for sign in signs),
    }
