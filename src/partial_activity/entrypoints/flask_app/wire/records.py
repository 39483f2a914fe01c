"""The shapes of payments, notices and statistics."""

from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.letters.notices import Delivery, NoticeKind
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.entrypoints.flask_app.wire.cases import Hours, Money
from partial_activity.entrypoints.flask_app.wire.requests import Version
from partial_activity.entrypoints.flask_app.wire.values import Cursor, Id, SiretDigits


@frozen
class PaymentStep:
    """One event in the life of a payment."""

    event: PaymentEvent
    at: datetime
    reason: Annotated[str, Meta(description="Of a rejection: the bank's code.")]


@frozen
class Payment:
    """The order to pay the allowance of a claim version."""

    id: Annotated[str, Meta(description="The EndToEndId the bank knows it by.")]
    claim: Id
    claim_version: Version
    amount: Money
    ordered_at: datetime
    standing: PaymentEvent
    events: list[PaymentStep]


@frozen
class PaymentPage:
    """Some of the payments, the first ordered first."""

    items: list[Payment]
    next: Cursor


@frozen
class Notice:
    """A letter about the establishment."""

    id: Id
    kind: NoticeKind
    to: str
    language: str
    written_at: datetime | None
    delivery: Annotated[Delivery, Meta(description="sent: a mail server took it over.")]
    values: Annotated[
        dict[str, str], Meta(description="What it tells: days and instants in ISO 8601.")
    ]


@frozen
class NoticePage:
    """Some of the letters, the last first."""

    items: list[Notice]
    next: Cursor


Cells = Annotated[
    dict[str, str], Meta(description="By the column's name; empty: the service does not know it.")
]


@frozen
class Statistics:
    """The ministry's columns (DEMANDES and CONSOMMATIONS) for one establishment."""

    requests: Annotated[list[Cells], Meta(description="One row an authorisation in force.")]
    consumption: Annotated[
        list[Cells], Meta(description="One row an authorisation and paid month.")
    ]


@frozen
class EstablishmentStatistics:
    """The columns of one of many establishments."""

    siret: SiretDigits
    requests: list[Cells]
    consumption: list[Cells]


@frozen
class StatisticsPage:
    """Some of the establishments, by number."""

    items: list[EstablishmentStatistics]
    next: Cursor


@frozen
class CheckFinding:
    """What one check found, with its figures."""

    check: str
    outcome: Annotated[str, Meta(description="accept: told only; hold; refuse.")]
    code: str
    article: str
    french: str
    english: str
    score: int


@frozen
class Queued:
    """A request or a claim that waits for an officer."""

    kind: QueueKind
    siret: SiretDigits
    id: Id
    version: Version
    name: Annotated[str, Meta(description="Of the establishment.")]
    since: datetime
    decide_by: Annotated[
        date, Meta(description="Last day: silence approves a request on the next; ours for a claim")
    ]
    first_day: date
    last_day: date
    employees: int
    hours: Hours
    allowance: Money | None
    score: int
    drawn: Annotated[bool, Meta(description="Held by chance, though nothing was found.")]
    findings: list[CheckFinding]


@frozen
class QueuePage:
    """Some of the files, the first to be decided first."""

    items: list[Queued]
    next: Cursor
