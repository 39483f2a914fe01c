"""Where an establishment stands, what happened, and what is to be done next, for whoever looks."""

from datetime import timedelta

import pytest

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import Opinion, RequestState
from partial_activity.domain.claim.claims import Claim, ClaimState, claim_id_of
from partial_activity.domain.days import CivilMonth, same_day_after, starts_at
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.authorisation import decisions, requests
from partial_activity.usecases.claim.months_to_claim import MonthToClaim, months_to_claim
from partial_activity.usecases.oversight.history import Happened, History, history_of, letter_of
from partial_activity.usecases.oversight.overview import NOT_BEGUN, Overview, Task, overview_of
from partial_activity.usecases.people import membership

GARAGE = Siret("40483304800022")
OTHER = Siret("55208131766522")
MARCH, APRIL = CivilMonth(2024, 3), CivilMonth(2024, 4)


@pytest.fixture
def world() -> World:
    """A bakery in March 2024."""
    world = World()
    world.register.put(registered(GARAGE, "Garage Dupont"))
    world.register.put(registered(OTHER, "Atelier Roux"))
    return world


@pytest.fixture
def ana(world: World) -> Person:
    """Its principal contact."""
    return world.contact("ana")


def look(world: World, person: Person) -> Overview:
    """At the bakery."""
    return overview_of(BAKERY, actor=person, context=world.context)


def tasks(world: World, person: Person) -> list[Task]:
    """What there is to do, in order."""
    return [todo.task for todo in look(world, person).todos]


def months(world: World, person: Person) -> tuple[MonthToClaim, ...]:
    """What is left to claim."""
    return months_to_claim(BAKERY, actor=person, context=world.context)


def history(world: World, person: Person) -> History:
    """All that happened."""
    return history_of(BAKERY, actor=person, context=world.context)


def joined(world: World, role: Role) -> Person:
    """Bob of the garage asks to join the bakery."""
    bob = world.contact("bob", GARAGE)
    membership.ask_to_join(BAKERY, role, actor=bob, context=world.context)
    return bob


def let_in(world: World, ana: Person, person: Person) -> None:
    """Ana answers yes."""
    membership.approve_join(BAKERY, person.id, actor=ana, context=world.context)


def put_claim(world: World, number: str, month: CivilMonth, state: ClaimState) -> None:
    """A claim of a month that stands somewhere."""
    with world.units() as uow:
        uow.claims.add(
            Claim(
                siret=BAKERY,
                id=claim_id_of(BAKERY, number, month.first),
                version=1,
                decision_number=number,
                month=month.first,
                state=state,
                created_by="x",
            )
        )
        uow.commit()


def test_an_authorisation_that_was_withdrawn_is_to_be_answered(world: World, ana: Person) -> None:
    """As a refusal is: the page said that there was nothing to do."""
    decision = world.authorisation(ana)
    assert Task.ANSWER_WITHDRAWAL not in tasks(world, ana)
    decisions.withdraw_decision(
        BAKERY,
        decision.number,
        WithdrawalReason.FRAUD,
        "Fraude.",
        actor=world.officer(),
        context=world.context,
    )
    assert Task.ANSWER_WITHDRAWAL in tasks(world, ana)
    world.clock.tick(timedelta(days=1))
    world.file(ana)
    assert Task.ANSWER_WITHDRAWAL not in tasks(world, ana)


def test_a_new_account_begins_with_a_request(world: World, ana: Person) -> None:
    """There is one thing to do."""
    assert tasks(world, ana) == [Task.FIRST_REQUEST]


def test_what_was_typed_and_makes_no_draft_yet_is_to_be_finished_by_who_typed_it(
    world: World, ana: Person
) -> None:
    """Until there is a draft."""
    bob = joined(world, Role.DECLARANT)
    let_in(world, ana, bob)
    requests.keep_typed(BAKERY, "", "{}", actor=ana, context=world.context)
    assert [(todo.task, todo.key) for todo in look(world, ana).todos] == [
        (Task.FINISH_REQUEST, NOT_BEGUN)
    ]
    assert tasks(world, bob) == [Task.FIRST_REQUEST]
    draft = world.draft(ana)
    assert [todo.key for todo in look(world, ana).todos] == [draft.id]


def test_a_draft_is_to_be_finished_and_a_filed_request_waits(world: World, ana: Person) -> None:
    """While it waits, the day is told from which silence approves."""
    draft = world.draft(ana)
    assert tasks(world, ana) == [Task.FINISH_REQUEST]
    world.submit(ana, draft)
    found = look(world, ana)
    assert found.todos == ()
    assert found.requests[0].tacit_from is not None
    assert found.requests[0].request.state is RequestState.SUBMITTED


def test_an_opinion_that_is_awaited_comes_with_its_last_day(world: World, ana: Person) -> None:
    """Until it is sent."""
    filed = world.file(
        ana, motive=Motive.DISASTER, workforce=60, headcount=10, opinion=Opinion.NOT_GIVEN
    )
    (todo,) = look(world, ana).todos
    assert (todo.task, todo.key, todo.until) == (
        Task.SEND_OPINION,
        filed.id,
        same_day_after(world.clock.now().date(), 2),
    )


def test_a_month_is_to_be_claimed_once_it_is_over(world: World, ana: Person) -> None:
    """Each month of the period is listed; only those that are over are pressing."""
    decision = world.authorisation(ana)
    assert [(one.month, one.begun, one.over) for one in months(world, ana)] == [
        (MARCH, True, False),
        (APRIL, False, False),
    ]
    assert tasks(world, ana) == []
    world.clock.set(starts_at(APRIL.first) + timedelta(hours=9))
    (todo,) = look(world, ana).todos
    assert (todo.task, todo.key, todo.month) == (Task.CLAIM_MONTH, decision.number, MARCH)
    assert todo.until == same_day_after(APRIL.last, 6)


@pytest.mark.parametrize(
    ("state", "task"),
    [
        (ClaimState.DRAFT, Task.FINISH_CLAIM),
        (ClaimState.REJECTED, Task.MEND_CLAIM),
        (ClaimState.PAYMENT_INVALIDATED, Task.REPLACE_ACCOUNT),
        (ClaimState.WITHDRAWN, Task.CLAIM_MONTH),
        (ClaimState.PAID, None),
    ],
)
def test_a_claim_asks_for_what_its_state_asks_for(
    world: World, ana: Person, state: ClaimState, task: Task | None
) -> None:
    """A month has one thing to do, never two."""
    decision = world.authorisation(ana)
    world.clock.set(starts_at(APRIL.first) + timedelta(hours=9))
    put_claim(world, decision.number, MARCH, state)
    assert tasks(world, ana) == ([task] if task else [])


def test_a_month_whose_time_is_over_is_told_closed_and_no_longer_pressing(
    world: World, ana: Person
) -> None:
    """Six months after the end of April, nothing can be claimed any more."""
    world.authorisation(ana)
    world.clock.set(starts_at(same_day_after(APRIL.last, 6) + timedelta(days=1)))
    assert [(one.closed, one.open) for one in months(world, ana)] == [(True, False)] * 2
    assert tasks(world, ana) == []


def test_who_asks_to_join_is_the_contacts_business_alone(world: World, ana: Person) -> None:
    """A declarant is not asked to answer."""
    bob = joined(world, Role.DECLARANT)
    assert tasks(world, ana) == [Task.ANSWER_JOIN, Task.FIRST_REQUEST]
    let_in(world, ana, bob)
    eve = world.contact("eve", OTHER)
    membership.ask_to_join(BAKERY, Role.CONTACT, actor=eve, context=world.context)
    assert Task.ANSWER_JOIN in tasks(world, ana)
    assert Task.ANSWER_JOIN not in tasks(world, bob)


def test_an_officer_sees_what_goes_on_and_has_nothing_to_do_here(world: World, ana: Person) -> None:
    """The employer's tasks are the employer's."""
    world.draft(ana)
    found = look(world, world.officer())
    assert found.todos == ()
    assert found.membership is None


def test_a_stranger_does_not_learn_that_the_account_exists(world: World, ana: Person) -> None:
    """Neither by the overview, nor by the history, nor by a letter."""
    world.file(ana)
    stranger = world.contact("bob", GARAGE)
    letter = history(world, ana).letters[0]
    for ask in (look, history, months):
        with pytest.raises(NotFound):
            ask(world, stranger)
    with pytest.raises(NotFound):
        letter_of(BAKERY, letter.id, actor=stranger, context=world.context)


def test_the_history_has_every_version_decision_and_withdrawal(world: World, ana: Person) -> None:
    """The last first."""
    decision = world.authorisation(ana)
    world.clock.tick(timedelta(days=1))
    amended = requests.amend_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    world.submit(ana, amended)
    found = history(world, ana).facts
    assert [(fact.what, fact.version) for fact in found] == [
        (Happened.FILED, 2),
        (Happened.ACCEPTED, 1),
        (Happened.FILED, 1),
        (Happened.OPENED, 0),
    ]
    assert found[0].by == "ana"


def test_a_letter_that_lets_somebody_in_is_never_shown(world: World, ana: Person) -> None:
    """Its link would open the account to whoever reads it."""
    assert world.told(NoticeKind.CONFIRMATION)
    assert history(world, ana).letters == ()


def test_letters_about_members_are_for_contacts_and_for_whom_they_are(
    world: World, ana: Person
) -> None:
    """A declarant reads that they were let in, not who else asked."""
    bob = joined(world, Role.DECLARANT)
    let_in(world, ana, bob)
    kinds = [letter.kind for letter in history(world, bob).letters]
    assert kinds == [NoticeKind.JOIN_ACCEPTED]
    assert len(history(world, ana).letters) == 2
    request = world.told(NoticeKind.JOIN_REQUEST)[0]
    assert letter_of(BAKERY, request.id, actor=ana, context=world.context) == request
    with pytest.raises(NotFound):
        letter_of(BAKERY, request.id, actor=bob, context=world.context)


def test_the_journal_is_for_the_auditor(world: World, ana: Person) -> None:
    """The employer reads facts and letters."""
    assert history(world, ana).journal == ()
    assert history(world, world.officer(Role.AUDITOR)).journal
