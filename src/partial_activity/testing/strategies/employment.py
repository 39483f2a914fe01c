"""Who is employed, by whom, and what regimes from outside ask of them."""

from datetime import date
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from partial_activity import (
    FRENCH_LAW,
    Employee,
    EmployeeCategory,
    Employer,
    Facts,
    Law,
    Loss,
    Situation,
)
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    LOSS_IN_HOURS,
    PAID_BY_MEAN,
    PRIVATE_EMPLOYERS,
)
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.testing.strategies.amounts import (
    euros,
    hourly_pays,
    monthly_pays,
    shares,
    variable_pays,
)

_CATEGORIES = st.one_of(st.just(EmployeeCategory.STANDARD), st.sampled_from(EmployeeCategory))
_OF_FIRMS = _CATEGORIES.filter(lambda category: category not in PRIVATE_EMPLOYERS)
"""The categories without private employers, whose scheme shares no rule with the others."""


@lru_cache
def losses(category: EmployeeCategory) -> SearchStrategy[Loss]:
    """The facts of a category whose loss of pay is turned into hours, or paid by its mean pay."""
    mean = euros("300.00", "12000.00")
    if category is EmployeeCategory.SENIOR_EXECUTIVE:
        return st.builds(Loss, mean_pay=mean)
    if category is EmployeeCategory.FREELANCE_JOURNALIST:
        scale = euros("1000.00", "4000.00")
        return st.builds(Loss, mean_pay=mean, pay_received=euros(), scale_minimum=scale)
    return st.builds(Loss, mean_pay=mean, pay_received=euros())


@lru_cache
def households() -> SearchStrategy[Household]:
    """Contracts with private employers, in each situation and without."""
    return st.builds(
        Household,
        net_hourly_pay=hourly_pays(),
        collective_minimum=hourly_pays(),
        situation=st.none() | st.sampled_from(HouseholdSituation),
    )


@st.composite
def employees(draw: DrawFn, categories: SearchStrategy[EmployeeCategory] | None = None) -> Employee:
    """Employees of every category, each with exactly one pay."""
    category = draw(_CATEGORIES if categories is None else categories)
    if category in PRIVATE_EMPLOYERS:
        return Employee(category, household=draw(households()))
    loss = draw(losses(category)) if category in LOSS_IN_HOURS or category in PAID_BY_MEAN else None
    if category in PAID_BY_MEAN:
        return Employee(category, loss=loss)
    if category in APPRENTICES and draw(st.booleans()):
        share = draw(shares("0.25", "1.00"))
        return Employee(category, share_of_minimum_wage=share)
    if draw(st.integers(0, 9)) == 0:
        share = draw(shares("0.25", "1.00"))
        return Employee(category, share_of_minimum_wage=share, loss=loss, without_agreement=True)
    if draw(st.integers(0, 3)):
        return Employee(category, hourly_pay=draw(hourly_pays()), loss=loss)
    return Employee(
        category,
        monthly_pay=draw(monthly_pays(part_time=category is EmployeeCategory.PART_TIME)),
        variable_pay=draw(st.none() | variable_pays()),
        loss=loss,
    )


@lru_cache
def employers(
    situations: SearchStrategy[Situation | Sector] | None = None, *, complete: bool = False
) -> SearchStrategy[Employer]:
    """Employers; ``complete`` ones state what a rule of some day may ask for."""
    workforce = st.integers(1, 5_000)
    sent_on = st.dates(date(2020, 7, 31), date(2022, 12, 31))
    return st.builds(
        Employer,
        situation=st.sampled_from(Situation) if situations is None else situations,
        workforce=workforce if complete else st.none() | workforce,
        agreement_sent_on=sent_on if complete else st.none() | sent_on,
    )


@lru_cache
def facts(law: Law = FRENCH_LAW, *, complete: bool = False) -> SearchStrategy[Facts]:
    """Facts that the regimes of a law ask for, each from its examples; ``complete``: all of them.

    Under the French law as it is there are none.
    """
    asked = {fact.name: fact for regime in law.regimes() for fact in regime.facts}
    examples = {name: st.sampled_from(fact.examples) for name, fact in asked.items()}
    drawn = (
        st.fixed_dictionaries(examples)
        if complete
        else st.fixed_dictionaries({}, optional=examples)
    )
    return drawn.map(Facts.of)


EMPLOYEES = employees()
EMPLOYEES_OF_FIRMS = employees(_OF_FIRMS)
"""The same two each time, so that cases are drawn without making them again."""
