"""Contract of the unit of work over every way to write: none is left out of any promise."""

import pytest

from partial_activity.domain.errors import Conflict
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.testing.contracts.changes import CHANGES, Change, settle
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_STORES = sorted({change.name.partition(".")[0] for change in CHANGES})
"""The stores that are written to: figures are read out of the others."""


class EveryChangeContract(NeedsUnits):
    """See :class:`~partial_activity.ports.unit_of_work.UnitOfWork`.

    A suite goes through all changes before it fails, and names those that break the promise.
    """

    def test_every_change_is_seen_by_the_unit_that_makes_it(self, units: UnitsOfWork) -> None:
        """The unit sees its change before the commit."""
        _settled(units)
        unseen = []
        for change in CHANGES:
            with units() as uow:
                before = change.look(uow)
                change.make(uow)
                if change.look(uow) == before:
                    unseen.append(change.name)
        assert unseen == []

    @pytest.mark.parametrize("error", [None, Conflict("claim", ""), ZeroDivisionError()], ids=repr)
    def test_every_change_is_undone_without_a_commit(
        self, units: UnitsOfWork, error: Exception | None
    ) -> None:
        """Whether the unit was left, met a refusal, or broke; and the error goes on."""
        _settled(units)
        kept = []
        for change in CHANGES:
            before, raised = _read(units, change), None
            try:
                with units() as uow:
                    change.make(uow)
                    if error is not None:
                        raise error
            except (Conflict, ZeroDivisionError) as met:
                raised = met
            assert raised is error, "it goes on to whoever asked"
            if _read(units, change) != before:
                kept.append(change.name)
        assert kept == []

    def test_every_change_is_kept_by_a_commit(self, units: UnitsOfWork) -> None:
        """A commit keeps the change as the unit itself saw it."""
        _settled(units)
        lost = []
        for change in CHANGES:
            with units() as uow:
                change.make(uow)
                seen = change.look(uow)
                uow.commit()
            if _read(units, change) != seen:
                lost.append(change.name)
        assert lost == []

    def test_no_change_is_seen_by_others_before_the_commit(self, units: UnitsOfWork) -> None:
        """Nobody sees it, whether they came before the unit or come after."""
        _settled(units)
        seen = []
        for change in CHANGES:
            before = _read(units, change)
            with units.reading() as reader, units() as uow:
                change.look(reader)
                change.make(uow)
                if change.look(reader) != before or _read(units, change) != before:
                    seen.append(change.name)
        assert seen == []

    @pytest.mark.parametrize("store", _STORES)
    def test_one_who_reads_sees_all_stores_as_they_were_when_it_first_looked(
        self, units: UnitsOfWork, store: str
    ) -> None:
        """Whichever it looked into first, while another changed all of them at once."""
        _settled(units)
        before = [_read(units, change) for change in CHANGES]
        with units.reading() as reader:
            for change in CHANGES:
                if change.name.partition(".")[0] == store:
                    change.look(reader)
            with units() as uow:
                for change in CHANGES:
                    change.make(uow)
                made = [change.look(uow) for change in CHANGES]
                uow.commit()
            seen = [change.look(reader) for change in CHANGES]
        assert _differing(before, seen) == []
        after = [_read(units, change) for change in CHANGES]
        assert _differing(made, after) == []

    def test_no_change_is_made_by_one_who_only_reads(self, units: UnitsOfWork) -> None:
        """A unit that only reads, or has committed, changes nothing: trying is a fault of ours."""
        _settled(units)
        made = []
        for change in CHANGES:
            before = _read(units, change)
            with units.reading() as reader:
                refused = _refuses(reader, change)
            with units() as uow:
                uow.commit()
                refused = _refuses(uow, change) and refused
            if not refused or _read(units, change) != before:
                made.append(change.name)
        assert made == []

    def test_a_unit_is_committed_once(self, units: UnitsOfWork) -> None:
        """What was written between the two would be kept without a word."""
        with units() as uow:
            uow.commit()
            with pytest.raises(AssertionError):
                uow.commit()


def _settled(units: UnitsOfWork) -> None:
    with units() as uow:
        settle(uow)
        uow.commit()


def _read(units: UnitsOfWork, change: Change) -> object:
    with units.reading() as uow:
        return change.look(uow)


def _differing(some: list[object], others: list[object]) -> list[str]:
    pairs = zip(CHANGES, some, others, strict=True)
    return [change.name for change, one, other in pairs if one != other]


def _refuses(uow: UnitOfWork, change: Change) -> bool:
    try:
        change.make(uow)
    except AssertionError:
        return True
    return False
