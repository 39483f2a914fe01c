"""What the tables hold: shares, hourly euros, hours, counts, and rules that are not numbers."""

from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Unit
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.values import Choice, TextChoice


class FloorExclusion(Choice):
    """The employees to whom the floor of the allowance does not apply."""

    APPRENTICES = "apprentices"
    """Apprentices and vocational contracts, whatever their pay (wordings of 2020 and 2021)."""
    LISTED_BELOW_MINIMUM_WAGE = "listed_below_minimum_wage"
    """Apprentices, vocational contracts, freelance journalists and sales representatives whose pay
    is below the minimum wage (since 2022)."""


class TrainingRule(Choice):
    """What the indemnity is for hours spent in training."""

    NET_PAY = "net_pay"
    """100 % of the previous net pay."""
    ORDINARY_SHARE = "ordinary_share"


class FloorKind(Choice):
    """The hourly minimum that bounds the indemnity of a category, never above the own pay."""

    NET_MINIMUM_WAGE = "net_minimum_wage"
    GROSS_MINIMUM_WAGE = "gross_minimum_wage"


class PayBelowMinimumWage(Choice):
    """Apprentices and vocational contracts paid below the minimum wage."""

    ALLOWANCE_WITHIN_INDEMNITY = "allowance_within_indemnity"
    """Ordinary share; the allowance never above the indemnity (R. 5122-18, al. 3)."""
    OWN_PAY = "own_pay"
    """Indemnity equal to the own pay, allowance equal to the indemnity."""


class CountedHours(Choice):
    """Whether hours above the legal duration count."""

    NOT_COUNTED = "not_counted"
    COUNTED_IF_AGREED_BEFORE_2020_04_24 = "counted_if_agreed_before_2020_04_24"
    COUNTED = "counted"


class DayRateRule(Choice):
    """The case in which the days of a day-rate contract count."""

    CLOSURE_ONLY = "closure_only"
    """The days count only when the establishment, or a part of it, is closed."""
    CLOSURE_OR_REDUCTION = "closure_or_reduction"


class ComplementRegime(Choice):
    """The way in which levies treat the employer's complement to the indemnity."""

    AS_INDEMNITY = "as_indemnity"
    AS_INDEMNITY_UP_TO_LIMIT = "as_indemnity_up_to_limit"
    AS_PAY = "as_pay"


class HouseholdSituation(Choice):
    """Situations that opened the scheme of private employers again, from November 2020."""

    EMPLOYER_STOPPED = "employer_stopped"
    """The employer is self-employed, or an officer of a company, stopped by the health measures."""
    VULNERABLE = "vulnerable"
    """The employee is a vulnerable person."""
    ACTIVITY_RESTRICTED = "activity_restricted"
    """What the employee does at home is itself restricted (lessons other than school support)."""


class Yes(TextChoice):
    """A thing that exists for some days: a scheme that is open, a rule that applies."""

    YES = "yes"


SHARE = Unit("share", Share.part)
MINIMUM_WAGES = Unit("minimum wages", Share.parse)
EUROS_PER_HOUR = Unit("EUR/h", HourlyPay.parse)
HOURS = Unit("hours", Hours.parse)
DAYS = Unit("days", int)
YES = Unit("yes", Yes)
