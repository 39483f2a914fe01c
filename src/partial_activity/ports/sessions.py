"""Tokens of programs and sessions of browsers are kept here, by digest alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from partial_activity.domain.people.sessions import Session
from partial_activity.domain.people.tokens import ApiToken


class TokenStore(Protocol):
    """Tokens of people; a digest belongs to one token."""

    def add(self, token: ApiToken) -> None: ...
    def by_digest(self, digest: str) -> ApiToken | None: ...
    def of(self, person_id: str) -> Sequence[ApiToken]:
        """List a person's tokens, the last issued first."""

    def save(self, token: ApiToken) -> None: ...


class SessionStore(Protocol):
    """Sessions of people; a digest belongs to one, and so does the proof that opened it."""

    def add(self, session: Session) -> None: ...
    def by_digest(self, digest: str) -> Session | None: ...
    def of(self, person_id: str) -> Sequence[Session]:
        """List a person's sessions, the last opened first."""

    def save(self, session: Session) -> None: ...
    def forget(self, expired_before: datetime) -> int:
        """Remove the sessions that expired before an instant, and count them."""
