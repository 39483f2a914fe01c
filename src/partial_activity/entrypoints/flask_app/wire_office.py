"""The shapes of the officers' queue."""

from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.queue import QueueKind
from partial_activity.entrypoints.flask_app.wire_cases import Hours, Money
from partial_activity.entrypoints.flask_app.wire_requests import Version
from partial_activity.entrypoints.flask_app.wire_values import Cursor, Id, SiretDigits


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
