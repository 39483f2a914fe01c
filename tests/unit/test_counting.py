"""From contract and worked time to the hours that open a right.

Worked figures without an address were computed by hand from the text cited.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Loss,
    Period,
    PeriodUnit,
    Scheme,
    WorkedPeriod,
)
from partial_activity.domain.assessment.counting import Counted, count
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.errors import InvalidValue, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.hours import LEGAL_MONTH, LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.law.book import Draft, Plan
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.units import CountedHours
from partial_activity.domain.money import Euros, HourlyPay, parse_decimal
from partial_activity.domain.months import month_bounds

LATER_YEAR = (2024, 5)
FIRST_SPRING = (2020, 4)
BEFORE_2020 = (2019, 5)
AGREED_EARLY = date(2019, 5, 2)
OWN_MEAN = {EmployeeCategory.SALES_REPRESENTATIVE, EmployeeCategory.FREELANCE_JOURNALIST}


def case(
    *periods: Period,
    month: tuple[int, int] = LATER_YEAR,
    category: EmployeeCategory = EmployeeCategory.STANDARD,
    unworked: str | None = None,
    known_on: date | None = None,
    first: date | None = None,
) -> Case:
    """One employee at 20 euros an hour, or a senior executive at 9,000 euros a month."""
    executive = category is EmployeeCategory.SENIOR_EXECUTIVE
    whole = month_bounds(*month)
    return Case(
        Scheme.ORDINARY,
        first or whole[0],
        whole[1],
        Employee(category, loss=Loss(Euros.parse("9000")))
        if executive
        else Employee(category, hourly_pay=HourlyPay.parse("20")),
        unworked_hours=None if unworked is None else Hours.parse(unworked),
        periods=periods or None,
        known_on=known_on,
    )


def paid_by_loss(
    category: EmployeeCategory,
    mean: str,
    received: str,
    scale: str | None = None,
    month: tuple[int, int] = LATER_YEAR,
) -> Case:
    """An employee whose loss of pay is turned into hours."""
    loss = Loss(
        Euros.parse(mean), Euros.parse(received), None if scale is None else Euros.parse(scale)
    )
    pay = None if category in OWN_MEAN else HourlyPay.parse("20")
    first, last = month_bounds(*month)
    return Case(Scheme.ORDINARY, first, last, Employee(category, hourly_pay=pay, loss=loss))


def counted(case: Case) -> Counted:
    """The count; every sentence it says can be read, in both languages."""
    minimum_wage = parse_decimal("11.65")
    pay = hourly_reference_pay(case.employee, minimum_wage).hourly_pay
    result = count(case, pay, FRENCH_LAW)
    for statement in (*result.steps, *result.warnings):
        assert statement.french != statement.english
    return result


def hours(case: Case) -> str:
    """The compensable hours, as printed."""
    return str(counted(case).compensable_hours)


def codes(result: Counted) -> list[str]:
    """What the count warns of."""
    return [warning.code for warning in result.warnings]


def week(contract: str | None = "35", worked: str = "0", leave: str = "0") -> WorkedPeriod:
    """A week of an ordinary contract."""
    return WorkedPeriod(
        PeriodUnit.WEEK,
        None if contract is None else Hours.parse(contract),
        Hours.parse(worked),
        Hours.parse(leave),
    )


def overtime_week(
    contract: str = "39", worked: str = "0", agreed_on: date | None = AGREED_EARLY
) -> WorkedPeriod:
    """A week whose overtime comes from an agreement or from a contract in hours."""
    return WorkedPeriod(
        PeriodUnit.WEEK,
        Hours.parse(contract),
        Hours.parse(worked),
        structural_overtime=True,
        overtime_agreed_on=agreed_on,
    )


def equivalence_week(contract: str = "39", worked: str = "0") -> WorkedPeriod:
    """A week of a regime of equivalence."""
    return WorkedPeriod(
        PeriodUnit.WEEK, Hours.parse(contract), Hours.parse(worked), equivalence=True
    )


def planned_week(planned: str, worked: str = "0", contract: str | None = None) -> WorkedPeriod:
    """A week of a schedule arranged over more than a week."""
    return WorkedPeriod(
        PeriodUnit.WEEK,
        None if contract is None else Hours.parse(contract),
        Hours.parse(worked),
        planned_hours=Hours.parse(planned),
    )


def days(
    unworked: str,
    *,
    leave: str = "0",
    rest: str = "0",
    holidays: str = "0",
    contract: str | None = None,
    guaranteed: str | None = None,
) -> DayPeriod:
    """Days of a day-rate contract, of a part week, or of aircrew."""
    return DayPeriod(
        Days.parse(unworked),
        Days.parse(leave),
        Days.parse(rest),
        Days.parse(holidays),
        None if contract is None else Hours.parse(contract),
        None if guaranteed is None else Days.parse(guaranteed),
    )


# Hours already counted


MONTH = WorkedPeriod(PeriodUnit.MONTH, Hours.parse("151.67"))


def test_hours_already_counted_are_taken_as_they_are() -> None:
    """No limit, no text, no hours really unworked."""
    result = counted(case(unworked="70.00"))
    assert result.compensable_hours == Hours.parse("70")
    assert result.unworked_hours is None
    assert not result.citations
    assert not result.warnings


@pytest.mark.parametrize(
    ("given_hours", "expected"),
    [("151.67", []), ("151.68", ["more_than_a_month"]), ("0", ["no_hours"])],
)
def test_a_reader_is_told_of_hours_above_a_month_and_of_none(
    given_hours: str, expected: list[str]
) -> None:
    """A case may stand for a whole firm, or for a month without hours."""
    assert codes(counted(case(unworked=given_hours))) == expected


# Weeks and months (R. 5122-11, R. 5122-19)


@pytest.mark.parametrize(
    ("period", "month", "expected"),
    [
        # A 35-hour firm, 22 worked; a contract of 28 with 11.5 worked; 39 hours without agreement.
        (week("35", "22"), LATER_YEAR, "13.00"),
        (week("28", "11.5"), LATER_YEAR, "16.50"),
        (week("39", "24"), LATER_YEAR, "11.00"),
        # https://www2.liaisons-sociales.fr/426-22-activite-partielle-et-amenagement-du-temps-de-travail/
        (week("35", "20"), BEFORE_2020, "15.00"),
        (week("39", "20"), BEFORE_2020, "15.00"),
    ],
)
def test_a_week_counts_up_to_the_legal_or_lower_contractual_duration(
    period: WorkedPeriod, month: tuple[int, int], expected: str
) -> None:
    """Hours 36 to 39 go unworked and unpaid."""
    assert hours(case(period, month=month)) == expected


def test_three_closed_weeks_of_a_contract_of_42_hours_make_105() -> None:
    """The ministry's first example of 2020, and the same for a contract of 39 hours.

    https://legisocial.fr/contrat-de-travail/activite-partielle/activite-partielle-exemples-chiffres-commentes-proposes-questionsreponses-ministere-travail.html
    https://trajectoires-tourisme.com/faq/13-comment-calculer-le-nombre-dheures-pour-la-periode-previsionnelle-dactivite-partielle
    """
    assert hours(case(*[week("42")] * 3, month=FIRST_SPRING)) == "105.00"
    assert hours(case(*[week("39")] * 3, month=FIRST_SPRING)) == "105.00"


def test_a_month_of_143_hours_of_which_77_are_worked_counts_66() -> None:
    """A part-timer whose firm closed on 17 March 2020.

    https://legisocial.fr/contrat-de-travail/activite-partielle/calcul-indemnite-horaire-activite-partielle-exemples-chiffres-dispositif-exceptionnel-2020.html
    """
    period = WorkedPeriod(PeriodUnit.MONTH, Hours.parse("143"), Hours.parse("77"))
    part_time = EmployeeCategory.PART_TIME
    assert hours(case(period, month=(2020, 3), category=part_time)) == "66.00"


@pytest.mark.parametrize(("contract", "expected"), [("151.67", "151.67"), ("169", "151.67")])
def test_a_month_counts_up_to_151_67(contract: str, expected: str) -> None:
    """A whole month is 151.67 hours, whatever the days in it."""
    assert hours(case(WorkedPeriod(PeriodUnit.MONTH, Hours.parse(contract)))) == expected


def test_a_partial_month_is_the_month_less_the_hours_worked() -> None:
    """Closed from 11 March: 151.67 less seven days of seven hours."""
    period = WorkedPeriod(PeriodUnit.MONTH, Hours.parse("151.67"), Hours.parse("49"))
    assert hours(case(period)) == "102.67"


def test_weeks_and_days_add_up() -> None:
    """Closed from 11 March to the 31st: two weeks and five days, 105 hours."""
    assert hours(case(week(), week(), days("5", contract="35"))) == "105.00"


def test_two_weeks_and_a_day_make_77_hours() -> None:
    """17 to 31 March 2020. https://www.cogilog.com/bulletin-chomage-partiel-4/ ."""
    assert hours(case(week(), week(), days("1"), month=(2020, 3))) == "77.00"


def test_five_weeks_are_not_limited_together() -> None:
    """A month may hold five weeks."""
    result = counted(case(*[week()] * 5))
    assert result.compensable_hours == Hours.parse("175")
    assert not result.warnings


def test_leave_is_never_an_hour_of_the_scheme() -> None:
    """Paid leave, sickness and holidays not worked are taken off."""
    result = counted(case(week("35", "14", "7")))
    assert result.compensable_hours == Hours.parse("14")
    assert result.steps[0].english.startswith("Period 1: 35.00 − 14.00 − 7.00 = 14.00 hours")
    assert result.steps[0].french.startswith("Période 1 : 35,00 − 14,00 − 7,00 = 14,00 h")


def test_a_week_worked_above_the_limit_counts_nothing() -> None:
    """Never less than zero; the reader is told that there are no hours."""
    result = counted(case(week("39", "37")))
    assert result.compensable_hours == ZERO_HOURS
    assert result.unworked_hours == Hours.parse("2")
    assert codes(result) == ["no_hours"]
    assert result.steps[0].code == "period_without_hours"


def test_hours_really_unworked_follow_the_contract() -> None:
    """An unworked week of 40 hours takes 40 off the pay, while 35 count.

    https://payonaute.fr/d/95-heures-chomees-heures-travaillees
    """
    result = counted(case(week("40"), month=(2020, 5)))
    assert result.unworked_hours == Hours.parse("40")
    assert result.compensable_hours == Hours.parse("35")
    structural = counted(case(overtime_week("40"), month=(2020, 5)))
    assert structural.unworked_hours == structural.compensable_hours == Hours.parse("40")


def overtime_days(
    unworked: str, contract: str = "39", agreed_on: date | None = date(2019, 5, 2)
) -> DayPeriod:
    """Days of a week whose overtime comes from an agreement."""
    return DayPeriod(
        Days.parse(unworked),
        contract_hours=Hours.parse(contract),
        structural_overtime=True,
        overtime_agreed_on=agreed_on,
    )


# Structural overtime and equivalence (L. 5122-3; ordonnance n° 2020-346)


def test_structural_overtime_counts_since_2022() -> None:
    """39 hours of a collective agreement: 24 worked leave 15, a closed week 39. No date needed."""
    assert hours(case(overtime_week("39", "24", None))) == "15.00"
    result = counted(case(overtime_week("39", "0", None)))
    assert result.compensable_hours == Hours.parse("39")
    assert [citation.text for citation in result.citations] == ["loi n° 2021-1900"]
    assert not result.warnings


def test_structural_overtime_of_a_month_counts() -> None:
    """169 hours of a contract of 39 hours a week."""
    period = WorkedPeriod(PeriodUnit.MONTH, Hours.parse("169"), structural_overtime=True)
    assert hours(case(period)) == "169.00"


@pytest.mark.parametrize(
    ("unworked", "contract", "expected"),
    [
        ("3", "39", "23.40"),  # 7.8 hours a day, not 7
        ("0.50", "39", "3.90"),
        ("5", "39", "39.00"),  # a week by its days, as a week
        ("22", "39", "169.00"),  # 171.60, within the month of the agreement
        ("2", "35", "14.00"),
        ("2", "28", "11.20"),  # a shorter contract stays what it is
        ("22", "28", "123.20"),
    ],
)
def test_structural_overtime_counts_in_days_too(
    unworked: str, contract: str, expected: str
) -> None:
    """A day is a fifth of the agreement's week: R. 5122-19, al. 2, with L. 5122-3, I 1°."""
    result = counted(case(overtime_days(unworked, contract, None)))
    assert str(result.compensable_hours) == expected
    assert [citation.text for citation in result.citations] == ["loi n° 2021-1900"]


def test_days_with_and_without_overtime_are_limited_to_the_month_of_the_agreement() -> None:
    """Ten days of 7 hours and fifteen of 7.8 make 187: within 169."""
    result = counted(case(days("10"), overtime_days("15")))
    assert str(result.compensable_hours) == "169.00"
    assert result.steps[-1].code == "days_limited"


def test_equivalence_counts_in_days_too() -> None:
    """A day of 43 hours of equivalence is 8.6 hours."""
    period = DayPeriod(Days.parse("2"), contract_hours=Hours.parse("43"), equivalence=True)
    assert hours(case(period)) == "17.20"
    before = counted(case(period, month=BEFORE_2020))
    assert str(before.compensable_hours) == "14.00"
    assert codes(before) == ["equivalence_not_counted"]


@pytest.mark.parametrize(
    ("agreed_on", "expected", "warned"),
    [
        (date(2020, 4, 22), "23.40", []),
        (date(2020, 4, 23), "23.40", ["disputed"]),
        (date(2020, 4, 24), "21.00", ["structural_overtime_not_counted"]),
    ],
)
def test_overtime_in_days_follows_the_day_of_its_agreement_in_2020_and_2021(
    agreed_on: date, expected: str, warned: list[str]
) -> None:
    """As in weeks and months."""
    result = counted(case(overtime_days("3", agreed_on=agreed_on), month=(2021, 5)))
    assert str(result.compensable_hours) == expected
    assert codes(result) == warned
    assert str(result.unworked_hours) == "23.40"


@pytest.mark.parametrize(
    ("known_on", "expected"), [(date(2021, 12, 30), "21.00"), (date(2021, 12, 31), "23.40")]
)
def test_overtime_in_days_of_2022_is_known_with_the_law_of_2021(
    known_on: date, expected: str
) -> None:
    """Loi 2021-1900, published on 31 December 2021."""
    period = overtime_days("3")
    assert hours(case(period, month=(2022, 1), known_on=known_on)) == expected


def test_overtime_did_not_count_in_days_before_12_march_2020() -> None:
    """The legal day of seven hours."""
    result = counted(case(overtime_days("3"), month=BEFORE_2020))
    assert str(result.compensable_hours) == "21.00"
    assert codes(result) == ["structural_overtime_not_counted"]


@pytest.mark.parametrize(
    ("period", "path"),
    [
        (
            DayPeriod(Days.parse("2"), structural_overtime=True),
            "periods[0].contract_hours",
        ),
        (DayPeriod(Days.parse("2"), equivalence=True), "periods[0].contract_hours"),
        (overtime_days("2", agreed_on=None), "periods[0].overtime_agreed_on"),
    ],
)
def test_overtime_in_days_needs_its_week_and_its_day(period: DayPeriod, path: str) -> None:
    """A day rate has no hours; in 2021 the day of the agreement decides."""
    with pytest.raises(InvalidValue) as error:
        counted(case(period, month=(2021, 5)))
    assert (error.value.code, error.value.path) == ("missing", path)


@pytest.mark.parametrize(
    ("agreed_on", "expected", "warned"),
    [
        (date(2020, 4, 22), "39.00", []),
        (date(2020, 4, 23), "39.00", ["disputed"]),
        (date(2020, 4, 24), "35.00", ["structural_overtime_not_counted"]),
    ],
)
@pytest.mark.parametrize("month", [(2020, 4), (2020, 12), (2021, 1), (2021, 12)])
def test_overtime_of_2020_and_2021_counts_if_agreed_before_24_april_2020(
    month: tuple[int, int], agreed_on: date, expected: str, warned: list[str]
) -> None:
    """Authors put the last signature on 22 or 23 April: the 23rd counts, and is disputed."""
    result = counted(case(overtime_week(agreed_on=agreed_on), month=month))
    assert str(result.compensable_hours) == expected
    assert codes(result) == warned
    assert result.unworked_hours == Hours.parse("39")


@pytest.mark.parametrize(("month", "expected"), [((2021, 12), "35.00"), ((2022, 1), "39.00")])
def test_a_late_signature_is_cured_on_1_january_2022(month: tuple[int, int], expected: str) -> None:
    """The code has no condition of date."""
    period = overtime_week(agreed_on=date(2021, 6, 1))
    assert hours(case(period, month=month)) == expected


def test_the_day_of_agreement_is_needed_in_2020_and_2021() -> None:
    """Nothing is guessed: the path tells which period lacks it."""
    with pytest.raises(InvalidValue) as error:
        counted(case(week(), overtime_week(agreed_on=None), month=FIRST_SPRING))
    assert (error.value.code, error.value.path) == ("missing", "periods[1].overtime_agreed_on")


def test_structural_overtime_did_not_count_before_12_march_2020() -> None:
    """Nothing but the legal duration before the crisis."""
    result = counted(case(*[overtime_week("39", "20")] * 2, month=BEFORE_2020))
    assert str(result.compensable_hours) == "30.00"
    assert codes(result) == ["structural_overtime_not_counted"]
    assert [citation.article for citation in result.citations] == ["R. 5122-11"]


@pytest.mark.parametrize(
    ("period", "month"),
    [
        (overtime_week("35", agreed_on=date(2021, 6, 1)), (2021, 7)),
        (overtime_week("35", agreed_on=date(2020, 4, 23)), (2021, 7)),
        (equivalence_week("35"), BEFORE_2020),
    ],
)
def test_a_contract_within_the_legal_duration_is_not_warned_of(
    period: WorkedPeriod, month: tuple[int, int]
) -> None:
    """A contract of 35 hours has nothing above the legal duration."""
    assert not codes(counted(case(period, month=month)))


def test_march_2020_needs_two_cases_where_overtime_changes_the_count() -> None:
    """35 hours until the 11th, 39 from the 12th."""
    with pytest.raises(LawChangesInsidePeriod) as error:
        counted(case(overtime_week(), month=(2020, 3)))
    assert error.value.day == date(2020, 3, 12)
    assert hours(case(overtime_week(), month=(2020, 3), first=date(2020, 3, 12))) == "39.00"


def test_march_2020_is_one_case_where_both_rules_count_alike() -> None:
    """The week was worked in full: the texts and the warnings of both rules are given."""
    result = counted(case(overtime_week("39", "39"), month=(2020, 3)))
    assert result.compensable_hours == ZERO_HOURS
    assert len(result.citations) == 2
    assert codes(result) == ["structural_overtime_not_counted", "no_hours"]


def test_overtime_did_not_count_as_known_before_the_ordinance() -> None:
    """Ordonnance n° 2020-460 is of 22 April: on the 10th nobody could count it, nor needs a day."""
    period = overtime_week(agreed_on=None)
    result = counted(case(period, month=FIRST_SPRING, known_on=date(2020, 4, 10)))
    assert str(result.compensable_hours) == "35.00"
    assert codes(result) == ["structural_overtime_not_counted"]


@pytest.mark.parametrize(
    ("month", "expected", "warned"),
    [
        (BEFORE_2020, "15.00", ["equivalence_not_counted"]),
        (FIRST_SPRING, "19.00", []),
        ((2021, 12), "19.00", []),
        (LATER_YEAR, "19.00", []),
    ],
)
def test_equivalence_counts_since_12_march_2020(
    month: tuple[int, int], expected: str, warned: list[str]
) -> None:
    """39 hours of equivalence of which 20 are worked (L. 3121-13)."""
    result = counted(case(equivalence_week("39", "20"), month=month))
    assert str(result.compensable_hours) == expected
    assert codes(result) == warned


def test_equivalence_counts_even_where_overtime_was_agreed_on_late() -> None:
    """Either reason is enough; the other one is still told."""
    period = WorkedPeriod(
        PeriodUnit.WEEK,
        Hours.parse("39"),
        structural_overtime=True,
        overtime_agreed_on=date(2021, 6, 1),
        equivalence=True,
    )
    assert hours(case(period, month=(2021, 7))) == "39.00"


def test_no_rule_is_invented_before_the_law_begins() -> None:
    """Nothing is modelled before 1 July 2013."""
    with pytest.raises(NoRuleInForce) as error:
        counted(case(overtime_week(), month=(2013, 6)))
    assert error.value.parameter == "hours.structural_overtime"


def test_a_draft_decree_changes_the_count() -> None:
    """Equivalence would no longer count: the agreed overtime of the same week still would."""
    draft = Draft(
        Text("projet de décret", date(2024, 1, 1)),
        (
            Plan(
                Parameter.EQUIVALENCE,
                Category.GENERAL,
                CountedHours.NOT_COUNTED.value,
                Span(date(2024, 2, 1)),
            ),
        ),
    )
    law = FRENCH_LAW.with_texts(draft)
    both = WorkedPeriod(
        PeriodUnit.WEEK, Hours.parse("39"), structural_overtime=True, equivalence=True
    )
    alone = count(case(equivalence_week()), Fraction(20), law)
    assert alone.compensable_hours == LEGAL_WEEK
    assert count(case(both), Fraction(20), law).compensable_hours == Hours.parse("39")


# Time arranged over more than a week (circulaire DGEFP n° 2013-12, fiche 5)


def test_arranged_time_takes_the_better_of_two_formulas() -> None:
    """33 and 42 hours planned, 20 and 20 worked: 28 by the week, 30 by the mean.

    https://entraid.com/articles/coronavirus-annualisation-quelles-heures-indemniser
    """
    result = counted(case(planned_week("33", "20"), planned_week("42", "20")))
    assert result.compensable_hours == Hours.parse("30")
    assert result.unworked_hours == Hours.parse("35")
    assert codes(result) == ["disputed"]
    assert [step.code for step in result.steps] == [
        "planned_period",
        "planned_period",
        "planned_compared",
    ]


def test_the_weekly_formula_wins_where_it_is_better() -> None:
    """20 and 36 planned, 30 and 0 worked: 0 + 35 by the week, 0 + 28 by the mean."""
    assert hours(case(planned_week("20", "30"), planned_week("36"))) == "35.00"


def test_the_mean_never_pays_for_hours_that_were_worked() -> None:
    """0 and 40 planned and worked: the mean of 20 would count 20 hours that nobody missed."""
    result = counted(case(planned_week("0"), planned_week("40", "40")))
    assert result.compensable_hours == ZERO_HOURS
    assert codes(result) == ["disputed", "no_hours"]


def test_a_mean_without_last_decimal_is_rounded_once() -> None:
    """20, 20 and 21 planned, none worked: 61 hours by either formula."""
    assert hours(case(planned_week("20"), planned_week("20"), planned_week("21"))) == "61.00"


@pytest.mark.parametrize(
    ("periods", "month"),
    [
        ((MONTH, week("35")), (2021, 7)),
        ((MONTH, MONTH), (2021, 7)),
        ((days("1"), MONTH), (2021, 7)),
        ((week("35"),) * 6, (2021, 7)),
        ((week("35"),) * 5, (2021, 2)),
    ],
)
def test_periods_that_share_days_are_refused(
    periods: tuple[Period, ...], month: tuple[int, int]
) -> None:
    """A month and one of its weeks were once added up; February 2021 has four weeks."""
    with pytest.raises(InvalidValue) as error:
        counted(case(*periods, month=month))
    assert (error.value.code, error.value.path) == ("conflicting_keys", "periods")


def test_weeks_of_a_month_are_as_many_as_it_touches() -> None:
    """Five may make 175 hours; six, with days in August 2021, are told as more than a month."""
    five = counted(case(*(week("35"),) * 5, month=(2021, 7)))
    assert (str(five.compensable_hours), codes(five)) == ("175.00", [])
    six = counted(case(*(week("35"),) * 6, month=(2021, 8)))
    assert codes(six) == ["more_than_a_month"]


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (week("168.01"), "contract_hours"),
        (week("35", worked="168.01"), "worked_hours"),
        (week("35", leave="168.01"), "leave_hours"),
        (week("35", worked="100", leave="68.01"), "worked_hours"),
        (WorkedPeriod(PeriodUnit.MONTH, Hours.parse("744.01")), "contract_hours"),
        (DayPeriod(Days.parse("1"), contract_hours=Hours.parse("168.01")), "contract_hours"),
        (DayPeriod(Days.parse("31.01")), "unworked_days"),
    ],
)
def test_a_period_has_no_more_hours_than_its_days(period: Period, key: str) -> None:
    """Twenty-four a day, 168 a week."""
    with pytest.raises(InvalidValue) as error:
        counted(case(period))
    assert (error.value.code, error.value.path) == ("out_of_range", f"periods[0].{key}")


def test_a_lower_contract_does_not_lower_a_high_week() -> None:
    """A part-timer of 28 hours on average, planned 33 in the week that was closed."""
    assert hours(case(planned_week("33", contract="28"))) == "33.00"


def test_arranged_overtime_counts_up_to_the_agreement() -> None:
    """39 hours of an agreement on average: a high week of 42 counts 39."""
    period = WorkedPeriod(
        PeriodUnit.WEEK,
        Hours.parse("39"),
        planned_hours=Hours.parse("42"),
        structural_overtime=True,
    )
    assert hours(case(period)) == "39.00"


def test_arranged_overtime_never_counts_less_than_the_legal_duration() -> None:
    """A part-timer's contract, below the legal duration, does not lower a high week either."""
    period = WorkedPeriod(
        PeriodUnit.WEEK, Hours.parse("28"), planned_hours=Hours.parse("33"), equivalence=True
    )
    assert hours(case(period)) == "33.00"


def test_arranged_overtime_needs_the_duration_of_the_agreement() -> None:
    """What the overtime counts up to is not guessed."""
    period = WorkedPeriod(
        PeriodUnit.WEEK, planned_hours=Hours.parse("42"), structural_overtime=True
    )
    with pytest.raises(InvalidValue) as error:
        counted(case(period))
    assert (error.value.code, error.value.path) == ("missing", "periods[0].contract_hours")


# Days (D. 5122-15, I 1°)


def test_a_day_rate_takes_off_leave_and_holidays() -> None:
    """Three weeks, one holiday, two days of leave: 105 − 7 − 14 = 84 hours."""
    result = counted(case(days("15", leave="2", holidays="1")))
    assert result.compensable_hours == Hours.parse("84")
    assert [citation.article for citation in result.citations] == ["D. 5122-15, I 1°"]


def test_rest_days_are_taken_off_too() -> None:
    """Ten days less one and a half of rest."""
    assert hours(case(days("10", rest="1.50"))) == "59.50"


def test_a_half_day_is_three_hours_and_a_half() -> None:
    """D. 5122-15, I 1°."""
    assert hours(case(days("0.50"))) == "3.50"


def test_more_days_off_than_unworked_count_nothing() -> None:
    """Never less than zero."""
    result = counted(case(days("1", leave="2")))
    assert result.compensable_hours == ZERO_HOURS
    assert codes(result) == ["no_hours"]


def test_all_days_together_are_limited_to_a_month() -> None:
    """22 days are a whole month: 151.67 hours, not 154; weeks beside them are not limited."""
    result = counted(case(days("12"), days("10")))
    assert result.compensable_hours == LEGAL_MONTH
    assert result.unworked_hours == Hours.parse("154")
    assert result.steps[-1].code == "days_limited"
    assert hours(case(days("12"), days("10"), week())) == "186.67"


def test_a_day_of_a_part_week_is_a_fifth_of_the_contract() -> None:
    """Two days of a 28-hour contract; of a 40-hour one no more than the legal seven hours."""
    assert hours(case(days("2", contract="28"))) == "11.20"
    result = counted(case(days("2", contract="40")))
    assert result.compensable_hours == Hours.parse("14")
    assert result.unworked_hours == Hours.parse("16")
    assert not result.citations


@pytest.mark.parametrize(
    ("month", "warned"), [((2020, 2), ["closure_only"]), ((2020, 3), []), ((2022, 1), [])]
)
def test_day_rates_needed_a_closure_before_march_2020(
    month: tuple[int, int], warned: list[str]
) -> None:
    """R. 5122-8 kept them out of a reduction of hours."""
    result = counted(case(days("5"), month=month))
    assert result.compensable_hours == LEGAL_WEEK
    assert codes(result) == warned


# Senior executives, aircrew (D. 5122-15, II 5° and I 2°)


def test_a_senior_executive_counts_by_days_and_only_for_a_closure() -> None:
    """Two weeks closed: 70 hours."""
    result = counted(case(days("10"), category=EmployeeCategory.SENIOR_EXECUTIVE))
    assert result.compensable_hours == Hours.parse("70")
    assert codes(result) == ["closure_only"]
    assert [citation.article for citation in result.citations] == ["D. 5122-15, II 5°"]


def test_hours_given_for_a_senior_executive_rest_on_the_same_rule() -> None:
    """The pay comes from the decree, so the decree must be in force."""
    executive = EmployeeCategory.SENIOR_EXECUTIVE
    result = counted(case(unworked="70", category=executive))
    assert result.compensable_hours == Hours.parse("70")
    assert result.unworked_hours is None
    assert codes(result) == ["closure_only"]
    assert len(result.citations) == 1
    with pytest.raises(NoRuleInForce) as error:
        counted(case(unworked="70", category=executive, month=BEFORE_2020))
    assert (error.value.parameter, error.value.category) == (
        "hours.loss_conversion",
        "senior_executive",
    )


def test_senior_executives_had_no_rule_as_known_before_the_decree() -> None:
    """Décret n° 2020-522 is of May 2020, for hours from 12 March."""
    executive = EmployeeCategory.SENIOR_EXECUTIVE
    assert hours(case(unworked="70", category=executive, month=FIRST_SPRING)) == "70.00"
    with pytest.raises(NoRuleInForce):
        counted(
            case(unworked="70", category=executive, month=FIRST_SPRING, known_on=date(2020, 4, 20))
        )


def test_aircrew_count_the_days_above_the_guaranteed_ones() -> None:
    """22 days of inactivity, 13 guaranteed: nine of 8.75 hours."""
    result = counted(case(days("22", guaranteed="13"), category=EmployeeCategory.AIRCREW))
    assert result.compensable_hours == Hours.parse("78.75")
    assert [citation.article for citation in result.citations] == ["D. 5122-15, I 2°"]


def test_leave_of_aircrew_is_taken_off() -> None:
    """22 days, two of leave, 13 guaranteed."""
    period = days("22", leave="2", guaranteed="13")
    assert hours(case(period, category=EmployeeCategory.AIRCREW)) == "61.25"


def test_aircrew_within_their_guaranteed_days_count_nothing() -> None:
    """Never less than zero."""
    period = days("10", guaranteed="13")
    assert hours(case(period, category=EmployeeCategory.AIRCREW)) == "0.00"


def test_what_is_unconfirmed_is_said_once_for_all_periods() -> None:
    """The décret of 2020 was not read in full: one warning, one text."""
    period = days("10", guaranteed="5")
    result = counted(case(period, period, category=EmployeeCategory.AIRCREW, month=FIRST_SPRING))
    assert codes(result) == ["unconfirmed_value"]
    assert len(result.citations) == 1


def test_aircrew_never_count_more_than_a_month() -> None:
    """30 days without guarantee would make 262.50 hours."""
    period = days("30", guaranteed="0")
    assert hours(case(period, category=EmployeeCategory.AIRCREW)) == "151.67"


def test_hours_of_aircrew_may_be_given() -> None:
    """A whole month is declared as 151.67 (the ministry's sheet)."""
    assert hours(case(unworked="151.67", category=EmployeeCategory.AIRCREW)) == "151.67"


# Loss of pay turned into hours (D. 5122-15, II 1° to 3°)


@pytest.mark.parametrize(
    ("lossy", "expected"),
    [
        (paid_by_loss(EmployeeCategory.SALES_REPRESENTATIVE, "3000", "1200"), "91.00"),
        (paid_by_loss(EmployeeCategory.HOME_WORKER, "2000", "800"), "60.00"),
        (paid_by_loss(EmployeeCategory.FREELANCE_JOURNALIST, "1200", "300", "2000"), "68.25"),
    ],
)
def test_a_loss_of_pay_is_turned_into_hours(lossy: Case, expected: str) -> None:
    """The loss over the hourly pay, which is not rounded."""
    result = counted(lossy)
    assert str(result.compensable_hours) == expected
    assert result.unworked_hours is None
    assert len(result.citations) == 1


@pytest.mark.parametrize(
    ("lossy", "expected"),
    [
        (paid_by_loss(EmployeeCategory.SALES_REPRESENTATIVE, "3000", "0"), "151.67"),
        (paid_by_loss(EmployeeCategory.HOME_WORKER, "4000", "0"), "151.67"),
        # 151.67 × 0.60 = 91.002
        (paid_by_loss(EmployeeCategory.FREELANCE_JOURNALIST, "1200", "0", "2000"), "91.00"),
    ],
)
def test_a_whole_loss_counts_up_to_the_legal_duration(lossy: Case, expected: str) -> None:
    """A freelance journalist's is reduced by the coefficient."""
    assert hours(lossy) == expected


def test_a_home_worker_is_limited_to_the_legal_month() -> None:
    """4,000 at 20 euros would be 200 hours."""
    result = counted(paid_by_loss(EmployeeCategory.HOME_WORKER, "4000", "0"))
    assert result.steps[0].code == "loss_limited"
    assert "200.00 hours, limited to 151.67" in result.steps[0].english


@pytest.mark.parametrize("received", ["2000", "2500"])
def test_a_pay_at_or_above_the_mean_is_no_loss(received: str) -> None:
    """Never less than zero."""
    result = counted(paid_by_loss(EmployeeCategory.HOME_WORKER, "2000", received))
    assert result.compensable_hours == ZERO_HOURS
    assert codes(result) == ["no_hours"]
    assert result.steps[0].code == "no_loss"


def test_a_loss_of_pay_had_no_rule_before_12_march_2020() -> None:
    """The whole of March cannot be answered; April can, with what was not read in full."""
    representative = EmployeeCategory.SALES_REPRESENTATIVE
    with pytest.raises(NoRuleInForce) as error:
        counted(paid_by_loss(representative, "3000", "1200", month=(2020, 3)))
    assert error.value.day == date(2020, 3, 1)
    result = counted(paid_by_loss(representative, "3000", "1200", month=FIRST_SPRING))
    assert str(result.compensable_hours) == "91.00"
    assert codes(result) == ["unconfirmed_value"]


# Periods that cannot be counted


@pytest.mark.parametrize(
    ("period", "category", "code", "key"),
    [
        (week(None), "standard", "missing", "contract_hours"),
        (week("0"), "standard", "out_of_range", "contract_hours"),
        (week("35", "-1"), "standard", "out_of_range", "worked_hours"),
        (week("35", "0", "-0.01"), "standard", "out_of_range", "leave_hours"),
        (planned_week("-1"), "standard", "out_of_range", "planned_hours"),
        (planned_week("33", contract="-28"), "standard", "out_of_range", "contract_hours"),
        (days("1", contract="0"), "standard", "out_of_range", "contract_hours"),
        (days("1", guaranteed="1"), "standard", "conflicting_keys", "guaranteed_days"),
        (days("1", contract="35"), "senior_executive", "conflicting_keys", "contract_hours"),
        (days("1"), "aircrew", "missing", "guaranteed_days"),
        (
            days("1", contract="35", guaranteed="0"),
            "aircrew",
            "conflicting_keys",
            "contract_hours",
        ),
        (days("1", rest="1", guaranteed="0"), "aircrew", "conflicting_keys", "rest_days"),
        (days("1", holidays="1", guaranteed="0"), "aircrew", "conflicting_keys", "holidays"),
    ],
)
def test_a_period_that_cannot_be_counted_names_what_is_wrong(
    period: Period, category: str, code: str, key: str
) -> None:
    """The second period is at fault: the path says so."""
    wrong = case(
        days("1", guaranteed="0") if category == "aircrew" else days("1"),
        period,
        category=EmployeeCategory(category),
    )
    with pytest.raises(InvalidValue) as error:
        counted(wrong)
    assert (error.value.code, error.value.path) == (code, f"periods[1].{key}")


def test_an_empty_list_of_periods_is_no_count() -> None:
    """At least one period is needed."""
    first, last = month_bounds(*LATER_YEAR)
    employee = Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("20"))
    with pytest.raises(InvalidValue) as error:
        counted(Case(Scheme.ORDINARY, first, last, employee, periods=()))
    assert (error.value.code, error.value.path) == ("missing", "periods")


# Whatever the facts

MONTHS = st.sampled_from([(2014, 2), FIRST_SPRING, (2021, 12), (2022, 1), LATER_YEAR])
HUNDREDTHS = st.integers(min_value=0, max_value=5_600)
AMOUNTS = st.builds(Hours, HUNDREDTHS)
CONTRACTS = st.builds(Hours, st.integers(min_value=1, max_value=16_800))
AGREEMENTS = st.dates(date(2020, 4, 20), date(2020, 4, 27))
COUNTED_DAYS = st.builds(Days, st.integers(min_value=0, max_value=3_100))
WORKED = st.builds(
    WorkedPeriod,
    unit=st.sampled_from(PeriodUnit),
    contract_hours=CONTRACTS,
    worked_hours=AMOUNTS,
    leave_hours=AMOUNTS,
    structural_overtime=st.booleans(),
    overtime_agreed_on=AGREEMENTS,
    equivalence=st.booleans(),
    planned_hours=st.none() | AMOUNTS,
)
DAY_PERIODS = st.builds(
    DayPeriod,
    COUNTED_DAYS,
    leave_days=COUNTED_DAYS,
    rest_days=COUNTED_DAYS,
    holidays=COUNTED_DAYS,
    contract_hours=st.none() | CONTRACTS,
)
PERIODS = st.lists(WORKED | DAY_PERIODS, min_size=1, max_size=3)


def apart(*periods: Period) -> Iterator[Period]:
    """Those of some periods that share no day: a month stands alone."""
    alone = [one for one in periods if getattr(one, "unit", None) is PeriodUnit.MONTH]
    return iter(alone[-1:] or periods)


@given(PERIODS, MONTHS)
def test_hours_are_never_negative_nor_more_than_were_unworked(
    periods: list[Period], month: tuple[int, int]
) -> None:
    """Nothing is paid for hours that were worked."""
    result = count(case(*apart(*periods), month=month), Fraction(20), FRENCH_LAW)
    assert result.unworked_hours is not None
    assert ZERO_HOURS <= result.compensable_hours <= result.unworked_hours


@given(st.lists(WORKED, min_size=1, max_size=1), MONTHS)
def test_a_period_never_passes_the_legal_or_counted_duration(
    periods: list[WorkedPeriod], month: tuple[int, int]
) -> None:
    """The legal duration of its unit, or the contract's where hours above it may count."""
    period = periods[0]
    legal = LEGAL_WEEK if period.unit is PeriodUnit.WEEK else LEGAL_MONTH
    assert period.contract_hours is not None
    above = period.structural_overtime or period.equivalence
    most = max(legal, period.contract_hours) if above else legal
    result = count(case(period, month=month), Fraction(20), FRENCH_LAW)
    assert result.compensable_hours <= most


@given(st.lists(DAY_PERIODS, min_size=1, max_size=4), MONTHS)
def test_days_never_pass_a_month(periods: list[DayPeriod], month: tuple[int, int]) -> None:
    """All day periods together: 151.67 hours, or the contract's month where its overtime counts."""
    weeks = [
        period.contract_hours.exact
        for period in periods
        if period.contract_hours and (period.structural_overtime or period.equivalence)
    ]
    longest = max([Fraction(35), *weeks])
    result = count(case(*periods, month=month), Fraction(20), FRENCH_LAW)
    assert result.compensable_hours <= Hours.rounded(longest * 52 / 12)


@given(PERIODS, WORKED, HUNDREDTHS, MONTHS)
def test_more_hours_worked_never_count_more(
    others: list[Period], period: WorkedPeriod, more: int, month: tuple[int, int]
) -> None:
    """Whatever the formula, work lowers the hours of the scheme or leaves them."""
    busier = WorkedPeriod(
        period.unit,
        period.contract_hours,
        period.worked_hours + Hours(more),
        period.leave_hours,
        period.structural_overtime,
        period.overtime_agreed_on,
        period.equivalence,
        period.planned_hours,
    )
    less = count(case(*apart(*others, busier), month=month), Fraction(20), FRENCH_LAW)
    before = count(case(*apart(*others, period), month=month), Fraction(20), FRENCH_LAW)
    assert less.compensable_hours <= before.compensable_hours


@given(
    st.integers(min_value=1, max_value=1_000_000),
    st.integers(min_value=0, max_value=1_000_000),
    st.integers(min_value=1, max_value=1_000_000),
)
def test_a_loss_never_passes_the_duration_that_the_coefficient_leaves(
    mean: int, received: int, scale: int
) -> None:
    """And is never negative, whatever was received."""
    lossy = paid_by_loss(
        EmployeeCategory.FREELANCE_JOURNALIST,
        str(Euros(mean)),
        str(Euros(received)),
        str(Euros(scale)),
    )
    limit = LEGAL_MONTH.exact * min(Fraction(1), Fraction(mean, scale))
    assert ZERO_HOURS <= counted(lossy).compensable_hours <= Hours.rounded(limit)
