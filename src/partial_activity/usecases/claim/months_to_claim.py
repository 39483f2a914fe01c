"""The months of an authorised period that are not claimed yet, and the last day to claim them."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.time_bar import claim_window
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.filing_history import (
    standing_decisions,
    version_decided,
)
from partial_activity.usecases.context import Context

_NEVER_CLAIMED = frozenset({ClaimState.DRAFT, ClaimState.REJECTED, ClaimState.WITHDRAWN})


@frozen
class MonthToClaim:
    """A month that an authorisation in force covers and that no claim which stands is for."""

    request_id: str
    decision_number: str
    month: CivilMonth
    begun: bool
    """The first day of the month is not ahead of us: there may be hours to claim."""
    over: bool
    """The last day of the month, or the last one authorised, is past: all hours can be claimed."""
    closes_on: date | None
    """Last day to claim; None: no time-bar of its own, or none that a known text fixes."""
    closed: bool
    """The last day to claim is past."""
    claim: Claim | None
    """The latest version, without its lines: a draft, refused or withdrawn; None: never begun."""

    @property
    def open(self) -> bool:
        """It can be claimed today."""
        return self.begun and not self.closed


def months_to_claim(siret: Siret, *, actor: Person, context: Context) -> tuple[MonthToClaim, ...]:
    """Every month that is left to claim, those of the first decision first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return months_open(uow, siret, legal_day(context.clock.now()), context.law)


def months_open(uow: UnitOfWork, siret: Siret, today: date, law: Law) -> tuple[MonthToClaim, ...]:
    """The same, inside a unit of work, for who was let in already."""
    months = (
        one
        for decision in standing_decisions(uow, siret).values()
        for one in _months_of(uow, decision, today, law)
    )
    return tuple(sorted(months, key=lambda one: (one.month, one.decision_number)))


def months_left(
    uow: UnitOfWork, request: AuthorisationRequest, decision: Decision
) -> list[CivilMonth]:
    """Months of the period of which no version was ever submitted and stands.

    Claims under the decision on an earlier version of the request count.
    """
    numbers = {
        one.number
        for one in uow.requests.decisions(request.siret)
        if one.request_id == decision.request_id
    }
    claimed = {
        CivilMonth.of(claim.month)
        for claim in uow.claims.of(request.siret)
        if claim.decision_number in numbers
        and any(
            version.state not in _NEVER_CLAIMED
            for version in uow.claims.versions(request.siret, claim.id)
        )
    }
    first, last = CivilMonth.of(request.span.first), CivilMonth.of(request.last_day)
    return [month for month in first.to(last) if month not in claimed]


def _months_of(
    uow: UnitOfWork, decision: Decision, today: date, law: Law
) -> Iterator[MonthToClaim]:
    request = version_decided(uow, decision)
    closes_on = _closes_on(request, today, law)
    claims = {
        claim.month: claim
        for claim in uow.claims.of(request.siret)
        if claim.decision_number == decision.number
    }
    for month in months_left(uow, request, decision):
        yield MonthToClaim(
            request_id=request.id,
            decision_number=decision.number,
            month=month,
            begun=month.first <= today,
            over=min(month.last, request.last_day) < today,
            closes_on=closes_on,
            closed=closes_on is not None and closes_on < today,
            claim=claims.get(month.first),
        )


def _closes_on(request: AuthorisationRequest, today: date, law: Law) -> date | None:
    assert request.filed_at is not None, "it was decided"
    try:
        window = claim_window(
            request.last_day, legal_day(request.filed_at), law=law, known_on=today
        )
    except NoRuleInForce:
        # No text known today covers that end: there is no day to tell.
        return None
    return window.last_day
