"""The levies on the indemnity, and what they leave: CSG and CRDS, or a sickness levy, or all three.

Which ones depends on the territory and on what the case says of the employee. All are limited
together, in the ministry's order: deductible CSG, non-deductible CSG, CRDS, then the sickness levy.
None may bring net pay for work and indemnity together below the gross monthly minimum wage, which
is never reduced for part-time (CSS, art. L. 136-1-2, II 4°, L. 136-8, D. 242-13).
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.assessment.month_pay import Levies
from partial_activity.domain.assessment.payslip_page import (
    NO_VALUE_KNOWN,
    Page,
    Payslip,
    holds_value,
)
from partial_activity.domain.hours import LEGAL_MONTH_EXACT
from partial_activity.domain.law.book import Found, Law, Tables
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import ZERO_EUROS, Euros, Share
from partial_activity.domain.values import frozen


@frozen
class _Kind:
    """What one kind of employee bears."""

    csg: bool
    """CSG and CRDS, on the indemnity less the abatement."""
    sickness: Category | None
    """Whose sickness levy, on the whole indemnity."""
    whole_euros: bool = False
    """The limit is rounded up to the next euro (CSS, art. D. 242-13, 2°)."""


_KINDS: Mapping[Levies, _Kind] = MappingProxyType(
    {
        Levies.ORDINARY: _Kind(csg=True, sickness=None),
        Levies.ALSACE_MOSELLE: _Kind(csg=True, sickness=Category.ALSACE_MOSELLE),
        Levies.NON_RESIDENT: _Kind(csg=False, sickness=Category.NON_RESIDENT, whole_euros=True),
    }
)
_SICKNESS = "sickness_levy"
_MAYOTTE = _Kind(csg=False, sickness=Category.MAYOTTE)


def levied(page: Page) -> Payslip:
    """The lines of the levies, and the indemnity they leave."""
    facts, law = page.facts, page.law
    mayotte = facts.case.territory is Territory.MAYOTTE
    kind = _MAYOTTE if mayotte else _KINDS[facts.pay.levies]
    net_pay = facts.pay.net_pay_for_work
    if net_pay is None:
        page.lacks("net_pay_for_work")
        return Payslip()
    shares = {line: page.look(*rule) for line, rule in _rules(law, kind).items()}
    found = {line: share for line, share in shares.items() if holds_value(share)}
    abated = page.look(law.levies_base_share) if kind.csg else None
    lacking = len(found) < len(shares) or (kind.csg and not holds_value(abated))
    if lacking or facts.known_minimum_wage is None:
        page.cannot_say(", ".join([*shares, "net_indemnity"]), NO_VALUE_KNOWN)
        return Payslip()
    base = _abated(page, abated) if holds_value(abated) else facts.indemnity
    left = _margin(page, net_pay, kind)
    taken: dict[str, Euros] = {}
    for line, rule in found.items():
        share, on = page.rest_on(rule), facts.indemnity if line == _SICKNESS else base
        full = Euros.rounded(share.exact * on.exact)
        levy = min(full, left)
        page.step(f"payslip_{line}", share=share, base=on, full=full, left=left, levy=levy)
        left -= levy
        taken[line] = levy
    total = sum(taken.values(), ZERO_EUROS)
    net = facts.indemnity - total
    page.step("payslip_net_indemnity", indemnity=facts.indemnity, levies=total, net=net)
    return Payslip(**taken, net_indemnity=net)


def _rules(law: Law, kind: _Kind) -> dict[str, tuple[Tables[Share], Category]]:
    """Where the share of each levy is read, by its line, in the order in which they are taken."""
    rules: dict[str, tuple[Tables[Share], Category]] = {}
    if kind.csg:
        rules["csg_deductible"] = law.levies_csg_deductible, Category.NATIONAL
        rules["csg_non_deductible"] = law.levies_csg_non_deductible, Category.NATIONAL
        rules["crds"] = law.levies_crds, Category.NATIONAL
    if kind.sickness is not None:
        rules[_SICKNESS] = law.levies_local, kind.sickness
    return rules


def _abated(page: Page, found: Found[Share]) -> Euros:
    """98.25 % of the indemnity, rounded before any levy."""
    share, indemnity = page.rest_on(found), page.facts.indemnity
    base = Euros.rounded(share.exact * indemnity.exact)
    page.step("payslip_levy_base", share=share, indemnity=indemnity, base=base)
    return base


def _margin(page: Page, net_pay: Euros, kind: _Kind) -> Euros:
    """What the levies may take at most: the month above the gross monthly minimum wage."""
    facts = page.facts
    exact = facts.minimum_wage * LEGAL_MONTH_EXACT
    threshold = Euros.rounded(Fraction(ceil(exact)) if kind.whole_euros else exact)
    margin = max(ZERO_EUROS, net_pay + facts.indemnity - threshold)
    page.step(
        "payslip_sickness_margin" if kind.whole_euros else "payslip_levy_margin",
        net_pay=net_pay,
        indemnity=facts.indemnity,
        minimum_wage=facts.minimum_wage,
        threshold=threshold,
        margin=margin,
    )
    return margin
