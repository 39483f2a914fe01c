"""Limits on how often one address or account asks: 429, with when to come back.

Counts are kept in each process, or in a store that all share (Redis, Memcached: whatever
``limits`` knows by its URI). A store that is down blocks nobody: each process counts for itself
until it is back, a log line and a figure say so. What is counted by is a keyed digest: neither
addresses nor e-mail addresses are in the store.
"""

import hmac
import json
import logging
import math
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from attrs import frozen
from flask import Flask, Response, g, request, session
from limits import RateLimitItem, RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter

from partial_activity.entrypoints.flask_app.middleware.metrics import Metrics
from partial_activity.entrypoints.flask_app.problems import Problem, Refused
from partial_activity.entrypoints.limit_storage import IN_PROCESS, ProcessCounts, open_storage
from partial_activity.entrypoints.rates import Limits, Rate

_log = logging.getLogger(__name__)

ASKS = frozenset(
    {
        "/sign-up",
        "/sign-up/again",
        "/sign-in",
        "/sign-in/again",
        "/sign-in/proconnect/letter",
        "/api/v1/sign-ups",
        "/api/v1/sign-ups/resend",
    }
)
"""Routes that send a letter with a link to whoever asks; when they are POSTed."""
_TO_WHOM_IT_KNOWS = frozenset({"/sign-up/again", "/sign-in/again", "/sign-in/proconnect/letter"})
"""Those of them that send it to an address of before: one that is typed there is not read."""
ASSESSMENTS = "/api/v1/assessments"
UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics", "/static/<path:filename>"})
"""What machines of ours ask, and what pages bring along."""
_PAUSE = 10.0
"""Seconds for which a store that failed is not asked again: nobody waits for it meanwhile."""
_SUBNET = 64
"""Bits of an IPv6 address that are one customer's; the rest they choose as they like."""


def install(
    app: Flask,
    limits: Limits,
    *,
    storage: str,
    who: Callable[[], str | None],
    metrics: Metrics,
) -> None:
    """Count the requests of an application, and refuse those that are too many.

    Args:
        app: the application; its secret key keys the digests.
        limits: how often.
        storage: URI of where counts are kept; ``memory://`` for this process alone.
        who: the account of this request, if it is somebody's.
        metrics: told of refusals, and of a store that fails.
    """
    counters = Counters(storage, metrics.count_storage_failure)
    secret = bytes(app.config["SECRET_KEY"])

    @app.before_request
    def count() -> None:
        if request.url_rule is not None and request.url_rule.rule in UNCOUNTED:
            return
        for name, rate, whose in _asked(limits, who):
            key = hmac.digest(secret, f"{name} {whose}".encode(), "sha256").hex()
            status = counters.count(name, rate, key[:32])
            if status.left < 0:
                metrics.count_refusal(name)
                raise Refused(_too_many(status))
            g.rate = status

    @app.after_request
    def tell(response: Response) -> Response:
        if "rate" in g and request.path.startswith("/api/"):
            for name, value in _headers(g.rate):
                response.headers.setdefault(name, value)
        return response


@frozen
class LimitStatus:
    """The state of somebody within a limit."""

    rate: Rate
    left: int
    """The number that is left; below zero, it was one too many."""
    again_in: int
    """Seconds until all are counted anew."""


class Counters:
    """Counts in a store that is shared, or, while it is down, in this process."""

    def __init__(self, uri: str, failed: Callable[[], None]) -> None:
        self._here = FixedWindowRateLimiter(ProcessCounts())
        self._shared = None if uri == IN_PROCESS else FixedWindowRateLimiter(open_storage(uri))
        self._failed = failed
        self._ask_again_at = 0.0

    def count(self, name: str, rate: Rate, key: str) -> LimitStatus:
        """Count one more, and say how it stands."""
        item = RateLimitItemPerSecond(rate.times, rate.seconds, namespace="partial-activity")
        if self._shared is not None and time.monotonic() >= self._ask_again_at:
            try:
                return _status(self._shared, item, rate, name, key)
            except Exception as error:  # noqa: BLE001  whatever a client library raises: nobody is blocked
                self._ask_again_at = time.monotonic() + _PAUSE
                self._failed()
                _log.warning(
                    "the store of the rate limits failed: for %.0f seconds each process counts "
                    "for itself",
                    _PAUSE,
                    exc_info=error,
                )
        return _status(self._here, item, rate, name, key)


def _status(
    limiter: FixedWindowRateLimiter, item: RateLimitItem, rate: Rate, name: str, key: str
) -> LimitStatus:
    allowed = limiter.hit(item, name, key)
    until, left = limiter.get_window_stats(item, name, key)
    seconds = math.ceil(until - time.time())  # noqa: TID251  as the store counts
    return LimitStatus(rate, left if allowed else -1, min(max(seconds, 1), rate.seconds))


def _asked(limits: Limits, who: Callable[[], str | None]) -> Iterator[tuple[str, Rate, str]]:
    """What this request counts as: a name, how often, by whom."""
    rule = request.url_rule.rule if request.url_rule else ""
    if rule == ASSESSMENTS:
        counted = [("assessments", limits.assessments, _address())]
    elif rule in ASKS and request.method == "POST":
        mailbox = _mailbox(who)
        counted = [
            ("asks-by-address", limits.asks_by_address, _address()),
            ("asks-by-email", limits.asks_by_email if mailbox else None, mailbox),
        ]
    elif (person := who()) is not None:
        counted = [("account", limits.account, person)]
    else:
        counted = [("anonymous", limits.anonymous, _address())]
    yield from ((name, rate, whose) for name, rate, whose in counted if rate is not None)


def _mailbox(who: Callable[[], str | None]) -> str:
    """The mailbox that a link is to go to: what was typed, now or a page ago, or the account's."""
    if request.path.startswith("/api/"):
        typed = _of_document("email")
    else:
        rule = request.url_rule.rule if request.url_rule else ""
        typed = None if rule in _TO_WHOM_IT_KNOWS else request.form.get("email")
        typed = typed or next(iter(session.get("asked", ())[1:]), None)
    return str(typed).strip().lower() if typed else who() or ""


def _of_document(key: str) -> object:
    """A member of the JSON that was sent; what cannot be read, the view refuses."""
    try:
        document = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None
    return document.get(key) if isinstance(document, dict) else None


def _address() -> str:
    """The address that a request comes from; only proxies are believed what they say of it."""
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:
        return given
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(int(address) >> (128 - _SUBNET))
    return given


def _too_many(status: LimitStatus) -> Problem:
    detail = f"at most {status.rate}; again in {status.again_in} seconds"
    headers = (("Retry-After", str(status.again_in)), *_headers(status))
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", detail, headers=headers)


def _headers(status: LimitStatus) -> tuple[tuple[str, str], ...]:
    """The headers that the sixth draft of the IETF names, in seconds."""
    return (
        ("RateLimit-Limit", str(status.rate.times)),
        ("RateLimit-Remaining", str(max(status.left, 0))),
        ("RateLimit-Reset", str(status.again_in)),
    )
