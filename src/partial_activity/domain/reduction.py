"""The long-term schemes' limit on unworked hours: a share of the weekly duration, on average."""

from collections.abc import Sequence
from fractions import Fraction

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Share


def maximum_unworked_hours(weekly_hours: Hours, share: Share) -> Hours:
    """Hours a week that may go unworked, on average over the whole use of the scheme.

    The share is 0.40, or 0.50 where the authority allows it for an exceptional situation.
    ``weekly_hours`` is the duration that the share bears on:

    - APLD (décret n° 2020-926, art. 4): the legal duration, the same 35 hours for part-timers
      unless the agreement says otherwise; the duration of the contract or agreement for day rates,
      equivalence and collective overtime (ministry's questions and answers).
    - APLD rebond (décret n° 2025-338, art. 4): the legal duration or, if lower, the collective or
      contractual one.

    A finer result is cut to the hundredth: a limit rounded up would be passed.
    """
    return Hours(int(weekly_hours.hundredths * share.exact))


def average_reduction(shares: Sequence[Share]) -> Share:
    """The exact mean of the unworked shares of periods of equal length (semesters, say).

    A whole semester closed is allowed as long as the mean stays within the limit (décret
    n° 2020-926, art. 4; the months neutralised by art. 9 are left out by the caller).

    Raises:
        InvalidValue: there is no period.
    """
    if not shares:
        raise InvalidValue("missing", "shares", "a mean needs the share of at least one period")
    return Share(sum((share.exact for share in shares), Fraction(0)) / len(shares))
