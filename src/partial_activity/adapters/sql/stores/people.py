"""Establishments and people, in SQL."""

from collections.abc import Collection, Sequence

from sqlalchemy import Text, and_, bindparam, select, text, type_coerce

from partial_activity.adapters.sql.schema import people as rows
from partial_activity.adapters.sql.schema.people import ESTABLISHMENT, MEMBERSHIP, PERSON
from partial_activity.adapters.sql.stores.office import keep_words
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.people import AccountState, Establishment, Membership, Person
from partial_activity.domain.words import folded

_ESTABLISHMENT = select(ESTABLISHMENT).where(ESTABLISHMENT.c.siret == bindparam("siret"))
_OF_FIRM = (
    select(ESTABLISHMENT)
    .where(
        type_coerce(ESTABLISHMENT.c.siret, Text()).between(bindparam("first"), bindparam("last"))
    )
    .order_by(ESTABLISHMENT.c.siret)
)
# Written out: the index of the few is found by its own words.
_SUSPENDED = select(ESTABLISHMENT.c.siret).where(text("state = 'suspended'"))
_MEMBERS = (
    select(MEMBERSHIP)
    .where(MEMBERSHIP.c.siret == bindparam("siret"))
    .order_by(MEMBERSHIP.c.principal.desc(), MEMBERSHIP.c.since, MEMBERSHIP.c.person_id)
)
_MEMBER = select(MEMBERSHIP).where(
    MEMBERSHIP.c.siret == bindparam("siret"), MEMBERSHIP.c.person_id == bindparam("person_id")
)
_WITH_MEMBER = (
    select(*ESTABLISHMENT.c, *MEMBERSHIP.c)
    .outerjoin_from(
        ESTABLISHMENT,
        MEMBERSHIP,
        and_(
            MEMBERSHIP.c.siret == ESTABLISHMENT.c.siret,
            MEMBERSHIP.c.person_id == bindparam("person_id"),
        ),
    )
    .where(ESTABLISHMENT.c.siret == bindparam("siret"))
)
_PRINCIPAL = (
    select(MEMBERSHIP)
    .where(
        MEMBERSHIP.c.siret == bindparam("siret"),
        MEMBERSHIP.c.principal,
        MEMBERSHIP.c.state == AccountState.ACTIVE,
    )
    .order_by(MEMBERSHIP.c.since, MEMBERSHIP.c.person_id)
    .limit(1)
)
_MEMBERSHIPS = (
    select(MEMBERSHIP)
    .where(MEMBERSHIP.c.person_id == bindparam("person_id"))
    .order_by(MEMBERSHIP.c.since, MEMBERSHIP.c.siret)
)
_PERSON = select(PERSON).where(PERSON.c.id == bindparam("id"))
_WITH_EMAIL = select(PERSON).where(PERSON.c.email == bindparam("email"))


class SqlEstablishments:
    """See :class:`~partial_activity.ports.stores.EstablishmentStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, establishment: Establishment) -> None:
        """Keep a new one."""
        row = rows.establishment_row(establishment)
        self._transaction.add(ESTABLISHMENT, row, "establishment", establishment.siret.digits)
        keep_words(self._transaction, establishment, known=set())

    def get(self, siret: Siret) -> Establishment:
        """The establishment, or ``NotFound``."""
        establishment = self.find(siret)
        if establishment is None:
            raise NotFound("establishment", siret.digits)
        return establishment

    def find(self, siret: Siret) -> Establishment | None:
        """The establishment, if it has an account."""
        row = self._transaction.first(_ESTABLISHMENT, siret=siret)
        return rows.establishment(row) if row else None

    def of_firm(self, siren: str) -> Sequence[Establishment]:
        """Give the establishments of a firm, by number."""
        establishments = self._transaction.rows(
            _OF_FIRM, first=f"{siren}00000", last=f"{siren}99999"
        )
        return [rows.establishment(row) for row in establishments]

    def suspended(self) -> Collection[Siret]:
        """Those that are suspended."""
        return {row["siret"] for row in self._transaction.rows(_SUSPENDED)}

    def save(self, establishment: Establishment) -> None:
        """Keep a change."""
        row = rows.establishment_row(establishment)
        self._transaction.save(ESTABLISHMENT, row, "establishment", establishment.siret.digits)
        keep_words(self._transaction, establishment)

    def add_member(self, membership: Membership) -> None:
        """Keep a new membership."""
        row = rows.membership_row(membership)
        self._transaction.add(MEMBERSHIP, row, "membership", _member_key(membership))

    def member(self, siret: Siret, person_id: str) -> Membership | None:
        """A person's place in an establishment."""
        row = self._transaction.first(_MEMBER, siret=siret, person_id=person_id)
        return rows.membership(row) if row else None

    def with_member(
        self, siret: Siret, person_id: str
    ) -> tuple[Establishment | None, Membership | None]:
        """Give the establishment and the membership at once."""
        of = {"siret": siret, "person_id": person_id}
        for row, member in self._transaction.pairs(_WITH_MEMBER, ESTABLISHMENT, MEMBERSHIP, **of):
            establishment = rows.establishment(row) if row else None
            return establishment, rows.membership(member) if member else None
        return None, None

    def members(self, siret: Siret) -> Sequence[Membership]:
        """The principal first, then by date."""
        members = self._transaction.rows(_MEMBERS, siret=siret)
        return [rows.membership(row) for row in members]

    def principal(self, siret: Siret) -> Membership | None:
        """The active membership of the principal contact."""
        row = self._transaction.first(_PRINCIPAL, siret=siret)
        return rows.membership(row) if row else None

    def memberships_of(self, person_id: str) -> Sequence[Membership]:
        """Give the memberships by date."""
        memberships = self._transaction.rows(_MEMBERSHIPS, person_id=person_id)
        return [rows.membership(row) for row in memberships]

    def save_member(self, membership: Membership) -> None:
        """Keep a change of a membership."""
        row = rows.membership_row(membership)
        self._transaction.save(MEMBERSHIP, row, "membership", _member_key(membership))


def _member_key(membership: Membership) -> str:
    return f"{membership.siret} {membership.person_id}"


class SqlPeople:
    """See :class:`~partial_activity.ports.stores.PersonStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, person: Person) -> None:
        """Keep a new one: one person an e-mail address."""
        self._transaction.add(PERSON, rows.person_row(person), "person", person.id)

    def get(self, person_id: str) -> Person:
        """The person, or ``NotFound``."""
        row = self._transaction.first(_PERSON, id=person_id)
        if row is None:
            raise NotFound("person", person_id)
        return rows.person(row)

    def by_email(self, email: EmailAddress) -> Person | None:
        """Who has the address."""
        row = self._transaction.first(_WITH_EMAIL, email=email)
        return rows.person(row) if row else None

    def of_service(self) -> Sequence[Person]:
        """Who has a role in the service."""
        query = select(PERSON).where(PERSON.c.service_role.is_not(None))
        people = [rows.person(row) for row in self._transaction.rows(query)]
        # Here, so that the language of a database does not tell the order of names.
        return sorted(people, key=lambda person: (folded(person.name), person.id))

    def save(self, person: Person) -> None:
        """Keep a change."""
        taken_by = self.by_email(person.email)
        if taken_by is not None and taken_by.id != person.id:
            self.get(person.id)
            raise Conflict("person", person.id)
        self._transaction.save(PERSON, rows.person_row(person), "person", person.id)
