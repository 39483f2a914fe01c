"""Identities at the hub, in SQL."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from partial_activity.adapters.sql.schema import identities as rows
from partial_activity.adapters.sql.schema.identities import IDENTITY
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.people.identities import Identity

_ONE = select(IDENTITY).where(
    IDENTITY.c.issuer == bindparam("issuer"), IDENTITY.c.subject == bindparam("subject")
)
_OF = (
    select(IDENTITY)
    .where(IDENTITY.c.person_id == bindparam("person_id"))
    .order_by(IDENTITY.c.linked_at, IDENTITY.c.issuer, IDENTITY.c.subject)
)


class SqlIdentities:
    """See :class:`~partial_activity.ports.identities.IdentityStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, identity: Identity) -> None:
        """Keep a new one."""
        self._transaction.add(IDENTITY, rows.identity_row(identity), "identity", identity.subject)

    def find(self, issuer: str, subject: str) -> Identity | None:
        """Find the one that is known, if it is."""
        row = self._transaction.first(_ONE, issuer=issuer, subject=subject)
        return rows.identity(row) if row else None

    def of(self, person_id: str) -> Sequence[Identity]:
        """List those of a person, the first linked first."""
        return [rows.identity(row) for row in self._transaction.rows(_OF, person_id=person_id)]

    def save(self, identity: Identity) -> None:
        """Keep a change."""
        self._transaction.save(IDENTITY, rows.identity_row(identity), "identity", identity.subject)

    def remove(self, issuer: str, subject: str) -> None:
        """Forget one, if it is there."""
        gone = delete(IDENTITY).where(IDENTITY.c.issuer == issuer, IDENTITY.c.subject == subject)
        self._transaction.run(gone, "identity", subject)
