"""The payment files: where each stands, its lines, and the file itself."""

import re
from io import BytesIO

from flask import Response, render_template, request, send_file

from partial_activity.domain.errors import NotFound
from partial_activity.domain.people.people import Action
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.words import BANK_REASONS, EVENTS
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor, require_fresh_proof
from partial_activity.usecases.access import require
from partial_activity.usecases.payment.desk import file_content, payment_file, payment_files

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
    return render_template(
        "office/payment_file.html",
        page=page,
        after=after,
        written=context().bank.payee_name,
        events=EVENTS,
        reasons=BANK_REASONS,
    )


def download(reference: str) -> Response:
    """The file, as it was handed over: names and accounts are in it."""
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
    ("GET", "/office/payments/files/<reference>/download", download),
)
"""Method, address, view."""
