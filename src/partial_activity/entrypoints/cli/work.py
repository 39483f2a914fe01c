"""``partial-activity work``: the background worker."""

import logging
from datetime import timedelta
from gettext import gettext as _
from pathlib import Path
from threading import Event

import click

from partial_activity.entrypoints import logs
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.worker import Job, run, run_until_idle, stopped_by_signals

_log = logging.getLogger(__name__)
JOBS = (
    *("decide requests", "decide claims", "read claim files", "forget claim files", "remind"),
    *("send letters", "seal the journal", "anchor the journal", "queue what is held"),
    *("forget sessions", "forget answers"),
)
"""Names of what is done, which are looked up by what they are in English."""
_PULSE = timedelta(seconds=30)
"""The time between two notes that it works, which others look for."""


@click.command()
@click.option("--once", is_flag=True, help="Do what there is to do now, then end.")
@config_option
def work(*, once: bool, config: Path | None) -> None:
    """Decide, remind, send letters, seal the journal, until told to stop (SIGTERM, Ctrl-C)."""
    logs.begin()
    stop = Event()
    with opened(config) as service, stopped_by_signals(stop):
        mailer = service.mailer()
        jobs = service.jobs(mailer)
        try:
            if not once:
                _log.info("working", extra={"jobs": [job.name for job in jobs]})
                pulse = Job("note that it works", service.upkeep.work_goes_on, _PULSE)
                run((pulse, *jobs), stop)
                return
            for name, done in run_until_idle(jobs, stop).items():
                click.echo(_("{job}: {done}").format(job=_(name), done=done), err=True)
        except ExceptionGroup as failed:
            raise click.ClickException(failed.message) from failed
        finally:
            mailer.close()
