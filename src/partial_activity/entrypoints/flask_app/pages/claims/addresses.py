"""The addresses of the pages of claims, and what stands in them."""

import re
from datetime import date

from flask import request

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.pages.employer.addresses import AT, of, siret_of
from partial_activity.entrypoints.flask_app.pages.forms import month_of

CLAIMS = f"{AT}/claims"
CLAIM = f"{CLAIMS}/<claim_id>"
FILE = f"{CLAIMS}/file"
UPLOAD = f"{CLAIMS}/files/<upload_id>"
PAYMENTS = f"{AT}/payments"
_ID = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


def here(siret: str) -> Siret:
    """The establishment an address names, or ``NotFound``."""
    return siret_of(siret)


def id_of(text: str, kind: str = "claim") -> str:
    """An identifier of an address; a text that cannot be one is nothing's (``NotFound``)."""
    if not _ID.fullmatch(text):
        raise NotFound(kind, "")
    return text


def bare(rule: str) -> str:
    """A rule with its variable parts unnamed: addresses that look alike are alike."""
    return re.sub("<[^>]*>", "<>", rule)


def of_claims(siret: Siret, *parts: str) -> str:
    """A page about all claims."""
    return of(siret, "claims", *parts)


def of_claim(siret: Siret, claim_id: str, *parts: str) -> str:
    """A page of a claim."""
    return of(siret, "claims", claim_id, *parts)


def of_upload(siret: Siret, upload_id: str, *parts: str) -> str:
    """A page of a file that was sent."""
    return of(siret, "claims", "files", upload_id, *parts)


def query_integer(name: str, otherwise: int = 0) -> int:
    """A whole number of the query, not below zero; anything else is as if it were not there."""
    text = request.args.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def query_version() -> int | None:
    """The version that an address names."""
    return query_integer("version") or None


def query_month(name: str = "month") -> date | None:
    """The month that an address names."""
    try:
        return month_of(request.args.get(name, ""))
    except ValueError:
        return None
