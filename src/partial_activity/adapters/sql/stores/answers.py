"""Answers kept, in SQL."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from partial_activity.adapters.sql.schema import people as rows
from partial_activity.adapters.sql.schema.people import KEPT_ANSWER
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.people.idempotency import KeptAnswer

_ONE = (
    KEPT_ANSWER.c.person_id == bindparam("person_id"),
    KEPT_ANSWER.c.route == bindparam("route"),
    KEPT_ANSWER.c.key == bindparam("key"),
)
_ANSWER, _WITHOUT = select(KEPT_ANSWER).where(*_ONE), delete(KEPT_ANSWER).where(*_ONE)


class SqlAnswers:
    """See :class:`~partial_activity.ports.stores.AnswerStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def find(self, person_id: str, route: str, key: str) -> KeptAnswer | None:
        """Expired or not."""
        row = self._transaction.first(_ANSWER, person_id=person_id, route=route, key=key)
        return rows.answer(row) if row else None

    def add(self, answer: KeptAnswer) -> None:
        """Keep a new one: a key is one answer's."""
        self._transaction.add(KEPT_ANSWER, rows.answer_row(answer), "answer", answer.request.key)

    def remove(self, answer: KeptAnswer) -> None:
        """Take one away."""
        request = answer.request
        one = {"person_id": request.person_id, "route": request.route, "key": request.key}
        self._transaction.run(_WITHOUT, "answer", request.key, one)

    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant."""
        old = delete(KEPT_ANSWER).where(KEPT_ANSWER.c.expires_at < expired_before)
        return self._transaction.run(old, "answer", "")
