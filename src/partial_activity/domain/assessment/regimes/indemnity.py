"""What the law of a day says of the indemnity: floor, training, apprentices (R. 5122-18)."""

from fractions import Fraction

from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.law_reader import Reader, no_minimum_wage
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.units import FloorKind, PayBelowMinimumWage, TrainingRule
from partial_activity.domain.wording.disputed_points import TRAINING_IN_LONG_TERM

WITH_STANDARD_FLOOR = frozenset({EmployeeCategory.STANDARD, EmployeeCategory.AIRCREW})
_WITH_PART_TIME_FLOOR = frozenset({EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY})


def indemnity_floor(reader: Reader, minimum_wage: Fraction | None) -> Fraction | None:
    """The lowest hourly indemnity, in euros; None where there is none or none is sourced."""
    asked, law = reader.asked, reader.law
    if asked.category in WITH_STANDARD_FLOOR:
        if asked.indemnity_floor is IndemnityFloor.MONTHLY:
            reader.warn("monthly_floor")
            return None
        return _net_floor(reader)
    if asked.category in _WITH_PART_TIME_FLOOR:
        kind = reader.maybe(law.indemnity_part_time_floor, (Category(asked.category.value),))
        if kind is None:
            return None
    elif asked.category in APPRENTICES:
        kind = reader.maybe(law.indemnity_apprentice_floor, (Category.APPRENTICE,))
    else:
        kind = None
    if kind is FloorKind.GROSS_MINIMUM_WAGE:
        if minimum_wage is None:
            raise no_minimum_wage(reader)
        return minimum_wage
    if kind is FloorKind.NET_MINIMUM_WAGE:
        return _net_floor(reader)
    reader.warn("floor_not_modelled")
    return None


def own_pay_below_minimum_wage(reader: Reader) -> bool:
    """Part-time and temporary-agency employees paid below the minimum wage keep their whole pay."""
    if reader.asked.category not in _WITH_PART_TIME_FLOOR:
        return False
    category = Category(reader.asked.category.value)
    return reader.maybe(reader.law.indemnity_part_time_own_pay, (category,)) is not None


def _net_floor(reader: Reader) -> Fraction | None:
    """The net hourly minimum wage of the territory; Mayotte never takes the national one."""
    mayotte = reader.asked.territory is Territory.MAYOTTE
    category = Category.MAYOTTE if mayotte else Category.GENERAL
    floor = reader.maybe(reader.law.indemnity_floor, (category,))
    if floor is None:
        reader.warn("floor_not_modelled")
        return None
    return floor.exact


def paid_in_training(reader: Reader) -> bool:
    """Whether 100 % of the net pay is due. The long-term scheme: sources disagree (ordinary)."""
    asked = reader.asked
    if not asked.training:
        return False
    if asked.scheme is Scheme.LONG_TERM:
        reader.dispute("indemnity.training", TRAINING_IN_LONG_TERM)
        return False
    rebound = asked.scheme is Scheme.LONG_TERM_REBOUND
    category = Category.LONG_TERM_REBOUND if rebound else Category.GENERAL
    rule = reader.maybe(reader.law.indemnity_training, (category,))
    return rule is TrainingRule.NET_PAY


def has_net_limit(reader: Reader) -> bool:
    """Looked up for a warning only: no source says how an amount would follow from it."""
    return reader.held(reader.law.indemnity_net_limit, (Category.GENERAL,)) is not None


def below_minimum_wage(reader: Reader) -> PayBelowMinimumWage | None:
    """What happens to apprentices paid below the minimum wage; None for everybody else."""
    if reader.asked.category not in APPRENTICES:
        return None
    return reader.maybe(reader.law.apprentice_pay_below_minimum_wage, (Category.APPRENTICE,))
