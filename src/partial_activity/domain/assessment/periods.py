"""What makes the periods of a case sound, each fault named with its path."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from partial_activity.domain.assessment.cases import (
    NO_DAYS,
    Case,
    DayPeriod,
    Days,
    EmployeeCategory,
    Period,
    PeriodUnit,
    WorkedPeriod,
)
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import WHOLE_DAY, WHOLE_WEEK, Hours
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words

_WEEK_DAYS, _LONGEST_MONTH = 7, 31
_MOST_DAYS = Days(_LONGEST_MONTH * 100)
_MOST_HOURS = {
    PeriodUnit.WEEK: WHOLE_WEEK,
    PeriodUnit.MONTH: Hours(WHOLE_DAY.hundredths * _LONGEST_MONTH),
}
"""Twenty-four hours a day: no period has more."""

_DAYS_BY_DECREE = {
    EmployeeCategory.SENIOR_EXECUTIVE: Words("sept heures", "seven hours"),
    EmployeeCategory.AIRCREW: Words("8,75 heures", "8.75 hours"),
}


_WHOLE = {PeriodUnit.WEEK: "la semaine entière", PeriodUnit.MONTH: "le mois entier"}
_OF = {PeriodUnit.WEEK: "d'une semaine", PeriodUnit.MONTH: "d'un mois"}
_ABOVE_ZERO = Words("doit dépasser zéro", "must be above zero")
_NEGATIVE = Words("ne peut être négatif", "cannot be negative")
_BEYOND_A_MONTH = Words("dépasse les jours d'un mois", "is more than the days of a month")
_A_FIFTH = Words(
    "un jour est un cinquième de la semaine du contrat",
    "a day is a fifth of the week of the contract",
)
_ABOVE_GUARANTEED = Words(
    "seuls les jours au-delà des jours garantis comptent (D. 5122-15)",
    "only days above the guaranteed ones count (D. 5122-15)",
)
_OF_AIRCREW = Words(
    "seul le personnel navigant a des jours garantis d'inactivité",
    "only aircrew have guaranteed days of inactivity",
)


def check_periods(case: Case) -> None:
    """Refuse periods that cannot be counted.

    Raises:
        InvalidValue: a fact is missing, conflicting or out of range.
    """
    if case.periods is None:
        return
    if not case.periods:
        raise InvalidValue(
            "missing",
            "periods",
            "at least one period is needed to count from",
            "une période au moins est nécessaire pour compter",
        )
    for number, period in enumerate(case.periods, start=1):
        if isinstance(period, WorkedPeriod):
            _check_worked(number, period)
        else:
            _check_days(number, period, case.employee.category)
    _check_overlap(case.first, case.periods)


def _check_overlap(day: date, periods: Sequence[Period]) -> None:
    """Refuse periods that share days: their hours would count twice.

    A month holds all its weeks and days; weeks are as many as the month has, whole or in part.
    """
    units = [one.unit for one in periods if isinstance(one, WorkedPeriod)]
    if PeriodUnit.MONTH in units and len(periods) > 1:
        raise InvalidValue(
            "conflicting_keys",
            "periods",
            "a month holds all its weeks and days: give the month alone, or the weeks",
            "un mois contient toutes ses semaines et tous ses jours : donnez le mois seul, ou les "
            "semaines",
        )
    most = _weeks_of_month(day)
    if len(units) > most:
        raise InvalidValue(
            "conflicting_keys",
            "periods",
            f"{len(units)} weeks are more than the {most} with days in the month: some overlap",
            f"{len(units)} semaines, quand {most} seulement ont des jours dans le mois : certaines "
            "se recoupent",
        )


def _weeks_of_month(day: date) -> int:
    first, last = month_bounds(day.year, day.month)
    return (last - first + timedelta(days=first.weekday())).days // _WEEK_DAYS + 1


def missing(number: int, key: str, reason: Words) -> InvalidValue:
    """The error that a fact of the period of that number, counted from 1, is missing."""
    return InvalidValue(
        "missing",
        _path(number, key),
        f"{key} is needed: {reason.english}",
        f"{key} est nécessaire : {reason.french}",
    )


def _path(number: int, key: str) -> str:
    return f"periods[{number - 1}].{key}"


def _check_worked(number: int, period: WorkedPeriod) -> None:
    contract = period.contract_hours
    if contract is None and period.planned_hours is None:
        raise missing(
            number,
            "contract_hours",
            Words(
                f"les heures du contrat pour {_WHOLE[period.unit]}",
                f"the hours of the contract for the whole {period.unit.value}",
            ),
        )
    if contract is not None and contract.hundredths <= 0:
        raise _out_of_range(number, "contract_hours", _ABOVE_ZERO)
    given = (
        ("worked_hours", period.worked_hours),
        ("leave_hours", period.leave_hours),
        ("planned_hours", period.planned_hours),
    )
    _refuse_negative(number, *given)
    most, unit, of = _MOST_HOURS[period.unit], period.unit.value, _OF[period.unit]
    for key, hours in (("contract_hours", contract), *given):
        if hours is not None and hours > most:
            beyond = Words(f"dépasse les {most} {of}", f"is more than the {most} of a {unit}")
            raise _out_of_range(number, key, beyond)
    if period.worked_hours + period.leave_hours > most:
        beyond = Words(
            f"et leave_hours dépassent les {most} {of}",
            f"and leave_hours are more than the {most} of a {unit}",
        )
        raise _out_of_range(number, "worked_hours", beyond)


def _check_days(number: int, period: DayPeriod, category: EmployeeCategory) -> None:
    if period.contract_hours is not None and period.contract_hours.hundredths <= 0:
        raise _out_of_range(number, "contract_hours", _ABOVE_ZERO)
    if period.contract_hours is not None and period.contract_hours > WHOLE_WEEK:
        beyond = Words(
            f"dépasse les {WHOLE_WEEK} d'une semaine", f"is more than the {WHOLE_WEEK} of a week"
        )
        raise _out_of_range(number, "contract_hours", beyond)
    for key in ("unworked_days", "leave_days", "rest_days", "holidays"):
        if getattr(period, key) > _MOST_DAYS:
            raise _out_of_range(number, key, _BEYOND_A_MONTH)
    for key, reason in _conflicts(period, category):
        place = _path(number, key)
        raise InvalidValue("conflicting_keys", place, reason.english, reason.french)
    if period.contract_hours is None and (period.structural_overtime or period.equivalence):
        raise missing(number, "contract_hours", _A_FIFTH)
    if category is EmployeeCategory.AIRCREW and period.guaranteed_days is None:
        raise missing(number, "guaranteed_days", _ABOVE_GUARANTEED)


def _conflicts(period: DayPeriod, category: EmployeeCategory) -> Iterator[tuple[str, Words]]:
    if category in _DAYS_BY_DECREE:
        length = _DAYS_BY_DECREE[category]
        for key in ("contract_hours", "structural_overtime", "equivalence"):
            if getattr(period, key):
                yield (
                    key,
                    Words(
                        f"un jour de cette catégorie fait {length.french} par décret : retirez "
                        f"{key}",
                        f"a day of this category is {length.english} by decree: leave it out",
                    ),
                )
    if category is not EmployeeCategory.AIRCREW:
        if period.guaranteed_days is not None:
            yield "guaranteed_days", _OF_AIRCREW
        return
    for key, days in (("rest_days", period.rest_days), ("holidays", period.holidays)):
        if days != NO_DAYS:
            yield (
                key,
                Words(
                    f"le personnel navigant alterne ses jours au planning : {key} ne vaut pas, "
                    "retirez-le",
                    f"aircrew alternate days by schedule: {key} do not apply, leave them out",
                ),
            )


def _refuse_negative(number: int, *amounts: tuple[str, Hours | None]) -> None:
    for key, amount in amounts:
        if amount is not None and amount.hundredths < 0:
            raise _out_of_range(number, key, _NEGATIVE)


def _out_of_range(number: int, key: str, reason: Words) -> InvalidValue:
    return InvalidValue(
        "out_of_range", _path(number, key), f"{key} {reason.english}", f"{key} {reason.french}"
    )
