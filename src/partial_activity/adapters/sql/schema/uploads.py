"""Claim files that were sent, and what became of their lines, claim by claim."""

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

from partial_activity.adapters.sql.schema.columns import (
    KEY,
    METADATA,
    SIRET,
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
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadState, UploadStep
from partial_activity.domain.identifiers import Siret

UPLOAD = Table(
    "upload",
    METADATA,
    key("siret", SIRET),
    key("id"),
    needed("sent_by", KEY),
    needed("sent_at", Instant),
    needed("file_name", Text),
    needed("file", Text),
    needed("size", BigInteger),
    needed("step", one_of(UploadStep)),
    needed("state", one_of(UploadState)),
    needed("whole", Boolean),
    Column("claim_id", KEY),
    needed("lines", BigInteger),
    needed("refused", BigInteger),
    needed("faults", BigInteger),
    needed("attempts", Integer),
    Column("seen_at", Instant),
    Column("ended_at", Instant),
    needed("kept", Boolean),
    needed("fault", Text),
    needed("fault_french", Text),
    needed("fault_english", Text),
    revision(),
    Index(None, "siret", "sent_by", "sent_at"),
    Index(None, "state", "sent_at"),
    Index(None, "ended_at"),
)

UPLOADED_CLAIM = Table(
    "uploaded_claim",
    METADATA,
    key("siret", SIRET),
    key("upload_id"),
    key("step", one_of(UploadStep, KEY)),
    Column("place", BigInteger, primary_key=True),
    needed("claim_siret", SIRET),
    needed("decision_number", KEY),
    needed("month", Date),
    Column("claim_id", KEY),
    needed("added", BigInteger),
    needed("changed", BigInteger),
    needed("unchanged", BigInteger),
    needed("refused", BigInteger),
    ForeignKeyConstraint(["siret", "upload_id"], ["upload.siret", "upload.id"]),
)


def upload_row(upload: Upload) -> Row:
    """A row of ``upload``."""
    return row_of(UPLOAD, upload)


def upload(row: Read) -> Upload:
    """The value of a row of ``upload``."""
    return value_of(Upload, row)


def uploaded_claim_row(siret: Siret, upload_id: str, done: UploadedClaim) -> Row:
    """A row of ``uploaded_claim``, by the upload's key."""
    return row_of(UPLOADED_CLAIM, done, siret=siret, upload_id=upload_id)


def uploaded_claim(row: Read) -> UploadedClaim:
    """The value of a row of ``uploaded_claim``."""
    return value_of(UploadedClaim, row)
