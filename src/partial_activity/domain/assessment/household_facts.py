"""What a case says of a childminder or of a household employee."""

from attrs import frozen

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.domain.money import HourlyPay


@frozen
class Household:
    """The contract with a private employer; amounts are net.

    Raises:
        InvalidValue: an amount is not above zero.
    """

    net_hourly_pay: HourlyPay
    """Net pay of an hour under the contract."""
    collective_minimum: HourlyPay
    """Least net pay of an hour under the collective agreement, or the law for childminders."""
    situation: HouseholdSituation | None = None
    """Needed since November 2020."""

    def __attrs_post_init__(self) -> None:
        for key in ("net_hourly_pay", "collective_minimum"):
            if getattr(self, key).exact <= 0:
                raise InvalidValue(
                    "out_of_range", f"employee.household.{key}", f"{key} must be above zero"
                )
