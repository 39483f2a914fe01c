"""Versions of the screening policy, in SQL."""

from collections.abc import Sequence

from sqlalchemy import select

from partial_activity.adapters.sql.schema import screening as rows
from partial_activity.adapters.sql.schema.screening import SCREENING_POLICY
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.screening.policy import PolicyVersion


class SqlPolicies:
    """See :class:`~partial_activity.ports.stores.PolicyStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, version: PolicyVersion) -> None:
        """Keep the next one."""
        row = rows.policy_row(version)
        self._transaction.add(SCREENING_POLICY, row, "policy", str(version.number))

    def latest(self) -> PolicyVersion | None:
        """The one in force."""
        return next(iter(self.history(1)), None)

    def history(self, limit: int) -> Sequence[PolicyVersion]:
        """The last first."""
        query = select(SCREENING_POLICY).order_by(SCREENING_POLICY.c.number.desc()).limit(limit)
        return [rows.policy(row) for row in self._transaction.rows(query)]
