"""What a case asks of the law: the few facts that select rules."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from attrs import frozen

from partial_activity.domain.assessment.cases import (
    Case,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.book import Law, sectors_of
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


@lru_cache(maxsize=16)
def situations_of(law: Law) -> Mapping[str, Situation | Sector]:
    """Every situation of the employer under a law, by name: those of a text of it come last."""
    return MappingProxyType({**{one.value: one for one in Situation}, **sectors_of(law)})


def check_situation(situation: Situation | Sector, law: Law, path: str) -> None:
    """Refuse a sector that no text of the law introduced.

    Args:
        situation: of the employer.
        law: in use.
        path: where the situation stands.

    Raises:
        InvalidValue: the law has none of that name.
    """
    if isinstance(situation, Situation) or situation in sectors_of(law):
        return
    known = ", ".join(situations_of(law))
    raise InvalidValue(
        "unknown_value",
        path,
        f"{situation} is not one of {known}: the law in use has no such category",
        f"{situation} n'est pas parmi {known} : la loi en vigueur n'a pas cette catégorie",
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
