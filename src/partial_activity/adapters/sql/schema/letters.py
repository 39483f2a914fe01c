"""The outbox, and the register of issued documents."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text, text

from partial_activity.adapters.sql.schema import documents
from partial_activity.adapters.sql.schema.columns import (
    KEY,
    METADATA,
    SIRET,
    Converted,
    Instant,
    Read,
    Row,
    key,
    needed,
    one_of,
    row_of,
    value_of,
)
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.documents import DocumentKind, IssuedDocument
from partial_activity.domain.letters.notices import Delivery, NoticeKind, OutboxMessage

_WAITING, _FAILED = text("delivery = 'waiting'"), text("delivery = 'failed'")

MESSAGE = Table(
    "message",
    METADATA,
    key("about"),
    key("id"),
    needed("kind", one_of(NoticeKind)),
    needed("to", Converted(Text(), str, EmailAddress.kept)),
    needed("language", Text),
    needed("values", Text),  # sealed: among them are the tokens of links
    Column("created_at", Instant),
    needed("delivery", one_of(Delivery)),
    needed("attempts", Integer),
    Column("next_attempt_at", Instant),
    needed("last_error", Text),
    # The many that were sent weigh on neither.
    Index("ix_message_waiting", "created_at", postgresql_where=_WAITING, sqlite_where=_WAITING),
    Index("ix_message_failed", "created_at", postgresql_where=_FAILED, sqlite_where=_FAILED),
)

ISSUED_DOCUMENT = Table(
    "issued_document",
    METADATA,
    key("siret", SIRET),
    Column("file_sha256", KEY, primary_key=True, index=True),
    needed("code", KEY, index=True),
    needed("number", KEY, index=True),
    needed("kind", one_of(DocumentKind)),
    needed("subject", KEY),
    needed("version", Integer),
    Column("line", BigInteger),
    needed("edition", Text),
    needed("day", Date),
    needed("issued_at", Instant),
    Index(None, "siret", "subject", "version"),
)


def message_row(message: OutboxMessage, vault: NirVault) -> Row:
    """A row of ``message``; what the letter says is sealed in it."""
    said = documents.mapping_document(message.values)
    return row_of(MESSAGE, message, values=vault.seal_letter(said, message.about, message.id))


def message(row: Read, vault: NirVault) -> OutboxMessage:
    """The value of a row of ``message``.

    What versions before the seal wrote stands in clear, as a JSON object; it is read as it is.
    """
    kept = row["values"]
    clear = kept.startswith("{")  # which no Base64 does
    said = kept if clear else vault.open_letter(kept, row["about"], row["id"])
    return value_of(OutboxMessage, row, values=documents.mapping(said))


def document_row(document: IssuedDocument) -> Row:
    """A row of ``issued_document``."""
    return row_of(ISSUED_DOCUMENT, document)


def document(row: Read) -> IssuedDocument:
    """The value of a row of ``issued_document``."""
    return value_of(IssuedDocument, row)
