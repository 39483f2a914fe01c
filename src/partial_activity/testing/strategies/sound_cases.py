"""Cases, sound and answered, with the work they are counted from and the pay they ask for."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from partial_activity import (
    FRENCH_LAW,
    CannotAnswer,
    Case,
    DayPeriod,
    EmployeeCategory,
    Hours,
    IndemnityFloor,
    Law,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.assessment.cases import LOSS_IN_HOURS
from partial_activity.domain.assessment.month_pay import Pay
from partial_activity.domain.law.book import sectors_of
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.months import month_bounds
from partial_activity.testing.strategies.amounts import days, euros, hours, shares
from partial_activity.testing.strategies.calendar_days import dates, days_of_knowledge
from partial_activity.testing.strategies.employment import (
    EMPLOYEES,
    EMPLOYEES_OF_FIRMS,
    employers,
    facts,
)

_SCHEMES_OF_THEIR_OWN: Mapping[Scheme, Category] = MappingProxyType(
    {scheme: Category(scheme.value) for scheme in Scheme if scheme is not Scheme.ORDINARY}
)
_TERRITORIES = st.sampled_from([Territory.NATIONAL, Territory.NATIONAL, Territory.MAYOTTE])
_FLOORS = st.sampled_from([IndemnityFloor.HOURLY, IndemnityFloor.HOURLY, IndemnityFloor.MONTHLY])
_SITUATIONS: Mapping[Territory, SearchStrategy[Situation | Sector]] = MappingProxyType(
    {
        Territory.NATIONAL: st.sampled_from(
            [situation for situation in Situation if situation is not Situation.CYCLONE]
        ),
        Territory.MAYOTTE: st.sampled_from(Situation),
    }
)
"""The cyclone situation exists in Mayotte only."""


@lru_cache
def worked_periods() -> SearchStrategy[WorkedPeriod]:
    """Weeks and months of work, part-time to 48 hours, with overtime that was agreed on."""

    def of_unit(unit: PeriodUnit) -> SearchStrategy[WorkedPeriod]:
        most = "48.00" if unit is PeriodUnit.WEEK else "208.00"
        return st.builds(
            WorkedPeriod,
            unit=st.just(unit),
            contract_hours=hours("1.00", most),
            worked_hours=hours(most=most),
            leave_hours=hours(most="35.00"),
            structural_overtime=st.booleans(),
            overtime_agreed_on=st.dates(date(2015, 1, 1), date(2021, 12, 31)),
            equivalence=st.booleans(),
            planned_hours=st.none() | hours(most=most),
        )

    return st.sampled_from(PeriodUnit).flatmap(of_unit)


@lru_cache
def day_periods(
    category: EmployeeCategory = EmployeeCategory.STANDARD,
) -> SearchStrategy[DayPeriod]:
    """Days of a day rate, of a part week, or of aircrew."""
    if category is EmployeeCategory.AIRCREW:
        return st.builds(
            DayPeriod, unworked_days=days(), leave_days=days(5), guaranteed_days=days(13)
        )
    counted: dict[str, SearchStrategy[Any]] = {
        "unworked_days": days(),
        "leave_days": days(5),
        "rest_days": days(3),
        "holidays": days(3),
    }
    by_day = st.builds(DayPeriod, **counted)
    if category is EmployeeCategory.SENIOR_EXECUTIVE:
        return by_day
    return by_day | st.builds(
        DayPeriod,
        **counted,
        contract_hours=hours("1.00", "48.00"),
        structural_overtime=st.booleans(),
        overtime_agreed_on=st.dates(date(2015, 1, 1), date(2021, 12, 31)),
        equivalence=st.booleans(),
    )


@lru_cache
def pays() -> SearchStrategy[Pay]:
    """What a payslip is made from; each fact may be absent."""
    return st.builds(
        Pay,
        net_pay_for_work=st.none() | euros(most="6000.00"),
        employee_contribution_share=st.none() | shares("0.10", "0.30"),
        maintained_share=st.none() | shares("0.60"),
        suspended_hours=hours(),
    )


def cases(law: Law = FRENCH_LAW) -> SearchStrategy[Case]:
    """Sound cases: every scheme, situation, territory and category, any day since July 2013.

    Sound is not answerable: the scheme may be closed, a fact of that day's rule may be missing, the
    law may change inside the month. For cases that are answered, see :func:`answerable_cases`.
    """

    @st.composite
    def drawn(draw: DrawFn) -> Case:
        day = draw(dates(law))
        first, last = month_bounds(day.year, day.month)
        if draw(st.booleans()):
            first = draw(st.sampled_from([first, day]))
            last = draw(st.dates(day, last))
        return _case(draw, first, last, draw(st.sampled_from(Scheme)), law, complete=False)

    return drawn()  # not a composite of the law: Hypothesis would write the law out in each report


def complete_cases(law: Law = FRENCH_LAW) -> SearchStrategy[Case]:
    """Cases of firms, of one day, in a scheme open that day, with every fact a rule may ask for.

    Whatever the law does not answer among them is a gap. All that the library knows is known.
    """

    @st.composite
    def drawn(draw: DrawFn) -> Case:
        day = draw(dates(law))
        is_open = [
            scheme
            for scheme, category in _SCHEMES_OF_THEIR_OWN.items()
            if law.scheme_open[category].on(day) is not None
        ]
        scheme = draw(st.sampled_from([Scheme.ORDINARY, *is_open]))
        return evolve(_case(draw, day, day, scheme, law, complete=True), known_on=None)

    return drawn()


def answerable_cases(law: Law = FRENCH_LAW, *, dated: bool = False) -> SearchStrategy[Case]:
    """Cases for which a law gives amounts, as known today or, if ``dated``, on some day."""

    def known(case: Case) -> SearchStrategy[Case]:
        return days_of_knowledge(law).map(lambda day: evolve(case, known_on=day))

    drawn = complete_cases(law)
    if dated:
        drawn = st.one_of(drawn, drawn.flatmap(known))
    return drawn.filter(lambda case: _is_answered(case, law))


def _is_answered(case: Case, law: Law) -> bool:
    try:
        return not assess(case, law).refusals
    except CannotAnswer:
        return False


def _case(
    draw: DrawFn, first: date, last: date, scheme: Scheme, law: Law, *, complete: bool
) -> Case:
    territory = draw(_TERRITORIES)
    situations: SearchStrategy[Situation | Sector] = _SITUATIONS[territory]
    if sectors := list(sectors_of(law).values()):
        situations = situations | st.sampled_from(sectors)
    employee = draw(EMPLOYEES_OF_FIRMS if complete else EMPLOYEES)
    training = draw(st.integers(0, 4)) == 0
    pay = draw(st.none() | pays())
    if complete and training:
        pay = evolve(pay or Pay(), employee_contribution_share=draw(shares("0.10", "0.30")))
    counted, periods = draw(_hours_of(employee.category))
    return Case(
        scheme=scheme,
        first=first,
        last=last,
        employee=employee,
        unworked_hours=counted,
        periods=periods,
        known_on=draw(st.none() | days_of_knowledge(law)),
        territory=territory,
        employer=draw(employers(situations, complete=complete)),
        indemnity_floor=draw(_FLOORS),
        training=training,
        pay=pay,
        facts=draw(facts(law, complete=complete)),
        id=draw(st.none() | st.text(max_size=8)),
    )


@lru_cache
def _hours_of(
    category: EmployeeCategory,
) -> SearchStrategy[tuple[Hours | None, tuple[WorkedPeriod | DayPeriod, ...] | None]]:
    """Hours already counted, periods to count from, or neither where a loss of pay gives them."""
    if category in LOSS_IN_HOURS:
        return st.just((None, None))
    counted = st.one_of(hours(), hours(), hours(most="2000.00")).map(lambda given: (given, None))
    periods = st.lists(worked_periods() | day_periods(category), min_size=1, max_size=4)
    return counted | periods.map(lambda given: (None, _apart(given)))


def _apart(periods: list[WorkedPeriod | DayPeriod]) -> tuple[WorkedPeriod | DayPeriod, ...]:
    """Periods that share no day: a month stands alone, and every month has four weeks."""
    months = (
        one for one in periods if isinstance(one, WorkedPeriod) and one.unit is PeriodUnit.MONTH
    )
    month = next(months, None)
    return tuple(periods) if month is None else (month,)
