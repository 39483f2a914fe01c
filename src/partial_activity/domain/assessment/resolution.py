"""The rules of one day for one kind of case: every value the amounts need, already looked up.

The law is read for the amounts here, and in what this calls (indemnity_rules.py,
allowance_rules.py); what follows is arithmetic. The rules of a day depend on few facts (the
question), so they are looked up once and kept.
"""

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    EmployeeCategory,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.law_reader import Reader, in_euros, minimum_wage_of
from partial_activity.domain.assessment.question import SCHEME_CATEGORY, Question
from partial_activity.domain.assessment.regimes.allowance import allowance_rules, limited_to_own_pay
from partial_activity.domain.assessment.regimes.indemnity import (
    WITH_STANDARD_FLOOR,
    below_minimum_wage,
    has_net_limit,
    indemnity_floor,
    own_pay_below_minimum_wage,
    paid_in_training,
)
from partial_activity.domain.errors import LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import merged
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.law.units import PayBelowMinimumWage

_SCHEME_ARTICLE = {
    Scheme.LONG_TERM: "loi n° 2020-734, art. 53",
    Scheme.LONG_TERM_REBOUND: "loi n° 2025-127, art. 193",
    Scheme.CHILDCARE: "loi n° 2020-473, art. 20",
    Scheme.VULNERABLE: "loi n° 2020-473, art. 20",
}


@frozen
class ResolvedRules:
    """The rules of one day, in exact euros an hour and shares.

    Two days have the same rules when these are equal, whatever the texts they come from.
    """

    minimum_wage: Fraction | None
    """None only where no amount rests on it and no source gives it (Mayotte, some years)."""
    indemnity_share: Fraction
    indemnity_cap: Fraction | None
    """Highest reference pay, in euros an hour."""
    indemnity_floor: Fraction | None
    floor_within_own_pay: bool
    """The floor of the indemnity never exceeds the own pay."""
    floor_is_own_pay_below_minimum_wage: bool
    """Part-time and temporary-agency employees paid below the minimum wage: their own pay."""
    floor_from_minimum_wage: bool
    """Apprentices: the floor of the indemnity only for a pay at or above the minimum wage."""
    training: bool
    """100 % of the net pay is due."""
    net_limit: bool
    """The net indemnity may not exceed the usual net pay."""
    own_pay_below_minimum_wage: bool
    """Apprentices below the minimum wage: own pay, wholly paid back."""
    flat_allowance: Fraction | None
    allowance_share: Fraction
    allowance_cap: Fraction | None
    allowance_floor: Fraction | None
    no_allowance_floor_below_minimum_wage: bool
    allowance_within_indemnity: bool
    allowance_within_own_pay: bool
    """A share of the minimum wage without agreement: the allowance never exceeds the gross pay."""
    day: date = field(eq=False)
    citations: tuple[Citation, ...] = field(eq=False)
    warnings: tuple[Statement, ...] = field(eq=False)


@lru_cache(maxsize=4096)
def rules_of_period(
    law: Law, asked: Question, first: date, last: date
) -> tuple[ResolvedRules, ...] | Refusal:
    """The rules of the first day, then of each day on which one of them changes; or a refusal.

    Raises:
        NoRuleInForce: no text answers for one of the days, as known.
        InvalidValue: the rules of a day need a fact that is missing.
        LawChangesInsidePeriod: the scheme is open on some of the days only.
    """
    found: list[ResolvedRules] = []
    refused: Refusal | None = None
    starts = (first, *sorted(day for day in change_days(law) if first < day <= last))
    untils = (*(start - timedelta(days=1) for start in starts[1:]), last)
    for day, until in zip(starts, untils, strict=True):
        rules = _rules(law, asked, day, until)
        if isinstance(rules, Refusal):
            refused = refused or rules
        elif not found or _said(rules) != _said(found[-1]):
            found.append(rules)
        if refused and found:
            raise LawChangesInsidePeriod(day)
    return refused or tuple(found)


def _said(rules: ResolvedRules) -> tuple[object, ...]:
    return rules.citations, rules.warnings


@lru_cache(maxsize=16)
def change_days(law: Law) -> frozenset[date]:
    """Every day on which a table of the law may give another value than the day before."""
    return frozenset(day for table in law.tables() for day in table.change_days())


def _rules(law: Law, asked: Question, day: date, until: date) -> ResolvedRules | Refusal:
    reader = Reader(law, asked, day, until)
    article = _why_closed(reader)
    if article is not None:
        values = {"scheme": asked.scheme.value, "day": day}
        return Refusal("scheme_not_open", article, values)
    minimum_wage = minimum_wage_of(reader)
    share_chain = _share_chain(asked)
    indemnity_share = reader.need(law.indemnity_share, share_chain).exact
    cap = reader.maybe(law.indemnity_cap, chain(SCHEME_CATEGORY[asked.scheme], Category.GENERAL))
    floor = indemnity_floor(reader, minimum_wage)
    training = paid_in_training(reader)
    below = below_minimum_wage(reader)
    allowance = allowance_rules(reader, share_chain, minimum_wage)
    _check_effect(reader)
    return ResolvedRules(
        minimum_wage=minimum_wage,
        indemnity_share=indemnity_share,
        indemnity_cap=in_euros(reader, cap, minimum_wage),
        indemnity_floor=floor,
        floor_within_own_pay=asked.category not in WITH_STANDARD_FLOOR,
        floor_is_own_pay_below_minimum_wage=own_pay_below_minimum_wage(reader),
        floor_from_minimum_wage=asked.category in APPRENTICES,
        training=training,
        net_limit=has_net_limit(reader),
        own_pay_below_minimum_wage=below is PayBelowMinimumWage.OWN_PAY,
        allowance_within_indemnity=below is not None
        or asked.category is EmployeeCategory.FREELANCE_JOURNALIST,
        allowance_within_own_pay=limited_to_own_pay(reader),
        day=day,
        citations=tuple(reader.citations),
        warnings=merged(reader.warnings),
        **allowance,
    )


def _why_closed(reader: Reader) -> str | None:
    """The article under which the scheme is not open that day; None: it is.

    Ordinary: always open once it exists, in Mayotte later than elsewhere. Others: only while a text
    keeps them open (L. 5122-1 …).
    """
    asked, opened = reader.asked, reader.law.scheme_open
    category = SCHEME_CATEGORY[asked.scheme]
    found = reader.held(opened, (category,))
    if asked.scheme is not Scheme.ORDINARY:
        if found is None:
            return _SCHEME_ARTICLE[asked.scheme]
        reader.rest_on(found)
        return None
    if found is None:
        raise NoRuleInForce(Parameter.SCHEME_OPEN.value, category.value, reader.day, asked.known_on)
    if asked.territory is not Territory.MAYOTTE or reader.held(opened, (Category.MAYOTTE,)):
        return None
    return opened[Category.MAYOTTE].article


def _share_chain(asked: Question) -> tuple[Category, ...]:
    """Which categories answer for shares: the scheme's, else the employer's situation."""
    situation = Category(asked.situation.value)
    if asked.scheme is Scheme.ORDINARY:
        return chain(situation)
    return chain(SCHEME_CATEGORY[asked.scheme], situation)


def _check_effect(reader: Reader) -> None:
    """Say it when the situation changed nothing."""
    asked = reader.asked
    if asked.situation is Situation.GENERAL:
        return
    own = set(chain(Category(asked.situation.value))) - {Category.GENERAL, Category.MAYOTTE}
    scheme_answers = reader.answered_by & {Category.VULNERABLE, Category.CHILDCARE}
    if not own & reader.answered_by and not scheme_answers:
        reader.warn("situation_without_effect", situation=asked.situation.value)
