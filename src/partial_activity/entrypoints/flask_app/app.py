"""The application: ``create_app(services, config)``, nothing at import."""

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from partial_activity.entrypoints.flask_app import api, pages, problems, signed_in
from partial_activity.entrypoints.flask_app.middleware import (
    csrf,
    health,
    personal_data,
    rate_limits,
    request_log,
    security,
    theme,
)
from partial_activity.entrypoints.flask_app.middleware.callers import account_asking
from partial_activity.entrypoints.flask_app.middleware.metrics import Metrics
from partial_activity.entrypoints.flask_app.pages.account import oidc, proconnect, security_keys
from partial_activity.entrypoints.flask_app.services import Services, WebConfig
from partial_activity.entrypoints.flask_app.services import install as install_services


def create_app(services: Services, config: WebConfig) -> Flask:
    """A WSGI application that keeps nothing of its own between two requests."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=config.secret,
        MAX_CONTENT_LENGTH=config.largest_body,
        MAX_FORM_MEMORY_SIZE=config.largest_body,
        LARGEST_CLAIM_FILE=config.largest_claim_file,
        PUBLISHER=config.publisher,
        CONTACT=config.contact,
        KEYS_FOR_SERVICE=config.keys_for_service,
        # The prefix keeps it from being set for us by a neighbour below the same name.
        SESSION_COOKIE_NAME="__Host-session" if config.https else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        TRUSTED_HOSTS=list(config.hosts),
        # What flask-compress may press together; images and PDF are pressed already.
        COMPRESS_MIMETYPES=_TEXTS,
        COMPRESS_ALGORITHM=["zstd", "gzip"],
        COMPRESS_MIN_SIZE=1024,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the provider Flask comes with
    if config.proxies:
        trusted = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's documentation does
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
    metrics = Metrics()
    Compress(app)
    security.install(app, https=config.https)
    request_log.install(app)
    metrics.install(app)
    problems.install(app)
    install_services(app, services)
    signed_in.install(app)
    personal_data.install(app)
    # Before forms are asked for their token: what comes without one is counted too.
    rate_limits.install(
        app,
        config.limits,
        storage=config.limit_storage,
        who=lambda: account_asking(services.context),
        metrics=metrics,
    )
    app.register_blueprint(health.blueprint(services, metrics))
    app.register_blueprint(api.blueprint(services.context))
    app.register_blueprint(pages.blueprint(services.context))
    csrf.install(app)
    if services.context.has("security_keys"):
        security_keys.install(app)
    if config.provider:
        oidc.install(app, config.provider)
    if config.proconnect:
        proconnect.install(app, config.proconnect)
    if config.theme:
        theme.install(app, config.theme)
    return app


_TEXTS = [
    "application/json",
    "application/openapi+json",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
]
