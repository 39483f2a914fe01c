"""Who judges, pays or lets in is never a party to it, by whatever door they come."""

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.office.queue import QueueKey, QueueKind
from partial_activity.domain.people.people import AccountState, Membership, Person, Role, may
from partial_activity.domain.people.people import Action as Act
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation.decisions import decide, withdraw_decision
from partial_activity.usecases.office.decide_many import Chosen, Left, decide_many
from partial_activity.usecases.people import membership, sign_up
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.screen_claims import decide_held_claim


@pytest.fixture
def world() -> World:
    return World()


def written_in(world: World, person: Person, state: AccountState = AccountState.ACTIVE) -> None:
    """A place of somebody of the service, as older software, or a hand in the database, left it."""
    with world.units() as uow:
        uow.establishments.add_member(
            Membership(
                BAKERY,
                person.id,
                Role.CONTACT,
                principal=False,
                state=state,
                since=world.clock.now(),
            )
        )
        uow.commit()


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_people_of_the_service_take_no_place_in_a_firm(world: World, role: Role) -> None:
    """Not by joining, not by opening it, not by signing up with their address."""
    ana, person = world.contact(), world.officer(role)
    for join in (membership.ask_to_join, sign_up.open_or_join):
        with pytest.raises(NotAllowed, match="of the service"):
            join(BAKERY, Role.CONTACT, actor=person, context=world.context)
    newcomer = sign_up.Newcomer(person.email, "Yves Martin", "fr")
    with pytest.raises(NotAllowed):
        sign_up.sign_up(BAKERY, newcomer, context=world.context)
    assert all(one.to != person.email for one in world.told(NoticeKind.CONFIRMATION))
    members = membership.members_of(BAKERY, actor=ana, context=world.context)
    assert [one.person.id for one in members] == [ana.id]


def test_a_place_written_for_somebody_of_the_service_gives_nothing(world: World) -> None:
    world.contact()
    chief = world.officer(Role.ADMINISTRATOR)
    written_in(world, chief)
    with world.units.reading() as uow:
        place = uow.establishments.member(BAKERY, chief.id)
    for action in (Act.SEE_NIR, Act.FILE_REQUEST, Act.FILE_CLAIM, Act.CHANGE_ACCOUNT):
        assert not may(chief, action, place)
    with pytest.raises(NotAllowed):
        world.draft(chief)


def test_an_administrator_lets_in_and_restores_anybody_but_themselves(world: World) -> None:
    world.contact()
    chief = world.officer(Role.ADMINISTRATOR)
    written_in(world, chief, AccountState.PENDING)
    steps = (
        membership.approve_join,
        membership.restore_member,
        membership.change_principal,
    )
    for step in steps:
        with pytest.raises(NotAllowed):
            step(BAKERY, chief.id, actor=chief, context=world.context)


def test_an_administrator_lets_no_colleague_into_a_firm(world: World) -> None:
    world.contact()
    chief, officer = world.officer(Role.ADMINISTRATOR), world.officer(Role.OFFICER)
    written_in(world, officer, AccountState.PENDING)
    with pytest.raises(NotAllowed, match="of the service"):
        membership.approve_join(BAKERY, officer.id, actor=chief, context=world.context)


def test_nobody_stops_or_frees_a_firm_they_belong_to(world: World) -> None:
    world.contact()
    chief = world.officer(Role.ADMINISTRATOR)
    written_in(world, chief)
    with pytest.raises(NotAllowed, match="a party to it"):
        membership.suspend_establishment(BAKERY, actor=chief, context=world.context)


def test_an_officer_decides_no_request_of_a_firm_they_belong_to_or_left(world: World) -> None:
    """Alone or among many; another officer does."""
    town = Town(world)
    request = town.request(1)
    odile, omar = town.colleague("odile"), town.colleague("omar")
    with world.units() as uow:
        uow.establishments.add_member(
            Membership(
                request.siret,
                odile.id,
                Role.CONTACT,
                principal=False,
                state=AccountState.SUSPENDED,
                since=world.clock.now(),
            )
        )
        uow.commit()
    with pytest.raises(NotAllowed, match="a party to it"):
        decide(request.siret, request.id, accepted=True, actor=odile, context=world.context)
    key = QueueKey(QueueKind.REQUEST, request.siret, request.id, request.version)
    (came,) = decide_many(
        [Chosen(key, request.revision)], accepted=True, actor=odile, context=world.context
    )
    assert came.left is Left.CHANGED
    made = decide(request.siret, request.id, accepted=True, actor=omar, context=world.context)
    with pytest.raises(NotAllowed, match="a party to it"):
        withdraw_decision(
            request.siret,
            made.number,
            WithdrawalReason.FRAUD,
            "fraude",
            actor=odile,
            context=world.context,
        )


def test_an_officer_decides_nothing_they_filed_before_they_were_one(world: World) -> None:
    town = Town(world)
    request = town.request(1)
    filer = attrs.evolve(town.contacts[1], service_role=Role.OFFICER)
    with pytest.raises(NotAllowed, match="a party to it"):
        decide(request.siret, request.id, accepted=True, actor=filer, context=world.context)


def test_an_officer_decides_no_claim_of_a_firm_they_belong_to(world: World) -> None:
    town = Town(world)
    claim = town.claim(1)
    filer = attrs.evolve(town.contacts[1], service_role=Role.OFFICER)
    with pytest.raises(NotAllowed, match="a party to it"):
        decide_held_claim(
            claim.siret,
            claim.id,
            accepted=True,
            reasons=(),
            message="",
            seen=Seen.of(claim),
            actor=filer,
            context=world.context,
        )


def test_a_stranger_still_learns_nothing(world: World) -> None:
    """The refusal comes after the question whether they may see it at all."""
    town = Town(world)
    request = town.request(1)
    stranger = town.contact(2)
    with pytest.raises(NotFound):
        decide(request.siret, request.id, accepted=True, actor=stranger, context=world.context)
