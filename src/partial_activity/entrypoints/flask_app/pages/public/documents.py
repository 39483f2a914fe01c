"""Documents to download, for who may see what they tell of; and their check, for everybody."""

import re
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from partial_activity.domain.errors import NotFound
from partial_activity.domain.free_text import without_nirs
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.documents import DocumentKind
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages import formatting
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.letters import documents
from partial_activity.usecases.letters.documents import Issued, Standing, Verified

KINDS = {
    DocumentKind.RECEIPT: Words("Récépissé de demande", "Receipt of a request"),
    DocumentKind.DECISION: Words("Décision", "Decision"),
    DocumentKind.CLAIM_RECEIPT: Words("Récépissé de demande d'indemnisation", "Receipt of a claim"),
    DocumentKind.CLAIM_STATEMENT: Words("État de demande d'indemnisation", "Claim statement"),
    DocumentKind.EMPLOYEE_STATEMENT: Words("Relevé de salarié", "Employee's statement"),
    DocumentKind.PROOF_LETTER: Words("Lettre de code d'activation", "Letter with a code"),
}
STANDINGS = {
    Standing.VALID: Words(
        "Rien ne l'a remplacé ni retiré depuis.", "Nothing has replaced or withdrawn it since."
    ),
    Standing.REPLACED: Words(
        "Une version plus récente l'a remplacé depuis : demandez-la à qui vous l'a remis.",
        "A newer version has replaced it since: ask whoever gave it to you for that one.",
    ),
    Standing.WITHDRAWN: Words(
        "Ce qu'il atteste a été retiré depuis.", "What it tells of has been withdrawn since."
    ),
    Standing.REJECTED: Words(
        "La demande qu'il résume a été refusée depuis.", "The claim it tells of was refused since."
    ),
}
_NAMES = {
    DocumentKind.RECEIPT: "recepisse",
    DocumentKind.DECISION: "decision",
    DocumentKind.CLAIM_RECEIPT: "recepisse",
    DocumentKind.CLAIM_STATEMENT: "etat",
    DocumentKind.EMPLOYEE_STATEMENT: "releve",
    DocumentKind.PROOF_LETTER: "lettre",
}
_CODE = re.compile("[0-9a-f]{64}")
_BEGINNING = re.compile("[0-9a-f]{16,64}")
_NOT_IN_A_CODE = re.compile("[^0-9a-f]")
_NUMBER = re.compile("[A-Z](-[0-9A-Z]{4}){3}")
_NO_CODE = Words(
    "Le code compte 64 chiffres et lettres de a à f. Avec le numéro du document, les 16 premiers "
    "suffisent.",
    "The code has 64 digits and letters from a to f. With the number of the document, the first "
    "16 are enough.",
)
_NO_NUMBER = Words(
    "Le numéro s'écrit comme R-7K3M-9Q2R-5TXD : il est en haut de chaque page du document.",
    "The number is written as R-7K3M-9Q2R-5TXD: it is at the top of each page of the document.",
)
_NO_FILE = Words("Choisissez le fichier PDF à vérifier.", "Choose the PDF file to be checked.")


def add_to(pages: Blueprint) -> None:
    """Put the pages at their addresses."""
    for method, rule, view in ROUTES:
        pages.add_url_rule(rule, view_func=view, methods=[method])


def receipt_pdf(siret: str, request_id: str) -> Response:
    """Récépissé of a request; of the last version filed unless one is named."""
    return _pdf(
        documents.issue_receipt(
            _siret(siret), request_id, _version(), actor=actor(), context=context()
        )
    )


def decision_pdf(siret: str, request_id: str) -> Response:
    """The decision on a request; on the last version decided unless one is named."""
    return _pdf(
        documents.issue_decision(
            _siret(siret), request_id, _version(), actor=actor(), context=context()
        )
    )


def claim_receipt_pdf(siret: str, claim_id: str) -> Response:
    """Récépissé of a claim; of the last version submitted unless one is named."""
    return _pdf(
        documents.issue_claim_receipt(
            _siret(siret), claim_id, _version(), actor=actor(), context=context()
        )
    )


def claim_pdf(siret: str, claim_id: str) -> Response:
    """État of a claim; of the last version submitted unless one is named."""
    return _pdf(
        documents.issue_claim_statement(
            _siret(siret), claim_id, _version(), actor=actor(), context=context()
        )
    )


def employee_pdf(siret: str, claim_id: str, line: int) -> Response:
    """Relevé of the employee of a line."""
    return _pdf(
        documents.issue_employee_statement(
            _siret(siret), claim_id, line, _version(), actor=actor(), context=context()
        )
    )


def verify_form() -> str:
    """Ask for a code, or a number and the beginning of its code; or for the file."""
    return render_template("documents/verify.html", form=Form())


def verify() -> AnyResponse | tuple[str, int]:
    """Check what was sent. It is sent as a form: what people type is in no address and no log."""
    return _typed(Form(request.form)) if "code" in request.form else _sent()


def _typed(form: Form) -> AnyResponse | tuple[str, int]:
    code = _NOT_IN_A_CODE.sub("", form.given["code"].lower())
    number = form.given.get("number", "").strip().upper()
    if not number and _CODE.fullmatch(code):
        return redirect(f"/verify/{code}", HTTPStatus.SEE_OTHER)
    if number and not _NUMBER.fullmatch(number):
        form.wrong("number", _NO_NUMBER)
    if not (_BEGINNING if number else _CODE).fullmatch(code):
        form.wrong("code", _NO_CODE)
    if not form.sound:
        for name in ("code", "number"):
            form.given[name] = without_nirs(form.given.get(name, ""))
        page = render_template("documents/verify.html", form=form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return _answer(documents.verify_number(number, code, context=context()))


def _sent() -> tuple[str, int]:
    """Check the file itself: nothing of it is kept."""
    file = request.files.get("file")
    if file is None or not file.filename:
        form = Form()
        form.wrong("file", _NO_FILE)
        page = render_template("documents/verify.html", form=form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    verified = documents.verify_file(file.stream.read(), context=context())
    return _answer(verified, by_file=True)


def verify_code(code: str) -> tuple[str, int]:
    """What a code stands for; the address is printed in each document."""
    verified = None
    if _CODE.fullmatch(code):
        verified = documents.verify_code(code, context=context())
    return _answer(verified)


def _answer(verified: Verified | None, *, by_file: bool = False) -> tuple[str, int]:
    page = render_template(
        "documents/verified.html",
        found=verified,
        by_file=by_file,
        kind=verified and KINDS[verified.document.kind],
        siret=verified and formatting.siret(verified.document.siret),
        standing=verified and STANDINGS[verified.standing],
        good=verified is not None and verified.standing is Standing.VALID,
    )
    return page, HTTPStatus.OK if verified else HTTPStatus.NOT_FOUND


def _siret(given: str) -> Siret:
    try:
        return Siret(given)
    except ValueError as error:
        raise NotFound("establishment", given) from error


def _version() -> int | None:
    return request.args.get("version", type=int)


def _pdf(issued: Issued) -> Response:
    """The file, under a name that tells nobody's."""
    document = issued.document
    name = f"{_NAMES[document.kind]}-{document.number}.pdf"
    answer = Response(issued.file, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


_REQUEST = "/establishments/<siret>/requests/<request_id>"
_CLAIM = "/establishments/<siret>/claims/<claim_id>"
ROUTES = (
    ("GET", f"{_REQUEST}/receipt.pdf", receipt_pdf),
    ("GET", f"{_REQUEST}/decision.pdf", decision_pdf),
    ("GET", f"{_CLAIM}/receipt.pdf", claim_receipt_pdf),
    ("GET", f"{_CLAIM}/statement.pdf", claim_pdf),
    ("GET", f"{_CLAIM}/employees/<int:line>/statement.pdf", employee_pdf),
    ("GET", "/verify", verify_form),
    ("POST", "/verify", verify),
    ("GET", "/verify/<code>", verify_code),
)
"""Method, address, view."""
