"""Events: what the journal of an establishment tells a program that follows it.

An event names what changed and where to read it. It holds identifiers, days and codes: no name, no
amount, no account.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.tokens import Scope
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.domain.values import Choice, frozen


class EventKind(Choice):
    """What an event is about, for who wants to hear of some only."""

    RECEIVED = "received"
    """Something was filed, or taken back."""
    DECISION = "decision"
    """Something was accepted, or what was accepted is so no more."""
    REFUSAL = "refusal"
    PAYMENT = "payment"
    DEADLINE = "deadline"
    """A day comes until which somebody has to do something."""
    ACCESS = "access"
    """The person of the token has come to see an establishment, or more of it."""


class EventSubject(Choice):
    """What the identifier of an event names."""

    REQUEST = "request"
    DECISION = "decision"
    """By its number."""
    CLAIM = "claim"
    UPLOAD = "upload"
    PAYMENT = "payment"
    MEMBERSHIP = "membership"


READ_WITH: Mapping[EventSubject, Scope] = MappingProxyType(
    {
        EventSubject.REQUEST: Scope.READ_REQUESTS,
        EventSubject.DECISION: Scope.READ_REQUESTS,
        EventSubject.CLAIM: Scope.READ_CLAIMS,
        EventSubject.UPLOAD: Scope.READ_CLAIMS,
        EventSubject.PAYMENT: Scope.READ_PAYMENTS,
        EventSubject.MEMBERSHIP: Scope.READ_ESTABLISHMENTS,
    }
)
"""What a token has to allow for an event to be told: what reading its subject takes."""


class Happening(Choice):
    """What happened."""

    REQUEST_SUBMITTED = "request_submitted"
    REQUEST_WITHDRAWN = "request_withdrawn"
    REQUEST_ACCEPTED = "request_accepted"
    REQUEST_REFUSED = "request_refused"
    DECISION_WITHDRAWN = "decision_withdrawn"
    CLAIM_SUBMITTED = "claim_submitted"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    CLAIM_ACCEPTED = "claim_accepted"
    CLAIM_REFUSED = "claim_refused"
    CLAIM_PAID_BEFORE = "claim_paid_before"
    """A corrected version is worth what was paid: nothing follows."""
    CLAIM_RECOVERY = "claim_recovery"
    """A corrected version is worth less than what was paid: the rest is to be given back."""
    FILE_RECEIVED = "file_received"
    PAYMENT_ORDERED = "payment_ordered"
    PAYMENT_SENT = "payment_sent"
    PAYMENT_SETTLED = "payment_settled"
    PAYMENT_REJECTED = "payment_rejected"
    PAYMENT_RETURNED = "payment_returned"
    """It was settled, and the payee's bank sent it back: it is not paid."""
    REPLY_EXPECTED = "reply_expected"
    """From the authority, which looks at a request or a claim: until ``due``."""
    OPINION_EXPECTED = "opinion_expected"
    """The works council's, from the employer: until ``due``."""
    CLAIM_WINDOW_CLOSING = "claim_window_closing"
    """Months of a request are left to claim: until ``due``."""
    ACCESS_GIVEN = "access_given"
    """Before it, the person saw nothing there, or only what they filed: read the rest once."""


@frozen
class Event:
    """One thing that changed for an establishment."""

    siret: Siret
    number: int
    """Of its entry in the chain of the establishment: no other event has both."""
    at: datetime
    kind: EventKind
    what: Happening
    subject: EventSubject
    subject_id: str
    version: int | None = None
    """Of a request or claim."""
    decision: str | None = None
    """Number of a decision."""
    due: date | None = None
    """Last day to do what a deadline asks."""
    reasons: tuple[str, ...] = ()
    """Codes: of a refusal's reasons, or of the bank's."""


_IN, _YES, _NO = EventKind.RECEIVED, EventKind.DECISION, EventKind.REFUSAL
_PAID, _DUE, _SEEN = EventKind.PAYMENT, EventKind.DEADLINE, EventKind.ACCESS
_Row = tuple[EventKind, Happening, EventSubject]
_TOLD: Mapping[str, _Row] = MappingProxyType(
    {
        "request.submitted": (_IN, Happening.REQUEST_SUBMITTED, EventSubject.REQUEST),
        "request.withdrawn": (_IN, Happening.REQUEST_WITHDRAWN, EventSubject.REQUEST),
        "request.held": (_DUE, Happening.REPLY_EXPECTED, EventSubject.REQUEST),
        "request.decided": (_YES, Happening.REQUEST_ACCEPTED, EventSubject.REQUEST),
        "decision.withdrawn": (_YES, Happening.DECISION_WITHDRAWN, EventSubject.DECISION),
        "opinion.asked": (_DUE, Happening.OPINION_EXPECTED, EventSubject.REQUEST),
        "claim_window.closing": (_DUE, Happening.CLAIM_WINDOW_CLOSING, EventSubject.REQUEST),
        "claim.submitted": (_IN, Happening.CLAIM_SUBMITTED, EventSubject.CLAIM),
        "claim.withdrawn": (_IN, Happening.CLAIM_WITHDRAWN, EventSubject.CLAIM),
        "claim.screened": (_YES, Happening.CLAIM_ACCEPTED, EventSubject.CLAIM),
        "claim.validated": (_YES, Happening.CLAIM_ACCEPTED, EventSubject.CLAIM),
        "claim.refused": (_NO, Happening.CLAIM_REFUSED, EventSubject.CLAIM),
        "claim.nothing_due": (_PAID, Happening.CLAIM_PAID_BEFORE, EventSubject.CLAIM),
        "claim.recovery_due": (_PAID, Happening.CLAIM_RECOVERY, EventSubject.CLAIM),
        "file.received": (_IN, Happening.FILE_RECEIVED, EventSubject.UPLOAD),
        "payment.ordered": (_PAID, Happening.PAYMENT_ORDERED, EventSubject.PAYMENT),
        "payment.sent": (_PAID, Happening.PAYMENT_SENT, EventSubject.PAYMENT),
        "payment.settled": (_PAID, Happening.PAYMENT_SETTLED, EventSubject.PAYMENT),
        "payment.rejected": (_PAID, Happening.PAYMENT_REJECTED, EventSubject.PAYMENT),
        "payment.returned": (_PAID, Happening.PAYMENT_RETURNED, EventSubject.PAYMENT),
        "membership.approved": (_SEEN, Happening.ACCESS_GIVEN, EventSubject.MEMBERSHIP),
        "membership.proven": (_SEEN, Happening.ACCESS_GIVEN, EventSubject.MEMBERSHIP),
        "membership.restored": (_SEEN, Happening.ACCESS_GIVEN, EventSubject.MEMBERSHIP),
    }
)
"""What an entry is told as; what it says decides between two (:func:`_row_of`)."""


def actions_of(kinds: Collection[EventKind], scopes: Collection[Scope]) -> frozenset[str]:
    """Actions of the journal that may be told as an event of these kinds, within these scopes."""
    return frozenset(
        action
        for action, (kind, _, subject) in _TOLD.items()
        if READ_WITH[subject] in scopes and _kinds_of(action, kind) & set(kinds)
    )


def _kinds_of(action: str, kind: EventKind) -> set[EventKind]:
    """The kind that an action is told as, and what else it may be by what the entry says."""
    return {kind, *_ELSE.get(action, ())}


_ELSE: Mapping[str, frozenset[EventKind]] = MappingProxyType(
    {"request.decided": frozenset({_NO}), "claim.screened": frozenset({_DUE})}
)


def event_of(entry: JournalEntry) -> Event | None:
    """What an entry tells; None: nothing, or nothing that another does not tell."""
    row = _row_of(entry)
    if row is None:
        return None
    kind, what, subject = row
    version, due = entry.facts.get("version"), entry.facts.get("due_on")
    return Event(
        siret=Siret(entry.chain),
        number=entry.number,
        at=entry.at,
        kind=kind,
        what=what,
        subject=subject,
        subject_id=entry.subject,
        version=int(version) if version else None,
        decision=entry.subject
        if subject is EventSubject.DECISION
        else entry.facts.get("number") or entry.facts.get("decision"),
        due=date.fromisoformat(due) if due else None,
        reasons=tuple(
            reason
            for key in ("reasons", "reason")
            for reason in _ARTICLE.sub("", entry.facts.get(key, "")).split()
        ),
    )


_ARTICLE = re.compile(r"\([^)]*\)")
"""What stands behind the code of a reason."""


def _row_of(entry: JournalEntry) -> _Row | None:
    row = _TOLD.get(entry.action)
    if entry.action == "request.decided" and entry.facts.get("accepted") == "false":
        return (_NO, Happening.REQUEST_REFUSED, EventSubject.REQUEST)
    if entry.action == "claim.screened":
        # What the screening refuses has an entry of its own.
        return {
            Outcome.ACCEPT.value: row,
            Outcome.HOLD.value: (_DUE, Happening.REPLY_EXPECTED, EventSubject.CLAIM),
        }.get(entry.facts.get("outcome", ""))
    return row
