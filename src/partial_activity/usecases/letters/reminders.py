"""What the worker reminds people of: the last days to claim for an authorised period.

Opinions that are due are asked for by :func:`~.automatic_decisions.remind_opinions`.
"""

from datetime import date, timedelta

from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.time_bar import last_day_to_claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.usecases.authorisation.filing_history import standing_decisions
from partial_activity.usecases.claim.months_to_claim import months_left
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import SYSTEM, Record

REMIND_DAYS_BEFORE = (7, 30)
"""Nearest first: who is told late is told once."""
_LONGEST_WINDOW = timedelta(days=550)
"""Ends that can still be claimed for; the law's own delays are shorter."""


def remind_closing_windows(*, context: Context) -> int:
    """Tell who has months left to claim that the last day to do so is near; how many were told.

    Thirty days before, and seven; each once, however often the worker asks. Months that were
    claimed, and periods without a time-bar of their own, need no letter.
    """
    now = context.clock.now()
    today = legal_day(now)
    ends = _ends_that_close(today, context.law)
    if not ends:
        return 0
    with context.units.reading() as uow:
        ending = list(uow.requests.decided_ending(min(ends), max(ends)))
    told = 0
    for request in ending:
        with context.units() as uow:
            try:
                if not _remind(
                    Record(uow, request.siret, now, SYSTEM), request, today, context.law
                ):
                    continue
                uow.commit()
            except Conflict:
                # Another worker told it first.
                continue
        told += 1
    return told


def _ends_that_close(today: date, law: Law) -> list[date]:
    """The last days of authorised periods whose time to claim ends soon."""
    days = (today - timedelta(days=back) for back in range(_LONGEST_WINDOW.days))
    return [end for end in days if _days_left(end, end, today, law) is not None]


def _days_left(end: date, requested_on: date, today: date, law: Law) -> int | None:
    """How many days are left to claim, when a reminder is due."""
    last_day = last_day_to_claim(end, requested_on, law=law, known_on=today)
    if last_day is None or last_day < today:
        return None
    left = (last_day - today).days
    return left if left <= max(REMIND_DAYS_BEFORE) else None


def _remind(record: Record, request: AuthorisationRequest, today: date, law: Law) -> bool:
    assert request.filed_at is not None, "it was decided"
    decision = standing_decisions(record.uow, request.siret).get(request.id)
    left = _days_left(request.last_day, legal_day(request.filed_at), today, law)
    if decision is None or decision.request_version != request.version or left is None:
        return False
    threshold = next(days for days in REMIND_DAYS_BEFORE if left <= days)
    fact = f"{decision.number} {request.last_day} {threshold}"
    filer = record.uow.people.get(request.filed_by)
    months = months_left(record.uow, request, decision)
    if not months or record.told(NoticeKind.CLAIM_WINDOW_CLOSING, filer, fact):
        return False
    closes_on = (today + timedelta(days=left)).isoformat()
    record.tell_concerned(
        NoticeKind.CLAIM_WINDOW_CLOSING,
        request.filed_by,
        fact,
        {
            "number": decision.number,
            "first_day": request.span.first.isoformat(),
            "last_day": request.last_day.isoformat(),
            "months": "\n".join(map(str, months)),
            "closes_on": closes_on,
            "days_left": str(left),
        },
    )
    record.note(
        "claim_window.closing",
        request.id,
        number=decision.number,
        days=str(threshold),
        due_on=closes_on,
    )
    return True
