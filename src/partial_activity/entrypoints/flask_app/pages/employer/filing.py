"""Filing a draft: read again, declared to be true, filed; then its receipt."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.authorisation.filing import Filing
from partial_activity.domain.authorisation.requests import AuthorisationRequest, RequestState
from partial_activity.domain.errors import Conflict, NoRuleInForce, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, request_form
from partial_activity.entrypoints.flask_app.pages.employer.request_errors import error_message
from partial_activity.entrypoints.flask_app.pages.employer.request_rows import rows
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.authorisation.filing import (
    account_changes,
    as_read,
    check_request,
    receipt_for,
    submit_request,
)
from partial_activity.usecases.authorisation.requests import read_request
from partial_activity.usecases.revisions import Seen

_TRUTH = Words(
    "Cochez la déclaration : une demande se dépose en l'attestant.",
    "Tick the declaration: a request is filed with it.",
)
_INSIST = Words(
    "En l'état, la demande serait refusée. Corrigez-la, ou cochez cette case pour obtenir une "
    "décision motivée.",
    "As it is, the request would be refused. Mend it, or tick this box to get a decision with its "
    "reasons.",
)
_FILED = Words(
    "La demande est déposée. Le récépissé part par courriel ; le voici.",
    "The request is filed. The receipt leaves by e-mail; here it is.",
)
_CHANGED = Words(
    "Quelqu'un vient de modifier ce brouillon : relisez-le avant de le déposer.",
    "Somebody has just changed this draft: read it again before you file it.",
)
_ACCOUNT = Words(
    "Le compte bancaire n'est pas celui de la demande précédente : seul un contact de l'employeur "
    "peut le changer. Remettez l'ancien compte, ou demandez à un contact de déposer.",
    "The bank account is not that of the request before: only a contact of the employer may "
    "change it. Put the old one back, or ask a contact to file.",
)


def read_again(siret: str, request_id: str) -> str | Response:
    """All that will be filed, what the law says of it, and the declaration."""
    return _page(addresses.siret_of(siret), request_id, Form())


def file(siret: str, request_id: str) -> str | Response | tuple[str | Response, int]:
    """File it."""
    at, form = addresses.siret_of(siret), Form(request.form)
    addresses.place_to(Action.FILE_REQUEST, at)
    if not form.has("truth"):
        form.wrong("truth", _TRUTH)
        return _page(at, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        submission = submit_request(
            at,
            request_id,
            actor=actor(),
            context=context(),
            proof=proof(),
            insist=form.has("insist"),
            read=_read(form),
        )
    except NotAllowed as error:
        if error.what != "person" or error.asked != Action.CHANGE_ACCOUNT.value:
            raise
        form.wrong("iban", _ACCOUNT)
        return _page(at, request_id, form), HTTPStatus.FORBIDDEN
    except Conflict:
        flash(say(_CHANGED))
        return _to(at, request_id, "file")
    except NoRuleInForce:
        return _to(at, request_id, "edit?checked=1")
    if submission.receipt is not None:
        flash(say(_FILED))
        return _to(at, request_id, "receipt")
    if not submission.filing.needs:
        form.wrong("insist", _INSIST)
    return _page(at, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY


def receipt(siret: str, request_id: str) -> str:
    """Who filed, when, and from which day silence approves."""
    at = addresses.siret_of(siret)
    place = addresses.seen(at)
    versions = read_request(at, request_id, actor=actor(), context=context()).versions
    filed = [one.version for one in versions if one.filed_at is not None]
    number = request.args.get("version", filed[-1] if filed else 0, int)
    receipt = receipt_for(at, request_id, number, actor=actor(), context=context())
    version = next(one for one in versions if one.version == number)
    return render_template(
        "employer/receipt.html",
        place=place,
        receipt=receipt,
        filed=version,
        rows=rows(version),
        others=[one for one in filed if one != number],
        document=addresses.document(at, request_id, "receipt.pdf", number),
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def filing_of(request: AuthorisationRequest) -> Filing | None:
    """What filing a draft today would meet; None: no known text answers for its days."""
    try:
        return check_request(request.siret, request.id, actor=actor(), context=context())
    except NoRuleInForce:
        return None


ROUTES = (
    ("GET", f"{addresses.REQUEST}/file", read_again),
    ("POST", f"{addresses.REQUEST}/file", file),
    ("GET", f"{addresses.REQUEST}/receipt", receipt),
)
"""Method, address, view."""


def _page(at: Siret, request_id: str, form: Form) -> str | Response:
    place = addresses.place_to(Action.FILE_REQUEST, at)
    # Before it is shown: what changes between the two is found when it is filed.
    read = _as_read(at, request_id)
    request = read_request(at, request_id, actor=actor(), context=context()).request
    if request.state is not RequestState.DRAFT:
        return _to(at, request_id)
    filing = filing_of(request)
    if filing is None or filing.needs:
        return _to(at, request_id, "edit?checked=1")
    changed = account_changes(at, request_id, actor=actor(), context=context())
    speaks = place.membership is not None and place.membership.speaks
    if changed and Action.CHANGE_ACCOUNT in place.allowed:
        require_fresh_proof()
    elif speaks and any(changed.values()):
        form.wrong("iban", _ACCOUNT)
    return render_template(
        "employer/file.html",
        place=place,
        found=request,
        filing=filing,
        form=form,
        labels={name: say(label) for name, label in request_form.LABELS.items()},
        # The account is written out below: here it is to be compared sign by sign.
        rows=[row for row in rows(request) if row.name != "iban"],
        refusals=[error_message(one) for one in filing.refusals],
        changed=changed,
        read=read,
        speaks=speaks,
        spaced=request_form.spaced,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def _as_read(at: Siret, request_id: str) -> str:
    """What the page shows, to be sent back with the form; empty for what is no draft."""
    try:
        versions_read = as_read(at, request_id, actor=actor(), context=context())
    except NotAllowed:
        return ""
    return " ".join(f"{one}.{seen.version}.{seen.revision}" for one, seen in versions_read.items())


def _read(form: Form) -> Mapping[Siret, Seen]:
    """What the page showed; a form without it read nothing."""
    versions_read: dict[Siret, Seen] = {}
    for part in form.given.get("read", "").split():
        number, *counts = part.split(".")
        try:
            version, revision = map(int, counts)
            versions_read[Siret(number)] = Seen(version, revision)
        except ValueError:
            continue
    return versions_read


def _to(at: Siret, request_id: str, *parts: str) -> Response:
    return redirect(addresses.of_request(at, request_id, *parts), HTTPStatus.SEE_OTHER)
