"""``/sign-in/proconnect``: signing in, opening an account and being certified through ProConnect.

There only where it is configured. A browser is sent there by a link, or by a page that goes on, and
never by a form: the policy of our pages lets no form lead elsewhere, whatever lies between. Nothing
here is a proof of a moment ago.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Flask, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.identities import Arrival, Wanted
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.words import Words
from partial_activity.entrypoints.addresses import read_address
from partial_activity.entrypoints.flask_app import signed_in
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.account import leaving, signing
from partial_activity.entrypoints.flask_app.pages.account import proconnect_cookies as kept
from partial_activity.entrypoints.flask_app.pages.account.proconnect_cookies import PATH
from partial_activity.entrypoints.flask_app.pages.employer import addresses
from partial_activity.entrypoints.flask_app.pages.formatting import in_both, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.navigation import BEGINNING
from partial_activity.entrypoints.flask_app.problems import words_of
from partial_activity.entrypoints.flask_app.services import HubDoor, context
from partial_activity.ports.identity_provider import NotProven
from partial_activity.usecases.people import proconnect
from partial_activity.usecases.people.certification import prove_by_certification
from partial_activity.usecases.people.proofs import standing_of
from partial_activity.usecases.people.sign_up import Newcomer

RETURN = f"{PATH}/return"
_FIRST, _LINK = f"{PATH}/first", f"{PATH}/link"
_log = logging.getLogger(__name__)
_TOLD: Mapping[str, Words] = {
    "state": Words(
        "Cette connexion a expiré, ou a déjà servi. Recommencez.",
        "This sign-in has expired, or was used already. Begin again.",
    ),
    "denied": Words(
        "ProConnect n'a pas confirmé votre identité : vous avez peut-être quitté ses pages. "
        "Recommencez, ou demandez un lien par courriel.",
        "ProConnect did not confirm who you are: you may have left its pages. Begin again, or ask "
        "for a link by e-mail.",
    ),
    "provider": Words(
        "ProConnect ne répond pas comme prévu. Demandez un lien par courriel, ou réessayez plus "
        "tard.",
        "ProConnect does not answer as it should. Ask for a link by e-mail, or try again later.",
    ),
    "token": Words(
        "La réponse de ProConnect n'est pas valable. Recommencez, ou demandez un lien par "
        "courriel.",
        "The answer of ProConnect is not sound. Begin again, or ask for a link by e-mail.",
    ),
    "level": Words(
        "ProConnect vous a identifié sans second facteur. Activez-le chez votre fournisseur "
        "d'identité, ou demandez un lien par courriel.",
        "ProConnect knew you without a second factor. Switch it on at your identity provider, or "
        "ask for a link by e-mail.",
    ),
    "email": Words(
        "ProConnect ne nous a donné aucune adresse électronique qui puisse servir : demandez un "
        "lien par courriel.",
        "ProConnect gave us no e-mail address that can be used: ask for a link by e-mail.",
    ),
}
_NOT_CERTIFIED = Words(
    "ProConnect n'a pas certifié que vous dirigez cette entreprise : toutes les formes "
    "d'entreprise ne peuvent pas l'être. Demandez la lettre, ou le visa d'un agent : rien d'autre "
    "ne change.",
    "ProConnect did not certify that you are in charge of this firm: not every kind of firm can "
    "be. Ask for the letter, or for the visa of an officer: nothing else changes.",
)
_TAKEN = Words(
    "Cette identité ProConnect, ou son adresse, appartient déjà à un autre compte du service.",
    "This ProConnect identity, or its address, belongs to another account of the service already.",
)
_CLOSED = Words(
    "Ce compte ne peut pas être ouvert par ProConnect. Écrivez au service.",
    "This account cannot be opened through ProConnect. Write to the service.",
)
_LINKED = Words(
    "ProConnect est associé à votre compte : il l'ouvre désormais.",
    "ProConnect is linked to your account: it opens it from now on.",
)
_UNLINKED = Words(
    "Cette identité n'ouvre plus votre compte.", "That identity opens your account no more."
)
_PROVEN = Words(
    "C'est prouvé : ProConnect certifie que vous dirigez cette entreprise. Vous pouvez déposer vos "
    "demandes d'indemnisation.",
    "It is shown: ProConnect certifies that you are in charge of this firm. You may submit your "
    "claims.",
)
_WELCOME = Words(
    "Bienvenue ! Votre compte est ouvert : vous pouvez déposer dès maintenant.",
    "Welcome! Your account is open: you may file from now on.",
)


def install(app: Flask, door: HubDoor) -> None:
    """Put the addresses there, and the buttons on the pages that lead to them."""
    blueprint = Blueprint("proconnect", __name__)
    for method, rule, name, view in (
        ("GET", PATH, "go", lambda: _go(door)),
        ("GET", RETURN, "back", lambda: _back(door)),
        ("GET", _FIRST, "first", _first),
        ("POST", _FIRST, "open", _open),
        ("POST", f"{PATH}/letter", "letter", _send_link),
        ("GET", _LINK, "link", _link_form),
        ("POST", _LINK, "linked", _link),
        ("POST", f"{PATH}/unlink", "unlink", _unlink),
        ("GET", leaving.OUT, "out", leaving.come_back),
    ):
        blueprint.add_url_rule(rule, name, view, methods=[method])
    if door.certifier:
        blueprint.add_url_rule(
            f"{addresses.AT}/proof/proconnect", "certify", lambda siret: _certify(door, siret)
        )
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(proconnect=True, proconnect_certifies=bool(door.certifier))
    leaving.install(app, door)


def _go(door: HubDoor) -> Response:
    """Send the browser to the hub, to sign in."""
    return _sent_away(door, Wanted.SIGN_IN)


def _certify(door: HubDoor, siret: str) -> Response:
    """Send it to be certified as in charge of the firm, after a proof of a moment ago."""
    standing = standing_of(addresses.siret_of(siret), actor=signed_in.actor(), context=context())
    signed_in.require_fresh_proof()
    answer = _sent_away(door, Wanted.CERTIFICATION, standing.establishment.siret)
    if away := answer.headers.pop("Location", None):
        # The form of a link that was just followed may have led here.
        answer.status_code = HTTPStatus.OK
        answer.headers["Refresh"] = f"0; url={away}"
        answer.set_data(render_template("signing/onward.html", away=away))
    return answer


def _sent_away(door: HubDoor, wanted: Wanted, siret: Siret | None = None) -> Response:
    try:
        address, asking = door.hub.ask(wanted, siret)
    except NotProven as error:
        return _refused(error.code, str(error), _TOLD[error.code])
    found = signed_in.signed_in()
    answer = redirect(address, HTTPStatus.SEE_OTHER)
    session_id = found.session.id if found else ""
    kept.keep_asked(answer, kept.Asked(asking, wanted, siret, session_id))
    return answer


def _back(door: HubDoor) -> Response:
    """Come from the hub; what the browser kept is of no use any more, whatever came of it."""
    return kept.forget(_arrived(door), kept.ASKED)


def _arrived(door: HubDoor) -> Response:
    asked = kept.asked_before()
    wanted = asked.wanted if asked else Wanted.SIGN_IN
    certifying = wanted is Wanted.CERTIFICATION
    try:
        arrival = door.hub.answered(request.args, asked.asking if asked else None, wanted)
    except NotProven as error:
        told = _NOT_CERTIFIED if certifying and error.code in _NO_CERTIFICATE else None
        return _refused(error.code, str(error), told or _TOLD[error.code])
    assert asked is not None, "nothing is proven to who kept nothing"
    return _certified(door, arrival, asked) if certifying else _signed_in(arrival)


_NO_CERTIFICATE = ("denied", "level")


def _signed_in(arrival: Arrival) -> Response:
    """Open a session for the account the identity is linked to; else show the way to one."""
    here = signed_in.visitor()
    try:
        read_address(str(arrival.email))
    except ValueError:
        return _refused("email", "it cannot be written to", _TOLD["email"])
    if here is not None:
        if proconnect.is_linked(arrival, actor=here, context=context()):
            return redirect(BEGINNING[here.service_role], HTTPStatus.SEE_OTHER)
        return _towards(_LINK, arrival)
    try:
        opened = proconnect.come_in(arrival, context=context())
    except NotAllowed as error:
        told = _TOLD["state"] if error.what == "link" else _CLOSED
        return _refused("state", f"{error.what} {error.now}", told)
    if opened is None:
        signing.remember("", str(arrival.email))
        return _towards(_FIRST, arrival)
    going = signed_in.begin(opened)
    return redirect(going or BEGINNING[opened.person.service_role], HTTPStatus.SEE_OTHER)


def _certified(door: HubDoor, arrival: Arrival, asked: kept.Asked) -> Response:
    """Prove who left and comes back for the firm, if it is the State that certifies them."""
    found = signed_in.signed_in()
    if found is None or found.session.id != asked.session_id:
        return _refused("state", "somebody else comes back", _TOLD["state"])
    assert asked.siret is not None, "a certification is of a firm"
    left_fresh = found.session.fresh(asked.at)
    try:
        prove_by_certification(
            asked.siret,
            arrival,
            believed=door.certifier,
            actor=found.person,
            context=context(),
            proof=Proof.FRESH if left_fresh else Proof.OLD,
        )
    except NotAllowed as error:
        if error.what == "identity":
            return _refused("identity", error.now, _TAKEN)
        if error.what != "certification":
            return _refused(error.what, error.now, words_of(error))
        return _refused("certification", error.now, _NOT_CERTIFIED)
    flash(say(_PROVEN))
    return redirect(addresses.of(asked.siret), HTTPStatus.SEE_OTHER)


def _towards(where: str, arrival: Arrival) -> Response:
    answer = redirect(where, HTTPStatus.SEE_OTHER)
    kept.keep_arrival(answer, arrival)
    return answer


def _first() -> Response | str:
    """Ask whose identity it is: it opens an account, or is linked to that of its address."""
    arrival = kept.arrived_before()
    if arrival is None:
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    siret = str(arrival.siret or "")
    return _first_page(
        arrival, Form({"name": arrival.name, "siret": siret, "role": Role.CONTACT.value})
    )


def _first_page(arrival: Arrival, form: Form) -> str:
    exists = proconnect.account_exists(arrival, context=context())
    return render_template("signing/proconnect.html", form=form, arrival=arrival, exists=exists)


def _open() -> Response | tuple[str, int]:
    """Open an account by it: the person is in it at once."""
    arrival = kept.arrived_before()
    if arrival is None:
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    form = Form(request.form)
    siret, name = form.siret("siret"), form.person_name("name")
    workforce = form.whole("workforce", needed=False, least=1)
    role = signing.role_of(form)
    if form.sound and siret and name and role:
        newcomer = Newcomer(arrival.email, name, language(), role)
        try:
            begun = proconnect.open_account(
                siret, newcomer, arrival, context=context(), workforce=workforce
            )
        except NotAllowed as error:
            told = _TAKEN if error.what == "identity" else words_of(error)
            return kept.forget(_refused(error.what, error.now, told), kept.ARRIVED)
        if begun.opened is not None:
            signed_in.begin(begun.opened)
            flash(say(_WELCOME))
            answer = redirect(addresses.of(siret), HTTPStatus.SEE_OTHER)
            return kept.forget(answer, kept.ARRIVED)
        for refusal in begun.refusals:
            form.wrong("siret", in_both(refusal))
    return _first_page(arrival, form), HTTPStatus.UNPROCESSABLE_ENTITY


def _send_link() -> Response:
    """Send a link to the account of the address; it comes back to where the identity is linked."""
    arrival = kept.arrived_before()
    if arrival is None:
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    signed_in.go_on_to(_LINK)
    return signing.send_link(arrival.email)


def _link_form() -> Response | str:
    """Ask whether the identity is to open the account that is signed in."""
    arrival, person = kept.arrived_before(), signed_in.actor()
    if arrival is None:
        return redirect("/account", HTTPStatus.SEE_OTHER)
    signed_in.require_fresh_proof()
    return render_template("signing/proconnect_link.html", arrival=arrival, person=person)


def _link() -> Response:
    """Link it."""
    arrival, person = kept.arrived_before(), signed_in.actor()
    if arrival is None:
        return redirect("/account", HTTPStatus.SEE_OTHER)
    try:
        proconnect.link(arrival, actor=person, context=context(), proof=signed_in.proof())
    except NotAllowed as error:
        answer = _refused("identity", error.now, _TAKEN)
    else:
        flash(say(_LINKED))
        answer = redirect(BEGINNING[person.service_role], HTTPStatus.SEE_OTHER)
    return kept.forget(answer, kept.ARRIVED)


def _unlink() -> Response:
    """Let an identity of the person open their account no more."""
    person = signed_in.actor()
    issuer, subject = (request.form.get(name, "") for name in ("issuer", "subject"))
    proconnect.unlink(issuer, subject, actor=person, context=context(), proof=signed_in.proof())
    flash(say(_UNLINKED))
    return redirect("/account", HTTPStatus.SEE_OTHER)


def _refused(code: str, why: str, told: Words) -> Response:
    # Names no person: which check failed, not on what.
    _log.warning("ProConnect refused: %s, %s", code, why)
    unavailable = code == "provider"
    status = HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.FORBIDDEN
    page = render_template("signing/provider_refused.html", told=told)
    return Response(page, status, mimetype="text/html")
