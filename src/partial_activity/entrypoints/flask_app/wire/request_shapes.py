"""Requests and decisions, in the shapes of the wire, and back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

import attrs

from partial_activity.adapters.as_json import fields
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.authorisation.filing import Filing, fact_needed
from partial_activity.domain.authorisation.receipts import Receipt
from partial_activity.domain.authorisation.requests import (
    FACTS,
    Attachment,
    AuthorisationRequest,
    RequestFacts,
)
from partial_activity.domain.authorisation.requests import Decision as Decided
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.entrypoints.flask_app.problems import FieldError, refuse_fields
from partial_activity.entrypoints.flask_app.wire import cases
from partial_activity.entrypoints.flask_app.wire import requests as wire


def facts_of(given: wire.RequestForm, law: Law) -> RequestFacts:
    """What the employer states, for the use case.

    Raises:
        InvalidValue: the law in use has no such situation of an employer.
        Refused: the days are the wrong way round.
    """
    stated = {name: kind for name, kind in FACTS.items() if name not in ("span", "situation")}
    facts: dict[str, Any] = {
        name: _read(getattr(given, name), kind) for name, kind in stated.items()
    }
    situation = fields.named(situations_of(law))(given.situation, "situation")
    span = _span(given.first_day, given.last_day)
    return RequestFacts(span=span, situation=situation, **facts)


def _read(given: object, kind: type[Any]) -> object:
    """A fact, from what was found sound in a body."""
    if given is None or isinstance(given, kind):
        return given
    if issubclass(kind, Enum):
        return kind[str(given).upper()]
    return _READERS[kind](given)


_READERS: Mapping[type, Callable[[Any], Any]] = {Hours: Hours.parse, Iban: Iban, tuple: tuple}


def _span(first: date, last: date) -> Span:
    if last < first:
        french = "Le dernier jour vient avant le premier."
        refuse_fields([FieldError("last_day", "out_of_range", f"before {first}", french)])
    return Span(first, last)


def request_shape(filed: AuthorisationRequest) -> wire.Request:
    """A version of a request; of the account, its ends."""
    days: dict[str, Any] = {"first_day": filed.span.first, "last_day": filed.last_day}
    others: dict[str, Any] = {
        field.name: _written(getattr(filed, field.name))
        for field in attrs.fields(wire.Request)
        if field.name not in days
    }
    return wire.Request(**days, **others)


def _written(value: object) -> object:
    """A value as the wire has it; an enumeration whose values are codes goes by its names."""
    if isinstance(value, Enum):
        return value if isinstance(value.value, str) else value.name.lower()
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    writer = _WRITERS.get(type(value))
    return value if writer is None else writer(value)


_WRITERS: Mapping[type, Callable[[Any], Any]] = {
    Hours: str,
    Iban: attrgetter("masked"),
    Sector: str,
    Attachment: lambda file: wire.Attachment(**attrs.asdict(file)),
}


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


def lacking(needs: tuple[Refusal, ...]) -> list[FieldError]:
    """What a request lacks, field by field."""
    return [FieldError(fact_needed(one), one.code, one.english, one.french) for one in needs]
