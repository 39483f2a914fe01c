"""``/office/letters``: letters that were given up, to send again once the cause is mended."""

from http import HTTPStatus

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotFound
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.oversight.query_arguments import (
    address_with,
    page_number,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.letters import send_mail

_AGAIN = Words(
    "Le courriel repart : il sera remis au prochain envoi.",
    "The letter goes again, with the next ones that are sent.",
)
_GONE = Words(
    "Ce courriel n'attend plus : il est déjà reparti.", "That letter has gone again already."
)


def given_up() -> str:
    """The page of the letters that never arrived, the oldest first."""
    page = send_mail.letters_given_up(actor=actor(), context=context(), page=page_number())
    return render_template("oversight/letters.html", page=page, address_with=address_with)


def again(message_id: str) -> Response:
    """Let one go once more."""
    try:
        send_mail.send_again(message_id, actor=actor(), context=context())
    except NotFound:
        flash(say(_GONE))
    else:
        flash(say(_AGAIN))
    return redirect("/office/letters", HTTPStatus.SEE_OTHER)


def all_again() -> Response:
    """Let all of them go once more."""
    count = send_mail.send_all_again(actor=actor(), context=context())
    flash(say(_all_go(count)) if count else say(_GONE))
    return redirect("/office/letters", HTTPStatus.SEE_OTHER)


def _all_go(count: int) -> Words:
    if count == 1:
        return _AGAIN
    return Words(
        f"{count} courriels repartent : ils seront remis aux prochains envois.",
        f"{count} letters go again, with the next ones that are sent.",
    )


ROUTES = (
    ("GET", "/office/letters", given_up),
    ("POST", "/office/letters/again", all_again),
    ("POST", "/office/letters/<message_id>/again", again),
)
"""Method, address, view."""
