"""The paying agency: what is ready, ordering it, writing the files, what came back."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from partial_activity.domain.errors import Altered, Conflict, NotAllowed
from partial_activity.domain.people.people import Action
from partial_activity.domain.wording.bank_reasons import BANK_REASONS
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.requests import siret_of
from partial_activity.entrypoints.flask_app.pages.office.words import (
    HELD_BACK,
    UNMATCHED_REASONS,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.ports.bank import UnreadableAnswers
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.usecases.access import require
from partial_activity.usecases.payment.again import pay_again
from partial_activity.usecases.payment.desk import (
    Desk,
    payment_desk,
    payment_files,
    rejected_payments,
)
from partial_activity.usecases.payment.held import HeldBack
from partial_activity.usecases.payment.payments import Sent, order_payments, send_payments
from partial_activity.usecases.payment.statements import confirm_return, follow_document

ORDERED_AT_ONCE = 1_000
"""Claims in one go of the browser; what is left is ordered by the next one."""
_REJECTED = 50
_FILES = 5
"""The files on the first page."""
_BUSY = Words(
    "Une autre personne remettait les mêmes paiements : rien n'est perdu, ni payé deux fois. "
    "Regardez les fichiers.",
    "Somebody else was handing over the same payments: nothing is lost, nor paid twice. Look at "
    "the files.",
)
_NOT_WRITTEN = Words(
    "Les paiements sont ordonnés, et le fichier n'a pas pu être écrit. Rien n'est perdu : reprenez "
    "plus tard, le même fichier sera écrit.",
    "The payments are ordered, and the file could not be written. Nothing is lost: try again "
    "later, the same file will be written.",
)
_OTHER_TOTALS = Words(
    "Les totaux ont changé depuis que vous avez ouvert cette page : regardez-les avant de "
    "confirmer. Rien n'a été ordonné.",
    "The totals have changed since you opened this page: look at them before you confirm. Nothing "
    "was ordered.",
)
_NO_FILE = Words(
    "Choisissez le fichier que la banque a rendu.", "Choose the file that the bank gave back."
)
_AGAIN = Words(
    "Le visa d'une autre personne est demandé : le paiement est ordonné à nouveau quand elle le "
    "donne.",
    "The visa of somebody else is asked for: the payment is ordered again when they give it.",
)
_RETURNED = Words(
    "C'est noté : le virement est revenu. L'employeur est averti, et la somme lui reste due.",
    "Noted: the payment came back. The employer is told, and the sum is still due to them.",
)
_NOT_PAID = Words(
    "Ce virement n'est pas payé, ou son retour est déjà noté : rien n'a changé.",
    "This payment is not paid, or its return is noted already: nothing has changed.",
)
_ALTERED = Words(
    "Un paiement n'est plus tel qu'il a été ordonné : rien n'est parti depuis. Faites vérifier le "
    "journal avant toute autre chose.",
    "A payment is not what was ordered: nothing has left since. Have the journal verified before "
    "anything else.",
)


def show() -> str:
    """The page that says where payments stand."""
    person = actor()
    desk = payment_desk(actor=person, context=context())
    files = payment_files(actor=person, context=context(), limit=_FILES)
    return render_template(
        "office/payments.html", desk=desk, files=files, bank=context().has("bank")
    )


def run_form() -> str:
    """What a run would pay, before it does."""
    _prove()
    return _run_page()


def run() -> str | tuple[str, int]:
    """Order what is ready, and write the files; the totals are those that were looked at."""
    _prove()
    person = actor()
    if not context().has("bank"):
        return _run_page(), HTTPStatus.CONFLICT
    desk = payment_desk(actor=person, context=context())
    if request.form.get("totals") != totals_text(desk):
        return _run_page(_OTHER_TOTALS), HTTPStatus.CONFLICT
    ordered = order_payments(actor=person, context=context(), most=ORDERED_AT_ONCE, proof=proof())
    wrong, sent = None, Sent()
    try:
        sent = send_payments(actor=person, context=context(), proof=proof())
    except Conflict:
        wrong = _BUSY
    except Unavailable:
        wrong = _NOT_WRITTEN
    except Altered:
        wrong = _ALTERED
    after = payment_desk(actor=person, context=context())
    return render_template(
        "office/ran.html",
        ordered=ordered,
        sent=sent,
        wrong=wrong,
        left=after.validated.claims - len(ordered.held),
        held_back=HELD_BACK,
    )


def answers_form() -> str:
    """The page where a bank's answers are given."""
    _prove()
    return render_template(
        "office/answers.html", form=Form(), statements=context().has("read_statements")
    )


def take_answers() -> str | tuple[str, int]:
    """Follow a bank's answers; read twice, they change nothing the second time."""
    _prove()
    form = Form()
    file = request.files.get("answers")
    content = file.read() if file else b""
    if not content:
        form.wrong("answers", _NO_FILE)
        return _answers_page(form)
    try:
        followed = follow_document(content, actor=actor(), context=context())
    except UnreadableAnswers as error:
        form.wrong("answers", error.said)
        return _answers_page(form)
    return render_template(
        "office/answered.html",
        answered=followed.answered,
        followed=followed,
        unmatched_reasons=UNMATCHED_REASONS,
        reasons=BANK_REASONS,
    )


def came_back(end_to_end_id: str) -> Redirect:
    """Keep that a payment came back, as somebody recognised it on a statement."""
    _prove()
    try:
        done = confirm_return(end_to_end_id, actor=actor(), context=context(), proof=proof())
    except NotAllowed as error:
        if error.what == "person":
            raise
        flash(say(_NOT_PAID))
    else:
        flash(say(_RETURNED if done.returned else _BUSY))
    return redirect("/office/payments/rejected", HTTPStatus.SEE_OTHER)


def rejected() -> str:
    """What came back from the bank and was not mended."""
    back = rejected_payments(_REJECTED, actor=actor(), context=context())
    desk = payment_desk(actor=actor(), context=context())
    return render_template(
        "office/rejected.html", back=back, in_all=desk.rejected, reasons=BANK_REASONS
    )


def again_form(siret: str, claim_id: str) -> str | Redirect:
    """What ordering a payment again does, before it does."""
    _prove()
    establishment = siret_of(siret)
    back = rejected_payments(_REJECTED, actor=actor(), context=context())
    found = next(
        (one for one in back if (one.claim.siret, one.claim.id) == (establishment, claim_id)), None
    )
    if found is None:
        return redirect("/office/payments/rejected", HTTPStatus.SEE_OTHER)
    return render_template("office/pay_again.html", back=found, reasons=BANK_REASONS)


def again(siret: str, claim_id: str) -> Redirect:
    """Order a payment again on the same account."""
    _prove()
    try:
        pay_again(siret_of(siret), claim_id, actor=actor(), context=context(), proof=proof())
    except Altered:
        flash(say(_ALTERED))
    except Conflict:
        flash(say(_BUSY))
    except NotAllowed as error:
        if error.what == "person":
            raise
        flash(say(_not_again(error.now) if error.what == "payment" else _BUSY))
    else:
        flash(say(_AGAIN))
    return redirect("/office/payments/rejected", HTTPStatus.SEE_OTHER)


def _not_again(why: str) -> Words:
    words = HELD_BACK[HeldBack(why)]
    return Words(
        f"Le paiement n'est pas ordonné à nouveau : {words.french}.",
        f"The payment is not ordered again: {words.english}.",
    )


def totals_text(desk: Desk) -> str:
    """What a confirmation confirms."""
    ready, waiting = desk.validated, desk.to_send
    return f"{ready.claims} {ready.allowance.cents} {waiting.lines} {waiting.amount.cents}"


def _prove() -> None:
    """Tell whoever may not pay so before they are asked for a proof."""
    require(actor(), Action.RUN_PAYMENTS)
    require_fresh_proof()


def _run_page(wrong: Words | None = None) -> str:
    desk = payment_desk(actor=actor(), context=context())
    return render_template(
        "office/run.html",
        desk=desk,
        totals=totals_text(desk),
        bank=context().has("bank"),
        most=ORDERED_AT_ONCE,
        wrong=wrong,
    )


def _answers_page(form: Form) -> tuple[str, int]:
    page = render_template(
        "office/answers.html", form=form, statements=context().has("read_statements")
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


ROUTES = (
    ("GET", "/office/payments", show),
    ("GET", "/office/payments/run", run_form),
    ("POST", "/office/payments/run", run),
    ("GET", "/office/payments/answers", answers_form),
    ("POST", "/office/payments/answers", take_answers),
    ("POST", "/office/payments/returned/<end_to_end_id>", came_back),
    ("GET", "/office/payments/rejected", rejected),
    ("GET", "/office/payments/rejected/<siret>/<claim_id>", again_form),
    ("POST", "/office/payments/rejected/<siret>/<claim_id>", again),
)
"""Method, address, view."""
