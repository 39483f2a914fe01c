"""The self-check: silent on the tables as they are, loud on each way of spoiling them."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import Law, field_name
from partial_activity.domain.law.check import Fault, faults, not_checked_after
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Special, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.gaps import KNOWN_GAPS, UNKNOWN_PUBLICATION, Gap
from partial_activity.domain.money import HourlyPay, Share

SHARE = FRENCH_LAW.allowance_share[Category.GENERAL]
SEVENTY = Share.parse("0.70")


def with_tables(parameter: Parameter, tables: Mapping[AnyCategory, DatedTable[Any]]) -> Law:
    """The law with all the tables of a parameter replaced."""
    return attrs.evolve(FRENCH_LAW, **{field_name(parameter): MappingProxyType(dict(tables))})


def with_table(table: DatedTable[Any]) -> Law:
    """The law with one table replaced."""
    tables = FRENCH_LAW.tables_of(table.parameter)
    return with_tables(table.parameter, {**tables, table.category: table})


def with_entries(table: DatedTable[Any], *entries: Entry[Any]) -> Law:
    """The law with the entries of one table replaced."""
    return with_table(attrs.evolve(table, entries=entries))


def codes(found: tuple[Fault, ...]) -> set[tuple[str, str]]:
    """What is wrong, and where."""
    return {(fault.code, fault.where) for fault in found}


def test_the_tables_have_no_fault() -> None:
    """No uncited value, no overlap, no gap but those listed."""
    assert faults(FRENCH_LAW) == ()


def test_every_table_says_until_when_it_was_checked() -> None:
    """The earliest first: the next to be compared with a source."""
    dated = not_checked_after(FRENCH_LAW)
    assert len(dated) == len(list(FRENCH_LAW.tables()))
    assert [day for day, _ in dated] == sorted(day for day, _ in dated)


def test_a_parameter_without_table_is_a_fault() -> None:
    """A name that ``law on`` accepts and nothing answers."""
    found = faults(with_tables(Parameter.TACIT_DAYS, {}))
    assert ("no_table", "authorisation.tacit_days") in codes(found)


def test_a_table_without_entries_is_a_fault() -> None:
    """It would be silent on every day."""
    table = FRENCH_LAW.authorisation_tacit_days[Category.GENERAL]
    found = faults(with_entries(table))
    assert ("no_table", "authorisation.tacit_days (general)") in codes(found)


def test_a_table_at_another_s_place_is_a_fault() -> None:
    """The answer would cite one category for another."""
    shares = {**FRENCH_LAW.allowance_share, Category.CLOSED: SHARE}
    found = faults(with_tables(Parameter.ALLOWANCE_SHARE, shares))
    assert ("misplaced", "allowance.share (closed)") in codes(found)


def test_a_category_that_no_table_serves_is_a_fault() -> None:
    """It would be a word without effect."""
    tables = dict(FRENCH_LAW.hours_loss_conversion)
    del tables[Category.AIRCREW]
    found = faults(with_tables(Parameter.LOSS_CONVERSION, tables))
    assert ("no_table", "aircrew") in codes(found)


def test_a_value_without_article_is_a_fault() -> None:
    """Every value names its text and its article."""
    found = faults(with_table(attrs.evolve(SHARE, article=" ")))
    assert ("uncited", "allowance.share (general) from 2020-03-01") in codes(found)


def test_a_text_without_name_is_a_fault() -> None:
    """Nobody could look it up."""
    nameless = Text(" ", date(2026, 6, 1))
    entry = Entry(Span(date(2026, 7, 1)), SEVENTY, nameless)
    found = faults(with_entries(SHARE, *SHARE.entries, entry))
    assert ("uncited", "allowance.share (general) from 2026-07-01") in codes(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (Text("décret sans jour", None), "unpublished"),
        (Text("décret pressé", date(2026, 6, 1), signed=date(2026, 6, 2)), "unpublished"),
        (Text("décret sans source", date(2026, 6, 1), sources=("NOWHERE",)), "uncited"),
        (Text("décret n° 2020-810", date(2026, 6, 1)), "twice"),
    ],
)
def test_a_text_that_cannot_be_trusted_is_a_fault(text: Text, code: str) -> None:
    """No day of publication, published before it was signed, an unknown source, a name twice."""
    entries = sorted(
        (*SHARE.entries, Entry(Span(date(2026, 7, 1)), SEVENTY, text)),
        key=lambda entry: entry.text.order,
    )
    found = faults(with_entries(SHARE, *entries))
    assert (code, text.name) in codes(found)


def test_a_text_that_plans_a_day_twice_is_a_fault() -> None:
    """Which of the two would depend on the order of our lines."""
    twice = Entry(Span(date(2021, 12, 1)), SEVENTY, texts.DECREE_2021_674)
    found = faults(with_entries(SHARE, *SHARE.entries, twice))
    assert ("overlap", "allowance.share (general)") in codes(found)


def test_a_category_without_parent_cannot_fall_back() -> None:
    """An ordinary firm is nobody's special case."""
    entry: Entry[Any] = Entry(Span(date(2026, 7, 1)), Special.INHERIT, texts.ORDER_2026_05_22)
    found = faults(with_entries(SHARE, *SHARE.entries, entry))
    assert ("no_parent", "allowance.share (general)") in codes(found)


def test_a_forgotten_interval_is_a_fault() -> None:
    """The flat amount ends, and the share begins a month late."""
    late = attrs.evolve(SHARE.entries[0], span=Span(date(2020, 4, 1)))
    found = faults(with_entries(SHARE, late, *SHARE.entries[1:]))
    assert ("regime", "allowance.share (general)") in codes(found)


def test_a_closed_span_that_nothing_follows_is_a_fault() -> None:
    """The day after its end has no answer, and no known gap says so."""
    table = FRENCH_LAW.minimum_wage_hourly[Category.NATIONAL]
    closed = attrs.evolve(table.entries[-1], span=Span(date(2026, 6, 1), date(2026, 6, 30)))
    others = [
        attrs.evolve(entry, span=Span(entry.span.first, date(2026, 5, 31)))
        for entry in table.entries[:-1]
    ]
    found = faults(with_entries(table, *others, closed))
    assert found == (
        Fault(
            "hole",
            "minimum_wage.hourly (national)",
            "no answer from 2026-07-01, and no known gap says so",
        ),
    )


def test_a_hole_that_begins_inside_a_known_gap_is_told_from_its_first_unlisted_day() -> None:
    """The minimum wage of Mayotte of 2013 is a listed gap; its 2014 is not."""
    table = FRENCH_LAW.minimum_wage_hourly[Category.MAYOTTE]
    late = attrs.evolve(table.entries[0], span=Span(date(2013, 7, 1), date(2013, 7, 31)))
    unknown = attrs.evolve(late, value=Special.UNKNOWN)
    found = faults(with_entries(table, unknown, *table.entries[1:]))
    assert [fault.message for fault in found] == [
        "no answer from 2014-01-01, and no known gap says so"
    ]


def test_a_gap_that_is_not_listed_is_a_fault() -> None:
    """Taken from the list, each gap inside a table is found again."""
    gone = {fault.where for fault in faults(FRENCH_LAW, gaps=())}
    assert "allowance.floor (mayotte_raised)" in gone
    assert "indemnity.floor (mayotte)" in gone
    assert "complement.regime (national)" in gone


def test_a_gap_that_has_been_filled_must_leave_the_list() -> None:
    """Or docs/coverage.md would go on saying that the law is not known."""
    filled = Gap(Parameter.MINIMUM_WAGE, Category.NATIONAL, Span(date(2020, 1, 1)), "", "")
    found = faults(FRENCH_LAW, gaps=(*KNOWN_GAPS, filled))
    assert codes(found) == {("filled_gap", "minimum_wage.hourly (national)")}


def test_a_gap_of_a_category_that_has_no_table_is_no_fault() -> None:
    """Nothing fills it."""
    gap = Gap(Parameter.TACIT_DAYS, Category.MAYOTTE, Span(date(2013, 7, 1)), "", "")
    assert faults(FRENCH_LAW, gaps=(*KNOWN_GAPS, gap)) == ()


def test_a_flat_regime_without_flat_amount_is_a_fault() -> None:
    """An allowance of nothing, silently."""
    table = FRENCH_LAW.allowance_flat_up_to_250[Category.GENERAL]
    none = attrs.evolve(table.entries[0], value=Special.NONE)
    found = faults(with_entries(table, none, *table.entries[1:]))
    assert ("regime", "allowance (general)") in codes(found)


def test_a_share_of_pay_beside_a_flat_amount_is_a_fault() -> None:
    """Two regimes at once."""
    table = FRENCH_LAW.allowance_flat_above_250[Category.GENERAL]
    found = faults(with_entries(table, table.entries[0]))
    assert ("regime", "allowance (general)") in codes(found)


@pytest.mark.parametrize(
    ("parameter", "where"),
    [
        (Parameter.ALLOWANCE_REGIME, "allowance.regime (long_term)"),
        (Parameter.INDEMNITY_SHARE, "indemnity.share (long_term)"),
        (Parameter.ALLOWANCE_FLOOR, "allowance.floor (long_term)"),
    ],
)
def test_a_scheme_that_is_open_without_its_amounts_is_a_fault(
    parameter: Parameter, where: str
) -> None:
    """The long-term scheme has no parent to answer for it."""
    tables = dict(FRENCH_LAW.tables_of(parameter))
    del tables[Category.LONG_TERM]
    found = faults(with_tables(parameter, tables))
    assert where in {fault.where for fault in found}


def test_a_draft_decree_can_be_checked_too() -> None:
    """Its author sees that 45 % to June falls back on what was planned before: no hole."""
    text = Text("projet", date(2026, 12, 1))
    entry = Entry(Span(date(2027, 1, 1), date(2027, 6, 30)), HourlyPay.parse("9.00"), text)
    table = FRENCH_LAW.allowance_floor[Category.GENERAL]
    assert faults(with_entries(table, *table.entries, entry)) == ()


def test_a_text_listed_as_undated_is_still_undated() -> None:
    """A day that was found must leave the list."""
    undated = {text.name for text in FRENCH_LAW.texts() if text.published is None and text.official}
    assert undated == UNKNOWN_PUBLICATION


def test_a_text_says_in_french_what_it_is_about() -> None:
    """Its title is shown as it stands, on French pages too."""
    english = re.compile(
        r"\b(?:the|of|and|may|be|pro|contracts?|executives|indemn\w*ty|procedure)\b"
    )
    assert [text.title for text in FRENCH_LAW.texts() if english.search(text.title)] == []
