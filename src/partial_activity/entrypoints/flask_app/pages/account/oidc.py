"""``/sign-in/oidc``: people of the service sign in through the provider of their administration.

There only where one is configured. What the browser keeps meanwhile is signed, for ten minutes, and
used once.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app import signed_in
from partial_activity.entrypoints.flask_app.pages.navigation import BEGINNING
from partial_activity.entrypoints.flask_app.services import Provider, context
from partial_activity.ports.identity_provider import (
    TIME_TO_RETURN,
    Asking,
    IdentityProvider,
    NotProven,
)
from partial_activity.usecases.people.sign_in import open_session_of

COOKIE = "oidc"
PATH = "/sign-in/oidc"
RETURN = f"{PATH}/return"
_log = logging.getLogger(__name__)
_SALT = "what a browser brings back from the provider"
_TOLD: Mapping[str, Words] = {
    "state": Words(
        "Cette connexion a expiré, ou a déjà servi. Recommencez.",
        "This sign-in has expired, or was used already. Begin again.",
    ),
    "denied": Words(
        "Le fournisseur d'identité n'a pas confirmé votre connexion. Recommencez, ou demandez un "
        "lien par courriel.",
        "The identity provider did not confirm your sign-in. Begin again, or ask for a link by "
        "e-mail.",
    ),
    "provider": Words(
        "Le fournisseur d'identité ne répond pas. Demandez un lien par courriel, ou réessayez plus "
        "tard.",
        "The identity provider does not answer. Ask for a link by e-mail, or try again later.",
    ),
    "token": Words(
        "La réponse du fournisseur d'identité n'est pas valable. Recommencez, ou demandez un lien "
        "par courriel.",
        "The answer of the identity provider is not sound. Begin again, or ask for a link by "
        "e-mail.",
    ),
    "email": Words(
        "Le fournisseur d'identité n'a pas vérifié votre adresse électronique : demandez un lien "
        "par courriel.",
        "The identity provider has not verified your e-mail address: ask for a link by e-mail.",
    ),
}
_UNKNOWN = Words(
    "Aucun accès au service n'est ouvert pour votre adresse. Demandez-le à un administrateur du "
    "service ; un employeur se connecte par un lien.",
    "No access to the service is open for your address. Ask an administrator of the service; an "
    "employer signs in by a link.",
)


def install(app: Flask, provider: Provider) -> None:
    """Put the two addresses there, and the button on the sign-in page."""
    identity = provider.identity
    blueprint = Blueprint("oidc", __name__)
    blueprint.add_url_rule(PATH, "go", lambda: _go(identity))
    blueprint.add_url_rule(RETURN, "back", lambda: _back(identity))
    app.register_blueprint(blueprint)
    app.jinja_env.globals["provider_label"] = provider.label


def _go(provider: IdentityProvider) -> Response:
    """Send the browser to the provider."""
    try:
        address, asking = provider.ask()
    except NotProven as error:
        return _refused(error.code, str(error), _TOLD[error.code])
    answer = redirect(address, HTTPStatus.SEE_OTHER)
    answer.set_cookie(
        COOKIE,
        _sealed().dumps([asking.state, asking.nonce, asking.verifier, asking.until.isoformat()]),
        max_age=TIME_TO_RETURN,
        path=PATH,
        httponly=True,
        # Sent when the provider leads back here, never with what another site asks for.
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def _back(provider: IdentityProvider) -> Response:
    """Take the browser back from the provider; what it kept is of no use any more."""
    answer = _signed_in(provider)
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


def _signed_in(provider: IdentityProvider) -> Response:
    """One session, for somebody who is known here."""
    try:
        proven = provider.answered(request.args, _kept())
        opened = open_session_of(proven.email, proven.proof, context=context())
    except NotProven as error:
        return _refused(error.code, str(error), _TOLD[error.code])
    except NotFound:
        return _refused("unknown", "nobody of the service", _UNKNOWN)
    except NotAllowed:
        return _refused("state", "it opened a session before", _TOLD["state"])
    going = signed_in.begin(opened)
    return redirect(going or BEGINNING[opened.person.service_role], HTTPStatus.SEE_OTHER)


def _kept() -> Asking | None:
    """What the browser was given; None: nothing, or something that is not ours."""
    try:
        state, nonce, verifier, until = _sealed().loads(request.cookies.get(COOKIE, ""))
        return Asking(state, nonce, verifier, datetime.fromisoformat(until))
    except (BadSignature, ValueError):
        return None


def _sealed() -> URLSafeSerializer:
    secret = current_app.secret_key
    assert secret is not None
    return URLSafeSerializer(secret, salt=_SALT)


def _refused(code: str, why: str, told: Words) -> Response:
    # Names no person: which check failed, not on what.
    _log.warning("sign-in through the provider refused: %s, %s", code, why)
    unavailable = code == "provider"
    status = HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.FORBIDDEN
    page = render_template("signing/provider_refused.html", told=told)
    return Response(page, status, mimetype="text/html")
