"""A mailer that keeps its letters: to read them, and to play a server that says no."""

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.ports.outbox import Deferred, Letter, Undeliverable


class MemoryMailer:
    """See :class:`~partial_activity.ports.outbox.Mailer`."""

    letters: list[Letter]
    """The letters taken over, the first first; a repeat is there twice, with its Message-ID."""
    answers: dict[EmailAddress, Deferred | Undeliverable]
    """What the server says to a letter for an address, until it is taken out."""
    closed: bool

    def __init__(self) -> None:
        """Start empty, taking everything over."""
        self.letters, self.answers, self.closed = [], {}, True

    def send(self, letter: Letter) -> None:
        """Keep the letter, or say what the server was told to say."""
        self.closed = False
        if letter.to in self.answers:
            raise self.answers[letter.to]
        self.letters.append(letter)

    def close(self) -> None:
        """Note that it was closed; nothing is held."""
        self.closed = True
