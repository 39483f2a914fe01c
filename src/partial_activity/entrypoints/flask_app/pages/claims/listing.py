"""``/establishments/<siret>/claims``: what was claimed, what is left to claim, a new claim."""

from http import HTTPStatus

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims import addresses
from partial_activity.entrypoints.flask_app.pages.employer.addresses import place_to
from partial_activity.entrypoints.flask_app.pages.employer.words import CLAIMS
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.claim.claims import open_claim
from partial_activity.usecases.claim.listing import ClaimsPage, claims_page

_NO_DECISION = Words(
    "Aucune autorisation en vigueur ne porte ce numéro. Choisissez-la dans la liste.",
    "No authorisation in force has that number. Choose it from the list.",
)
_NO_DAY = Words(
    "Cette autorisation ne couvre aucun jour de ce mois. Choisissez un mois qu'elle couvre.",
    "This authorisation covers no day of that month. Choose a month it covers.",
)


def everything(siret: str) -> str:
    """The claims, and the months that are left."""
    at = addresses.here(siret)
    listed = _page(at, max(1, addresses.query_integer("page", 1)))
    return render_template(
        "claims/list.html",
        found=listed,
        number=addresses.query_integer("page", 1),
        months=[one for one in listed.months if one.open and one.claim is None],
        ahead=[one for one in listed.months if not one.begun],
        badges=CLAIMS,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def choose(siret: str) -> str | tuple[str, int]:
    """The choice of the decision and the month; nothing else is to be typed."""
    at = addresses.here(siret)
    place_to(Action.FILE_CLAIM, at)
    given = {name: request.args.get(name, "") for name in ("decision", "month")}
    return _choice(at, Form(given))


def begin(siret: str) -> Response | tuple[str, int]:
    """Open the claim of a month; one that is there already is gone back to."""
    at, form = addresses.here(siret), Form(request.form)
    if form.has("which"):
        decision, _, of_month = form.given["which"].rpartition("|")
        form.given.setlist("decision", [decision])
        form.given.setlist("month", [of_month])
    number, month = form.text("decision"), form.month("month")
    if number and month:
        try:
            claim = open_claim(at, number, month, actor=actor(), context=context())
        except InvalidValue:
            form.wrong("month", _NO_DAY)
        except NotFound as error:
            if error.kind == "establishment":
                raise
            form.wrong("decision", _NO_DECISION)
        except NotAllowed as error:
            if error.what != "decision":
                raise
            form.wrong("decision", _NO_DECISION)
        else:
            return redirect(addresses.of_claim(at, claim.id), HTTPStatus.SEE_OTHER)
    return _choice(at, form), HTTPStatus.UNPROCESSABLE_ENTITY


def _choice(at: Siret, form: Form) -> str:
    listed = _page(at, 1)
    later = [one for one in listed.months if not one.begun]
    number, month = form.given.get("decision", ""), form.given.get("month", "")
    return render_template(
        "claims/new.html",
        found=listed,
        form=form,
        chosen=f"{number}|{month}",
        months=[one for one in listed.months if one.open],
        later=later,
        next_month=min(one.month for one in later).first if later else None,
        closed=[one for one in listed.months if one.closed],
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def _page(at: Siret, number: int) -> ClaimsPage:
    return claims_page(at, actor=actor(), context=context(), page=number)


ROUTES = (
    ("GET", addresses.CLAIMS, everything),
    ("GET", f"{addresses.CLAIMS}/new", choose),
    ("POST", f"{addresses.CLAIMS}/new", begin),
)
"""Method, address, view."""
