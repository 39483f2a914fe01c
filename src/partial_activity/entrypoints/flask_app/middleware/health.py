"""``/healthz``: the process answers. ``/readyz``: what it needs is there. ``/metrics``: figures."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from partial_activity.entrypoints.faults import GOES_ON
from partial_activity.entrypoints.flask_app.middleware.metrics import Metrics
from partial_activity.entrypoints.flask_app.services import Services
from partial_activity.ports.unit_of_work import Unavailable

_LATE = timedelta(hours=1)
"""A letter that waits for longer: the worker or the mail server stands still."""


def blueprint(services: Services, metrics: Metrics) -> Blueprint:
    """The three addresses that operators and their machines ask for."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @health.get("/readyz")
    def readyz() -> tuple[Response, int]:
        checks = readiness(services)
        ready = all(fault is None for name, fault in checks.items() if name not in GOES_ON)
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        said = {name: fault or "ok" for name, fault in checks.items()}
        return jsonify(status="ready" if ready else "not ready", checks=said), status

    @health.get("/metrics")
    def figures() -> Response:
        return metrics.text(lambda: _outbox(services))

    return health


def readiness(services: Services) -> dict[str, str | None]:
    """Each thing that is looked at, with what is wrong with it.

    A late outbox, a worker that does not work and a clock in doubt are told, but take no process
    out of service: requests are taken in as well as before, and what is irreversible waits.
    """
    state: dict[str, str | None] = {"database": None, "outbox": None}
    try:
        waiting, oldest = _outbox(services)
        if oldest > _LATE.total_seconds():
            state["outbox"] = f"{waiting} letters wait, the oldest for {oldest / 60:.0f} minutes"
    except Unavailable:
        state["database"] = "not available"
        state["outbox"] = "not known"
    state |= {check.name: check.fault() for check in services.checks}
    return state | dict(services.faults())


def _outbox(services: Services) -> tuple[int, float]:
    """The number of letters that wait, and the seconds for which the oldest has."""
    with services.context.units.reading() as uow:
        waiting, since = uow.outbox.waiting(), uow.outbox.oldest_waiting()
    age = services.context.clock.now() - since if since else timedelta()
    return waiting, max(0.0, age.total_seconds())
