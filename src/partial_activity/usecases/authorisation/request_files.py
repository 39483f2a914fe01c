"""Files joined to a draft: kept under their own hash, listed in the request."""

import logging
from collections.abc import Iterable, Mapping

import attrs

from partial_activity.domain.authorisation.attachments import MOST, Verdict, attachment_of
from partial_activity.domain.authorisation.requests import Attachment, AuthorisationRequest
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.values import Choice
from partial_activity.ports.scanner import ScannerSilent
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.requests import draft_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen, saved

_log = logging.getLogger(__name__)


def attach(
    siret: Siret,
    request_id: str,
    name: str,
    content: bytes,
    *,
    actor: Person,
    context: Context,
    seen: Seen | None = None,
) -> AuthorisationRequest:
    """Join a file to a draft; the same bytes twice are one file. As it was ``seen``, if told.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
        InvalidValue: the file is empty, too large, of another type, infected, or one too many.
        Conflict: somebody else changed it.
    """
    attachment = attachment_of(name, content)
    verdict = _scanned(content, context)
    if verdict is Verdict.INFECTED:
        raise InvalidValue(
            "file_infected",
            "attachments",
            "a virus was found in the file",
            "un virus a été trouvé dans le fichier : il n'est pas gardé",
        )
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id, seen)
        kept = [file for file in request.attachments if file.sha256 != attachment.sha256]
        if len(kept) >= MOST:
            raise InvalidValue(
                "too_many_files", "attachments", f"at most {MOST} files", f"{MOST} fichiers au plus"
            )
        # Before the commit: a request never lists a file that is not there.
        context.files.put(content)
        if verdict is not None:
            context.files.judge(attachment.sha256, verdict)
        joined = attrs.evolve(request, attachments=(*kept, attachment))
        uow.requests.save(joined)
        uow.commit()
    return saved(joined)


def detach(
    siret: Siret,
    request_id: str,
    sha256: str,
    *,
    actor: Person,
    context: Context,
    seen: Seen | None = None,
) -> AuthorisationRequest:
    """Take a file off a draft; its bytes stay in the store, where a version may still list them.

    As it was ``seen``, if told.

    Raises:
        NotFound: no such establishment, request or file for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
        Conflict: somebody else changed it.
    """
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id, seen)
        kept = tuple(file for file in request.attachments if file.sha256 != sha256)
        if kept == request.attachments:
            raise NotFound("file", sha256)
        left = attrs.evolve(request, attachments=kept)
        uow.requests.save(left)
        uow.commit()
    return saved(left)


def read_attachment(
    siret: Siret, request_id: str, sha256: str, *, actor: Person, context: Context
) -> bytes:
    """The bytes of a file that a version of the request lists; knowing a hash is not enough.

    Raises:
        NotFound: no such establishment, request or file for this person.
        NotAllowed: it waits for the scanner, or a virus was found in it.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = uow.requests.versions(siret, request_id)
    if not any(file.sha256 == sha256 for request in versions for file in request.attachments):
        raise NotFound("file", sha256)
    standing = standing_of(sha256, context=context)
    if standing is not Standing.RELEASED:
        raise NotAllowed("attachment", standing.value, "read")
    return context.files.get(sha256)


class Standing(Choice):
    """Whether a file is given to those who may read it."""

    RELEASED = "released"
    WAITING = "waiting"
    """The scanner has not looked at it yet."""
    INFECTED = "infected"


def standing_of(sha256: str, *, context: Context) -> Standing:
    """Tell whether a file is given out: where there is a scanner, once it called the file clean.

    One in which a virus was found is given to nobody, whether there is a scanner still or not.
    """
    verdict = context.files.verdict(sha256)
    if verdict is Verdict.INFECTED:
        return Standing.INFECTED
    waits = verdict is None and context.has("scanner")
    return Standing.WAITING if waits else Standing.RELEASED


def standings_of(files: Iterable[Attachment], *, context: Context) -> Mapping[str, Standing]:
    """Tell it of several files, by their hashes."""
    return {file.sha256: standing_of(file.sha256, context=context) for file in files}


def scan_waiting(limit: int, *, context: Context) -> int:
    """Have the files scanned that came while the scanner was away; how many were judged."""
    if not context.has("scanner"):
        return 0
    judged = 0
    for sha256 in context.files.unjudged(limit):
        try:
            verdict = _scanned(context.files.get(sha256), context)
        except NotFound:
            # Changed on the disk, or sealed under another key: nobody is given it either.
            _log.warning("the attachment %s does not open", sha256)
            continue
        if verdict is None:
            break
        context.files.judge(sha256, verdict)
        judged += 1
    return judged


def _scanned(content: bytes, context: Context) -> Verdict | None:
    """What the scanner says; None: nothing, or there is none."""
    if not context.has("scanner"):
        return None
    try:
        return context.scanner.scan(content)
    except ScannerSilent as error:
        _log.warning("the scanner gave no verdict: %s", error)
        return None
