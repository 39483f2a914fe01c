"""What somebody read before they change it: refused where it is no longer so.

Asked in the unit of work of the change (``idempotency.together``), which sees one consistent state:
nobody comes between the question and the change.
"""

from attrs import frozen

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.uploads import see_upload
from partial_activity.usecases.context import Context


@frozen
class Seen:
    """The version and the revision of a thing, as it was read."""

    version: int
    revision: int


def expect_request(
    siret: Siret, request_id: str, seen: Seen, *, actor: Person, context: Context
) -> None:
    """Go on only if the request is as it was read.

    Raises:
        NotFound: no such establishment or request for this person.
        Conflict: somebody else changed it.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        now = uow.requests.get(siret, request_id)
    _expect(seen, Seen(now.version, now.revision), "request", request_id)


def expect_claim(
    siret: Siret, claim_id: str, seen: Seen, *, actor: Person, context: Context
) -> None:
    """Go on only if the claim is as it was read; its lines are not read for it.

    Raises:
        NotFound: no such establishment or claim for this person.
        Conflict: somebody else changed it.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = uow.claims.versions(siret, claim_id)
    if not versions:
        raise NotFound("claim", claim_id)
    _expect(seen, Seen(versions[-1].version, versions[-1].revision), "claim", claim_id)


def expect_member(
    siret: Siret, person_id: str, seen: Seen, *, actor: Person, context: Context
) -> None:
    """Go on only if the membership is as it was read.

    Raises:
        NotFound: no such establishment or membership for this person.
        Conflict: somebody else changed it.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        now = uow.establishments.member(siret, person_id)
    if now is None:
        raise NotFound("membership", person_id)
    _expect(seen, Seen(1, now.revision), "membership", person_id)


def expect_upload(
    siret: Siret, upload_id: str, seen: Seen, *, actor: Person, context: Context
) -> None:
    """Go on only if the claim file is as far as it was read.

    Raises:
        NotFound: no such establishment or upload for this person.
        Conflict: it went on, or somebody else changed it.
    """
    now = see_upload(siret, upload_id, actor=actor, context=context)
    _expect(seen, Seen(1, now.revision), "upload", upload_id)


def expect_token(token_id: str, seen: Seen, *, actor: Person, context: Context) -> None:
    """Go on only if the token is as it was read.

    Raises:
        NotFound: the person has no such token.
        Conflict: somebody else changed it.
    """
    with context.units.reading() as uow:
        now = next((one for one in uow.tokens.of(actor.id) if one.id == token_id), None)
    if now is None:
        raise NotFound("token", token_id)
    _expect(seen, Seen(1, now.revision), "token", token_id)


def _expect(seen: Seen, now: Seen, kind: str, key: str) -> None:
    if seen != now:
        raise Conflict(kind, key)
