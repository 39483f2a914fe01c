"""Payments out of the ordinary wait for somebody to look; ordinary ones do not."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.money import Euros
from partial_activity.domain.office.visas import LONGEST_WAIT, Signed
from partial_activity.domain.payment.weighing import PaymentLimits
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.testing.stories import SIGNER, World, sign_all
from partial_activity.usecases.context import Context
from partial_activity.usecases.office.visas import VisaSeen, give_visa, refuse_visa, visa_desk
from partial_activity.usecases.payment.held import HeldBack
from partial_activity.usecases.payment.payments import Ordered, Sent, order_payments, send_payments

LOW = PaymentLimits(first_payment=Euros(1))


class Agency:
    """An agent, and a firm with a validated claim."""

    def __init__(self) -> None:
        self.world = World()
        self.town = Town(self.world)
        self.paul = self.town.colleague("paul", Role.PAYING_AGENT)
        self.payment_limits = LOW
        self.claim = self.town.validated(1)

    @property
    def context(self) -> Context:
        return attrs.evolve(self.world.context, payment_limits=self.payment_limits)

    def order(self) -> Ordered:
        return order_payments(actor=self.paul, context=self.context, proof=Proof.FRESH)

    def send(self) -> Sent:
        return send_payments(actor=self.paul, context=self.context, proof=Proof.FRESH)

    def waiting(self) -> Sequence[VisaSeen]:
        return visa_desk(actor=SIGNER, context=self.context).waiting

    @property
    def worth(self) -> Euros:
        """Of the claim."""
        with self.world.units.reading() as uow:
            claim = self.claim
            return uow.claims.totals(claim.siret, claim.id, claim.version).allowance

    def state(self, claim: Claim) -> ClaimState:
        with self.world.units.reading() as uow:
            return uow.claims.head(claim.siret, claim.id).state

    def signs(self) -> list[str]:
        """Why the payments that wait are looked at."""
        waiting = visa_desk(actor=SIGNER, context=self.context).waiting
        return [one.visa.shown["signs"] for one in waiting if one.visa.what is Signed.PAYMENT]


@pytest.fixture
def agency() -> Agency:
    return Agency()


def test_a_new_firm_s_first_payment_waits_and_is_ordered_once_signed(agency: Agency) -> None:
    """Public state 16; not a refusal: the next run orders it."""
    assert [one.why for one in agency.order().held] == [HeldBack.AWAITING_VISA]
    assert agency.state(agency.claim) is ClaimState.AWAITING_VISA
    assert agency.signs() == ["first_payment"]
    assert agency.order() == Ordered()
    assert sign_all(agency.context, agency.paul) == 0
    assert sign_all(agency.context) == 1
    assert agency.state(agency.claim) is ClaimState.VALIDATED
    assert agency.order().lines == 1
    assert agency.state(agency.claim) is ClaimState.PAYMENT_REQUESTED


def test_an_ordinary_small_claim_waits_for_nobody(agency: Agency) -> None:
    agency.payment_limits = PaymentLimits()
    assert agency.order().lines == 1
    assert agency.signs() == []


def test_an_officer_may_sign_it_and_who_filed_it_not(agency: Agency) -> None:
    agency.order()
    officer = agency.town.colleague("odile", Role.OFFICER)
    (seen,) = visa_desk(actor=officer, context=agency.context).waiting
    with agency.world.units() as uow:
        claim = uow.claims.head(agency.claim.siret, agency.claim.id)
        uow.claims.save(attrs.evolve(claim, created_by=officer.id))
        uow.commit()

    def give(actor: Person) -> None:
        give_visa(
            seen.visa.id, seen.visa.digest, actor=actor, context=agency.context, proof=Proof.FRESH
        )

    with pytest.raises(NotAllowed, match="a party to it"):
        give(officer)
    give(agency.town.colleague("omar", Role.OFFICER))
    assert agency.order().lines == 1


def test_a_refused_payment_stays_for_an_officer_to_decide(agency: Agency) -> None:
    agency.order()
    (seen,) = visa_desk(actor=SIGNER, context=agency.context).waiting
    refuse_visa(
        seen.visa.id,
        seen.visa.digest,
        "RIB d'un tiers",
        actor=SIGNER,
        context=agency.context,
        proof=Proof.FRESH,
    )
    assert agency.order() == Ordered()
    assert agency.state(agency.claim) is ClaimState.AWAITING_VISA


def test_what_nobody_looked_at_in_time_is_asked_for_again(agency: Agency) -> None:
    agency.order()
    agency.world.clock.tick(LONGEST_WAIT + timedelta(minutes=1))
    assert [one.why for one in agency.order().held] == [HeldBack.AWAITING_VISA]
    sign_all(agency.context)
    assert agency.order().lines == 1


def test_what_was_signed_is_that_payment_on_that_account(agency: Agency) -> None:
    """Another limit by then, so another reason to look: it is looked at again."""
    agency.order()
    sign_all(agency.context)
    agency.payment_limits = attrs.evolve(LOW, a_firm=Euros(1))
    assert [one.why for one in agency.order().held] == [HeldBack.AWAITING_VISA]
    assert agency.signs() == ["first_payment firm_limit"]


@pytest.mark.parametrize(
    ("spoil", "sign"),
    [
        (
            lambda agency: setattr(agency, "payment_limits", PaymentLimits(a_firm=Euros(1))),
            "firm_limit",
        ),
        (lambda agency: setattr(agency, "payment_limits", LOW), "first_payment"),
    ],
    ids=["limit", "first"],
)
def test_each_sign_is_told(agency: Agency, spoil: Callable[[Agency], None], sign: str) -> None:
    spoil(agency)
    agency.order()
    assert agency.signs() == [sign]


def test_a_run_above_the_ceiling_takes_a_third_person(agency: Agency) -> None:
    """One closes it, two others sign it, each once."""
    agency.payment_limits = PaymentLimits(a_run=Euros(1))
    agency.order()
    (reference,) = agency.send().unsigned
    assert sign_all(agency.context) == 1  # the limit's or the list's, never both
    assert agency.send() == Sent(unsigned=(reference,))
    third = agency.town.colleague("odile", Role.OFFICER)
    assert sign_all(agency.context, third) == 1
    assert agency.send().files == (reference,)


def test_the_ceiling_of_a_day_counts_all_that_was_listed_that_day(agency: Agency) -> None:
    agency.payment_limits = PaymentLimits(a_day=agency.worth)
    agency.order()
    sign_first = agency.send().unsigned
    assert [one.visa.what for one in agency.waiting()] == [Signed.RUN]
    sign_all(agency.context)
    assert agency.send().files == sign_first
    agency.town.validated(2)
    agency.world.clock.tick(timedelta(minutes=1))
    agency.order()
    agency.send()
    assert {one.visa.what for one in agency.waiting()} >= {Signed.ABOVE_LIMIT}
