"""Files joined to a draft: kept under their own hash, listed in the request."""

import attrs

from partial_activity.domain.authorisation.attachments import MOST, attachment_of
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.requests import draft_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen, saved


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
        InvalidValue: the file is empty, too large, of another type, or one too many.
        Conflict: somebody else changed it.
    """
    attachment = attachment_of(name, content)
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id, seen)
        kept = [file for file in request.attachments if file.sha256 != attachment.sha256]
        if len(kept) >= MOST:
            raise InvalidValue(
                "too_many_files", "attachments", f"at most {MOST} files", f"{MOST} fichiers au plus"
            )
        # Before the commit: a request never lists a file that is not there.
        context.files.put(content)
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
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = uow.requests.versions(siret, request_id)
    if not any(file.sha256 == sha256 for request in versions for file in request.attachments):
        raise NotFound("file", sha256)
    return context.files.get(sha256)
