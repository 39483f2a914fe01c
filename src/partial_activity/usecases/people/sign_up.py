"""An employer comes in: an establishment by its SIRET, a person by an address that answers."""

from datetime import datetime, timedelta

import attrs
from attrs import frozen

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.free_text import check_name
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.idempotency import KEPT_FOR, KeptAnswer, KeyedRequest
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.domain.people.people import (
    AccountState,
    Action,
    Establishment,
    Membership,
    Person,
    Role,
    may,
)
from partial_activity.ports.clock import Ids
from partial_activity.ports.registers import RegisteredEstablishment
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import is_frozen, require_stranger
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record

_TRACE = "nobody"
"""The room of what is kept for addresses that get no letter."""
LINK_LIFE = timedelta(days=3)
"""The life of a confirmation link."""
RESEND_AFTER = timedelta(minutes=5)
"""A link asked for again sooner is the one just sent."""


@frozen
class Newcomer:
    """Who signs up, as they say."""

    email: EmailAddress
    name: str
    language: str
    """``fr`` or ``en``."""
    role: Role = Role.CONTACT
    """What to be where the establishment has an account; the first of a new one is its contact."""

    def __attrs_post_init__(self) -> None:
        check_name(self.name, "name")


@frozen
class SignedUp:
    """What came of a sign-up. It looks the same whether the address was known before or not."""

    siret: Siret
    refusals: tuple[Refusal, ...] = ()
    """Why no account can be opened; empty: a link was sent to the address."""


def sign_up(
    siret: Siret, newcomer: Newcomer, *, context: Context, workforce: int | None = None
) -> SignedUp:
    """Open an account, or ask to join one, and send a link that confirms the address.

    A new establishment opens an account; one that has an account gets a membership that waits; an
    address that is known already joins with the person it belongs to.

    Raises:
        NotAllowed: the person, the establishment or the membership is suspended, or the person is
            of the service.
    """
    registered = context.register.find([siret]).get(siret)
    if registered is None:
        return SignedUp(siret, (Refusal("siret_unknown", _ARTICLE, {"siret": siret}),))
    if not registered.active:
        return SignedUp(siret, (_closed(registered),))
    try:
        _begin(siret, newcomer, registered, workforce, context)
    except NotAllowed:
        with context.units() as uow:
            leave_a_trace(uow, context)
            uow.commit()
        raise
    return SignedUp(siret)


def _begin(
    siret: Siret,
    newcomer: Newcomer,
    registered: RegisteredEstablishment,
    workforce: int | None,
    context: Context,
) -> None:
    now = context.clock.now()
    with context.units() as uow:
        person = _person(uow, newcomer, now, context.ids)
        require_stranger(person, "sign_up")
        record = Record(uow, siret, now, person.id)
        establishment, membership = _place(record, person, registered, workforce, newcomer.role)
        for thing, state in (
            ("person", person.state),
            ("establishment", establishment.state),
            ("membership", membership.state),
        ):
            if state is AccountState.SUSPENDED:
                raise NotAllowed(thing, state.value, "sign_up")
        _send_link(attrs.evolve(record, name=establishment.called), person, context)
        uow.commit()


def resend_confirmation(siret: Siret, email: EmailAddress, *, context: Context) -> None:
    """Send a fresh link to an address that waits for one; asked again at once, it changes nothing.

    The links sent before stay good until they expire. Nothing tells whether the address is known.
    """
    with context.units() as uow:
        person = uow.people.by_email(email)
        membership = uow.establishments.member(siret, person.id) if person else None
        if (
            person is None
            or membership is None
            or AccountState.SUSPENDED
            in (
                person.state,
                membership.state,
            )
        ):
            leave_a_trace(uow, context)
            uow.commit()
            return
        record = Record(uow, siret, context.clock.now(), person.id)
        _send_link(record, person, context)
        uow.commit()


@frozen
class JoinOutcome:
    """What came of a signed-in person's wish to act for an establishment."""

    siret: Siret
    refusals: tuple[Refusal, ...] = ()
    """Why no account can be opened."""
    membership: Membership | None = None
    """Active: able to file, at once. Pending: a contact was asked. None: refused."""


def open_or_join(
    siret: Siret, role: Role, *, actor: Person, context: Context, workforce: int | None = None
) -> JoinOutcome:
    """Open an account, or ask to join one, for somebody whose address has answered already.

    It does what ``sign_up`` and ``confirm`` do together, without another letter to confirm.
    Doing it again changes nothing.

    Raises:
        NotAllowed: the person's address has not answered, the person is of the service, or the
            establishment or the membership is suspended.
    """
    if actor.state is not AccountState.ACTIVE:
        raise NotAllowed("person", actor.state.value, "join")
    require_stranger(actor, "join")
    registered = context.register.find([siret]).get(siret)
    if registered is None:
        return JoinOutcome(siret, (Refusal("siret_unknown", _ARTICLE, {"siret": siret}),))
    if not registered.active:
        return JoinOutcome(siret, (_closed(registered),))
    with context.units() as uow:
        record = Record(uow, siret, context.clock.now(), actor.id)
        _, membership = _place(record, actor, registered, workforce, role)
        if membership.state is not AccountState.ACTIVE:
            if membership.state is AccountState.SUSPENDED:
                raise NotAllowed("membership", membership.state.value, "join")
            let_in(record, actor, membership)
        joined = uow.establishments.member(siret, actor.id)
        uow.commit()
    return JoinOutcome(siret, membership=joined)


@frozen
class Confirmed:
    """What a followed link has opened."""

    person: Person
    establishment: Establishment
    membership: Membership
    """Active: able to file, at once. Pending: the principal contact was asked."""
    proof: str | None
    """Opens one session: the address answered just now. None: the account was there before, and
    signs in by a link of its own, which is not good for days."""


def confirm(token: str, *, context: Context) -> Confirmed:
    """Follow a confirmation link: the address has answered.

    While nobody has shown that they speak for the establishment, who confirms may file requests at
    once, and sees their own only; afterwards, its contacts are asked. A link followed twice
    changes nothing.

    Raises:
        NotFound: the link was not made by us, or was changed.
        NotAllowed: it has expired, or the account it is for was suspended since, or is of the
            service.
    """
    link = context.links.open(token)
    now = context.clock.now()
    if link.siret is None or link.purpose is not Purpose.CONFIRM_ADDRESS:
        raise NotFound("link", "")
    if link.expired(now):
        raise NotAllowed("link", "expired", "confirmed")
    with context.units() as uow:
        person = uow.people.get(link.person_id)
        require_stranger(person, "confirmed")
        membership = uow.establishments.member(link.siret, person.id)
        if membership is None:
            raise NotFound("membership", str(link.siret))
        record = Record(uow, link.siret, now, person.id)
        proof = None
        if person.state is not AccountState.ACTIVE:
            _may_go_on(person.state, "person")
            proof = link.proof
            uow.people.save(person.moved_to(AccountState.ACTIVE))
            record.note("person.confirmed", person.id)
        if membership.state is not AccountState.ACTIVE:
            _may_go_on(membership.state, "membership")
            let_in(record, person, membership)
        confirmed = _confirmed(uow, link.siret, person.id, proof)
        uow.commit()
    return confirmed


_ARTICLE = "R. 5122-26"


def _closed(registered: RegisteredEstablishment) -> Refusal:
    since = registered.state_since
    if since is None:
        return Refusal("siret_closed", _ARTICLE, {"siret": registered.siret})
    return Refusal("siret_closed_since", _ARTICLE, {"siret": registered.siret, "since": since})


def _person(uow: UnitOfWork, newcomer: Newcomer, now: datetime, ids: Ids) -> Person:
    known = uow.people.by_email(newcomer.email)
    if known is not None:
        return known
    person = Person(
        ids.new(), newcomer.email, newcomer.name, newcomer.language, AccountState.PENDING, now
    )
    uow.people.add(person)
    return person


def _place(
    record: Record,
    person: Person,
    registered: RegisteredEstablishment,
    workforce: int | None,
    role: Role,
) -> tuple[Establishment, Membership]:
    """The account, and the person's place in it: those that are there, or new ones."""
    account, member = record.uow.establishments.with_member(registered.siret, person.id)
    return (
        account or _account(record, registered, workforce),
        member or _membership(record, person, role),
    )


def _account(
    record: Record, registered: RegisteredEstablishment, workforce: int | None
) -> Establishment:
    establishment = Establishment(
        registered.siret,
        registered.name or str(registered.siret),
        AccountState.PENDING,
        record.at,
        workforce,
    )
    record.uow.establishments.add(establishment)
    record.note("establishment.signed_up", record.actor)
    return establishment


def _membership(record: Record, person: Person, role: Role) -> Membership:
    membership = Membership(
        record.siret,
        person.id,
        role,
        principal=False,
        state=AccountState.PENDING,
        since=record.at,
    )
    record.uow.establishments.add_member(membership)
    return membership


def _send_link(record: Record, person: Person, context: Context) -> None:
    latest = record.uow.outbox.last_told(str(record.siret), NoticeKind.CONFIRMATION, person.email)
    if latest is not None and record.at - latest < RESEND_AFTER:
        leave_a_trace(record.uow, context)
        return
    link = Link(
        context.ids.new(), person.id, record.siret, Purpose.CONFIRM_ADDRESS, record.at + LINK_LIFE
    )
    record.tell(
        NoticeKind.CONFIRMATION,
        person,
        record.at.isoformat(),
        {
            "token": context.links.seal(link),
            "expires_at": link.expires_at.isoformat(timespec="minutes"),
        },
    )
    record.note("confirmation.sent", person.id)


def leave_a_trace(uow: UnitOfWork, context: Context) -> None:
    """Keep something for a day where no letter is left, so that the answer takes as long.

    A stranger who measures learns nothing of who has an account.
    """
    now = context.clock.now()
    asked = KeyedRequest("", _TRACE, context.ids.new(), "")
    uow.answers.add(KeptAnswer(asked, 0, {}, b"", now, now + KEPT_FOR))


def _may_go_on(state: AccountState, what: str) -> None:
    if state is AccountState.SUSPENDED:
        raise NotAllowed(what, state.value, "confirmed")


def _confirmed(uow: UnitOfWork, siret: Siret, person_id: str, proof: str | None) -> Confirmed:
    """The establishment and the person as stored, with their new revisions."""
    establishment, membership = uow.establishments.with_member(siret, person_id)
    assert establishment is not None
    assert membership is not None
    return Confirmed(uow.people.get(person_id), establishment, membership, proof)


def let_in(record: Record, person: Person, membership: Membership) -> None:
    """Ask who speaks for the firm; while nobody does, let the person in, in a room of their own.

    The first contact is its principal one, as far as that goes before a proof; who files for
    others stays a declarant, even the first.
    """
    store = record.uow.establishments
    establishment = store.get(record.siret)
    # What waits for an address to answer is not suspended by a freeze, and opened by none.
    held = is_frozen(record.uow, record.siret, person)
    _may_go_on(AccountState.SUSPENDED if held else establishment.state, "establishment")
    members = store.members(record.siret)
    if any(one.speaks for one in members):
        ask_contacts(record, person, membership)
        return
    if establishment.state is AccountState.PENDING:
        store.save(establishment.moved_to(AccountState.ACTIVE))
        record.note("establishment.confirmed", person.id)
    first = membership.role is Role.CONTACT and not any(one.principal for one in members)
    store.save_member(attrs.evolve(membership.moved_to(AccountState.ACTIVE), principal=first))
    if not first:
        record.note("membership.unproven", person.id, role=membership.role.value)


def ask_contacts(record: Record, person: Person, membership: Membership) -> None:
    """Tell the principal contact, or the other contacts where there is none, who asks to join."""
    members = record.uow.establishments.members(record.siret)
    principal = next((one for one in members if one.principal and one.speaks), None)
    asked = (
        [record.uow.people.get(principal.person_id)]
        if principal
        else [
            contact
            for member in members
            if may(
                contact := record.uow.people.get(member.person_id), Action.MANAGE_MEMBERS, member
            )
        ]
    )
    fact = f"{person.id} {membership.since.isoformat()}"
    waiting = [one for one in asked if not record.told(NoticeKind.JOIN_REQUEST, one, fact)]
    for contact in waiting:
        record.tell(
            NoticeKind.JOIN_REQUEST,
            contact,
            fact,
            {
                "joiner": person.name,
                "email": str(person.email),
                "role": membership.role.value,
            },
        )
    if waiting:
        record.note("membership.asked", person.id, role=membership.role.value)
