"""Opening the claim of a month from a decision: what it fixes is taken over, nothing is retyped."""

from datetime import date

from partial_activity.domain.claim_openings import ClaimOpening, opening_of_claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people import Action, Person
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.backgrounds import version_decided


def claim_opening(
    siret: Siret, number: str, month: date, *, actor: Person, units: UnitsOfWork
) -> ClaimOpening:
    """What the decision of a number fixes for the claim of a month.

    Raises:
        NotFound: no such establishment or decision for this person.
        NotAllowed: the person may not claim for it, or the decision refuses or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    with units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        return opening_under(uow, siret, number, month)


def opening_under(uow: UnitOfWork, siret: Siret, number: str, month: date) -> ClaimOpening:
    """The same, inside a unit of work, for who was let in already.

    Raises:
        NotFound: no such decision.
        NotAllowed: it refuses or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    decision = uow.requests.decision(siret, number)
    request = version_decided(uow, decision)
    assert request.filed_at is not None
    return opening_of_claim(decision, request, legal_day(request.filed_at), month)
