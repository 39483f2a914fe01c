"""``/office/freeze``: stop a firm, a person, a bank account or a payment run, at once."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.people.people import Action, may
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.access import require
from partial_activity.usecases.office.freezing import freeze, frozen_now, unfreeze

KINDS: Mapping[Frozen, Words] = {
    Frozen.FIRM: Words("une entreprise (SIREN ou SIRET)", "a firm (SIREN or SIRET)"),
    Frozen.PERSON: Words(
        "une personne d'un employeur (son adresse)", "a person of an employer (their address)"
    ),
    Frozen.ACCOUNT: Words("un compte bancaire (IBAN)", "a bank account (IBAN)"),
    Frozen.RUN: Words(
        "un ordre de paiement (référence du fichier)", "a payment run (reference of the file)"
    ),
}
_FROZEN = Words("C'est bloqué, dès maintenant.", "It is frozen, from now on.")
_UNFROZEN = Words("Ce n'est plus bloqué.", "It is frozen no more.")
_NONE = Words("Rien de ce numéro n'existe ici.", "There is nothing of that number here.")
_NOT_YOURS = Words(
    "Vous ne pouvez pas bloquer cela : c'est une personne du service, ou vous en êtes partie.",
    "You cannot freeze this: it is somebody of the service, or you are a party to it.",
)


def show() -> str:
    """What is frozen, and the form that stops something."""
    return _page(Form(request.args))


def stop() -> Response | tuple[str, int]:
    """Stop it."""
    form = Form(request.form)
    what, key = form.choice("what", Frozen), form.text("key")
    reason = form.text("reason")
    if what is not None and key and reason:
        try:
            freeze(what, key, reason, actor=actor(), context=context())
        except InvalidValue as error:
            form.refused(error)
        except NotFound:
            form.wrong("key", _NONE)
        except NotAllowed as error:
            if error.now not in ("of the service", "a party to it"):
                raise
            form.wrong("key", _NOT_YOURS)
        else:
            flash(say(_FROZEN))
            return redirect("/office/freeze", HTTPStatus.SEE_OTHER)
    return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY


def let_go() -> Response | tuple[str, int]:
    """Let it go again."""
    require(actor(), Action.ADMINISTER)
    require_fresh_proof()
    form = Form(request.form)
    what, key = form.choice("what", Frozen), form.text("key")
    if what is None or key is None:
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    unfreeze(what, key, actor=actor(), context=context(), proof=proof())
    flash(say(_UNFROZEN))
    return redirect("/office/freeze", HTTPStatus.SEE_OTHER)


ROUTES = (
    ("GET", "/office/freeze", show),
    ("POST", "/office/freeze", stop),
    ("POST", "/office/freeze/lift", let_go),
)
"""Method, address, view."""


def _page(form: Form) -> str:
    held = frozen_now(actor=actor(), context=context())
    return render_template(
        "office/freeze.html",
        held=[(one, _shown(one)) for one in held],
        kinds=KINDS,
        form=form,
        lifts=may(actor(), Action.ADMINISTER),
    )


def _shown(one: Freeze) -> str:
    return Iban(one.key).masked if one.what is Frozen.ACCOUNT else one.key
