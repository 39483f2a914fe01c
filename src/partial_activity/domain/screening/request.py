"""The checks that a request passes before it is decided without an officer."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from partial_activity.domain.assessment.question import SMALL_FIRM
from partial_activity.domain.authorisation.filing import Filing
from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.hours import LEGAL_WEEK, Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.screening.outcome import (
    Check,
    Finding,
    Outcome,
    Screening,
    flag,
    hold,
    refuse,
    screen,
)
from partial_activity.domain.values import frozen


@frozen
class RequestFacts:
    """What is known of one request when it is screened."""

    request: AuthorisationRequest
    filing: Filing
    """What the law of its day says of it."""
    registered: RegisteredEstablishment | None
    insolvency: str | None
    """Kind of the proceedings open, if any."""
    payees: tuple[Siret, ...]
    """Establishments that were, or are to be, paid on its account."""


def screen_request(facts: RequestFacts) -> Screening:
    """Whether a request is authorised, refused with all its reasons, or held for an officer."""
    return screen(facts, REQUEST_CHECKS, threshold=None, drawn=False)


def _law(facts: RequestFacts) -> Iterator[Finding]:
    """Content, motive, window, length, group: what the law of the request's day refuses."""
    for refusal in (*facts.filing.needs, *facts.filing.refusals):
        yield refuse(refusal)


def _register(facts: RequestFacts) -> Iterator[Finding]:
    siret, registered = facts.request.siret, facts.registered
    if registered is None:
        yield hold("register_does_not_know", siret=siret)
    elif not registered.active and registered.state_since is None:
        yield refuse(Refusal("siret_closed", "L. 5122-1", {"siret": siret}))
    elif not registered.active and registered.state_since is not None:
        since = registered.state_since
        if since <= facts.request.span.first:
            yield refuse(
                Refusal("siret_closed_since", "L. 5122-1", {"siret": siret, "since": since})
            )
        else:
            yield hold("register_closed_meanwhile", since=since)


def _insolvency(facts: RequestFacts) -> Iterator[Finding]:
    if facts.insolvency is not None:
        yield hold("insolvency", kind=facts.insolvency)


def _workforce(facts: RequestFacts) -> Iterator[Finding]:
    """The firm's workforce, declared, against the band of this establishment alone.

    The band can show that a threshold is reached; where it cannot tell, the figure is taken.
    """
    declared = facts.request.workforce
    if facts.registered is None:
        return
    for threshold in THRESHOLDS:
        if declared >= threshold:
            continue
        reaches = facts.registered.workforce_reaches(threshold)
        if reaches is None:
            yield flag("workforce_taken_as_declared", threshold=threshold, declared=declared)
        elif reaches:
            at_least = facts.registered.workforce_at_least
            yield hold("workforce_not_as_registered", declared=declared, at_least=at_least)
            return


def _headcount(facts: RequestFacts) -> Iterator[Finding]:
    request = facts.request
    if request.headcount > request.workforce:
        yield hold(
            "headcount_above_workforce", headcount=request.headcount, workforce=request.workforce
        )


def _hours(facts: RequestFacts) -> Iterator[Finding]:
    request = facts.request
    weeks = _weeks_touched(request.span.first, request.last_day)
    limit = Hours(LEGAL_WEEK.hundredths * weeks * request.headcount)
    if request.headcount and request.forecast_hours > limit:
        yield hold(
            "hours_above_full_time",
            hours=request.forecast_hours,
            headcount=request.headcount,
            limit=limit,
        )


def _bank_account(facts: RequestFacts) -> Iterator[Finding]:
    """The sign of the fraud of 2020: one account, many firms that have nothing in common."""
    others = {siret.siren for siret in facts.payees} - {facts.request.siret.siren}
    if others:
        yield hold("iban_of_other_firms", number=len(others))


def _council(facts: RequestFacts) -> Iterator[Finding]:
    """An opinion is due, from a council that the firm says it does not have."""
    for warning in facts.filing.warnings:
        if warning.code == "council_missing":
            yield Finding(Outcome.HOLD, warning.code, figures=warning.values)


def _weeks_touched(first: date, last: date) -> int:
    monday = first - timedelta(days=first.weekday())
    return (last - monday).days // 7 + 1


THRESHOLDS = (50, SMALL_FIRM + 1)
"""The thresholds of the works council's opinion, and of the lower flat amount."""

REQUEST_CHECKS: Mapping[str, Check[RequestFacts]] = MappingProxyType(
    {
        "law": _law,
        "register": _register,
        "insolvency": _insolvency,
        "workforce": _workforce,
        "headcount": _headcount,
        "hours": _hours,
        "bank_account": _bank_account,
        "council": _council,
    }
)
"""Every check by its name; one more is a function above and a line here."""
