"""``/accounts/object/<token>``: somebody stops an account they do not know; nobody signs in."""

from flask import render_template

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.usecases.people.accounts import object_to_account, objected_account

_OBJECT = "/accounts/object/<token>"


def show(token: str) -> str:
    """Which account it is, and what stopping it does."""
    try:
        account = objected_account(token, context=context())
    except (NotFound, NotAllowed):
        account = None
    return render_template("employer/objection.html", account=account, stopped=False)


def stop(token: str) -> str:
    """Stop it, at once."""
    try:
        account = objected_account(token, context=context())
        object_to_account(token, context=context())
    except (NotFound, NotAllowed):
        account = None
    return render_template("employer/objection.html", account=account, stopped=account is not None)


ROUTES = (
    ("GET", _OBJECT, show),
    ("POST", _OBJECT, stop),
)
"""Method, address, view."""
