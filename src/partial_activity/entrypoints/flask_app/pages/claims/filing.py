"""A draft checked before it is filed, filed with a declaration, and its receipt."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.errors import Conflict, InvalidValue
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.domain.screening.outcome import Finding, Outcome
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims import addresses
from partial_activity.entrypoints.flask_app.pages.claims.claim import has_page
from partial_activity.entrypoints.flask_app.pages.claims.grid_unread import count_unread
from partial_activity.entrypoints.flask_app.pages.claims.words import problem
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.claim.lines import typed_in
from partial_activity.usecases.claim.submit_claim import claim_receipt, preview_claim, submit_claim
from partial_activity.usecases.revisions import Seen

SHOWN = 100
"""Lines with a problem that a page lists."""
_DECLARE = Words(
    "Cochez la déclaration pour déposer la demande.", "Tick the declaration to file the claim."
)
_CHANGED = Words(
    "La demande a changé depuis que cette page a été affichée : relisez-la ci-dessous, puis "
    "déposez-la.",
    "The claim changed after this page was shown: read it again below, then file it.",
)
_NO_LINES = Words(
    "La demande n'a pas encore de ligne : ajoutez au moins un salarié.",
    "The claim has no line yet: add one employee at least.",
)
_UNREAD = Words(
    "Une saisie de la grille n'a pas pu être lue : corrigez-la, ou retirez-la, puis déposez.",
    "Something typed in the grid could not be read: correct it, or take it out, then file.",
)
_FILED = Words(
    "La demande est déposée. Le récépissé vous est aussi envoyé par courriel.",
    "The claim is filed. The receipt is sent to you by e-mail too.",
)


def check(siret: str, claim_id: str) -> str:
    """What filing the draft would give, and what stands against it."""
    return _page(addresses.here(siret), addresses.id_of(claim_id), Form())


def submit(siret: str, claim_id: str) -> Response | tuple[str, int]:
    """File it, with the declaration."""
    at, form = addresses.here(siret), Form(request.form)
    key = addresses.id_of(claim_id)
    if not form.has("declared"):
        form.wrong("declared", _DECLARE)
    revision = form.whole("revision")
    if form.sound and revision is not None:
        try:
            done = submit_claim(
                at, key, seen=Seen(None, revision), actor=actor(), context=context()
            )
        except Conflict:
            form.wrong("", _CHANGED)
        except InvalidValue as error:
            form.wrong("", _UNREAD if error.path == "typed" else _NO_LINES)
        else:
            if not done.problems:
                flash(say(_FILED))
                return redirect(addresses.of_claim(at, key, "receipt"), HTTPStatus.SEE_OTHER)
    return _page(at, key, form), HTTPStatus.UNPROCESSABLE_ENTITY


def receipt(siret: str, claim_id: str) -> str:
    """The proof that a version was filed."""
    at = addresses.here(siret)
    receipt = claim_receipt(
        at, addresses.id_of(claim_id), addresses.query_version(), actor=actor(), context=context()
    )
    return render_template(
        "claims/receipt.html",
        found=receipt,
        claim=receipt.claim,
        document=has_page("/receipt.pdf"),
        statement=has_page("/statement.pdf"),
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


ROUTES = (
    ("GET", f"{addresses.CLAIM}/check", check),
    ("POST", f"{addresses.CLAIM}/check", submit),
    ("GET", f"{addresses.CLAIM}/receipt", receipt),
)
"""Method, address, view."""


def _page(at: Siret, key: str, form: Form) -> str:
    preview = preview_claim(at, key, actor=actor(), context=context())
    claim, problems = preview.claim, preview.problems
    reasons = [(_said(one), one.article) for one in preview.findings if _refuses(one)]
    return render_template(
        "claims/check.html",
        claim=claim,
        lines=len(claim.lines),
        employees=len({line.nir for line in claim.lines}),
        problems=_with_lines(claim, problems[:SHOWN]),
        many=len(problems),
        refusals=reasons,
        held=[_said(one) for one in preview.findings if one.outcome is Outcome.HOLD],
        doubted=[_said(one) for one in preview.findings if one.outcome is Outcome.ACCEPT],
        form=form,
        unread=count_unread(typed_in(at, key, actor=actor(), context=context())),
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def _refuses(finding: Finding) -> bool:
    return finding.outcome is Outcome.REFUSE


def _said(finding: Finding) -> Statement | Refusal:
    if _refuses(finding):
        return Refusal(finding.code, finding.article, finding.figures)
    return finding.statement


def _with_lines(claim: Claim, problems: tuple[LineProblem, ...]) -> list[dict[str, object]]:
    """Each problem with the line it is about, and where the employee stands in the grid."""
    if not problems:
        return []
    by_number = {line.number: line for line in claim.lines}
    places: dict[Nir, int] = {}
    for line in claim.lines:
        places[line.nir] = min(line.number, places.get(line.nir, line.number))
    return [
        {
            "line": by_number[one.line],
            "said": problem(one),
            "place": places[by_number[one.line].nir],
        }
        for one in problems
    ]
