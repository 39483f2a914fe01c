"""The bank: payment files go out to it, answers come back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from partial_activity.domain.money import Euros
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine
from partial_activity.domain.words import Words


@frozen
class PaymentFile:
    """A list of payments that never changes: made again, it is the same file."""

    reference: str
    """The file's name and its MessageId, by which the bank knows a repeat."""
    listed_at: datetime
    execute_on: date
    lines: tuple[PaymentLine, ...]


class Bank(Protocol):
    """Takes payment files, and shows again what it was handed."""

    def send(self, file: PaymentFile) -> None:
        """Write a file for the bank, whole or not at all; on disk before it returns.

        Written again it is the same, byte by byte, or is left as it was.

        Raises:
            InvalidValue: the bank would refuse it; nothing was written.
            Unavailable: not now (a full disk, say); the same file may be written again.
        """

    def content(self, reference: str) -> bytes:
        """A file as it was written.

        Raises:
            NotFound: none was, or it is no longer here.
        """

    def payee_name(self, line: PaymentLine) -> str:
        """Write the payee's name as a file has it, in the letters and the length the bank takes."""


@frozen
class Control:
    """How many payments a bank says a file has, and their sum; None: it does not say."""

    lines: int | None = None
    amount: Euros | None = None


@frozen
class BankAnswer:
    """What a bank says of one payment, or of all those of a file that it does not name."""

    file: str
    """Reference of the file it answers to, as the bank gives it back."""
    end_to_end_id: str | None
    """The line that is answered; None: every line of the file that no other answer names."""
    code: str
    """Status as the bank wrote it, known to us or not: ``RJCT``."""
    outcome: PaymentEvent | None
    """``SETTLED``, ``REJECTED`` or ``RETURNED``; None: on its way, or an unknown code."""
    reason: str = ""
    """Codes of the reasons, as the bank wrote them: ``AC04``."""
    told: str = ""
    """What the bank adds in words: to be shown, never kept, for it may hold a name."""
    amount: Euros | None = None
    """Amount of the payment, where the bank repeats it."""
    batch: str = ""
    """Reference of the block of payments, where the bank gives it back: that of the file too."""
    repeat: bool = False
    """The bank refused it as one it has had before: the first one stands, and may be paid."""
    control: tuple[Control, ...] = ()
    """What the bank says of the whole file that it answers to, and of its block of payments."""


class UnreadableAnswers(Exception):
    """A document is not a bank's answer.

    Attributes:
        said: why, with the mend.
    """

    def __init__(self, said: Words) -> None:
        self.said = said
        super().__init__(said.english)


class OtherMessage(UnreadableAnswers):
    """A document may be of a bank, and is another message than the one that is read."""


class ReadAnswers(Protocol):
    """The reading of a document in which a bank answers."""

    def __call__(self, document: bytes, /) -> Sequence[BankAnswer]:
        """The answers, in the order of the document; those to a whole file last.

        Raises:
            UnreadableAnswers: it is something else.
        """
