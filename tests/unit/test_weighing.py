"""What makes a payment out of the ordinary; an ordinary one goes past all of it."""

import attrs
import pytest

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.weighing import Past, PaymentLimits, Sign, weigh
from partial_activity.testing import samples

LIMITS = PaymentLimits()
HOME, OTHER = samples.iban(1), samples.iban(2)
ABROAD = Iban("DE89370400440532013000")
SMALL = LIMITS.first_payment
LARGE = SMALL + Euros(1)
NOTHING = Past(paid_on=(), others=False, ordered_lately=Euros(0))
BEFORE = attrs.evolve(NOTHING, paid_on=(HOME,))


@pytest.mark.parametrize(
    ("due", "account", "past", "signs"),
    [
        (SMALL, HOME, NOTHING, ()),
        (LARGE, HOME, NOTHING, (Sign.FIRST_PAYMENT,)),
        (LARGE, HOME, BEFORE, ()),
        (SMALL, OTHER, BEFORE, ()),
        (LARGE, OTHER, BEFORE, (Sign.NEW_ACCOUNT,)),
        (Euros(1), ABROAD, NOTHING, (Sign.FOREIGN_ACCOUNT,)),
        (LARGE, ABROAD, attrs.evolve(NOTHING, paid_on=(ABROAD,)), ()),
        (Euros(1), HOME, attrs.evolve(NOTHING, others=True), (Sign.SHARED_ACCOUNT,)),
        (LARGE, HOME, attrs.evolve(BEFORE, others=True), ()),
        (
            Euros(1),
            HOME,
            attrs.evolve(BEFORE, ordered_lately=LIMITS.a_firm),
            (Sign.FIRM_LIMIT,),
        ),
        (
            LARGE,
            ABROAD,
            attrs.evolve(NOTHING, others=True),
            (Sign.FIRST_PAYMENT, Sign.SHARED_ACCOUNT, Sign.FOREIGN_ACCOUNT),
        ),
    ],
)
def test_what_is_out_of_the_ordinary_is_told(
    due: Euros, account: Iban, past: Past, signs: tuple[Sign, ...]
) -> None:
    assert weigh(due, account, past, LIMITS) == signs


def test_a_ceiling_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue):
        PaymentLimits(a_run=Euros(0))
