"""PostgreSQL keeps every promise of the stores."""

import pytest

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing.contracts import UnitOfWorkContract

pytestmark = pytest.mark.postgres


class TestPostgresUnitsOfWork(UnitOfWorkContract):
    """Every promise of a unit of work."""

    @pytest.fixture
    def units(self, postgres_units: SqlUnitsOfWork) -> UnitsOfWork:
        """Empty."""
        return postgres_units
