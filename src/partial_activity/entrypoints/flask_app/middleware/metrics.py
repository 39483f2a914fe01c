"""Counts and durations of requests, and the outbox, for Prometheus."""

import os
from collections.abc import Callable, Iterator

from flask import Flask, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from partial_activity.entrypoints.flask_app.middleware.request_log import method, route, seconds

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The folder where several processes add up their figures: any of them then answers for all."""
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "http_request_duration_seconds",
            "Time from the first byte read to the answer.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._refusals = Counter(
            "partial_activity_rate_limited",
            "Requests refused for being too many.",
            ("limit",),
            registry=self._registry,
        )
        self._storage_failures = Counter(
            "partial_activity_rate_limit_storage_failures",
            "How often the store of the rate limits did not answer.",
            registry=self._registry,
        )
        if SHARED not in os.environ:
            ProcessCollector(registry=self._registry)
            PlatformCollector(registry=self._registry)
            GCCollector(registry=self._registry)

    def install(self, app: Flask) -> None:
        """Count every request of an application; ``request_log`` is installed before."""

        @app.after_request
        def end(response: Response) -> Response:
            # The rule, never the address: an address may name somebody, and they are without end.
            self._requests.labels(method(), route(), str(response.status_code)).inc()
            spent = seconds()
            if spent is not None:
                self._seconds.labels(method(), route()).observe(spent)
            return response

    def count_refusal(self, limit: str) -> None:
        """Count a request refused by one of the rate limits."""
        self._refusals.labels(limit).inc()

    def count_storage_failure(self) -> None:
        """Count a store of the rate limits that did not answer."""
        self._storage_failures.inc()

    def text(self, outbox: Callable[[], tuple[int, float]]) -> Response:
        """All figures, as Prometheus reads them.

        Args:
            outbox: how many letters wait, and for how many seconds the oldest has.
        """
        registry = self._registry
        if SHARED in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        waiting = CollectorRegistry()
        waiting.register(_Outbox(outbox))
        body = generate_latest(registry) + generate_latest(waiting)
        return Response(body, content_type=CONTENT_TYPE_LATEST)


class _Outbox(Collector):
    def __init__(self, outbox: Callable[[], tuple[int, float]]) -> None:
        self._outbox = outbox

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting, oldest = self._outbox()
        yield GaugeMetricFamily(
            "partial_activity_outbox_waiting", "Letters waiting to be sent.", waiting
        )
        yield GaugeMetricFamily(
            "partial_activity_outbox_oldest_seconds",
            "How long the oldest letter has waited.",
            oldest,
        )
