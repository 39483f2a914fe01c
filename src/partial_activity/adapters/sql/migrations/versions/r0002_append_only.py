"""What was written stays: the database itself refuses to change or delete it.

The journal takes the seal and the number of an entry once; a decision takes its withdrawal once.
"""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"

NEVER = "1 = 0"
"""No change is allowed at all."""

# Table: what lets a change through, and the columns that may then change.
ALLOWED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "basis": (NEVER, ()),
    "claim_screening": (NEVER, ()),
    "payment": (NEVER, ()),
    "payment_event": (NEVER, ()),
    "decision": (
        "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL",
        ("withdrawn_at", "revision"),
    ),
    "journal_entry": ("OLD.seal = '' AND NEW.seal <> ''", ("seal", "number")),
}


def upgrade() -> None:
    """Make the triggers."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(_REFUSE)
    for table, (condition, columns) in ALLOWED.items():
        allowed = " AND ".join((condition, *_unchanged(table, columns)))
        for statement in (_postgresql if postgresql else _sqlite)(table, allowed):
            op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in ALLOWED:
        for kind in ("update", "delete", *(["truncate"] if postgresql else [])):
            on = f" ON {table}" if postgresql else ""
            op.execute(f"DROP TRIGGER {table}_no_{kind}{on}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _unchanged(table: str, may_change: tuple[str, ...]) -> Iterator[str]:
    """Each other column is what it was, NULL included."""
    same = "IS NOT DISTINCT FROM" if op.get_bind().dialect.name == "postgresql" else "IS"
    for column in sa.inspect(op.get_bind()).get_columns(table):
        if column["name"] not in may_change:
            yield f'NEW."{column["name"]}" {same} OLD."{column["name"]}"'


def _sqlite(table: str, allowed: str) -> Iterator[str]:
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    yield (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"WHEN ({allowed}) IS NOT TRUE {refused}"
    )
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}"


def _postgresql(table: str, allowed: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (({allowed}) IS NOT TRUE) EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION refuse_change()"
    )


_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
