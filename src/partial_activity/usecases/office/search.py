"""Find a file by what an officer has at hand: a number, a name, an address."""

import re

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.free_text import is_nir_typed, without_nirs
from partial_activity.domain.identifiers import EmailAddress, Siret, heard
from partial_activity.domain.people.people import Action, Establishment, Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context
from partial_activity.usecases.office.files import filed_requests, submitted_claims

MOST = 20
"""The most of each kind in one answer."""


@frozen
class Found:
    """What a search found; nothing of what it says is kept."""

    establishments: tuple[Establishment, ...] = ()
    requests: tuple[AuthorisationRequest, ...] = ()
    """The latest version of each that was filed."""
    decisions: tuple[Decision, ...] = ()
    claims: tuple[Claim, ...] = ()
    """The latest version of each that was submitted, without lines."""
    looks_like_nir: bool = False
    """What was typed may be a social security number, and was not looked for."""
    more: bool = False
    """Whether there is more than is shown."""

    @property
    def nothing(self) -> bool:
        """Whether nothing was found."""
        return not (self.establishments or self.requests or self.decisions or self.claims)


_WHOLE_ID = re.compile(r"[0-9a-f]{32}")


def search(text: str, *, actor: Person, context: Context) -> Found:
    """Look for a SIRET, a decision's number, a reference, an address of a contact, or a name.

    Raises:
        NotAllowed: the person is not of the service.
    """
    require(actor, Action.SEE_ESTABLISHMENT)
    wanted = "".join(sign for sign in text if sign.isprintable()).strip()
    compact = re.sub(r"[\s.-]", "", wanted)
    with context.units.reading() as uow:
        siret = _siret(compact)
        if siret is not None:
            return _at(uow, siret)
        if is_nir_typed(wanted) or without_nirs(wanted) != wanted:
            return Found(looks_like_nir=True)
        if "@" in wanted:
            return _with_address(uow, wanted.lower())
        by_number = _numbered(uow, compact)
        if not by_number.nothing:
            return by_number
        named = tuple(uow.office.establishments_named(wanted, MOST + 1))
        return Found(establishments=named[:MOST], more=len(named) > MOST)


def _siret(compact: str) -> Siret | None:
    try:
        return Siret(compact)
    except ValueError:
        return None


def _at(uow: UnitOfWork, siret: Siret) -> Found:
    """An establishment, with all its files."""
    establishment = uow.establishments.find(siret)
    if establishment is None:
        return Found()
    requests = filed_requests(uow, uow.requests.of(siret))
    claims = submitted_claims(uow, uow.claims.of(siret))
    return Found(
        establishments=(establishment,),
        requests=tuple(requests[:MOST]),
        claims=tuple(claims[:MOST]),
        more=len(requests) > MOST or len(claims) > MOST,
    )


def _with_address(uow: UnitOfWork, text: str) -> Found:
    """The establishments somebody belongs to, by their address."""
    try:
        person = uow.people.by_email(EmailAddress(text))
    except ValueError:
        return Found()
    if person is None:
        return Found()
    memberships = uow.establishments.memberships_of(person.id)
    establishments = [uow.establishments.get(one.siret) for one in memberships[:MOST]]
    return Found(establishments=tuple(establishments), more=len(memberships) > MOST)


def _numbered(uow: UnitOfWork, compact: str) -> Found:
    """Look for a decision's number, or a reference read out, or a whole id."""
    decisions = uow.office.decisions_numbered(compact.upper())
    key = compact.lower() if _WHOLE_ID.fullmatch(compact.lower()) else heard(compact)
    if key is None:
        return Found(decisions=tuple(decisions[:MOST]), more=len(decisions) > MOST)
    requests = uow.office.requests_with_id(key, MOST + 1)
    claims = uow.office.claims_with_id(key, MOST + 1)
    return Found(
        requests=tuple(filed_requests(uow, requests[:MOST])),
        decisions=tuple(decisions[:MOST]),
        claims=tuple(submitted_claims(uow, claims[:MOST])),
        more=len(requests) > MOST or len(claims) > MOST,
    )
