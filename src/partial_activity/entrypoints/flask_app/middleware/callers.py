"""A request is of a session under the pages, and of a token under the API."""

from flask import g, request

from partial_activity.entrypoints.flask_app.api.bearer_token import holder
from partial_activity.entrypoints.flask_app.signed_in import visitor
from partial_activity.usecases.context import Context


def account_asking(context: Context) -> str | None:
    """The identifier of the person a request is of; None: of nobody that is known."""
    if request.path.startswith("/api/"):
        acting = holder(context)
        person = acting.person if acting else None
    else:
        person = visitor()
    # For the log, which is written when all else is done.
    g.person_id = found_id = person.id if person else None
    return found_id
