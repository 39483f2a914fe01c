"""${message}."""

from alembic import op
${imports if imports else ""}
from partial_activity.adapters.sql.migrations import ddl

revision: str = ${repr(up_revision)}
down_revision: str | None = ${repr(down_revision)}


def upgrade() -> None:
    """Forward: it only adds, as the version before goes on reading and writing."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Back."""
    ${downgrades if downgrades else "pass"}
