"""What a case says of a childminder or of a household employee."""

from fractions import Fraction
from typing import ClassVar

from attrs import field

from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.values import above, frozen

_ABOVE_ZERO = above(HourlyPay(Fraction(0)))


@frozen
class Household:
    """The contract with a private employer; amounts are net.

    Raises:
        InvalidValue: a fact is not of its type, or an amount is not above zero.
    """

    PLACE: ClassVar[str] = "employee.household"

    net_hourly_pay: HourlyPay = field(validator=_ABOVE_ZERO)
    """Net pay of an hour under the contract."""
    collective_minimum: HourlyPay = field(validator=_ABOVE_ZERO)
    """The lowest net pay of an hour under the collective agreement, or the law for childminders."""
    situation: HouseholdSituation | None = None
    """The situation of the employee, which hours since November 2020 need."""
