"""Orders to pay, what happened to them, what waits for a file, and the heads of files."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from partial_activity.adapters.sql.schema.columns import (
    EUROS,
    IBAN,
    KEY,
    METADATA,
    SIRET,
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
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.ports.office import FileHead

PAYMENT = Table(
    "payment",
    METADATA,
    key("siret", SIRET),
    key("claim_id"),
    version("claim_version"),
    version("attempt"),
    needed("end_to_end_id", KEY),
    needed("amount", EUROS),
    needed("iban", IBAN),
    needed("payee", Text),
    needed("ordered_at", Instant),
    Column("month", Date),
    needed("replaces", EUROS),
    UniqueConstraint("siret", "end_to_end_id"),
    CheckConstraint("amount > 0", name="amount"),
    Index(None, "end_to_end_id"),
    Index(None, "iban", "siret"),
)


def _of_payment() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["siret", "end_to_end_id"], ["payment.siret", "payment.end_to_end_id"]
    )


PAYMENT_TO_SEND = Table(
    "payment_to_send",
    METADATA,
    key("siret", SIRET),
    key("end_to_end_id"),
    needed("ordered_at", Instant),
    needed("reference", Text),  # of the file it is listed for; empty before
    _of_payment(),
    Index(None, "reference", "ordered_at"),
)
"""What waits for a file: the one table of payments whose rows go away."""

PAYMENT_EVENT = Table(
    "payment_event",
    METADATA,
    key("siret", SIRET),
    key("end_to_end_id"),
    key("event", one_of(PaymentEvent, KEY)),
    needed("position", Integer),
    needed("at", Instant),
    needed("reference", Text),
    needed("reason", Text),
    UniqueConstraint("siret", "end_to_end_id", "position"),
    _of_payment(),
    Index(None, "reference", "event"),
)

PAYMENT_FILE = Table(
    "payment_file",
    METADATA,
    key("reference"),
    needed("listed_at", Instant),
    needed("lines", Integer),
    needed("amount", EUROS),
    Index(None, "listed_at", "reference"),
)
"""Written when a list is closed, and never again."""


def payment_row(line: PaymentLine) -> Row:
    """A row of ``payment``."""
    return row_of(PAYMENT, line)


def payment(row: Read) -> PaymentLine:
    """The value of a row of ``payment``."""
    return value_of(PaymentLine, row)


def to_send_row(line: PaymentLine) -> Row:
    """A row of ``payment_to_send``, of a line that is in no file yet."""
    return row_of(PAYMENT_TO_SEND, line, reference="")


def payment_event_row(record: PaymentRecord, position: int) -> Row:
    """A row of ``payment_event``."""
    return row_of(PAYMENT_EVENT, record, position=position)


def payment_event(row: Read) -> PaymentRecord:
    """The value of a row of ``payment_event``."""
    return value_of(PaymentRecord, row)


def payment_file_row(head: FileHead) -> Row:
    """A row of ``payment_file``."""
    return row_of(PAYMENT_FILE, head)


def payment_file(row: Read) -> FileHead:
    """The value of a row of ``payment_file``."""
    return value_of(FileHead, row)
