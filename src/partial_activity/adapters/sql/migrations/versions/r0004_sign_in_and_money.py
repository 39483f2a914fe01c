"""Other ways to sign in and to prove a firm, visas, and a ledger of what was paid."""

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add the columns and the tables."""


def downgrade() -> None:
    """Take them away again."""
