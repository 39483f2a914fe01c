"""Contract of the store of visas."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.office.visas import Signed
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class VisaContract(NeedsUnits):
    """See ``VisaStore`` in :mod:`partial_activity.ports.visas`."""

    def test_a_visa_waits_until_it_is_answered_or_too_old(self, units: UnitsOfWork) -> None:
        """The first asked first; the answered ones the last first."""
        first, second, third = (samples.visa(n, minutes=n) for n in (1, 2, 3))
        with units() as uow:
            for one in (second, first, third):
                uow.visas.add(one)
            uow.commit()
        with units() as uow:
            assert list(uow.visas.waiting(samples.later(4), 2)) == [first, second]
            assert list(uow.visas.waiting(first.expires_at, 9)) == [second, third]
            assert list(uow.visas.answered(9)) == []
            for n in (2, 3):
                uow.visas.save(samples.visa_given(n, asked_minutes=n, minutes=3 + n))
            uow.commit()
        with units.reading() as uow:
            assert list(uow.visas.waiting(samples.later(4), 9)) == [first]
            assert [one.id for one in uow.visas.answered(9)] == ["visa-3", "visa-2"]
            assert [one.id for one in uow.visas.answered(1)] == ["visa-3"]
            assert uow.visas.get("visa-1") == first
            with pytest.raises(NotFound):
                uow.visas.get("visa-9")

    def test_a_visa_takes_its_answer_once_and_nothing_else(self, units: UnitsOfWork) -> None:
        """What was shown is what is signed, for ever."""
        asked = samples.visa()
        with units() as uow:
            uow.visas.add(asked)
            uow.commit()
        given = samples.visa_given()
        with units() as uow:
            for other in (asked, attrs.evolve(given, shown={"lines": "1"})):
                with pytest.raises(NotAllowed):
                    uow.visas.save(other)
            uow.visas.save(given)
            with pytest.raises(Conflict):
                uow.visas.save(given)
            again = attrs.evolve(uow.visas.get(asked.id), answered_by="person-7")
            with pytest.raises(NotAllowed):
                uow.visas.save(again)
            with pytest.raises(NotFound):
                uow.visas.save(samples.visa_given(2))
            uow.commit()
        with units.reading() as uow:
            assert uow.visas.get(asked.id).answered_by == given.answered_by

    def test_the_same_thing_is_asked_again_under_the_next_number(self, units: UnitsOfWork) -> None:
        """Two who ask at once do not both: the number is taken."""
        asked = samples.visa()
        again = attrs.evolve(asked, id="visa-2", number=2)
        with units() as uow:
            uow.visas.add(asked)
            with pytest.raises(Conflict):
                uow.visas.add(attrs.evolve(asked, id="visa-2"))
            with pytest.raises(Conflict):
                uow.visas.add(attrs.evolve(asked, number=2))
            uow.visas.add(again)
            uow.visas.add(samples.visa(3))
            uow.commit()
        with units.reading() as uow:
            assert list(uow.visas.about(Signed.RUN, "AP1")) == [again, asked]
            assert list(uow.visas.about(Signed.PAY_AGAIN, "AP1")) == []
