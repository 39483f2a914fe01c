"""The rules of a day: what a case asks of the law, and what it gets when the law is silent."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from operator import attrgetter

import pytest
from attrs import evolve

from partial_activity import (
    FRENCH_LAW,
    Draft,
    EmployeeCategory,
    IndemnityFloor,
    InvalidValue,
    Law,
    LawChangesInsidePeriod,
    NoRuleInForce,
    Plan,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.assessment.regimes.flat_rate import FlatRateRules
from partial_activity.domain.assessment.regimes.share_of_pay import ShareOfPayRules
from partial_activity.domain.assessment.resolution import change_days, rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.law.consultation import merged
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Refusal, Statement

ORDINARY = Question(
    scheme=Scheme.ORDINARY,
    situation=Situation.GENERAL,
    territory=Territory.NATIONAL,
    category=EmployeeCategory.STANDARD,
    training=False,
    indemnity_floor=IndemnityFloor.HOURLY,
    small_firm=None,
    agreement_sent_on=None,
    known_on=None,
)
MARCH_2025 = date(2025, 3, 1)


def on(day: date, asked: Question = ORDINARY, law: Law = FRENCH_LAW) -> ResolvedRules:
    """The rules of one day, which are not a refusal."""
    found = rules_of_period(law, asked, day, day)
    assert isinstance(found, tuple)
    (rules,) = found
    return rules


def share_of_pay(rules: ResolvedRules) -> ShareOfPayRules:
    """What the regime in force since March 2020 resolves to."""
    assert isinstance(rules.of_regime, ShareOfPayRules)
    return rules.of_regime


def without(parameter: Parameter, category: Category = Category.GENERAL) -> Law:
    """The law with a draft that takes a value away from every day."""
    plan = Plan(parameter, category, "none", Span(date(2013, 7, 1)))
    return FRENCH_LAW.with_texts(Draft(Text("projet", date(2026, 12, 1)), (plan,)))


def test_the_rules_of_an_ordinary_day_are_exact() -> None:
    """March 2025: 60 and 36 % of at most 53.46, at least 9.40 and 8.46."""
    assert on(MARCH_2025).minimum_wage == Fraction("11.88")
    rules = share_of_pay(on(MARCH_2025))
    indemnity = rules.indemnity
    assert indemnity.share == Fraction("0.60")
    assert indemnity.cap == Fraction("53.46")
    assert indemnity.floor == Fraction("9.40")
    assert not indemnity.training
    assert rules.share == Fraction("0.36")
    assert rules.cap == Fraction("53.46")
    assert rules.floor == Fraction("8.46")


def test_the_same_rules_from_other_texts_are_equal() -> None:
    """What is equal is what can be summed together; the texts behind are cited apart."""
    december, january = on(date(2023, 12, 15)), on(date(2024, 1, 15))
    assert december != january  # the minimum wage rose
    assert on(date(2024, 2, 1)) == january
    assert on(date(2024, 2, 1)).day != january.day


def test_every_value_cites_its_text_article_and_days() -> None:
    """The floor of the allowance in March 2025 comes from a decree of December 2024."""
    (floor,) = (
        citation
        for citation in on(MARCH_2025).citations
        if citation.parameter == Parameter.ALLOWANCE_FLOOR
    )
    assert floor.text == "décret n° 2024-1149"
    assert floor.article == "D. 5122-13"
    assert floor.published == date(2024, 12, 5)
    assert (floor.hours_from, floor.hours_to) == (date(2024, 11, 1), None)


def test_a_month_in_which_a_table_changes_has_rules_for_each_stretch() -> None:
    """On 12 March 2020 part-timers get a floor."""
    asked = evolve(ORDINARY, category=EmployeeCategory.PART_TIME)
    found = rules_of_period(FRENCH_LAW, asked, date(2020, 3, 1), date(2020, 3, 31))
    assert isinstance(found, tuple)
    assert [rules.day for rules in found] == [date(2020, 3, 1), date(2020, 3, 12)]
    floors = [share_of_pay(rules).indemnity.floor for rules in found]
    assert floors == [None, Fraction("8.03")]


@pytest.mark.parametrize("closes_inside", [True, False])
def test_a_scheme_that_closes_inside_the_period_is_neither_answered_nor_refused(
    *, closes_inside: bool
) -> None:
    """Childcare ends on 31 July 2022; to its last day it is answered."""
    asked = evolve(ORDINARY, scheme=Scheme.CHILDCARE)
    last = date(2022, 8, 1) if closes_inside else date(2022, 7, 31)
    if closes_inside:
        with pytest.raises(LawChangesInsidePeriod) as asked_for_two:
            rules_of_period(FRENCH_LAW, asked, date(2022, 7, 1), last)
        assert asked_for_two.value.day == last
    else:
        assert isinstance(rules_of_period(FRENCH_LAW, asked, date(2022, 7, 1), last), tuple)


def test_a_scheme_that_a_draft_closes_is_refused() -> None:
    """A plan of “none” for a scheme says that it is not open."""
    law = without(Parameter.SCHEME_OPEN, Category.LONG_TERM)
    asked = evolve(ORDINARY, scheme=Scheme.LONG_TERM)
    refused = rules_of_period(law, asked, MARCH_2025, MARCH_2025)
    assert isinstance(refused, Refusal)
    assert refused.code == "scheme_not_open"
    assert refused.article == "loi n° 2020-734, art. 53"


def test_before_the_reform_of_2013_there_is_no_rule() -> None:
    """The error names table, category, day and day of knowledge."""
    day = date(2013, 6, 30)
    with pytest.raises(NoRuleInForce) as gap:
        on(day, evolve(ORDINARY, known_on=date(2026, 1, 1)))
    assert (gap.value.parameter, gap.value.category) == ("scheme.open", "general")
    assert (gap.value.day, gap.value.known_on) == (day, date(2026, 1, 1))


@pytest.mark.parametrize(
    "parameter",
    [Parameter.INDEMNITY_SHARE, Parameter.ALLOWANCE_SHARE, Parameter.ALLOWANCE_REGIME],
)
def test_a_value_that_is_needed_and_taken_away_is_a_gap(parameter: Parameter) -> None:
    """No share, no amount: never a zero in its place."""
    with pytest.raises(NoRuleInForce) as gap:
        on(MARCH_2025, law=without(parameter))
    assert gap.value.parameter == parameter


@pytest.mark.parametrize(
    ("parameter", "bound"),
    [
        (Parameter.INDEMNITY_CAP, attrgetter("indemnity.cap")),
        (Parameter.ALLOWANCE_CAP, attrgetter("cap")),
        (Parameter.INDEMNITY_FLOOR, attrgetter("indemnity.floor")),
        (Parameter.ALLOWANCE_FLOOR, attrgetter("floor")),
    ],
)
def test_a_bound_that_is_taken_away_does_not_bear(
    parameter: Parameter, bound: Callable[[ShareOfPayRules], Fraction | None]
) -> None:
    """The text may say that there is no cap or no floor."""
    assert bound(share_of_pay(on(MARCH_2025, law=without(parameter)))) is None
    assert bound(share_of_pay(on(MARCH_2025))) is not None


@pytest.mark.parametrize(
    "category", [EmployeeCategory.STANDARD, EmployeeCategory.PART_TIME, EmployeeCategory.APPRENTICE]
)
def test_without_a_minimum_wage_what_rests_on_it_is_a_gap(category: EmployeeCategory) -> None:
    """A cap, a gross floor or an apprentice's pay in minimum wages."""
    law = without(Parameter.MINIMUM_WAGE, Category.NATIONAL)
    with pytest.raises(NoRuleInForce) as gap:
        on(MARCH_2025, evolve(ORDINARY, category=category), law)
    assert (gap.value.parameter, gap.value.category) == ("minimum_wage.hourly", "national")


def test_the_flat_rate_needs_the_workforce() -> None:
    """To February 2020 only; the message says what to give."""
    with pytest.raises(InvalidValue) as refused:
        on(date(2020, 2, 29))
    assert refused.value.path == "employer.workforce"
    assert "250" in refused.value.message
    flat = on(date(2020, 2, 29), evolve(ORDINARY, small_firm=True)).of_regime
    assert isinstance(flat, FlatRateRules)
    assert flat.amount == Fraction("7.74")
    assert isinstance(on(date(2020, 3, 1)).of_regime, ShareOfPayRules)


@pytest.mark.parametrize(
    ("category", "day", "floor", "only_above_minimum_wage"),
    [
        (EmployeeCategory.APPRENTICE, date(2021, 6, 1), None, False),
        (EmployeeCategory.SALES_REPRESENTATIVE, date(2021, 12, 1), Fraction("7.47"), False),
        (EmployeeCategory.SALES_REPRESENTATIVE, date(2022, 2, 1), Fraction("7.53"), True),
        (EmployeeCategory.APPRENTICE, date(2022, 2, 1), Fraction("7.53"), True),
        (EmployeeCategory.HOME_WORKER, date(2022, 2, 1), Fraction("7.53"), False),
    ],
)
def test_the_floor_of_the_allowance_is_not_for_everybody(
    category: EmployeeCategory, day: date, floor: Fraction | None, *, only_above_minimum_wage: bool
) -> None:
    """Never for apprentices in 2020 and 2021; since 2022 four categories, by their pay."""
    rules = share_of_pay(on(day, evolve(ORDINARY, category=category)))
    assert rules.floor == floor
    assert rules.no_floor_below_minimum_wage is only_above_minimum_wage


def test_a_text_without_a_day_of_publication_is_taken_as_known_and_says_so() -> None:
    """The minimum wage of Mayotte in 2019, asked as known a year before."""
    asked = evolve(
        ORDINARY,
        territory=Territory.MAYOTTE,
        category=EmployeeCategory.APPRENTICE,
        small_firm=True,
        known_on=date(2018, 12, 1),
    )
    rules = on(date(2019, 3, 1), asked)
    assert rules.minimum_wage == Fraction("7.57")
    assert "known_on_not_modelled" in {warning.code for warning in rules.warnings}
    later = on(date(2019, 3, 1), evolve(asked, known_on=date(2019, 3, 1)))
    assert "known_on_not_modelled" not in {warning.code for warning in later.warnings}


def test_warnings_are_said_once_and_unchecked_tables_together() -> None:
    """The earliest day of check is the one to tell."""
    doubt = Statement("floor_not_modelled")
    unchecked = [
        Statement("law_not_checked", {"parameter": name, "checked_until": day})
        for name, day in (
            ("indemnity.share", date(2026, 8, 20)),
            ("minimum_wage.hourly", date(2026, 6, 1)),
            ("indemnity.share", date(2026, 8, 20)),
        )
    ]
    assert merged([doubt, *unchecked, doubt]) == (
        doubt,
        Statement(
            "law_not_checked",
            {
                "parameter": "indemnity.share, minimum_wage.hourly",
                "checked_until": date(2026, 6, 1),
            },
        ),
    )


def test_every_day_of_change_begins_or_follows_a_span() -> None:
    """The day after a last day counts, the last day itself does not."""
    days = change_days(FRENCH_LAW)
    assert date(2021, 7, 1) in days
    assert date(2022, 8, 1) in days  # childcare ended the day before
    assert date(2022, 7, 31) not in days
    assert all(on(day) == on(day + timedelta(days=1)) for day in (date(2021, 7, 1),))
