"""``/establishments/<siret>/members``: who belongs, who asks, and what each may do."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from attrs import frozen
from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import AccountState, Action, Membership, Person, Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.overview import Place, place_of
from partial_activity.usecases.people import membership
from partial_activity.usecases.people.membership import Member, members_of


@frozen
class Act:
    """Something done about a member."""

    do: Callable[..., Membership]
    button: Words
    done: Words
    """``{name}`` is theirs."""
    question: Words | None = None
    """What is asked before; None: it is done at once, and can be undone as easily."""


ACTS: Mapping[str, Act] = {
    "approve": Act(
        membership.approve_join,
        Words("Donner l'accès", "Give access"),
        Words("{name} a désormais accès, et en est averti.", "{name} has access now, and is told."),
    ),
    "decline": Act(
        membership.decline_join,
        Words("Refuser", "Decline"),
        Words("La demande de {name} est refusée.", "{name} is turned down."),
        Words(
            "{name} n'aura accès à rien et sera averti de votre refus. Vous pourrez revenir sur "
            "votre réponse à tout moment, ici même.",
            "{name} will have access to nothing and is told that you declined. You can change "
            "your answer at any time, on this page.",
        ),
    ),
    "suspend": Act(
        membership.suspend_member,
        Words("Retirer l'accès", "Take away access"),
        Words("{name} n'a plus accès.", "{name} has no access any more."),
        Words(
            "{name} ne pourra plus rien voir ni déposer pour cet établissement. Ce qui a été "
            "déposé reste. Vous pourrez rétablir l'accès à tout moment.",
            "{name} will no longer see or file anything for this establishment. What was filed "
            "stays. You can restore the access at any time.",
        ),
    ),
    "restore": Act(
        membership.restore_member,
        Words("Rétablir l'accès", "Restore access"),
        Words("{name} a de nouveau accès.", "{name} has access again."),
    ),
    "principal": Act(
        membership.change_principal,
        Words("Désigner contact principal", "Make principal contact"),
        Words("{name} est le contact principal.", "{name} is the principal contact."),
        Words(
            "{name} recevra les courriers de l'établissement et répondra aux demandes d'accès à "
            "votre place. Vous restez contact ; seul le nouveau contact principal pourra revenir "
            "sur ce choix.",
            "{name} will get the letters of the establishment and answer those who ask to join, "
            "in your place. You stay a contact; only the new principal contact can change it back.",
        ),
    ),
}
"""The acts, by the last part of the address."""
_LEFT = Words(
    "Vous n'avez plus accès à cet établissement.", "You have no access to that establishment now."
)
_LEAVE = Act(
    membership.suspend_member,
    Words("Quitter l'établissement", "Leave the establishment"),
    _LEFT,
    Words(
        "Vous ne pourrez plus rien voir ni déposer pour cet établissement, et vous n'en recevrez "
        "plus les courriers. Un contact pourra rétablir votre accès.",
        "You will no longer see or file anything for this establishment, nor get its letters. A "
        "contact can restore your access.",
    ),
)
_PRINCIPAL_FIRST = Words(
    "Le contact principal désigne d'abord son successeur.",
    "The principal contact names another one first.",
)
_ALREADY = Words(
    "C'était déjà fait, ou la situation a changé entre-temps : voici où en sont les accès.",
    "It was done already, or things have changed: this is how access stands now.",
)


def show(siret: str) -> str:
    """Everybody, and what may be done about each."""
    person, at = actor(), addresses.siret_of(siret)
    place = place_of(at, actor=person, context=context())
    found = members_of(at, actor=person, context=context())
    manages = Action.MANAGE_MEMBERS in place.allowed
    return render_template(
        "employer/members.html",
        place=place,
        waiting=[one for one in found if one.membership.state is AccountState.PENDING],
        members=[one for one in found if one.membership.state is AccountState.ACTIVE],
        gone=[one for one in found if one.membership.state is AccountState.SUSPENDED],
        manages=manages,
        is_principal=bool(place.membership and place.membership.principal),
        acts=ACTS,
        leave=_LEAVE,
        acts_of=lambda one: _acts_of(one, place, person),
        confirmed=lambda one: one.person.state is AccountState.ACTIVE,
        person=person,
        words=words,
        at=at,
        of=addresses.of,
    )


def ask(siret: str, person_id: str, act: str) -> str:
    """The question before something that is not undone with a click."""
    person, at = actor(), addresses.siret_of(siret)
    place = place_of(at, actor=person, context=context())
    member = _member(at, person_id, person)
    asked = _act(act, person_id, person)
    if asked.question is None or (not _manages(place) and member.person.id != person.id):
        raise NotFound("page", act)
    return render_template(
        "employer/member_question.html",
        place=place,
        member=member,
        act=act,
        asked=asked,
        question=_named(asked.question, member),
        at=at,
        of=addresses.of,
    )


def do(siret: str, person_id: str, act: str) -> Response:
    """Do it, and say so on the page of members."""
    person, at = actor(), addresses.siret_of(siret)
    member = _member(at, person_id, person)
    asked = _act(act, person_id, person)
    try:
        asked.do(at, person_id, actor=person, context=context())
    except NotAllowed as error:
        if error.what != "membership":
            raise
        flash(say(_PRINCIPAL_FIRST if error.now == "principal" else _ALREADY))
        return redirect(addresses.of(at, "members"), HTTPStatus.SEE_OTHER)
    flash(say(_named(asked.done, member)))
    left = asked is _LEAVE and person.service_role is None
    return redirect(addresses.HOME if left else addresses.of(at, "members"), HTTPStatus.SEE_OTHER)


_ACT = f"{addresses.AT}/members/<person_id>/<act>"
ROUTES = (
    ("GET", f"{addresses.AT}/members", show),
    ("GET", _ACT, ask),
    ("POST", _ACT, do),
)
"""Method, address, view."""


def _manages(place: Place) -> bool:
    return bool(place.allowed & {Action.MANAGE_MEMBERS, Action.ADMINISTER})


def _acts_of(member: Member, place: Place, person: Person) -> list[str]:
    """What the person who looks may do about a member, by name."""
    if not _manages(place) or member.person.id == person.id:
        return []
    one = member.membership
    if one.state is AccountState.PENDING:
        return ["approve", "decline"] if member.person.state is AccountState.ACTIVE else ["decline"]
    if one.state is AccountState.SUSPENDED:
        return ["restore"]
    mine = place.membership
    hands_over = (mine and mine.principal) or Action.ADMINISTER in place.allowed
    acts = ["principal"] if hands_over and one.role is Role.CONTACT and not one.principal else []
    return acts if one.principal else [*acts, "suspend"]


def _act(name: str, person_id: str, person: Person) -> Act:
    if name == "suspend" and person_id == person.id:
        return _LEAVE
    try:
        return ACTS[name]
    except KeyError as error:
        raise NotFound("page", name) from error


def _member(at: Siret, person_id: str, person: Person) -> Member:
    for member in members_of(at, actor=person, context=context()):
        if member.person.id == person_id:
            return member
    raise NotFound("membership", person_id)


def _named(said: Words, member: Member) -> Words:
    name = member.person.name
    return Words(said.french.replace("{name}", name), said.english.replace("{name}", name))
