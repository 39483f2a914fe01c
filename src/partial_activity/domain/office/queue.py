"""What waits for an officer: requests and claims that were held, each with why and until when."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.domain.values import Choice, frozen

DRAWN = "drawn"
"""The name, in the place of a check's, of what was drawn for control with nothing found."""


class QueueKind(Choice):
    """The kind of a file that waits."""

    REQUEST = "request"
    CLAIM = "claim"


@frozen
class QueueKey:
    """The key of a version of a file."""

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
    """The name of the establishment."""
    since: datetime
    """The instant at which the file was received."""
    decide_by: date
    """Last day to decide: silence approves a request on the next one; of a claim, our promise."""
    first: date
    """First day asked for, or of the month claimed."""
    last: date
    employees: int
    hours: Hours
    """Forecast by a request, compensable of a claim."""
    allowance: Euros | None
    """The allowance of a claim."""
    screening: Screening
    """The screening, as it is kept."""
    threshold: int | None
    """The score from which it was to be held; None: no score counts."""

    @property
    def key(self) -> QueueKey:
        """The version of the file that waits."""
        return QueueKey(self.kind, self.siret, self.id, self.version)


@frozen
class QueuePlace:
    """The place where a page of the queue ends: the next one begins after it."""

    decide_by: date
    key: QueueKey


@frozen
class QueueFilter:
    """The part of the queue that is asked for; None leaves a criterion out."""

    kind: QueueKind | None = None
    check: str | None = None
    """Name of a check that held it, or ``DRAWN``."""
    until: date | None = None
    """The last day to decide of the files asked for."""


@frozen
class QueueCount:
    """The number of files of a kind that wait."""

    waiting: int = 0
    late: int = 0
    """The number of files whose last day is over."""
    soon: int = 0
    """Late, or to be decided up to the day that was asked for."""


def holding_checks(screening: Screening) -> tuple[str, ...]:
    """The checks that held a thing: each that asked for it or that weighed in the score."""
    return tuple(dict.fromkeys(_holding(screening)))


def _holding(screening: Screening) -> Iterator[str]:
    for result in screening.results:
        if any(finding.outcome is Outcome.HOLD or finding.score for finding in result.findings):
            yield result.check
    if screening.drawn:
        yield DRAWN


REASONS: Mapping[QueueKind, tuple[Refusal, ...]] = MappingProxyType(
    {
        QueueKind.REQUEST: (
            Refusal("motive_not_shown", "R. 5122-1"),
            Refusal("circumstances_not_said", "R. 5122-2"),
            Refusal("strike_in_establishment", "R. 5122-8"),
            Refusal("commitments_too_weak", "R. 5122-9"),
            Refusal("commitments_not_kept", "R. 5122-9"),
            Refusal("placement_not_regular", "R. 5122-4"),
        ),
        QueueKind.CLAIM: (
            Refusal("statements_do_not_agree", "R. 5122-5"),
            Refusal("hours_not_justified", "R. 5122-5"),
            Refusal("employees_not_concerned", "R. 5122-5"),
            Refusal("leave_among_hours", "R. 5122-11"),
            Refusal("employer_not_identified", "R. 5122-5"),
        ),
    }
)
"""The reasons of a refusal, in the order they are offered."""


def reason(kind: QueueKind, code: str) -> Refusal | None:
    """The reason of that code; None: it is not offered for files of that kind."""
    return next((one for one in REASONS[kind] if one.code == code), None)
