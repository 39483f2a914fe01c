"""What is known beside a request when the law of its day is applied to it."""

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.filing import FilingHistory
from partial_activity.domain.authorisation.length import Authorised
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import CivilMonth, Period
from partial_activity.domain.identifiers import Siret
from partial_activity.ports.registers import CompanyRegister
from partial_activity.ports.unit_of_work import UnitOfWork

_NEVER_PLACED = frozenset({ClaimState.DRAFT, ClaimState.REJECTED, ClaimState.WITHDRAWN})


def filing_history_of(
    uow: UnitOfWork, request: AuthorisationRequest, register: CompanyRegister
) -> FilingHistory:
    """The authorisations that stand, the months claimed, the departments of a group."""
    standing = standing_decisions(uow, request.siret)
    return FilingHistory(
        earlier=tuple(
            Authorised(Period(past.span.first, past.last_day), past.motive)
            for request_id, decision in standing.items()
            if request_id != request.id
            and (past := version_decided(uow, decision)).scheme is Scheme.ORDINARY
            and past.motive is not None
        ),
        placed=tuple(
            Period(month.first, month.last)
            for claim in uow.claims.of(request.siret)
            if claim.state not in _NEVER_PLACED
            for month in (CivilMonth.of(claim.month),)
        ),
        departments=_departments(request, register) if request.covers else 1,
        amends=request.id in standing,
    )


def standing_decisions(uow: UnitOfWork, siret: Siret) -> dict[str, Decision]:
    """The authorisation in force for each request: the last accepted and not withdrawn.

    The authorisation of an amendment takes the place of the one before.
    """
    standing: dict[str, Decision] = {}
    for decision in uow.requests.decisions(siret):
        known = standing.get(decision.request_id)
        if not decision.accepted or decision.withdrawn_at is not None:
            continue
        if known is None or known.request_version < decision.request_version:
            standing[decision.request_id] = decision
    return standing


def version_decided(uow: UnitOfWork, decision: Decision) -> AuthorisationRequest:
    """The version of the request that was decided."""
    versions = uow.requests.versions(decision.siret, decision.request_id)
    return next(one for one in versions if one.version == decision.request_version)


def _departments(request: AuthorisationRequest, register: CompanyRegister) -> int:
    registered = register.find([request.siret, *request.covers])
    return len({known.department for known in registered.values() if known.department})
