"""People of the service: let in, given another role, suspended, restored; never without anybody."""

import attrs
import pytest

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.testing.stories import World
from partial_activity.usecases.people import service_people, sign_in
from partial_activity.usecases.people.service_people import Newcomer

ZOE = Newcomer(EmailAddress("zoe@ddets.example"), "Zoé Noël", Role.OFFICER)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def chief(world: World) -> Person:
    return world.officer(Role.ADMINISTRATOR)


def added(world: World, chief: Person, newcomer: Newcomer = ZOE) -> Person:
    return service_people.add_person(
        newcomer, actor=chief, context=world.context, proof=Proof.FRESH
    )


def steps(world: World) -> list[tuple[str, str, dict[str, str]]]:
    with world.units.reading() as uow:
        entries = uow.journal.entries("service")
        return [(entry.action, entry.subject, dict(entry.facts)) for entry in entries]


def letters(world: World) -> list[OutboxMessage]:
    with world.units.reading() as uow:
        return list(uow.outbox.about(""))


def test_who_is_let_in_is_written_to_and_signs_in_at_once(world: World, chief: Person) -> None:
    zoe = added(world, chief)
    (welcome,) = letters(world)
    assert (welcome.kind, welcome.to) == (NoticeKind.SERVICE_WELCOME, ZOE.email)
    assert steps(world) == [("person.added", zoe.id, {"role": "officer"})]
    sign_in.ask_link(ZOE.email, context=world.context)
    link = next(one for one in letters(world) if one.kind is NoticeKind.SIGN_IN)
    opened = sign_in.open_session(link.values["token"], context=world.context)
    assert opened.person.service_role is Role.OFFICER


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR])
def test_only_an_administrator_lets_people_in_or_out(
    world: World, chief: Person, role: Role
) -> None:
    other, zoe = world.officer(role), added(world, chief)
    with pytest.raises(NotAllowed):
        added(world, other, attrs.evolve(ZOE, email=EmailAddress("b@ddets.example")))
    with pytest.raises(NotAllowed):
        service_people.suspend_person(zoe.id, actor=other, context=world.context)
    with pytest.raises(NotAllowed):
        service_people.restore_person(zoe.id, actor=other, context=world.context, proof=Proof.FRESH)
    with pytest.raises(NotAllowed):
        service_people.change_role(
            zoe.id, Role.AUDITOR, actor=other, context=world.context, proof=Proof.FRESH
        )
    with pytest.raises(NotAllowed):
        service_people.service_people(actor=other, context=world.context)
    with pytest.raises(NotAllowed):
        service_people.see_person(zoe.id, actor=other, context=world.context)


def test_who_files_for_an_employer_does_not_judge_too(world: World, chief: Person) -> None:
    ana = world.contact()
    with pytest.raises(InvalidValue) as refused:
        added(world, chief, attrs.evolve(ZOE, email=ana.email))
    assert refused.value.code == "taken_by_employer"
    with pytest.raises(NotFound):
        service_people.suspend_person(ana.id, actor=chief, context=world.context)


def test_an_address_is_let_in_once(world: World, chief: Person) -> None:
    added(world, chief)
    with pytest.raises(InvalidValue) as refused:
        added(world, chief)
    assert refused.value.code == "taken"


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"name": "  "}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"role": Role.CONTACT}, "role"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_newcomer_has_a_name_a_role_of_the_service_and_a_language(
    wrong: dict[str, object], path: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        attrs.evolve(ZOE, **wrong)  # type: ignore[arg-type]  # as its fields say
    assert refused.value.path == path


def test_another_role_is_in_force_at_once_and_in_the_journal(world: World, chief: Person) -> None:
    zoe = added(world, chief)
    changed = service_people.change_role(
        zoe.id, Role.AUDITOR, actor=chief, context=world.context, proof=Proof.FRESH
    )
    assert changed.service_role is Role.AUDITOR
    expected = ("person.role_changed", zoe.id, {"before": "officer", "role": "auditor"})
    assert steps(world)[-1] == expected
    for wrong in (Role.AUDITOR, Role.CONTACT):
        with pytest.raises(InvalidValue):
            service_people.change_role(
                zoe.id, wrong, actor=chief, context=world.context, proof=Proof.FRESH
            )


def test_the_last_administrator_stays(world: World, chief: Person) -> None:
    """Whoever asks, themselves included; a suspended one does not count."""
    second = added(world, chief, attrs.evolve(ZOE, role=Role.ADMINISTRATOR))
    service_people.suspend_person(second.id, actor=chief, context=world.context)
    with pytest.raises(NotAllowed, match="last administrator"):
        service_people.change_role(
            chief.id, Role.OFFICER, actor=chief, context=world.context, proof=Proof.FRESH
        )
    with pytest.raises(NotAllowed, match="last administrator"):
        service_people.suspend_person(chief.id, actor=chief, context=world.context)
    service_people.restore_person(second.id, actor=chief, context=world.context, proof=Proof.FRESH)
    service_people.change_role(
        chief.id, Role.OFFICER, actor=chief, context=world.context, proof=Proof.FRESH
    )


def test_who_is_suspended_is_out_at_once_and_stays_out_of_old_sessions(
    world: World, chief: Person
) -> None:
    zoe = added(world, chief)
    opened = sign_in.begin_session(zoe.id, "proof", means=Means.LINK, context=world.context)
    suspended = service_people.suspend_person(zoe.id, actor=chief, context=world.context)
    assert suspended.state is AccountState.SUSPENDED
    assert sign_in.session_of(opened.secret, context=world.context) is None
    service_people.restore_person(zoe.id, actor=chief, context=world.context, proof=Proof.FRESH)
    assert sign_in.session_of(opened.secret, context=world.context) is None
    assert [step[0] for step in steps(world)[-2:]] == ["person.suspended", "person.restored"]


def test_people_are_found_by_parts_of_their_name_or_address(world: World, chief: Person) -> None:
    """Accents and capitals do not matter; page after page."""
    added(world, chief)
    for number in range(60):
        email = EmailAddress(f"agent{number:02d}@asp.example")
        added(world, chief, Newcomer(email, f"Agent {number:02d}", Role.PAYING_AGENT))

    def look(**asked: object) -> service_people.PeopleFound:
        return service_people.service_people(
            actor=chief,
            context=world.context,
            **asked,  # type: ignore[arg-type]  # as its parameters say
        )

    assert [one.name for one in look(sought="ZOE ddets").people] == ["Zoé Noël"]
    assert look(sought="nobody").found == 0
    first = look(role=Role.PAYING_AGENT)
    assert (len(first.people), first.pages, first.found, first.of_service) == (50, 2, 60, 62)
    assert len(look(role=Role.PAYING_AGENT, page=2).people) == 10
    assert look(role=Role.PAYING_AGENT, page=99).number == 2
