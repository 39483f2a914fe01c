"""A journal nobody can change unseen."""

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.office.journal import GENESIS, JournalEntry, first_broken, seal_of

NOON = datetime(2020, 4, 1, 12, tzinfo=UTC)


def chain(length: int, sealed: int) -> list[JournalEntry]:
    """Entries of one establishment, the first of them sealed."""
    entries: list[JournalEntry] = []
    previous = GENESIS
    for number in range(1, length + 1):
        facts = {"version": str(number), "state": "kept"}
        entry = JournalEntry("one", number, NOON, "person", "filed", "request", facts)
        if number <= sealed:
            entry = attrs.evolve(entry, seal=seal_of(previous, entry))
            previous = entry.seal
        entries.append(entry)
    return entries


@given(st.integers(0, 6), st.integers(0, 6))
def test_an_untouched_chain_is_whole(sealed: int, waiting: int) -> None:
    """Whatever waits for its seal is at the end."""
    assert first_broken(chain(sealed + waiting, sealed)) is None


SECOND = chain(4, 4)[1]


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(SECOND, actor="somebody else"),
        attrs.evolve(SECOND, facts={"version": "2", "state": "kepT"}),
        attrs.evolve(SECOND, at=NOON.replace(minute=1)),
        attrs.evolve(SECOND, number=7),
        attrs.evolve(SECOND, seal="f" * 64),
    ],
    ids=["actor", "facts", "instant", "number", "seal"],
)
def test_one_changed_byte_is_found_where_it_is(changed: JournalEntry) -> None:
    """The second entry of four."""
    entries = chain(4, 4)
    entries[1] = changed
    assert first_broken(entries) is changed


def test_an_entry_taken_out_is_found_at_the_next() -> None:
    """Its number does not follow."""
    entries = chain(4, 4)
    assert first_broken([entries[0], *entries[2:]]) is entries[2]


def test_a_sealed_entry_after_one_that_waits_is_a_break() -> None:
    """Somebody took a seal off."""
    entries = chain(3, 3)
    entries[1] = attrs.evolve(entries[1], seal="")
    assert first_broken(entries) is entries[2]


def test_two_facts_that_read_alike_have_two_seals() -> None:
    """Lengths are part of what is sealed: ``a=bc`` is not ``ab=c``."""
    entry = JournalEntry("one", 1, NOON, "person", "filed", "request")
    assert seal_of(GENESIS, attrs.evolve(entry, actor="personfiled", action="")) != seal_of(
        GENESIS, entry
    )
