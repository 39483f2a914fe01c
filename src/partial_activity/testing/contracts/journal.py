"""Contract of the journal."""

import attrs
import pytest

from partial_activity.domain.office.journal import GENESIS, Head, JournalEntry, first_broken
from partial_activity.ports.journal import Wanted
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class JournalContract(NeedsUnits):
    """See :class:`~partial_activity.ports.journal.Journal`."""

    def test_entries_are_numbered_in_each_chain(self, units: UnitsOfWork) -> None:
        """The numbers begin at 1, in the order of adding, whatever the instants say."""
        for number, chain in ((3, "b"), (2, "a"), (1, "b")):
            with units() as uow:
                uow.journal.add(samples.entry(number, chain=chain))
                uow.commit()
        with units() as uow:
            assert list(uow.journal.chains()) == ["a", "b"]
            assert list(map(_said, uow.journal.entries("b"))) == [
                attrs.evolve(samples.entry(3, chain="b"), number=1),
                attrs.evolve(samples.entry(1, chain="b"), number=2),
            ]
            assert list(uow.journal.entries("c")) == []

    def test_sealing_makes_a_chain(self, units: UnitsOfWork) -> None:
        """The chain is sealed in batches; nothing is left at the end, and new entries follow."""
        with units() as uow:
            for number in range(1, 6):
                uow.journal.add(samples.entry(number, chain="ab"[number % 2]))
            uow.commit()
        sealed = []
        for _ in range(4):
            with units() as uow:
                sealed.append(uow.journal.seal(2))
                uow.commit()
        assert sealed == [2, 2, 1, 0]
        with units() as uow:
            uow.journal.add(samples.entry(6, chain="a"))
            assert uow.journal.seal(9) == 1
            for chain, length in (("a", 3), ("b", 3)):
                entries = list(uow.journal.entries(chain))
                assert [entry.number for entry in entries] == list(range(1, length + 1))
                assert uow.journal.keys.seals(GENESIS, entries[0])
                assert uow.journal.keys.seals(entries[-2].seal, entries[-1])
                assert first_broken(entries, uow.journal.keys) is None

    def test_the_last_entries_come_first_and_keep_their_numbers(self, units: UnitsOfWork) -> None:
        """Sealed or not; page after page, whatever is looked for."""
        with units() as uow:
            for number in range(1, 6):
                action = "claim.paid" if number % 2 else "request.decided"
                entry = attrs.evolve(samples.entry(number, chain="a"), action=action)
                uow.journal.add(attrs.evolve(entry, subject=f"thing-{number}"))
                uow.journal.add(samples.entry(number, chain="b"))
            uow.journal.seal(3)
            uow.commit()
        claims, day = Wanted(kind="claim"), Wanted(since=samples.later(2), until=samples.later(4))
        with units.reading() as uow:
            everything = list(uow.journal.entries("a"))
            assert list(uow.journal.latest("a", 9, Wanted())) == everything[::-1]
            page = uow.journal.latest("a", 2, Wanted())
            next_page = uow.journal.latest("a", 2, Wanted(), page[-1].number)
            assert list(next_page) == everything[1:3][::-1]
            assert [one.number for one in uow.journal.latest("a", 9, claims)] == [5, 3, 1]
            assert [one.number for one in uow.journal.latest("a", 9, claims, before=5)] == [3, 1]
            assert [one.number for one in uow.journal.latest("a", 9, day)] == [3, 2]
            thing = Wanted(actor="person-1", subject="thing-2")
            assert [one.number for one in uow.journal.latest("a", 9, thing)] == [2]
            assert not uow.journal.latest("a", 9, Wanted(kind="clai"))
            assert not uow.journal.latest("a", 9, Wanted(actor="person-2"))

    def test_what_waits_for_its_seal_is_known(self, units: UnitsOfWork) -> None:
        """The store tells since when the oldest waits; the clock may have gone backwards since."""
        with units() as uow:
            assert uow.journal.oldest_unsealed() is None
            for number in (3, 2, 4):
                uow.journal.add(samples.entry(number))
            assert uow.journal.oldest_unsealed() == samples.later(2)
            uow.journal.seal(2)
            assert uow.journal.oldest_unsealed() == samples.later(4)
            uow.journal.seal(2)
            assert uow.journal.oldest_unsealed() is None

    def test_a_sealed_entry_is_what_was_added(self, units: UnitsOfWork) -> None:
        """The entry is the same but for its number and its seal."""
        with units() as uow:
            uow.journal.add(samples.entry())
            uow.journal.seal(1)
            uow.commit()
        with units() as uow:
            (entry,) = uow.journal.entries("service")
            assert attrs.evolve(_said(entry), number=0, seal="") == samples.entry()

    def test_an_entry_is_sealed_by_the_journal_only(self, units: UnitsOfWork) -> None:
        """Nobody brings a seal along."""
        with units() as uow, pytest.raises(AssertionError):
            uow.journal.add(attrs.evolve(samples.entry(), seal="f" * 64))

    def test_an_entry_is_keyed_as_it_is_written(self, units: UnitsOfWork) -> None:
        """Two that say the same have each a tag of its own, before any seal."""
        with units() as uow:
            uow.journal.add(samples.entry())
            uow.journal.add(samples.entry())
            uow.commit()
        with units.reading() as uow:
            first, second = uow.journal.entries("service")
            assert uow.journal.keys.wrote(first)
            assert uow.journal.keys.wrote(second)
            assert first.tag != second.tag
            assert first_broken([first, second], uow.journal.keys) is None

    def test_entries_are_found_by_what_they_are_about(self, units: UnitsOfWork) -> None:
        """The entries are of each chain that is asked for, sealed or not; none gives none."""
        with units() as uow:
            for number, chain in ((1, "a"), (2, "b"), (3, "a")):
                uow.journal.add(samples.entry(number, chain=chain))
            uow.journal.seal(1)
            uow.journal.add(attrs.evolve(samples.entry(4, chain="a"), subject="other"))
            uow.commit()
        with units.reading() as uow:
            entries = uow.journal.about([("a", "claim-1"), ("b", "other")])
            assert [entry.at for entry in entries["a", "claim-1"]] == [
                samples.later(1),
                samples.later(3),
            ]
            assert not entries["b", "other"]
            assert not uow.journal.about([])

    def test_what_is_sealed_is_told_in_the_order_of_the_seals(self, units: UnitsOfWork) -> None:
        """Whatever their chains: what is sealed later comes after all that was told before."""
        with units() as uow:
            for number, chain in ((1, "b"), (2, "c"), (3, "a")):
                uow.journal.add(samples.entry(number, chain=chain))
            action = samples.entry().action
            assert not uow.journal.told("abc", [action], 0, 9)
            uow.journal.seal(2)
            uow.commit()
        with units() as uow:
            uow.journal.add(samples.entry(4, chain="a"))
            uow.journal.add(attrs.evolve(samples.entry(5, chain="b"), action="claim.other"))
            first = uow.journal.told("abc", [action], 0, 9)
            uow.journal.seal(9)
            uow.commit()
        with units.reading() as uow:
            told = uow.journal.told("abc", [action], 0, 9)
            last, _ = first[-1]
            assert list(told[:2]) == list(first)
            assert sorted(entry.at for _, entry in told) == [samples.later(n) for n in (1, 2, 3, 4)]
            assert list(uow.journal.told("abc", [action], last, 9)) == list(told[2:])
            assert list(uow.journal.told("abc", [action], last, 1)) == [told[2]]
            assert [e.chain for _, e in uow.journal.told("b", [action, "claim.other"], 0, 9)] == [
                "b",
                "b",
            ]
            assert not uow.journal.told([], [action], 0, 9)
            assert not uow.journal.told("abc", [], 0, 9)
            for position, entry in told:
                assert uow.journal.at(position) == entry
            assert uow.journal.at(0) is None
            assert uow.journal.at(6) is None

    def test_heads_are_known_until_an_anchor_has_them(self, units: UnitsOfWork) -> None:
        """The store also tells how many entries were sealed since."""
        with units() as uow:
            for number, chain in ((1, "a"), (2, "b"), (3, "a")):
                uow.journal.add(samples.entry(number, chain=chain))
            uow.journal.seal(9)
            moved, new = uow.journal.moved()
            ends = {chain: list(uow.journal.entries(chain))[-1] for chain in "ab"}
            assert moved == {chain: Head(end.number, end.seal) for chain, end in ends.items()}
            assert new == 3
            uow.journal.anchored(moved)
            assert uow.journal.moved() == ({}, 0)
            uow.journal.add(samples.entry(4, chain="b"))
            uow.journal.seal(9)
            later, new = uow.journal.moved()
            assert (list(later), later["b"].number, new) == (["b"], 2, 1)
            assert uow.journal.heads() == {**moved, **later}
            uow.commit()


def _said(entry: JournalEntry) -> JournalEntry:
    """The entry as it was given to the journal."""
    return attrs.evolve(entry, tag="")
