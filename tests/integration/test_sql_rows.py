"""Every value comes back from its row as it was, through both databases."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, Engine, Table, insert, select, text

from partial_activity.adapters.sql import NirVault
from partial_activity.adapters.sql.schema import rows, rows_office
from partial_activity.adapters.sql.schema.line_rows import (
    CLAIM_KEY,
    LINE_COLUMNS,
    claim_lines,
    line_row,
)
from partial_activity.adapters.sql.schema.tables import (
    API_TOKEN,
    CLAIM,
    CLAIM_LINE,
    CLAIM_SCREENING,
    DECISION,
    ESTABLISHMENT,
    ISSUED_DOCUMENT,
    JOURNAL_ENTRY,
    KEPT_ANSWER,
    MEMBERSHIP,
    MESSAGE,
    METADATA,
    PAYMENT,
    PAYMENT_EVENT,
    PERSON,
    REQUEST,
    SCREENING_POLICY,
    UPLOAD,
    UPLOADED_CLAIM,
    WEB_SESSION,
)
from partial_activity.adapters.sql.schema.tables_office import PAYMENT_FILE, QUEUED
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.claim.uploads import Upload, UploadedClaim
from partial_activity.domain.letters.documents import IssuedDocument
from partial_activity.domain.letters.notices import OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.queue import Queued
from partial_activity.domain.payment.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people.idempotency import KeptAnswer
from partial_activity.domain.people.people import Establishment, Membership, Person
from partial_activity.domain.people.sessions import Session
from partial_activity.domain.people.tokens import ApiToken
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.domain.screening.policy import PolicyVersion
from partial_activity.ports.office import FileHead
from partial_activity.testing import samples
from partial_activity.testing.stored_values import kept

_ASKED = settings(
    max_examples=60,
    # A row is undone before the next one is tried.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_KEY = (samples.siret().digits, "claim-1", 1)


def _as_held(queued: Queued) -> Queued:
    """What is in the queue was held, and its figures are kept as text."""
    return attrs.evolve(
        queued, screening=attrs.evolve(queued.screening.as_kept(), outcome=Outcome.HOLD)
    )


# A value, its table, how it becomes a row, and how it comes back.
ROUND_TRIPS: list[tuple[Any, Table, Callable[[Any], rows.Row], Callable[[Any], Any]]] = [
    (kept(Person), PERSON, rows.person_row, rows.person),
    (kept(Session), WEB_SESSION, rows.session_row, rows.session),
    (kept(IssuedDocument), ISSUED_DOCUMENT, rows.document_row, rows.document),
    (kept(KeptAnswer), KEPT_ANSWER, rows.answer_row, rows.answer),
    (kept(ApiToken), API_TOKEN, rows.token_row, rows.token),
    (kept(Establishment), ESTABLISHMENT, rows.establishment_row, rows.establishment),
    (kept(Membership), MEMBERSHIP, rows.membership_row, rows.membership),
    (kept(AuthorisationRequest), REQUEST, rows.request_row, rows.request),
    (kept(Decision), DECISION, rows.decision_row, rows.decision),
    (kept(Claim), CLAIM, rows.claim_row, rows.claim),
    (
        kept(Screening).map(Screening.as_kept),
        CLAIM_SCREENING,
        lambda value: rows.screening_row(_KEY, value),
        rows.screening,
    ),
    (kept(PolicyVersion), SCREENING_POLICY, rows.policy_row, rows.policy),
    (kept(Upload), UPLOAD, rows.upload_row, rows.upload),
    (
        kept(UploadedClaim),
        UPLOADED_CLAIM,
        lambda value: rows.uploaded_claim_row(_KEY[:2], value),
        rows.uploaded_claim,
    ),
    (kept(PaymentLine), PAYMENT, rows.payment_row, rows.payment),
    (
        kept(PaymentRecord),
        PAYMENT_EVENT,
        lambda value: rows.payment_event_row(value, 1),
        rows.payment_event,
    ),
    (kept(Queued).map(_as_held), QUEUED, rows_office.queued_row, rows_office.queued),
    (kept(FileHead), PAYMENT_FILE, rows_office.payment_file_row, rows_office.payment_file),
    (kept(OutboxMessage), MESSAGE, rows.message_row, rows.message),
    (
        kept(JournalEntry).map(lambda entry: attrs.evolve(entry, seal="sealed")),
        JOURNAL_ENTRY,
        lambda value: {**rows.journal_entry_row(value), "arrival": 1},
        lambda row: rows.journal_entry(row, 0),
    ),
]


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection that looks at rows one by one: not at what they refer to."""
    postgresql = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        if postgresql:
            connection.execute(text("SET session_replication_role = replica"))
            connection.commit()
        else:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
        yield connection
        connection.rollback()
        connection.invalidate()


def _kept_and_read(connection: Connection, table: Table, row: Mapping[str, Any]) -> Any:  # noqa: ANN401
    connection.execute(insert(table).values(row))
    read = connection.execute(select(table)).mappings().one()
    connection.rollback()
    return read


@pytest.mark.parametrize(
    ("values", "table", "to_row", "from_row"), ROUND_TRIPS, ids=[t[1].name for t in ROUND_TRIPS]
)
def test_a_value_comes_back_equal(
    connection: Connection,
    values: Any,  # noqa: ANN401  a strategy of any kind
    table: Table,
    to_row: Callable[[Any], rows.Row],
    from_row: Callable[[Any], Any],
) -> None:
    """Whatever its fields hold."""

    @_ASKED
    @given(values)
    def comes_back(value: object) -> None:
        assert from_row(_kept_and_read(connection, table, to_row(value))) == value

    comes_back()


def test_a_line_comes_back_equal(connection: Connection, vault: NirVault) -> None:
    """With its number opened again."""

    @_ASKED
    @given(kept(ClaimLine))
    def comes_back(line: ClaimLine) -> None:
        row = dict(zip(LINE_COLUMNS, line_row(line, samples.siret(), vault), strict=True))
        read = _kept_and_read(
            connection, CLAIM_LINE, {**dict(zip(CLAIM_KEY, _KEY, strict=True)), **row}
        )
        columns = tuple(read[name] for name in LINE_COLUMNS)
        assert claim_lines([columns], samples.siret(), vault) == (line,)

    comes_back()


def test_every_key_starts_with_the_establishment() -> None:
    """So that tables can be split by it; those that are about none are named."""
    about = {"message": "about", "journal_entry": "chain", "person": "id", "basis": "digest"}
    about |= {"api_token": "id", "web_session": "id", "screening_policy": "number"}
    about |= {"kept_answer": "person_id"}
    about |= {"payment_file": "reference"}
    alone = {("person", ("email",)), ("api_token", ("digest",))}
    alone |= {("web_session", ("digest",)), ("web_session", ("opened_by",))}
    for table in METADATA.sorted_tables:
        first = about.get(table.name, "siret")
        for constraint in table.constraints:
            columns = tuple(column.name for column in getattr(constraint, "columns", ()))
            unique = type(constraint).__name__ in {"PrimaryKeyConstraint", "UniqueConstraint"}
            if unique and (table.name, columns) not in alone:
                assert columns[0] == first, f"{table.name}: {columns}"
        assert not any(index.unique for index in table.indexes)


def test_no_amount_is_kept_as_a_float() -> None:
    """SQLite keeps a NUMERIC as a float, whatever its precision."""
    types = {type(column.type).__name__ for t in METADATA.sorted_tables for column in t.columns}
    assert not types & {"Numeric", "Float", "Double", "DECIMAL", "REAL"}
