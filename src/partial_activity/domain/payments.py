"""Payment lines: written once, never edited; corrections are new lines."""

from datetime import datetime
from enum import Enum

from attrs import frozen

from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.money import Euros


class PaymentEvent(Enum):
    """What happened to a payment; the last event tells where it stands."""

    ORDERED = "ordered"
    SENT = "sent"
    """In a file handed to the bank."""
    SETTLED = "settled"
    REJECTED = "rejected"


@frozen
class PaymentLine:
    """An order to pay the allowance of one claim version, once ever.

    The fact that is paid (claim, version, attempt) is the key: a second run finds it taken.
    ``attempt`` grows only after a bank rejection was mended.
    """

    siret: Siret
    claim_id: str
    claim_version: int
    attempt: int
    amount: Euros
    iban: Iban
    payee: str
    ordered_at: datetime

    def __attrs_post_init__(self) -> None:
        if self.amount.cents <= 0:
            msg = f"a payment is above zero: {self.amount}"
            raise ValueError(msg)

    @property
    def end_to_end_id(self) -> str:
        """What the bank gives back (EndToEndId, at most 35 characters), unique for ever."""
        return f"{self.claim_id[:24]}-{self.claim_version}-{self.attempt}"


@frozen
class PaymentRecord:
    """One event in the life of a payment line."""

    siret: Siret
    end_to_end_id: str
    event: PaymentEvent
    at: datetime
    reference: str = ""
    """File or bank reference."""
    reason: str = ""
    """Of a rejection: the bank's code."""
