"""Paying again what the bank rejected: on another account, or, signed by two, on the same one."""

from datetime import datetime

import attrs

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Altered, Conflict, InvalidValue, NotAllowed
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.office.visas import Signed, Visa
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.evidence import ProvenAccount
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import (
    establishment_for,
    require,
    require_apart,
    require_proof,
)
from partial_activity.usecases.asking import ask_visa
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.held import HeldBack, against_another_attempt
from partial_activity.usecases.payment.replaced import last_rejected, order_line
from partial_activity.usecases.payment.runs import shown_of
from partial_activity.usecases.people.accounts import keep_account, require_unlapsed
from partial_activity.usecases.recording import Record


def replace_account(
    siret: Siret, claim_id: str, iban: Iban, *, actor: Person, context: Context, proof: Proof
) -> ProvenAccount:
    """Give another account after a bank rejection: the payment is ordered again on it.

    The first run after the account is in effect orders it. Everybody who belongs to the
    establishment is told before, for who gives the account may not be who they say.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not change the account, no payment was rejected, or something
            keeps it from being paid (``HeldBack``).
        Altered: what was ordered or happened is not what the journal says was written.
        InvalidValue: it is the account that was rejected.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require_proof(proof)
    with context.units() as uow:
        establishment_for(uow, actor, Action.CHANGE_ACCOUNT, siret)
        require_unlapsed(uow, siret, actor, context.clock.now())
        rejected = last_rejected(uow, siret, claim_id)
        if rejected.iban == iban:
            raise InvalidValue(
                "same_account",
                "iban",
                "the bank rejected this very account",
                "c'est le compte que la banque vient de refuser",
            )
        record = Record(uow, siret, context.clock.now(), actor.id)
        given = keep_account(record, context, iban)
        _payable(record, rejected, iban)
        record.note("iban.changed", rejected.end_to_end_id)
        uow.commit()
    return given


def pay_again(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, proof: Proof
) -> Visa:
    """Ask for a rejected payment to be ordered again on the same account: the fault was not there.

    It takes two: it is ordered when somebody else signs it.

    Raises:
        NotFound: no such claim.
        NotAllowed: the person does not run payments or is a party to it; or no payment was
            rejected, or something keeps it from being paid (``HeldBack``).
        Altered: what was ordered or happened is not what the journal says was written.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        rejected = last_rejected(uow, siret, claim_id)
        claim = _payable(Record(uow, siret, now, actor.id), rejected, rejected.iban)
        require_apart(uow, actor, siret, claim.created_by)
        shown = {**shown_of([rejected]), "claim": claim_id, "iban": rejected.iban.masked}
        key = rejected.end_to_end_id
        visa = ask_visa(
            uow, Signed.PAY_AGAIN, key, shown, by=actor.id, now=now, ids=context.ids, siret=siret
        )
        uow.commit()
    return visa


def order_signed_again(uow: UnitOfWork, visa: Visa, actor: Person, now: datetime) -> PaymentLine:
    """Order a payment again that was just signed, in the unit of work of the signature.

    Raises:
        NotAllowed: something keeps it from being paid now.
        Altered: what was ordered or happened is not what the journal says was written.
        Conflict: it is not the payment that was shown: another was ordered meanwhile.
    """
    assert visa.siret is not None, "a payment is of an establishment"
    rejected = last_rejected(uow, visa.siret, visa.shown["claim"])
    if rejected.end_to_end_id != visa.key:
        raise Conflict("payment", visa.key)
    return _order_again(Record(uow, visa.siret, now, actor.id), rejected, rejected.iban)


def _payable(record: Record, rejected: PaymentLine, iban: Iban) -> Claim:
    """The claim of a payment that may be ordered again on an account, now or once in effect."""
    versions = record.uow.claims.versions(rejected.siret, rejected.claim_id)
    claim = next(one for one in versions if one.version == rejected.claim_version)
    why = against_another_attempt(record, claim, rejected, iban)
    if why is HeldBack.ALTERED:
        raise Altered("payment", rejected.end_to_end_id)
    if why not in (None, HeldBack.ACCOUNT_NOT_IN_EFFECT):
        raise NotAllowed("payment", why.value, "ordered again")
    return claim


def _order_again(record: Record, rejected: PaymentLine, iban: Iban) -> PaymentLine:
    claim = _payable(record, rejected, iban)
    record.uow.claims.save(claim.moved_to(ClaimState.PAYMENT_REQUESTED))
    line = attrs.evolve(rejected, attempt=rejected.attempt + 1, iban=iban, ordered_at=record.at)
    order_line(record, line)
    return line
