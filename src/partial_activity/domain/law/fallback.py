"""Which category answers when one has no value of its own on a day: data, not code paths."""

from collections.abc import Mapping
from types import MappingProxyType

from partial_activity.domain.law.names import Category

PARENTS: Mapping[Category, Category] = MappingProxyType(
    {
        Category.PROTECTED: Category.GENERAL,
        Category.PROTECTED_HEAVY_LOSS: Category.PROTECTED,
        Category.CLOSED: Category.GENERAL,
        Category.RESTRICTED_TERRITORY: Category.GENERAL,
        Category.SKI_AREA: Category.GENERAL,
        Category.LONG_TERM_SENT_FROM_2020_10_01: Category.LONG_TERM,
        Category.MAYOTTE: Category.GENERAL,
        Category.MAYOTTE_RAISED: Category.MAYOTTE,
        Category.CYCLONE: Category.MAYOTTE,
    }
)
"""A protected firm after its own share ends is an ordinary firm; and so on."""

TAKES_EMPLOYERS_SITUATION = frozenset({Category.VULNERABLE, Category.CHILDCARE})
"""Their parent is whatever the situation of the employer is."""


def chain(category: Category, situation: Category = Category.GENERAL) -> tuple[Category, ...]:
    """The categories to ask in turn, the closest first."""
    found = [category]
    if category in TAKES_EMPLOYERS_SITUATION:
        found.append(situation)
    while (parent := PARENTS.get(found[-1])) is not None:
        found.append(parent)
    return tuple(found)
