"""The payslip part of an assessment: levies, guaranteed monthly pay, the employer's complement.

Amounts are for the month. What it does not do, and says where it matters:

- in Mayotte no source says how the guaranteed pay applies: that line is absent;
- the levies are those on the indemnity alone, also where the complement bears the same ones.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import evolve, fields

from partial_activity.domain.assessment.cases import EmployeeCategory, Territory
from partial_activity.domain.assessment.hourly import total_of
from partial_activity.domain.assessment.payslip_levies import levied
from partial_activity.domain.assessment.payslip_page import (
    NO_VALUE_KNOWN,
    Page,
    Payslip,
    PayslipFacts,
    PayslipPart,
)
from partial_activity.domain.assessment.payslip_rules import (
    PayslipRules,
    Rule,
    rules_of_payslip,
)
from partial_activity.domain.hours import LEGAL_MONTH_EXACT, ZERO_HOURS
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.law.units import ComplementRegime
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words

_WITH_GUARANTEED_PAY = frozenset({EmployeeCategory.STANDARD, EmployeeCategory.AIRCREW})
"""Full-time employees on the legal duration (L. 3232-1): the others have no such line."""
_NOT_SOURCED_IN_MAYOTTE = Words(
    "aucune source ne dit comment ces règles s'appliquent à Mayotte",
    "no source says how these rules apply in Mayotte",
)


def payslip(facts: PayslipFacts, law: Law) -> PayslipPart:
    """The payslip lines of a case, and why the absent ones are absent.

    A line whose rule changes between two days of the case is absent: which hours fall before and
    which after is not known. The statutory amounts do not depend on it.
    """
    case = facts.case
    rules_of_days = rules_of_payslip(law, case.first, case.last, case.known_on)
    if len(rules_of_days) == 1:
        part = _on_day(facts, rules_of_days[0])
        return PayslipPart(
            part.payslip,
            tuple(dict.fromkeys(part.citations)),
            _distinct(part.warnings),
            part.steps,
        )
    parts = [_on_day(facts, rules) for rules in rules_of_days]
    days = tuple(rules.day for rules in rules_of_days)
    lines, changes = _same_on_all_days(days, [part.payslip for part in parts if part.payslip])
    return PayslipPart(
        lines,
        tuple(dict.fromkeys(citation for part in parts for citation in part.citations)),
        _distinct((*(warning for part in parts for warning in part.warnings), *changes)),
        parts[0].steps,
    )


def _same_on_all_days(
    days: tuple[date, ...], payslips: list[Payslip]
) -> tuple[Payslip, list[Statement]]:
    """The lines that are the same on all days, and what to say of the others."""
    first = payslips[0]
    changes: list[Statement] = []
    for line in fields(Payslip):
        for day, lines in zip(days, payslips, strict=True):
            if getattr(lines, line.name) != getattr(first, line.name):
                changes.append(Statement("payslip_rule_changes", {"line": line.name, "day": day}))
                first = evolve(first, **{line.name: None})
                break
    return first, changes


def _on_day(facts: PayslipFacts, rules: PayslipRules) -> PayslipPart:
    page = Page(facts, rules)
    _warn_of_part_month(page)
    lines = levied(page)
    guaranteed = _guaranteed_monthly_pay(page)
    complementary = _complementary_allowance(page, guaranteed, lines.get("net_indemnity"))
    hourly_complement, complement = _complement(page)
    written = Payslip(
        **lines,
        guaranteed_monthly_pay=guaranteed,
        complementary_allowance=complementary,
        complement=complement,
        complement_as_salary=_complement_as_pay(page, hourly_complement, complement),
    )
    _warn_of_complement(page, written)
    return PayslipPart(written, tuple(page.citations), tuple(page.warnings), tuple(page.steps))


def _guaranteed_monthly_pay(page: Page) -> Euros | None:
    """The net of the legal month at the minimum wage (L. 3232-3), for full-time employees.

    Less, in proportion, for hours of another suspension or outside the contract (L. 3232-4).
    """
    case, suspended = page.facts.case, page.facts.pay.suspended_hours
    reduced = suspended > ZERO_HOURS
    if case.employee.category not in _WITH_GUARANTEED_PAY:
        return None
    if case.territory is Territory.MAYOTTE:
        page.cannot_say("guaranteed_monthly_pay", _NOT_SOURCED_IN_MAYOTTE)
        return None
    rule, pro_rata = page.rules.guaranteed_deduction, page.rules.guaranteed_pro_rata
    if rule.value is None or (reduced and pro_rata.value is None):
        page.cannot_say("guaranteed_monthly_pay", NO_VALUE_KNOWN)
        return None
    deduction = page.rest_on(rule)
    minimum_wage = page.facts.minimum_wage
    values = {"minimum_wage": minimum_wage, "deduction": deduction}
    hours = LEGAL_MONTH_EXACT
    if reduced:
        page.rest_on(pro_rata)
        hours = max(Fraction(0), hours - suspended.exact)
    guaranteed = Euros.rounded(minimum_wage * hours * (1 - deduction.exact))
    if reduced:
        page.step(
            "payslip_guaranteed_pay_reduced", **values, suspended=suspended, guaranteed=guaranteed
        )
    else:
        page.step("payslip_guaranteed_pay", **values, guaranteed=guaranteed)
    return guaranteed


def _complementary_allowance(
    page: Page, guaranteed: Euros | None, net_indemnity: Euros | None
) -> Euros | None:
    """What the month lacks to reach the guaranteed pay (L. 3232-5); the State pays none of it."""
    net_pay = page.facts.pay.net_pay_for_work
    if guaranteed is None or net_pay is None or net_indemnity is None:
        return None
    allowance = max(ZERO_EUROS, guaranteed - net_pay - net_indemnity)
    page.step(
        "payslip_complementary_allowance",
        guaranteed=guaranteed,
        net_pay=net_pay,
        net_indemnity=net_indemnity,
        allowance=allowance,
    )
    return allowance


def _complement(page: Page) -> tuple[Euros, Euros | None]:
    """What brings the indemnity up to the maintained share of the gross pay: an hour, the month."""
    facts = page.facts
    maintained_share = facts.pay.maintained_share
    if maintained_share is None:
        page.lacks("maintained_share")
        return ZERO_EUROS, None
    maintained = Euros.rounded(maintained_share.exact * facts.hourly_pay)
    hourly = max(ZERO_EUROS, maintained - facts.hourly_indemnity)
    complement = total_of(hourly, facts.hours)
    page.step(
        "payslip_complement",
        maintained_share=maintained_share,
        hourly_pay=facts.hourly_pay,
        maintained=maintained,
        hourly_indemnity=facts.hourly_indemnity,
        hourly=hourly,
        hours=facts.hours,
        complement=complement,
    )
    return hourly, complement


def _complement_as_pay(page: Page, hourly: Euros, complement: Euros | None) -> Euros | None:
    """The part of the complement that is pay, by the regime of the day."""
    if complement is None or complement == ZERO_EUROS:
        return complement
    regime = page.rules.complement_regime
    if regime.value is None:
        page.cannot_say("complement_as_salary", regime.dispute or NO_VALUE_KNOWN)
        return None
    if regime.value is ComplementRegime.AS_INDEMNITY_UP_TO_LIMIT:
        return _complement_above_limit(page, regime, hourly)
    if page.rest_on(regime) is ComplementRegime.AS_PAY:
        page.step("payslip_complement_as_pay", complement=complement)
        return complement
    page.step("payslip_complement_as_indemnity", complement=complement)
    return ZERO_EUROS


def _complement_above_limit(
    page: Page, regime: Rule[ComplementRegime], hourly: Euros
) -> Euros | None:
    """Above the limit for indemnity and complement together, an hour, the complement is pay.

    An indemnity already above the limit makes the whole complement pay, and no more than that.
    """
    facts = page.facts
    limit_rule = page.rules.complement_limit
    if limit_rule.value is None:
        page.cannot_say("complement_as_salary", NO_VALUE_KNOWN)
        return None
    page.rest_on(regime)
    multiple = page.rest_on(limit_rule)
    limit = Euros.rounded(multiple.exact * facts.minimum_wage)
    above = max(ZERO_EUROS, min(hourly, facts.hourly_indemnity + hourly - limit))
    as_pay = total_of(above, facts.hours)
    page.step(
        "payslip_complement_above_limit",
        multiple=multiple,
        minimum_wage=facts.minimum_wage,
        limit=limit,
        hourly_indemnity=facts.hourly_indemnity,
        hourly=hourly,
        above=above,
        hours=facts.hours,
        as_pay=as_pay,
    )
    return as_pay


def _warn_of_part_month(page: Page) -> None:
    case = page.facts.case
    if (case.first, case.last) != month_bounds(case.first.year, case.first.month):
        page.warn("payslip_for_part_of_month", first=case.first, last=case.last)


def _warn_of_complement(page: Page, written: Payslip) -> None:
    """Say what the complement would still move: its own levies, and the complementary allowance."""
    complement, as_pay = written.complement, written.complement_as_salary
    if complement is None:
        return
    if as_pay is not None and as_pay < complement and written.net_indemnity is not None:
        page.warn("complement_levies_apart", amount=complement - as_pay)
    if complement > ZERO_EUROS and (written.complementary_allowance or ZERO_EUROS) > ZERO_EUROS:
        page.warn("complement_not_taken_off")


def _distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: list[Statement] = []
    for statement in statements:
        if statement not in kept:
            kept.append(statement)
    return tuple(kept)
