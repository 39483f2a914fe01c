"""Sessions, in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, check_revision, next_revision
from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.sessions import Session

SESSIONS: Final = TableName[str, Session]("sessions")


class MemorySessions:
    """See :class:`~partial_activity.ports.sessions.SessionStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._sessions = tables[SESSIONS]

    def add(self, session: Session) -> None:
        """Keep a new one: a digest is one session's, and so is what opened it."""
        for other in self._sessions.values():
            if other.digest == session.digest or other.opened_by == session.opened_by:
                raise Conflict("session", session.id)
        self._sessions.add("session", session.id, session)

    def by_digest(self, digest: str) -> Session | None:
        """Give the session whose secret has that digest."""
        return next((one for one in self._sessions.values() if one.digest == digest), None)

    def of(self, person_id: str) -> Sequence[Session]:
        """The last opened first."""
        mine = [one for one in self._sessions.values() if one.person_id == person_id]
        mine.sort(key=lambda one: one.id)
        return sorted(mine, key=lambda one: one.opened_at, reverse=True)

    def save(self, session: Session) -> None:
        """Keep a change."""
        check_revision(self._sessions, "session", session.id, session.revision)
        self._sessions.put(session.id, next_revision(session))

    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant."""
        old = [one.id for one in self._sessions.values() if one.expires_at < expired_before]
        for session_id in old:
            self._sessions.remove(session_id)
        return len(old)
