"""Money, shares and hourly pay: exact, never a float.

An amount is a whole number of cents. A share or an hourly pay is an exact ratio, because a monthly
pay divided by 151.67 has no last decimal; it is rounded once, half-up, when it becomes an amount.
No article fixes the rounding: it is the one of the ministry's published examples (0.70 x 30.75 =
21.525, printed 21.53).
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Self

from attrs import field

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.values import frozen, refuse
from partial_activity.domain.words import Words

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_LONGEST_NUMBER = 60
"""Signs of a number: far above any figure, and below what slows arithmetic down."""
_A_CENT = Words("le centime", "a cent")


def parse_decimal(given: str | Decimal, path: str = "") -> Fraction:
    """Read a plain decimal (``"151.67"``): a point, no exponent, no space, no thousands mark.

    Args:
        given: the text, or a Decimal.
        path: what is read, for the error.

    Raises:
        InvalidValue: the text is anything else, or a Decimal that is no such number.
    """
    if isinstance(given, Decimal):
        given = _plain_text(given)
    if not isinstance(given, str):
        raise InvalidValue(
            "wrong_type",
            path,
            f"a number is read from a text or a Decimal, not from {type(given).__name__}",
            f"un nombre se lit d'un texte ou d'un Decimal, et non de {type(given).__name__}",
        )
    if len(given) > _LONGEST_NUMBER or not _DECIMAL.fullmatch(given):
        shown = repr(given[:_LONGEST_NUMBER])
        raise InvalidValue(
            "not_a_number",
            path,
            f"{shown} is not a plain decimal number such as 151.67",
            f"{shown} n'est pas un nombre décimal tel que 151.67",
        )
    whole, _, decimals = given.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _plain_text(number: Decimal) -> str:
    """The digits of a number without an exponent; no number, or a very long one, stays as it is."""
    endless = not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER
    return str(number) if endless else f"{number:f}"


def in_hundredths(given: str | Decimal, path: str, unit: Words) -> int:
    """Read a number of hundredths: of a euro, an hour or a day; nothing finer is rounded.

    Raises:
        InvalidValue: not a plain decimal, or finer than a hundredth.
    """
    hundredths = parse_decimal(given, path) * 100
    if hundredths.denominator != 1:
        raise InvalidValue(
            "too_precise",
            path,
            f"{str(given)!r} is finer than {unit.english}",
            f"{str(given)!r} est plus fin que {unit.french}",
        )
    return hundredths.numerator


def half_up(ratio: Fraction, scale: int = 1) -> int:
    """The nearest whole number; a half goes up (away from zero), as in the official examples.

    Args:
        ratio: what is rounded.
        scale: a whole number that it is multiplied by first: faster than a ratio times another.

    Raises:
        InvalidValue: it is no exact number.
    """
    try:
        numerator, denominator = ratio.numerator * scale, ratio.denominator
    except AttributeError as error:  # asked of each amount, so that a look at its type would cost
        given = type(ratio).__name__
        raise InvalidValue(
            "wrong_type",
            "ratio",
            f"what is rounded must be of type Fraction, not {given}",
            f"ce qui est arrondi doit être de type Fraction, et non {given}",
        ) from error
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def less(one: Fraction, other: Fraction) -> bool:
    """Whether a ratio is less than another: as ``<``, and several times as fast."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def decimal_text(ratio: Fraction, places: int = 2) -> str:
    """The ratio as a decimal text: exact where it ends, else rounded half-up to ten decimals.

    At least ``places`` decimals are written, so that 0.6 reads ``0.60``.
    """
    scaled = half_up(ratio, 10**10)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(11, "0")
    whole, decimals = digits[:-10], digits[-10:].rstrip("0")
    decimals = decimals.ljust(places, "0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


@frozen
class Euros:
    """An amount of money, in whole cents."""

    cents: int

    @classmethod
    def parse(cls, text: str | Decimal) -> Self:
        """Read ``"1234.56"``; a third decimal is refused, never rounded.

        Raises:
            InvalidValue: not a plain decimal, or finer than a cent.
        """
        return cls(in_hundredths(text, "euros", _A_CENT))

    @classmethod
    def rounded(cls, amount: Fraction) -> Self:
        """The amount in euros, rounded half-up to the cent: the one rounding of an amount."""
        return cls(half_up(amount, 100))

    @property
    def exact(self) -> Fraction:
        """The amount in euros, as an exact ratio."""
        return Fraction(self.cents, 100)

    @property
    def decimal(self) -> Decimal:
        """The amount in euros, with two decimals."""
        return Decimal(str(self))

    # Written out: what attrs makes of order=True takes several times as long.
    def __lt__(self, other: "Euros") -> bool:
        return self.cents < other.cents if other.__class__ is Euros else NotImplemented

    def __le__(self, other: "Euros") -> bool:
        return self.cents <= other.cents if other.__class__ is Euros else NotImplemented

    def __gt__(self, other: "Euros") -> bool:
        return self.cents > other.cents if other.__class__ is Euros else NotImplemented

    def __ge__(self, other: "Euros") -> bool:
        return self.cents >= other.cents if other.__class__ is Euros else NotImplemented

    def __add__(self, other: "Euros") -> "Euros":
        return Euros(self.cents + other.cents)

    def __sub__(self, other: "Euros") -> "Euros":
        return Euros(self.cents - other.cents)

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"


ZERO_EUROS = Euros(0)


def _not_negative(instance: object, field: object, value: Fraction) -> None:  # noqa: ARG001
    if value.numerator < 0:
        refuse(instance, "exact", f"ne peut être négatif : {value}", f"cannot be negative: {value}")


@frozen(order=True)
class Share:
    """A part of an amount (0.60), or a multiple of one (4.5 times the minimum wage)."""

    exact: Fraction = field(validator=_not_negative)

    @classmethod
    def parse(cls, text: str | Decimal) -> Self:
        """Read ``"0.60"``.

        Raises:
            InvalidValue: not a plain decimal, or negative.
        """
        return cls(parse_decimal(text, "share"))

    @classmethod
    def part(cls, text: str | Decimal) -> Self:
        """Read a share of a whole: above 0, and at most 1.

        Raises:
            InvalidValue: not a plain decimal, or out of these bounds.
        """
        share = parse_decimal(text, "share")
        if not 0 < share <= 1:
            raise InvalidValue(
                "out_of_range",
                "share",
                f"{text} is not above 0 and at most 1: a share is written 0.43 for 43 %",
                f"{text} n'est pas entre 0 et 1 : une part s'écrit 0.43 pour 43 %",
            )
        return cls(share)

    @property
    def decimal(self) -> Decimal:
        """The share; one that does not end is rounded half-up to ten decimals."""
        return Decimal(str(self))

    def __str__(self) -> str:
        return decimal_text(self.exact)


@frozen(order=True)
class HourlyPay:
    """Euros for one hour, exact: a reference pay, a floor, a minimum wage."""

    exact: Fraction = field(validator=_not_negative)

    @classmethod
    def parse(cls, text: str | Decimal) -> Self:
        """Read ``"8.46"``.

        Raises:
            InvalidValue: not a plain decimal, or negative.
        """
        return cls(parse_decimal(text, "hourly_pay"))

    @property
    def decimal(self) -> Decimal:
        """Euros for an hour; a pay that does not end is rounded half-up to ten decimals."""
        return Decimal(str(self))

    def __str__(self) -> str:
        return decimal_text(self.exact)
