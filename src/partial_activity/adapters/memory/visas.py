"""Visas of a second person, in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.adapters.store_rules import refuse_answered_visa
from partial_activity.domain.errors import Conflict
from partial_activity.domain.office.visas import Signed, Visa

VISAS: Final = TableName[str, Visa]("visas")


class MemoryVisas:
    """See :class:`~partial_activity.ports.visas.VisaStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._visas = tables[VISAS]

    def add(self, visa: Visa) -> None:
        """Keep a new one."""
        if any(one.number == visa.number for one in self.about(visa.what, visa.key)):
            raise Conflict("visa", visa.id)
        self._visas.add("visa", visa.id, visa)

    def get(self, visa_id: str) -> Visa:
        """The visa, or ``NotFound``."""
        return found(self._visas.find(visa_id), "visa", visa_id)

    def save(self, visa: Visa) -> None:
        """Keep its answer."""
        check_revision(self._visas, "visa", visa.id, visa.revision)
        refuse_answered_visa(self.get(visa.id), visa)
        self._visas.put(visa.id, next_revision(visa))

    def about(self, what: Signed, key: str) -> Sequence[Visa]:
        """All that were asked for one thing, the last first."""
        theirs = [one for one in self._visas.values() if (one.what, one.key) == (what, key)]
        return sorted(theirs, key=lambda one: one.number, reverse=True)

    def waiting(self, now: datetime, limit: int) -> Sequence[Visa]:
        """Those that may still be answered, the first asked first."""
        open_now = [
            one for one in self._visas.values() if one.answer is None and one.expires_at > now
        ]
        return sorted(open_now, key=lambda one: (one.asked_at, one.id))[:limit]

    def answered(self, limit: int) -> Sequence[Visa]:
        """Those that were answered, the last first."""
        done = [(one.answered_at, one.id, one) for one in self._visas.values() if one.answered_at]
        return [one for _, _, one in sorted(done, key=lambda each: each[:2], reverse=True)][:limit]
