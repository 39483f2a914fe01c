"""Answers kept, in memory."""

from datetime import datetime
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables
from partial_activity.domain.people.idempotency import KeptAnswer

ANSWERS: Final = TableName[tuple[str, str, str], KeptAnswer]("answers")


class MemoryAnswers:
    """See :class:`~partial_activity.ports.stores.AnswerStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._answers = tables[ANSWERS]

    def find(self, person_id: str, route: str, key: str) -> KeptAnswer | None:
        """Expired or not."""
        return self._answers.find((person_id, route, key))

    def add(self, answer: KeptAnswer) -> None:
        """Keep a new one: a key is one answer's."""
        self._answers.add("answer", _key(answer), answer)

    def remove(self, answer: KeptAnswer) -> None:
        """Take one away."""
        self._answers.remove(_key(answer))

    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant."""
        old = [one for one in self._answers.values() if one.expires_at < expired_before]
        for one in old:
            self._answers.remove(_key(one))
        return len(old)


def _key(answer: KeptAnswer) -> tuple[str, str, str]:
    return answer.request.person_id, answer.request.route, answer.request.key
