"""Every value comes back from its row as it was, through both databases."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, Engine, Table, insert, select, text

from partial_activity.adapters.sql import NirVault
from partial_activity.adapters.sql.schema import (
    METADATA,
    authorisation,
    claims,
    identities,
    letters,
    office,
    payments,
    people,
    screening,
    security_keys,
    uploads,
)
from partial_activity.adapters.sql.schema.claim_lines import (
    CLAIM_LINE,
    LINE_COLUMNS,
    claim_lines,
    line_row,
)
from partial_activity.adapters.sql.schema.claims import CLAIM_KEY
from partial_activity.adapters.sql.schema.columns import Read, Row
from partial_activity.adapters.sql.stores.claim_queries import LINE
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.claim.uploads import Upload, UploadedClaim
from partial_activity.domain.letters.documents import IssuedDocument
from partial_activity.domain.letters.notices import OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.queue import Queued
from partial_activity.domain.payment.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people.idempotency import KeptAnswer
from partial_activity.domain.people.identities import Identity
from partial_activity.domain.people.people import Establishment, Membership, Person
from partial_activity.domain.people.security_keys import SecurityKey
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
_KEY = (samples.siret(), "claim-1", 1)


def _as_held(queued: Queued) -> Queued:
    """What is in the queue was held, and its figures are kept as text."""
    return attrs.evolve(
        queued, screening=attrs.evolve(queued.screening.as_kept(), outcome=Outcome.HOLD)
    )


# A value, its table, how it becomes a row, and how it comes back.
ROUND_TRIPS: list[tuple[Any, Table, Callable[[Any], Row], Callable[[Read], Any]]] = [
    (kept(Person), people.PERSON, people.person_row, people.person),
    (kept(Session), people.WEB_SESSION, people.session_row, people.session),
    (kept(Identity), identities.IDENTITY, identities.identity_row, identities.identity),
    (
        kept(SecurityKey),
        security_keys.SECURITY_KEY,
        security_keys.security_key_row,
        security_keys.security_key,
    ),
    (kept(KeptAnswer), people.KEPT_ANSWER, people.answer_row, people.answer),
    (kept(ApiToken), people.API_TOKEN, people.token_row, people.token),
    (kept(Establishment), people.ESTABLISHMENT, people.establishment_row, people.establishment),
    (kept(Membership), people.MEMBERSHIP, people.membership_row, people.membership),
    (
        kept(AuthorisationRequest),
        authorisation.REQUEST,
        authorisation.request_row,
        authorisation.request,
    ),
    (kept(Decision), authorisation.DECISION, authorisation.decision_row, authorisation.decision),
    (kept(Claim), claims.CLAIM, claims.claim_row, claims.claim),
    (
        kept(Screening).map(Screening.as_kept),
        screening.CLAIM_SCREENING,
        lambda value: screening.screening_row(*_KEY, value),
        screening.screening,
    ),
    (kept(PolicyVersion), screening.SCREENING_POLICY, screening.policy_row, screening.policy),
    (kept(Upload), uploads.UPLOAD, uploads.upload_row, uploads.upload),
    (
        kept(UploadedClaim),
        uploads.UPLOADED_CLAIM,
        lambda value: uploads.uploaded_claim_row(*_KEY[:2], value),
        uploads.uploaded_claim,
    ),
    (kept(PaymentLine), payments.PAYMENT, payments.payment_row, payments.payment),
    (
        kept(PaymentRecord),
        payments.PAYMENT_EVENT,
        lambda value: payments.payment_event_row(value, 1),
        payments.payment_event,
    ),
    (kept(FileHead), payments.PAYMENT_FILE, payments.payment_file_row, payments.payment_file),
    (kept(Queued).map(_as_held), office.QUEUED, office.queued_row, office.queued),
    (kept(IssuedDocument), letters.ISSUED_DOCUMENT, letters.document_row, letters.document),
    (
        kept(JournalEntry).map(lambda entry: attrs.evolve(entry, seal="sealed")),
        office.JOURNAL_ENTRY,
        lambda value: {**office.journal_entry_row(value), "arrival": 1},
        lambda row: office.journal_entry(row, 0),
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
    to_row: Callable[[Any], Row],
    from_row: Callable[[Read], Any],
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
        row |= dict(zip(CLAIM_KEY, _KEY, strict=True))
        connection.execute(insert(CLAIM_LINE).values(row))
        read = connection.execute(select(*LINE)).all()
        connection.rollback()
        assert claim_lines(read, samples.siret(), vault) == (line,)

    comes_back()


def test_a_message_comes_back_equal(connection: Connection, vault: NirVault) -> None:
    """With what its letter says opened again."""

    @_ASKED
    @given(kept(OutboxMessage))
    def comes_back(message: OutboxMessage) -> None:
        row = letters.message_row(message, vault)
        assert letters.message(_kept_and_read(connection, letters.MESSAGE, row), vault) == message

    comes_back()


def test_every_key_starts_with_the_establishment() -> None:
    """So that tables can be split by it; those that are about none are named."""
    about = {"message": "about", "journal_entry": "chain", "person": "id", "basis": "digest"}
    about |= {"api_token": "id", "web_session": "id", "screening_policy": "number"}
    about |= {"kept_answer": "person_id", "freeze": "id", "identity": "issuer"}
    about |= {"security_key": "id"}
    about |= {"visa": "id"}
    about |= {"payment_file": "reference", "mark": "name", "journal_head": "chain"}
    about |= {"journal_sealed": "name"}
    alone: set[tuple[str, tuple[str, ...]]] = {("person", ("email",)), ("api_token", ("digest",))}
    alone |= {("visa", ("what", "key", "number"))}
    alone |= {("web_session", ("digest",)), ("web_session", ("opened_by",))}
    for table in METADATA.sorted_tables:
        first = about.get(table.name, "siret")
        for constraint in table.constraints:
            columns = tuple(column.name for column in getattr(constraint, "columns", ()))
            unique = type(constraint).__name__ in {"PrimaryKeyConstraint", "UniqueConstraint"}
            if unique and (table.name, columns) not in alone:
                assert columns[0] == first, f"{table.name}: {columns}"
        assert not any(index.unique for index in table.indexes)


def test_no_amount_is_kept_as_a_float(engine: Engine) -> None:
    """SQLite keeps a NUMERIC as a float, whatever its precision."""
    columns = [column for table in METADATA.sorted_tables for column in table.columns]
    types = {column.type.compile(engine.dialect).upper() for column in columns}
    assert "BIGINT" in types
    assert not types & {"NUMERIC", "FLOAT", "DOUBLE", "DOUBLE PRECISION", "DECIMAL", "REAL"}
