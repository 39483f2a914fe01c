"""Money out: each fact is paid once, whatever is run twice, cut or answered late."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from partial_activity.adapters.identity.sealed_links import SealedLinks
from partial_activity.adapters.memory import HandClock, MemoryUnitsOfWork, NumberedIds
from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.domain.authorisation.requests import AuthorisationRequest, RequestState
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.payment.ledger import LedgerAccount, balances
from partial_activity.domain.payment.payments import (
    FINAL,
    LARGEST_TRANSFER,
    PaymentEvent,
    PaymentLine,
    PaymentRecord,
)
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer, PaymentFile
from partial_activity.ports.unit_of_work import Unavailable, UnitOfWork
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import handed_over, listed_and_signed, sign_all, written
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.again import pay_again, replace_account
from partial_activity.usecases.payment.answers import (
    Answered,
    UnmatchedReason,
    payments_of,
    record_answers,
)
from partial_activity.usecases.payment.held import HeldBack
from partial_activity.usecases.payment.payments import (
    Ordered,
    Sent,
    order_payments,
    send_payments,
)
from partial_activity.usecases.people.accounts import (
    OBJECTION_LIFE,
    object_to_account,
    objected_account,
)

AGENT = attrs.evolve(samples.person(900), service_role=Role.PAYING_AGENT)
LINKS = SealedLinks(bytes(32))
SECOND = attrs.evolve(samples.person(901), service_role=Role.PAYING_AGENT)
THIRD = attrs.evolve(samples.person(902), service_role=Role.PAYING_AGENT)
CONTACT = samples.person(1)
WORTH = Euros(28_105)
OTHER_ACCOUNT = samples.iban(77)
OUTSIDE_SEPA = (
    "TN5910006035183598478831",
    "SA0380000000608010167519",
    "BR1800360305000010009795493C1",
    "MU17BOMM0101101030300200000MUR",
    "TR330006100519786457841326",
)


def line(cents: int = WORTH.cents) -> ClaimLine:
    """A claim line whose allowance is so much."""
    made = samples.claim_line()
    assert made.assessed
    return attrs.evolve(made, assessed=attrs.evolve(made.assessed, allowance=Euros(cents)))


def answer(to: PaymentLine | str | None, code: str = "ACSC", **said: object) -> BankAnswer:
    """What the bank says of one payment, or of a whole file."""
    outcome = {"ACSC": PaymentEvent.SETTLED, "RJCT": PaymentEvent.REJECTED}.get(code)
    # Of one payment: to the file it is in, unless another is named.
    file, one = ("", to.end_to_end_id) if isinstance(to, PaymentLine) else (str(to), None)
    return attrs.evolve(BankAnswer(file, one, code, outcome), **said)  # type: ignore[arg-type]


class Office:
    """The paying agency at work, on stores in memory."""

    def __init__(self) -> None:
        self.units = MemoryUnitsOfWork()
        self.clock = HandClock(datetime(2020, 5, 4, 9, tzinfo=UTC))
        self.bank, self.ids = MemoryBank(), NumberedIds()

    @property
    def context(self) -> Context:
        return Context(
            units=self.units, clock=self.clock, ids=self.ids, bank=self.bank, links=LINKS
        )

    def firm(
        self,
        number: int = 1,
        *,
        cents: int = WORTH.cents,
        request: AuthorisationRequest | None = None,
    ) -> None:
        """A firm with a decision and a validated claim."""
        with self.units() as uow:
            if number == 1:
                uow.people.add(CONTACT)
            uow.establishments.add(samples.establishment(number))
            uow.proofs.add_account(samples.proven_account(number))
            uow.establishments.add_member(samples.membership(number, 1, principal=True))
            decided = request or samples.request(at=number, state=RequestState.DECIDED)
            keep(uow, decided, samples.decision(number, at=number))
            self._validated(uow, number, 1, cents)
            uow.commit()

    def version(self, version: int, cents: int) -> None:
        """A correction of the first firm's claim, validated."""
        with self.units() as uow:
            self._validated(uow, 1, version, cents)
            uow.commit()

    @staticmethod
    def _validated(uow: UnitOfWork, number: int, version: int, cents: int) -> None:
        claim = samples.claim(
            number, at=number, version=version, state=ClaimState.VALIDATED, lines=(line(cents),)
        )
        keep(uow, attrs.evolve(claim, decision_number=samples.decision(number).number))

    def order(self, claims_at_once: int = 200) -> Ordered:
        self.clock.tick(timedelta(minutes=1))
        return order_payments(
            actor=AGENT, context=self.context, claims_at_once=claims_at_once, proof=Proof.FRESH
        )

    def send(self, lines_a_file: int = 5_000) -> Sent:
        self.clock.tick(timedelta(minutes=1))
        return written(self.context, AGENT, SECOND, lines_a_file)

    def listed(self) -> None:
        """What is ordered, on lists that a second agent has signed."""
        listed_and_signed(self.context, AGENT, SECOND)

    def answered(self, *answers: BankAnswer) -> Answered:
        self.clock.tick(timedelta(minutes=1))
        named = [attrs.evolve(one, file=one.file or self.file_of(one)) for one in answers]
        handed_over(self.context, AGENT)
        return record_answers(named, actor=AGENT, context=self.context)

    def file_of(self, answer: BankAnswer) -> str:
        """The file that a payment was listed for; another, where it is in none."""
        with self.units.reading() as uow:
            line = uow.payments.find(answer.end_to_end_id or "")
            records = uow.payments.records(line.siret, line.end_to_end_id) if line else ()
        return next((each.reference for each in records if each.reference), "none of ours")

    def paid(self) -> PaymentLine:
        """Order, send and have settled the first firm's payment."""
        self.order()
        self.send()
        last = self.lines()[-1]
        self.answered(answer(last))
        return last

    def rejected(self) -> PaymentLine:
        """Order, send and have rejected the first firm's payment."""
        self.order()
        self.send()
        last = self.lines()[-1]
        self.answered(answer(last, "RJCT", reason="AC04"))
        return last

    def mend(self, actor: Person = CONTACT, account: Iban = OTHER_ACCOUNT) -> PaymentLine:
        """Another account is given; once it is in effect, a run orders on it."""
        self.clock.tick(timedelta(minutes=1))
        replace_account(
            samples.siret(1),
            "claim-1",
            account,
            actor=actor,
            context=self.context,
            proof=Proof.FRESH,
        )
        self.clock.tick(self.context.cooling_off)
        self.order()
        return self.lines()[-1]

    def claim(self, number: int = 1, version: int | None = None) -> Claim:
        with self.units.reading() as uow:
            return uow.claims.get(samples.siret(number), f"claim-{number}", version)

    def lines(self, number: int = 1) -> list[PaymentLine]:
        with self.units.reading() as uow:
            return list(uow.payments.lines(samples.siret(number)))

    def events(self, of: PaymentLine) -> list[PaymentEvent]:
        with self.units.reading() as uow:
            return [each.event for each in uow.payments.records(of.siret, of.end_to_end_id)]

    def told(self, number: int = 1) -> list[NoticeKind]:
        with self.units.reading() as uow:
            return [each.kind for each in uow.outbox.about(str(samples.siret(number)))]

    def noted(self, number: int = 1) -> list[str]:
        """What happened since the claims were validated."""
        with self.units.reading() as uow:
            actions = [each.action for each in uow.journal.entries(str(samples.siret(number)))]
        return actions[actions.index("claim.validated") + 1 :]

    def change(self, does: Callable[[UnitOfWork], None]) -> None:
        """What another part of the service does meanwhile."""
        with self.units() as uow:
            does(uow)
            uow.commit()


@pytest.fixture
def office() -> Office:
    """One firm with a validated claim."""
    opened = Office()
    opened.firm()
    return opened


def test_a_validated_claim_is_ordered_on_the_account_of_its_request(office: Office) -> None:
    assert office.order() == Ordered(lines=1, amount=WORTH)
    (ordered,) = office.lines()
    assert (ordered.amount, ordered.iban, ordered.payee) == (WORTH, samples.iban(1), "Le Café 1")
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED
    with office.units.reading() as uow:
        *_, entry = uow.journal.entries(str(samples.siret(1)))
    assert (entry.action, entry.subject) == ("payment.ordered", ordered.end_to_end_id)
    facts = {"claim": "claim-1", "version": "1", "attempt": "1", "cents": str(WORTH.cents)}
    assert (entry.actor, entry.facts) == (AGENT.id, {**facts, "content": entry.facts["content"]})


def test_a_run_made_twice_orders_and_sends_once(office: Office) -> None:
    office.order()
    first = office.send()
    assert (office.order(), office.send()) == (Ordered(), Sent())
    assert len(office.bank.files) == len(first.files) == len(office.lines()) == 1


def test_only_a_paying_agent_runs_payments(office: Office) -> None:
    for run in (
        lambda: order_payments(actor=CONTACT, context=office.context, proof=Proof.FRESH),
        lambda: send_payments(actor=CONTACT, context=office.context, proof=Proof.FRESH),
        lambda: record_answers([], actor=CONTACT, context=office.context),
        lambda: pay_again(
            samples.siret(1), "claim-1", actor=CONTACT, context=office.context, proof=Proof.FRESH
        ),
    ):
        with pytest.raises(NotAllowed):
            run()
    assert office.lines() == []


def test_a_run_goes_on_past_a_firm_that_is_suspended(office: Office) -> None:
    for number in (2, 3):
        office.firm(number)

    suspend_firm(office)
    ordered = office.order(claims_at_once=1)
    assert ordered.lines == 2
    assert [(held.claim_id, held.why) for held in ordered.held] == [
        ("claim-1", HeldBack.ESTABLISHMENT_SUSPENDED)
    ]
    assert office.claim().state is ClaimState.VALIDATED


def test_nothing_is_paid_on_a_decision_that_was_withdrawn(office: Office) -> None:
    withdraw_decision(office)
    assert [held.why for held in office.order().held] == [HeldBack.DECISION_WITHDRAWN]


def test_nothing_is_paid_on_a_decision_that_is_not_there(office: Office) -> None:
    office.change(
        lambda uow: uow.claims.add(
            attrs.evolve(samples.claim(5, state=ClaimState.VALIDATED), decision_number="DA-NOWHERE")
        )
    )
    assert [held.why for held in office.order().held] == [HeldBack.NO_DECISION]


def test_a_claim_that_somebody_changes_meanwhile_waits_for_the_next_run(office: Office) -> None:
    office.firm(2)

    class Meddled:
        """Units of work of a house where somebody saves the claim just before it is ordered."""

        def __call__(self) -> UnitOfWork:
            office.change(lambda uow: uow.claims.save(office.claim()))
            return office.units()

        def reading(self) -> UnitOfWork:
            return office.units.reading()

    ordered = order_payments(
        actor=AGENT, context=attrs.evolve(office.context, units=Meddled()), proof=Proof.FRESH
    )
    assert (ordered.lines, [held.why for held in ordered.held]) == (
        1,
        [HeldBack.CHANGED_MEANWHILE],
    )
    assert office.order() == Ordered(lines=1, amount=WORTH)


def test_a_file_that_was_cut_is_written_again_as_it_was(office: Office) -> None:
    """Cut after the file was handed over, before that was kept; then more is ordered."""

    class Killed(BaseException):
        """The process is gone."""

    class Deadly(MemoryBank):
        def send(self, file: PaymentFile) -> None:
            super().send(file)
            raise Killed

    office.order()
    handed, office.bank = Deadly(), MemoryBank()
    office.listed()
    with pytest.raises(Killed):
        send_payments(
            actor=AGENT, context=attrs.evolve(office.context, bank=handed), proof=Proof.FRESH
        )
    office.firm(2)
    office.clock.tick(timedelta(days=1))
    office.order()
    sent = office.send()
    (cut,) = handed.files
    assert sent.files[0] == cut
    assert office.bank.files[cut] == handed.files[cut]
    assert [len(file.lines) for file in office.bank.files.values()] == [1, 1]
    assert office.send() == Sent()


def test_a_bank_that_takes_nothing_now_is_given_the_same_file_later(office: Office) -> None:
    class Closed(MemoryBank):
        def send(self, file: PaymentFile) -> None:
            raise Unavailable(file.reference)

    office.order()
    office.listed()
    with pytest.raises(Unavailable) as refused:
        send_payments(
            actor=AGENT, context=attrs.evolve(office.context, bank=Closed()), proof=Proof.FRESH
        )
    assert office.send().files == (str(refused.value),)
    assert office.events(office.lines()[0]) == [PaymentEvent.LISTED, PaymentEvent.SENT]


def test_files_hold_as_many_lines_as_the_bank_takes(office: Office) -> None:
    for number in range(2, 6):
        office.firm(number)
    office.order()
    sent = office.send(lines_a_file=2)
    assert sorted(len(office.bank.files[name].lines) for name in sent.files) == [1, 2, 2]
    assert (sent.lines, sent.amount) == (5, Euros(5 * WORTH.cents))


def test_a_settled_payment_is_told_once(office: Office) -> None:
    paid = office.paid()
    assert office.claim().state is ClaimState.PAID
    assert office.told() == [NoticeKind.PAYMENT_SENT]
    assert office.answered(answer(paid)) == Answered(repeated=1)
    assert office.told() == [NoticeKind.PAYMENT_SENT]
    with office.units.reading() as uow:
        (message,) = uow.outbox.about(str(samples.siret(1)))
    assert message.values["amount"] == "281.05"
    assert message.values["reference"] == paid.end_to_end_id
    assert samples.iban(1).text not in message.values.values()


def test_a_rejected_payment_says_why_and_waits_for_another_account(office: Office) -> None:
    rejected = office.rejected()
    assert office.claim().state is ClaimState.PAYMENT_INVALIDATED
    assert office.told() == [NoticeKind.BANK_REJECTION]
    (payment,) = payments_of(samples.siret(1), actor=CONTACT, context=office.context)
    assert payment.standing is PaymentEvent.REJECTED
    assert payment.records[-1].reason == "AC04"
    assert office.order() == Ordered()
    assert office.lines() == [rejected]


def test_another_account_is_paid_on_and_everybody_is_told(office: Office) -> None:
    second = samples.person(2)

    def join(uow: UnitOfWork) -> None:
        uow.people.add(second)
        uow.establishments.add_member(samples.membership(1, 2))

    office.change(join)
    rejected = office.rejected()
    mended = office.mend(second)
    assert (mended.attempt, mended.iban, mended.amount) == (2, OTHER_ACCOUNT, rejected.amount)
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED
    with office.units.reading() as uow:
        told = uow.outbox.about(str(samples.siret(1)))
    changed = [each for each in told if each.kind is NoticeKind.ACCOUNT_CHANGE]
    assert {each.to for each in changed} == {CONTACT.email, second.email}
    assert {each.values["old_iban"] for each in changed} == {samples.iban(1).masked}
    assert office.send().lines == 1
    office.answered(answer(mended))
    assert office.claim().state is ClaimState.PAID


def test_a_declarant_does_not_say_where_the_money_goes(office: Office) -> None:
    office.rejected()

    def become_declarant(uow: UnitOfWork) -> None:
        member = uow.establishments.member(samples.siret(1), CONTACT.id)
        assert member
        uow.establishments.save_member(attrs.evolve(member, role=Role.DECLARANT, principal=False))

    office.change(become_declarant)
    with pytest.raises(NotAllowed):
        office.mend()


def test_a_stranger_learns_nothing_of_a_firm(office: Office) -> None:
    office.rejected()
    stranger = samples.person(50)
    with pytest.raises(NotFound):
        office.mend(stranger)
    with pytest.raises(NotFound):
        payments_of(samples.siret(1), actor=stranger, context=office.context)


def test_a_payment_that_was_not_rejected_is_not_mended(office: Office) -> None:
    office.order()
    with pytest.raises(NotAllowed):
        office.mend()
    with pytest.raises(NotFound):
        pay_again(
            samples.siret(1), "claim-9", actor=AGENT, context=office.context, proof=Proof.FRESH
        )


def test_the_rejected_account_is_no_other_account(office: Office) -> None:
    office.rejected()
    with pytest.raises(InvalidValue, match="very account"):
        replace_account(
            samples.siret(1),
            "claim-1",
            samples.iban(1),
            actor=CONTACT,
            context=office.context,
            proof=Proof.FRESH,
        )


def test_a_payment_rejected_for_our_own_fault_is_made_again_on_the_same_account(
    office: Office,
) -> None:
    rejected = office.rejected()
    again = ordered_again(office)
    assert (again.iban, again.attempt) == (rejected.iban, 2)
    assert office.told() == [NoticeKind.BANK_REJECTION]


def test_nothing_is_paid_on_another_account_before_it_is_in_effect(office: Office) -> None:
    """However often it is run, and whatever is mended meanwhile; then the next run orders it."""
    office.rejected()
    replace_account(
        samples.siret(1),
        "claim-1",
        OTHER_ACCOUNT,
        actor=CONTACT,
        context=office.context,
        proof=Proof.FRESH,
    )
    office.clock.tick(office.context.cooling_off - timedelta(minutes=5))
    assert [held.why for held in office.order().held] == [HeldBack.ACCOUNT_NOT_IN_EFFECT]
    assert office.claim().state is ClaimState.PAYMENT_INVALIDATED
    office.clock.tick(timedelta(minutes=5))
    assert office.order().lines == 1
    assert office.lines()[-1].iban == OTHER_ACCOUNT


def test_an_account_that_somebody_objects_to_is_not_paid_on(office: Office) -> None:
    """By the link of their letter, whoever knew the account before; an administrator lifts it."""
    office.rejected()
    with pytest.raises(NotFound):
        object_to_account("not-a-token", context=office.context)
    replace_account(
        samples.siret(1),
        "claim-1",
        OTHER_ACCOUNT,
        actor=CONTACT,
        context=office.context,
        proof=Proof.FRESH,
    )
    with office.units.reading() as uow:
        told = uow.outbox.about(str(samples.siret(1)))
    (letter,) = [each for each in told if each.kind is NoticeKind.ACCOUNT_CHANGE]
    token = letter.values["token"]
    assert objected_account(token, context=office.context).iban == OTHER_ACCOUNT
    stopped = object_to_account(token, context=office.context)
    assert object_to_account(token, context=office.context) == stopped
    assert (stopped.what, stopped.key, stopped.by) == (
        Frozen.ACCOUNT,
        OTHER_ACCOUNT.text,
        CONTACT.id,
    )
    office.clock.tick(office.context.cooling_off)
    assert [held.why for held in office.order().held] == [HeldBack.ACCOUNT_FROZEN]
    office.clock.tick(OBJECTION_LIFE)
    with pytest.raises(NotAllowed, match="expired"):
        objected_account(token, context=office.context)


def test_a_payment_rejected_again_and_again_can_be_paid_all_the_same(office: Office) -> None:
    """Each attempt is an order of its own, after the last; the latest is the one that is mended."""
    office.rejected()
    for attempt, account in ((2, OTHER_ACCOUNT), (3, samples.iban(78)), (4, samples.iban(79))):
        mended = office.mend(account=account)
        assert (mended.attempt, mended.iban) == (attempt, account)
        assert office.send().lines == 1
        office.answered(answer(mended, "RJCT", reason="AC04"))
        assert office.claim().state is ClaimState.PAYMENT_INVALIDATED
    again = ordered_again(office)
    assert (again.attempt, again.iban) == (5, samples.iban(79))
    office.send()
    office.answered(answer(again))
    assert office.claim().state is ClaimState.PAID
    assert [line.attempt for line in office.lines()] == [1, 2, 3, 4, 5]


def test_what_became_of_several_files_adds_up() -> None:
    """Every figure, each to its own kind."""
    one = Answered(1, 2, 3, {"PDNG": 1, "ACSP": 2}, ())
    other = Answered(10, 20, 30, {"PDNG": 5}, ())
    assert one + other == Answered(11, 22, 33, {"PDNG": 6, "ACSP": 2}, ())


def test_the_next_claim_is_paid_on_the_mended_account(office: Office) -> None:
    office.rejected()
    mended = office.mend()
    office.send()
    office.answered(answer(mended))
    office.change(
        lambda uow: keep(uow, samples.claim(7, state=ClaimState.VALIDATED, lines=(line(1_000),)))
    )
    office.order()
    assert office.lines()[-1].iban == OTHER_ACCOUNT


def test_a_request_filed_after_the_mending_says_where_to_pay(office: Office) -> None:
    office.rejected()
    mended = office.mend()
    office.send()
    office.answered(answer(mended))
    filed_at = office.clock.tick(timedelta(days=1))

    def file_again(uow: UnitOfWork) -> None:
        filed = samples.request(2, state=RequestState.DECIDED, filed_at=filed_at)
        keep(uow, filed, samples.decision(2, of=2))
        claim = samples.claim(7, state=ClaimState.VALIDATED)
        keep(uow, attrs.evolve(claim, decision_number=samples.decision(2).number))

    office.change(file_again)
    office.order()
    assert office.lines()[-1].iban == samples.iban(1)


def test_a_correction_pays_the_difference(office: Office) -> None:
    office.paid()
    office.version(2, WORTH.cents + 1_000)
    assert office.order() == Ordered(lines=1, amount=Euros(1_000))
    assert [(each.claim_version, each.amount) for each in office.lines()] == [
        (1, WORTH),
        (2, Euros(1_000)),
    ]


def test_a_correction_downwards_is_to_be_recovered(office: Office) -> None:
    office.paid()
    office.version(2, WORTH.cents - 500)
    assert office.order() == Ordered(recoveries=1)
    assert office.claim().state is ClaimState.RECOVERY_DUE
    assert office.claim(version=1).state is ClaimState.PAID
    with office.units.reading() as uow:
        entry = list(uow.journal.entries(str(samples.siret(1))))[-1]
    assert (entry.action, entry.subject) == ("claim.recovery_due", "claim-1")
    assert entry.facts == {"version": "2", "cents": "500"}
    assert len(office.lines()) == 1


def test_a_correction_of_the_same_worth_pays_nothing_more(office: Office) -> None:
    office.paid()
    office.version(2, WORTH.cents)
    assert office.order() == Ordered(nothing_due=1)
    assert office.claim().state is ClaimState.PAID


def test_a_claim_worth_nothing_is_closed(office: Office) -> None:
    office.firm(2, cents=0)
    assert office.order() == Ordered(lines=1, amount=WORTH, nothing_due=1)
    assert office.claim(2).state is ClaimState.PAID
    assert office.lines(2) == []


def test_a_correction_waits_while_the_bank_has_not_answered(office: Office) -> None:
    office.order()
    office.send()
    office.version(2, WORTH.cents + 1_000)
    assert [held.why for held in office.order().held] == [HeldBack.EARLIER_PAYMENT_UNANSWERED]
    office.answered(answer(office.lines()[0]))
    assert office.order() == Ordered(lines=1, amount=Euros(1_000))


def test_a_sum_above_what_one_transfer_takes_is_told_before_any_file(office: Office) -> None:
    """One line above the limit has a bank refuse the whole file."""
    office.firm(2, cents=LARGEST_TRANSFER.cents + 1)
    assert [held.why for held in office.order().held] == [HeldBack.AMOUNT_ABOVE_LIMIT]
    assert office.lines(2) == []
    office.firm(3, cents=LARGEST_TRANSFER.cents)
    office.order()
    sign_all(office.context, SECOND)
    assert office.order().amount == LARGEST_TRANSFER


@pytest.mark.parametrize("account", OUTSIDE_SEPA)
def test_an_account_outside_sepa_is_told_before_any_file(office: Office, account: str) -> None:
    """One that was kept before such accounts were refused in a request."""
    request = samples.request(at=2, state=RequestState.DECIDED)
    office.firm(2, request=attrs.evolve(request, iban=Iban(account)))
    assert [held.why for held in office.order().held] == [HeldBack.ACCOUNT_OUTSIDE_SEPA]
    assert office.lines(2) == []


def test_what_was_rejected_was_not_paid(office: Office) -> None:
    """Only the attempt that arrived counts against a correction."""
    office.rejected()
    mended = office.mend()
    office.send()
    office.answered(answer(mended))
    office.version(2, WORTH.cents + 1_000)
    assert office.order().amount == Euros(1_000)


def test_an_answer_to_a_file_is_for_those_it_does_not_name(office: Office) -> None:
    for number in (2, 3):
        office.firm(number)
    office.order()
    (file,) = office.send().files
    (second,) = office.lines(2)
    answered = office.answered(answer(second, "RJCT"), answer(file))
    assert (answered.settled, answered.rejected, answered.unmatched) == (2, 1, ())
    assert [office.claim(number).state for number in (1, 2, 3)] == [
        ClaimState.PAID,
        ClaimState.PAYMENT_INVALIDATED,
        ClaimState.PAID,
    ]


def test_a_code_nobody_knows_is_kept_once_and_moves_nothing(office: Office) -> None:
    office.order()
    office.send()
    (sent,) = office.lines()
    for _ in range(2):
        assert office.answered(answer(sent, "RVNM")) == Answered(on_their_way={"RVNM": 1})
    told = ["payment.ordered", "payment.sent", "payment.transmitted", "payment.answered"]
    assert office.noted() == told
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED
    assert office.events(sent)[-1] is PaymentEvent.TRANSMITTED


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (answer("somebody's file"), UnmatchedReason.UNKNOWN_FILE),
        (answer(samples.payment(8)), UnmatchedReason.UNKNOWN_PAYMENT),
        (answer(samples.payment(1), amount=Euros(1)), UnmatchedReason.OTHER_AMOUNT),
        (answer(samples.payment(1), "RJCT", outcome=None, repeat=True), UnmatchedReason.REPEAT),
    ],
)
def test_an_answer_that_does_not_fit_is_shown_and_not_followed(
    office: Office, given: BankAnswer, why: UnmatchedReason
) -> None:
    office.order()
    office.send()
    assert [each.why for each in office.answered(given).unmatched] == [why]
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED


def test_a_bank_that_contradicts_itself_is_not_followed(office: Office) -> None:
    rejected = office.rejected()
    mended = office.mend()
    assert [each.why for each in office.answered(answer(rejected)).unmatched] == [
        UnmatchedReason.CONTRADICTION
    ]
    office.send()
    office.answered(answer(mended))
    assert [each.why for each in office.answered(answer(mended, "RJCT")).unmatched] == [
        UnmatchedReason.CONTRADICTION
    ]
    assert office.claim().state is ClaimState.PAID


def test_an_answer_to_what_was_not_handed_over_waits_until_it_is(office: Office) -> None:
    """Whoever sends it: nothing is paid, and nothing rejected, that never left."""
    office.order()
    (ordered,) = office.lines()
    for code in ("ACSC", "RJCT", "ACSP"):
        told = office.answered(answer(ordered, code))
        assert [each.why for each in told.unmatched] == [UnmatchedReason.NOT_HANDED_OVER]
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED
    assert office.events(ordered) == []
    assert office.send().lines == 1
    assert office.answered(answer(ordered)).settled == 1


def test_an_answer_quicker_than_we_keep_is_read_again(office: Office) -> None:
    """Cut after a file of two was handed over; its answer comes before the file goes again."""
    office.firm(2)
    office.order()

    class Closed(MemoryBank):
        def send(self, file: PaymentFile) -> None:
            raise Unavailable(file.reference)

    office.listed()
    with pytest.raises(Unavailable):
        send_payments(
            actor=AGENT, context=attrs.evolve(office.context, bank=Closed()), proof=Proof.FRESH
        )
    early = office.answered(answer(office.lines(1)[0]))
    assert [each.why for each in early.unmatched] == [UnmatchedReason.NOT_HANDED_OVER]
    assert office.send().lines == 2
    assert office.answered(answer(office.lines(1)[0])).settled == 1


def test_an_answer_is_to_the_file_that_the_payment_is_in(office: Office) -> None:
    """Under another message or block it is somebody else's, whatever payment it names."""
    office.order()
    office.send()
    (sent,) = office.lines()
    ours = office.file_of(answer(sent))
    for said in ({"file": "SOMEBODY-ELSES"}, {"batch": "SOMEBODY-ELSES"}):
        told = office.answered(answer(sent, "RJCT", **said))
        assert [each.why for each in told.unmatched] == [UnmatchedReason.OTHER_FILE]
    assert office.claim().state is ClaimState.PAYMENT_REQUESTED
    assert office.answered(answer(sent, batch=ours)).settled == 1


def test_a_rejected_line_is_never_written(office: Office) -> None:
    """Were one kept as rejected in a file that did not leave, the file is not written."""
    office.firm(2)
    office.order()

    class Closed(MemoryBank):
        def send(self, file: PaymentFile) -> None:
            raise Unavailable(file.reference)

    office.listed()
    with pytest.raises(Unavailable):
        send_payments(
            actor=AGENT, context=attrs.evolve(office.context, bank=Closed()), proof=Proof.FRESH
        )
    (line,) = office.lines(1)
    reference = office.file_of(answer(line))
    record = PaymentRecord(
        line.siret, line.end_to_end_id, PaymentEvent.REJECTED, office.clock.now(), reference
    )
    office.change(lambda uow: uow.payments.record(record))
    assert office.send() == Sent(stopped=(reference,))
    assert office.bank.files == {}


def test_nobody_pays_what_they_filed_or_belong_to(office: Office) -> None:
    """The claim stays validated for another agent; what another ordered they do not hand over."""
    office.change(lambda uow: uow.establishments.add_member(samples.membership(1, 900)))
    assert [held.why for held in office.order().held] == [HeldBack.PAYER_IS_A_PARTY]
    assert order_payments(actor=SECOND, context=office.context, proof=Proof.FRESH).lines == 1
    assert office.send() == Sent()
    (reference,) = send_payments(actor=SECOND, context=office.context, proof=Proof.FRESH).unsigned
    for does in (sign_all, lambda context, by: written(context, by, SECOND)):
        with pytest.raises(NotAllowed, match="a party to it"):
            does(office.context, AGENT)
    sent = written(office.context, SECOND, THIRD)
    assert sent.files == (reference,)
    assert sent.lines == 1
    (line,) = office.lines()
    rejection = answer(line, "RJCT", file=office.file_of(answer(line)))
    handed_over(office.context, SECOND)
    record_answers([rejection], actor=SECOND, context=office.context)
    with pytest.raises(NotAllowed, match="a party to it"):
        pay_again(
            samples.siret(1), "claim-1", actor=AGENT, context=office.context, proof=Proof.FRESH
        )


def test_nothing_is_paid_on_an_account_that_nobody_proven_gave(office: Office) -> None:
    """The claim stays validated; once a contact who speaks for the firm confirms it, it is paid."""
    office.firm(2)
    moved = attrs.evolve(samples.proven_account(3), id="other", iban=OTHER_ACCOUNT)
    office.change(lambda uow: uow.establishments.add(samples.establishment(3)))
    office.change(lambda uow: uow.proofs.add_account(moved))

    def claim_without_account(uow: UnitOfWork) -> None:
        decided = samples.request(at=3, state=RequestState.DECIDED)
        keep(uow, decided, samples.decision(3, at=3))
        claim = samples.claim(3, at=3, state=ClaimState.VALIDATED, lines=(line(),))
        keep(uow, attrs.evolve(claim, decision_number=samples.decision(3).number))

    office.change(claim_without_account)
    ordered = office.order()
    assert ordered.lines == 2
    assert [(held.claim_id, held.why) for held in ordered.held] == [
        ("claim-3", HeldBack.ACCOUNT_NOT_PROVEN)
    ]
    office.change(lambda uow: uow.proofs.add_account(samples.proven_account(3)))
    assert office.order().lines == 1


def test_nobody_pays_a_claim_they_filed(office: Office) -> None:
    filed = attrs.evolve(office.claim(), created_by=AGENT.id)
    office.change(lambda uow: uow.claims.save(filed))
    assert [held.why for held in office.order().held] == [HeldBack.PAYER_IS_A_PARTY]


def test_the_journal_holds_no_account_and_no_name(office: Office) -> None:
    office.rejected()
    office.mend()
    with office.units.reading() as uow:
        entries = list(uow.journal.entries(str(samples.siret(1))))
    written = " ".join(str(entry) for entry in entries)
    for personal in (samples.iban(1).text, OTHER_ACCOUNT.text, CONTACT.name, "Café"):
        assert personal not in written


def test_a_run_leaves_nothing_however_small_its_parts() -> None:
    """No list is cut short, whatever the sizes of units of work and of files."""
    office = Office()
    for number in range(1, 301):
        office.firm(number)
    ordered = office.order(claims_at_once=7)
    sent = office.send(lines_a_file=11)
    assert ordered.lines == sent.lines == 300
    assert len(sent.files) == 28


@pytest.mark.parametrize("listed", [False, True])
def test_what_was_ordered_for_a_firm_that_is_then_suspended_does_not_leave(
    office: Office, *, listed: bool
) -> None:
    """Neither alone nor on a list that was signed; it leaves once the firm goes on."""
    office.order()
    if listed:
        office.listed()
    suspend_firm(office)
    sent = office.send()
    assert (sent.files, len(sent.stopped)) == ((), int(listed))
    assert office.bank.files == {}

    def restore(uow: UnitOfWork) -> None:
        firm = uow.establishments.get(samples.siret(1))
        uow.establishments.save(firm.moved_to(AccountState.ACTIVE))

    office.change(restore)
    assert office.send().lines == 1


def test_frozen_payments_keep_no_other_waiting(office: Office) -> None:
    """However many come before it."""
    for number in (2, 3, 4):
        office.firm(number)
    office.order()

    def freeze_three(uow: UnitOfWork) -> None:
        for number in (1, 2, 3):
            key = samples.siret(number).digits
            held = Freeze(
                id=key,
                what=Frozen.FIRM,
                key=key,
                reason="fraude",
                at=office.clock.now(),
                by=AGENT.id,
            )
            uow.freezes.add(held)

    office.change(freeze_three)
    sent = written(office.context, AGENT, SECOND, 1)
    assert sent.lines == 1
    (one,) = office.lines(4)
    assert office.file_of(answer(one)) in sent.files


def ordered_again(office: Office) -> PaymentLine:
    """What the second agent asks for, and the first one signs."""
    pay_again(samples.siret(1), "claim-1", actor=SECOND, context=office.context, proof=Proof.FRESH)
    assert sign_all(office.context, AGENT) == 1
    return office.lines()[-1]


def freeze_now(office: Office, what: Frozen, key: str) -> None:
    now = office.clock.now()
    held = Freeze(id=key, what=what, key=key, reason="fraude", at=now, by=AGENT.id)
    office.change(lambda uow: uow.freezes.add(held))


def suspend_firm(office: Office) -> None:
    def suspend(uow: UnitOfWork) -> None:
        firm = uow.establishments.get(samples.siret(1))
        uow.establishments.save(firm.moved_to(AccountState.SUSPENDED))

    office.change(suspend)


def withdraw_decision(office: Office) -> None:
    def withdraw(uow: UnitOfWork) -> None:
        decision = uow.requests.decision(samples.siret(1), samples.decision(1).number)
        uow.requests.save_decision(attrs.evolve(decision, withdrawn_at=samples.NOON))

    office.change(withdraw)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (suspend_firm, HeldBack.ESTABLISHMENT_SUSPENDED),
        (withdraw_decision, HeldBack.DECISION_WITHDRAWN),
        (
            lambda office: freeze_now(office, Frozen.FIRM, samples.siret(1).siren),
            HeldBack.ACCOUNT_FROZEN,
        ),
    ],
    ids=["suspended", "withdrawn", "frozen"],
)
def test_what_would_not_be_ordered_is_not_ordered_again(
    office: Office, happens: Callable[[Office], None], why: HeldBack
) -> None:
    """Neither on the same account nor on another."""
    rejected = office.rejected()
    happens(office)
    for orders in (ordered_again, Office.mend):
        with pytest.raises(NotAllowed, match=why.value):
            orders(office)
    assert office.lines() == [rejected]
    assert office.claim().state is ClaimState.PAYMENT_INVALIDATED


def test_nothing_is_ordered_again_on_a_frozen_account(office: Office) -> None:
    """The one that was rejected, nor the one that is given in its place."""
    office.rejected()
    for account in (samples.iban(1), OTHER_ACCOUNT):
        freeze_now(office, Frozen.ACCOUNT, account.text)
    for orders in (ordered_again, Office.mend):
        with pytest.raises(NotAllowed, match="account_frozen"):
            orders(office)


def test_an_account_outside_sepa_takes_no_rejected_payment(office: Office) -> None:
    office.rejected()
    with pytest.raises(NotAllowed, match="outside_sepa"):
        replace_account(
            samples.siret(1),
            "claim-1",
            Iban(OUTSIDE_SEPA[0]),
            actor=CONTACT,
            context=office.context,
            proof=Proof.FRESH,
        )


def sent_back(office: Office, line: PaymentLine) -> Answered:
    """Have the payee's bank send a settled payment back."""
    return office.answered(answer(line, "RRTN", outcome=PaymentEvent.RETURNED, reason="AC04"))


def test_what_a_correction_paid_is_not_paid_again_for_the_version_before(office: Office) -> None:
    """The first payment came back while a correction waited, which then paid all of it."""
    first = office.paid()
    office.version(2, WORTH.cents + 1_000)
    assert sent_back(office, first).returned == 1
    assert office.order() == Ordered(lines=1, amount=WORTH + Euros(1_000))
    office.send()
    office.answered(answer(office.lines()[-1]))
    with pytest.raises(NotAllowed, match="corrected"):
        ordered_again(office)
    with pytest.raises(NotAllowed, match="corrected"):
        office.mend()
    assert len(office.lines()) == 2
    with office.context.units.reading() as uow:
        accounts = balances(uow.payments.sums(office.clock.now() + timedelta(days=1)))
    assert {account: found.difference for account, found in accounts.items()} == {
        LedgerAccount.ALLOWANCES: WORTH + Euros(1_000),
        LedgerAccount.OWED: ZERO_EUROS,
        LedgerAccount.WITH_BANK: ZERO_EUROS,
        LedgerAccount.BANK: ZERO_EUROS - WORTH - Euros(1_000),
    }


def test_what_is_asked_back_is_of_the_payment_that_is_made_again(office: Office) -> None:
    """A correction downwards, then the payment comes back: it is due, and so is the difference."""
    first = office.paid()
    office.version(2, WORTH.cents - 500)
    assert office.order() == Ordered(recoveries=1)
    sent_back(office, first)
    assert ordered_again(office).amount == WORTH


def test_two_versions_that_came_back_are_each_ordered_again_once(office: Office) -> None:
    """A payment and the difference of a correction, both to an account that was closed since."""
    first = office.paid()
    office.version(2, WORTH.cents + 1_000)
    difference = office.paid()
    sent_back(office, first)
    sent_back(office, difference)
    office.mend()
    for _ in range(2):
        office.send()
        office.answered(*(answer(one) for one in office.lines() if not final(office, one)))
        office.order()
    assert [(one.claim_version, one.attempt, one.amount) for one in office.lines()] == [
        (1, 1, WORTH),
        (2, 1, Euros(1_000)),
        (2, 2, Euros(1_000)),
        (1, 2, WORTH),
    ]
    assert office.claim(version=1).state is office.claim(version=2).state is ClaimState.PAID


def final(office: Office, line: PaymentLine) -> bool:
    """Whether the bank has answered on a payment."""
    return not FINAL.isdisjoint(office.events(line))
