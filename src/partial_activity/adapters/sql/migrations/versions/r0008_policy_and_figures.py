"""Versions of the screening policy, never edited; and what figures and people are found by."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
_OF_SERVICE = sa.text("service_role IS NOT NULL")


def upgrade() -> None:
    """Make the table, what keeps it as written, and the indexes."""
    op.create_table(
        "screening_policy",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("changed_by", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("control_share", sa.Text(), nullable=False),
        sa.Column("answer_within_days", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_screening_policy"),
    )
    for statement in _POSTGRESQL if _on_postgresql() else _SQLITE:
        op.execute(statement)
    op.create_index(
        "ix_person_service_role",
        "person",
        ["id"],
        postgresql_where=_OF_SERVICE,
        sqlite_where=_OF_SERVICE,
    )
    op.create_index("ix_claim_submitted_at", "claim", ["submitted_at"])
    op.create_index("ix_claim_month", "claim", ["month"])


def downgrade() -> None:
    """Drop them: the settings of the service are in force again."""
    op.drop_index("ix_claim_month", "claim")
    op.drop_index("ix_claim_submitted_at", "claim")
    op.drop_index("ix_person_service_role", "person")
    op.drop_table("screening_policy")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


_SQLITE = tuple(
    f"CREATE TRIGGER screening_policy_no_{kind} BEFORE {kind.upper()} ON screening_policy "
    "BEGIN SELECT RAISE(ABORT, 'screening_policy is append-only'); END"
    for kind in ("update", "delete")
)
# The function is that of step 0002.
_POSTGRESQL = tuple(
    f"CREATE TRIGGER screening_policy_no_{kind} BEFORE {kind.upper()} ON screening_policy "
    f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
    for kind, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
)
