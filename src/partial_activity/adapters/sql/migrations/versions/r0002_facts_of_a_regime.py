"""What a claim line states for a regime from outside, and what that regime added to it.

Lines that are there state nothing of the kind, and had nothing added; a version of ours that does
not know the columns goes on writing such lines.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add both columns."""
    text = sa.Text()
    op.add_column("claim_line", sa.Column("facts", text, nullable=False, server_default=""))
    op.add_column("claim_line", sa.Column("additions", text, server_default="[]"))


def downgrade() -> None:
    """Drop them, with what they hold."""
    op.drop_column("claim_line", "additions")
    op.drop_column("claim_line", "facts")
