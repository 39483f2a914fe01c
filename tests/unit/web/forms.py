"""Sending a form as a browser does: with the token of the page it stands on."""

import re
from collections.abc import Mapping, Sequence

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_READ = re.compile(r'name="read" value="([^"]+)"')
"""What a page showed, which its form sends back."""


def post(
    client: FlaskClient,
    address: str,
    data: Mapping[str, object] | None = None,
    *,
    page: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> TestResponse:
    """Open the page (that of the address unless another is named) and send a form from it."""
    shown = client.get(page or address)
    found = _TOKEN.search(shown.text)
    assert found, f"{page or address} answers {shown.status_code}, without a form"
    read = _READ.search(shown.text)
    given: dict[str, object | Sequence[object]] = {
        "csrf_token": found[1],
        **({"read": read[1]} if read else {}),
        **(data or {}),
    }
    return client.post(address, data=given, headers=headers)
