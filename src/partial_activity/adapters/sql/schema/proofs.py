"""Who asked to be proven for a firm, what proved it, and the accounts they gave."""

from sqlalchemy import Column, Index, Integer, Table, Text, text

from partial_activity.adapters.sql.schema.columns import (
    IBAN,
    KEY,
    METADATA,
    SIRET,
    TEXTS,
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
from partial_activity.domain.people.evidence import Evidence, ProofRequest, ProvenAccount, Source

_WAITS = text("closed_at IS NULL AND printed_at IS NULL")

PROOF_REQUEST = Table(
    "proof_request",
    METADATA,
    key("siret", SIRET),
    key("id"),
    needed("person_id", KEY),
    needed("asked_at", Instant),
    needed("address", TEXTS),
    needed("address_source", Text),
    needed("digest", Text),
    Column("printed_at", Instant),
    Column("expires_at", Instant),
    needed("tries", Integer),
    Column("closed_at", Instant),
    revision(),
    Index("ix_proof_request_waiting", "asked_at", postgresql_where=_WAITS, sqlite_where=_WAITS),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    key("siret", SIRET),
    key("id"),
    needed("person_id", KEY),
    needed("source", one_of(Source)),
    needed("method", Text),
    needed("acr", Text),
    needed("idp_id", Text),
    needed("siren", KEY),
    needed("at", Instant),
    Column("expires_at", Instant),
    needed("given_by", Text),
    needed("reason", Text),
)

PROVEN_ACCOUNT = Table(
    "proven_account",
    METADATA,
    key("siret", SIRET),
    key("id"),
    needed("iban", IBAN),
    needed("person_id", KEY),
    needed("at", Instant),
    Column("takes_effect", Instant),
)


def request_row(request: ProofRequest) -> Row:
    """A row of ``proof_request``."""
    return row_of(PROOF_REQUEST, request)


def request(row: Read) -> ProofRequest:
    """The value of a row of ``proof_request``."""
    return value_of(ProofRequest, row)


def evidence_row(evidence: Evidence) -> Row:
    """A row of ``evidence``."""
    return row_of(EVIDENCE, evidence)


def evidence(row: Read) -> Evidence:
    """The value of a row of ``evidence``."""
    return value_of(Evidence, row)


def account_row(account: ProvenAccount) -> Row:
    """A row of ``proven_account``."""
    return row_of(PROVEN_ACCOUNT, account)


def account(row: Read) -> ProvenAccount:
    """The value of a row of ``proven_account``."""
    return value_of(ProvenAccount, row)
