"""``/office/visas``: what waits for a second person, what it shows, and their answer."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import Altered, Conflict, InvalidValue, NotAllowed
from partial_activity.domain.office.visas import Signed, VisaState
from partial_activity.domain.people.people import Action, may
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.visa_words import (
    KINDS,
    STATES,
    SUMMARIES,
    facts_of,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.usecases.office.visas import (
    VisaSeen,
    give_visa,
    refuse_visa,
    see_visa,
    visa_desk,
)
from partial_activity.usecases.payment.desk import payment_file
from partial_activity.usecases.payment.payments import write_signed
from partial_activity.usecases.payment.runs import ask_again

LINES_SHOWN = 100
"""Of a run, on one page of it."""
_LONGEST_REASON = 500
_OF_RUN = (Signed.RUN, Signed.ABOVE_LIMIT)
_GIVEN = Words("Le visa est donné.", "The visa is given.")
_REFUSED = Words("Le visa est refusé : rien ne se fait.", "The visa is refused: nothing is done.")
_WRITTEN = Words(
    "Le visa est donné : le fichier est écrit.", "The visa is given: the file is written."
)
_NOT_WRITTEN = Words(
    "Le visa est donné ; le fichier n'a pas pu être écrit maintenant. Le prochain ordre de "
    "paiement l'écrira.",
    "The visa is given; the file could not be written now. The next payment run writes it.",
)
_OTHER = Words(
    "Ce n'est plus ce que vous aviez sous les yeux : relisez avant de viser.",
    "This is not what you were shown: read it again before you sign.",
)
_NO_REASON = Words("Dites pourquoi vous refusez.", "Say why you refuse.")
_ASKED_AGAIN = Words(
    "Le visa est demandé à nouveau : une autre personne relit et vise.",
    "The visa is asked for again: somebody else reads and signs.",
)
_CANNOT = Words(
    "Cela ne peut plus se faire : un contrôle s'y oppose, ou quelqu'un s'en est chargé. Regardez "
    "où en est le dossier.",
    "This can no longer be done: a check stands against it, or somebody did it. Look where the "
    "file stands.",
)


def show_all() -> str:
    """What waits, and what was answered last."""
    desk = visa_desk(actor=actor(), context=context())
    return render_template(
        "office/visas.html", desk=desk, kinds=KINDS, states=STATES, summaries=SUMMARIES
    )


def show(visa_id: str) -> str:
    """One of them, with all that it shows."""
    return _page(visa_id, Form())


def answer(visa_id: str) -> Response | tuple[str, int]:
    """Sign it, or refuse to."""
    require_fresh_proof()
    form = Form(request.form)
    digest = form.given.get("digest", "")
    refused = form.given.get("answer") == "refused"
    reason = form.text("reason", needed=refused, longest=_LONGEST_REASON, missing=_NO_REASON)
    if not form.sound:
        return _page(visa_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    acts = refuse_visa if refused else give_visa
    try:
        visa = acts(
            visa_id, digest, reason=reason or "", actor=actor(), context=context(), proof=proof()
        )
    except InvalidValue as error:
        form.wrong("reason", _OTHER if error.code == "other_content" else _NO_REASON)
        return _page(visa_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except (Conflict, NotAllowed) as error:
        if isinstance(error, NotAllowed) and error.what == "person":
            raise
        form.wrong("", _CANNOT)
        return _page(visa_id, form), HTTPStatus.CONFLICT
    flash(say(_REFUSED if refused else _done(visa.what, visa.key)))
    return redirect(f"/office/visas/{visa_id}", HTTPStatus.SEE_OTHER)


def again(reference: str) -> Response:
    """Ask again for the visa of a payment run."""
    require_fresh_proof()
    visa = ask_again(reference, actor=actor(), context=context(), proof=proof())
    flash(say(_ASKED_AGAIN))
    return redirect(f"/office/visas/{visa.id}", HTTPStatus.SEE_OTHER)


ROUTES = (
    ("GET", "/office/visas", show_all),
    ("GET", "/office/visas/<visa_id>", show),
    ("POST", "/office/visas/<visa_id>", answer),
    ("POST", "/office/payments/files/<reference>/visa", again),
)
"""Method, address, view."""


def _done(what: Signed, key: str) -> Words:
    """What to say of a signature; what waited for it alone goes now."""
    may_write = may(actor(), Action.RUN_PAYMENTS) and context().has("bank")
    if what not in _OF_RUN or not may_write:
        return _GIVEN
    try:
        sent = write_signed(actor=actor(), context=context(), proof=proof())
    except (Unavailable, Conflict, Altered):
        return _NOT_WRITTEN
    return _WRITTEN if key in sent.files else _GIVEN


def _page(visa_id: str, form: Form) -> str:
    seen = see_visa(visa_id, actor=actor(), context=context())
    return render_template(
        "office/visa.html",
        seen=seen,
        visa=seen.visa,
        form=form,
        kinds=KINDS,
        states=STATES,
        summary=SUMMARIES[seen.visa.what](seen.visa),
        facts=facts_of(seen.visa),
        **_run(seen),
    )


def _run(seen: VisaSeen) -> Mapping[str, object]:
    """The list of a payment run, for who runs payments."""
    if seen.visa.what not in _OF_RUN or not may(actor(), Action.RUN_PAYMENTS):
        return {"run": None}
    after = Form(request.args).whole("after", needed=False) or 0
    page = payment_file(
        seen.visa.key, actor=actor(), context=context(), after=after, limit=LINES_SHOWN
    )
    waits = seen.state in (VisaState.REFUSED, VisaState.EXPIRED) and not page.standing.sent
    return {"run": page, "after": after, "asks_again": waits}
