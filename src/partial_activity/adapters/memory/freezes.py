"""What was frozen, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, check_revision, next_revision
from partial_activity.domain.office.freezes import Freeze, Frozen

FREEZES: Final = TableName[str, Freeze]("freezes")


class MemoryFreezes:
    """See :class:`~partial_activity.ports.proofs.FreezeStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._freezes = tables[FREEZES]

    def add(self, freeze: Freeze) -> None:
        """Keep a new one."""
        self._freezes.add("freeze", freeze.id, freeze)

    def find(self, what: Frozen, key: str) -> Freeze | None:
        """The one that holds something."""
        return next((one for one in self.held() if (one.what, one.key) == (what, key)), None)

    def save(self, freeze: Freeze) -> None:
        """Keep that it was lifted."""
        check_revision(self._freezes, "freeze", freeze.id, freeze.revision)
        self._freezes.put(freeze.id, next_revision(freeze))

    def held(self) -> Sequence[Freeze]:
        """All that is frozen, the last first."""
        held = [one for one in self._freezes.values() if one.lifted_at is None]
        return sorted(held, key=lambda one: (one.at, one.id), reverse=True)
