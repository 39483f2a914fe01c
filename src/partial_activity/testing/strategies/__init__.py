"""Hypothesis strategies: sound values of every public type, and cases that the law can answer.

Amounts lean towards what a rule turns on (near the minimum wage, near the cap, no hours at all),
and days towards those on which a table changes. A strategy costs more to make than to draw from:
each is made once for its arguments.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    Case,
    DayPeriod,
    Days,
    Draft,
    Employee,
    Employer,
    Euros,
    Facts,
    HourlyPay,
    Hours,
    Law,
    Loss,
    MonthlyPay,
    Plan,
    Share,
    VariablePay,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.assessment.cases import LOSS_IN_HOURS
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.month_pay import Pay
from partial_activity.domain.law.dated import Span, Text
from partial_activity.testing.strategies.amounts import (
    days,
    euros,
    hourly_pays,
    hours,
    monthly_pays,
    shares,
    variable_pays,
)
from partial_activity.testing.strategies.calendar_days import (
    FIRST_DAY,
    LAST_DAY,
    dates,
    days_of_knowledge,
    spans,
)
from partial_activity.testing.strategies.decrees import drafts, plans, texts
from partial_activity.testing.strategies.employment import (
    employees,
    employers,
    facts,
    households,
    losses,
)
from partial_activity.testing.strategies.sound_cases import (
    answerable_cases,
    cases,
    complete_cases,
    day_periods,
    pays,
    worked_periods,
)

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "OF_TYPE",
    "answerable_cases",
    "cases",
    "complete_cases",
    "dates",
    "day_periods",
    "days",
    "days_of_knowledge",
    "drafts",
    "employees",
    "employers",
    "euros",
    "facts",
    "hourly_pays",
    "hours",
    "households",
    "losses",
    "monthly_pays",
    "pays",
    "plans",
    "shares",
    "spans",
    "texts",
    "variable_pays",
    "worked_periods",
]


OF_TYPE: Mapping[type, SearchStrategy[Any]] = MappingProxyType(
    {
        Assessment: answerable_cases().map(assess),
        Case: cases(),
        DayPeriod: day_periods(),
        Days: days(),
        Draft: drafts(),
        Employee: employees(),
        Employer: employers(),
        Euros: euros(),
        Facts: facts(),
        HourlyPay: hourly_pays(),
        Hours: hours(),
        Household: households(),
        Law: st.just(FRENCH_LAW),
        Loss: st.sampled_from(sorted(LOSS_IN_HOURS, key=lambda kind: kind.value)).flatmap(losses),
        MonthlyPay: monthly_pays(),
        Pay: pays(),
        Plan: plans(),
        Share: shares(),
        Span: spans(),
        Text: texts(),
        VariablePay: variable_pays(),
        WorkedPeriod: worked_periods(),
    }
)
"""The strategy by which each public type is drawn when nothing more is asked of it."""
