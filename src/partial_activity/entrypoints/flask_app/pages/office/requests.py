"""A request as an officer sees it; deciding it, and taking a decision back."""

from http import HTTPStatus
from io import BytesIO

from flask import Response, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as Redirect

from partial_activity.domain.authorisation.attachments import named_as
from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.people.people import Action, may
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import words as employer_words
from partial_activity.entrypoints.flask_app.pages.formatting import in_both, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.checks import (
    LONGEST_MESSAGE,
    OfficerDecision,
    offered,
    read_decision,
    rows_of,
    rows_of_notes,
)
from partial_activity.entrypoints.flask_app.pages.office.queue import due
from partial_activity.entrypoints.flask_app.pages.office.words import (
    DECIDERS,
    EARLIER_USES,
    REQUESTS,
    WITHDRAWALS,
)
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import (
    SCHEMES,
    TERRITORIES,
    situation_words,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation import decisions
from partial_activity.usecases.authorisation.request_files import read_attachment, standings_of
from partial_activity.usecases.office.files import OfficeRequest, request_in_office
from partial_activity.usecases.revisions import Seen

_ACCEPTED = Words(
    "Décision {} : la demande est autorisée. L'employeur est prévenu par courriel.",
    "Decision {}: the request is authorised. The employer is told by e-mail.",
)
_REFUSED = Words(
    "Décision {} : la demande est refusée. L'employeur reçoit vos motifs par courriel.",
    "Decision {}: the request is refused. The employer is sent your reasons by e-mail.",
)
_WITHDRAWN = Words(
    "L'autorisation {} est retirée. L'employeur reçoit vos motifs par courriel.",
    "The authorisation {} is withdrawn. The employer is sent your reasons by e-mail.",
)
_CHANGED = Words(
    "Cette demande a changé depuis que vous l'avez ouverte : rien n'a été décidé en votre nom. "
    "Voici où elle en est.",
    "This request changed since you opened it: nothing was decided in your name. This is where it "
    "stands.",
)
_NO_WITHDRAWAL = Words("Choisissez pourquoi elle est retirée.", "Choose why it is withdrawn.")
_NO_MESSAGE = Words(
    "Écrivez à l'employeur ce que le contrôle a montré.",
    "Write to the employer what the control has shown.",
)


def show(siret: str, request_id: str) -> str:
    """A request with all that is known of it."""
    return _page(_found(siret, request_id), Form(), Form())


def attachment(siret: str, request_id: str, sha256: str) -> Response:
    """A file that was joined to it."""
    read = _found(siret, request_id)
    named = {file.sha256: file for one in read.versions for file in one.attachments}
    if sha256 not in named:
        raise NotFound("file", sha256)
    content = read_attachment(
        read.request.siret, request_id, sha256, actor=actor(), context=context()
    )
    file = named[sha256]
    answer = send_file(
        BytesIO(content),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=named_as(file.name, file.media_type),
    )
    # Read at once: flask-compress would leave a streamed one open.
    answer.direct_passthrough = False
    return answer


def decide(siret: str, request_id: str) -> Redirect | str | tuple[str, int]:
    """Authorise or refuse; the first time it is only said what would happen."""
    file, form = _found(siret, request_id), Form(request.form)
    officer_decision = read_decision(form, QueueKind.REQUEST)
    version, revision = form.whole("version"), form.whole("revision")
    if officer_decision is None or version is None or revision is None:
        return _page(file, form, Form()), HTTPStatus.UNPROCESSABLE_ENTITY
    if not form.has("confirmed"):
        return render_template(
            "office/confirm_request.html", found=file, officer_decision=officer_decision, form=form
        )
    return _decide(file, officer_decision, Seen(version, revision), form)


def _decide(
    file: OfficeRequest, officer_decision: OfficerDecision, seen: Seen, form: Form
) -> Redirect | tuple[str, int]:
    asked = file.request
    try:
        decision = decisions.decide(
            asked.siret,
            asked.id,
            accepted=officer_decision.accepted,
            actor=actor(),
            context=context(),
            message=officer_decision.message,
            reasons=officer_decision.reasons,
            seen=seen,
        )
    except (Conflict, NotAllowed) as error:
        if isinstance(error, NotAllowed) and error.what == "person":
            raise
        return _changed(asked.siret, asked.id, form)
    told = _ACCEPTED if officer_decision.accepted else _REFUSED
    flash(say(told).format(decision.number))
    return redirect("/office", HTTPStatus.SEE_OTHER)


def _changed(siret: Siret, request_id: str, form: Form) -> tuple[str, int]:
    """Somebody was first: what they did is told, and stands; what was typed is kept."""
    page = _page(_found(str(siret), request_id), form, Form(), changed=_CHANGED)
    return page, HTTPStatus.CONFLICT


def withdraw(siret: str, request_id: str) -> Redirect | str | tuple[str, int]:
    """Take an authorisation back after a control; the first time it is only said what happens."""
    file, form = _found(siret, request_id), Form(request.form)
    why = form.read("why", WithdrawalReason, _NO_WITHDRAWAL, missing=_NO_WITHDRAWAL)
    message = form.text("why_message", longest=LONGEST_MESSAGE, missing=_NO_MESSAGE)
    number = form.given.get("number", "")
    if why is None or message is None:
        return _page(file, Form(), form), HTTPStatus.UNPROCESSABLE_ENTITY
    if not form.has("confirmed"):
        return render_template(
            "office/confirm_withdrawal.html", found=file, why=WITHDRAWALS[why], form=form
        )
    try:
        refused = decisions.withdraw_decision(
            file.request.siret, number, why, message, actor=actor(), context=context()
        )
    except (Conflict, NotAllowed) as error:
        if isinstance(error, NotAllowed) and error.what == "person":
            raise
        return _changed(file.request.siret, request_id, Form())
    if refused is not None:
        form.wrong("why", in_both(refused))
        return _page(file, Form(), form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(say(_WITHDRAWN).format(number))
    return redirect(f"/office/requests/{siret}/{request_id}", HTTPStatus.SEE_OTHER)


def _found(siret: str, request_id: str) -> OfficeRequest:
    return request_in_office(siret_of(siret), request_id, actor=actor(), context=context())


def siret_of(text: str) -> Siret:
    """Read the SIRET of an address.

    Raises:
        NotFound: it is none.
    """
    actor()
    try:
        return Siret(text)
    except ValueError as error:
        raise NotFound("establishment", text) from error


def _page(file: OfficeRequest, form: Form, withdrawal: Form, changed: Words | None = None) -> str:
    queued = file.queued
    rows = (
        rows_of(QueueKind.REQUEST, queued.screening)
        if queued and queued.screening.results
        else rows_of_notes(file.notes)
    )
    today = legal_day(context().clock.now())
    standing = next((one for one in file.decisions if one.accepted), None)
    return render_template(
        "office/request.html",
        found=file,
        asked=file.request,
        standings=standings_of(file.request.attachments, context=context()),
        rows=rows,
        due=due(queued, today) if queued else None,
        state=REQUESTS[file.request.state],
        decides=may(actor(), Action.DECIDE),
        over=file.tacit_from is not None and today >= file.tacit_from,
        withdrawable=standing if standing and standing.withdrawn_at is None else None,
        form=form,
        withdrawal=withdrawal,
        withdrawals=WITHDRAWALS,
        changed=changed,
        offered=offered(QueueKind.REQUEST),
        deciders=DECIDERS,
        words=employer_words,
        earlier_uses=EARLIER_USES,
        schemes=SCHEMES,
        situation_words=situation_words,
        territories=TERRITORIES,
    )


ROUTES = (
    ("GET", "/office/requests/<siret>/<request_id>", show),
    ("GET", "/office/requests/<siret>/<request_id>/files/<sha256>", attachment),
    ("POST", "/office/requests/<siret>/<request_id>/decision", decide),
    ("POST", "/office/requests/<siret>/<request_id>/withdrawal", withdraw),
)
"""Method, address, view."""
