"""What the suites of a unit of work ask of you."""

import pytest

from partial_activity.ports.unit_of_work import UnitsOfWork


class NeedsUnits:
    """A suite that works on units of work."""

    @pytest.fixture
    def units(self) -> UnitsOfWork:
        """An empty store, for each test."""
        raise NotImplementedError
