"""Somebody who is signed in acts for one more establishment: its account is opened, or joined."""

from datetime import date

import pytest

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.people.membership import decline_join
from partial_activity.usecases.people.sign_up import JoinOutcome, open_or_join

GARAGE = Siret("40483304800022")


@pytest.fixture
def world() -> World:
    """Two firms of the register."""
    world = World()
    world.register.put(registered(GARAGE, "Garage Dupont"))
    return world


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    return world.contact("ana")


def join(
    world: World, person: Person, siret: Siret = GARAGE, role: Role = Role.DECLARANT
) -> JoinOutcome:
    """Ask for an establishment."""
    return open_or_join(siret, role, actor=person, context=world.context)


def test_who_opens_an_account_is_its_principal_contact_and_may_file(
    world: World, ana: Person
) -> None:
    """At once: the address has answered before, and no letter is needed."""
    membership = join(world, ana, role=Role.CONTACT).membership
    assert membership is not None
    assert (membership.state, membership.role, membership.principal) == (
        AccountState.ACTIVE,
        Role.CONTACT,
        True,
    )
    assert not membership.proven
    assert world.draft(ana, GARAGE).siret == GARAGE
    assert world.told(NoticeKind.CONFIRMATION, GARAGE) == []


def test_who_joins_an_account_waits_for_its_contact(world: World, ana: Person) -> None:
    """The contact gets one letter, however often it is asked."""
    bob = world.contact("bob", GARAGE)
    for _ in range(2):
        membership = join(world, ana).membership
        assert membership is not None
        assert (membership.state, membership.role) == (AccountState.PENDING, Role.DECLARANT)
    assert [message.to for message in world.told(NoticeKind.JOIN_REQUEST, GARAGE)] == [bob.email]


def test_an_establishment_of_ones_own_stays_as_it_is(world: World, ana: Person) -> None:
    """Asking for it again changes neither role nor state."""
    membership = join(world, ana, BAKERY).membership
    assert membership is not None
    assert membership.principal
    assert membership.state is AccountState.ACTIVE


def test_what_the_register_does_not_know_or_has_closed_opens_nothing(
    world: World, ana: Person
) -> None:
    """The outcome says which of the two."""
    world.register.put(registered(GARAGE, active=False, since=date(2023, 12, 1)))
    assert [one.code for one in join(world, ana).refusals] == ["siret_closed_since"]
    unknown = Siret("73282932000082")
    assert [one.code for one in join(world, ana, unknown).refusals] == ["siret_unknown"]


def test_who_was_turned_down_cannot_come_in_by_asking_again(world: World, ana: Person) -> None:
    """A contact decides."""
    bob = world.contact("bob", GARAGE)
    join(world, ana)
    decline_join(GARAGE, ana.id, actor=bob, context=world.context)
    with pytest.raises(NotAllowed, match="suspended"):
        join(world, ana)
