"""Claims decided: by the screening, as the worker asks; those it holds, by an officer."""

from collections.abc import Sequence

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.requests import DecisionKind
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimState
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed
from partial_activity.domain.free_text import check_words
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.letters.said_of_decisions import contesting, taken_by
from partial_activity.domain.office.queue import QueueKey, QueueKind
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.screening.claim_signs import SCREENING_CHECKS
from partial_activity.domain.screening.outcome import Outcome, Screening, drawn_for_control, screen
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require, require_apart
from partial_activity.usecases.context import Context
from partial_activity.usecases.queueing import queued_claim
from partial_activity.usecases.recording import SYSTEM, Record, name_of
from partial_activity.usecases.revisions import Seen, expect, saved

_NEXT = {
    Outcome.ACCEPT: ClaimState.VALIDATED,
    Outcome.HOLD: ClaimState.UNDER_INSTRUCTION,
    Outcome.REFUSE: ClaimState.REJECTED,
}


def policy_in_force(uow: UnitOfWork, start: ScreeningPolicy) -> ScreeningPolicy:
    """What an administrator fixed last; what the service started with, where nobody did."""
    latest = uow.policies.latest()
    if latest is None:
        return start
    return attrs.evolve(
        start,
        threshold=latest.threshold,
        control_share=latest.control_share,
        answer_within_days=latest.answer_within_days,
    )


@frozen
class Decided:
    """A claim that was decided, or held."""

    claim: Claim
    """The claim, without its lines."""
    screening: Screening


def decide_claims(limit: int, *, context: Context) -> Sequence[Decided]:
    """Screen up to ``limit`` submitted claims, the first submitted first, and let each go its way.

    Accepted, held for an officer, or refused with every reason told to who filed. The results are
    kept with the claim. Facts are gathered once for all. Where somebody else decides one of them
    meanwhile, that one is left to them and the others are decided. Call it again until it gives
    nothing.
    """
    with context.units.reading() as uow:
        waiting = uow.claims.in_state(ClaimState.AWAITING_VALIDATION, limit)
        in_force = attrs.evolve(context, policy=policy_in_force(uow, context.policy))
    try:
        return _decide(waiting, in_force)
    except Conflict:
        return [decided for claim in waiting for decided in _decide_alone(claim, in_force)]


def decide_held_claim(
    siret: Siret,
    claim_id: str,
    *,
    accepted: bool,
    reasons: tuple[Refusal, ...],
    message: str,
    seen: Seen,
    actor: Person,
    context: Context,
) -> Claim:
    """What an officer decides on a claim that was held.

    Args:
        siret: establishment.
        claim_id: the claim.
        accepted: or refused.
        reasons: of a refusal, each with its article; none of an acceptance.
        message: the officer's own words; a refusal has them, or reasons, or both.
        seen: the claim as the officer read it.
        actor: the officer.
        context: where claims are kept, and when.

    Raises:
        NotFound: no such claim.
        NotAllowed: the person is no officer, or a party to it; or the claim was not held.
        Conflict: somebody else decided it, or there is a newer version.
        InvalidValue: a refusal without a reason, or an acceptance with one.
    """
    check_words(message, "message")
    if accepted is bool(reasons or message):
        raise InvalidValue(
            "missing",
            "reasons",
            "a refusal states its reasons, and only a refusal",
            "un refus énonce ses motifs, et lui seul",
        )
    with context.units() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.head(siret, claim_id)
        require(actor, Action.DECIDE)
        _, request = uow.requests.decided(siret, claim.decision_number)
        require_apart(uow, actor, siret, claim.created_by, request.filed_by)
        expect(seen, Seen.of(claim), "claim", claim_id)
        if claim.state not in (ClaimState.UNDER_INSTRUCTION, ClaimState.AWAITING_VISA):
            raise NotAllowed("claim", claim.state.name, "decided by an officer")
        record = Record(uow, siret, context.clock.now(), actor.id)
        state = ClaimState.VALIDATED if accepted else ClaimState.REJECTED
        decided = _moved(record, claim, state)
        uow.office.release(QueueKey(QueueKind.CLAIM, siret, claim.id, claim.version))
        if accepted:
            record.note("claim.validated", claim.id, version=str(claim.version))
        else:
            _tell_refusal(record, claim, context.law, reasons, message)
        uow.commit()
    return decided


def _decide(waiting: Sequence[Claim], context: Context) -> Sequence[Decided]:
    """Decide claims in one unit of work: all, or none."""
    if not waiting:
        return []
    with context.units() as uow:
        claims = [
            claim
            for each in waiting
            if (claim := uow.claims.get(each.siret, each.id, each.version)).state
            is ClaimState.AWAITING_VALIDATION
        ]
        now = context.clock.now()
        decided = [
            _apply(
                Record(uow, gathered.claim.siret, now, SYSTEM),
                gathered.claim,
                screening,
                context,
            )
            for gathered in context.facts.gather(uow, claims, context.law)
            for screening in (
                screen(
                    gathered,
                    SCREENING_CHECKS,
                    threshold=context.policy.threshold,
                    drawn=_drawn(gathered.claim, context.policy),
                ),
            )
        ]
        uow.commit()
    return decided


def _decide_alone(claim: Claim, context: Context) -> Sequence[Decided]:
    """Decide one claim; nothing, where somebody else was first."""
    try:
        return _decide([claim], context)
    except Conflict:
        return []


def _drawn(claim: Claim, policy: ScreeningPolicy) -> bool:
    key = f"{claim.id}-{claim.version}"
    return drawn_for_control(policy.seed, key, policy.control_share)


def _apply(record: Record, claim: Claim, screening: Screening, context: Context) -> Decided:
    uow, kept, policy = record.uow, screening.as_kept(), context.policy
    uow.claims.keep_screening(claim.siret, claim.id, claim.version, kept)
    due = {}
    if screening.outcome is Outcome.HOLD:
        held = queued_claim(uow, claim, kept, policy.threshold, policy.answer_within_days)
        uow.office.hold(held)
        due = {"due_on": held.decide_by.isoformat()}
    moved = _moved(record, claim, _NEXT[screening.outcome])
    record.note(
        "claim.screened",
        claim.id,
        version=str(claim.version),
        outcome=screening.outcome.value,
        threshold=str(policy.threshold),
        **_codes(screening),
        **due,
    )
    if screening.outcome is Outcome.REFUSE:
        _tell_refusal(record, claim, context.law, screening.reasons)
    return Decided(moved, kept)


def _moved(record: Record, claim: Claim, state: ClaimState) -> Claim:
    """The claim in its next state, as it is kept, without its lines: they are not written again."""
    moved = attrs.evolve(claim.moved_to(state), lines=LINES_NOT_READ)
    record.uow.claims.save(moved)
    return saved(moved)


def _tell_refusal(
    record: Record, claim: Claim, law: Law, reasons: Sequence[Refusal], message: str = ""
) -> None:
    version = str(claim.version)
    kind = DecisionKind.AUTOMATIC if record.actor == SYSTEM else DecisionKind.OFFICER
    record.note(
        "claim.refused",
        claim.id,
        version=version,
        reasons=" ".join(f"{reason.code}({reason.article})" for reason in reasons),
    )
    record.tell_concerned(
        NoticeKind.CLAIM_REFUSED,
        claim.created_by,
        f"{claim.id} {version}",
        {
            "claim_id": claim.id,
            "version": version,
            "number": claim.decision_number,
            "month": str(CivilMonth.of(claim.month)),
            "kind": kind.value,
            "message": message,
            "taken_by": taken_by(kind, name_of(record.uow, record.actor)),
            "contest": contesting(legal_day(record.at), law=law).sentences,
        },
        reasons,
    )


def _codes(screening: Screening) -> dict[str, str]:
    """What was found, for the journal: codes alone; figures are kept with the claim."""
    codes = " ".join(finding.code for finding in screening.findings)
    return {
        "score": str(screening.score),
        "drawn": str(screening.drawn).lower(),
        "found": codes or "nothing",
    }
