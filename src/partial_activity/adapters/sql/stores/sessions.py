"""Sessions, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from partial_activity.adapters.sql.schema import people as rows
from partial_activity.adapters.sql.schema.people import WEB_SESSION
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.people.sessions import Session

_WITH_DIGEST = select(WEB_SESSION).where(WEB_SESSION.c.digest == bindparam("digest"))


class SqlSessions:
    """See :class:`~partial_activity.ports.sessions.SessionStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, session: Session) -> None:
        """Keep a new one: a digest is one session's, and so is what opened it."""
        self._transaction.add(WEB_SESSION, rows.session_row(session), "session", session.id)

    def by_digest(self, digest: str) -> Session | None:
        """Give the session whose secret has that digest."""
        row = self._transaction.first(_WITH_DIGEST, digest=digest)
        return rows.session(row) if row else None

    def of(self, person_id: str) -> Sequence[Session]:
        """The last opened first."""
        query = (
            select(WEB_SESSION)
            .where(WEB_SESSION.c.person_id == person_id)
            .order_by(WEB_SESSION.c.opened_at.desc(), WEB_SESSION.c.id)
        )
        return [rows.session(row) for row in self._transaction.rows(query)]

    def save(self, session: Session) -> None:
        """Keep a change."""
        self._transaction.save(WEB_SESSION, rows.session_row(session), "session", session.id)

    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant."""
        old = delete(WEB_SESSION).where(WEB_SESSION.c.expires_at < expired_before)
        return self._transaction.run(old, "session", "")
