"""The payment files: where each stands, its lines, and the file itself."""

import re
from http import HTTPStatus
from io import BytesIO

from flask import Response, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as Redirect

from partial_activity.domain.errors import Altered, Conflict, InvalidValue, NotFound
from partial_activity.domain.people.people import Action
from partial_activity.domain.wording.bank_reasons import BANK_REASONS
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.visa_words import STATES
from partial_activity.entrypoints.flask_app.pages.office.words import EVENTS
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, proof, require_fresh_proof
from partial_activity.usecases.access import require
from partial_activity.usecases.payment.desk import (
    file_content,
    payment_file,
    payment_files,
    written_sha256,
)
from partial_activity.usecases.payment.hand_over import hand_over, in_groups

_TRANSMITTED = Words(
    "C'est noté : le fichier est transmis à la banque. Ses réponses seront suivies.",
    "Noted: the file has gone to the bank. Its answers will be followed.",
)
_BEFORE = Words("C'était déjà noté : rien n'a changé.", "It was noted before: nothing has changed.")
_OTHER_FILE = Words(
    "Ce n'est pas le fichier qui a été écrit : rien n'est noté. Ne le transmettez pas, et faites "
    "vérifier le journal.",
    "This is not the file that was written: nothing is noted. Do not hand it over, and have the "
    "journal verified.",
)
_BUSY = Words(
    "Une autre personne travaillait sur ce fichier : regardez où il en est.",
    "Somebody else was at work on this file: look where it stands.",
)
_REFERENCE = re.compile(r"[A-Za-z0-9]{1,35}")


def show_all() -> str:
    """The files, the last first."""
    asked = request.args.get("before", "")
    before = asked if _REFERENCE.fullmatch(asked) else None
    files = payment_files(actor=actor(), context=context(), before=before)
    return render_template("office/payment_files.html", files=files, first=before is None)


def show(reference: str) -> str:
    """A file and some of its lines."""
    after = Form(request.args).whole("after", needed=False) or 0
    page = payment_file(reference, actor=actor(), context=context(), after=after)
    digits = written_sha256(page.standing, actor=actor(), context=context())
    return render_template(
        "office/payment_file.html",
        page=page,
        after=after,
        sha256=digits,
        groups=in_groups(digits),
        written=context().bank.payee_name,
        events=EVENTS,
        visa_states=STATES,
        reasons=BANK_REASONS,
    )


def transmit(reference: str) -> Redirect:
    """Keep that the file has gone to the bank, with the hash that was looked at."""
    require(actor(), Action.RUN_PAYMENTS)
    require_fresh_proof()
    sha256 = request.form.get("sha256", "")
    try:
        new = hand_over(reference, sha256, actor=actor(), context=context(), proof=proof())
    except (Altered, InvalidValue):
        flash(say(_OTHER_FILE))
    except Conflict:
        flash(say(_BUSY))
    else:
        flash(say(_TRANSMITTED if new else _BEFORE))
    return redirect(f"/office/payments/files/{reference}", HTTPStatus.SEE_OTHER)


def download(reference: str) -> Response:
    """The file, as it was written: names and accounts are in it."""
    require(actor(), Action.RUN_PAYMENTS)
    require_fresh_proof()
    if not context().has("bank"):
        raise NotFound("file", reference)
    content = file_content(reference, actor=actor(), context=context())
    answer = send_file(
        BytesIO(content),
        mimetype="application/xml",
        as_attachment=True,
        download_name=f"{reference}.xml",
    )
    # Read at once: flask-compress would leave a streamed one open.
    answer.direct_passthrough = False
    return answer


ROUTES = (
    ("GET", "/office/payments/files", show_all),
    ("GET", "/office/payments/files/<reference>", show),
    ("POST", "/office/payments/files/<reference>", transmit),
    ("GET", "/office/payments/files/<reference>/download", download),
)
"""Method, address, view."""
