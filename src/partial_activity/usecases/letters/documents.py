"""Documents to take away, and to check: each registered when it is first handed out."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import Enum

from attrs import frozen

from partial_activity.domain.authorisation.deadlines import Deadline
from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.receipts import receipt_of
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    RequestState,
)
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.claim_figures import ClaimFacts
from partial_activity.domain.letters.claim_receipt import claim_receipt_document
from partial_activity.domain.letters.claim_statement import (
    claim_document,
    employee_document,
)
from partial_activity.domain.letters.decision_letter import decision_document, receipt_document
from partial_activity.domain.letters.documents import Document, DocumentKind, IssuedDocument, issued
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.submit_claim import content_hash
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import name_of


@frozen(eq=False)
class Issued:
    """A document, and its file."""

    document: Document
    file: bytes


def issue_receipt(
    siret: Siret, request_id: str, version: int | None, *, actor: Person, context: Context
) -> Issued:
    """The receipt of a request (R. 5122-26); of the version last filed unless one is named.

    Raises:
        NotFound: no such establishment for this person, or no such version filed.
        DocumentsMissing: what writes documents is not installed.
    """

    def drawn(uow: UnitOfWork) -> Document:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        request = _filed(uow, siret, request_id, version)
        deadline = _deadline(request, context.law)
        receipt = receipt_of(request, _name(uow, request.filed_by), deadline.tacit_from)
        return receipt_document(receipt, request, establishment, deadline)

    return _issue(context, drawn)


def issue_decision(
    siret: Siret, request_id: str, version: int | None, *, actor: Person, context: Context
) -> Issued:
    """The decision on a request; on the version last decided unless one is named.

    Raises:
        NotFound: no such establishment for this person, or no such version decided.
        DocumentsMissing: what writes documents is not installed.
    """

    def drawn(uow: UnitOfWork) -> Document:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        decision = _decision(uow, siret, request_id, version)
        request = _filed(uow, siret, request_id, decision.request_version)
        return decision_document(
            decision,
            request,
            establishment,
            _deadline(request, context.law),
            officer=name_of(uow, decision.decided_by) if decision.decided_by else None,
            law=context.law,
        )

    return _issue(context, drawn)


def issue_claim_receipt(
    siret: Siret, claim_id: str, version: int | None, *, actor: Person, context: Context
) -> Issued:
    """The receipt of a claim (R. 5122-5); of the version last submitted unless one is named.

    Raises:
        NotFound: no such establishment for this person, or no such version submitted.
        DocumentsMissing: what writes documents is not installed.
    """
    return _issue(
        context,
        lambda uow: claim_receipt_document(
            _whole(uow, context.law, _submitted(uow, siret, claim_id, version, actor), actor)
        ),
    )


def issue_claim_statement(
    siret: Siret, claim_id: str, version: int | None, *, actor: Person, context: Context
) -> Issued:
    """The statement of a claim; of the version last submitted unless one is named.

    The end of each social security number stands in it only for who may see it (R. 5122-22).

    Raises:
        NotFound: no such establishment for this person, or no such version submitted.
        DocumentsMissing: what writes documents is not installed.
    """

    def drawn(uow: UnitOfWork) -> Document:
        head = _submitted(uow, siret, claim_id, version, actor)
        return claim_document(_whole(uow, context.law, head, actor))

    return _issue(context, drawn)


def issue_employee_statement(
    siret: Siret, claim_id: str, line: int, version: int | None, *, actor: Person, context: Context
) -> Issued:
    """The statement of the employee of a line, for the month of the claim.

    Raises:
        NotFound: no such establishment for this person, no such version submitted, or no such line.
        DocumentsMissing: what writes documents is not installed.
    """

    def drawn(uow: UnitOfWork) -> Document:
        head = _submitted(uow, siret, claim_id, version, actor)
        lines = uow.claims.lines_beside(siret, claim_id, head.version, line)
        if not lines:
            raise NotFound("employee", f"{claim_id} {line}")
        return employee_document(_facts(uow, context.law, head, lines, actor))

    return _issue(context, drawn)


class Standing(Enum):
    """What became of what a document tells."""

    VALID = "valid"
    REPLACED = "replaced"
    """A newer version, or the same document with a mistake of ours mended, was issued since."""
    WITHDRAWN = "withdrawn"
    """The decision, the request or the claim was withdrawn."""
    REJECTED = "rejected"
    """The claim was refused."""


@frozen
class Verified:
    """A document that is ours; nothing personal."""

    document: IssuedDocument
    standing: Standing
    since: date | None
    """Legal day of the withdrawal, where it is known."""


def verify_code(code: str, *, context: Context) -> Verified | None:
    """The document of a code; None: no document of ours has it. Anybody may ask."""
    with context.units.reading() as uow:
        issued = uow.documents.by_code(code)
        return _verified(uow, issued) if issued else None


def verify_number(number: str, beginning: str, *, context: Context) -> Verified | None:
    """The document of a number whose code begins so, for who copies it from paper."""
    with context.units.reading() as uow:
        issued = uow.documents.by_number(number)
        return _verified(uow, issued) if issued and issued.code.startswith(beginning) else None


def verify_file(file: bytes, *, context: Context) -> Verified | None:
    """The document of a file, to the byte; None: it is not ours, or not as it was issued."""
    with context.units.reading() as uow:
        issued = uow.documents.by_file(hashlib.sha256(file).hexdigest())
        return _verified(uow, issued) if issued else None


def _issue(context: Context, drawn: Callable[[UnitOfWork], Document]) -> Issued:
    """Draw it, write it, and register the file if it is new."""
    with context.units.reading() as uow:
        document = drawn(uow)
    file = context.documents.write(document)
    _register(context.units, issued(document, file, context.clock.now()))
    return Issued(document, file)


def _register(units: UnitsOfWork, document: IssuedDocument) -> None:
    with units.reading() as uow:
        if uow.documents.by_file(document.file_sha256) is not None:
            return
    with units() as uow:
        try:
            uow.documents.add(document)
            uow.commit()
        except Conflict:
            # Somebody asked for the same at the same time: it is registered, which is all we want.
            return


def _filed(
    uow: UnitOfWork, siret: Siret, request_id: str, version: int | None
) -> AuthorisationRequest:
    for request in reversed(uow.requests.versions(siret, request_id)):
        if request.filed_at is not None and version in (None, request.version):
            return request
    raise NotFound("receipt", f"{request_id} {version or ''}".strip())


def _decision(uow: UnitOfWork, siret: Siret, request_id: str, version: int | None) -> Decision:
    of_request = [
        decision
        for decision in uow.requests.decisions(siret)
        if decision.request_id == request_id and version in (None, decision.request_version)
    ]
    if not of_request:
        raise NotFound("decision", f"{request_id} {version or ''}".strip())
    return max(of_request, key=lambda decision: decision.request_version)


def _submitted(
    uow: UnitOfWork, siret: Siret, claim_id: str, version: int | None, actor: Person
) -> Claim:
    establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
    for claim in reversed(uow.claims.versions(siret, claim_id)):
        if claim.submitted_at is not None and version in (None, claim.version):
            return claim
    raise NotFound("claim", f"{claim_id} {version or ''}".strip())


def _whole(uow: UnitOfWork, law: Law, head: Claim, actor: Person) -> ClaimFacts:
    """What is known of a version with all its lines."""
    claim = uow.claims.get(head.siret, head.id, head.version)
    return _facts(uow, law, claim, claim.lines, actor, sha256=content_hash(claim))


def _facts(
    uow: UnitOfWork,
    law: Law,
    claim: Claim,
    lines: Sequence[ClaimLine],
    actor: Person,
    *,
    sha256: str = "",
) -> ClaimFacts:
    membership = uow.establishments.member(claim.siret, actor.id)
    digests = {line.assessed.basis for line in lines if line.assessed}
    return ClaimFacts(
        claim,
        uow.establishments.get(claim.siret),
        _name(uow, claim.created_by),
        tuple(lines),
        {digest: uow.claims.basis(digest) for digest in digests},
        law,
        may(actor, Action.SEE_NIR, membership),
        sha256,
    )


def _deadline(request: AuthorisationRequest, law: Law) -> Deadline:
    deadline = deadline_of(request, law)
    assert deadline is not None, "what was filed has its deadline"
    return deadline


def _name(uow: UnitOfWork, person_id: str) -> str:
    return name_of(uow, person_id) or "le service"


def _verified(uow: UnitOfWork, document: IssuedDocument) -> Verified:
    if document.kind in (DocumentKind.RECEIPT, DocumentKind.DECISION):
        standing, since = _of_request(uow, document)
    else:
        standing, since = _of_claim(uow, document), None
    if standing is Standing.VALID and uow.documents.last_like(document).code != document.code:
        standing = Standing.REPLACED
    return Verified(document, standing, legal_day(since) if since else None)


def _of_request(uow: UnitOfWork, document: IssuedDocument) -> tuple[Standing, datetime | None]:
    """A receipt is replaced by that of a newer version; a decision, once a newer one is decided."""
    decisions = [
        decision
        for decision in uow.requests.decisions(document.siret)
        if decision.request_id == document.subject and document.kind is DocumentKind.DECISION
    ]
    for decision in decisions:
        if decision.request_version == document.version and decision.withdrawn_at is not None:
            return Standing.WITHDRAWN, decision.withdrawn_at
    filed = [
        request
        for request in uow.requests.versions(document.siret, document.subject)
        if request.filed_at is not None
    ]
    last = (
        max(decision.request_version for decision in decisions)
        if decisions
        else max(request.version for request in filed)
    )
    if last > document.version:
        return Standing.REPLACED, None
    states = {request.state for request in filed if request.version == document.version}
    return Standing.WITHDRAWN if RequestState.WITHDRAWN in states else Standing.VALID, None


def _of_claim(uow: UnitOfWork, document: IssuedDocument) -> Standing:
    submitted = [
        claim
        for claim in uow.claims.versions(document.siret, document.subject)
        if claim.submitted_at is not None
    ]
    if any(claim.version > document.version for claim in submitted):
        return Standing.REPLACED
    states = {claim.state for claim in submitted if claim.version == document.version}
    if ClaimState.WITHDRAWN in states:
        return Standing.WITHDRAWN
    return Standing.REJECTED if ClaimState.REJECTED in states else Standing.VALID
