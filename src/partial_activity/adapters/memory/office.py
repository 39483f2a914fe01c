"""What the office asks for across establishments, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from partial_activity.adapters.memory.claims import CLAIMS
from partial_activity.adapters.memory.payments import EVENTS, PAYMENTS, MemoryPayments, by_order
from partial_activity.adapters.memory.people import ESTABLISHMENTS
from partial_activity.adapters.memory.requests import DECISIONS, REQUESTS
from partial_activity.adapters.memory.tables import TableName, Tables
from partial_activity.adapters.search_terms import search_terms
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimState
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import (
    QueueCount,
    Queued,
    QueueFilter,
    QueueKey,
    QueueKind,
    QueuePlace,
    holding_checks,
)
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.domain.people.people import Establishment
from partial_activity.ports.office import FileHead, ToSend, Worth

QUEUED: Final = TableName[QueueKey, Queued | None]("queued")
PAYMENT_FILES: Final = TableName[str, FileHead]("payment_files")


class MemoryOffice:
    """See :class:`~partial_activity.ports.office.OfficeStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._tables = tables
        self._payments = MemoryPayments(tables)

    def hold(self, queued: Queued) -> None:
        """Put into the queue, once."""
        assert queued.screening == queued.screening.as_kept(), "figures are kept as text"
        if self._queued(queued.key) is None:
            # A row is never taken out of a table: one that was released is empty.
            self._tables[QUEUED].put(queued.key, queued)
        else:
            self._tables[QUEUED].add("queued", queued.key, queued)

    def release(self, key: QueueKey) -> None:
        """Take out of the queue, if it is there."""
        if self._queued(key) is not None:
            self._tables[QUEUED].put(key, None)

    def held(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Queued]:
        """Give those of the files that are in the queue."""
        return {key: queued for key in keys if (queued := self._queued(key)) is not None}

    def queue(
        self, asked: QueueFilter, limit: int, after: QueuePlace | None = None
    ) -> Sequence[Queued]:
        """Give them by last day to decide, then by kind, establishment, id and version."""
        waiting = sorted((q for q in self._waiting() if _is_asked(q, asked)), key=_place_of)
        if after is not None:
            waiting = [queued for queued in waiting if _place_of(queued) > _place(after)]
        return waiting[:limit]

    def counts(self, asked: QueueFilter, today: date, soon: date) -> Mapping[QueueKind, QueueCount]:
        """Count those that wait, are late, or are to be decided soon."""
        every = attrs.evolve(asked, until=None)
        days: dict[QueueKind, list[date]] = {}
        for queued in self._waiting():
            if _is_asked(queued, every):
                days.setdefault(queued.kind, []).append(queued.decide_by)
        return {
            kind: QueueCount(
                len(each), sum(day < today for day in each), sum(day <= soon for day in each)
            )
            for kind, each in days.items()
        }

    def counts_by_check(self, kind: QueueKind | None) -> Mapping[str, int]:
        """Count the files that each check holds."""
        return Counter(
            check
            for queued in self._waiting()
            if kind in (None, queued.kind)
            for check in holding_checks(queued.screening)
        )

    def requests_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, AuthorisationRequest]:
        """The versions of requests that are there."""
        requests = {}
        for key in keys:
            request = self._tables[REQUESTS].find((key.siret, key.id, key.version))
            if key.kind is QueueKind.REQUEST and request is not None:
                requests[key] = request
        return requests

    def claims_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Claim]:
        """The versions of claims that are there, without lines."""
        claims = {}
        for key in keys:
            claim = self._tables[CLAIMS].find((key.siret, key.id, key.version))
            if key.kind is QueueKind.CLAIM and claim is not None:
                claims[key] = attrs.evolve(claim, lines=LINES_NOT_READ)
        return claims

    def establishments_named(self, text: str, limit: int) -> Sequence[Establishment]:
        """Give those whose name has words that begin with each word of a text."""
        asked = search_terms(text)
        named = [
            establishment
            for establishment in self._tables[ESTABLISHMENTS].values()
            if asked
            and all(
                any(word.startswith(begins) for word in search_terms(establishment.name))
                for begins in asked
            )
        ]
        return sorted(named, key=lambda one: one.siret)[:limit]

    def decisions_numbered(self, number: str) -> Sequence[Decision]:
        """Decisions with a public number, of all establishments."""
        decisions = [one for one in self._tables[DECISIONS].values() if one.number == number]
        return sorted(decisions, key=lambda decision: decision.siret)

    def requests_with_id(self, ending: str, limit: int) -> Sequence[AuthorisationRequest]:
        """The latest version of each request whose id ends so."""
        latest: dict[tuple[Siret, str], AuthorisationRequest] = {}
        for one in self._tables[REQUESTS].values():
            key = one.siret, one.id
            if one.id.endswith(ending) and one.version >= latest.get(key, one).version:
                latest[key] = one
        return [latest[key] for key in sorted(latest)][:limit]

    def claims_with_id(self, ending: str, limit: int) -> Sequence[Claim]:
        """The latest version of each claim whose id ends so."""
        latest: dict[tuple[Siret, str], Claim] = {}
        for one in self._tables[CLAIMS].values():
            key = one.siret, one.id
            if one.id.endswith(ending) and one.version >= latest.get(key, one).version:
                latest[key] = attrs.evolve(one, lines=LINES_NOT_READ)
        return [latest[key] for key in sorted(latest)][:limit]

    def worth(self, state: ClaimState) -> Worth:
        """What the versions in a state add up to."""
        claims = [claim for claim in self._tables[CLAIMS].values() if claim.state is state]
        cents = sum(claim.allowance.cents for claim in claims)
        return Worth(len(claims), sum(claim.version > 1 for claim in claims), Euros(cents))

    def to_send(self) -> ToSend:
        """What is ordered and in no file that left."""
        lines = [
            line
            for line in self._tables[PAYMENTS].values()
            if self._payments.file_of(line) is not None
        ]
        return ToSend(len(lines), Euros(sum(line.amount.cents for line in lines)))

    def add_file(self, head: FileHead) -> None:
        """Keep the head of a file, once."""
        self._tables[PAYMENT_FILES].add("file", head.reference, head)

    def file(self, reference: str) -> FileHead | None:
        """The head of a file, if it was listed."""
        return self._tables[PAYMENT_FILES].find(reference)

    def files(self, limit: int, before: FileHead | None = None) -> Sequence[FileHead]:
        """The last listed first."""
        heads = sorted(
            self._tables[PAYMENT_FILES].values(), key=lambda head: (head.listed_at, head.reference)
        )
        if before is not None:
            end = (before.listed_at, before.reference)
            heads = [head for head in heads if (head.listed_at, head.reference) < end]
        return heads[::-1][:limit]

    def files_to_transmit(self) -> Sequence[FileHead]:
        """The first listed first."""
        heads = self.files(sum(1 for _ in self._tables[PAYMENT_FILES].values()))[::-1]
        events = self.file_events([head.reference for head in heads])
        wait = {
            reference
            for reference, counts in events.items()
            if PaymentEvent.SENT in counts and PaymentEvent.TRANSMITTED not in counts
        }
        return [head for head in heads if head.reference in wait]

    def file_events(self, references: Collection[str]) -> Mapping[str, Mapping[PaymentEvent, int]]:
        """Count the lines of each file that had each event."""
        counts: dict[str, Counter[PaymentEvent]] = {}
        for records in self._tables[EVENTS].values():
            for record in records:
                if record.reference in references:
                    counts.setdefault(record.reference, Counter())[record.event] += 1
        return counts

    def lines_in_file(
        self, reference: str, limit: int, after: int = 0
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """Some lines of a file in their order."""
        lines = self._payments.lines_of_file(reference)[after : after + limit]
        return [(line, self._records(line)) for line in lines]

    def lines_of_claims(
        self, claims: Collection[tuple[Siret, str, int]]
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """The payment lines of some versions of claims; the last attempt of each first."""
        lines = [
            line
            for line in self._tables[PAYMENTS].values()
            if (line.siret, line.claim_id, line.claim_version) in claims
        ]
        lines.sort(key=lambda line: (*by_order(line)[1:4], -line.attempt))
        return [(line, self._records(line)) for line in lines]

    def _records(self, line: PaymentLine) -> Sequence[PaymentRecord]:
        return self._payments.records(line.siret, line.end_to_end_id)

    def _queued(self, key: QueueKey) -> Queued | None:
        return self._tables[QUEUED].find(key)

    def _waiting(self) -> list[Queued]:
        return [queued for queued in self._tables[QUEUED].values() if queued is not None]


def _is_asked(queued: Queued, asked: QueueFilter) -> bool:
    return (
        asked.kind in (None, queued.kind)
        and (asked.check is None or asked.check in holding_checks(queued.screening))
        and (asked.until is None or queued.decide_by <= asked.until)
    )


def _place_of(queued: Queued) -> tuple[date, str, Siret, str, int]:
    return _place(QueuePlace(queued.decide_by, queued.key))


def _place(place: QueuePlace) -> tuple[date, str, Siret, str, int]:
    key = place.key
    return (place.decide_by, key.kind.value, key.siret, key.id, key.version)
