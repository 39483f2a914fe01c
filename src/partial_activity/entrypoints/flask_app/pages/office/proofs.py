"""``/office/proofs``: who asks to speak for a firm; letters to print and to post, and visas."""

from http import HTTPStatus
from io import BytesIO

from flask import Response, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as Redirect

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import ROLES, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.requests import siret_of
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.access import require
from partial_activity.usecases.people.proofs import (
    asked_proof,
    give_visa,
    print_letter,
    waiting_proofs,
)

_LONGEST_REASON = 2_000
_GIVEN = Words(
    "Le visa est donné : cette personne représente l'entreprise.",
    "The visa is given: this person speaks for the firm.",
)
_NO_REASON = Words(
    "Écrivez ce que vous avez vu, et pourquoi cela prouve que la personne représente l'entreprise.",
    "Write what you saw, and why it shows that the person speaks for the firm.",
)


def show_all() -> str:
    """Who asks and was not answered."""
    return render_template(
        "office/proofs.html",
        waiting=waiting_proofs(actor=actor(), context=context()),
        roles=ROLES,
    )


def show(siret: str, request_id: str) -> str:
    """One of them."""
    return _page(siret, request_id, Form())


def letter(siret: str, request_id: str) -> Response:
    """The letter with its code, to print now: no address shows it again."""
    _prove()
    printed = print_letter(
        siret_of(siret), request_id, actor=actor(), context=context(), proof=proof()
    )
    answer = send_file(
        BytesIO(printed.file),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{printed.document.number}.pdf",
    )
    # Read at once: flask-compress would leave a streamed one open.
    answer.direct_passthrough = False
    answer.headers["Cache-Control"] = "no-store"
    return answer


def visa(siret: str, request_id: str) -> Redirect | tuple[str, int]:
    """Say that somebody speaks for the firm, and why."""
    _prove()
    form = Form(request.form)
    reason = form.text("reason", longest=_LONGEST_REASON, missing=_NO_REASON)
    if reason is not None:
        try:
            give_visa(
                siret_of(siret),
                request_id,
                reason,
                actor=actor(),
                context=context(),
                proof=proof(),
            )
        except InvalidValue as error:
            form.refused(error)
        except NotAllowed as error:
            if error.what == "person":
                raise
            form.wrong("reason", Words("Cette demande est close.", "This request is over."))
        else:
            flash(say(_GIVEN))
            return redirect("/office/proofs", HTTPStatus.SEE_OTHER)
    return _page(siret, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY


ROUTES = (
    ("GET", "/office/proofs", show_all),
    ("GET", "/office/proofs/<siret>/<request_id>", show),
    ("POST", "/office/proofs/<siret>/<request_id>/letter", letter),
    ("POST", "/office/proofs/<siret>/<request_id>/visa", visa),
)
"""Method, address, view."""


def _prove() -> None:
    """Tell whoever does not decide so before they are asked for a proof."""
    require(actor(), Action.DECIDE)
    require_fresh_proof()


def _page(siret: str, request_id: str, form: Form) -> str:
    return render_template(
        "office/proof.html",
        one=asked_proof(siret_of(siret), request_id, actor=actor(), context=context()),
        now=context().clock.now(),
        roles=ROLES,
        form=form,
    )
