"""The background worker: jobs in turn, one step at a time, until it is told to stop."""

import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from types import FrameType

from attrs import define, frozen

_log = logging.getLogger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(minutes=5)


@frozen
class Job:
    """Something to do again and again, in steps that are short and whole."""

    name: str
    step: Callable[[], int]
    """Does some of the work, and says how much; 0: there is none now."""
    every: timedelta
    """The time to wait once there is none."""


def run(jobs: Sequence[Job], stop: Event, *, seconds: Callable[[], float] = time.monotonic) -> None:
    """Run the jobs until ``stop`` is set; the step that is running is finished.

    A step that fails is logged and tried again, a little later each time; the other jobs go on.
    ``seconds`` never goes back, whatever the clock on the wall does.
    """
    turns = [_Turn(job, seconds()) for job in jobs]
    while not stop.is_set():
        for turn in turns:
            if stop.is_set():
                return
            if turn.due_at <= seconds():
                turn.due_at = _take(turn) + seconds()
        stop.wait(max(0.0, min(turn.due_at for turn in turns) - seconds()))


def run_until_idle(jobs: Sequence[Job], stop: Event) -> Mapping[str, int]:
    """Take every job's steps until none has anything to do; how much each did.

    For tests, stories and ``work --once``. A job that fails has no more turns, the others go on.

    Raises:
        Exception: what a job failed with, once the others have nothing more to do.
        ExceptionGroup: what several failed with.
    """
    done = {job.name: 0 for job in jobs}
    failed: dict[str, Exception] = {}
    busy = True
    while busy and not stop.is_set():
        busy = False
        for job in jobs:
            if job.name in failed or stop.is_set():
                continue
            try:
                did = job.step()
            except Exception as error:  # noqa: BLE001  whatever it is, it is raised in the end
                _log.exception("%s failed", job.name)
                failed[job.name] = error
                continue
            done[job.name] += did
            busy = busy or did > 0
    if len(failed) > 1:
        msg = f"{', '.join(failed)} failed"
        raise ExceptionGroup(msg, list(failed.values()))
    for only in failed.values():
        raise only
    return done


@contextmanager
def stopped_by_signals(stop: Event) -> Iterator[None]:
    """Set ``stop`` on SIGTERM or SIGINT; a second one ends the process as it would without us."""
    signals = (signal.SIGTERM, signal.SIGINT)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        for one in signals:
            signal.signal(one, before[one])
        _log.info("%s: finishing what is being done", signal.Signals(number).name)
        # From another thread: this one may be inside stop.wait(), and hold the lock of the event.
        Thread(target=stop.set).start()

    before = {one: signal.signal(one, on_signal) for one in signals}
    try:
        yield
    finally:
        for one in signals:
            signal.signal(one, before[one])


@define
class _Turn:
    """The turn of a job: when it is due, and how often it failed in a row."""

    job: Job
    due_at: float
    failures: int = 0


def _take(turn: _Turn) -> float:
    """One step; how many seconds until the next."""
    try:
        did = turn.job.step()
    except Exception:  # noqa: BLE001  whatever it is, the other jobs go on
        wait = min(FIRST_RETRY * (1 << min(turn.failures, 16)), LONGEST_RETRY)
        turn.failures += 1
        _log.exception("%s failed, again in %s", turn.job.name, wait)
        return wait.total_seconds()
    if turn.failures:
        _log.info("%s works again after %d failures", turn.job.name, turn.failures)
        turn.failures = 0
    return 0.0 if did else turn.job.every.total_seconds()
