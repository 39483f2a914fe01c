"""One line for each request: who asked for which route, and how it ended. Nothing personal.

The route is the rule, never the address, which may hold a token or whatever somebody typed. A
person is their identifier, never the e-mail address. An establishment is public by its SIRET.
"""

import logging
from time import perf_counter

from flask import Flask, Response, g, request

from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.request_id import request_id

_log = logging.getLogger("partial_activity.web")
_SILENT = ("/healthz", "/readyz", "/metrics", "/static/<path:filename>")
"""What machines ask every few seconds, and what pages bring along: told only when it fails."""
_FAILS = 400
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def install(app: Flask) -> None:
    """Tell of every request of an application."""

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        rule = route()
        if rule not in _SILENT or response.status_code >= _FAILS:
            _log.info("request", extra=_facts(rule, response.status_code))
        return response


def route() -> str:
    """The rule that was met; ``none`` for an address that is none of ours."""
    return request.url_rule.rule if request.url_rule else "none"


def method() -> str:
    """The method; ``other`` for what somebody made up."""
    return request.method if request.method in _METHODS else "other"


def seconds() -> float | None:
    """The seconds since this request began; None where it was refused before: a host not ours."""
    return perf_counter() - g.began if "began" in g else None


def _facts(rule: str, status: int) -> dict[str, object]:
    spent = seconds()
    facts = {
        "request_id": request_id(),
        "method": method(),
        "route": rule,
        "status": status,
        "ms": None if spent is None else round(spent * 1000, 1),
        "person": g.get("person_id"),
        "siret": _siret(),
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def _siret() -> str | None:
    """The SIRET in the address, where it is one: anything can stand in its place."""
    given = (request.view_args or {}).get("siret")
    try:
        return str(Siret(str(given))) if given is not None else None
    except ValueError:
        return None
