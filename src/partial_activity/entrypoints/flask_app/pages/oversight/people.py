"""``/office/people``: officers, agents, auditors and administrators, let in and out."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.free_text import without_nirs
from partial_activity.domain.people.people import OF_SERVICE, AccountState, Person, Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.language import LANGUAGES
from partial_activity.entrypoints.flask_app.pages.formatting import ROLES, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.navigation import BEGINNING
from partial_activity.entrypoints.flask_app.pages.oversight.query_arguments import (
    address_with,
    page_number,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof
from partial_activity.usecases.people import service_people
from partial_activity.usecases.people.service_people import Newcomer

Page = Response | tuple[str, int]
STATES: Mapping[AccountState, Words] = {
    AccountState.PENDING: Words("en attente", "waiting"),
    AccountState.ACTIVE: Words("actif", "active"),
    AccountState.SUSPENDED: Words("suspendu", "suspended"),
}
RIGHTS: Mapping[Role, Words] = {
    Role.OFFICER: Words(
        "instruit et décide les demandes retenues ; ne voit jamais le numéro de sécurité sociale",
        "decides on what was held; never sees the social security number",
    ),
    Role.PAYING_AGENT: Words(
        "lance les paiements et suit les réponses de la banque",
        "runs the payments and follows the bank's answers",
    ),
    Role.AUDITOR: Words(
        "lit le journal, vérifie ses scellés et rejoue les calculs ; ne décide rien",
        "reads the journal, verifies its seals and replays assessments; decides nothing",
    ),
    Role.ADMINISTRATOR: Words(
        "ouvre et ferme les accès, fixe les seuils, renvoie les courriels",
        "lets people in and out, fixes the thresholds, sends letters again",
    ),
}
_SAME = Words("C'est déjà son rôle.", "That is the role already.")
_NOT_A_ROLE = Words("Ce n'est pas un rôle du service.", "This is not a role of the service.")
_REFUSED: Mapping[str, Words] = {
    "unknown_value": _NOT_A_ROLE,
    "taken": Words(
        "Cette adresse a déjà un accès : cherchez-la dans la liste.",
        "This address has access already: look for it in the list.",
    ),
    "taken_by_employer": Words(
        "Cette adresse dépose pour un employeur : qui dépose ne peut pas aussi instruire. Utilisez "
        "une autre adresse.",
        "This address files for an employer: who files cannot decide too. Use another address.",
    ),
}
_LAST = Words(
    "C'est le dernier administrateur actif : donnez d'abord ce rôle à quelqu'un d'autre.",
    "This is the last active administrator: give somebody else that role first.",
)
_ADDED = Words(
    "Accès ouvert : un courriel explique comment se connecter.",
    "Access opened: a letter tells how to sign in.",
)
_ROLE_CHANGED = Words("Le rôle est changé, dès maintenant.", "The role is changed, from now on.")
_SUSPENDED = Words(
    "Accès suspendu : ses sessions sont fermées.", "Access suspended: the sessions are ended."
)
_RESTORED = Words("Accès rétabli.", "Access restored.")


def found() -> Page:
    """Show who is of the service, of one role or of all."""
    return _list(Form({"language": "fr"}), role=request.args.get("role", ""))


def find() -> Page:
    """Show whose name or address was typed. It is sent as a form: no address, no log has it."""
    sought, role = request.form.get("q", "").strip()[:200], request.form.get("role", "")
    return _list(Form({"language": "fr"}), sought=sought, role=role)


def add() -> Page:
    """Let somebody in."""
    person, form = actor(), Form(request.form)
    email, name = form.email("email"), form.text("name", longest=100)
    role = form.choice("role", Role)
    if email and name and role:
        try:
            service_people.add_person(
                Newcomer(email, name, role, _language(form)),
                actor=person,
                context=context(),
                proof=proof(),
            )
        except InvalidValue as error:
            form.wrong(error.path, _REFUSED.get(error.code, Words(error.message, error.message)))
        else:
            flash(say(_ADDED))
            return redirect("/office/people", HTTPStatus.SEE_OTHER)
    return _list(form, HTTPStatus.UNPROCESSABLE_ENTITY)


def one(person_id: str) -> Page:
    """Somebody: their role, and what can be done."""
    return _one(person_id, Form())


def change_role(person_id: str) -> Page:
    """Give another role."""
    person, form = actor(), Form(request.form)
    role = form.choice("role", Role)
    if role is not None:
        try:
            changed = service_people.change_role(
                person_id, role, actor=person, context=context(), proof=proof()
            )
            return _back(changed, _ROLE_CHANGED)
        except InvalidValue as error:
            form.wrong("role", _SAME if error.code == "unchanged" else _NOT_A_ROLE)
        except NotAllowed as error:
            _tell_last(form, error)
    return _one(person_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def suspend(person_id: str) -> Page:
    """Keep somebody out."""
    form = Form()
    try:
        changed = service_people.suspend_person(person_id, actor=actor(), context=context())
    except NotAllowed as error:
        _tell_last(form, error)
        return _one(person_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _back(changed, _SUSPENDED)


def restore(person_id: str) -> Page:
    """Let somebody in again."""
    changed = service_people.restore_person(
        person_id, actor=actor(), context=context(), proof=proof()
    )
    return _back(changed, _RESTORED)


ROUTES = (
    ("GET", "/office/people", found),
    ("POST", "/office/people", add),
    ("POST", "/office/people/search", find),
    ("GET", "/office/people/<person_id>", one),
    ("POST", "/office/people/<person_id>/role", change_role),
    ("POST", "/office/people/<person_id>/suspend", suspend),
    ("POST", "/office/people/<person_id>/restore", restore),
)
"""Method, address, view."""


def _list(
    form: Form, status: int = HTTPStatus.OK, *, sought: str = "", role: str = ""
) -> tuple[str, int]:
    person = actor()
    page = service_people.service_people(
        actor=person,
        context=context(),
        sought=sought,
        role=_role(role),
        page=page_number(),
    )
    shown = render_template(
        "oversight/people.html",
        page=page,
        sought=without_nirs(sought),
        role=role,
        form=form,
        roles=_of_service(),
        rights=RIGHTS,
        states=STATES,
        address_with=address_with,
    )
    return shown, status


def _one(person_id: str, form: Form, status: int = HTTPStatus.OK) -> tuple[str, int]:
    person = actor()
    seen = service_people.see_person(person_id, actor=person, context=context())
    if not form.has("role"):
        form.given["role"] = "" if seen.service_role is None else seen.service_role.value
    shown = render_template(
        "oversight/person.html",
        person=seen,
        me=seen.id == person.id,
        form=form,
        roles=_of_service(),
        rights=RIGHTS,
        states=STATES,
    )
    return shown, status


def _of_service() -> Mapping[Role, Words]:
    return {role: ROLES[role] for role in OF_SERVICE}


def _role(text: str) -> Role | None:
    return next((role for role in OF_SERVICE if role.value == text), None)


def _language(form: Form) -> str:
    chosen = form.given.get("language", "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _tell_last(form: Form, error: NotAllowed) -> None:
    """Tell it on the page; anything else that is not allowed has its own."""
    if error.now != "the last administrator":
        raise error
    form.wrong("role", _LAST)


def _back(changed: Person, said: Words) -> Response:
    """Go back to the person's page; who gave their own right to see it away begins elsewhere."""
    flash(say(said))
    away = changed.id == actor().id and changed.service_role is not Role.ADMINISTRATOR
    where = BEGINNING[changed.service_role] if away else f"/office/people/{changed.id}"
    return redirect(where, HTTPStatus.SEE_OTHER)
