"""The accounts of what is paid, in double entry: read from the payments, kept nowhere else.

Each fact of a payment (ordered, sent, settled, rejected, returned) is one entry that debits one
account and credits another by the same amount, so that all accounts together are zero whatever
happens, in whatever order. The facts themselves are added, never changed, and bound into the
journal (``domain.office.bound``): a ledger beside them could only differ from them.

A payment ordered again after a rejection is no new charge: the sum was owed since the first order.
Nor is what a correction pays in place of an earlier version that came back.
Not here, and named as such: how the charge is shared between the State and Unédic, which no text
that was found gives for a payment; set-off, recovery and waiver, which nothing makes yet.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.domain.values import Choice, frozen


class LedgerAccount(Choice):
    """Where money stands."""

    ALLOWANCES = "allowances"
    """The charge: allowances that were ordered."""
    OWED = "owed"
    """Owed to employers: ordered, and in no file; or rejected or sent back, and not mended."""
    WITH_BANK = "with_bank"
    """In files for the bank that it has not answered."""
    BANK = "bank"
    """Paid from the account of the agency, less what came back."""


class LedgerFact(Choice):
    """What moved money; but for one, an event of a payment by its own name."""

    ORDERED = "ordered"
    """A first order; a payment ordered again is no new charge."""
    REPLACED = "replaced"
    """What had come back of earlier versions, and was paid by that order instead."""
    SENT = "sent"
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"


_ENTRIES: Mapping[LedgerFact, tuple[LedgerAccount, LedgerAccount]] = MappingProxyType(
    {
        LedgerFact.ORDERED: (LedgerAccount.ALLOWANCES, LedgerAccount.OWED),
        LedgerFact.REPLACED: (LedgerAccount.OWED, LedgerAccount.ALLOWANCES),
        LedgerFact.SENT: (LedgerAccount.OWED, LedgerAccount.WITH_BANK),
        LedgerFact.SETTLED: (LedgerAccount.WITH_BANK, LedgerAccount.BANK),
        LedgerFact.REJECTED: (LedgerAccount.WITH_BANK, LedgerAccount.OWED),
        LedgerFact.RETURNED: (LedgerAccount.BANK, LedgerAccount.OWED),
    }
)
"""The account that is debited, and the one that is credited."""
_FACTS: Mapping[PaymentEvent, LedgerFact] = MappingProxyType(
    {PaymentEvent(fact.value): fact for fact in LedgerFact if fact is not LedgerFact.REPLACED}
)
"""By event; others move nothing."""


@frozen
class LedgerEntry:
    """One fact of a payment, as two accounts see it."""

    at: datetime
    fact: LedgerFact
    debit: LedgerAccount
    credit: LedgerAccount
    amount: Euros
    """Above zero; once to the debit of one account, once to the credit of the other."""
    line: PaymentLine
    file: str
    """The payment file; empty where it is in none."""


@frozen
class NumberedEntry:
    """An entry of the ledger, with its number of the day."""

    number: str
    """``2024-04-08/12``: days that are over keep theirs."""
    entry: LedgerEntry


@frozen
class Balance:
    """What was debited and credited to an account."""

    debit: Euros = ZERO_EUROS
    credit: Euros = ZERO_EUROS

    @property
    def difference(self) -> Euros:
        """Debit less credit; below zero: the account stands in credit."""
        return self.debit - self.credit


def moved_by(line: PaymentLine, event: PaymentEvent) -> Mapping[LedgerFact, Euros]:
    """Tell what an event of a payment moves; an order that replaces moves twice.

    The one declaration of it: stores add up the same (``PaymentStore.sums``).
    """
    fact = _FACTS.get(event)
    if fact is None or (fact is LedgerFact.ORDERED and line.attempt > 1):
        return {}
    if fact is LedgerFact.ORDERED and line.replaces != ZERO_EUROS:
        return {fact: line.amount, LedgerFact.REPLACED: line.replaces}
    return {fact: line.amount}


def entries_of(facts: Iterable[tuple[PaymentLine, PaymentRecord]]) -> Iterator[LedgerEntry]:
    """Enter facts of payments, in their order."""
    for line, record in facts:
        for fact, amount in moved_by(line, record.event).items():
            yield LedgerEntry(record.at, fact, *_ENTRIES[fact], amount, line, record.reference)


def balances(sums: Mapping[LedgerFact, Euros]) -> Mapping[LedgerAccount, Balance]:
    """Balance every account, by what each fact moved."""
    by_account = dict.fromkeys(LedgerAccount, Balance())
    for fact, amount in sums.items():
        debit, credit = _ENTRIES[fact]
        of_debit, of_credit = by_account[debit], by_account[credit]
        by_account[debit] = Balance(of_debit.debit + amount, of_debit.credit)
        by_account[credit] = Balance(of_credit.debit, of_credit.credit + amount)
    return MappingProxyType(by_account)
