"""The shapes of events."""

from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.office.events import EventKind, EventSubject, Happening
from partial_activity.entrypoints.flask_app.wire.values import SiretDigits


@frozen
class Event:
    """One thing that changed for an establishment: what, and where to read it."""

    id: Annotated[str, Meta(description="Of this event and no other: know by it what was seen.")]
    at: datetime
    kind: EventKind
    what: Happening
    siret: SiretDigits
    subject: EventSubject
    subject_id: Annotated[str, Meta(description="Of the subject; of a decision, its number.")]
    version: Annotated[int | None, Meta(description="Of a request or claim.")]
    decision: Annotated[str | None, Meta(description="Number of the decision it is about.")]
    due: Annotated[date | None, Meta(description="Of a deadline: the last day.")]
    reasons: Annotated[list[str], Meta(description="Codes: of a refusal, or of the bank.")]


@frozen
class EventPage:
    """Some events, in the order in which they are told."""

    items: list[Event]
    next: Annotated[
        str | None,
        Meta(
            description="The cursor to go on with, now or in a month: keep it once these are dealt "
            "with. It is there on the last page too; null only while nothing was ever told."
        ),
    ]
    more: Annotated[bool, Meta(description="Whether more is there already; else ask later.")]
