"""One request for several establishments of the firm: each joins with its own figures."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.authorisation.requests import Perimeter, RequestState
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict, InvalidValue, NotFound
from partial_activity.domain.hours import ZERO_HOURS
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import AccountState, Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.employer.request_form import (
    MOST_EMPLOYEES,
    guide,
)
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation.grouped_requests import (
    add_establishment,
    remove_establishment,
)
from partial_activity.usecases.authorisation.requests import read_request
from partial_activity.usecases.people.membership import Account, accounts_of

_NOT_YOURS = Words(
    "Vous n'avez pas accès à cet établissement, ou il n'a pas de compte : ajoutez-le d'abord à "
    "vos établissements.",
    "You have no access to this establishment, or it has no account: add it to your "
    "establishments first.",
)
_OTHER_FIRM = Words(
    "Choisissez un autre établissement de la même entreprise (mêmes neuf premiers chiffres).",
    "Choose another establishment of the same firm (same first nine digits).",
)
_THERE = Words("Il fait déjà partie de la demande.", "It is part of the request already.")
_JOINED = Words("L'établissement est ajouté à la demande.", "The establishment was added.")
_LEFT = Words("L'établissement est retiré de la demande.", "The establishment was taken out.")


def show(siret: str, request_id: str) -> str:
    """The establishments of the request."""
    return _page(addresses.siret_of(siret), request_id, Form({"perimeter": "1"}))


def add(siret: str, request_id: str) -> Response | tuple[str, int]:
    """One more, with its own figures."""
    at, form = addresses.siret_of(siret), Form(request.form)
    addresses.place_to(Action.FILE_REQUEST, at)
    joining = form.siret("joining")
    headcount = form.whole("headcount", least=1, most=MOST_EMPLOYEES)
    hours = form.hours("forecast_hours")
    if hours is not None and hours <= ZERO_HOURS:
        form.wrong("forecast_hours", Words("Plus que zéro.", "More than zero."))
    iban = form.iban("iban", needed=False)
    perimeter = form.choice("perimeter", Perimeter)
    if joining and headcount and hours and perimeter and form.sound:
        try:
            add_establishment(
                at,
                request_id,
                joining,
                headcount=headcount,
                forecast_hours=hours,
                iban=iban,
                perimeter=perimeter,
                actor=actor(),
                context=context(),
            )
        except InvalidValue:
            form.wrong("joining", _OTHER_FIRM)
        except NotFound:
            form.wrong("joining", _NOT_YOURS)
        except Conflict:
            form.wrong("joining", _THERE)
        else:
            flash(say(_JOINED))
            return _back(at, request_id)
    return _page(at, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY


def remove(siret: str, request_id: str, leaving: str) -> Response:
    """Take one out: it can be added again."""
    at, other = addresses.siret_of(siret), addresses.siret_of(leaving)
    remove_establishment(at, request_id, other, actor=actor(), context=context())
    flash(say(_LEFT))
    return _back(at, request_id)


_GROUP = f"{addresses.REQUEST}/group"
ROUTES = (
    ("GET", _GROUP, show),
    ("POST", _GROUP, add),
    ("POST", f"{_GROUP}/<leaving>/remove", remove),
)
"""Method, address, view."""


def _back(at: Siret, request_id: str) -> Response:
    return redirect(addresses.of_request(at, request_id, "group"), HTTPStatus.SEE_OTHER)


def _page(at: Siret, request_id: str, form: Form) -> str:
    person = actor()
    place = addresses.seen(at)
    request = read_request(at, request_id, actor=person, context=context()).request
    accounts = {one.establishment.siret: one for one in accounts_of(person, context=context())}
    members = [
        (
            accounts.get(one),
            read_request(one, request_id, actor=person, context=context()).request,
        )
        for one in request.covers
        if one in accounts
    ]
    return render_template(
        "employer/group.html",
        place=place,
        found=request,
        form=form,
        members=members,
        unseen=[one for one in request.covers if one not in accounts],
        candidates=[
            one for one in accounts.values() if _can_join(one, at) and not _in(one, request.covers)
        ],
        editable=request.state is RequestState.DRAFT and Action.FILE_REQUEST in place.allowed,
        guide=guide(context().law, legal_day(context().clock.now())),
        words=words,
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def _can_join(account: Account, at: Siret) -> bool:
    one = account.establishment
    return (
        one.siret != at
        and one.siret.siren == at.siren
        and one.state is AccountState.ACTIVE
        and account.membership.state is AccountState.ACTIVE
    )


def _in(account: Account, covers: tuple[Siret, ...]) -> bool:
    return account.establishment.siret in covers
