"""People of the service, whom administrators let in: officers, agents, auditors, administrators."""

from collections.abc import Sequence

import attrs
from attrs import frozen

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.free_text import check_name
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import OF_SERVICE, AccountState, Action, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.words import folded
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_in import end_sessions

PAGE = 50
_CHAIN = "service"
_LANGUAGES = ("fr", "en")


@frozen
class Newcomer:
    """Who an administrator lets in."""

    email: EmailAddress
    name: str
    role: Role
    language: str = "fr"
    """``fr`` or ``en``: of the letters they are sent."""

    def __attrs_post_init__(self) -> None:
        _check_role(self.role)
        check_name(self.name, "name")
        if self.language not in _LANGUAGES:
            raise InvalidValue(
                "unknown_value",
                "language",
                "letters are in fr or in en",
                "les courriers sont en fr ou en en",
            )


@frozen
class PeopleFound:
    """One page of those who are looked for."""

    people: tuple[Person, ...]
    number: int
    """The number of the page, from 1."""
    pages: int
    found: int
    """The number of people on all pages."""
    of_service: int
    """Looked for or not."""


def service_people(
    *, actor: Person, context: Context, sought: str = "", role: Role | None = None, page: int = 1
) -> PeopleFound:
    """People of the service by name: those whose name or address has all the words looked for.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(actor, Action.ADMINISTER)
    with context.units.reading() as uow:
        everybody = uow.people.of_service()
    words = folded(sought).split()
    people = [
        person
        for person in everybody
        if (role is None or person.service_role is role)
        and all(word in folded(f"{person.name} {person.email}") for word in words)
    ]
    pages = max(1, -(-len(people) // PAGE))
    number = min(max(page, 1), pages)
    shown = people[(number - 1) * PAGE : number * PAGE]
    return PeopleFound(tuple(shown), number, pages, len(people), len(everybody))


def see_person(person_id: str, *, actor: Person, context: Context) -> Person:
    """Somebody of the service.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: nobody of the service has that id.
    """
    require(actor, Action.ADMINISTER)
    with context.units.reading() as uow:
        return _of_service(uow, person_id)


def add_person(newcomer: Newcomer, *, actor: Person, context: Context, proof: Proof) -> Person:
    """Let somebody in, able to sign in at once; a letter tells them how.

    Raises:
        NotAllowed: the actor is no administrator.
        InvalidValue: ``taken``: the address is of somebody of the service already;
            ``taken_by_employer``: of somebody who files for an employer, who cannot judge too.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.ADMINISTER)
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        known = uow.people.by_email(newcomer.email)
        if known is not None:
            _refuse_known(uow, known)
        person = Person(
            id=context.ids.new(),
            email=newcomer.email,
            name=newcomer.name.strip(),
            language=newcomer.language,
            # Each link that signs in goes to the address: only who reads its mail comes in.
            state=AccountState.ACTIVE,
            created_at=now,
            service_role=newcomer.role,
        )
        uow.people.add(person)
        _welcome(uow, person, context.clock)
        _note(uow, person, "person.added", actor, context.clock, role=newcomer.role.value)
        uow.commit()
    return person


def change_role(
    person_id: str, role: Role, *, actor: Person, context: Context, proof: Proof
) -> Person:
    """Give somebody of the service another role, from now on.

    Raises:
        NotAllowed: the actor is no administrator, or it is the last administrator's role.
        NotFound: nobody of the service has that id.
        InvalidValue: not a role of the service, or the one they have.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.ADMINISTER)
    require_proof(proof)
    _check_role(role)
    with context.units() as uow:
        person = _of_service(uow, person_id)
        if person.service_role is role:
            raise InvalidValue(
                "unchanged", "role", "this is the role the person has", "la personne a déjà ce rôle"
            )
        before = person.service_role
        assert before is not None
        if before is Role.ADMINISTRATOR:
            _keep_an_administrator(uow, person, "change_role")
        uow.people.save(attrs.evolve(person, service_role=role))
        _note(
            uow,
            person,
            "person.role_changed",
            actor,
            context.clock,
            before=before.value,
            role=role.value,
        )
        changed = uow.people.get(person_id)
        uow.commit()
    return changed


def suspend_person(person_id: str, *, actor: Person, context: Context) -> Person:
    """Keep somebody of the service out, at once: their sessions end, their tokens are of no use.

    Raises:
        NotAllowed: the actor is no administrator, it is the last one, or suspended already.
        NotFound: nobody of the service has that id.
    """
    require(actor, Action.ADMINISTER)
    with context.units() as uow:
        person = _of_service(uow, person_id)
        if person.service_role is Role.ADMINISTRATOR:
            _keep_an_administrator(uow, person, "suspended")
        uow.people.save(person.moved_to(AccountState.SUSPENDED))
        end_sessions(uow, person_id, context.clock.now())
        _note(uow, person, "person.suspended", actor, context.clock)
        suspended = uow.people.get(person_id)
        uow.commit()
    return suspended


def restore_person(person_id: str, *, actor: Person, context: Context, proof: Proof) -> Person:
    """Let somebody who was suspended in again.

    Raises:
        NotAllowed: the actor is no administrator or the person themselves, or the person is active.
        NotFound: nobody of the service has that id.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.ADMINISTER)
    require_proof(proof)
    with context.units() as uow:
        person = _of_service(uow, person_id)
        uow.people.save(person.moved_to(AccountState.ACTIVE))
        _note(uow, person, "person.restored", actor, context.clock)
        restored = uow.people.get(person_id)
        uow.commit()
    return restored


def _check_role(role: Role) -> None:
    if role not in OF_SERVICE:
        message = f"{role.value} is a role of an establishment, given by its contacts"
        raise InvalidValue(
            "unknown_value",
            "role",
            message,
            f"{role.value} est un rôle d'un établissement, que donnent ses contacts",
        )


def _of_service(uow: UnitOfWork, person_id: str) -> Person:
    person = uow.people.get(person_id)
    if person.service_role is None:
        raise NotFound("person", person_id)
    return person


def _refuse_known(uow: UnitOfWork, known: Person) -> None:
    if known.service_role is None and uow.establishments.memberships_of(known.id):
        message = "the address is of somebody who files for an employer: use another"
        raise InvalidValue(
            "taken_by_employer",
            "email",
            message,
            "cette adresse est celle de quelqu'un qui déclare pour un employeur : prenez-en une "
            "autre",
        )
    raise InvalidValue(
        "taken", "email", "somebody has that address already", "quelqu'un a déjà cette adresse"
    )


def _keep_an_administrator(uow: UnitOfWork, person: Person, asked: str) -> None:
    """Refuse to leave the service without anybody who can let people in."""
    others = [other for other in _administrators(uow.people.of_service()) if other.id != person.id]
    if person.state is AccountState.ACTIVE and not others:
        raise NotAllowed("person", "the last administrator", asked)
    # Written again, so that two administrators who remove each other at once meet here.
    for other in others:
        uow.people.save(other)


def _administrators(people: Sequence[Person]) -> list[Person]:
    return [
        person
        for person in people
        if person.service_role is Role.ADMINISTRATOR and person.state is AccountState.ACTIVE
    ]


def _welcome(uow: UnitOfWork, person: Person, clock: Clock) -> None:
    assert person.service_role is not None
    uow.outbox.add(
        OutboxMessage(
            id=message_id_of(NoticeKind.SERVICE_WELCOME, person.id),
            about="",
            kind=NoticeKind.SERVICE_WELCOME,
            to=person.email,
            language=person.language,
            values={
                "name": person.name,
                "email": str(person.email),
                "role": person.service_role.value,
            },
            created_at=clock.now(),
        )
    )


def _note(
    uow: UnitOfWork, person: Person, action: str, actor: Person, clock: Clock, **facts: str
) -> None:
    uow.journal.add(JournalEntry(_CHAIN, 0, clock.now(), actor.id, action, person.id, facts))
