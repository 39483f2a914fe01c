"""The officers' queue, a page at a time; and its repair."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from attrs import frozen

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.office.queue import (
    QueueCount,
    Queued,
    QueueFilter,
    QueueKey,
    QueueKind,
    QueuePlace,
)
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context
from partial_activity.usecases.queueing import queued_claim, queued_request
from partial_activity.usecases.screening.screen_claims import policy_in_force

SOON = timedelta(days=3)
"""A last day that is so near is told apart."""
PAGE = 50
_NOT_KNOWN = Screening((), Outcome.HOLD, 0, drawn=False)
"""The screening of a request held before its checks were kept beside it: the journal has them."""


@frozen
class QueuePage:
    """Some files of the queue."""

    today: date
    files: tuple[Queued, ...]
    after: QueuePlace | None
    """The place where the next page begins; None: this is the last."""
    counts: Mapping[QueueKind, QueueCount]
    """The count of all that wait under the check that was asked for, by kind."""
    by_check: Mapping[str, int]
    """The number that each check holds, the one that holds most first."""


def officer_queue(
    asked: QueueFilter,
    *,
    actor: Person,
    context: Context,
    after: QueuePlace | None = None,
    limit: int = PAGE,
) -> QueuePage:
    """What waits for an officer, the first to be decided first.

    Raises:
        NotAllowed: the actor does not decide.
    """
    require(actor, Action.DECIDE)
    today = legal_day(context.clock.now())
    with context.units.reading() as uow:
        # One more than is shown tells whether there is a next page.
        files = uow.office.queue(asked, limit + 1, after)
        counts = uow.office.counts(QueueFilter(check=asked.check), today, today + SOON)
        by_check = uow.office.counts_by_check(asked.kind)
    shown = tuple(files[:limit])
    last = shown[-1] if len(files) > limit else None
    return QueuePage(
        today,
        shown,
        None if last is None else QueuePlace(last.decide_by, last.key),
        counts,
        dict(sorted(by_check.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def queue_what_is_held(*, context: Context, limit: int = 100_000) -> int:
    """Put into the queue what is held and not in it; how many were.

    What was held before there was a queue, say. Looks at so many requests and claims, the oldest
    first; it writes, and keeps others from writing, only where something is missing.
    """
    with context.units.reading() as uow:
        missing = _missing(uow, context, limit)
    if not missing:
        return 0
    with context.units() as uow:
        # As they are now: somebody may have decided one since.
        missing = _missing(uow, context, limit)
        for each in missing:
            uow.office.hold(each)
        uow.commit()
    return len(missing)


def _missing(uow: UnitOfWork, context: Context, limit: int) -> Sequence[Queued]:
    undecided = uow.requests.undecided(context.clock.now())
    requests = {
        QueueKey(QueueKind.REQUEST, one.siret, one.id, one.version): one
        for one in islice((one for one in undecided if one.state is RequestState.HELD), limit)
    }
    claims = {
        QueueKey(QueueKind.CLAIM, one.siret, one.id, one.version): one
        for one in uow.claims.in_state(ClaimState.UNDER_INSTRUCTION, limit)
    }
    known = uow.office.held([*requests, *claims])
    policy = policy_in_force(uow, context.policy)
    return [
        *(
            queued_request(uow, request, _NOT_KNOWN, context.law)
            for key, request in requests.items()
            if key not in known
        ),
        *(
            queued_claim(
                uow,
                claim,
                uow.claims.screening_of(claim.siret, claim.id, claim.version) or _NOT_KNOWN,
                policy.threshold,
                policy.answer_within_days,
            )
            for key, claim in claims.items()
            if key not in known
        ),
    ]
