"""Who may touch what: asked for each object, in the unit of work that touches it."""

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.people.people import AccountState, Action, Establishment, Person, may
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.own_room import enter_own_room


def establishment_for(
    uow: UnitOfWork, actor: Person, action: Action, siret: Siret
) -> Establishment:
    """The establishment, for somebody who may do something there.

    Raises:
        NotFound: there is none, or the person may not even see it: both look the same.
        NotAllowed: the person may see it, but not do that; or its account is not active.

    For who is not proven, the unit of work shows from here on only what they filed there.
    """
    establishment, membership = uow.establishments.with_member(siret, actor.id)
    if establishment is None or not may(actor, Action.SEE_ESTABLISHMENT, membership):
        raise NotFound("establishment", str(siret))
    if not may(actor, action, membership):
        if membership is not None and not membership.proven and actor.service_role is None:
            raise NotAllowed("membership", NOT_PROVEN, action.value)
        raise NotAllowed("person", _role_of(actor, uow, siret), action.value)
    if action in FILING and establishment.state is not AccountState.ACTIVE:
        raise NotAllowed("establishment", establishment.state.value, action.value)
    if not may(actor, Action.SEE_FILED, membership):
        enter_own_room(uow, actor, siret)
    return establishment


def is_frozen(uow: UnitOfWork, siret: Siret, person: Person | None = None) -> bool:
    """Whether the establishment, the whole firm it belongs to, or the person is frozen."""
    keys = {(Frozen.FIRM, siret.digits), (Frozen.FIRM, siret.siren)}
    if person is not None:
        keys.add((Frozen.PERSON, person.id))
    # In one reading: there are few.
    return any((one.what, one.key) in keys for one in uow.freezes.held())


def require_apart(uow: UnitOfWork, actor: Person, siret: Siret, *filed_by: str) -> None:
    """Refuse whoever filed it, or has or had a place in the establishment: nobody judges their own.

    Raises:
        NotAllowed: the person did, or has.
    """
    if actor.id in filed_by or uow.establishments.member(siret, actor.id) is not None:
        raise NotAllowed("person", A_PARTY, "decided by themselves")


def require_stranger(actor: Person, asked: str) -> None:
    """Refuse people of the service a place in an establishment.

    Raises:
        NotAllowed: the person is of the service.
    """
    if actor.service_role is not None:
        raise NotAllowed("person", OF_THE_SERVICE, asked)


A_PARTY = "a party to it"
"""What a person is who filed what is to be decided or paid, or belongs to who did."""
OF_THE_SERVICE = "of the service"
A_PROGRAM = "a program"
"""What speaks for a person by a token."""


class ProofNeeded(Exception):
    """What is asked moves money or gives power: it wants a proof of a moment ago."""


def require_proof(proof: Proof) -> None:
    """Refuse whoever has not shown a moment ago that they are there.

    Raises:
        ProofNeeded: a session opened a while ago asks.
        NotAllowed: a program asks; no token is a proof.
    """
    if proof is Proof.TOKEN:
        raise NotAllowed("person", A_PROGRAM, "asked for without them")
    if proof is not Proof.FRESH:
        raise ProofNeeded(proof.value)


def require(actor: Person, action: Action) -> None:
    """Refuse those whose role in the service does not let them do something.

    Raises:
        NotAllowed: it does not.
    """
    if not may(actor, action):
        role = actor.service_role
        raise NotAllowed("person", role.value if role else "without_role", action.value)


NOT_PROVEN = "not proven"
"""What a member is who has not shown that they speak for the firm."""
FILING = frozenset({Action.FILE_REQUEST, Action.FILE_CLAIM, Action.SUBMIT_CLAIM})
"""What only an active establishment may do; the rest is seen and decided whatever its state."""


def _role_of(actor: Person, uow: UnitOfWork, siret: Siret) -> str:
    membership = uow.establishments.member(siret, actor.id)
    role = actor.service_role or (membership.role if membership else None)
    assert role is not None, "only a role lets somebody see an establishment"
    return role.value
