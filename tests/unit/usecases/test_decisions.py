"""Decisions: by screening, by an officer, by silence; taken back; and the claim they open."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile, Proceedings
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import (
    REQUEST_STEPS,
    AuthorisationRequest,
    Decision,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.letters.said_of_decisions import contesting
from partial_activity.domain.office.queue import QueueFilter
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.testing.stories import BAKERY, IBAN, OTHER_IBAN, World, registered
from partial_activity.usecases.authorisation import automatic_decisions, decisions, requests
from partial_activity.usecases.claim import claims
from partial_activity.usecases.office.queue import officer_queue
from partial_activity.usecases.people import membership

GARAGE = Siret("40483304800022")
TACIT = datetime(2024, 3, 20, 0, 0, 1, tzinfo=UTC)
"""A second after one in the morning in Paris, on the tacit day of a request of 4 March 2024."""


@pytest.fixture
def world() -> World:
    """Two firms the register knows."""
    world = World()
    world.register.put(registered(GARAGE, "Garage Dupont"))
    return world


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    return world.contact("ana")


def decide(
    world: World, request: AuthorisationRequest, officer: Person, *, accepted: bool, message: str
) -> Decision:
    """An officer decides."""
    return decisions.decide(
        request.siret,
        request.id,
        accepted=accepted,
        message=message,
        actor=officer,
        context=world.context,
    )


def by_silence(world: World) -> tuple[Decision, ...]:
    """Let the worker record the approvals by silence."""
    return automatic_decisions.approve_by_silence(context=world.context)


def withdraw(
    world: World,
    decision: Decision,
    officer: Person,
    reason: WithdrawalReason = WithdrawalReason.ILLEGAL,
    message: str = "Illégale",
) -> Refusal | None:
    """Take a decision back."""
    return decisions.withdraw_decision(
        decision.siret, decision.number, reason, message, actor=officer, context=world.context
    )


def held(world: World, actor: Person, **changes: object) -> AuthorisationRequest:
    """A request that screening holds: more employees than the firm has."""
    world.file(actor, **{"headcount": 16, **changes})  # type: ignore[arg-type]  # of the form
    (screened,) = world.screen()
    assert screened.request.state is RequestState.HELD
    return screened.request


def test_a_request_that_nothing_stands_against_is_authorised_at_once(
    world: World, ana: Person
) -> None:
    """Automatic, by nobody, told with the account and the number that claims quote."""
    filed = world.file(ana)
    (screened,) = world.screen()
    decision = screened.decision
    assert decision is not None
    assert (decision.kind, decision.accepted, decision.decided_by) == (
        DecisionKind.AUTOMATIC,
        True,
        None,
    )
    assert screened.request.state is RequestState.DECIDED
    (message,) = world.told(NoticeKind.DECISION)
    assert message.values["number"] == decision.number
    assert message.values["iban"] == IBAN.masked
    assert message.values["outcome"] == "accepted"
    assert world.screen() == ()
    assert filed.id == decision.request_id


def test_a_number_is_public_and_tells_nothing(world: World, ana: Person) -> None:
    """Eleven signs that are not mistaken for one another, no order, none twice."""
    few = Hours.parse("10.00")
    spans = [Span(date(2024, 3, day), date(2024, 3, day)) for day in range(15, 25)]
    numbers = [world.authorisation(ana, span=span, forecast_hours=few).number for span in spans]
    assert len(set(numbers)) == len(numbers)
    assert {len(number) for number in numbers} == {11}
    assert not set("".join(numbers)) & set("ILOU")
    assert numbers != sorted(numbers)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"headcount": 16}, "headcount_above_workforce"),
        ({"forecast_hours": Hours.parse("3000.00")}, "hours_above_full_time"),
        ({"workforce": 50, "headcount": 10}, "council_missing"),
        ({"workforce": 9, "headcount": 9}, "workforce_not_as_registered"),
    ],
)
def test_what_only_an_officer_can_judge_is_held(
    world: World, ana: Person, changes: dict[str, Any], code: str
) -> None:
    """With its figures, in the journal and for officers; nobody is told of a decision."""
    if code == "workforce_not_as_registered":
        world.register.put(registered(BAKERY, "Boulangerie", at_least=50, at_most=99))
    filed = world.file(ana, **changes)
    (screened,) = world.screen()
    assert screened.screening.outcome is Outcome.HOLD
    assert [finding.code for finding in screened.screening.findings] == [code]
    assert screened.request.state is RequestState.HELD
    notes = decisions.screening_notes(
        BAKERY, filed.id, actor=world.officer(), context=world.context
    )
    assert code in str(notes)
    assert not world.told(NoticeKind.DECISION)


def test_a_doubt_about_the_law_alone_holds_nothing_up(world: World, ana: Person) -> None:
    """The ministry adds to who may give the council's opinion later (R. 5122-2): told, no more."""
    world.register.put(registered(BAKERY, at_least=50, at_most=99))
    world.file(ana, workforce=60, motive=Motive.EXCEPTIONAL, opinion=Opinion.NOT_GIVEN)
    (screened,) = world.screen()
    assert screened.screening.outcome is Outcome.ACCEPT
    assert not screened.screening.findings


def test_what_the_registers_say_holds_or_refuses(world: World, ana: Person) -> None:
    """Gone from the register, closed before, closed meanwhile, insolvent, one account for two."""

    def codes(**changes: object) -> tuple[Outcome, list[str]]:
        filed = world.file(ana, **changes)  # type: ignore[arg-type]  # of the form
        (one,) = world.screen()
        assert one.request.id == filed.id
        return one.screening.outcome, [finding.code for finding in one.screening.findings]

    world.register = type(world.register)()
    assert codes() == (Outcome.HOLD, ["register_does_not_know"])
    world.register.put(registered(BAKERY, active=False, since=date(2024, 4, 1)))
    assert codes() == (Outcome.HOLD, ["register_closed_meanwhile"])
    world.register.put(registered(BAKERY, active=False, since=date(2024, 3, 15)))
    assert codes() == (Outcome.REFUSE, ["siret_closed_since"])
    world.register.put(registered(BAKERY, active=False))
    assert codes() == (Outcome.REFUSE, ["siret_closed"])
    world.register.put(registered(BAKERY))
    span = Span(date(2024, 3, 1), date(2024, 3, 4))
    world.insolvencies = InsolvencyFile([Proceedings(BAKERY, span, "sauvegarde")])
    assert codes() == (Outcome.HOLD, ["insolvency"])
    world.clock.tick(timedelta(days=1))
    assert codes() == (Outcome.ACCEPT, [])
    world.register.put(registered(GARAGE))
    world.file(world.contact("bob", GARAGE), GARAGE)
    (one,) = world.screen()
    assert [finding.code for finding in one.screening.findings] == ["iban_of_other_firms"]


def test_a_workforce_the_register_cannot_place_is_taken_as_declared_and_flagged(
    world: World, ana: Person
) -> None:
    """The band is unknown at the threshold: accepted, and said."""
    world.register.put(registered(BAKERY, at_least=None, at_most=None))
    world.file(ana)
    (screened,) = world.screen()
    assert screened.screening.outcome is Outcome.ACCEPT
    figures = [finding.figures["threshold"] for finding in screened.screening.findings]
    assert figures == [50, 251]


def test_a_refusal_by_screening_gives_every_reason(world: World, ana: Person) -> None:
    """In the language of the reader, each with its article (R. 5122-4)."""
    world.file(ana, span=Span(date(2024, 2, 1), date(2024, 6, 30)), headcount=16)
    (screened,) = world.screen()
    decision = screened.decision
    assert decision is not None
    assert not decision.accepted
    assert [reason.code for reason in decision.reasons] == [
        "request_too_late",
        "authorisation_too_long",
    ]
    (message,) = world.told(NoticeKind.DECISION)
    lines = message.values["reasons"].splitlines()
    assert lines == [
        f"{reason.french.removesuffix('.')} ({reason.article})." for reason in decision.reasons
    ]
    said = contesting(legal_day(decision.decided_at), law=FRENCH_LAW).sentences
    assert message.values["contest"].splitlines() == [one.french for one in said]
    assert message.values["taken_by"].startswith("Traitement automatisé")
    assert message.values["closes_on"] == ""


def test_a_reader_of_english_gets_english_reasons(world: World) -> None:
    """The language is the person's."""
    ben = world.contact("ben", language="en")
    world.file(ben, span=Span(date(2024, 2, 1), date(2024, 3, 30)))
    world.screen()
    assert "was due by" in world.told(NoticeKind.DECISION)[0].values["reasons"]


def test_an_officer_decides_what_is_held(world: World, ana: Person) -> None:
    """Accepted or refused with reasons; once."""
    officer = world.officer()
    request = held(world, ana)
    with pytest.raises(InvalidValue, match="reasons"):
        decide(world, request, officer, accepted=False, message=" ")
    decision = decide(world, request, officer, accepted=False, message="Pas de baisse")
    assert (decision.kind, decision.decided_by) == (DecisionKind.OFFICER, officer.id)
    assert world.told(NoticeKind.DECISION)[0].values["message"] == "Pas de baisse"
    with pytest.raises(NotAllowed, match="decided"):
        decide(world, request, officer, accepted=True, message="")


def test_an_officer_may_decide_before_screening(world: World, ana: Person) -> None:
    """Screening then finds nothing to do."""
    filed = world.file(ana)
    assert decide(world, filed, world.officer(), accepted=True, message="").accepted
    assert world.screen() == ()


def test_only_officers_decide(world: World, ana: Person) -> None:
    """Neither the employer, nor another role, nor on what does not exist."""
    request = held(world, ana)
    others = (Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR)
    for person in (ana, *(world.officer(role) for role in others)):
        with pytest.raises(NotAllowed):
            decide(world, request, person, accepted=True, message="")
        with pytest.raises(NotAllowed):
            officer_queue(QueueFilter(), actor=person, context=world.context)
        with pytest.raises(NotAllowed):
            decisions.screening_notes(BAKERY, request.id, actor=person, context=world.context)
    with pytest.raises(NotFound):
        decisions.decide(
            BAKERY, "0" * 32, accepted=True, actor=world.officer(), context=world.context
        )


def test_the_queue_of_officers_shows_first_what_silence_approves_first(
    world: World, ana: Person
) -> None:
    """With the last day on which an officer can decide."""
    first = held(world, ana)
    world.clock.tick(timedelta(days=2))
    second = held(world, ana, span=Span(date(2024, 5, 1), date(2024, 5, 31)))
    page = officer_queue(QueueFilter(), actor=world.officer(), context=world.context)
    assert [(one.id, one.decide_by) for one in page.files] == [
        (first.id, date(2024, 3, 19)),
        (second.id, date(2024, 3, 21)),
    ]


@pytest.mark.parametrize("state", [RequestState.SUBMITTED, RequestState.HELD])
def test_silence_approves_on_its_day_and_not_a_second_before(
    world: World, ana: Person, state: RequestState
) -> None:
    """Submitted or held; midnight is that of Paris; told as what it is."""
    request = world.file(ana) if state is RequestState.SUBMITTED else held(world, ana)
    world.clock.set(datetime(2024, 3, 19, 22, 59, 59, tzinfo=UTC))
    assert by_silence(world) == ()
    world.clock.tick(timedelta(seconds=1))
    (decision,) = by_silence(world)
    assert (decision.request_id, decision.kind, decision.accepted) == (
        request.id,
        DecisionKind.TACIT,
        True,
    )
    assert by_silence(world) == ()
    (message,) = world.told(NoticeKind.TACIT_APPROVAL)
    assert message.values["tacit_from"] == "2024-03-20"
    assert not world.told(NoticeKind.DECISION)


def test_a_worker_that_was_down_records_the_day_silence_approved(world: World, ana: Person) -> None:
    """The fact dates from its day; the journal from when it was written."""
    world.file(ana)
    world.clock.set(datetime(2024, 3, 25, 9, tzinfo=UTC))
    (decision,) = by_silence(world)
    assert decision.decided_at == datetime(2024, 3, 19, 23, tzinfo=UTC)
    assert world.journal()[-1].at == world.clock.now()


def test_once_silence_has_approved_nobody_decides_otherwise(world: World, ana: Person) -> None:
    """Neither screening nor an officer, even where the worker has not yet written it down."""
    late = world.file(ana, span=Span(date(2024, 2, 1), date(2024, 3, 31)))
    world.clock.set(TACIT)
    assert world.screen() == ()
    with pytest.raises(NotAllowed, match="silence"):
        decide(world, late, world.officer(), accepted=False, message="Trop tard")
    assert [decision.accepted for decision in by_silence(world)] == [True]


def test_the_two_days_of_spring_2020() -> None:
    """A request of 6 April 2020 is approved from the 9th on (décret n° 2020-325, art. 2)."""
    world = World(datetime(2020, 4, 6, 9, tzinfo=UTC))
    world.file(world.contact("ana"))
    world.clock.set(datetime(2020, 4, 8, 12, tzinfo=UTC))
    assert by_silence(world) == ()
    world.clock.tick(timedelta(days=1))
    assert len(by_silence(world)) == 1


def test_what_was_withdrawn_is_not_approved(world: World, ana: Person) -> None:
    """Nor screened."""
    filed = world.file(ana)
    requests.withdraw_request(BAKERY, filed.id, actor=ana, context=world.context)
    world.clock.set(TACIT)
    assert (world.screen(), by_silence(world)) == ((), ())


def test_what_changes_between_reading_and_writing_stands(world: World, ana: Person) -> None:
    """The employer withdraws while the registers are asked: no decision, and no failure."""
    filed = world.file(ana)
    register = world.register

    class Slow(MemoryCompanyRegister):
        def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
            requests.withdraw_request(BAKERY, filed.id, actor=ana, context=world.context)
            return register.find(sirets)

    world.register = Slow()
    assert world.screen() == ()
    file = requests.read_request(BAKERY, filed.id, actor=ana, context=world.context)
    assert (file.request.state, file.decisions) == (RequestState.WITHDRAWN, ())
    assert "request.screened" not in {entry.action for entry in world.journal()}


def test_a_version_is_decided_once_ever(world: World, ana: Person) -> None:
    """The store refuses a second decision, whoever asks."""
    decision = world.authorisation(ana)
    with world.units() as uow, pytest.raises(Conflict):
        uow.requests.add_decision(decision)


@pytest.mark.parametrize(
    ("reason", "day", "allowed"),
    [
        (WithdrawalReason.ILLEGAL, datetime(2024, 7, 4, 12, tzinfo=UTC), True),
        (WithdrawalReason.ILLEGAL, datetime(2024, 7, 5, 12, tzinfo=UTC), False),
        (WithdrawalReason.FRAUD, datetime(2026, 1, 5, 12, tzinfo=UTC), True),
        (WithdrawalReason.CONDITIONS_NOT_MET, datetime(2026, 1, 5, 12, tzinfo=UTC), True),
    ],
)
def test_an_authorisation_is_withdrawn_within_four_months_or_at_any_time_for_fraud(
    world: World, ana: Person, reason: WithdrawalReason, day: datetime, *, allowed: bool
) -> None:
    """Of 4 March: to 4 July if illegal (CRPA, L. 242-1)."""
    decision = world.authorisation(ana)
    world.clock.set(day)
    refusal = withdraw(world, decision, world.officer(), reason)
    assert (refusal is None) is allowed
    file = requests.read_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    assert (file.decisions[0].withdrawn_at == day) is allowed
    outcomes = [message.values["outcome"] for message in world.told(NoticeKind.DECISION)]
    assert outcomes == (["withdrawn", "accepted"] if allowed else ["accepted"])


def test_only_an_officer_withdraws_with_reasons_and_once(world: World, ana: Person) -> None:
    """And never a refusal."""
    officer = world.officer()
    decision = world.authorisation(ana)
    with pytest.raises(NotAllowed):
        withdraw(world, decision, ana)
    with pytest.raises(InvalidValue):
        withdraw(world, decision, officer, message=" ")
    assert withdraw(world, decision, officer) is None
    with pytest.raises(NotAllowed) as twice:
        withdraw(world, decision, officer)
    assert (twice.value.now, twice.value.asked) == ("withdrawn", "withdrawn")
    refused = decide(
        world,
        held(world, ana, span=Span(date(2024, 5, 1), date(2024, 5, 31))),
        officer,
        accepted=False,
        message="Non",
    )
    with pytest.raises(NotAllowed, match="refused"):
        withdraw(world, refused, officer)


def test_an_amendment_is_decided_anew_and_the_last_authorisation_stands(
    world: World, ana: Person
) -> None:
    """Both decisions are kept; the six months count the second only."""
    decision = world.authorisation(ana)
    amended = requests.amend_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    world.submit(ana, amended)
    (screened,) = world.screen()
    assert screened.decision is not None
    assert screened.decision.request_version == 2
    assert screened.decision.number != decision.number
    file = requests.read_request(BAKERY, amended.id, actor=ana, context=world.context)
    assert {one.number for one in file.decisions} == {decision.number, screened.decision.number}


def test_who_filed_the_version_that_was_decided_is_told_of_its_withdrawal(
    world: World, ana: Person
) -> None:
    """Another contact filed the amendment: each is told of their own."""
    officer = world.officer()
    first = world.authorisation(ana)
    other = _joined(world, ana, Role.CONTACT)
    amended = requests.amend_request(BAKERY, first.request_id, actor=other, context=world.context)
    world.submit(other, amended)
    (screened,) = world.screen()
    second = screened.decision
    assert second is not None
    for decision, told in ((first, {ana.email}), (second, {ana.email, other.email})):
        assert withdraw(world, decision, officer) is None
        letters = [
            letter.to
            for letter in world.told(NoticeKind.DECISION)
            if letter.values["outcome"] == "withdrawn"
            and letter.values["number"] == decision.number
        ]
        assert set(letters) == told


def test_decisions_go_to_the_principal_contact_too(world: World, ana: Person) -> None:
    """An accountant files; the employer knows."""
    bob = EmailAddress("bob@boulangerie.example")
    declarant = _joined(world, ana, Role.DECLARANT)
    world.file(declarant)
    world.screen()
    told = {message.to for message in world.told(NoticeKind.DECISION)}
    assert told == {ana.email, bob}
    assert {m.to for m in world.told(NoticeKind.REQUEST_RECEIPT)} == told


def test_a_declarant_files_but_does_not_change_the_account(world: World, ana: Person) -> None:
    """The first account comes with the first request; another one is for a contact."""
    declarant = _joined(world, ana, Role.DECLARANT)
    world.file(declarant)
    other = world.draft(declarant, iban=OTHER_IBAN)
    with pytest.raises(NotAllowed, match="change_account"):
        world.submit(declarant, other)
    assert world.submit(ana, other).receipt is not None
    told = {message.to for message in world.told(NoticeKind.IBAN_CHANGED)}
    assert told == {ana.email, declarant.email}


def test_the_accountant_hears_of_what_is_to_be_done_whoever_filed(
    world: World, ana: Person
) -> None:
    """A refusal that only the contact heard of was answered by nobody."""
    bob = _joined(world, ana, Role.DECLARANT)
    clare = _joined(world, ana, Role.CONTACT, "clare")
    held = world.file(ana, headcount=80)
    world.screen()
    decide(world, held, world.officer(), accepted=False, message="L'effectif ne concorde pas.")
    told = [letter.to for letter in world.told(NoticeKind.DECISION)]
    assert sorted(map(str, told)) == sorted(map(str, (ana.email, bob.email)))
    assert clare.email not in told
    receipts = [letter.to for letter in world.told(NoticeKind.REQUEST_RECEIPT)]
    assert receipts == [ana.email]


def _joined(world: World, ana: Person, role: Role, name: str = "bob") -> Person:
    bob = world.contact(name, GARAGE)
    membership.ask_to_join(BAKERY, role, actor=bob, context=world.context)
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    return bob


def test_a_claim_opens_from_its_decision_with_nothing_to_type_again(
    world: World, ana: Person
) -> None:
    """Scheme, situation, account, days of the month that are authorised."""
    decision = world.authorisation(ana, motive=Motive.SUPPLY)
    opening = claims.claim_opening(
        BAKERY, decision.number, date(2024, 3, 1), actor=ana, context=world.context
    )
    assert (opening.period.first, opening.period.last) == (date(2024, 3, 15), date(2024, 3, 31))
    assert (opening.authorised.last, opening.requested_on) == (date(2024, 4, 30), date(2024, 3, 4))
    assert (opening.iban, opening.motive, opening.headcount) == (IBAN, Motive.SUPPLY, 10)
    with pytest.raises(InvalidValue, match="no day of 2024-05"):
        claims.claim_opening(
            BAKERY, decision.number, date(2024, 5, 1), actor=ana, context=world.context
        )


def test_no_claim_opens_from_a_refusal_a_withdrawn_decision_or_a_foreign_one(
    world: World, ana: Person
) -> None:
    """And officers do not claim."""
    decision = world.authorisation(ana)
    march = date(2024, 3, 1)

    def opens(number: str, actor: Person, siret: Siret = BAKERY) -> object:
        return claims.claim_opening(siret, number, march, actor=actor, context=world.context)

    bob, officer = world.contact("bob", GARAGE), world.officer()
    with pytest.raises(NotFound, match="establishment"):
        opens(decision.number, bob)
    with pytest.raises(NotFound, match="decision"):
        opens(decision.number, bob, GARAGE)
    with pytest.raises(NotAllowed, match="officer"):
        opens(decision.number, officer)
    withdraw(world, decision, officer)
    with pytest.raises(NotAllowed, match="withdrawn"):
        opens(decision.number, ana)


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("asked", RequestState)
def test_a_request_takes_only_the_steps_of_the_table(
    world: World, ana: Person, state: RequestState, asked: RequestState
) -> None:
    """Each step, and each that is none."""
    request = attrs.evolve(world.draft(ana), state=state)
    if asked in REQUEST_STEPS[state]:
        assert request.moved_to(asked).state is asked
    else:
        with pytest.raises(NotAllowed):
            request.moved_to(asked)


def test_no_notice_and_no_journal_entry_holds_an_account_or_an_address_in_full(
    world: World, ana: Person
) -> None:
    """The account is masked in letters; the journal holds neither."""
    decision = world.authorisation(ana)
    withdraw(world, decision, world.officer())
    for message in world.told(NoticeKind.DECISION):
        assert IBAN.text not in str(message)
    assert IBAN.text not in str(world.journal())
    assert str(ana.email) not in str(world.journal())


def test_an_opinion_not_applicable_is_no_opinion(world: World, ana: Person) -> None:
    """A firm of fifty without a council is for an officer, not refused."""
    filed = world.submit(ana, world.draft(ana, workforce=60, opinion=Opinion.NOT_APPLICABLE))
    assert filed.receipt is not None
    assert world.screen()[0].screening.outcome is Outcome.HOLD
