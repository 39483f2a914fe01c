"""Checks of a claim against its decision, the quota, the time-bar and other claims.

Each is a pure function from the facts of one claim to what it found. What the law refuses is a
refusal with its article; what goes beyond a forecast (hours, headcount) is for an officer to judge:
the request states them as foreseeable (R. 5122-2), and no text makes them a limit.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import Protocol

from partial_activity.domain.claim.quota import Quota, YearHours, hours_above_quota, yearly_quota
from partial_activity.domain.claim.time_bar import claim_window, late_claim
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.screening.facts import ClaimFacts
from partial_activity.domain.screening.outcome import Check, Finding, hold, refuse

_MONTHLY = "R. 5122-5"
"""A claim follows an authorisation, express or tacit."""


class _Findings(Protocol):
    def __call__(self, facts: ClaimFacts, /) -> Iterator[Finding]: ...


def listed(check: _Findings) -> Check[ClaimFacts]:
    """A generator of findings as a check; where the law has no answer, an officer is asked."""

    @wraps(check)
    def found(facts: ClaimFacts) -> Sequence[Finding]:
        try:
            return tuple(check(facts))
        except CannotAnswer as error:
            return (hold("law_without_answer", reason=error.message),)

    return found


@listed
def decision_stands(facts: ClaimFacts) -> Iterator[Finding]:
    """A claim follows an authorisation that was given and not withdrawn (R. 5122-5)."""
    if not facts.decision.accepted or facts.decision.withdrawn_at is not None:
        yield refuse(Refusal("no_authorisation", _MONTHLY, {"number": facts.decision.number}))


@listed
def period_authorised(facts: ClaimFacts) -> Iterator[Finding]:
    """Every day claimed is an authorised day (R. 5122-5)."""
    first, last = facts.request.span.first, facts.request.last_day
    outside = [
        line for line in facts.claim.lines if line.span.first < first or line.last_day > last
    ]
    if outside:
        values = {"lines": len(outside), "first": first, "last": last}
        yield refuse(Refusal("outside_authorisation", _MONTHLY, values))


@listed
def headcount_foreseen(facts: ClaimFacts) -> Iterator[Finding]:
    """The employees claimed may not be more than the authorisation foresaw (R. 5122-2)."""
    claimed = len(facts.nirs)
    if claimed > facts.request.headcount:
        yield hold("headcount_above_decision", claimed=claimed, authorised=facts.request.headcount)


@listed
def hours_foreseen(facts: ClaimFacts) -> Iterator[Finding]:
    """The hours, with the other claims of the decision, may not be more than it foresaw."""
    claimed, before = facts.claim.hours, facts.hours_under_decision
    if claimed + before > facts.request.forecast_hours:
        yield hold(
            "hours_above_decision",
            claimed=claimed,
            before=before,
            authorised=facts.request.forecast_hours,
        )


@listed
def within_quota(facts: ClaimFacts) -> Iterator[Finding]:
    """An employee may not have more than the hours of the calendar year (R. 5122-6, R. 5122-7)."""
    above: list[tuple[Hours, str]] = []
    quotas: dict[YearHours, Quota] = {}
    for nir, hours in hours_by_employee(facts).items():
        used = YearHours(
            facts.hours_in_year.get(nir, ZERO_HOURS),
            facts.hours_in_year_motive_4.get(nir, ZERO_HOURS),
        )
        if used not in quotas:
            quotas[used] = yearly_quota(
                facts.claim.month,
                facts.request.scheme,
                facts.request.motive,
                used,
                law=facts.law,
                known_on=facts.known_on,
            )
        quota = quotas[used]
        refusal = hours_above_quota(quota, hours)
        if refusal is not None and quota.remaining is not None:
            above.append((hours - quota.remaining, refusal.article))
    if above:
        most, article = max(above)
        values = {
            "employees": len(above),
            "year": facts.claim.month.year,
            "above": Hours(sum(hours.hundredths for hours, _ in above)),
            "most": most,
        }
        yield refuse(Refusal("employees_above_quota", article, values))


@listed
def in_time(facts: ClaimFacts) -> Iterator[Finding]:
    """A claim is filed before the time-bar, which the authorisation's end starts (L. 5122-1, IV).

    A first claim and its correction are measured alike: the day of this version counts.
    """
    window = claim_window(
        facts.request.last_day,
        facts.requested_on,
        law=facts.law,
        known_on=facts.known_on,
    )
    refusal = late_claim(window, facts.filed_on, regularises=False)
    if refusal is not None:
        yield refuse(refusal)


@listed
def claimed_once(facts: ClaimFacts) -> Iterator[Finding]:
    """An employee may not be claimed by another establishment on the same days.

    Two employers of one part-timer may both be right: an officer tells.
    """
    if not facts.elsewhere:
        return
    where = sorted({str(siret) for _, siret, _, _ in facts.elsewhere})
    yield hold(
        _ELSEWHERE,
        employees=len({nir for nir, *_ in facts.elsewhere}),
        where=", ".join(where[:_SHOWN]) + (", …" if len(where) > _SHOWN else ""),
    )


_ELSEWHERE = "employees_claimed_elsewhere"
_SHOWN = 5
"""Establishments or firms named in a finding; the rest is counted."""

CLAIM_CHECKS: Mapping[str, Check[ClaimFacts]] = MappingProxyType(
    {
        "decision": decision_stands,
        "period": period_authorised,
        "headcount": headcount_foreseen,
        "decision_hours": hours_foreseen,
        "quota": within_quota,
        "time_bar": in_time,
        "same_employee_elsewhere": claimed_once,
    }
)
"""What can be told before a claim is submitted, from what the service itself knows."""


def findings_for_filers(facts: ClaimFacts) -> tuple[Finding, ...]:
    """All that these checks find, for who is about to submit: nothing of other employers."""
    return tuple(
        _without_others(finding) for check in CLAIM_CHECKS.values() for finding in check(facts)
    )


def _without_others(finding: Finding) -> Finding:
    if finding.code != _ELSEWHERE:
        return finding
    return hold("employees_claimed_by_others", employees=finding.figures["employees"])


def hours_by_employee(facts: ClaimFacts) -> Mapping[Nir, Hours]:
    """Compensable hours of the claim, by employee."""
    hours: dict[Nir, int] = defaultdict(int)
    for line in facts.claim.lines:
        hours[line.nir] += line.compensable_hours.hundredths
    return {nir: Hours(total) for nir, total in hours.items()}


def days_between(earlier: date, later: date) -> int:
    """Days from one day to another."""
    return (later - earlier).days
