"""A case: one employee, one month. What the assessment is asked, and what makes a case sound."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Self

from attrs import Factory, field, fields

from partial_activity.domain.assessment.facts import NO_FACTS, Facts
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.month_pay import PART, Levies, Pay
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.money import ZERO_EUROS, Euros, HourlyPay, Share, in_hundredths
from partial_activity.domain.months import month_bounds
from partial_activity.domain.values import AT, Choice, above, at_least, at_most, frozen
from partial_activity.domain.words import Words


class Scheme(Choice):
    """The scheme under which the hours are claimed."""

    ORDINARY = "ordinary"
    LONG_TERM = "long_term"
    """Activité partielle de longue durée (APLD)."""
    LONG_TERM_REBOUND = "long_term_rebound"
    """APLD rebond (APLD-R)."""
    CHILDCARE = "childcare"
    VULNERABLE = "vulnerable"


class Territory(Choice):
    """The place of the establishment, where the law has its own amounts."""

    NATIONAL = "national"
    MAYOTTE = "mayotte"


class Situation(Choice):
    """The situation of the employer, as the texts of the crisis name it."""

    GENERAL = "general"
    PROTECTED = "protected"
    PROTECTED_HEAVY_LOSS = "protected_heavy_loss"
    CLOSED = "closed"
    RESTRICTED_TERRITORY = "restricted_territory"
    SKI_AREA = "ski_area"
    CYCLONE = "cyclone"


class EmployeeCategory(Choice):
    """The category of the employee, as the texts name it."""

    STANDARD = "standard"
    PART_TIME = "part_time"
    TEMPORARY_AGENCY = "temporary_agency"
    APPRENTICE = "apprentice"
    VOCATIONAL_TRAINING = "vocational_training"
    FREELANCE_JOURNALIST = "freelance_journalist"
    SALES_REPRESENTATIVE = "sales_representative"
    HOME_WORKER = "home_worker"
    SENIOR_EXECUTIVE = "senior_executive"
    AIRCREW = "aircrew"
    CHILDMINDER = "childminder"
    """Assistant maternel employed by a private person."""
    HOUSEHOLD_EMPLOYEE = "household_employee"
    """Salarié employé à domicile by a private person."""


class IndemnityFloor(Choice):
    """The way in which the floor of an ordinary full-timer bears; both ways were published."""

    HOURLY = "hourly"
    """Hour by hour, as in the ministry's examples."""
    MONTHLY = "monthly"
    """The floor bears only through the guaranteed monthly pay."""


class PeriodUnit(Choice):
    """The length of time that a period covers."""

    WEEK = "week"
    MONTH = "month"


_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_A_HUNDREDTH = Words("le centième de jour", "a hundredth of a day")


@frozen(order=True)
class Days:
    """A number of days, in whole hundredths (a half-day is 0.50)."""

    hundredths: int = field(validator=at_least(0))

    @classmethod
    def parse(cls, text: str | Decimal) -> Self:
        """Read ``"1.50"``.

        Raises:
            InvalidValue: not a plain decimal, negative, or finer than a hundredth.
        """
        return cls(in_hundredths(text, "days", _A_HUNDREDTH))

    @property
    def exact(self) -> Fraction:
        """The days as an exact ratio."""
        return Fraction(self.hundredths, 100)

    @property
    def decimal(self) -> Decimal:
        """The days, with two decimals."""
        return Decimal(str(self))

    def __str__(self) -> str:
        return f"{self.hundredths // 100}.{self.hundredths % 100:02d}"


NO_DAYS = Days(0)
NO_HOURS = Hours(0)


@frozen
class WorkedPeriod:
    """A week or a month to count from; hours are those of the period, in hours."""

    PLACE: ClassVar[str] = "periods"

    unit: PeriodUnit
    contract_hours: Hours | None = None
    """The contract's hours of the whole period.

    They are needed unless ``planned_hours`` is given.
    """
    worked_hours: Hours = NO_HOURS
    leave_hours: Hours = NO_HOURS
    """Paid leave, sickness and holidays not worked, which are never hours of the scheme."""
    structural_overtime: bool = False
    """Hours above the legal duration come from a collective agreement or a contract in hours."""
    overtime_agreed_on: date | None = None
    equivalence: bool = False
    """Hours above the legal duration are hours of equivalence (L. 3121-13)."""
    planned_hours: Hours | None = None
    """Hours of the period's schedule, where working time is arranged over more than a week."""


@frozen
class DayPeriod:
    """Days to count from: a contract in days a year, a part of a week, or aircrew."""

    PLACE: ClassVar[str] = "periods"

    unworked_days: Days
    leave_days: Days = NO_DAYS
    rest_days: Days = NO_DAYS
    holidays: Days = NO_DAYS
    """Public holidays not worked that fall on working days."""
    contract_hours: Hours | None = None
    """The contract's hours of a week: a day is then a fifth of it, and seven hours otherwise."""
    guaranteed_days: Days | None = None
    """Aircrew: days of inactivity that the contract guarantees."""
    structural_overtime: bool = False
    """Overtime as in a week: a day is a fifth of ``contract_hours``, even above seven hours."""
    overtime_agreed_on: date | None = None
    equivalence: bool = False


Period = WorkedPeriod | DayPeriod


@frozen
class Employer:
    """The employer's side of a case."""

    situation: Situation | Sector = Situation.GENERAL
    workforce: int | None = field(default=None, validator=at_least(1))
    """The number of employees, which only the flat rate asks for."""
    agreement_sent_on: date | None = None
    """Long-term scheme; needed only where the answer as known depends on it."""


@frozen
class MonthlyPay:
    """A gross monthly pay and the hours it is paid for, as given: up to ten decimals."""

    euros: Fraction = field(validator=above(0), metadata={AT: "employee.monthly_pay"})
    hours: Fraction = field(validator=above(0), metadata={AT: "employee.monthly_hours"})


@frozen
class VariablePay:
    """Variable or non-monthly pay: a sum in euros over some months (at most twelve)."""

    PLACE: ClassVar[str] = "employee.variable_pay"

    sum: Fraction = field(validator=at_least(0))
    months: int = field(validator=[at_least(1), at_most(12)])


@frozen
class Loss:
    """Facts of the categories whose loss of pay is turned into hours (D. 5122-15, II)."""

    PLACE: ClassVar[str] = "employee.loss"

    mean_pay: Euros | None = field(default=None, validator=above(ZERO_EUROS))
    """Mean gross monthly pay of the twelve civil months before."""
    pay_received: Euros | None = field(default=None, validator=at_least(ZERO_EUROS))
    """Gross pay really received for the month."""
    scale_minimum: Euros | None = field(default=None, validator=above(ZERO_EUROS))
    """Freelance journalists: minimum monthly pay of the scale."""


@frozen
class Employee:
    """The employee's side of a case: exactly one pay."""

    category: EmployeeCategory
    hourly_pay: HourlyPay | None = field(default=None, validator=above(HourlyPay(Fraction(0))))
    """Gross hourly reference pay."""
    monthly_pay: MonthlyPay | None = None
    variable_pay: VariablePay | None = None
    share_of_minimum_wage: Share | None = field(default=None, validator=PART)
    """Apprentices and vocational contracts; others only ``without_agreement``. A pay decides."""
    loss: Loss | None = None
    household: Household | None = None
    without_agreement: bool = False
    """The pay is a share of the minimum wage, and no collective agreement applies (D. 5522-87)."""


@frozen
class Case:
    """One employee, one month.

    Raises:
        InvalidValue: facts that are missing, not of their type, in conflict, or out of range.
    """

    PLACE: ClassVar[str] = ""

    scheme: Scheme
    first: date
    last: date
    employee: Employee
    unworked_hours: Hours | None = field(default=None, validator=at_least(NO_HOURS))
    """Hours already counted, taken as they are."""
    periods: tuple[Period, ...] | None = None
    known_on: date | None = None
    territory: Territory = Territory.NATIONAL
    employer: Employer = Factory(Employer)
    indemnity_floor: IndemnityFloor = IndemnityFloor.HOURLY
    training: bool = False
    pay: Pay | None = None
    id: str | None = None
    facts: Facts = NO_FACTS
    """What only a regime of the law in use asks for; one it does not ask for is refused."""

    def __attrs_post_init__(self) -> None:
        check(self)

    @classmethod
    def of_month(cls, month: str, **facts: Any) -> Self:  # noqa: ANN401  as the constructor's
        """A case of a whole month, ``"2021-07"``; its other facts by name, as the constructor's.

        Raises:
            InvalidValue: as the constructor; the month is none, or a fact has no such name.
        """
        parts = _MONTH.fullmatch(str(month))
        if parts is None or not (int(parts[1]) and 1 <= int(parts[2]) <= 12):  # noqa: PLR2004
            raise InvalidValue(
                "unknown_value",
                "month",
                f"{month!r} is not a month: write year-month, as '2021-07'",
                f"{month!r} n'est pas un mois : écrire année-mois, comme '2021-07'",
            )
        first, last = month_bounds(int(parts[1]), int(parts[2]))
        known = [each.name for each in fields(cls)]
        for name in facts:
            if name not in known:
                raise InvalidValue(
                    "unknown_key",
                    name,
                    f"a case has no {name}; it has {', '.join(known)}",
                    f"un cas n'a pas de {name} ; il a {', '.join(known)}",
                )
        return cls(**{"first": first, "last": last, **facts})


APPRENTICES = frozenset({EmployeeCategory.APPRENTICE, EmployeeCategory.VOCATIONAL_TRAINING})
LOSS_IN_HOURS = frozenset(
    {
        EmployeeCategory.SALES_REPRESENTATIVE,
        EmployeeCategory.HOME_WORKER,
        EmployeeCategory.FREELANCE_JOURNALIST,
    }
)
"""Categories whose hours come from their loss of pay."""
PAID_BY_MEAN = frozenset(
    {
        EmployeeCategory.SALES_REPRESENTATIVE,
        EmployeeCategory.FREELANCE_JOURNALIST,
        EmployeeCategory.SENIOR_EXECUTIVE,
    }
)
"""Categories whose hourly pay comes from their mean monthly pay."""
PRIVATE_EMPLOYERS = frozenset({EmployeeCategory.CHILDMINDER, EmployeeCategory.HOUSEHOLD_EMPLOYEE})
"""They work for private persons, under a scheme of its own (household.py)."""
_LOSS_KEYS: dict[EmployeeCategory, tuple[str, ...]] = {
    EmployeeCategory.SALES_REPRESENTATIVE: ("mean_pay", "pay_received"),
    EmployeeCategory.HOME_WORKER: ("mean_pay", "pay_received"),
    EmployeeCategory.FREELANCE_JOURNALIST: ("mean_pay", "pay_received", "scale_minimum"),
    EmployeeCategory.SENIOR_EXECUTIVE: ("mean_pay",),
}


def check(case: Case) -> None:
    """Refuse a case whose facts are missing, in conflict or out of range."""
    _check_days(case)
    _check_employer(case)
    _check_pay(case.employee)
    _check_loss(case.employee)
    _check_hours(case)
    _check_levies(case)


def _check_levies(case: Case) -> None:
    mayotte = case.territory is Territory.MAYOTTE
    if mayotte and case.pay is not None and case.pay.levies is not Levies.ORDINARY:
        _conflict(
            "pay.levies",
            "in Mayotte the levy is that of Mayotte: leave pay.levies out",
            "à Mayotte le prélèvement est celui de Mayotte : retirez pay.levies",
        )


def _check_days(case: Case) -> None:
    first, last = month_bounds(case.first.year, case.first.month)
    if not first <= case.first <= case.last <= last:
        raise InvalidValue(
            "out_of_range",
            "days",
            f"the days {case.first} to {case.last} must follow each other inside one month: "
            "make one case a month",
            f"les jours du {case.first:%d/%m/%Y} au {case.last:%d/%m/%Y} doivent se suivre dans un "
            "seul mois : faites un cas par mois",
        )


def _check_employer(case: Case) -> None:
    employer = case.employer
    if employer.situation is Situation.CYCLONE and case.territory is not Territory.MAYOTTE:
        raise InvalidValue(
            "conflicting_keys",
            "employer.situation",
            "the cyclone situation exists in Mayotte only: set territory to mayotte",
            "la situation cyclone n'existe qu'à Mayotte : indiquez territory mayotte",
        )


def _check_pay(employee: Employee) -> None:
    if employee.category in PRIVATE_EMPLOYERS:
        _check_household(employee)
        return
    if employee.household is not None:
        _conflict(
            "employee.household",
            "only childminders and household employees have these",
            "seuls les assistants maternels et les salariés à domicile ont cela",
        )
    given = [pay for pay in (employee.hourly_pay, employee.monthly_pay) if pay is not None]
    if employee.category in PAID_BY_MEAN:
        if given or employee.share_of_minimum_wage is not None or employee.without_agreement:
            _conflict(
                "employee",
                "the pay of this category is employee.loss.mean_pay alone",
                "la rémunération de cette catégorie est employee.loss.mean_pay seul",
            )
    elif len(given) > 1:
        _conflict(
            "employee",
            "give hourly_pay, or monthly_pay with monthly_hours, not both",
            "donnez hourly_pay, ou monthly_pay avec monthly_hours, pas les deux",
        )
    elif employee.share_of_minimum_wage is None and employee.without_agreement:
        raise InvalidValue(
            "missing",
            "employee.share_of_minimum_wage",
            "without_agreement is said of a pay that is a share of the minimum wage: give it",
            "without_agreement se dit d'une rémunération en pourcentage du SMIC : donnez-la",
        )
    elif (
        employee.share_of_minimum_wage is not None
        and employee.category not in APPRENTICES
        and not employee.without_agreement
    ):
        _conflict(
            "employee.share_of_minimum_wage",
            "only apprentices and vocational contracts are paid a share of the minimum wage, or "
            "others where no agreement applies (employee.without_agreement)",
            "seuls les apprentis et les contrats de professionnalisation sont payés en pourcentage "
            "du SMIC, ou d'autres là où aucun accord ne s'applique (employee.without_agreement)",
        )
    elif not given and employee.share_of_minimum_wage is None:
        share = employee.category in APPRENTICES
        also = ", or share_of_minimum_wage" if share else ""
        in_french = ", ou share_of_minimum_wage" if share else ""
        raise InvalidValue(
            "missing",
            "employee.hourly_pay",
            f"a pay is needed: hourly_pay, or monthly_pay with monthly_hours{also}",
            "une rémunération est nécessaire : hourly_pay, ou monthly_pay avec monthly_hours"
            f"{in_french}",
        )
    if employee.variable_pay is not None and employee.monthly_pay is None:
        raise InvalidValue(
            "missing",
            "employee.monthly_pay",
            "variable_pay is added to a monthly pay: give monthly_pay and monthly_hours",
            "variable_pay s'ajoute à une rémunération mensuelle : donnez monthly_pay et "
            "monthly_hours",
        )


def _check_household(employee: Employee) -> None:
    if employee.household is None:
        raise InvalidValue(
            "missing",
            "employee.household",
            "this category is assessed from employee.household: net_hourly_pay, collective_minimum",
            "cette catégorie est calculée à partir de employee.household : net_hourly_pay, "
            "collective_minimum",
        )
    alone = Employee(employee.category, household=employee.household)
    if employee != alone:
        _conflict(
            "employee",
            "the pay of this category is employee.household alone",
            "la rémunération de cette catégorie est employee.household seul",
        )


def _check_loss(employee: Employee) -> None:
    needed = _LOSS_KEYS.get(employee.category)
    if needed is None:
        if employee.loss is not None:
            _conflict(
                "employee.loss",
                f"employee.loss does not apply to the category {employee.category.value}",
                f"employee.loss ne vaut pas pour la catégorie {employee.category.value}",
            )
        return
    loss, keys = employee.loss or Loss(), ", ".join(f"employee.loss.{name}" for name in needed)
    for key in needed:
        if getattr(loss, key) is None:
            raise InvalidValue(
                "missing",
                f"employee.loss.{key}",
                f"the category {employee.category.value} is assessed from {keys}",
                f"la catégorie {employee.category.value} est calculée à partir de {keys}",
            )


def _check_hours(case: Case) -> None:
    given = [key for key in ("unworked_hours", "periods") if getattr(case, key) is not None]
    if case.employee.category in LOSS_IN_HOURS:
        if given:
            _conflict(
                given[0],
                "the hours of this category come from employee.loss: leave them out",
                "les heures de cette catégorie viennent de employee.loss : retirez-les",
            )
        return
    if len(given) != 1:
        if given:
            _conflict(
                "periods",
                "give unworked_hours or periods, not both",
                "donnez unworked_hours ou periods, pas les deux",
            )
        raise InvalidValue(
            "missing",
            "unworked_hours",
            "hours are needed: unworked_hours, or periods",
            "des heures sont nécessaires : unworked_hours, ou periods",
        )


def _conflict(path: str, message: str, french: str) -> None:
    raise InvalidValue("conflicting_keys", path, message, french)
