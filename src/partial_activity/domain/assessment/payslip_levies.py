"""The levies on the indemnity, and what they leave: CSG and CRDS, or a sickness levy, or all three.

Which ones depends on the territory and on what the case says of the employee. All are limited
together, in the ministry's order: deductible CSG, non-deductible CSG, CRDS, then the sickness levy.
None may bring net pay for work and indemnity together below the gross monthly minimum wage, which
is never reduced for part-time (CSS, art. L. 136-1-2, II 4°, L. 136-8, D. 242-13).
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.assessment.month_pay import Levies
from partial_activity.domain.assessment.payslip_page import (
    NO_VALUE_KNOWN,
    Page,
)
from partial_activity.domain.assessment.payslip_rules import PayslipRules, Rule
from partial_activity.domain.hours import LEGAL_MONTH_EXACT
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import ZERO_EUROS, Euros, Share, half_up
from partial_activity.domain.values import frozen


@frozen
class _Kind:
    """What one kind of employee bears."""

    csg: bool
    """CSG and CRDS, on the indemnity less the abatement."""
    sickness: Category | None
    """The category that gives the sickness levy on the whole indemnity; None: no levy is borne."""
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


def levied(page: Page) -> Mapping[str, Euros]:
    """The lines of the levies, and the indemnity they leave, by name; none that lacks something."""
    facts, rules = page.facts, page.rules
    mayotte = facts.case.territory is Territory.MAYOTTE
    kind = _MAYOTTE if mayotte else _KINDS[facts.pay.levies]
    net_pay = facts.pay.net_pay_for_work
    if net_pay is None:
        page.lacks("net_pay_for_work")
        return {}
    shares = _shares(rules, kind)
    needed = [*shares.values(), rules.base_share] if kind.csg else [*shares.values()]
    lacking = any(rule.value is None for rule in needed)
    if lacking or facts.known_minimum_wage is None:
        page.cannot_say(", ".join([*shares, "net_indemnity"]), NO_VALUE_KNOWN)
        return {}
    base = _abated(page) if kind.csg else facts.indemnity
    left = _margin(page, net_pay, kind)
    taken: dict[str, Euros] = {}
    for line, rule in shares.items():
        share, on = page.rest_on(rule), facts.indemnity if line == _SICKNESS else base
        full = _part(share, on)
        levy = min(full, left)
        page.step(f"payslip_{line}", share=share, base=on, full=full, left=left, levy=levy)
        left -= levy
        taken[line] = levy
    total = sum(taken.values(), ZERO_EUROS)
    net = facts.indemnity - total
    page.step("payslip_net_indemnity", indemnity=facts.indemnity, levies=total, net=net)
    taken["net_indemnity"] = net
    return taken


def _shares(rules: PayslipRules, kind: _Kind) -> dict[str, Rule[Share]]:
    """The share of each levy, by its line, in the order in which they are taken."""
    shares: dict[str, Rule[Share]] = {}
    if kind.csg:
        shares["csg_deductible"] = rules.csg_deductible
        shares["csg_non_deductible"] = rules.csg_non_deductible
        shares["crds"] = rules.crds
    if kind.sickness is not None:
        shares[_SICKNESS] = rules.sickness[kind.sickness]
    return shares


def _abated(page: Page) -> Euros:
    """98.25 % of the indemnity, rounded before any levy."""
    share, indemnity = page.rest_on(page.rules.base_share), page.facts.indemnity
    base = _part(share, indemnity)
    page.step("payslip_levy_base", share=share, indemnity=indemnity, base=base)
    return base


def _part(share: Share, amount: Euros) -> Euros:
    """A share of an amount, rounded half-up to the cent."""
    return Euros(half_up(share.exact, amount.cents))


def _margin(page: Page, net_pay: Euros, kind: _Kind) -> Euros:
    """What the levies may take at most: the month above the gross monthly minimum wage."""
    facts = page.facts
    threshold = _threshold(facts.minimum_wage, whole_euros=kind.whole_euros)
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


@lru_cache(maxsize=256)
def _threshold(minimum_wage: Fraction, *, whole_euros: bool) -> Euros:
    """The gross monthly minimum wage."""
    exact = minimum_wage * LEGAL_MONTH_EXACT
    return Euros.rounded(Fraction(ceil(exact)) if whole_euros else exact)
