"""The checks of a claim before it is decided without an officer.

To add one: write a function from the facts of one claim to what it finds, its sentence in
claim_wording.py, and one line in ``SCREENING_CHECKS``. Scores are ours and weigh against the
threshold of the configuration (100 unless it says otherwise): two ordinary signs together hold a
claim, one alone does not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.screening.claim_against_decision import (
    CLAIM_CHECKS,
    days_between,
    hours_by_employee,
    listed,
)
from partial_activity.domain.screening.disposable_addresses import is_disposable
from partial_activity.domain.screening.facts import ClaimFacts
from partial_activity.domain.screening.likely_mistakes import LIKELY_MISTAKES
from partial_activity.domain.screening.outcome import Check, Finding, flag, hold

_ORDINARY = 50
_WEAK = 30
_SHOWN = 5
_EmployeeWeek = tuple[Nir, str, str]
"""An employee, a contract and a week."""
_Slices = list[ClaimLine]


@listed
def registered(facts: ClaimFacts) -> Iterator[Finding]:
    """The establishment is in the national register, and open until the month is over.

    The register lags behind: an officer tells.
    """
    known = facts.registered
    if known is None:
        yield hold("establishment_not_registered")
    elif known.active:
        return
    elif known.state_since is None:
        yield hold("establishment_closed_undated")
    elif known.state_since <= CivilMonth.of(facts.claim.month).last:
        yield hold("establishment_closed", since=known.state_since)


@listed
def not_insolvent(facts: ClaimFacts) -> Iterator[Finding]:
    """Insolvency proceedings change who is paid (R. 5122-16): an officer tells."""
    if facts.insolvency is not None:
        yield hold("insolvency_open", kind=facts.insolvency)


@listed
def within_contract(facts: ClaimFacts) -> Iterator[Finding]:
    """Worked and unworked hours of a whole week, all slices together, within the contract's."""
    above = [hours for hours, with_leave in _above_contract(facts) if not with_leave]
    if above:
        yield flag("weeks_above_contract", _ORDINARY, weeks=len(above), above=_sum(above))


@listed
def no_leave(facts: ClaimFacts) -> Iterator[Finding]:
    """Hours of paid leave and sickness are never hours of the scheme (R. 5122-11)."""
    above = [hours for hours, with_leave in _above_contract(facts) if with_leave]
    if above:
        yield flag("leave_claimed", _ORDINARY, weeks=len(above), above=_sum(above))


@listed
def pay_at_least_minimum(facts: ClaimFacts) -> Iterator[Finding]:
    """The assessment warned of a pay under the minimum wage."""
    lines = _warned(facts, "pay_below_minimum_wage")
    if lines:
        yield flag("pay_under_minimum_wage", _WEAK, lines=lines)


@listed
def pay_seldom_over_cap(facts: ClaimFacts) -> Iterator[Finding]:
    """A manager may earn more than the cap; half of the lines seldom do."""
    lines, of = _warned(facts, "allowance_cap_applied"), len(facts.claim.lines)
    if lines and lines > of * facts.tolerances.lines_over_cap.exact:
        yield flag("pay_over_cap", _WEAK, lines=lines, of=of)


@listed
def iban_old(facts: ClaimFacts) -> Iterator[Finding]:
    """The account was not put in the place of another one a few weeks ago."""
    since = dict(reversed(facts.ibans_since)).get(facts.request.iban)
    if since is None or all(first >= since for _, first in facts.ibans_since):
        return
    days = days_between(since, facts.filed_on)
    if days <= facts.tolerances.iban_days:
        yield flag("iban_changed", 2 * _WEAK, changed=since, days=days)


@listed
def iban_of_one_firm(facts: ClaimFacts) -> Iterator[Finding]:
    """One account for firms that have nothing to do with each other: the fraud of 2020."""
    others = facts.other_sirens
    if others:
        more = ", …" if len(others) > _SHOWN else ""
        yield hold("iban_shared", firms=len(others), sirens=", ".join(others[:_SHOWN]) + more)


@listed
def account_proportionate(facts: ClaimFacts) -> Iterator[Finding]:
    """A fresh account does not begin with a large sum."""
    days = days_between(facts.account_created_on, facts.filed_on)
    large = facts.claim.allowance >= facts.tolerances.large_sum
    if days <= facts.tolerances.account_days and large:
        yield flag(
            "fresh_account_large_sum",
            2 * _WEAK,
            created=facts.account_created_on,
            days=days,
            allowance=facts.claim.allowance,
        )


@listed
def address_lasting(facts: ClaimFacts) -> Iterator[Finding]:
    """Nobody files with an address that lives ten minutes."""
    domains = {one.domain for one in facts.addresses}
    disposable = sorted(one for one in domains if is_disposable(one, facts.disposable_domains))
    if disposable:
        yield flag("disposable_address", 2 * _WEAK, domains=", ".join(disposable))


@listed
def near_payroll(facts: ClaimFacts) -> Iterator[Finding]:
    """Hours near those declared by payroll, for the employees it declared.

    Entry rules differ from one to the other: a tolerance, and never a refusal by itself.
    """
    if facts.declared_hours is None:
        yield flag("fact_not_known", fact="payroll")
        return
    far: list[tuple[Hours, Hours]] = []
    for nir, claimed in _hours_of_month(facts).items():
        declared = facts.declared_hours.get(nir)
        if declared is None:
            continue
        gap = abs(claimed.hundredths - declared.hundredths)
        share = claimed.hundredths * facts.tolerances.payroll.exact
        if gap > share and gap > facts.tolerances.payroll_hours.hundredths:
            far.append((claimed, declared))
    if far:
        yield flag(
            "hours_far_from_payroll",
            _WEAK,
            employees=len(far),
            claimed=_sum([claimed for claimed, _ in far]),
            declared=_sum([declared for _, declared in far]),
        )


SCREENING_CHECKS: Mapping[str, Check[ClaimFacts]] = MappingProxyType(
    {
        **CLAIM_CHECKS,
        "register": registered,
        "insolvency": not_insolvent,
        "contract_hours": within_contract,
        "leave": no_leave,
        **LIKELY_MISTAKES,
        "pay_under_minimum": pay_at_least_minimum,
        "pay_over_cap": pay_seldom_over_cap,
        "iban_changed": iban_old,
        "iban_shared": iban_of_one_firm,
        "fresh_account": account_proportionate,
        "disposable_address": address_lasting,
        "payroll": near_payroll,
    }
)
"""Every check of a claim, by the name its results are kept under."""


def _above_contract(facts: ClaimFacts) -> list[tuple[Hours, bool]]:
    """Hours of each whole week above its contract, and whether leave or sickness is among them."""
    weeks: dict[_EmployeeWeek, _Slices] = defaultdict(list)
    for line in (*facts.claim.lines, *facts.other_lines):
        weeks[_week(line)].append(line)
    own = {_week(line) for line in facts.claim.lines}
    above: list[tuple[Hours, bool]] = []
    for key, slices in weeks.items():
        contract = max(line.contract_hours.hundredths for line in slices)
        said = sum(
            hours.hundredths
            for line in slices
            for hours in (line.worked_hours, line.assimilated_hours, line.unworked_hours)
        )
        if said > contract and key in own:
            with_leave = any(line.assimilated_hours > ZERO_HOURS for line in slices)
            above.append((Hours(said - contract), with_leave))
    return above


def _week(line: ClaimLine) -> _EmployeeWeek:
    return line.nir, line.contract_number, line.week


def _hours_of_month(facts: ClaimFacts) -> Mapping[Nir, Hours]:
    """Hours of the employees in the month, other claims of the firm included."""
    month = CivilMonth.of(facts.claim.month)
    hours = {nir: each.hundredths for nir, each in hours_by_employee(facts).items()}
    for line in facts.other_lines:
        if CivilMonth.of(line.span.first) == month and line.nir in hours:
            hours[line.nir] += line.compensable_hours.hundredths
    return {nir: Hours(each) for nir, each in hours.items()}


def _warned(facts: ClaimFacts, code: str) -> int:
    return sum(
        line.assessed is not None and code in line.assessed.warnings for line in facts.claim.lines
    )


def _sum(hours: list[Hours]) -> Hours:
    return Hours(sum(each.hundredths for each in hours))
