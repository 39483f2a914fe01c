"""The schema moves forward and back with data in it, on both databases."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from partial_activity.adapters.sql import (
    NirVault,
    SqlUnitsOfWork,
    downgrade,
    open_engine,
    revision,
    upgrade,
)
from partial_activity.adapters.sql.migrate import BASE, newest
from partial_activity.adapters.sql.schema import METADATA
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples

FIRST_RELEASE = "0001"
NEWEST = newest()
"""Of our own steps, beside which a test may put one to come."""
PAYMENT = attrs.evolve(samples.payment(), month=None)
"""As the first release kept it."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without a schema."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'bare.db'}")
        yield engine
        engine.dispose()
        return
    url = make_url(request.getfixturevalue("postgres_url"))
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {url.database}_bare"))
    engine = open_engine(url.set(database=f"{url.database}_bare"))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {url.database}_bare WITH (FORCE)"))
    admin.dispose()


def _fill(units: SqlUnitsOfWork) -> None:
    with units() as uow:
        uow.people.add(samples.person())
        uow.requests.add(samples.request())
        uow.requests.add_decision(samples.decision())
        uow.claims.add(samples.claim())
        uow.payments.add(PAYMENT)
        uow.payments.record(samples.payment_record(PAYMENT, PaymentEvent.ORDERED))
        uow.outbox.add(samples.message())
        uow.journal.add(samples.entry())
        uow.journal.seal(1)
        uow.commit()


def _check(units: SqlUnitsOfWork) -> None:
    with units.reading() as uow:
        assert uow.people.get("person-1") == samples.person()
        assert uow.requests.decision(samples.siret(), "DA-0001") == samples.decision()
        assert uow.claims.get(samples.siret(), "claim-1") == samples.claim()
        assert list(uow.payments.to_send(5)) == [PAYMENT]
        assert uow.outbox.waiting() == 1
        assert [entry.number for entry in uow.journal.entries("service")] == [1]


def test_what_was_kept_goes_through_a_step_and_back(
    bare: Engine, vault: NirVault, next_step: str
) -> None:
    """Forward with data in the tables, back, and forward again."""
    units = SqlUnitsOfWork(bare, vault)
    assert revision(bare) is None
    upgrade(bare, to=NEWEST)
    _fill(units)
    _check(units)
    upgrade(bare)
    assert revision(bare) == newest() == next_step
    _check(units)
    with bare.begin() as connection:
        connection.execute(text("INSERT INTO next_version (siret) VALUES ('1')"))
        assert connection.execute(text("SELECT nickname FROM person")).scalar_one() is None
    downgrade(bare, NEWEST)
    assert revision(bare) == NEWEST
    _check(units)
    upgrade(bare)
    _check(units)
    with bare.begin() as connection:
        assert not connection.execute(text("SELECT * FROM next_version")).all()
    with pytest.raises(DBAPIError), bare.begin() as connection:
        connection.execute(text("DELETE FROM payment"))


def test_what_the_first_release_kept_goes_through_every_step_since(
    bare: Engine, vault: NirVault
) -> None:
    """What a step adds is as if nothing of it was ever said, also of what older code still adds."""
    units = SqlUnitsOfWork(bare, vault)
    upgrade(bare)
    _fill(units)
    downgrade(bare, FIRST_RELEASE)
    columns = [column["name"] for column in inspect(bare).get_columns("claim_line")]
    upgrade(bare)
    _check(units)
    copied = ", ".join("number + 1000" if name == "number" else name for name in columns)
    with bare.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO claim_line ({', '.join(columns)}) SELECT {copied} FROM claim_line"  # noqa: S608
            )
        )
    with units.reading() as uow:
        lines = uow.claims.get(samples.siret(), "claim-1").lines
    first, later = lines[0], lines[len(lines) // 2]
    assert attrs.evolve(later, number=first.number) == first


def test_members_of_the_first_release_prove_themselves_once(bare: Engine, vault: NirVault) -> None:
    """Whoever they are: nobody had shown that they speak for a firm."""
    upgrade(bare, to=FIRST_RELEASE)
    with bare.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO membership (siret, person_id, role, principal, state, since, revision)"
                " VALUES (:siret, 'person-1', 'contact', :principal, 'active', :since, 0)"
            ),
            {
                "siret": samples.siret().digits,
                "principal": True,
                "since": "2020-05-04 09:00:00.000000",
            },
        )
    upgrade(bare)
    with SqlUnitsOfWork(bare, vault).reading() as uow:
        member = uow.establishments.member(samples.siret(), "person-1")
    assert member is not None
    assert not member.proven
    downgrade(bare, FIRST_RELEASE)
    upgrade(bare)


def test_the_way_back_to_nothing_leaves_nothing(bare: Engine, vault: NirVault) -> None:
    """With data in the tables; and forward again gives an empty store."""
    upgrade(bare)
    _fill(SqlUnitsOfWork(bare, vault))
    downgrade(bare, BASE)
    assert revision(bare) is None
    upgrade(bare)
    with SqlUnitsOfWork(bare, vault).reading() as uow:
        assert uow.people.by_email(samples.person().email) is None
        assert list(uow.journal.chains()) == []


def test_the_migrations_make_the_tables_of_the_code(bare: Engine) -> None:
    """No column, key or index more or less."""
    upgrade(bare)
    with bare.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_two_that_upgrade_at_once_wait_for_each_other(bare: Engine) -> None:
    """A service that starts twice does not trip over itself."""
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(upgrade, bare) for _ in range(2)]:
            done.result()
    assert revision(bare) == newest()


def test_a_store_without_its_schema_says_so(bare: Engine, vault: NirVault) -> None:
    """Before ``db upgrade``."""
    with SqlUnitsOfWork(bare, vault)() as uow, pytest.raises(Unavailable, match="person"):
        uow.people.get("person-1")


def test_a_step_that_fails_leaves_no_half_of_it(sqlite_path: Path, next_step: str) -> None:
    """SQLite undoes changes of the schema too."""
    engine = open_engine(f"sqlite:///{sqlite_path}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE person ADD COLUMN nickname TEXT"))
    before = _schema(sqlite_path)
    with pytest.raises(Unavailable, match="nickname"):
        upgrade(engine, to=next_step)
    assert revision(engine) == NEWEST
    engine.dispose()
    assert _schema(sqlite_path) == before


def _schema(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    connection.close()
    return rows
