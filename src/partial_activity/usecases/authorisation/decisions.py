"""Deciding on requests: by an officer, and taking a decision back."""

from collections.abc import Mapping
from datetime import date, datetime

import attrs

from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.remedies import WithdrawalReason, withdrawal
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    RequestState,
    decision_number,
)
from partial_activity.domain.claim.time_bar import last_day_to_claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.free_text import check_words
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.letters.said_of_decisions import contesting, taken_by
from partial_activity.domain.office.bound import of_decision
from partial_activity.domain.office.queue import QueueKey, QueueKind
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import establishment_for, require, require_apart
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record, Told, name_of
from partial_activity.usecases.revisions import Seen, expect

APPROVED_BY_SILENCE = "approved by silence"
"""What a request is whose tacit day has come, before the worker wrote it."""
UNDECIDED = frozenset({RequestState.SUBMITTED, RequestState.HELD})


def decide(
    siret: Siret,
    request_id: str,
    *,
    accepted: bool,
    actor: Person,
    context: Context,
    message: str = "",
    reasons: tuple[Refusal, ...] = (),
    seen: Seen | None = None,
) -> Decision:
    """An officer authorises, or refuses with reasons (R. 5122-4).

    ``seen`` is what the officer read, so that nothing is decided unseen; None: decided as it is.

    Raises:
        NotFound: no such request.
        NotAllowed: the actor does not decide, or is a party to it; the request does not wait for
            a decision, or silence has approved it already.
        InvalidValue: a refusal without reasons.
        Conflict: somebody else decided, or changed the request since it was read.
    """
    now = context.clock.now()
    with context.units() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        request = uow.requests.get(siret, request_id)
        require(actor, Action.DECIDE)
        require_apart(uow, actor, siret, request.filed_by)
        expect(seen, Seen.of(request), "request", request_id)
        check_words(message, "message")
        if not accepted and not (message.strip() or reasons):
            raise InvalidValue(
                "missing",
                "reasons",
                "a refusal states its reasons (R. 5122-4)",
                "un refus énonce ses motifs (R. 5122-4)",
            )
        if request.state not in UNDECIDED:
            raise NotAllowed("request", request.state.value, "decided")
        if legal_day(now) >= tacit_day(request, context.law):
            raise NotAllowed("request", APPROVED_BY_SILENCE, "decided")
        decision = take(
            Record(uow, siret, now, actor.id),
            request,
            DecisionKind.OFFICER,
            accepted=accepted,
            decided_at=now,
            law=context.law,
            message=message.strip(),
            reasons=reasons,
        )
        uow.commit()
    return decision


def withdraw_decision(
    siret: Siret,
    number: str,
    reason: WithdrawalReason,
    message: str,
    *,
    actor: Person,
    context: Context,
) -> Refusal | None:
    """Take back an authorisation.

    Within four months if it is illegal; at any time for fraud, or where its conditions are not met
    (CRPA, L. 242-1, L. 241-2, L. 242-2). The refusal says why it cannot be taken
    back any more; None: it is withdrawn.

    Raises:
        NotFound: no such decision.
        NotAllowed: the actor does not decide, or is a party to it; the decision is a refusal or
            withdrawn already.
        InvalidValue: no message says why.
    """
    require(actor, Action.DECIDE)
    check_words(message, "message")
    if not message.strip():
        raise InvalidValue(
            "missing", "message", "a withdrawal states its reasons", "un retrait énonce ses motifs"
        )
    now = context.clock.now()
    with context.units() as uow:
        establishment_for(uow, actor, Action.DECIDE, siret)
        decision = uow.requests.decision(siret, number)
        request = next(
            one
            for one in uow.requests.versions(siret, decision.request_id)
            if one.version == decision.request_version
        )
        require_apart(uow, actor, siret, request.filed_by)
        if not decision.accepted or decision.withdrawn_at is not None:
            raise NotAllowed(
                "decision", "withdrawn" if decision.accepted else "refused", "withdrawn"
            )
        decided_on, today = legal_day(decision.decided_at), legal_day(now)
        limit = withdrawal(decided_on, reason, law=context.law, known_on=today)
        if limit.last_day is not None and today > limit.last_day:
            values = {"last": limit.last_day}
            return Refusal("decision_withdrawal_too_late", limit.article, values)
        uow.requests.save_decision(attrs.evolve(decision, withdrawn_at=now))
        record = Record(uow, siret, now, actor.id)
        record.note("decision.withdrawn", number, reason=reason.value)
        record.tell_concerned(
            NoticeKind.DECISION,
            request.filed_by,
            f"{number} withdrawn",
            {
                **_values(request, number),
                "kind": DecisionKind.OFFICER.value,
                "outcome": "withdrawn",
                "decided_at": now.isoformat(),
                "message": message.strip(),
                "closes_on": "",
                "taken_by": taken_by(DecisionKind.OFFICER, name_of(uow, actor.id)),
                "contest": contesting(today, law=context.law).sentences,
            },
            (Refusal("decision_withdrawn", limit.article),),
        )
        uow.commit()
    return None


def screening_notes(
    siret: Siret, request_id: str, *, actor: Person, context: Context
) -> Mapping[str, str]:
    """What each check of the last screening found, as the journal has it; empty: not screened.

    Raises:
        NotFound: no such establishment.
        NotAllowed: the actor does not decide.
    """
    require(actor, Action.DECIDE)
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.DECIDE, siret)
        notes: Mapping[str, str] = {}
        for entry in uow.journal.entries(str(siret)):
            if entry.action == "request.screened" and entry.subject == request_id:
                notes = entry.facts
        return notes


def tacit_day(request: AuthorisationRequest, law: Law) -> date:
    """The day from which silence approves a request that was filed."""
    deadline = deadline_of(request, law)
    assert deadline is not None, "a request is filed with what fixes its deadline"
    return deadline.tacit_from


def take(
    record: Record,
    request: AuthorisationRequest,
    kind: DecisionKind,
    *,
    accepted: bool,
    decided_at: datetime,
    law: Law,
    message: str = "",
    reasons: tuple[Refusal, ...] = (),
) -> Decision:
    """Write a decision with its journal entry and its notice, in the unit of work of the record."""
    number = decision_number(request.siret, request.id, request.version)
    decision = Decision(
        siret=request.siret,
        request_id=request.id,
        request_version=request.version,
        number=number,
        kind=kind,
        accepted=accepted,
        decided_at=decided_at,
        decided_by=record.actor if kind is DecisionKind.OFFICER else None,
        reasons=reasons,
        message=message,
    )
    uow = record.uow
    uow.requests.save(request.moved_to(RequestState.DECIDED))
    uow.requests.add_decision(decision)
    uow.office.release(QueueKey(QueueKind.REQUEST, request.siret, request.id, request.version))
    record.note(
        "request.decided",
        request.id,
        version=str(request.version),
        number=number,
        kind=kind.value,
        accepted=str(accepted).lower(),
        reasons=" ".join(reason.code for reason in reasons),
        content=uow.journal.keys.keyed(*of_decision(decision)),
    )
    _tell(record, request, decision, law)
    return decision


def _tell(record: Record, request: AuthorisationRequest, decision: Decision, law: Law) -> None:
    fact = f"{request.id} {request.version}"
    decided_on = legal_day(decision.decided_at)
    values: dict[str, Told] = {**_values(request, decision.number), "closes_on": ""}
    assert request.filed_at is not None, "it was decided"
    if decision.accepted:
        filed_on = legal_day(request.filed_at)
        closes_on = last_day_to_claim(request.last_day, filed_on, law=law, known_on=decided_on)
        values["closes_on"] = closes_on.isoformat() if closes_on else ""
    if decision.kind is DecisionKind.TACIT:
        values |= {
            "filed_at": request.filed_at.isoformat(),
            "tacit_from": legal_day(decision.decided_at).isoformat(),
        }
        record.tell_concerned(NoticeKind.TACIT_APPROVAL, request.filed_by, fact, values)
        return
    values |= {
        "kind": decision.kind.value,
        "outcome": "accepted" if decision.accepted else "refused",
        "decided_at": decision.decided_at.isoformat(),
        "message": decision.message,
        "taken_by": taken_by(decision.kind, name_of(record.uow, record.actor)),
        "contest": () if decision.accepted else contesting(decided_on, law=law).sentences,
    }
    record.tell_concerned(NoticeKind.DECISION, request.filed_by, fact, values, decision.reasons)


def _values(request: AuthorisationRequest, number: str) -> dict[str, str]:
    """What a notice of a decision says of the request (R. 5122-4: the account; R. 5122-9, III)."""
    return {
        "request_id": request.id,
        "version": str(request.version),
        "number": number,
        "first_day": request.span.first.isoformat(),
        "last_day": request.last_day.isoformat(),
        "headcount": str(request.headcount),
        "forecast_hours": str(request.forecast_hours),
        "iban": request.iban.masked,
        "commitments": "\n".join(request.commitments),
    }
