"""Contract of the outbox."""

from datetime import timedelta

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import LONGEST_WAIT, Delivery, NoticeKind
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class OutboxContract(NeedsUnits):
    """See :class:`~partial_activity.ports.outbox.Outbox`."""

    def test_a_fact_is_told_once(self, units: UnitsOfWork) -> None:
        """The same id again is refused, after it was sent too."""
        with units() as uow:
            uow.outbox.add(samples.message())
            uow.commit()
        with units() as uow:
            uow.outbox.save(attrs.evolve(samples.message(), delivery=Delivery.SENT))
            with pytest.raises(Conflict):
                uow.outbox.add(samples.message())
            assert uow.outbox.waiting() == 0

    def test_the_oldest_that_is_due_comes_first(self, units: UnitsOfWork) -> None:
        """What waits for its next attempt is not due; what was sent or given up never is."""
        with units() as uow:
            old, new = samples.message(1, at=2), samples.message(2, minutes=1)
            again = attrs.evolve(samples.message(3, minutes=2), next_attempt_at=samples.later(10))
            soon = attrs.evolve(samples.message(4, minutes=3), next_attempt_at=samples.later(11))
            sent = attrs.evolve(samples.message(5), delivery=Delivery.SENT)
            failed = attrs.evolve(samples.message(6), delivery=Delivery.FAILED)
            for message in (soon, again, new, old, sent, failed):
                uow.outbox.add(message)
            assert list(uow.outbox.due(samples.later(10), limit=9)) == [old, new, again]
            assert list(uow.outbox.due(samples.later(10), limit=1)) == [old]
            assert uow.outbox.waiting() == 4
            assert uow.outbox.oldest_waiting() == samples.NOON
            assert list(uow.outbox.failed()) == [failed]

    def test_none_is_put_off_for_longer_than_the_longest_wait(self, units: UnitsOfWork) -> None:
        """A later time was written by a clock that was ahead, and is not waited for."""
        latest = samples.NOON + LONGEST_WAIT
        put_off = attrs.evolve(samples.message(1), next_attempt_at=latest)
        ahead = attrs.evolve(samples.message(2), next_attempt_at=latest + timedelta(minutes=1))
        with units() as uow:
            uow.outbox.add(put_off)
            uow.outbox.add(ahead)
            assert list(uow.outbox.due(samples.NOON, limit=9)) == [ahead]

    def test_what_became_of_a_message_is_kept(self, units: UnitsOfWork) -> None:
        """Attempts, the error, when to try again."""
        deferred = attrs.evolve(
            samples.message(),
            attempts=2,
            next_attempt_at=samples.later(30),
            last_error="451 too many messages",
        )
        with units() as uow:
            uow.outbox.add(samples.message())
            uow.outbox.save(deferred)
            with pytest.raises(NotFound):
                uow.outbox.save(samples.message(2))
            uow.commit()
        with units() as uow:
            assert list(uow.outbox.about(samples.siret().digits)) == [deferred]

    def test_the_last_told_comes_first(self, units: UnitsOfWork) -> None:
        """About one establishment, or about none."""
        with units() as uow:
            first, last = samples.message(1), samples.message(2, minutes=1)
            service = attrs.evolve(samples.message(3), about="", created_at=None)
            for message in (first, last, service, samples.message(4, at=2)):
                uow.outbox.add(message)
            assert list(uow.outbox.about(samples.siret().digits)) == [last, first]
            assert list(uow.outbox.about("")) == [service]

    def test_what_was_told_is_known_by_its_id(self, units: UnitsOfWork) -> None:
        """About that establishment; what becomes of it changes nothing."""
        told, siret = samples.message(), samples.siret().digits
        with units() as uow:
            uow.outbox.add(told)
            assert uow.outbox.told(siret, told.id)
            uow.outbox.save(attrs.evolve(told, delivery=Delivery.FAILED))
            uow.commit()
        with units.reading() as uow:
            assert uow.outbox.told(siret, told.id)
            assert not uow.outbox.told(siret, "message-2")
            assert not uow.outbox.told(samples.siret(2).digits, told.id)

    def test_when_an_address_was_last_told_something_of_a_kind(self, units: UnitsOfWork) -> None:
        """About that establishment, of that kind, to that address; None if never."""
        siret, kind = samples.siret().digits, samples.message().kind
        later, latest = samples.message(2, minutes=2), samples.message(3, minutes=3)
        elsewhere, somebody = samples.message(4, at=2, minutes=4), EmailAddress("b@example.fr")
        with units() as uow:
            for message in (later, samples.message(1, minutes=1), elsewhere):
                uow.outbox.add(message)
            uow.outbox.add(attrs.evolve(latest, kind=NoticeKind.CLAIM_REFUSED, to=somebody))
            uow.commit()
        with units.reading() as uow:
            assert uow.outbox.last_told(siret, kind, later.to) == later.created_at
            assert uow.outbox.last_told(siret, kind, somebody) is None
            assert uow.outbox.last_told(siret, NoticeKind.CLAIM_REFUSED, later.to) is None
            assert (
                uow.outbox.last_told(siret, NoticeKind.CLAIM_REFUSED, somebody) == latest.created_at
            )

    def test_an_empty_outbox_has_nothing_waiting(self, units: UnitsOfWork) -> None:
        """The outbox tells no instant since when something waits."""
        with units() as uow:
            assert uow.outbox.oldest_waiting() is None
            assert uow.outbox.waiting() == 0
