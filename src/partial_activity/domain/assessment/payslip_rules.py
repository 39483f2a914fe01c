"""The rules of a payslip on one day: looked up once, for all the cases that they answer."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import frozen

from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.law.book import Law, Tables, find
from partial_activity.domain.law.consultation import doubts
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Citation, Statement, cite
from partial_activity.domain.law.units import ComplementRegime, Yes
from partial_activity.domain.money import Share
from partial_activity.domain.words import Words

Value = TypeVar("Value")
_SICKNESS_LEVIES = (Category.ALSACE_MOSELLE, Category.MAYOTTE, Category.NON_RESIDENT)


@frozen(eq=False)
class Rule(Generic[Value]):
    """What the law says of one point that day, as known, and what a line that rests on it says."""

    value: Value | None
    """The value; None where the law says that there is none, that it is unknown, or nothing."""
    dispute: Words | None = None
    """Why there is no value, where sources disagree."""
    citations: tuple[Citation, ...] = ()
    warnings: tuple[Statement, ...] = ()


@frozen(eq=False)
class PayslipRules:
    """Every rule that a line of the payslip may rest on, on one day."""

    day: date
    base_share: Rule[Share]
    csg_deductible: Rule[Share]
    csg_non_deductible: Rule[Share]
    crds: Rule[Share]
    sickness: Mapping[Category, Rule[Share]]
    guaranteed_deduction: Rule[Share]
    guaranteed_pro_rata: Rule[Yes]
    complement_regime: Rule[ComplementRegime]
    complement_limit: Rule[Share]


@lru_cache(maxsize=4096)
def rules_of_payslip(
    law: Law, first: date, last: date, known_on: date | None
) -> tuple[PayslipRules, ...]:
    """The rules of the first day, then of each day on which the law may change."""
    days = (first, *sorted(day for day in change_days(law) if first < day <= last))
    return tuple(_on_day(law, day, last, known_on) for day in days)


def _on_day(law: Law, day: date, last: date, known_on: date | None) -> PayslipRules:
    def rule(tables: Tables[Value], category: Category = Category.NATIONAL) -> Rule[Value]:
        found = find(tables, (category,), day, known_on)
        if found is None:
            return Rule(None)
        value = found.entry.value
        if isinstance(value, Special):
            return Rule(None, found.entry.dispute)
        # Asked of the last day: a check of the law that ends inside the case leaves days unchecked.
        return Rule(value, None, (cite(found),), tuple(doubts(found, last, known_on)))

    return PayslipRules(
        day=day,
        base_share=rule(law.levies_base_share),
        csg_deductible=rule(law.levies_csg_deductible),
        csg_non_deductible=rule(law.levies_csg_non_deductible),
        crds=rule(law.levies_crds),
        sickness={each: rule(law.levies_local, each) for each in _SICKNESS_LEVIES},
        guaranteed_deduction=rule(law.guaranteed_pay_deduction_share),
        guaranteed_pro_rata=rule(law.guaranteed_pay_pro_rata),
        complement_regime=rule(law.complement_regime),
        complement_limit=rule(law.complement_limit),
    )
