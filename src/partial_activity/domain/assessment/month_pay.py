"""What a case says of the pay of the month beside the hours not worked: the payslip needs it."""

from fractions import Fraction

from attrs import field

from partial_activity.domain.hours import LEGAL_MONTH, ZERO_HOURS, Hours
from partial_activity.domain.money import ZERO_EUROS, Euros, Share
from partial_activity.domain.values import Choice, above, at_least, at_most, frozen


class Levies(Choice):
    """The levies that the indemnity bears; in Mayotte the territory decides."""

    ORDINARY = "ordinary"
    """CSG and CRDS."""
    ALSACE_MOSELLE = "alsace_moselle"
    """The ordinary levies, and the sickness levy of the régime local of Haut-Rhin, Bas-Rhin and
    Moselle."""
    NON_RESIDENT = "non_resident"
    """Resident abroad for tax, insured in France: a sickness levy, neither CSG nor CRDS."""


PART = [above(Share(Fraction(0))), at_most(Share(Fraction(1)))]
"""Some of the pay, and at most the whole."""


@frozen
class Pay:
    """The facts of the payslip part; each is optional, and its lines need it.

    Raises:
        InvalidValue: a fact is not of its type, or out of range.
    """

    net_pay_for_work: Euros | None = field(default=None, validator=at_least(ZERO_EUROS))
    employee_contribution_share: Share | None = field(default=None, validator=PART)
    maintained_share: Share | None = field(default=None, validator=PART)
    levies: Levies = Levies.ORDINARY
    suspended_hours: Hours = field(
        default=ZERO_HOURS, validator=[at_least(ZERO_HOURS), at_most(LEGAL_MONTH)]
    )
    """Hours of the legal month in which the contract was suspended otherwise (unpaid leave), or did
    not run."""
