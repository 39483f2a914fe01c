"""A claim as an officer sees it, without any NIR; deciding it."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.people.people import Action, may
from partial_activity.domain.wording.bank_reasons import BANK_REASONS
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import words as employer_words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.checks import (
    OfficerDecision,
    offered,
    read_decision,
    rows_of,
)
from partial_activity.entrypoints.flask_app.pages.office.queue import due
from partial_activity.entrypoints.flask_app.pages.office.requests import siret_of
from partial_activity.entrypoints.flask_app.pages.office.words import EVENTS
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import CATEGORIES
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.office.files import OfficeClaim, claim_in_office
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.screen_claims import decide_held_claim

_VALIDATED = Words(
    "La demande d'indemnisation est validée : elle part au paiement.",
    "The claim is validated: it goes to payment.",
)
_REFUSED = Words(
    "La demande d'indemnisation est refusée. L'employeur reçoit vos motifs par courriel.",
    "The claim is refused. The employer is sent your reasons by e-mail.",
)
_CHANGED = Words(
    "Cette demande a changé depuis que vous l'avez ouverte : rien n'a été décidé en votre nom. "
    "Voici où elle en est.",
    "This claim changed since you opened it: nothing was decided in your name. This is where it "
    "stands.",
)


def show(siret: str, claim_id: str) -> str:
    """A version of a claim with all that is known of it."""
    form = Form(request.args)
    version = form.whole("version", needed=False, least=1)
    after = form.whole("after", needed=False) or 0
    return _page(_found(siret_of(siret), claim_id, version, after), Form(), after=after)


def decide(siret: str, claim_id: str) -> Redirect | str | tuple[str, int]:
    """Validate or refuse; the first time it is only said what would happen."""
    file, form = _found(siret_of(siret), claim_id), Form(request.form)
    officer_decision = read_decision(form, QueueKind.CLAIM)
    version, revision = form.whole("version"), form.whole("revision")
    if officer_decision is None or version is None or revision is None:
        return _page(file, form), HTTPStatus.UNPROCESSABLE_ENTITY
    if not form.has("confirmed"):
        return render_template(
            "office/confirm_claim.html", found=file, officer_decision=officer_decision, form=form
        )
    return _decide(file, officer_decision, Seen(version, revision), form)


def _decide(
    file: OfficeClaim, officer_decision: OfficerDecision, seen: Seen, form: Form
) -> Redirect | tuple[str, int]:
    claim = file.claim
    try:
        decide_held_claim(
            claim.siret,
            claim.id,
            accepted=officer_decision.accepted,
            reasons=officer_decision.reasons,
            message=officer_decision.message,
            seen=seen,
            actor=actor(),
            context=context(),
        )
    except (Conflict, NotAllowed) as error:
        if isinstance(error, NotAllowed) and error.what == "person":
            raise
        page = _page(_found(claim.siret, claim.id), form, changed=_CHANGED)
        return page, HTTPStatus.CONFLICT
    flash(say(_VALIDATED if officer_decision.accepted else _REFUSED))
    return redirect("/office", HTTPStatus.SEE_OTHER)


def _found(siret: Siret, claim_id: str, version: int | None = None, after: int = 0) -> OfficeClaim:
    return claim_in_office(
        siret, claim_id, actor=actor(), context=context(), version=version, after=after
    )


def _page(file: OfficeClaim, form: Form, *, after: int = 0, changed: Words | None = None) -> str:
    today = legal_day(context().clock.now())
    return render_template(
        "office/claim.html",
        found=file,
        claim=file.claim,
        rows=rows_of(QueueKind.CLAIM, file.screening) if file.screening else (),
        due=due(file.queued, today) if file.queued else None,
        state=employer_words.CLAIMS[file.claim.state],
        decides=may(actor(), Action.DECIDE),
        form=form,
        changed=changed,
        after=after,
        offered=offered(QueueKind.CLAIM),
        words=employer_words,
        categories=CATEGORIES,
        events=EVENTS,
        reasons=BANK_REASONS,
    )


ROUTES = (
    ("GET", "/office/claims/<siret>/<claim_id>", show),
    ("POST", "/office/claims/<siret>/<claim_id>/decision", decide),
)
"""Method, address, view."""
