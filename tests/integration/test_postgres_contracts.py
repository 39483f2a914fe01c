"""PostgreSQL keeps every promise of the stores."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing.contracts import OutageContract, UnitOfWorkContract

pytestmark = pytest.mark.postgres


class TestPostgresUnitsOfWork(UnitOfWorkContract):
    """Every promise of a unit of work."""

    @pytest.fixture
    def units(self, postgres_units: SqlUnitsOfWork) -> UnitsOfWork:
        """Empty."""
        return postgres_units


class TestPostgresOutage(OutageContract):
    """A server that ends all connections, and takes no new one."""

    @pytest.fixture
    def units(self, postgres_units: SqlUnitsOfWork) -> UnitsOfWork:
        """Empty."""
        return postgres_units

    @pytest.fixture
    def outage(
        self, units: UnitsOfWork, postgres_engine: Engine, postgres_server: str
    ) -> Iterator[Callable[[], None]]:
        """For this database; the server goes on for the others."""
        del units
        name = postgres_engine.url.database
        admin = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")

        def go(*, away: bool) -> None:
            with admin.connect() as connection:
                connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {not away}"))
                if away:
                    connection.execute(
                        text(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            "WHERE datname = :name"
                        ),
                        {"name": name},
                    )

        yield lambda: go(away=True)
        go(away=False)
        admin.dispose()
