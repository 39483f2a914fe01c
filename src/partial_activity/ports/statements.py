"""Statements of the account that payments are debited from, as the bank gives them."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from attrs import field, frozen

from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros


@frozen
class Movement:
    """What was booked on the account: one transfer, or the debit of a whole file."""

    amount: Euros
    """Above zero, whichever way it went."""
    booked_on: date | None
    reference: str
    """The bank's own, by which it finds the movement again."""
    credit: bool = field(kw_only=True)
    """Whether it came in."""
    end_to_end_id: str | None = None
    """Of the transfer, where the bank gives it back."""
    file: str | None = None
    """Reference of the payment file, where the bank gives it back (PmtInfId or MsgId)."""
    lines: int | None = None
    """How many transfers it is the sum of; None: it is one, or the bank does not say."""
    returned: str | None = None
    """The reason of a return, empty where none is given; None: it is no return."""
    other_account: Iban | None = None
    """Whose account stands on the other side, where the bank says so."""


@frozen
class Statement:
    """What was booked on an account over some time."""

    number: str
    """Of the statement, as the bank gives it."""
    account: Iban | None
    """None: the bank names the account in another way."""
    movements: tuple[Movement, ...]
    opening: Euros | None = None
    """Balance before; None: a notification has none."""
    closing: Euros | None = None


class ReadStatements(Protocol):
    """How the document in which a bank tells what was booked is read."""

    def __call__(self, document: bytes, /) -> Sequence[Statement]:
        """Read the statements in a document, in its order; only what is booked is told.

        Raises:
            UnreadableAnswers: it is something else, it is cut, or its sums do not add up.
        """
