"""Messages written with the fact they tell, and the mailer that hands them on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage


class Outbox(Protocol):
    """Messages waiting; part of the unit of work, so that none is lost and none is told early."""

    def add(self, message: OutboxMessage) -> None:
        """Keep a message; ``Conflict`` when its id is there: a fact is told once."""

    def due(self, now: datetime, limit: int) -> Sequence[OutboxMessage]:
        """Waiting and due, the oldest first.

        One put off for longer than ``LONGEST_WAIT`` from now is due: a clock that was ahead did it.
        Claimed for this unit of work, so that two workers never take the same one.
        """

    def save(self, message: OutboxMessage) -> None: ...
    def about(self, siret: str) -> Sequence[OutboxMessage]:
        """All that was told about an establishment, the last first."""

    def told(self, siret: str, message_id: str) -> bool:
        """Whether there is a message of that id about an establishment."""

    def last_told(self, siret: str, kind: NoticeKind, to: EmailAddress) -> datetime | None:
        """Find when a message of a kind was last left for an address, about an establishment."""

    def waiting(self) -> int:
        """Count the letters that wait."""

    def oldest_waiting(self) -> datetime | None: ...
    def failed(self) -> Sequence[OutboxMessage]: ...


@frozen
class Letter:
    """An e-mail ready to go."""

    message_id: str
    """The outbox id, which becomes the Message-ID: the same letter twice has the same."""
    to: EmailAddress
    subject: str
    text: str
    html: str
    attachments: tuple[tuple[str, str, bytes], ...] = ()
    """Name, media type, bytes."""


class Deferred(Exception):
    """The server said "later" (4xx) for this letter, or went away while it was handed over."""


class NotNow(Deferred):
    """No letter goes at all: the server is not there, or has had enough for this minute."""


class Undeliverable(Exception):
    """The server said "never" (5xx) for this letter."""


class Mailer(Protocol):
    """Hands letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Returns once the server took it over.

        Raises:
            NotNow: no letter can go, this one or another.
            Deferred: not now; the letter may or may not have gone (a repeat has its Message-ID).
            Undeliverable: never for this address.
        """

    def close(self) -> None:
        """Let go of the connection, if there is one."""
