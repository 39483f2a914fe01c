"""ClamAV's daemon, asked over its INSTREAM protocol (clamd(8)): the file goes through the socket.

A file is clean where the daemon says ``stream: OK``, those words and no others. Its limit for a
stream, ``StreamMaxLength``, has to be at least that of a file that may be joined.
"""

import re
import socket
import struct
from contextlib import suppress
from urllib.parse import urlsplit

from attrs import frozen

from partial_activity.domain.authorisation.attachments import Verdict
from partial_activity.ports.scanner import ScannerSilent

_PART = 64 * 1024
_LONGEST_ANSWER = 4096
_CLEAN = b"stream: OK"
_FOUND = re.compile(rb"stream: [^\n]+ FOUND")
_DEFAULT_PORT = 3310


@frozen
class ClamdAddress:
    """Where the daemon listens: on a port of a machine, or on a socket of this one."""

    host: str = ""
    port: int = _DEFAULT_PORT
    path: str = ""

    @classmethod
    def parse(cls, text: str) -> "ClamdAddress":
        """Read ``tcp://127.0.0.1:3310`` or ``unix:///run/clamav/clamd.ctl``.

        Raises:
            ValueError: it is neither.
        """
        parts = urlsplit(text)
        if parts.scheme == "tcp" and parts.hostname and not parts.path:
            return cls(host=parts.hostname, port=parts.port or _DEFAULT_PORT)
        if parts.scheme == "unix" and not parts.netloc and parts.path:
            return cls(path=parts.path)
        msg = f"{text!r} is neither tcp://host:3310 nor unix:///run/clamav/clamd.ctl"
        raise ValueError(msg)


@frozen
class Clamd:
    """See :class:`~partial_activity.ports.scanner.Scanner`."""

    address: ClamdAddress
    seconds: float = 20.0
    """The daemon is waited for so long, at each of its answers."""

    def scan(self, content: bytes) -> Verdict:
        """Send the bytes, and read the verdict.

        Raises:
            ScannerSilent: the daemon is not there, or answers anything else.
        """
        parts = (content[at : at + _PART] for at in range(0, len(content), _PART))
        sized = (struct.pack("!I", len(part)) + part for part in parts)
        answer = self._asked(b"zINSTREAM\0", *sized, struct.pack("!I", 0))
        if answer == _CLEAN:
            return Verdict.CLEAN
        if _FOUND.fullmatch(answer):
            return Verdict.INFECTED
        raise ScannerSilent(answer[:80].decode("ascii", "replace") or "no answer")

    def answers(self) -> bool:
        """Tell whether it answers a ping."""
        try:
            return self._asked(b"zPING\0") == b"PONG"
        except ScannerSilent:
            return False

    def _asked(self, *sent: bytes) -> bytes:
        """What it answers, up to the NUL; what comes without one was cut short and says nothing."""
        try:
            with self._connected() as daemon:
                # It stops reading what is too long for it, and says so.
                with suppress(BrokenPipeError, ConnectionResetError):
                    for part in sent:
                        daemon.sendall(part)
                answer = b""
                while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
                    part = daemon.recv(_LONGEST_ANSWER)
                    if not part:
                        return b""
                    answer += part
        except OSError as error:
            raise ScannerSilent(error.strerror or "it does not answer") from error
        return answer[:-1] if answer.count(b"\0") == 1 and answer.endswith(b"\0") else b""

    def _connected(self) -> socket.socket:
        if not self.address.path:
            return socket.create_connection((self.address.host, self.address.port), self.seconds)
        daemon = socket.socket(socket.AF_UNIX)
        try:
            daemon.settimeout(self.seconds)
            daemon.connect(self.address.path)
        except BaseException:
            daemon.close()
            raise
        return daemon
