"""The assessment of a case, and how the harder cases are answered."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    Case,
    Draft,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    IndemnityFloor,
    InvalidValue,
    LawChangesInsidePeriod,
    Loss,
    NoRuleInForce,
    Pay,
    PeriodUnit,
    Plan,
    Scheme,
    Share,
    Situation,
    Territory,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.months import month_bounds

APPRENTICE, STANDARD = EmployeeCategory.APPRENTICE, EmployeeCategory.STANDARD
NO_EMPLOYER_FACTS = Employer()
HUNDRED_HOURS = Hours.parse("100")


def month(
    year_and_month: str,
    *,
    pay: str | None = "20",
    share: str | None = None,
    category: EmployeeCategory = STANDARD,
    scheme: Scheme = Scheme.ORDINARY,
    employer: Employer = NO_EMPLOYER_FACTS,
    territory: Territory = Territory.NATIONAL,
) -> Case:
    """A hundred hours of a whole month."""
    first, last = month_bounds(*map(int, year_and_month.split("-")))
    return Case(
        scheme=scheme,
        first=first,
        last=last,
        employee=Employee(
            category,
            hourly_pay=HourlyPay.parse(pay) if pay else None,
            share_of_minimum_wage=Share.parse(share) if share else None,
        ),
        unworked_hours=HUNDRED_HOURS,
        territory=territory,
        employer=employer,
    )


def hour(answer: Assessment) -> str:
    """Indemnity and allowance of an hour."""
    return f"{answer.hourly_indemnity} {answer.hourly_allowance}"


def codes(answer: Assessment) -> set[str]:
    """What the reader is warned of."""
    return {warning.code for warning in answer.warnings}


def disputed(answer: Assessment) -> set[object]:
    """What the reader is told to be disputed."""
    return {each.values["subject"] for each in answer.warnings if each.code == "disputed"}


# 1. A scheme that is not open


@pytest.mark.parametrize(
    ("scheme", "when"),
    [
        (Scheme.LONG_TERM, "2020-06"),
        (Scheme.LONG_TERM_REBOUND, "2025-03"),
        (Scheme.CHILDCARE, "2022-08"),
        (Scheme.VULNERABLE, "2023-02"),
        (Scheme.VULNERABLE, "2020-04"),
    ],
)
def test_a_scheme_that_is_not_open_is_refused_with_every_amount_at_zero(
    scheme: Scheme, when: str
) -> None:
    """13.1: the fall-back is for values inside an open scheme."""
    answer = assess(month(when, scheme=scheme))
    (refusal,) = answer.refusals
    assert refusal.code == "scheme_not_open"
    assert refusal.article
    zero = Euros(0)
    assert (answer.hourly_indemnity, answer.hourly_allowance) == (zero, zero)
    assert (answer.indemnity, answer.allowance, answer.remaining_cost) == (zero, zero, zero)
    assert (answer.indemnity_decided_by, answer.allowance_decided_by) == (None, None)
    assert answer.compensable_hours == Hours(0)
    assert answer.hourly_pay is None
    assert answer.citations == ()
    assert answer.payslip is None


def test_a_scheme_not_open_as_known_is_refused_although_it_was_opened_later() -> None:
    """13.1: vulnerable employees in January 2022, as known before law 2021-1465."""
    case = month("2022-01", scheme=Scheme.VULNERABLE)
    known_before = assess(evolve(case, known_on=date(2021, 11, 10)))
    assert [refusal.code for refusal in known_before.refusals] == ["scheme_not_open"]
    assert not assess(evolve(case, known_on=date(2021, 11, 11))).refusals


def test_a_scheme_open_on_some_days_only_asks_for_two_cases() -> None:
    """The long-term scheme opens on 31 July 2020."""
    with pytest.raises(LawChangesInsidePeriod) as asked:
        assess(month("2020-07", scheme=Scheme.LONG_TERM))
    assert asked.value.day == date(2020, 7, 31)


def test_vulnerable_and_childcare_fall_back_on_the_situation_of_the_employer() -> None:
    """13.1: in June 2020 they have no share of their own: 70 % of a protected firm, 60 % else."""
    for scheme in (Scheme.VULNERABLE, Scheme.CHILDCARE):
        ordinary = month("2020-06", scheme=scheme)
        protected = evolve(ordinary, employer=Employer(Situation.PROTECTED))
        assert hour(assess(ordinary)) == "14.00 12.00"
        assert hour(assess(protected)) == "14.00 14.00"


def test_vulnerable_employees_of_august_2022_are_answered_without_a_text() -> None:
    """13.1: a tolerance of the ministry, said to be one."""
    answer = assess(month("2022-08", scheme=Scheme.VULNERABLE))
    assert hour(answer) == "14.00 14.00"
    assert "no_text" in codes(answer)
    assert "no_text" not in codes(assess(month("2022-07", scheme=Scheme.VULNERABLE)))


# 2. A situation without a rule of its own


@pytest.mark.parametrize("situation", [s for s in Situation if s is not Situation.CYCLONE])
def test_a_situation_without_a_rule_that_day_is_answered_as_general(situation: Situation) -> None:
    """13.2: in 2025 no situation outside Mayotte has a rule; only the warning tells them apart."""
    answer = assess(month("2025-03", employer=Employer(situation)))
    assert hour(answer) == hour(assess(month("2025-03"))) == "12.00 8.46"
    special = situation is not Situation.GENERAL
    assert ("situation_without_effect" in codes(answer)) is special


def test_a_situation_with_a_rule_that_day_does_not_warn() -> None:
    """13.2: protected sectors in July 2021 are at 60 % of the allowance."""
    answer = assess(month("2021-07", employer=Employer(Situation.PROTECTED)))
    assert hour(answer) == "14.00 12.00"
    assert "situation_without_effect" not in codes(answer)


def test_heavy_loss_falls_back_on_the_protected_sectors_first() -> None:
    """13.2: before April 2021 heavy loss has nothing of its own, protected sectors have."""
    answer = assess(month("2021-03", employer=Employer(Situation.PROTECTED_HEAVY_LOSS)))
    assert hour(answer) == "14.00 14.00"
    assert "situation_without_effect" not in codes(answer)


def test_the_cyclone_exists_in_mayotte_only() -> None:
    """13.2: elsewhere the case itself contradicts itself."""
    with pytest.raises(InvalidValue) as refused:
        month("2025-01", employer=Employer(Situation.CYCLONE))
    assert refused.value.code == "conflicting_keys"
    assert refused.value.path == "employer.situation"


# 3. The long-term scheme and the employer's own share


@pytest.mark.parametrize(
    ("when", "situation", "expected"),
    [
        # strictly higher: 70 %, with that situation's floor
        ("2021-03", Situation.PROTECTED, "14.00 14.00"),
        ("2022-03", Situation.CLOSED, "14.00 14.00"),
        # equal or lower: 60 %, with the scheme's floor
        ("2021-03", Situation.GENERAL, "14.00 12.00"),
        ("2021-07", Situation.PROTECTED, "14.00 12.00"),
        ("2021-08", Situation.PROTECTED, "14.00 12.00"),
        ("2025-03", Situation.GENERAL, "14.00 12.00"),
        # before November 2020 the employer's own share is not looked at
        ("2020-10", Situation.PROTECTED, "14.00 12.00"),
    ],
)
def test_the_long_term_scheme_pays_the_own_share_where_it_is_higher(
    when: str, situation: Situation, expected: str
) -> None:
    """13.3: the shares are compared, not the amounts."""
    case = month(when, scheme=Scheme.LONG_TERM, employer=Employer(situation))
    assert hour(assess(case)) == expected


@pytest.mark.parametrize(
    ("when", "situation", "floor"),
    [
        ("2021-03", Situation.PROTECTED, "8.11"),
        ("2021-03", Situation.GENERAL, "7.30"),
        ("2020-12", Situation.CLOSED, "8.03"),
        ("2020-12", Situation.GENERAL, "7.23"),
    ],
)
def test_the_floor_goes_with_the_share_that_was_kept(
    when: str, situation: Situation, floor: str
) -> None:
    """13.3: equal shares keep the scheme's floor, as in examples C12 and J10."""
    case = month(when, pay="10.30", scheme=Scheme.LONG_TERM, employer=Employer(situation))
    assert str(assess(case).hourly_allowance) == floor


def test_the_long_term_scheme_is_capped_at_4_5_minimum_wages_throughout() -> None:
    """13.3: 60 and 70 % of 45.675, also in 2020 when the ordinary indemnity had no cap."""
    case = month("2020-12", pay="60", scheme=Scheme.LONG_TERM)
    assert hour(assess(case)) == "31.97 27.41"
    assert hour(assess(evolve(case, scheme=Scheme.ORDINARY))) == "42.00 27.41"


def test_the_day_of_the_agreement_is_asked_for_only_where_the_answer_depends_on_it() -> None:
    """13.3: the 56 % of decree 2020-926, as known before it was repealed on 30 September 2020."""
    case = month("2020-11", scheme=Scheme.LONG_TERM)
    as_known = evolve(case, known_on=date(2020, 9, 29))
    with pytest.raises(InvalidValue) as refused:
        assess(as_known)
    assert refused.value.path == "employer.agreement_sent_on"
    late = evolve(as_known, employer=Employer(agreement_sent_on=date(2020, 10, 1)))
    early = evolve(as_known, employer=Employer(agreement_sent_on=date(2020, 9, 30)))
    assert hour(assess(late)) == "14.00 11.20"
    assert hour(assess(early)) == "14.00 12.00"
    assert hour(assess(evolve(case, known_on=date(2020, 9, 30)))) == "14.00 12.00"
    assert hour(assess(case)) == "14.00 12.00"


@pytest.mark.parametrize(
    ("when", "situation", "expected", "doubtful"),
    [
        ("2020-10", Situation.GENERAL, "8.03 7.23", False),  # no own rate yet
        ("2020-11", Situation.GENERAL, "8.03 7.23", True),  # or 8.03
        ("2020-12", Situation.GENERAL, "8.03 7.23", True),
        ("2021-01", Situation.GENERAL, "8.11 7.30", True),  # or 8.11
        ("2021-04", Situation.GENERAL, "8.11 7.30", True),
        ("2021-04", Situation.PROTECTED, "8.11 8.11", False),  # its own share, with its floor
        ("2021-06", Situation.GENERAL, "8.11 8.11", False),
        ("2022-03", Situation.GENERAL, "8.37 8.37", False),
    ],
)
def test_the_floor_of_the_long_term_scheme_is_disputed_where_the_ordinary_one_is_higher(
    when: str, situation: Situation, expected: str, *, doubtful: bool
) -> None:
    """Décret 2020-926, art. 7, al. 3: the ministry's figure is kept."""
    employer = Employer(situation)
    answer = assess(month(when, pay="10.25", scheme=Scheme.LONG_TERM, employer=employer))
    assert hour(answer) == expected
    assert ("allowance.floor" in disputed(answer)) is doubtful


@pytest.mark.parametrize(
    ("hours", "eve", "doubtful"),
    [
        (date(2020, 11, 15), date(2020, 10, 30), (False, True)),  # décret 2020-1316
        (date(2021, 5, 29), date(2021, 5, 28), (True, True)),
        (date(2021, 5, 30), date(2021, 5, 28), (True, False)),  # décret 2021-674: 8.11
    ],
)
def test_the_dispute_is_known_with_the_texts_that_make_it(
    hours: date, eve: date, doubtful: tuple[bool, bool]
) -> None:
    """As known the day before the Journal officiel, and that day."""
    employee = Employee(STANDARD, hourly_pay=HourlyPay.parse("10.25"))
    case = Case(Scheme.LONG_TERM, hours, hours, employee, unworked_hours=Hours.parse("1"))
    found = (
        "allowance.floor" in disputed(assess(evolve(case, known_on=known_on)))
        for known_on in (eve, eve + timedelta(days=1))
    )
    assert tuple(found) == doubtful


# 4. Floor of the indemnity, ordinary employees


def test_the_floor_of_the_indemnity_follows_the_minimum_wage_text() -> None:
    """13.4: known with the minimum wage of January 2021, not with a later decree."""
    case = month("2021-01", pay="10.25")
    assert str(assess(evolve(case, known_on=date(2020, 12, 16))).hourly_indemnity) == "8.03"
    assert str(assess(evolve(case, known_on=date(2020, 12, 17))).hourly_indemnity) == "8.11"


@pytest.mark.parametrize(
    ("when", "territory"),
    [
        ("2020-02", Territory.NATIONAL),
        ("2021-09", Territory.MAYOTTE),
        ("2023-04", Territory.MAYOTTE),
        ("2026-06", Territory.MAYOTTE),
    ],
)
def test_without_a_sourced_floor_the_share_stands_alone(when: str, territory: Territory) -> None:
    """Before March 2020; in Mayotte before October 2021, early in 2023 and since June 2026."""
    case = month(when, pay="10", territory=territory, employer=Employer(workforce=10))
    answer = assess(case)
    assert answer.indemnity_decided_by is DecidedBy.SHARE
    assert "floor_not_modelled" in codes(answer)


def test_the_floor_of_a_full_timer_is_not_limited_to_the_own_pay() -> None:
    """13.4: a pay below the net minimum wage is raised above itself."""
    answer = assess(month("2025-03", pay="9.00"))
    assert str(answer.hourly_indemnity) == "9.40"
    assert {"pay_below_minimum_wage", "indemnity_floor_applied"} <= codes(answer)


def test_the_floor_may_bear_by_the_month_instead() -> None:
    """Both ways were published; the answer says which was used."""
    case = evolve(month("2024-03", pay="11.65"), indemnity_floor=IndemnityFloor.MONTHLY)
    answer = assess(case)
    assert str(answer.hourly_indemnity) == "6.99"
    assert "monthly_floor" in codes(answer)


# 5. Part-time and temporary agency


@pytest.mark.parametrize(
    "category", [EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY]
)
@pytest.mark.parametrize(
    ("when", "pay", "indemnity"),
    [
        ("2020-02", "10.15", "7.11"),  # 70 %: none yet
        ("2020-02", "9.00", "6.30"),
        ("2020-04", "9.00", "9.00"),  # below the minimum wage: the own pay, not 8.03
        ("2020-04", "10.14", "10.14"),
        ("2020-04", "10.15", "8.03"),  # the net floor
        ("2020-04", "7.50", "7.50"),
        ("2021-11", "10.00", "10.00"),
        ("2022-12", "11.06", "11.06"),
        ("2022-12", "11.07", "8.76"),
        ("2023-01", "11.27", "11.27"),  # the gross minimum wage
        ("2023-01", "15.00", "11.27"),
        ("2023-01", "11.00", "11.00"),
        ("2025-03", "25.00", "15.00"),  # 60 % is above
    ],
)
def test_part_timers_have_the_net_floor_then_the_gross_minimum_wage(
    category: EmployeeCategory, when: str, pay: str, indemnity: str
) -> None:
    """13.5, and ordinance 2020-346, art. 3, al. 2: the own pay below the gross minimum wage."""
    case = month(when, pay=pay, category=category, employer=Employer(workforce=10))
    assert str(assess(case).hourly_indemnity) == indemnity


@pytest.mark.parametrize(
    ("when", "pay", "indemnity"),
    [
        ("2021-09", "7.73", "7.73"),  # below the minimum wage: the own pay
        ("2021-09", "7.74", "4.64"),  # 60 %: the net minimum wage of the island is not sourced
        ("2022-12", "8.35", "7.61"),  # the net minimum wage of the island, not 8.76
        ("2023-01", "8.51", "8.51"),  # the gross one, where the net one is not sourced
    ],
)
def test_part_timers_in_mayotte_have_the_floors_of_mayotte(
    when: str, pay: str, indemnity: str
) -> None:
    """13.5, with the minimum wages of the island."""
    part_time = EmployeeCategory.PART_TIME
    answer = assess(month(when, pay=pay, category=part_time, territory=Territory.MAYOTTE))
    assert str(answer.hourly_indemnity) == indemnity
    assert ("floor_not_modelled" in codes(answer)) is (when == "2021-09")


# 6. Apprentices and vocational contracts


@pytest.mark.parametrize("category", [APPRENTICE, EmployeeCategory.VOCATIONAL_TRAINING])
@pytest.mark.parametrize(
    ("when", "pay", "expected"),
    [
        ("2020-02", "6.00", "4.20 4.20"),  # 70 %; the flat 7.74 within the indemnity
        ("2020-02", "12.00", "8.40 7.74"),
        ("2020-04", "4.36", "4.36 4.36"),  # the own pay, wholly paid back
        ("2025-03", "8.00", "8.00 8.00"),
        ("2020-04", "10.15", "8.03 7.11"),  # at the minimum wage: net floor; no allowance floor
        ("2021-11", "11.00", "8.30 3.96"),
        ("2022-03", "11.00", "10.57 7.53"),  # gross minimum wage; the allowance has its floor
        ("2025-03", "11.88", "11.88 8.46"),
        ("2025-03", "30.00", "18.00 10.80"),
    ],
)
def test_apprentices_are_owed_their_own_pay_below_the_minimum_wage(
    category: EmployeeCategory, when: str, pay: str, expected: str
) -> None:
    """13.6: from 12 March 2020; above, ordinary shares between floors of their own."""
    case = month(when, pay=pay, category=category, employer=Employer(workforce=10))
    assert hour(assess(case)) == expected


def test_an_apprentice_may_be_paid_a_share_of_the_minimum_wage() -> None:
    """13.6: 43 % of 11.88 is 5.1084."""
    answer = assess(month("2025-03", pay=None, share="0.43", category=APPRENTICE))
    assert answer.hourly_pay == HourlyPay(Fraction("5.1084"))
    assert hour(answer) == "5.11 5.11"
    assert answer.indemnity_decided_by is DecidedBy.OWN_PAY
    assert answer.allowance_decided_by is DecidedBy.INDEMNITY


def test_beside_a_pay_the_share_of_the_minimum_wage_is_not_looked_at() -> None:
    """13.6: the pay decides."""
    answer = assess(month("2025-03", pay="9.00", share="0.43", category=APPRENTICE))
    assert hour(answer) == "9.00 9.00"


# 7. Mayotte


@pytest.mark.parametrize(
    ("when", "scheme", "employer", "floor"),
    [
        ("2025-03", Scheme.ORDINARY, Situation.GENERAL, "7.29"),
        ("2025-11", Scheme.LONG_TERM, Situation.GENERAL, "8.10"),
        ("2025-03", Scheme.ORDINARY, Situation.CYCLONE, "8.10"),
        ("2025-11", Scheme.ORDINARY, Situation.CYCLONE, "7.29"),  # ended on 30 September
        ("2022-03", Scheme.ORDINARY, Situation.CLOSED, "7.27"),
        ("2022-03", Scheme.ORDINARY, Situation.PROTECTED, "6.54"),  # no share of its own any more
        ("2020-10", Scheme.ORDINARY, Situation.GENERAL, "7.05"),
    ],
)
def test_mayotte_has_a_raised_floor_where_the_share_is_not_the_ordinary_one(
    when: str, scheme: Scheme, employer: Situation, floor: str
) -> None:
    """13.7: share from scheme and situation, floor from its own decree."""
    case = month(
        when,
        pay="8.00",
        scheme=scheme,
        employer=Employer(employer),
        territory=Territory.MAYOTTE,
    )
    assert str(assess(case).hourly_allowance) == floor


@pytest.mark.parametrize(
    ("when", "pay", "situation", "expected"),
    [
        ("2025-03", "8.98", Situation.GENERAL, "8.10 7.29"),
        ("2025-03", "13.47", Situation.GENERAL, "8.10 7.29"),  # 1.5 minimum wages
        ("2025-03", "8.98", Situation.CYCLONE, "8.10 8.10"),
        ("2021-11", "7.91", Situation.GENERAL, "7.24 6.52"),
        ("2026-05", "9.33", Situation.GENERAL, "8.33 7.50"),
    ],
)
def test_an_employer_in_mayotte_bears_at_most_a_tenth_up_to_1_5_minimum_wages(
    when: str, pay: str, situation: Situation, expected: str
) -> None:
    """DEETS of Mayotte, 13 October 2025; the allowance never exceeded such an indemnity."""
    employer = Employer(situation)
    answer = assess(month(when, pay=pay, employer=employer, territory=Territory.MAYOTTE))
    assert hour(answer) == expected
    assert answer.remaining_cost.cents * 10 <= answer.indemnity.cents + 10


def test_the_floor_of_mayotte_cites_its_decree_and_says_that_it_is_inferred() -> None:
    """The decree prints it for the allowance of the long-term scheme."""
    answer = assess(month("2025-03", pay="8.98", territory=Territory.MAYOTTE))
    (cited,) = [each for each in answer.citations if each.parameter == "indemnity.floor"]
    assert (cited.value, cited.category) == ("8.10", "mayotte")
    assert cited.text == "décret n° 2024-1150"
    assert "unconfirmed_value" in codes(answer)


def test_the_cap_of_mayotte_comes_from_its_own_minimum_wage() -> None:
    """13.7: 60 % and 36 % of 4.5 x 8.98."""
    answer = assess(month("2025-03", pay="60", territory=Territory.MAYOTTE))
    assert hour(answer) == "24.25 14.55"


def test_an_unknown_floor_of_mayotte_is_none_with_a_warning() -> None:
    """13.7: the raised floor of early 2023 was not found."""
    case = month("2023-02", pay="9.00", scheme=Scheme.LONG_TERM, territory=Territory.MAYOTTE)
    answer = assess(case)
    assert str(answer.hourly_allowance) == "5.40"
    assert "floor_unknown" in codes(answer)


def test_the_rebound_scheme_in_mayotte_takes_the_raised_floor_and_says_it_is_disputed() -> None:
    """13.7: the amount of decree 2025-338 for Mayotte was not read."""
    case = month(
        "2025-06",
        pay="9.00",
        scheme=Scheme.LONG_TERM_REBOUND,
        territory=Territory.MAYOTTE,
    )
    answer = assess(case)
    assert str(answer.hourly_allowance) == "8.10"
    assert "allowance.floor" in disputed(answer)


@pytest.mark.parametrize(
    ("workforce", "when", "expected"),
    [
        (250, "2016-12", "14.00 5.84"),
        (251, "2016-12", "14.00 5.46"),
        (250, "2017-12", "14.00 5.84"),
        (250, "2018-01", "14.00 5.84"),
        (251, "2018-10", "14.00 5.46"),
        (250, "2018-12", "14.00 5.84"),
        (251, "2020-02", "14.00 5.46"),
    ],
)
def test_mayotte_had_a_flat_amount_of_its_own_from_its_first_day(
    workforce: int, when: str, expected: str
) -> None:
    """Décret 2016-1583, then by continuity in 2018, then D. 5522-87; never 7.74 or 7.23."""
    employer = Employer(workforce=workforce)
    answer = assess(month(when, employer=employer, territory=Territory.MAYOTTE))
    assert hour(answer) == expected
    continued = "2018-01" <= when <= "2018-10"
    assert any("allowance.flat" in str(subject) for subject in disputed(answer)) is continued


def test_mayotte_had_no_scheme_before_26_november_2016() -> None:
    """Ordonnance 2016-1579: a refusal with its article, not a national amount."""
    employer = Employer(workforce=10)
    answer = assess(month("2016-10", employer=employer, territory=Territory.MAYOTTE))
    (refusal,) = answer.refusals
    assert (refusal.code, refusal.article) == ("scheme_not_open", "ordonnance n° 2016-1579")
    assert str(answer.allowance) == "0.00"
    with pytest.raises(LawChangesInsidePeriod) as change:
        assess(month("2016-11", employer=employer, territory=Territory.MAYOTTE))
    assert change.value.day == date(2016, 11, 26)


@pytest.mark.parametrize(
    ("known_on", "pay"), [(date(2017, 12, 20), None), (date(2017, 12, 21), "3.73"), (None, "3.73")]
)
def test_the_first_minimum_wage_of_mayotte_is_known_with_its_decree(
    known_on: date | None, pay: str | None
) -> None:
    """Décret 2017-1719: 7.46 for 2018; half of it is 3.73."""
    case = evolve(
        month(
            "2018-03",
            pay=None,
            share="0.50",
            category=APPRENTICE,
            employer=Employer(workforce=10),
            territory=Territory.MAYOTTE,
        ),
        known_on=known_on,
    )
    if pay is None:
        with pytest.raises(NoRuleInForce):
            assess(case)
    else:
        assert assess(case).hourly_pay == HourlyPay(Fraction(pay))


def without_agreement(case: Case, share: str) -> Case:
    """The same case, paid a share of the minimum wage where no collective agreement applies."""
    paid = Employee(
        case.employee.category, share_of_minimum_wage=Share.parse(share), without_agreement=True
    )
    return evolve(case, employee=paid)


@pytest.mark.parametrize(
    ("when", "territory", "share", "expected"),
    [
        ("2026-03", Territory.MAYOTTE, "0.80", "8.33 7.46"),  # 7.464, below the floor of 7.50
        ("2026-03", Territory.MAYOTTE, "0.90", "8.33 7.50"),  # 8.397: the floor
        ("2020-10", Territory.MAYOTTE, "0.80", "4.29 6.13"),  # 6.128, below the floor of 7.05
        ("2020-08", Territory.MAYOTTE, "0.80", "4.29 8.03"),  # no article of Mayotte then
        ("2019-06", Territory.MAYOTTE, "0.70", "3.71 5.30"),  # 5.299, below the flat 5.84
        ("2017-06", Territory.MAYOTTE, "0.70", "3.61 5.16"),  # as elsewhere, inferred
        ("2019-06", Territory.NATIONAL, "0.70", "4.91 7.02"),  # 7.021, below the flat 7.74
        ("2020-02", Territory.NATIONAL, "0.70", "4.97 7.11"),  # 7.105
        ("2020-03", Territory.NATIONAL, "0.70", "8.03 8.03"),  # the rule ended
        ("2026-03", Territory.NATIONAL, "0.70", "9.52 8.57"),
    ],
)
def test_the_allowance_stays_within_a_share_of_the_minimum_wage_without_agreement(
    when: str, territory: Territory, share: str, expected: str
) -> None:
    """D. 5122-13 until February 2020, D. 5522-87, al. 2 in Mayotte: at most the gross pay."""
    case = month(when, employer=Employer(workforce=10), territory=territory)
    assert hour(assess(without_agreement(case, share))) == expected


def test_the_limit_to_a_share_of_the_minimum_wage_is_said_and_cited() -> None:
    """An allowance decided by the own pay, after the floor it would have reached."""
    case = month("2026-03", territory=Territory.MAYOTTE)
    answer = assess(without_agreement(case, "0.80"))
    assert answer.allowance_decided_by is DecidedBy.OWN_PAY
    assert [step.code for step in answer.steps if step.code.startswith("allowance_")][:3] == [
        "allowance_share",
        "allowance_floor",
        "allowance_own_pay",
    ]
    assert "D. 5522-87, al. 2" in {citation.article for citation in answer.citations}
    agreed = evolve(case, employee=Employee(STANDARD, hourly_pay=HourlyPay.parse("7.464")))
    assert str(assess(agreed).hourly_allowance) == "7.50"


def test_a_home_worker_may_be_paid_a_share_of_the_minimum_wage_without_agreement() -> None:
    """The mean pay gives the hours only: 500 lost, at 8.414 an hour in 2026."""
    loss = Loss(mean_pay=Euros.parse("2000"), pay_received=Euros.parse("1500"))
    paid = Employee(
        EmployeeCategory.HOME_WORKER,
        share_of_minimum_wage=Share.parse("0.70"),
        without_agreement=True,
        loss=loss,
    )
    first, last = month_bounds(2026, 3)
    answer = assess(Case(scheme=Scheme.ORDINARY, first=first, last=last, employee=paid))
    assert answer.hourly_pay == HourlyPay(Fraction("8.414"))
    assert str(answer.compensable_hours) == "59.42"  # 500 / 8.414


def test_the_long_term_scheme_has_no_such_limit() -> None:
    """D. 5522-87 adapts the ordinary allowance; décret 2020-1318, art. 2 has no such sentence."""
    case = month("2026-03", scheme=Scheme.LONG_TERM, territory=Territory.MAYOTTE)
    assert str(assess(without_agreement(case, "0.80")).hourly_allowance) == "8.33"


@pytest.mark.parametrize(
    ("territory", "hours", "published", "amounts"),
    [
        # The national rule ends with the flat rate; Mayotte has its own again in September.
        (Territory.NATIONAL, date(2020, 3, 15), date(2020, 3, 26), "7.11 8.03"),
        (Territory.MAYOTTE, date(2020, 9, 15), date(2020, 8, 20), "8.03 6.13"),
        (Territory.MAYOTTE, date(2018, 11, 15), date(2018, 11, 6), "5.22 5.22"),
    ],
)
def test_the_limit_is_known_with_its_decrees(
    territory: Territory, hours: date, published: date, amounts: str
) -> None:
    """At 70 % of the minimum wage, and 80 % in September 2020, the eve and the day."""
    share = "0.80" if hours == date(2020, 9, 15) else "0.70"
    case = month("2020-01", employer=Employer(workforce=10), territory=territory)
    case = evolve(without_agreement(case, share), first=hours, last=hours)
    found = (
        str(assess(evolve(case, known_on=known_on)).hourly_allowance)
        for known_on in (published - timedelta(days=1), published)
    )
    assert " ".join(found) == amounts


def test_a_share_of_a_minimum_wage_that_is_not_known_is_not_answered() -> None:
    """Mayotte, January 2018, as known before its decree of 21 December 2017."""
    case = month("2018-01", employer=Employer(workforce=10), territory=Territory.MAYOTTE)
    with pytest.raises(NoRuleInForce) as gap:
        assess(evolve(without_agreement(case, "0.80"), known_on=date(2017, 12, 20)))
    assert gap.value.parameter == "minimum_wage.hourly"


# 8. Training


def in_training(case: Case, contributions: str | None = "0.20") -> Case:
    """The same case, with the hours spent in training."""
    share = Share.parse(contributions) if contributions else None
    return evolve(case, training=True, pay=Pay(employee_contribution_share=share))


@pytest.mark.parametrize(
    ("when", "scheme", "expected"),
    [
        ("2019-06", Scheme.ORDINARY, "16.00 7.74"),
        ("2020-06", Scheme.ORDINARY, "14.00 12.00"),  # ordinary share in the emergency
        ("2022-12", Scheme.ORDINARY, "12.00 7.88"),
        ("2023-01", Scheme.ORDINARY, "16.00 8.03"),
        ("2025-06", Scheme.ORDINARY, "16.00 8.46"),
        ("2025-06", Scheme.LONG_TERM_REBOUND, "16.00 12.00"),
    ],
)
def test_training_is_paid_at_the_whole_net_pay(when: str, scheme: Scheme, expected: str) -> None:
    """13.8: 20.00 less 20 % of contributions; the allowance does not follow."""
    case = month(when, scheme=scheme, employer=Employer(workforce=10))
    assert hour(assess(in_training(case))) == expected


def test_training_needs_the_share_of_contributions() -> None:
    """13.8: the net pay cannot be had without it; the ordinary share can."""
    case = month("2025-06")
    for lacking in (evolve(case, training=True), in_training(case, contributions=None)):
        with pytest.raises(InvalidValue) as refused:
            assess(lacking)
        assert refused.value.code == "missing"
        assert refused.value.path == "pay.employee_contribution_share"
    assert hour(assess(evolve(month("2020-06"), training=True))) == "14.00 12.00"


def test_training_in_the_long_term_scheme_is_disputed() -> None:
    """13.8: sources disagree; the ordinary share is answered."""
    answer = assess(in_training(month("2022-06", scheme=Scheme.LONG_TERM)))
    assert hour(answer) == "14.00 12.00"
    assert "indemnity.training" in disputed(answer)


def test_training_above_the_cap_is_disputed() -> None:
    """13.8: whether the cap bounds the whole net pay is not said; it does not here."""
    answer = assess(in_training(month("2025-06", pay="60")))
    assert str(answer.hourly_indemnity) == "48.00"
    assert "indemnity.training" in disputed(answer)
    assert "indemnity.training" not in disputed(assess(in_training(month("2025-06"))))


def test_training_has_the_floor_of_the_indemnity() -> None:
    """A net pay below the net minimum wage is raised to it."""
    answer = assess(in_training(month("2025-06", pay="11.88"), "0.25"))
    assert str(answer.hourly_indemnity) == "9.40"
    assert answer.indemnity_decided_by is DecidedBy.FLOOR


# 9. Allowance above the indemnity


def test_a_flat_allowance_above_the_indemnity_stands() -> None:
    """13.9: near the minimum wage the firm gained; the remaining cost is negative."""
    answer = assess(month("2019-06", pay="10.03", employer=Employer(workforce=250)))
    assert hour(answer) == "7.02 7.74"
    assert str(answer.remaining_cost) == "-72.00"
    assert "allowance_above_indemnity" in codes(answer)


# 10. Ski areas


@pytest.mark.parametrize("when", ["2021-11", "2021-12"])
def test_ski_areas_at_the_end_of_2021_are_disputed(when: str) -> None:
    """13.10: 70 %, inferred."""
    answer = assess(month(when, employer=Employer(Situation.SKI_AREA)))
    assert hour(answer) == "14.00 14.00"
    assert any(str(subject).startswith("indemnity.share") for subject in disputed(answer))


# 11. Freelance journalists


def journalist(mean: str, scale: str) -> Case:
    """A quarter of the mean pay was received."""
    case = month("2024-03", pay=None, share="0.5", category=APPRENTICE)
    received = Euros(Euros.parse(mean).cents // 4)
    loss = Loss(Euros.parse(mean), received, Euros.parse(scale))
    employee = Employee(EmployeeCategory.FREELANCE_JOURNALIST, loss=loss)
    return evolve(case, employee=employee, unworked_hours=None)


def test_freelance_journalists_are_tested_by_the_hour() -> None:
    """13.11: 13.19 an hour is above the minimum wage; the floor applies, within the indemnity."""
    answer = assess(journalist("1200.00", "2000.00"))
    assert str(answer.compensable_hours) == "68.25"
    assert hour(answer) == "7.91 7.91"
    assert answer.allowance_decided_by is DecidedBy.INDEMNITY
    assert str(answer.indemnity) == "539.86"
    assert "allowance.floor" in disputed(answer)


def test_a_journalist_below_the_minimum_wage_has_no_allowance_floor() -> None:
    """13.11 and D. 5122-13, al. 2: 9.89 an hour is below 11.65."""
    answer = assess(journalist("1500.00", "1500.00"))
    assert str(answer.hourly_allowance) == "3.56"
    assert "pay_below_minimum_wage" in codes(answer)


# What an assessment is


def test_the_totals_are_the_hourly_amounts_times_the_hours_rounded_once() -> None:
    """10.15 x 60 % is 6.09; the floor of 12.005 hours is not taken twice."""
    case = evolve(month("2025-03", pay="30.75"), unworked_hours=Hours.parse("12.35"))
    answer = assess(case)
    assert hour(answer) == "18.45 11.07"
    assert (str(answer.indemnity), str(answer.allowance)) == ("227.86", "136.71")
    assert str(answer.remaining_cost) == "91.15"


def test_no_hours_give_hourly_amounts_and_totals_of_zero() -> None:
    """The hour can be asked for alone."""
    answer = assess(evolve(month("2025-03"), unworked_hours=Hours(0)))
    assert hour(answer) == "12.00 8.46"
    assert (answer.indemnity, answer.allowance) == (Euros(0), Euros(0))
    assert "no_hours" in codes(answer)


def test_hours_really_unworked_are_told_beside_those_that_count() -> None:
    """39 hours of contract, 35 of them count."""
    week = WorkedPeriod(PeriodUnit.WEEK, contract_hours=Hours.parse("39"))
    answer = assess(evolve(month("2025-03"), unworked_hours=None, periods=(week,)))
    assert (str(answer.unworked_hours), str(answer.compensable_hours)) == ("39.00", "35.00")


def test_amounts_that_change_inside_the_month_ask_for_two_cases() -> None:
    """The flat rate ends on 29 February, part-timers get a floor on 12 March 2020."""
    case = month("2020-03", pay="10.15", category=EmployeeCategory.PART_TIME)
    with pytest.raises(LawChangesInsidePeriod) as asked:
        assess(case)
    assert asked.value.day == date(2020, 3, 12)
    before, after = (
        evolve(case, last=date(2020, 3, 11)),
        evolve(case, first=date(2020, 3, 12)),
    )
    assert str(assess(before).hourly_indemnity) == "7.11"
    assert str(assess(after).hourly_indemnity) == "8.03"


def test_texts_that_change_inside_the_month_without_moving_an_amount_are_both_cited() -> None:
    """High above every floor nothing moves on 12 March 2020; the answer rests on both texts."""
    answer = assess(month("2020-03", category=EmployeeCategory.PART_TIME))
    assert hour(answer) == "14.00 14.00"
    days = {each.hours_from for each in answer.citations if "part_time" in each.parameter}
    assert days == {date(2020, 3, 12)}


@pytest.mark.parametrize(
    ("pay", "indemnity", "allowance"),
    [
        ("12.00", DecidedBy.FLOOR, DecidedBy.FLOOR),
        ("20.00", DecidedBy.SHARE, DecidedBy.FLOOR),
        ("40.00", DecidedBy.SHARE, DecidedBy.SHARE),
        ("60.00", DecidedBy.CAP, DecidedBy.CAP),
    ],
)
def test_what_decided_an_amount_is_said_and_warned_of(
    pay: str, indemnity: DecidedBy, allowance: DecidedBy
) -> None:
    """Share, cap or floor; a warning for each bound that was met."""
    answer = assess(month("2025-03", pay=pay))
    assert (answer.indemnity_decided_by, answer.allowance_decided_by) == (indemnity, allowance)
    warned = {code for code in codes(answer) if code.endswith("_applied")}
    met = {"indemnity": indemnity, "allowance": allowance}
    assert warned == {
        f"{subject}_{bound.value}_applied"
        for subject, bound in met.items()
        if bound is not DecidedBy.SHARE
    }


@pytest.mark.parametrize(
    ("when", "mean_pay", "expected", "doubtful"),
    [
        ("2025-03", "2000.53", "7.91 8.46", True),  # 13.19 an hour
        ("2025-03", "2275.05", "9.00 8.46", False),  # 15.00 an hour
        ("2025-03", "1600.00", "6.33 3.80", False),  # below the minimum wage: no floor
        ("2020-04", "1592.54", "7.35 8.03", True),  # 10.50 an hour
    ],
)
def test_the_allowance_of_a_low_paid_sales_representative_is_disputed_and_stands(
    when: str, mean_pay: str, expected: str, *, doubtful: bool
) -> None:
    """D. 5122-13 names them beside freelance journalists, whose allowance is limited."""
    first, last = month_bounds(*map(int, when.split("-")))
    loss = Loss(mean_pay=Euros.parse(mean_pay), pay_received=Euros(0))
    employee = Employee(EmployeeCategory.SALES_REPRESENTATIVE, loss=loss)
    answer = assess(Case(scheme=Scheme.ORDINARY, first=first, last=last, employee=employee))
    assert hour(answer) == expected
    assert ("allowance.floor" in disputed(answer)) is doubtful


def with_contributions(case: Case, share: str) -> Case:
    """The same case, with the employee's share of contributions."""
    return evolve(case, pay=Pay(employee_contribution_share=Share.parse(share)))


@pytest.mark.parametrize(
    ("when", "category", "pay", "share", "limit"),
    [
        ("2025-03", EmployeeCategory.PART_TIME, "11.88", "0.2084", "9.40"),  # 11.88 > 9.40
        ("2025-03", EmployeeCategory.TEMPORARY_AGENCY, "14.00", "0.22", "10.92"),
        ("2025-03", EmployeeCategory.PART_TIME, "16.00", "0.22", None),  # 11.88 < 12.48
        ("2025-03", EmployeeCategory.PART_TIME, "9.00", "0.20", "7.20"),  # the own pay
        ("2025-03", APPRENTICE, "11.88", "0.05", "11.29"),
        ("2025-03", EmployeeCategory.VOCATIONAL_TRAINING, "11.88", "0.05", "11.29"),
        ("2025-03", APPRENTICE, "8.00", "0.05", None),  # the own pay, by law
        ("2025-03", STANDARD, "11.88", "0.2084", None),  # 9.40 is the net minimum wage
        ("2025-03", STANDARD, "11.00", "0.2084", "8.71"),
        ("2025-03", STANDARD, "20.00", "0.45", "11.00"),  # a share can be above it too: 12.00
        ("2021-07", EmployeeCategory.PART_TIME, "10.25", "0.22", "8.00"),  # 8.11
        ("2021-06", EmployeeCategory.PART_TIME, "10.25", "0.22", None),  # put off to 1 July
        ("2020-04", EmployeeCategory.PART_TIME, "10.15", "0.22", None),  # no such limit yet
    ],
)
def test_an_indemnity_above_the_usual_net_pay_is_said_and_stands(
    when: str, category: EmployeeCategory, pay: str, share: str, limit: str | None
) -> None:
    """R. 5122-18, al. 6: gross hourly pay less the employee's contributions; no amount moves."""
    case = month(when, pay=pay, category=category)
    alone, checked = assess(case), assess(with_contributions(case, share))
    assert hour(alone) == hour(checked)
    assert "net_limit_not_checked" not in codes(checked)
    said = [each.values for each in checked.warnings if each.code == "net_limit_exceeded"]
    assert [str(values["limit"]) for values in said] == ([limit] if limit else [])
    assert "net_limit_exceeded" not in codes(alone)


def test_the_net_limit_was_first_planned_for_january_2021() -> None:
    """As known before décret 2020-1681 put it off, on 26 December 2020."""
    part_time = EmployeeCategory.PART_TIME
    case = with_contributions(month("2021-01", pay="10.25", category=part_time), "0.30")
    eve, day = (evolve(case, known_on=date(2020, 12, day)) for day in (25, 26))
    assert "net_limit_exceeded" in codes(assess(eve))
    assert "net_limit_exceeded" not in codes(assess(day))


def test_the_net_pay_of_a_training_is_at_its_limit_and_not_above() -> None:
    """Rounded alike: 13.33 less 21.37 % is 10.481379."""
    answer = assess(in_training(month("2025-06", pay="13.33"), "0.2137"))
    assert str(answer.hourly_indemnity) == "10.48"
    assert "net_limit_exceeded" not in codes(answer)


def test_the_net_limit_is_not_checked_and_says_so_where_it_could_bear() -> None:
    """R. 5122-18: only an indemnity raised by a floor can exceed the usual net pay."""
    assert "net_limit_not_checked" in codes(assess(month("2025-03", pay="12.00")))
    assert "net_limit_not_checked" not in codes(assess(month("2025-03", pay="20.00")))
    assert "net_limit_not_checked" not in codes(assess(month("2020-04", pay="10.15")))


def test_a_draft_decree_is_assessed_as_if_it_had_been_published() -> None:
    """And as known before its publication, it changes nothing."""
    text = Text("projet de décret", date(2026, 12, 1))
    plan = Plan(Parameter.ALLOWANCE_SHARE, Category.GENERAL, "0.50", Span(date(2027, 1, 1)))
    law = FRENCH_LAW.with_texts(Draft(text, (plan,)))
    case = month("2027-02", pay="30")
    assert hour(assess(case, law)) == "18.00 15.00"
    assert hour(assess(evolve(case, known_on=date(2026, 11, 30)), law)) == "18.00 10.80"
    assert hour(assess(case)) == "18.00 10.80"


@pytest.mark.parametrize("category", [STANDARD, EmployeeCategory.PART_TIME, APPRENTICE])
def test_hours_of_july_2026_rest_on_checked_law(category: EmployeeCategory) -> None:
    """To 23 July, the last day on which the minimum wage was compared; the articles, to August."""
    july = evolve(month("2026-07", category=category), last=date(2026, 7, 23))
    assert "law_not_checked" not in codes(assess(july))
    (late,) = [
        warning
        for warning in assess(evolve(july, last=date(2026, 7, 24))).warnings
        if warning.code == "law_not_checked"
    ]
    assert late.values["parameter"] == "minimum_wage.hourly"


def test_a_day_after_the_last_check_of_the_law_warns() -> None:
    """A later text may have changed the value: never answered silently."""
    assert "law_not_checked" in codes(assess(month("2027-02")))
    assert "law_not_checked" not in codes(assess(month("2026-03")))


def test_the_last_steps_say_what_is_left_to_the_employer() -> None:
    """A hundred hours at 20.00: 60 % is owed, the floor of 8.46 is above the 36 % paid back."""
    answer = assess(month("2025-06"))
    steps = {step.code: {name: str(v) for name, v in step.values.items()} for step in answer.steps}
    hourly, paid = answer.hourly_indemnity, answer.hourly_allowance
    assert (str(hourly), str(paid)) == ("12.00", "8.46")
    assert steps["indemnity_total"] == {"hourly": "12.00", "hours": "100.00", "total": "1200.00"}
    assert steps["allowance_total"] == {"hourly": "8.46", "hours": "100.00", "total": "846.00"}
    assert steps["remaining_cost"] == {
        "indemnity": "1200.00",
        "allowance": "846.00",
        "remaining": "354.00",
    }


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [(Scheme.LONG_TERM_REBOUND, "long_term_rebound"), (Scheme.ORDINARY, "general")],
)
def test_training_rests_on_the_rule_of_its_scheme(scheme: Scheme, expected: str) -> None:
    """The citation names the text that says it, not that of another scheme."""
    answer = assess(in_training(month("2025-06", scheme=scheme)))
    cited = [c for c in answer.citations if c.parameter == "indemnity.training"]
    assert [c.category for c in cited] == [expected]
