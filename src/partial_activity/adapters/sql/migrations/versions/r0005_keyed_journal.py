"""Entries of the journal are keyed, and where each chain ends is noted for the anchors.

Entries that are there are keyed by who upgrades and holds the key; a row without a tag that appears
later was written by nobody who does.
"""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0005"
down_revision: str | None = "0004"

_KEYED_OR_SEALED_ONCE = (
    "((OLD.tag = '' AND NEW.tag <> '') OR (NEW.tag = OLD.tag AND OLD.seal = '' AND NEW.seal <> ''))"
)


def upgrade() -> None:
    """Add the tags and the heads, then key what is there."""
    op.add_column("journal_entry", sa.Column("tag", ddl.TEXT, nullable=False, server_default=""))
    op.create_index("ix_journal_entry_chain_subject", "journal_entry", ["chain", "subject"])
    ddl.table(
        "journal_head",
        *ddl.needed(ddl.KEY, "chain"),
        *ddl.needed(ddl.BIG, "number"),
        *ddl.needed(ddl.TEXT, "seal"),
        *ddl.needed(ddl.BIG, "anchored"),
        key=["chain"],
    )
    ddl.index_where("ix_journal_head_moved", "journal_head", ["chain"], "number > anchored")
    _drop_trigger("update")
    _drop_trigger("delete")
    if ddl.on_postgresql():
        _drop_trigger("truncate")
    ddl.append_only(
        "journal_entry", unless=_KEYED_OR_SEALED_ONCE, columns=["seal", "number", "tag"]
    )
    config = op.get_context().config
    if config is not None and "key_entries" in config.attributes:
        config.attributes["key_entries"](op.get_bind())


def downgrade() -> None:
    """Drop them: what is there keeps the seals it has."""
    for kind in ("update", "delete", *(["truncate"] if ddl.on_postgresql() else [])):
        _drop_trigger(kind)
    op.drop_table("journal_head")
    op.drop_index("ix_journal_entry_chain_subject", "journal_entry")
    op.drop_column("journal_entry", "tag")
    ddl.append_only(
        "journal_entry", unless="OLD.seal = '' AND NEW.seal <> ''", columns=["seal", "number"]
    )


def _drop_trigger(kind: str) -> None:
    of = " ON journal_entry" if ddl.on_postgresql() else ""
    op.execute(f"DROP TRIGGER journal_entry_no_{kind}{of}")
