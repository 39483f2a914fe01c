"""The screening policy: changed by an administrator, with a reason, seen, and in force at once."""

import attrs
import pytest

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.screening.outcome import CheckResult, Finding, Outcome, Screening
from partial_activity.domain.screening.policy import PolicyVersion, ScreeningPolicy
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.screening import policy
from partial_activity.usecases.screening.policy import Thresholds
from partial_activity.usecases.screening.screen_claims import policy_in_force

START = ScreeningPolicy(100, Share.parse("0"), "seed", answer_within_days=15)
STRICTER = Thresholds(50, Share.parse("0"), 15)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def chief(world: World) -> Person:
    return world.officer(Role.ADMINISTRATOR)


def changed(
    world: World, chief: Person, asked: Thresholds = STRICTER, after: int = 0, reason: str = "Abus"
) -> PolicyVersion:
    return policy.change_policy(asked, reason, after=after, actor=chief, context=world.context)


def screened(world: World, *screenings: Screening) -> None:
    """Claims that were screened so."""
    with world.units() as uow:
        for number, screening in enumerate(screenings, start=1):
            claim = samples.claim(number, at=number, state=ClaimState.UNDER_INSTRUCTION)
            uow.claims.add(claim)
            uow.claims.keep_screening(claim.siret, claim.id, 1, screening)
        uow.commit()


def found(outcome: Outcome, score: int, kept: Outcome) -> Screening:
    finding = Finding(outcome, "late_claim", "", {"days": "3"}, score)
    return Screening((CheckResult("late", (finding,)),), kept, score, drawn=False)


def test_settings_are_in_force_until_somebody_changes_them(world: World, chief: Person) -> None:
    seen = policy.see_policy(actor=chief, context=world.context)
    assert (seen.in_force, seen.number) == (Thresholds(100, Share.parse("0"), 15), 0)
    version = changed(world, chief)
    seen = policy.see_policy(actor=chief, context=world.context)
    assert (seen.in_force, seen.versions) == (STRICTER, (version,))
    assert seen.names[version.changed_by] == chief.name
    assert (version.since, version.reason) == (world.clock.now(), "Abus")


def test_a_change_is_in_the_journal_with_what_changed(world: World, chief: Person) -> None:
    changed(world, chief, Thresholds(50, Share.parse("0.1"), 15))
    with world.units.reading() as uow:
        (entry,) = uow.journal.entries("service")
    assert (entry.action, entry.actor, entry.subject) == ("policy.changed", chief.id, "1")
    assert entry.facts == {"threshold": "100 → 50", "control_share": "0.00 → 0.10"}


def test_what_is_in_force_is_read_by_every_process(world: World, chief: Person) -> None:
    """Whatever it was started with; the seed of the draw stays its own."""
    changed(world, chief, Thresholds(70, Share.parse("0.5"), 5))
    with world.units.reading() as uow:
        assert policy_in_force(uow, START) == ScreeningPolicy(70, Share.parse("0.5"), "seed", 5)


def test_the_effect_is_counted_on_what_was_found_then(world: World, chief: Person) -> None:
    """What a check holds or refuses by itself, no threshold changes."""
    screened(
        world,
        found(Outcome.ACCEPT, 60, Outcome.ACCEPT),
        found(Outcome.ACCEPT, 40, Outcome.ACCEPT),
        found(Outcome.ACCEPT, 120, Outcome.HOLD),
        found(Outcome.HOLD, 0, Outcome.HOLD),
        found(Outcome.REFUSE, 0, Outcome.REFUSE),
    )

    def effect(asked: Thresholds) -> policy.Effect:
        return policy.effect_of(asked, actor=chief, context=world.context)

    stricter = effect(STRICTER)
    assert (stricter.claims, stricter.newly_held, stricter.newly_accepted) == (5, 1, 0)
    assert stricter.before == {Outcome.ACCEPT: 2, Outcome.HOLD: 2, Outcome.REFUSE: 1}
    assert stricter.after == {Outcome.ACCEPT: 1, Outcome.HOLD: 3, Outcome.REFUSE: 1}
    milder = effect(Thresholds(200, Share.parse("0"), 15))
    assert (milder.newly_held, milder.newly_accepted) == (0, 1)
    everything = effect(Thresholds(200, Share.parse("1"), 15))
    assert everything.after == {Outcome.HOLD: 4, Outcome.REFUSE: 1}


def test_of_two_who_change_it_at_once_the_second_is_told(world: World, chief: Person) -> None:
    changed(world, chief)
    with pytest.raises(Conflict):
        changed(world, chief, Thresholds(70, Share.parse("0"), 15), after=0)
    changed(world, chief, Thresholds(70, Share.parse("0"), 15), after=1)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"threshold": 0}, "threshold"),
        ({"threshold": 10_001}, "threshold"),
        ({"control_share": Share.parse("1.01")}, "control_share"),
        ({"answer_within_days": 366}, "answer_within_days"),
        ({"threshold": 100}, ""),
    ],
)
def test_what_is_out_of_range_or_changes_nothing_is_refused(
    world: World, chief: Person, wrong: dict[str, int | Share], path: str
) -> None:
    asked = attrs.evolve(STRICTER, **wrong)  # type: ignore[arg-type]  # as its fields say
    with pytest.raises(InvalidValue) as refused:
        changed(world, chief, asked)
    assert refused.value.path == path
    with world.units.reading() as uow:
        assert uow.policies.latest() is None


@pytest.mark.parametrize("reason", ["", " \n", "x" * 2001])
def test_a_change_states_its_reason(world: World, chief: Person, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        changed(world, chief, reason=reason)
    assert refused.value.path == "reason"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR])
def test_only_an_administrator_sees_and_changes_it(world: World, role: Role) -> None:
    other = world.officer(role)
    with pytest.raises(NotAllowed):
        policy.see_policy(actor=other, context=world.context)
    with pytest.raises(NotAllowed):
        policy.effect_of(STRICTER, actor=other, context=world.context)
    with pytest.raises(NotAllowed):
        changed(world, other)


def test_versions_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        attrs.evolve(samples.policy(1), number=0)
