"""Identities at the hub, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, check_revision, next_revision
from partial_activity.domain.people.identities import Identity

IDENTITIES: Final = TableName[tuple[str, str], Identity]("identities")


class MemoryIdentities:
    """See :class:`~partial_activity.ports.identities.IdentityStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._identities = tables[IDENTITIES]

    def add(self, identity: Identity) -> None:
        """Keep a new one."""
        self._identities.add("identity", (identity.issuer, identity.subject), identity)

    def find(self, issuer: str, subject: str) -> Identity | None:
        """Find the one that is known, if it is."""
        return self._identities.find((issuer, subject))

    def of(self, person_id: str) -> Sequence[Identity]:
        """List those of a person, the first linked first."""
        mine = (one for one in self._identities.values() if one.person_id == person_id)
        return sorted(mine, key=lambda one: (one.linked_at, one.issuer, one.subject))

    def save(self, identity: Identity) -> None:
        """Keep a change."""
        key = (identity.issuer, identity.subject)
        check_revision(self._identities, "identity", key, identity.revision)
        self._identities.put(key, next_revision(identity))

    def remove(self, issuer: str, subject: str) -> None:
        """Forget one, if it is there."""
        if self._identities.find((issuer, subject)) is not None:
            self._identities.remove((issuer, subject))
