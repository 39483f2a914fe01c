"""The tables. Every key starts with the establishment, so that they can be split by it.

Except people, their sessions, tokens and kept answers (nobody's establishment), the bases of
assessments (the law's), and the journal's and the outbox's entries that are about no establishment.
Amounts are whole cents and hours whole hundredths in 64 bits; an hourly pay or a share is an exact
ratio, as text; nothing is NUMERIC, which SQLite keeps as a float. The migrations say the same once
more, and are held equal by a test.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant; kept in UTC, and given back in UTC, by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        assert value.tzinfo is not None, "an instant has a time zone"
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorted by character, as Python and SQLite do, whatever the language of the database."""
CENTS = HUNDREDTHS = BigInteger()
RATIO = DOCUMENT = Text()

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _key(name: str) -> Column[Any]:
    return Column(name, KEY, primary_key=True)


def _version(name: str = "version") -> Column[Any]:
    return Column(name, Integer, primary_key=True)


def _needed(name: str, kind: Any) -> Column[Any]:  # noqa: ANN401  as SQLAlchemy types it
    return Column(name, kind, nullable=False)


def _revision() -> Column[Any]:
    return Column("revision", BigInteger, nullable=False)


PERSON = Table(
    "person",
    METADATA,
    _key("id"),
    _needed("email", KEY),
    _needed("name", Text),
    _needed("language", Text),
    _needed("state", Text),
    _needed("created_at", Instant),
    Column("service_role", Text),
    _revision(),
    UniqueConstraint("email"),
    # The few who are of the service, among the many who are of an employer.
    Index(
        "ix_person_service_role",
        "id",
        postgresql_where=text("service_role IS NOT NULL"),
        sqlite_where=text("service_role IS NOT NULL"),
    ),
)

API_TOKEN = Table(
    "api_token",
    METADATA,
    _key("id"),
    Column("person_id", KEY, nullable=False, index=True),
    _needed("name", Text),
    _needed("digest", KEY),
    _needed("scopes", Text),
    _needed("created_at", Instant),
    _needed("expires_at", Instant),
    Column("revoked_at", Instant),
    _revision(),
    UniqueConstraint("digest"),
)

MARK = Table(
    "mark",
    METADATA,
    _key("name"),
    _needed("value", Text),
    _needed("at", Instant),
)
"""What processes leave for each other; about nobody, and left again where it is lost."""

WEB_SESSION = Table(
    "web_session",
    METADATA,
    _key("id"),
    Column("person_id", KEY, nullable=False, index=True),
    _needed("digest", KEY),
    _needed("opened_by", KEY),
    _needed("opened_at", Instant),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("ended_at", Instant),
    _revision(),
    UniqueConstraint("digest"),
    UniqueConstraint("opened_by"),
)

KEPT_ANSWER = Table(
    "kept_answer",
    METADATA,
    _key("person_id"),
    _key("route"),
    _key("key"),
    _needed("digest", KEY),
    _needed("status", SmallInteger),
    _needed("headers", DOCUMENT),
    _needed("body", LargeBinary),
    _needed("created_at", Instant),
    Column("expires_at", Instant, nullable=False, index=True),
)

ESTABLISHMENT = Table(
    "establishment",
    METADATA,
    _key("siret"),
    _needed("name", Text),
    _needed("state", Text),
    _needed("created_at", Instant),
    Column("workforce", BigInteger),
    _revision(),
    CheckConstraint("length(siret) = 14", name="siret"),
)

MEMBERSHIP = Table(
    "membership",
    METADATA,
    _key("siret"),
    _key("person_id"),
    _needed("role", Text),
    _needed("principal", Boolean),
    _needed("state", Text),
    _needed("since", Instant),
    _revision(),
    Index(None, "person_id"),
)

REQUEST = Table(
    "request",
    METADATA,
    _key("siret"),
    _key("id"),
    _version(),
    _needed("scheme", Text),
    _needed("situation", Text),
    _needed("territory", Text),
    Column("motive", SmallInteger),
    _needed("circumstances", Text),
    _needed("first_day", Date),
    _needed("last_day", Date),
    _needed("headcount", BigInteger),
    _needed("forecast_hours", HUNDREDTHS),
    _needed("workforce", BigInteger),
    _needed("iban", KEY),
    _needed("opinion", SmallInteger),
    _needed("filed_by", KEY),
    _needed("state", Text),
    Column("filed_at", Instant),
    Column("opinion_due_on", Date),
    _needed("commitments", DOCUMENT),
    _needed("attachments", DOCUMENT),
    _needed("covers", DOCUMENT),
    _needed("perimeter", SmallInteger),
    _needed("earlier_use", SmallInteger),
    Column("foundation", Text),
    Column("agreement_sent_on", Date),
    Column("late_opinion", SmallInteger),
    Column("late_opinion_on", Date),
    _revision(),
    CheckConstraint("last_day >= first_day", name="days"),
    Index(None, "state", "filed_at"),
    Index(None, "iban", "siret"),
    Index(None, "opinion_due_on"),
)

DECISION = Table(
    "decision",
    METADATA,
    _key("siret"),
    _key("number"),
    _needed("request_id", KEY),
    _needed("request_version", Integer),
    _needed("kind", Text),
    _needed("accepted", Boolean),
    _needed("decided_at", Instant),
    Column("decided_by", KEY),
    _needed("reasons", DOCUMENT),
    _needed("message", Text),
    Column("withdrawn_at", Instant),
    _revision(),
    UniqueConstraint("siret", "request_id", "request_version"),
    ForeignKeyConstraint(
        ["siret", "request_id", "request_version"],
        ["request.siret", "request.id", "request.version"],
    ),
)

REQUEST_TYPED = Table(
    "request_typed",
    METADATA,
    _key("siret"),
    _key("request_id"),
    _key("person_id"),
    _needed("sealed", LargeBinary),
)

CLAIM = Table(
    "claim",
    METADATA,
    _key("siret"),
    _key("id"),
    _version(),
    _needed("decision_number", KEY),
    _needed("month", Date),
    _needed("state", SmallInteger),
    _needed("created_by", KEY),
    Column("submitted_at", Instant),
    Column("known_on", Date),
    _needed("law_revision", Text),
    _revision(),
    Index(None, "state", "submitted_at"),
    # For figures: what was submitted lately, of whatever state; the claims of a year.
    Index(None, "submitted_at"),
    Index(None, "month"),
)

CLAIM_LINE = Table(
    "claim_line",
    METADATA,
    _key("siret"),
    _key("claim_id"),
    _version(),
    Column("number", Integer, primary_key=True),
    _needed("nir_sealed", LargeBinary),
    _needed("nir_hash", LargeBinary),
    _needed("last_name", Text),
    _needed("first_name", Text),
    _needed("week", Text),
    _needed("first_day", Date),
    _needed("last_day", Date),
    _needed("contract_hours", HUNDREDTHS),
    _needed("worked_hours", HUNDREDTHS),
    _needed("assimilated_hours", HUNDREDTHS),
    _needed("unworked_hours", HUNDREDTHS),
    Column("hourly_pay", RATIO),
    _needed("category", Text),
    Column("share_of_minimum_wage", RATIO),
    Column("unworked_days", HUNDREDTHS),
    Column("compensable_hours", HUNDREDTHS),
    Column("hourly_indemnity", CENTS),
    Column("indemnity", CENTS),
    Column("hourly_allowance", CENTS),
    Column("allowance", CENTS),
    Column("basis", KEY),
    Column("warnings", DOCUMENT),
    ForeignKeyConstraint(
        ["siret", "claim_id", "version"], ["claim.siret", "claim.id", "claim.version"]
    ),
    CheckConstraint("last_day >= first_day", name="days"),
    # An employee across establishments; within one, the few rows found are picked from these.
    Index(None, "nir_hash", "first_day"),
)

CLAIM_SUM = Table(
    "claim_sum",
    METADATA,
    _key("siret"),
    _key("claim_id"),
    _version(),
    _key("basis"),
    _needed("lines", BigInteger),
    _needed("hours", HUNDREDTHS),
    _needed("indemnity", CENTS),
    _needed("allowance", CENTS),
    ForeignKeyConstraint(
        ["siret", "claim_id", "version"], ["claim.siret", "claim.id", "claim.version"]
    ),
)
"""What the assessed lines of a version come to, by their rules: figures read no lines."""

CLAIM_SCREENING = Table(
    "claim_screening",
    METADATA,
    _key("siret"),
    _key("claim_id"),
    _version(),
    _needed("outcome", Text),
    _needed("score", BigInteger),
    _needed("drawn", Boolean),
    _needed("results", DOCUMENT),
    ForeignKeyConstraint(
        ["siret", "claim_id", "version"], ["claim.siret", "claim.id", "claim.version"]
    ),
)

SCREENING_POLICY = Table(
    "screening_policy",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("since", Instant),
    _needed("changed_by", KEY),
    _needed("reason", Text),
    _needed("threshold", BigInteger),
    _needed("control_share", RATIO),
    _needed("answer_within_days", BigInteger),
)

CLAIM_TYPED = Table(
    "claim_typed",
    METADATA,
    _key("siret"),
    _key("claim_id"),
    _version(),
    _needed("sealed", LargeBinary),
    ForeignKeyConstraint(
        ["siret", "claim_id", "version"], ["claim.siret", "claim.id", "claim.version"]
    ),
)

BASIS = Table("basis", METADATA, _key("digest"), _needed("rules", Text))

ISSUED_DOCUMENT = Table(
    "issued_document",
    METADATA,
    _key("siret"),
    Column("file_sha256", KEY, primary_key=True, index=True),
    Column("code", KEY, nullable=False, index=True),
    Column("number", KEY, nullable=False, index=True),
    _needed("kind", Text),
    _needed("subject", KEY),
    _needed("version", Integer),
    Column("line", BigInteger),
    _needed("edition", Text),
    _needed("day", Date),
    _needed("issued_at", Instant),
    Index(None, "siret", "subject", "version"),
)

UPLOAD = Table(
    "upload",
    METADATA,
    _key("siret"),
    _key("id"),
    _needed("sent_by", KEY),
    _needed("sent_at", Instant),
    _needed("file_name", Text),
    _needed("file", Text),
    _needed("size", BigInteger),
    _needed("step", Text),
    _needed("state", Text),
    _needed("whole", Boolean),
    Column("claim_id", KEY),
    _needed("lines", BigInteger),
    _needed("refused", BigInteger),
    _needed("faults", BigInteger),
    _needed("attempts", Integer),
    Column("seen_at", Instant),
    Column("ended_at", Instant),
    _needed("kept", Boolean),
    _needed("fault", Text),
    _needed("fault_french", Text),
    _needed("fault_english", Text),
    _revision(),
    Index(None, "siret", "sent_by", "sent_at"),
    Index(None, "state", "sent_at"),
    Index(None, "ended_at"),
)

UPLOADED_CLAIM = Table(
    "uploaded_claim",
    METADATA,
    _key("siret"),
    _key("upload_id"),
    _key("step"),
    Column("place", BigInteger, primary_key=True),
    _needed("claim_siret", KEY),
    _needed("decision_number", KEY),
    _needed("month", Date),
    Column("claim_id", KEY),
    _needed("added", BigInteger),
    _needed("changed", BigInteger),
    _needed("unchanged", BigInteger),
    _needed("refused", BigInteger),
    ForeignKeyConstraint(["siret", "upload_id"], ["upload.siret", "upload.id"]),
)

PAYMENT = Table(
    "payment",
    METADATA,
    _key("siret"),
    _key("claim_id"),
    _version("claim_version"),
    _version("attempt"),
    _needed("end_to_end_id", KEY),
    _needed("amount", CENTS),
    _needed("iban", KEY),
    _needed("payee", Text),
    _needed("ordered_at", Instant),
    UniqueConstraint("siret", "end_to_end_id"),
    CheckConstraint("amount > 0", name="amount"),
    Index(None, "end_to_end_id"),
    Index(None, "iban", "siret"),
)

PAYMENT_TO_SEND = Table(
    "payment_to_send",
    METADATA,
    _key("siret"),
    _key("end_to_end_id"),
    _needed("ordered_at", Instant),
    _needed("reference", Text),  # of the file it is listed for; empty before
    ForeignKeyConstraint(["siret", "end_to_end_id"], ["payment.siret", "payment.end_to_end_id"]),
    Index(None, "reference", "ordered_at"),
)
"""What waits for a file: the one table of payments whose rows go away."""

PAYMENT_EVENT = Table(
    "payment_event",
    METADATA,
    _key("siret"),
    _key("end_to_end_id"),
    _key("event"),
    _needed("position", Integer),
    _needed("at", Instant),
    _needed("reference", Text),
    _needed("reason", Text),
    UniqueConstraint("siret", "end_to_end_id", "position"),
    ForeignKeyConstraint(["siret", "end_to_end_id"], ["payment.siret", "payment.end_to_end_id"]),
    Index(None, "reference", "event"),
)

_WAITING, _UNSEALED, _FAILED = (
    text("delivery = 'waiting'"),
    text("seal = ''"),
    text("delivery = 'failed'"),
)

MESSAGE = Table(
    "message",
    METADATA,
    _key("about"),
    _key("id"),
    _needed("kind", Text),
    _needed("to", Text),
    _needed("language", Text),
    _needed("values", DOCUMENT),
    Column("created_at", Instant),
    _needed("delivery", Text),
    _needed("attempts", Integer),
    Column("next_attempt_at", Instant),
    _needed("last_error", Text),
    # The many that were sent weigh on neither.
    Index("ix_message_waiting", "created_at", postgresql_where=_WAITING, sqlite_where=_WAITING),
    Index("ix_message_failed", "created_at", postgresql_where=_FAILED, sqlite_where=_FAILED),
)

JOURNAL_ENTRY = Table(
    "journal_entry",
    METADATA,
    _key("chain"),
    Column("arrival", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger),
    _needed("at", Instant),
    _needed("actor", KEY),
    _needed("action", Text),
    _needed("subject", Text),
    _needed("facts", DOCUMENT),
    _needed("seal", Text),
    UniqueConstraint("chain", "number"),
    CheckConstraint("(seal = '') = (number IS NULL)", name="sealed_with_number"),
    Index(
        "ix_journal_entry_unsealed",
        "chain",
        "arrival",
        postgresql_where=_UNSEALED,
        sqlite_where=_UNSEALED,
    ),
)
"""``arrival`` keeps the order of writing inside the database; ``number`` is given with the seal."""

JOURNAL_ARRIVAL = "journal_arrival"
"""The sequence of arrivals on PostgreSQL, which writers take from without waiting."""
