"""What CrossHair proves of the roundings, for every amount there is (see docs/decisions/0011).

It runs the functions themselves on whole numbers that stand for any. A ratio of the standard
library looks for a common divisor first, which no solver follows: ``Ratio`` has the same two parts,
whether they have one or not.
"""

from typing import TYPE_CHECKING, NamedTuple, cast

from partial_activity.domain.assessment.hourly import total_of
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros, half_up

if TYPE_CHECKING:
    from fractions import Fraction


class Ratio(NamedTuple):
    """Two whole numbers."""

    numerator: int
    denominator: int


def _rounded(numerator: int, denominator: int, scale: int = 1) -> int:
    return half_up(cast("Fraction", Ratio(numerator, denominator)), scale)


def nearest(numerator: int, denominator: int) -> int:
    """No whole number is nearer to the ratio.

    pre: denominator > 0
    post: abs(2 * (numerator - _ * denominator)) <= denominator
    """
    return _rounded(numerator, denominator)


def a_half_goes_up(whole: int) -> int:
    """Away from zero: 0.5 is 1, and -0.5 is -1.

    post: _ == (whole + 1 if whole >= 0 else whole)
    """
    return _rounded(2 * whole + 1, 2)


def the_same_below_zero(numerator: int, denominator: int) -> bool:
    """What is owed and what is paid back are rounded alike.

    pre: denominator > 0
    post: _
    """
    return _rounded(-numerator, denominator) == -_rounded(numerator, denominator)


def more_is_never_less(numerator: int, more: int, denominator: int) -> bool:
    """A larger amount is not rounded to a smaller one.

    pre: denominator > 0 and more >= 0
    post: _
    """
    return _rounded(numerator, denominator) <= _rounded(numerator + more, denominator)


def cents_of_euros(numerator: int) -> int:
    """An amount an hour out of a monthly pay, in hundredths, over 151.67.

    post: abs(2 * (100 * numerator - _ * 15167)) <= 15167
    """
    return _rounded(numerator, 15_167, 100)


def hours_at_an_amount(cents: int, hundredths: int) -> int:
    """Cents an hour for hundredths of an hour; a half goes up.

    pre: cents >= 0 and hundredths >= 0
    post: -100 <= 2 * (cents * hundredths - _ * 100) < 100
    """
    return total_of(Euros(cents), Hours(hundredths)).cents
