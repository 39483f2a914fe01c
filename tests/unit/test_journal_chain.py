"""A journal nobody can change unseen."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.office import bound
from partial_activity.domain.office.anchors import Anchor, first_broken_anchor, next_anchor
from partial_activity.domain.office.journal import (
    GENESIS,
    Head,
    JournalEntry,
    JournalKeys,
    first_broken,
)
from partial_activity.testing import samples

NOON = datetime(2020, 4, 1, 12, tzinfo=UTC)
KEYS, OTHERS = JournalKeys(b"j" * 32), JournalKeys(b"o" * 32)


def chain(length: int, sealed: int, keys: JournalKeys = KEYS) -> list[JournalEntry]:
    """Entries of one establishment, the first of them sealed."""
    entries: list[JournalEntry] = []
    previous = GENESIS
    for number in range(1, length + 1):
        facts = {"version": str(number), "state": "kept"}
        entry = JournalEntry("one", number, NOON, "person", "filed", "request", facts)
        entry = keys.tagged(entry, str(number))
        if number <= sealed:
            entry = attrs.evolve(entry, seal=keys.seal(previous, entry))
            previous = entry.seal
        entries.append(entry)
    return entries


@given(st.integers(0, 6), st.integers(0, 6))
def test_an_untouched_chain_is_whole(sealed: int, waiting: int) -> None:
    """Whatever waits for its seal is at the end."""
    assert first_broken(chain(sealed + waiting, sealed), KEYS) is None


CHANGES: dict[str, dict[str, Any]] = {
    "actor": {"actor": "somebody else"},
    "facts": {"facts": {"version": "2", "state": "kepT"}},
    "instant": {"at": NOON.replace(minute=1)},
    "number": {"number": 7},
    "seal": {"seal": "f" * 64},
    "tag": {"tag": ""},
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_byte_is_found_where_it_is(name: str) -> None:
    """The second entry of four."""
    entries = chain(4, 4)
    entries[1] = attrs.evolve(entries[1], **CHANGES[name])
    assert first_broken(entries, KEYS) is entries[1]


@pytest.mark.parametrize("name", ["actor", "facts", "instant", "tag"])
def test_a_changed_byte_is_found_before_the_seal(name: str) -> None:
    """An entry is keyed as it is written: what waits for its seal is guarded too."""
    entries = chain(4, 1)
    entries[2] = attrs.evolve(entries[2], **CHANGES[name])
    assert first_broken(entries, KEYS) is entries[2]


def test_who_holds_no_key_cannot_seal_what_was_changed() -> None:
    """Edited, tagged and sealed again to the end by the same code under another key."""
    entries, previous = chain(4, 4), chain(4, 4)[0].seal
    for place in range(1, 4):
        changed = OTHERS.tagged(attrs.evolve(entries[place], actor="somebody else"), str(place))
        entries[place] = attrs.evolve(changed, seal=OTHERS.seal(previous, changed))
        previous = entries[place].seal
    assert first_broken(entries, KEYS) is entries[1]


def test_an_entry_copied_from_another_place_is_found() -> None:
    """What was written once is there once."""
    entries = chain(4, 2)
    assert first_broken([*entries, entries[3]], KEYS) is entries[3]


def test_an_entry_taken_out_is_found_at_the_next() -> None:
    """Its number does not follow."""
    entries = chain(4, 4)
    assert first_broken([entries[0], *entries[2:]], KEYS) is entries[2]


def test_a_sealed_entry_after_one_that_waits_is_a_break() -> None:
    """Somebody took a seal off."""
    entries = chain(3, 3)
    entries[1] = attrs.evolve(entries[1], seal="")
    assert first_broken(entries, KEYS) is entries[2]


def test_two_facts_that_read_alike_have_two_hashes() -> None:
    """Lengths are part of what is keyed: ``a=bc`` is not ``ab=c``."""
    assert not KEYS.holds(KEYS.keyed("person", "filed"), "personfiled", "")


def test_what_an_earlier_key_sealed_holds_after_the_key_was_changed() -> None:
    """Each tag names its key; a key that is not here holds nothing."""
    entries = chain(3, 3)
    changed = JournalKeys(b"n" * 32, (b"j" * 32,))
    assert first_broken(entries, changed) is None
    assert first_broken(entries, OTHERS) is entries[0]
    assert changed.keyed("a") != KEYS.keyed("a")


def test_keys_are_long_and_never_print_themselves() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        JournalKeys(b"j" * 32, (b"short",))
    assert "jjj" not in repr(KEYS)


def anchors() -> list[Anchor]:
    """Three, of chains that moved in turn."""
    found: list[Anchor] = []
    for number in range(1, 4):
        heads = {f"chain-{number}": Head(number, f"seal-{number}")}
        last = found[-1] if found else None
        found.append(next_anchor(last, heads, number, NOON.replace(minute=number), KEYS))
    return found


def test_anchors_follow_one_from_another_and_count_what_was_sealed() -> None:
    assert [anchor.entries for anchor in anchors()] == [1, 3, 6]
    assert all(anchor.seal.startswith(anchor.shown) for anchor in anchors())
    assert first_broken_anchor(anchors(), KEYS) is None
    assert first_broken_anchor(anchors(), OTHERS) == 1


def test_an_anchor_changed_or_taken_away_is_found() -> None:
    first, second, third = anchors()
    changed = attrs.evolve(second, heads={"chain-2": Head(1, "seal-1")})
    assert first_broken_anchor([first, changed, third], KEYS) == 2
    assert first_broken_anchor([first, third], KEYS) == 2


def test_an_entry_that_binds_a_decision_stands_for_its_withdrawal_too() -> None:
    """One withdrawn in the store alone does not stand, nor one that another entry withdrew."""
    decision = samples.decision()
    content = {"number": decision.number, "content": KEYS.keyed(*bound.of_decision(decision))}
    taken = JournalEntry("one", 1, NOON, "system", "request.decided", "request-1", content)
    withdrawn = JournalEntry("one", 2, NOON, "officer", "decision.withdrawn", decision.number)
    changed = attrs.evolve(decision, withdrawn_at=NOON)
    assert bound.decision_stands(decision, [taken], KEYS)
    assert bound.decision_stands(changed, [taken, withdrawn], KEYS)
    assert not bound.decision_stands(changed, [taken], KEYS)
    assert not bound.decision_stands(decision, [taken, withdrawn], KEYS)
    assert not bound.decision_stands(decision, [], KEYS)
