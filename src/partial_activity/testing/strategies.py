"""Hypothesis strategies: sound values of every public type, and cases that the law can answer.

Amounts lean towards what a rule turns on (near the minimum wage, near the cap, no hours at all),
and days towards those on which a table changes.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    CannotAnswer,
    Case,
    DayPeriod,
    Days,
    Draft,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    Facts,
    HourlyPay,
    Hours,
    IndemnityFloor,
    Law,
    Loss,
    MonthlyPay,
    PeriodUnit,
    Plan,
    Scheme,
    Share,
    Situation,
    Territory,
    VariablePay,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    LOSS_IN_HOURS,
    PAID_BY_MEAN,
    PRIVATE_EMPLOYERS,
)
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.month_pay import Pay
from partial_activity.domain.law.book import sectors_of
from partial_activity.domain.law.dated import DatedTable, Span, Special, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import value_text
from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.domain.months import month_bounds

FIRST_DAY: Final = date(2013, 7, 1)
"""The reform of 2013: no day before it is modelled."""
LAST_DAY: Final = date(2027, 12, 31)
"""Past every text we know, where answers carry the warning ``law_not_checked``."""
_SCHEMES_OF_THEIR_OWN: Mapping[Scheme, Category] = MappingProxyType(
    {scheme: Category(scheme.value) for scheme in Scheme if scheme is not Scheme.ORDINARY}
)


_kept = lru_cache(maxsize=256)
"""A strategy costs more to make than to draw from: each is made once."""
_CATEGORIES = st.one_of(st.just(EmployeeCategory.STANDARD), st.sampled_from(EmployeeCategory))
_OF_FIRMS = _CATEGORIES.filter(lambda category: category not in PRIVATE_EMPLOYERS)
"""Without private employers, whose scheme shares no rule with the others."""
_TERRITORIES = st.sampled_from([Territory.NATIONAL, Territory.NATIONAL, Territory.MAYOTTE])
_FLOORS = st.sampled_from([IndemnityFloor.HOURLY, IndemnityFloor.HOURLY, IndemnityFloor.MONTHLY])


@_kept
def euros(least: str = "0.00", most: str = "20000.00") -> SearchStrategy[Euros]:
    """Amounts of money, to the cent."""
    return st.integers(Euros.parse(least).cents, Euros.parse(most).cents).map(Euros)


@_kept
def hourly_pays() -> SearchStrategy[HourlyPay]:
    """Gross hourly pays: of an apprentice, near the minimum wage, ordinary, near and above the cap.

    To the cent for the most part; a few have no last decimal, as a monthly pay over 151.67 hours.
    """
    cents = st.one_of(
        st.integers(300, 799),
        st.integers(700, 1_400),
        st.integers(1_000, 4_000),
        st.integers(4_000, 9_000),
    ).map(lambda number: Fraction(number, 100))
    endless = st.fractions(Fraction(3), Fraction(90), max_denominator=15_167)
    return st.one_of(cents, cents, cents, endless).map(HourlyPay)


@_kept
def hours(least: str = "0.00", most: str = "151.67") -> SearchStrategy[Hours]:
    """Hours, to the hundredth."""
    return st.integers(Hours.parse(least).hundredths, Hours.parse(most).hundredths).map(Hours)


@_kept
def days(most: int = 31) -> SearchStrategy[Days]:
    """Days, and half-days."""
    return st.integers(0, 2 * most).map(lambda halves: Days(50 * halves))


@_kept
def shares(least: str = "0.00", most: str = "1.00") -> SearchStrategy[Share]:
    """Shares, to the ten-thousandth."""
    bounds = [int(Fraction(bound) * 10_000) for bound in (least, most)]
    return st.integers(*bounds).map(lambda number: Share(Fraction(number, 10_000)))


@_kept
def dates(law: Law = FRENCH_LAW) -> SearchStrategy[date]:
    """Days of hours since the reform, one in two at the edge of what some text planned.

    Of a law with a draft, two in three are days for which the draft plans something.
    """
    edges = {
        day + timedelta(days=shift)
        for table in law.tables()
        for day in table.change_days()
        for shift in (-1, 0)
        if FIRST_DAY < day <= LAST_DAY
    }
    anywhere = st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(sorted(edges)))
    planned = [
        st.dates(max(span.first, FIRST_DAY), min(span.last or LAST_DAY, LAST_DAY))
        for span in _spans_of_drafts(law)
    ]
    return st.one_of(anywhere, st.one_of(planned), st.one_of(planned)) if planned else anywhere


def _spans_of_drafts(law: Law) -> list[Span]:
    """The days of what the law plans and the law in force does not."""
    in_force = {entry for table in FRENCH_LAW.tables() for entry in table.entries}
    spans = {
        entry.span for table in law.tables() for entry in table.entries if entry not in in_force
    }
    within = Span(FIRST_DAY, LAST_DAY)
    return sorted(
        (span for span in spans if span.overlaps(within)), key=lambda span: (span.first, str(span))
    )


@_kept
def days_of_knowledge(law: Law = FRENCH_LAW) -> SearchStrategy[date]:
    """Days on which one may look at the law, one in two a text's publication or its eve."""
    published = {text.published for text in law.texts() if text.published}
    edges = {day - timedelta(days=shift) for day in published for shift in (0, 1)}
    return st.one_of(
        st.dates(FIRST_DAY - timedelta(days=30), LAST_DAY), st.sampled_from(sorted(edges))
    )


@_kept
def monthly_pays(*, part_time: bool = False) -> SearchStrategy[MonthlyPay]:
    """Monthly pays with the hours they are paid for: full time, contracts above it, part-time."""
    below = st.integers(2_000, 15_166).map(lambda hundredths: Fraction(hundredths, 100))
    whole = st.sampled_from(["151.67", "169", "186"]).map(Fraction)
    divisors = below if part_time else st.one_of(whole, below)
    return st.builds(
        lambda hourly, divisor: MonthlyPay(
            Fraction(round(hourly.exact * divisor * 100), 100), divisor
        ),
        hourly_pays(),
        divisors,
    )


@_kept
def variable_pays() -> SearchStrategy[VariablePay]:
    """Commissions and the like, over one to twelve months."""
    return st.builds(
        VariablePay, euros(most="40000.00").map(lambda pay: pay.exact), st.integers(1, 12)
    )


@_kept
def losses(category: EmployeeCategory) -> SearchStrategy[Loss]:
    """The facts of a category whose loss of pay is turned into hours, or paid by its mean pay."""
    mean = euros("300.00", "12000.00")
    if category is EmployeeCategory.SENIOR_EXECUTIVE:
        return st.builds(Loss, mean_pay=mean)
    if category is EmployeeCategory.FREELANCE_JOURNALIST:
        scale = euros("1000.00", "4000.00")
        return st.builds(Loss, mean_pay=mean, pay_received=euros(), scale_minimum=scale)
    return st.builds(Loss, mean_pay=mean, pay_received=euros())


@_kept
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


@_kept
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


@_kept
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


@_kept
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


@_kept
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


@_kept
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

    found = complete_cases(law)
    if dated:
        found = st.one_of(found, found.flatmap(known))
    return found.filter(lambda case: _is_answered(case, law))


def _is_answered(case: Case, law: Law) -> bool:
    try:
        return not assess(case, law).refusals
    except CannotAnswer:
        return False


_EMPLOYEES = employees()
_EMPLOYEES_OF_FIRMS = employees(_OF_FIRMS)
_SITUATIONS: Mapping[Territory, SearchStrategy[Situation | Sector]] = MappingProxyType(
    {
        Territory.NATIONAL: st.sampled_from(
            [situation for situation in Situation if situation is not Situation.CYCLONE]
        ),
        Territory.MAYOTTE: st.sampled_from(Situation),
    }
)
"""The cyclone situation exists in Mayotte only."""


def _case(
    draw: DrawFn, first: date, last: date, scheme: Scheme, law: Law, *, complete: bool
) -> Case:
    territory = draw(_TERRITORIES)
    situations: SearchStrategy[Situation | Sector] = _SITUATIONS[territory]
    if sectors := list(sectors_of(law).values()):
        situations = situations | st.sampled_from(sectors)
    employee = draw(_EMPLOYEES_OF_FIRMS if complete else _EMPLOYEES)
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


@_kept
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


@_kept
def texts() -> SearchStrategy[Text]:
    """Decrees that do not exist, published on some day."""
    return st.builds(
        Text,
        name=st.integers(1, 2_000).map(lambda number: f"décret n° 2099-{number} (projet)"),
        published=days_of_knowledge(),
    )


@_kept
def spans() -> SearchStrategy[Span]:
    """Days from one to another, or without an end."""
    return st.builds(
        lambda first, length: Span(
            first, None if length is None else first + timedelta(days=length)
        ),
        st.dates(FIRST_DAY, LAST_DAY),
        st.none() | st.integers(0, 1_000),
    )


def plans(
    law: Law = FRENCH_LAW,
    tables: SearchStrategy[DatedTable[Any]] | None = None,
    days: SearchStrategy[Span] | None = None,
) -> SearchStrategy[Plan]:
    """What a decree could plan: a value of the right unit for a table that exists.

    Args:
        law: where the tables are.
        tables: which of them; any by default.
        days: for which days; any by default.
    """
    drawn_tables = st.sampled_from(list(law.tables())) if tables is None else tables
    drawn_days = spans() if days is None else days

    @st.composite
    def drawn(draw: DrawFn) -> Plan:
        table = draw(drawn_tables)
        planned = [entry.value for entry in table.entries]
        values = [value for value in planned if not isinstance(value, Special)]
        written = list(map(value_text, values))
        if table.parameter is not Parameter.MINIMUM_WAGE:  # there is always one
            written += ["inherit", "none"]
        value = st.sampled_from(written)
        if values and isinstance(values[0], Share | HourlyPay):
            most = 100 if table.unit.name == "share" else 2_000
            value |= st.integers(1, most).map(lambda cents: str(Euros(cents)))
        return Plan(table.parameter, table.category, draw(value), draw(drawn_days))

    return drawn()


def drafts(law: Law = FRENCH_LAW) -> SearchStrategy[Draft]:
    """Draft decrees with one to five plans, sensible or not."""
    return st.builds(Draft, texts(), st.lists(plans(law), min_size=1, max_size=5).map(tuple))


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
"""How each public type is drawn when nothing more is asked of it."""
