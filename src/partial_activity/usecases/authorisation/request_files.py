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


def attach(
    siret: Siret, request_id: str, name: str, content: bytes, *, actor: Person, context: Context
) -> AuthorisationRequest:
    """Join a file to a draft; the same bytes twice are one file.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
        InvalidValue: the file is empty, too large, of another type, or one too many.
    """
    attachment = attachment_of(name, content)
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id)
        kept = [file for file in request.attachments if file.sha256 != attachment.sha256]
        if len(kept) >= MOST:
            raise InvalidValue("too_many_files", "attachments", f"at most {MOST} files")
        # Before the commit: a request never lists a file that is not there.
        context.files.put(content)
        uow.requests.save(attrs.evolve(request, attachments=(*kept, attachment)))
        joined = uow.requests.get(siret, request_id)
        uow.commit()
    return joined


def detach(
    siret: Siret, request_id: str, sha256: str, *, actor: Person, context: Context
) -> AuthorisationRequest:
    """Take a file off a draft; its bytes stay in the store, where a version may still list them.

    Raises:
        NotFound: no such establishment, request or file for this person.
        NotAllowed: the person may not file for it, or the request is no draft.
    """
    with context.units() as uow:
        request = draft_for(uow, actor, siret, request_id)
        kept = tuple(file for file in request.attachments if file.sha256 != sha256)
        if kept == request.attachments:
            raise NotFound("file", sha256)
        uow.requests.save(attrs.evolve(request, attachments=kept))
        left = uow.requests.get(siret, request_id)
        uow.commit()
    return left


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
