"""Contract of the store of screening policies."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class PolicyContract(NeedsUnits):
    """See ``PolicyStore`` in :mod:`partial_activity.ports.stores`."""

    def test_nobody_has_changed_a_fresh_store(self, units: UnitsOfWork) -> None:
        """The settings are in force."""
        with units.reading() as uow:
            assert uow.policies.latest() is None
            assert list(uow.policies.history(5)) == []

    def test_the_last_version_is_in_force(self, units: UnitsOfWork) -> None:
        """The other versions are its history, the last first."""
        with units() as uow:
            for number in (1, 2, 3):
                uow.policies.add(samples.policy(number))
            uow.commit()
        with units.reading() as uow:
            assert uow.policies.latest() == samples.policy(3)
            assert list(uow.policies.history(2)) == [samples.policy(3), samples.policy(2)]

    def test_a_number_is_one_version_s(self, units: UnitsOfWork) -> None:
        """One of two who change the policy at once is told."""
        with units() as uow:
            uow.policies.add(samples.policy(1))
            with pytest.raises(Conflict):
                uow.policies.add(attrs.evolve(samples.policy(1), reason="another"))
            assert uow.policies.latest() == samples.policy(1)
