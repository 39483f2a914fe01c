"""Letters handed to a mail server, over one connection that is kept while it is good."""

import smtplib
import ssl
from collections import deque
from datetime import datetime, timedelta
from enum import Enum

from attrs import field, frozen

from partial_activity.adapters.mail.message import Sender, message_of
from partial_activity.ports.clock import Clock
from partial_activity.ports.outbox import Deferred, Letter, NotNow, Undeliverable

_MINUTE = timedelta(minutes=1)
_DONE, _HANGS_UP, _FIRST_PERMANENT = 250, 421, 500
_RECIPIENT_TAKEN = frozenset({250, 251})
_OUR_FAULT = frozenset({503, 530, 535, 538})
"""Answers to a recipient that speak of how we log in, not of the address: they stop all letters,
so that only what is sure is here."""
_SHOWN = 200
"""Characters of an answer that are kept."""


class Encryption(Enum):
    """The way in which the conversation is kept from being read."""

    STARTTLS = "starttls"
    """The conversation begins in the clear, then TLS before anything is said: port 587."""
    TLS = "tls"
    """The conversation is encrypted from the first byte: port 465."""
    NONE = "none"
    """The relay is on the same machine; no password is ever sent to it."""


@frozen
class Relay:
    """The server that takes letters over, and how it wants to be spoken to."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    """Empty: the server asks for no login."""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 20.0
    """The seconds that each answer of the server may take."""
    per_minute: int | None = None
    """Letters it takes in a minute from us; None: as many as there are."""

    def __attrs_post_init__(self) -> None:
        if self.user and self.encryption is Encryption.NONE:
            msg = "a password is not sent in the clear: use starttls or tls"
            raise ValueError(msg)
        if self.per_minute is not None and self.per_minute < 1:
            msg = f"a limit of {self.per_minute} letters a minute sends nothing"
            raise ValueError(msg)


class SmtpMailer:
    """See :class:`~partial_activity.ports.outbox.Mailer`; one conversation, for one thread."""

    def __init__(
        self,
        relay: Relay,
        sender: Sender,
        clock: Clock,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """Connect when the first letter comes; ``trusted`` None: what the machine trusts."""
        self._relay, self._sender, self._clock = relay, sender, clock
        self._trusted = trusted
        self._server: smtplib.SMTP | None = None
        self._taken: deque[datetime] = deque()

    def send(self, letter: Letter) -> None:
        """Hand the letter over; it returns once the server answered 250 to the whole of it."""
        now = self._clock.now()
        self._keep_the_limit(now)
        content = message_of(letter, self._sender, now)
        server = self._addressed(letter)
        self._taken.append(now)
        try:
            code, said = server.data(content)
        except smtplib.SMTPDataError as error:
            self._forget_letter(error.smtp_code)
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            msg = f"the mail server went away: {error}"
            raise Deferred(msg) from error
        if code != _DONE:
            self._forget_letter(code)
            raise _refusal(code, said)

    def close(self) -> None:
        """Say goodbye, if there is a connection."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            # Gone already; what it took over, it said so.
            server.close()

    def _keep_the_limit(self, now: datetime) -> None:
        """Refuse what is above the limit; a clock set back forgets what it has not reached."""
        limit = self._relay.per_minute
        recent = (at for at in self._taken if now - _MINUTE < at <= now)
        self._taken = deque(recent) if limit is not None else deque()
        if limit is not None and len(self._taken) >= limit:
            msg = f"{limit} letters went in the last minute, the most the server takes"
            raise NotNow(msg)

    def _addressed(self, letter: Letter) -> smtplib.SMTP:
        """The server, once it accepted sender and recipient.

        A connection that was left idle may be closed: nothing is lost by a second try on a new one.
        """
        if self._server is not None:
            try:
                return self._address(self._server, letter)
            except (_HungUp, smtplib.SMTPException, OSError):
                self._drop()
        server = self._connected()
        try:
            return self._address(server, letter)
        except _HungUpOnLetter as error:
            # A server that lets us in and hangs up on one recipient keeps nobody else waiting.
            self._drop()
            msg = f"the mail server went away at this recipient: {error}"
            raise Deferred(msg) from error
        except (_HungUp, smtplib.SMTPException, OSError) as error:
            self._drop()
            msg = f"the mail server went away: {error}"
            raise NotNow(msg) from error

    def _address(self, server: smtplib.SMTP, letter: Letter) -> smtplib.SMTP:
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(str(self._sender.address))
        if code == _HANGS_UP:
            raise _HungUp(_shown(code, said))
        if code != _DONE:
            # Our own address: no other letter would fare better.
            self._forget_letter(code)
            raise NotNow(_shown(code, said))
        try:
            code, said = server.rcpt(str(letter.to))
        except (smtplib.SMTPException, OSError) as error:
            raise _HungUpOnLetter(str(error)) from error
        if code == _HANGS_UP:
            raise _HungUpOnLetter(_shown(code, said))
        if code not in _RECIPIENT_TAKEN:
            self._forget_letter(code)
            raise NotNow(_shown(code, said)) if code in _OUR_FAULT else _refusal(code, said)
        return server

    def _forget_letter(self, code: int) -> None:
        """Leave the connection ready for the next letter, or leave it."""
        assert self._server is not None
        try:
            if code != _HANGS_UP and self._server.rset()[0] == _DONE:
                return
        except (smtplib.SMTPException, OSError):
            pass  # it is dropped below
        self._drop()

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        try:
            self._server = self._connect()
        except smtplib.SMTPResponseException as error:
            raise NotNow(_shown(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            msg = f"no mail server at {self._relay.host}:{self._relay.port}: {error}"
            raise NotNow(msg) from error
        return self._server

    def _connect(self) -> smtplib.SMTP:
        relay = self._relay
        trusted = self._trusted or ssl.create_default_context()
        if relay.encryption is Encryption.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                relay.host, relay.port, timeout=relay.timeout_seconds, context=trusted
            )
        else:
            server = smtplib.SMTP(relay.host, relay.port, timeout=relay.timeout_seconds)
        try:
            if relay.encryption is Encryption.STARTTLS:
                server.starttls(context=trusted)
            if relay.user:
                server.login(relay.user, relay.password)
        except BaseException:
            server.close()
            raise
        return server


class _HungUp(Exception):
    """The server said 421: it ends the conversation."""


class _HungUpOnLetter(_HungUp):
    """It did so when it heard the recipient."""


def _refusal(code: int, said: bytes | str) -> Deferred | Undeliverable:
    """What an answer means for the letter."""
    text = _shown(code, said)
    return Undeliverable(text) if code >= _FIRST_PERMANENT else Deferred(text)


def _shown(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"[:_SHOWN]
