"""What a claim takes from its decision, so that nothing is typed again."""

from datetime import date

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.days import CivilMonth, Period
from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.values import frozen


@frozen
class ClaimOpening:
    """All that a decision fixes for the claim of one month."""

    siret: Siret
    decision_number: str
    month: date
    """First day of the month."""
    period: Period
    """The authorised days of the month."""
    authorised: Period
    """All the authorised days: the time-bar runs from the last one."""
    requested_on: date
    """Legal day of the request; some rules of the claim are selected by it."""
    scheme: Scheme
    situation: Situation | Sector
    territory: Territory
    motive: Motive | None
    workforce: int
    headcount: int
    """Employees authorised."""
    authorised_hours: Hours
    iban: Iban
    agreement_sent_on: date | None


def opening_of_claim(
    decision: Decision, request: AuthorisationRequest, requested_on: date, month: date
) -> ClaimOpening:
    """The opening of a month's claim under a decision on a version of a request.

    Raises:
        NotAllowed: the decision refuses, or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    asked_of = (request.siret, request.id, request.version)
    assert asked_of == (decision.siret, decision.request_id, decision.request_version)
    if not decision.accepted or decision.withdrawn_at is not None:
        raise NotAllowed("decision", "withdrawn" if decision.accepted else "refused", "claimed")
    civil = CivilMonth.of(month)
    authorised = Period(request.span.first, request.last_day)
    period = authorised.within(Period(civil.first, civil.last))
    if period is None:
        raise InvalidValue(
            "out_of_range",
            "month",
            f"decision {decision.number} authorises {authorised.first} to {authorised.last}: "
            f"no day of {civil}",
            f"la décision {decision.number} autorise du {authorised.first:%d/%m/%Y} au "
            f"{authorised.last:%d/%m/%Y} : aucun jour de {civil.first:%m/%Y}",
        )
    return ClaimOpening(
        siret=request.siret,
        decision_number=decision.number,
        month=civil.first,
        period=period,
        authorised=authorised,
        requested_on=requested_on,
        scheme=request.scheme,
        situation=request.situation,
        territory=request.territory,
        motive=request.motive,
        workforce=request.workforce,
        headcount=request.headcount,
        authorised_hours=request.forecast_hours,
        iban=request.iban,
        agreement_sent_on=request.agreement_sent_on,
    )
