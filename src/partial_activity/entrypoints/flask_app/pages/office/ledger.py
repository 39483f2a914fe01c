"""The ledger of what was paid: its balances on a day, and its entries to download."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Response, render_template, request

from partial_activity.domain.days import legal_day
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.payment.ledger import LedgerAccount
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, require_fresh_proof
from partial_activity.entrypoints.ledger_file import ledger_file
from partial_activity.usecases.access import require
from partial_activity.usecases.payment.ledger import ledger_balances, ledger_entries

ACCOUNTS: Mapping[LedgerAccount, Words] = {
    LedgerAccount.ALLOWANCES: Words("Allocations ordonnées", "Allowances ordered"),
    LedgerAccount.OWED: Words("Dû aux employeurs", "Owed to employers"),
    LedgerAccount.WITH_BANK: Words(
        "Dans des fichiers, sans réponse de la banque", "In files, unanswered by the bank"
    ),
    LedgerAccount.BANK: Words("Payé par le compte de l'agence", "Paid from the agency's account"),
}
_LONGEST = timedelta(days=366)


def show() -> str:
    """Balance the accounts at the end of a day."""
    today = legal_day(context().clock.now())
    form = Form(request.args)
    day = form.day("day") if request.args.get("day") else None
    accounts = ledger_balances(day or today, actor=actor(), context=context())
    total = sum((one.difference for one in accounts.values()), ZERO_EUROS)
    return render_template(
        "office/ledger.html",
        form=form,
        day=day or today,
        first_of_month=today.replace(day=1),
        today=today,
        accounts=accounts,
        words=ACCOUNTS,
        total=total,
    )


def download() -> Response:
    """Give the entries between two days: they name firms and amounts."""
    require(actor(), Action.SEE_PAYMENTS)
    require_fresh_proof()
    form = Form(request.args)
    first, last = form.day("from"), form.day("to")
    today = legal_day(context().clock.now())
    last = last or today
    first = max(first or last.replace(day=1), last - _LONGEST)
    pieces = ledger_file(ledger_entries(first, last, actor=actor(), context=context()))
    name = f"grand-livre-{first}-{last}.csv"
    return Response(
        pieces,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES = (
    ("GET", "/office/ledger", show),
    ("GET", "/office/ledger/entries", download),
)
"""Method, address, view."""
