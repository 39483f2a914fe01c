"""What is told to whom: an outbox message is written with the fact it tells, and sent later."""

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from types import MappingProxyType

from attrs import Factory

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import Action
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import Words


class NoticeKind(Choice):
    """Every e-mail the service sends; each has a template in French and in English."""

    CONFIRMATION = "confirmation"
    SIGN_IN = "sign_in"
    IDENTITY_LINKED = "identity_linked"
    """To the mailbox of an account that an identity at ProConnect now signs in to."""
    KEYS_CHANGED = "keys_changed"
    """To the mailbox of an account to which a security key was added, or that lost one."""
    SERVICE_WELCOME = "service_welcome"
    """A welcome to an officer, a paying agent, an auditor or an administrator whom one has let
    in."""
    JOIN_REQUEST = "join_request"
    JOIN_ACCEPTED = "join_accepted"
    JOIN_DECLINED = "join_declined"
    PROOF_ASKED = "proof_asked"
    PROOF_GIVEN = "proof_given"
    REQUEST_RECEIPT = "request_receipt"
    DECISION = "decision"
    TACIT_APPROVAL = "tacit_approval"
    OPINION_DUE = "opinion_due"
    CLAIM_RECEIPT = "claim_receipt"
    CLAIM_REFUSED = "claim_refused"
    PAYMENT_SENT = "payment_sent"
    BANK_REJECTION = "bank_rejection"
    IBAN_CHANGED = "iban_changed"
    ACCOUNT_CHANGE = "account_change"
    CLAIM_WINDOW_CLOSING = "claim_window_closing"
    JOURNAL_ANCHOR = "journal_anchor"
    """A letter to the auditor that says how far the journal has come."""


_TO_ALL = ("name", "siret", "establishment")
_REQUEST = (*_TO_ALL, "request_id", "version")
_AUTHORISED = (
    *(*_REQUEST, "number", "first_day", "last_day", "headcount", "forecast_hours"),
    *("iban", "commitments", "closes_on"),
)
"""A decision states the account (R. 5122-4) and notifies the commitments (R. 5122-9, III)."""
_CLAIM = (*_TO_ALL, "claim_id", "version", "month", "number")
_PAYMENT = (*_CLAIM, "amount", "iban", "reference")
_FILERS = "who filed, and the principal contact"
_CONCERNED = "who filed, the principal contact, and the declarants"


@frozen
class Notice:
    """The facts about one kind of letter."""

    title: Words
    """What a list of letters calls it."""
    values: AbstractSet[str]
    """What a message carries: neither less nor more than its letter shows."""
    when: str
    """What brings it about, for docs/letters.md."""
    to: str = _FILERS
    """Who gets it, for docs/letters.md."""
    seen_with: Action | None = None
    """What a member has to be allowed beside seeing the establishment, to read it there."""
    later: AbstractSet[str] = frozenset()
    """Those of its values that letters kept from earlier versions do not carry."""


NOTICES: Mapping[NoticeKind, Notice] = MappingProxyType(
    {
        NoticeKind.CONFIRMATION: Notice(
            Words("Lien de confirmation", "Confirmation link"),
            {*_TO_ALL, "token", "expires_at"},
            "Somebody signs up, or asks for the link again",
            "the address that signs up",
        ),
        NoticeKind.SIGN_IN: Notice(
            Words("Lien de connexion", "Link to sign in"),
            {"name", "token", "expires_at"},
            "Somebody who has an account asks to sign in",
            "the address, if it is known",
        ),
        NoticeKind.IDENTITY_LINKED: Notice(
            Words("Identité ProConnect associée", "ProConnect identity linked"),
            {"name", "email", "linked_at"},
            "An identity at ProConnect opens an account, or is linked to one",
            "the address of the account",
        ),
        NoticeKind.KEYS_CHANGED: Notice(
            Words("Clé de sécurité", "Security key"),
            {"name", "change", "changed_at"},
            "A security key is added to an account, or removed from it",
            "the address of the account",
        ),
        NoticeKind.SERVICE_WELCOME: Notice(
            Words("Accès au service", "Access to the service"),
            {"name", "email", "role"},
            "An administrator lets an officer, a paying agent, an auditor or another "
            "administrator in",
            "who was let in",
        ),
        NoticeKind.JOIN_REQUEST: Notice(
            Words("Demande d'accès", "Request for access"),
            {*_TO_ALL, "joiner", "email", "role"},
            "A confirmed person asks to join an establishment that has an account",
            "its principal contact; without one, its contacts",
            Action.MANAGE_MEMBERS,
        ),
        NoticeKind.JOIN_ACCEPTED: Notice(
            Words("Accès accordé", "Access given"),
            {*_TO_ALL, "role"},
            "A contact lets somebody in",
            "who asked",
            Action.MANAGE_MEMBERS,
        ),
        NoticeKind.JOIN_DECLINED: Notice(
            Words("Accès refusé", "Access declined"),
            {*_TO_ALL, "role"},
            "A contact turns somebody down",
            "who asked",
            Action.MANAGE_MEMBERS,
        ),
        NoticeKind.PROOF_ASKED: Notice(
            Words("Demande de représentation", "Request to speak for the firm"),
            {*_TO_ALL, "joiner", "email", "role"},
            "Somebody asks for a code, or a visa, to show that they speak for the firm",
            "every other member whose address has answered",
            Action.MANAGE_MEMBERS,
        ),
        NoticeKind.PROOF_GIVEN: Notice(
            Words("Représentation prouvée", "Proven to speak for the firm"),
            {*_TO_ALL, "joiner", "email", "role"},
            "Somebody typed the code that was posted to the seat, was certified as in charge by "
            "ProConnect, or an officer gave a visa",
            "every other member whose address has answered",
            Action.MANAGE_MEMBERS,
        ),
        NoticeKind.REQUEST_RECEIPT: Notice(
            Words("Récépissé de dépôt", "Receipt of filing"),
            {
                *(*_REQUEST, "filed_by", "filed_at", "first_day", "last_day"),
                *("headcount", "forecast_hours", "tacit_from", "sha256"),
            },
            "A request is filed (R. 5122-26)",
        ),
        NoticeKind.DECISION: Notice(
            Words("Décision", "Decision"),
            {
                *(*_AUTHORISED, "kind", "outcome", "decided_at", "reasons", "message"),
                *("taken_by", "contest"),
            },
            "A request is accepted or refused, by screening or by an officer; an authorisation "
            "is withdrawn",
            _CONCERNED,
            later={"closes_on", "taken_by", "contest"},
        ),
        NoticeKind.TACIT_APPROVAL: Notice(
            Words("Accord tacite", "Tacit approval"),
            {*_AUTHORISED, "filed_at", "tacit_from"},
            "The day comes from which silence is approval",
            _CONCERNED,
            later={"closes_on"},
        ),
        NoticeKind.OPINION_DUE: Notice(
            Words("Rappel : avis du comité", "Reminder: council's opinion"),
            {*_REQUEST, "due_on"},
            "Fourteen days before an opinion that was not sent is due, once",
            _CONCERNED,
        ),
        NoticeKind.CLAIM_RECEIPT: Notice(
            Words("Récépissé d'indemnisation", "Receipt of a claim"),
            {*_CLAIM, "submitted_at", "employees", "hours", "indemnity", "allowance"},
            "A claim is submitted",
        ),
        NoticeKind.CLAIM_REFUSED: Notice(
            Words("Indemnisation refusée", "Claim refused"),
            {*_CLAIM, "kind", "reasons", "message", "taken_by", "contest"},
            "A claim is refused, by screening or by an officer",
            _CONCERNED,
            later={"taken_by", "contest"},
        ),
        NoticeKind.PAYMENT_SENT: Notice(
            Words("Versement", "Payment"),
            {*_PAYMENT},
            "The bank says that it carried the transfer out",
            seen_with=Action.SEE_PAYMENTS,
        ),
        NoticeKind.BANK_REJECTION: Notice(
            Words("Virement rejeté", "Transfer rejected"),
            {*_PAYMENT, "bank_code"},
            "The bank rejects the transfer",
            seen_with=Action.SEE_PAYMENTS,
        ),
        NoticeKind.IBAN_CHANGED: Notice(
            Words("Changement de compte bancaire", "Change of bank account"),
            {*_TO_ALL, "old_iban", "new_iban", "changed_by", "changed_at"},
            "A request brings another account",
            "who filed before and the principal contact",
            Action.SEE_PAYMENTS,
        ),
        NoticeKind.ACCOUNT_CHANGE: Notice(
            Words("Nouveau compte bancaire à venir", "New bank account to come"),
            {*_TO_ALL, "old_iban", "new_iban", "changed_by", "changed_at", "takes_effect", "token"},
            "Somebody who speaks for the firm gives another account; nothing is paid on it before "
            "the day told, and whoever does not know it stops it by the link",
            "every member, and who gave the accounts before",
            Action.SEE_PAYMENTS,
        ),
        NoticeKind.CLAIM_WINDOW_CLOSING: Notice(
            Words("Rappel : délai d'indemnisation", "Reminder: time to claim"),
            {
                *(*_TO_ALL, "number", "first_day", "last_day", "months", "closes_on"),
                "days_left",
            },
            "Thirty days, then seven, before the last day to claim, while a month is not claimed",
            _CONCERNED,
        ),
        NoticeKind.JOURNAL_ANCHOR: Notice(
            Words("Ancre du journal", "Anchor of the journal"),
            {"name", "anchor", "anchored_at", "entries", "seal"},
            "The journal went on since the minute before",
            "the address `auditor_email`, where one is set",
        ),
    }
)
"""Every letter, declared once.

Values: days, instants and months are ISO (``2026-11-23``, ``2026-11-23T14:17:00+00:00``,
``2026-11``; ``months`` has one a line), amounts and hours plain decimals (``1234.50``, ``70.00``).
``role`` and ``bank_code`` are codes, ``change`` is ``added`` or ``removed``,
``outcome`` is ``accepted``, ``refused`` or ``withdrawn``,
``kind`` is ``automatic`` or ``officer``. An IBAN is masked. ``reasons`` are sentences in the
person's language with their article, one a line, ``commitments`` one a line; ``reasons``,
``commitments`` and ``message`` may be empty. ``taken_by`` says who decided, with title and
authority; ``contest`` how to contest it, one sentence a line: what introduces the ways,
each of them, what comes then; empty where nothing is refused. ``closes_on`` is the last day to
claim; empty: there is none. ``number`` is the one of the decision on the request,
``reference`` what the bank statement shows.
"""


LONGEST_WAIT = timedelta(hours=4)
"""The longest wait: a later time was written by a clock that was ahead."""


class Delivery(Choice):
    """The state of a message."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """The letter failed for good: the server refused the address, which people are shown."""


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
