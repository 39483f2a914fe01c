"""The tables of the office: its queue, the words of names, the heads of payment files.

All but the heads of files could be made again from the other tables.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
)

from partial_activity.adapters.sql.schema.tables import (
    CENTS,
    CLAIM,
    DECISION,
    DOCUMENT,
    HUNDREDTHS,
    KEY,
    METADATA,
    REQUEST,
    Instant,
)

QUEUED = Table(
    "queued",
    METADATA,
    Column("siret", KEY, primary_key=True),
    Column("kind", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("decide_by", Date, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("employees", BigInteger, nullable=False),
    Column("hours", HUNDREDTHS, nullable=False),
    Column("allowance", CENTS),
    Column("score", BigInteger, nullable=False),
    Column("drawn", Boolean, nullable=False),
    Column("results", DOCUMENT, nullable=False),
    Column("threshold", BigInteger),
    # In the order of the queue, so that a page is read and not all of it.
    Index(None, "decide_by", "kind", "siret", "id", "version"),
    Index(None, "kind", "decide_by", "siret", "id", "version"),
)
"""What waits for an officer. Its rows go away when a file is decided."""

QUEUED_CHECK = Table(
    "queued_check",
    METADATA,
    Column("siret", KEY, primary_key=True),
    Column("kind", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("check", KEY, primary_key=True),
    ForeignKeyConstraint(
        ["siret", "kind", "id", "version"],
        ["queued.siret", "queued.kind", "queued.id", "queued.version"],
        ondelete="CASCADE",
    ),
    Index(None, "check", "kind"),
)
"""Which checks hold it."""

ESTABLISHMENT_WORD = Table(
    "establishment_word",
    METADATA,
    Column("siret", KEY, primary_key=True),
    Column("word", KEY, primary_key=True),
    ForeignKeyConstraint(["siret"], ["establishment.siret"]),
    Index(None, "word", "siret"),
)
"""The words of its name, without accents, in small letters."""

PAYMENT_FILE = Table(
    "payment_file",
    METADATA,
    Column("reference", KEY, primary_key=True),
    Column("listed_at", Instant, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("amount", CENTS, nullable=False),
    Index(None, "listed_at", "reference"),
)
"""Written when a list is closed, and never again."""

for _looked_for in (REQUEST.c.id, CLAIM.c.id, DECISION.c.number):
    # Whose it is is not known to who looks for it.
    Index(f"ix_{_looked_for.table.name}_{_looked_for.name}", _looked_for)
