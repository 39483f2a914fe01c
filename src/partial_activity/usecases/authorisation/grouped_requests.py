"""One request for many establishments (R. 5122-2): the others join the draft of the first.

Each has a draft of its own under the same id, with its own figures and account. What they share is
taken from the first when it is filed; from then on each is a request with a decision of its own,
since the authority of each department controls the establishments of the department.
"""

import attrs

from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Perimeter,
    RequestState,
)
from partial_activity.domain.errors import Conflict, InvalidValue, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.requests import draft_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import saved


def add_establishment(
    siret: Siret,
    request_id: str,
    joining: Siret,
    *,
    headcount: int,
    forecast_hours: Hours,
    actor: Person,
    context: Context,
    iban: Iban | None = None,
    perimeter: Perimeter = Perimeter.WHOLE_REDUCED,
) -> AuthorisationRequest:
    """Join another establishment of the firm to a draft; its account is its own, or the first's.

    Raises:
        NotFound: no such establishment or request for this person.
        NotAllowed: the person may not file for one of them, or the request is no draft.
        InvalidValue: it is the same establishment, of another firm, or a figure is out of range.
        Conflict: it has joined already.
    """
    if joining == siret or joining.siren != siret.siren:
        raise InvalidValue(
            "conflicting_keys",
            "covers",
            "name another establishment of the firm",
            "nommez un autre établissement de l'entreprise",
        )
    with context.units() as uow:
        first = draft_for(uow, actor, siret, request_id)
        if joining in first.covers:
            raise Conflict("establishment", str(joining))
        establishment_for(uow, actor, Action.FILE_REQUEST, joining)
        uow.requests.add(
            attrs.evolve(
                first,
                siret=joining,
                version=len(uow.requests.versions(joining, request_id)) + 1,
                headcount=headcount,
                forecast_hours=forecast_hours,
                iban=iban or first.iban,
                perimeter=perimeter,
                covers=(),
                filed_by=actor.id,
                revision=0,
            )
        )
        joined = attrs.evolve(first, covers=(*first.covers, joining))
        uow.requests.save(joined)
        uow.commit()
    return saved(joined)


def remove_establishment(
    siret: Siret, request_id: str, leaving: Siret, *, actor: Person, context: Context
) -> AuthorisationRequest:
    """Take an establishment out of the draft; its own draft is withdrawn.

    Raises:
        NotFound: no such establishment or request for this person, or it had not joined.
        NotAllowed: the person may not file for one of them, or the request is no draft.
    """
    with context.units() as uow:
        first = draft_for(uow, actor, siret, request_id)
        if leaving not in first.covers:
            raise NotFound("establishment", str(leaving))
        own = draft_for(uow, actor, leaving, request_id)
        uow.requests.save(own.moved_to(RequestState.WITHDRAWN))
        covers = tuple(one for one in first.covers if one != leaving)
        left = attrs.evolve(first, covers=covers)
        uow.requests.save(left)
        uow.commit()
    return saved(left)


def files_with(siret: Siret, request_id: str, *, actor: Person, context: Context) -> Siret | None:
    """The establishment whose draft this one's files with; None: it files for itself.

    Only where the person belongs to both.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        for membership in uow.establishments.memberships_of(actor.id):
            other = membership.siret
            if other == siret or other.siren != siret.siren:
                continue
            if not may(actor, Action.SEE_ESTABLISHMENT, membership):
                continue
            versions = uow.requests.versions(other, request_id)
            if versions and siret in versions[-1].covers:
                return other
    return None
