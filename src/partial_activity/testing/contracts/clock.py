"""Contracts of the clock and of identifiers."""

import re
from datetime import timedelta

import pytest

from partial_activity.ports.clock import Clock, Ids


class ClockContract:
    """See :class:`~partial_activity.ports.clock.Clock`."""

    @pytest.fixture
    def clock(self) -> Clock:
        """The clock to try."""
        raise NotImplementedError

    def test_an_instant_is_in_utc(self, clock: Clock) -> None:
        """It is aware, and no hour off."""
        assert clock.now().utcoffset() == timedelta(0)


class IdsContract:
    """See :class:`~partial_activity.ports.clock.Ids`."""

    @pytest.fixture
    def ids(self) -> Ids:
        """The source to try."""
        raise NotImplementedError

    def test_no_identifier_comes_twice(self, ids: Ids) -> None:
        """Ten thousand are ten thousand."""
        assert len({ids.new() for _ in range(10_000)}) == 10_000

    def test_an_identifier_is_32_hexadecimal_characters(self, ids: Ids) -> None:
        """The characters are in lower case."""
        assert re.fullmatch("[0-9a-f]{32}", ids.new())
