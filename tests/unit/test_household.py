"""Childminders and household employees of private persons (ordonnance n° 2020-346, art. 7)."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from partial_activity import (
    Assessment,
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    HourlyPay,
    Hours,
    Household,
    HouseholdSituation,
    InvalidValue,
    LawChangesInsidePeriod,
    NoRuleInForce,
    NotModelled,
    Pay,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.months import month_bounds

VULNERABLE = HouseholdSituation.VULNERABLE
BOTH = (EmployeeCategory.CHILDMINDER, EmployeeCategory.HOUSEHOLD_EMPLOYEE)


def private(
    when: str,
    *,
    category: EmployeeCategory = EmployeeCategory.HOUSEHOLD_EMPLOYEE,
    net: str = "12.00",
    minimum: str = "8.03",
    situation: HouseholdSituation | None = None,
    known_on: date | None = None,
) -> Case:
    """Forty hours of a month, at 12 euros net under the contract."""
    first, last = month_bounds(*map(int, when.split("-")))
    household = Household(HourlyPay.parse(net), HourlyPay.parse(minimum), situation)
    return Case(
        scheme=Scheme.ORDINARY,
        first=first,
        last=last,
        employee=Employee(category, household=household),
        unworked_hours=Hours.parse("40"),
        known_on=known_on,
    )


def hour(answer: Assessment) -> str:
    """Indemnity and allowance of an hour."""
    return f"{answer.hourly_indemnity} {answer.hourly_allowance}"


def codes(answer: Assessment) -> set[str]:
    """What the reader is warned of."""
    return {warning.code for warning in answer.warnings}


@pytest.mark.parametrize("category", BOTH)
@pytest.mark.parametrize(
    ("when", "net", "minimum", "expected"),
    [
        ("2020-04", "12.00", "8.03", "9.60 9.60 share"),  # 80 %, wholly paid back
        ("2020-08", "12.00", "8.03", "9.60 9.60 share"),
        ("2020-05", "9.00", "8.03", "8.03 8.03 floor"),  # 7.20, below the minimum
        ("2020-05", "3.55", "2.23", "2.84 2.84 share"),
        ("2020-05", "2.50", "2.23", "2.23 2.23 floor"),
        ("2020-11", "12.00", "8.03", "9.60 7.80 share"),  # 65 % of the net pay
        ("2021-03", "9.00", "8.11", "8.11 5.85 floor"),
        ("2021-12", "12.00", "8.11", "9.60 7.80 share"),
    ],
)
def test_an_indemnity_of_80_percent_of_the_net_pay_is_paid_back_in_full_then_at_65_percent(
    category: EmployeeCategory, when: str, net: str, minimum: str, expected: str
) -> None:
    """At least the minimum of the collective agreement, which the case gives."""
    case = private(when, category=category, net=net, minimum=minimum, situation=VULNERABLE)
    answer = assess(case)
    assert answer.indemnity_decided_by
    assert f"{hour(answer)} {answer.indemnity_decided_by.value}" == expected
    assert "household_net_pay" in codes(answer)
    raised = answer.indemnity_decided_by is DecidedBy.FLOOR
    assert ("indemnity_floor_applied" in codes(answer)) is raised


def test_the_totals_of_a_month_rest_on_their_texts() -> None:
    """40 hours: 384.00 owed, 312.00 paid back; décret 2021-429 and the ordinance behind them."""
    answer = assess(private("2021-02", situation=HouseholdSituation.EMPLOYER_STOPPED))
    assert (str(answer.indemnity), str(answer.allowance)) == ("384.00", "312.00")
    assert str(answer.remaining_cost) == "72.00"
    assert str(answer.compensable_hours) == "40.00"
    cited = {citation.parameter: citation.text for citation in answer.citations}
    assert cited["household.indemnity_share"] == "décret n° 2021-429"
    assert cited["household.allowance_share"] == "décret n° 2021-429"
    assert cited["household.open"] == "ordonnance n° 2020-1639"
    assert "disputed" in codes(answer)  # until when was not read
    assert [step.english for step in answer.steps][:2] == [
        "Indemnity: 0.80 × €12.00 net = €9.60 an hour, rounded to €9.60.",
        "Allowance: 0.65 × €12.00 net = €7.80 an hour, rounded to €7.80.",
    ]


@pytest.mark.parametrize("when", ["2020-02", "2020-09", "2020-10", "2022-01"])
def test_outside_its_days_the_scheme_is_refused_with_its_article(when: str) -> None:
    """Nothing before 12 March 2020; closed on 31 August, open again from November to 2021."""
    (refusal,) = assess(private(when, situation=VULNERABLE)).refusals
    assert (refusal.code, refusal.article) == ("scheme_not_open", "ordonnance n° 2020-346, art. 7")


def test_march_2020_asks_for_two_cases() -> None:
    """Refused up to the 11th, answered from the 12th."""
    march = private("2020-03")
    with pytest.raises(LawChangesInsidePeriod) as change:
        assess(march)
    assert change.value.day == date(2020, 3, 12)
    assert hour(assess(evolve(march, first=date(2020, 3, 12)))) == "9.60 9.60"


@pytest.mark.parametrize("situation", HouseholdSituation)
def test_three_situations_open_it_again_in_november_2020(situation: HouseholdSituation) -> None:
    """Self-employed employer stopped, vulnerable person, restricted activity."""
    assert hour(assess(private("2020-11", situation=situation))) == "9.60 7.80"


def test_the_situation_is_asked_for_from_november_2020_and_not_before() -> None:
    """In spring anybody's hours were covered."""
    with pytest.raises(InvalidValue) as lacking:
        assess(private("2020-11"))
    assert (lacking.value.code, lacking.value.path) == ("missing", "employee.household.situation")
    assert "employer_stopped, vulnerable, activity_restricted" in lacking.value.message
    assert hour(assess(private("2020-06"))) == "9.60 9.60"


NOT_OPEN, NO_SHARE = "scheme_not_open", "no_rule_in_force"


@pytest.mark.parametrize(
    ("text", "published", "when", "before", "after"),
    [
        ("ord. 2020-346", "2020-03-28", "2020-04", NOT_OPEN, "9.60 9.60"),
        # Planned to the end of the year, ended by a decree of August.
        ("2020-1059", "2020-08-15", "2020-10", "9.60 9.60", NOT_OPEN),
        # Told by a communiqué, for November alone.
        ("20 November 2020", "2020-11-20", "2020-11", NOT_OPEN, "9.60 7.80"),
        # Opened again by the ordinance, which leaves the shares to a decree of April.
        ("ord. 2020-1639", "2020-12-23", "2020-12", NOT_OPEN, NO_SHARE),
        ("2021-429", "2021-04-13", "2020-12", NO_SHARE, "9.60 7.80"),
        ("2021-429", "2021-04-13", "2021-02", NO_SHARE, "9.60 7.80"),
        ("2021-429", "2021-04-13", "2020-11", "9.60 7.80", "9.60 7.80"),
    ],
)
def test_each_text_counts_from_its_publication(
    text: str, published: str, when: str, *, before: str, after: str
) -> None:
    """The eve and the day itself."""
    out = date.fromisoformat(published)

    def said(known_on: date) -> str:
        try:
            answer = assess(private(when, situation=VULNERABLE, known_on=known_on))
        except NoRuleInForce as gap:
            return gap.code
        return answer.refusals[0].code if answer.refusals else hour(answer)

    assert (said(out - timedelta(days=1)), said(out)) == (before, after), text


def test_november_2020_rests_on_a_communique_until_the_decree_and_says_so() -> None:
    """No text: the warning of a tolerance."""
    told = assess(private("2020-11", situation=VULNERABLE, known_on=date(2020, 12, 1)))
    assert "no_text" in codes(told)
    assert "no_text" not in codes(assess(private("2020-11", situation=VULNERABLE)))


WEEK = WorkedPeriod(PeriodUnit.WEEK, Hours.parse("40"))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"periods": (WEEK,), "unworked_hours": None}, "periods"),
        ({"territory": Territory.MAYOTTE}, "territory"),
        ({"pay": Pay()}, "pay"),
    ],
)
def test_what_no_source_gives_is_not_modelled(change: dict[str, Any], path: str) -> None:
    """Hours from a timetable, Mayotte after August 2020, the payslip."""
    with pytest.raises(NotModelled) as gap:
        assess(evolve(private("2020-04"), **change))
    assert gap.value.path == path
    assert "household_employee" in gap.value.message


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"scheme": Scheme.LONG_TERM}, "scheme"),
        ({"employer": Employer(Situation.CLOSED)}, "employer.situation"),
        ({"training": True}, "training"),
    ],
)
def test_what_belongs_to_firms_has_no_place_beside_a_private_employer(
    change: dict[str, Any], path: str
) -> None:
    """Its scheme is its own."""
    with pytest.raises(InvalidValue) as conflict:
        assess(evolve(private("2020-04"), **change))
    assert (conflict.value.code, conflict.value.path) == ("conflicting_keys", path)
