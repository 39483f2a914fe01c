"""Versions of the screening policy, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables
from partial_activity.domain.screening.policy import PolicyVersion

POLICIES: Final = TableName[int, PolicyVersion]("policies")


class MemoryPolicies:
    """See :class:`~partial_activity.ports.stores.PolicyStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._policies = tables[POLICIES]

    def add(self, version: PolicyVersion) -> None:
        """Keep the next one."""
        self._policies.add("policy", version.number, version)

    def latest(self) -> PolicyVersion | None:
        """The one in force."""
        return next(iter(self.history(1)), None)

    def history(self, limit: int) -> Sequence[PolicyVersion]:
        """The last first."""
        versions = sorted(self._policies.values(), key=lambda one: one.number, reverse=True)
        return versions[:limit]
