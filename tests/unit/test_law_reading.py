"""The law on a day, over time, between two days."""

import itertools
from datetime import date

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.dated import Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.reading import (
    Moment,
    differences,
    in_force,
    is_open,
    plans,
    plans_by_text,
    timeline,
)
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.money import Share

MID_JUNE = date(2020, 6, 15)


def values(moment: Moment) -> dict[tuple[Parameter, AnyCategory], object]:
    """What is in force, by parameter and category."""
    return {
        (found.table.parameter, found.table.category): found.entry.value
        for found in in_force(FRENCH_LAW, moment)
    }


def test_in_mid_june_2020_the_share_was_still_seventy_per_cent() -> None:
    """Décret 2020-810 was published on 30 June."""
    share = (Parameter.ALLOWANCE_SHARE, Category.GENERAL)
    assert values(Moment(MID_JUNE, date(2020, 6, 20)))[share] == Share.parse("0.70")
    assert values(Moment(MID_JUNE))[share] == Share.parse("0.60")


def test_a_situation_that_follows_its_parent_is_not_in_force_by_itself() -> None:
    """In 2025 no sector is protected any more."""
    found = values(Moment(date(2025, 3, 1)))
    assert (Parameter.ALLOWANCE_SHARE, Category.PROTECTED) not in found
    assert Special.INHERIT not in found.values()


def test_the_floor_of_an_ended_scheme_is_not_in_force() -> None:
    """No text closed the childcare floor of May 2022; the scheme ended on 31 July."""
    floor = (Parameter.ALLOWANCE_FLOOR, Category.CHILDCARE)
    assert floor in values(Moment(date(2022, 7, 31)))
    assert floor not in values(Moment(date(2022, 8, 1)))


def test_a_delay_of_repayment_outlives_its_scheme() -> None:
    """What is asked back in 2027 for hours of 2026 still has its delay."""
    days = (Parameter.RECOVERY_DAYS, Category.LONG_TERM)
    assert days in values(Moment(date(2027, 3, 1)))


def test_before_july_2013_only_the_minimum_wage_is_known() -> None:
    """The scheme begins on 1 July 2013."""
    assert set(values(Moment(date(2013, 6, 30)))) == {(Parameter.MINIMUM_WAGE, Category.NATIONAL)}


def test_a_category_of_no_scheme_is_always_open() -> None:
    """Levies have no opening day of their own."""
    assert is_open(FRENCH_LAW, Category.NATIONAL, Moment(date(2000, 1, 1)))
    assert not is_open(FRENCH_LAW, Category.LONG_TERM, Moment(date(2020, 7, 30)))


def test_a_timeline_has_each_day_once() -> None:
    """Stretches follow each other without hole or overlap, to the end of time."""
    for table in FRENCH_LAW.tables():
        stretches = timeline(FRENCH_LAW, table)
        for before, after in itertools.pairwise(stretches):
            assert before.span.last is not None
            assert (after.span.first - before.span.last).days == 1
            assert (before.entry, before.open) != (after.entry, after.open)
        assert stretches[-1].span.last is None


def test_the_timeline_of_the_ordinary_share_ends_at_thirty_six_per_cent() -> None:
    """70, 60 by six texts, 52 for June 2021, then 36 %."""
    table = FRENCH_LAW.allowance_share[Category.GENERAL]
    shares = [str(stretch.entry and stretch.entry.value) for stretch in timeline(FRENCH_LAW, table)]
    assert list(dict.fromkeys(shares)) == ["0.70", "0.60", "0.52", "0.36"]


def test_a_timeline_as_known_ignores_what_came_later() -> None:
    """On 1 November 2020 the fall to 36 % stood for 1 January."""
    table = FRENCH_LAW.allowance_share[Category.GENERAL]
    last = timeline(FRENCH_LAW, table, date(2020, 11, 1))[-1]
    assert last.span == Span(date(2021, 1, 1))
    assert last.entry is not None
    assert last.entry.value == Share.parse("0.36")


def test_a_timeline_says_when_the_scheme_is_not_open() -> None:
    """Childcare, from August 2022 on."""
    table = FRENCH_LAW.allowance_floor[Category.CHILDCARE]
    last = timeline(FRENCH_LAW, table)[-1]
    assert (last.span.first, last.entry, last.open) == (date(2022, 8, 1), None, False)


def test_the_fall_to_thirty_six_per_cent_was_planned_seven_times_and_applied_once() -> None:
    """Announced in October 2020, postponed six times."""
    table = FRENCH_LAW.allowance_share[Category.GENERAL]
    falls = [plan for plan in plans(FRENCH_LAW, table) if plan.entry.value == Share.parse("0.36")]
    assert [bool(plan.applied) for plan in falls] == [False] * 6 + [True]
    assert falls[-1].applied == (Span(date(2021, 7, 1)),)


def test_each_text_is_told_once_with_all_it_planned() -> None:
    """Those that only applied a rule too, with nothing."""
    told = list(plans_by_text(FRENCH_LAW))
    assert [text for text, _ in told] == list(FRENCH_LAW.texts())
    assert all(plan.entry.text is text for text, planned in told for plan in planned)
    planned = sum(len(plans(FRENCH_LAW, table)) for table in FRENCH_LAW.tables())
    assert sum(len(each) for _, each in told) == planned
    assert not all(each for _, each in told)


def test_between_june_and_july_2021_the_ordinary_shares_fell() -> None:
    """Indemnity 70 to 60 %, allowance 52 to 36 %; protected sectors lost ten points."""
    found = {
        (one.parameter, one.category): (
            one.before and str(one.before.entry.value),
            one.after and str(one.after.entry.value),
        )
        for one in differences(FRENCH_LAW, Moment(date(2021, 6, 30)), Moment(date(2021, 7, 1)))
    }
    assert found[Parameter.INDEMNITY_SHARE, Category.GENERAL] == ("0.70", "0.60")
    assert found[Parameter.ALLOWANCE_SHARE, Category.GENERAL] == ("0.52", "0.36")
    assert found[Parameter.ALLOWANCE_SHARE, Category.PROTECTED] == ("0.70", "0.60")
    assert (Parameter.ALLOWANCE_SHARE, Category.CLOSED) not in found


def test_a_category_that_falls_back_is_compared_with_its_parent() -> None:
    """Protected sectors, 31 August to 1 September 2021: 52 %, then 36 % as an ordinary firm."""
    moments = Moment(date(2021, 8, 31)), Moment(date(2021, 9, 1))
    found = [
        one
        for one in differences(FRENCH_LAW, *moments)
        if (one.parameter, one.category) == (Parameter.ALLOWANCE_SHARE, Category.PROTECTED)
    ]
    assert len(found) == 1
    assert found[0].after is not None
    assert found[0].after.table.category is Category.GENERAL


def test_a_scheme_that_opens_has_nothing_before() -> None:
    """The rebound scheme, 16 April 2025."""
    moments = Moment(date(2025, 4, 15)), Moment(date(2025, 4, 16))
    found = [
        one
        for one in differences(FRENCH_LAW, *moments)
        if one.category is Category.LONG_TERM_REBOUND
    ]
    assert found
    assert all(one.before is None for one in found)


def test_the_same_moment_twice_has_no_difference() -> None:
    """Whatever is known."""
    moment = Moment(MID_JUNE, date(2020, 6, 20))
    assert list(differences(FRENCH_LAW, moment, moment)) == []
