"""Visas of a second person."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text

from partial_activity.adapters.sql.schema.columns import (
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
    revision,
    row_of,
    value_of,
)
from partial_activity.domain.office.visas import Answer, Signed, Visa

_WAITS = text("answered_at IS NULL")

VISA = Table(
    "visa",
    METADATA,
    key("id"),
    needed("what", one_of(Signed, KEY)),
    needed("key", KEY),
    needed("number", Integer),
    Column("siret", SIRET),
    needed("shown", TEXT_BY_NAME),
    needed("asked_at", Instant),
    needed("asked_by", KEY),
    needed("expires_at", Instant),
    Column("answer", one_of(Answer)),
    Column("answered_at", Instant),
    needed("answered_by", Text),
    needed("reason", Text),
    revision(),
    UniqueConstraint("what", "key", "number"),
    Index("ix_visa_waiting", "asked_at", postgresql_where=_WAITS, sqlite_where=_WAITS),
    Index(None, "answered_at"),
)


def visa_row(visa: Visa) -> Row:
    """A row of ``visa``."""
    return row_of(VISA, visa)


def visa(row: Read) -> Visa:
    """The value of a row of ``visa``."""
    return value_of(Visa, row)
