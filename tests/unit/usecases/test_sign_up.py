"""An employer comes in: a SIRET the register knows, an address that answers, and they may file."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.domain.people.people import AccountState, Role
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.people import membership
from partial_activity.usecases.people.sign_up import (
    LINK_LIFE,
    RESEND_AFTER,
    Newcomer,
    SignedUp,
    confirm,
    resend_confirmation,
    sign_up,
)

ANA = EmailAddress("ana@boulangerie.example")
UNKNOWN = Siret("40483304800022")


@pytest.fixture
def world() -> World:
    """A firm the register knows, and nobody who signed up."""
    return World()


def come(
    world: World,
    email: EmailAddress = ANA,
    siret: Siret = BAKERY,
    role: Role = Role.CONTACT,
) -> SignedUp:
    """Sign up."""
    return sign_up(
        siret, Newcomer(email, email.text.partition("@")[0], "fr", role), context=world.context
    )


def resend(world: World, email: EmailAddress = ANA) -> None:
    """Ask for the link again."""
    resend_confirmation(BAKERY, email, context=world.context)


def token(world: World) -> str:
    """The last link sent."""
    return world.told(NoticeKind.CONFIRMATION)[0].values["token"]


def test_a_siret_that_the_register_does_not_know_opens_no_account(world: World) -> None:
    """The outcome says so; nothing is kept, nobody is told."""
    signed_up = come(world, siret=UNKNOWN)
    assert [refusal.code for refusal in signed_up.refusals] == ["siret_unknown"]
    assert str(UNKNOWN) in signed_up.refusals[0].french
    assert not world.told(NoticeKind.CONFIRMATION, UNKNOWN)
    with world.units.reading() as uow:
        assert uow.establishments.find(UNKNOWN) is None
        assert uow.people.by_email(ANA) is None


@pytest.mark.parametrize(
    ("since", "code"), [(None, "siret_closed"), (date(2023, 12, 1), "siret_closed_since")]
)
def test_a_closed_establishment_opens_no_account(
    world: World, since: date | None, code: str
) -> None:
    """The outcome says since when, where the register does."""
    world.register.put(registered(BAKERY, active=False, since=since))
    assert [refusal.code for refusal in come(world).refusals] == [code]


def test_a_sign_up_waits_for_the_address_to_answer(world: World) -> None:
    """Establishment, person and membership are pending; a link is on its way."""
    assert not come(world).refusals
    with world.units.reading() as uow:
        person = uow.people.by_email(ANA)
        assert person is not None
        member = uow.establishments.member(BAKERY, person.id)
        assert member is not None
        states = {uow.establishments.get(BAKERY).state, person.state, member.state}
    assert states == {AccountState.PENDING}
    (message,) = world.told(NoticeKind.CONFIRMATION)
    assert message.to == ANA
    assert message.values["establishment"] == "Boulangerie Martin"


def test_an_establishment_without_a_published_name_is_called_by_its_siret(world: World) -> None:
    """Some ask not to be published; letters still name something."""
    world.register.put(registered(BAKERY, name=""))
    come(world)
    called = world.told(NoticeKind.CONFIRMATION)[0].values["establishment"]
    assert "".join(called.split()) == f"SIRET{BAKERY}"


def test_confirmed_means_able_to_file_at_once(world: World) -> None:
    """No second mail: the draft is accepted in the same instant."""
    come(world)
    confirmed = world.follow(ANA)
    assert confirmed.person.state is AccountState.ACTIVE
    assert confirmed.establishment.state is AccountState.ACTIVE
    assert confirmed.membership.principal
    assert world.draft(confirmed.person).siret == BAKERY


def test_who_has_not_confirmed_sees_nothing(world: World) -> None:
    """A pending person is told that there is no such establishment."""
    come(world)
    with world.units.reading() as uow:
        person = uow.people.by_email(ANA)
    assert person is not None
    with pytest.raises(NotFound):
        world.draft(person)


def test_a_link_followed_twice_changes_nothing(world: World) -> None:
    """Mail programs follow links too."""
    come(world)
    first = world.follow(ANA)
    journal = world.journal()
    assert world.follow(ANA) == attrs.evolve(first, proof=None)
    assert world.journal() == journal


def test_a_link_expires_to_the_instant(world: World) -> None:
    """Good until just before, never after."""
    come(world)
    world.clock.tick(LINK_LIFE)
    with pytest.raises(NotAllowed, match="expired"):
        world.follow(ANA)
    world.clock.tick(-timedelta(seconds=1))
    assert world.follow(ANA).membership.principal


def test_a_link_resent_is_good_while_the_old_one_expires_on_its_own_day(world: World) -> None:
    """Each link has its own expiry; both are good meanwhile."""
    come(world)
    old = token(world)
    world.clock.tick(timedelta(days=1))
    resend(world)
    new = token(world)
    assert new != old
    world.clock.tick(LINK_LIFE - timedelta(days=1))
    with pytest.raises(NotAllowed, match="expired"):
        confirm(old, context=world.context)
    confirmed = confirm(new, context=world.context)
    assert confirmed.membership.principal


def test_a_link_asked_for_again_at_once_is_the_one_just_sent(world: World) -> None:
    """Impatience sends one mail; a few minutes later there is another."""
    come(world)
    resend(world)
    come(world)
    assert len(world.told(NoticeKind.CONFIRMATION)) == 1
    world.clock.tick(RESEND_AFTER)
    resend(world)
    assert len(world.told(NoticeKind.CONFIRMATION)) == 2


def test_resending_to_an_unknown_address_tells_nothing(world: World) -> None:
    """Whether an address has an account is nobody's business."""
    come(world)
    resend(world, EmailAddress("someone@else.example"))
    assert len(world.told(NoticeKind.CONFIRMATION)) == 1


def test_nothing_can_be_read_in_a_link_and_none_can_be_made(world: World) -> None:
    """No SIRET, no identifier; one character changed and it is nobody's."""
    come(world)
    text = token(world)
    assert str(BAKERY) not in text
    assert text.replace("-", "").replace("_", "").isalnum()
    for forged in (text[:-2] + ("AA" if text[-2:] != "AA" else "BB"), text[:20], "", "é"):
        with pytest.raises(NotFound):
            confirm(forged, context=world.context)


def test_a_sealed_link_opens_as_it_was() -> None:
    """To the second."""
    until = datetime(2024, 3, 7, 9, 30, tzinfo=UTC)
    link = Link("l", "0" * 32, BAKERY, Purpose.CONFIRM_ADDRESS, until)
    links = World().links
    assert links.open(links.seal(link)) == link
    assert links.seal(link) != links.seal(link)


def test_the_first_to_confirm_becomes_the_principal_contact(world: World) -> None:
    """A mistyped address does not lock an establishment: somebody else signs up and is first."""
    come(world, EmailAddress("mistyped@nowhere.example"))
    come(world)
    assert world.follow(ANA).membership.principal
    late = world.follow(EmailAddress("mistyped@nowhere.example")).membership
    assert (late.state, late.principal, late.proven) == (AccountState.ACTIVE, False, False)
    assert not world.told(NoticeKind.JOIN_REQUEST), "nobody speaks for the firm yet"


def test_an_accountant_who_comes_first_is_no_employer(world: World) -> None:
    """A declarant stays one; the contact who comes after is the principal."""
    first = EmailAddress("bob@compta.example")
    come(world, first, role=Role.DECLARANT)
    accountant = world.follow(first).membership
    assert (accountant.role, accountant.principal) == (Role.DECLARANT, False)
    come(world)
    assert world.follow(ANA).membership.principal


def test_the_address_of_a_person_who_exists_joins_with_that_person(world: World) -> None:
    """One person an address, however many establishments."""
    shop = Siret("73282932000082")
    world.register.put(registered(shop, "Boulangerie Martin 2"))
    ana = world.contact("ana")
    come(world, ANA, shop)
    assert world.follow(ANA, shop).person == ana
    accounts = membership.accounts_of(ana, context=world.context)
    assert {account.establishment.siret for account in accounts} == {BAKERY, shop}
    assert {account.membership.state for account in accounts} == {AccountState.ACTIVE}


def test_signing_up_where_there_is_an_account_asks_the_principal_contact(world: World) -> None:
    """Once the address has answered, and once only."""
    ana = world.contact("ana")
    bob = EmailAddress("bob@compta.example")
    come(world, bob, role=Role.DECLARANT)
    assert not world.told(NoticeKind.JOIN_REQUEST), "an address that never answers asks nobody"
    joined = world.follow(bob)
    assert joined.membership.state is AccountState.PENDING
    assert joined.membership.role is Role.DECLARANT
    world.follow(bob)
    (message,) = world.told(NoticeKind.JOIN_REQUEST)
    assert (message.to, message.values["email"]) == (ana.email, str(bob))
    with pytest.raises(NotFound):
        requests.requests_of(BAKERY, actor=joined.person, context=world.context)


@pytest.mark.parametrize("what", ["person", "membership", "establishment"])
def test_what_is_suspended_cannot_come_back_by_signing_up(world: World, what: str) -> None:
    """Neither the person, nor the membership, nor the establishment."""
    ana = world.contact("ana")
    with world.units() as uow:
        member = uow.establishments.member(BAKERY, ana.id)
        assert member is not None
        if what == "person":
            uow.people.save(ana.moved_to(AccountState.SUSPENDED))
        elif what == "membership":
            uow.establishments.save_member(member.moved_to(AccountState.SUSPENDED))
        else:
            establishment = uow.establishments.get(BAKERY)
            uow.establishments.save(establishment.moved_to(AccountState.SUSPENDED))
        uow.commit()
    with pytest.raises(NotAllowed, match=what):
        come(world)


def test_a_link_opens_a_session_only_for_an_address_that_just_answered(world: World) -> None:
    """Anybody may have one sent to any address; it is good for days, which no sign-in is."""
    come(world)
    first = world.follow(ANA)
    assert first.proof is not None
    assert world.follow(ANA).proof is None
    shop = Siret("73282932000082")
    world.register.put(registered(shop, "Boulangerie Martin 2"))
    come(world, ANA, shop)
    assert world.follow(ANA, shop).proof is None


def test_a_link_does_not_wake_a_suspended_person(world: World) -> None:
    """Suspended between the mail and the click."""
    come(world)
    with world.units() as uow:
        person = uow.people.by_email(ANA)
        assert person is not None
        uow.people.save(attrs.evolve(person, state=AccountState.SUSPENDED))
        uow.commit()
    with pytest.raises(NotAllowed, match="suspended"):
        world.follow(ANA)


def test_every_step_is_in_the_journal_without_personal_data(world: World) -> None:
    """Identifiers and codes only."""
    come(world)
    world.follow(ANA)
    actions = [entry.action for entry in world.journal()]
    assert actions == [
        "establishment.signed_up",
        "confirmation.sent",
        "person.confirmed",
        "establishment.confirmed",
    ]
    assert "ana" not in str(world.journal())
