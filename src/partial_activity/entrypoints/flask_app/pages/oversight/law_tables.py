"""``/office/law``: until when the tables of the law were checked, and what is wrong in them."""

from flask import render_template

from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.law_state import law_state


def state() -> str:
    """The self-check."""
    state = law_state(actor=actor(), context=context())
    return render_template("oversight/law.html", state=state)


ROUTES = (("GET", "/office/law", state),)
"""Method, address, view."""
