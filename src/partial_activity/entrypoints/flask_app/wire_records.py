"""The shapes of payments, notices and statistics."""

from datetime import datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.notices import Delivery, NoticeKind
from partial_activity.domain.payments import PaymentEvent
from partial_activity.entrypoints.flask_app.wire_cases import Money
from partial_activity.entrypoints.flask_app.wire_requests import Version
from partial_activity.entrypoints.flask_app.wire_values import Cursor, Id, SiretDigits


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
