"""How many letters a second go from the outbox to a mail server, store by store.

    .venv/bin/python -m benchmarks.outbox          # 1,000 letters on memory and SQLite
    .venv/bin/python -m benchmarks.outbox 5000 postgresql+psycopg://...   # and on that database

The server is aiosmtpd, in a process of its own on the same machine; it forgets what it takes. A
letter is reserved, rendered as text and HTML, sent and marked, each in the unit of work it has in
the worker. Prints one line a store: the seconds, letters a second; and what rendering takes alone.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import attrs

from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine, upgrade
from partial_activity.adapters.system import SystemClock
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.ports.outbox import Mailer
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing.mail_server import HOST, free_port
from partial_activity.testing.sample_notices import sample_message
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import send_due

ADDRESS = EmailAddress("notifications@activite-partielle.example")
LETTERS = TemplateLetters(Letterhead("https://activite-partielle.example", ADDRESS))
BEFORE = datetime(2020, 4, 30, 12, tzinfo=UTC)


def main(letters: int, urls: list[str]) -> None:
    """Every store in turn, with the same letters."""
    messages = [message(number) for number in range(letters)]
    start = time.perf_counter()
    for one in messages:
        LETTERS.write(one)
    report("rendering alone", letters, time.perf_counter() - start)
    with server() as port, tempfile.TemporaryDirectory() as folder:
        relay = Relay(HOST, port, Encryption.NONE)
        mailer = SmtpMailer(relay, Sender(ADDRESS, "Activité partielle"), SystemClock())
        measure("memory", MemoryUnitsOfWork(), messages, mailer)
        for url in (f"sqlite:///{Path(folder) / 'store.db'}", *urls):
            engine = open_engine(url)
            upgrade(engine)
            vault = NirVault(NirKeys.of_secret(b"of a benchmark, thirty-two bytes"))
            measure(engine.dialect.name, SqlUnitsOfWork(engine, vault), messages, mailer)
            engine.dispose()
        mailer.close()


def measure(name: str, units: UnitsOfWork, messages: list[OutboxMessage], mailer: Mailer) -> None:
    """Fill the outbox, then drain it as the worker does."""
    with units() as uow:
        for one in messages:
            uow.outbox.add(one)
        uow.commit()
    sent, start = 0, time.perf_counter()
    while step := send_due(
        context=Context(units=units, clock=SystemClock(), letters=LETTERS, mailer=mailer)
    ).sent:
        sent += step
    report(name, sent, time.perf_counter() - start)
    assert sent == len(messages), "letters stayed behind"


def report(name: str, letters: int, seconds: float) -> None:
    """One line."""
    print(f"{name:16} {letters:6,} letters {seconds:7.2f} s {letters / seconds:8,.0f} letters/s")


def message(number: int) -> OutboxMessage:
    """The receipt of a request: the longest letter but one."""
    told = sample_message(NoticeKind.REQUEST_RECEIPT, "fr", request_id=f"{number:032x}")
    return attrs.evolve(told, created_at=BEFORE)


@contextmanager
def server() -> Iterator[int]:
    """A mail server that takes everything over and keeps nothing."""
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "--nosetuid"]
    command += ["--class", "aiosmtpd.handlers.Sink", "--listen", f"{HOST}:{port}"]
    with subprocess.Popen(command) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Until it listens."""
    for _ in range(100):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    msg = "the mail server did not start"
    raise TimeoutError(msg)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, sys.argv[2:])
