"""The journal: what happened, in an order nobody can change unseen.

Entries hold identifiers and keyed hashes, never personal data. Each establishment has a chain of
its own; entries are sealed in batches by the worker.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import Factory

from partial_activity.domain.values import frozen


@frozen
class JournalEntry:
    """One fact of one establishment's chain (``service`` for what belongs to none)."""

    chain: str
    number: int
    """1, 2, 3 … in the chain; given by the store when the entry is added."""
    at: datetime
    actor: str
    """Person's id, or ``system``."""
    action: str
    subject: str
    facts: Mapping[str, str] = Factory(dict)
    seal: str = ""
    """Hash of the entry and of the seal before it; empty until the worker seals it."""


GENESIS = "0" * 64


def seal_of(previous: str, entry: JournalEntry) -> str:
    """The seal of an entry that follows ``previous``: SHA-256 of its canonical form."""
    parts = [
        previous,
        entry.chain,
        str(entry.number),
        entry.at.isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        *(f"{key}={entry.facts[key]}" for key in sorted(entry.facts)),
    ]
    canonical = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken(entries: Iterable[JournalEntry]) -> JournalEntry | None:
    """The first sealed entry of a chain, in order, that does not fit the one before; or None.

    Entries that wait for their seal are at the end: none is between two that are sealed.
    """
    previous, waiting = GENESIS, False
    for number, entry in enumerate(entries, start=1):
        if not entry.seal:
            waiting = True
        elif waiting or entry.number != number or entry.seal != seal_of(previous, entry):
            return entry
        else:
            previous = entry.seal
    return None
