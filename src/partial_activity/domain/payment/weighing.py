"""What makes a payment out of the ordinary: a person looks at it before it is ordered.

Never a refusal, and never a sign-up or a filing: the claim waits for a visa (public state 16). An
ordinary claim of an ordinary firm goes past all of it.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

import attrs

from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros
from partial_activity.domain.values import Choice, above, frozen

FIRM_WINDOW = timedelta(days=30)
"""What a firm was ordered in so many days counts towards its limit."""
HOME_COUNTRIES = frozenset({"FR", "MC"})
"""Where the accounts of French employers ordinarily are."""


class Sign(Choice):
    """Why a payment is looked at."""

    FIRST_PAYMENT = "first_payment"
    """Nothing was paid to the establishment before, and it is no small sum."""
    NEW_ACCOUNT = "new_account"
    """It was paid before, never on this account, and it is no small sum."""
    SHARED_ACCOUNT = "shared_account"
    """Another firm was paid, or is to be paid, on the same account."""
    FOREIGN_ACCOUNT = "foreign_account"
    """The account is abroad."""
    FIRM_LIMIT = "firm_limit"
    """With what its firm was ordered lately it is more than the limit."""


@frozen(kw_only=True)
class PaymentLimits:
    """Sums above which somebody looks first."""

    a_run: Euros = attrs.field(default=Euros(5_000_000_00), validator=above(Euros(0)))
    """A list of payments: a third person signs it too."""
    a_day: Euros = attrs.field(default=Euros(20_000_000_00), validator=above(Euros(0)))
    """All that goes to the bank in a day, the list with it: a third person signs it too."""
    a_firm: Euros = attrs.field(default=Euros(1_000_000_00), validator=above(Euros(0)))
    """All establishments of a firm, in ``FIRM_WINDOW``."""
    first_payment: Euros = attrs.field(default=Euros(5_000_00), validator=above(Euros(0)))
    """The first ever to an establishment."""
    new_account: Euros = attrs.field(default=Euros(5_000_00), validator=above(Euros(0)))
    """The first on an account that replaces another."""


@frozen(kw_only=True)
class Past:
    """What is known of an establishment and an account when a payment is weighed."""

    paid_on: Collection[Iban]
    """Accounts on which the establishment was paid, as the bank says."""
    others: bool
    """Whether another firm was paid, or is to be paid, on the account."""
    ordered_lately: Euros
    """What the firm was ordered in ``FIRM_WINDOW``, this payment apart."""


def weigh(due: Euros, account: Iban, past: Past, payment_limits: PaymentLimits) -> Sequence[Sign]:
    """Tell what makes a payment out of the ordinary; empty: nothing does.

    An account on which the establishment was paid before was looked at then: where it is, and who
    else has it, count no more.
    """
    known = account in past.paid_on
    found = {
        Sign.FIRST_PAYMENT: not past.paid_on and due > payment_limits.first_payment,
        Sign.NEW_ACCOUNT: bool(past.paid_on) and not known and due > payment_limits.new_account,
        Sign.SHARED_ACCOUNT: past.others and not known,
        Sign.FOREIGN_ACCOUNT: account.text[:2] not in HOME_COUNTRIES and not known,
        Sign.FIRM_LIMIT: past.ordered_lately + due > payment_limits.a_firm,
    }
    return tuple(sign for sign, holds in found.items() if holds)
