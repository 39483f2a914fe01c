"""Decrees that do not exist: their texts, what they plan, and drafts made of them."""

from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from partial_activity import (
    FRENCH_LAW,
    Draft,
    Euros,
    HourlyPay,
    Law,
    Plan,
    Share,
)
from partial_activity.domain.law.dated import DatedTable, Span, Special, Text
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import value_text
from partial_activity.testing.strategies.calendar_days import days_of_knowledge, spans


@lru_cache
def texts() -> SearchStrategy[Text]:
    """Decrees that do not exist, published on some day."""
    return st.builds(
        Text,
        name=st.integers(1, 2_000).map(lambda number: f"décret n° 2099-{number} (projet)"),
        published=days_of_knowledge(),
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
