"""Claim files that were sent, and what became of their lines, claim by claim."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "upload",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("sent_by", KEY, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("claim_id", KEY, nullable=True),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("faults", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("fault_french", sa.Text(), nullable=False),
        sa.Column("fault_english", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "id", name="pk_upload"),
    )
    op.create_index("ix_upload_siret_sent_by_sent_at", "upload", ["siret", "sent_by", "sent_at"])
    op.create_index("ix_upload_state_sent_at", "upload", ["state", "sent_at"])
    op.create_index("ix_upload_ended_at", "upload", ["ended_at"])
    op.create_table(
        "uploaded_claim",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("upload_id", KEY, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("claim_siret", KEY, nullable=False),
        sa.Column("decision_number", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("claim_id", KEY, nullable=True),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "upload_id", "step", "place", name="pk_uploaded_claim"),
        sa.ForeignKeyConstraint(
            ["siret", "upload_id"],
            ["upload.siret", "upload.id"],
            name="fk_uploaded_claim_upload",
        ),
    )


def downgrade() -> None:
    """Drop them: files that were not imported yet have to be sent again."""
    op.drop_table("uploaded_claim")
    op.drop_table("upload")
