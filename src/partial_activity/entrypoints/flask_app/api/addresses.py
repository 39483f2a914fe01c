"""What stands in addresses: whose thing is asked for, and which."""

from http import HTTPStatus

from partial_activity.adapters.as_json.fields import quoted
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.api.parameters import Parameter, whole_number
from partial_activity.entrypoints.flask_app.wire import requests, values

_LONGEST = 64


def read_siret(value: object, path: str) -> Siret:
    """An establishment; a number that is no SIRET is nobody's."""
    del path
    try:
        return Siret(str(value))
    except ValueError:
        raise NotFound("establishment", quoted(value)) from None


def plain_id(value: object, path: str) -> str:
    """An identifier; a text that cannot be one is nothing's."""
    text = str(value)
    if not (text.isascii() and text.replace("-", "").isalnum() and len(text) <= _LONGEST):
        raise NotFound(path, quoted(text))
    return text


def _sha256(value: object, path: str) -> str:
    text = str(value)
    if len(text) != 64 or set(text) - set("0123456789abcdef"):  # noqa: PLR2004  as SHA-256 is
        raise NotFound(path, quoted(text))
    return text


def an_id(name: str, of: str) -> Parameter:
    """A part of the address that names one thing."""
    return Parameter(name, "path", values.Id, plain_id, f"The id of the {of}.")


SIRET = Parameter("siret", "path", values.SiretDigits, read_siret, "The establishment.")
REQUEST = an_id("request", "request")
CLAIM = an_id("claim", "claim")
PERSON = an_id("person", "person")
DIGEST = Parameter("sha256", "path", values.Digest, _sha256, "The SHA-256 of the file.")
WHOLE = whole_number(1, 999_999)
VERSION = Parameter("version", "query", requests.Version, WHOLE, "A version; else the latest.")
ONE = "/establishments/{siret}"
NOT_THEIRS = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
