"""Contract of the store of tokens."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class TokenContract(NeedsUnits):
    """See ``TokenStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_token_is_found_by_its_digest(self, units: UnitsOfWork) -> None:
        """The token is found by no other digest."""
        with units() as uow:
            uow.tokens.add(samples.token(1))
            uow.tokens.add(samples.token(2))
            uow.commit()
        with units.reading() as uow:
            assert uow.tokens.by_digest(samples.token(2).digest) == samples.token(2)
            assert uow.tokens.by_digest(samples.token(3).digest) is None

    def test_a_digest_and_an_id_are_one_token_s(self, units: UnitsOfWork) -> None:
        """A secret that speaks for two would speak for neither."""
        with units() as uow:
            uow.tokens.add(samples.token(1))
            with pytest.raises(Conflict):
                uow.tokens.add(attrs.evolve(samples.token(2), digest=samples.token(1).digest))
            with pytest.raises(Conflict):
                uow.tokens.add(attrs.evolve(samples.token(2), id=samples.token(1).id))

    def test_the_last_issued_comes_first(self, units: UnitsOfWork) -> None:
        """The tokens are of that person only."""
        with units() as uow:
            first, last = samples.token(1), samples.token(2)
            uow.tokens.add(last)
            uow.tokens.add(first)
            uow.tokens.add(attrs.evolve(samples.token(3), person_id="person-2"))
            assert list(uow.tokens.of("person-1")) == [last, first]

    def test_a_revoked_token_comes_back_revoked(self, units: UnitsOfWork) -> None:
        """The token is revoked once: who read it before is told."""
        with units() as uow:
            uow.tokens.add(samples.token())
            revoked = samples.token().revoked(samples.later(5))
            uow.tokens.save(revoked)
            assert list(uow.tokens.of("person-1")) == [attrs.evolve(revoked, revision=1)]
            with pytest.raises(Conflict):
                uow.tokens.save(revoked)
            with pytest.raises(NotFound):
                uow.tokens.save(samples.token(2))
