"""The accounts of what is paid, in double entry: read from the payments, kept nowhere else.

Each fact of a payment (ordered, sent, settled, rejected, returned) is one entry that debits one
account and credits another by the same amount, so that all accounts together are zero whatever
happens, in whatever order. The facts themselves are added, never changed, and bound into the
journal (``domain.office.bound``): a ledger beside them could only differ from them.

A payment ordered again after a rejection is no new charge: the sum was owed since the first order.
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


_ENTRIES: Mapping[PaymentEvent, tuple[LedgerAccount, LedgerAccount]] = MappingProxyType(
    {
        PaymentEvent.ORDERED: (LedgerAccount.ALLOWANCES, LedgerAccount.OWED),
        PaymentEvent.SENT: (LedgerAccount.OWED, LedgerAccount.WITH_BANK),
        PaymentEvent.SETTLED: (LedgerAccount.WITH_BANK, LedgerAccount.BANK),
        PaymentEvent.REJECTED: (LedgerAccount.WITH_BANK, LedgerAccount.OWED),
        PaymentEvent.RETURNED: (LedgerAccount.BANK, LedgerAccount.OWED),
    }
)
"""The account that is debited, and the one that is credited; other facts move nothing."""


@frozen
class LedgerEntry:
    """One fact of a payment, as two accounts see it."""

    at: datetime
    fact: PaymentEvent
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


def entry_of(line: PaymentLine, record: PaymentRecord) -> LedgerEntry | None:
    """Enter a fact of a payment; None: it moves nothing, or was a charge before."""
    accounts = _ENTRIES.get(record.event)
    if accounts is None or (record.event is PaymentEvent.ORDERED and line.attempt > 1):
        return None
    return LedgerEntry(record.at, record.event, *accounts, line.amount, line, record.reference)


def entries_of(facts: Iterable[tuple[PaymentLine, PaymentRecord]]) -> Iterator[LedgerEntry]:
    """Enter facts of payments, in their order."""
    for line, record in facts:
        entry = entry_of(line, record)
        if entry is not None:
            yield entry


def balances(sums: Mapping[PaymentEvent, Euros]) -> Mapping[LedgerAccount, Balance]:
    """Balance every account, by what each fact moved; of orders, the first attempts alone."""
    by_account = dict.fromkeys(LedgerAccount, Balance())
    for event, amount in sums.items():
        if event in _ENTRIES:
            debit, credit = _ENTRIES[event]
            of_debit, of_credit = by_account[debit], by_account[credit]
            by_account[debit] = Balance(of_debit.debit + amount, of_debit.credit)
            by_account[credit] = Balance(of_credit.debit, of_credit.credit + amount)
    return MappingProxyType(by_account)
