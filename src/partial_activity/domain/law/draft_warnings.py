"""What the author of a draft decree should see at once; it can be laid over the law all the same."""

from collections.abc import Iterator
from itertools import combinations

from partial_activity.domain.law.book import Draft, Law, Plan, find
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.words import CATEGORIES, PARAMETERS
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.words import Words

_NOT_ABOVE = (
    (Parameter.ALLOWANCE_FLOOR, Parameter.INDEMNITY_FLOOR),
    (Parameter.ALLOWANCE_SHARE, Parameter.INDEMNITY_SHARE),
)
"""The State pays back what the employer owes, so that the first is never above the second."""


def draft_warnings(draft: Draft, law: Law) -> Iterator[Words]:
    """What is doubtful in a draft, given the law it would change.

    Raises:
        ValueError: a plan names a table that there is not, or a value that cannot be read.
    """
    changed = law.with_texts(draft)
    for one, other in combinations(draft.plans, 2):
        if _same_table(one, other) and one.span.overlaps(other.span):
            yield _about(
                one,
                "le projet prévoit deux valeurs pour les mêmes jours ; la dernière écrite gagne.",
                "the draft plans two values for the same days; the last one written wins.",
            )
    for plan in draft.plans:
        if draft.text.published and plan.span.first < draft.text.published:
            yield _about(
                plan,
                "rétroactif : des heures d'avant la publication changent, des demandes déjà "
                "payées sont à recalculer.",
                "retroactive: hours before the publication change, claims already paid are to be "
                "calculated again.",
            )
        if _value(law, plan.parameter, plan) == _value(changed, plan.parameter, plan):
            yield _about(
                plan,
                "sans effet le premier jour : la valeur y est déjà celle-là.",
                "without effect on its first day: the value is that one already.",
            )
    for plan in draft.plans:
        yield from _order(plan, changed)


def _order(plan: Plan, changed: Law) -> Iterator[Words]:
    for lower, upper in _NOT_ABOVE:
        if plan.parameter not in (lower, upper):
            continue
        paid, owed = _value(changed, lower, plan), _value(changed, upper, plan)
        if not isinstance(paid, HourlyPay | Share) or not isinstance(owed, HourlyPay | Share):
            continue
        if paid.exact > owed.exact:
            yield _about(
                plan,
                "l'allocation dépasserait l'indemnité : l'État rembourserait plus que ce qui est "
                "dû au salarié.",
                "the allowance would exceed the indemnity: the State would pay back more than the "
                "employee is owed.",
            )


def _same_table(one: Plan, other: Plan) -> bool:
    return (one.parameter, one.category) == (other.parameter, other.category)


def _value(law: Law, parameter: Parameter, plan: Plan) -> object:
    found = find(law.tables_of(parameter), chain(plan.category), plan.span.first, None)
    return found.entry.value if found else None


def _about(plan: Plan, french: str, english: str) -> Words:
    name, category = PARAMETERS[plan.parameter], plan.category
    whom = category.words if isinstance(category, Sector) else CATEGORIES[category]
    return Words(
        f"{name.french} ({whom.french}) : {french}", f"{name.english} ({whom.english}): {english}"
    )
