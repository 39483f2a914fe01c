"""The web: an API under ``/api/v1`` and pages, as a thin Flask application."""

from partial_activity.entrypoints.flask_app.app import create_app
from partial_activity.entrypoints.flask_app.services import Check, Services, WebConfig

__all__ = ["Check", "Services", "WebConfig", "create_app"]
