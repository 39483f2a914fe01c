"""A request before it is filed: begun, written, saved, and what it still lacks."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import attrs
from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.assessment.cases import Scheme, Situation
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    RequestFacts,
    RequestState,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.reading import Moment, is_open
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import (
    addresses,
    request_form,
    unfinished,
    words,
)
from partial_activity.entrypoints.flask_app.pages.employer.filing import filing_of
from partial_activity.entrypoints.flask_app.pages.employer.request_errors import (
    fields_of,
    problems,
    tell_lacks,
)
from partial_activity.entrypoints.flask_app.pages.employer.request_rows import Change, changes
from partial_activity.entrypoints.flask_app.pages.formatting import instant, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import (
    SCHEMES,
    situation_words,
    situations_under,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation.requests import (
    draft_request,
    edit_request,
    read_request,
    requests_of,
    territory_of,
)
from partial_activity.usecases.oversight.overview import Place
from partial_activity.usecases.revisions import Seen

CHECK = "check"
"""The button that saves and asks what the law says."""
_BEGUN = Words(
    "Brouillon enregistré à {}. Il reste ici jusqu'à ce que vous le déposiez ou le retiriez.",
    "Draft saved at {}. It stays here until you file or withdraw it.",
)
_TOO_EARLY = Words(
    "Aucun texte connu ne s'applique à une demande faite aujourd'hui pour ces jours.",
    "No text known applies to a request made today for these days.",
)


def begin(siret: str) -> str:
    """An empty form, or one like an earlier request."""
    at = addresses.siret_of(siret)
    place = _filing_place(at)
    known = _known(at)
    model = next((one for one in known if one.id == request.args.get("like")), None)
    if model is not None:
        return _page(place, request_form.like(model), None)
    if "blank" not in request.args and (before := unfinished.given_back(at, "")) is not None:
        return _page(place, before, None, given_back=True)
    territory = territory_of(at, context=context())
    form = request_form.blank(place.establishment, known[0] if known else None, territory)
    return _page(place, form, None)


def draft(siret: str) -> Response | tuple[str, int]:
    """Keep what was written so far."""
    at, form = addresses.siret_of(siret), Form(request.form)
    place = _filing_place(at)
    written = request_form.read(form, context().law)
    if written is None:
        unfinished.keep(at, "", form)
        return _page(place, form, None, kept_typed=True), HTTPStatus.UNPROCESSABLE_ENTITY
    drafted = draft_request(at, written, actor=actor(), context=context())
    return _saved(drafted)


def edit(siret: str, request_id: str) -> str | Response:
    """The form of a draft; what it lacks beside each field, once that was asked for."""
    at = addresses.siret_of(siret)
    place, draft = _filing_place(at), _draft(at, request_id)
    if draft.state is not RequestState.DRAFT:
        return redirect(addresses.of_request(at, request_id), HTTPStatus.SEE_OTHER)
    if (
        "blank" not in request.args
        and (before := unfinished.given_back(at, request_id)) is not None
    ):
        typed = before.typed.get("revision", "")
        revision = int(typed) if typed.isdecimal() else draft.revision
        return _page(place, before, draft, revision=revision, given_back=True)
    form = Form(request_form.typed_of(draft))
    if "checked" in request.args:
        filing = filing_of(draft)
        if filing is None:
            form.wrong("first", _TOO_EARLY)
        else:
            tell_lacks(form, draft, problems(filing))
    return _page(place, form, draft)


def save(siret: str, request_id: str) -> Response | tuple[str, int]:
    """Keep what was written; nothing that somebody else wrote meanwhile is lost unseen."""
    at, form = addresses.siret_of(siret), Form(request.form)
    place, draft = _filing_place(at), _draft(at, request_id)
    revision = form.whole("revision") or 0
    written = request_form.read(form, context().law)
    if written is None:
        unfinished.keep(at, request_id, form)
        page = _page(place, form, draft, revision=revision, kept_typed=True)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        saved = edit_request(
            at,
            request_id,
            written,
            seen=Seen(draft.version, revision),
            actor=actor(),
            context=context(),
        )
    except Conflict:
        mine = _as_written(draft, written)
        page = _page(place, form, draft, meanwhile=changes(draft, mine))
        return page, HTTPStatus.CONFLICT
    return _saved(saved)


ROUTES = (
    ("GET", f"{addresses.AT}/requests/new", begin),
    ("POST", f"{addresses.AT}/requests/new", draft),
    ("GET", f"{addresses.REQUEST}/edit", edit),
    ("POST", f"{addresses.REQUEST}/edit", save),
)
"""Method, address, view."""


def _filing_place(at: Siret) -> Place:
    return addresses.place_to(Action.FILE_REQUEST, at)


def _known(at: Siret) -> list[AuthorisationRequest]:
    """Requests of the establishment, the last filed first."""
    requests = requests_of(at, actor=actor(), context=context())
    return sorted(requests, key=lambda one: (one.filed_at is None, -_seconds(one)))


def _seconds(known: AuthorisationRequest) -> float:
    return known.filed_at.timestamp() if known.filed_at else 0.0


def _draft(at: Siret, request_id: str) -> AuthorisationRequest:
    return read_request(at, request_id, actor=actor(), context=context()).request


def _saved(kept: AuthorisationRequest) -> Response:
    """Back to the form; or on to what the law says of it, unless the form can mend that."""
    if request.form.get("then") != CHECK:
        said = say(_BEGUN).format(instant(context().clock.now()).rpartition(" à ")[2])
        flash(said)
        return redirect(addresses.of_request(kept.siret, kept.id, "edit"), HTTPStatus.SEE_OTHER)
    filing = filing_of(kept)
    mendable = filing is None or any(
        name for one in problems(filing) for name in fields_of(one, kept)
    )
    where = "edit?checked=1" if mendable else ""
    address = addresses.of_request(kept.siret, kept.id, *([where] if where else []))
    return redirect(address, HTTPStatus.SEE_OTHER)


def _as_written(draft: AuthorisationRequest, written: RequestFacts) -> AuthorisationRequest:
    """The draft as this person would have it."""
    return attrs.evolve(draft, **written.by_name())


def _offered(form: Form) -> Mapping[Scheme, Words]:
    """The schemes that a text keeps open, and the one that stands in the form already."""
    today = legal_day(context().clock.now())
    return {
        scheme: said
        for scheme, said in SCHEMES.items()
        if form.typed.get("scheme") == scheme.value
        or is_open(context().law, category_of(scheme), Moment(today))
    }


def _situations(kept: AuthorisationRequest | None) -> Mapping[Situation | Sector, Words]:
    """Those of the law in use, and the one of the draft even where a text has it no more."""
    known = situations_under(context().law)
    return known if kept is None else {**known, kept.situation: situation_words(kept.situation)}


def _page(
    place: Place,
    form: Form,
    kept: AuthorisationRequest | None,
    *,
    revision: int | None = None,
    meanwhile: Sequence[Change] = (),
    kept_typed: bool = False,
    given_back: bool = False,
) -> str:
    at = place.establishment.siret
    if kept is not None and revision is None:
        revision = kept.revision
    return render_template(
        "employer/request_form.html",
        place=place,
        form=form,
        kept=kept,
        revision=revision,
        meanwhile=meanwhile,
        kept_typed=kept_typed,
        given_back=given_back,
        guide=request_form.guide(context().law, legal_day(context().clock.now())),
        labels={name: say(label) for name, label in request_form.LABELS.items()},
        words=words,
        schemes=_offered(form),
        situations=_situations(kept),
        earlier=[one for one in _known(at) if kept is None and one.filed_at][:5],
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
        check=CHECK,
    )
