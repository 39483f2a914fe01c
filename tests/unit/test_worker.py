"""The worker: jobs in turn, a failing one set back, a stop that waits for the step at work."""

import logging
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest

from partial_activity.entrypoints.worker import Job, run, run_until_idle, stopped_by_signals

MINUTE = timedelta(minutes=1)


class HandTime(Event):
    """Time that passes only while somebody waits; it stops after an hour."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        """Let the time pass at once."""
        assert timeout is not None, "somebody would wait for ever"
        self.seconds += timeout
        if self.seconds >= 3600:
            self.set()
        return self.is_set()


@pytest.fixture
def stop() -> HandTime:
    """An hour to work in."""
    return HandTime()


def taking(*did: int | Exception) -> tuple[Callable[[], int], list[int | Exception]]:
    """A step that does so much each time, then nothing; and what is left of it."""
    left = list(did)

    def step() -> int:
        now = left.pop(0) if left else 0
        if isinstance(now, Exception):
            raise now
        return now

    return step, left


def test_a_job_goes_on_while_there_is_work_then_waits(stop: HandTime) -> None:
    """Three steps at once, the fourth finds nothing; then once a minute."""
    at: list[float] = []
    step, _ = taking(5, 5, 1)

    def timed() -> int:
        at.append(stop.seconds)
        return step()

    run([Job("mail", timed, MINUTE)], stop, seconds=lambda: stop.seconds)
    assert at[:6] == [0, 0, 0, 0, 60, 120]
    assert at[-1] == 3540


def test_a_busy_job_does_not_keep_the_others_waiting(stop: HandTime) -> None:
    """In turn, one step each."""
    order: list[str] = []

    def noted(name: str, *did: int) -> Job:
        step, _ = taking(*did)

        def one() -> int:
            order.append(name)
            return step()

        return Job(name, one, timedelta(hours=2))

    run([noted("mail", 1, 1, 1), noted("seal", 1)], stop, seconds=lambda: stop.seconds)
    assert order == ["mail", "seal", "mail", "seal", "mail", "mail"]


def test_a_job_that_fails_is_tried_later_each_time_and_the_others_go_on(
    stop: HandTime, caplog: pytest.LogCaptureFixture
) -> None:
    """One second, two, four …; when it works again it is said, and the wait begins anew."""
    caplog.set_level(logging.INFO)
    at: list[float] = []
    fails, _ = taking(*(OSError("no database") for _ in range(4)), 1)

    def failing() -> int:
        at.append(stop.seconds)
        return fails()

    worked: list[float] = []

    def working() -> int:
        worked.append(stop.seconds)
        return 0

    jobs = [Job("decide", failing, MINUTE), Job("seal", working, MINUTE)]
    run(jobs, stop, seconds=lambda: stop.seconds)
    assert at[:7] == [0, 1, 3, 7, 15, 15, 75]
    assert worked[:3] == [0, 60, 120]
    said = [record.getMessage() for record in caplog.records]
    assert said == [
        "decide failed, again in 0:00:01",
        "decide failed, again in 0:00:02",
        "decide failed, again in 0:00:04",
        "decide failed, again in 0:00:08",
        "decide works again after 4 failures",
    ]
    assert "no database" in caplog.text


def test_a_job_that_always_fails_is_tried_every_five_minutes_in_the_end(stop: HandTime) -> None:
    """It costs nothing, and goes on when what was wrong is mended."""
    at: list[float] = []

    def failing() -> int:
        at.append(stop.seconds)
        raise OSError

    run([Job("decide", failing, MINUTE)], stop, seconds=lambda: stop.seconds)
    assert at[-1] - at[-2] == 300


def test_nothing_more_is_begun_once_it_is_told_to_stop(stop: HandTime) -> None:
    """The step at work is finished; the next job's is not begun."""
    done: list[str] = []

    def last() -> int:
        stop.set()
        done.append("finished")
        return 1

    def never() -> int:
        done.append("begun")
        return 1

    run([Job("last", last, MINUTE), Job("never", never, MINUTE)], stop)
    assert done == ["finished"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_a_second_one_is_not_ours(number: signal.Signals) -> None:
    """What handled the signal before handles it again."""
    stop = Event()
    before = signal.getsignal(number)
    with stopped_by_signals(stop):
        os.kill(os.getpid(), number)
        assert stop.wait(10)
        assert signal.getsignal(number) is before
    assert signal.getsignal(number) is before


def test_all_there_is_to_do_is_done_at_once(stop: HandTime) -> None:
    """Also what one job leaves for another before it in the list."""
    mail: list[int] = []

    def send() -> int:
        return mail.pop() if mail else 0

    decisions, _ = taking(1, 1)

    def decide() -> int:
        did = decisions()
        mail.extend([1] * did)
        return did

    jobs = [Job("send", send, MINUTE), Job("decide", decide, MINUTE)]
    assert run_until_idle(jobs, stop) == {"send": 2, "decide": 2}
    assert stop.seconds == 0


def test_a_job_that_fails_when_all_is_done_at_once_stops_no_other(stop: HandTime) -> None:
    """Those after it have their turns, again and again; it is raised in the end."""
    fails, _ = taking(1, OSError("the first job is broken"), 1)
    mails, left = taking(1, 1, 1)
    jobs = [Job("decide", fails, MINUTE), Job("mail", mails, MINUTE)]
    with pytest.raises(OSError, match="the first job is broken"):
        run_until_idle(jobs, stop)
    assert left == []
    several = [Job(name, taking(OSError(name))[0], MINUTE) for name in ("decide", "seal")]
    with pytest.raises(ExceptionGroup, match="decide, seal failed"):
        run_until_idle(several, stop)


def test_what_fails_when_all_is_done_at_once_is_raised(stop: HandTime) -> None:
    """A story or a test must not wait for a fault to mend itself."""

    def failing() -> int:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  any is what is meant
        run_until_idle([Job("decide", failing, MINUTE)], stop)
