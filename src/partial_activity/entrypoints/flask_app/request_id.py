"""A name for each request, in the answer and in the log: the proxy's, or a fresh one."""

import re
import uuid

from flask import Response, g, request

HEADER = "X-Request-Id"
_FORM = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id() -> str:
    """The name of this request; what a client sends is taken only where it is short and plain."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _FORM.fullmatch(given) else uuid.uuid4().hex
    found: str = g.request_id
    return found


def tell_request_id(response: Response) -> Response:
    """Put the name into the answer."""
    response.headers[HEADER] = request_id()
    return response
