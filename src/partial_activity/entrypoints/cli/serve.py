"""``partial-activity serve``: the web, on granian."""

import os
import tempfile
from pathlib import Path

import click

from partial_activity.entrypoints import logs
from partial_activity.entrypoints.cli import extras
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.settings import FILE_VARIABLE

_SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"
_MOST_THREADS = 8
_OUR_LOGS = {"handlers": {}, "loggers": {"_granian": {"level": "INFO"}}}
"""The server's own lines go where ours go; of requests we tell ourselves, its access log is off."""
_LAST_ANSWERS = 10
"""Seconds a process has to end what it answers; one told to stop while it starts never hears it."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Its port.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    help="Processes; else one for each core.",
)
@click.option(
    "--threads",
    type=click.IntRange(min=1, max=_MOST_THREADS),
    default=2,
    show_default=True,
    help="Requests that one process answers at once.",
)
@config_option
def serve(*, host: str, port: int, workers: int, threads: int, config: Path | None) -> None:
    """Serve the API and the pages until told to stop (SIGTERM, Ctrl-C).

    Nothing is kept in the processes: as many may run, on as many machines, as the database bears.
    What happens is told on stderr, one line of JSON a request; on a terminal, for people.
    """
    try:
        from granian import Granian  # noqa: PLC0415  an extra, needed by this command alone
        from granian.constants import Interfaces  # noqa: PLC0415

        # Not the web itself, whose figures are shared only if that is said before it is imported.
        from partial_activity.entrypoints import limit_storage  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if not (lacking := extras.missing(extras.NEEDED["serve"])):
            raise
        raise extras.asking_for(lacking, "serve") from error
    # What is wrong with settings or tables is said here, once, and not by each process.
    with opened(config) as service:
        address = service.settings.base_url
        try:
            limit_storage.open_storage(service.settings.limit_storage.reveal)
        except limit_storage.StorageRefused as error:
            raise click.ClickException(str(error)) from error
    logs.begin()
    if config is not None:
        os.environ[FILE_VARIABLE] = str(config.resolve())
    with tempfile.TemporaryDirectory(prefix="partial-activity-figures-") as folder:
        os.environ.setdefault(_SHARED_FIGURES, folder)
        click.echo(f"Serving {address} on {host}:{port}; the API is at /api/v1/docs.", err=True)
        Granian(
            "partial_activity.entrypoints.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            factory=True,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            workers_kill_timeout=_LAST_ANSWERS,
            websockets=False,
            log_access=False,
            log_dictconfig=_OUR_LOGS,
        ).serve()
