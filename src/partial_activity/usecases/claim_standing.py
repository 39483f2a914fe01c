"""Where a version of a claim stands and what it adds up to, without reading its lines."""

from collections.abc import Sequence

from attrs import frozen

from partial_activity.domain.claims import Claim
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people import Action, Person
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.access import establishment_for


@frozen
class ClaimStanding:
    """A version of a claim, and its totals."""

    claim: Claim
    """Without its lines."""
    totals: ClaimTotals


def claim_standing(
    siret: Siret, claim_id: str, *, actor: Person, units: UnitsOfWork, version: int | None = None
) -> ClaimStanding:
    """A version of a claim, the latest unless one is named.

    Raises:
        NotFound: no such establishment, claim or version for this person.
    """
    with units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.head(siret, claim_id, version)
        return ClaimStanding(claim, uow.claims.totals(siret, claim_id, claim.version))


def claim_versions(
    siret: Siret, claim_id: str, *, actor: Person, units: UnitsOfWork
) -> Sequence[Claim]:
    """Every version of a claim, without lines, the first first.

    Raises:
        NotFound: no such establishment or claim for this person.
    """
    with units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = uow.claims.versions(siret, claim_id)
    if not versions:
        raise NotFound("claim", claim_id)
    return versions
