"""What a law can hardly mean: in its texts as they are written, and where a pay meets a bound."""

from datetime import date
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    Case,
    Employee,
    EmployeeCategory,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.doubts import doubts
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.money import HourlyPay
from partial_activity.testing import strategies
from partial_activity.testing.reading_answers import Assess, answered, cited_ratio

_APPRENTICES_AT_THE_MINIMUM_WAGE = date(2022, 1, 1)
"""The day from which (loi n° 2021-1900) their floor is the gross minimum wage."""


def texts_mean_what_they_plan(law: Law, assess: Assess = assess) -> None:
    """No text plans a day twice; shares, floors, caps, levies and the minimum wage are plausible.

    Each kind of doubt, with its sentence, is in ``domain/law/doubts.py``. Exception: a floor that
    is itself inferred (ski areas, December 2020) is compared with nothing.
    """
    del assess  # it looks at the texts themselves
    all_doubts = doubts(law)
    assert not all_doubts, "\n".join(f"{doubt.code}: {doubt.english}" for doubt in all_doubts)


def a_better_paid_apprentice_is_owed_no_less(law: Law, assess: Assess = assess) -> None:
    """The indemnity of an apprentice does not fall where the pay reaches the minimum wage.

    Below it the own pay is owed, from it on at least the minimum wage (L. 5122-5 since January
    2022). Exception: until 2021 the floor was the net minimum wage (ordonnance n° 2020-346, art.
    4), or none, so that the own pay just below was more. The allowance falls there by the law
    itself (D. 5122-13): below it is the whole indemnity, above it a share.
    """

    @given(
        strategies.answerable_cases(law),
        st.sampled_from(sorted(APPRENTICES, key=lambda each: each.value)),
        st.integers(-50, 50),
        st.integers(0, 200),
    )
    def holds(case: Case, category: EmployeeCategory, below: int, more: int) -> None:
        wage = cited_ratio(assess(case, law), Parameter.MINIMUM_WAGE)
        if wage is None or case.first < _APPRENTICES_AT_THE_MINIMUM_WAGE:
            return
        employees = (
            Employee(category, hourly_pay=HourlyPay(wage + Fraction(cents, 100)))
            for cents in (below, below + more)
        )
        lower, higher = (
            answered(
                evolve(
                    case,
                    employee=employee,
                    periods=None,
                    unworked_hours=Hours(1000),
                    training=False,
                    pay=None,
                ),
                law,
                assess,
            )
            for employee in employees
        )
        if isinstance(lower, Assessment) and isinstance(higher, Assessment):
            assert lower.hourly_indemnity <= higher.hourly_indemnity

    holds()
