"""The queue of the office, which could be made again from the other tables; and the journal."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from partial_activity.adapters.sql.schema.columns import (
    CHECK_RESULTS,
    EUROS,
    HOURS,
    KEY,
    METADATA,
    SIRET,
    TEXT_BY_NAME,
    Instant,
    Read,
    Row,
    key,
    needed,
    one_of,
    row_of,
    value_of,
    version,
)
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.queue import Queued, QueueKind
from partial_activity.domain.screening.outcome import Outcome, Screening

_KIND = one_of(QueueKind, KEY)
_UNSEALED = text("seal = ''")
_MOVED = text("number > anchored")

QUEUED = Table(
    "queued",
    METADATA,
    key("siret", SIRET),
    key("kind", _KIND),
    key("id"),
    version(),
    needed("name", Text),
    needed("since", Instant),
    needed("decide_by", Date),
    needed("first_day", Date),
    needed("last_day", Date),
    needed("employees", BigInteger),
    needed("hours", HOURS),
    Column("allowance", EUROS),
    needed("score", BigInteger),
    needed("drawn", Boolean),
    needed("results", CHECK_RESULTS),
    Column("threshold", BigInteger),
    # In the order of the queue, so that a page is read and not all of it.
    Index(None, "decide_by", "kind", "siret", "id", "version"),
    Index(None, "kind", "decide_by", "siret", "id", "version"),
)
"""What waits for an officer. Its rows go away when a file is decided."""

QUEUED_CHECK = Table(
    "queued_check",
    METADATA,
    key("siret", SIRET),
    key("kind", _KIND),
    key("id"),
    version(),
    key("check"),
    ForeignKeyConstraint(
        ["siret", "kind", "id", "version"],
        ["queued.siret", "queued.kind", "queued.id", "queued.version"],
        ondelete="CASCADE",
    ),
    Index(None, "check", "kind"),
)
"""The checks that hold each file."""

JOURNAL_ENTRY = Table(
    "journal_entry",
    METADATA,
    key("chain"),
    Column("arrival", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger),
    needed("at", Instant),
    needed("actor", KEY),
    needed("action", Text),
    needed("subject", Text),
    needed("facts", TEXT_BY_NAME),
    needed("tag", Text),
    needed("seal", Text),
    Column("position", BigInteger),
    UniqueConstraint("chain", "number"),
    CheckConstraint("(seal = '') = (number IS NULL)", name="sealed_with_number"),
    Index(None, "chain", "subject"),
    Index(None, "chain", "position"),
    Index(None, "position"),
    Index(
        "ix_journal_entry_unsealed",
        "chain",
        "arrival",
        postgresql_where=_UNSEALED,
        sqlite_where=_UNSEALED,
    ),
)
"""``arrival`` keeps the order of writing inside the database. The seal brings a ``number``, and a
``position``: the place among the sealed entries of all chains."""

JOURNAL_HEAD = Table(
    "journal_head",
    METADATA,
    key("chain"),
    needed("number", BigInteger),
    needed("seal", Text),
    needed("anchored", BigInteger),  # number that the last anchor has; 0: none has one
    Index(
        "ix_journal_head_moved",
        "chain",
        postgresql_where=_MOVED,
        sqlite_where=_MOVED,
    ),
)
"""The place at which each chain was sealed last; anchors are made of it."""

JOURNAL_SEALED = Table(
    "journal_sealed",
    METADATA,
    key("name"),
    needed("number", BigInteger),
)
"""In one row, how many entries are sealed in all: who seals takes the next positions from it, one
after another, so that nothing is unique across establishments but this."""

JOURNAL_ARRIVAL = "journal_arrival"
"""The sequence of arrivals on PostgreSQL, which writers take from without waiting."""


def queued_row(queued: Queued) -> Row:
    """A row of ``queued``; what is in the queue was held."""
    screening = queued.screening
    screened = {"score": screening.score, "drawn": screening.drawn, "results": screening.results}
    return row_of(QUEUED, queued, first_day=queued.first, last_day=queued.last, **screened)


def queued(row: Read) -> Queued:
    """The value of a row of ``queued``."""
    screening = value_of(Screening, row, outcome=Outcome.HOLD)
    return value_of(Queued, row, first=row["first_day"], last=row["last_day"], screening=screening)


def journal_entry_row(entry: JournalEntry) -> Row:
    """A row of ``journal_entry``, but for its arrival; the number is kept with the seal only."""
    row = row_of(
        JOURNAL_ENTRY,
        entry,
        number=entry.number if entry.seal else None,
        arrival=None,
        position=None,
    )
    del row["arrival"]
    return row


def journal_entry(row: Read, place: int) -> JournalEntry:
    """The value of a row of ``journal_entry``; ``place`` is its number until it is sealed."""
    return value_of(JournalEntry, row, number=place if row["number"] is None else row["number"])
