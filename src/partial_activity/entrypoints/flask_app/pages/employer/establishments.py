"""``/establishments``: those one belongs to, what is to be done at each, and a further one."""

from datetime import date
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.free_text import without_nirs
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.words import Words, folded
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.employer.todos import TodoItem, todo_items
from partial_activity.entrypoints.flask_app.pages.formatting import in_both, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.overview import Overview, overview_of
from partial_activity.usecases.people.membership import Account, accounts_of
from partial_activity.usecases.people.sign_up import open_or_join

AT_ONCE = 20
"""Establishments of one page: each is looked into."""
_LONGEST_SEARCH = 80
_MANY = 6
"""The number from which they can be searched."""
_IN_PROGRESS = frozenset(
    {
        ClaimState.AWAITING_VALIDATION,
        ClaimState.UNDER_INSTRUCTION,
        ClaimState.AWAITING_VISA,
        ClaimState.VALIDATED,
        ClaimState.PAYMENT_REQUESTED,
    }
)
"""Claims that were submitted and are neither paid nor over."""
_OPENED = Words(
    "Le compte est ouvert : vous pouvez y déposer une demande dès maintenant.",
    "The account is open: you can file there at once.",
)
_ASKED = Words(
    "Cet établissement a déjà un compte. Son contact principal vient d'être averti de votre "
    "demande ; nous vous écrirons dès qu'il aura répondu.",
    "This establishment has an account. Its principal contact was told that you ask to join; we "
    "write to you as soon as they answer.",
)
_HERE_ALREADY = Words(
    "Vous aviez déjà accès à cet établissement.", "You had access to this establishment already."
)
_TURNED_DOWN = Words(
    "Un contact de cet établissement a refusé ou retiré votre accès : adressez-vous à lui, il "
    "peut le rétablir.",
    "A contact of this establishment declined or took away your access: turn to them, they can "
    "restore it.",
)
_NOBODY_CAN = Words(
    "Le compte de cet établissement est suspendu : écrivez au service.",
    "The account of this establishment is suspended: write to the service.",
)


def show() -> str:
    """All of them, page by page."""
    return _page(actor(), Form({"role": Role.CONTACT.value}))


def find() -> str:
    """Show those whose name or number was typed. It is sent as a form: no address has it."""
    form = Form({"role": Role.CONTACT.value})
    return _page(actor(), form, request.form.get("q", "").strip()[:_LONGEST_SEARCH])


def add() -> Response | tuple[str, int]:
    """Open the account of a further one, or ask to join it."""
    person, form = actor(), Form(request.form)
    siret, role = form.siret("siret"), form.choice("role", Role)
    workforce = form.whole("workforce", needed=False, most=1_000_000)
    if role not in words.ROLES:
        form.wrong("role", Words("Choisissez un rôle.", "Choose a role."))
    if siret is None or role is None or not form.sound:
        return _page(person, form), HTTPStatus.UNPROCESSABLE_ENTITY
    known = {one.establishment.siret: one for one in accounts_of(person, context=context())}
    try:
        joined = open_or_join(siret, role, actor=person, context=context(), workforce=workforce)
    except NotAllowed as error:
        form.wrong("siret", _TURNED_DOWN if error.what == "membership" else _NOBODY_CAN)
        return _page(person, form), HTTPStatus.UNPROCESSABLE_ENTITY
    for refusal in joined.refusals:
        form.wrong("siret", in_both(refusal))
    if joined.membership is None:
        return _page(person, form), HTTPStatus.UNPROCESSABLE_ENTITY
    if joined.membership.state is not AccountState.ACTIVE:
        flash(say(_ASKED))
        return redirect(addresses.HOME, HTTPStatus.SEE_OTHER)
    before = known.get(siret)
    here = before is not None and before.membership.state is AccountState.ACTIVE
    flash(say(_HERE_ALREADY if here else _OPENED))
    return redirect(addresses.of(siret), HTTPStatus.SEE_OTHER)


ROUTES = (
    ("GET", addresses.HOME, show),
    ("POST", addresses.HOME, add),
    ("POST", f"{addresses.HOME}/search", find),
)
"""Method, address, view."""


def _page(person: Person, form: Form, sought: str = "") -> str:
    today = legal_day(context().clock.now())
    mine = accounts_of(person, context=context())
    inside = [one for one in mine if one.membership.state is AccountState.ACTIVE]
    matching = [one for one in inside if _matches(one, sought)]
    pages = max(1, -(-len(matching) // AT_ONCE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    cards = [
        _card(
            overview_of(one.establishment.siret, actor=person, context=context()),
            today,
        )
        for one in matching[(number - 1) * AT_ONCE : number * AT_ONCE]
    ]
    return render_template(
        "employer/establishments.html",
        cards=cards,
        inside=len(inside),
        found=len(matching),
        waiting=[one for one in mine if one.membership.state is AccountState.PENDING],
        sought=without_nirs(sought),
        searchable=len(inside) >= _MANY,
        number=number,
        pages=pages,
        form=form,
        roles=words.ROLES,
        of=addresses.of,
    )


def _card(overview: Overview, today: date) -> dict[str, object]:
    """An establishment, with what is most pressing."""
    todos: tuple[TodoItem, ...] = todo_items(overview, today)
    return {
        "overview": overview,
        "state": words.ACCOUNTS[overview.establishment.state],
        "role": words.ROLES.get(overview.membership.role) if overview.membership else None,
        "next": todos[:1],
        "more": len(todos) - 1,
        "requests": [(one, words.of_request(one)) for one in overview.requests[:2]],
        "claims": sum(1 for one in overview.claims if one.state in _IN_PROGRESS),
        "closing": min(
            (one.closes_on for one in overview.months if one.open and one.closes_on), default=None
        ),
    }


def _matches(account: Account, sought: str) -> bool:
    """Whether name or digits of the SIRET match, whatever the spaces, accents and capitals."""
    digits = "".join(sought.split())
    establishment = account.establishment
    return folded(sought) in folded(establishment.name) or (
        digits.isdigit() and digits in str(establishment.siret)
    )
