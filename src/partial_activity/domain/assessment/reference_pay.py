"""The reference pay: the exact euros of one hour, from the pay an employee is given.

Nothing is rounded here: the hourly pay is an exact ratio, rounded only when it becomes an amount.
"""

from collections.abc import Callable
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from partial_activity.domain.assessment.cases import (
    Employee,
    EmployeeCategory,
    Loss,
    MonthlyPay,
    VariablePay,
)
from partial_activity.domain.hours import LEGAL_MONTH
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.wording.disputed_points import VARIABLE_PAY_WINDOW


@frozen
class Reference:
    """Gross euros of one hour, exact, and how they were found."""

    hourly_pay: Fraction
    steps: tuple[Statement, ...]
    warnings: tuple[Statement, ...] = ()


def hourly_reference_pay(employee: Employee, minimum_wage: Fraction | None) -> Reference:
    """The gross hourly reference pay (R. 5122-18, al. 1 and 3; D. 5122-15, II).

    An hourly pay is taken as given. A monthly pay is divided by the hours it is paid for, overtime
    of the contract in both (151.67, 169, 186 ...). Variable or non-monthly pay is added as the mean
    of the months given; it leaves out, as the monthly pay does, refunds of expenses, pay that is
    not the counterpart of work, and sums of the year that the unworked hours do not lower.

    Which months enter that mean is disputed: the text takes the twelve civil months before the
    first day of the company in the scheme, the ministry's questions and answers the twelve before
    the latest placement. The sum is the caller's, so the answer only warns.

    Args:
        employee: with exactly one pay, as ``Case`` has checked.
        minimum_wage: gross, in euros an hour; needed only for a pay that is a share of it.
    """
    if employee.hourly_pay is not None:
        return Reference(employee.hourly_pay.exact, _AS_GIVEN)
    if employee.monthly_pay is not None:
        return _from_monthly_pay(employee.monthly_pay, employee.variable_pay)
    if employee.category in _FROM_MEAN_PAY:
        assert employee.loss is not None, "Case has checked it"
        return _FROM_MEAN_PAY[employee.category](employee.loss)
    assert employee.share_of_minimum_wage is not None, "a case has a pay"
    assert minimum_wage is not None, "the rules of a share of the minimum wage hold one"
    share = employee.share_of_minimum_wage.exact
    return Reference(
        share * minimum_wage,
        (
            Statement(
                "share_of_minimum_wage_pay",
                {"share": share, "minimum_wage": minimum_wage, "pay": share * minimum_wage},
            ),
        ),
    )


def mean_pay_coefficient(loss: Loss) -> Fraction:
    """Freelance journalists: mean pay over the minimum of the scale, at most 1 (D. 5122-15, II 3°).

    The scale is the firm's, else the press form's, else the monthly minimum wage.
    """
    assert loss.scale_minimum is not None, "Case has checked it"
    return min(Fraction(1), _mean(loss) / loss.scale_minimum.exact)


def _from_monthly_pay(monthly: MonthlyPay, variable: VariablePay | None) -> Reference:
    total, steps = monthly.euros, list[Statement]()
    if variable is not None:
        mean = variable.sum / variable.months
        total += mean
        steps.append(
            Statement(
                "variable_pay_added",
                {
                    "sum": variable.sum,
                    "months": variable.months,
                    "mean": mean,
                    "fixed": monthly.euros,
                    "total": total,
                },
            )
        )
    pay = total / monthly.hours
    steps.append(Statement("monthly_pay", {"total": total, "hours": monthly.hours, "pay": pay}))
    return Reference(pay, tuple(steps), () if variable is None else _WINDOW_DISPUTED)


def _sales_representative(loss: Loss) -> Reference:
    """Mean pay over the legal duration of a month (D. 5122-15, II 1°)."""
    mean = _mean(loss)
    pay = mean / LEGAL_MONTH.exact
    step = Statement("mean_pay", {"mean": mean, "hours": LEGAL_MONTH, "pay": pay})
    return Reference(pay, (step,))


def _freelance_journalist(loss: Loss) -> Reference:
    """Mean pay over the legal duration times the coefficient (D. 5122-15, II 3°)."""
    mean, coefficient = _mean(loss), mean_pay_coefficient(loss)
    hours = LEGAL_MONTH.exact * coefficient
    pay = mean / hours
    return Reference(
        pay,
        (
            Statement(
                "freelance_coefficient",
                {"mean": mean, "scale": loss.scale_minimum, "coefficient": coefficient},
            ),
            Statement(
                "freelance_pay",
                {"mean": mean, "month": LEGAL_MONTH, "coefficient": coefficient, "pay": pay},
            ),
        ),
    )


def _senior_executive(loss: Loss) -> Reference:
    """A thirtieth of the mean pay over seven hours (D. 5122-15, II 5°)."""
    mean = _mean(loss)
    pay = mean / 30 / 7
    return Reference(pay, (Statement("senior_executive_pay", {"mean": mean, "pay": pay}),))


def _mean(loss: Loss) -> Fraction:
    assert loss.mean_pay is not None, "Case has checked it"
    return loss.mean_pay.exact


_AS_GIVEN = (Statement("hourly_pay_given"),)
_WINDOW_DISPUTED = (
    Statement("disputed", {"subject": "employee.variable_pay", "reason": VARIABLE_PAY_WINDOW}),
)
_FROM_MEAN_PAY: MappingProxyType[EmployeeCategory, Callable[[Loss], Reference]] = MappingProxyType(
    {
        EmployeeCategory.SALES_REPRESENTATIVE: _sales_representative,
        EmployeeCategory.FREELANCE_JOURNALIST: _freelance_journalist,
        EmployeeCategory.SENIOR_EXECUTIVE: _senior_executive,
    }
)
