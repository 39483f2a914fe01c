"""Signing in without a password: a link to an address that is known opens one session."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from attrs import field, frozen

from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.domain.people.sessions import LIFE, Means, Session
from partial_activity.domain.people.tokens import digest_of
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_up import leave_a_trace, resend_confirmation

LINK_LIFE = timedelta(minutes=30)
"""The life of a link: time for slow mail, not for a mailbox left open."""
RESEND_AFTER = timedelta(minutes=1)
"""A link asked for again within the same minute is the one just sent."""
_CHAIN = "service"


@frozen
class SignedIn:
    """A person, and the session they are in."""

    person: Person
    session: Session


@frozen
class Opened:
    """A session just opened, and its secret, which stays in the browser."""

    person: Person
    session: Session
    secret: str = field(repr=False)


def ask_link(email: EmailAddress, *, context: Context) -> None:
    """Send a link that signs in to an address that is known.

    Nothing tells whether it is. An address that never answered gets its confirmation link again.
    """
    now = context.clock.now()
    with context.units() as uow:
        person = uow.people.by_email(email)
        if person is not None and person.state is AccountState.ACTIVE:
            if not _send_link(uow, person, link_for(person, context=context), now):
                leave_a_trace(uow, context)
            uow.commit()
            return
        waiting = uow.establishments.memberships_of(person.id) if person else ()
        if not waiting:
            leave_a_trace(uow, context)
            uow.commit()
    for membership in waiting:
        resend_confirmation(membership.siret, email, context=context)


def link_for(person: Person, *, context: Context) -> str:
    """A link that signs a person in, sealed: for whoever hands it to that person, and nobody else.

    Letters carry it; so do demonstrations and tests.
    """
    return context.links.seal(
        Link(context.ids.new(), person.id, None, Purpose.SIGN_IN, context.clock.now() + LINK_LIFE)
    )


def open_session(token: str, *, context: Context, beside: Person | None = None) -> Opened:
    """Follow a link that signs in, once.

    Args:
        token: of the link.
        context: the ports.
        beside: who is signed in already in the browser that follows it.

    Raises:
        NotFound: it was not made by us, was changed, or is a link of another kind.
        NotAllowed: it has expired, was followed before, or the account is suspended.
    """
    link = context.links.open(token)
    if link.purpose is not Purpose.SIGN_IN:
        raise NotFound("link", "")
    if link.expired(context.clock.now()):
        raise NotAllowed("link", "expired", "sign_in")
    return begin_session(
        link.person_id, link.proof, means=Means.LINK, context=context, beside=beside
    )


def begin_session(
    person_id: str, proof: str, *, means: Means, context: Context, beside: Person | None = None
) -> Opened:
    """Open a session for somebody who just proved who they are, by ``proof``, once.

    Args:
        person_id: who they are.
        proof: what showed it.
        means: of what kind that is.
        context: the ports.
        beside: who is signed in already in their browser.

    Raises:
        NotFound: there is no such person.
        NotAllowed: the proof has opened a session before, or the account is not active.
    """
    now = context.clock.now()
    # Two identifiers of 128 bits each, neither of which is ever shown elsewhere.
    secret = context.ids.new() + context.ids.new()
    with context.units() as uow:
        person = uow.people.get(person_id)
        if person.state is not AccountState.ACTIVE:
            raise NotAllowed("person", person.state.value, "sign_in")
        session = Session(
            id=context.ids.new(),
            person_id=person.id,
            digest=digest_of(secret),
            opened_by=digest_of(proof),
            opened_at=now,
            expires_at=now + LIFE,
            means=means,
        )
        try:
            uow.sessions.add(session)
        except Conflict as error:
            raise NotAllowed("link", "used", "sign_in") from error
        _note(uow, session, "session.opened", context.clock)
        if means is Means.LINK:
            _settle_identities(uow, session, beside, context.clock)
        uow.commit()
    return Opened(person, session, secret)


def session_of(secret: str, *, context: Context) -> SignedIn | None:
    """Who is in the session of that secret; None where it is of no use, whatever the reason."""
    with context.units.reading() as uow:
        session = uow.sessions.by_digest(digest_of(secret))
        if session is None or not session.usable(context.clock.now()):
            return None
        person = uow.people.get(session.person_id)
    return SignedIn(person, session) if person.state is AccountState.ACTIVE else None


def sessions_of(*, actor: Person, context: Context) -> Sequence[Session]:
    """The person's sessions that are open, the last opened first."""
    with context.units.reading() as uow:
        return [one for one in uow.sessions.of(actor.id) if one.usable(context.clock.now())]


def end_session(session_id: str, *, actor: Person, context: Context) -> None:
    """End a session of the person, at once; one that has ended already stays so.

    Raises:
        NotFound: the person has no such session.
    """
    with context.units() as uow:
        mine = (one for one in uow.sessions.of(actor.id) if one.id == session_id)
        session = next(mine, None)
        if session is None:
            raise NotFound("session", session_id)
        if not session.usable(context.clock.now()):
            return
        uow.sessions.save(session.ended(context.clock.now()))
        _note(uow, session, "session.ended", context.clock)
        uow.commit()


def forget_old_sessions(*, context: Context) -> int:
    """Remove the sessions whose time is over for a week; how many there were.

    What opened them stays too old to be followed again.
    """
    with context.units() as uow:
        gone = uow.sessions.forget(context.clock.now() - timedelta(days=7))
        uow.commit()
    return gone


def _send_link(uow: UnitOfWork, person: Person, token: str, now: datetime) -> bool:
    """Leave the letter; False where one of the same minute is on its way, which is good."""
    minute = int(now.timestamp() // RESEND_AFTER.total_seconds())
    message = OutboxMessage(
        id=message_id_of(NoticeKind.SIGN_IN, person.id, str(minute)),
        about="",
        kind=NoticeKind.SIGN_IN,
        to=person.email,
        language=person.language,
        values={
            "name": person.name,
            "token": token,
            "expires_at": (now + LINK_LIFE).isoformat(timespec="minutes"),
        },
        created_at=now,
    )
    try:
        uow.outbox.add(message)
    except Conflict:
        return False
    return True


def _settle_identities(
    uow: UnitOfWork, session: Session, beside: Person | None, clock: Clock
) -> None:
    """Now that the mailbox answers, keep the identities that opened the account, or let them go.

    Whoever opened the account through a provider that gave somebody else's address is out from the
    moment that somebody signs in: only who follows the link where they are signed in by the
    identity has shown that both are theirs. The sessions that it opened end with it.
    """
    same = beside is not None and beside.id == session.person_id
    for identity in uow.identities.of(session.person_id):
        if identity.confirmed:
            continue
        if same:
            uow.identities.save(identity.confirm())
        else:
            uow.identities.remove(identity.issuer, identity.subject)
            _note(uow, session, "identity.let_go", clock)
            end_sessions(uow, session.person_id, clock.now(), opened_by=Means.PROCONNECT)


def end_sessions(
    uow: UnitOfWork, person_id: str, now: datetime, *, opened_by: Means | None = None
) -> None:
    """End the sessions of a person in the unit of work: all, or those opened by some means."""
    for one in uow.sessions.of(person_id):
        if one.usable(now) and opened_by in (None, one.means):
            uow.sessions.save(one.ended(now))


def _note(uow: UnitOfWork, session: Session, action: str, clock: Clock) -> None:
    now = clock.now()
    uow.journal.add(JournalEntry(_CHAIN, 0, now, session.person_id, action, session.id, {}))


def open_session_of(email: EmailAddress, proof: str, *, context: Context) -> Opened:
    """Open a session for the person of the service whose verified address that is.

    Nobody is let in whom an administrator has not: no account is made, and no employer comes this
    way.

    Raises:
        NotFound: nobody of the service has that address, or their access is suspended.
        NotAllowed: the proof has opened a session before.
    """
    with context.units.reading() as uow:
        person = uow.people.by_email(email)
    if person is None or person.service_role is None or person.state is not AccountState.ACTIVE:
        raise NotFound("person", "of that address")
    return begin_session(person.id, proof, means=Means.PROVIDER, context=context)
