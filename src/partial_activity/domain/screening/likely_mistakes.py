"""What is likely a mistake of who typed: told before the claim is filed, and weighed afterwards.

None of it stops a claim: people do work on Sundays, and pays do rise.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.rest_days import days_to_work
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.screening.claim_against_decision import findings_for_filers, listed
from partial_activity.domain.screening.facts import ClaimFacts, Tolerances
from partial_activity.domain.screening.outcome import Check, Finding, flag
from partial_activity.domain.words import folded

_ORDINARY = 50
_WEAK = 30
_WORKING_DAYS = 5
_Pays = tuple[HourlyPay, HourlyPay]


@listed
def pay_steady(facts: ClaimFacts) -> Iterator[Finding]:
    """An hourly pay is not far from that of the last month claimed."""
    far = dict[Nir, _Pays]()
    tolerance = facts.tolerances.pay_jump.exact
    for line in facts.claim.lines:
        before = facts.last_pays.get(line.nir)
        if before is None or line.hourly_pay is None:
            continue
        if abs(line.hourly_pay.exact - before.exact) > before.exact * tolerance:
            far[line.nir] = before, line.hourly_pay
    if far:
        before, now = max(far.values(), key=_distance)
        yield flag(
            "pay_jumped",
            _ORDINARY,
            employees=len(far),
            share=facts.tolerances.pay_jump,
            before=before,
            now=now,
        )


@listed
def pay_of_an_hour(facts: ClaimFacts) -> Iterator[Finding]:
    """An hourly pay is not so high that it may be that of a month."""
    read = Consultation(facts.law, facts.known_on)
    mayotte = facts.request.territory is Territory.MAYOTTE
    category = Category.MAYOTTE if mayotte else Category.NATIONAL
    lines, highest = 0, None
    for line in facts.claim.lines:
        pay = line.hourly_pay
        wage = read.look(facts.law.minimum_wage_hourly, category, line.first_day)
        if pay is not None and pay_may_be_of_a_month(pay, wage, facts.tolerances):
            lines += 1
            highest = max(pay, highest or pay)
    if highest is not None:
        times = facts.tolerances.minimum_wages
        yield flag("pay_of_a_month", _ORDINARY, lines=lines, times=times, highest=highest)


@listed
def days_worked(facts: ClaimFacts) -> Iterator[Finding]:
    """Days of rest have no hours: Sundays, and public holidays, which the employer pays."""
    above = [hours for line in facts.claim.lines if (hours := _at_rest(line)).hundredths > 0]
    if above:
        hours = Hours(sum(each.hundredths for each in above))
        yield flag("hours_on_rest_days", _WEAK, lines=len(above), hours=hours)


@listed
def one_name(facts: ClaimFacts) -> Iterator[Finding]:
    """One number is one person: under two names, one of them has a wrong number."""
    names = defaultdict[Nir, set[tuple[str, str]]](set)
    for line in (*facts.claim.lines, *facts.other_lines):
        names[line.nir].add((_spelt(line.last_name), _spelt(line.first_name)))
    several = sum(len(names[nir]) > 1 for nir in facts.nirs)
    if several:
        yield flag("number_of_two_names", _ORDINARY, employees=several)


LIKELY_MISTAKES: Mapping[str, Check[ClaimFacts]] = MappingProxyType(
    {
        "pay_jump": pay_steady,
        "pay_of_a_month": pay_of_an_hour,
        "rest_days": days_worked,
        "two_names": one_name,
    }
)
"""The checks, by the name their results are kept under."""


def findings_before_filing(facts: ClaimFacts) -> tuple[Finding, ...]:
    """All that can be told to who is about to submit, from what the service itself knows."""
    mistakes = (finding for check in LIKELY_MISTAKES.values() for finding in check(facts))
    return (*findings_for_filers(facts), *mistakes)


def _distance(pays: _Pays) -> Fraction:
    before, now = pays
    return abs(now.exact - before.exact)


def pay_may_be_of_a_month(pay: HourlyPay, wage: HourlyPay | None, tolerances: Tolerances) -> bool:
    """Whether an hourly pay is so high that it may be that of a month.

    Args:
        pay: as it is claimed.
        wage: the minimum wage of the day; where it is not known, nothing is said.
        tolerances: how many minimum wages are not looked at.
    """
    return wage is not None and pay.exact > wage.exact * tolerances.minimum_wages


def hours_at_rest(first: date, last: date, contract: Hours, claimed: Hours) -> Hours:
    """What of the hours claimed does not fit into the days that are likely to be worked.

    It is below zero where all of them do.
    """
    fit = Hours.rounded(contract.exact * days_to_work(first, last) / _WORKING_DAYS)
    return claimed - fit


def _at_rest(line: ClaimLine) -> Hours:
    return hours_at_rest(line.first_day, line.last_day, line.contract_hours, line.unworked_hours)


def _spelt(name: str) -> str:
    """A name as two people may write it: no accents, no capitals, no hyphen."""
    return " ".join(folded(name).replace("-", " ").split())
