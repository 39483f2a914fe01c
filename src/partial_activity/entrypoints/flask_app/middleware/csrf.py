"""Every form proves that it was sent from a page of ours; programs send a token instead."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

FIELD = "csrf_token"
_PROGRAMS = "api"
"""The blueprint of those who send a token: no browser sends one by itself."""


def install(app: Flask) -> None:
    """Refuse a change that comes from elsewhere; give templates ``csrf()`` for their forms."""
    # It lives as long as the session: a form may be filled in slowly.
    app.config.update(WTF_CSRF_FIELD_NAME=FIELD, WTF_CSRF_TIME_LIMIT=None)
    protect = CSRFProtect(app)
    protect.exempt(app.blueprints[_PROGRAMS])
    app.jinja_env.globals["csrf"] = hidden_field


def hidden_field() -> Markup:
    """The field that each form has."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, generate_csrf())
