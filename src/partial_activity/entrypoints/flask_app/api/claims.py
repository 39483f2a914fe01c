"""Monthly claims: opened, looked at, submitted, corrected, withdrawn."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.people.tokens import Scope
from partial_activity.domain.screening.outcome import Finding
from partial_activity.entrypoints.flask_app.api.addresses import (
    CLAIM,
    NOT_THEIRS,
    ONE,
    SIRET,
    VERSION,
    WHOLE,
)
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    refuse_fields,
    reply,
    reply_made,
    reply_revised,
)
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.problems import BODY, FieldError
from partial_activity.entrypoints.flask_app.wire import claims as wire
from partial_activity.entrypoints.flask_app.wire.claim_shapes import changed_line, claim_shape
from partial_activity.entrypoints.flask_app.wire.requests import Version
from partial_activity.usecases.claim import claims as claiming
from partial_activity.usecases.claim import submit_claim
from partial_activity.usecases.claim.claims import (
    ClaimStanding,
    claim_standing,
    claim_versions,
    claims_of,
    compare_versions,
    standing_of,
)
from partial_activity.usecases.revisions import Seen


def claims(call: Call) -> Response:
    """The claims of an establishment."""
    claims = claims_of(call.values["siret"], actor=call.actor, context=call.context)
    return reply(page([claim_shape(one) for one in claims], call.values, lambda one: one.id))


def claim(call: Call) -> Response:
    """One version of a claim."""
    standing = claim_standing(
        call.values["siret"],
        call.values["claim"],
        actor=call.actor,
        context=call.context,
        version=call.values.get("version"),
    )
    return reply_revised(_with_totals(standing), Seen.of(standing.claim))


def open_claim(call: Call) -> Response:
    """The claim of a month under a decision; a draft where there was none."""
    given = read_body(wire.OpenClaim)
    before = {
        (one.id, one.version)
        for one in claims_of(call.values["siret"], actor=call.actor, context=call.context)
    }
    year, month = map(int, given.month.split("-"))
    opened = claiming.open_claim(
        call.values["siret"],
        given.decision_number,
        CivilMonth(year, month).first,
        actor=call.actor,
        context=call.context,
    )
    response = _made(call, opened)
    if (opened.id, opened.version) in before:
        response.status_code = HTTPStatus.OK
    return response


def preview(call: Call) -> Response:
    """What submitting the draft today would give."""
    preview = submit_claim.preview_claim(
        call.values["siret"], call.values["claim"], actor=call.actor, context=call.context
    )
    counted = preview.claim
    return reply(
        wire.Preview(
            claim=claim_shape(counted),
            lines=len(counted.lines),
            hours=str(counted.hours),
            indemnity=str(counted.indemnity),
            allowance=str(counted.allowance),
            submittable=bool(counted.lines) and not preview.problems,
            problems=[_problem(one) for one in preview.problems],
            findings=[_finding(one) for one in preview.findings],
        )
    )


def submit(call: Call) -> Response:
    """Submit a draft; lines with a problem keep it a draft, and each is told."""
    done = submit_claim.submit_claim(
        call.values["siret"],
        call.values["claim"],
        seen=call.seen,
        actor=call.actor,
        context=call.context,
    )
    if done.problems:
        refuse_fields([_field_error(one) for one in done.problems], "cannot_be_filed")
    kept = done.claim
    shape = wire.Submitted(
        claim=claim_shape(kept),
        lines=len(kept.lines),
        hours=str(kept.hours),
        indemnity=str(kept.indemnity),
        allowance=str(kept.allowance),
        sha256=done.sha256,
    )
    return reply_revised(shape, Seen.of(kept))


def correct(call: Call) -> Response:
    """Begin a new version of a paid or refused claim."""
    made = claiming.correct_claim(
        call.values["siret"],
        call.values["claim"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return _made(call, made)


def withdraw(call: Call) -> Response:
    """Withdraw a draft, or a claim that nobody has begun to decide."""
    withdrawn = claiming.withdraw_claim(
        call.values["siret"],
        call.values["claim"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return changed(call, withdrawn)


def versions(call: Call) -> Response:
    """Every version of a claim."""
    versions = claim_versions(
        call.values["siret"], call.values["claim"], actor=call.actor, context=call.context
    )
    shapes = [claim_shape(one) for one in versions]
    return reply(page(shapes, call.values, lambda one: str(one.version)))


def differences(call: Call) -> Response:
    """What changed between two versions of a claim."""
    values = call.values
    older, newer = values["older"], values["newer"]
    compared = compare_versions(
        values["siret"], values["claim"], older, newer, actor=call.actor, context=call.context
    )
    return reply(
        wire.VersionDifferences(
            older,
            newer,
            [changed_line(one) for one in compared.added],
            [changed_line(one) for one in compared.changed],
            [changed_line(one) for one in compared.removed],
            str(compared.hours),
            str(compared.indemnity),
            str(compared.allowance),
        )
    )


def changed(call: Call, after: Claim) -> Response:
    """A claim that was just changed, with what it adds up to."""
    standing = standing_of(after, context=call.context)
    return reply_revised(_with_totals(standing), Seen.of(after))


def _with_totals(standing: ClaimStanding) -> wire.ClaimWithTotals:
    totals = standing.totals
    return wire.ClaimWithTotals(
        claim_shape(standing.claim),
        totals.lines,
        str(totals.hours),
        str(totals.indemnity),
        str(totals.allowance),
    )


def _made(call: Call, after: Claim) -> Response:
    shape = _with_totals(standing_of(after, context=call.context))
    address = f"/establishments/{call.values['siret']}/claims/{after.id}"
    return reply_made(shape, Seen.of(after), address)


def _problem(problem: LineProblem) -> wire.LineProblem:
    return wire.LineProblem(
        problem.line, problem.path, problem.code, problem.french, problem.english
    )


def _field_error(problem: LineProblem) -> FieldError:
    path = f"lines[{problem.line}]" + (f".{problem.path}" if problem.path else "")
    return FieldError(path, problem.code, problem.english, problem.french)


def _finding(finding: Finding) -> wire.Finding:
    said = finding.statement
    return wire.Finding(
        finding.outcome.name.lower(), finding.code, finding.article, said.french, said.english
    )


_AT = f"{ONE}/claims/{{claim}}"
_HERE = {"siret": "$request.path.siret", "claim": "$response.body#/claim/id"}
_NEXT = {
    **dict.fromkeys(("claim", "claimLines", "previewClaim"), _HERE),
    **dict.fromkeys(
        ("submitClaim", "withdrawClaim", "copyLastMonth"),
        _HERE | {"If-Match": "$response.header.ETag"},
    ),
}
OPERATIONS = (
    Operation(
        name="claims",
        method="GET",
        path=f"{ONE}/claims",
        tag="claims",
        summary="The claims of an establishment, in their latest version",
        view=claims,
        parameters=(SIRET, *PAGING),
        answers=wire.ClaimPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="openClaim",
        method="POST",
        path=f"{ONE}/claims",
        tag="claims",
        summary="Open the claim of a month under a decision, as a draft",
        description=(
            "All but the lines comes from the decision. There is one claim for a month and "
            "decision: asked again, it answers 200 with the one there is."
        ),
        view=open_claim,
        parameters=(SIRET,),
        body=wire.OpenClaim,
        answers=wire.ClaimWithTotals,
        status=HTTPStatus.CREATED,
        or_status=HTTPStatus.OK,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        tagged=True,
        links=_NEXT,
        example={"decision_number": "7K2M9QX4R1B", "month": "2026-12"},
    ),
    Operation(
        name="claim",
        method="GET",
        path=_AT,
        tag="claims",
        summary="A version of a claim, and its totals",
        view=claim,
        parameters=(SIRET, CLAIM, VERSION),
        answers=wire.ClaimWithTotals,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
        tagged=True,
    ),
    Operation(
        name="previewClaim",
        method="GET",
        path=f"{_AT}/preview",
        tag="claims",
        summary="What submitting the draft today would give",
        view=preview,
        parameters=(SIRET, CLAIM),
        answers=wire.Preview,
        refuses=(*NOT_THEIRS, HTTPStatus.UNPROCESSABLE_ENTITY),
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="submitClaim",
        method="POST",
        path=f"{_AT}/submit",
        tag="claims",
        summary="Submit a draft: assessed under the law as known today",
        description=(
            "Lines that cannot be assessed keep it a draft: each problem is an error of its line, "
            "`lines[7].unworked_hours` of the line with number 7."
        ),
        view=submit,
        parameters=(SIRET, CLAIM),
        answers=wire.Submitted,
        refuses=(*NOT_THEIRS, HTTPStatus.UNPROCESSABLE_ENTITY),
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
    Operation(
        name="correctClaim",
        method="POST",
        path=f"{_AT}/correct",
        tag="claims",
        summary="Begin a new version of a paid or refused claim, with its lines, as a draft",
        view=correct,
        parameters=(SIRET, CLAIM),
        answers=wire.ClaimWithTotals,
        status=HTTPStatus.CREATED,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
    Operation(
        name="withdrawClaim",
        method="POST",
        path=f"{_AT}/withdraw",
        tag="claims",
        summary="Withdraw a draft, or a claim that nobody has begun to decide",
        view=withdraw,
        parameters=(SIRET, CLAIM),
        answers=wire.ClaimWithTotals,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
    Operation(
        name="claimVersions",
        method="GET",
        path=f"{_AT}/versions",
        tag="claims",
        summary="Every version of a claim",
        view=versions,
        parameters=(SIRET, CLAIM, *PAGING),
        answers=wire.VersionPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="claimDifferences",
        method="GET",
        path=f"{_AT}/differences",
        tag="claims",
        summary="What changed between two versions of a claim, line by line",
        view=differences,
        parameters=(
            SIRET,
            CLAIM,
            Parameter("older", "query", Version, WHOLE, "A version.", needed=True),
            Parameter("newer", "query", Version, WHOLE, "Another one.", needed=True),
        ),
        answers=wire.VersionDifferences,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
)
