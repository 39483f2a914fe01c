"""Who read personal data, of whom and when: one entry of the journal for each time it was asked."""

from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Person
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import SERVICE


def note_reading(what: str, of: str, siret: str, *, actor: Person, context: Context) -> None:
    """Write that somebody is given personal data, before they are: what nobody notes nobody reads.

    It is one row, however many people the data is about. It goes into the chain of the service, so
    that those of establishments, which are read whole, do not grow with each look.

    Args:
        what: kind of data (``employees``, ``members``).
        of: identifier of the object that was read.
        siret: of the establishment; empty where it is of none.
        actor: who reads.
        context: the ports.

    Raises:
        Unavailable: it could not be noted.
    """
    facts = {"what": what, **({"siret": siret} if siret else {})}
    with context.units() as uow:
        now = context.clock.now()
        uow.journal.add(JournalEntry(SERVICE, 0, now, actor.id, "data.read", of, facts))
        uow.commit()
