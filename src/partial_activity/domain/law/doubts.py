"""What a law can hold and hardly means: bounds that cross, a wage that falls.

Nothing of it keeps a case from being answered, so that each is said and none refused. The law in
force has no doubt but those its own sources raise: a floor that is itself inferred (ski areas,
December 2020) is compared with nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain as joined
from itertools import combinations
from typing import TypeVar

from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.dated import Confidence, Special
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.wording.law_doubts import DOUBTS

Value = TypeVar("Value")
_LEAST = Fraction(1, 2)
"""The lowest plausible floor, as a share of the minimum wage.

No source fixes it; the lowest floor in force is at seven tenths.
"""


def doubts(law: Law) -> tuple[Statement, ...]:
    """All that a law can hardly mean, each on the first day on which it is so.

    A category that takes its value from another has no doubt of its own.
    """
    all_doubts = joined.from_iterable(look(law) for look in _LOOKS)
    first: dict[tuple[object, ...], Statement] = {}
    for one in all_doubts:
        key = (one.code, *(one.values.get(name) for name in _ONE_DOUBT))
        first.setdefault(key, one)
    return tuple(first.values())


def new_doubts(law: Law, changed: Law) -> tuple[Statement, ...]:
    """What can be doubted of a changed law, and not of the law it was made from."""
    known = doubts(law)
    return tuple(one for one in doubts(changed) if one not in known)


_ONE_DOUBT = ("parameter", "category", "text", "value")
"""The same of these, day after day, is one doubt."""


def _planned_twice(law: Law) -> Iterator[Statement]:
    """A text gives one value a day: of two, the last written would count without a word."""
    for table in law.tables():
        for one, other in combinations(table.entries, 2):
            if one.text == other.text and one.span.overlaps(other.span):
                yield _doubt(
                    "planned_twice",
                    max(one.span.first, other.span.first),
                    parameter=table.parameter.value,
                    category=str(table.category),
                    text=one.text.name,
                )


def _minimum_wage(law: Law) -> Iterator[Statement]:
    """It is raised (L. 3231-4 to L. 3231-10): no article lowers it."""
    for category in law.minimum_wage_hourly:
        before: HourlyPay | None = None
        for day in _days(law):
            now = _value(law.minimum_wage_hourly, (category,), day)
            if now is None:
                continue
            if before is not None and now.value.exact < before.exact:
                yield _doubt(
                    "minimum_wage_falls",
                    day,
                    category=str(category),
                    before=before,
                    value=now.value,
                )
            before = now.value


def _floors(law: Law) -> Iterator[Statement]:
    """A floor is a net wage: neither above the gross minimum wage nor far below it."""
    for tables in (law.allowance_floor, law.indemnity_floor):
        for category, day in _each(law, tables):
            floor = _value(tables, chain(category), day)
            wage = _value(law.minimum_wage_hourly, (Category.NATIONAL,), day)
            if floor is None or wage is None:
                continue
            if not _LEAST * wage.value.exact <= floor.value.exact <= wage.value.exact:
                yield _doubt(
                    "floor_out_of_reason",
                    day,
                    parameter=floor.table.parameter.value,
                    category=str(floor.table.category),
                    value=floor.value,
                    minimum_wage=wage.value,
                )


def _allowance_above_indemnity(law: Law) -> Iterator[Statement]:
    """The State pays no more back than is owed: neither by its share nor by its floor."""
    for category, day in _each(law, law.allowance_floor):
        floor = _value(law.allowance_floor, chain(category), day)
        owed = _value(law.indemnity_floor, (_whose_wage(category),), day)
        if (
            floor is not None
            and floor.entry.confidence is Confidence.HIGH
            and owed is not None
            and floor.value.exact > owed.value.exact
        ):
            yield _doubt(
                "allowance_floor_above_indemnity_floor",
                day,
                category=str(floor.table.category),
                value=floor.value,
                indemnity_floor=owed.value,
            )
    for category, day in _each(law, law.allowance_share):
        share = _value(law.allowance_share, chain(category), day)
        owed_share = _value(law.indemnity_share, chain(category), day)
        if share is not None and owed_share is not None and share.value > owed_share.value:
            yield _doubt(
                "allowance_share_above_indemnity_share",
                day,
                category=str(share.table.category),
                value=share.value,
                indemnity_share=owed_share.value,
            )


def _caps(law: Law) -> Iterator[Statement]:
    """What the highest pay gives is not below what the lowest gives."""
    for shares, caps, floors, general in (
        (law.allowance_share, law.allowance_cap, law.allowance_floor, (Category.GENERAL,)),
        (law.indemnity_share, law.indemnity_cap, law.indemnity_floor, ()),
    ):
        for category, day in _each(law, shares):
            of = chain(category)
            share, cap = _value(shares, of, day), _value(caps, (*of, *general), day)
            floor = _value(floors, of, day)
            wage = _value(law.minimum_wage_hourly, (Category.NATIONAL,), day)
            if share is None or cap is None or floor is None or wage is None:
                continue
            highest = Euros.rounded(share.value.exact * cap.value.exact * wage.value.exact)
            if highest.exact < floor.value.exact:
                yield _doubt(
                    "cap_below_floor",
                    day,
                    parameter=share.table.parameter.value,
                    category=str(share.table.category),
                    value=highest,
                    floor=floor.value,
                )


def _levies(law: Law) -> Iterator[Statement]:
    """All of them together leave something of the indemnity."""
    national = (law.levies_csg_deductible, law.levies_csg_non_deductible, law.levies_crds)
    for day in _days(law):
        shares = [_value(tables, (Category.NATIONAL,), day) for tables in national]
        local = [_value(law.levies_local, (category,), day) for category in law.levies_local]
        taken = sum((one.value.exact for one in shares if one is not None), Fraction(0))
        most = taken + max((one.value.exact for one in local if one is not None), default=0)
        if most >= 1:
            yield _doubt("levies_above_one", day, value=Share(most))


_LOOKS: tuple[Callable[[Law], Iterator[Statement]], ...] = (
    _planned_twice,
    _minimum_wage,
    _floors,
    _allowance_above_indemnity,
    _caps,
    _levies,
)


def _whose_wage(category: AnyCategory) -> Category:
    """The category whose floor of the indemnity holds: Mayotte's own, or everybody's."""
    return Category.MAYOTTE if Category.MAYOTTE in chain(category) else Category.GENERAL


def _days(law: Law) -> Sequence[date]:
    """The days on which something changes."""
    return sorted({day for table in law.tables() for day in table.change_days()})


def _each(law: Law, tables: Tables[Value]) -> Iterator[tuple[AnyCategory, date]]:
    """The categories of a parameter, each on the days on which something changes."""
    days = _days(law)
    return ((category, day) for category in tables for day in days)


def _value(
    tables: Tables[Value], categories: tuple[AnyCategory, ...], day: date
) -> Found[Value] | None:
    """What governs a day, all known; None where the law says nothing, or that there is none."""
    found = find(tables, categories, day, None)
    return None if found is None or isinstance(found.entry.value, Special) else found


def _doubt(code: str, day: date, **values: object) -> Statement:
    return Statement(code, {"day": day, **values}, DOUBTS[code])
