"""The category that answers when another has no value of its own on a day: data, not code paths."""

from collections.abc import Mapping
from types import MappingProxyType

from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import AnyCategory, Sector

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
"""Categories whose parent is whatever the situation of the employer is."""


def chain(
    category: AnyCategory, situation: AnyCategory = Category.GENERAL
) -> tuple[AnyCategory, ...]:
    """The categories to ask in turn, the closest first."""
    categories: list[AnyCategory] = [category]
    if category in TAKES_EMPLOYERS_SITUATION:
        categories.append(situation)
    while (parent := _parent(categories[-1])) is not None:
        categories.append(parent)
    return tuple(categories)


def _parent(category: AnyCategory) -> Category | None:
    return category.follows if isinstance(category, Sector) else PARENTS.get(category)
