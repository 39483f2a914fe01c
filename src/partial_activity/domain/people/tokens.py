"""Tokens: how a program acts for a person, within scopes, until a day, or until it is revoked."""

import hashlib
from datetime import datetime

import attrs

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.free_text import check_words
from partial_activity.domain.values import Choice, frozen

LONGEST_DAYS = 400
"""A year and time to change it: a token that nobody renews ends."""
_LONGEST_NAME = 100


class Scope(Choice):
    """What a program may do with a token; never more than the person may."""

    READ_ESTABLISHMENTS = "establishments:read"
    WRITE_ESTABLISHMENTS = "establishments:write"
    """Ask to join; let in and turn down who asks."""
    READ_REQUESTS = "requests:read"
    WRITE_REQUESTS = "requests:write"
    READ_DECISIONS = "decisions:read"
    """The queue of what waits, for officers."""
    WRITE_DECISIONS = "decisions:write"
    READ_CLAIMS = "claims:read"
    WRITE_CLAIMS = "claims:write"
    READ_PAYMENTS = "payments:read"
    """The program may read payments. It may not write any: a person who proves who they are does
    that."""
    READ_NOTICES = "notices:read"
    READ_EVENTS = "events:read"
    """Follow what changes; of each thing only what another scope lets the token read."""
    READ_STATISTICS = "statistics:read"
    READ_TOKENS = "tokens:read"
    WRITE_TOKENS = "tokens:write"
    """Revoke tokens; none is issued by another."""


@frozen
class ApiToken:
    """A token as it is kept: of the secret, which is shown once, there is only the digest."""

    id: str
    person_id: str
    name: str
    """What its owner knows it by."""
    digest: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    revision: int = 0

    def usable(self, now: datetime) -> bool:
        """Whether the token is neither expired nor revoked."""
        return self.revoked_at is None and now < self.expires_at

    def revoked(self, now: datetime) -> "ApiToken":
        """The token, of no use from now on.

        Raises:
            NotAllowed: it was revoked before.
        """
        if self.revoked_at is not None:
            raise NotAllowed("token", "revoked", "revoked")
        return attrs.evolve(self, revoked_at=now)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and drawn at random, so that nothing slow is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_wish(name: str, scopes: tuple[Scope, ...], days: int) -> None:
    """Refuse a token that cannot be.

    Raises:
        InvalidValue: it has no name, or one with a social security number; no scope, or too long a
            life.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        message = f"a token has a name of 1 to {_LONGEST_NAME} characters, to be known by"
        raise InvalidValue(
            "out_of_range",
            "name",
            message,
            f"un jeton a un nom de 1 à {_LONGEST_NAME} caractères, pour le reconnaître",
        )
    check_words(name, "name")
    if not scopes or len(set(scopes)) != len(scopes):
        raise InvalidValue(
            "missing",
            "scopes",
            "a token has one scope at least, each once",
            "un jeton a au moins un droit, chacun une fois",
        )
    if not 1 <= days <= LONGEST_DAYS:
        message = f"a token lives for 1 to {LONGEST_DAYS} days"
        raise InvalidValue(
            "out_of_range", "days", message, f"un jeton vit de 1 à {LONGEST_DAYS} jours"
        )
