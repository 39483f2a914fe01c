"""The receipt of a request (récépissé de dépôt, R. 5122-26): who, when, and when silence approves.

Its hash covers the whole content of the request as filed, so that both sides can show later that
nothing was changed.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum

import attrs

from partial_activity.domain.authorisation.requests import (
    Attachment,
    AuthorisationRequest,
    RequestFacts,
)
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.values import frozen


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
    """The hash of the content of the request, as :func:`content_hash` gives it."""


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


_FIRST_FACTS = (
    *("scheme", "situation", "territory", "motive", "circumstances", "first_day", "last_day"),
    *("headcount", "forecast_hours", "workforce", "iban", "opinion", "opinion_due_on"),
    *("perimeter", "earlier_use", "foundation", "agreement_sent_on"),
)
"""What every receipt covers, in the order of those first issued: it stays as it is for ever."""
_LISTS = {"commitments": "commitment", "attachments": "attachment", "covers": "covers"}
"""The name of each member of a list, by the name of the list."""


def _content(request: AuthorisationRequest) -> Iterator[str]:
    """Name and value in turn; a list is each of its members under the same name."""
    for name, value in _fields(request):
        yield name
        yield _text(value)


def _fields(request: AuthorisationRequest) -> Iterator[tuple[str, object]]:
    facts = request.by_name()
    days = {"first_day": request.span.first, "last_day": request.last_day}
    first = facts | days | {"opinion_due_on": request.opinion_due_on}
    for name in ("siret", "id", "version"):
        yield name, getattr(request, name)
    for name in _FIRST_FACTS:
        yield name, first[name]
    yield "filed_by", request.filed_by
    yield "filed_at", request.filed_at
    for name, member in _LISTS.items():
        for value in getattr(request, name):
            yield member, value
    yield from _later_facts(facts)


def _later_facts(facts: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Facts declared since the first receipts, where stated: without them, a hash is as it was."""
    covered = {*_FIRST_FACTS, *_LISTS, "span"}
    later = (one for one in attrs.fields(RequestFacts) if one.name not in covered)
    return ((one.name, facts[one.name]) for one in later if facts[one.name] != one.default)


def _text(value: object) -> str:
    """The one way in which a value is written into the form."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, Attachment):
        return f"{value.sha256} {value.media_type} {value.size} {value.name}"
    return str(value)
