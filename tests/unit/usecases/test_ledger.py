"""The ledger: double entry over the facts of payments, zero together whatever happens."""

from collections.abc import Sequence
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.office_town import Town

from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.ledger import (
    Balance,
    LedgerAccount,
    LedgerFact,
    NumberedEntry,
    balances,
    entries_of,
    moved_by,
)
from partial_activity.domain.payment.payments import (
    PaymentEvent,
    PaymentLine,
    PaymentRecord,
    owed,
    paid_or_on_its_way,
    standing,
)
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.ledger_file import COLUMNS, ledger_file
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.payment.ledger import ledger_balances, ledger_entries

Fact = tuple[PaymentLine, PaymentRecord]
GONE = (PaymentEvent.LISTED, PaymentEvent.SENT, PaymentEvent.TRANSMITTED)
_LIVES = (
    (),
    (PaymentEvent.LISTED,),
    (PaymentEvent.LISTED, PaymentEvent.SENT),
    GONE,
    (PaymentEvent.SENT, PaymentEvent.TRANSMITTED, PaymentEvent.SETTLED),
    (PaymentEvent.SENT, PaymentEvent.TRANSMITTED, PaymentEvent.REJECTED),
    (PaymentEvent.SENT, PaymentEvent.TRANSMITTED, PaymentEvent.SETTLED, PaymentEvent.RETURNED),
)
"""What may happen to a payment, in order."""


def facts_of(line: PaymentLine, life: Sequence[PaymentEvent]) -> list[Fact]:
    events = (PaymentEvent.ORDERED, *life)
    return [(line, samples.payment_record(line, event)) for event in events]


def sums_of(facts: Sequence[Fact]) -> dict[LedgerFact, Euros]:
    """As a store adds them up."""
    sums: dict[LedgerFact, Euros] = {}
    for line, record in facts:
        for fact, amount in moved_by(line, record.event).items():
            sums[fact] = sums.get(fact, ZERO_EUROS) + amount
    return sums


@given(
    st.lists(
        st.tuples(st.integers(1, 10**11), st.sampled_from(_LIVES), st.sampled_from(_LIVES)),
        max_size=8,
    )
)
def test_the_accounts_are_zero_together_and_tell_what_was_paid(
    paid: list[tuple[int, tuple[PaymentEvent, ...], tuple[PaymentEvent, ...]]],
) -> None:
    """Whatever happened to each payment, and to the one ordered again in its place."""
    facts: list[Fact] = []
    lines: list[PaymentLine] = []
    for number, (cents, life, second) in enumerate(paid, start=1):
        first = attrs.evolve(samples.payment(number), amount=Euros(cents))
        lines.append(first)
        facts += facts_of(first, life)
        if life and life[-1] in (PaymentEvent.REJECTED, PaymentEvent.RETURNED):
            again = attrs.evolve(first, attempt=2)
            lines.append(again)
            facts += facts_of(again, second)
    accounts = balances(sums_of(facts))
    assert sum(one.difference.cents for one in accounts.values()) == 0
    entries = list(entries_of(facts))
    for account, found in accounts.items():
        debit = sum(one.amount.cents for one in entries if one.debit is account)
        credit = sum(one.amount.cents for one in entries if one.credit is account)
        assert found == Balance(Euros(debit), Euros(credit))
    events = {
        line.end_to_end_id: [record for other, record in facts if other == line] for line in lines
    }
    settled = [
        line for line in lines if standing(events[line.end_to_end_id]) is PaymentEvent.SETTLED
    ]
    bank, owed, with_bank = (
        -accounts[account].difference.cents
        for account in (LedgerAccount.BANK, LedgerAccount.OWED, LedgerAccount.WITH_BANK)
    )
    assert bank == sum(line.amount.cents for line in settled)
    charged = sum(line.amount.cents for line in lines if line.attempt == 1)
    assert bank + owed + with_bank == charged == accounts[LedgerAccount.ALLOWANCES].difference.cents
    assert bank + with_bank <= paid_or_on_its_way(lines, events).cents


def test_what_moves_no_money_is_no_entry() -> None:
    line = samples.payment()
    for event in (PaymentEvent.LISTED, PaymentEvent.TRANSMITTED):
        assert moved_by(line, event) == {}
    again = attrs.evolve(line, attempt=2, replaces=Euros(1))
    assert moved_by(again, PaymentEvent.ORDERED) == {}


@pytest.mark.parametrize("worth", [29_105, 28_105, 10_000])
def test_a_correction_that_pays_what_came_back_is_charged_what_it_is_worth(worth: int) -> None:
    """More, the same, or less than the version before; also where it comes back in its turn."""
    first = samples.payment()
    facts = facts_of(first, (*GONE, PaymentEvent.SETTLED, PaymentEvent.RETURNED))
    events = {first.end_to_end_id: [record for _, record in facts]}
    second = attrs.evolve(
        first, claim_version=2, amount=Euros(worth), replaces=owed([first], events)
    )
    facts += facts_of(second, (*GONE, PaymentEvent.SETTLED, PaymentEvent.RETURNED))
    accounts = balances(sums_of(facts))
    assert accounts[LedgerAccount.ALLOWANCES].difference == Euros(worth)
    assert accounts[LedgerAccount.OWED].difference == Euros(-worth)
    events |= {second.end_to_end_id: [one for line, one in facts if line == second]}
    assert owed([first, second], events) == Euros(worth)
    entries = list(entries_of(facts))
    assert sum(one.amount.cents for one in entries if one.debit is LedgerAccount.ALLOWANCES) == (
        first.amount.cents + worth
    )


@pytest.fixture
def world() -> World:
    world = World()
    with world.units() as uow:
        for number in (1, 2, 3):
            uow.payments.add(samples.payment(number, minutes=number))
        line = samples.payment(1, minutes=1)
        for minutes, event in ((10, PaymentEvent.SENT), (24 * 60, PaymentEvent.SETTLED)):
            record = samples.payment_record(line, event)
            uow.payments.record(attrs.evolve(record, at=samples.later(minutes)))
        uow.commit()
    return world


FIRST = legal_day(samples.NOON)


def test_balances_are_those_at_the_end_of_a_day(world: World) -> None:
    paul = Town(world).colleague("paul", Role.PAYING_AGENT)
    amount = samples.payment().amount

    def on(day: date) -> dict[LedgerAccount, Euros]:
        accounts = ledger_balances(day, actor=paul, context=world.context)
        return {account: found.difference for account, found in accounts.items()}

    assert set(on(FIRST - timedelta(days=1)).values()) == {ZERO_EUROS}
    assert on(FIRST) == {
        LedgerAccount.ALLOWANCES: Euros(3 * amount.cents),
        LedgerAccount.OWED: Euros(-2 * amount.cents),
        LedgerAccount.WITH_BANK: Euros(-amount.cents),
        LedgerAccount.BANK: ZERO_EUROS,
    }
    assert on(FIRST + timedelta(days=1))[LedgerAccount.BANK] == Euros(-amount.cents)


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_an_auditor_is_given_every_entry_once_with_its_number(world: World, at_once: int) -> None:
    auditor = Town(world).colleague("ada", Role.AUDITOR)
    entries = list(
        ledger_entries(
            FIRST,
            FIRST + timedelta(days=1),
            actor=auditor,
            context=world.context,
            at_once=at_once,
        )
    )
    assert [one.number for one in entries] == [
        f"{FIRST}/1",
        f"{FIRST}/2",
        f"{FIRST}/3",
        f"{FIRST}/4",
        f"{FIRST + timedelta(days=1)}/1",
    ]
    alone = ledger_entries(FIRST, FIRST, actor=auditor, context=world.context)
    assert [one.entry for one in alone] == [one.entry for one in entries[:4]]


def test_the_file_has_two_postings_for_each_entry(world: World) -> None:
    auditor = Town(world).colleague("ada", Role.AUDITOR)
    entries = ledger_entries(FIRST, FIRST, actor=auditor, context=world.context)
    written = b"".join(ledger_file(entries)).decode("utf-8-sig")
    head, *rows = (line.split(";") for line in written.splitlines())
    assert tuple(head) == COLUMNS
    assert len(rows) == 8
    day, line = FIRST.isoformat(), samples.payment(1, minutes=1)
    rest = ["ordered", str(line.siret), "claim-1", "1", "2020-04", line.end_to_end_id, ""]
    assert rows[0] == [f"{day}/1", day, "allowances", "281,05", "", *rest]
    assert rows[1] == [f"{day}/1", day, "owed", "", "281,05", *rest]
    assert sum(row[3] != "" for row in rows) == sum(row[4] != "" for row in rows) == 4


def test_long_files_are_written_in_pieces() -> None:
    line = samples.payment()
    (entry,) = entries_of([(line, samples.payment_record(line, PaymentEvent.ORDERED))])
    pieces = list(ledger_file(NumberedEntry(f"d/{n}", entry) for n in range(1_200)))
    assert len(pieces) == 4
    assert b"".join(pieces).count(b"\r\n") == 1 + 2 * 1_200


def test_only_who_sees_payments_of_the_service_sees_the_ledger(world: World) -> None:
    olga = Town(world).colleague("olga", Role.OFFICER)
    with pytest.raises(NotAllowed):
        ledger_balances(FIRST, actor=olga, context=world.context)
    with pytest.raises(NotAllowed):
        ledger_entries(FIRST, FIRST, actor=olga, context=world.context)
