"""Who is proven for a firm: members, requests for proof, evidence, accounts.

Nobody was proven before: members of old accounts prove themselves once, as new ones do.
"""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0004"
down_revision: str | None = "0002"

KEY, TEXT, INSTANT = ddl.KEY, ddl.TEXT, ddl.INSTANT


def upgrade() -> None:
    """Add the column and the tables; what proves is never changed."""
    proven: sa.Column[bool] = sa.Column(
        "proven", ddl.BOOLEAN, nullable=False, server_default=sa.false()
    )
    op.add_column("membership", proven)
    ddl.table(
        "proof_request",
        *ddl.needed(KEY, "siret", "id", "person_id"),
        *ddl.needed(INSTANT, "asked_at"),
        *ddl.needed(TEXT, "address", "address_source", "digest"),
        *ddl.optional(INSTANT, "printed_at", "expires_at"),
        *ddl.needed(ddl.INTEGER, "tries"),
        *ddl.optional(INSTANT, "closed_at"),
        *ddl.needed(ddl.BIG, "revision"),
        key=["siret", "id"],
    )
    ddl.index_where(
        "ix_proof_request_waiting",
        "proof_request",
        ["asked_at"],
        "closed_at IS NULL AND printed_at IS NULL",
    )
    ddl.table(
        "evidence",
        *ddl.needed(KEY, "siret", "id", "person_id"),
        *ddl.needed(TEXT, "source", "method", "acr", "idp_id"),
        *ddl.needed(KEY, "siren"),
        *ddl.needed(INSTANT, "at"),
        *ddl.optional(INSTANT, "expires_at"),
        *ddl.needed(TEXT, "given_by", "reason"),
        key=["siret", "id"],
    )
    ddl.table(
        "proven_account",
        *ddl.needed(KEY, "siret", "id", "iban", "person_id"),
        *ddl.needed(INSTANT, "at"),
        key=["siret", "id"],
    )
    ddl.append_only("evidence")
    ddl.append_only("proven_account")


def downgrade() -> None:
    """Take them away again."""
    for table in ("proven_account", "evidence", "proof_request"):
        op.drop_table(table)
    with op.batch_alter_table("membership") as membership:
        membership.drop_column("proven")
