"""What a case says of the pay of the month beside the hours not worked: the payslip needs it."""

from enum import Enum

from attrs import frozen

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import LEGAL_MONTH, ZERO_HOURS, Hours
from partial_activity.domain.money import Euros, Share


class Levies(Enum):
    """The levies that the indemnity bears; in Mayotte the territory decides."""

    ORDINARY = "ordinary"
    """CSG and CRDS."""
    ALSACE_MOSELLE = "alsace_moselle"
    """These, and the sickness levy of the régime local of Haut-Rhin, Bas-Rhin and Moselle."""
    NON_RESIDENT = "non_resident"
    """Resident abroad for tax, insured in France: a sickness levy, neither CSG nor CRDS."""


@frozen
class Pay:
    """The facts of the payslip part; each is optional, and its lines need it.

    Raises:
        InvalidValue: a fact is out of range.
    """

    net_pay_for_work: Euros | None = None
    employee_contribution_share: Share | None = None
    maintained_share: Share | None = None
    levies: Levies = Levies.ORDINARY
    suspended_hours: Hours = ZERO_HOURS
    """Of the legal month: the contract was suspended otherwise (unpaid leave), or did not run."""

    def __attrs_post_init__(self) -> None:
        if self.net_pay_for_work is not None and self.net_pay_for_work.cents < 0:
            _out_of_range("net_pay_for_work", "a net pay cannot be negative")
        contributions = self.employee_contribution_share
        if contributions is not None and contributions.exact > 1:
            _out_of_range(
                "employee_contribution_share",
                "contributions are a part of the pay: a share up to 1",
            )
        if not ZERO_HOURS <= self.suspended_hours <= LEGAL_MONTH:
            _out_of_range("suspended_hours", f"hours of a legal month: 0 to {LEGAL_MONTH}")


def _out_of_range(key: str, message: str) -> None:
    raise InvalidValue("out_of_range", f"pay.{key}", message)
