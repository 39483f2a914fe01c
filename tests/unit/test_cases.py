"""A case that Python builds is held to the rules of one that is read: the path and the mend."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from partial_activity import (
    Case,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    Household,
    InvalidValue,
    Levies,
    Loss,
    MonthlyPay,
    Pay,
    Scheme,
    Share,
    Situation,
    Territory,
    VariablePay,
    WorkedPeriod,
)
from partial_activity.domain.assessment.cases import PeriodUnit
from partial_activity.domain.claim.claims import LINES_NOT_READ
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.months import month_bounds
from partial_activity.domain.payment.payments import PaymentLine

MARCH = month_bounds(2025, 3)
PAID = HourlyPay.parse("20")
MONTHLY = MonthlyPay(Fraction(2500), Fraction("151.67"))
STANDARD = EmployeeCategory.STANDARD
HOUSEHOLD = Household(PAID, PAID)


def case(
    employee: Employee,
    hours: str | None = "70",
    pay: Pay | None = None,
    employer: Employer | None = None,
    days: tuple[date, date] = MARCH,
    *,
    territory: Territory = Territory.NATIONAL,
) -> Case:
    """An ordinary case of March 2025."""
    return Case(
        scheme=Scheme.ORDINARY,
        first=days[0],
        last=days[1],
        employee=employee,
        employer=employer or Employer(),
        unworked_hours=None if hours is None else Hours.parse(hours),
        territory=territory,
        pay=pay,
    )


def variable(amount: int, months: int, monthly: MonthlyPay | None = MONTHLY) -> Employee:
    """Somebody with commissions."""
    hourly = None if monthly else PAID
    return Employee(
        STANDARD,
        hourly_pay=hourly,
        monthly_pay=monthly,
        variable_pay=VariablePay(Fraction(amount), months),
    )


ORDINARY = Employee(STANDARD, hourly_pay=PAID)
JOURNALIST = EmployeeCategory.FREELANCE_JOURNALIST
FAULTS: dict[str, tuple[Callable[[], Case], str, str]] = {
    "days over two months": (
        lambda: case(ORDINARY, days=(date(2025, 3, 31), date(2025, 4, 1))),
        "out_of_range",
        "days",
    ),
    "negative hours": (lambda: case(ORDINARY, hours="-1"), "out_of_range", "unworked_hours"),
    "no hours at all": (lambda: case(ORDINARY, hours=None), "missing", "unworked_hours"),
    "a firm of nobody": (
        lambda: case(ORDINARY, employer=Employer(workforce=0)),
        "out_of_range",
        "employer.workforce",
    ),
    "a cyclone on the mainland": (
        lambda: case(ORDINARY, employer=Employer(Situation.CYCLONE)),
        "conflicting_keys",
        "employer.situation",
    ),
    "no pay": (lambda: case(Employee(STANDARD)), "missing", "employee.hourly_pay"),
    "two pays": (
        lambda: case(Employee(STANDARD, hourly_pay=PAID, monthly_pay=MONTHLY)),
        "conflicting_keys",
        "employee",
    ),
    "a pay of zero": (
        lambda: case(Employee(STANDARD, hourly_pay=HourlyPay.parse("0"))),
        "out_of_range",
        "employee.hourly_pay",
    ),
    "a divisor of zero": (
        lambda: case(Employee(STANDARD, monthly_pay=MonthlyPay(Fraction(1), Fraction(0)))),
        "out_of_range",
        "employee.monthly_hours",
    ),
    "commissions beside an hourly pay": (
        lambda: case(variable(600, 12, monthly=None)),
        "missing",
        "employee.monthly_pay",
    ),
    "commissions over no month": (
        lambda: case(variable(600, 0)),
        "out_of_range",
        "employee.variable_pay.months",
    ),
    "commissions below nothing": (
        lambda: case(variable(-1, 12)),
        "out_of_range",
        "employee.variable_pay.sum",
    ),
    "a loss for somebody with a timetable": (
        lambda: case(Employee(STANDARD, hourly_pay=PAID, loss=Loss())),
        "conflicting_keys",
        "employee.loss",
    ),
    "a journalist without a scale": (
        lambda: case(
            Employee(JOURNALIST, loss=Loss(Euros.parse("1200"), Euros.parse("300"))), hours=None
        ),
        "missing",
        "employee.loss.scale_minimum",
    ),
    "a mean pay of zero": (
        lambda: case(
            Employee(
                EmployeeCategory.SALES_REPRESENTATIVE, loss=Loss(Euros(0), Euros.parse("300"))
            ),
            hours=None,
        ),
        "out_of_range",
        "employee.loss.mean_pay",
    ),
    "hours beside a loss": (
        lambda: case(
            Employee(
                EmployeeCategory.SALES_REPRESENTATIVE,
                loss=Loss(Euros.parse("3000"), Euros.parse("1200")),
            )
        ),
        "conflicting_keys",
        "unworked_hours",
    ),
    "an hourly pay for a sales representative": (
        lambda: case(Employee(EmployeeCategory.SALES_REPRESENTATIVE, hourly_pay=PAID), hours=None),
        "conflicting_keys",
        "employee",
    ),
    "a share of the minimum wage for a standard employee": (
        lambda: case(Employee(STANDARD, share_of_minimum_wage=Share.parse("0.43"))),
        "conflicting_keys",
        "employee.share_of_minimum_wage",
    ),
    "no agreement, and no share of the minimum wage": (
        lambda: case(Employee(STANDARD, hourly_pay=PAID, without_agreement=True)),
        "missing",
        "employee.share_of_minimum_wage",
    ),
    "no agreement for a sales representative": (
        lambda: case(
            Employee(EmployeeCategory.SALES_REPRESENTATIVE, without_agreement=True), hours=None
        ),
        "conflicting_keys",
        "employee",
    ),
    "a childminder without a contract": (
        lambda: case(Employee(EmployeeCategory.CHILDMINDER)),
        "missing",
        "employee.household",
    ),
    "an hourly pay beside the contract of a household employee": (
        lambda: case(
            Employee(EmployeeCategory.HOUSEHOLD_EMPLOYEE, hourly_pay=PAID, household=HOUSEHOLD)
        ),
        "conflicting_keys",
        "employee",
    ),
    "the contract of a household employee for somebody else": (
        lambda: case(Employee(STANDARD, hourly_pay=PAID, household=HOUSEHOLD)),
        "conflicting_keys",
        "employee.household",
    ),
    "a net pay of zero": (
        lambda: case(
            Employee(EmployeeCategory.CHILDMINDER, household=Household(HourlyPay.parse("0"), PAID))
        ),
        "out_of_range",
        "employee.household.net_hourly_pay",
    ),
    "a negative net pay": (
        lambda: case(ORDINARY, pay=Pay(net_pay_for_work=Euros(-1))),
        "out_of_range",
        "pay.net_pay_for_work",
    ),
    "contributions above the pay": (
        lambda: case(ORDINARY, pay=Pay(employee_contribution_share=Share.parse("1.01"))),
        "out_of_range",
        "pay.employee_contribution_share",
    ),
    "a suspension longer than the month": (
        lambda: case(ORDINARY, pay=Pay(suspended_hours=Hours.parse("151.68"))),
        "out_of_range",
        "pay.suspended_hours",
    ),
    "a suspension below nothing": (
        lambda: case(ORDINARY, pay=Pay(suspended_hours=Hours(-1))),
        "out_of_range",
        "pay.suspended_hours",
    ),
    "the levies of Alsace-Moselle in Mayotte": (
        lambda: case(ORDINARY, territory=Territory.MAYOTTE, pay=Pay(levies=Levies.ALSACE_MOSELLE)),
        "conflicting_keys",
        "pay.levies",
    ),
    "no residence in France, in Mayotte": (
        lambda: case(ORDINARY, territory=Territory.MAYOTTE, pay=Pay(levies=Levies.NON_RESIDENT)),
        "conflicting_keys",
        "pay.levies",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_case_that_is_not_sound_is_refused_where_it_is_wrong(name: str) -> None:
    """A caller in Python reads the same code and path as a caller of the command line."""
    build, code, path = FAULTS[name]
    with pytest.raises(InvalidValue) as raised:
        build()
    assert (raised.value.code, raised.value.path) == (code, path)


def test_hours_are_given_or_counted_never_both() -> None:
    """Which of the two would be believed?"""
    week = WorkedPeriod(PeriodUnit.WEEK, contract_hours=Hours.parse("35"))
    with pytest.raises(InvalidValue) as raised:
        Case(
            scheme=Scheme.ORDINARY,
            first=MARCH[0],
            last=MARCH[1],
            employee=ORDINARY,
            unworked_hours=Hours.parse("70"),
            periods=(week,),
        )
    assert (raised.value.code, raised.value.path) == ("conflicting_keys", "periods")


def test_half_a_day_is_read_and_a_thousandth_refused() -> None:
    """Days are counted as finely as hours."""
    assert str(Days.parse("1.5")) == "1.50"
    with pytest.raises(ValueError, match="finer than a hundredth"):
        Days.parse("0.125")


def test_every_month_ends_on_its_last_day() -> None:
    """Leap years included; December does not need a thirteenth month."""
    assert month_bounds(2024, 2)[1] == date(2024, 2, 29)
    assert month_bounds(2025, 2)[1] == date(2025, 2, 28)
    assert month_bounds(9999, 12)[1] == date(9999, 12, 31)


def test_lines_that_were_not_read_are_never_counted_as_none() -> None:
    """A total of zero would be believed."""
    with pytest.raises(AssertionError, match="read without its lines"):
        len(LINES_NOT_READ)
    with pytest.raises(AssertionError, match="read without its lines"):
        sum(line.compensable_hours.hundredths for line in LINES_NOT_READ)


def test_nothing_and_less_than_nothing_are_not_paid() -> None:
    """A correction downwards is a recovery, not a payment."""
    with pytest.raises(ValueError, match="above zero"):
        PaymentLine(
            Siret("73282932000074"),
            "claim",
            1,
            1,
            Euros(0),
            Iban("FR1420041010050500013M02606"),
            "payee",
            datetime(2020, 5, 5, tzinfo=UTC),
        )
