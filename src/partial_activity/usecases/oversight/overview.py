"""An establishment at a glance: what it has filed, what goes on, and what is to be done next."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    RequestState,
)
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.people.people import (
    AccountState,
    Action,
    Establishment,
    Membership,
    Person,
    may,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import FILING, establishment_for
from partial_activity.usecases.claim.months_to_claim import MonthToClaim, months_open
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.replaced import replacement_of

_WAITING = frozenset({RequestState.SUBMITTED, RequestState.HELD})


class Task(Enum):
    """What somebody of the establishment can do, the most pressing first."""

    REPLACE_ACCOUNT = "replace_account"
    """A payment came back: another account is needed."""
    TELL_OF_ACCOUNT = "tell_of_account"
    """The same, for who may not change the account: a contact has to be told."""
    SEND_OPINION = "send_opinion"
    CLAIM_MONTH = "claim_month"
    MEND_CLAIM = "mend_claim"
    """A claim was refused."""
    FINISH_CLAIM = "finish_claim"
    FINISH_REQUEST = "finish_request"
    """A draft; or what makes no draft yet, which has ``NOT_BEGUN`` for its key."""
    ANSWER_REFUSAL = "answer_refusal"
    """A request was refused: file it again, corrected, or contest the refusal."""
    ANSWER_WITHDRAWAL = "answer_withdrawal"
    """An authorisation was withdrawn: contest it, or ask again."""
    ANSWER_JOIN = "answer_join"
    FIRST_REQUEST = "first_request"
    """The establishment has begun nothing yet."""


NOT_BEGUN = "new"
"""Key of a request of which something was typed, and too little for a draft."""


@frozen
class Todo:
    """One thing to do."""

    task: Task
    key: str = ""
    """The key of the request, claim, decision (to claim) or person (who asks to join) it is
    about."""
    until: date | None = None
    """Last day to do it; None: there is none."""
    month: CivilMonth | None = None


@frozen
class Followed:
    """A request, as its employer follows it."""

    request: AuthorisationRequest
    """The latest version."""
    filed: AuthorisationRequest | None
    """The latest version that was filed and not withdrawn; None: there is none."""
    decision: Decision | None
    """The last one, on whatever version."""
    tacit_from: date | None
    """The day from which silence approves it; None: it does not wait for a decision."""
    opinion_due_on: date | None
    """Last day to send the works council's opinion; None: none is awaited."""


@frozen
class Place:
    """An establishment, and what one person may do there."""

    establishment: Establishment
    membership: Membership | None
    """The membership; None: the person has a role in the service."""
    allowed: frozenset[Action]
    """Filing is among them only while the account is active."""


def place_of(siret: Siret, *, actor: Person, context: Context) -> Place:
    """What a page shows and offers to the person who looks at it.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
    allowed = {action for action in Action if may(actor, action, membership)}
    if establishment.state is not AccountState.ACTIVE:
        allowed -= FILING
    return Place(establishment, membership, frozenset(allowed))


@frozen
class Overview:
    """An establishment, for one person's eyes."""

    establishment: Establishment
    membership: Membership | None
    """The membership; None: the person has a role in the service."""
    requests: tuple[Followed, ...]
    """Drafts first, then the last filed first."""
    claims: tuple[Claim, ...]
    """The latest version of each, without its lines, the latest month first."""
    months: tuple[MonthToClaim, ...]
    """What is left to claim."""
    joiners: int
    """The number of people who wait to be let in."""
    todos: tuple[Todo, ...]
    """The tasks that the person may do; those with a day first, the nearest first."""


def overview_of(siret: Siret, *, actor: Person, context: Context) -> Overview:
    """Show where the establishment stands today.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        today = legal_day(context.clock.now())
        decisions = uow.requests.decisions(siret)
        requests = tuple(
            _followed(uow, request, decisions, context.law) for request in uow.requests.of(siret)
        )
        claims = tuple(uow.claims.of(siret))
        months = months_open(uow, siret, today, context.law)
        joiners = _joiners(uow, siret) if may(actor, Action.SEE_FILED, membership) else []
        typed = bool(uow.requests.typed(siret, "", actor.id))
        mended = _mended(uow, siret, claims)
    todos: list[Todo] = []
    filing = may(actor, Action.FILE_REQUEST, membership)
    if filing and establishment.state is AccountState.ACTIVE:
        todos += _about_requests(requests, typed=typed)
        todos += _about_claims([one for one in claims if one.id not in mended], months)
        if not may(actor, Action.CHANGE_ACCOUNT, membership):
            # Another account is for a contact to give.
            todos = [
                evolve(one, task=Task.TELL_OF_ACCOUNT) if one.task is Task.REPLACE_ACCOUNT else one
                for one in todos
            ]
    if may(actor, Action.MANAGE_MEMBERS, membership):
        todos += [Todo(Task.ANSWER_JOIN, person_id) for person_id in joiners]
    return Overview(
        establishment, membership, requests, claims, months, len(joiners), _pressing(todos)
    )


def follow_request(siret: Siret, request_id: str, *, actor: Person, context: Context) -> Followed:
    """One request.

    Raises:
        NotFound: no such establishment or request for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        latest = uow.requests.get(siret, request_id)
        return _followed(uow, latest, uow.requests.decisions(siret), context.law)


def _followed(
    uow: UnitOfWork, latest: AuthorisationRequest, decisions: Sequence[Decision], law: Law
) -> Followed:
    """``decisions`` are those of the establishment, the last first."""
    versions = [latest]
    if latest.version > 1:
        versions = list(uow.requests.versions(latest.siret, latest.id))
    mine = [one for one in decisions if one.request_id == latest.id]
    filed = next(
        (
            one
            for one in reversed(versions)
            if one.state not in (RequestState.DRAFT, RequestState.WITHDRAWN)
        ),
        None,
    )
    deadline = deadline_of(filed, law) if filed and filed.state in _WAITING else None
    awaited = filed is not None and filed.late_opinion is None
    return Followed(
        request=latest,
        filed=filed,
        decision=mine[0] if mine else None,
        tacit_from=deadline.tacit_from if deadline else None,
        opinion_due_on=filed.opinion_due_on if filed and awaited else None,
    )


def _joiners(uow: UnitOfWork, siret: Siret) -> Sequence[str]:
    """Who asked to join and can be let in: their address has answered."""
    return [
        member.person_id
        for member in uow.establishments.members(siret)
        if member.state is AccountState.PENDING
        and uow.people.get(member.person_id).state is AccountState.ACTIVE
    ]


def _about_requests(requests: Sequence[Followed], *, typed: bool) -> Iterator[Todo]:
    if typed:
        yield Todo(Task.FINISH_REQUEST, NOT_BEGUN)
    elif not requests:
        yield Todo(Task.FIRST_REQUEST)
    for followed in requests:
        if followed.opinion_due_on is not None:
            yield Todo(Task.SEND_OPINION, followed.request.id, followed.opinion_due_on)
        if followed is _filed_last(requests):
            yield from _about_decision(followed)
        if followed.request.state is RequestState.DRAFT:
            yield Todo(Task.FINISH_REQUEST, followed.request.id)


def _filed_last(requests: Sequence[Followed]) -> Followed | None:
    """The request that was filed last, where it is decided; a later one answers a refusal."""
    filed = [one for one in requests if one.request.state is not RequestState.DRAFT and one.filed]
    decided = filed and filed[0].request.state is RequestState.DECIDED
    return filed[0] if decided else None


def _about_decision(followed: Followed) -> Iterator[Todo]:
    decision = followed.decision
    if decision is not None and not decision.accepted:
        yield Todo(Task.ANSWER_REFUSAL, followed.request.id)
    elif decision is not None and decision.withdrawn_at is not None:
        yield Todo(Task.ANSWER_WITHDRAWAL, followed.request.id)


def _mended(uow: UnitOfWork, siret: Siret, claims: Sequence[Claim]) -> AbstractSet[str]:
    """The claims whose payment came back and is ordered again on an account given since."""
    back = [one for one in claims if one.state is ClaimState.PAYMENT_INVALIDATED]
    if not back:
        return set()
    known, lines = uow.proofs.accounts(siret), uow.payments.lines(siret)
    last = {(line.claim_id, line.claim_version): line for line in lines}
    rejected = ((one, last.get((one.id, one.version))) for one in back)
    return {one.id for one, line in rejected if line and replacement_of(known, line)}


_OF_CLAIMS = {
    ClaimState.DRAFT: Task.FINISH_CLAIM,
    ClaimState.REJECTED: Task.MEND_CLAIM,
    ClaimState.PAYMENT_INVALIDATED: Task.REPLACE_ACCOUNT,
}


def _about_claims(claims: Sequence[Claim], months: Sequence[MonthToClaim]) -> Iterator[Todo]:
    last_days = {one.claim.id: one.closes_on for one in months if one.claim is not None}
    for claim in claims:
        if claim.state in _OF_CLAIMS:
            month = CivilMonth.of(claim.month)
            yield Todo(_OF_CLAIMS[claim.state], claim.id, last_days.get(claim.id), month)
    for one in months:
        begun = one.claim is not None and one.claim.state is not ClaimState.WITHDRAWN
        if one.over and one.open and not begun:
            yield Todo(Task.CLAIM_MONTH, one.decision_number, one.closes_on, one.month)


_ORDER = list(Task)
_OF_ACCOUNT = frozenset({Task.REPLACE_ACCOUNT, Task.TELL_OF_ACCOUNT})


def _pressing(todos: Sequence[Todo]) -> tuple[Todo, ...]:
    """A payment that came back first, then what ends soonest, then the order of the tasks."""

    def rank(todo: Todo) -> tuple[bool, date, int]:
        last = todo.until or date.max
        return todo.task not in _OF_ACCOUNT, last, _ORDER.index(todo.task)

    return tuple(sorted(todos, key=rank))
