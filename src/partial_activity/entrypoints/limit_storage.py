"""The web counts here how often it is asked: in each process, or in a store that all share."""

import time
from collections.abc import Callable
from gettext import gettext as _
from threading import Lock

from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string

IN_PROCESS = "memory://"
_PATIENCE = 0.25
"""Seconds a store may take to answer."""
_SWEEP_EVERY = 10.0


class StorageRefused(Exception):
    """A store of that kind is not known, or what speaks to it is not installed."""

    def __init__(self, uri: str) -> None:
        # Its beginning alone: after it stand names and passwords.
        kind = uri.partition(":")[0][:40]
        super().__init__(
            _(
                "limit_storage: {kind} is not a kind of store that is known, or its client is not "
                "installed (for redis://, pip install redis)"
            ).format(kind=kind)
        )


def open_storage(uri: str) -> Storage:
    """A store that is given up on quickly; nothing is asked of it yet.

    Raises:
        StorageRefused: of no kind that is known, or its client is not installed.
    """
    patience = {
        "redis": {"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE},
        "valkey": {"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE},
        "memcached": {"connect_timeout": _PATIENCE, "timeout": _PATIENCE},
    }
    if uri == IN_PROCESS:
        return ProcessCounts()
    kind = uri.partition(":")[0].partition("+")[0].removesuffix("s")
    try:
        found = storage_from_string(uri, **patience.get(kind, {}))
    except ConfigurationError:
        raise StorageRefused(uri) from None
    if not isinstance(found, Storage):  # "async+…": for servers that are asynchronous
        raise StorageRefused(uri)
    return found


class ProcessCounts(Storage):
    """Counts in this process, forgotten when their time is over.

    The one that comes with ``limits`` starts a thread every hundredth of a second.
    """

    STORAGE_SCHEME = None

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:  # noqa: TID251  how long, not which day
        super().__init__()
        self._seconds = seconds
        self._lock = Lock()
        self._counts: dict[str, tuple[int, float]] = {}
        self._sweep_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong: nothing."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, and say how many there are."""
        now = self._seconds()
        with self._lock:
            if now >= self._sweep_at:
                self._forget(now)
            count, until = self._counts.get(key, (0, 0.0))
            if until <= now:
                count, until = 0, now + expiry
            self._counts[key] = (count + amount, until)
            return count + amount

    def get(self, key: str) -> int:
        """Give the count."""
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > self._seconds() else 0

    def get_expiry(self, key: str) -> float:
        """Give the instant at which the count is forgotten."""
        now = self._seconds()
        return max(now, self._counts.get(key, (0, now))[1])

    def check(self) -> bool:
        """Tell that the store is there, as it always is."""
        return True

    def reset(self) -> int:
        """Forget everything; how many counts there were."""
        with self._lock:
            gone = len(self._counts)
            self._counts.clear()
        return gone

    def clear(self, key: str) -> None:
        """Forget one."""
        with self._lock:
            self._counts.pop(key, None)

    def _forget(self, now: float) -> None:
        self._counts = {key: kept for key, kept in self._counts.items() if kept[1] > now}
        self._sweep_at = now + _SWEEP_EVERY
