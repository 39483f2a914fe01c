"""From values to rows and back: pure functions, each held to its round trip by a property.

Lines of claims, of which there are millions, are in ``line_rows.py``.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import attrs

from partial_activity.adapters.sql.schema import documents
from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    EarlierUse,
    Opinion,
    Perimeter,
    RequestState,
)
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimState
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadState, UploadStep
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.documents import DocumentKind, IssuedDocument
from partial_activity.domain.letters.notices import Delivery, NoticeKind, OutboxMessage
from partial_activity.domain.money import Euros, Share
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.domain.people.idempotency import KeptAnswer, KeyedRequest
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.domain.people.sessions import Session
from partial_activity.domain.people.tokens import ApiToken, Scope
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.domain.screening.policy import PolicyVersion

Row = dict[str, Any]
Read = Mapping[str, Any]
_UPLOAD_FIELDS = tuple(each.name for each in attrs.fields(Upload) if each.name != "siret")


@lru_cache(maxsize=4096)
def siret(digits: str) -> Siret:
    """An establishment; the same ones come again, row after row."""
    return Siret(digits)


@lru_cache(maxsize=1024)
def iban(text: str) -> Iban:
    """An account; checked once for all the rows that have it."""
    return Iban(text)


def person_row(person: Person) -> Row:
    """A row of ``person``."""
    return {
        "id": person.id,
        "email": person.email.text,
        "name": person.name,
        "language": person.language,
        "state": person.state.value,
        "created_at": person.created_at,
        "service_role": person.service_role.value if person.service_role else None,
        "revision": person.revision,
    }


def person(row: Read) -> Person:
    """The value of a row of ``person``."""
    return Person(
        id=row["id"],
        email=EmailAddress.kept(row["email"]),
        name=row["name"],
        language=row["language"],
        state=AccountState(row["state"]),
        created_at=row["created_at"],
        service_role=Role(row["service_role"]) if row["service_role"] else None,
        revision=row["revision"],
    )


def token_row(token: ApiToken) -> Row:
    """A row of ``api_token``."""
    return {
        "id": token.id,
        "person_id": token.person_id,
        "name": token.name,
        "digest": token.digest,
        "scopes": " ".join(scope.value for scope in token.scopes),
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
        "revision": token.revision,
    }


def token(row: Read) -> ApiToken:
    """The value of a row of ``api_token``."""
    return ApiToken(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        digest=row["digest"],
        scopes=tuple(Scope(scope) for scope in row["scopes"].split()),
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        revision=row["revision"],
    )


def document_row(document: IssuedDocument) -> Row:
    """A row of ``issued_document``."""
    return {
        "siret": document.siret.digits,
        "file_sha256": document.file_sha256,
        "code": document.code,
        "number": document.number,
        "kind": document.kind.value,
        "subject": document.subject,
        "version": document.version,
        "line": document.line,
        "edition": document.edition,
        "day": document.day,
        "issued_at": document.issued_at,
    }


def document(row: Read) -> IssuedDocument:
    """The value of a row of ``issued_document``."""
    return IssuedDocument(
        siret=siret(row["siret"]),
        file_sha256=row["file_sha256"],
        code=row["code"],
        number=row["number"],
        kind=DocumentKind(row["kind"]),
        subject=row["subject"],
        version=row["version"],
        line=row["line"],
        edition=row["edition"],
        day=row["day"],
        issued_at=row["issued_at"],
    )


def session_row(session: Session) -> Row:
    """A row of ``web_session``."""
    return {
        "id": session.id,
        "person_id": session.person_id,
        "digest": session.digest,
        "opened_by": session.opened_by,
        "opened_at": session.opened_at,
        "expires_at": session.expires_at,
        "ended_at": session.ended_at,
        "revision": session.revision,
    }


def session(row: Read) -> Session:
    """The value of a row of ``web_session``."""
    return Session(
        id=row["id"],
        person_id=row["person_id"],
        digest=row["digest"],
        opened_by=row["opened_by"],
        opened_at=row["opened_at"],
        expires_at=row["expires_at"],
        ended_at=row["ended_at"],
        revision=row["revision"],
    )


def answer_row(answer: KeptAnswer) -> Row:
    """A row of ``kept_answer``."""
    request = answer.request
    return {
        "person_id": request.person_id,
        "route": request.route,
        "key": request.key,
        "digest": request.digest,
        "status": answer.status,
        "headers": documents.mapping_document(answer.headers),
        "body": answer.body,
        "created_at": answer.created_at,
        "expires_at": answer.expires_at,
    }


def answer(row: Read) -> KeptAnswer:
    """The value of a row of ``kept_answer``."""
    return KeptAnswer(
        KeyedRequest(row["person_id"], row["route"], row["key"], row["digest"]),
        row["status"],
        documents.mapping(row["headers"]),
        row["body"],
        row["created_at"],
        row["expires_at"],
    )


def establishment_row(establishment: Establishment) -> Row:
    """A row of ``establishment``."""
    return {
        "siret": establishment.siret.digits,
        "name": establishment.name,
        "state": establishment.state.value,
        "created_at": establishment.created_at,
        "workforce": establishment.workforce,
        "revision": establishment.revision,
    }


def establishment(row: Read) -> Establishment:
    """The value of a row of ``establishment``."""
    return Establishment(
        siret=siret(row["siret"]),
        name=row["name"],
        state=AccountState(row["state"]),
        created_at=row["created_at"],
        workforce=row["workforce"],
        revision=row["revision"],
    )


def membership_row(membership: Membership) -> Row:
    """A row of ``membership``."""
    return {
        "siret": membership.siret.digits,
        "person_id": membership.person_id,
        "role": membership.role.value,
        "principal": membership.principal,
        "state": membership.state.value,
        "since": membership.since,
        "revision": membership.revision,
    }


def membership(row: Read) -> Membership:
    """The value of a row of ``membership``."""
    return Membership(
        siret=siret(row["siret"]),
        person_id=row["person_id"],
        role=Role(row["role"]),
        principal=row["principal"],
        state=AccountState(row["state"]),
        since=row["since"],
        revision=row["revision"],
    )


def request_row(request: AuthorisationRequest) -> Row:
    """A row of ``request``."""
    return {
        "siret": request.siret.digits,
        "id": request.id,
        "version": request.version,
        "scheme": request.scheme.value,
        "situation": request.situation.value,
        "territory": request.territory.value,
        "motive": request.motive.value if request.motive else None,
        "circumstances": request.circumstances,
        "first_day": request.span.first,
        "last_day": request.last_day,
        "headcount": request.headcount,
        "forecast_hours": request.forecast_hours.hundredths,
        "workforce": request.workforce,
        "iban": request.iban.text,
        "opinion": request.opinion.value,
        "filed_by": request.filed_by,
        "state": request.state.value,
        "filed_at": request.filed_at,
        "opinion_due_on": request.opinion_due_on,
        "commitments": documents.texts_document(request.commitments),
        "attachments": documents.attachments_document(request.attachments),
        "covers": documents.sirets_document(request.covers),
        "perimeter": request.perimeter.value,
        "earlier_use": request.earlier_use.value,
        "foundation": request.foundation.value if request.foundation else None,
        "agreement_sent_on": request.agreement_sent_on,
        "late_opinion": None if request.late_opinion is None else request.late_opinion.value,
        "late_opinion_on": request.late_opinion_on,
        "revision": request.revision,
    }


def request(row: Read) -> AuthorisationRequest:
    """The value of a row of ``request``."""
    return AuthorisationRequest(
        siret=siret(row["siret"]),
        id=row["id"],
        version=row["version"],
        scheme=Scheme(row["scheme"]),
        situation=Situation(row["situation"]),
        territory=Territory(row["territory"]),
        motive=Motive(row["motive"]) if row["motive"] else None,
        circumstances=row["circumstances"],
        span=Span(row["first_day"], row["last_day"]),
        headcount=row["headcount"],
        forecast_hours=Hours(row["forecast_hours"]),
        workforce=row["workforce"],
        iban=iban(row["iban"]),
        opinion=Opinion(row["opinion"]),
        filed_by=row["filed_by"],
        state=RequestState(row["state"]),
        filed_at=row["filed_at"],
        opinion_due_on=row["opinion_due_on"],
        commitments=documents.texts(row["commitments"]),
        attachments=documents.attachments(row["attachments"]),
        covers=documents.sirets(row["covers"]),
        perimeter=Perimeter(row["perimeter"]),
        earlier_use=EarlierUse(row["earlier_use"]),
        foundation=Foundation(row["foundation"]) if row["foundation"] else None,
        agreement_sent_on=row["agreement_sent_on"],
        late_opinion=None if row["late_opinion"] is None else Opinion(row["late_opinion"]),
        late_opinion_on=row["late_opinion_on"],
        revision=row["revision"],
    )


def decision_row(decision: Decision) -> Row:
    """A row of ``decision``."""
    return {
        "siret": decision.siret.digits,
        "number": decision.number,
        "request_id": decision.request_id,
        "request_version": decision.request_version,
        "kind": decision.kind.value,
        "accepted": decision.accepted,
        "decided_at": decision.decided_at,
        "decided_by": decision.decided_by,
        "reasons": documents.refusals_document(decision.reasons),
        "message": decision.message,
        "withdrawn_at": decision.withdrawn_at,
        "revision": decision.revision,
    }


def decision(row: Read) -> Decision:
    """The value of a row of ``decision``."""
    return Decision(
        siret=siret(row["siret"]),
        request_id=row["request_id"],
        request_version=row["request_version"],
        number=row["number"],
        kind=DecisionKind(row["kind"]),
        accepted=row["accepted"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
        reasons=documents.refusals(row["reasons"]),
        message=row["message"],
        withdrawn_at=row["withdrawn_at"],
        revision=row["revision"],
    )


def claim_row(claim: Claim) -> Row:
    """A row of ``claim``, which holds all but the lines."""
    return {
        "siret": claim.siret.digits,
        "id": claim.id,
        "version": claim.version,
        "decision_number": claim.decision_number,
        "month": claim.month,
        "state": claim.state.value,
        "created_by": claim.created_by,
        "submitted_at": claim.submitted_at,
        "known_on": claim.known_on,
        "law_revision": claim.law_revision,
        "revision": claim.revision,
    }


def claim(row: Read) -> Claim:
    """The value of a row of ``claim``, without its lines."""
    return Claim(
        siret=siret(row["siret"]),
        id=row["id"],
        version=row["version"],
        decision_number=row["decision_number"],
        month=row["month"],
        state=ClaimState(row["state"]),
        created_by=row["created_by"],
        lines=LINES_NOT_READ,
        submitted_at=row["submitted_at"],
        known_on=row["known_on"],
        law_revision=row["law_revision"],
        revision=row["revision"],
    )


def screening_row(claim: tuple[str, str, int], screening: Screening) -> Row:
    """A row of ``claim_screening``, by the claim's key."""
    siret, claim_id, version = claim
    return {
        "siret": siret,
        "claim_id": claim_id,
        "version": version,
        "outcome": screening.outcome.value,
        "score": screening.score,
        "drawn": screening.drawn,
        "results": documents.results_document(screening.results),
    }


def screening(row: Read) -> Screening:
    """The value of a row of ``claim_screening``."""
    return Screening(
        results=documents.results(row["results"]),
        outcome=Outcome(row["outcome"]),
        score=row["score"],
        drawn=row["drawn"],
    )


def policy_row(version: PolicyVersion) -> Row:
    """A row of ``screening_policy``."""
    return {
        "number": version.number,
        "since": version.since,
        "changed_by": version.changed_by,
        "reason": version.reason,
        "threshold": version.threshold,
        "control_share": str(version.control_share.exact),
        "answer_within_days": version.answer_within_days,
    }


def policy(row: Read) -> PolicyVersion:
    """The value of a row of ``screening_policy``."""
    return PolicyVersion(
        number=row["number"],
        since=row["since"],
        changed_by=row["changed_by"],
        reason=row["reason"],
        threshold=row["threshold"],
        control_share=Share(Fraction(row["control_share"])),
        answer_within_days=row["answer_within_days"],
    )


def upload_row(upload: Upload) -> Row:
    """A row of ``upload``."""
    row = {name: getattr(upload, name) for name in _UPLOAD_FIELDS}
    row |= {"step": upload.step.value, "state": upload.state.value}
    return {"siret": upload.siret.digits, **row}


def upload(row: Read) -> Upload:
    """The value of a row of ``upload``."""
    values = {name: row[name] for name in _UPLOAD_FIELDS}
    values |= {"step": UploadStep(row["step"]), "state": UploadState(row["state"])}
    return Upload(siret=siret(row["siret"]), **values)


def uploaded_claim_row(upload: tuple[str, str], done: UploadedClaim) -> Row:
    """A row of ``uploaded_claim``, by the upload's key."""
    return {
        "siret": upload[0],
        "upload_id": upload[1],
        "step": done.step.value,
        "place": done.place,
        "claim_siret": done.claim_siret.digits,
        "decision_number": done.decision_number,
        "month": done.month,
        "claim_id": done.claim_id,
        "added": done.added,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "refused": done.refused,
    }


def uploaded_claim(row: Read) -> UploadedClaim:
    """The value of a row of ``uploaded_claim``."""
    return UploadedClaim(
        step=UploadStep(row["step"]),
        place=row["place"],
        claim_siret=siret(row["claim_siret"]),
        decision_number=row["decision_number"],
        month=row["month"],
        claim_id=row["claim_id"],
        added=row["added"],
        changed=row["changed"],
        unchanged=row["unchanged"],
        refused=row["refused"],
    )


def payment_row(line: PaymentLine) -> Row:
    """A row of ``payment``."""
    return {
        "siret": line.siret.digits,
        "claim_id": line.claim_id,
        "claim_version": line.claim_version,
        "attempt": line.attempt,
        "end_to_end_id": line.end_to_end_id,
        "amount": line.amount.cents,
        "iban": line.iban.text,
        "payee": line.payee,
        "ordered_at": line.ordered_at,
    }


def payment(row: Read) -> PaymentLine:
    """The value of a row of ``payment``."""
    return PaymentLine(
        siret=siret(row["siret"]),
        claim_id=row["claim_id"],
        claim_version=row["claim_version"],
        attempt=row["attempt"],
        amount=Euros(row["amount"]),
        iban=iban(row["iban"]),
        payee=row["payee"],
        ordered_at=row["ordered_at"],
    )


def payment_event_row(record: PaymentRecord, position: int) -> Row:
    """A row of ``payment_event``."""
    return {
        "siret": record.siret.digits,
        "end_to_end_id": record.end_to_end_id,
        "event": record.event.value,
        "position": position,
        "at": record.at,
        "reference": record.reference,
        "reason": record.reason,
    }


def payment_event(row: Read) -> PaymentRecord:
    """The value of a row of ``payment_event``."""
    return PaymentRecord(
        siret=siret(row["siret"]),
        end_to_end_id=row["end_to_end_id"],
        event=PaymentEvent(row["event"]),
        at=row["at"],
        reference=row["reference"],
        reason=row["reason"],
    )


def message_row(message: OutboxMessage) -> Row:
    """A row of ``message``."""
    return {
        "about": message.about,
        "id": message.id,
        "kind": message.kind.value,
        "to": message.to.text,
        "language": message.language,
        "values": documents.mapping_document(message.values),
        "created_at": message.created_at,
        "delivery": message.delivery.value,
        "attempts": message.attempts,
        "next_attempt_at": message.next_attempt_at,
        "last_error": message.last_error,
    }


def message(row: Read) -> OutboxMessage:
    """The value of a row of ``message``."""
    return OutboxMessage(
        id=row["id"],
        about=row["about"],
        kind=NoticeKind(row["kind"]),
        to=EmailAddress.kept(row["to"]),
        language=row["language"],
        values=documents.mapping(row["values"]),
        created_at=row["created_at"],
        delivery=Delivery(row["delivery"]),
        attempts=row["attempts"],
        next_attempt_at=row["next_attempt_at"],
        last_error=row["last_error"],
    )


def journal_entry_row(entry: JournalEntry) -> Row:
    """A row of ``journal_entry``, but for its arrival; the number is kept with the seal only."""
    return {
        "chain": entry.chain,
        "number": entry.number if entry.seal else None,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "facts": documents.mapping_document(entry.facts),
        "seal": entry.seal,
    }


def journal_entry(row: Read, place: int) -> JournalEntry:
    """The value of a row of ``journal_entry``; ``place`` is its number until it is sealed."""
    return JournalEntry(
        chain=row["chain"],
        number=place if row["number"] is None else row["number"],
        at=row["at"],
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        facts=documents.mapping(row["facts"]),
        seal=row["seal"],
    )
