"""What takes two: asked for by one, read and signed by another whose duty it is."""

from datetime import timedelta

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.office.visas import LONGEST_WAIT, Answer, Signed, Visa, VisaState
from partial_activity.domain.people.people import Membership, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples
from partial_activity.testing.stories import SIGNER, World, sign_all
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.office.visas import give_visa, refuse_visa, see_visa, visa_desk
from partial_activity.usecases.payment.payments import (
    Sent,
    order_payments,
    send_payments,
    write_signed,
)
from partial_activity.usecases.payment.runs import ask_again


class Agency:
    """Two agents, and a list that one of them closed."""

    def __init__(self) -> None:
        self.world = World()
        self.town = Town(self.world)
        self.claim = self.town.validated(1)
        self.paul = self.town.colleague("paul", Role.PAYING_AGENT)
        self.pia = self.town.colleague("pia", Role.PAYING_AGENT)
        order_payments(actor=self.paul, context=self.world.context, proof=Proof.FRESH)
        (self.reference,) = self.send().unsigned

    def send(self) -> Sent:
        return send_payments(actor=self.paul, context=self.world.context, proof=Proof.FRESH)

    @property
    def visa(self) -> Visa:
        """The last that was asked for the list."""
        with self.world.units.reading() as uow:
            return uow.visas.about(Signed.RUN, self.reference)[0]

    def give(self, actor: Person, proof: Proof = Proof.FRESH, digest: str = "") -> Visa:
        visa = self.visa
        return give_visa(
            visa.id,
            digest or visa.digest,
            actor=actor,
            context=self.world.context,
            proof=proof,
        )

    def refuse(self, reason: str = "à vérifier") -> Visa:
        visa = self.visa
        return refuse_visa(
            visa.id,
            visa.digest,
            reason,
            actor=self.pia,
            context=self.world.context,
            proof=Proof.FRESH,
        )

    def ask_again(self) -> Visa:
        return ask_again(
            self.reference, actor=self.paul, context=self.world.context, proof=Proof.FRESH
        )


@pytest.fixture
def agency() -> Agency:
    return Agency()


def test_nobody_pays_alone(agency: Agency) -> None:
    """However often who closed the list runs again, and whatever they try to sign."""
    assert agency.send() == Sent(unsigned=(agency.reference,))
    with pytest.raises(NotAllowed, match="who asked for it"):
        agency.give(agency.paul)
    assert agency.world.bank.files == {}
    agency.give(agency.pia)
    assert agency.send().files == (agency.reference,)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_who_runs_payments_signs_a_run(agency: Agency, role: Role) -> None:
    other = agency.town.colleague("other", role)
    with pytest.raises(NotAllowed):
        agency.give(other)
    contact = attrs.evolve(other, service_role=None)
    with pytest.raises(NotAllowed):
        agency.give(contact)
    with pytest.raises(NotAllowed):
        visa_desk(actor=contact, context=agency.world.context)


def test_the_auditor_reads_and_does_not_sign(agency: Agency) -> None:
    auditor = agency.town.colleague("aude", Role.AUDITOR)
    (seen,) = visa_desk(actor=auditor, context=agency.world.context).waiting
    assert (seen.signs, seen.name(agency.paul.id)) == (False, "Paul")
    assert see_visa(seen.visa.id, actor=auditor, context=agency.world.context) == seen
    assert sign_all(agency.world.context, auditor) == 0


def test_a_signature_wants_a_proof_of_a_moment_ago(agency: Agency) -> None:
    with pytest.raises(ProofNeeded):
        agency.give(agency.pia, Proof.OLD)
    with pytest.raises(NotAllowed):
        agency.give(agency.pia, Proof.TOKEN)


def test_who_belongs_to_a_firm_that_is_paid_does_not_sign(agency: Agency) -> None:
    place = samples.membership()
    with agency.world.units() as uow:
        theirs: Membership = attrs.evolve(
            place, siret=agency.claim.siret, person_id=agency.pia.id, principal=False
        )
        uow.establishments.add_member(theirs)
        uow.commit()
    with pytest.raises(NotAllowed, match="a party to it"):
        agency.give(agency.pia)


def test_what_was_not_shown_is_not_signed(agency: Agency) -> None:
    with pytest.raises(InvalidValue) as refused:
        agency.give(agency.pia, digest="0" * 64)
    assert refused.value.code == "other_content"
    assert agency.visa.answer is None


def test_a_list_that_is_another_by_now_is_not_signed(agency: Agency) -> None:
    """The visa of a list that shows something else, kept by a fault or by somebody's hand."""
    with agency.world.units() as uow:
        other = attrs.evolve(agency.visa, id="other", number=2, shown={"lines": "9"})
        uow.visas.add(other)
        uow.commit()
    with pytest.raises(Conflict):
        agency.give(agency.pia)
    assert agency.visa.answer is None


def test_a_refused_list_stays_until_its_visa_is_asked_for_again(agency: Agency) -> None:
    with pytest.raises(NotAllowed, match="waits"):
        agency.ask_again()
    with pytest.raises(InvalidValue, match="say why"):
        agency.refuse(" ")
    assert agency.refuse().answer is Answer.REFUSED
    with pytest.raises(NotAllowed, match="refused"):
        agency.give(agency.pia)
    assert agency.send() == Sent(unsigned=(agency.reference,))
    assert agency.visa.number == 1
    assert agency.ask_again().number == 2
    agency.give(agency.pia)
    with pytest.raises(NotAllowed, match="given"):
        agency.ask_again()
    assert agency.send().files == (agency.reference,)
    with pytest.raises(NotAllowed, match="handed over"):
        agency.ask_again()


def test_a_visa_that_nobody_gave_in_time_is_asked_for_again(agency: Agency) -> None:
    agency.world.clock.tick(LONGEST_WAIT + timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="expired"):
        agency.give(agency.pia)
    assert visa_desk(actor=agency.pia, context=agency.world.context).waiting == []
    agency.ask_again()
    agency.give(agency.pia)
    assert agency.send().files == (agency.reference,)


def test_a_visa_given_too_long_ago_hands_nothing_over(agency: Agency) -> None:
    """The bank took nothing for weeks: what was read then is read again."""

    class Closed(type(agency.world.bank)):  # type: ignore[misc]
        def send(self, file: PaymentFile) -> None:
            raise Unavailable(file.reference)

    agency.give(agency.pia)
    closed = attrs.evolve(agency.world.context, bank=Closed())
    with pytest.raises(Unavailable):
        write_signed(actor=agency.pia, context=closed, proof=Proof.FRESH)
    agency.world.clock.tick(LONGEST_WAIT)
    assert agency.send() == Sent(unsigned=(agency.reference,))
    agency.ask_again()
    agency.give(agency.pia)
    assert agency.send().files == (agency.reference,)


def test_there_is_no_run_to_sign_where_there_is_none(agency: Agency) -> None:
    with pytest.raises(NotFound):
        see_visa("none", actor=agency.pia, context=agency.world.context)
    with pytest.raises(NotFound):
        ask_again("AP0", actor=agency.pia, context=agency.world.context, proof=Proof.FRESH)


def test_what_was_signed_is_told_with_names_the_last_first(agency: Agency) -> None:
    agency.give(agency.pia)
    desk = visa_desk(actor=SIGNER, context=agency.world.context)
    (seen,) = desk.answered
    assert desk.waiting == []
    assert (seen.state, seen.name(seen.visa.answered_by)) == (VisaState.GIVEN, "Pia")
    assert seen.name("nobody") == "nobody"
