"""Signing in through the State's hub, and linking an identity there to an account here.

An identity signs in to the account it is linked to, and to no other: an address that it gives links
it to nothing. Who has an account links it from there, with a proof of a moment ago; who has none
opens one by it.
"""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.identities import Arrival, Identity
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import is_frozen, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_in import Opened, begin_session
from partial_activity.usecases.people.sign_up import Newcomer, open_or_join
from partial_activity.usecases.recording import SERVICE


def come_in(arrival: Arrival, *, context: Context) -> Opened | None:
    """Open a session for the person whom the identity is linked to; None: it is nobody's.

    It is no proof of a moment ago: the hub lets in who signed in there hours before.

    Raises:
        NotAllowed: this arrival has opened a session before, or the account is not active.
    """
    with context.units.reading() as uow:
        identity = uow.identities.find(arrival.issuer, arrival.subject)
    if identity is None:
        return None
    return _begin(identity.person_id, arrival, context)


def is_linked(arrival: Arrival, *, actor: Person, context: Context) -> bool:
    """Tell whether the identity is linked to the account of the person."""
    with context.units.reading() as uow:
        identity = uow.identities.find(arrival.issuer, arrival.subject)
    return identity is not None and identity.person_id == actor.id


def account_exists(arrival: Arrival, *, context: Context) -> bool:
    """Tell whether an account has the address: it is linked from there, or not at all."""
    with context.units.reading() as uow:
        return uow.people.by_email(arrival.email) is not None


@frozen
class Begun:
    """The outcome of opening an account by an identity."""

    refusals: tuple[Refusal, ...] = ()
    """The reasons why no account can be opened; nothing was kept."""
    opened: Opened | None = None


def open_account(
    siret: Siret,
    newcomer: Newcomer,
    arrival: Arrival,
    *,
    context: Context,
    workforce: int | None = None,
) -> Begun:
    """Open an account by an identity that is nobody's, and ask for a place in an establishment.

    The mailbox is told. Its answer, in a browser that is signed in by the identity, makes the link
    last; anywhere else, it ends it.

    Raises:
        NotAllowed: the identity or the address has an account; the establishment is suspended, or
            frozen. Nothing was kept.
    """
    now = context.clock.now()
    registered = context.register.find([siret]).get(siret)
    if registered is None or not registered.active:
        # Told in the same words as to everybody, by who asks the register and keeps nothing.
        asked = Person(
            "", newcomer.email, newcomer.name, newcomer.language, AccountState.ACTIVE, now
        )
        return Begun(open_or_join(siret, newcomer.role, actor=asked, context=context).refusals)
    person = Person(
        context.ids.new(),
        arrival.email,
        newcomer.name,
        newcomer.language,
        AccountState.ACTIVE,
        now,
    )
    with context.units() as uow:
        if uow.people.by_email(arrival.email) is not None:
            raise NotAllowed("identity", LINKED, "opened again")
        known = uow.establishments.find(siret)
        suspended = known is not None and known.state is AccountState.SUSPENDED
        if suspended or is_frozen(uow, siret):
            raise NotAllowed("establishment", AccountState.SUSPENDED.value, "sign_up")
        try:
            uow.people.add(person)
            uow.identities.add(_identity(arrival, person, now, confirmed=False))
        except Conflict as error:
            raise NotAllowed("identity", LINKED, "opened again") from error
        _note(uow, person, now, "person.opened")
        _tell(uow, person, arrival, now)
        uow.commit()
    opened = _begin(person.id, arrival, context)
    open_or_join(siret, newcomer.role, actor=opened.person, context=context, workforce=workforce)
    return Begun(opened=opened)


def link(arrival: Arrival, *, actor: Person, context: Context, proof: Proof) -> Identity:
    """Link an identity to the account of the person; linked already, it stays so.

    Raises:
        NotAllowed: it is linked to another account.
        ProofNeeded: they have not shown a moment ago that they are there.
    """
    require_proof(proof)
    with context.units() as uow:
        linked = link_to(uow, arrival, actor, context.clock.now())
        uow.commit()
    return linked


def link_to(uow: UnitOfWork, arrival: Arrival, person: Person, now: datetime) -> Identity:
    """Link it in the unit of work; the mailbox is told.

    Raises:
        NotAllowed: it is linked to another account.
    """
    known = uow.identities.find(arrival.issuer, arrival.subject)
    if known is not None:
        if known.person_id != person.id:
            raise NotAllowed("identity", LINKED, "linked again")
        return known
    identity = _identity(arrival, person, now, confirmed=True)
    uow.identities.add(identity)
    _note(uow, person, now, "identity.linked")
    _tell(uow, person, arrival, now)
    return identity


def unlink(issuer: str, subject: str, *, actor: Person, context: Context, proof: Proof) -> None:
    """Let an identity of the person sign nobody in any more; one that is not theirs is left alone.

    Raises:
        ProofNeeded: they have not shown a moment ago that they are there.
    """
    require_proof(proof)
    with context.units() as uow:
        known = uow.identities.find(issuer, subject)
        if known is None or known.person_id != actor.id:
            return
        uow.identities.remove(issuer, subject)
        _note(uow, actor, context.clock.now(), "identity.unlinked")
        uow.commit()


def identities_of(*, actor: Person, context: Context) -> Sequence[Identity]:
    """List the identities that sign in to the account of the person, the first linked first."""
    with context.units.reading() as uow:
        return uow.identities.of(actor.id)


LINKED = "linked"
"""The state of an identity that is somebody's."""


def _begin(person_id: str, arrival: Arrival, context: Context) -> Opened:
    return begin_session(person_id, arrival.proof, means=Means.PROCONNECT, context=context)


def _identity(arrival: Arrival, person: Person, now: datetime, *, confirmed: bool) -> Identity:
    return Identity(
        arrival.issuer, arrival.subject, person.id, arrival.email, now, confirmed=confirmed
    )


def _note(uow: UnitOfWork, person: Person, now: datetime, action: str) -> None:
    uow.journal.add(JournalEntry(SERVICE, 0, now, person.id, action, person.id, {}))


def _tell(uow: UnitOfWork, person: Person, arrival: Arrival, now: datetime) -> None:
    """Tell the mailbox, whoever linked it."""
    kind = NoticeKind.IDENTITY_LINKED
    uow.outbox.add(
        OutboxMessage(
            id=message_id_of(kind, person.id, arrival.issuer, arrival.subject, now.isoformat()),
            about="",
            kind=kind,
            to=person.email,
            language=person.language,
            values={
                "name": person.name,
                "email": str(arrival.email),
                "linked_at": now.isoformat(timespec="minutes"),
            },
            created_at=now,
        )
    )
