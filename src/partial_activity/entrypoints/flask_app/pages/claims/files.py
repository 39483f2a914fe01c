"""Claims by file: sent, checked, and only then imported; work that can be left and come back to."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from http import HTTPStatus

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.uploads import FileFault, Upload, UploadState, UploadStep
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims import (
    addresses,
    example_file,
    prefilled_file,
    words,
)
from partial_activity.entrypoints.flask_app.pages.employer.addresses import place_to
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import MEGABYTE, context, largest_claim_file
from partial_activity.entrypoints.flask_app.signed_in import actor, visitor
from partial_activity.ports.claim_files import MOST_IN_WORKBOOK, FileTooLarge
from partial_activity.usecases.claim.claims import claims_of
from partial_activity.usecases.claim.lines import lines_to_fill
from partial_activity.usecases.claim.months_to_claim import months_to_claim
from partial_activity.usecases.claim.uploads import (
    discard_upload,
    import_upload,
    receive_upload,
    refused_lines,
    refused_workbook,
    run_upload,
    see_upload,
    upload_report,
    uploads_of,
)

AT_ONCE = 50
SMALL = MEGABYTE
"""Bytes of a file that is read while its sender waits: some thousands of lines."""
_BLOCK = 64 * 1024
_SLACK = MEGABYTE
"""What a form has beside its file."""
_LONGEST_NUMBER = 40
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_FILE = Words("Choisissez un fichier CSV.", "Choose a CSV file.")
_IMPORTED = Words("Les lignes bonnes sont importées.", "The good lines are imported.")
_GIVEN_UP = Words(
    "Le fichier est refusé en entier : rien n'en est gardé.",
    "The file is given up: nothing of it is kept.",
)
_NOBODY_BEFORE = Words(
    "Il n'y a pas de demande du mois précédent d'où reprendre les salariés.",
    "There is no claim of the month before to take the employees from.",
)
_NOT_PREFILLED = Words(
    "Ce modèle n'est pas disponible en classeur : partez du modèle CSV.",
    "This template is not to be had as a workbook: begin with the CSV template.",
)
_MOST_PREFILLED = 20_000
"""Lines of a workbook that is made while somebody waits: some two seconds."""
_BEGUN = frozenset({UploadState.WAITING, UploadState.RUNNING})


def choose(siret: str, claim_id: str | None = None) -> str | tuple[str, int]:
    """Choose a file; what a file looks like, and how large it may be, is said before."""
    at = addresses.here(siret)
    place_to(Action.FILE_CLAIM, at)
    return _choice(at, claim_id, Form())


def send(siret: str, claim_id: str | None = None) -> Response | tuple[str, int]:
    """Keep the file as it arrives; a small one is checked at once."""
    at, form = addresses.here(siret), Form()
    place_to(Action.FILE_CLAIM, at)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.wrong("file", _NO_FILE)
        return _choice(at, claim_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with closing(sent.stream) as stream:
            upload = receive_upload(
                at,
                sent.filename,
                iter(lambda: stream.read(_BLOCK), b""),
                most=largest_claim_file(),
                actor=actor(),
                context=context(),
                claim_id=claim_id,
            )
    except FileTooLarge:
        form.wrong("file", _too_large())
        return _choice(at, claim_id, form), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    _run_small(upload)
    return redirect(addresses.of_upload(at, upload.id), HTTPStatus.SEE_OTHER)


def progress(siret: str, upload_id: str) -> str:
    """The progress of a file; then what is in it, with a choice to make."""
    at = addresses.here(siret)
    report = upload_report(
        at,
        addresses.id_of(upload_id, "upload"),
        actor=actor(),
        context=context(),
        claims_after=addresses.query_integer("claims"),
        faults_after=addresses.query_integer("faults"),
        limit=AT_ONCE,
    )
    upload = report.upload
    return render_template(
        "claims/upload.html",
        report=report,
        alike=_alike(report.faults.faults),
        upload=upload,
        badge=words.UPLOADS[upload.step, upload.state],
        working=upload.state in _BEGUN,
        importing=upload.step is UploadStep.IMPORT,
        done=upload.state is UploadState.DONE,
        failed=upload.state is UploadState.FAILED,
        in_workbook=example_file.WORKBOOKS and upload.refused <= MOST_IN_WORKBOOK,
        discarded=upload.state is UploadState.DISCARDED,
        fault=Words(upload.fault_french, upload.fault_english),
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
        of_upload=addresses.of_upload,
    )


def _alike(faults: Iterable[FileFault]) -> list[tuple[FileFault, list[int]]]:
    """Each fault that is told, with the other lines that have it: one sentence for all of them."""
    found: dict[tuple[str, str, str], tuple[FileFault, list[int]]] = {}
    for fault in faults:
        same = fault.column, fault.code, fault.said.french
        if same in found:
            found[same][1].append(fault.line)
        else:
            found[same] = fault, []
    return list(found.values())


def take(siret: str, upload_id: str) -> Response:
    """Import the good lines."""
    at = addresses.here(siret)
    key = addresses.id_of(upload_id, "upload")
    upload = see_upload(at, key, actor=actor(), context=context())
    if upload.importable:
        asked = import_upload(at, key, actor=actor(), context=context())
        if _run_small(asked):
            flash(say(_IMPORTED))
    return redirect(addresses.of_upload(at, key), HTTPStatus.SEE_OTHER)


def give_up(siret: str, upload_id: str) -> Response:
    """Refuse the whole file."""
    at = addresses.here(siret)
    key = addresses.id_of(upload_id, "upload")
    discard_upload(at, key, actor=actor(), context=context())
    flash(say(_GIVEN_UP))
    return redirect(addresses.of_claims(at, "file"), HTTPStatus.SEE_OTHER)


def refused(siret: str, upload_id: str) -> FlaskResponse:
    """The refused lines, to be mended and sent again."""
    at = addresses.here(siret)
    lines = refused_lines(
        at, addresses.id_of(upload_id, "upload"), actor=actor(), context=context()
    )
    return _csv(lines, "lignes-refusees.csv")


def refused_xlsx(siret: str, upload_id: str) -> FlaskResponse:
    """The same, as a workbook."""
    at = addresses.here(siret)
    book = refused_workbook(
        at, addresses.id_of(upload_id, "upload"), actor=actor(), context=context()
    )
    return _xlsx(book, "lignes-refusees.xlsx")


def template(siret: str) -> FlaskResponse:
    """An example of a file for this establishment and, if asked, for a decision and a month."""
    at = addresses.here(siret)
    place_to(Action.FILE_CLAIM, at)
    number = request.args.get("decision", "")[:_LONGEST_NUMBER]
    month = addresses.query_month() or legal_day(context().clock.now()).replace(day=1)
    text = example_file.write(at, number, month)
    return _csv(iter([text.encode()]), f"modele-{month:%Y-%m}.csv")


def prefilled(siret: str, claim_id: str) -> Response:
    """Last month's employees, as a workbook whose hours are to be filled in."""
    at, key = addresses.here(siret), addresses.id_of(claim_id)
    try:
        claim, lines = lines_to_fill(at, key, actor=actor(), context=context())
    except NotFound as error:
        if not error.key.startswith("of "):
            raise
        return _back(at, key, _NOBODY_BEFORE)
    if not example_file.WORKBOOKS or len(lines) > _MOST_PREFILLED:
        return _back(at, key, _NOT_PREFILLED)
    return _xlsx(prefilled_file.write(claim, lines), f"modele-{claim.month:%Y-%m}.xlsx")


_SEND = (addresses.FILE, f"{addresses.CLAIM}/file")
ROUTES = (
    ("GET", addresses.FILE, choose),
    ("POST", addresses.FILE, send),
    ("GET", f"{addresses.CLAIM}/file", choose),
    ("POST", f"{addresses.CLAIM}/file", send),
    ("GET", f"{addresses.CLAIMS}/template.csv", template),
    ("GET", f"{addresses.CLAIM}/template.xlsx", prefilled),
    ("GET", addresses.UPLOAD, progress),
    ("POST", f"{addresses.UPLOAD}/import", take),
    ("POST", f"{addresses.UPLOAD}/discard", give_up),
    ("GET", f"{addresses.UPLOAD}/refused.csv", refused),
    ("GET", f"{addresses.UPLOAD}/refused.xlsx", refused_xlsx),
)
"""Method, address, view."""


def make_room() -> None:
    """Let a claim file be larger than a form, for who is signed in.

    Before anything reads it: the proof that it comes from a page of ours is inside.
    """
    ours = request.url_rule is not None and request.url_rule.rule in _SEND
    if ours and request.method == "POST" and visitor() is not None:
        request.max_content_length = largest_claim_file() + _SLACK


def _run_small(upload: Upload) -> bool:
    """Do at once what takes no time; whether it was done."""
    if upload.size > SMALL:
        return False
    done = run_upload(upload, context=context())
    return done is not None and done.state is UploadState.DONE


def _too_large() -> Words:
    most = largest_claim_file() // MEGABYTE
    return Words(
        f"Ce fichier dépasse {most} Mo : coupez-le en plusieurs, par mois ou par établissement.",
        f"This file is over {most} MB: cut it in several, by month or by establishment.",
    )


def _choice(at: Siret, claim_id: str | None, form: Form) -> str:
    claim = None
    claims = claims_of(at, actor=actor(), context=context())
    if claim_id is not None:
        key = addresses.id_of(claim_id)
        claim = next((one for one in claims if one.id == key), None)
        if claim is None:
            raise NotFound("claim", key)
    return render_template(
        "claims/file.html",
        claim=claim,
        form=form,
        uploads=uploads_of(at, actor=actor(), context=context()),
        badges=words.UPLOADS,
        most=largest_claim_file() // MEGABYTE,
        prefilled=_drafts_to_fill(at, claims, claim) if example_file.WORKBOOKS else [],
        columns=example_file.COLUMNS,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
        of_upload=addresses.of_upload,
    )


def _back(at: Siret, claim_id: str, why: Words) -> Response:
    flash(say(why))
    return redirect(addresses.of_claim(at, claim_id, "file"), HTTPStatus.SEE_OTHER)


def _drafts_to_fill(at: Siret, claims: Iterable[Claim], only: Claim | None) -> list[Claim]:
    """Drafts whose month before was claimed: its employees can be put into a file.

    Not under a decision that was withdrawn since: nothing can be claimed under it any more.
    """
    months = months_to_claim(at, actor=actor(), context=context())
    decided = {one.decision_number for one in months}
    standing = [one for one in claims if one.state is not ClaimState.WITHDRAWN]
    claimed = {CivilMonth.of(one.month) for one in standing}
    return [
        one
        for one in standing
        if one.state is ClaimState.DRAFT
        and one.decision_number in decided
        and CivilMonth.of(one.month).plus(-1) in claimed
        and only in (None, one)
    ]


def _csv(parts: Iterator[bytes], name: str) -> FlaskResponse:
    return _attached(FlaskResponse(parts, mimetype="text/csv"), name)


def _xlsx(book: bytes, name: str) -> FlaskResponse:
    return _attached(FlaskResponse(book, mimetype=_WORKBOOK), name)


def _attached(response: FlaskResponse, name: str) -> FlaskResponse:
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
