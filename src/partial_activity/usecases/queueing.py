"""What is written into the officers' queue when a request or a claim is held."""

from datetime import date, timedelta

from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.law.book import Law
from partial_activity.domain.office.queue import Queued, QueueKind
from partial_activity.domain.screening.outcome import Screening
from partial_activity.ports.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)


def queued_request(
    uow: UnitOfWork, request: AuthorisationRequest, screening: Screening, law: Law
) -> Queued:
    """A request that is held; silence approves it on the day after its last day."""
    deadline = deadline_of(request, law)
    assert deadline is not None, "a request is filed with what fixes its deadline"
    assert request.filed_at is not None, "what is held was filed"
    return Queued(
        kind=QueueKind.REQUEST,
        siret=request.siret,
        id=request.id,
        version=request.version,
        name=uow.establishments.get(request.siret).name,
        since=request.filed_at,
        decide_by=deadline.tacit_from - _DAY,
        first=request.span.first,
        last=request.last_day,
        employees=request.headcount,
        hours=request.forecast_hours,
        allowance=None,
        screening=screening.as_kept(),
        threshold=None,
    )


def queued_claim(
    uow: UnitOfWork, claim: Claim, screening: Screening, threshold: int, answer_within_days: int
) -> Queued:
    """A claim that is held; its last day is what we promise, no delay of the law."""
    assert claim.submitted_at is not None, "a held claim was submitted"
    totals = uow.claims.totals(claim.siret, claim.id, claim.version)
    month = CivilMonth.of(claim.month)
    return Queued(
        kind=QueueKind.CLAIM,
        siret=claim.siret,
        id=claim.id,
        version=claim.version,
        name=uow.establishments.get(claim.siret).name,
        since=claim.submitted_at,
        decide_by=_answer_by(claim, answer_within_days),
        first=month.first,
        last=month.last,
        employees=totals.employees,
        hours=totals.hours,
        allowance=totals.allowance,
        screening=screening.as_kept(),
        threshold=threshold,
    )


def _answer_by(claim: Claim, answer_within_days: int) -> date:
    assert claim.submitted_at is not None, "a held claim was submitted"
    return legal_day(claim.submitted_at) + answer_within_days * _DAY
