"""Days of hours and days of knowledge, leaning towards those on which a table changes."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from partial_activity import FRENCH_LAW, Law
from partial_activity.domain.law.dated import Span

FIRST_DAY: Final = date(2013, 7, 1)
"""The reform of 2013: no day before it is modelled."""
LAST_DAY: Final = date(2027, 12, 31)
"""Past every text we know, where answers carry the warning ``law_not_checked``."""


@lru_cache
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


@lru_cache
def days_of_knowledge(law: Law = FRENCH_LAW) -> SearchStrategy[date]:
    """Days on which one may look at the law, one in two a text's publication or its eve."""
    published = {text.published for text in law.texts() if text.published}
    edges = {day - timedelta(days=shift) for day in published for shift in (0, 1)}
    return st.one_of(
        st.dates(FIRST_DAY - timedelta(days=30), LAST_DAY), st.sampled_from(sorted(edges))
    )


@lru_cache
def spans() -> SearchStrategy[Span]:
    """Days from one to another, or without an end."""
    return st.builds(
        lambda first, length: Span(
            first, None if length is None else first + timedelta(days=length)
        ),
        st.dates(FIRST_DAY, LAST_DAY),
        st.none() | st.integers(0, 1_000),
    )
