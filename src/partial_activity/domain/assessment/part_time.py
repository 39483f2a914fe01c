"""Part-time is below the legal duration (C. trav., art. L. 3123-1)."""

from partial_activity.domain.assessment.cases import (
    Case,
    EmployeeCategory,
    PeriodUnit,
    WorkedPeriod,
)
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import LEGAL_MONTH, LEGAL_MONTH_EXACT, LEGAL_WEEK, Hours


def check_part_time(case: Case) -> None:
    """Refuse a part-timer whose contract, or whose monthly pay, is for the legal duration.

    Raises:
        InvalidValue: the hours of a contract, or those that a monthly pay is for, are out of range.
    """
    if case.employee.category is not EmployeeCategory.PART_TIME:
        return
    pay = case.employee.monthly_pay
    if pay is not None and pay.hours >= LEGAL_MONTH_EXACT:
        raise _not_below(LEGAL_MONTH, "employee.monthly_hours")
    for number, period in enumerate(case.periods or ()):
        of_month = isinstance(period, WorkedPeriod) and period.unit is PeriodUnit.MONTH
        legal = LEGAL_MONTH if of_month else LEGAL_WEEK
        if period.contract_hours is not None and period.contract_hours >= legal:
            raise _not_below(legal, f"periods[{number}].contract_hours")


def _not_below(legal: Hours, path: str) -> InvalidValue:
    return InvalidValue(
        "out_of_range",
        path,
        f"part-time is below the legal duration of {legal} hours (L. 3123-1): from there on the "
        "category is standard",
        f"un temps partiel est inférieur à la durée légale de {legal} h (L. 3123-1) : au-delà, "
        "la catégorie est standard",
    )
