"""Other ways to sign in and to prove a firm, visas, and a ledger of what was paid."""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add the columns and the tables."""
    _add_month_of_payments()


def downgrade() -> None:
    """Take them away again."""
    _drop_month_of_payments()


def _add_month_of_payments() -> None:
    """Orders that are there stay without one: the journal binds them as they are."""
    op.add_column("payment", sa.Column("month", ddl.DAY))


def _drop_month_of_payments() -> None:
    op.drop_column("payment", "month")
