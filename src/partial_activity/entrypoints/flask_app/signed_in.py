"""Who is signed in: the person of this request, by the session their browser holds.

The cookie is Flask's: signed, and good for as long as it is used. In it is a secret whose digest is
kept; ending the session there ends it everywhere.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.wrappers import Response

from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.usecases.access import ProofNeeded, require_proof
from partial_activity.usecases.people.sign_in import Opened, SignedIn, end_session, session_of

IDLE = timedelta(hours=2)
"""A browser left alone for longer has to sign in again; drafts are kept."""
_KEY, _NEXT, _THROUGH_HUB = "key", "next", "proconnect"
_BEFORE_A_KEY = ("/sign-in", "/account/keys")
_BESIDE_PAGES = ("static", "theme.themed")
"""The endpoints of files that a page brings along."""


class PageSessions(SecureCookieSessionInterface):
    """Flask's sessions, kept alive by pages alone.

    A style sheet or an icon is asked for beside a page, with the cookie of that moment. Its answer
    may come after that of the next page: a cookie with it would bring back what was before, and
    undo a sign-in or forget where somebody was going.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the answer carries the cookie: where it changed, and with each page."""
        return session.modified or (
            request.endpoint not in _BESIDE_PAGES and super().should_set_cookie(app, session)
        )


class NotSignedIn(Exception):
    """The page is somebody's: sign in first."""


def install(app: Flask) -> None:
    """Know people by their session; send those who are not known to the right page."""
    app.config.update(PERMANENT_SESSION_LIFETIME=IDLE, SESSION_REFRESH_EACH_REQUEST=True)
    app.session_interface = PageSessions()
    app.register_error_handler(NotSignedIn, lambda _: _away("/sign-in"))
    app.register_error_handler(ProofNeeded, lambda _: _away("/sign-in/again"))


def signed_in() -> SignedIn | None:
    """The person and the session of this request; None for a visitor."""
    if "signed_in" not in g:
        secret = session.get(_KEY)
        g.signed_in = secret and session_of(secret, context=context())
        g.proof_is_fresh = bool(g.signed_in) and _shows_it(g.signed_in)
    return cast("SignedIn | None", g.signed_in)


def visitor() -> Person | None:
    """The person who is signed in, if anybody is."""
    found = signed_in()
    return found.person if found else None


def actor() -> Person:
    """The person who is signed in.

    Raises:
        NotSignedIn: nobody is.
    """
    person = visitor()
    if person is None:
        raise NotSignedIn
    if not _key_shown():
        raise ProofNeeded(Proof.OLD.value)
    return person


def require_fresh_proof() -> None:
    """Ask for a new link unless the session was opened a moment ago.

    Raises:
        NotSignedIn: nobody is signed in.
        ProofNeeded: it was opened too long ago.
    """
    require_proof(proof())


def proof() -> Proof:
    """The proof by which the person who is signed in has shown that they are there.

    Raises:
        NotSignedIn: nobody is signed in.
    """
    actor()
    return Proof.FRESH if g.proof_is_fresh else Proof.OLD


def begin(opened: Opened) -> str | None:
    """Put a session just opened into the browser; where the person was going, if anywhere.

    Nothing of what the browser held before stays, so that nobody can have prepared it; but for
    whether it came through the hub, which signing out ends there too.
    """
    going, through_hub = session.get(_NEXT), came_through_hub()
    session.clear()
    session[_KEY] = opened.secret
    session[_THROUGH_HUB] = through_hub or opened.session.means is Means.PROCONNECT
    session.permanent = True
    g.pop("signed_in", None)
    return going if isinstance(going, str) else None


def came_through_hub() -> bool:
    """Tell whether this browser has a session at the hub, as far as we know."""
    return bool(session.get(_THROUGH_HUB))


def go_on_to(where: str) -> None:
    """Lead who signs in from here on to a page of ours."""
    session[_NEXT] = where


def end() -> None:
    """End the session of this browser, here and where it is kept."""
    found = signed_in()
    if found is not None:
        end_session(found.session.id, actor=found.person, context=context())
    session.clear()
    g.pop("signed_in", None)


def _key_shown() -> bool:
    """Tell whether the session was opened by a key, where only that lets people of the service in.

    The pages on which a key is added or shown are open before.
    """
    found = signed_in()
    assert found is not None, "somebody is signed in"
    shown = found.session.means is Means.KEY or not key_needed(found.person)
    return shown or request.path.startswith(_BEFORE_A_KEY)


def key_needed(person: Person) -> bool:
    """Tell whether only a key shows that the person is there."""
    needed: bool = current_app.config["KEYS_FOR_SERVICE"]
    return needed and person.service_role is not None


def _shows_it(found: SignedIn) -> bool:
    """Tell whether the session shows that its person is there, as this service asks it of them."""
    return found.session.fresh(context().clock.now(), by_key=key_needed(found.person))


def _away(where: str) -> Response:
    """Send the browser to another page and back here: to an address of ours, or to none.

    A form that was sent is filled in again: back is the page it stood on.
    """
    before = urlsplit(request.referrer or "")
    # Without the host: the way back leads nowhere else.
    if request.method == "GET":
        session[_NEXT] = request.full_path.rstrip("?")
    elif before.netloc == request.host and before.path.startswith("/") and before.path[1:2] != "/":
        session[_NEXT] = before.path
    return redirect(where, HTTPStatus.SEE_OTHER)
