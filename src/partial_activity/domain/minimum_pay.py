"""The minimum wage of a day, where amounts rest on it."""

from fractions import Fraction

from partial_activity.domain.cases import APPRENTICES, Territory
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law_reader import Reader
from partial_activity.domain.money import Share
from partial_activity.domain.question import Question


def minimum_wage_of(reader: Reader) -> Fraction | None:
    """Gross, in euros an hour; None where no source gives it and no amount needs it."""
    chained = (_category_of(reader.asked),)
    found = reader.maybe(reader.law.minimum_wage_hourly, chained)
    if found is None and reader.asked.category in APPRENTICES:
        raise no_minimum_wage(reader)
    return None if found is None else found.exact


def _category_of(asked: Question) -> Category:
    return Category.MAYOTTE if asked.territory is Territory.MAYOTTE else Category.NATIONAL


def no_minimum_wage(reader: Reader) -> NoRuleInForce:
    """What to raise where an amount needs the minimum wage that no source gives."""
    asked = reader.asked
    return NoRuleInForce(
        Parameter.MINIMUM_WAGE.value,
        _category_of(asked).value,
        reader.day,
        asked.known_on,
    )


def in_euros(reader: Reader, cap: Share | None, minimum_wage: Fraction | None) -> Fraction | None:
    """A cap in minimum wages, as the highest reference pay in euros an hour."""
    if cap is None:
        return None
    if minimum_wage is None:
        raise no_minimum_wage(reader)
    return cap.exact * minimum_wage
