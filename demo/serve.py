"""``make serve``: the demo's data, the web and the worker beside it, and links that sign in.

For trying it on one's own machine: whoever reads what is printed here can be any of its people. A
real service sends such links to their mailboxes, and nowhere else.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event

from demo import hub, today
from demo.people import TO_TRY
from demo.reset import NotASandbox, in_use
from demo.telling import say
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.entrypoints.composition import Service, engine_of, open_service
from partial_activity.entrypoints.settings import PREFIX, Settings, read_settings
from partial_activity.entrypoints.worker import stopped_by_signals

_PROGRAM = (sys.executable, "-m", "partial_activity.entrypoints.cli.main")
_LINK_LIFE = timedelta(hours=12)
_PATIENCE = 60.0
"""Seconds for the web to answer first, and for both to end."""
_LOOK_EVERY = 0.2


def main(config: Path, port: int = 8000) -> int:
    """Run until told to stop; the exit status is 0 when that is why it ends."""
    if _taken(port):
        say(f"Something else answers on port {port}: end it, or make serve PORT={port + 1}")
        return 1
    try:
        with in_use(config.parent):
            return _serve(config, port)
    except NotASandbox as error:
        say(f"{error}.")
        return 1


def _serve(config: Path, port: int) -> int:
    settings = read_settings({}, config)
    links = _prepare(settings)
    stop = Event()
    with (
        stopped_by_signals(stop),
        hub.beside() as known,
        _running(config, port, known) as programs,
    ):
        if not _answers(f"http://127.0.0.1:{port}/healthz", programs, stop):
            return 0 if stop.is_set() else _tell_of_end(programs, config.parent)
        _say_how_to_begin(settings, links, port)
        while not stop.wait(_LOOK_EVERY):
            if _ended(programs):
                return _tell_of_end(programs, config.parent)
    say("", "Stopped.")
    return 0


def _taken(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _prepare(settings: Settings) -> Mapping[str, str]:
    """Tables, people and something to look at; the address of a link for each of them."""
    from partial_activity.adapters.sql import upgrade  # noqa: PLC0415

    engine = engine_of(settings)
    upgrade(engine)
    engine.dispose()
    service = open_service(settings)
    try:
        cast = today.people(service)
        today.file_today(service)
        return {f"{one.person.name}, {one.what}": _link(service, one.person.id) for one in cast}
    finally:
        service.engine.dispose()


def _base(port: int) -> str:
    """Name this machine: browsers ask security keys for a name, never for a number."""
    return f"http://localhost:{port}"


def _link(service: Service, person_id: str) -> str:
    until = service.context.clock.now() + _LINK_LIFE
    link = Link(service.context.ids.new(), person_id, None, Purpose.SIGN_IN, until)
    return service.context.links.seal(link)


@contextmanager
def _running(
    config: Path, port: int, hub_known_by: Mapping[str, str]
) -> Iterator[Mapping[str, "subprocess.Popen[bytes]"]]:
    """The web and the worker, each with a log beside the settings; both ended at the end."""
    commands = {
        "web": ("serve", "--port", str(port), "--workers", "2"),
        "worker": ("work",),
    }
    programs: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, words in commands.items():
            with (config.parent / f"{name}.log").open("wb") as log:
                programs[name] = subprocess.Popen(  # noqa: S603  our own program
                    (*_PROGRAM, *words, "--config", str(config)),
                    env=os.environ | {f"{PREFIX}BASE_URL": _base(port), **hub_known_by},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # Ctrl-C is for this process: it tells them.
                    start_new_session=True,
                )
        yield programs
    finally:
        for program in programs.values():
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
        for program in programs.values():
            try:
                program.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                program.kill()


def _answers(address: str, programs: Mapping[str, "subprocess.Popen[bytes]"], stop: Event) -> bool:
    """Whether it does, as soon as it does."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and not stop.is_set() and not _ended(programs):
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310  our own address
                return not _ended(programs)
        except OSError:
            stop.wait(_LOOK_EVERY)
    return False


def _ended(programs: Mapping[str, "subprocess.Popen[bytes]"]) -> list[str]:
    return [name for name, program in programs.items() if program.poll() is not None]


def _tell_of_end(programs: Mapping[str, "subprocess.Popen[bytes]"], folder: Path) -> int:
    """Why it ends although nobody asked."""
    for name in _ended(programs) or ["web"]:
        say(f"The {name} does not run: see {folder / f'{name}.log'}, which ends so:")
        lines = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
        say(*(f"  {line[:300]}" for line in lines[-3:]))
    return 1


def _say_how_to_begin(settings: Settings, links: Mapping[str, str], port: int) -> None:
    base = _base(port)
    folder = settings.data_folder
    say(
        "",
        f"The demo answers on {base}  (API: {base}/api/v1/docs). Ctrl-C ends it.",
        "",
        "Sign in as one of its people: open the link, press the button. Each is good once, for "
        f"{_LINK_LIFE.seconds // 3600} hours.",
        "Only this demo prints links: a real service sends them to their owner's mailbox.",
    )
    for who, token in links.items():
        say("", f"  {who}", f"    {base}/sign-in/{token}")
    say("", f"Or sign up ({base}/sign-up) with an address of your own, for one of:")
    for one in TO_TRY:
        say(f"  {one.siret}  {one.name}: {one.kind}")
    say("", "Or through ProConnect: a small one of the demo asks on its page who you are.")
    for user in hub.USERS:
        say(f"  {user.given_name} {user.usual_name}: {hub.WHAT[user.subject]}")
    say(
        "",
        "A security key is added on the page of the account, where this computer has one.",
        "One browser holds one session: to be two people at once, use a private window.",
        "As it was at first: end it, then make reset.",
        "Another link: ask for it on the page and read the letter, which arrives within seconds.",
        f"  letters, as .eml files   {folder / 'mail'}",
        f"  log of the web           {folder / 'web.log'}",
        f"  log of the worker        {folder / 'worker.log'}",
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
