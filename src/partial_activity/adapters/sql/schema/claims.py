"""Monthly claims, every version, without their lines; the rules that assessments rest on."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
)

from partial_activity.adapters.sql.schema.columns import (
    EUROS,
    HOURS,
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
    version,
)
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimState

CLAIM_KEY = ("siret", "claim_id", "version")
"""The columns by which another table names a version of a claim."""

CLAIM = Table(
    "claim",
    METADATA,
    key("siret", SIRET),
    key("id"),
    version(),
    needed("decision_number", KEY),
    needed("month", Date),
    needed("state", one_of(ClaimState, SmallInteger())),
    needed("created_by", KEY),
    Column("submitted_at", Instant),
    Column("known_on", Date),
    needed("law_revision", Text),
    revision(),
    Index(None, "state", "submitted_at"),
    # For figures: what was submitted lately, of whatever state; the claims of a year.
    Index(None, "submitted_at"),
    Index(None, "month"),
    # Whose it is is not known to who looks for it.
    Index(None, "id"),
)


def of_claim() -> ForeignKeyConstraint:
    """The foreign key to the version of the claim that a row belongs to."""
    return ForeignKeyConstraint(CLAIM_KEY, ["claim.siret", "claim.id", "claim.version"])


CLAIM_SUM = Table(
    "claim_sum",
    METADATA,
    key("siret", SIRET),
    key("claim_id"),
    version(),
    key("basis"),
    needed("lines", BigInteger),
    needed("hours", HOURS),
    needed("indemnity", EUROS),
    needed("allowance", EUROS),
    of_claim(),
)
"""What the assessed lines of a version come to, by their rules: figures read no lines."""

CLAIM_TYPED = Table(
    "claim_typed",
    METADATA,
    key("siret", SIRET),
    key("claim_id"),
    version(),
    needed("sealed", LargeBinary),
    of_claim(),
)

BASIS = Table("basis", METADATA, key("digest"), needed("rules", Text))


def claim_row(claim: Claim) -> Row:
    """A row of ``claim``, which holds all but the lines."""
    return row_of(CLAIM, claim)


def claim(row: Read) -> Claim:
    """The value of a row of ``claim``, without its lines."""
    return value_of(Claim, row, lines=LINES_NOT_READ)
