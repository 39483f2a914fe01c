"""Money, hours, shares and pays, leaning towards what a rule turns on."""

from fractions import Fraction
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from partial_activity import (
    Days,
    Euros,
    HourlyPay,
    Hours,
    MonthlyPay,
    Share,
    VariablePay,
)


@lru_cache
def euros(least: str = "0.00", most: str = "20000.00") -> SearchStrategy[Euros]:
    """Amounts of money, to the cent."""
    return st.integers(Euros.parse(least).cents, Euros.parse(most).cents).map(Euros)


@lru_cache
def hourly_pays() -> SearchStrategy[HourlyPay]:
    """Gross hourly pays: of an apprentice, near the minimum wage, ordinary, near and above the cap.

    To the cent for the most part; a few have no last decimal, as a monthly pay over 151.67 hours.
    """
    cents = st.one_of(
        st.integers(300, 799),
        st.integers(700, 1_400),
        st.integers(1_000, 4_000),
        st.integers(4_000, 9_000),
    ).map(lambda number: Fraction(number, 100))
    endless = st.fractions(Fraction(3), Fraction(90), max_denominator=15_167)
    return st.one_of(cents, cents, cents, endless).map(HourlyPay)


@lru_cache
def hours(least: str = "0.00", most: str = "151.67") -> SearchStrategy[Hours]:
    """Hours, to the hundredth."""
    return st.integers(Hours.parse(least).hundredths, Hours.parse(most).hundredths).map(Hours)


@lru_cache
def days(most: int = 31) -> SearchStrategy[Days]:
    """Days, and half-days."""
    return st.integers(0, 2 * most).map(lambda halves: Days(50 * halves))


@lru_cache
def shares(least: str = "0.00", most: str = "1.00") -> SearchStrategy[Share]:
    """Shares, to the ten-thousandth."""
    bounds = [int(Fraction(bound) * 10_000) for bound in (least, most)]
    return st.integers(*bounds).map(lambda number: Share(Fraction(number, 10_000)))


@lru_cache
def monthly_pays(*, part_time: bool = False) -> SearchStrategy[MonthlyPay]:
    """Monthly pays with the hours they are paid for: full time, contracts above it, part-time."""
    below = st.integers(2_000, 15_166).map(lambda hundredths: Fraction(hundredths, 100))
    whole = st.sampled_from(["151.67", "169", "186"]).map(Fraction)
    divisors = below if part_time else st.one_of(whole, below)
    return st.builds(
        lambda hourly, divisor: MonthlyPay(
            Fraction(round(hourly.exact * divisor * 100), 100), divisor
        ),
        hourly_pays(),
        divisors,
    )


@lru_cache
def variable_pays() -> SearchStrategy[VariablePay]:
    """Commissions and the like, over one to twelve months."""
    return st.builds(
        VariablePay, euros(most="40000.00").map(lambda pay: pay.exact), st.integers(1, 12)
    )
