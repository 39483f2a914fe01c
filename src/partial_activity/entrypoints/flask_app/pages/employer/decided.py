"""A request and what came of it: where it stands, its decision, its versions, what may follow."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.said_of_decisions import (
    Contesting,
    contesting,
    taken_by,
)
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, request_form, words
from partial_activity.entrypoints.flask_app.pages.employer.filing import filing_of
from partial_activity.entrypoints.flask_app.pages.employer.request_errors import (
    error_message,
    reason,
)
from partial_activity.entrypoints.flask_app.pages.employer.request_rows import changes, rows
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation.filing import send_opinion
from partial_activity.usecases.authorisation.grouped_requests import files_with
from partial_activity.usecases.authorisation.requests import (
    RequestFile,
    amend_request,
    read_request,
    requests_of,
    withdraw_request,
)
from partial_activity.usecases.claim.months_to_claim import MonthToClaim, months_to_claim
from partial_activity.usecases.oversight.overview import follow_request

AT_ONCE = 50
_TAKEN_BACK = frozenset({RequestState.DRAFT, RequestState.SUBMITTED, RequestState.HELD})
_AMENDABLE = frozenset({RequestState.DECIDED, RequestState.WITHDRAWN})
_WITHDRAWN = Words(
    "La demande est retirée : elle ne recevra pas de décision. Elle reste lisible ici.",
    "The request is withdrawn: it will not be decided. It can still be read here.",
)
_AMENDED = Words(
    "L'avenant est un brouillon, repris de la version précédente : changez ce qui doit l'être.",
    "The amendment is a draft, a copy of the version before: change what has to be.",
)
_SENT = Words("L'avis est transmis.", "The opinion was sent.")
_CHOOSE = Words(
    "Dites si l'avis est favorable ou défavorable.", "Say whether it is for or against."
)


def everything(siret: str) -> str:
    """The requests of an establishment, page by page."""
    at = addresses.siret_of(siret)
    place = addresses.seen(at)
    requests = requests_of(at, actor=actor(), context=context())
    pages = max(1, -(-len(requests) // AT_ONCE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    followed = [
        follow_request(at, one.id, actor=actor(), context=context())
        for one in requests[(number - 1) * AT_ONCE : number * AT_ONCE]
    ]
    return render_template(
        "employer/requests.html",
        place=place,
        requests=[(one, words.of_request(one)) for one in followed],
        may_file=Action.FILE_REQUEST in place.allowed,
        number=number,
        pages=pages,
        words=words,
        at=at,
        of=addresses.of,
    )


def show(siret: str, request_id: str) -> str:
    """One request: a draft to be finished, or what waits and what was decided."""
    at = addresses.siret_of(siret)
    place, file = addresses.seen(at), _read(at, request_id)
    followed = follow_request(at, request_id, actor=actor(), context=context())
    latest, may_file = file.request, Action.FILE_REQUEST in place.allowed
    drafted = latest.state is RequestState.DRAFT
    first = None
    if drafted:
        first = files_with(at, request_id, actor=actor(), context=context())
    filing = filing_of(latest) if drafted and may_file and first is None else None
    return render_template(
        "employer/request.html",
        place=place,
        found=file,
        latest=latest,
        followed=followed,
        badge=words.of_request(followed),
        rows=rows(latest),
        filing=filing,
        first=first,
        unanswered=drafted and may_file and first is None and filing is None,
        lacks=[error_message(one) for one in filing.needs] if filing else [],
        refusals=[error_message(one) for one in filing.refusals] if filing else [],
        decided=words.decided(followed.decision) if followed.decision else None,
        months=_months(at, file),
        reason=reason,
        may_file=may_file,
        may_claim=Action.FILE_CLAIM in place.allowed,
        withdrawable=may_file and first is None and latest.state in _TAKEN_BACK,
        amendable=may_file and latest.state in _AMENDABLE,
        words=words,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
        new_claim=addresses.new_claim,
    )


def decision(siret: str, request_id: str) -> str:
    """A decision: what it authorises, or why not, and what can be done about it."""
    at = addresses.siret_of(siret)
    place, file = addresses.seen(at), _read(at, request_id)
    last = file.decisions[0].request_version if file.decisions else 0
    number = request.args.get("version", last, int)
    decided = next((one for one in file.decisions if one.request_version == number), None)
    if decided is None:
        raise NotFound("decision", request_id)
    version = next(one for one in file.versions if one.version == number)
    return render_template(
        "employer/decision.html",
        place=place,
        decision=decided,
        version=version,
        badge=words.decided(decided),
        reason=reason,
        drafted=file.request.state is RequestState.DRAFT,
        automatic=decided.kind is DecisionKind.AUTOMATIC,
        taken_by=taken_by(decided.kind, file.officers.get(decided.decided_by or "")),
        contested=_contested(decided),
        months=_months(at, file, decided.number),
        amendable=Action.FILE_REQUEST in place.allowed and file.request.state in _AMENDABLE,
        may_claim=Action.FILE_CLAIM in place.allowed,
        others=[one for one in file.decisions if one is not decided],
        document=addresses.document(at, request_id, "decision.pdf", number),
        words=words,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
        new_claim=addresses.new_claim,
    )


def versions(siret: str, request_id: str) -> str:
    """Every version, with what changed from the one before."""
    at = addresses.siret_of(siret)
    place, file = addresses.seen(at), _read(at, request_id)
    decisions = {one.request_version: words.decided(one) for one in file.decisions}
    before: Sequence[AuthorisationRequest | None] = (None, *file.versions[:-1])
    return render_template(
        "employer/versions.html",
        place=place,
        versions=[
            (one, decisions.get(one.version), changes(older, one) if older else None)
            for older, one in zip(before, file.versions, strict=True)
        ][::-1],
        words=words,
        request_id=request_id,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def ask_withdrawal(siret: str, request_id: str) -> str | Response:
    """The question before."""
    at = addresses.siret_of(siret)
    place, file = addresses.place_to(Action.FILE_REQUEST, at), _read(at, request_id)
    if file.request.state not in _TAKEN_BACK:
        return _to(at, request_id)
    return _question("employer/withdraw.html", place, file.request)


def withdraw(siret: str, request_id: str) -> Response:
    """Take it back."""
    at = addresses.siret_of(siret)
    withdraw_request(at, request_id, actor=actor(), context=context())
    flash(say(_WITHDRAWN))
    return _to(at, request_id)


def ask_amendment(siret: str, request_id: str) -> str | Response:
    """What an amendment is, before it is begun."""
    at = addresses.siret_of(siret)
    place, file = addresses.place_to(Action.FILE_REQUEST, at), _read(at, request_id)
    if file.request.state not in _AMENDABLE:
        return _to(at, request_id)
    return _question("employer/amend.html", place, file.request)


def amend(siret: str, request_id: str) -> Response:
    """Begin the next version."""
    at = addresses.siret_of(siret)
    amend_request(at, request_id, actor=actor(), context=context())
    flash(say(_AMENDED))
    return _to(at, request_id, "edit")


def ask_opinion(siret: str, request_id: str) -> str | Response:
    """The form of an opinion that follows its request."""
    return _opinion_page(addresses.siret_of(siret), request_id, Form())


def send(siret: str, request_id: str) -> str | Response | tuple[str | Response, int]:
    """Send it."""
    at, form = addresses.siret_of(siret), Form(request.form)
    opinion = form.read("opinion", lambda text: Opinion(int(text)), _CHOOSE, missing=_CHOOSE)
    if opinion not in (Opinion.FAVOURABLE, Opinion.UNFAVOURABLE):
        form.wrong("opinion", _CHOOSE)
    if opinion is None or not form.sound:
        return _opinion_page(at, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    late = send_opinion(at, request_id, opinion, actor=actor(), context=context()).refusal
    flash(say(_SENT))
    if late is not None:
        flash(say(error_message(late)))
    return _to(at, request_id)


ROUTES = (
    ("GET", f"{addresses.AT}/requests", everything),
    ("GET", addresses.REQUEST, show),
    ("GET", f"{addresses.REQUEST}/decision", decision),
    ("GET", f"{addresses.REQUEST}/versions", versions),
    ("GET", f"{addresses.REQUEST}/withdraw", ask_withdrawal),
    ("POST", f"{addresses.REQUEST}/withdraw", withdraw),
    ("GET", f"{addresses.REQUEST}/amend", ask_amendment),
    ("POST", f"{addresses.REQUEST}/amend", amend),
    ("GET", f"{addresses.REQUEST}/opinion", ask_opinion),
    ("POST", f"{addresses.REQUEST}/opinion", send),
)
"""Method, address, view."""


def _read(at: Siret, request_id: str) -> RequestFile:
    return read_request(at, request_id, actor=actor(), context=context())


def _to(at: Siret, request_id: str, *parts: str) -> Response:
    return redirect(addresses.of_request(at, request_id, *parts), HTTPStatus.SEE_OTHER)


def _months(at: Siret, file: RequestFile, number: str | None = None) -> Sequence[MonthToClaim]:
    """What is left to claim under the decisions of a request, or under one of them."""
    numbers = {one.number for one in file.decisions} if number is None else {number}
    left = months_to_claim(at, actor=actor(), context=context())
    return [one for one in left if one.decision_number in numbers]


def _contested(decided: Decision) -> Contesting | None:
    """The ways to contest a decision; None: it gives what was asked."""
    if decided.accepted and decided.withdrawn_at is None:
        return None
    told_on = legal_day(decided.withdrawn_at or decided.decided_at)
    return contesting(told_on, law=context().law)


def _question(template: str, place: object, latest: AuthorisationRequest) -> str:
    return render_template(
        template,
        place=place,
        latest=latest,
        at=latest.siret,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def _opinion_page(at: Siret, request_id: str, form: Form) -> str | Response:
    place = addresses.place_to(Action.FILE_REQUEST, at)
    followed = follow_request(at, request_id, actor=actor(), context=context())
    if followed.opinion_due_on is None:
        return _to(at, request_id)
    return render_template(
        "employer/opinion.html",
        place=place,
        followed=followed,
        form=form,
        late=legal_day(context().clock.now()) > followed.opinion_due_on,
        guide=request_form.guide(context().law, legal_day(context().clock.now())),
        words=words,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )
