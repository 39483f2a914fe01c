"""Money, shares and hourly pay: exact, never a float.

An amount is a whole number of cents. A share or an hourly pay is an exact ratio, because a monthly
pay divided by 151.67 has no last decimal; it is rounded once, half-up, when it becomes an amount.
No article fixes the rounding: it is the one of the ministry's published examples (0.70 x 30.75 =
21.525, printed 21.53).
"""

import re
from fractions import Fraction
from typing import Self

from attrs import field, frozen

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def parse_decimal(text: str) -> Fraction:
    """Read a plain decimal (``"151.67"``): a point, no exponent, no space, no thousands mark.

    Raises:
        ValueError: the text is anything else.
    """
    if not _DECIMAL.fullmatch(text):
        msg = f"{text!r} is not a plain decimal number such as 151.67"
        raise ValueError(msg)
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def half_up(ratio: Fraction, scale: int = 1) -> int:
    """The nearest whole number; a half goes up (away from zero), as in the official examples.

    Args:
        ratio: what is rounded.
        scale: a whole number that it is multiplied by first: faster than a ratio times another.
    """
    numerator, denominator = ratio.numerator * scale, ratio.denominator
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def decimal_text(ratio: Fraction, places: int = 2) -> str:
    """The ratio as a decimal text: exact where it ends, else rounded half-up to ten decimals.

    At least ``places`` decimals are written, so that 0.6 reads ``0.60``.
    """
    scaled = half_up(ratio, 10**10)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(11, "0")
    whole, decimals = digits[:-10], digits[-10:].rstrip("0")
    decimals = decimals.ljust(places, "0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


@frozen(order=True)
class Euros:
    """An amount of money, in whole cents."""

    cents: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"1234.56"``; a third decimal is refused, never rounded.

        Raises:
            ValueError: not a plain decimal, or finer than a cent.
        """
        cents = parse_decimal(text) * 100
        if cents.denominator != 1:
            msg = f"{text!r} is finer than a cent"
            raise ValueError(msg)
        return cls(cents.numerator)

    @classmethod
    def rounded(cls, amount: Fraction) -> Self:
        """The amount in euros, rounded half-up to the cent: the one rounding of an amount."""
        return cls(half_up(amount, 100))

    @property
    def exact(self) -> Fraction:
        """The amount in euros, as an exact ratio."""
        return Fraction(self.cents, 100)

    def __add__(self, other: "Euros") -> "Euros":
        return Euros(self.cents + other.cents)

    def __sub__(self, other: "Euros") -> "Euros":
        return Euros(self.cents - other.cents)

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"


ZERO_EUROS = Euros(0)


def _positive(_instance: object, _attribute: object, value: Fraction) -> None:
    if value < 0:
        msg = f"{type(_instance).__name__} cannot be negative: {value}"
        raise ValueError(msg)


@frozen(order=True)
class Share:
    """A part of an amount (0.60), or a multiple of one (4.5 times the minimum wage)."""

    exact: Fraction = field(validator=_positive)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"0.60"``.

        Raises:
            ValueError: not a plain decimal, or negative.
        """
        return cls(parse_decimal(text))

    def __str__(self) -> str:
        return decimal_text(self.exact)


@frozen(order=True)
class HourlyPay:
    """Euros for one hour, exact: a reference pay, a floor, a minimum wage."""

    exact: Fraction = field(validator=_positive)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"8.46"``.

        Raises:
            ValueError: not a plain decimal, or negative.
        """
        return cls(parse_decimal(text))

    def __str__(self) -> str:
        return decimal_text(self.exact)
