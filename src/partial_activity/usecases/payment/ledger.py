"""The ledger of what was paid: its balances on a day, and its entries one by one for an auditor."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from partial_activity.domain.days import legal_day, starts_at
from partial_activity.domain.payment.ledger import (
    Balance,
    LedgerAccount,
    NumberedEntry,
    balances,
    entries_of,
)
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context

FACTS_AT_ONCE = 1_000
_DAY = timedelta(days=1)


def ledger_balances(
    day: date, *, actor: Person, context: Context
) -> Mapping[LedgerAccount, Balance]:
    """Balance the accounts at the end of a legal day.

    Raises:
        NotAllowed: the person sees no payments of the service.
    """
    require(actor, Action.SEE_PAYMENTS)
    with context.units.reading() as uow:
        return balances(uow.payments.sums(starts_at(day + _DAY)))


def ledger_entries(
    first: date, last: date, *, actor: Person, context: Context, at_once: int = FACTS_AT_ONCE
) -> Iterator[NumberedEntry]:
    """Give the entries between two legal days, both included, in their order, a few at a time.

    Raises:
        NotAllowed: the person sees no payments of the service.
    """
    require(actor, Action.SEE_PAYMENTS)
    return _numbered(first, last, context, at_once)


def _numbered(first: date, last: date, context: Context, at_once: int) -> Iterator[NumberedEntry]:
    begin, end = starts_at(first), starts_at(last + _DAY)
    after = None
    day, number = first, 0
    while True:
        with context.units.reading() as uow:
            facts = uow.payments.facts(begin, end, at_once, after)
        if not facts:
            return
        after = facts[-1][1]
        for entry in entries_of(facts):
            if legal_day(entry.at) != day:
                day, number = legal_day(entry.at), 0
            number += 1
            yield NumberedEntry(f"{day}/{number}", entry)
