"""Rows put into stores without a use case, and the entries that go with them."""

from partial_activity.domain.authorisation.receipts import content_hash as request_hash
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.office.bound import of_decision
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.claim.submit_claim import content_hash as claim_hash
from partial_activity.usecases.recording import Record

_ACCEPTED = frozenset(
    {ClaimState.VALIDATED, ClaimState.PAYMENT_REQUESTED, ClaimState.PAID, ClaimState.RECOVERY_DUE}
)


def keep(uow: UnitOfWork, *things: AuthorisationRequest | Decision | Claim) -> None:
    """Put these into their stores, with the entries that use cases would have written.

    What is a draft has none.
    """
    for thing in things:
        match thing:
            case AuthorisationRequest():
                uow.requests.add(thing)
                if thing.filed_at is not None:
                    record = Record(uow, thing.siret, thing.filed_at, thing.filed_by)
                    facts = {"version": str(thing.version), "sha256": request_hash(thing)}
                    record.note("request.submitted", thing.id, **facts)
            case Decision():
                uow.requests.add_decision(thing)
                record = Record(uow, thing.siret, thing.decided_at, thing.decided_by or "system")
                content = uow.journal.keys.keyed(*of_decision(thing))
                facts = {"version": str(thing.request_version), "number": thing.number}
                record.note("request.decided", thing.request_id, content=content, **facts)
            case Claim():
                uow.claims.add(thing)
                if thing.submitted_at is not None:
                    _claim(Record(uow, thing.siret, thing.submitted_at, thing.created_by), thing)


def _claim(record: Record, claim: Claim) -> None:
    version, totals = str(claim.version), ClaimTotals.of(claim)
    record.note(
        "claim.submitted",
        claim.id,
        version=version,
        sha256=claim_hash(claim),
        hours=str(totals.hours),
        indemnity=str(totals.indemnity),
        allowance=str(totals.allowance),
    )
    if claim.state in _ACCEPTED:
        record.note("claim.validated", claim.id, version=version)
