"""``partial-activity serve``: the web, on granian."""

import os
import tempfile
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.entrypoints import logs
from partial_activity.entrypoints.cli import extras
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.language import told
from partial_activity.entrypoints.settings import FILE_VARIABLE

_SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"
_MOST_THREADS = 8
_OUR_LOGS = {"handlers": {}, "loggers": {"_granian": {"level": "INFO"}}}
"""The server's own lines go where ours go; of requests we tell ourselves, its access log is off."""
_LAST_ANSWERS = 10
"""Seconds a process has to end what it answers; one told to stop while it starts never hears it."""

_THREADS = "PARTIAL_ACTIVITY_THREADS"
_BACKLOG = 4096
"""Connections that wait to be accepted; the kernel takes no more than net.core.somaxconn."""
_IDLE_MILLISECONDS = 90_000
"""The time for the head of a request, from when its connection is open or was last answered."""
_PROMISED = 20_000
"""Connections at once on one machine."""
_OWN_FILES = 500
"""Descriptors a process needs beside those of its connections."""
_MOST_CONNECTIONS = 100_000
"""The most connections of one process; each costs some kilobytes."""


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
        from granian.http import HTTP1Settings  # noqa: PLC0415

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
            raise click.ClickException(told(error)) from error
    logs.begin()
    if config is not None:
        os.environ[FILE_VARIABLE] = str(config.resolve())
    connections = _connections(workers)
    os.environ[_THREADS] = str(threads)
    with tempfile.TemporaryDirectory(prefix="partial-activity-figures-") as folder:
        os.environ.setdefault(_SHARED_FIGURES, folder)
        serving = _("Serving {address} on {host}:{port}; the API is at /api/v1/docs.").format(
            address=address, host=host, port=port
        )
        click.echo(serving, err=True)
        Granian(
            "partial_activity.entrypoints.wsgi:front",
            address=host,
            port=port,
            interface=Interfaces.RSGI,
            factory=True,
            workers=workers,
            backlog=_BACKLOG,
            # Of connections, idle ones too, not of requests: those wait their turn in the front.
            backpressure=connections,
            http1_settings=HTTP1Settings(header_read_timeout=_IDLE_MILLISECONDS),
            respawn_failed_workers=True,
            workers_kill_timeout=_LAST_ANSWERS,
            websockets=False,
            log_access=False,
            log_dictconfig=_OUR_LOGS,
        ).serve()


def _connections(workers: int) -> int:
    """The connections one process may hold, once it may open as many files as the system lets it.

    What is not enough for what is promised is told at start, with the mend.
    """
    most = _most_files()
    connections = min(max(most - _OWN_FILES, most // 2), _MOST_CONNECTIONS)
    if connections * workers < _PROMISED:
        few = _(
            "At most {connections} connections at once, for {files} open files a process: raise "
            "the limit (LimitNOFILE= in systemd, ulimit -Hn) for {promised}."
        ).format(connections=connections * workers, files=most, promised=_PROMISED)
        click.echo(few, err=True)
    return connections


def _most_files() -> int:
    try:
        import resource  # noqa: PLC0415  not on Windows, which has no such limit
    except ModuleNotFoundError:
        return _MOST_CONNECTIONS
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _OWN_FILES
    most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most
