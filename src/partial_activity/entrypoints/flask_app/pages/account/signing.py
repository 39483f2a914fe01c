"""Signing up, confirming an address, signing in and out: all by links sent by e-mail.

A link opens a page with one button: mail programs that look at links do not use them up.
"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, session
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Means
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app import signed_in
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.account import leaving, security_keys
from partial_activity.entrypoints.flask_app.pages.formatting import in_both, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.navigation import BEGINNING
from partial_activity.entrypoints.flask_app.pages.strangers import page_for_strangers
from partial_activity.entrypoints.flask_app.problems import words_of
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.usecases.people import sign_in, sign_up

_ASKED = "asked"
"""The key, in the cookie of who signed up, of whom to send the link to again."""
_ROLES = {role.value for role in (Role.CONTACT, Role.DECLARANT)}
_NO_SUCH_LINK = Words(
    "Ce lien est incomplet ou a été modifié : recopiez-le en entier, ou demandez-en un autre.",
    "This link is incomplete or was changed: copy all of it, or ask for another.",
)
_CONFIRMED_BEFORE = Words(
    "Votre adresse est confirmée. Demandez un lien pour vous connecter.",
    "Your address is confirmed. Ask for a link to sign in.",
)
_WAITS_FOR_CONTACT = Words(
    "Votre adresse est confirmée. Cet établissement a déjà un compte : son contact principal vient "
    "d'être invité à vous donner accès. Vous recevrez un courriel.",
    "Your address is confirmed. This establishment has an account already: its principal contact "
    "was asked to give you access. You will be told by e-mail.",
)
_WELCOME = Words(
    "Bienvenue ! Votre adresse est confirmée : vous pouvez déposer dès maintenant.",
    "Welcome! Your address is confirmed: you may file from now on.",
)
_SIGNED_OUT = Words("Vous êtes déconnecté.", "You are signed out.")


def add_to(pages: Blueprint) -> None:
    """Put the pages at their addresses."""
    for method, rule, view in ROUTES:
        pages.add_url_rule(rule, view_func=view, methods=[method])


def sign_up_form() -> str:
    """Open an account: the form."""
    form = Form({"role": Role.CONTACT.value, "siret": request.args.get("siret", "")})
    return page_for_strangers("signing/sign_up.html", form=form)


def do_sign_up() -> Response | tuple[str, int]:
    """Open it, or tell what is wrong."""
    form = Form(request.form)
    asked = _newcomer(form)
    if asked is not None:
        _try_sign_up(form, *asked)
    if not form.sound:
        page = render_template("signing/sign_up.html", form=form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    remember(form.given["siret"], form.given["email"])
    return redirect("/sign-up/sent", HTTPStatus.SEE_OTHER)


def sign_up_sent() -> str | Response:
    """The page that says where the link went."""
    asked = session.get(_ASKED)
    if asked is None:
        return redirect("/sign-up", HTTPStatus.SEE_OTHER)
    return render_template("signing/sent.html", email=asked[1], life=sign_up.LINK_LIFE)


def send_again() -> Response:
    """Send it again."""
    if asked := session.get(_ASKED):
        form = Form({"siret": asked[0], "email": asked[1]})
        siret, email = form.siret("siret"), form.email("email")
        if siret and email:
            sign_up.resend_confirmation(siret, email, context=context())
            flash(say(_SENT_AGAIN))
    return redirect("/sign-up/sent", HTTPStatus.SEE_OTHER)


def confirm_form(token: str) -> tuple[str, int]:
    """The page of a link that confirms an address."""
    return _link_page(token, "confirm")


def confirm(token: str) -> Response | tuple[str, int]:
    """Follow it: the address has answered, and its person is signed in."""
    try:
        found = sign_up.confirm(token, context=context())
    except (NotAllowed, NotFound) as error:
        return _bad_link(error, "/sign-up")
    if found.proof is not None:
        _open(found.person, found.proof)
    elif signed_in.visitor() != found.person:
        # Anybody may have such a link sent to an address; only one of its own signs an account in.
        flash(say(_CONFIRMED_BEFORE))
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    if found.membership.state is AccountState.PENDING:
        flash(say(_WAITS_FOR_CONTACT))
        return redirect("/establishments", HTTPStatus.SEE_OTHER)
    flash(say(_WELCOME))
    return redirect(f"/establishments/{found.establishment.siret}", HTTPStatus.SEE_OTHER)


_SENT_AGAIN = Words(
    "S'il y a moins de cinq minutes que le dernier est parti, c'est lui qui est bon ; sinon un "
    "nouveau lien vient de partir.",
    "If the last one left less than five minutes ago, it is the good one; otherwise a new link has "
    "just left.",
)


def _newcomer(form: Form) -> tuple[Siret, sign_up.Newcomer, int | None] | None:
    siret, email = form.siret("siret"), form.email("email")
    name = form.person_name("name")
    workforce = form.whole("workforce", needed=False, least=1)
    role = role_of(form)
    if not form.sound or siret is None or email is None or name is None or role is None:
        return None
    return siret, sign_up.Newcomer(email, name, language(), role), workforce


def role_of(form: Form) -> Role | None:
    """Read what somebody who signs up chose to be."""
    role = form.given.get("role", "")
    if role not in _ROLES:
        form.wrong("role", Words("Choisissez votre rôle.", "Choose your role."))
        return None
    return Role(role)


def _try_sign_up(
    form: Form,
    siret: Siret,
    newcomer: sign_up.Newcomer,
    workforce: int | None,
) -> None:
    try:
        found = sign_up.sign_up(siret, newcomer, context=context(), workforce=workforce)
    except NotAllowed:
        # Suspended: told like everybody else, so that nobody learns who has an account.
        return
    for refusal in found.refusals:
        form.wrong("siret", in_both(refusal))


def sign_in_form() -> str | Response:
    """Ask for a link: the form."""
    if person := signed_in.visitor():
        return redirect(BEGINNING[person.service_role], HTTPStatus.SEE_OTHER)
    return page_for_strangers("signing/sign_in.html", form=Form())


def ask_link() -> Response | tuple[str, int]:
    """Send one, whoever asks."""
    form = Form(request.form)
    email = form.email("email")
    if email is None:
        page = render_template("signing/sign_in.html", form=form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return send_link(email)


def sign_in_sent() -> str | Response:
    """The page that says where the link went, if anywhere."""
    asked = session.get(_ASKED)
    if asked is None:
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    return render_template("signing/link_sent.html", email=asked[1], life=sign_in.LINK_LIFE)


def prove_again() -> str | Response:
    """What moves money asks for a link of a moment ago."""
    if context().has("security_keys"):
        return security_keys.prove_again()
    return render_template("signing/again.html", person=signed_in.actor())


def ask_proof() -> Response:
    """Send one to the address of the account."""
    return send_link(signed_in.actor().email)


def follow_form(token: str) -> tuple[str, int]:
    """The page of a link that signs in."""
    return _link_page(token, "sign-in")


def follow(token: str) -> Response | tuple[str, int]:
    """Follow it: one session."""
    try:
        opened = sign_in.open_session(token, context=context(), beside=signed_in.visitor())
    except (NotAllowed, NotFound) as error:
        return _bad_link(error, "/sign-in")
    going = signed_in.begin(opened)
    return redirect(going or BEGINNING[opened.person.service_role], HTTPStatus.SEE_OTHER)


def sign_out() -> Response:
    """End the session; for who came through the hub, there too."""
    through_hub = signed_in.came_through_hub()
    signed_in.end()
    if through_hub and (leave := leaving.leave_page()):
        return leave
    flash(say(_SIGNED_OUT))
    return redirect("/", HTTPStatus.SEE_OTHER)


def remember(siret: str, email: str) -> None:
    """Let the browser keep who asked for a letter: it may be sent again, and is counted by that."""
    session[_ASKED] = [siret, email]


def send_link(email: EmailAddress) -> Response:
    """Send a link that signs in, whoever asks; and to the page that says where it went."""
    sign_in.ask_link(email, context=context())
    remember("", str(email))
    return redirect("/sign-in/sent", HTTPStatus.SEE_OTHER)


def _open(person: Person, proof: str) -> None:
    opened = sign_in.begin_session(person.id, proof, means=Means.LINK, context=context())
    signed_in.begin(opened)


def _link_page(token: str, kind: str) -> tuple[str, int]:
    """One button, where the link may still be good; it is looked at, not used."""
    again = "/sign-in" if kind == "sign-in" else "/sign-up"
    try:
        link = context().links.open(token)
    except NotFound as error:
        return _bad_link(error, again)
    if link.expired(context().clock.now()):
        return _bad_link(NotAllowed("link", "expired", kind), again)
    return render_template("signing/link.html", kind=kind), HTTPStatus.OK


def _bad_link(error: NotAllowed | NotFound, again: str) -> tuple[str, int]:
    told = _NO_SUCH_LINK if isinstance(error, NotFound) else words_of(error)
    status = HTTPStatus.NOT_FOUND if isinstance(error, NotFound) else HTTPStatus.GONE
    return render_template("signing/bad_link.html", told=told, again=again), status


ROUTES = (
    ("GET", "/sign-up", sign_up_form),
    ("POST", "/sign-up", do_sign_up),
    ("GET", "/sign-up/sent", sign_up_sent),
    ("POST", "/sign-up/again", send_again),
    ("GET", "/confirm/<token>", confirm_form),
    ("POST", "/confirm/<token>", confirm),
    ("GET", "/sign-in", sign_in_form),
    ("POST", "/sign-in", ask_link),
    ("GET", "/sign-in/sent", sign_in_sent),
    ("GET", "/sign-in/again", prove_again),
    ("POST", "/sign-in/again", ask_proof),
    ("GET", "/sign-in/<token>", follow_form),
    ("POST", "/sign-in/<token>", follow),
    ("POST", "/sign-out", sign_out),
)
"""Method, address, view."""
