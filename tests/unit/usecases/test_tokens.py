"""Tokens: shown once, kept as a digest, of use until they end."""

from datetime import timedelta

import attrs
import pytest

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import ApiToken, Scope
from partial_activity.testing.stories import World
from partial_activity.usecases.people import tokens

SCOPES = (Scope.READ_CLAIMS, Scope.READ_PAYMENTS)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def ana(world: World) -> Person:
    return world.contact()


def issue(world: World, actor: Person, days: int = 30) -> tokens.Issued:
    return tokens.issue_token(
        "Payroll", SCOPES, days, actor=actor, context=world.context, proof=Proof.FRESH
    )


def holder(world: World, secret: str) -> tokens.Holder | None:
    return tokens.holder_of(secret, context=world.context)


def test_a_secret_speaks_for_its_person_within_its_scopes(world: World, ana: Person) -> None:
    issued = issue(world, ana)
    found = holder(world, issued.secret)
    assert found is not None
    assert found.person == ana
    assert found.token.scopes == SCOPES
    assert holder(world, issued.secret + "0") is None
    assert holder(world, "") is None


def test_a_secret_is_nowhere_once_it_was_shown(world: World, ana: Person) -> None:
    issued = issue(world, ana)
    with world.units.reading() as uow:
        kept = [repr(attrs.asdict(token)) for token in uow.tokens.of(ana.id)]
        told = [repr(entry) for entry in uow.journal.entries("service")]
    assert kept
    assert not any(issued.secret in text for text in (*kept, *told, repr(issued)))


def test_a_token_ends_with_its_last_day(world: World, ana: Person) -> None:
    issued = issue(world, ana, days=1)
    world.clock.tick(timedelta(hours=23, minutes=59))
    assert holder(world, issued.secret)
    world.clock.tick(timedelta(minutes=1))
    assert holder(world, issued.secret) is None


def test_a_revoked_token_is_of_no_use_at_once_and_stays_listed(world: World, ana: Person) -> None:
    issued, other = issue(world, ana), issue(world, ana)
    revoke(world, ana, issued.token)
    assert holder(world, issued.secret) is None
    assert holder(world, other.secret)
    listed = tokens.tokens_of(actor=ana, context=world.context)
    assert {token.id for token in listed if token.revoked_at} == {issued.token.id}
    with pytest.raises(NotAllowed):
        revoke(world, ana, issued.token)


def test_nobody_revokes_what_is_somebody_else_s(world: World, ana: Person) -> None:
    issued = issue(world, ana)
    with pytest.raises(NotFound):
        revoke(world, world.officer(), issued.token)
    assert holder(world, issued.secret)


def test_a_suspended_person_s_token_speaks_for_nobody(world: World, ana: Person) -> None:
    issued = issue(world, ana)
    with world.units() as uow:
        uow.people.save(uow.people.get(ana.id).moved_to(AccountState.SUSPENDED))
        uow.commit()
    assert holder(world, issued.secret) is None


def test_who_is_not_confirmed_has_no_token(world: World, ana: Person) -> None:
    with pytest.raises(NotAllowed):
        issue(world, attrs.evolve(ana, state=AccountState.PENDING))


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        ((" ", SCOPES, 30), "name"),
        (("a\n", SCOPES, 30), "name"),
        (("Payroll", (), 30), "scopes"),
        (("Payroll", (*SCOPES, *SCOPES), 30), "scopes"),
        (("Payroll", SCOPES, 0), "days"),
        (("Payroll", SCOPES, 401), "days"),
    ],
)
def test_a_token_that_cannot_be_is_refused(
    world: World, ana: Person, wish: tuple[str, tuple[Scope, ...], int], path: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        tokens.issue_token(*wish, actor=ana, context=world.context, proof=Proof.FRESH)
    assert refused.value.path == path


def test_issuing_and_revoking_are_in_the_journal(world: World, ana: Person) -> None:
    revoke(world, ana, issue(world, ana).token)
    with world.units.reading() as uow:
        actions = [entry.action for entry in uow.journal.entries("service")]
    assert actions == ["token.issued", "token.revoked"]


def revoke(world: World, actor: Person, token: ApiToken) -> ApiToken:
    return tokens.revoke_token(token.id, actor=actor, context=world.context)
