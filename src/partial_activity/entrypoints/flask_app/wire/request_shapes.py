"""Requests and decisions, in the shapes of the wire, and back."""

from collections.abc import Iterable
from datetime import date

from partial_activity.domain.authorisation.filing import Filing
from partial_activity.domain.authorisation.receipts import Receipt
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    EarlierUse,
    Opinion,
    Perimeter,
)
from partial_activity.domain.authorisation.requests import Decision as Decided
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.entrypoints.flask_app.problems import FieldError, refuse_fields
from partial_activity.entrypoints.flask_app.wire import cases
from partial_activity.entrypoints.flask_app.wire import requests as wire
from partial_activity.usecases.authorisation.requests import RequestForm


def form_of(given: wire.RequestForm) -> RequestForm:
    """What the employer writes, for the use case.

    Raises:
        Refused: the days are the wrong way round.
    """
    return RequestForm(
        span=_span(given.first_day, given.last_day),
        iban=Iban(given.iban),
        scheme=given.scheme,
        situation=given.situation,
        territory=given.territory,
        motive=Motive[given.motive.upper()] if given.motive else None,
        circumstances=given.circumstances,
        headcount=given.headcount,
        forecast_hours=Hours.parse(given.forecast_hours),
        workforce=given.workforce,
        opinion=Opinion[given.opinion.upper()],
        commitments=tuple(given.commitments),
        perimeter=Perimeter[given.perimeter.upper()],
        earlier_use=EarlierUse[given.earlier_use.upper()],
        foundation=given.foundation,
        agreement_sent_on=given.agreement_sent_on,
    )


def _span(first: date, last: date) -> Span:
    if last < first:
        french = "Le dernier jour vient avant le premier."
        refuse_fields([FieldError("last_day", "out_of_range", f"before {first}", french)])
    return Span(first, last)


def request_shape(filed: AuthorisationRequest) -> wire.Request:
    """A version of a request; of the account, its ends."""
    return wire.Request(
        id=filed.id,
        version=filed.version,
        state=filed.state,
        scheme=filed.scheme,
        situation=filed.situation,
        territory=filed.territory,
        motive=filed.motive.name.lower() if filed.motive else None,
        circumstances=filed.circumstances,
        first_day=filed.span.first,
        last_day=filed.last_day,
        headcount=filed.headcount,
        forecast_hours=str(filed.forecast_hours),
        workforce=filed.workforce,
        iban=filed.iban.masked,
        opinion=filed.opinion.name.lower(),
        late_opinion=filed.late_opinion.name.lower() if filed.late_opinion else None,
        commitments=list(filed.commitments),
        perimeter=filed.perimeter.name.lower(),
        earlier_use=filed.earlier_use.name.lower(),
        foundation=filed.foundation,
        agreement_sent_on=filed.agreement_sent_on,
        attachments=[
            wire.Attachment(one.name, one.media_type, one.size, one.sha256)
            for one in filed.attachments
        ],
        filed_at=filed.filed_at,
        opinion_due_on=filed.opinion_due_on,
    )


def file_shape(
    latest: AuthorisationRequest, decisions: Iterable[Decided]
) -> wire.RequestWithDecisions:
    """The latest version of a request, with its history."""
    return wire.RequestWithDecisions(
        request_shape(latest),
        list(range(1, latest.version + 1)),
        [decision_shape(one) for one in decisions],
    )


def decision_shape(decided: Decided) -> wire.Decision:
    """A decision, with its reasons in both languages."""
    return wire.Decision(
        number=decided.number,
        request_version=decided.request_version,
        kind=decided.kind,
        accepted=decided.accepted,
        decided_at=decided.decided_at,
        reasons=[refusal_shape(reason) for reason in decided.reasons],
        message=decided.message,
        withdrawn_at=decided.withdrawn_at,
    )


def filing_shape(found: Filing) -> wire.Filing:
    """What the law says of filing today."""
    return wire.Filing(
        fileable=not found.needs,
        needs=[refusal_shape(one) for one in found.needs],
        refusals=[refusal_shape(one) for one in found.refusals],
        warnings=[statement_shape(one) for one in found.warnings],
        tacit_from=found.deadline.tacit_from if found.deadline else None,
        opinion_due_on=found.opinion_due_on,
    )


def receipt_shape(receipt: Receipt) -> wire.Receipt:
    """The receipt of a version."""
    return wire.Receipt(
        siret=receipt.siret.digits,
        request=receipt.request_id,
        version=receipt.version,
        filed_by=receipt.filed_by,
        filed_at=receipt.filed_at,
        tacit_from=receipt.tacit_from,
        sha256=receipt.sha256,
    )


def refusal_shape(reason: Refusal) -> cases.Refusal:
    """A reason, in both languages."""
    return cases.Refusal(reason.code, reason.article, reason.french, reason.english)


def statement_shape(said: Statement) -> cases.Statement:
    """A warning, in both languages."""
    return cases.Statement(said.code, said.french, said.english)


_FIELDS = {
    "motives": "motive",
    "period": "first_day",
    "employees": "headcount",
    "bank_details": "iban",
    "opinion": "opinion",
    "commitments": "commitments",
    "forecast_missing": "forecast_hours",
    "foundation_missing": "foundation",
    "agreement_day_missing": "agreement_sent_on",
}
"""Where in the form something lacks, by item or by code."""


def lacking(needs: tuple[Refusal, ...]) -> list[FieldError]:
    """What a request lacks, field by field."""
    return [_field_error(one) for one in needs]


def _field_error(need: Refusal) -> FieldError:
    where = str(need.values.get("item", need.code))
    return FieldError(_FIELDS.get(where, ""), need.code, need.english, need.french)
