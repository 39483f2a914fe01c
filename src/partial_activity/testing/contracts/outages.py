"""Contract of a store that goes away, or is full: what its driver says stays inside."""

from collections.abc import Callable
from contextlib import suppress

import attrs
import pytest

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.money import Euros
from partial_activity.ports.unit_of_work import Unavailable, UnitOfWork, UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.changes import CHANGES, Change, settle
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_PAST_64_BITS = Euros(2**63)
_PERSON = attrs.evolve(samples.person(), name="Zoé")


class OddValuesContract(NeedsUnits):
    """Values that some databases do not take; see ``docs/storage.md``."""

    @pytest.mark.parametrize("name", ["Zo\ud800", "Zo\0", "Zoé\u2028", "😀" * 300], ids=ascii)
    def test_a_text_is_kept_whole_or_refused_in_our_words(
        self, units: UnitsOfWork, name: str
    ) -> None:
        """The texts hold half a character, a NUL, a line separator, four bytes a character."""
        person = attrs.evolve(samples.person(), name=name)

        def keep(uow: UnitOfWork) -> None:
            uow.people.add(person)

        if _kept(units, keep):
            with units.reading() as uow:
                assert uow.people.get(person.id) == person

    def test_an_amount_is_kept_whole_or_refused_in_our_words(self, units: UnitsOfWork) -> None:
        """One cent more than 64 bits hold."""
        line = attrs.evolve(samples.payment(), amount=_PAST_64_BITS)

        def keep(uow: UnitOfWork) -> None:
            uow.payments.add(line)

        if _kept(units, keep):
            with units.reading() as uow:
                assert uow.payments.get(line.siret, line.end_to_end_id) == line


class OutageContract(NeedsUnits):
    """A store that can go away while it is used: give ``units`` and ``outage``."""

    @pytest.fixture
    def outage(self, units: UnitsOfWork) -> Callable[[], None]:
        """Give what takes the store away for the rest of the test, from open units of work too.

        Its server ends, its file or disk is gone or full, somebody else holds it for too long.
        """
        raise NotImplementedError

    def test_a_unit_that_begins_then_keeps_nothing(
        self, units: UnitsOfWork, outage: Callable[[], None]
    ) -> None:
        """Entered, written to or committed: one of them says that it cannot."""

        def write() -> None:
            with units() as uow:
                uow.people.save(_PERSON)
                uow.commit()

        with units() as uow:
            settle(uow)
            uow.commit()
        outage()
        with pytest.raises(Unavailable):
            write()

    def test_what_was_written_when_it_went_is_told_to_be_lost(
        self, units: UnitsOfWork, outage: Callable[[], None]
    ) -> None:
        """The next write tells it, or the commit; leaving then says nothing more."""
        with units() as uow:
            settle(uow)
            uow.commit()
        with units() as uow:
            uow.people.save(_PERSON)
            outage()
            with pytest.raises(Unavailable):
                uow.commit()

    @pytest.mark.parametrize("name", [change.name for change in CHANGES])
    def test_each_change_says_that_the_store_is_gone(
        self, units: UnitsOfWork, outage: Callable[[], None], name: str
    ) -> None:
        """The change says nothing else: what a driver says names tables, and may quote people."""
        (change,) = (change for change in CHANGES if change.name == name)
        with units() as uow:
            settle(uow)
            uow.commit()
        with units() as uow:
            uow.people.get("person-1")
            outage()
            with pytest.raises(Unavailable) as told:
                _make(change, uow)
        assert str(samples.person().email) not in str(told.value)


def _make(change: Change, uow: UnitOfWork) -> None:
    change.make(uow)
    uow.commit()


def _kept(units: UnitsOfWork, keep: Callable[[UnitOfWork], None]) -> bool:
    with suppress(InvalidValue), units() as uow:
        keep(uow)
        uow.commit()
        return True
    return False
