"""Contract of the store of security keys."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class SecurityKeyContract(NeedsUnits):
    """See ``SecurityKeyStore`` in :mod:`partial_activity.ports.security_keys`."""

    def test_a_key_is_one_person_s(self, units: UnitsOfWork) -> None:
        """Its name is a browser's, in which capitals count."""
        first = samples.security_key()
        with units() as uow:
            uow.security_keys.add(first)
            with pytest.raises(Conflict):
                uow.security_keys.add(attrs.evolve(first, person_id="person-2"))
            uow.commit()
        with units.reading() as uow:
            assert uow.security_keys.find(first.id) == first
            assert uow.security_keys.find(first.id.upper()) is None

    def test_a_person_s_keys_come_in_the_order_they_were_added(self, units: UnitsOfWork) -> None:
        """Theirs alone."""
        with units() as uow:
            uow.security_keys.add(samples.security_key(2, minutes=5))
            uow.security_keys.add(samples.security_key(1))
            uow.security_keys.add(samples.security_key(3, of=2))
            uow.commit()
        with units.reading() as uow:
            theirs = uow.security_keys.of("person-1")
            assert list(theirs) == [samples.security_key(1), samples.security_key(2, minutes=5)]
            assert list(uow.security_keys.of("person-9")) == []

    def test_a_signature_is_counted_once_and_what_is_removed_is_gone(
        self, units: UnitsOfWork
    ) -> None:
        """Two who use one count at once are noticed; removed twice is removed."""
        first = samples.security_key()
        used = first.used(first.sign_count + 1, samples.later(3))
        with units() as uow:
            uow.security_keys.add(first)
            uow.security_keys.save(used)
            with pytest.raises(Conflict):
                uow.security_keys.save(used)
            with pytest.raises(NotFound):
                uow.security_keys.save(samples.security_key(8))
            assert uow.security_keys.find(first.id) == attrs.evolve(used, revision=1)
            for _ in range(2):
                uow.security_keys.remove(first.id)
            assert uow.security_keys.find(first.id) is None
            uow.commit()
