"""Answers kept for a day, so that a request sent twice is answered twice and done once."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from attrs import field

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.values import frozen

KEPT_FOR = timedelta(hours=24)
"""The time for which an answer is kept; the same key is a new one afterwards."""
LONGEST_KEY = 255


@frozen
class KeyedRequest:
    """A request that its sender gave a key of their own, so as to be able to send it again."""

    person_id: str
    """Empty for who has no account."""
    route: str
    """What is asked for, whatever it is asked of: the name of the operation."""
    key: str
    digest: str
    """The digest of all that is asked: address and body."""

    def __attrs_post_init__(self) -> None:
        plain = self.key.isascii() and self.key.isprintable() and " " not in self.key
        if not (plain and 0 < len(self.key) <= LONGEST_KEY):
            message = f"a key has 1 to {LONGEST_KEY} plain signs without spaces; a UUID will do"
            raise InvalidValue(
                "out_of_range",
                "Idempotency-Key",
                message,
                f"une clé a de 1 à {LONGEST_KEY} signes simples, sans espace ; un UUID convient",
            )


@frozen
class KeptAnswer:
    """What was answered the first time, whole."""

    request: KeyedRequest
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    created_at: datetime
    expires_at: datetime


class KeyReused(Exception):
    """The key stands for another request: its sender would take one answer for the other."""


def digest_of(*parts: bytes) -> str:
    """SHA-256, in hexadecimal, of parts that nothing can move from one to the next."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()
