"""What waits for an officer: requests and claims that were held, each with why and until when."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum

from attrs import frozen

from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.screening import Outcome, Screening

DRAWN = "drawn"
"""In the place of a check: nothing was found, it was drawn for control."""


class QueueKind(Enum):
    """What kind of file waits."""

    REQUEST = "request"
    CLAIM = "claim"


@frozen
class QueueKey:
    """Which version of which file."""

    kind: QueueKind
    siret: Siret
    id: str
    version: int


@frozen
class Queued:
    """A file that waits for an officer, as a line of the queue tells it.

    What is held does not change until it is decided, so that the line is written once.
    """

    kind: QueueKind
    siret: Siret
    id: str
    version: int
    name: str
    """Of the establishment."""
    since: datetime
    """When it was received."""
    decide_by: date
    """Last day to decide: silence approves a request on the next one; of a claim, our promise."""
    first: date
    """First day asked for, or of the month claimed."""
    last: date
    employees: int
    hours: Hours
    """Forecast by a request, compensable of a claim."""
    allowance: Euros | None
    """Of a claim."""
    screening: Screening
    """As it is kept."""
    threshold: int | None
    """The score from which it was to be held; None: no score counts."""

    @property
    def key(self) -> QueueKey:
        """Which version of which file."""
        return QueueKey(self.kind, self.siret, self.id, self.version)


@frozen
class QueuePlace:
    """Where a page of the queue ends: the next one begins after it."""

    decide_by: date
    key: QueueKey


@frozen
class QueueFilter:
    """What of the queue is asked for; None: no matter."""

    kind: QueueKind | None = None
    check: str | None = None
    """Name of a check that held it, or ``DRAWN``."""
    until: date | None = None
    """To be decided up to that day."""


@frozen
class QueueCount:
    """How many files of a kind wait."""

    waiting: int = 0
    late: int = 0
    """Whose last day is over."""
    soon: int = 0
    """Late, or to be decided up to the day that was asked for."""


def holding_checks(screening: Screening) -> tuple[str, ...]:
    """The checks that held a thing: each that asked for it or that weighed in the score."""
    return tuple(dict.fromkeys(_holding(screening)))


def _holding(screening: Screening) -> Iterator[str]:
    for result in screening.results:
        if any(found.outcome is Outcome.HOLD or found.score for found in result.findings):
            yield result.check
    if screening.drawn:
        yield DRAWN
