"""Every table, by subject. A migration says the same once more; a test holds them equal.

Every key starts with the establishment, so that tables can be split by it. Except people, their
sessions, tokens and kept answers (nobody's establishment), the bases of assessments (the law's),
the journal's and the outbox's entries that are about no establishment, and the marks of processes.
"""

from partial_activity.adapters.sql.schema import (
    authorisation,
    claim_lines,
    claims,
    freezes,
    letters,
    marks,
    office,
    payments,
    people,
    proofs,
    screening,
    uploads,
    visas,
)
from partial_activity.adapters.sql.schema.columns import METADATA

__all__ = [
    "METADATA",
    "authorisation",
    "claim_lines",
    "claims",
    "freezes",
    "letters",
    "marks",
    "office",
    "payments",
    "people",
    "proofs",
    "screening",
    "uploads",
    "visas",
]
