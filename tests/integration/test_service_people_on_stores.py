"""People of the service and the policy on real databases: at once, and never edited."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import attrs
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.people import service_people
from partial_activity.usecases.screening import policy
from partial_activity.usecases.screening.policy import Thresholds

TRIES = 5


def both(steps: list[Callable[[], object]]) -> list[str]:
    """What becomes of steps that are taken at once."""
    ready = Barrier(len(steps))

    def take(step: Callable[[], object]) -> str:
        ready.wait()
        try:
            step()
        except (Conflict, NotAllowed) as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        return sorted(pool.map(take, steps))


def test_two_administrators_who_remove_each_other_at_once_are_not_both_gone(
    units: SqlUnitsOfWork,
) -> None:
    """Each sees the other stay; one of them meets the other's change."""
    world = World(units=units)
    for _ in range(TRIES):
        one, other = _administrators(world)
        outcomes = both(
            [
                lambda one=one, other=other: _step_down(world, other, one),  # type: ignore[misc]
                lambda one=one, other=other: _step_down(world, one, other),  # type: ignore[misc]
            ]
        )
        assert outcomes != ["done", "done"]
        with units.reading() as uow:
            left = [
                person
                for person in uow.people.of_service()
                if person.service_role is Role.ADMINISTRATOR
            ]
        assert left


def test_of_two_policies_at_once_one_is_kept(units: SqlUnitsOfWork) -> None:
    world = World(units=units)
    chief = world.officer(Role.ADMINISTRATOR)

    def change(threshold: int, after: int) -> None:
        policy.change_policy(
            Thresholds(threshold, Share.parse("0"), 15),
            "Essai",
            after=after,
            actor=chief,
            context=attrs.evolve(world.context, units=units),
        )

    for number in range(TRIES):
        first, second = 200 + number, 300 + number
        outcomes = both(
            [
                lambda n=number, to=first: change(to, n),  # type: ignore[misc]
                lambda n=number, to=second: change(to, n),  # type: ignore[misc]
            ]
        )
        assert outcomes == ["Conflict", "done"]
    with units.reading() as uow:
        assert [one.number for one in uow.policies.history(9)] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE screening_policy SET threshold = 9999", "DELETE FROM screening_policy"],
)
def test_a_version_of_the_policy_is_never_edited(
    engine: Engine, units: SqlUnitsOfWork, statement: str
) -> None:
    """By the database itself."""
    with units() as uow:
        uow.policies.add(samples.policy())
        uow.commit()
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    with units.reading() as uow:
        assert uow.policies.latest() == samples.policy()


def _administrators(world: World) -> tuple[Person, Person]:
    """Two, and no other."""
    people = []
    with world.units() as uow:
        for person in uow.people.of_service():
            if person.service_role is Role.ADMINISTRATOR:
                uow.people.save(attrs.evolve(person, service_role=Role.AUDITOR))
        for _ in range(2):
            number = world.ids.new()
            person = Person(
                number,
                EmailAddress(f"a{number[-6:]}@ddets.example"),
                "Chief",
                "fr",
                AccountState.ACTIVE,
                world.clock.now(),
                Role.ADMINISTRATOR,
            )
            uow.people.add(person)
            people.append(person)
        uow.commit()
    return people[0], people[1]


def _step_down(world: World, who: Person, by: Person) -> None:
    service_people.change_role(
        who.id, Role.AUDITOR, actor=by, context=world.context, proof=Proof.FRESH
    )
