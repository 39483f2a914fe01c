"""What is told to whom: an outbox message is written with the fact it tells, and sent later."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from attrs import Factory, frozen

from partial_activity.domain.identifiers import EmailAddress


class NoticeKind(Enum):
    """Every e-mail the service sends; each has a template in French and in English."""

    CONFIRMATION = "confirmation"
    JOIN_REQUEST = "join_request"
    JOIN_ACCEPTED = "join_accepted"
    REQUEST_RECEIPT = "request_receipt"
    DECISION = "decision"
    TACIT_APPROVAL = "tacit_approval"
    OPINION_DUE = "opinion_due"
    CLAIM_RECEIPT = "claim_receipt"
    CLAIM_REFUSED = "claim_refused"
    PAYMENT_SENT = "payment_sent"
    BANK_REJECTION = "bank_rejection"
    IBAN_CHANGED = "iban_changed"
    CLAIM_WINDOW_CLOSING = "claim_window_closing"


class Delivery(Enum):
    """Where a message stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """For good: the server refused the address; shown to people."""


@frozen
class OutboxMessage:
    """One e-mail to one person. ``values`` never hold a NIR."""

    id: str
    """Stable: the Message-ID is made from it, so that a repeat is recognised."""
    about: str
    """SIRET the message speaks of, or empty."""
    kind: NoticeKind
    to: EmailAddress
    language: str
    values: Mapping[str, str] = Factory(dict)
    created_at: datetime | None = None
    delivery: Delivery = Delivery.WAITING
    attempts: int = 0
    next_attempt_at: datetime | None = None
    last_error: str = ""


def message_id_of(kind: NoticeKind, *fact: str) -> str:
    """The id of the message that tells a fact: the same fact told twice to one person is found."""
    canonical = "\x1f".join(f"{len(part)}:{part}" for part in (kind.value, *fact))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]
