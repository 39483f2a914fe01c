"""The shapes of cases and of their assessments; the API's schemas are made from them.

They describe what ``adapters.case_json`` reads and writes, strictly and for commands and API alike.
A key that may be left out is ``UnsetType``: null is another thing, and refused.
"""

from datetime import date
from typing import Annotated, Any, Literal

from attrs import frozen
from msgspec import UNSET, Meta, UnsetType

from partial_activity.domain.assessment.cases import (
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.assessment.month_pay import Levies
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.law.units import HouseholdSituation

MOST_CASES = 5_000
"""A few seconds of reckoning; more belongs in several requests, or in a claim file."""

Id = Annotated[str, Meta(description="Any text; repeated in the answer.")]
Month = Annotated[
    str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$", description="A month.", examples=["2025-03"])
]
Amount = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,15}(\.[0-9]{1,2})?$",
        description="A decimal in quotes, with at most two decimals.",
        examples=["70.00"],
    ),
]
Exact = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,15}(\.[0-9]{1,10})?$",
        description="A decimal in quotes, with at most ten decimals; nothing is rounded.",
        examples=["30.75"],
    ),
]
Money = Annotated[
    str, Meta(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="Euros.", examples=["692.30"])
]
Hours = Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]{2}$", examples=["70.00"])]


SituationName = Annotated[
    str,
    Meta(
        description="A situation of the employer, or a sector that a text of the law in use "
        "introduced.",
        examples=[situation.value for situation in Situation],
    ),
]


@frozen
class DaysOfCase:
    """Part of the month; both days are included."""

    first: date
    last: date


@frozen
class EmployerOfCase:
    """The employer's side of a case."""

    situation: SituationName | UnsetType = UNSET
    workforce: Annotated[int, Meta(ge=1, description="Under the flat rate only.")] | UnsetType = (
        UNSET
    )
    agreement_sent_on: (
        Annotated[date, Meta(description="Where a long-term answer depends on it.")] | UnsetType
    ) = UNSET


@frozen
class VariablePayOfCase:
    """Variable pay, added to a monthly pay as a mean."""

    sum: Exact
    months: Annotated[int, Meta(ge=1, le=12)]


@frozen
class LossOfCase:
    """Loss of pay, for the categories whose hours come from it."""

    mean_pay: Amount | UnsetType = UNSET
    pay_received: Amount | UnsetType = UNSET
    scale_minimum: Amount | UnsetType = UNSET


@frozen
class HouseholdOfCase:
    """The contract of a childminder or a household employee with a private person, net."""

    net_hourly_pay: Exact
    collective_minimum: Exact
    situation: HouseholdSituation | UnsetType = UNSET


@frozen
class EmployeeOfCase:
    """The employee's side of a case: a category and exactly one pay."""

    category: EmployeeCategory
    hourly_pay: Exact | UnsetType = UNSET
    monthly_pay: Exact | UnsetType = UNSET
    monthly_hours: Exact | UnsetType = UNSET
    share_of_minimum_wage: Exact | UnsetType = UNSET
    without_agreement: bool | UnsetType = UNSET
    variable_pay: VariablePayOfCase | UnsetType = UNSET
    loss: LossOfCase | UnsetType = UNSET
    household: HouseholdOfCase | UnsetType = UNSET


@frozen
class WorkedPeriodOfCase:
    """A week or a month to count hours from."""

    unit: Literal["week", "month"]
    contract_hours: Amount | UnsetType = UNSET
    worked_hours: Amount | UnsetType = UNSET
    leave_hours: Amount | UnsetType = UNSET
    structural_overtime: bool | UnsetType = UNSET
    overtime_agreed_on: date | UnsetType = UNSET
    equivalence: bool | UnsetType = UNSET
    planned_hours: Amount | UnsetType = UNSET


@frozen
class DayPeriodOfCase:
    """Days to count hours from."""

    unit: Literal["days"]
    unworked_days: Amount
    leave_days: Amount | UnsetType = UNSET
    rest_days: Amount | UnsetType = UNSET
    holidays: Amount | UnsetType = UNSET
    contract_hours: Amount | UnsetType = UNSET
    guaranteed_days: Amount | UnsetType = UNSET
    structural_overtime: bool | UnsetType = UNSET
    overtime_agreed_on: date | UnsetType = UNSET
    equivalence: bool | UnsetType = UNSET


@frozen
class PayOfCase:
    """What the payslip part is made from; each line needs its own facts."""

    net_pay_for_work: Amount | UnsetType = UNSET
    employee_contribution_share: Exact | UnsetType = UNSET
    maintained_share: Exact | UnsetType = UNSET
    levies: Levies | UnsetType = UNSET
    suspended_hours: Amount | UnsetType = UNSET


PeriodOfCase = Annotated[
    Any,
    Meta(
        extra_json_schema={
            "oneOf": [
                {"$ref": "#/components/schemas/WorkedPeriodOfCase"},
                {"$ref": "#/components/schemas/DayPeriodOfCase"},
            ]
        }
    ),
]


@frozen
class Case:
    """One employee, one month; one pay; unworked_hours or periods."""

    scheme: Scheme
    month: Month
    employee: EmployeeOfCase
    id: Id | UnsetType | None = UNSET
    days: DaysOfCase | UnsetType = UNSET
    known_on: (
        Annotated[date, Meta(description="The law as published up to that day.")] | UnsetType
    ) = UNSET
    territory: Territory | UnsetType = UNSET
    employer: EmployerOfCase | UnsetType = UNSET
    indemnity_floor: IndemnityFloor | UnsetType = UNSET
    training: bool | UnsetType = UNSET
    unworked_hours: Amount | UnsetType = UNSET
    periods: Annotated[list[PeriodOfCase], Meta(min_length=1)] | UnsetType = UNSET
    pay: PayOfCase | UnsetType = UNSET
    facts: (
        Annotated[
            dict[str, str],
            Meta(description="Those that a regime of the law in use asks for; others are refused."),
        ]
        | UnsetType
    ) = UNSET


Cases = Annotated[list[Case], Meta(max_length=MOST_CASES)]


@frozen
class Citation:
    """A value the amounts rest on, and where it comes from."""

    parameter: str
    category: str
    value: str
    text: str
    article: str
    published: date | None
    hours_from: date
    confidence: Confidence


@frozen
class Statement:
    """A stable code, and its sentence in both languages."""

    code: str
    french: str
    english: str


@frozen
class Refusal:
    """A reason why nothing is due."""

    code: str
    article: str
    french: str
    english: str


@frozen
class PayslipLines:
    """The lines that could be given, in euros for the month."""

    guaranteed_monthly_pay: Money | UnsetType = UNSET
    complementary_allowance: Money | UnsetType = UNSET
    csg_deductible: Money | UnsetType = UNSET
    csg_non_deductible: Money | UnsetType = UNSET
    crds: Money | UnsetType = UNSET
    sickness_levy: Money | UnsetType = UNSET
    net_indemnity: Money | UnsetType = UNSET
    complement: Money | UnsetType = UNSET
    complement_as_salary: Money | UnsetType = UNSET


@frozen
class Assessment:
    """What is owed to the employee and paid back to the employer, with every text."""

    id: str | None
    compensable_hours: Hours
    hourly_pay: str | None
    hourly_indemnity: Money
    indemnity: Money
    indemnity_decided_by: DecidedBy | None
    hourly_allowance: Money
    allowance: Money
    allowance_decided_by: DecidedBy | None
    remaining_cost: Money
    texts: list[Citation]
    warnings: list[Statement]
    refusals: list[Refusal]
    law_revision: str
    package_version: str
    unworked_hours: Hours | UnsetType = UNSET
    payslip: PayslipLines | UnsetType = UNSET
    steps: list[Statement] | UnsetType = UNSET


@frozen
class CaseFault:
    """A fault of a case."""

    code: str
    path: str
    message: str
    french: str


@frozen
class CaseFaults:
    """Why a case cannot be answered: the first fault, and the others where there are any."""

    code: str
    path: str
    message: str
    french: str
    others: list[CaseFault] | UnsetType = UNSET


@frozen
class CaseError:
    """What stands in the list for a case that cannot be answered; the others are."""

    id: str | int | None
    error: CaseFaults


Answered = Annotated[
    Any,
    Meta(
        extra_json_schema={
            "oneOf": [
                {"$ref": "#/components/schemas/Assessment"},
                {"$ref": "#/components/schemas/CaseError"},
            ]
        }
    ),
]


ALTERNATIVES = (WorkedPeriodOfCase, DayPeriodOfCase, Assessment, CaseError)
"""Shapes that others name as one of several, which no type can say to msgspec."""
