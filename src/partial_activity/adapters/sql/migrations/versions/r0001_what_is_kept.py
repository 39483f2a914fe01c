"""What is kept: people, requests, claims, payments, messages, the journal."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "basis",
    "claim",
    "establishment",
    "journal_entry",
    "membership",
    "message",
    "payment",
    "person",
    "request",
    "claim_line",
    "claim_screening",
    "decision",
    "payment_event",
    "payment_to_send",
)
"""In an order in which each comes after those it refers to."""


def upgrade() -> None:
    """Make the tables."""
    _create_basis()
    _create_claim()
    _create_establishment()
    _create_journal_entry()
    _create_membership()
    _create_message()
    _create_payment()
    _create_person()
    _create_request()
    _create_claim_line()
    _create_claim_screening()
    _create_decision()
    _create_payment_event()
    _create_payment_to_send()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.schema.CreateSequence(sa.Sequence("journal_arrival")))


def downgrade() -> None:
    """Drop them, with all that is in them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.schema.DropSequence(sa.Sequence("journal_arrival")))
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_basis() -> None:
    op.create_table(
        "basis",
        sa.Column("digest", KEY, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_basis"),
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision_number", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("submitted_at", INSTANT),
        sa.Column("known_on", sa.Date()),
        sa.Column("law_revision", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "id", "version", name="pk_claim"),
    )
    op.create_index("ix_claim_state_submitted_at", "claim", ["state", "submitted_at"])


def _create_establishment() -> None:
    op.create_table(
        "establishment",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("workforce", sa.BigInteger()),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", name="pk_establishment"),
        sa.CheckConstraint("length(siret) = 14", name=op.f("ck_establishment_siret")),
    )


def _create_journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("chain", KEY, nullable=False),
        sa.Column("arrival", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "arrival", name="pk_journal_entry"),
        sa.CheckConstraint(
            "(seal = '') = (number IS NULL)", name=op.f("ck_journal_entry_sealed_with_number")
        ),
        sa.UniqueConstraint("chain", "number", name="uq_journal_entry_chain_number"),
    )
    op.create_index(
        "ix_journal_entry_unsealed",
        "journal_entry",
        ["chain", "arrival"],
        postgresql_where=sa.text("seal = ''"),
        sqlite_where=sa.text("seal = ''"),
    )


def _create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("principal", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "person_id", name="pk_membership"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])


def _create_message() -> None:
    op.create_table(
        "message",
        sa.Column("about", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", INSTANT),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("about", "id", name="pk_message"),
    )
    op.create_index(
        "ix_message_failed",
        "message",
        ["created_at"],
        postgresql_where=sa.text("delivery = 'failed'"),
        sqlite_where=sa.text("delivery = 'failed'"),
    )
    op.create_index(
        "ix_message_waiting",
        "message",
        ["created_at"],
        postgresql_where=sa.text("delivery = 'waiting'"),
        sqlite_where=sa.text("delivery = 'waiting'"),
    )


def _create_payment() -> None:
    op.create_table(
        "payment",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("claim_version", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("end_to_end_id", KEY, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("iban", KEY, nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("ordered_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("siret", "claim_id", "claim_version", "attempt", name="pk_payment"),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount")),
        sa.UniqueConstraint("siret", "end_to_end_id", name="uq_payment_siret_end_to_end_id"),
    )
    op.create_index("ix_payment_end_to_end_id", "payment", ["end_to_end_id"])
    op.create_index("ix_payment_iban_siret", "payment", ["iban", "siret"])


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("email", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("service_role", sa.Text()),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )


def _create_request() -> None:
    op.create_table(
        "request",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("motive", sa.SmallInteger()),
        sa.Column("circumstances", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("headcount", sa.BigInteger(), nullable=False),
        sa.Column("forecast_hours", sa.BigInteger(), nullable=False),
        sa.Column("workforce", sa.BigInteger(), nullable=False),
        sa.Column("iban", KEY, nullable=False),
        sa.Column("opinion", sa.SmallInteger(), nullable=False),
        sa.Column("filed_by", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("filed_at", INSTANT),
        sa.Column("opinion_due_on", sa.Date()),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("perimeter", sa.SmallInteger(), nullable=False),
        sa.Column("earlier_use", sa.SmallInteger(), nullable=False),
        sa.Column("foundation", sa.Text()),
        sa.Column("agreement_sent_on", sa.Date()),
        sa.Column("late_opinion", sa.SmallInteger()),
        sa.Column("late_opinion_on", sa.Date()),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "id", "version", name="pk_request"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_request_days")),
    )
    op.create_index("ix_request_iban_siret", "request", ["iban", "siret"])
    op.create_index("ix_request_opinion_due_on", "request", ["opinion_due_on"])
    op.create_index("ix_request_state_filed_at", "request", ["state", "filed_at"])


def _create_claim_line() -> None:
    op.create_table(
        "claim_line",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("nir_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("nir_hash", sa.LargeBinary(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("contract_hours", sa.BigInteger(), nullable=False),
        sa.Column("worked_hours", sa.BigInteger(), nullable=False),
        sa.Column("assimilated_hours", sa.BigInteger(), nullable=False),
        sa.Column("unworked_hours", sa.BigInteger(), nullable=False),
        sa.Column("hourly_pay", sa.Text()),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("share_of_minimum_wage", sa.Text()),
        sa.Column("unworked_days", sa.BigInteger()),
        sa.Column("compensable_hours", sa.BigInteger()),
        sa.Column("hourly_indemnity", sa.BigInteger()),
        sa.Column("indemnity", sa.BigInteger()),
        sa.Column("hourly_allowance", sa.BigInteger()),
        sa.Column("allowance", sa.BigInteger()),
        sa.Column("basis", KEY),
        sa.Column("warnings", sa.Text()),
        sa.PrimaryKeyConstraint("siret", "claim_id", "version", "number", name="pk_claim_line"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_claim_line_days")),
        sa.ForeignKeyConstraint(
            ["siret", "claim_id", "version"],
            ["claim.siret", "claim.id", "claim.version"],
            name="fk_claim_line_claim",
        ),
    )
    op.create_index("ix_claim_line_nir_hash_first_day", "claim_line", ["nir_hash", "first_day"])


def _create_claim_screening() -> None:
    op.create_table(
        "claim_screening",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "claim_id", "version", name="pk_claim_screening"),
        sa.ForeignKeyConstraint(
            ["siret", "claim_id", "version"],
            ["claim.siret", "claim.id", "claim.version"],
            name="fk_claim_screening_claim",
        ),
    )


def _create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("request_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "number", name="pk_decision"),
        sa.ForeignKeyConstraint(
            ["siret", "request_id", "request_version"],
            ["request.siret", "request.id", "request.version"],
            name="fk_decision_request",
        ),
        sa.UniqueConstraint(
            "siret",
            "request_id",
            "request_version",
            name="uq_decision_siret_request_id_request_version",
        ),
    )


def _create_payment_event() -> None:
    op.create_table(
        "payment_event",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("end_to_end_id", KEY, nullable=False),
        sa.Column("event", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "end_to_end_id", "event", name="pk_payment_event"),
        sa.ForeignKeyConstraint(
            ["siret", "end_to_end_id"],
            ["payment.siret", "payment.end_to_end_id"],
            name="fk_payment_event_payment",
        ),
        sa.UniqueConstraint(
            "siret",
            "end_to_end_id",
            "position",
            name="uq_payment_event_siret_end_to_end_id_position",
        ),
    )
    op.create_index("ix_payment_event_reference_event", "payment_event", ["reference", "event"])


def _create_payment_to_send() -> None:
    op.create_table(
        "payment_to_send",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("end_to_end_id", KEY, nullable=False),
        sa.Column("ordered_at", INSTANT, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "end_to_end_id", name="pk_payment_to_send"),
        sa.ForeignKeyConstraint(
            ["siret", "end_to_end_id"],
            ["payment.siret", "payment.end_to_end_id"],
            name="fk_payment_to_send_payment",
        ),
    )
    op.create_index(
        "ix_payment_to_send_reference_ordered_at", "payment_to_send", ["reference", "ordered_at"]
    )
