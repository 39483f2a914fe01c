"""Hours, in whole hundredths: 151.67 hours is 15167 hundredths."""

from decimal import Decimal
from fractions import Fraction
from typing import Self

from partial_activity.domain.money import half_up, in_hundredths
from partial_activity.domain.values import frozen
from partial_activity.domain.words import Words

_A_HUNDREDTH = Words("le centième d'heure", "a hundredth of an hour")


@frozen
class Hours:
    """A number of hours, in whole hundredths of an hour."""

    hundredths: int

    @classmethod
    def parse(cls, text: str | Decimal) -> Self:
        """Read ``"70.00"``; a third decimal is refused, never rounded.

        Raises:
            InvalidValue: not a plain decimal, or finer than a hundredth.
        """
        return cls(in_hundredths(text, "hours", _A_HUNDREDTH))

    @classmethod
    def rounded(cls, hours: Fraction) -> Self:
        """The hours, rounded half-up to the hundredth (corrections: H = (M - P) / h)."""
        return cls(half_up(hours, 100))

    @property
    def exact(self) -> Fraction:
        """The hours as an exact ratio."""
        return Fraction(self.hundredths, 100)

    @property
    def decimal(self) -> Decimal:
        """The hours, with two decimals."""
        return Decimal(str(self))

    # Written out: what attrs makes of order=True takes several times as long.
    def __lt__(self, other: "Hours") -> bool:
        return self.hundredths < other.hundredths if other.__class__ is Hours else NotImplemented

    def __le__(self, other: "Hours") -> bool:
        return self.hundredths <= other.hundredths if other.__class__ is Hours else NotImplemented

    def __gt__(self, other: "Hours") -> bool:
        return self.hundredths > other.hundredths if other.__class__ is Hours else NotImplemented

    def __ge__(self, other: "Hours") -> bool:
        return self.hundredths >= other.hundredths if other.__class__ is Hours else NotImplemented

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(self.hundredths + other.hundredths)

    def __sub__(self, other: "Hours") -> "Hours":
        return Hours(self.hundredths - other.hundredths)

    def __str__(self) -> str:
        sign = "-" if self.hundredths < 0 else ""
        return f"{sign}{abs(self.hundredths) // 100}.{abs(self.hundredths) % 100:02d}"


ZERO_HOURS = Hours(0)
WHOLE_DAY = Hours(2400)
WHOLE_WEEK = Hours(16800)
"""Seven days of twenty-four hours: no week has more."""
LEGAL_WEEK = Hours(3500)
"""Legal duration of a week (C. trav., art. L. 3121-27)."""
DAY_OF_DAY_RATE = Hours(700)
"""A day of a contract in days a year; a half-day is 3.5 hours (D. 5122-15, I 1°)."""
LEGAL_MONTH = Hours(15167)
"""Legal duration of a month as the scheme counts it: 151.67 hours."""
LEGAL_MONTH_EXACT = Fraction(35 * 52, 12)
"""Hours of a month in minimum-wage formulas: 35 x 52 / 12, not 151.67."""
