"""What was typed in the form of a request and makes no draft yet."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "request_typed",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("siret", "request_id", "person_id", name="pk_request_typed"),
    )


def downgrade() -> None:
    """Drop it: what makes no draft has to be typed again."""
    op.drop_table("request_typed")
