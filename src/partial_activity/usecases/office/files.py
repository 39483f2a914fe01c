"""A request or a claim as an officer needs it: all that was asked, found, and known beside it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.redaction import SeenLine, seen_line
from partial_activity.domain.errors import NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.office.queue import Queued, QueueKey, QueueKind
from partial_activity.domain.people.people import Action, Establishment, Person, may
from partial_activity.domain.screening.outcome import Screening
from partial_activity.ports.registers import CompanyRegister
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require
from partial_activity.usecases.authorisation.decisions import UNDECIDED
from partial_activity.usecases.authorisation.filing_history import (
    standing_decisions,
    version_decided,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import Payment

LINES = 50
"""Lines of a claim that a page shows."""
DECIDABLE = frozenset({ClaimState.UNDER_INSTRUCTION, ClaimState.AWAITING_VISA})
"""States of a claim that an officer decides."""
_SHOWN = 12
"""Earlier authorisations and claims told beside a file; the others are counted."""


@frozen
class EarlierAuthorisation:
    """An authorisation that stands, and what was used of it."""

    decision: Decision
    request: AuthorisationRequest
    used: Hours
    """Claimed under it, compensable."""


@frozen
class EstablishmentRecord:
    """What is known of the establishment."""

    establishment: Establishment
    registered: RegisteredEstablishment | None
    """The establishment as registered; None: the register does not know it."""
    authorisations: tuple[EarlierAuthorisation, ...]
    """The last first; without that of the file itself."""
    more_authorisations: int
    claims: tuple[Claim, ...]
    """The last months first, without lines; without the file itself."""
    more_claims: int


@frozen
class OfficeRequest:
    """A request, for somebody of the service."""

    request: AuthorisationRequest
    """The latest version."""
    versions: tuple[AuthorisationRequest, ...]
    """Drafts left out, the last first."""
    decisions: tuple[Decision, ...]
    """The decisions on the versions of the request, the last first."""
    queued: Queued | None
    """Why it waits; None: it does not, or this person does not decide."""
    notes: Mapping[str, str]
    """What each check found, as the journal has it, where it waits no longer."""
    tacit_from: date | None
    """The day from which silence approves it; None: it does not wait."""
    record: EstablishmentRecord
    names: Mapping[str, str]
    """The names of the people, by id."""

    @property
    def waits(self) -> bool:
        """Whether it waits for a decision."""
        return self.request.state in UNDECIDED


def request_in_office(
    siret: Siret, request_id: str, *, actor: Person, context: Context
) -> OfficeRequest:
    """A request that was filed, with all its versions and what is known beside it.

    Raises:
        NotAllowed: the person is not of the service.
        NotFound: no such establishment or request, or nothing of it was filed.
    """
    require(actor, Action.SEE_ESTABLISHMENT)
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        # A draft is the employer's alone.
        filed = [one for one in uow.requests.versions(siret, request_id) if one.filed_at]
        if not filed:
            raise NotFound("request", request_id)
        request = filed[-1]
        key = QueueKey(QueueKind.REQUEST, siret, request_id, request.version)
        decisions = tuple(
            one for one in uow.requests.decisions(siret) if one.request_id == request_id
        )
        decides = may(actor, Action.DECIDE)
        queued = uow.office.held([key]).get(key) if decides else None
        return OfficeRequest(
            request,
            tuple(reversed(filed)),
            decisions,
            queued,
            _notes(uow, request) if decides and queued is None else {},
            _tacit_from(request, context.law),
            _establishment_record(uow, establishment, context.register, but=request_id),
            _names(uow, _people(filed, decisions)),
        )


@frozen
class OfficeClaim:
    """A version of a claim, for somebody of the service; no NIR anywhere."""

    claim: Claim
    """The claim, without its lines."""
    latest: int
    """Number of the latest version that was submitted."""
    versions: tuple[Claim, ...]
    """Drafts left out, the last first."""
    totals: ClaimTotals
    lines: tuple[SeenLine, ...]
    after: int | None
    """Number of the line after which the next page begins; None: this is the last."""
    screening: Screening | None
    """The screening; None: there was none, or this person does not decide."""
    threshold: int | None
    """The score from which it was to be held."""
    queued: Queued | None
    decision: Decision
    """The decision that the claim quotes."""
    request: AuthorisationRequest
    """The version that was decided."""
    used_before: Hours
    """Claimed under the same decision by other months."""
    record: EstablishmentRecord
    names: Mapping[str, str]
    payments: tuple[Payment, ...]
    """The payments of all versions, the last attempt of each first; none for who may not see
    them."""

    @property
    def waits(self) -> bool:
        """Whether an officer can decide it."""
        return self.claim.state in DECIDABLE and self.claim.version == self.latest


def claim_in_office(
    siret: Siret,
    claim_id: str,
    *,
    actor: Person,
    context: Context,
    version: int | None = None,
    after: int = 0,
) -> OfficeClaim:
    """A version of a claim that was submitted, the latest unless one is named.

    Raises:
        NotAllowed: the person is not of the service.
        NotFound: no such establishment or claim, or that version was not submitted.
    """
    require(actor, Action.SEE_ESTABLISHMENT)
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        submitted = [one for one in uow.claims.versions(siret, claim_id) if one.submitted_at]
        asked = [one for one in submitted if version in (None, one.version)]
        if not asked:
            raise NotFound("claim", claim_id)
        claim = asked[-1]
        decision = uow.requests.decision(siret, claim.decision_number)
        # One more than is shown tells whether there is a next page.
        lines = uow.claims.lines_page(siret, claim_id, claim.version, after, LINES + 1)
        decides = may(actor, Action.DECIDE)
        key = QueueKey(QueueKind.CLAIM, siret, claim_id, claim.version)
        people = {claim.created_by, *([decision.decided_by] if decision.decided_by else [])}
        return OfficeClaim(
            claim=claim,
            latest=submitted[-1].version,
            versions=tuple(reversed(submitted)),
            totals=uow.claims.totals(siret, claim_id, claim.version),
            lines=tuple(_without_nir(line, actor) for line in lines[:LINES]),
            after=lines[LINES - 1].number if len(lines) > LINES else None,
            screening=uow.claims.screening_of(siret, claim_id, claim.version) if decides else None,
            threshold=_threshold(uow, claim) if decides else None,
            queued=uow.office.held([key]).get(key) if decides else None,
            decision=decision,
            request=version_decided(uow, decision),
            used_before=uow.claims.hours_under(siret, decision.number, claim_id),
            record=_establishment_record(uow, establishment, context.register, but=claim_id),
            names=_names(uow, people),
            payments=_payments(uow, submitted) if may(actor, Action.SEE_PAYMENTS) else (),
        )


def _payments(uow: UnitOfWork, versions: Sequence[Claim]) -> tuple[Payment, ...]:
    keys = [(claim.siret, claim.id, claim.version) for claim in versions]
    ordered = uow.office.lines_of_claims(keys)
    return tuple(Payment(line, tuple(records)) for line, records in ordered)


def _without_nir(line: ClaimLine, actor: Person) -> SeenLine:
    """The line as anybody in the office sees it, whatever their role may see elsewhere."""
    return evolve(seen_line(line, actor, None), nir=None)


def _tacit_from(request: AuthorisationRequest, law: Law) -> date | None:
    deadline = deadline_of(request, law) if request.state in UNDECIDED else None
    return deadline.tacit_from if deadline else None


def _notes(uow: UnitOfWork, request: AuthorisationRequest) -> Mapping[str, str]:
    """What the screening of this version found, as the journal has it; empty: not screened."""
    notes: Mapping[str, str] = {}
    for entry in uow.journal.entries(str(request.siret)):
        screened = entry.action == "request.screened" and entry.subject == request.id
        if screened and entry.facts.get("version") == str(request.version):
            notes = entry.facts
    return {name: text for name, text in notes.items() if name not in _NOT_CHECKS}


_NOT_CHECKS = frozenset({"version", "score", "drawn"})


def _threshold(uow: UnitOfWork, claim: Claim) -> int | None:
    for entry in uow.journal.entries(str(claim.siret)):
        screened = entry.action == "claim.screened" and entry.subject == claim.id
        if screened and entry.facts.get("version") == str(claim.version):
            return int(entry.facts["threshold"])
    return None


def _establishment_record(
    uow: UnitOfWork, establishment: Establishment, register: CompanyRegister, *, but: str
) -> EstablishmentRecord:
    siret = establishment.siret
    standing = [
        decision for request, decision in standing_decisions(uow, siret).items() if request != but
    ]
    standing.sort(key=lambda decision: decision.decided_at, reverse=True)
    shown = standing[:_SHOWN]
    keys = [QueueKey(QueueKind.REQUEST, siret, d.request_id, d.request_version) for d in shown]
    decided = uow.office.requests_at(keys)
    claims = submitted_claims(uow, [one for one in uow.claims.of(siret) if one.id != but])
    return EstablishmentRecord(
        establishment,
        register.find([siret]).get(siret),
        tuple(
            EarlierAuthorisation(
                decision, decided[key], uow.claims.hours_under(siret, decision.number, but="")
            )
            for decision, key in zip(shown, keys, strict=True)
        ),
        len(standing[_SHOWN:]),
        tuple(claims[:_SHOWN]),
        len(claims[_SHOWN:]),
    )


def filed_requests(
    uow: UnitOfWork, latest: Iterable[AuthorisationRequest]
) -> list[AuthorisationRequest]:
    """The latest version of each that was filed: an amendment in the making is the employer's."""
    filed = []
    for request in latest:
        if request.filed_at is not None:
            filed.append(request)
        elif request.version > 1:
            versions = uow.requests.versions(request.siret, request.id)
            filed += [one for one in versions if one.filed_at is not None][-1:]
    return filed


def submitted_claims(uow: UnitOfWork, latest: Iterable[Claim]) -> list[Claim]:
    """The latest version of each that was submitted: a correction in the making hides nothing."""
    submitted = []
    for claim in latest:
        if claim.submitted_at is not None:
            submitted.append(claim)
        elif claim.version > 1:
            versions = uow.claims.versions(claim.siret, claim.id)
            submitted += [one for one in versions if one.submitted_at is not None][-1:]
    return submitted


def _people(
    requests: Sequence[AuthorisationRequest], decisions: Sequence[Decision]
) -> Iterable[str]:
    filed = {request.filed_by for request in requests}
    return filed | {decision.decided_by for decision in decisions if decision.decided_by}


def _names(uow: UnitOfWork, people: Iterable[str]) -> Mapping[str, str]:
    return {person: uow.people.get(person).name for person in sorted(people)}
