"""Signing out of ProConnect, for who came in through it: there as here.

A form may not lead to another site (``form-action`` of our policy), so that who signed out here is
shown a page, which goes on by itself or by its link.
"""

import logging
from http import HTTPStatus

from flask import Flask, current_app, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.account import proconnect_cookies as kept
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.services import HubDoor, context
from partial_activity.ports.identity_provider import NotProven

OUT = f"{kept.PATH}/out"
_DOOR = "partial_activity.hub"
_SIGNED_OUT = Words("Vous êtes déconnecté.", "You are signed out.")
_log = logging.getLogger(__name__)


def install(app: Flask, door: HubDoor) -> None:
    """Know the hub that people leave through."""
    app.extensions[_DOOR] = door


def leave_page() -> Response | None:
    """Show the way out of the hub to who just signed out here; None: there is none now."""
    door: HubDoor | None = current_app.extensions.get(_DOOR)
    if door is None:
        return None
    state = context().ids.new()
    try:
        away = door.hub.leave(state, door.base_url + OUT)
    except NotProven as error:
        _log.warning("nobody can sign out of ProConnect: %s", error)
        return None
    answer = Response(render_template("signing/leave.html", away=away), mimetype="text/html")
    answer.headers["Refresh"] = f"0; url={away}"
    kept.keep_leaving(answer, state)
    return answer


def come_back() -> Response:
    """Come back from the end of the session at the hub; the one here has ended before."""
    left = kept.left_before()
    if left is not None and left == request.args.get("state"):
        flash(say(_SIGNED_OUT))
    return kept.forget(redirect("/", HTTPStatus.SEE_OTHER), kept.LEAVING)
