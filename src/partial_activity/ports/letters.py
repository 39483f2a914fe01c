"""What a message of the outbox looks like to the person who reads it."""

from typing import Protocol

from partial_activity.domain.letters.notices import OutboxMessage
from partial_activity.ports.outbox import Letter


class Unwritable(Exception):
    """A message that no letter can be made of: a value or a language is missing, our own fault."""


class Letters(Protocol):
    """Writes letters."""

    def write(self, message: OutboxMessage) -> Letter:
        """The letter, in the person's language, as text and as HTML; it never holds a NIR.

        Raises:
            Unwritable: the message lacks what its letter shows.
        """
