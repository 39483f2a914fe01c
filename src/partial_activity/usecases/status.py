"""How the service stands: what waits, since when, and until when somebody has to look."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from attrs import frozen

from partial_activity.domain.authorisations import RequestState
from partial_activity.domain.claims import ClaimState
from partial_activity.domain.law.book import Law
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.decisions import tacit_day


@frozen
class Status:
    """What waits. No name and no address: it can be shown on a wall."""

    at: datetime
    requests_submitted: int
    """Wait to be screened."""
    requests_held: int
    """Wait for an officer."""
    requests_by_deadline: Mapping[date, int]
    """Both, by the day from which silence approves them, the first first."""
    claims: Mapping[ClaimState, int]
    """Versions by state."""
    letters_waiting: int
    oldest_letter: datetime | None
    """Since when the oldest of them waits."""
    letters_failed: int
    """Given up: somebody has to mend an address or the relay."""
    unsent_files: tuple[str, ...]
    """Payment files that were listed and not handed over: the next ``pay`` does it."""
    oldest_unsealed: datetime | None
    """Since when an entry of the journal waits for its seal; None: all are sealed."""


def status(*, units: UnitsOfWork, clock: Clock, law: Law) -> Status:
    """How the service stands now, read in one consistent state."""
    now = clock.now()
    states: Counter[RequestState] = Counter()
    deadlines: Counter[date] = Counter()
    with units.reading() as uow:
        for request in uow.requests.undecided(now):
            states[request.state] += 1
            deadlines[tacit_day(request, law)] += 1
        return Status(
            at=now,
            requests_submitted=states[RequestState.SUBMITTED],
            requests_held=states[RequestState.HELD],
            requests_by_deadline=dict(sorted(deadlines.items())),
            claims=uow.claims.counts(),
            letters_waiting=uow.outbox.waiting(),
            oldest_letter=uow.outbox.oldest_waiting(),
            letters_failed=len(uow.outbox.failed()),
            unsent_files=tuple(uow.payments.unsent_files()),
            oldest_unsealed=uow.journal.oldest_unsealed(),
        )
