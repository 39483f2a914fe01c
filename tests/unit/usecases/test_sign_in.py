"""Signing in by a link: to an address that is known, once, for half an hour."""

from datetime import timedelta

import pytest

from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.adapters.memory.answers import ANSWERS
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.domain.people.people import AccountState, Role
from partial_activity.domain.people.sessions import FRESH, LIFE, Means
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.people.sign_up import Newcomer, sign_up

ANA = EmailAddress("ana@boulangerie.example")


@pytest.fixture
def world() -> World:
    """A firm the register knows."""
    return World()


def ask(world: World, email: EmailAddress = ANA) -> None:
    """Ask for a link."""
    sign_in.ask_link(email, context=world.context)


def links_sent(world: World) -> list[OutboxMessage]:
    """The letters that hold a link to sign in with, the last first."""
    with world.units.reading() as uow:
        return [one for one in uow.outbox.about("") if one.kind is NoticeKind.SIGN_IN]


def follow(world: World, token: str) -> sign_in.Opened:
    """Follow a link."""
    return sign_in.open_session(token, context=world.context)


def inside(world: World, secret: str) -> sign_in.SignedIn | None:
    """Who is in the session of that secret."""
    return sign_in.session_of(secret, context=world.context)


def test_a_link_opens_a_session_for_its_person(world: World) -> None:
    """And the session is good for a working day."""
    ana = world.contact()
    ask(world)
    (letter,) = links_sent(world)
    assert letter.to == ana.email
    opened = follow(world, letter.values["token"])
    found = inside(world, opened.secret)
    assert found is not None
    assert found.person.id == ana.id
    world.clock.tick(LIFE)
    assert inside(world, opened.secret) is None


def test_a_link_is_followed_once(world: World) -> None:
    """Who finds it in a mailbox later gets nothing."""
    world.contact()
    ask(world)
    token = links_sent(world)[0].values["token"]
    follow(world, token)
    with pytest.raises(NotAllowed) as refused:
        follow(world, token)
    assert refused.value.now == "used"


def test_a_link_is_good_for_half_an_hour(world: World) -> None:
    """Then another is asked for."""
    world.contact()
    ask(world)
    token = links_sent(world)[0].values["token"]
    world.clock.tick(sign_in.LINK_LIFE)
    with pytest.raises(NotAllowed) as refused:
        follow(world, token)
    assert refused.value.now == "expired"


def test_an_unknown_address_is_sent_nothing(world: World) -> None:
    """And who asks cannot tell."""
    ask(world)
    assert links_sent(world) == []


def test_an_address_that_never_answered_is_asked_again_to_confirm(world: World) -> None:
    """It cannot sign in before."""
    sign_up(BAKERY, Newcomer(ANA, "ana", "fr"), context=world.context)
    world.clock.tick(timedelta(minutes=10))
    ask(world)
    assert links_sent(world) == []
    assert len(world.told(NoticeKind.CONFIRMATION)) == 2


def test_asking_twice_at_once_sends_one_letter(world: World) -> None:
    """An impatient hand does not fill a mailbox; a minute later it may ask again."""
    world.contact()
    ask(world)
    ask(world)
    assert len(links_sent(world)) == 1
    world.clock.tick(sign_in.RESEND_AFTER)
    ask(world)
    assert len(links_sent(world)) == 2


def test_a_link_that_confirms_an_address_does_not_sign_in(world: World) -> None:
    """Nor the other way round: each link is for what it was made for."""
    ana = world.contact()
    link = Link(
        "l", ana.id, BAKERY, Purpose.CONFIRM_ADDRESS, world.clock.now() + timedelta(hours=1)
    )
    with pytest.raises(NotFound):
        follow(world, world.links.seal(link))


def test_who_was_suspended_is_out_at_once(world: World) -> None:
    """Whatever session is open."""
    officer = world.officer(Role.OFFICER)
    opened = sign_in.begin_session(officer.id, "a proof", means=Means.LINK, context=world.context)
    with world.units() as uow:
        uow.people.save(uow.people.get(officer.id).moved_to(AccountState.SUSPENDED))
        uow.commit()
    assert inside(world, opened.secret) is None
    with pytest.raises(NotAllowed):
        sign_in.begin_session(officer.id, "another", means=Means.LINK, context=world.context)


def test_a_session_is_ended_by_its_person_only(world: World) -> None:
    """And is of no use from then on, in any browser."""
    ana, bob = world.contact(), world.contact("bob")
    opened = sign_in.begin_session(ana.id, "a proof", means=Means.LINK, context=world.context)
    with pytest.raises(NotFound):
        sign_in.end_session(opened.session.id, actor=bob, context=world.context)
    sign_in.end_session(opened.session.id, actor=ana, context=world.context)
    assert inside(world, opened.secret) is None
    assert sign_in.sessions_of(actor=ana, context=world.context) == []


def test_a_proof_is_fresh_for_a_quarter_of_an_hour(world: World) -> None:
    """What moves money asks for another after that."""
    ana = world.contact()
    opened = sign_in.begin_session(ana.id, "a proof", means=Means.LINK, context=world.context)
    assert opened.session.fresh(world.clock.now())
    world.clock.tick(FRESH)
    assert not opened.session.fresh(world.clock.now())


def test_old_sessions_are_forgotten_after_a_week(world: World) -> None:
    """They are personal data of no more use."""
    ana = world.contact()
    sign_in.begin_session(ana.id, "a proof", means=Means.LINK, context=world.context)
    world.clock.tick(timedelta(days=7))
    assert sign_in.forget_old_sessions(context=world.context) == 0
    world.clock.tick(LIFE + timedelta(seconds=1))
    assert sign_in.forget_old_sessions(context=world.context) == 1


def test_a_session_ends_once(world: World) -> None:
    """What is over is over: nobody ends it a second time."""
    ana = world.contact()
    opened = sign_in.begin_session(ana.id, "a proof", means=Means.LINK, context=world.context)
    ended = opened.session.ended(world.clock.now())
    with pytest.raises(NotAllowed):
        ended.ended(world.clock.now())


def spellings(token: str) -> list[str]:
    """Other ways to write the bytes of a link, and other links that say nothing."""
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(token[-1])
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return [
        *(token + "=" * many for many in (1, 2, 3)),
        *(token[:-1] + alphabet[last ^ bits] for bits in (1, 2, 3)),
        *(token.replace(one, other) for one, other in (("-", "+"), ("_", "/")) if one in token),
        *(f"{token} ", f" {token}", f"{token}\n", f"{token}."),
    ]


def test_a_link_has_one_spelling_and_opens_one_session(world: World) -> None:
    """However it is written, before it is followed and after."""
    ana = world.contact()
    for _ in range(20):
        token = sign_in.link_for(ana, context=world.context)
        for spelling in spellings(token):
            with pytest.raises((NotFound, NotAllowed)):
                follow(world, spelling)
        follow(world, token)
        for spelling in [token, *spellings(token)]:
            with pytest.raises((NotFound, NotAllowed)):
                follow(world, spelling)
    assert len(sign_in.sessions_of(actor=ana, context=world.context)) == 20


def test_a_link_is_used_up_by_what_it_says(world: World) -> None:
    """Sealed again, by whoever holds the key, it is the same link."""
    ana = world.contact()
    token = sign_in.link_for(ana, context=world.context)
    follow(world, token)
    again = world.links.seal(world.links.open(token))
    assert again != token
    with pytest.raises(NotAllowed) as refused:
        follow(world, again)
    assert refused.value.now == "used"


def test_an_address_costs_as_much_whether_it_is_known_or_not(world: World) -> None:
    """One thing is written and committed: a clock tells a stranger nothing."""
    world.contact()
    bob = EmailAddress("bob@boulangerie.example")
    for email in (ANA, bob, ANA, bob):
        before = written(world)
        ask(world, email)
        assert written(world) == before + 1


def written(world: World) -> int:
    """How many letters and kept answers there are."""
    assert isinstance(world.units, MemoryUnitsOfWork)
    with world.units.reading() as uow:
        return len(list(world.units.tables[ANSWERS].values())) + len(uow.outbox.about(""))
