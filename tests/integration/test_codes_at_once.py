"""Codes typed at once: no more wrong ones are looked at than may be typed."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.unit.usecases.test_proofs import printed, typed

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.people.evidence import MOST_TRIES
from partial_activity.testing.stories import BAKERY, World


def test_wrong_codes_typed_at_once_are_counted_each(units: SqlUnitsOfWork) -> None:
    """Who loses the race for a row learns nothing; the right code comes too late."""
    world = World(units=units)
    ana = world.newcomer()
    code = printed(world, ana).code

    def type_in(number: int) -> str:
        try:
            typed(world, ana, f"AAAA-AAAA-{number:04}")
        except (Conflict, NotAllowed) as error:
            return type(error).__name__
        return "looked at"

    with ThreadPoolExecutor(8) as pool:
        told = Counter(pool.map(type_in, range(40)))
    with units.reading() as uow:
        asked = uow.proofs.last_request(BAKERY, ana.id)
    assert asked is not None
    assert asked.tries == told["looked at"] <= MOST_TRIES
    for number in range(asked.tries, MOST_TRIES):
        assert type_in(number) == "looked at"
    with pytest.raises(NotAllowed):
        typed(world, ana, code)
