"""Tokens, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, check_revision, next_revision
from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.tokens import ApiToken

TOKENS: Final = TableName[str, ApiToken]("tokens")


class MemoryTokens:
    """See :class:`~partial_activity.ports.sessions.TokenStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._tokens = tables[TOKENS]

    def add(self, token: ApiToken) -> None:
        """Keep a new one: a digest is one token's."""
        if self.by_digest(token.digest) is not None:
            raise Conflict("token", token.id)
        self._tokens.add("token", token.id, token)

    def by_digest(self, digest: str) -> ApiToken | None:
        """Give the token whose secret has that digest."""
        return next((token for token in self._tokens.values() if token.digest == digest), None)

    def of(self, person_id: str) -> Sequence[ApiToken]:
        """The last issued first."""
        mine = [token for token in self._tokens.values() if token.person_id == person_id]
        mine.sort(key=lambda token: token.id)
        return sorted(mine, key=lambda token: token.created_at, reverse=True)

    def save(self, token: ApiToken) -> None:
        """Keep a change."""
        check_revision(self._tokens, "token", token.id, token.revision)
        self._tokens.put(token.id, next_revision(token))
