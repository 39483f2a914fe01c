"""A name for each request, in the answer and in the log: the proxy's, or a fresh one."""

import re
import uuid

from flask import Response, g, request

HEADER = "X-Request-Id"
_FORM = re.compile(r"[0-9A-Fa-f-]{8,64}")
"""What proxies draw; nothing that a client could hide a word in."""


def request_id() -> str:
    """The name of this request; what a client sends is taken where it looks drawn by chance."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _FORM.fullmatch(given) else uuid.uuid4().hex
    found: str = g.request_id
    return found


def tell_request_id(response: Response) -> Response:
    """Put the name into the answer."""
    response.headers[HEADER] = request_id()
    return response
