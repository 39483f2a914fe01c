"""A real mail server that says what a test tells it to say, for as long as the test lasts.

It needs aiosmtpd, which comes with the extra ``testing``.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from partial_activity.adapters.mail.smtp import Encryption

HOST = "127.0.0.1"
USER, PASSWORD = "notifications", "a password"


class Answers:
    """What the server says, and what it took over."""

    def __init__(self) -> None:
        """Take everything over."""
        self.taken: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.peers: list[object] = []
        """One for each connection that was greeted."""
        self.to_sender: list[str] = []
        """Answers to the next MAIL, one each; then 250."""
        self.to_recipient: dict[str, str] = {}
        """What it says to a recipient; ``abort`` hangs up instead."""
        self.to_data: list[str] = []
        """Answers to the next letters, one each; ``abort`` hangs up instead, then 250."""
        self.sessions: list[SMTP] = []

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, host: str, responses: list[str]
    ) -> list[str]:
        """Greet, and notice who came."""
        session.host_name = host
        if session.peer not in self.peers:
            self.peers.append(session.peer)
            self.sessions.append(server)
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Take the sender, or say what was told."""
        if self.to_sender:
            return self.to_sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Take the recipient, say what was told, or hang up."""
        if self.to_recipient.get(address) == "abort":
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined] # a socket's transport has it
            return "250 nobody hears this"
        if address in self.to_recipient:
            return self.to_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take the letter over, say what was told, or hang up."""
        answer = self.to_data.pop(0) if self.to_data else "250 taken over"
        if answer.startswith("abort"):
            if answer == "abort after taking over":
                self._take(envelope)
            assert server.transport is not None
            server.transport.abort()  # type: ignore[attr-defined] # a socket's transport has it
            return "250 nobody hears this"
        if answer.startswith("250"):
            self._take(envelope)
        return answer

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=SMTP_POLICY)
        assert isinstance(letter, EmailMessage)
        self.taken.append(letter)
        self.envelopes.append((str(envelope.mail_from), envelope.rcpt_tos))


class _Closing(Controller):
    """Closes every connection before its loop ends: one that is left open is a warning, later.

    Somebody may have connected, or hung up, a moment before, and a busy machine not seen to it yet.
    """

    def factory(self) -> SMTP:
        """One for each connection, remembered."""
        made = SMTP(self.handler, **self.SMTP_kwargs)
        self._made.append(made)
        return made

    def start(self) -> None:
        """Listen; no connection is there yet."""
        self._made: list[SMTP] = []
        super().start()

    def cancel_tasks(self, stop_loop: bool = True) -> None:  # noqa: FBT001, FBT002  as it is called
        """Called inside the loop, to end it."""
        del stop_loop
        self._end = self.loop.create_task(self._let_go())

    async def _let_go(self) -> None:
        assert self.server is not None
        # Not closed yet: what was accepted a moment ago could not join it any more.
        for listening in self.server.sockets:  # type: ignore[attr-defined] # asyncio's own has them
            self.loop.remove_reader(listening.fileno())
        while others := asyncio.all_tasks() - {self._end}:
            await asyncio.sleep(0)  # what was accepted has a transport now
            for made in self._made:
                if made.transport is not None:
                    made.transport.abort()  # type: ignore[attr-defined] # a socket's has it
            for task in others:
                task.cancel()
            await asyncio.wait(others)
        await asyncio.sleep(0)  # what is aborted is closed in the next round
        self.loop.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        port: int = tried.getsockname()[1]
    return port


@contextmanager
def served(
    answers: Answers,
    *,
    port: int | None = None,
    encryption: Encryption = Encryption.NONE,
    shown: ssl.SSLContext | None = None,
    login: bool = False,
) -> Iterator[int]:
    """The server, listening; its port. ``shown`` holds the certificate it shows, if it has one."""

    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    controller = _Closing(
        answers,
        hostname=HOST,
        port=port or free_port(),
        ssl_context=shown if encryption is Encryption.TLS else None,
        tls_context=shown if encryption is Encryption.STARTTLS else None,
        require_starttls=encryption is Encryption.STARTTLS,
        authenticator=check if login else None,
        auth_required=login,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def hang_up(answers: Answers) -> None:
    """Close the connections that are open, as a server does with idle ones."""
    for session in answers.sessions:
        transport = session.transport
        assert transport is not None
        session.loop.call_soon_threadsafe(transport.abort)  # type: ignore[attr-defined]
