"""What was frozen, in SQL."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from partial_activity.adapters.sql.schema import freezes as rows
from partial_activity.adapters.sql.schema.freezes import FREEZE
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.office.freezes import Freeze, Frozen

_HELD = (
    select(FREEZE)
    .where(FREEZE.c.lifted_at.is_(None))
    .order_by(FREEZE.c.at.desc(), FREEZE.c.id.desc())
)
_FOUND = _HELD.where(FREEZE.c.what == bindparam("what"), FREEZE.c.key == bindparam("key")).limit(1)


class SqlFreezes:
    """See :class:`~partial_activity.ports.proofs.FreezeStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, freeze: Freeze) -> None:
        """Keep a new one."""
        self._transaction.add(FREEZE, rows.freeze_row(freeze), "freeze", freeze.id)

    def find(self, what: Frozen, key: str) -> Freeze | None:
        """The one that holds something."""
        row = self._transaction.first(_FOUND, what=what, key=key)
        return rows.freeze(row) if row else None

    def save(self, freeze: Freeze) -> None:
        """Keep that it was lifted."""
        self._transaction.save(FREEZE, rows.freeze_row(freeze), "freeze", freeze.id)

    def held(self) -> Sequence[Freeze]:
        """All that is frozen, the last first."""
        return [rows.freeze(row) for row in self._transaction.rows(_HELD)]
