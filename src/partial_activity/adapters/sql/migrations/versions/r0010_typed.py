"""What was typed in the draft of a claim and cannot be read yet."""

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "claim_typed",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "claim_id", "version", name="pk_claim_typed"),
        sa.ForeignKeyConstraint(
            ["siret", "claim_id", "version"],
            ["claim.siret", "claim.id", "claim.version"],
            name="fk_claim_typed_claim",
        ),
    )


def downgrade() -> None:
    """Drop it: what could not be read has to be typed again."""
    op.drop_table("claim_typed")
