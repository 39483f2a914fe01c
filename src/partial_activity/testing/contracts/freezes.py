"""Contract of the store of what is frozen."""

import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.people.people import AccountState
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class FreezeContract(NeedsUnits):
    """See ``FreezeStore`` in :mod:`partial_activity.ports.proofs`."""

    def test_what_is_frozen_is_found_until_it_is_lifted(self, units: UnitsOfWork) -> None:
        """The freezes are found by what is frozen and by its key; the last first."""
        first, last = samples.freeze(1), samples.freeze(2, minutes=5)
        with units() as uow:
            uow.freezes.add(first)
            uow.freezes.add(last)
            with pytest.raises(Conflict):
                uow.freezes.add(first)
            uow.commit()
        with units() as uow:
            assert list(uow.freezes.held()) == [last, first]
            assert uow.freezes.find(Frozen.RUN, "AP1") == first
            assert uow.freezes.find(Frozen.PERSON, "AP1") is None
            lifted = first.lifted(samples.later(9), "person-9")
            uow.freezes.save(lifted)
            with pytest.raises(Conflict):
                uow.freezes.save(lifted)
            with pytest.raises(NotFound):
                uow.freezes.save(samples.freeze(3))
            uow.commit()
        with units.reading() as uow:
            assert uow.freezes.find(Frozen.RUN, "AP1") is None
            assert list(uow.freezes.held()) == [last]

    def test_who_is_suspended_is_told_at_once(self, units: UnitsOfWork) -> None:
        """Until they go on."""
        here, elsewhere = samples.establishment(1), samples.establishment(2)
        with units() as uow:
            uow.establishments.add(here)
            uow.establishments.add(elsewhere)
            assert set(uow.establishments.suspended()) == set()
            uow.establishments.save(here.moved_to(AccountState.SUSPENDED))
            uow.commit()
        with units() as uow:
            assert set(uow.establishments.suspended()) == {here.siret}
            stopped = uow.establishments.get(here.siret)
            uow.establishments.save(stopped.moved_to(AccountState.ACTIVE))
            assert set(uow.establishments.suspended()) == set()

    def test_the_establishments_of_a_firm_are_found_by_its_number(self, units: UnitsOfWork) -> None:
        """The establishments of other firms are not found."""
        here, elsewhere = samples.establishment(1), samples.establishment(2)
        with units() as uow:
            uow.establishments.add(here)
            uow.establishments.add(elsewhere)
            uow.commit()
        with units.reading() as uow:
            establishments = list(uow.establishments.of_firm(here.siret.siren))
        assert here in establishments
        assert all(one.siret.siren == here.siret.siren for one in establishments)
