"""Who belongs to an establishment, and who may let whom in."""

from collections.abc import Callable

import pytest

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.people import membership, sign_up

GARAGE = Siret("40483304800022")
ANNEXE = Siret("73282932000082")
Act = Callable[..., Membership]


@pytest.fixture
def world() -> World:
    """Two firms with an account: the bakery of Ana, the garage of Bob."""
    world = World()
    world.register.put(registered(GARAGE, "Garage Dupont"))
    world.register.put(registered(ANNEXE, "Annexe"))
    return world


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    return world.contact("ana")


@pytest.fixture
def bob(world: World) -> Person:
    """Principal contact of the garage."""
    return world.contact("bob", GARAGE)


def join(world: World, person: Person, role: Role = Role.CONTACT) -> Membership:
    """Ask to join the bakery."""
    return membership.ask_to_join(BAKERY, role, actor=person, context=world.context)


def act(world: World, what: Act, person: Person, actor: Person) -> Membership:
    """Do something about a member of the bakery."""
    return what(BAKERY, person.id, actor=actor, context=world.context)


def test_who_is_let_in_may_file_and_is_told(world: World, ana: Person, bob: Person) -> None:
    """Asked, approved, told, filing."""
    assert join(world, bob, Role.DECLARANT).state is AccountState.PENDING
    with pytest.raises(NotFound):
        world.draft(bob)
    assert act(world, membership.approve_join, bob, ana).state is AccountState.ACTIVE
    assert [message.to for message in world.told(NoticeKind.JOIN_ACCEPTED)] == [bob.email]
    assert world.draft(bob).filed_by == bob.id


def test_asking_twice_asks_once(world: World, ana: Person, bob: Person) -> None:
    """The principal contact gets one letter."""
    join(world, bob)
    join(world, bob)
    assert [message.to for message in world.told(NoticeKind.JOIN_REQUEST)] == [ana.email]


def test_who_is_in_and_asks_again_stays_as_they_are(world: World) -> None:
    """The first contact of a firm for which nobody speaks yet does not lose that place."""
    first = world.newcomer("carl")
    with world.units.reading() as uow:
        before = uow.establishments.member(BAKERY, first.id)
    assert before is not None
    assert before.principal
    assert join(world, first) == before


def test_who_is_turned_down_is_told(world: World, ana: Person, bob: Person) -> None:
    """Nobody is left waiting for an answer."""
    join(world, bob, Role.DECLARANT)
    act(world, membership.decline_join, bob, ana)
    told = world.told(NoticeKind.JOIN_DECLINED)
    assert [(message.to, message.values["role"]) for message in told] == [(bob.email, "declarant")]


def test_an_address_that_never_answered_is_sent_nothing_more(world: World, ana: Person) -> None:
    """It may be somebody else's."""
    newcomer = sign_up.Newcomer(EmailAddress("eve@elsewhere.example"), "Eve", "fr", Role.DECLARANT)
    sign_up.sign_up(BAKERY, newcomer, context=world.context)
    with world.units.reading() as uow:
        eve = uow.people.by_email(newcomer.email)
    assert eve is not None
    act(world, membership.decline_join, eve, ana)
    assert world.told(NoticeKind.JOIN_DECLINED) == []


def test_who_is_turned_down_stays_out_until_restored(
    world: World, ana: Person, bob: Person
) -> None:
    """Asking again does not help; the contact may change their mind."""
    join(world, bob)
    assert act(world, membership.decline_join, bob, ana).state is AccountState.SUSPENDED
    with pytest.raises(NotAllowed):
        join(world, bob)
    assert act(world, membership.restore_member, bob, ana).state is AccountState.ACTIVE
    with pytest.raises(NotAllowed):
        act(world, membership.restore_member, bob, ana)


@pytest.mark.parametrize("what", [membership.approve_join, membership.decline_join])
def test_only_who_asked_can_be_answered_and_once(
    world: World, ana: Person, bob: Person, what: Act
) -> None:
    """Nobody is let in unasked."""
    with pytest.raises(NotFound):
        act(world, what, bob, ana)
    join(world, bob)
    act(world, membership.approve_join, bob, ana)
    with pytest.raises(NotAllowed, match="active"):
        act(world, what, bob, ana)


def test_nobody_is_let_in_before_their_address_has_answered(world: World, ana: Person) -> None:
    """A membership can wait for an address that never answers."""
    with world.units() as uow:
        person = Person(
            "f" * 32, EmailAddress("x@y.example"), "x", "fr", AccountState.PENDING, ana.created_at
        )
        uow.people.add(person)
        uow.establishments.add_member(
            Membership(
                BAKERY,
                person.id,
                Role.CONTACT,
                principal=False,
                state=AccountState.PENDING,
                since=ana.created_at,
                proven=True,
            )
        )
        uow.commit()
    with pytest.raises(NotAllowed, match="pending"):
        act(world, membership.approve_join, person, ana)
    with pytest.raises(NotAllowed, match="pending"):
        join(world, person)


@pytest.mark.parametrize(
    "what",
    [
        membership.approve_join,
        membership.decline_join,
        membership.suspend_member,
        membership.restore_member,
        membership.change_principal,
    ],
)
def test_a_stranger_finds_no_establishment_and_a_declarant_may_not(
    world: World, ana: Person, bob: Person, what: Act
) -> None:
    """A foreign object looks absent; one's own says what is not allowed."""
    with pytest.raises(NotFound, match="establishment"):
        act(world, what, ana, bob)
    join(world, bob, Role.DECLARANT)
    act(world, membership.approve_join, bob, ana)
    with pytest.raises(NotAllowed, match="declarant"):
        act(world, what, ana, bob)
    for role in (Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR):
        with pytest.raises(NotAllowed, match=role.value):
            act(world, what, ana, world.officer(role))


def test_the_principal_contact_hands_over_to_another_contact(
    world: World, ana: Person, bob: Person
) -> None:
    """Then the new one manages it all, and the old one may leave."""
    join(world, bob)
    act(world, membership.approve_join, bob, ana)
    with pytest.raises(NotAllowed, match="not the principal"):
        act(world, membership.change_principal, bob, bob)
    with pytest.raises(NotAllowed, match="principal"):
        act(world, membership.suspend_member, ana, ana)
    assert act(world, membership.change_principal, bob, ana).principal
    members = membership.members_of(BAKERY, actor=bob, context=world.context)
    assert [(one.person.id, one.membership.principal) for one in members] == [
        (bob.id, True),
        (ana.id, False),
    ]
    assert act(world, membership.suspend_member, ana, ana).state is AccountState.SUSPENDED
    with pytest.raises(NotFound):
        membership.members_of(BAKERY, actor=ana, context=world.context)


def test_a_declarant_or_a_stranger_cannot_be_the_principal_contact(
    world: World, ana: Person, bob: Person
) -> None:
    """The principal speaks for the employer."""
    with pytest.raises(NotFound):
        act(world, membership.change_principal, bob, ana)
    join(world, bob, Role.DECLARANT)
    act(world, membership.approve_join, bob, ana)
    with pytest.raises(NotAllowed, match="declarant"):
        act(world, membership.change_principal, bob, ana)


def test_an_administrator_replaces_a_principal_contact_who_has_gone(
    world: World, ana: Person, bob: Person
) -> None:
    """The way out when nobody answers at the firm; a proof comes first, as for everybody."""
    administrator = world.officer(Role.ADMINISTRATOR)
    join(world, bob)
    act(world, membership.approve_join, bob, administrator)
    with pytest.raises(NotAllowed):
        act(world, membership.change_principal, bob, administrator)
    world.prove(bob)
    assert act(world, membership.change_principal, bob, administrator).principal
    assert act(world, membership.suspend_member, ana, administrator).state is AccountState.SUSPENDED


def test_where_the_principal_is_gone_the_other_contacts_are_asked(
    world: World, ana: Person, bob: Person
) -> None:
    """Nobody waits for somebody who has left."""
    join(world, bob)
    act(world, membership.approve_join, bob, ana)
    with world.units() as uow:
        member = uow.establishments.member(BAKERY, ana.id)
        assert member is not None
        uow.establishments.save_member(member.moved_to(AccountState.SUSPENDED))
        uow.commit()
    join(world, world.contact("cleo", ANNEXE))
    assert bob.email in [message.to for message in world.told(NoticeKind.JOIN_REQUEST)]


def test_a_suspended_establishment_files_nothing_until_restored(world: World, ana: Person) -> None:
    """It is still seen; only an administrator suspends and restores."""
    administrator = world.officer(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        membership.suspend_establishment(BAKERY, actor=ana, context=world.context)
    membership.suspend_establishment(BAKERY, actor=administrator, context=world.context)
    with pytest.raises(NotAllowed, match="suspended"):
        world.draft(ana)
    assert membership.members_of(BAKERY, actor=ana, context=world.context)
    membership.restore_establishment(BAKERY, actor=administrator, context=world.context)
    assert world.draft(ana).siret == BAKERY


def test_only_an_answer_opens_an_account_never_an_administrator(world: World, ana: Person) -> None:
    """A pending establishment cannot be restored."""
    with world.units() as uow:
        annexe = Establishment(ANNEXE, "Annexe", AccountState.PENDING, ana.created_at)
        uow.establishments.add(annexe)
        uow.commit()
    with pytest.raises(NotAllowed, match="pending"):
        membership.restore_establishment(
            ANNEXE, actor=world.officer(Role.ADMINISTRATOR), context=world.context
        )


def _eve(world: World) -> Person:
    """Somebody who signed up and whose address has not answered."""
    newcomer = sign_up.Newcomer(EmailAddress("eve@elsewhere.example"), "Eve", "fr")
    sign_up.sign_up(BAKERY, newcomer, context=world.context)
    with world.units.reading() as uow:
        eve = uow.people.by_email(newcomer.email)
    assert eve is not None
    return eve


@pytest.mark.parametrize("what", [membership.restore_member, membership.suspend_member])
def test_who_waits_to_be_let_in_is_not_let_in_another_way(
    world: World, ana: Person, bob: Person, what: Act
) -> None:
    """A place is given back where it was taken away, and taken away where it is held."""
    join(world, bob)
    for waiting in (bob, _eve(world)):
        with pytest.raises(NotAllowed, match="pending"):
            act(world, what, waiting, ana)
        with pytest.raises(NotFound):
            membership.members_of(BAKERY, actor=waiting, context=world.context)


def test_a_place_is_taken_away_once(world: World, ana: Person, bob: Person) -> None:
    """And nobody who never had one gets one back."""
    with pytest.raises(NotFound):
        act(world, membership.restore_member, bob, ana)
    join(world, bob)
    act(world, membership.approve_join, bob, ana)
    act(world, membership.suspend_member, bob, ana)
    with pytest.raises(NotAllowed, match="suspended"):
        act(world, membership.suspend_member, bob, ana)


@pytest.mark.parametrize("state", [AccountState.PENDING, AccountState.SUSPENDED])
def test_nobody_asks_to_join_an_establishment_without_an_open_account(
    world: World, ana: Person, bob: Person, state: AccountState
) -> None:
    """Nobody is there to let them in: one that waits, is closed or does not exist looks alike."""
    with world.units() as uow:
        uow.establishments.add(Establishment(ANNEXE, "Annexe", state, ana.created_at))
        uow.commit()
    for siret in (ANNEXE, Siret("44306184100047")):
        with pytest.raises(NotFound, match="establishment"):
            membership.ask_to_join(siret, Role.CONTACT, actor=bob, context=world.context)
    with world.units.reading() as uow:
        assert uow.establishments.member(ANNEXE, bob.id) is None
