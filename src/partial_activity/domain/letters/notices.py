"""What is told to whom: an outbox message is written with the fact it tells, and sent later."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from attrs import Factory, frozen

from partial_activity.domain.identifiers import EmailAddress


class NoticeKind(Enum):
    """Every e-mail the service sends; each has a template in French and in English."""

    CONFIRMATION = "confirmation"
    SIGN_IN = "sign_in"
    SERVICE_WELCOME = "service_welcome"
    """To an officer, a paying agent, an auditor or an administrator whom one has let in."""
    JOIN_REQUEST = "join_request"
    JOIN_ACCEPTED = "join_accepted"
    JOIN_DECLINED = "join_declined"
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


_TO_ALL = ("name", "siret", "establishment")
_REQUEST = (*_TO_ALL, "request_id", "version")
_AUTHORISED = (
    *(*_REQUEST, "number", "first_day", "last_day", "headcount", "forecast_hours"),
    *("iban", "commitments"),
)
"""A decision states the account (R. 5122-4) and notifies the commitments (R. 5122-9, III)."""
_CLAIM = (*_TO_ALL, "claim_id", "version", "month", "number")
_PAYMENT = (*_CLAIM, "amount", "iban", "reference")

VALUES: Mapping[NoticeKind, frozenset[str]] = MappingProxyType(
    {
        kind: frozenset(names)
        for kind, names in {
            NoticeKind.CONFIRMATION: (*_TO_ALL, "token", "expires_at"),
            NoticeKind.SIGN_IN: ("name", "token", "expires_at"),
            NoticeKind.SERVICE_WELCOME: ("name", "email", "role"),
            NoticeKind.JOIN_REQUEST: (*_TO_ALL, "joiner", "email", "role"),
            NoticeKind.JOIN_ACCEPTED: (*_TO_ALL, "role"),
            NoticeKind.JOIN_DECLINED: (*_TO_ALL, "role"),
            NoticeKind.REQUEST_RECEIPT: (
                *(*_REQUEST, "filed_by", "filed_at", "first_day", "last_day"),
                *("headcount", "forecast_hours", "tacit_from", "sha256"),
            ),
            NoticeKind.DECISION: (
                *(*_AUTHORISED, "kind", "outcome", "decided_at", "reasons", "message"),
            ),
            NoticeKind.TACIT_APPROVAL: (*_AUTHORISED, "filed_at", "tacit_from"),
            NoticeKind.OPINION_DUE: (*_REQUEST, "due_on"),
            NoticeKind.CLAIM_RECEIPT: (
                *(*_CLAIM, "submitted_at", "employees", "hours", "indemnity", "allowance"),
            ),
            NoticeKind.CLAIM_REFUSED: (*_CLAIM, "kind", "reasons", "message"),
            NoticeKind.PAYMENT_SENT: _PAYMENT,
            NoticeKind.BANK_REJECTION: (*_PAYMENT, "bank_code"),
            NoticeKind.IBAN_CHANGED: (*_TO_ALL, "old_iban", "new_iban", "changed_by", "changed_at"),
            NoticeKind.CLAIM_WINDOW_CLOSING: (
                *(*_TO_ALL, "number", "first_day", "last_day", "months", "closes_on", "days_left"),
            ),
        }.items()
    }
)
"""What a message of each kind carries: neither less nor more than its letter shows.

Days, instants and months are ISO (``2026-11-23``, ``2026-11-23T14:17:00+00:00``, ``2026-11``;
``months`` has one a line), amounts and hours plain decimals (``1234.50``, ``70.00``). ``role`` and
``bank_code`` are codes, ``outcome`` is ``accepted``, ``refused`` or ``withdrawn``, ``kind`` is
``automatic`` or ``officer``. An IBAN is masked. ``reasons`` are sentences in the person's language
with their article, one a line, ``commitments`` one a line; ``reasons``, ``commitments`` and
``message`` may be empty. ``number`` is the one of the decision
on the request, ``reference`` what the bank statement shows.
"""


LONGEST_WAIT = timedelta(hours=4)
"""No letter is put off for longer: a later time was written by a clock that was ahead."""


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
