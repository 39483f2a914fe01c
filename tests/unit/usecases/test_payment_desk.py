"""What the paying agency looks at before and after it pays."""

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer
from partial_activity.ports.office import ToSend, Worth
from partial_activity.testing import samples
from partial_activity.testing.stories import World, handed_over, sign_all, written
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.office.freezing import freeze, unfreeze
from partial_activity.usecases.payment.again import pay_again
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.payment.desk import (
    Desk,
    file_content,
    payment_desk,
    payment_file,
    payment_files,
    rejected_payments,
)
from partial_activity.usecases.payment.hand_over import fingerprint, hand_over, in_groups
from partial_activity.usecases.payment.payments import Ordered, Sent, order_payments


class Agency:
    """An agent with a bank."""

    def __init__(self) -> None:
        self.world = World()
        self.town = Town(self.world)
        self.bank = MemoryBank()
        self.paul = self.town.colleague("paul", Role.PAYING_AGENT)

    def desk(self, actor: Person | None = None) -> Desk:
        return payment_desk(actor=actor or self.paul, context=self.world.context)

    def order(self, most: int | None = None) -> Ordered:
        return order_payments(
            actor=self.paul,
            context=self.world.context,
            claims_at_once=1,
            most=most,
            proof=Proof.FRESH,
        )

    def send(self, lines_a_file: int = 2) -> Sent:
        world = self.world
        context = attrs.evolve(world.context, bank=self.bank)
        return written(context, self.paul, lines_a_file=lines_a_file)

    def reject(self, line: PaymentLine) -> None:
        outcome = PaymentEvent.REJECTED
        (file,) = (one.reference for one in self.bank.files.values() if line in one.lines)
        answer = BankAnswer(file, line.end_to_end_id, "RJCT", outcome, reason="AC04")
        handed_over(attrs.evolve(self.world.context, bank=self.bank), self.paul)
        record_answers([answer], actor=self.paul, context=self.world.context)


@pytest.fixture
def agency() -> Agency:
    return Agency()


def test_the_desk_tells_what_is_ready_ordered_and_on_its_way(agency: Agency) -> None:
    claims = [agency.town.validated(number) for number in (1, 2, 3)]
    with agency.world.units.reading() as uow:
        due = sum((uow.claims.totals(one.siret, one.id, 1).allowance for one in claims), ZERO_EUROS)
    before = agency.desk()
    assert (before.validated, before.to_send) == (Worth(3, 0, due), ToSend(0, ZERO_EUROS))
    agency.order()
    ordered = agency.desk()
    assert (ordered.validated.claims, ordered.to_send) == (0, ToSend(3, due))
    agency.send()
    sent = agency.desk()
    assert (sent.to_send.lines, sent.unsent_files) == (0, ())
    assert (sent.on_their_way, sent.rejected) == (3, 0)


def test_a_long_run_is_ordered_in_parts(agency: Agency) -> None:
    for number in (1, 2, 3):
        agency.town.validated(number)
    assert agency.order(most=2).lines == 2
    assert agency.desk().validated.claims == 1
    assert agency.order(most=2).lines == 1
    assert agency.order(most=2) == Ordered()


def test_files_are_listed_the_last_first_with_where_their_lines_stand(agency: Agency) -> None:
    for number in (1, 2, 3):
        agency.town.validated(number)
    agency.order()
    references = agency.send().files
    page = payment_files(actor=agency.paul, context=agency.world.context, limit=1)
    (last,) = page.files
    assert page.before == last.head.reference
    rest = payment_files(actor=agency.paul, context=agency.world.context, before=page.before)
    (first,) = rest.files
    assert rest.before is None
    assert {first.head.reference, last.head.reference} == set(references)
    assert all(one.sent and one.unanswered == one.head.lines for one in (first, last))
    assert not any(one.transmitted for one in (first, last))
    assert {head.reference for head in agency.desk().to_transmit} == set(references)
    two = first if first.head.lines == 2 else last
    shown = payment_file(
        two.head.reference, actor=agency.paul, context=agency.world.context, limit=1
    )
    assert (len(shown.payments), shown.after) == (1, 1)
    agency.reject(shown.payments[0].line)
    after = payment_file(two.head.reference, actor=agency.paul, context=agency.world.context)
    assert (after.standing.unanswered, after.after) == (1, None)
    assert (after.standing.transmitted, agency.desk().to_transmit) == (True, ())
    stands = [payment.standing for payment in after.payments]
    assert stands == [PaymentEvent.REJECTED, PaymentEvent.TRANSMITTED]


def test_a_file_is_given_again_as_it_was_handed_over(agency: Agency) -> None:
    agency.town.validated(1)
    agency.order()
    (reference,) = agency.send().files

    def content(name: str, actor: Person) -> bytes:
        return file_content(
            name, actor=actor, context=attrs.evolve(agency.world.context, bank=agency.bank)
        )

    assert content(reference, agency.paul) == agency.bank.content(reference)
    for unknown in ("AP00", "../secret", ""):
        with pytest.raises(NotFound):
            content(unknown, agency.paul)
    with pytest.raises(NotFound):
        agency.bank.content("AP00")
    with pytest.raises(NotAllowed):
        content(reference, agency.town.colleague("odile"))


def test_what_came_back_is_told_with_its_reason_until_it_is_paid_again(agency: Agency) -> None:
    claims = [agency.town.validated(number) for number in (1, 2)]
    agency.order()
    agency.send()
    with agency.world.units.reading() as uow:
        (line,) = uow.payments.lines(claims[0].siret)
    agency.reject(line)
    (back,) = rejected_payments(9, actor=agency.paul, context=agency.world.context)
    assert (back.claim.id, back.claim.state) == (claims[0].id, ClaimState.PAYMENT_INVALIDATED)
    assert (back.name, back.reason, back.payment.line) == ("Garage Éluard", "AC04", line)
    assert agency.desk().rejected == 1
    pia = agency.town.colleague("pia", Role.PAYING_AGENT)
    pay_again(line.siret, line.claim_id, actor=pia, context=agency.world.context, proof=Proof.FRESH)
    assert len(rejected_payments(9, actor=agency.paul, context=agency.world.context)) == 1
    sign_all(agency.world.context)
    assert rejected_payments(9, actor=agency.paul, context=agency.world.context) == ()
    (reference,) = agency.bank.files
    file = payment_file(reference, actor=agency.paul, context=agency.world.context)
    (again,) = file.mended.values()
    assert (list(file.mended), again.line.attempt) == ([line.end_to_end_id], 2)
    assert agency.desk().to_send.lines == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, None])
def test_only_the_paying_agency_looks_at_payments(agency: Agency, role: Role | None) -> None:
    person = agency.town.colleague("other", role) if role else agency.town.contact(1)
    with pytest.raises(NotAllowed):
        agency.desk(person)
    with pytest.raises(NotAllowed):
        payment_files(actor=person, context=agency.world.context)
    with pytest.raises(NotAllowed):
        payment_file("AP00", actor=person, context=agency.world.context)
    with pytest.raises(NotAllowed):
        rejected_payments(9, actor=person, context=agency.world.context)


def test_a_file_goes_to_the_bank_once_by_the_hash_of_what_was_written(agency: Agency) -> None:
    """Any other bytes are refused; said again, nothing is changed, nor noted twice."""
    agency.town.validated(1)
    agency.order()
    (reference,) = agency.send().files
    context = attrs.evolve(agency.world.context, bank=agency.bank)
    right = fingerprint(agency.bank.content(reference))

    def over(sha256: str, proof: Proof = Proof.FRESH) -> bool:
        return hand_over(reference, sha256, actor=agency.paul, context=context, proof=proof)

    for wrong in (fingerprint(b"another file"), "", right[:-1], right + "0"):
        with pytest.raises(InvalidValue) as refused:
            over(wrong)
        assert refused.value.code == "other_file"
    with pytest.raises(ProofNeeded):
        over(right, Proof.OLD)
    assert len(agency.desk().to_transmit) == 1
    assert over(in_groups(right).upper())
    assert not over(right)
    assert agency.desk().to_transmit == ()
    with agency.world.units.reading() as uow:
        ((_, entries),) = uow.journal.about([("service", reference)]).items()
    told = [(one.action, one.facts["sha256"]) for one in entries]
    assert told == [("payment.file_written", right), ("payment.file_transmitted", right)]


def test_a_file_of_what_is_frozen_does_not_go(agency: Agency) -> None:
    """Frozen after it was written: the file, or the account or the firm of one of its lines."""
    claim = agency.town.validated(1)
    agency.order()
    (reference,) = agency.send().files
    context = attrs.evolve(agency.world.context, bank=agency.bank)
    right = fingerprint(agency.bank.content(reference))
    (line,) = agency.bank.files[reference].lines
    ada = agency.town.colleague("ada", Role.ADMINISTRATOR)
    for what, key in (
        (Frozen.RUN, reference),
        (Frozen.FIRM, claim.siret.digits),
        (Frozen.ACCOUNT, line.iban.text),
    ):
        freeze(what, key, "Signalement", actor=agency.paul, context=context)
        with pytest.raises(NotAllowed):
            hand_over(reference, right, actor=agency.paul, context=context, proof=Proof.FRESH)
        unfreeze(what, key, actor=ada, context=context, proof=Proof.FRESH)
    assert hand_over(reference, right, actor=agency.paul, context=context, proof=Proof.FRESH)


def test_who_is_paid_by_a_file_hands_it_over_to_no_bank(agency: Agency) -> None:
    claim = agency.town.validated(1)
    agency.order()
    (reference,) = agency.send().files
    with agency.world.units() as uow:
        membership = attrs.evolve(samples.membership(1), siret=claim.siret)
        uow.establishments.add_member(attrs.evolve(membership, person_id=agency.paul.id))
        uow.commit()
    right = fingerprint(agency.bank.content(reference))
    context = attrs.evolve(agency.world.context, bank=agency.bank)
    with pytest.raises(NotAllowed, match="themselves"):
        hand_over(reference, right, actor=agency.paul, context=context, proof=Proof.FRESH)
    assert len(agency.desk().to_transmit) == 1
