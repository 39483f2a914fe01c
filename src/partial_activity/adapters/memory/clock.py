"""A clock moved by hand, and identifiers that can be foretold: for tests and for stories."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        """Start at an aware instant."""
        self.set(now)

    def now(self) -> datetime:
        """The instant it was last set to, in UTC."""
        return self._now

    def set(self, now: datetime) -> None:
        """Go to an instant, forwards or backwards."""
        assert now.tzinfo is not None, "an instant has a time zone"
        self._now = now.astimezone(UTC)

    def tick(self, by: timedelta) -> datetime:
        """Go on, and say what time it is then."""
        self.set(self._now + by)
        return self._now


class NumberedIds:
    """1, 2, 3 … as 32 hexadecimal characters: the same in every run, so not for a real service."""

    def __init__(self) -> None:
        """Start before 1."""
        self._last = 0

    def new(self) -> str:
        """The next one."""
        self._last += 1
        return f"{self._last:032x}"
