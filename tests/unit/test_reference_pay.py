"""From the pay an employee is given to the exact euros of one hour.

Worked figures without an address were computed by hand from the text cited.
"""

from fractions import Fraction

import pytest

from partial_activity.domain.assessment.cases import (
    Employee,
    EmployeeCategory,
    Loss,
    MonthlyPay,
    VariablePay,
)
from partial_activity.domain.assessment.reference_pay import (
    Reference,
    hourly_reference_pay,
    mean_pay_coefficient,
)
from partial_activity.domain.money import Euros, HourlyPay, Share, parse_decimal

MINIMUM_WAGE = parse_decimal("11.65")


def reference(category: EmployeeCategory = EmployeeCategory.STANDARD, **pay: object) -> Reference:
    """The reference pay of an employee; every sentence it says can be read."""
    found = hourly_reference_pay(Employee(category, **pay), MINIMUM_WAGE)  # type: ignore[arg-type]
    for statement in (*found.steps, *found.warnings):
        assert statement.french != statement.english
    return found


def rounded(found: Reference) -> str:
    """To the cent, as a reader would print it."""
    return str(Euros.rounded(found.hourly_pay))


def monthly(euros: str, hours: str = "151.67") -> MonthlyPay:
    """A monthly pay."""
    return MonthlyPay(parse_decimal(euros), parse_decimal(hours))


def test_an_hourly_pay_is_taken_as_given() -> None:
    """Nothing is rounded, nothing is warned of."""
    found = reference(hourly_pay=HourlyPay.parse("30.7512345678"))
    assert found.hourly_pay == parse_decimal("30.7512345678")
    assert not found.warnings


def test_a_monthly_pay_is_divided_by_its_hours_without_rounding() -> None:
    """2,500 over 151.67 has no last decimal."""
    found = reference(monthly_pay=monthly("2500"))
    assert found.hourly_pay == Fraction(250_000, 15_167)
    assert found.steps[0].english == (
        "Hourly reference pay: €2500.00 ÷ 151.67 hours = €16.4831… (R. 5122-18, al. 1)."
    )


def test_structural_overtime_is_in_the_pay_and_in_the_hours() -> None:
    """39 hours a week: 2,285.65 euros for 169 hours (the figures of EBP's support pages)."""
    assert rounded(reference(monthly_pay=monthly("2285.65", "169"))) == "13.52"


def test_fixed_and_variable_pay_add_up() -> None:
    """2,275 + 150 a month; 6,000 of commissions and 910 of a presence bonus over twelve months."""
    found = reference(
        monthly_pay=monthly("2425"), variable_pay=VariablePay(Fraction(6000 + 910), 12)
    )
    assert found.hourly_pay == (2425 + Fraction(6910, 12)) / parse_decimal("151.67")
    assert rounded(found) == "19.79"
    assert [step.code for step in found.steps] == ["variable_pay_added", "monthly_pay"]
    assert "6910,00 € ÷ 12 mois = 575,8333… €" in found.steps[0].french


def test_fewer_months_worked_divide_the_variable_pay() -> None:
    """Hired eight months ago: 4,000 of commissions count 500 a month."""
    found = reference(
        monthly_pay=monthly("2000", "100"), variable_pay=VariablePay(Fraction(4000), 8)
    )
    assert found.hourly_pay == 25


def test_the_window_of_variable_pay_is_said_to_be_disputed() -> None:
    """The text counts from the company's first day, the ministry from the latest placement."""
    found = reference(monthly_pay=monthly("2000"), variable_pay=VariablePay(Fraction(1200), 12))
    assert [warning.code for warning in found.warnings] == ["disputed"]
    assert "R. 5122-18" in found.warnings[0].french


def test_an_apprentice_is_paid_a_share_of_the_minimum_wage() -> None:
    """43 % of 11.65."""
    found = reference(EmployeeCategory.APPRENTICE, share_of_minimum_wage=Share.parse("0.43"))
    assert found.hourly_pay == parse_decimal("5.0095")


def test_beside_a_pay_the_pay_decides() -> None:
    """An agreement may pay an apprentice more than the share."""
    found = reference(
        EmployeeCategory.APPRENTICE,
        hourly_pay=HourlyPay.parse("7.00"),
        share_of_minimum_wage=Share.parse("0.43"),
    )
    assert found.hourly_pay == 7


def test_a_sales_representative_has_the_mean_pay_over_the_legal_month() -> None:
    """36,000 over twelve months: 3,000 / 151.67 (D. 5122-15, II 1°)."""
    loss = Loss(Euros.parse("3000"), Euros.parse("1200"))
    found = reference(EmployeeCategory.SALES_REPRESENTATIVE, loss=loss)
    assert found.hourly_pay == 3000 / parse_decimal("151.67")
    assert rounded(found) == "19.78"


def test_a_freelance_journalist_has_the_mean_pay_over_the_reduced_month() -> None:
    """1,200 of mean pay for a minimum of 2,000: 151.67 × 0.60 = 91.002 hours (II 3°)."""
    loss = Loss(Euros.parse("1200"), Euros.parse("300"), Euros.parse("2000"))
    found = reference(EmployeeCategory.FREELANCE_JOURNALIST, loss=loss)
    assert mean_pay_coefficient(loss) == parse_decimal("0.60")
    assert found.hourly_pay == 1200 / parse_decimal("91.002")
    assert rounded(found) == "13.19"


@pytest.mark.parametrize("mean", ["2000", "2500"])
def test_a_coefficient_is_never_above_one(mean: str) -> None:
    """Paid at or above the scale: the whole month."""
    loss = Loss(Euros.parse(mean), Euros.parse("0"), Euros.parse("2000"))
    assert mean_pay_coefficient(loss) == 1


def test_a_senior_executive_has_a_thirtieth_of_the_mean_pay_over_seven_hours() -> None:
    """9,000 / 30 / 7 = 42.857..., not rounded (II 5°)."""
    loss = Loss(Euros.parse("9000"))
    found = reference(EmployeeCategory.SENIOR_EXECUTIVE, loss=loss)
    assert found.hourly_pay == Fraction(300, 7)


@pytest.mark.parametrize(
    ("category", "loss"),
    [
        (EmployeeCategory.HOME_WORKER, Loss(Euros.parse("2000"), Euros.parse("800"))),
        (EmployeeCategory.AIRCREW, None),
    ],
)
def test_home_workers_and_aircrew_have_an_ordinary_pay(
    category: EmployeeCategory, loss: Loss | None
) -> None:
    """A home worker's mean pay makes the hours, not the hourly pay (II 2°)."""
    found = reference(category, hourly_pay=HourlyPay.parse("20"), loss=loss)
    assert found.hourly_pay == 20
