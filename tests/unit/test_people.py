"""Who may see and do what: the whole table, each role against each act and each object."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.redaction import seen_line
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Nir, Siret, heard, spoken
from partial_activity.domain.law.dated import Span
from partial_activity.domain.people.people import (
    ACCOUNT_STEPS,
    AccountState,
    Action,
    Establishment,
    Membership,
    Person,
    Role,
    may,
    next_state,
)
from partial_activity.testing import samples

NOW = datetime(2024, 3, 4, 9, tzinfo=UTC)
SIRET = Siret("73282932000074")
NIR = Nir("255081416802538")
EMPLOYERS = (Role.CONTACT, Role.DECLARANT)
SERVANTS = tuple(role for role in Role if role not in EMPLOYERS)

# Written once more, by hand: the table of the code is held against it.
MAY = {
    Action.SEE_ESTABLISHMENT: set(Role),
    Action.MANAGE_MEMBERS: {Role.CONTACT},
    Action.FILE_REQUEST: {Role.CONTACT, Role.DECLARANT},
    Action.SEE_FILED: set(Role),
    Action.SUBMIT_CLAIM: {Role.CONTACT, Role.DECLARANT},
    Action.FILE_CLAIM: {Role.CONTACT, Role.DECLARANT},
    Action.CHANGE_ACCOUNT: {Role.CONTACT},
    Action.SEE_NIR: {Role.CONTACT, Role.DECLARANT},
    Action.DECIDE: {Role.OFFICER},
    Action.RUN_PAYMENTS: {Role.PAYING_AGENT},
    Action.SEE_PAYMENTS: {Role.CONTACT, Role.DECLARANT, Role.PAYING_AGENT, Role.AUDITOR},
    Action.READ_JOURNAL: {Role.AUDITOR},
    Action.SEE_FIGURES: set(SERVANTS),
    Action.ADMINISTER: {Role.ADMINISTRATOR},
}


def person(role: Role | None = None, state: AccountState = AccountState.ACTIVE) -> Person:
    """Somebody."""
    return Person("1" * 32, EmailAddress("a@b.example"), "a", "fr", state, NOW, role)


def member(
    role: Role, state: AccountState = AccountState.ACTIVE, person_id: str = "1" * 32
) -> Membership:
    """A place in the establishment."""
    return Membership(SIRET, person_id, role, principal=False, state=state, since=NOW, proven=True)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says_and_no_more(role: Role, action: Action) -> None:
    """Contacts and declarants through their membership, the others by their role."""
    allowed = role in MAY[action]
    if role in EMPLOYERS:
        assert may(person(), action, member(role)) is allowed
        assert not may(person(), action), "a membership is of one establishment only"
    else:
        assert may(person(role), action) is allowed


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", [AccountState.PENDING, AccountState.SUSPENDED])
def test_who_is_not_active_may_do_nothing(action: Action, state: AccountState) -> None:
    """Neither the person, nor the place; whatever the role."""
    assert not may(person(), action, member(Role.CONTACT, state))
    assert not may(person(state=state), action, member(Role.CONTACT))
    for role in SERVANTS:
        assert not may(person(role, state), action)


def test_the_place_of_somebody_else_gives_nothing() -> None:
    """A membership is looked up for the person; a wrong one does not help."""
    theirs = member(Role.CONTACT, person_id="2" * 32)
    assert not any(may(person(), action, theirs) for action in Action)


@pytest.mark.parametrize("role", SERVANTS)
def test_a_role_of_the_service_is_none_of_an_establishment(role: Role) -> None:
    """And a declarant is no principal."""
    with pytest.raises(ValueError, match="role of the service"):
        member(role)
    with pytest.raises(ValueError, match="never a declarant"):
        attrs.evolve(member(Role.DECLARANT), principal=True)


@pytest.mark.parametrize("now", AccountState)
@pytest.mark.parametrize("asked", AccountState)
def test_accounts_take_the_steps_of_the_table(now: AccountState, asked: AccountState) -> None:
    """People, establishments and memberships alike: confirmed, suspended, restored."""
    allowed = {("pending", "active"), ("pending", "suspended"), ("active", "suspended")}
    allowed |= {("suspended", "active")}
    assert (asked in ACCOUNT_STEPS[now]) is ((now.value, asked.value) in allowed)
    for thing in (
        person(state=now),
        member(Role.CONTACT, now),
        Establishment(SIRET, "x", now, NOW),
    ):
        if asked in ACCOUNT_STEPS[now]:
            assert thing.moved_to(asked).state is asked
            assert next_state("thing", now, asked) is asked
        else:
            with pytest.raises(Exception, match=asked.value):
                thing.moved_to(asked)


@pytest.mark.parametrize("role", Role)
def test_the_nir_of_a_line_is_for_those_whose_role_has_it(role: Role) -> None:
    """R. 5122-22: officers never see it; nothing of it is left in what they get."""
    line = ClaimLine(
        NIR,
        "Martin",
        "Léa",
        "2024-W10",
        Span(date(2024, 3, 4), date(2024, 3, 10)),
        Hours(3500),
        Hours(1000),
        Hours(0),
        Hours(2500),
        None,
        number=1,
    )
    seer = person() if role in EMPLOYERS else person(role)
    membership = member(role) if role in EMPLOYERS else None
    seen = seen_line(line, seer, membership)
    assert (seen.nir == NIR) is (role in MAY[Action.SEE_NIR])
    if seen.nir is None:
        held = attrs.asdict(seen, recurse=True)
        assert NIR.digits not in str(held)
    assert (seen.last_name, seen.unworked_hours, seen.first_day) == (
        "Martin",
        Hours(2500),
        date(2024, 3, 4),
    )


def test_a_reference_can_be_read_out() -> None:
    """Eight signs without those that are taken for others, the same for the same key."""
    assert spoken("0" * 32) == "0000-0000"
    assert spoken("f" * 32) == "ZZZZ-ZZZZ"
    assert spoken("9d1c48e0b7a34c0f8e21000000000a5b") == "0000-02JV"


@given(st.text("0123456789abcdef", min_size=32, max_size=32))
def test_what_was_read_out_is_heard(key: str) -> None:
    """As people type it: without the hyphen, in small letters, O for 0 and L for 1."""
    said = spoken(key)
    for typed in (said, said.lower(), f" {said} ", said.replace("0", "o").replace("1", "l")):
        assert heard(typed) == key[-10:]


@pytest.mark.parametrize(
    "text", ["", "3F7K-9Q2", "3F7K-9Q2MX", "3F7K-9Q2U", "Boucher", "3F7K.9Q2M"]
)
def test_what_is_no_reference_is_not_heard(text: str) -> None:
    """U is no sign of it; eight signs, no more."""
    assert heard(text) is None


def test_evidence_holds_until_its_last_instant() -> None:
    """Without one, until it is taken back."""
    evidence = samples.evidence()
    assert evidence.holds(NOW)
    ends = attrs.evolve(evidence, expires_at=NOW)
    assert not ends.holds(NOW)
    assert ends.holds(NOW - timedelta(seconds=1))


def test_a_freeze_is_lifted_once() -> None:
    """Who comes second is told."""
    lifted = samples.freeze().lifted(NOW, "person-9")
    with pytest.raises(NotAllowed):
        lifted.lifted(NOW, "person-9")


def test_what_was_not_printed_or_is_over_takes_no_code() -> None:
    """Nor is a letter printed for it."""
    asked = samples.proof_request()
    with pytest.raises(NotAllowed, match="not printed"):
        asked.tried("7K3M-9Q2R-5TXD", NOW)
    with pytest.raises(NotAllowed, match="over"):
        asked.closed(NOW).printed("7K3M-9Q2R-5TXD", NOW)
    with pytest.raises(NotAllowed, match="without an address"):
        attrs.evolve(asked, address=()).printed("7K3M-9Q2R-5TXD", NOW)
