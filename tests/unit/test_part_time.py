"""Part-time is below the legal duration (L. 3123-1): from 35 hours on it is refused."""

from fractions import Fraction
from typing import Any

import pytest

from partial_activity import (
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    HourlyPay,
    Hours,
    InvalidValue,
    MonthlyPay,
    PeriodUnit,
    Scheme,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.claim.possible_hours import part_time_beyond


def case(period: WorkedPeriod | DayPeriod, category: EmployeeCategory) -> Case:
    """A part-timer in March 2025."""
    employee = Employee(category, hourly_pay=HourlyPay.parse("15"))
    return Case.of_month("2025-03", scheme=Scheme.ORDINARY, employee=employee, periods=(period,))


def week(hours: str) -> WorkedPeriod:
    """A week of a contract."""
    return WorkedPeriod(PeriodUnit.WEEK, contract_hours=Hours.parse(hours))


@pytest.mark.parametrize(
    "period",
    [
        week("35"),
        week("36"),
        week("39"),
        WorkedPeriod(PeriodUnit.MONTH, contract_hours=Hours.parse("151.67")),
        DayPeriod(Days.parse("3"), contract_hours=Hours.parse("35")),
    ],
    ids=["35", "36", "39", "month", "days"],
)
def test_a_part_timer_at_the_legal_duration_is_refused(period: WorkedPeriod | DayPeriod) -> None:
    """With the part-time floor he was paid more than he is owed."""
    with pytest.raises(InvalidValue, match="part-time is below the legal duration") as refused:
        assess(case(period, EmployeeCategory.PART_TIME))
    assert (refused.value.code, refused.value.path) == ("out_of_range", "periods[0].contract_hours")
    assert "L. 3123-1" in refused.value.french
    assert assess(case(period, EmployeeCategory.STANDARD)).indemnity.cents > 0


@pytest.mark.parametrize(
    "period",
    [week("34.99"), WorkedPeriod(PeriodUnit.MONTH, contract_hours=Hours.parse("151.66"))],
    ids=["week", "month"],
)
def test_below_it_part_time_is_assessed(period: WorkedPeriod) -> None:
    """To the hundredth."""
    assert assess(case(period, EmployeeCategory.PART_TIME)).indemnity.cents > 0


def paid_by_the_month(hours: Fraction, **given: Any) -> Case:  # noqa: ANN401  hours or periods
    """A part-timer in March 2025 whose pay is for so many hours a month."""
    pay = MonthlyPay(Fraction(2_000), hours)
    employee = Employee(EmployeeCategory.PART_TIME, monthly_pay=pay)
    return Case.of_month("2025-03", scheme=Scheme.ORDINARY, employee=employee, **given)


@pytest.mark.parametrize(
    "given", [{"unworked_hours": Hours.parse("20")}, {"periods": (week("28"),)}]
)
@pytest.mark.parametrize("hours", ["151.67", "455/3", "169"])
def test_a_monthly_pay_of_the_legal_duration_is_no_part_timers(
    hours: str, given: dict[str, Any]
) -> None:
    """However the hours of the month are given."""
    with pytest.raises(InvalidValue, match="part-time is below the legal duration") as refused:
        assess(paid_by_the_month(Fraction(hours), **given))
    assert (refused.value.code, refused.value.path) == ("out_of_range", "employee.monthly_hours")
    assert "L. 3123-1" in refused.value.french
    below = paid_by_the_month(Fraction("151.66"), **given)
    assert assess(below).indemnity.cents > 0


@pytest.mark.parametrize(("hours", "told"), [("34.99", []), ("35", ["out_of_range"])])
def test_a_claim_line_is_held_to_it_too(hours: str, told: list[str]) -> None:
    """In a file, the grid and the API: a line has the hours of the whole week."""
    found = part_time_beyond(EmployeeCategory.PART_TIME, Hours.parse(hours))
    assert [problem.code for problem in found] == told
    assert not [*part_time_beyond(EmployeeCategory.STANDARD, Hours.parse(hours))]
