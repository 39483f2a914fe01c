"""Contract of the store of sessions."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.people.sessions import LIFE
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class SessionContract(NeedsUnits):
    """See ``SessionStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_session_is_found_by_its_digest(self, units: UnitsOfWork) -> None:
        """The session is found by no other digest."""
        with units() as uow:
            uow.sessions.add(samples.session(1))
            uow.sessions.add(samples.session(2))
            uow.commit()
        with units.reading() as uow:
            assert uow.sessions.by_digest(samples.session(2).digest) == samples.session(2)
            assert uow.sessions.by_digest(samples.session(3).digest) is None

    def test_what_opened_a_session_opens_no_other(self, units: UnitsOfWork) -> None:
        """A link followed twice, at once or later."""
        with units() as uow:
            first = samples.session(1)
            uow.sessions.add(first)
            with pytest.raises(Conflict):
                uow.sessions.add(attrs.evolve(samples.session(2), opened_by=first.opened_by))
            with pytest.raises(Conflict):
                uow.sessions.add(attrs.evolve(samples.session(2), digest=first.digest))
            with pytest.raises(Conflict):
                uow.sessions.add(attrs.evolve(samples.session(2), id=first.id))

    def test_the_last_opened_session_comes_first(self, units: UnitsOfWork) -> None:
        """The sessions are of that person only."""
        with units() as uow:
            first, last = samples.session(1), samples.session(2)
            uow.sessions.add(last)
            uow.sessions.add(first)
            uow.sessions.add(samples.session(3, of=2))
            assert list(uow.sessions.of("person-1")) == [last, first]

    def test_an_ended_session_comes_back_ended(self, units: UnitsOfWork) -> None:
        """The session ends once: who read it before is told."""
        with units() as uow:
            uow.sessions.add(samples.session())
            ended = samples.session().ended(samples.later(5))
            uow.sessions.save(ended)
            assert list(uow.sessions.of("person-1")) == [attrs.evolve(ended, revision=1)]
            with pytest.raises(Conflict):
                uow.sessions.save(ended)
            with pytest.raises(NotFound):
                uow.sessions.save(samples.session(2))

    def test_old_sessions_are_forgotten(self, units: UnitsOfWork) -> None:
        """The sessions that expired before the instant are forgotten, and no other."""
        with units() as uow:
            for number in (1, 2, 3):
                uow.sessions.add(samples.session(number))
            assert uow.sessions.forget(samples.later(2) + LIFE) == 1
            assert [one.id for one in uow.sessions.of("person-1")] == ["session-3", "session-2"]
            uow.commit()
        with units.reading() as uow:
            assert uow.sessions.by_digest(samples.session(1).digest) is None
