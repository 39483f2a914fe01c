"""What is written beside every fact, in its unit of work: a journal entry, and who is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.statements import Refusal, Statement, with_article
from partial_activity.domain.letters.notices import (
    NOTICES,
    NoticeKind,
    OutboxMessage,
    message_id_of,
)
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Membership, Person, Role
from partial_activity.ports.unit_of_work import UnitOfWork

Told = str | Statement | tuple[Statement, ...]
"""What a message carries; statements become sentences in the person's language, one a line."""
SYSTEM = "system"
"""Actor of what nobody in particular did: the worker, an automatic decision."""
SERVICE = "service"
"""The chain of what belongs to no establishment: people, settings, sessions, payment files."""


@frozen
class Record:
    """What happens at one establishment, at one instant, by one actor, in one unit of work."""

    uow: UnitOfWork
    siret: Siret
    at: datetime
    actor: str
    """A person's id, or ``SYSTEM``."""
    name: str | None = None
    """The name of the establishment, where it was read; letters bear it."""

    def note(self, action: str, subject: str, **facts: str) -> None:
        """Write a fact into the journal: identifiers and codes only, never personal data.

        The store gives the entry its number.
        """
        chain = str(self.siret)
        self.uow.journal.add(JournalEntry(chain, 0, self.at, self.actor, action, subject, facts))

    def tell(
        self,
        kind: NoticeKind,
        person: Person,
        fact: str,
        values: Mapping[str, Told],
        reasons: Sequence[Refusal] = (),
    ) -> None:
        """Leave a message for one person.

        ``fact`` names what is told (an id and a version, say): the same fact told again to the same
        person is a ``Conflict``. ``values`` are those of the kind but for ``name``, ``siret`` and
        ``establishment``; ``reasons`` become sentences in the person's language, with their
        articles.
        """
        self._tell((person,), kind, fact, values, reasons)

    def _tell(
        self,
        people: Iterable[Person],
        kind: NoticeKind,
        fact: str,
        values: Mapping[str, Told],
        reasons: Sequence[Refusal],
    ) -> None:
        name = self.name or self.uow.establishments.get(self.siret).called
        for person in people:
            given = {"establishment": name, **values}
            self.uow.outbox.add(self._message(person, kind, fact, given, reasons))

    def _message(
        self,
        person: Person,
        kind: NoticeKind,
        fact: str,
        values: Mapping[str, Told],
        reasons: Sequence[Refusal],
    ) -> OutboxMessage:
        carried = NOTICES[kind].values
        shown = {
            "name": person.name,
            "siret": str(self.siret),
            **({"reasons": _sentences(reasons, person)} if "reasons" in carried else {}),
            **{name: _said(value, person) for name, value in values.items()},
        }
        assert shown.keys() == carried, (kind, shown.keys() ^ carried)
        return OutboxMessage(
            id=self._id_of(kind, person, fact),
            about=str(self.siret),
            kind=kind,
            to=person.email,
            language=person.language,
            values=shown,
            created_at=self.at,
        )

    def told(self, kind: NoticeKind, person: Person, fact: str) -> bool:
        """Whether that was told to the person before."""
        return self.uow.outbox.told(str(self.siret), self._id_of(kind, person, fact))

    def _id_of(self, kind: NoticeKind, person: Person, fact: str) -> str:
        return message_id_of(kind, str(self.siret), person.id, fact)

    def tell_filers(
        self,
        kind: NoticeKind,
        filed_by: str,
        fact: str,
        values: Mapping[str, Told],
        reasons: Sequence[Refusal] = (),
    ) -> None:
        """Leave the message for who filed, and for the principal contact if not the same."""
        principal = self.uow.establishments.principal(self.siret)
        others = [principal] if principal else []
        self._tell(self._with(filed_by, others), kind, fact, values, reasons)

    def tell_concerned(
        self,
        kind: NoticeKind,
        filed_by: str,
        fact: str,
        values: Mapping[str, Told],
        reasons: Sequence[Refusal] = (),
    ) -> None:
        """Leave it for every declarant too: what asks for something to be done, whoever filed."""
        others = [
            one
            for one in self.uow.establishments.members(self.siret)
            if one.principal or one.role is Role.DECLARANT
        ]
        self._tell(self._with(filed_by, others), kind, fact, values, reasons)

    def _with(self, filed_by: str, others: Iterable[Membership]) -> Iterator[Person]:
        # Who is not proven hears of nothing that others filed.
        spoken = [one.person_id for one in others if one.speaks]
        return map(self.uow.people.get, dict.fromkeys([filed_by, *spoken]))


def name_of(uow: UnitOfWork, person_id: str) -> str | None:
    """As the account names them; None: the worker, or who acts on the machine of the service."""
    if person_id == SYSTEM:
        return None
    try:
        return uow.people.get(person_id).name
    except NotFound:
        return None


def principal_of(uow: UnitOfWork, siret: Siret) -> Person | None:
    """The principal contact of an establishment, if one is active."""
    principal = uow.establishments.principal(siret)
    return uow.people.get(principal.person_id) if principal else None


def _sentences(reasons: Sequence[Refusal], person: Person) -> str:
    """One a line, each with its article."""
    return "\n".join(with_article(_of(reason, person), reason.article) for reason in reasons)


def _said(value: Told, person: Person) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Statement):
        return _of(value, person)
    return "\n".join(_of(one, person) for one in value)


def _of(said: Statement | Refusal, person: Person) -> str:
    return said.french if person.language == "fr" else said.english
