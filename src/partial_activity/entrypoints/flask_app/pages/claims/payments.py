"""``/establishments/<siret>/payments``: what was paid, what came back, and another account."""

from http import HTTPStatus

from attrs import frozen
from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.payment.payments import UNPAID
from partial_activity.domain.people.people import Action
from partial_activity.domain.wording.bank_reasons import BANK_REASONS
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims import addresses, words
from partial_activity.entrypoints.flask_app.pages.employer.addresses import place_to, seen
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.claim.claims import claims_of
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.again import replace_account
from partial_activity.usecases.payment.answers import Payment, payments_of

AT_ONCE = 50
_SAME = Words(
    "C'est le compte que la banque vient de rejeter : donnez-en un autre.",
    "The bank has just rejected this very account: give another.",
)
_STOPPED = Words(
    "Rien n'est payé pour le moment sur ce dossier ou sur ce compte : adressez-vous au service.",
    "Nothing is paid on this file or to this account for now: ask the service.",
)
_MENDED = Words(
    "Le paiement repartira sur le nouveau compte dès qu'il prend effet, dans trois jours. Toutes "
    "les personnes de l'établissement en sont averties par courriel.",
    "The payment is ordered again on the new account as soon as it takes effect, in three days. "
    "Everybody of the establishment is told by e-mail.",
)
_TWICE = Words(
    "Les deux saisies du compte diffèrent : recopiez-le une deuxième fois.",
    "The two entries of the account differ: copy it a second time.",
)


@frozen(eq=False)
class _Shown:
    """A payment, the claim it is for, and whether another account is awaited."""

    payment: Payment
    claim: Claim | None
    rejected: bool


def show(siret: str) -> str:
    """Every payment, the last ordered first."""
    at = addresses.here(siret)
    place, found = seen(at), _payments(at)
    page = max(1, addresses.query_integer("page", 1))
    return render_template(
        "claims/payments.html",
        place=place,
        payments=found[(page - 1) * AT_ONCE : page * AT_ONCE],
        number=page,
        pages=max(1, -(-len(found) // AT_ONCE)),
        rejected=[one for one in found if one.rejected],
        badges=words.PAYMENTS,
        events=words.EVENTS,
        reasons=BANK_REASONS,
        may_mend=Action.CHANGE_ACCOUNT in place.allowed,
        at=at,
        of_claim=addresses.of_claim,
        of=addresses.of_claims,
    )


def ask_for_account(siret: str) -> str:
    """Another account for a payment that came back."""
    at = addresses.here(siret)
    place_to(Action.CHANGE_ACCOUNT, at)
    require_fresh_proof()
    return _account_page(at, _asked_claim(), Form())


def give_account(siret: str) -> Response | tuple[str, int]:
    """Order the payment again, on another account."""
    at, form = addresses.here(siret), Form(request.form)
    place_to(Action.CHANGE_ACCOUNT, at)
    require_fresh_proof()
    key = _asked_claim()
    iban, again = form.iban("iban"), form.iban("again")
    if iban is not None and again is not None and iban != again:
        form.wrong("again", _TWICE)
    if form.sound and iban is not None:
        try:
            replace_account(at, key, iban, actor=actor(), context=context(), proof=proof())
        except InvalidValue:
            form.wrong("iban", _SAME)
        except NotAllowed as error:
            if error.what != "payment":
                raise
            form.wrong("iban", _STOPPED)
        else:
            flash(say(_MENDED))
            return redirect(f"/establishments/{at}/payments", HTTPStatus.SEE_OTHER)
    return _account_page(at, key, form), HTTPStatus.UNPROCESSABLE_ENTITY


ROUTES = (
    ("GET", addresses.PAYMENTS, show),
    ("GET", f"{addresses.PAYMENTS}/account", ask_for_account),
    ("POST", f"{addresses.PAYMENTS}/account", give_account),
)
"""Method, address, view."""


def _asked_claim() -> str:
    return addresses.id_of(request.args.get("claim", ""))


def _payments(at: Siret) -> list[_Shown]:
    """The last ordered first; of a claim, only the last payment can be mended."""
    units = context().units
    claims = {
        claim.id: claim for claim in claims_of(at, actor=actor(), context=Context(units=units))
    }
    last: dict[str, Payment] = {}
    found = payments_of(at, actor=actor(), context=Context(units=units))
    for payment in found:
        last[payment.line.claim_id] = payment
    return [
        _Shown(
            payment,
            claims.get(payment.line.claim_id),
            payment.standing in UNPAID
            and payment.another is None
            and last[payment.line.claim_id] is payment,
        )
        for payment in reversed(found)
    ]


def _account_page(at: Siret, key: str, form: Form) -> str:
    rejected = [one for one in _payments(at) if one.rejected and one.payment.line.claim_id == key]
    if not rejected:
        raise NotFound("payment", key)
    return render_template(
        "claims/account.html",
        shown=rejected[0],
        reasons=BANK_REASONS,
        form=form,
        place=seen(at),
        at=at,
        key=key,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )
