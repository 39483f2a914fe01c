"""Who is proven for a firm, what is frozen, and a journal that is keyed.

Nobody was proven before: members of old accounts prove themselves once, as new ones do. Entries of
the journal that are there are keyed by who upgrades and holds the key; a row without a tag that
appears later was written by nobody who does.
"""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0003"
down_revision: str | None = "0002"

BIG, INSTANT, KEY, TEXT = ddl.BIG, ddl.INSTANT, ddl.KEY, ddl.TEXT
_KEYED_OR_SEALED_ONCE = (
    "((OLD.tag = '' AND NEW.tag <> '') OR (NEW.tag = OLD.tag AND OLD.seal = '' AND NEW.seal <> ''))"
)


def upgrade() -> None:
    """Add the columns and the tables, then key what is there."""
    _add_proofs()
    _add_freezes()
    _key_the_journal()


def downgrade() -> None:
    """Take them away again: what is in the journal keeps the seals it has."""
    _unkey_the_journal()
    for table in ("freeze", "proven_account", "evidence", "proof_request"):
        op.drop_table(table)
    with op.batch_alter_table("membership") as membership:
        membership.drop_column("proven")


def _add_proofs() -> None:
    """What proves is never changed."""
    proven: sa.Column[bool] = sa.Column(
        "proven", ddl.BOOLEAN, nullable=False, server_default=sa.false()
    )
    op.add_column("membership", proven)
    ddl.table(
        "proof_request",
        *ddl.needed(KEY, "siret", "id", "person_id"),
        *ddl.needed(INSTANT, "asked_at"),
        *ddl.needed(TEXT, "address", "address_source", "digest"),
        *ddl.optional(INSTANT, "printed_at", "expires_at"),
        *ddl.needed(ddl.INTEGER, "tries"),
        *ddl.optional(INSTANT, "closed_at"),
        *ddl.needed(BIG, "revision"),
        key=["siret", "id"],
    )
    ddl.index_where(
        "ix_proof_request_waiting",
        "proof_request",
        ["asked_at"],
        "closed_at IS NULL AND printed_at IS NULL",
    )
    ddl.table(
        "evidence",
        *ddl.needed(KEY, "siret", "id", "person_id"),
        *ddl.needed(TEXT, "source", "method", "acr", "idp_id"),
        *ddl.needed(KEY, "siren"),
        *ddl.needed(INSTANT, "at"),
        *ddl.optional(INSTANT, "expires_at"),
        *ddl.needed(TEXT, "given_by", "reason"),
        key=["siret", "id"],
    )
    ddl.table(
        "proven_account",
        *ddl.needed(KEY, "siret", "id", "iban", "person_id"),
        *ddl.needed(INSTANT, "at"),
        key=["siret", "id"],
    )
    ddl.append_only("evidence")
    ddl.append_only("proven_account")


def _add_freezes() -> None:
    ddl.table(
        "freeze",
        *ddl.needed(KEY, "id"),
        *ddl.needed(TEXT, "what"),
        *ddl.needed(KEY, "key"),
        *ddl.needed(TEXT, "reason"),
        *ddl.needed(INSTANT, "at"),
        *ddl.needed(TEXT, "by"),
        *ddl.optional(INSTANT, "lifted_at"),
        *ddl.needed(TEXT, "lifted_by"),
        *ddl.needed(BIG, "revision"),
        key=["id"],
        indexes=[["what", "key"]],
    )


def _key_the_journal() -> None:
    op.add_column("journal_entry", sa.Column("tag", TEXT, nullable=False, server_default=""))
    op.create_index("ix_journal_entry_chain_subject", "journal_entry", ["chain", "subject"])
    ddl.table(
        "journal_head",
        *ddl.needed(KEY, "chain"),
        *ddl.needed(BIG, "number"),
        *ddl.needed(TEXT, "seal"),
        *ddl.needed(BIG, "anchored"),
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


def _unkey_the_journal() -> None:
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
