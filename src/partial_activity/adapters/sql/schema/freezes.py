"""What somebody of the service stopped."""

from sqlalchemy import Column, Index, Table, Text

from partial_activity.adapters.sql.schema.columns import (
    KEY,
    METADATA,
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
from partial_activity.domain.office.freezes import Freeze, Frozen

FREEZE = Table(
    "freeze",
    METADATA,
    key("id"),
    needed("what", one_of(Frozen)),
    needed("key", KEY),
    needed("reason", Text),
    needed("at", Instant),
    needed("by", Text),
    Column("lifted_at", Instant),
    needed("lifted_by", Text),
    revision(),
    Index(None, "what", "key"),
)


def freeze_row(freeze: Freeze) -> Row:
    """A row of ``freeze``."""
    return row_of(FREEZE, freeze)


def freeze(row: Read) -> Freeze:
    """The value of a row of ``freeze``."""
    return value_of(Freeze, row)
