"""Statements of the bank: paid when it was booked, unpaid when it came back, once each."""

from functools import partial
from pathlib import Path

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.adapters.bank.answers import read_answers
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import first_broken
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, standing
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import UnreadableAnswers
from partial_activity.testing.stories import World, handed_over, written
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import UnmatchedReason
from partial_activity.usecases.payment.desk import payment_file
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.payment.statements import (
    Followed,
    confirm_return,
    follow_document,
)

SAMPLES = Path(__file__).parents[2] / "data" / "camt"


class Agency:
    """An agent; two claims, paid in one file that has gone to the bank."""

    def __init__(self, *, gone: bool = True) -> None:
        self.world = World()
        self.town = Town(self.world)
        self.paul = self.town.colleague("paul", Role.PAYING_AGENT)
        self.claims = [self.town.validated(1), self.town.validated(2)]
        order_payments(actor=self.paul, context=self.world.context, proof=Proof.FRESH)
        written(self.world.context, self.paul)
        ((self.file, kept),) = self.world.bank.files.items()
        self.lines = sorted(kept.lines, key=lambda line: line.claim_id != self.claims[0].id)
        if gone:
            handed_over(self.world.context, self.paul)

    def document(self, name: str, **changes: str) -> bytes:
        """A sample about this file; its amounts are those of the first line."""
        text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
        both = sum(line.amount.cents for line in self.lines)
        cents = f"{both // 100}.{both % 100:02}"
        replaced = {
            "FILE-REFERENCE": self.file,
            "END-TO-END-1": self.lines[0].end_to_end_id,
            "END-TO-END-2": self.lines[1].end_to_end_id,
            "PAYEE-IBAN": self.lines[1].iban.text,
            "PAYER-IBAN": "FR7630006000011234567890189",
            ">562.10<": f">{cents}<",
            ">281.05<": f">{self.lines[0].amount}<",
            ">9560.40<": f">{10_000 - 12.5 + 135 - both / 100:.2f}<",
            ">462.10<": f">{both / 100 - 100:.2f}<",
            **changes,
        }
        for old, new in replaced.items():
            text = text.replace(old, new)
        return text.encode()

    def follow(self, document: bytes, context: Context | None = None) -> Followed:
        return follow_document(document, actor=self.paul, context=context or self.world.context)

    def state(self, number: int) -> ClaimState:
        claim: Claim = self.claims[number]
        with self.world.units.reading() as uow:
            return uow.claims.get(claim.siret, claim.id).state

    def stands(self, line: PaymentLine) -> PaymentEvent:
        with self.world.units.reading() as uow:
            return standing(uow.payments.records(line.siret, line.end_to_end_id))


@pytest.fixture
def agency() -> Agency:
    return Agency()


def test_the_debit_of_a_whole_file_pays_its_lines_once(agency: Agency) -> None:
    """Fees, and what others pay, are counted and passed over."""
    document = agency.document("batch-debit.053.02")
    told = agency.follow(document)
    assert (told.answered.settled, told.answered.unmatched, told.others) == (2, (), 2)
    assert agency.state(0) is agency.state(1) is ClaimState.PAID
    assert agency.world.told(NoticeKind.PAYMENT_SENT, agency.claims[0].siret)
    again = agency.follow(document)
    assert (again.answered.settled, again.answered.repeated) == (0, 2)


def test_each_booked_transfer_pays_its_line(agency: Agency) -> None:
    told = agency.follow(agency.document("each-debited.053.08"))
    assert (told.answered.settled, told.others) == (2, 0)
    assert agency.state(0) is agency.state(1) is ClaimState.PAID


def test_a_debit_of_another_sum_pays_nobody(agency: Agency) -> None:
    """A bank that leaves lines out says which: until then somebody looks."""
    document = agency.document("batch-debit.053.02", **{">562.10<": ">562.09<", ">CLBD<": ">X<"})
    told = agency.follow(document)
    ((odd),) = told.answered.unmatched
    assert (odd.why, odd.answer.file) == (UnmatchedReason.OTHER_AMOUNT, agency.file)
    assert agency.state(0) is ClaimState.PAYMENT_REQUESTED


def test_nothing_is_paid_by_the_statement_of_a_file_that_has_not_gone() -> None:
    agency = Agency(gone=False)
    told = agency.follow(agency.document("batch-debit.053.02"))
    assert {one.why for one in told.answered.unmatched} == {UnmatchedReason.NOT_HANDED_OVER}
    assert agency.state(0) is ClaimState.PAYMENT_REQUESTED


@pytest.mark.parametrize("before", [True, False], ids=["settled", "not yet settled"])
def test_what_comes_back_is_due_again_and_told(agency: Agency, *, before: bool) -> None:
    """Also where the statement of the day it went was never read."""
    if before:
        agency.follow(agency.document("batch-debit.053.02"))
    document = agency.document("returned.054.08")
    told = agency.follow(document)
    assert (told.answered.returned, told.answered.unmatched) == (1, ())
    assert agency.state(1) is ClaimState.PAYMENT_INVALIDATED
    assert agency.stands(agency.lines[1]) is PaymentEvent.RETURNED
    assert agency.world.told(NoticeKind.BANK_REJECTION, agency.claims[1].siret)
    assert agency.follow(document).answered.repeated == 1
    standing_now = payment_file(
        agency.file, actor=agency.paul, context=agency.world.context
    ).standing
    counts = (standing_now.settled, standing_now.returned, standing_now.unanswered)
    assert counts == ((1, 1, 0) if before else (0, 1, 1))
    late = agency.follow(agency.document("batch-debit.053.02"))
    assert late.answered.unmatched == ()
    assert agency.state(1) is ClaimState.PAYMENT_INVALIDATED


def test_what_the_bank_had_rejected_comes_back_from_nowhere(agency: Agency) -> None:
    line = agency.lines[1]
    rejected = (
        f"<Document><OrgnlGrpInfAndSts><OrgnlMsgId>{agency.file}</OrgnlMsgId></OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>{line.end_to_end_id}</OrgnlEndToEndId>"
        "<TxSts>RJCT</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></Document>"
    )
    assert agency.follow(rejected.encode()).answered.rejected == 1
    told = agency.follow(agency.document("returned.054.08"))
    assert [one.why for one in told.answered.unmatched] == [UnmatchedReason.CONTRADICTION]
    half = agency.document(
        "batch-debit.053.02",
        **{">562.10<": f">{agency.lines[0].amount}<", "<Cd>PRCD</Cd>": "<Cd>XXXX</Cd>"},
    )
    assert agency.follow(half).answered.settled == 1, "the debit is of what was not rejected"


@pytest.mark.parametrize(
    "said",
    [
        "<OrgnlNbOfTxs>3</OrgnlNbOfTxs>",
        "<OrgnlCtrlSum>562.11</OrgnlCtrlSum>",
        "<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>0.01</OrgnlCtrlSum>",
    ],
)
def test_an_answer_that_adds_up_our_file_otherwise_is_not_followed(
    agency: Agency, said: str
) -> None:
    def document(control: str) -> bytes:
        return (
            f"<Document><OrgnlGrpInfAndSts><OrgnlMsgId>{agency.file}</OrgnlMsgId>{control}"
            "<GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts></Document>"
        ).encode()

    with pytest.raises(UnreadableAnswers, match="ask the bank which file"):
        agency.follow(document(said))
    assert agency.state(0) is ClaimState.PAYMENT_REQUESTED
    total = Euros(sum(line.amount.cents for line in agency.lines))
    right = f"<OrgnlNbOfTxs>2</OrgnlNbOfTxs><OrgnlCtrlSum>{total}</OrgnlCtrlSum>"
    assert agency.follow(document(right)).answered.settled == 2


def test_a_return_without_its_reference_is_only_proposed(agency: Agency) -> None:
    """To a person, who recognises it with a proof of a moment ago."""
    agency.follow(agency.document("batch-debit.053.02"))
    told = agency.follow(agency.document("returned-nameless.053.02"))
    (proposal,) = told.proposals
    line = agency.lines[1]
    assert proposal.candidates == (line,)
    assert agency.stands(line) is PaymentEvent.SETTLED

    def confirm(person: Person, proof: Proof, end_to_end_id: str = line.end_to_end_id) -> int:
        done = confirm_return(
            end_to_end_id, actor=person, context=agency.world.context, proof=proof
        )
        return done.returned

    with pytest.raises(ProofNeeded):
        confirm(agency.paul, Proof.OLD)
    with pytest.raises(NotAllowed):
        confirm(agency.town.colleague("olga", Role.OFFICER), Proof.FRESH)
    with pytest.raises(NotFound):
        confirm(agency.paul, Proof.FRESH, "nothing-1-1")
    assert confirm(agency.paul, Proof.FRESH) == 1
    assert agency.state(1) is ClaimState.PAYMENT_INVALIDATED
    with pytest.raises(NotAllowed):
        confirm(agency.paul, Proof.FRESH)
    again = agency.follow(agency.document("returned-nameless.053.02"))
    assert again.proposals[0].candidates == ()


def test_a_return_of_nobody_known_proposes_nothing(agency: Agency) -> None:
    document = agency.document(
        "returned-nameless.053.02", **{"PAYEE-IBAN": "FR1420041010050500013M02606"}
    )
    (proposal,) = agency.follow(document).proposals
    assert proposal.candidates == ()
    nowhere = document.replace(b"RltdPties", b"Other")
    assert agency.follow(nowhere).proposals[0].candidates == ()


def test_where_statements_are_read_an_answer_alone_pays_nothing(agency: Agency) -> None:
    """ACSC says that the bank executed it; a rejection is one all the same."""
    reading = partial(read_answers, settles=False)
    context = attrs.evolve(agency.world.context, read_answers=reading)
    answer = (
        f"<Document><OrgnlGrpInfAndSts><OrgnlMsgId>{agency.file}</OrgnlMsgId>"
        "<GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts></Document>"
    ).encode()
    told = agency.follow(answer, context)
    assert (told.answered.settled, dict(told.answered.on_their_way)) == (0, {"ACSC": 2})
    rejected = agency.follow(answer.replace(b"ACSC", b"RJCT"), context)
    assert rejected.answered.rejected == 2


def test_where_no_statement_is_read_one_is_refused(agency: Agency) -> None:
    without = Context(units=agency.world.units, clock=agency.world.clock, read_answers=read_answers)
    with pytest.raises(UnreadableAnswers, match=r"pain\.002"):
        agency.follow(agency.document("batch-debit.053.02"), without)


def test_only_who_runs_payments_follows_a_statement(agency: Agency) -> None:
    olga = agency.town.colleague("olga", Role.OFFICER)
    with pytest.raises(NotAllowed):
        follow_document(
            agency.document("batch-debit.053.02"), actor=olga, context=agency.world.context
        )


def test_what_a_statement_moved_is_in_the_journal(agency: Agency) -> None:
    agency.follow(agency.document("batch-debit.053.02"))
    agency.follow(agency.document("returned.054.08"))
    with agency.world.units.reading() as uow:
        ((_, read),) = uow.journal.about([("service", "2024-98")]).items()
        assert first_broken(uow.journal.entries("service"), uow.journal.keys) is None
    assert [one.action for one in read] == ["payment.statement_read"]
    assert read[0].facts["opening"] == "10000.00"
