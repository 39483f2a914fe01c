"""The law as one value: tables in order, drafts laid over it."""

from datetime import date

import pytest

from partial_activity import FRENCH_LAW, Draft, Plan, Share
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import SHARE

PROJECT = Text("projet de décret", date(2020, 10, 31))


def test_a_table_out_of_order_is_refused() -> None:
    """The last published wins: the order is the law."""
    entries = (
        Entry(Span(date(2021, 1, 1)), Share.parse("0.36"), texts.DECREE_2021_674),
        Entry(Span(date(2021, 1, 1)), Share.parse("0.60"), texts.DECREE_2020_325),
    )
    with pytest.raises(ValueError, match="order of publication"):
        DatedTable(
            Parameter.ALLOWANCE_SHARE,
            Category.GENERAL,
            "D. 5122-13",
            SHARE,
            date(2026, 1, 1),
            entries,
        )


def test_a_span_never_ends_before_it_begins() -> None:
    """A typing error in a decree is found at once."""
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2021, 1, 2), date(2021, 1, 1))


def test_a_draft_for_a_category_without_a_table_names_those_that_have_one() -> None:
    """The author sees what can be changed."""
    plan = Plan(Parameter.ALLOWANCE_CAP, Category.SKI_AREA, "4", Span(date(2027, 1, 1)))
    with pytest.raises(ValueError, match="it has general"):
        FRENCH_LAW.with_texts(Draft(PROJECT, (plan,)))


def test_a_draft_of_the_same_day_comes_after_the_texts_of_that_day() -> None:
    """Decree 2020-1319 was published on 31 October 2020: a draft of that day amends it."""
    january = Span(date(2021, 1, 1))
    plan = Plan(Parameter.ALLOWANCE_SHARE, Category.GENERAL, "0.50", january)
    law = FRENCH_LAW.with_texts(Draft(PROJECT, (plan,)))
    entry = law.allowance_share[Category.GENERAL].on(january.first, PROJECT.published)
    assert entry is not None
    assert entry.value == Share.parse("0.50")


def test_a_draft_leaves_the_law_it_is_laid_over_as_it_was() -> None:
    """The value is frozen: what-if questions never leak."""
    plan = Plan(Parameter.ALLOWANCE_SHARE, Category.GENERAL, "0.50", Span(date(2027, 1, 1)))
    FRENCH_LAW.with_texts(Draft(PROJECT, (plan,)))
    entry = FRENCH_LAW.allowance_share[Category.GENERAL].on(date(2027, 6, 1))
    assert entry is not None
    assert entry.value == Share.parse("0.36")
