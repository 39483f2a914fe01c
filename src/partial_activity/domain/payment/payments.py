"""Payment lines: written once, never edited; corrections are new lines."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.values import Choice, frozen

LARGEST_TRANSFER = Euros(999_999_999_99)
"""What one SEPA credit transfer takes at most (EPC125-05, AT-T002)."""


class PaymentEvent(Choice):
    """What happened to a payment; the last event tells where it stands."""

    ORDERED = "ordered"
    LISTED = "listed"
    """Put on the list of a file, which never changes from then on; the file may not be written."""
    SENT = "sent"
    """The line is in a file handed to the bank."""
    TRANSMITTED = "transmitted"
    """That file has gone to the bank, says a person who held it against its hash."""
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"
    """It was settled, and the payee's bank sent it back: days or weeks later."""


FINAL = frozenset({PaymentEvent.SETTLED, PaymentEvent.REJECTED, PaymentEvent.RETURNED})
"""Events after which the bank has answered: what was settled may still be returned."""
UNPAID = frozenset({PaymentEvent.REJECTED, PaymentEvent.RETURNED})
"""Events by which nothing was paid in the end: what was due is due."""


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
    month: date | None = None
    """First day of the month that is paid; None: ordered before this was kept."""
    replaces: Euros = ZERO_EUROS
    """What was owed of earlier versions, for it came back, and is paid by this order instead."""

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
    """The reference of the file it is in."""
    reason: str = ""
    """The bank's code for a rejection."""


Events = Mapping[str, Sequence[PaymentRecord]]
"""What happened to some lines, by EndToEndId."""


def standing(records: Iterable[PaymentRecord]) -> PaymentEvent:
    """The state of a line: ordered, until something happened to it.

    A bank may answer before it was kept that the file went: what is final stays so, and the last
    of it counts.
    """
    events = [PaymentEvent.ORDERED, *(record.event for record in records)]
    return next((event for event in reversed(events) if event in FINAL), events[-1])


def paid_or_on_its_way(lines: Iterable[PaymentLine], events: Events) -> Euros:
    """What some lines paid or will pay: all but those the bank rejected or sent back."""
    return sum(
        (
            line.amount
            for line in lines
            if standing(events.get(line.end_to_end_id, ())) not in UNPAID
        ),
        ZERO_EUROS,
    )


def owed(lines: Iterable[PaymentLine], events: Events) -> Euros:
    """What came back of a claim and is still owed: what was charged for it, less what was paid.

    A payment ordered again is charged once, and what an order replaces was charged before.
    """
    lines = tuple(lines)
    first = (line for line in lines if line.attempt == 1)
    charged = sum((line.amount - line.replaces for line in first), ZERO_EUROS)
    return charged - paid_or_on_its_way(lines, events)


def account_to_use(given: Iban, given_at: datetime, lines: Sequence[PaymentLine]) -> Iban:
    """The account to pay on, when a request gave one and payments were mended with others.

    An account replaced after a rejection stays replaced, whatever claim it was mended for, until a
    request filed later gives it again.

    Args:
        given: account of the request the decision was made on.
        given_at: instant at which that request was filed.
        lines: all the payment lines of the establishment.
    """
    by_key = {(line.claim_id, line.claim_version, line.attempt): line for line in lines}
    in_use = given
    for line in sorted(lines, key=lambda line: line.ordered_at):
        before = by_key.get((line.claim_id, line.claim_version, line.attempt - 1))
        if before is not None and before.iban == in_use and line.ordered_at >= given_at:
            in_use = line.iban
    return in_use


def file_reference(lines: Iterable[PaymentLine]) -> str:
    """The name of a file of payments, made from what is in it: the same list has the same name.

    At most 35 letters and digits, as a MessageId; the bank refuses one it has seen.
    """
    listed = "\n".join(line.end_to_end_id for line in lines)
    return "AP" + hashlib.sha256(listed.encode()).hexdigest()[:32].upper()
