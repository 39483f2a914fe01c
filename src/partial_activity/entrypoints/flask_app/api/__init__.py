"""The API under ``/api/v1``."""

from flask import Blueprint

from partial_activity.entrypoints.flask_app.services import Services

PREFIX = "/api/v1"


def blueprint(services: Services) -> Blueprint:
    """Every operation of the API."""
    del services
    return Blueprint("api", __name__, url_prefix=PREFIX)
