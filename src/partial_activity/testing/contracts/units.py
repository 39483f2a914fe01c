"""Contract of the unit of work itself: all or nothing, and nothing seen by others before."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_ROUNDS = 10


class AtomicityContract(NeedsUnits):
    """See :class:`~partial_activity.ports.unit_of_work.UnitOfWork`."""

    def test_what_is_committed_is_kept(self, units: UnitsOfWork) -> None:
        """Every store keeps what is committed at once."""
        with units() as uow:
            uow.people.add(samples.person())
            uow.establishments.add(samples.establishment())
            uow.claims.add(samples.claim())
            uow.outbox.add(samples.message())
            uow.journal.add(samples.entry())
            uow.commit()
        with units() as uow:
            assert uow.people.get("person-1") == samples.person()
            assert uow.establishments.get(samples.siret()) == samples.establishment()
            assert uow.claims.get(samples.siret(), "claim-1") == samples.claim()
            assert uow.outbox.waiting() == 1
            assert list(uow.journal.chains()) == ["service"]

    def test_leaving_without_a_commit_undoes_everything(self, units: UnitsOfWork) -> None:
        """Every store is left as it was."""
        with units() as uow:
            uow.people.add(samples.person())
            uow.claims.add(samples.claim())
            uow.payments.add(samples.payment())
            uow.outbox.add(samples.message())
            uow.journal.add(samples.entry())
        with units() as uow:
            assert uow.people.by_email(samples.person().email) is None
            assert list(uow.claims.of(samples.siret())) == []
            assert list(uow.payments.to_send(10)) == []
            assert uow.outbox.waiting() == 0
            assert list(uow.journal.chains()) == []

    def test_an_error_undoes_everything(self, units: UnitsOfWork) -> None:
        """The error goes on to whoever asked."""

        def fail_half_way() -> None:
            with units() as uow:
                uow.people.add(samples.person())
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_half_way()
        with units() as uow, pytest.raises(NotFound):
            uow.people.get("person-1")

    def test_a_unit_sees_what_it_wrote(self, units: UnitsOfWork) -> None:
        """The unit sees it before the commit."""
        with units() as uow:
            uow.people.add(samples.person())
            assert uow.people.get("person-1") == samples.person()

    def test_others_see_nothing_before_the_commit(self, units: UnitsOfWork) -> None:
        """A unit that reads keeps seeing what was there when it first looked."""
        with units() as uow:
            uow.people.add(samples.person())
            uow.establishments.add(samples.establishment())
            with units.reading() as reader:
                assert reader.people.by_email(samples.person().email) is None
                uow.commit()
                assert reader.establishments.find(samples.siret()) is None
        with units.reading() as reader:
            assert reader.people.get("person-1") == samples.person()

    def test_a_refusal_has_done_nothing_and_the_unit_goes_on(self, units: UnitsOfWork) -> None:
        """A fact that was told already does not undo what is told beside it."""
        with units() as uow:
            uow.outbox.add(samples.message())
            uow.commit()
        with units() as uow:
            uow.people.add(samples.person())
            with pytest.raises(Conflict):
                uow.outbox.add(attrs.evolve(samples.message(), language="en"))
            with pytest.raises(NotFound):
                uow.claims.get(samples.siret(), "claim-1")
            uow.journal.add(samples.entry())
            uow.commit()
        with units() as uow:
            assert uow.people.get("person-1") == samples.person()
            assert [message.language for message in uow.outbox.failed()] == []
            assert [m.language for m in uow.outbox.about(samples.siret().digits)] == ["fr"]

    def test_a_unit_that_only_reads_cannot_write(self, units: UnitsOfWork) -> None:
        """It is a fault of ours to try."""
        with units.reading() as reader, pytest.raises(AssertionError):
            reader.people.add(samples.person())
        with units.reading() as reader, pytest.raises(AssertionError):
            reader.commit()

    def test_after_the_commit_a_unit_only_reads(self, units: UnitsOfWork) -> None:
        """What came after would be lost without a word."""
        with units() as uow:
            uow.people.add(samples.person())
            uow.commit()
            assert uow.people.get("person-1") == samples.person()
            with pytest.raises(AssertionError):
                uow.people.add(samples.person(2))

    def test_of_two_that_change_the_same_thing_at_once_one_wins(self, units: UnitsOfWork) -> None:
        """The other gets a conflict, again and again, and nothing is lost."""
        with units() as uow:
            uow.claims.add(samples.claim())
            uow.commit()
        for _ in range(_ROUNDS):
            barrier = Barrier(2)

            def change(who: str, barrier: Barrier = barrier) -> str | None:
                with units.reading() as uow:
                    claim = uow.claims.get(samples.siret(), "claim-1")
                barrier.wait()
                try:
                    with units() as uow:
                        uow.claims.save(attrs.evolve(claim, law_revision=who))
                        uow.journal.add(attrs.evolve(samples.entry(), actor=who))
                        uow.commit()
                except Conflict:
                    return None
                return who

            with ThreadPoolExecutor(2) as pool:
                winners = [who for who in pool.map(change, ("first", "second")) if who]
            assert len(winners) == 1
            with units.reading() as uow:
                assert uow.claims.get(samples.siret(), "claim-1").law_revision == winners[0]
        with units.reading() as uow:
            assert uow.claims.get(samples.siret(), "claim-1").revision == _ROUNDS
            assert len(list(uow.journal.entries("service"))) == _ROUNDS
