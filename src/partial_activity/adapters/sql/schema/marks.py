"""What processes leave for each other; about nobody, and left again where it is lost."""

from sqlalchemy import Table, Text

from partial_activity.adapters.sql.schema.columns import METADATA, Instant, key, needed

MARK = Table(
    "mark",
    METADATA,
    key("name"),
    needed("value", Text),
    needed("at", Instant),
)
