"""Payment lines and their events, in SQL: rows are added, never changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    bindparam,
    delete,
    literal,
    select,
    tuple_,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from partial_activity.adapters.sql.schema import payments as rows
from partial_activity.adapters.sql.schema.columns import sum_of
from partial_activity.adapters.sql.schema.payments import PAYMENT, PAYMENT_EVENT, PAYMENT_TO_SEND
from partial_activity.adapters.sql.transaction import Transaction, of_accounts
from partial_activity.adapters.store_rules import LEFT
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.ledger import LedgerFact
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord

_Key = tuple[Siret, str]
"""SIRET and EndToEndId."""
_AT_ONCE = 500
_KIND = ("payment", "")

_IN_ORDER = [PAYMENT.c[name] for name in ("ordered_at", "claim_id", "claim_version", "attempt")]
_LINES = select(PAYMENT).where(PAYMENT.c.siret == bindparam("siret")).order_by(*_IN_ORDER)
_ID = bindparam("end_to_end_id", type_=PAYMENT.c.end_to_end_id.type)
_LINE = select(PAYMENT).where(PAYMENT.c.siret == bindparam("siret"), PAYMENT.c.end_to_end_id == _ID)
_WITH_ID = select(PAYMENT).where(PAYMENT.c.end_to_end_id == _ID)
_RECORDS = (
    select(PAYMENT_EVENT)
    .where(PAYMENT_EVENT.c.siret == bindparam("siret"), PAYMENT_EVENT.c.end_to_end_id == _ID)
    .order_by(PAYMENT_EVENT.c.position)
)
_TO_FIRM = select(sum_of(PAYMENT.c.amount).label("amount")).where(
    type_coerce(PAYMENT.c.siret, Text()).between(bindparam("first"), bindparam("last")),
    PAYMENT.c.ordered_at >= bindparam("since"),
)
_EVENT = PAYMENT_EVENT.c
_FACTS = union_all(
    select(
        *PAYMENT.c,
        literal(PaymentEvent.ORDERED, _EVENT.event.type).label("event"),
        PAYMENT.c.ordered_at.label("at"),
        literal("", _EVENT.reference.type).label("reference"),
        literal("", _EVENT.reason.type).label("reason"),
    ),
    select(*PAYMENT.c, _EVENT.event, _EVENT.at, _EVENT.reference, _EVENT.reason)
    .join(
        PAYMENT_EVENT,
        (PAYMENT.c.siret == _EVENT.siret) & (PAYMENT.c.end_to_end_id == _EVENT.end_to_end_id),
    )
    .where(_EVENT.event != PaymentEvent.ORDERED),
).subquery("fact")
"""Everything that happened to payments; that a line was ordered is in the line itself."""
_PAYEES = (
    select(PAYMENT.c.iban, PAYMENT.c.siret)
    .where(PAYMENT.c.iban.in_(bindparam("ibans", expanding=True)))
    .distinct()
)


class SqlPayments:
    """See :class:`~partial_activity.ports.stores.PaymentStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, line: PaymentLine) -> None:
        """Keep a new line: one for a claim version and attempt, ever."""
        key = line.end_to_end_id
        self._transaction.add(PAYMENT, rows.payment_row(line), "payment", key)
        self._transaction.add(PAYMENT_TO_SEND, rows.to_send_row(line), "payment", key)

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine:
        """The line, or ``NotFound``."""
        row = self._transaction.first(_LINE, siret=siret, end_to_end_id=end_to_end_id)
        if row is None:
            raise NotFound("payment", end_to_end_id)
        return rows.payment(row)

    def find(self, end_to_end_id: str) -> PaymentLine | None:
        """The line that a bank speaks of."""
        lines = self._transaction.rows(_WITH_ID, end_to_end_id=end_to_end_id)
        assert len(lines) <= 1, "ids of claims are drawn from 96 bits of chance"
        return rows.payment(lines[0]) if lines else None

    def lines(self, siret: Siret) -> Sequence[PaymentLine]:
        """The first ordered first."""
        lines = self._transaction.rows(_LINES, siret=siret)
        return [rows.payment(row) for row in lines]

    def record(self, record: PaymentRecord) -> None:
        """Keep an event, once."""
        self.record_all((record,))

    def record_all(self, records: Sequence[PaymentRecord]) -> None:
        """Keep events, each once."""
        for first in range(0, len(records), _AT_ONCE):
            self._record_some(records[first : first + _AT_ONCE])

    def _record_some(self, records: Sequence[PaymentRecord]) -> None:
        keys = {_key(record) for record in records}
        for missing in keys - self._there(keys):
            raise NotFound("payment", missing[1])
        known = self._events(keys)
        new, new_rows = [], []
        for record in records:
            events = known.setdefault(_key(record), [])
            if record.event not in events:
                events.append(record.event)
                new.append(record)
                new_rows.append(rows.payment_event_row(record, position=len(events)))
        in_order = [column.name for column in PAYMENT_EVENT.columns]
        values = [[row[name] for name in in_order] for row in new_rows]
        self._transaction.add_many(PAYMENT_EVENT, values, len(values), "payment")
        self._no_longer_wait(new)

    def _there(self, keys: Iterable[_Key]) -> set[_Key]:
        line = PAYMENT.c
        query = select(line.siret, line.end_to_end_id).where(_one_of(line, keys))
        return {(row["siret"], row["end_to_end_id"]) for row in self._transaction.rows(query)}

    def _events(self, keys: Iterable[_Key]) -> dict[_Key, list[PaymentEvent]]:
        event = PAYMENT_EVENT.c
        query = select(PAYMENT_EVENT).where(_one_of(event, keys)).order_by(event.position)
        known: dict[_Key, list[PaymentEvent]] = {}
        for row in self._transaction.rows(query):
            known.setdefault((row["siret"], row["end_to_end_id"]), []).append(row["event"])
        return known

    def _no_longer_wait(self, records: Sequence[PaymentRecord]) -> None:
        """Take what left, or is listed, from what is to be sent."""
        waits = PAYMENT_TO_SEND.c
        gone = {_key(record) for record in records if record.event in LEFT}
        if gone:
            self._transaction.run(delete(PAYMENT_TO_SEND).where(_one_of(waits, gone)), *_KIND)
        listed: dict[str, set[_Key]] = {}
        for record in records:
            if record.event is PaymentEvent.LISTED:
                listed.setdefault(record.reference, set()).add(_key(record))
        for reference, keys in listed.items():
            of_file = update(PAYMENT_TO_SEND).where(_one_of(waits, keys))
            self._transaction.run(of_file.values(reference=reference), *_KIND)

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """Give the records in the order they were recorded."""
        one = {"siret": siret, "end_to_end_id": end_to_end_id}
        return [rows.payment_event(row) for row in self._transaction.rows(_RECORDS, **one)]

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Give those without any event but the order, the first ordered first."""
        line, waits = PAYMENT.c, PAYMENT_TO_SEND.c
        same = (line.siret == waits.siret) & (line.end_to_end_id == waits.end_to_end_id)
        query = (
            select(PAYMENT)
            .join(PAYMENT_TO_SEND, same)
            .where(waits.reference == "")
            .order_by(waits.ordered_at, line.siret, line.claim_id, line.claim_version, line.attempt)
            .limit(limit)
        )
        if self._transaction.writing:
            query = query.with_for_update(of=PAYMENT_TO_SEND, skip_locked=True)
        return [rows.payment(row) for row in self._transaction.rows(query)]

    def unsent_files(self) -> Sequence[str]:
        """References of files that some line was listed for and not sent."""
        reference = PAYMENT_TO_SEND.c.reference
        query = select(reference).where(reference != "").distinct().order_by(reference)
        return [row["reference"] for row in self._transaction.rows(query)]

    def lines_of_file(self, reference: str) -> Sequence[PaymentLine]:
        """The lines that were listed for a file, the first ordered first."""
        line, event = PAYMENT.c, PAYMENT_EVENT.c
        same = (line.siret == event.siret) & (line.end_to_end_id == event.end_to_end_id)
        query = (
            select(PAYMENT)
            .join(PAYMENT_EVENT, same)
            .where(event.reference == reference, event.event == PaymentEvent.LISTED)
            .order_by(line.ordered_at, line.siret, line.claim_id, line.claim_version, line.attempt)
        )
        return [rows.payment(row) for row in self._transaction.rows(query)]

    def ordered_to_firm(self, siren: str, since: datetime) -> Euros:
        """Add up what a firm was ordered from an instant on."""
        between = {"first": f"{siren}00000", "last": f"{siren}99999"}
        row = self._transaction.first(_TO_FIRM, since=since, **between)
        return (row["amount"] if row else None) or ZERO_EUROS

    def facts(
        self, begin: datetime, end: datetime, limit: int, after: PaymentRecord | None = None
    ) -> Sequence[tuple[PaymentLine, PaymentRecord]]:
        """Give what happened in a time, in order."""
        at = _FACTS.c
        place = (at.at, at.siret, at.end_to_end_id, at.event)
        query = select(_FACTS).where(at.at >= begin, at.at < end).order_by(*place).limit(limit)
        if after is not None:
            types = [column.type for column in place]
            seen = (after.at, after.siret, after.end_to_end_id, after.event)
            query = query.where(tuple_(*place) > tuple_(*seen, types=types))
        return [
            (rows.payment(row), rows.payment_event(row)) for row in self._transaction.rows(query)
        ]

    def sums(self, end: datetime) -> Mapping[LedgerFact, Euros]:
        """Add up what was moved before an instant."""
        fact = _FACTS.c
        query = (
            select(
                fact.event,
                sum_of(fact.amount).label("amount"),
                sum_of(fact.replaces).label("replaces"),
            )
            .where(fact.at < end, (fact.event != PaymentEvent.ORDERED) | (fact.attempt == 1))
            .where(fact.event.not_in([PaymentEvent.LISTED, PaymentEvent.TRANSMITTED]))
            .group_by(fact.event)
        )
        sums: dict[LedgerFact, Euros] = {}
        for row in self._transaction.rows(query):
            sums[LedgerFact(row["event"].value)] = row["amount"]
            if row["event"] is PaymentEvent.ORDERED and row["replaces"] != ZERO_EUROS:
                sums[LedgerFact.REPLACED] = row["replaces"]
        return sums

    def payees_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments ever paid, or to be paid, on an account, by account."""
        return of_accounts(self._transaction, _PAYEES, ibans)


def _key(record: PaymentRecord) -> _Key:
    return (record.siret, record.end_to_end_id)


def _one_of(
    columns: ReadOnlyColumnCollection[str, Any], keys: Iterable[_Key]
) -> ColumnElement[bool]:
    return tuple_(columns.siret, columns.end_to_end_id).in_(sorted(keys))
