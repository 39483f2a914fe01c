"""What a case asks of the law: the few facts that select rules."""

from datetime import date

from attrs import frozen

from partial_activity.domain.assessment.cases import (
    Case,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import AnyCategory, Sector

SMALL_FIRM = 250
"""Largest workforce of the higher flat amount (D. 5122-13, 2013 to 2020)."""
SCHEME_CATEGORY = {
    Scheme.ORDINARY: Category.GENERAL,
    Scheme.LONG_TERM: Category.LONG_TERM,
    Scheme.LONG_TERM_REBOUND: Category.LONG_TERM_REBOUND,
    Scheme.CHILDCARE: Category.CHILDCARE,
    Scheme.VULNERABLE: Category.VULNERABLE,
}
LONG_TERM_SCHEMES = frozenset({Scheme.LONG_TERM, Scheme.LONG_TERM_REBOUND})


@frozen
class Question:
    """The facts of a case that select rules."""

    scheme: Scheme
    situation: Situation | Sector
    territory: Territory
    category: EmployeeCategory
    training: bool
    indemnity_floor: IndemnityFloor
    small_firm: bool | None
    agreement_sent_on: date | None
    known_on: date | None
    without_agreement: bool = False


def question(case: Case) -> Question:
    """What a case asks of the law."""
    employer = case.employer
    return Question(
        case.scheme,
        employer.situation,
        case.territory,
        case.employee.category,
        case.training,
        case.indemnity_floor,
        None if employer.workforce is None else employer.workforce <= SMALL_FIRM,
        employer.agreement_sent_on,
        case.known_on,
        case.employee.without_agreement,
    )


def situation_category(situation: Situation | Sector) -> AnyCategory:
    """The category whose tables answer for a situation of the employer."""
    return situation if isinstance(situation, Sector) else Category(situation.value)


def share_chain(asked: Question) -> tuple[AnyCategory, ...]:
    """The categories that answer for shares: the scheme's, else the employer's situation."""
    situation = situation_category(asked.situation)
    if asked.scheme is Scheme.ORDINARY:
        return chain(situation)
    return chain(SCHEME_CATEGORY[asked.scheme], situation)


def category_of(scheme: Scheme) -> Category:
    """The category whose tables answer for a scheme."""
    return Category.GENERAL if scheme is Scheme.ORDINARY else Category(scheme.value)
