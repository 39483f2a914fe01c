"""Payment lines and their events, in SQL: rows are added, never changed."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from partial_activity.adapters.sql import rows
from partial_activity.adapters.sql.tables import PAYMENT, PAYMENT_EVENT, PAYMENT_TO_SEND
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.adapters.store_rules import LEFT
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.payments import PaymentEvent, PaymentLine, PaymentRecord


class SqlPayments:
    """See :class:`~partial_activity.ports.stores.PaymentStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, line: PaymentLine) -> None:
        """Keep a new line: one for a claim version and attempt, ever."""
        row = rows.payment_row(line)
        self._transaction.add(PAYMENT, row, "payment", line.end_to_end_id)
        waits = {key: row[key] for key in ("siret", "end_to_end_id", "ordered_at")}
        waits["reference"] = ""
        self._transaction.add(PAYMENT_TO_SEND, waits, "payment", line.end_to_end_id)

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine:
        """The line, or ``NotFound``."""
        row = self._transaction.first(
            select(PAYMENT).where(
                PAYMENT.c.siret == siret.digits, PAYMENT.c.end_to_end_id == end_to_end_id
            )
        )
        if row is None:
            raise NotFound("payment", end_to_end_id)
        return rows.payment(row)

    def find(self, end_to_end_id: str) -> PaymentLine | None:
        """The line that a bank speaks of."""
        query = select(PAYMENT).where(PAYMENT.c.end_to_end_id == end_to_end_id)
        found = self._transaction.rows(query)
        assert len(found) <= 1, "ids of claims are drawn from 96 bits of chance"
        return rows.payment(found[0]) if found else None

    def lines(self, siret: Siret) -> Sequence[PaymentLine]:
        """The first ordered first."""
        line = PAYMENT.c
        query = (
            select(PAYMENT)
            .where(line.siret == siret.digits)
            .order_by(line.ordered_at, line.claim_id, line.claim_version, line.attempt)
        )
        return [rows.payment(row) for row in self._transaction.rows(query)]

    def record(self, record: PaymentRecord) -> None:
        """Keep an event, once."""
        self.get(record.siret, record.end_to_end_id)
        event = PAYMENT_EVENT.c
        one = (event.siret == record.siret.digits, event.end_to_end_id == record.end_to_end_id)
        known = self._transaction.rows(select(PAYMENT_EVENT).where(*one))
        if any(row["event"] == record.event.value for row in known):
            return
        row = rows.payment_event_row(record, position=len(known) + 1)
        self._transaction.add(PAYMENT_EVENT, row, "payment", record.end_to_end_id)
        waits = PAYMENT_TO_SEND.c
        it = (waits.siret == record.siret.digits, waits.end_to_end_id == record.end_to_end_id)
        if record.event in LEFT:
            gone = delete(PAYMENT_TO_SEND).where(*it)
            self._transaction.run(gone, "payment", record.end_to_end_id)
        elif record.event is PaymentEvent.LISTED:
            listed = update(PAYMENT_TO_SEND).where(*it).values(reference=record.reference)
            self._transaction.run(listed, "payment", record.end_to_end_id)

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """In the order they were recorded."""
        event = PAYMENT_EVENT.c
        one = (event.siret == siret.digits, event.end_to_end_id == end_to_end_id)
        query = select(PAYMENT_EVENT).where(*one).order_by(event.position)
        return [rows.payment_event(row) for row in self._transaction.rows(query)]

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Without any event but the order, the first ordered first."""
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
            .where(event.reference == reference, event.event == PaymentEvent.LISTED.value)
            .order_by(line.ordered_at, line.siret, line.claim_id, line.claim_version, line.attempt)
        )
        return [rows.payment(row) for row in self._transaction.rows(query)]

    def payees_of(self, iban: Iban) -> Sequence[Siret]:
        """Establishments ever paid, or to be paid, on an account."""
        query = (
            select(PAYMENT.c.siret)
            .where(PAYMENT.c.iban == iban.text)
            .group_by(PAYMENT.c.siret)
            .order_by(PAYMENT.c.siret)
        )
        return [Siret(row["siret"]) for row in self._transaction.rows(query)]
