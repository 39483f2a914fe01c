"""A claim that somebody read before they change it: refused where it is no longer so.

Asked in the unit of work of the change (``idempotency.together``), which sees one consistent state:
nobody comes between the question and the change.
"""

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen, expect


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
    expect(seen, Seen.of(versions[-1]), "claim", claim_id)
