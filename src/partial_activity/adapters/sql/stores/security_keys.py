"""Security keys, in SQL."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from partial_activity.adapters.sql.schema import security_keys as rows
from partial_activity.adapters.sql.schema.security_keys import SECURITY_KEY
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.people.security_keys import SecurityKey

_ONE = select(SECURITY_KEY).where(SECURITY_KEY.c.id == bindparam("id"))
_OF = (
    select(SECURITY_KEY)
    .where(SECURITY_KEY.c.person_id == bindparam("person_id"))
    .order_by(SECURITY_KEY.c.added_at, SECURITY_KEY.c.id)
)


class SqlSecurityKeys:
    """See :class:`~partial_activity.ports.security_keys.SecurityKeyStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, key: SecurityKey) -> None:
        """Keep a new one."""
        self._transaction.add(SECURITY_KEY, rows.security_key_row(key), "security key", key.id)

    def find(self, key_id: str) -> SecurityKey | None:
        """Find the one of that name."""
        row = self._transaction.first(_ONE, id=key_id)
        return rows.security_key(row) if row else None

    def of(self, person_id: str) -> Sequence[SecurityKey]:
        """List those of a person, the first added first."""
        return [rows.security_key(row) for row in self._transaction.rows(_OF, person_id=person_id)]

    def save(self, key: SecurityKey) -> None:
        """Keep a change."""
        self._transaction.save(SECURITY_KEY, rows.security_key_row(key), "security key", key.id)

    def remove(self, key_id: str) -> None:
        """Forget one, if it is there."""
        gone = delete(SECURITY_KEY).where(SECURITY_KEY.c.id == key_id)
        self._transaction.run(gone, "security key", key_id)
