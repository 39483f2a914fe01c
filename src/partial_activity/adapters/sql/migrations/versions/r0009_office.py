"""The office: its queue, the words of names, the heads of payment files, numbers to look for."""

import sqlalchemy as sa
from alembic import op

from partial_activity.adapters.search_terms import sought_words

revision: str = "0009"
down_revision: str | None = "0008"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
_FILE = ("siret", "kind", "id", "version")
_LOOKED_FOR = (("request", "id"), ("claim", "id"), ("decision", "number"))
_AT_ONCE = 5_000


def upgrade() -> None:
    """Make the tables, and fill those that can be filled from what is kept."""
    _queue()
    _words()
    _files()
    for table, column in _LOOKED_FOR:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop them: who waits can no longer be told in order, nothing else is lost."""
    for table, column in _LOOKED_FOR:
        op.drop_index(f"ix_{table}_{column}", table)
    for table in ("payment_file", "establishment_word", "queued_check", "queued"):
        op.drop_table(table)


def _queue() -> None:
    op.create_table(
        "queued",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("employees", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("allowance", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(*_FILE, name="pk_queued"),
    )
    by_day = ("decide_by", "kind", "siret", "id", "version")
    by_kind = ("kind", "decide_by", "siret", "id", "version")
    for columns in (by_day, by_kind):
        op.create_index(f"ix_queued_{'_'.join(columns)}", "queued", list(columns))
    op.create_table(
        "queued_check",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("check", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            _FILE,
            [f"queued.{column}" for column in _FILE],
            name="fk_queued_check_siret_queued",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*_FILE, "check", name="pk_queued_check"),
    )
    op.create_index("ix_queued_check_check_kind", "queued_check", ["check", "kind"])


def _words() -> None:
    words = op.create_table(
        "establishment_word",
        sa.Column("siret", KEY, nullable=False),
        sa.Column("word", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["siret"], ["establishment.siret"], name="fk_establishment_word_siret_establishment"
        ),
        sa.PrimaryKeyConstraint("siret", "word", name="pk_establishment_word"),
    )
    op.create_index("ix_establishment_word_word_siret", "establishment_word", ["word", "siret"])
    named = op.get_bind().execute(sa.text("SELECT siret, name FROM establishment")).all()
    rows = [{"siret": siret, "word": word} for siret, name in named for word in sought_words(name)]
    for start in range(0, len(rows), _AT_ONCE):
        op.bulk_insert(words, rows[start : start + _AT_ONCE])


def _files() -> None:
    op.create_table(
        "payment_file",
        sa.Column("reference", KEY, nullable=False),
        sa.Column("listed_at", INSTANT, nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_payment_file"),
    )
    columns = ["listed_at", "reference"]
    op.create_index("ix_payment_file_listed_at_reference", "payment_file", columns)
    op.execute(
        "INSERT INTO payment_file (reference, listed_at, lines, amount) "
        "SELECT event.reference, MAX(event.at), COUNT(*), SUM(line.amount) "
        "FROM payment_event AS event JOIN payment AS line "
        "ON line.siret = event.siret AND line.end_to_end_id = event.end_to_end_id "
        "WHERE event.event = 'listed' GROUP BY event.reference"
    )
