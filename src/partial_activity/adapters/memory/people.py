"""People and establishments, in memory."""

from collections.abc import Collection, Sequence
from typing import Final

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.people import AccountState, Establishment, Membership, Person
from partial_activity.domain.words import folded

ESTABLISHMENTS: Final = TableName[Siret, Establishment]("establishments")
MEMBERS: Final = TableName[tuple[Siret, str], Membership]("members")
PEOPLE: Final = TableName[str, Person]("people")


class MemoryEstablishments:
    """See :class:`~partial_activity.ports.stores.EstablishmentStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._establishments, self._members = tables[ESTABLISHMENTS], tables[MEMBERS]

    def add(self, establishment: Establishment) -> None:
        """Keep a new one."""
        self._establishments.add("establishment", establishment.siret, establishment)

    def get(self, siret: Siret) -> Establishment:
        """The establishment, or ``NotFound``."""
        return found(self.find(siret), "establishment", siret)

    def find(self, siret: Siret) -> Establishment | None:
        """The establishment, if it has an account."""
        return self._establishments.find(siret)

    def of_firm(self, siren: str) -> Sequence[Establishment]:
        """Give the establishments of a firm, by number."""
        establishments = (one for one in self._establishments.values() if one.siret.siren == siren)
        return sorted(establishments, key=lambda one: one.siret)

    def suspended(self) -> Collection[Siret]:
        """Those that are suspended."""
        found = self._establishments.values()
        return {one.siret for one in found if one.state is AccountState.SUSPENDED}

    def save(self, establishment: Establishment) -> None:
        """Keep a change."""
        check_revision(
            self._establishments, "establishment", establishment.siret, establishment.revision
        )
        self._establishments.put(establishment.siret, next_revision(establishment))

    def add_member(self, membership: Membership) -> None:
        """Keep a new membership."""
        self._members.add("membership", _member_key(membership), membership)

    def member(self, siret: Siret, person_id: str) -> Membership | None:
        """A person's place in an establishment."""
        return self._members.find((siret, person_id))

    def with_member(
        self, siret: Siret, person_id: str
    ) -> tuple[Establishment | None, Membership | None]:
        """Give the establishment and the membership at once."""
        establishment = self.find(siret)
        return establishment, self.member(siret, person_id) if establishment else None

    def members(self, siret: Siret) -> Sequence[Membership]:
        """The principal first, then by date."""
        return sorted(
            (member for member in self._members.values() if member.siret == siret),
            key=lambda member: (not member.principal, member.since, member.person_id),
        )

    def principal(self, siret: Siret) -> Membership | None:
        """The active membership of the principal contact."""
        for member in self.members(siret):
            if member.principal and member.state is AccountState.ACTIVE:
                return member
        return None

    def memberships_of(self, person_id: str) -> Sequence[Membership]:
        """Give the memberships by date."""
        return sorted(
            (member for member in self._members.values() if member.person_id == person_id),
            key=lambda member: (member.since, member.siret),
        )

    def save_member(self, membership: Membership) -> None:
        """Keep a change of a membership."""
        key = _member_key(membership)
        check_revision(self._members, "membership", key, membership.revision)
        self._members.put(key, next_revision(membership))


class MemoryPeople:
    """See :class:`~partial_activity.ports.stores.PersonStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._people = tables[PEOPLE]

    def add(self, person: Person) -> None:
        """Keep a new one: one person an e-mail address."""
        self._refuse_taken_address(person)
        self._people.add("person", person.id, person)

    def get(self, person_id: str) -> Person:
        """The person, or ``NotFound``."""
        return found(self._people.find(person_id), "person", person_id)

    def by_email(self, email: EmailAddress) -> Person | None:
        """Who has the address."""
        return next((person for person in self._people.values() if person.email == email), None)

    def of_service(self) -> Sequence[Person]:
        """Who has a role in the service."""
        people = [person for person in self._people.values() if person.service_role is not None]
        return sorted(people, key=lambda person: (folded(person.name), person.id))

    def save(self, person: Person) -> None:
        """Keep a change."""
        check_revision(self._people, "person", person.id, person.revision)
        self._refuse_taken_address(person)
        self._people.put(person.id, next_revision(person))

    def _refuse_taken_address(self, person: Person) -> None:
        taken_by = self.by_email(person.email)
        if taken_by is not None and taken_by.id != person.id:
            raise Conflict("person", person.id)


def _member_key(membership: Membership) -> tuple[Siret, str]:
    return (membership.siret, membership.person_id)
