"""Security keys of people: their public halves."""

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, Table, Text

from partial_activity.adapters.sql.schema.columns import (
    KEY,
    METADATA,
    Instant,
    Read,
    Row,
    key,
    needed,
    revision,
    row_of,
    value_of,
)
from partial_activity.domain.people.security_keys import SecurityKey

SECURITY_KEY = Table(
    "security_key",
    METADATA,
    key("id"),
    needed("person_id", KEY),
    needed("name", Text),
    needed("public_key", LargeBinary),
    needed("sign_count", BigInteger),
    needed("synced", Boolean),
    needed("added_at", Instant),
    Column("used_at", Instant),
    revision(),
    Index(None, "person_id"),
)


def security_key_row(security_key: SecurityKey) -> Row:
    """Write a row of ``security_key``."""
    return row_of(SECURITY_KEY, security_key)


def security_key(row: Read) -> SecurityKey:
    """Read the value of a row of ``security_key``."""
    return value_of(SecurityKey, row)
