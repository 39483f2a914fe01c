"""Attachments: sealed at rest, named by what they are, given out once they are called clean."""

import socket
import socketserver
import struct
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import attrs
import pytest

from partial_activity.adapters.files.file_store import FolderFileStore
from partial_activity.adapters.scanning.clamd import Clamd, ClamdAddress
from partial_activity.domain.authorisation.attachments import Verdict, attachment_of
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.ports.scanner import ScannerSilent
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation.request_files import (
    Standing,
    attach,
    read_attachment,
    scan_waiting,
    standing_of,
)

PDF = b"%PDF-1.7 opinion of the council"
VIRUS = b"%PDF-1.7 EICAR"
KEY = bytes(range(32))


class Daemon:
    """A server that speaks the protocol of clamd, on a port or a socket of this machine."""

    def __init__(self, path: Path | None = None) -> None:
        self.answer: bytes | None = None
        """Said whatever it is sent; None: what clamd says."""
        self.received = b""
        daemon = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(daemon.says(self))

        if path is None:
            self.server: socketserver.BaseServer = socketserver.ThreadingTCPServer(
                ("127.0.0.1", 0), Handler
            )
            host, port = self.server.server_address[:2]
            self.address = ClamdAddress.parse(f"tcp://{host!s}:{port}")
        else:
            self.server = socketserver.ThreadingUnixStreamServer(str(path), Handler)
            self.address = ClamdAddress.parse(f"unix://{path}")
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()

    def says(self, asked: socketserver.StreamRequestHandler) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            command += asked.rfile.read(1)
        if command == b"zPING\0":
            return b"PONG\0"
        assert command == b"zINSTREAM\0"
        self.received = b""
        while size := struct.unpack("!I", asked.rfile.read(4))[0]:
            self.received += asked.rfile.read(size)
        if self.answer is not None:
            return self.answer
        found = b"stream: Eicar-Signature FOUND\0"
        return found if b"EICAR" in self.received else b"stream: OK\0"

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(params=["tcp", "unix"])
def daemon(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Daemon]:
    found = Daemon(tmp_path / "clamd.ctl" if request.param == "unix" else None)
    yield found
    found.end()


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 3_000_000])
def test_the_daemon_is_sent_the_whole_file_and_believed(daemon: Daemon, size: int) -> None:
    clamd = Clamd(daemon.address)
    assert clamd.answers()
    content = b"x" * size
    assert clamd.scan(content) is Verdict.CLEAN
    assert daemon.received == content
    assert clamd.scan(content + b"EICAR") is Verdict.INFECTED


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"stream: OK",
        b"stream: OK\n\0",
        b"stream: ok\0",
        b" stream: OK\0",
        b"stream: OK\0stream: Eicar FOUND\0",
        b"stream: Not-OK\0",
        b"stream: a OK\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"stream:  FOUND\0",
        b"UNKNOWN COMMAND\0",
    ],
)
def test_what_is_not_those_words_exactly_releases_nothing(daemon: Daemon, answer: bytes) -> None:
    daemon.answer = answer
    with pytest.raises(ScannerSilent):
        Clamd(daemon.address, seconds=5).scan(PDF)


def test_a_daemon_that_is_away_or_says_nothing_is_silent(tmp_path: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        closed = ClamdAddress.parse(f"tcp://127.0.0.1:{deaf.getsockname()[1]}")
        assert not Clamd(closed).answers()
        deaf.listen()
        with pytest.raises(ScannerSilent):
            Clamd(closed, seconds=0.1).scan(PDF)
    nowhere = ClamdAddress.parse(f"unix://{tmp_path}/nothing")
    with pytest.raises(ScannerSilent):
        Clamd(nowhere).scan(PDF)


@pytest.mark.parametrize("wrong", ["", "127.0.0.1:3310", "http://clamd:3310", "tcp://", "unix://"])
def test_an_address_of_another_kind_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        ClamdAddress.parse(wrong)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World()
    # The files on a disk, the rest in memory.
    world.files = FolderFileStore(tmp_path / "files", KEY)  # type: ignore[assignment]
    return world


def test_a_file_is_given_out_once_the_scanner_called_it_clean(world: World, daemon: Daemon) -> None:
    ana = world.contact()
    draft = world.draft(ana)
    context = attrs.evolve(world.context, scanner=Clamd(daemon.address, seconds=5))

    def join(name: str, content: bytes) -> str:
        joined = attach(BAKERY, draft.id, name, content, actor=ana, context=context)
        return joined.attachments[-1].sha256

    def read(sha256: str) -> bytes:
        return read_attachment(BAKERY, draft.id, sha256, actor=ana, context=context)

    assert read(join("avis.pdf", PDF)) == PDF
    with pytest.raises(InvalidValue, match="virus"):
        join("virus.pdf", VIRUS)
    # The scanner cannot tell: the file is kept, and waits.
    daemon.answer = b"stream: Can't allocate memory ERROR\0"
    clean, infected = join("later.pdf", PDF + b" later"), join("later too.pdf", VIRUS + b" later")
    for waiting in (clean, infected):
        assert standing_of(waiting, context=context) is Standing.WAITING
        with pytest.raises(NotAllowed):
            read(waiting)
    assert scan_waiting(9, context=context) == 0
    daemon.answer = None
    assert scan_waiting(9, context=context) == 2
    assert read(clean) == PDF + b" later"
    assert standing_of(infected, context=context) is Standing.INFECTED
    with pytest.raises(NotAllowed):
        read(infected)
    assert scan_waiting(9, context=context) == 0
    # The scanner is taken out of the settings: what it found stands.
    without = world.context
    assert standing_of(clean, context=without) is Standing.RELEASED
    assert standing_of(infected, context=without) is Standing.INFECTED
    with pytest.raises(NotAllowed):
        read_attachment(BAKERY, draft.id, infected, actor=ana, context=without)


def test_nothing_rests_in_clear(world: World, tmp_path: Path) -> None:
    ana = world.contact()
    draft = world.draft(ana)
    attach(BAKERY, draft.id, "avis.pdf", PDF, actor=ana, context=world.context)
    (kept,) = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert b"PDF" not in kept.read_bytes()
    assert b"council" not in kept.read_bytes()
    with pytest.raises(NotFound):
        FolderFileStore(tmp_path / "files", bytes(32)).get(kept.stem)
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(NotFound):
        world.files.get(kept.stem)


def test_what_an_earlier_version_kept_in_clear_is_sealed(tmp_path: Path) -> None:
    store = FolderFileStore(tmp_path, KEY)
    sha256 = attachment_of("a.pdf", PDF).sha256
    clear = tmp_path / sha256[:2] / sha256
    clear.parent.mkdir()
    clear.write_bytes(PDF)
    assert store.seal_clear() == 1
    assert store.seal_clear() == 0
    assert store.get(sha256) == PDF
    assert not clear.exists()


def test_nobody_without_the_key_calls_a_file_clean(tmp_path: Path) -> None:
    store, forger = FolderFileStore(tmp_path, KEY), FolderFileStore(tmp_path, bytes(32))
    sha256, other = store.put(PDF), store.put(PDF + b"x")
    forger.judge(sha256, Verdict.CLEAN)
    assert store.verdict(sha256) is None
    store.judge(other, Verdict.CLEAN)
    (clean,) = tmp_path.glob(f"??/{other}.judged")
    (tmp_path / sha256[:2] / f"{sha256}.judged").write_bytes(clean.read_bytes())
    assert store.verdict(sha256) is None


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("avis.pdf", "avis.pdf"),
        ("avis.PDF", "avis.PDF"),
        ("avis.html", "avis.pdf"),
        ("avis.pdf.html", "avis.pdf"),
        ("avis.html.pdf", "avis.html.pdf"),
        ("avis.svg.exe", "avis.pdf"),
        ("avis", "avis.pdf"),
        ("avis v1.2", "avis v1.2.pdf"),
        (".html", "html.pdf"),
        ("", "attachment.pdf"),
        ("../../evil.js", "evil.pdf"),
    ],
)
def test_a_file_is_called_what_its_bytes_are(sent: str, named: str) -> None:
    assert attachment_of(sent, PDF).name == named


def test_what_is_no_document_is_refused_whatever_it_is_called() -> None:
    for content in (b"<!doctype html><script>", b" %PDF-1.7", b"MZ\x90", b"PK\x03\x04"):
        with pytest.raises(InvalidValue):
            attachment_of("avis.pdf", content)
