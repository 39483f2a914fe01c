"""Identities at the hub, and whose account each signs in to."""

from sqlalchemy import Boolean, Index, Table

from partial_activity.adapters.sql.schema.columns import (
    EMAIL,
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
from partial_activity.domain.people.identities import Identity

IDENTITY = Table(
    "identity",
    METADATA,
    key("issuer"),
    key("subject"),
    needed("person_id", KEY),
    needed("email", EMAIL),
    needed("linked_at", Instant),
    needed("confirmed", Boolean),
    revision(),
    Index(None, "person_id"),
)


def identity_row(identity: Identity) -> Row:
    """Write a row of ``identity``."""
    return row_of(IDENTITY, identity)


def identity(row: Read) -> Identity:
    """Read the value of a row of ``identity``."""
    return value_of(Identity, row)
