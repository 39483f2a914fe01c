"""What the lines of each claim come to, by their rules: figures read no lines."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, and add up what is there."""
    op.create_table(
        "claim_sum",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("basis", KEY, nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("indemnity", sa.BigInteger(), nullable=False),
        sa.Column("allowance", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "claim_id", "version", "basis", name="pk_claim_sum"),
        sa.ForeignKeyConstraint(
            ["siret", "claim_id", "version"],
            ["claim.siret", "claim.id", "claim.version"],
            name="fk_claim_sum_claim",
        ),
    )
    op.execute(_ADD_UP)


def downgrade() -> None:
    """Drop it: all of it is in the lines too."""
    op.drop_table("claim_sum")


_ADD_UP = """
INSERT INTO claim_sum (siret, claim_id, version, basis, lines, hours, indemnity, allowance)
SELECT siret, claim_id, version, basis, count(*), sum(compensable_hours), sum(indemnity),
       sum(allowance)
FROM claim_line
WHERE basis IS NOT NULL
GROUP BY siret, claim_id, version, basis
"""
