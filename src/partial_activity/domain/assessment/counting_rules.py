"""The rules of counting, looked up for one day; those of a period, day by day as they change."""

from datetime import date
from functools import lru_cache
from typing import Any

from attrs import frozen

from partial_activity.domain.assessment.cases import LOSS_IN_HOURS, EmployeeCategory
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.law.book import Found, Law, find
from partial_activity.domain.law.dated import Entry
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.units import CountedHours, DayRateRule, Yes

WITH_OWN_RULE = LOSS_IN_HOURS | {EmployeeCategory.SENIOR_EXECUTIVE, EmployeeCategory.AIRCREW}
"""Categories that D. 5122-15 turns from days, or from pay, into hours in its own way."""


@frozen(eq=False)
class CountingRules:
    """What the law says, on one day, of the hours that count."""

    day: date
    known_on: date | None
    overtime: Found[CountedHours] | None
    equivalence: Found[CountedHours] | None
    day_rate: Found[DayRateRule] | None
    conversion: Found[Yes] | None
    """The category's own rule of D. 5122-15."""

    @property
    def entries(self) -> tuple[Entry[Any] | None, ...]:
        """What the rules rest on: two days with the same entries count alike."""
        looked_up: tuple[Found[Any] | None, ...] = (
            self.overtime,
            self.equivalence,
            self.day_rate,
            self.conversion,
        )
        return tuple(None if each is None else each.entry for each in looked_up)


@lru_cache(maxsize=4096)
def rules_of_days(
    law: Law, category: EmployeeCategory, first: date, last: date, known_on: date | None
) -> tuple[CountingRules, ...]:
    """The rules of the first day, then of each day on which one of them changes."""
    rules_by_change: list[CountingRules] = []
    for day in (first, *sorted(day for day in change_days(law) if first < day <= last)):
        general = (Category.GENERAL,)
        rules = CountingRules(
            day,
            known_on,
            find(law.hours_structural_overtime, general, day, known_on),
            find(law.hours_equivalence, general, day, known_on),
            find(law.hours_day_rate, general, day, known_on),
            _conversion(law, category, day, known_on),
        )
        if not rules_by_change or rules.entries != rules_by_change[-1].entries:
            rules_by_change.append(rules)
    return tuple(rules_by_change)


def _conversion(
    law: Law, category: EmployeeCategory, day: date, known_on: date | None
) -> Found[Yes] | None:
    if category not in WITH_OWN_RULE:
        return None
    return find(law.hours_loss_conversion, (Category(category.value),), day, known_on)
