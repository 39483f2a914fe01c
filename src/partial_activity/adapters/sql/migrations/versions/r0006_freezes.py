"""What somebody of the service stopped: firms, people, bank accounts, payment runs."""

from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Add the table."""
    ddl.table(
        "freeze",
        *ddl.needed(ddl.KEY, "id"),
        *ddl.needed(ddl.TEXT, "what"),
        *ddl.needed(ddl.KEY, "key"),
        *ddl.needed(ddl.TEXT, "reason"),
        *ddl.needed(ddl.INSTANT, "at"),
        *ddl.needed(ddl.TEXT, "by"),
        *ddl.optional(ddl.INSTANT, "lifted_at"),
        *ddl.needed(ddl.TEXT, "lifted_by"),
        *ddl.needed(ddl.BIG, "revision"),
        key=["id"],
        indexes=[["what", "key"]],
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("freeze")
