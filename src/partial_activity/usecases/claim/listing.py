"""The claims of an establishment as a list, and the months that are left to claim."""

from attrs import frozen

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Establishment, Person, may
from partial_activity.ports.stores import ClaimTotals
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.months_to_claim import MonthToClaim, months_open
from partial_activity.usecases.claim.pages import NO_LINES
from partial_activity.usecases.context import Context


@frozen(eq=False)
class ListedClaim:
    """A claim of a list, and what its lines add up to."""

    claim: Claim
    """The latest version, without its lines."""
    totals: ClaimTotals


@frozen(eq=False)
class ClaimsPage:
    """The claims of an establishment, a page of them, and the months that are left to claim."""

    establishment: Establishment
    claims: tuple[ListedClaim, ...]
    pages: int
    months: tuple[MonthToClaim, ...]
    """All of them, those that cannot be claimed today included."""
    may_file: bool


def claims_page(
    siret: Siret, *, actor: Person, context: Context, page: int = 1, limit: int = 50
) -> ClaimsPage:
    """The latest version of each claim, the latest month first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        claims = uow.claims.of(siret)
        some = claims[(page - 1) * limit : page * limit]
        totals = uow.claims.totals_of(siret, some)
        return ClaimsPage(
            establishment,
            tuple(ListedClaim(claim, totals.get(claim.id, NO_LINES)) for claim in some),
            max(1, -(-len(claims) // limit)),
            months_open(uow, siret, legal_day(context.clock.now()), context.law),
            may(actor, Action.FILE_CLAIM, membership),
        )
