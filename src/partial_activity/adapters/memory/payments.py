"""Payment lines and their events, in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables, found
from partial_activity.adapters.store_rules import LEFT
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.ledger import LedgerFact, moved_by
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord

PAYMENTS: Final = TableName[tuple[Siret, str], PaymentLine]("payments")
EVENTS: Final = TableName[tuple[Siret, str], tuple[PaymentRecord, ...]]("events")


class MemoryPayments:
    """See :class:`~partial_activity.ports.stores.PaymentStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._lines, self._events = tables[PAYMENTS], tables[EVENTS]

    def add(self, line: PaymentLine) -> None:
        """Keep a new line: one for a claim version and attempt, ever."""
        self._lines.add("payment", (line.siret, line.end_to_end_id), line)

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine:
        """The line, or ``NotFound``."""
        return found(self._lines.find((siret, end_to_end_id)), "payment", end_to_end_id)

    def find(self, end_to_end_id: str) -> PaymentLine | None:
        """The line that a bank speaks of."""
        lines = self._lines.values()
        return next((line for line in lines if line.end_to_end_id == end_to_end_id), None)

    def lines(self, siret: Siret) -> Sequence[PaymentLine]:
        """The first ordered first."""
        lines = (line for line in self._lines.values() if line.siret == siret)
        return sorted(lines, key=by_order)

    def record(self, record: PaymentRecord) -> None:
        """Keep an event, once."""
        self.get(record.siret, record.end_to_end_id)
        known = self.records(record.siret, record.end_to_end_id)
        if all(record.event is not earlier.event for earlier in known):
            self._events.put((record.siret, record.end_to_end_id), (*known, record))

    def record_all(self, records: Sequence[PaymentRecord]) -> None:
        """Keep events, each once."""
        for record in records:
            self.record(record)

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """Give the records in the order they were recorded."""
        return self._events.find((siret, end_to_end_id)) or ()

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Give those without any event but the order, the first ordered first."""
        waiting = (line for line in self._lines.values() if self.file_of(line) == "")
        return sorted(waiting, key=by_order)[:limit]

    def unsent_files(self) -> Sequence[str]:
        """References of files that some line was listed for and not sent."""
        references = {self.file_of(line) for line in self._lines.values()}
        return sorted(reference for reference in references if reference)

    def lines_of_file(self, reference: str) -> Sequence[PaymentLine]:
        """The lines that were listed for a file, the first ordered first."""
        listed = (
            line
            for line in self._lines.values()
            for record in self.records(line.siret, line.end_to_end_id)
            if record.event is PaymentEvent.LISTED and record.reference == reference
        )
        return sorted(listed, key=by_order)

    def file_of(self, line: PaymentLine) -> str | None:
        """The file it waits in, empty before it is listed; None once it has left."""
        records = self.records(line.siret, line.end_to_end_id)
        if any(record.event in LEFT for record in records):
            return None
        listed = (r.reference for r in records if r.event is PaymentEvent.LISTED)
        return next(listed, "")

    def ordered_to_firm(self, siren: str, since: datetime) -> Euros:
        """Add up what a firm was ordered from an instant on."""
        lines = (one for one in self._lines.values() if one.siret.siren == siren)
        return Euros(sum(one.amount.cents for one in lines if one.ordered_at >= since))

    def facts(
        self, begin: datetime, end: datetime, limit: int, after: PaymentRecord | None = None
    ) -> Sequence[tuple[PaymentLine, PaymentRecord]]:
        """Give what happened in a time, in order."""
        happened = sorted(
            (fact for line in self._lines.values() for fact in self._of(line)),
            key=lambda fact: _place(fact[1]),
        )
        asked = (fact for fact in happened if begin <= fact[1].at < end)
        rest = (fact for fact in asked if after is None or _place(fact[1]) > _place(after))
        return list(islice(rest, limit))

    def sums(self, end: datetime) -> Mapping[LedgerFact, Euros]:
        """Add up what was moved before an instant."""
        sums: dict[LedgerFact, Euros] = {}
        for line in self._lines.values():
            for _, record in self._of(line):
                moved = moved_by(line, record.event) if record.at < end else {}
                for fact, amount in moved.items():
                    sums[fact] = sums.get(fact, ZERO_EUROS) + amount
        return sums

    def _of(self, line: PaymentLine) -> Iterator[tuple[PaymentLine, PaymentRecord]]:
        yield (
            line,
            PaymentRecord(line.siret, line.end_to_end_id, PaymentEvent.ORDERED, line.ordered_at),
        )
        for record in self.records(line.siret, line.end_to_end_id):
            if record.event is not PaymentEvent.ORDERED:
                yield line, record

    def payees_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments ever paid, or to be paid, on an account, by account."""
        payees: dict[Iban, set[Siret]] = {}
        for line in self._lines.values():
            if line.iban in ibans:
                payees.setdefault(line.iban, set()).add(line.siret)
        return payees


def by_order(line: PaymentLine) -> tuple[datetime, Siret, str, int, int]:
    """The first ordered first."""
    return (line.ordered_at, line.siret, line.claim_id, line.claim_version, line.attempt)


def _place(record: PaymentRecord) -> tuple[datetime, str, str, str]:
    return (record.at, record.siret.digits, record.end_to_end_id, record.event.value)
