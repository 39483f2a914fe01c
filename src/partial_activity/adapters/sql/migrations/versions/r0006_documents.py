"""The register of issued documents: with what /verify tells ours from others."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
_SOUGHT = ("file_sha256", "code", "number")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "issued_document",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("file_sha256", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("siret", "file_sha256", name="pk_issued_document"),
    )
    for column in _SOUGHT:
        op.create_index(f"ix_issued_document_{column}", "issued_document", [column])
    op.create_index(
        "ix_issued_document_siret_subject_version",
        "issued_document",
        ["siret", "subject", "version"],
    )


def downgrade() -> None:
    """Drop it: documents issued so far can no longer be verified."""
    op.drop_table("issued_document")
