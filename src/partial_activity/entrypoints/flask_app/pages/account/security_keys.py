"""``/account/keys``: security keys, added and removed, and asked whether their person is there.

The pages need JavaScript for this alone: no browser asks a key without. What a key signs is drawn
for one page, kept by the browser that is shown it, and good for some minutes, once.
"""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Flask, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.people.security_keys import LONGEST_NAME
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app import signed_in
from partial_activity.entrypoints.flask_app.pages.account import sealed_cookies
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.navigation import BEGINNING
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.ports.security_keys import KeyRefused
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.people import security_keys

PATH, NEW = "/account/keys", "/account/keys/new"
SHOWN = "/sign-in/key"
_COOKIE = "key_challenge"
_LIFE = timedelta(minutes=5)
_TO_MAKE, _TO_SIGN = "make", "sign"
_log = logging.getLogger(__name__)
_ADDED = Words(
    "Votre clé est ajoutée. Ajoutez-en une seconde, gardée ailleurs : si vous perdez l'une, "
    "l'autre reste.",
    "Your key is added. Add a second one, kept elsewhere: if you lose one, there is the other.",
)
_REMOVED = Words("Cette clé ne sert plus à rien.", "That key is of no use any more.")
_TAKEN = Words(
    "Ses clés ne servent plus à rien. La personne en ajoute une autre avec un lien par courriel.",
    "Their keys are of no use any more. They add another with a link by e-mail.",
)
_NOT_SOUND = Words(
    "La clé n'a pas été reconnue, ou la page est restée ouverte trop longtemps. Recommencez.",
    "The key was not known, or the page was open for too long. Begin again.",
)
_KNOWN = Words(
    "Cette clé est déjà connue, ou vous en avez trop : retirez-en une.",
    "This key is known already, or you have too many: remove one.",
)
_NO_NAME = Words(
    f"Un nom de {LONGEST_NAME} caractères au plus, pour reconnaître la clé.",
    f"A name of {LONGEST_NAME} characters at most, to know the key by.",
)


def install(app: Flask) -> None:
    """Put the addresses there, and the keys on the pages of the account."""
    blueprint = Blueprint("security_keys", __name__)
    for method, rule, view in (
        ("GET", NEW, new_key),
        ("POST", PATH, add_key),
        ("POST", f"{PATH}/<key_id>/remove", remove_key),
        ("POST", SHOWN, show_key),
        ("POST", "/office/people/<person_id>/keys", take_keys),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=[method])
    app.register_blueprint(blueprint)
    app.jinja_env.globals["security_keys"] = True


def prove_again() -> Response:
    """Ask one of the person's keys whether they are there, beside the link where that will do."""
    person = signed_in.actor()
    keys = security_keys.keys_of(actor=person, context=context())
    needed = signed_in.key_needed(person)
    challenge = _drawn()
    answer = Response(
        render_template(
            "signing/again.html",
            person=person,
            options=context().security_keys.to_sign(keys, challenge) if keys else None,
            key_needed=needed,
            may_add=needed and not keys and _first_proof() is Proof.FRESH,
        ),
        mimetype="text/html",
    )
    if needed and not keys:
        signed_in.go_on_to(NEW)
    _keep(answer, challenge, _TO_SIGN)
    return answer


def show_key() -> Response:
    """Take the answer of a key: a session of a moment ago."""
    person = signed_in.actor()
    try:
        opened = security_keys.show_key(
            request.form.get("answer", ""), _kept(_TO_SIGN), actor=person, context=context()
        )
    except (KeyRefused, NotAllowed) as error:
        _log.warning("a security key was refused: %s", error)
        flash(say(_NOT_SOUND))
        return _forget(redirect("/sign-in/again", HTTPStatus.SEE_OTHER))
    going = signed_in.begin(opened)
    return _forget(redirect(going or BEGINNING[person.service_role], HTTPStatus.SEE_OTHER))


def new_key() -> Response:
    """Add a key: its name, and a button that has the browser make it."""
    _require_proof()
    return _new_page(Form())


def add_key() -> Response:
    """Keep the key that was made."""
    person, form = signed_in.actor(), Form(request.form)
    proof = _require_proof()
    name = form.text("name", longest=LONGEST_NAME)
    if name is not None:
        try:
            security_keys.add_key(
                request.form.get("answer", ""),
                _kept(_TO_MAKE),
                name,
                actor=person,
                context=context(),
                proof=proof,
            )
        except KeyRefused as error:
            _log.warning("a security key was refused: %s", error)
            form.wrong("name", _NOT_SOUND)
        except NotAllowed:
            form.wrong("name", _KNOWN)
        except InvalidValue:
            form.wrong("name", _NO_NAME)
        else:
            flash(say(_ADDED))
            return _forget(redirect("/account", HTTPStatus.SEE_OTHER))
    answer = _new_page(form)
    answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return answer


def remove_key(key_id: str) -> Response:
    """Take a key of mine away."""
    security_keys.remove_key(
        key_id, actor=signed_in.actor(), context=context(), proof=signed_in.proof()
    )
    flash(say(_REMOVED))
    return redirect("/account", HTTPStatus.SEE_OTHER)


def take_keys(person_id: str) -> Response:
    """Take all keys of somebody of the service away, who lost them."""
    security_keys.take_keys(
        person_id, actor=signed_in.actor(), context=context(), proof=signed_in.proof()
    )
    flash(say(_TAKEN))
    return redirect(f"/office/people/{person_id}", HTTPStatus.SEE_OTHER)


def _new_page(form: Form) -> Response:
    person, challenge = signed_in.actor(), _drawn()
    keys = security_keys.keys_of(actor=person, context=context())
    options = context().security_keys.to_make(person, keys, challenge)
    page = render_template("account/new_key.html", form=form, options=options)
    answer = Response(page, mimetype="text/html")
    _keep(answer, challenge, _TO_MAKE)
    return answer


def _require_proof() -> Proof:
    """Ask for a proof of a moment ago; for the first key a link is one, whatever is needed later.

    Raises:
        ProofNeeded: there is none.
    """
    person = signed_in.actor()
    keys = security_keys.keys_of(actor=person, context=context())
    proof = signed_in.proof() if keys else _first_proof()
    if proof is not Proof.FRESH:
        raise ProofNeeded(proof.value)
    return proof


def _first_proof() -> Proof:
    found = signed_in.signed_in()
    assert found is not None, "somebody is signed in"
    return Proof.FRESH if found.session.fresh(context().clock.now()) else Proof.OLD


def _drawn() -> bytes:
    return bytes.fromhex(context().ids.new() + context().ids.new())


def _keep(answer: Response, challenge: bytes, purpose: str) -> None:
    """Let the browser keep the challenge, for this purpose, in this session."""
    found = signed_in.signed_in()
    assert found is not None, "somebody is signed in"
    until = context().clock.now() + _LIFE
    said = (challenge.hex(), purpose, found.session.id, until.isoformat())
    sealed_cookies.keep(answer, _COOKIE, said, _LIFE, "/")


def _kept(purpose: str) -> bytes:
    """Read the challenge.

    Raises:
        KeyRefused: there is none, or for something else, in another session, or too long ago.
    """
    said, found = sealed_cookies.kept(_COOKIE), signed_in.signed_in()
    if said is None or found is None:
        raise KeyRefused(purpose)
    challenge, meant, session_id, until = said
    late = context().clock.now() >= datetime.fromisoformat(until)
    if late or (meant, session_id) != (purpose, found.session.id):
        raise KeyRefused(purpose)
    return bytes.fromhex(challenge)


def _forget(answer: Response) -> Response:
    return sealed_cookies.forget(answer, _COOKIE, path="/")
