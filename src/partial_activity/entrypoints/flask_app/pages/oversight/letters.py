"""``/office/letters``: letters that were given up, to send again once the cause is mended."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from partial_activity.domain.errors import NotFound
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.oversight.query_arguments import (
    address_with,
    page_number,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.letters import send_mail

KINDS: Mapping[NoticeKind, Words] = {
    NoticeKind.CONFIRMATION: Words("Confirmation d'adresse", "Confirmation of an address"),
    NoticeKind.SIGN_IN: Words("Lien de connexion", "Link to sign in"),
    NoticeKind.SERVICE_WELCOME: Words("Accès au service", "Access to the service"),
    NoticeKind.JOIN_REQUEST: Words("Demande d'accès", "Request to join"),
    NoticeKind.JOIN_ACCEPTED: Words("Accès ouvert", "Access opened"),
    NoticeKind.JOIN_DECLINED: Words("Accès refusé", "Access declined"),
    NoticeKind.REQUEST_RECEIPT: Words("Récépissé de demande", "Receipt of a request"),
    NoticeKind.DECISION: Words("Décision", "Decision"),
    NoticeKind.TACIT_APPROVAL: Words("Accord tacite", "Approval by silence"),
    NoticeKind.OPINION_DUE: Words("Avis du CSE attendu", "Opinion of the council due"),
    NoticeKind.CLAIM_RECEIPT: Words("Récépissé d'indemnisation", "Receipt of a claim"),
    NoticeKind.CLAIM_REFUSED: Words("Indemnisation refusée", "Claim refused"),
    NoticeKind.PAYMENT_SENT: Words("Paiement effectué", "Payment made"),
    NoticeKind.BANK_REJECTION: Words("Rejet de la banque", "Rejection by the bank"),
    NoticeKind.IBAN_CHANGED: Words("Compte bancaire changé", "Bank account changed"),
    NoticeKind.CLAIM_WINDOW_CLOSING: Words("Délai qui s'achève", "Time to claim ends"),
}
_AGAIN = Words(
    "Le courriel repart : il sera remis au prochain envoi.",
    "The letter goes again, with the next ones that are sent.",
)
_GONE = Words(
    "Ce courriel n'attend plus : il est déjà reparti.", "That letter has gone again already."
)


def given_up() -> str:
    """Those that never arrived, the oldest first."""
    page = send_mail.letters_given_up(actor=actor(), context=context(), page=page_number())
    return render_template(
        "oversight/letters.html", page=page, kinds=KINDS, address_with=address_with
    )


def again(message_id: str) -> Response:
    """Let one go once more."""
    try:
        send_mail.send_again(message_id, actor=actor(), context=context())
    except NotFound:
        flash(say(_GONE))
    else:
        flash(say(_AGAIN))
    return redirect("/office/letters", HTTPStatus.SEE_OTHER)


def all_again() -> Response:
    """Let all of them go once more."""
    count = send_mail.send_all_again(actor=actor(), context=context())
    flash(say(_all_go(count)) if count else say(_GONE))
    return redirect("/office/letters", HTTPStatus.SEE_OTHER)


def _all_go(count: int) -> Words:
    if count == 1:
        return _AGAIN
    return Words(
        f"{count} courriels repartent : ils seront remis aux prochains envois.",
        f"{count} letters go again, with the next ones that are sent.",
    )


ROUTES = (
    ("GET", "/office/letters", given_up),
    ("POST", "/office/letters/again", all_again),
    ("POST", "/office/letters/<message_id>/again", again),
)
"""Method, address, view."""
