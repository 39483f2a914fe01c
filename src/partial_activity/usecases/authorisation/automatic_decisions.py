"""What the worker decides: by screening, and by silence. Each request is a unit of work of its own.

Work that is interrupted is found again by the next run; what somebody else did meanwhile stands.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from attrs import frozen

from partial_activity.domain.authorisation.filing import check_filing
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    RequestState,
)
from partial_activity.domain.days import legal_day, starts_at
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.domain.screening.request import RequestFacts, screen_request
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.authorisation.decisions import tacit_day, take
from partial_activity.usecases.authorisation.filing_history import filing_history_of
from partial_activity.usecases.context import Context
from partial_activity.usecases.queueing import queued_request
from partial_activity.usecases.recording import SYSTEM, Record

REMIND_BEFORE = timedelta(days=14)
"""The time before its last day at which an opinion that was not sent is asked for."""


@frozen
class Screened:
    """A request after its screening."""

    request: AuthorisationRequest
    """Decided, or held for an officer."""
    screening: Screening
    decision: Decision | None


def screen_requests(*, context: Context, limit: int = 100) -> tuple[Screened, ...]:
    """Decide by screening on requests that nobody has looked at yet, the oldest first.

    Authorised, refused with all reasons, or held for an officer; the result of every check goes
    into the journal. A request whose tacit day has come is left to ``approve_by_silence``.
    """
    now = context.clock.now()
    with context.units.reading() as uow:
        waiting = (
            request
            for request in uow.requests.undecided(now)
            if request.state is RequestState.SUBMITTED
            and legal_day(now) < tacit_day(request, context.law)
        )
        submitted = list(islice(waiting, limit))
        facts = _facts(
            uow,
            submitted,
            legal_day(now),
            context,
        )
    screened = []
    for known in facts:
        with context.units() as uow:
            try:
                outcome = _screen(uow, known, now, context.law)
                uow.commit()
            except (Conflict, NotAllowed):
                # Withdrawn or decided since it was read: what they did stands.
                continue
        screened.append(outcome)
    return tuple(screened)


def approve_by_silence(*, context: Context, limit: int = 1000) -> tuple[Decision, ...]:
    """Record the approval by silence of every request whose tacit day has come (R. 5122-4).

    It dates from the first instant of that day, whenever the worker comes to record it.
    """
    now = context.clock.now()
    with context.units.reading() as uow:
        waiting = (
            request
            for request in uow.requests.undecided(now)
            if legal_day(now) >= tacit_day(request, context.law)
        )
        due = list(islice(waiting, limit))
    approved = []
    for request in due:
        with context.units() as uow:
            try:
                decision = take(
                    Record(uow, request.siret, now, SYSTEM),
                    request,
                    DecisionKind.TACIT,
                    accepted=True,
                    decided_at=starts_at(tacit_day(request, context.law)),
                    law=context.law,
                )
                uow.commit()
            except (Conflict, NotAllowed):
                # Withdrawn or decided since it was read: what they did stands.
                continue
        approved.append(decision)
    return tuple(approved)


def remind_opinions(*, context: Context) -> int:
    """Ask for the opinions that are due soon and were not sent, once each; how many."""
    now = context.clock.now()
    reminded = 0
    with context.units() as uow:
        for request in uow.requests.opinions_due(legal_day(now + REMIND_BEFORE)):
            due = request.opinion_due_on
            assert due is not None
            record = Record(uow, request.siret, now, SYSTEM)
            fact = f"{request.id} {request.version}"
            if due < legal_day(now) or record.told(
                NoticeKind.OPINION_DUE, uow.people.get(request.filed_by), fact
            ):
                continue
            values = {
                "request_id": request.id,
                "version": str(request.version),
                "due_on": due.isoformat(),
            }
            record.tell_concerned(NoticeKind.OPINION_DUE, request.filed_by, fact, values)
            record.note(
                "opinion.asked",
                request.id,
                version=str(request.version),
                due_on=due.isoformat(),
            )
            reminded += 1
        uow.commit()
    return reminded


def _facts(
    uow: UnitOfWork, requests: Sequence[AuthorisationRequest], today: date, context: Context
) -> list[RequestFacts]:
    """The facts of a set of requests: each register is asked once."""
    if not requests:
        return []
    sirets = sorted({request.siret for request in requests})
    registered = context.register.find(sirets)
    insolvent = context.insolvencies.open_on(sirets, today)
    payees = uow.requests.filers_with({request.iban for request in requests})
    facts = []
    for request in requests:
        history = filing_history_of(uow, request, context.register)
        facts.append(
            RequestFacts(
                request,
                check_filing(request, _filed_on(request), history, context.law),
                registered.get(request.siret),
                insolvent.get(request.siret),
                tuple(payees.get(request.iban, ())),
            )
        )
    return facts


def _filed_on(request: AuthorisationRequest) -> date:
    assert request.filed_at is not None
    return legal_day(request.filed_at)


def _screen(uow: UnitOfWork, facts: RequestFacts, now: datetime, law: Law) -> Screened:
    request = facts.request
    screening = screen_request(facts)
    record = Record(uow, request.siret, now, SYSTEM)
    record.note("request.screened", request.id, version=str(request.version), **screening.facts())
    decision = None
    if screening.outcome is Outcome.HOLD:
        uow.requests.save(request.moved_to(RequestState.HELD))
        queued = queued_request(uow, request, screening, law)
        uow.office.hold(queued)
        due = queued.decide_by.isoformat()
        record.note("request.held", request.id, version=str(request.version), due_on=due)
    else:
        decision = take(
            record,
            request,
            DecisionKind.AUTOMATIC,
            accepted=screening.outcome is Outcome.ACCEPT,
            decided_at=now,
            law=law,
            reasons=screening.reasons,
        )
    return Screened(_version(uow, request), screening, decision)


def _version(uow: UnitOfWork, request: AuthorisationRequest) -> AuthorisationRequest:
    """The version as stored now, with its new revision."""
    versions = uow.requests.versions(request.siret, request.id)
    return next(one for one in versions if one.version == request.version)
