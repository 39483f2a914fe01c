"""What the service needs beside its code, looked at: ``/readyz``, ``status`` and ``db check`` tell.

A database that keeps what is written, a disk with room, the right key, a clock to believe, a worker
that works.
"""

import hmac
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from attrs import define, field

from partial_activity.adapters.sql.marks import Mark, SqlMarks
from partial_activity.domain.errors import Conflict
from partial_activity.entrypoints.clock_watch import ClockWatch
from partial_activity.ports.unit_of_work import Unavailable

_log = logging.getLogger(__name__)

LEAST_FREE = 64 << 20
"""Bytes free on the disk of the data folder, below which it counts as full."""
SILENT = timedelta(minutes=5)
"""A worker that has not noted for longer that it works does not; its longest step takes less."""
_KEY, _WORKER = "nir_key", "worker"
_PROBE = b"x" * 65_536
_SOON, _SMALL = 60.0, 256 << 20
"""Seconds between two looks into the whole file of SQLite, and bytes up to which one is taken."""


class WrongKey(Exception):
    """``nir_key`` is not the one the numbers were sealed under."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "nir_key: it is not the key the social security numbers of this database are "
                "sealed under; with it none can be read, and new ones would be lost to the right "
                "key"
            )
        )


def check_value(key: bytes) -> str:
    """What tells one key from another and tells nothing of it."""
    return hmac.digest(key, b"check value of the key", "sha256").hex()[:32]


@define(eq=False)
class Upkeep:
    """Looks after one database, one data folder and one clock."""

    marks: SqlMarks
    watch: ClockWatch
    data_folder: Path
    database: Path | None
    """The file of SQLite; None: another kind."""
    key: str
    """The check value of the key given."""
    _damage: str | None = field(default=None, init=False)
    _looked_at: float = field(default=float("-inf"), init=False)

    def begin(self) -> None:
        """Begin a process: know the key, and look at the clock.

        Raises:
            WrongKey: another was used before.
            Unavailable: the database is not there.
        """
        kept = self.marks.read().get(_KEY)
        if kept is not None and kept.value != self.key:
            raise WrongKey
        try:
            if kept is None:
                self.marks.leave(_KEY, self.key, self.watch.clock.now())
            self.watch.look()
        except (Conflict, Unavailable) as error:
            # A disk that is full keeps nobody from reading; ``faults`` tells of it.
            _log.warning("nothing could be noted at the start", exc_info=error)

    def faults(self, *, whole: bool = False) -> Mapping[str, str]:
        """What is wrong, by name; empty: nothing is.

        Args:
            whole: look into the whole file of SQLite, however large and however lately one did.
        """
        found: dict[str, str | None] = {
            "database": self.marks.fault(self.watch.clock.now()) or self._damaged(whole=whole),
            "disk": self._disk(),
        }
        try:
            marks = self.marks.read()
            found |= {
                "nir_key": str(WrongKey()) if self._other_key(marks) else None,
                "clock": self.clock_doubt(),
                "worker": self._worker(marks),
            }
        except (Conflict, Unavailable):
            found["database"] = found["database"] or _("not available")
        return {name: fault for name, fault in found.items() if fault is not None}

    def clock_doubt(self) -> str | None:
        """Why the clock is in doubt: irreversible work waits; None: it is not."""
        with suppress(Conflict):  # another process has just noted the same
            return self.watch.look()
        return None

    def work_goes_on(self) -> int:
        """Note that the worker works; nothing else was done."""
        self.clock_doubt()
        self.marks.leave(_WORKER, str(os.getpid()), self.watch.clock.now())
        return 0

    def _other_key(self, marks: Mapping[str, Mark]) -> bool:
        return _KEY in marks and marks[_KEY].value != self.key

    def _worker(self, marks: Mapping[str, Mark]) -> str | None:
        noted = marks.get(_WORKER)
        silent = self.watch.clock.now() - noted.at if noted else timedelta()
        if silent <= SILENT:
            return None
        minutes = int(silent.total_seconds()) // 60
        told = ngettext(
            "it has not worked for {minutes} minute: start `partial-activity work`",
            "it has not worked for {minutes} minutes: start `partial-activity work`",
            minutes,
        )
        return told.format(minutes=minutes)

    def _damaged(self, *, whole: bool) -> str | None:
        if self.database is None:
            return None
        small = self.database.exists() and self.database.stat().st_size <= _SMALL
        if whole or (small and time.monotonic() - self._looked_at >= _SOON):
            self._damage, self._looked_at = self.marks.damage(), time.monotonic()
        return self._damage

    def _disk(self) -> str | None:
        try:
            free = shutil.disk_usage(self.data_folder).free
            with tempfile.TemporaryFile(dir=self.data_folder, buffering=0) as probe:
                probe.write(_PROBE)
                os.fsync(probe.fileno())
        except OSError as error:
            return _("the data folder cannot be written to: {why}").format(
                why=_(error.strerror or "unknown error")
            )
        if free >= LEAST_FREE:
            return None
        return _("{megabytes} MB are free in the data folder").format(megabytes=free >> 20)
