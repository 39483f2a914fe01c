"""Visas of a second person, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from partial_activity.adapters.sql.schema import visas as rows
from partial_activity.adapters.sql.schema.visas import VISA
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.adapters.store_rules import refuse_answered_visa
from partial_activity.domain.errors import NotFound
from partial_activity.domain.office.visas import Signed, Visa

_ONE = select(VISA).where(VISA.c.id == bindparam("id"))
_ABOUT = (
    select(VISA)
    .where(VISA.c.what == bindparam("what"), VISA.c.key == bindparam("key"))
    .order_by(VISA.c.number.desc())
)
_WAITING = (
    select(VISA)
    .where(VISA.c.answered_at.is_(None), VISA.c.expires_at > bindparam("now"))
    .order_by(VISA.c.asked_at, VISA.c.id)
)
_ANSWERED = (
    select(VISA)
    .where(VISA.c.answered_at.is_not(None))
    .order_by(VISA.c.answered_at.desc(), VISA.c.id.desc())
)


class SqlVisas:
    """See :class:`~partial_activity.ports.visas.VisaStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, visa: Visa) -> None:
        """Keep a new one."""
        self._transaction.add(VISA, rows.visa_row(visa), "visa", visa.id)

    def get(self, visa_id: str) -> Visa:
        """The visa, or ``NotFound``."""
        row = self._transaction.first(_ONE, id=visa_id)
        if row is None:
            raise NotFound("visa", visa_id)
        return rows.visa(row)

    def save(self, visa: Visa) -> None:
        """Keep its answer."""
        kept = self.get(visa.id)
        if kept.revision == visa.revision:
            refuse_answered_visa(kept, visa)
        self._transaction.save(VISA, rows.visa_row(visa), "visa", visa.id)

    def about(self, what: Signed, key: str) -> Sequence[Visa]:
        """All that were asked for one thing, the last first."""
        return [rows.visa(row) for row in self._transaction.rows(_ABOUT, what=what, key=key)]

    def waiting(self, now: datetime, limit: int) -> Sequence[Visa]:
        """Those that may still be answered, the first asked first."""
        found = self._transaction.rows(_WAITING.limit(limit), now=now)
        return [rows.visa(row) for row in found]

    def answered(self, limit: int) -> Sequence[Visa]:
        """Those that were answered, the last first."""
        return [rows.visa(row) for row in self._transaction.rows(_ANSWERED.limit(limit))]
