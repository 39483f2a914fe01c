"""The files joined to a draft: what may be joined is said before, and each can be taken off."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.authorisation.attachments import LARGEST, MOST, named_as
from partial_activity.domain.authorisation.requests import (
    Attachment,
    AuthorisationRequest,
    RequestState,
)
from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import MEGABYTE, context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation.request_files import (
    attach,
    detach,
    read_attachment,
    standings_of,
)
from partial_activity.usecases.authorisation.requests import read_request

ROOM = 2 * LARGEST + MEGABYTE
"""Bytes that the form takes: a file somewhat too large is told so, instead of being cut off."""
_ACCEPTED = ".pdf,.png,.jpg,.jpeg"
_FAULTS: Mapping[str, Words] = {
    "file_empty": Words("« {name} » est vide.", "“{name}” is empty."),
    "file_too_large": Words(
        f"« {{name}} » dépasse {LARGEST // MEGABYTE} Mo : réduisez-le ou coupez-le en plusieurs.",
        f"“{{name}}” is over {LARGEST // MEGABYTE} MB: make it smaller, or cut it in parts.",
    ),
    "file_type_refused": Words(
        "« {name} » n'est ni un PDF, ni une image PNG ou JPEG : convertissez-le en PDF.",
        "“{name}” is neither a PDF nor a PNG or JPEG picture: convert it to PDF.",
    ),
    "file_infected": Words(
        "Un virus a été trouvé dans « {name} » : le fichier n'est pas gardé. Vérifiez votre poste, "
        "et joignez une copie saine.",
        "A virus was found in “{name}”: the file is not kept. Check your computer, and join a "
        "clean copy.",
    ),
    "too_many_files": Words(
        f"Une demande compte {MOST} pièces au plus : retirez-en une d'abord.",
        f"A request has {MOST} files at most: take one off first.",
    ),
}
_NONE = Words("Choisissez d'abord un fichier.", "Choose a file first.")
_JOINED = Words("« {name} » est joint à la demande.", "“{name}” is joined to the request.")
_TAKEN_OFF = Words("La pièce est retirée.", "The file was taken off.")


def show(siret: str, request_id: str) -> str:
    """The files of a request, and a way to join one more."""
    return _page(addresses.siret_of(siret), request_id, Form())


def join(siret: str, request_id: str) -> Response | tuple[str, int]:
    """Join what was chosen, one file or several; all faults are told, what is sound is kept."""
    at, form = addresses.siret_of(siret), Form()
    addresses.place_to(Action.FILE_REQUEST, at)
    chosen = [one for one in request.files.getlist("file") if one.filename]
    if not chosen:
        form.wrong("file", _NONE)
    kept, faults = [], []
    for one in chosen:
        name = one.filename or ""
        try:
            attach(
                at, request_id, name, one.stream.read(LARGEST + 1), actor=actor(), context=context()
            )
            kept.append(name)
        except InvalidValue as error:
            faults.append(_named(_FAULTS.get(error.code, Words(*[error.message] * 2)), name))
    if faults:
        said = Words(
            " ".join(one.french for one in faults), " ".join(one.english for one in faults)
        )
        form.wrong("file", said)
    for name in kept:
        flash(say(_named(_JOINED, name)))
    if not form.sound:
        return _page(at, request_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(addresses.of_request(at, request_id, "files"), HTTPStatus.SEE_OTHER)


def download(siret: str, request_id: str, sha256: str) -> FlaskResponse:
    """The bytes of a file, to be kept, never opened as a page of ours."""
    at = addresses.siret_of(siret)
    content = read_attachment(at, request_id, sha256, actor=actor(), context=context())
    listed = _listed(at, request_id, sha256)
    response = FlaskResponse(content, mimetype=listed.media_type)
    response.headers.set(
        "Content-Disposition", "attachment", filename=named_as(listed.name, listed.media_type)
    )
    return response


def take_off(siret: str, request_id: str, sha256: str) -> Response:
    """Take a file off the draft."""
    at = addresses.siret_of(siret)
    detach(at, request_id, sha256, actor=actor(), context=context())
    flash(say(_TAKEN_OFF))
    return redirect(addresses.of_request(at, request_id, "files"), HTTPStatus.SEE_OTHER)


_FILES = f"{addresses.REQUEST}/files"
ROUTES = (
    ("GET", _FILES, show),
    ("POST", _FILES, join),
    ("GET", f"{_FILES}/<sha256>", download),
    ("POST", f"{_FILES}/<sha256>/remove", take_off),
)
"""Method, address, view."""


def make_room() -> None:
    """Let the form that joins files be larger than other forms.

    Before anything reads it: the proof that it comes from a page of ours is inside.
    """
    ours = request.url_rule is not None and request.url_rule.rule == _FILES
    if ours and request.method == "POST":
        request.max_content_length = ROOM


def _page(at: Siret, request_id: str, form: Form) -> str:
    place = addresses.seen(at)
    latest = _latest(at, request_id)
    return render_template(
        "employer/files.html",
        place=place,
        form=form,
        found=latest,
        editable=latest.state is RequestState.DRAFT and Action.FILE_REQUEST in place.allowed,
        largest=LARGEST // MEGABYTE,
        most=MOST,
        accepted=_ACCEPTED,
        standings=standings_of(latest.attachments, context=context()),
        at=at,
        of=addresses.of,
        of_request=addresses.of_request,
    )


def _latest(at: Siret, request_id: str) -> AuthorisationRequest:
    return read_request(at, request_id, actor=actor(), context=context()).request


def _listed(at: Siret, request_id: str, sha256: str) -> Attachment:
    for version in read_request(at, request_id, actor=actor(), context=context()).versions:
        for file in version.attachments:
            if file.sha256 == sha256:
                return file
    raise NotFound("file", sha256)


def _named(said: Words, name: str) -> Words:
    return Words(said.french.replace("{name}", name), said.english.replace("{name}", name))
