"""Filing a request: what the law of the day says of it, the receipt, and the opinion sent later."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.filing import GIVEN, Filing, check_filing, deadline_of
from partial_activity.domain.authorisation.receipts import Receipt, receipt_of
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Opinion,
    RequestState,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require_proof
from partial_activity.usecases.authorisation.filing_history import filing_history_of
from partial_activity.usecases.authorisation.requests import draft_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.accounts import keep_account, require_unlapsed
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, expect, saved


@frozen
class Submission:
    """What came of filing a request."""

    request: AuthorisationRequest
    """Submitted, or still the draft."""
    filing: Filing
    """What the law of the day says of it: all needs and all refusals."""
    receipt: Receipt | None
    """The receipt; None: the request was not filed."""


@frozen
class OpinionTaken:
    """A request whose works council was heard after it was filed."""

    request: AuthorisationRequest
    """The request, in its latest version."""
    refusal: Refusal | None
    """The opinion came too late; None: in time."""


def check_request(siret: Siret, request_id: str, *, actor: Person, context: Context) -> Filing:
    """What filing the draft now would meet; nothing is changed.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
    """
    with context.units.reading() as uow:
        group = _group(uow, actor, siret, request_id)
        return _check(uow, group, legal_day(context.clock.now()), context)


def submit_request(
    siret: Siret,
    request_id: str,
    *,
    actor: Person,
    context: Context,
    proof: Proof,
    insist: bool = False,
    seen: Seen | None = None,
    read: Mapping[Siret, Seen] | None = None,
) -> Submission:
    """File a draft: receipt to who files, the delay of the decision begins.

    It stays a draft while it lacks what the law asks for. Where the law would refuse it, it stays
    a draft too, unless the employer insists: they have a right to a decision with its reasons. The
    other establishments of a group file with the first, each a request of its own; ``read`` is
    what the person read of each, so that what is filed is what was read.

    A contact who is proven gives the account with it, and shows that they are there; of who is not
    proven the account stays unproven, and nothing is paid on it. A program files towards the
    account that a contact has proven last, and to no other.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for one of the establishments, or it is no draft, or
            it has another account than the request before, which only a contact may change, or
            than the one proven, which no program may.
        ProofNeeded: it gives another account than the one proven, and the contact has not shown a
            moment ago that they are there.
        Conflict: somebody else changed it.
    """
    now = context.clock.now()
    with context.units() as uow:
        group = _group(uow, actor, siret, request_id, seen)
        if read is not None:
            for one in group:
                expect(read.get(one.siret, _NOT_READ), Seen.of(one), "request", one.id)
        filing = _check(uow, group, legal_day(now), context)
        if filing.needs or (filing.refusals and not insist):
            return Submission(group[0], filing, None)
        filed, *_ = [
            _file(Record(uow, one.siret, now, actor.id), one, filing, actor, (context, proof))
            for one in group
        ]
        uow.commit()
    return filed


def account_changes(
    siret: Siret, request_id: str, *, actor: Person, context: Context
) -> Mapping[Siret, Iban | None]:
    """Establishments of the draft that file towards another account than the one proven, and that.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for one of them, or the request is no draft.
    """
    with context.units.reading() as uow:
        in_use = {
            one: _account_in_use(uow, one.siret) for one in _group(uow, actor, siret, request_id)
        }
    return {one.siret: iban for one, iban in in_use.items() if one.iban != iban}


def as_read(
    siret: Siret, request_id: str, *, actor: Person, context: Context
) -> Mapping[Siret, Seen]:
    """What is there to read of a draft, and of those that file with it, by establishment.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for one of them, or the request is no draft.
    """
    with context.units.reading() as uow:
        group = _group(uow, actor, siret, request_id)
    return {one.siret: Seen.of(one) for one in group}


_NOT_READ = Seen(0, -1)
"""The version of an establishment that joined the group since it was read."""


def receipt_for(
    siret: Siret, request_id: str, version: int, *, actor: Person, context: Context
) -> Receipt:
    """The receipt of a version that was filed, for download: the same as was sent.

    Raises:
        NotFound: no such establishment for this person, or no such version filed.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        for request in uow.requests.versions(siret, request_id):
            if request.version == version and request.filed_at is not None:
                return _receipt(uow, request, context.law)
    raise NotFound("receipt", f"{request_id} {version}")


def send_opinion(
    siret: Siret,
    request_id: str,
    opinion: Opinion,
    *,
    actor: Person,
    context: Context,
    seen: Seen | None = None,
) -> OpinionTaken:
    """Send the works council's opinion after the request, where the law lets it follow.

    ``seen`` is what the person read of its latest version; None: as it is. The opinion is kept
    whenever it comes; the refusal says that it came too late (R. 5122-2).

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or no opinion is awaited.
        InvalidValue: the opinion is neither for nor against.
        Conflict: somebody else changed it.
    """
    if opinion not in GIVEN:
        raise InvalidValue(
            "unknown_value",
            "opinion",
            "say favourable or unfavourable",
            "dites favorable ou défavorable",
        )
    now = context.clock.now()
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_REQUEST, siret)
        versions = uow.requests.versions(siret, request_id)
        request = _awaits_opinion(versions, request_id, seen)
        due, sent = request.opinion_due_on, legal_day(now)
        assert due is not None
        told = attrs.evolve(request, late_opinion=opinion, late_opinion_on=sent)
        uow.requests.save(told)
        record = Record(uow, siret, now, actor.id)
        record.note(
            "opinion.sent", request_id, version=str(request.version), opinion=opinion.name.lower()
        )
        uow.commit()
    latest = saved(told) if versions[-1] == request else versions[-1]
    late = Refusal("opinion_late", "R. 5122-2", {"due": due, "sent": sent})
    return OpinionTaken(latest, late if sent > due else None)


def _awaits_opinion(
    versions: Sequence[AuthorisationRequest], request_id: str, seen: Seen | None
) -> AuthorisationRequest:
    """The latest version filed and not withdrawn; a draft of an amendment does not hide it."""
    if not versions:
        raise NotFound("request", request_id)
    expect(seen, Seen.of(versions[-1]), "request", request_id)
    for request in reversed(versions):
        if request.state in (RequestState.DRAFT, RequestState.WITHDRAWN):
            continue
        if request.opinion_due_on is not None and request.late_opinion is None:
            return request
        raise NotAllowed("request", request.state.value, "opinion")
    raise NotAllowed("request", versions[0].state.value, "opinion")


def _group(
    uow: UnitOfWork, actor: Person, siret: Siret, request_id: str, seen: Seen | None = None
) -> tuple[AuthorisationRequest, ...]:
    """The draft, and those of the other establishments that file with it."""
    first = draft_for(uow, actor, siret, request_id, seen).as_asked()
    return (first, *(_member_of(uow, actor, first, member) for member in first.covers))


def _check(
    uow: UnitOfWork, group: Sequence[AuthorisationRequest], today: date, context: Context
) -> Filing:
    """What the law says of the first, with what it says of the others and not of the first."""
    filings = [
        check_filing(request, today, filing_history_of(uow, request, context.register), context.law)
        for request in group
    ]
    first = filings[0]
    return attrs.evolve(
        first,
        needs=_each_once(need for filing in filings for need in filing.needs),
        refusals=_each_once(refusal for filing in filings for refusal in filing.refusals),
    )


def _each_once(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    once: list[Refusal] = []
    for refusal in refusals:
        if refusal not in once:
            once.append(refusal)
    return tuple(once)


def _member_of(
    uow: UnitOfWork, actor: Person, first: AuthorisationRequest, siret: Siret
) -> AuthorisationRequest:
    """The request of another establishment of the group, with the content they share."""
    own = draft_for(uow, actor, siret, first.id)
    return attrs.evolve(
        first,
        siret=siret,
        version=own.version,
        headcount=own.headcount,
        forecast_hours=own.forecast_hours,
        iban=own.iban,
        perimeter=own.perimeter,
        covers=(),
        revision=own.revision,
    )


def _file(
    record: Record,
    draft: AuthorisationRequest,
    filing: Filing,
    actor: Person,
    how: tuple[Context, Proof],
) -> Submission:
    before = _last_filed(record.uow, draft.siret)
    _check_account(record, draft, before, actor, how)
    due = filing.opinion_due_on if draft.opinion is Opinion.NOT_GIVEN else None
    filed = attrs.evolve(
        draft.moved_to(RequestState.SUBMITTED),
        filed_by=actor.id,
        filed_at=record.at,
        opinion_due_on=due,
    )
    record.uow.requests.save(filed)
    record.uow.requests.forget_typed(filed.siret, filed.id)
    assert filing.deadline is not None, "a request that needs nothing has its deadline"
    receipt = receipt_of(filed, actor.name, filing.deadline.tacit_from)
    version = str(filed.version)
    record.note("request.submitted", filed.id, version=version, sha256=receipt.sha256)
    record.tell_filers(
        NoticeKind.REQUEST_RECEIPT,
        actor.id,
        f"{filed.id} {version}",
        _values(filed, receipt),
    )
    if before is not None and before.iban != filed.iban:
        _tell_iban(record, before, filed.iban, version)
    return Submission(saved(filed), filing, receipt)


def _check_account(
    record: Record,
    draft: AuthorisationRequest,
    before: AuthorisationRequest | None,
    actor: Person,
    how: tuple[Context, Proof],
) -> None:
    """Refuse an account that the person, or their program, may not give; keep it if they may."""
    uow, (context, proof) = record.uow, how
    in_use = _account_in_use(uow, draft.siret)
    proven = draft.iban == in_use
    changed = before is not None and before.iban != draft.iban
    if proof is Proof.TOKEN and (changed or not proven):
        raise NotAllowed("account", "not proven", "filed towards by a program")
    if proven and not changed:
        return
    member = uow.establishments.member(draft.siret, actor.id)
    if member is None or not member.speaks:
        return
    if changed or (in_use is not None and not proven):
        establishment_for(uow, actor, Action.CHANGE_ACCOUNT, draft.siret)
    if not proven and may(actor, Action.CHANGE_ACCOUNT, member):
        require_proof(proof)
        require_unlapsed(uow, draft.siret, actor, record.at)
        keep_account(record, context, draft.iban)


def _account_in_use(uow: UnitOfWork, siret: Siret) -> Iban | None:
    """The account proven last; None: none was."""
    accounts = uow.proofs.accounts(siret)
    return accounts[-1].iban if accounts else None


def _values(request: AuthorisationRequest, receipt: Receipt) -> dict[str, str]:
    return {
        "request_id": receipt.request_id,
        "version": str(receipt.version),
        "filed_by": receipt.filed_by,
        "filed_at": receipt.filed_at.isoformat(),
        "first_day": request.span.first.isoformat(),
        "last_day": request.last_day.isoformat(),
        "headcount": str(request.headcount),
        "forecast_hours": str(request.forecast_hours),
        "tacit_from": receipt.tacit_from.isoformat(),
        "sha256": receipt.sha256,
    }


def _tell_iban(record: Record, before: AuthorisationRequest, iban: Iban, version: str) -> None:
    """Tell those who knew the old account: who changes it now may not be who they say."""
    record.note("iban.changed", before.id, version=version)
    record.tell_filers(
        NoticeKind.IBAN_CHANGED,
        before.filed_by,
        f"{before.id} {before.version} {version} {record.at.isoformat()}",
        {
            "old_iban": before.iban.masked,
            "new_iban": iban.masked,
            "changed_by": record.uow.people.get(record.actor).name,
            "changed_at": record.at.isoformat(),
        },
    )


def _last_filed(uow: UnitOfWork, siret: Siret) -> AuthorisationRequest | None:
    """The version last filed by the establishment, of whatever request."""
    filed = [
        (version.filed_at, version)
        for latest in uow.requests.of(siret)
        for version in uow.requests.versions(siret, latest.id)
        if version.filed_at is not None
    ]
    return max(filed, key=lambda pair: pair[0])[1] if filed else None


def _receipt(uow: UnitOfWork, request: AuthorisationRequest, law: Law) -> Receipt:
    deadline = deadline_of(request, law)
    assert deadline is not None, "what was filed has its deadline"
    return receipt_of(request, uow.people.get(request.filed_by).name, deadline.tacit_from)
