"""Security keys, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, check_revision, next_revision
from partial_activity.domain.people.security_keys import SecurityKey

SECURITY_KEYS: Final = TableName[str, SecurityKey]("security keys")


class MemorySecurityKeys:
    """See :class:`~partial_activity.ports.security_keys.SecurityKeyStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._keys = tables[SECURITY_KEYS]

    def add(self, key: SecurityKey) -> None:
        """Keep a new one."""
        self._keys.add("security key", key.id, key)

    def find(self, key_id: str) -> SecurityKey | None:
        """Find the one of that name."""
        return self._keys.find(key_id)

    def of(self, person_id: str) -> Sequence[SecurityKey]:
        """List those of a person, the first added first."""
        mine = (one for one in self._keys.values() if one.person_id == person_id)
        return sorted(mine, key=lambda one: (one.added_at, one.id))

    def save(self, key: SecurityKey) -> None:
        """Keep a change."""
        check_revision(self._keys, "security key", key.id, key.revision)
        self._keys.put(key.id, next_revision(key))

    def remove(self, key_id: str) -> None:
        """Forget one, if it is there."""
        if self._keys.find(key_id) is not None:
            self._keys.remove(key_id)
