"""The receipt of a request (récépissé de dépôt, R. 5122-26): who, when, and when silence approves.

Its hash covers the whole content of the request as filed, so that both sides can show later that
nothing was changed.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.identifiers import Siret


@frozen
class Receipt:
    """What is told to who filed, by e-mail and for download."""

    siret: Siret
    request_id: str
    version: int
    filed_by: str
    """Who filed, as the account names them."""
    filed_at: datetime
    tacit_from: date
    """The legal day from which silence is approval."""
    sha256: str
    """Of the content of the request, as :func:`content_hash` gives it."""


def receipt_of(request: AuthorisationRequest, filed_by: str, tacit_from: date) -> Receipt:
    """The receipt of a request that was filed."""
    assert request.filed_at is not None
    return Receipt(
        request.siret,
        request.id,
        request.version,
        filed_by,
        request.filed_at,
        tacit_from,
        content_hash(request),
    )


def content_hash(request: AuthorisationRequest) -> str:
    """SHA-256, in hexadecimal, of the canonical form of what was filed.

    Each part of the form is its length, a colon and its text in UTF-8; parts are joined by the
    control character 1F. What happens afterwards (state, an opinion sent later) is no part of it.
    """
    canonical = "\x1f".join(f"{len(part)}:{part}" for part in _content(request))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _content(request: AuthorisationRequest) -> Iterator[str]:
    """Name and value in turn; a list is each of its members under the same name."""
    for name, value in _fields(request):
        yield name
        yield "" if value is None else str(value)


def _fields(request: AuthorisationRequest) -> Iterator[tuple[str, object]]:
    yield "siret", request.siret
    yield "id", request.id
    yield "version", request.version
    yield "scheme", request.scheme.value
    yield "situation", request.situation.value
    yield "territory", request.territory.value
    yield "motive", request.motive and request.motive.value
    yield "circumstances", request.circumstances
    yield "first_day", request.span.first.isoformat()
    yield "last_day", request.last_day.isoformat()
    yield "headcount", request.headcount
    yield "forecast_hours", request.forecast_hours
    yield "workforce", request.workforce
    yield "iban", request.iban
    yield "opinion", request.opinion.value
    yield "opinion_due_on", request.opinion_due_on and request.opinion_due_on.isoformat()
    yield "perimeter", request.perimeter.value
    yield "earlier_use", request.earlier_use.value
    yield "foundation", request.foundation and request.foundation.value
    yield "agreement_sent_on", request.agreement_sent_on and request.agreement_sent_on.isoformat()
    yield "filed_by", request.filed_by
    yield "filed_at", request.filed_at and request.filed_at.isoformat(timespec="microseconds")
    for text in request.commitments:
        yield "commitment", text
    for file in request.attachments:
        yield "attachment", f"{file.sha256} {file.media_type} {file.size} {file.name}"
    for siret in request.covers:
        yield "covers", siret
