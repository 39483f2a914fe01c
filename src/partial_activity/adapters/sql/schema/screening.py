"""What the checks of claims found, and the policy they are screened under."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, Text

from partial_activity.adapters.sql.schema.claims import of_claim
from partial_activity.adapters.sql.schema.columns import (
    CHECK_RESULTS,
    KEY,
    METADATA,
    SHARE,
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
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.domain.screening.policy import PolicyVersion

CLAIM_SCREENING = Table(
    "claim_screening",
    METADATA,
    key("siret", SIRET),
    key("claim_id"),
    version(),
    needed("outcome", one_of(Outcome)),
    needed("score", BigInteger),
    needed("drawn", Boolean),
    needed("results", CHECK_RESULTS),
    of_claim(),
)

SCREENING_POLICY = Table(
    "screening_policy",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    needed("since", Instant),
    needed("changed_by", KEY),
    needed("reason", Text),
    needed("threshold", BigInteger),
    needed("control_share", SHARE),
    needed("answer_within_days", BigInteger),
)


def screening_row(siret: Siret, claim_id: str, version: int, screening: Screening) -> Row:
    """A row of ``claim_screening``, by the claim's key."""
    claim = {"siret": siret, "claim_id": claim_id, "version": version}
    return row_of(CLAIM_SCREENING, screening, **claim)


def screening(row: Read) -> Screening:
    """The value of a row of ``claim_screening``."""
    return value_of(Screening, row)


def policy_row(version: PolicyVersion) -> Row:
    """A row of ``screening_policy``."""
    return row_of(SCREENING_POLICY, version)


def policy(row: Read) -> PolicyVersion:
    """The value of a row of ``screening_policy``."""
    return value_of(PolicyVersion, row)
