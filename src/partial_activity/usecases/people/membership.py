"""Who belongs to an establishment: joining, being let in, leaving, and the principal contact."""

import attrs
from attrs import frozen

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.free_text import check_name
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import (
    AccountState,
    Action,
    Establishment,
    Membership,
    Person,
    Role,
    may,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import (
    A_PARTY,
    establishment_for,
    is_frozen,
    require,
    require_apart,
    require_stranger,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_up import let_in
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, expect


@frozen
class Account:
    """An establishment somebody belongs to, or waits to belong to."""

    establishment: Establishment
    membership: Membership


@frozen
class Member:
    """Somebody who belongs to an establishment, or waits to."""

    person: Person
    membership: Membership


def accounts_of(actor: Person, *, context: Context) -> tuple[Account, ...]:
    """The establishments of a person, with the state of each: what a home page shows."""
    with context.units.reading() as uow:
        return tuple(
            Account(uow.establishments.get(membership.siret), membership)
            for membership in uow.establishments.memberships_of(actor.id)
        )


def members_of(siret: Siret, *, actor: Person, context: Context) -> tuple[Member, ...]:
    """Everybody who belongs to an establishment or waits to, the principal contact first.

    Who is not proven sees only themselves.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        own = uow.establishments.member(siret, actor.id)
        everybody = may(actor, Action.SEE_FILED, own)
        return tuple(
            Member(uow.people.get(membership.person_id), membership)
            for membership in uow.establishments.members(siret)
            if everybody or membership.person_id == actor.id
        )


def ask_to_join(siret: Siret, role: Role, *, actor: Person, context: Context) -> Membership:
    """Ask to belong to an establishment that has an account; its principal contact is told.

    Where nobody has shown that they speak for it, the person may file at once, as who signs up.
    Asking again changes nothing. Who is not signed in goes through ``sign_up``.

    Raises:
        NotFound: the establishment has no account.
        NotAllowed: the person's address is not confirmed, or the membership was declined.
    """
    if actor.state is not AccountState.ACTIVE:
        raise NotAllowed("person", actor.state.value, "join")
    require_stranger(actor, "join")
    with context.units() as uow:
        record = Record(uow, siret, context.clock.now(), actor.id)
        establishment = uow.establishments.find(siret)
        if establishment is None or establishment.state is not AccountState.ACTIVE:
            raise NotFound("establishment", str(siret))
        membership = uow.establishments.member(siret, actor.id)
        if membership is None:
            membership = Membership(
                siret, actor.id, role, principal=False, state=AccountState.PENDING, since=record.at
            )
            uow.establishments.add_member(membership)
        if membership.state is AccountState.SUSPENDED:
            raise NotAllowed("membership", membership.state.value, "join")
        if membership.state is AccountState.PENDING:
            let_in(record, actor, membership)
        membership = _member(uow, siret, actor.id)
        uow.commit()
    return membership


def approve_join(
    siret: Siret, person_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Membership:
    """Let in somebody who asked; they may file at once, and are told.

    Raises:
        NotFound: no such establishment for the actor, or nobody asked.
        NotAllowed: the actor does not manage members or asked themselves, or the person is not
            confirmed, in already, or of the service.
    """
    with context.units() as uow:
        _managed(uow, actor, siret)
        record = Record(uow, siret, context.clock.now(), actor.id)
        membership = _member(uow, siret, person_id, seen)
        _not_oneself(actor, person_id, "approved")
        person = uow.people.get(person_id)
        require_stranger(person, "approved")
        if membership.state is not AccountState.PENDING or person.state is not AccountState.ACTIVE:
            state = person.state if membership.state is AccountState.PENDING else membership.state
            raise NotAllowed("membership", state.value, "approved")
        let_in = attrs.evolve(
            membership.moved_to(AccountState.ACTIVE), proven=_speaks(uow, actor, siret)
        )
        uow.establishments.save_member(let_in)
        record.note("membership.approved", person_id, role=membership.role.value)
        record.tell(
            NoticeKind.JOIN_ACCEPTED,
            person,
            membership.since.isoformat(),
            {"role": membership.role.value},
        )
        approved = _member(uow, siret, person_id)
        uow.commit()
    return approved


def decline_join(
    siret: Siret, person_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Membership:
    """Turn down somebody who asked to join; they are told.

    Raises:
        NotFound: no such establishment for the actor, or nobody asked.
        NotAllowed: the actor does not manage members, or the person is in already.
    """
    with context.units() as uow:
        _managed(uow, actor, siret)
        membership = _member(uow, siret, person_id, seen)
        if membership.state is not AccountState.PENDING:
            raise NotAllowed("membership", membership.state.value, "declined")
        record = Record(uow, siret, context.clock.now(), actor.id)
        declined = _moved(record, membership, AccountState.SUSPENDED, "membership.declined")
        person = uow.people.get(person_id)
        # An address that never answered may be somebody else's: nothing more is sent to it.
        if person.state is AccountState.ACTIVE:
            record.tell(
                NoticeKind.JOIN_DECLINED,
                person,
                membership.since.isoformat(),
                {"role": membership.role.value},
            )
        uow.commit()
    return declined


def suspend_member(
    siret: Siret, person_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Membership:
    """Take a member's place away; oneself may leave. The principal contact hands over first.

    Raises:
        NotFound: no such establishment for the actor, or no such member.
        NotAllowed: the actor does not manage members, or the member is the principal contact or
            not in.
    """
    with context.units() as uow:
        if actor.id == person_id:
            establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        else:
            _managed(uow, actor, siret)
        membership = _member(uow, siret, person_id, seen)
        if membership.principal or membership.state is not AccountState.ACTIVE:
            now = "principal" if membership.principal else membership.state.value
            raise NotAllowed("membership", now, "suspended")
        record = Record(uow, siret, context.clock.now(), actor.id)
        suspended = _moved(record, membership, AccountState.SUSPENDED, "membership.suspended")
        uow.commit()
    return suspended


def restore_member(
    siret: Siret, person_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Membership:
    """Give back a place that was declined or taken away.

    Raises:
        NotFound: no such establishment for the actor, or no such member.
        NotAllowed: the actor does not manage members or lost the place themselves, the place was
            not taken away, or the person is of the service.
    """
    with context.units() as uow:
        _managed(uow, actor, siret)
        membership = _member(uow, siret, person_id, seen)
        _not_oneself(actor, person_id, "restored")
        require_stranger(uow.people.get(person_id), "restored")
        if membership.state is not AccountState.SUSPENDED:
            raise NotAllowed("membership", membership.state.value, "restored")
        record = Record(uow, siret, context.clock.now(), actor.id)
        given_back = attrs.evolve(membership, proven=_speaks(uow, actor, siret))
        restored = _moved(record, given_back, AccountState.ACTIVE, "membership.restored")
        uow.commit()
    return restored


def change_principal(
    siret: Siret, person_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Membership:
    """Make another contact the principal one; only the principal, or an administrator, may.

    Raises:
        NotFound: no such establishment for the actor, or no such member.
        NotAllowed: the actor is neither, or the other is not an active contact.
    """
    with context.units() as uow:
        _managed(uow, actor, siret)
        members = uow.establishments.members(siret)
        principal = next((member for member in members if member.principal), None)
        is_principal = principal is not None and principal.person_id == actor.id
        if not (is_principal or may(actor, Action.ADMINISTER)):
            raise NotAllowed("person", "not the principal", "change_principal")
        chosen = _member(uow, siret, person_id, seen)
        require_stranger(uow.people.get(person_id), "principal")
        if not chosen.speaks or chosen.role is not Role.CONTACT:
            raise NotAllowed("membership", f"{chosen.state.value} {chosen.role.value}", "principal")
        if principal is not None:
            uow.establishments.save_member(attrs.evolve(principal, principal=False))
        uow.establishments.save_member(attrs.evolve(_member(uow, siret, person_id), principal=True))
        Record(uow, siret, context.clock.now(), actor.id).note("principal.changed", person_id)
        changed = _member(uow, siret, person_id)
        uow.commit()
    return changed


def suspend_establishment(siret: Siret, *, actor: Person, context: Context) -> Establishment:
    """Stop an establishment from filing, as for suspected fraud; what it filed stays.

    Raises:
        NotAllowed: the actor is no administrator, or the account is suspended already.
        NotFound: no such establishment.
    """
    return _moved_establishment(siret, AccountState.SUSPENDED, actor, context)


def restore_establishment(siret: Siret, *, actor: Person, context: Context) -> Establishment:
    """Let a suspended establishment file again.

    Raises:
        NotAllowed: the actor is no administrator, or the account is active, or frozen: it is
            unfrozen first.
        NotFound: no such establishment.
    """
    return _moved_establishment(siret, AccountState.ACTIVE, actor, context)


def _moved_establishment(
    siret: Siret, state: AccountState, actor: Person, context: Context
) -> Establishment:
    require(actor, Action.ADMINISTER)
    with context.units() as uow:
        require_apart(uow, actor, siret)
        establishment = uow.establishments.get(siret)
        if establishment.state is AccountState.PENDING and state is AccountState.ACTIVE:
            # Only an address that answers opens an account.
            raise NotAllowed("establishment", establishment.state.value, state.value)
        if state is AccountState.ACTIVE and is_frozen(uow, siret):
            raise NotAllowed("establishment", "frozen", state.value)
        uow.establishments.save(establishment.moved_to(state))
        Record(uow, siret, context.clock.now(), actor.id).note(
            f"establishment.{state.value}", str(siret)
        )
        moved = uow.establishments.get(siret)
        uow.commit()
    return moved


def _managed(uow: UnitOfWork, actor: Person, siret: Siret) -> Establishment:
    action = Action.ADMINISTER if may(actor, Action.ADMINISTER) else Action.MANAGE_MEMBERS
    return establishment_for(uow, actor, action, siret)


def _speaks(uow: UnitOfWork, actor: Person, siret: Siret) -> bool:
    """Whether the actor speaks for the firm, so that who they let in does too."""
    own = uow.establishments.member(siret, actor.id)
    return own is not None and own.speaks


def _not_oneself(actor: Person, person_id: str, asked: str) -> None:
    if actor.id == person_id:
        raise NotAllowed("person", A_PARTY, asked)


def _member(uow: UnitOfWork, siret: Siret, person_id: str, seen: Seen | None = None) -> Membership:
    membership = uow.establishments.member(siret, person_id)
    if membership is None:
        raise NotFound("membership", person_id)
    expect(seen, Seen(1, membership.revision), "membership", person_id)
    return membership


def _moved(record: Record, membership: Membership, state: AccountState, action: str) -> Membership:
    record.uow.establishments.save_member(membership.moved_to(state))
    record.note(action, membership.person_id)
    return _member(record.uow, membership.siret, membership.person_id)


LANGUAGES = ("fr", "en")
_CHAIN = "service"


def change_profile(name: str, language: str, *, actor: Person, context: Context) -> Person:
    """Keep another name, another language, or both; the address stays, for it was confirmed.

    Raises:
        InvalidValue: no name, or a language in which no letter is written.
    """
    name = " ".join(name.split())
    check_name(name, "name")
    if language not in LANGUAGES:
        message = f"letters are written in {' and '.join(LANGUAGES)}"
        raise InvalidValue(
            "unknown_value",
            "language",
            message,
            f"les courriers s'écrivent en {' et '.join(LANGUAGES)}",
        )
    with context.units() as uow:
        person = uow.people.get(actor.id)
        if (person.name, person.language) != (name, language):
            uow.people.save(attrs.evolve(person, name=name, language=language))
            uow.journal.add(
                JournalEntry(
                    _CHAIN, 0, context.clock.now(), person.id, "person.changed", person.id, {}
                )
            )
            person = uow.people.get(actor.id)
        uow.commit()
    return person
