"""The payslip part of an assessment: levies, guaranteed monthly pay, the employer's complement.

Amounts are for the month. What it does not do, and says where it matters:

- local levies (Alsace-Moselle, Mayotte, employees taxed abroad) are carried by the law as data
  and are not applied here;
- in Mayotte no source says how CSG, CRDS and the guaranteed pay apply: those lines are absent;
- the levies are those on the indemnity alone, also where the complement bears the same ones;
- the guaranteed pay is that of a whole month, not reduced for an entry, an exit or another
  suspension of the contract (L. 3232-4).
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TypeGuard, TypeVar

from attrs import evolve, fields, frozen

from partial_activity.domain.assessment.cases import (
    Case,
    EmployeeCategory,
    Pay,
    Territory,
    month_bounds,
)
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.hours import LEGAL_MONTH_EXACT, Hours
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.consultation import doubts
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Citation, Statement, cite
from partial_activity.domain.law.units import ComplementRegime
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.words import Words

Value = TypeVar("Value")

_WITH_GUARANTEED_PAY = frozenset({EmployeeCategory.STANDARD, EmployeeCategory.AIRCREW})
"""Full-time employees on the legal duration (L. 3232-1): the others have no such line."""
_ANSWERED_AS = {"complement_as_pay": "complement_as_salary"}
"""Lines that answers have under another name."""
_LEVY_LINES = "csg_deductible, csg_non_deductible, crds, net_indemnity"
_NOT_SOURCED_IN_MAYOTTE = Words(
    "aucune source ne dit comment ces règles s'appliquent à Mayotte",
    "no source says how these rules apply in Mayotte",
)
_NO_VALUE_KNOWN = Words(
    "aucun texte connu ne donne de valeur pour ces jours",
    "no text as known gives a value for these days",
)


@frozen
class Payslip:
    """The lines of the month; one that cannot be given is None, and a warning says why."""

    guaranteed_monthly_pay: Euros | None = None
    """Rémunération mensuelle minimale, net (L. 3232-1 and following)."""
    complementary_allowance: Euros | None = None
    """Allocation complémentaire: what brings the month up to the guaranteed pay (L. 3232-5)."""
    csg_deductible: Euros | None = None
    csg_non_deductible: Euros | None = None
    crds: Euros | None = None
    net_indemnity: Euros | None = None
    complement: Euros | None = None
    """What the employer adds to the indemnity by agreement or by its own will."""
    complement_as_pay: Euros | None = None
    """The part of the complement that bears contributions as pay does."""


@frozen
class PayslipFacts:
    """What the payslip is made from: the case, and what the assessment found before."""

    case: Case
    pay: Pay
    """What the case says of the month's pay; each fact is optional, and its lines need it."""
    hourly_pay: Fraction
    """Gross reference pay in euros an hour, exact, without the cap."""
    hourly_indemnity: Euros
    indemnity: Euros
    hours: Hours
    """Compensable hours."""
    known_minimum_wage: Fraction | None
    """Gross, of the case's territory, in euros an hour. The caller cites it."""

    @property
    def minimum_wage(self) -> Fraction:
        """The minimum wage, for the lines that need it: none does where no source gives it."""
        assert self.known_minimum_wage is not None, "only Mayotte, whose lines are absent, has none"
        return self.known_minimum_wage


@frozen
class PayslipPart:
    """A payslip, the values it rests on, and what a reader should know of it."""

    payslip: Payslip | None
    """None where the case asks for none."""
    citations: tuple[Citation, ...]
    warnings: tuple[Statement, ...]
    steps: tuple[Statement, ...]


def payslip(facts: PayslipFacts, law: Law) -> PayslipPart:
    """The payslip lines of a case, and why the absent ones are absent.

    A line whose rule changes between two days of the case is absent: which hours fall before and
    which after is not known. The statutory amounts do not depend on it.
    """
    case = facts.case
    days = (case.first, *sorted(day for day in change_days(law) if case.first < day <= case.last))
    parts = [_on_day(facts, law, day) for day in days]
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
                name = _ANSWERED_AS.get(line.name, line.name)
                changes.append(Statement("payslip_rule_changes", {"line": name, "day": day}))
                first = evolve(first, **{line.name: None})
                break
    return first, changes


class _Page:
    """The payslip of one day's law, being written: what it rests on gathers here."""

    def __init__(self, facts: PayslipFacts, law: Law, day: date) -> None:
        self.facts = facts
        self.law = law
        self.day = day
        self.citations: list[Citation] = []
        self.warnings: list[Statement] = []
        self.steps: list[Statement] = []

    def look(self, tables: Tables[Value]) -> Found[Value] | None:
        """What the law says that day as known, not yet cited; maybe only that it is unknown."""
        return find(tables, (Category.NATIONAL,), self.day, self.facts.case.known_on)

    def rest_on(self, found: Found[Value]) -> Value:
        """The value, cited, with what is doubtful about it."""
        self.citations.append(cite(found))
        # Asked of the last day: a check of the law that ends inside the case leaves days unchecked.
        case = self.facts.case
        self.warnings.extend(doubts(found, case.last, case.known_on))
        return found.value

    def step(self, code: str, **values: object) -> None:
        self.steps.append(Statement(code, values))

    def warn(self, code: str, **values: object) -> None:
        self.warnings.append(Statement(code, values))

    def lacks(self, key: str) -> None:
        self.warn("payslip_incomplete", missing=f"pay.{key}")

    def cannot_say(self, line: str, reason: Words) -> None:
        self.warn("payslip_not_modelled", line=line, reason=reason)


def _on_day(facts: PayslipFacts, law: Law, day: date) -> PayslipPart:
    page = _Page(facts, law, day)
    _warn_of_part_month(page)
    levied = _levied(page)
    guaranteed = _guaranteed_monthly_pay(page)
    complementary = _complementary_allowance(page, guaranteed, levied.net_indemnity)
    hourly_complement, complement = _complement(page)
    written = evolve(
        levied,
        guaranteed_monthly_pay=guaranteed,
        complementary_allowance=complementary,
        complement=complement,
        complement_as_pay=_complement_as_pay(page, hourly_complement, complement),
    )
    _warn_of_complement(page, written)
    return PayslipPart(written, tuple(page.citations), tuple(page.warnings), tuple(page.steps))


def _levied(page: _Page) -> Payslip:
    """CSG and CRDS on 98.25 % of the indemnity, within what the month has above the minimum wage.

    Deductible CSG, then non-deductible CSG, then CRDS: the ministry's order. None may bring net pay
    for work and indemnity together below the gross monthly minimum wage, which is never reduced
    for part-time (CSS, art. L. 136-1-2, II 4°, and L. 136-8).
    """
    facts, law = page.facts, page.law
    if facts.case.territory is Territory.MAYOTTE:
        page.cannot_say(_LEVY_LINES, _NOT_SOURCED_IN_MAYOTTE)
        return Payslip()
    net_pay = facts.pay.net_pay_for_work
    if net_pay is None:
        page.lacks("net_pay_for_work")
        return Payslip()
    tables = (
        law.levies_base_share,
        law.levies_csg_deductible,
        law.levies_csg_non_deductible,
        law.levies_crds,
    )
    found = [value for value in map(page.look, tables) if _holds_value(value)]
    if len(found) < len(tables):
        page.cannot_say(_LEVY_LINES, _NO_VALUE_KNOWN)
        return Payslip()
    base_share, *shares = (page.rest_on(value) for value in found)
    base = Euros.rounded(base_share.exact * facts.indemnity.exact)
    page.step("payslip_levy_base", share=base_share, indemnity=facts.indemnity, base=base)
    left = _levy_margin(page, net_pay)
    taken: list[Euros] = []
    for code, share in zip(
        ("payslip_csg_deductible", "payslip_csg_non_deductible", "payslip_crds"),
        shares,
        strict=True,
    ):
        full = Euros.rounded(share.exact * base.exact)
        levy = min(full, left)
        page.step(code, share=share, base=base, full=full, left=left, levy=levy)
        left -= levy
        taken.append(levy)
    total = taken[0] + taken[1] + taken[2]
    net = facts.indemnity - total
    page.step("payslip_net_indemnity", indemnity=facts.indemnity, levies=total, net=net)
    return Payslip(
        csg_deductible=taken[0], csg_non_deductible=taken[1], crds=taken[2], net_indemnity=net
    )


def _levy_margin(page: _Page, net_pay: Euros) -> Euros:
    """What the levies may take at most: the month above the gross monthly minimum wage."""
    facts = page.facts
    threshold = Euros.rounded(facts.minimum_wage * LEGAL_MONTH_EXACT)
    margin = max(ZERO_EUROS, net_pay + facts.indemnity - threshold)
    page.step(
        "payslip_levy_margin",
        net_pay=net_pay,
        indemnity=facts.indemnity,
        minimum_wage=facts.minimum_wage,
        threshold=threshold,
        margin=margin,
    )
    return margin


def _guaranteed_monthly_pay(page: _Page) -> Euros | None:
    """The net of the legal month at the minimum wage (L. 3232-3), for full-time employees."""
    case = page.facts.case
    if case.employee.category not in _WITH_GUARANTEED_PAY:
        return None
    if case.territory is Territory.MAYOTTE:
        page.cannot_say("guaranteed_monthly_pay", _NOT_SOURCED_IN_MAYOTTE)
        return None
    found = page.look(page.law.guaranteed_pay_deduction_share)
    if not _holds_value(found):
        page.cannot_say("guaranteed_monthly_pay", _NO_VALUE_KNOWN)
        return None
    deduction = page.rest_on(found)
    minimum_wage = page.facts.minimum_wage
    guaranteed = Euros.rounded(minimum_wage * LEGAL_MONTH_EXACT * (1 - deduction.exact))
    page.step(
        "payslip_guaranteed_pay",
        minimum_wage=minimum_wage,
        deduction=deduction,
        guaranteed=guaranteed,
    )
    return guaranteed


def _complementary_allowance(
    page: _Page, guaranteed: Euros | None, net_indemnity: Euros | None
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


def _complement(page: _Page) -> tuple[Euros, Euros | None]:
    """What brings the indemnity up to the maintained share of the gross pay: an hour, the month."""
    facts = page.facts
    maintained_share = facts.pay.maintained_share
    if maintained_share is None:
        page.lacks("maintained_share")
        return ZERO_EUROS, None
    maintained = Euros.rounded(maintained_share.exact * facts.hourly_pay)
    hourly = max(ZERO_EUROS, maintained - facts.hourly_indemnity)
    complement = _times(hourly, facts.hours)
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


def _complement_as_pay(page: _Page, hourly: Euros, complement: Euros | None) -> Euros | None:
    """The part of the complement that is pay, by the regime of the day."""
    if complement is None or complement == ZERO_EUROS:
        return complement
    regime = page.look(page.law.complement_regime)
    if not _holds_value(regime):
        disputed = regime.entry.dispute if regime else None
        page.cannot_say("complement_as_salary", disputed or _NO_VALUE_KNOWN)
        return None
    if regime.value is ComplementRegime.AS_INDEMNITY_UP_TO_LIMIT:
        return _complement_above_limit(page, regime, hourly)
    if page.rest_on(regime) is ComplementRegime.AS_PAY:
        page.step("payslip_complement_as_pay", complement=complement)
        return complement
    page.step("payslip_complement_as_indemnity", complement=complement)
    return ZERO_EUROS


def _complement_above_limit(
    page: _Page, regime: Found[ComplementRegime], hourly: Euros
) -> Euros | None:
    """Above the limit for indemnity and complement together, an hour, the complement is pay.

    An indemnity already above the limit makes the whole complement pay, and no more than that.
    """
    facts = page.facts
    found = page.look(page.law.complement_limit)
    if not _holds_value(found):
        page.cannot_say("complement_as_salary", _NO_VALUE_KNOWN)
        return None
    page.rest_on(regime)
    multiple = page.rest_on(found)
    limit = Euros.rounded(multiple.exact * facts.minimum_wage)
    above = max(ZERO_EUROS, min(hourly, facts.hourly_indemnity + hourly - limit))
    as_pay = _times(above, facts.hours)
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


def _warn_of_part_month(page: _Page) -> None:
    case = page.facts.case
    if (case.first, case.last) != month_bounds(case.first.year, case.first.month):
        page.warn("payslip_for_part_of_month", first=case.first, last=case.last)


def _warn_of_complement(page: _Page, written: Payslip) -> None:
    """Say what the complement would still move: its own levies, and the complementary allowance."""
    complement, as_pay = written.complement, written.complement_as_pay
    if complement is None:
        return
    if as_pay is not None and as_pay < complement and written.net_indemnity is not None:
        page.warn("complement_levies_apart", amount=complement - as_pay)
    if complement > ZERO_EUROS and (written.complementary_allowance or ZERO_EUROS) > ZERO_EUROS:
        page.warn("complement_not_taken_off")


def _times(hourly: Euros, hours: Hours) -> Euros:
    return Euros.rounded(hourly.exact * hours.exact)


def _holds_value(found: Found[Value] | None) -> TypeGuard[Found[Value]]:
    return found is not None and not isinstance(found.entry.value, Special)


def _distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: list[Statement] = []
    for statement in statements:
        if statement not in kept:
            kept.append(statement)
    return tuple(kept)
