"""Claims by file: sent, checked by a worker, then imported, each step when it is asked for."""

from http import HTTPStatus

from flask import Response, request

from partial_activity.domain.claim.uploads import Upload, UploadState
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import NOT_THEIRS, ONE, SIRET, an_id
from partial_activity.entrypoints.flask_app.api.bodies import read_file
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    reply,
    reply_made,
    reply_revised,
)
from partial_activity.entrypoints.flask_app.api.paging import (
    PAGING,
    page,
    page_arguments,
    sealed,
    unknown_cursor,
)
from partial_activity.entrypoints.flask_app.api.parameters import Parameter
from partial_activity.entrypoints.flask_app.problems import BODY, Problem, Refused
from partial_activity.entrypoints.flask_app.services import MEGABYTE, largest_claim_file
from partial_activity.entrypoints.flask_app.wire import uploads as wire
from partial_activity.entrypoints.flask_app.wire import values as wire_values
from partial_activity.ports.claim_files import FileTooLarge
from partial_activity.usecases.claim import uploads as sending
from partial_activity.usecases.revisions import Seen

_TYPES = ("text/csv",)
_LONGEST_NAME = 200
_SHOWN = 100
_DIGITS = 12


def uploads(call: Call) -> Response:
    """The last files the person sent."""
    uploads = sending.uploads_of(
        call.values["siret"], actor=call.actor, context=call.context, limit=_SHOWN
    )
    return reply(page([_upload(one) for one in uploads], call.values, lambda one: one.id))


def send(call: Call) -> Response:
    """Keep a file; it waits to be checked."""
    sent = read_file(_TYPES)
    try:
        upload = sending.receive_upload(
            call.values["siret"],
            sent.name,
            sent.parts(),
            most=largest_claim_file(),
            actor=call.actor,
            context=call.context,
        )
    except FileTooLarge as error:
        detail = f"a claim file has {error.most // MEGABYTE} MB at most: cut it in several"
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        raise Refused(Problem(status, "too_large", detail)) from error
    address = f"/establishments/{upload.siret}/uploads/{upload.id}"
    return reply_made(_upload(upload), Seen(1, upload.revision), address)


def upload(call: Call) -> Response:
    """How far a file is."""
    return _shown(_found(call))


def claims(call: Call) -> Response:
    """What was done, or would be, claim by claim."""
    after, limit = page_arguments(call.values)
    report = _report(call, claims_after=_place(after), limit=limit)
    items = [
        wire.UploadedClaim(
            siret=one.claim_siret.digits,
            decision_number=one.decision_number,
            month=f"{one.month:%Y-%m}",
            claim=one.claim_id,
            added=one.added,
            changed=one.changed,
            unchanged=one.unchanged,
            refused=one.refused,
        )
        for one in report.claims
    ]
    return reply(wire.UploadedClaimPage(items, _next(report.more_claims)))


def faults(call: Call) -> Response:
    """What is wrong with the refused lines."""
    after, limit = page_arguments(call.values)
    page_of_faults = _report(call, faults_after=_place(after), limit=limit).faults
    items = [
        wire.FileFault(one.line, one.column, one.code, one.said.french, one.said.english)
        for one in page_of_faults.faults
    ]
    return reply(wire.FileFaultPage(items, _next(page_of_faults.following)))


def refused(call: Call) -> Response:
    """The refused lines as a CSV, to be mended and sent again."""
    values = call.values
    parts = sending.refused_lines(
        values["siret"], values["upload"], actor=call.actor, context=call.context
    )
    response = Response(parts, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return response


def take(call: Call) -> Response:
    """Have the good lines imported."""
    given = read_body(wire.Import)
    asked = sending.import_upload(
        call.values["siret"],
        call.values["upload"],
        actor=call.actor,
        context=call.context,
        whole=given.whole,
        seen=call.seen,
    )
    response = _shown(asked)
    response.status_code = HTTPStatus.ACCEPTED
    return response


def discard(call: Call) -> Response:
    """Give a file up."""
    gone = sending.discard_upload(
        call.values["siret"],
        call.values["upload"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return _shown(gone)


def _found(call: Call) -> Upload:
    values = call.values
    return sending.see_upload(
        values["siret"], values["upload"], actor=call.actor, context=call.context
    )


def _report(
    call: Call, *, limit: int, claims_after: int = 0, faults_after: int = 0
) -> sending.UploadReport:
    return sending.upload_report(
        call.values["siret"],
        call.values["upload"],
        actor=call.actor,
        context=call.context,
        claims_after=claims_after,
        faults_after=faults_after,
        limit=limit,
    )


def _shown(upload: Upload) -> Response:
    return reply_revised(_upload(upload), Seen(1, upload.revision))


def _upload(upload: Upload) -> wire.Upload:
    failed = upload.state is UploadState.FAILED
    return wire.Upload(
        id=upload.id,
        file_name=upload.file_name,
        size=upload.size,
        sent_at=upload.sent_at,
        step=upload.step,
        state=upload.state,
        lines=upload.lines,
        refused=upload.refused,
        faults=upload.faults,
        importable=upload.importable,
        ended_at=upload.ended_at,
        fault=upload.fault if failed else None,
        fault_french=upload.fault_french if failed else None,
        fault_english=upload.fault_english if failed else None,
    )


def _next(place: int | None) -> str | None:
    return sealed(str(place)) if place is not None else None


def _place(cursor: str | None) -> int:
    """The place where the page before ended.

    Raises:
        InvalidValue: no page of ours ended there.
    """
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= _DIGITS):
        raise unknown_cursor()
    return int(cursor)


def _name(value: object, path: str) -> str:
    given = str(value)
    if len(given) > _LONGEST_NAME:
        raise InvalidValue(
            "out_of_range",
            path,
            f"at most {_LONGEST_NAME} characters",
            f"{_LONGEST_NAME} caractères au plus",
        )
    return given


def _largest() -> int:
    """The largest body: the file, and what a form wraps around it."""
    return largest_claim_file() + MEGABYTE if request.method == "POST" else MEGABYTE


_AT = f"{ONE}/uploads/{{upload}}"
_UPLOAD = an_id("upload", "file that was sent")
_HERE = {"siret": "$request.path.siret", "upload": "$response.body#/id"}
_NEXT = {
    **dict.fromkeys(("upload", "uploadFaults"), _HERE),
    **dict.fromkeys(("discardUpload",), _HERE | {"If-Match": "$response.header.ETag"}),
}
OPERATIONS = (
    Operation(
        name="uploads",
        method="GET",
        path=f"{ONE}/uploads",
        tag="uploads",
        summary="The last claim files that the person sent, the last first",
        view=uploads,
        parameters=(SIRET, *PAGING),
        answers=wire.UploadPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="sendClaimFile",
        method="POST",
        path=f"{ONE}/uploads",
        tag="uploads",
        summary="Send a claim file, to be checked",
        description=(
            "CSV: alone, as `text/csv` with `?name=`, or as the part `file` of a form. Its lines "
            "may be for every establishment the person claims for. Ask for it again until its "
            "state is `done`; nothing is imported before you say so."
        ),
        view=send,
        parameters=(
            SIRET,
            Parameter("name", "query", wire_values.ShortText, _name, "What the file is called."),
        ),
        files=_TYPES,
        largest=_largest,
        answers=wire.Upload,
        status=HTTPStatus.CREATED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        tagged=True,
        links=_NEXT,
    ),
    Operation(
        name="upload",
        method="GET",
        path=_AT,
        tag="uploads",
        summary="How far a file is",
        view=upload,
        parameters=(SIRET, _UPLOAD),
        answers=wire.Upload,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
        tagged=True,
    ),
    Operation(
        name="uploadedClaims",
        method="GET",
        path=f"{_AT}/claims",
        tag="uploads",
        summary="What was done with a file, or would be, claim by claim",
        view=claims,
        parameters=(SIRET, _UPLOAD, *PAGING),
        answers=wire.UploadedClaimPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="uploadFaults",
        method="GET",
        path=f"{_AT}/faults",
        tag="uploads",
        summary="What is wrong with the refused lines",
        view=faults,
        parameters=(SIRET, _UPLOAD, *PAGING),
        answers=wire.FileFaultPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="refusedLines",
        method="GET",
        path=f"{_AT}/refused",
        tag="uploads",
        summary="The refused lines as a CSV, to be mended and sent again",
        view=refused,
        parameters=(SIRET, _UPLOAD),
        answers=bytes,
        media="text/csv",
        refuses=NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="importUpload",
        method="POST",
        path=f"{_AT}/import",
        tag="uploads",
        summary="Have the good lines put into the drafts of their claims",
        view=take,
        parameters=(SIRET, _UPLOAD),
        body=wire.Import,
        answers=wire.Upload,
        status=HTTPStatus.ACCEPTED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_CLAIMS,
        keyed=True,
        revised=True,
        tagged=True,
        example={"whole": False},
    ),
    Operation(
        name="discardUpload",
        method="DELETE",
        path=_AT,
        tag="uploads",
        summary="Give a file up: nothing of it is imported",
        view=discard,
        parameters=(SIRET, _UPLOAD),
        answers=wire.Upload,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_CLAIMS,
        revised=True,
        tagged=True,
    ),
)
