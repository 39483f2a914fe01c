"""``/establishments/<siret>/proof``: showing that one speaks for the firm, and its account."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.people.evidence import plain_code
from partial_activity.domain.people.people import Action, Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.employer.request_form import spaced
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.people.accounts import confirm_account
from partial_activity.usecases.people.proofs import (
    Standing,
    ask_proof,
    prove_by_code,
    standing_of,
)

PROOF = f"{addresses.AT}/proof"
_LONGEST_CODE = 40
_ASKED = Words(
    "Votre demande est enregistrée. Les autres personnes de l'établissement en sont averties.",
    "Your request is kept. The other people of the establishment are told of it.",
)
_PROVEN = Words(
    "C'est prouvé : vous représentez cette entreprise. Vous pouvez déposer vos demandes "
    "d'indemnisation.",
    "It is shown: you speak for this firm. You may submit your claims.",
)
_CONFIRMED = Words(
    "Le compte est confirmé : les versements peuvent y arriver.",
    "The account is confirmed: payments can go there.",
)
_LATER = Words(
    "Le compte est gardé. Comme il en remplace un autre, rien n'y est versé avant le jour indiqué "
    "ci-dessous ; les personnes de l'établissement en sont averties et peuvent s'y opposer.",
    "The account is kept. As it takes the place of another, nothing is paid there before the day "
    "told below; the people of the establishment are told, and may object.",
)
_OVER = Words(
    "Ce code n'est plus valable : demandez une nouvelle lettre.",
    "This code is of no use any more: ask for another letter.",
)


def show(siret: str) -> str:
    """The page on which the person sees where they stand, and what to do next."""
    return _page(_standing(siret), Form())


def ask(siret: str) -> Response:
    """Ask for a letter, or for the visa of an officer."""
    standing = _standing(siret)
    ask_proof(standing.establishment.siret, actor=actor(), context=context())
    flash(say(_ASKED))
    return _back(standing)


def type_code(siret: str) -> Response | tuple[str, int]:
    """Type the code of the letter."""
    standing = _standing(siret)
    require_fresh_proof()
    form = Form(request.form)
    code = form.text("code", longest=_LONGEST_CODE)
    if code is None or not plain_code(code):
        form.wrong("code", Words("Recopiez le code de la lettre.", "Copy the code of the letter."))
        return _page(standing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    at = standing.establishment.siret
    try:
        tried = prove_by_code(at, code, actor=actor(), context=context(), proof=proof())
    except (NotAllowed, NotFound) as error:
        if isinstance(error, NotAllowed) and error.what != "proof":
            raise
        form.wrong("code", _OVER)
        return _page(standing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    if not tried.membership.proven:
        left = tried.tries_left
        form.wrong(
            "code",
            Words(
                f"Ce n'est pas le code de la lettre. Essais restants : {left}.",
                f"This is not the code of the letter. Tries left: {left}.",
            ),
        )
        return _page(standing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(say(_PROVEN))
    return redirect(addresses.of(at), HTTPStatus.SEE_OTHER)


def confirm(siret: str) -> Response | tuple[str, int]:
    """Confirm an account, written out in full."""
    standing = _standing(siret)
    addresses.place_to(Action.CHANGE_ACCOUNT, standing.establishment.siret)
    require_fresh_proof()
    form = Form(request.form)
    iban = form.iban("iban")
    if iban is None:
        return _page(standing, form), HTTPStatus.UNPROCESSABLE_ENTITY
    at = standing.establishment.siret
    given = confirm_account(at, iban, actor=actor(), context=context(), proof=proof())
    in_effect = given.in_effect(context().clock.now())
    flash(say(_CONFIRMED if in_effect else _LATER))
    return _back(standing)


ROUTES = (
    ("GET", PROOF, show),
    ("POST", f"{PROOF}/ask", ask),
    ("POST", f"{PROOF}/code", type_code),
    ("POST", f"{PROOF}/account", confirm),
)
"""Method, address, view."""


def _standing(siret: str) -> Standing:
    return standing_of(addresses.siret_of(siret), actor=actor(), context=context())


def _page(standing: Standing, form: Form) -> str:
    return render_template(
        "employer/proof.html",
        standing=standing,
        at=standing.establishment.siret,
        role=words.ROLES[standing.membership.role],
        contact=standing.membership.role is Role.CONTACT,
        form=form,
        spaced=spaced,
        of=addresses.of,
    )


def _back(standing: Standing) -> Response:
    return redirect(addresses.of(standing.establishment.siret, "proof"), HTTPStatus.SEE_OTHER)
