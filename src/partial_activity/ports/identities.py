"""The store of whose account an identity at the hub signs in to; see ``ports.stores``."""

from collections.abc import Sequence
from typing import Protocol

from partial_activity.domain.people.identities import Identity


class IdentityStore(Protocol):
    """Identities; one, by who vouches for it and its subject there, belongs to one person."""

    def add(self, identity: Identity) -> None: ...
    def find(self, issuer: str, subject: str) -> Identity | None: ...
    def of(self, person_id: str) -> Sequence[Identity]:
        """List a person's identities, the first linked first."""

    def save(self, identity: Identity) -> None: ...
    def remove(self, issuer: str, subject: str) -> None:
        """Let it sign nobody in any more; one that is not there is no fault."""
