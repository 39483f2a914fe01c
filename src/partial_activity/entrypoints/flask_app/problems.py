"""One table from what goes wrong to what is answered: RFC 9457 under the API, a page elsewhere.

``type`` is a place in the browsable documentation; ``code`` is stable; ``errors`` names every field
at fault. What we did not foresee is a 500 that says nothing of the inside.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NoReturn

from attrs import frozen
from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from partial_activity.adapters.as_json.document import UnreadableDocument
from partial_activity.adapters.as_json.draft_decree import Fault, UnreadableDraft
from partial_activity.domain.errors import (
    Altered,
    CannotAnswer,
    Conflict,
    NotAllowed,
    NotFound,
    UnsoundRegime,
)
from partial_activity.domain.people.idempotency import KeyReused
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.json_bytes import encoded
from partial_activity.entrypoints.flask_app.language import FRENCH as FRENCH_SPOKEN
from partial_activity.entrypoints.flask_app.language import language, said, tell_language
from partial_activity.entrypoints.flask_app.request_id import request_id
from partial_activity.ports.documents import DocumentsMissing
from partial_activity.ports.unit_of_work import Unavailable

MEDIA_TYPE = "application/problem+json"
_MACHINES = ("/api/", "/healthz", "/readyz", "/metrics")
"""Paths whose problems are JSON; the others are for people."""
_RETRY_AFTER = "5"
"""Seconds: a store that is gone or busy is worth another try."""
_AT_ONCE = "1"
"""Seconds: who was first is done."""
_log = logging.getLogger(__name__)


@frozen
class FieldError:
    """One field at fault."""

    path: str
    """The path, as ``employee.hourly_pay``; empty for the whole."""
    code: str
    message: str
    french: str

    @property
    def words(self) -> Words:
        """The message in both languages."""
        return Words(self.french, self.message)


def field_error(error: CannotAnswer) -> FieldError:
    """What a reader or the domain says of a field."""
    return FieldError(error.path, error.code, error.message, error.french)


def draft_fault(fault: Fault) -> FieldError:
    """What is wrong at a place of a draft decree."""
    said = fault.placed
    return FieldError(fault.path, "unreadable_draft", said.english, said.french)


@frozen
class Problem:
    """What is answered in place of what was asked for."""

    status: int
    code: str
    detail: str | None = None
    """This time; the title says what it is in general."""
    errors: tuple[FieldError, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    told: Words | None = None
    """The same as the detail, for people."""

    @property
    def title(self) -> Words:
        """What kind of problem it is, in both languages."""
        return TITLES[self.code]


class Refused(Exception):
    """Raised by a view, or by what reads for it, when the request itself cannot be taken."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


TITLES: Mapping[str, Words] = {
    "bad_request": Words("La requête ne peut pas être lue", "The request cannot be read"),
    "form_expired": Words(
        "Ce formulaire n'est plus valable : rechargez la page et renvoyez-le",
        "This form is no longer good: load the page again and send it once more",
    ),
    "unreadable_document": Words(
        "Le document envoyé ne peut pas être lu", "The document sent cannot be read"
    ),
    "unreadable_draft": Words(
        "Le projet de décret ne peut pas être lu", "The draft decree cannot be read"
    ),
    "invalid_values": Words(
        "Des valeurs manquent ou sont refusées", "Some values are missing or refused"
    ),
    "not_signed_in": Words("Il faut s'identifier", "Sign in, or send a token"),
    "not_allowed": Words("Cette action n'est pas permise", "This is not allowed"),
    "not_found": Words("Rien à cette adresse", "There is nothing here"),
    "method_not_allowed": Words(
        "Cette adresse n'accepte pas cette méthode", "This address does not take that method"
    ),
    "not_acceptable": Words(
        "Aucune forme demandée n'est disponible", "No form asked for can be given"
    ),
    "key_reused": Words(
        "Cette clé d'idempotence a déjà servi pour une autre requête",
        "This idempotency key stands for another request",
    ),
    "cannot_be_filed": Words(
        "Cela ne peut pas être déposé tel quel", "It cannot be filed as it is"
    ),
    "altered": Words(
        "Ce qui est conservé n'est pas ce qui a été écrit : le journal doit être vérifié",
        "What is kept is not what was written: the journal has to be verified",
    ),
    "conflict": Words(
        "Quelqu'un d'autre vient de le modifier", "Somebody else has just changed it"
    ),
    "changed_since": Words(
        "La version envoyée n'est plus la dernière", "The revision sent is no longer the last"
    ),
    "revision_required": Words(
        "L'en-tête If-Match est nécessaire", "The If-Match header is needed"
    ),
    "too_large": Words("L'envoi est trop volumineux", "What was sent is too large"),
    "unsupported_media_type": Words(
        "Ce type de contenu n'est pas accepté", "This type of content is not taken"
    ),
    "too_many_requests": Words("Trop de requêtes en peu de temps", "Too many requests"),
    "internal": Words("Une erreur s'est produite chez nous", "Something went wrong on our side"),
    "unavailable": Words(
        "Le service est momentanément indisponible", "The service is not available for now"
    ),
    "documents_missing": Words(
        "Ce service ne produit pas de documents PDF", "This service makes no PDF documents"
    ),
    "other": Words("La requête ne peut pas aboutir", "The request cannot be answered"),
}
"""Every code of a problem, with its title."""

_CODES: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: "not_signed_in",
    HTTPStatus.FORBIDDEN: "not_allowed",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.NOT_ACCEPTABLE: "not_acceptable",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.PRECONDITION_FAILED: "changed_since",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.PRECONDITION_REQUIRED: "revision_required",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many_requests",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
    HTTPStatus.SERVICE_UNAVAILABLE: "unavailable",
}


_NO_DOCUMENTS = Words(
    "Ce qui les met en page n'y est pas installé. Tout ce qu'un document dirait se lit aussi sur "
    "la page de la demande, que vous pouvez imprimer.",
    "What sets them is not installed here. All that a document would say can be read on the page "
    "of the request or the claim, which you may print.",
)


def _cannot_answer(error: CannotAnswer) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_values", errors=(field_error(error),))


def _unsound(error: UnsoundRegime) -> Problem:
    # For whoever runs the service: its sentences name the regime and nobody.
    _log.error("%s, request %s", error, request_id())
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", str(error))


def _unreadable_draft(error: UnreadableDraft) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "unreadable_draft",
        errors=tuple(map(draft_fault, error.faults)),
    )


def _of_http(error: HTTPException) -> Problem:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    kept = ("Allow", "Retry-After", "WWW-Authenticate")
    headers = tuple((k, str(v)) for k, v in error.get_headers(request.environ) if k in kept)
    return Problem(status, _CODES.get(status, "other"), headers=headers)


TABLE: Mapping[type[Exception], Callable[[Any], Problem]] = {
    Refused: lambda error: error.problem,
    CannotAnswer: _cannot_answer,
    UnsoundRegime: _unsound,
    KeyReused: lambda _: Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key_reused"),
    NotAllowed: lambda error: Problem(
        HTTPStatus.FORBIDDEN, "not_allowed", str(error), told=words_of(error)
    ),
    NotFound: lambda error: Problem(
        HTTPStatus.NOT_FOUND, "not_found", str(error), told=words_of(error)
    ),
    Altered: lambda _: Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "altered"),
    Conflict: lambda error: Problem(
        HTTPStatus.CONFLICT,
        "conflict",
        str(error),
        headers=(("Retry-After", _AT_ONCE),),
        told=words_of(error),
    ),
    CSRFError: lambda _: Problem(HTTPStatus.BAD_REQUEST, "form_expired"),
    UnreadableDocument: lambda error: Problem(
        HTTPStatus.BAD_REQUEST, "unreadable_document", str(error), told=error.words
    ),
    UnreadableDraft: _unreadable_draft,
    Unavailable: lambda _: Problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", headers=(("Retry-After", _RETRY_AFTER),)
    ),
    DocumentsMissing: lambda error: Problem(
        HTTPStatus.NOT_IMPLEMENTED, "documents_missing", str(error), told=_NO_DOCUMENTS
    ),
    HTTPException: _of_http,
}
"""What each error becomes; a subclass becomes what its parent does."""


def install(app: Flask) -> None:
    """Answer every error through the table."""
    for error, become in TABLE.items():
        app.register_error_handler(error, _handler(become))
    app.register_error_handler(Exception, _unforeseen)


def answer(problem: Problem) -> Response:
    """The problem, for a program or for a person, by the address that was asked."""
    if request.path.startswith(_MACHINES):
        response = Response(encoded(wire(problem)), mimetype=MEDIA_TYPE)
    else:
        response = Response(render_template("error.html", problem=problem))
    response.status_code = problem.status
    response.headers.extend(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return tell_language(response)


def wire(problem: Problem) -> dict[str, object]:
    """The members of RFC 9457, and ours: code, request_id, errors."""
    found: dict[str, object] = {
        "type": f"/api/v1/docs#problem-{problem.code}",
        "title": said(problem.title),
        "status": int(problem.status),
        "code": problem.code,
        "request_id": request_id(),
    }
    detail = problem.detail
    if problem.told is not None and language() == FRENCH_SPOKEN:
        detail = problem.told.french
    if detail is not None:
        found["detail"] = detail
    if problem.errors:
        found["errors"] = [
            {"path": wrong.path, "code": wrong.code, "message": said(wrong.words)}
            for wrong in problem.errors
        ]
    return found


def _handler(become: Callable[[Any], Problem]) -> Callable[[Exception], Response]:
    return lambda error: answer(become(error))


def _unforeseen(error: Exception) -> Response:
    # What stands in the message of an exception may be personal: the log has the kind and place.
    _log.error("unforeseen %s, request %s", type(error).__name__, request_id(), exc_info=error)
    return answer(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal"))


def refuse_fields(wrong: Sequence[FieldError], code: str = "invalid_values") -> NoReturn:
    """Refuse a request, with every field at fault.

    Raises:
        Refused: always.
    """
    raise Refused(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, code, errors=tuple(wrong)))


BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""Why a body may be refused."""


_NOT_YOURS = Words(
    "Votre rôle ne permet pas cette action. Demandez-la au contact principal de l'établissement, "
    "ou à l'administrateur du service.",
    "Your role does not let you do this. Ask the principal contact of the establishment, or the "
    "administrator of the service.",
)
_SUSPENDED = Words(
    "Cet accès est suspendu : écrivez au service pour le rétablir.",
    "This access is suspended: write to the service to have it restored.",
)
_BY_STATE: Mapping[tuple[str, str], Words] = {
    ("link", "expired"): Words(
        "Ce lien n'est plus valable : demandez-en un autre.",
        "This link is no longer good: ask for another.",
    ),
    ("link", "used"): Words(
        "Ce lien a déjà servi : il n'ouvre qu'une session. Demandez-en un autre.",
        "This link has been used: it opens one session only. Ask for another.",
    ),
    ("person", "pending"): Words(
        "Confirmez d'abord votre adresse, par le lien reçu à l'inscription.",
        "Confirm your address first, with the link you were sent when you signed up.",
    ),
    ("person", "suspended"): _SUSPENDED,
    ("membership", "suspended"): _SUSPENDED,
    ("establishment", "suspended"): Words(
        "Le compte de cet établissement est suspendu : rien ne peut y être déposé. Écrivez au "
        "service.",
        "The account of this establishment is suspended: nothing can be filed. Write to the "
        "service.",
    ),
    ("establishment", "pending"): Words(
        "Le compte de cet établissement attend la confirmation d'une adresse.",
        "The account of this establishment waits for an address to be confirmed.",
    ),
    ("membership", "not proven"): Words(
        "Prouvez d'abord que vous représentez cette entreprise : page de l'établissement, "
        "« Représentation et compte ».",
        "Show first that you speak for this firm: page of the establishment, “Proof and account”.",
    ),
    ("evidence", "lapsed"): Words(
        "Votre certification de dirigeant date de plus d'un an : refaites la preuve sur la page "
        "« Représentation et compte » avant de donner un compte bancaire.",
        "Your certification as the person in charge is more than a year old: show it again on the "
        "page “Proof and account” before you give a bank account.",
    ),
    ("account", "not proven"): Words(
        "Un programme dépose seulement vers le compte qu'un contact a confirmé en dernier. "
        "Confirmez-le sur la page de l'établissement, ou déposez vous-même.",
        "A program files only towards the account that a contact confirmed last. Confirm it on the "
        "page of the establishment, or file yourself.",
    ),
    ("proof", "over"): Words(
        "Cette demande de représentation est close : demandez-en une autre.",
        "This request to speak for the firm is over: ask again.",
    ),
    ("attachment", "waiting"): Words(
        "Cette pièce attend l'analyse antivirus : elle se télécharge dans quelques minutes.",
        "This file waits for the virus scanner: download it in a few minutes.",
    ),
    ("attachment", "infected"): Words(
        "Un virus a été trouvé dans cette pièce : elle n'est remise à personne.",
        "A virus was found in this file: nobody is given it.",
    ),
    ("person", "a party to it"): Words(
        "Vous l'avez déposé, ou vous avez une place dans cet établissement : quelqu'un d'autre "
        "s'en charge.",
        "You filed it, or have a place in that establishment: somebody else does this.",
    ),
    ("person", "of the service"): Words(
        "Qui travaille pour le service n'est membre d'aucun établissement.",
        "Who works for the service is a member of no establishment.",
    ),
    ("file", "frozen"): Words(
        "Ce fichier, ou un compte ou une entreprise qu'il paie, a été bloqué ou suspendu.",
        "This file, or an account or a firm that it pays, was frozen or suspended.",
    ),
    ("visa", "given"): Words("Ce visa a déjà été donné.", "This visa was given before."),
    ("visa", "refused"): Words("Ce visa a été refusé.", "This visa was refused."),
    ("visa", "expired"): Words(
        "Personne n'a visé à temps : demandez le visa à nouveau.",
        "Nobody signed in time: ask for the visa again.",
    ),
    ("visa", "waits"): Words("Ce visa est déjà demandé.", "This visa is asked for already."),
    ("file", "handed over"): Words(
        "Ce fichier est déjà remis à la banque.", "This file was handed to the bank before."
    ),
    ("person", "who signed it before"): Words(
        "Vous l'avez déjà demandé ou visé : au-dessus du plafond, il faut une troisième personne.",
        "You asked for it or signed it before: above the limit a third person is needed.",
    ),
    ("person", "who asked for it"): Words(
        "Vous l'avez demandé : une autre personne le vise.",
        "You asked for it: somebody else signs it.",
    ),
    ("person", "a program"): Words(
        "Un programme ne peut pas faire cela : connectez-vous et confirmez-le vous-même.",
        "A program cannot do this: sign in and confirm it yourself.",
    ),
    ("request", "approved by silence"): Words(
        "Le délai est passé : cette demande est accordée tacitement.",
        "The deadline has passed: this request is tacitly approved.",
    ),
    ("person", "not the principal"): Words(
        "Seul le contact principal peut désigner son successeur.",
        "Only the principal contact can name another.",
    ),
}
_THINGS: Mapping[str, Words] = {
    "claim": Words("Cette demande d'indemnisation", "This claim"),
    "decision": Words("Cette décision", "This decision"),
    "establishment": Words("Cet établissement", "This establishment"),
    "link": Words("Ce lien", "This link"),
    "membership": Words("Cet accès", "This access"),
    "person": Words("Ce compte", "This account"),
    "request": Words("Cette demande d'autorisation", "This request"),
    "session": Words("Cette session", "This session"),
    "token": Words("Ce jeton", "This token"),
}
_THING = Words("Cet objet", "This")


def words_of(error: NotAllowed | NotFound | Conflict) -> Words:
    """One or two sentences, without identifiers and without the inside."""
    if isinstance(error, NotFound):
        return Words(
            "Cette adresse ne mène à rien que vous puissiez voir.",
            "This address leads to nothing that you may see.",
        )
    if isinstance(error, Conflict):
        thing = _THINGS.get(error.kind, _THING)
        return Words(
            f"{thing.french} vient de changer pendant que vous travailliez dessus. Revenez à la "
            "page précédente et rechargez-la : rien de ce que l'autre personne a fait n'est perdu.",
            f"{thing.english} has just changed while you worked on it. Go back and load the page "
            "again: nothing that the other person did is lost.",
        )
    if known := _BY_STATE.get((error.what, error.now)):
        return known
    if error.what == "person":
        return _NOT_YOURS
    thing = _THINGS.get(error.what, _THING)
    return Words(
        f"{thing.french} n'est plus dans un état qui permet cette action. Rechargez la page pour "
        "voir où elle en est.",
        f"{thing.english} is no longer in a state that allows this. Load the page again to see "
        "where it stands.",
    )
