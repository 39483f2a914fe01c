"""French short-time work (activité partielle): what is owed, what is paid back, by which text."""

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    IndemnityFloor,
    Loss,
    MonthlyPay,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    VariablePay,
    WorkedPeriod,
)
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.errors import (
    CannotAnswer,
    InvalidValue,
    LawChangesInsidePeriod,
    NoRuleInForce,
    NotModelled,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import FRENCH_LAW, Draft, Law, Plan
from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.domain.money import Euros, HourlyPay, Share

__all__ = [
    "FRENCH_LAW",
    "Assessment",
    "CannotAnswer",
    "Case",
    "DayPeriod",
    "Days",
    "Draft",
    "Employee",
    "EmployeeCategory",
    "Employer",
    "Euros",
    "HourlyPay",
    "Hours",
    "Household",
    "HouseholdSituation",
    "IndemnityFloor",
    "InvalidValue",
    "Law",
    "LawChangesInsidePeriod",
    "Levies",
    "Loss",
    "MonthlyPay",
    "NoRuleInForce",
    "NotModelled",
    "Pay",
    "PeriodUnit",
    "Plan",
    "Scheme",
    "Share",
    "Situation",
    "Territory",
    "VariablePay",
    "WorkedPeriod",
    "assess",
]
