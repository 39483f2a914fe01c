"""Exact money: parsed strictly, rounded half-up, written plainly."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity import Euros, HourlyPay, Hours, Share
from partial_activity.domain.assessment.hourly import total_of
from partial_activity.domain.money import decimal_text, half_up, parse_decimal


@pytest.mark.parametrize(
    ("exact", "printed"),
    [("21.525", "21.53"), ("27.405", "27.41"), ("31.9725", "31.97"), ("7.175", "7.18")],
)
def test_amounts_round_as_the_ministry_prints_them(exact: str, printed: str) -> None:
    """Half-even fails the first two."""
    assert str(Euros.rounded(parse_decimal(exact))) == printed


@given(st.fractions())
def test_a_half_goes_away_from_zero_on_both_sides(ratio: Fraction) -> None:
    """A negative difference rounds as its opposite does."""
    assert half_up(-ratio) == -half_up(ratio)
    assert abs(half_up(ratio) - ratio) <= Fraction(1, 2)


@pytest.mark.parametrize("text", ["", " 1", "1,5", "1e3", "NaN", "+1", ".5", "1.", "１"])
def test_only_plain_decimals_are_read(text: str) -> None:
    """A comma dropped in silence would make 753 of 7,53."""
    with pytest.raises(ValueError, match="plain decimal"):
        parse_decimal(text)


@pytest.mark.parametrize("kind", [Euros, Hours])
def test_nothing_finer_than_a_hundredth_is_rounded_away(kind: type[Euros | Hours]) -> None:
    """It is refused."""
    with pytest.raises(ValueError, match="finer than"):
        kind.parse("1.005")


@pytest.mark.parametrize("kind", [Share, HourlyPay])
def test_a_share_or_an_hourly_pay_is_never_negative(kind: type) -> None:
    """Whoever builds it."""
    with pytest.raises(ValueError, match="cannot be negative"):
        kind(Fraction(-1, 2))


@given(st.integers(-(10**15), 10**15))
def test_what_is_written_is_read_back(cents: int) -> None:
    """Twenty million hours are an ordinary Tuesday."""
    assert Euros.parse(str(Euros(cents))) == Euros(cents)
    assert Hours.parse(str(Hours(cents))) == Hours(cents)


def test_a_ratio_without_a_last_decimal_is_written_to_the_tenth() -> None:
    """2,500 over 151.67, and its opposite."""
    ratio = Fraction(250000, 15167)
    assert decimal_text(ratio) == "16.4831542164"
    assert decimal_text(-ratio) == "-16.4831542164"
    assert decimal_text(Fraction(3, 5)) == "0.60"
    assert decimal_text(Fraction(3), 0) == "3"


def test_every_small_ratio_is_rounded_as_decimals_are() -> None:
    """To the nearest, a half away from zero; by tens of thousands of ratios on both sides."""
    for denominator in range(1, 61):
        for numerator in range(-400, 401):
            ratio = Fraction(numerator, denominator)
            expected = (Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP)
            assert half_up(ratio) == expected, ratio
            cents = abs(100 * ratio - half_up(ratio, 100))
            assert cents <= Fraction(1, 2), ratio


def test_a_total_is_the_hourly_amount_for_the_hours_rounded_once() -> None:
    """Every hundredth of two hours, at every amount up to a euro and around the minimum wage."""
    for cents in (*range(100), *range(1_180, 1_240)):
        for hundredths in range(201):
            exact = Decimal(cents * hundredths) / 100
            expected = exact.quantize(Decimal(1), ROUND_HALF_UP)
            assert total_of(Euros(cents), Hours(hundredths)).cents == expected
