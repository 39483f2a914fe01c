"""What the office asks for across establishments, in SQL: each question a few statements."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    select,
    tuple_,
)

from partial_activity.adapters.search_terms import search_terms
from partial_activity.adapters.sql.schema import authorisation, office, payments, people
from partial_activity.adapters.sql.schema import claims as claim_rows
from partial_activity.adapters.sql.schema.authorisation import DECISION, REQUEST
from partial_activity.adapters.sql.schema.claim_lines import CLAIM_LINE
from partial_activity.adapters.sql.schema.claims import CLAIM
from partial_activity.adapters.sql.schema.columns import Read, sum_of
from partial_activity.adapters.sql.schema.office import QUEUED, QUEUED_CHECK
from partial_activity.adapters.sql.schema.payments import (
    PAYMENT,
    PAYMENT_EVENT,
    PAYMENT_FILE,
    PAYMENT_TO_SEND,
)
from partial_activity.adapters.sql.schema.people import ESTABLISHMENT, ESTABLISHMENT_WORD
from partial_activity.adapters.sql.transaction import Transaction, in_batches
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import ZERO_EUROS
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

_WHOLE_ID = 32
"""Signs of an id of ours."""
_ORDER = (QUEUED.c.decide_by, QUEUED.c.kind, QUEUED.c.siret, QUEUED.c.id, QUEUED.c.version)
_KEY = (QUEUED.c.siret, QUEUED.c.kind, QUEUED.c.id, QUEUED.c.version)
_WORDS = select(ESTABLISHMENT_WORD.c.word).where(ESTABLISHMENT_WORD.c.siret == bindparam("siret"))
_LAST_SIGN = "\U0010ffff"
"""The sign that sorts after every word that begins the same."""
_LINE_ORDER = (
    *(PAYMENT.c.ordered_at, PAYMENT.c.siret, PAYMENT.c.claim_id),
    *(PAYMENT.c.claim_version, PAYMENT.c.attempt),
)


class SqlOffice:
    """See :class:`~partial_activity.ports.office.OfficeStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def hold(self, queued: Queued) -> None:
        """Put into the queue, once."""
        assert queued.screening == queued.screening.as_kept(), "figures are kept as text"
        row = office.queued_row(queued)
        self._transaction.add(QUEUED, row, "queued", str(queued.key))
        key = [row[column.name] for column in _KEY]
        held_by = [[*key, check] for check in holding_checks(queued.screening)]
        self._transaction.add_many(QUEUED_CHECK, held_by, len(held_by), "queued")

    def release(self, key: QueueKey) -> None:
        """Take out of the queue, if it is there; its checks go with it."""
        statement = delete(QUEUED).where(_among(_KEY, [key]))
        self._transaction.run(statement, "queued", str(key))

    def held(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Queued]:
        """Give those of the files that are in the queue."""
        queued_by_key = {}
        for some in in_batches(list(keys)):
            for row in self._transaction.rows(select(QUEUED).where(_among(_KEY, some))):
                queued = office.queued(row)
                queued_by_key[queued.key] = queued
        return queued_by_key

    def queue(
        self, asked: QueueFilter, limit: int, after: QueuePlace | None = None
    ) -> Sequence[Queued]:
        """Give them by last day to decide, then by kind, establishment, id and version."""
        query = select(QUEUED).where(*_asked(asked)).order_by(*_ORDER).limit(limit)
        if asked.until is not None:
            query = query.where(QUEUED.c.decide_by <= asked.until)
        if after is not None:
            key = after.key
            end = (after.decide_by, key.kind, key.siret, key.id, key.version)
            query = query.where(tuple_(*_ORDER) > _at(_ORDER, end))
        return [office.queued(row) for row in self._transaction.rows(query)]

    def counts(self, asked: QueueFilter, today: date, soon: date) -> Mapping[QueueKind, QueueCount]:
        """Count those that wait, are late, or are to be decided soon."""
        late, near = (
            func.sum(case((condition, 1), else_=0))
            for condition in (QUEUED.c.decide_by < today, QUEUED.c.decide_by <= soon)
        )
        query = select(QUEUED.c.kind, func.count(), late, near).where(*_asked(asked))
        counted = self._transaction.tuples(query.group_by(QUEUED.c.kind))
        return {row[0]: QueueCount(*map(int, row[1:])) for row in counted}

    def counts_by_check(self, kind: QueueKind | None) -> Mapping[str, int]:
        """Count the files that each check holds."""
        check = QUEUED_CHECK.c.check
        query = select(check, func.count().label("number")).group_by(check)
        if kind is not None:
            query = query.where(QUEUED_CHECK.c.kind == kind)
        return {row["check"]: row["number"] for row in self._transaction.rows(query)}

    def requests_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, AuthorisationRequest]:
        """The versions of requests that are there."""
        requests = {}
        for row in self._versions(REQUEST, QueueKind.REQUEST, keys):
            request = authorisation.request(row)
            key = QueueKey(QueueKind.REQUEST, request.siret, request.id, request.version)
            requests[key] = request
        return requests

    def claims_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Claim]:
        """The versions of claims that are there, without lines."""
        claims = {}
        for row in self._versions(CLAIM, QueueKind.CLAIM, keys):
            claim = claim_rows.claim(row)
            claims[QueueKey(QueueKind.CLAIM, claim.siret, claim.id, claim.version)] = claim
        return claims

    def establishments_named(self, text: str, limit: int) -> Sequence[Establishment]:
        """Give those whose name has words that begin with each word of a text."""
        asked = search_terms(text)
        if not asked:
            return []
        establishment, word = ESTABLISHMENT.c, ESTABLISHMENT_WORD.c
        query = (
            select(ESTABLISHMENT)
            .where(
                *(
                    establishment.siret.in_(
                        # Not BETWEEN: PostgreSQL takes no collation there.
                        select(word.siret).where(
                            word.word >= begins, word.word <= begins + _LAST_SIGN
                        )
                    )
                    for begins in asked
                )
            )
            .order_by(establishment.siret)
            .limit(limit)
        )
        return [people.establishment(row) for row in self._transaction.rows(query)]

    def decisions_numbered(self, number: str) -> Sequence[Decision]:
        """Decisions with a public number, of all establishments."""
        query = select(DECISION).where(DECISION.c.number == number).order_by(DECISION.c.siret)
        return [authorisation.decision(row) for row in self._transaction.rows(query)]

    def requests_with_id(self, ending: str, limit: int) -> Sequence[AuthorisationRequest]:
        """The latest version of each request whose id ends so."""
        query = _latest(REQUEST, ending).limit(limit)
        return [authorisation.request(row) for row in self._transaction.rows(query)]

    def claims_with_id(self, ending: str, limit: int) -> Sequence[Claim]:
        """The latest version of each claim whose id ends so."""
        query = _latest(CLAIM, ending).limit(limit)
        return [claim_rows.claim(row) for row in self._transaction.rows(query)]

    def worth(self, state: ClaimState) -> Worth:
        """What the versions in a state add up to."""
        in_state = CLAIM.c.state == state
        corrections = func.sum(case((CLAIM.c.version > 1, 1), else_=0))
        query = select(func.count(), func.coalesce(corrections, 0)).where(in_state)
        claims, corrected = map(int, self._transaction.tuples(query)[0])
        same = and_(
            CLAIM_LINE.c.siret == CLAIM.c.siret,
            CLAIM_LINE.c.claim_id == CLAIM.c.id,
            CLAIM_LINE.c.version == CLAIM.c.version,
        )
        total = select(sum_of(CLAIM_LINE.c.allowance)).select_from(CLAIM.join(CLAIM_LINE, same))
        ((allowance,),) = self._transaction.tuples(total.where(in_state))
        return Worth(claims, corrected, allowance or ZERO_EUROS)

    def to_send(self) -> ToSend:
        """What is ordered and in no file that left."""
        query = select(func.count(), sum_of(PAYMENT.c.amount)).select_from(
            PAYMENT_TO_SEND.join(PAYMENT, _same_line(PAYMENT_TO_SEND))
        )
        ((lines, amount),) = self._transaction.tuples(query)
        return ToSend(lines, amount or ZERO_EUROS)

    def add_file(self, head: FileHead) -> None:
        """Keep the head of a file, once."""
        row = payments.payment_file_row(head)
        self._transaction.add(PAYMENT_FILE, row, "file", head.reference)

    def file(self, reference: str) -> FileHead | None:
        """The head of a file, if it was listed."""
        query = select(PAYMENT_FILE).where(PAYMENT_FILE.c.reference == reference)
        row = self._transaction.first(query)
        return payments.payment_file(row) if row else None

    def files(self, limit: int, before: FileHead | None = None) -> Sequence[FileHead]:
        """The last listed first."""
        place = (PAYMENT_FILE.c.listed_at, PAYMENT_FILE.c.reference)
        query = select(PAYMENT_FILE).order_by(*(column.desc() for column in place)).limit(limit)
        if before is not None:
            query = query.where(tuple_(*place) < _at(place, (before.listed_at, before.reference)))
        return [payments.payment_file(row) for row in self._transaction.rows(query)]

    def files_to_transmit(self) -> Sequence[FileHead]:
        """The first listed first."""

        def had(event: PaymentEvent) -> ColumnElement[bool]:
            of_file = PAYMENT_EVENT.c.reference == PAYMENT_FILE.c.reference
            return exists().where(of_file, PAYMENT_EVENT.c.event == event)

        query = (
            select(PAYMENT_FILE)
            .where(had(PaymentEvent.SENT), ~had(PaymentEvent.TRANSMITTED))
            .order_by(PAYMENT_FILE.c.listed_at, PAYMENT_FILE.c.reference)
        )
        return [payments.payment_file(row) for row in self._transaction.rows(query)]

    def file_events(self, references: Collection[str]) -> Mapping[str, Mapping[PaymentEvent, int]]:
        """Count the lines of each file that had each event."""
        event = PAYMENT_EVENT.c
        query = (
            select(event.reference, event.event, func.count().label("number"))
            .where(event.reference.in_(list(references)))
            .group_by(event.reference, event.event)
        )
        counts: dict[str, dict[PaymentEvent, int]] = {}
        for row in self._transaction.rows(query):
            event_counts = counts.setdefault(row["reference"], {})
            event_counts[row["event"]] = row["number"]
        return counts

    def lines_in_file(
        self, reference: str, limit: int, after: int = 0
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """Some lines of a file in their order."""
        event = PAYMENT_EVENT.c
        query = (
            select(PAYMENT)
            .join(PAYMENT_EVENT, _same_line(PAYMENT_EVENT))
            .where(event.reference == reference, event.event == PaymentEvent.LISTED)
            .order_by(*_LINE_ORDER)
            .limit(limit)
            .offset(after)
        )
        return self._with_records(query)

    def lines_of_claims(
        self, claims: Collection[tuple[Siret, str, int]]
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """The payment lines of some versions of claims; the last attempt of each first."""
        line = PAYMENT.c
        query = (
            select(PAYMENT)
            .where(tuple_(line.siret, line.claim_id, line.claim_version).in_(list(claims)))
            .order_by(line.siret, line.claim_id, line.claim_version, line.attempt.desc())
        )
        return self._with_records(query)

    def _with_records(
        self, query: Select[*tuple[Any, ...]]
    ) -> list[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        lines = [payments.payment(row) for row in self._transaction.rows(query)]
        event = PAYMENT_EVENT.c
        records: dict[tuple[Siret, str], list[PaymentRecord]] = {}
        keys = [(line.siret, line.end_to_end_id) for line in lines]
        for some in in_batches(keys):
            of_some = tuple_(event.siret, event.end_to_end_id).in_(some)
            of_lines = select(PAYMENT_EVENT).where(of_some).order_by(event.position)
            for row in self._transaction.rows(of_lines):
                key = (row["siret"], row["end_to_end_id"])
                records.setdefault(key, []).append(payments.payment_event(row))
        return [(line, records.get(key, ())) for line, key in zip(lines, keys, strict=True)]

    def _versions(
        self, table: Table, kind: QueueKind, keys: Collection[QueueKey]
    ) -> Iterator[Read]:
        asked = [(key.siret, key.id, key.version) for key in keys if key.kind is kind]
        columns = tuple_(table.c.siret, table.c.id, table.c.version)
        for some in in_batches(asked):
            yield from self._transaction.rows(select(table).where(columns.in_(some)))


def keep_words(
    transaction: Transaction, establishment: Establishment, known: set[str] | None = None
) -> None:
    """Keep the words of a name, by which it is found, in the place of those it had."""
    siret, asked = establishment.siret, set(search_terms(establishment.name))
    word = ESTABLISHMENT_WORD.c
    if known is None:
        known = {each for (each,) in transaction.tuples(_WORDS, siret=siret)}
    if known - asked:
        gone = (word.siret == siret) & word.word.in_(sorted(known - asked))
        transaction.run(delete(ESTABLISHMENT_WORD).where(gone), "word", siret.digits)
    new = [[siret, each] for each in sorted(asked - known)]
    transaction.add_many(ESTABLISHMENT_WORD, new, len(new), "word")


def _asked(asked: QueueFilter) -> tuple[ColumnElement[bool], ...]:
    """The conditions of what is asked for, but that on the last day to decide."""
    conditions: list[ColumnElement[bool]] = []
    if asked.kind is not None:
        conditions.append(QUEUED.c.kind == asked.kind)
    if asked.check is not None:
        check = QUEUED_CHECK.c
        same = (check[column.name] == column for column in _KEY)
        conditions.append(exists().where(*same, check.check == asked.check))
    return tuple(conditions)


def _among(
    columns: Sequence[ColumnElement[Any]], keys: Collection[QueueKey]
) -> ColumnElement[bool]:
    asked = [(key.siret, key.kind, key.id, key.version) for key in keys]
    return tuple_(*columns).in_(asked)


def _at(columns: Sequence[ColumnElement[Any]], place: tuple[object, ...]) -> ColumnElement[Any]:
    """A place in the order of some columns."""
    return tuple_(*place, types=[column.type for column in columns])


def _ends(column: ColumnElement[Any], ending: str) -> ColumnElement[bool]:
    return column.endswith(ending, autoescape=True)


def _latest(table: Table, ending: str) -> Select[*tuple[Any, ...]]:
    """The latest version of each whose id ends so.

    A whole id is found by the index of ids; for an ending that index is read through, which takes
    a tenth of a second for a million: few ask.
    """
    named = table.c.id == ending if len(ending) >= _WHOLE_ID else _ends(table.c.id, ending)
    later = table.alias("later")
    follows = (
        later.c.siret == table.c.siret,
        later.c.id == table.c.id,
        later.c.version > table.c.version,
    )
    return select(table).where(named, ~exists().where(*follows)).order_by(table.c.siret, table.c.id)


def _same_line(other: Table) -> ColumnElement[bool]:
    return and_(PAYMENT.c.siret == other.c.siret, PAYMENT.c.end_to_end_id == other.c.end_to_end_id)
