"""Other ways to sign in and to prove a firm, visas, and a ledger of what was paid."""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.sql.migrations import ddl

revision: str = "0004"
down_revision: str | None = "0003"

BIG = ddl.BIG


def upgrade() -> None:
    """Add the columns and the tables."""
    _add_month_and_replaced_of_payments()
    _add_position_of_entries()
    _add_identities()
    _add_security_keys()
    _add_visas()
    _add_effect_of_accounts()


def downgrade() -> None:
    """Take them away again."""
    _drop_effect_of_accounts()
    _drop_visas()
    _drop_month_and_replaced_of_payments()
    _drop_position_of_entries()
    _drop_identities()
    _drop_security_keys()


def _add_month_and_replaced_of_payments() -> None:
    """Orders that are there stay without them: the journal binds them as they are."""
    op.add_column("payment", sa.Column("month", ddl.DAY))
    op.add_column("payment", sa.Column("replaces", BIG, nullable=False, server_default="0"))


def _drop_month_and_replaced_of_payments() -> None:
    op.drop_column("payment", "replaces")
    op.drop_column("payment", "month")


_KEYED_OR_SEALED_ONCE = (
    "((OLD.tag = '' AND NEW.tag <> '') OR (NEW.tag = OLD.tag AND OLD.seal = '' AND NEW.seal <> ''))"
)


def _add_position_of_entries() -> None:
    """Entries that are sealed get theirs by their instants, those of one chain in its order."""
    op.add_column("journal_entry", sa.Column("position", BIG))
    _drop_triggers_of_entries()
    op.execute(
        "UPDATE journal_entry SET position = placed.place FROM (SELECT chain, number, "
        "row_number() OVER (ORDER BY latest, number, chain) AS place FROM (SELECT chain, number, "
        "max(at) OVER (PARTITION BY chain ORDER BY number) AS latest FROM journal_entry "
        "WHERE seal <> '') AS sealed) AS placed "
        "WHERE placed.chain = journal_entry.chain AND placed.number = journal_entry.number"
    )
    op.create_index("ix_journal_entry_chain_position", "journal_entry", ["chain", "position"])
    op.create_index("ix_journal_entry_position", "journal_entry", ["position"])
    ddl.table(
        "journal_sealed",
        *ddl.needed(ddl.KEY, "name"),
        *ddl.needed(BIG, "number"),
        key=["name"],
    )
    op.execute(
        "INSERT INTO journal_sealed (name, number) SELECT 'entries', max(position) "
        "FROM journal_entry HAVING max(position) > 0"
    )
    changed = ["seal", "number", "tag", "position"]
    ddl.append_only("journal_entry", unless=_KEYED_OR_SEALED_ONCE, columns=changed)


def _drop_position_of_entries() -> None:
    _drop_triggers_of_entries()
    op.drop_table("journal_sealed")
    op.drop_index("ix_journal_entry_position", "journal_entry")
    op.drop_index("ix_journal_entry_chain_position", "journal_entry")
    op.drop_column("journal_entry", "position")
    changed = ["seal", "number", "tag"]
    ddl.append_only("journal_entry", unless=_KEYED_OR_SEALED_ONCE, columns=changed)


def _drop_triggers_of_entries() -> None:
    of = " ON journal_entry" if ddl.on_postgresql() else ""
    for kind in ("update", "delete", *(["truncate"] if ddl.on_postgresql() else [])):
        op.execute(f"DROP TRIGGER journal_entry_no_{kind}{of}")


def _add_identities() -> None:
    """Sessions that are there were opened by links or providers: both showed who it was."""
    op.add_column(
        "web_session", sa.Column("means", ddl.TEXT, nullable=False, server_default="link")
    )
    ddl.table(
        "identity",
        *ddl.needed(ddl.KEY, "issuer", "subject", "person_id", "email"),
        *ddl.needed(ddl.INSTANT, "linked_at"),
        *ddl.needed(ddl.BOOLEAN, "confirmed"),
        *ddl.needed(ddl.BIG, "revision"),
        key=["issuer", "subject"],
    )
    op.create_index("ix_identity_person_id", "identity", ["person_id"])


def _drop_identities() -> None:
    op.drop_table("identity")
    with op.batch_alter_table("web_session") as session:
        session.drop_column("means")


def _add_security_keys() -> None:
    """Nobody had one."""
    ddl.table(
        "security_key",
        *ddl.needed(ddl.KEY, "id", "person_id"),
        *ddl.needed(ddl.TEXT, "name"),
        *ddl.needed(ddl.BYTES, "public_key"),
        *ddl.needed(ddl.BIG, "sign_count"),
        *ddl.needed(ddl.BOOLEAN, "synced"),
        *ddl.needed(ddl.INSTANT, "added_at"),
        *ddl.optional(ddl.INSTANT, "used_at"),
        *ddl.needed(ddl.BIG, "revision"),
        key=["id"],
        indexes=[["person_id"]],
    )


def _drop_security_keys() -> None:
    op.drop_table("security_key")


def _add_visas() -> None:
    """A visa takes its answer once; the rest of it is never changed."""
    ddl.table(
        "visa",
        *ddl.needed(ddl.KEY, "id", "what", "key"),
        *ddl.needed(ddl.INTEGER, "number"),
        *ddl.optional(ddl.KEY, "siret"),
        *ddl.needed(ddl.TEXT, "shown"),
        *ddl.needed(ddl.INSTANT, "asked_at"),
        *ddl.needed(ddl.KEY, "asked_by"),
        *ddl.needed(ddl.INSTANT, "expires_at"),
        *ddl.optional(ddl.TEXT, "answer"),
        *ddl.optional(ddl.INSTANT, "answered_at"),
        *ddl.needed(ddl.TEXT, "answered_by", "reason"),
        *ddl.needed(ddl.BIG, "revision"),
        key=["id"],
        unique=[["what", "key", "number"]],
        indexes=[["answered_at"]],
    )
    suspended = "state = 'suspended'"
    ddl.index_where("ix_establishment_suspended", "establishment", ["siret"], suspended)
    ddl.index_where("ix_visa_waiting", "visa", ["asked_at"], "answered_at IS NULL")
    ddl.append_only(
        "visa",
        unless="OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL",
        columns=["answer", "answered_at", "answered_by", "reason", "revision"],
    )


def _drop_visas() -> None:
    op.drop_table("visa")
    op.drop_index("ix_establishment_suspended", "establishment")


def _add_effect_of_accounts() -> None:
    """Accounts that are there are in effect: nobody was told a day."""
    op.add_column("proven_account", sa.Column("takes_effect", ddl.INSTANT))


def _drop_effect_of_accounts() -> None:
    op.drop_column("proven_account", "takes_effect")
