"""Why nothing is paid: asked of a claim when it is ordered, and of a payment ordered again."""

from collections.abc import Mapping, Sequence
from enum import Enum

from partial_activity.domain.authorisation.receipts import content_hash
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Altered, NotFound
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros
from partial_activity.domain.office import bound
from partial_activity.domain.payment.payments import (
    FINAL,
    LARGEST_TRANSFER,
    PaymentLine,
    PaymentRecord,
    paid_or_on_its_way,
    standing,
)
from partial_activity.domain.people.people import AccountState, Establishment
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.payment.stopped import Stopped, stopped_now
from partial_activity.usecases.recording import Record


class HeldBack(Enum):
    """Why a validated claim was not ordered; it stays validated, and is tried by each run."""

    ESTABLISHMENT_SUSPENDED = "establishment_suspended"
    NO_DECISION = "no_decision"
    """The decision it quotes is not there."""
    DECISION_WITHDRAWN = "decision_withdrawn"
    ACCOUNT_FROZEN = "account_frozen"
    """Somebody of the service stopped it."""
    ACCOUNT_NOT_IN_EFFECT = "account_not_in_effect"
    """It takes the place of another, and whoever knew that one may still object."""
    ACCOUNT_NOT_PROVEN = "account_not_proven"
    """Nobody who speaks for the firm has given the account of the request."""
    PAYER_IS_A_PARTY = "payer_is_a_party"
    """Who runs the payments filed it, or belongs to the establishment: somebody else pays it."""
    EARLIER_PAYMENT_UNANSWERED = "earlier_payment_unanswered"
    """An earlier version is with the bank: whether it was paid is not known yet."""
    CORRECTED = "corrected"
    """Ordered again, it would bring what is paid above what the last version accepted is worth."""
    ACCOUNT_OUTSIDE_SEPA = "account_outside_sepa"
    """A bank would refuse the whole file for it: the firm names another account."""
    AWAITING_VISA = "awaiting_visa"
    """It is out of the ordinary: somebody looks at it first, and it is ordered once signed."""
    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    """The amount is more than one transfer takes."""
    ALTERED = "altered"
    """It, its decision, its request or an earlier payment is not what the journal says was written:
    somebody changed it behind the service."""
    CHANGED_MEANWHILE = "changed_meanwhile"
    """Somebody else was at work on it."""


_ACCEPTED = frozenset(
    {
        ClaimState.VALIDATED,
        ClaimState.PAYMENT_REQUESTED,
        ClaimState.PAYMENT_INVALIDATED,
        ClaimState.PAID,
    }
)
"""States of a version that was accepted, and is paid or to be paid. Not the one that is to be
recovered from: what is asked back is asked of the whole of the payment before."""


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


def decision_of(uow: UnitOfWork, claim: Claim) -> tuple[Decision, AuthorisationRequest] | None:
    """The decision a claim quotes, and the version of the request it was made on."""
    try:
        return uow.requests.decided(claim.siret, claim.decision_number)
    except NotFound:
        return None


def impossible(record: Record, account: Iban, due: Euros, stopped: Stopped) -> HeldBack | None:
    """What keeps an amount from going to an account."""
    if not account.in_sepa:
        return HeldBack.ACCOUNT_OUTSIDE_SEPA
    if due > LARGEST_TRANSFER:
        return HeldBack.AMOUNT_ABOVE_LIMIT
    known = record.uow.proofs.accounts(record.siret)
    given = [one for one in known if one.iban == account]
    if not given:
        return HeldBack.ACCOUNT_NOT_PROVEN
    if stopped(record.siret, account):
        return HeldBack.ACCOUNT_FROZEN
    in_effect = any(one.in_effect(record.at) for one in given)
    return None if in_effect else HeldBack.ACCOUNT_NOT_IN_EFFECT


def hindrance(
    establishment: Establishment,
    decided: tuple[Decision, AuthorisationRequest] | None,
) -> HeldBack | None:
    """What keeps a claim from being paid, whatever it is worth."""
    if establishment.state is AccountState.SUSPENDED:
        return HeldBack.ESTABLISHMENT_SUSPENDED
    if decided is None:
        return HeldBack.NO_DECISION
    return None if decided[0].withdrawn_at is None else HeldBack.DECISION_WITHDRAWN


def doubt(
    uow: UnitOfWork,
    claimed: tuple[Claim, ClaimTotals],
    decided: tuple[Decision, AuthorisationRequest],
    past: Mapping[PaymentLine, Sequence[PaymentRecord]],
) -> HeldBack | None:
    """What keeps the sum that is due from being known."""
    if any(standing(records) not in FINAL for records in past.values()):
        return HeldBack.EARLIER_PAYMENT_UNANSWERED
    return None if _as_written(uow, claimed, decided, past) else HeldBack.ALTERED


def against_another_attempt(
    record: Record, claim: Claim, rejected: PaymentLine, account: Iban
) -> HeldBack | None:
    """What keeps a payment that the bank rejected from being ordered again, on an account.

    All that is asked before a first order is asked again, for much may have happened since.
    """
    uow = record.uow
    decided = decision_of(uow, claim)
    why = hindrance(uow.establishments.get(claim.siret), decided)
    if why is not None or decided is None:
        return why
    past = {
        line: uow.payments.records(line.siret, line.end_to_end_id)
        for line in uow.payments.lines(claim.siret)
        if line.claim_id == claim.id
    }
    totals = uow.claims.totals(claim.siret, claim.id, claim.version)
    why = doubt(uow, (claim, totals), decided, past)
    if why is not None:
        return why
    paid = paid_or_on_its_way(past, {line.end_to_end_id: events for line, events in past.items()})
    if paid + rejected.amount > _worth(uow, claim):
        return HeldBack.CORRECTED
    return impossible(record, account, rejected.amount, stopped_now(uow))


def _worth(uow: UnitOfWork, claim: Claim) -> Euros:
    """What a claim is worth by its last version that was accepted: corrections count from then."""
    accepted = max(
        one.version
        for one in uow.claims.versions(claim.siret, claim.id)
        if one.version == claim.version or one.state in _ACCEPTED
    )
    return uow.claims.totals(claim.siret, claim.id, accepted).allowance


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
