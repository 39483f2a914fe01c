"""People of the service who proved their address somewhere else: one session, and no account."""

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people import AccountState
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.sign_in import Opened, begin_session


def open_session_of(
    email: EmailAddress, proof: str, *, units: UnitsOfWork, clock: Clock, ids: Ids
) -> Opened:
    """Open a session for the person of the service whose verified address that is.

    Nobody is let in whom an administrator has not: no account is made, and no employer comes this
    way.

    Raises:
        NotFound: nobody of the service has that address, or their access is suspended.
        NotAllowed: the proof has opened a session before.
    """
    with units.reading() as uow:
        person = uow.people.by_email(email)
    if person is None or person.service_role is None or person.state is not AccountState.ACTIVE:
        raise NotFound("person", "of that address")
    return begin_session(person.id, proof, units=units, clock=clock, ids=ids)
