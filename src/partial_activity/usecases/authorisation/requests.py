"""Requests for authorisation: drafts, versions, withdrawal. Filing them is in ``filing``."""

from collections.abc import Iterator, Mapping

import attrs
from attrs import frozen

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.assessment.question import check_situation
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    RequestFacts,
    RequestState,
)
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.free_text import check_words, without_nirs
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.office.queue import QueueKey, QueueKind
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record, name_of
from partial_activity.usecases.revisions import Seen, expect, saved


@frozen
class RequestFile:
    """A request, all its versions and all that was decided on them."""

    request: AuthorisationRequest
    """The latest version."""
    versions: tuple[AuthorisationRequest, ...]
    """The first first."""
    decisions: tuple[Decision, ...]
    """The last first."""
    officers: Mapping[str, str]
    """The names of those who decided, by id."""


def territory_of(siret: Siret, *, context: Context) -> Territory:
    """The territory that a first request begins with; national where the register is silent."""
    registered = context.register.find([siret]).get(siret)
    return registered.territory if registered else Territory.NATIONAL


def draft_request(
    siret: Siret, facts: RequestFacts, *, actor: Person, context: Context
) -> AuthorisationRequest:
    """Begin a request; a draft can be saved incomplete, and stays until it is filed or withdrawn.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person may not file for it.
        InvalidValue: a figure is out of range, words hold what they must not, or the law in use
            has no such situation.
    """
    _check(facts, context.law)
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_REQUEST, siret)
        request = AuthorisationRequest(
            siret=siret, id=context.ids.new(), version=1, filed_by=actor.id, **facts.by_name()
        )
        uow.requests.add(request)
        uow.requests.keep_typed(siret, "", actor.id, "")
        Record(uow, siret, context.clock.now(), actor.id).note("request.drafted", request.id)
        uow.commit()
    return request


def edit_request(
    siret: Siret,
    request_id: str,
    facts: RequestFacts,
    *,
    seen: Seen,
    actor: Person,
    context: Context,
) -> AuthorisationRequest:
    """Save a draft again, as it was read: no change of somebody else is overwritten.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
        Conflict: somebody else changed it.
        InvalidValue: a figure is out of range, words hold what they must not, or the law in use
            has no such situation.
    """
    _check(facts, context.law)
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id, seen)
        edited = attrs.evolve(request, **facts.by_name())
        uow.requests.save(edited)
        uow.requests.keep_typed(siret, request_id, actor.id, "")
        uow.commit()
    return saved(edited)


def _check(facts: RequestFacts, law: Law) -> None:
    check_situation(facts.situation, law, "situation")
    check_words(facts.circumstances, "circumstances")
    for commitment in facts.commitments:
        check_words(commitment, "commitments")


def keep_typed(
    siret: Siret, request_id: str, typed: str, *, actor: Person, context: Context
) -> None:
    """Keep what a person typed that makes no draft yet: days or an account lack, say.

    Args:
        siret: the establishment.
        request_id: the draft it was typed in; "" for a request that is not begun.
        typed: as whoever reads it wants it back; "" forgets it. A draft saved forgets it too.
        actor: whose it is; nobody else reads it.
        context: where it is kept.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
    """
    with context.units() as uow:
        if request_id:
            draft_for(uow, actor, siret, request_id)
        else:
            establishment_for(uow, actor, Action.FILE_REQUEST, siret)
        uow.requests.keep_typed(siret, request_id, actor.id, without_nirs(typed))
        uow.commit()


def typed_before(siret: Siret, request_id: str, *, actor: Person, context: Context) -> str:
    """What the person typed before, as it was kept; "" where there is nothing.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return uow.requests.typed(siret, request_id, actor.id)


def read_request(siret: Siret, request_id: str, *, actor: Person, context: Context) -> RequestFile:
    """A request with its history.

    Raises:
        NotFound: no such establishment or request for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = tuple(uow.requests.versions(siret, request_id))
        if not versions:
            raise NotFound("request", request_id)
        decisions = _decisions(uow, versions[-1])
        deciders = {one.decided_by for one in decisions if one.decided_by}
        names = {person: name for person in deciders if (name := name_of(uow, person))}
        return RequestFile(versions[-1], versions, decisions, names)


def decisions_on(request: AuthorisationRequest, *, context: Context) -> tuple[Decision, ...]:
    """What was decided on a request, for who was just given it; the last first."""
    with context.units.reading() as uow:
        return _decisions(uow, request)


def requests_of(
    siret: Siret, *, actor: Person, context: Context
) -> tuple[AuthorisationRequest, ...]:
    """The requests of an establishment, drafts first, then the last filed first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return tuple(uow.requests.of(siret))


def withdraw_request(
    siret: Siret, request_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> AuthorisationRequest:
    """Take back a draft, or a request that is not decided; as it was ``seen``, if that is told.

    With a draft for several establishments go the drafts of the others, as far as the person may
    file for them; once filed, each is taken back for itself.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or it is decided or withdrawn.
        Conflict: somebody else changed it.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_REQUEST, siret)
        request = uow.requests.get(siret, request_id)
        expect(seen, Seen.of(request), "request", request_id)
        joined = _drafts_joined(uow, actor, request) if request.state is RequestState.DRAFT else ()
        for one in (request, *joined):
            uow.requests.save(one.moved_to(RequestState.WITHDRAWN))
            record = Record(uow, one.siret, context.clock.now(), actor.id)
            record.note("request.withdrawn", request_id, version=str(one.version))
        uow.office.release(QueueKey(QueueKind.REQUEST, siret, request_id, request.version))
        uow.requests.forget_typed(siret, request_id)
        uow.commit()
    return saved(request.moved_to(RequestState.WITHDRAWN))


def amend_request(
    siret: Siret, request_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> AuthorisationRequest:
    """Begin the next version (avenant) of a request that was decided or withdrawn, as a draft.

    Of the version that was ``seen``, if that is told. It starts as a copy; the decision on the
    version before stands until the new one is decided.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or its latest version is a draft or waits.
        Conflict: somebody else changed it.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_REQUEST, siret)
        latest = uow.requests.get(siret, request_id)
        expect(seen, Seen.of(latest), "request", request_id)
        if latest.state not in (RequestState.DECIDED, RequestState.WITHDRAWN):
            raise NotAllowed("request", latest.state.value, "amended")
        opinion = latest.opinion if latest.late_opinion is None else latest.late_opinion
        amended = attrs.evolve(
            latest,
            version=latest.version + 1,
            state=RequestState.DRAFT,
            filed_by=actor.id,
            filed_at=None,
            opinion=opinion,
            opinion_due_on=None,
            late_opinion=None,
            late_opinion_on=None,
            covers=(),
            revision=0,
        )
        uow.requests.add(amended)
        record = Record(uow, siret, context.clock.now(), actor.id)
        record.note("request.amended", request_id, version=str(latest.version + 1))
        uow.commit()
    return amended


def draft_for(
    uow: UnitOfWork, actor: Person, siret: Siret, request_id: str, seen: Seen | None = None
) -> AuthorisationRequest:
    """A draft, for somebody who may file for the establishment; as it was ``seen``, if told.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
        Conflict: somebody else changed it.
    """
    establishment_for(uow, actor, Action.FILE_REQUEST, siret)
    request = uow.requests.get(siret, request_id)
    expect(seen, Seen.of(request), "request", request_id)
    if request.state is not RequestState.DRAFT:
        raise NotAllowed("request", request.state.value, "edited")
    return request


def _decisions(uow: UnitOfWork, request: AuthorisationRequest) -> tuple[Decision, ...]:
    made = uow.requests.decisions(request.siret)
    return tuple(decision for decision in made if decision.request_id == request.id)


def _drafts_joined(
    uow: UnitOfWork, actor: Person, first: AuthorisationRequest
) -> Iterator[AuthorisationRequest]:
    """The drafts of the other establishments of a group, where the person may file."""
    for siret in first.covers:
        if may(actor, Action.FILE_REQUEST, uow.establishments.member(siret, actor.id)):
            own = uow.requests.get(siret, first.id)
            if own.state is RequestState.DRAFT:
                yield own
