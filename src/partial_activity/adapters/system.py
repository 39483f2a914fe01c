"""The clock of the machine, and identifiers out of its source of chance."""

import secrets
from datetime import UTC, datetime


class SystemClock:
    """See :class:`~partial_activity.ports.clock.Clock`."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  this is where the clock port meets the clock


class RandomIds:
    """See :class:`~partial_activity.ports.clock.Ids`."""

    def new(self) -> str:
        """128 bits of chance: nobody guesses one, and none comes twice."""
        return secrets.token_hex(16)
