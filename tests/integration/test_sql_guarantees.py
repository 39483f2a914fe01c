"""What the databases themselves refuse, hide and keep, whoever writes to them."""

import sqlite3
import stat
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError

from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine
from partial_activity.adapters.sql.schema import METADATA
from partial_activity.adapters.sql.schema.claim_lines import CLAIM_LINE
from partial_activity.adapters.sql.schema.nir import SealBroken
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.errors import Conflict, InvalidValue
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import first_broken
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples

_SIRET = samples.siret()
REFUSED = [
    "UPDATE payment SET amount = amount + 1",
    "UPDATE payment SET iban = 'FR00'",
    "DELETE FROM payment",
    "UPDATE payment_event SET event = 'settled'",
    "DELETE FROM payment_event",
    "UPDATE decision SET accepted = false",
    "UPDATE decision SET withdrawn_at = '2020-05-01', message = 'edited'",
    "DELETE FROM decision",
    "UPDATE journal_entry SET actor = 'somebody else'",
    "UPDATE journal_entry SET seal = 'another' WHERE seal <> ''",
    "UPDATE journal_entry SET seal = '', number = NULL",
    "UPDATE journal_entry SET seal = 'sealed', number = 7, subject = 'other' WHERE seal = ''",
    "UPDATE journal_entry SET arrival = 77",
    "DELETE FROM journal_entry",
    "UPDATE basis SET rules = 'others'",
    "DELETE FROM basis",
    "UPDATE claim_screening SET outcome = 'accept'",
    "DELETE FROM claim_screening",
]


def _fill(units: SqlUnitsOfWork) -> None:
    with units() as uow:
        uow.requests.add(samples.request())
        uow.requests.add_decision(samples.decision())
        uow.claims.add(samples.claim())
        uow.claims.keep_basis("basis-1", "rules")
        uow.claims.keep_screening(_SIRET, "claim-1", 1, samples.screening())
        uow.payments.add(samples.payment())
        uow.payments.record(samples.payment_record(samples.payment(), PaymentEvent.SENT))
        uow.outbox.add(samples.message())
        for number in range(1, 5):
            uow.journal.add(samples.entry(number))
        uow.journal.seal(3)
        uow.commit()


@pytest.mark.parametrize("statement", REFUSED)
def test_what_was_written_stays(engine: Engine, units: SqlUnitsOfWork, statement: str) -> None:
    """Somebody at the database's own prompt cannot change it either."""
    _fill(units)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["payment_event", "journal_entry", "claim_screening"])
def test_a_table_cannot_be_emptied(postgres_engine: Engine, table: str) -> None:
    """PostgreSQL has a word of its own for that."""
    with pytest.raises(DBAPIError, match="append-only"), postgres_engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {table}"))


@pytest.mark.parametrize(
    "change", ["facts = replace(facts, '281.05', '281.06')", "at = '2020-04-30 12:03:00.000001'"]
)
def test_a_changed_byte_of_the_journal_is_found(
    engine: Engine, units: SqlUnitsOfWork, change: str
) -> None:
    """Even by one who takes the triggers away first."""
    _fill(units)
    with units.reading() as uow:
        assert first_broken(uow.journal.entries("service"), uow.journal.keys) is None
    _without_triggers(engine, f"UPDATE journal_entry SET {change} WHERE number = 2")  # noqa: S608
    with units.reading() as uow:
        broken = first_broken(uow.journal.entries("service"), uow.journal.keys)
        assert broken is not None
        assert broken.number == 2


def test_a_missing_entry_of_the_journal_is_found(engine: Engine, units: SqlUnitsOfWork) -> None:
    """The next one does not follow."""
    _fill(units)
    _without_triggers(engine, "DELETE FROM journal_entry WHERE number = 2")
    with units.reading() as uow:
        broken = first_broken(uow.journal.entries("service"), uow.journal.keys)
        assert broken is not None
        assert broken.number == 3


def _without_triggers(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for kind in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER journal_entry_no_{kind}"))
        assert connection.execute(text(statement)).rowcount == 1


def test_a_number_is_nowhere_in_the_files_of_sqlite(
    sqlite_units: SqlUnitsOfWork, sqlite_path: Path
) -> None:
    """Neither in the database nor in its log; the name beside it shows that we looked well."""
    _fill(sqlite_units)
    raw = b"".join(path.read_bytes() for path in sqlite_path.parent.glob("store.db*"))
    assert "Lefèvre".encode() in raw
    assert samples.nir().digits.encode() not in raw
    assert samples.nir().digits[:13].encode() not in raw


@pytest.mark.postgres
def test_a_number_is_nowhere_in_the_rows_of_postgresql(
    postgres_units: SqlUnitsOfWork, postgres_engine: Engine
) -> None:
    """Of any table, bytes included."""
    _fill(postgres_units)
    with postgres_engine.connect() as connection:
        dump = b"".join(
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for table in METADATA.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        )
    assert "Lefèvre".encode() in dump
    assert samples.nir().digits[:13].encode() not in dump


def test_a_number_of_one_establishment_does_not_open_at_another(
    engine: Engine, units: SqlUnitsOfWork
) -> None:
    """Rows copied from one to another are of no use."""
    with units() as uow:
        uow.claims.add(samples.claim(at=1))
        uow.claims.add(samples.claim(at=2))
        uow.commit()
    with engine.begin() as connection:
        line = CLAIM_LINE.c
        stolen = select(line.nir_sealed).where(line.siret == _SIRET).scalar_subquery()
        other = update(CLAIM_LINE).where(line.siret != _SIRET)
        connection.execute(other.values(nir_sealed=stolen))
    with units() as uow, pytest.raises(SealBroken):
        uow.claims.get(samples.siret(2), "claim-1")


def test_keys_can_be_changed_one_after_another(engine: Engine) -> None:
    """What the old one sealed still opens and is still found; without it, it says which is lost."""
    old = NirKeys.of_secret(b"o" * 32, "2025")
    new = attrs.evolve(old, current="2026", sealing={**old.sealing, "2026": b"n" * 32})
    with SqlUnitsOfWork(engine, NirVault(old))() as uow:
        uow.claims.add(samples.claim(1))
        uow.commit()
    with SqlUnitsOfWork(engine, NirVault(new))() as uow:
        uow.claims.add(samples.claim(2))
        uow.commit()
    with SqlUnitsOfWork(engine, NirVault(new))() as uow:
        assert uow.claims.get(_SIRET, "claim-1") == samples.claim(1)
        hours = uow.claims.hours_in_year(_SIRET, [samples.nir()], 2020, but="")
        assert hours[samples.nir()].hundredths == 7_000
    lost = NirKeys("2026", {"2026": b"n" * 32}, new.lookup)
    with SqlUnitsOfWork(engine, NirVault(lost))() as uow:
        assert uow.claims.get(_SIRET, "claim-2") == samples.claim(2)
        with pytest.raises(SealBroken, match="2025"):
            uow.claims.get(_SIRET, "claim-1")


@pytest.mark.parametrize("name", ["Zo\ud800", "Zo\0"])
def test_what_cannot_be_kept_is_refused_without_quoting_it(
    engine: Engine, units: SqlUnitsOfWork, name: str
) -> None:
    """Half a character anywhere; a NUL on PostgreSQL. Addresses stay out of logs."""
    if engine.dialect.name == "sqlite" and "\0" in name:
        with units() as uow:
            uow.people.add(attrs.evolve(samples.person(), name=name))
            assert uow.people.get("person-1").name == name
        return
    with units() as uow, pytest.raises(InvalidValue, match="person") as caught:
        uow.people.add(attrs.evolve(samples.person(), name=name))
    assert caught.value.code == "not_storable"
    assert "person1@example.fr" not in f"{caught.value} {caught.value.__cause__}"


def test_an_amount_past_64_bits_is_refused(units: SqlUnitsOfWork) -> None:
    """It would need ninety million billions of euros."""
    with units() as uow, pytest.raises(InvalidValue, match="payment"):
        uow.payments.add(attrs.evolve(samples.payment(), amount=Euros(2**63)))


@pytest.mark.postgres
def test_a_unit_that_met_another_cannot_be_committed(postgres_units: SqlUnitsOfWork) -> None:
    """What it would keep is no longer whole; on SQLite one writes at a time, and none is met."""
    with postgres_units() as uow:
        uow.claims.add(samples.claim())
        uow.commit()
    with postgres_units() as slow:
        claim = slow.claims.get(_SIRET, "claim-1")
        with postgres_units() as quick:
            quick.claims.save(claim.moved_to(ClaimState.VALIDATED))
            quick.commit()
        slow.journal.add(samples.entry())
        with pytest.raises(Conflict):
            slow.claims.save(claim.moved_to(ClaimState.REJECTED))
        with pytest.raises(Conflict):
            slow.commit()
    with postgres_units.reading() as uow:
        assert uow.claims.get(_SIRET, "claim-1").state is ClaimState.VALIDATED
        assert list(uow.journal.chains()) == []


@pytest.mark.postgres
def test_two_that_keep_the_same_rules_are_both_kept(postgres_units: SqlUnitsOfWork) -> None:
    """The first two claims under new rules, submitted at the same moment."""
    with postgres_units() as first:
        assert first.establishments.find(_SIRET) is None
        with postgres_units() as second:
            second.claims.keep_basis("basis-1", "rules")
            second.commit()
        first.claims.keep_basis("basis-1", "rules")
        first.establishments.add(samples.establishment())
        first.commit()
    with postgres_units.reading() as uow:
        assert uow.claims.basis("basis-1") == "rules"
        assert uow.establishments.find(_SIRET) == samples.establishment()


@pytest.mark.postgres
def test_two_that_write_to_one_chain_do_not_wait_for_each_other(
    postgres_units: SqlUnitsOfWork,
) -> None:
    """Both are kept, and sealed in an order that stays."""
    with postgres_units() as first, postgres_units() as second:
        for unit, number in ((first, 1), (second, 2)):
            unit.journal.add(samples.entry(number))
        second.commit()
        with postgres_units() as worker:
            assert worker.journal.seal(9) == 1
            worker.commit()
        first.commit()
    with postgres_units() as worker:
        worker.journal.add(samples.entry(3))
        assert worker.journal.seal(9) == len("13")
        entries = list(worker.journal.entries("service"))
        assert [entry.at for entry in entries] == [samples.later(n) for n in (2, 1, 3)]
        assert first_broken(entries, worker.journal.keys) is None


@pytest.mark.postgres
def test_two_workers_never_take_the_same_message_or_payment(
    postgres_units: SqlUnitsOfWork,
) -> None:
    """The second takes what the first left, and waits for nothing."""
    with postgres_units() as uow:
        for number in range(1, 5):
            uow.outbox.add(samples.message(number, minutes=number))
            uow.payments.add(samples.payment(number, minutes=number))
        uow.commit()
    with postgres_units() as first, postgres_units() as second:
        for worker, numbers in ((first, [1, 2]), (second, [3, 4])):
            due = worker.outbox.due(samples.later(9), limit=2)
            assert [message.id for message in due] == [f"message-{n}" for n in numbers]
            waiting = worker.payments.to_send(2)
            assert [line.claim_id for line in waiting] == [f"claim-{n}" for n in numbers]


def test_somebody_who_writes_for_too_long_is_told(sqlite_path: Path, vault: NirVault) -> None:
    """The other waits as long as it was told to, then says that it cannot."""
    engine = open_engine(f"sqlite:///{sqlite_path}", wait_seconds=0.05)
    units = SqlUnitsOfWork(engine, vault)
    with units() as uow:
        uow.people.add(samples.person())
        with pytest.raises(Unavailable, match="locked"), units():
            pass
        uow.commit()
    engine.dispose()


def test_a_full_disk_is_told_and_nothing_is_half_kept(
    sqlite_engine: Engine, sqlite_units: SqlUnitsOfWork
) -> None:
    """As SQLite says it when it may not grow."""
    with sqlite_engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.rollback()
    limit = f"PRAGMA max_page_count = {pages + 2}"
    lines = tuple(samples.claim_line(number, employee=number) for number in range(2_000))
    with sqlite_units() as uow:
        uow._connection.exec_driver_sql(limit)  # noqa: SLF001  the only way to have a small disk
        with pytest.raises(Unavailable, match="full"):
            uow.claims.add(samples.claim(lines=lines))
        with pytest.raises(Unavailable):
            uow.commit()
    with sqlite_units.reading() as uow:
        assert list(uow.claims.in_state(ClaimState.AWAITING_VALIDATION, 5)) == []


def test_a_database_that_is_not_there_is_unavailable(vault: NirVault) -> None:
    """Not an error of a driver."""
    engine = open_engine("postgresql://nobody@127.0.0.1:1/nothing", wait_seconds=1)
    with pytest.raises(Unavailable), SqlUnitsOfWork(engine, vault)():
        pass
    engine.dispose()


def test_a_database_that_went_away_and_came_back_is_used_again(
    sqlite_path: Path, vault: NirVault
) -> None:
    """The file moved away for a while."""
    engine = open_engine(f"sqlite:///{sqlite_path}")
    units = SqlUnitsOfWork(engine, vault)
    with units() as uow:
        uow.people.add(samples.person())
        uow.commit()
    engine.dispose()
    away = sqlite_path.rename(sqlite_path.with_suffix(".away"))
    with pytest.raises(Unavailable), units():
        pass
    assert not sqlite_path.exists(), "nothing is written in its place"
    away.rename(sqlite_path)
    with units() as uow:
        assert uow.people.get("person-1") == samples.person()
    engine.dispose()


@pytest.mark.postgres
def test_a_connection_that_broke_is_replaced(
    postgres_engine: Engine, postgres_units: SqlUnitsOfWork
) -> None:
    """The server ends all connections: the unit at work is told, the next one works."""
    with postgres_units() as uow:
        uow.people.add(samples.person())
        with postgres_engine.connect() as other:
            other.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        with pytest.raises(Unavailable):
            uow.commit()
    with postgres_units() as uow:
        assert uow.people.by_email(samples.person().email) is None
        uow.people.add(samples.person())
        uow.commit()


def test_the_file_is_its_owner_s_alone(sqlite_engine: Engine, tmp_path: Path) -> None:
    """And what is committed is forced to the disk."""
    path = tmp_path / "new" / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    engine.dispose()
    with sqlite_engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_only_sqlite_in_a_file_and_postgresql_are_opened(url: str) -> None:
    """Anything else would be found out later."""
    with pytest.raises(ValueError, match="SQLite"):
        open_engine(url)


def test_a_broken_row_is_refused_by_the_database(sqlite_path: Path) -> None:
    """The rules of the values are in the tables too."""
    connection = sqlite3.connect(sqlite_path)
    with pytest.raises(sqlite3.IntegrityError, match="ck_establishment_siret"):
        connection.execute(
            "INSERT INTO establishment VALUES ('123', 'x', 'active', '2020-01-01', 1, 0)"
        )
    with pytest.raises(sqlite3.IntegrityError, match="ck_payment_amount"):
        connection.execute(
            "INSERT INTO payment VALUES ('1', '2', 1, 1, '3', 0, 'FR', 'x', '2020-01-01', NULL, 0)"
        )
    connection.close()


def test_conflicts_say_what_they_are_about(units: SqlUnitsOfWork) -> None:
    """The thing and its key."""
    with units() as uow:
        uow.claims.add(samples.claim())
        with pytest.raises(Conflict) as caught:
            uow.claims.add(samples.claim())
    assert (caught.value.kind, caught.value.key) == ("claim", f"{_SIRET} claim-1 1")


def test_a_value_that_its_column_does_not_take_is_our_mistake(units: SqlUnitsOfWork) -> None:
    """It is told as what it is, not as a database that could not."""
    unknown = attrs.evolve(
        samples.decision(), accepted=False, reasons=(Refusal("late", "R. 5122-3", {"by": 1j}),)
    )
    with units() as uow:
        uow.requests.add(samples.request())
        with pytest.raises(TypeError, match="complex"):
            uow.requests.add_decision(unknown)
        assert list(uow.requests.decisions(_SIRET)) == []


def test_a_mistake_of_ours_is_not_told_as_a_store_that_is_away(
    sqlite_units: SqlUnitsOfWork,
) -> None:
    """Who is told that the store is away waits and asks again, and would never be answered."""
    wrong: Any = "732 829 320 00074"
    with sqlite_units.reading() as uow, pytest.raises(AttributeError):
        uow.establishments.find(wrong)
