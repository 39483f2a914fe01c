"""Whether the machine's clock can be believed: irreversible work waits where it cannot.

What silence approves and what is sent to the bank is done for good. A clock that jumped by days
would do it early, and nothing would show it afterwards. So the clock is held against others: the
machine's count of seconds since it started, which nobody sets; what processes noted before; the
newest entry of the journal; the clock of the database's server. Once in doubt it stays so, for all
processes, until a person has looked (``partial-activity clock confirm``).
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from gettext import gettext as _
from pathlib import Path

from attrs import frozen

from partial_activity.adapters.sql.marks import Mark, SqlMarks
from partial_activity.ports.clock import Clock

TOLERANCE = timedelta(minutes=2)
"""Clocks that agree by NTP are closer than that."""
LONGEST_REST = timedelta(hours=36)
"""The time for which nothing may run without a question: a timer that works once a day is no
stop."""
_NOTED_EVERY = timedelta(seconds=30)
_DOUBT, _NOTED, _CONFIRMED = "clock doubt", "clock", "clock confirmed"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def uptime() -> tuple[str, float]:
    """The name of this start of the machine, and the seconds since; no name where it tells none."""
    try:
        boot = _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return "", 0.0
    return boot, time.clock_gettime(time.CLOCK_BOOTTIME)


@frozen
class ClockWatch:
    """Looks at one clock, for one database."""

    marks: SqlMarks
    clock: Clock
    compared: bool
    """Whether it is the machine's; one that is given (a demo, a test) is compared with nothing."""
    uptime: Callable[[], tuple[str, float]] = uptime

    def look(self) -> str | None:
        """Why the clock is in doubt; None: it is not.

        Raises:
            Unavailable: the database is not there.
        """
        if not self.compared:
            return None
        marks, now = self.marks.read(), self.clock.now()
        if _DOUBT in marks:
            return marks[_DOUBT].value
        boot, seconds = self.uptime()
        noted = marks.get(f"{_NOTED} {boot}") if boot else None
        doubt = self._since_start(noted, now, seconds) or self._against_others(marks, now)
        if doubt is not None:
            self.marks.leave(_DOUBT, doubt, now)
        elif noted is None or now - noted.at >= _NOTED_EVERY:
            self._note(boot, seconds, now)
        return doubt

    def confirm(self) -> None:
        """A person has looked at the clock: it is right as it is now."""
        now, (boot, seconds) = self.clock.now(), self.uptime()
        newest = self.marks.newest_entry()
        self.marks.leave(_CONFIRMED, newest.isoformat() if newest else "", now)
        for name in self.marks.read():
            if name.startswith(_NOTED) and name not in (_DOUBT, _CONFIRMED):
                self.marks.take_away(name)
        self._note(boot, seconds, now)
        self.marks.take_away(_DOUBT)

    def _note(self, boot: str, seconds: float, now: datetime) -> None:
        if boot:
            self.marks.leave(f"{_NOTED} {boot}", f"{seconds:.1f}", now)
        self.marks.leave(_NOTED, "", now)

    def _since_start(self, noted: Mark | None, now: datetime, seconds: float) -> str | None:
        if noted is None:
            return None
        off = (now - noted.at) - timedelta(seconds=seconds - float(noted.value))
        if abs(off) <= TOLERANCE:
            return None
        return _("it jumped by {time}").format(time=_shown(off))

    def _against_others(self, marks: Mapping[str, Mark], now: datetime) -> str | None:
        theirs = self.marks.clock()
        if theirs is not None and abs(theirs - now) > TOLERANCE:
            return _("it is {time} from the clock of the database").format(
                time=_shown(now - theirs)
            )
        confirmed, newest = marks.get(_CONFIRMED), self.marks.newest_entry()
        if newest is not None and confirmed is not None and newest.isoformat() == confirmed.value:
            newest = None  # It was seen by who confirmed.
        if newest is not None and newest - now > TOLERANCE:
            return _("it is {time} from the newest entry of the journal").format(
                time=_shown(now - newest)
            )
        noted = marks.get(_NOTED)
        if noted is None:
            return None
        known = max(filter(None, (noted.at, newest)))
        if noted.at - now > TOLERANCE:
            return _("it went back by {time} since the service last ran").format(
                time=_shown(now - noted.at)
            )
        if now - known > LONGEST_REST:
            return _("it is {time} after the service last ran").format(time=_shown(now - known))
        return None


def _shown(off: timedelta) -> str:
    """``+17 days, 0:00:00``; to the second."""
    sign = "-" if off < timedelta() else "+"
    return f"{sign}{timedelta(seconds=int(abs(off).total_seconds()))}"
