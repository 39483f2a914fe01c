"""Tokens, in SQL."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from partial_activity.adapters.sql.schema import people as rows
from partial_activity.adapters.sql.schema.people import API_TOKEN
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.people.tokens import ApiToken

_WITH_DIGEST = select(API_TOKEN).where(API_TOKEN.c.digest == bindparam("digest"))


class SqlTokens:
    """See :class:`~partial_activity.ports.sessions.TokenStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, token: ApiToken) -> None:
        """Keep a new one: a digest is one token's."""
        self._transaction.add(API_TOKEN, rows.token_row(token), "token", token.id)

    def by_digest(self, digest: str) -> ApiToken | None:
        """Give the token whose secret has that digest."""
        row = self._transaction.first(_WITH_DIGEST, digest=digest)
        return rows.token(row) if row else None

    def of(self, person_id: str) -> Sequence[ApiToken]:
        """The last issued first."""
        query = (
            select(API_TOKEN)
            .where(API_TOKEN.c.person_id == person_id)
            .order_by(API_TOKEN.c.created_at.desc(), API_TOKEN.c.id)
        )
        return [rows.token(row) for row in self._transaction.rows(query)]

    def save(self, token: ApiToken) -> None:
        """Keep a change."""
        self._transaction.save(API_TOKEN, rows.token_row(token), "token", token.id)
