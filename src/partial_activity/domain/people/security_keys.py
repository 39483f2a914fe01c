"""Security keys (WebAuthn): what somebody holds, and unlocks, to show that they are there now."""

from datetime import datetime

import attrs
from attrs import field

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.values import frozen

MOST_KEYS = 10
"""The most keys of one person."""
LONGEST_NAME = 50


@frozen(kw_only=True)
class NewKey:
    """A key that was just made for somebody, whose first answer holds."""

    id: str
    """The name of the credential, as browsers write it (base64url)."""
    public_key: bytes = field(repr=False)
    sign_count: int
    """The number of its signatures, as it counts them; a key that is copied counts none."""
    synced: bool
    """It may be copied to other devices of the person."""


@frozen(kw_only=True)
class SecurityKey:
    """A key of a person, as it is kept: what it signs is known by its public half."""

    id: str
    person_id: str
    name: str
    """The name by which the person knows it."""
    public_key: bytes = field(repr=False)
    sign_count: int
    synced: bool
    added_at: datetime
    used_at: datetime | None = None
    revision: int = 0

    def used(self, sign_count: int, now: datetime) -> "SecurityKey":
        """Give the key as it is after it has signed.

        Raises:
            NotAllowed: it has signed less often than it had before: there are two of it.
        """
        counts = sign_count > 0 or self.sign_count > 0
        if counts and sign_count <= self.sign_count:
            raise NotAllowed("security_key", "copied", "used")
        return attrs.evolve(self, sign_count=sign_count, used_at=now)
