"""What proves that a claim was submitted: who, when, and the hash of what."""

import attrs
from attrs import frozen

from partial_activity.domain.claims import LINES_NOT_READ, Claim
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people import Action, Establishment, Person
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.submit_claim import content_hash


@frozen(eq=False)
class ClaimReceipt:
    """What proves that a version was submitted."""

    establishment: Establishment
    claim: Claim
    """Without its lines."""
    totals: ClaimTotals
    filed_by: str
    """Who submitted, as the account names them."""
    sha256: str
    """Of the lines and amounts submitted."""


def claim_receipt(
    siret: Siret, claim_id: str, version: int | None = None, *, actor: Person, units: UnitsOfWork
) -> ClaimReceipt:
    """The receipt of a version, the latest unless one is named.

    Raises:
        NotFound: no such establishment or claim for this person, or it was never submitted.
    """
    with units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.get(siret, claim_id, version)
        if claim.submitted_at is None:
            raise NotFound("receipt", f"{claim_id} {claim.version}")
        return ClaimReceipt(
            establishment,
            attrs.evolve(claim, lines=LINES_NOT_READ),
            uow.claims.totals(siret, claim_id, claim.version),
            uow.people.get(claim.created_by).name,
            content_hash(claim),
        )
