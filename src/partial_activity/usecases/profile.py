"""What a person says of themselves: the name and the language letters are written in."""

import attrs

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.journal import JournalEntry
from partial_activity.domain.people import Person
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitsOfWork

LANGUAGES = ("fr", "en")
LONGEST_NAME = 100
_CHAIN = "service"


def change_profile(
    name: str, language: str, *, actor: Person, units: UnitsOfWork, clock: Clock
) -> Person:
    """Keep another name, another language, or both; the address stays, for it was confirmed.

    Raises:
        InvalidValue: no name, or a language in which no letter is written.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        message = f"a name has 1 to {LONGEST_NAME} characters"
        raise InvalidValue("out_of_range", "name", message)
    if language not in LANGUAGES:
        message = f"letters are written in {' and '.join(LANGUAGES)}"
        raise InvalidValue("unknown_value", "language", message)
    with units() as uow:
        person = uow.people.get(actor.id)
        if (person.name, person.language) != (name, language):
            uow.people.save(attrs.evolve(person, name=name, language=language))
            uow.journal.add(
                JournalEntry(_CHAIN, 0, clock.now(), person.id, "person.changed", person.id, {})
            )
            person = uow.people.get(actor.id)
        uow.commit()
    return person
