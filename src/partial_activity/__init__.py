"""French short-time work (activité partielle): what is owed, what is paid back, by which text.

What is named here is public. The functions of the JSON door are loaded when they are first asked
for, so that importing the package stays light.
"""

from typing import TYPE_CHECKING

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
from partial_activity.domain.assessment.facts import Fact, Facts
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.hourly import DecidedBy, HourlyAmount
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.assessment.payslip_page import Payslip
from partial_activity.domain.assessment.regimes.regime import (
    Addition,
    HourFacts,
    Hourly,
    Regime,
    Rules,
)
from partial_activity.domain.errors import (
    CannotAnswer,
    InvalidValue,
    LawChangesInsidePeriod,
    NoRuleInForce,
    NotModelled,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Draft, Found, Law, Plan
from partial_activity.domain.law.dated import (
    Confidence,
    DatedTable,
    Driver,
    Entry,
    Span,
    Special,
    Text,
    Unit,
)
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import (
    AuthorisationLength,
    AuthorisationStart,
    Channel,
    ContentItem,
    EnergyEvidence,
    Motive,
    OpinionDuty,
    RecoveryGround,
    ReductionBase,
    Several,
    TimeBar,
    UseInWindow,
)
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.law.units import (
    ComplementRegime,
    CountedHours,
    DayRateRule,
    FloorExclusion,
    FloorKind,
    HouseholdSituation,
    PayBelowMinimumWage,
    TrainingRule,
    Yes,
)
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.release import VERSION as __version__  # noqa: N811  Python's name for it
from partial_activity.domain.words import Words

if TYPE_CHECKING:
    from partial_activity.adapters.as_json.case import answer as answer_as_json
    from partial_activity.adapters.as_json.case import error_answer as error_as_json
    from partial_activity.adapters.as_json.case import read_case as case_from_json
    from partial_activity.adapters.as_json.written_case import write_case as case_as_json

__all__ = [
    "FRENCH_LAW",
    "Addition",
    "Assessment",
    "AuthorisationLength",
    "AuthorisationStart",
    "CannotAnswer",
    "Case",
    "Category",
    "Channel",
    "Citation",
    "ComplementRegime",
    "Confidence",
    "ContentItem",
    "CountedHours",
    "DatedTable",
    "DayPeriod",
    "DayRateRule",
    "Days",
    "DecidedBy",
    "Draft",
    "Driver",
    "Employee",
    "EmployeeCategory",
    "Employer",
    "EnergyEvidence",
    "Entry",
    "Euros",
    "Fact",
    "Facts",
    "FloorExclusion",
    "FloorKind",
    "Found",
    "HourFacts",
    "Hourly",
    "HourlyAmount",
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
    "Motive",
    "NoRuleInForce",
    "NotModelled",
    "OpinionDuty",
    "Parameter",
    "Pay",
    "PayBelowMinimumWage",
    "Payslip",
    "PeriodUnit",
    "Plan",
    "Reader",
    "RecoveryGround",
    "ReductionBase",
    "Refusal",
    "Regime",
    "Rules",
    "Scheme",
    "Sector",
    "Several",
    "Share",
    "Situation",
    "Span",
    "Special",
    "Statement",
    "Territory",
    "Text",
    "TimeBar",
    "TrainingRule",
    "Unit",
    "UseInWindow",
    "VariablePay",
    "Words",
    "WorkedPeriod",
    "Yes",
    "__version__",
    "answer_as_json",
    "assess",
    "case_as_json",
    "case_from_json",
    "error_as_json",
]

_CASE = "partial_activity.adapters.as_json.case"
_DOOR = {
    "answer_as_json": (_CASE, "answer"),
    "case_as_json": ("partial_activity.adapters.as_json.written_case", "write_case"),
    "case_from_json": (_CASE, "read_case"),
    "error_as_json": (_CASE, "error_answer"),
}
"""The door to JSON, and where each of its functions stands."""


def __getattr__(name: str) -> object:
    """A function of the JSON door, when it is first asked for."""
    if name not in _DOOR:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415  not before it is needed

    module, its_name = _DOOR[name]
    found = globals()[name] = getattr(import_module(module), its_name)
    return found


def __dir__() -> list[str]:
    return __all__
