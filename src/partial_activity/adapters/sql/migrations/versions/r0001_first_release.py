"""All that the first release keeps; what was written stays, the database itself refuses otherwise.

Tables stand in an order in which each comes after those it refers to.
"""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0001"
down_revision: str | None = None

KEY, TEXT, INSTANT, DAY = ddl.KEY, ddl.TEXT, ddl.INSTANT, ddl.DAY
BIG, INTEGER, SMALL = ddl.BIG, ddl.INTEGER, ddl.SMALL
BOOLEAN, BYTES = ddl.BOOLEAN, ddl.BYTES

CLAIM = ("siret", "claim_id", "version")
"""How another table names a version of a claim."""
PAYMENT = ("siret", "end_to_end_id")
QUEUED = ("siret", "kind", "id", "version")

NEVER_CHANGED = ("basis", "claim_screening", "payment", "payment_event", "screening_policy")
"""Tables whose rows are added, and nothing else."""
TABLES = (
    *("person", "api_token", "web_session", "kept_answer"),
    *("establishment", "establishment_word", "membership"),
    *("request", "decision", "request_typed"),
    *("claim", "claim_line", "claim_sum", "claim_screening", "claim_typed", "basis"),
    *("screening_policy", "upload", "uploaded_claim"),
    *("payment", "payment_event", "payment_to_send", "payment_file"),
    *("message", "issued_document", "journal_entry", "queued", "queued_check"),
    "mark",
)


def upgrade() -> None:
    """Make the tables, and the triggers that keep what was written."""
    _people()
    _requests()
    _claims()
    _uploads()
    _payments()
    _messages()
    _queue()
    ddl.table(
        "mark",
        *ddl.needed(KEY, "name"),
        *ddl.needed(TEXT, "value"),
        *ddl.needed(INSTANT, "at"),
        key=["name"],
    )
    if ddl.on_postgresql():
        op.execute(sa.schema.CreateSequence(sa.Sequence("journal_arrival")))
        op.execute(_REFUSE_CHANGE)
    for table in NEVER_CHANGED:
        ddl.append_only(table)
    ddl.append_only(
        "decision",
        unless="OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL",
        columns=["withdrawn_at", "revision"],
    )
    ddl.append_only(
        "journal_entry", unless="OLD.seal = '' AND NEW.seal <> ''", columns=["seal", "number"]
    )


def downgrade() -> None:
    """Drop everything, with all that is in it."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if ddl.on_postgresql():
        op.execute(sa.schema.DropSequence(sa.Sequence("journal_arrival")))
        op.execute("DROP FUNCTION refuse_change()")


def _people() -> None:
    ddl.table(
        "person",
        *ddl.needed(KEY, "id", "email"),
        *ddl.needed(TEXT, "name", "language", "state"),
        *ddl.needed(INSTANT, "created_at"),
        *ddl.optional(TEXT, "service_role"),
        *ddl.needed(BIG, "revision"),
        key=["id"],
        unique=[["email"]],
    )
    ddl.index_where("ix_person_service_role", "person", ["id"], "service_role IS NOT NULL")
    ddl.table(
        "api_token",
        *ddl.needed(KEY, "id", "person_id"),
        *ddl.needed(TEXT, "name"),
        *ddl.needed(KEY, "digest"),
        *ddl.needed(TEXT, "scopes"),
        *ddl.needed(INSTANT, "created_at", "expires_at"),
        *ddl.optional(INSTANT, "revoked_at"),
        *ddl.needed(BIG, "revision"),
        key=["id"],
        unique=[["digest"]],
        indexes=[["person_id"]],
    )
    ddl.table(
        "web_session",
        *ddl.needed(KEY, "id", "person_id", "digest", "opened_by"),
        *ddl.needed(INSTANT, "opened_at", "expires_at"),
        *ddl.optional(INSTANT, "ended_at"),
        *ddl.needed(BIG, "revision"),
        key=["id"],
        unique=[["digest"], ["opened_by"]],
        indexes=[["person_id"], ["expires_at"]],
    )
    ddl.table(
        "kept_answer",
        *ddl.needed(KEY, "person_id", "route", "key", "digest"),
        *ddl.needed(SMALL, "status"),
        *ddl.needed(TEXT, "headers"),
        *ddl.needed(BYTES, "body"),
        *ddl.needed(INSTANT, "created_at", "expires_at"),
        key=["person_id", "route", "key"],
        indexes=[["expires_at"]],
    )
    ddl.table(
        "establishment",
        *ddl.needed(KEY, "siret"),
        *ddl.needed(TEXT, "name", "state"),
        *ddl.needed(INSTANT, "created_at"),
        *ddl.optional(BIG, "workforce"),
        *ddl.needed(BIG, "revision"),
        sa.CheckConstraint("length(siret) = 14", name="ck_establishment_siret"),
        key=["siret"],
    )
    ddl.table(
        "establishment_word",
        *ddl.needed(KEY, "siret", "word"),
        ddl.refers("establishment_word", ("siret",), "establishment", ("siret",)),
        key=["siret", "word"],
        indexes=[["word", "siret"]],
    )
    ddl.table(
        "membership",
        *ddl.needed(KEY, "siret", "person_id"),
        *ddl.needed(TEXT, "role"),
        *ddl.needed(BOOLEAN, "principal"),
        *ddl.needed(TEXT, "state"),
        *ddl.needed(INSTANT, "since"),
        *ddl.needed(BIG, "revision"),
        key=["siret", "person_id"],
        indexes=[["person_id"]],
    )


def _requests() -> None:
    ddl.table(
        "request",
        *ddl.needed(KEY, "siret", "id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(TEXT, "scheme", "situation", "territory"),
        *ddl.optional(SMALL, "motive"),
        *ddl.needed(TEXT, "circumstances"),
        *ddl.needed(DAY, "first_day", "last_day"),
        *ddl.needed(BIG, "headcount", "forecast_hours", "workforce"),
        *ddl.needed(KEY, "iban"),
        *ddl.needed(SMALL, "opinion"),
        *ddl.needed(KEY, "filed_by"),
        *ddl.needed(TEXT, "state"),
        *ddl.optional(INSTANT, "filed_at"),
        *ddl.optional(DAY, "opinion_due_on"),
        *ddl.needed(TEXT, "commitments", "attachments", "covers"),
        *ddl.needed(SMALL, "perimeter", "earlier_use"),
        *ddl.optional(TEXT, "foundation"),
        *ddl.optional(DAY, "agreement_sent_on"),
        *ddl.optional(SMALL, "late_opinion"),
        *ddl.optional(DAY, "late_opinion_on"),
        *ddl.needed(BIG, "revision"),
        sa.CheckConstraint("last_day >= first_day", name="ck_request_days"),
        key=["siret", "id", "version"],
        indexes=[["iban", "siret"], ["opinion_due_on"], ["state", "filed_at"], ["id"]],
    )
    ddl.table(
        "decision",
        *ddl.needed(KEY, "siret", "number", "request_id"),
        *ddl.needed(INTEGER, "request_version"),
        *ddl.needed(TEXT, "kind"),
        *ddl.needed(BOOLEAN, "accepted"),
        *ddl.needed(INSTANT, "decided_at"),
        *ddl.optional(KEY, "decided_by"),
        *ddl.needed(TEXT, "reasons", "message"),
        *ddl.optional(INSTANT, "withdrawn_at"),
        *ddl.needed(BIG, "revision"),
        sa.ForeignKeyConstraint(
            ["siret", "request_id", "request_version"],
            ["request.siret", "request.id", "request.version"],
            name="fk_decision_request",
        ),
        key=["siret", "number"],
        unique=[["siret", "request_id", "request_version"]],
        indexes=[["number"]],
    )
    ddl.table(
        "request_typed",
        *ddl.needed(KEY, "siret", "request_id", "person_id"),
        *ddl.needed(BYTES, "sealed"),
        key=["siret", "request_id", "person_id"],
    )


def _claims() -> None:
    ddl.table(
        "claim",
        *ddl.needed(KEY, "siret", "id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(KEY, "decision_number"),
        *ddl.needed(DAY, "month"),
        *ddl.needed(SMALL, "state"),
        *ddl.needed(KEY, "created_by"),
        *ddl.optional(INSTANT, "submitted_at"),
        *ddl.optional(DAY, "known_on"),
        *ddl.needed(TEXT, "law_revision"),
        *ddl.needed(BIG, "revision"),
        key=["siret", "id", "version"],
        indexes=[["state", "submitted_at"], ["submitted_at"], ["month"], ["id"]],
    )
    ddl.table(
        "claim_line",
        *ddl.needed(KEY, "siret", "claim_id"),
        *ddl.needed(INTEGER, "version", "number"),
        *ddl.needed(BYTES, "nir_sealed", "nir_hash"),
        *ddl.needed(TEXT, "last_name", "first_name", "week", "contract_number"),
        *ddl.needed(DAY, "first_day", "last_day"),
        *ddl.needed(BIG, "contract_hours", "worked_hours", "assimilated_hours", "unworked_hours"),
        *ddl.optional(TEXT, "hourly_pay"),
        *ddl.needed(TEXT, "category"),
        *ddl.optional(TEXT, "share_of_minimum_wage"),
        *ddl.optional(BIG, "unworked_days", "compensable_hours", "hourly_indemnity", "indemnity"),
        *ddl.optional(BIG, "hourly_allowance", "allowance"),
        *ddl.optional(KEY, "basis"),
        *ddl.optional(TEXT, "warnings"),
        sa.CheckConstraint("last_day >= first_day", name="ck_claim_line_days"),
        _of_claim("claim_line"),
        key=[*CLAIM, "number"],
        indexes=[["nir_hash", "first_day"]],
    )
    ddl.table(
        "claim_sum",
        *ddl.needed(KEY, "siret", "claim_id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(KEY, "basis"),
        *ddl.needed(BIG, "lines", "hours", "indemnity", "allowance"),
        _of_claim("claim_sum"),
        key=[*CLAIM, "basis"],
    )
    ddl.table(
        "claim_screening",
        *ddl.needed(KEY, "siret", "claim_id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(TEXT, "outcome"),
        *ddl.needed(BIG, "score"),
        *ddl.needed(BOOLEAN, "drawn"),
        *ddl.needed(TEXT, "results"),
        _of_claim("claim_screening"),
        key=CLAIM,
    )
    ddl.table(
        "claim_typed",
        *ddl.needed(KEY, "siret", "claim_id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(BYTES, "sealed"),
        _of_claim("claim_typed"),
        key=CLAIM,
    )
    ddl.table("basis", *ddl.needed(KEY, "digest"), *ddl.needed(TEXT, "rules"), key=["digest"])
    ddl.table(
        "screening_policy",
        sa.Column("number", INTEGER, nullable=False, autoincrement=False),
        *ddl.needed(INSTANT, "since"),
        *ddl.needed(KEY, "changed_by"),
        *ddl.needed(TEXT, "reason"),
        *ddl.needed(BIG, "threshold"),
        *ddl.needed(TEXT, "control_share"),
        *ddl.needed(BIG, "answer_within_days"),
        key=["number"],
    )


def _uploads() -> None:
    ddl.table(
        "upload",
        *ddl.needed(KEY, "siret", "id", "sent_by"),
        *ddl.needed(INSTANT, "sent_at"),
        *ddl.needed(TEXT, "file_name", "file"),
        *ddl.needed(BIG, "size"),
        *ddl.needed(TEXT, "step", "state"),
        *ddl.needed(BOOLEAN, "whole"),
        *ddl.optional(KEY, "claim_id"),
        *ddl.needed(BIG, "lines", "refused", "faults"),
        *ddl.needed(INTEGER, "attempts"),
        *ddl.optional(INSTANT, "seen_at", "ended_at"),
        *ddl.needed(BOOLEAN, "kept"),
        *ddl.needed(TEXT, "fault", "fault_french", "fault_english"),
        *ddl.needed(BIG, "revision"),
        key=["siret", "id"],
        indexes=[["siret", "sent_by", "sent_at"], ["state", "sent_at"], ["ended_at"]],
    )
    ddl.table(
        "uploaded_claim",
        *ddl.needed(KEY, "siret", "upload_id", "step"),
        *ddl.needed(BIG, "place"),
        *ddl.needed(KEY, "claim_siret", "decision_number"),
        *ddl.needed(DAY, "month"),
        *ddl.optional(KEY, "claim_id"),
        *ddl.needed(BIG, "added", "changed", "unchanged", "refused"),
        ddl.refers("uploaded_claim", ("siret", "upload_id"), "upload", ("siret", "id")),
        key=["siret", "upload_id", "step", "place"],
    )


def _payments() -> None:
    ddl.table(
        "payment",
        *ddl.needed(KEY, "siret", "claim_id"),
        *ddl.needed(INTEGER, "claim_version", "attempt"),
        *ddl.needed(KEY, "end_to_end_id"),
        *ddl.needed(BIG, "amount"),
        *ddl.needed(KEY, "iban"),
        *ddl.needed(TEXT, "payee"),
        *ddl.needed(INSTANT, "ordered_at"),
        sa.CheckConstraint("amount > 0", name="ck_payment_amount"),
        key=["siret", "claim_id", "claim_version", "attempt"],
        unique=[PAYMENT],
        indexes=[["end_to_end_id"], ["iban", "siret"]],
    )
    ddl.table(
        "payment_event",
        *ddl.needed(KEY, *PAYMENT, "event"),
        *ddl.needed(INTEGER, "position"),
        *ddl.needed(INSTANT, "at"),
        *ddl.needed(TEXT, "reference", "reason"),
        ddl.refers("payment_event", PAYMENT, "payment", PAYMENT),
        key=[*PAYMENT, "event"],
        unique=[[*PAYMENT, "position"]],
        indexes=[["reference", "event"]],
    )
    ddl.table(
        "payment_to_send",
        *ddl.needed(KEY, *PAYMENT),
        *ddl.needed(INSTANT, "ordered_at"),
        *ddl.needed(TEXT, "reference"),
        ddl.refers("payment_to_send", PAYMENT, "payment", PAYMENT),
        key=PAYMENT,
        indexes=[["reference", "ordered_at"]],
    )
    ddl.table(
        "payment_file",
        *ddl.needed(KEY, "reference"),
        *ddl.needed(INSTANT, "listed_at"),
        *ddl.needed(INTEGER, "lines"),
        *ddl.needed(BIG, "amount"),
        key=["reference"],
        indexes=[["listed_at", "reference"]],
    )


def _messages() -> None:
    ddl.table(
        "message",
        *ddl.needed(KEY, "about", "id"),
        *ddl.needed(TEXT, "kind", "to", "language", "values"),
        *ddl.optional(INSTANT, "created_at"),
        *ddl.needed(TEXT, "delivery"),
        *ddl.needed(INTEGER, "attempts"),
        *ddl.optional(INSTANT, "next_attempt_at"),
        *ddl.needed(TEXT, "last_error"),
        key=["about", "id"],
    )
    ddl.index_where("ix_message_failed", "message", ["created_at"], "delivery = 'failed'")
    ddl.index_where("ix_message_waiting", "message", ["created_at"], "delivery = 'waiting'")
    ddl.table(
        "issued_document",
        *ddl.needed(KEY, "siret", "file_sha256", "code", "number"),
        *ddl.needed(TEXT, "kind"),
        *ddl.needed(KEY, "subject"),
        *ddl.needed(INTEGER, "version"),
        *ddl.optional(BIG, "line"),
        *ddl.needed(TEXT, "edition"),
        *ddl.needed(DAY, "day"),
        *ddl.needed(INSTANT, "issued_at"),
        key=["siret", "file_sha256"],
        indexes=[["file_sha256"], ["code"], ["number"], ["siret", "subject", "version"]],
    )
    ddl.table(
        "journal_entry",
        *ddl.needed(KEY, "chain"),
        sa.Column("arrival", BIG, nullable=False, autoincrement=False),
        *ddl.optional(BIG, "number"),
        *ddl.needed(INSTANT, "at"),
        *ddl.needed(KEY, "actor"),
        *ddl.needed(TEXT, "action", "subject", "facts", "seal"),
        sa.CheckConstraint(
            "(seal = '') = (number IS NULL)", name="ck_journal_entry_sealed_with_number"
        ),
        key=["chain", "arrival"],
        unique=[["chain", "number"]],
    )
    ddl.index_where("ix_journal_entry_unsealed", "journal_entry", ["chain", "arrival"], "seal = ''")


def _queue() -> None:
    ddl.table(
        "queued",
        *ddl.needed(KEY, "siret", "kind", "id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(TEXT, "name"),
        *ddl.needed(INSTANT, "since"),
        *ddl.needed(DAY, "decide_by", "first_day", "last_day"),
        *ddl.needed(BIG, "employees", "hours"),
        *ddl.optional(BIG, "allowance"),
        *ddl.needed(BIG, "score"),
        *ddl.needed(BOOLEAN, "drawn"),
        *ddl.needed(TEXT, "results"),
        *ddl.optional(BIG, "threshold"),
        key=QUEUED,
        indexes=[
            ["decide_by", "kind", "siret", "id", "version"],
            ["kind", "decide_by", "siret", "id", "version"],
        ],
    )
    ddl.table(
        "queued_check",
        *ddl.needed(KEY, "siret", "kind", "id"),
        *ddl.needed(INTEGER, "version"),
        *ddl.needed(KEY, "check"),
        ddl.refers("queued_check", QUEUED, "queued", QUEUED, ondelete="CASCADE"),
        key=[*QUEUED, "check"],
        indexes=[["check", "kind"]],
    )


def _of_claim(table: str) -> sa.ForeignKeyConstraint:
    return ddl.refers(table, CLAIM, "claim", ("siret", "id", "version"))


_REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
