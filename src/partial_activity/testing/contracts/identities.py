"""Contract of the store of identities."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class IdentityContract(NeedsUnits):
    """See ``IdentityStore`` in :mod:`partial_activity.ports.identities`."""

    def test_an_identity_is_one_person_s(self, units: UnitsOfWork) -> None:
        """The same subject at another provider is somebody else."""
        elsewhere = attrs.evolve(samples.identity(), issuer="https://other.example", person_id="p2")
        with units() as uow:
            uow.identities.add(samples.identity())
            uow.identities.add(elsewhere)
            with pytest.raises(Conflict):
                uow.identities.add(attrs.evolve(samples.identity(), person_id="person-2"))
            uow.commit()
        with units.reading() as uow:
            found = samples.identity()
            assert uow.identities.find(found.issuer, found.subject) == found
            assert uow.identities.find(elsewhere.issuer, found.subject) == elsewhere
            assert uow.identities.find(found.issuer, found.subject.upper()) is None

    def test_a_person_s_identities_come_in_the_order_they_were_linked(
        self, units: UnitsOfWork
    ) -> None:
        """Theirs alone."""
        with units() as uow:
            uow.identities.add(samples.identity(2, minutes=5))
            uow.identities.add(samples.identity(1))
            uow.identities.add(samples.identity(3, of=2))
            uow.commit()
        with units.reading() as uow:
            theirs = uow.identities.of("person-1")
            assert list(theirs) == [samples.identity(1), samples.identity(2, minutes=5)]
            assert list(uow.identities.of("person-9")) == []

    def test_a_change_is_kept_once_and_what_is_removed_is_gone(self, units: UnitsOfWork) -> None:
        """Removed twice is removed."""
        first = samples.identity()
        with units() as uow:
            uow.identities.add(first)
            uow.identities.save(first.confirm())
            with pytest.raises(Conflict):
                uow.identities.save(first)
            with pytest.raises(NotFound):
                uow.identities.save(samples.identity(8))
            kept = uow.identities.find(first.issuer, first.subject)
            assert kept == attrs.evolve(first, confirmed=True, revision=1)
            for _ in range(2):
                uow.identities.remove(first.issuer, first.subject)
            assert uow.identities.find(first.issuer, first.subject) is None
            uow.commit()
