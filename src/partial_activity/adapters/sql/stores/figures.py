"""Counts and sums, made by the database.

Days are those of Paris, where every day begins on a whole hour of UTC: the database counts by hour,
and the hours of a day are added up here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, cast, func, select

from partial_activity.adapters.sql.schema.claims import CLAIM, CLAIM_SUM
from partial_activity.adapters.sql.schema.columns import Read, sum_of
from partial_activity.adapters.sql.schema.office import QUEUED
from partial_activity.adapters.sql.schema.payments import PAYMENT, PAYMENT_EVENT
from partial_activity.adapters.sql.schema.screening import CLAIM_SCREENING, screening
from partial_activity.adapters.sql.stores.claim_queries import latest_standing
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.days import legal_day, starts_at
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.ports.figures import MonthSum, ScreenedClaim

_HOUR = 3600
_DAY = timedelta(days=1)
_OF_CLAIM = (
    CLAIM.c.siret == CLAIM_SCREENING.c.siret,
    CLAIM.c.id == CLAIM_SCREENING.c.claim_id,
    CLAIM.c.version == CLAIM_SCREENING.c.version,
)
_OF_SUM = (
    CLAIM.c.siret == CLAIM_SUM.c.siret,
    CLAIM.c.id == CLAIM_SUM.c.claim_id,
    CLAIM.c.version == CLAIM_SUM.c.version,
)
_OF_PAYMENT = (
    PAYMENT.c.siret == PAYMENT_EVENT.c.siret,
    PAYMENT.c.end_to_end_id == PAYMENT_EVENT.c.end_to_end_id,
)


class SqlFigures:
    """See :class:`~partial_activity.ports.figures.Figures`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def submitted_by_day(self, first: date, last: date) -> Mapping[date, int]:
        """Count the claim versions submitted on each day."""
        hour = self._hour(CLAIM.c.submitted_at)
        query = select(hour.label("hour"), func.count().label("count"))
        return self._days(query.where(*_between(CLAIM.c.submitted_at, first, last)).group_by(hour))

    def last_month(self) -> date | None:
        """First day of the latest month that was claimed."""
        query = select(CLAIM.c.month).where(*latest_standing()).order_by(CLAIM.c.month.desc())
        row = self._transaction.first(query.limit(1))
        return row["month"] if row else None

    def sums_by_month(self, first: date, last: date) -> Sequence[MonthSum]:
        """Give the sums of claims whose month begins between two days."""
        total, key = CLAIM_SUM.c, (CLAIM.c.month, CLAIM_SUM.c.basis)
        query = (
            select(
                *key,
                sum_of(total.lines).label("lines"),
                sum_of(total.hours).label("hours"),
                sum_of(total.indemnity).label("indemnity"),
                sum_of(total.allowance).label("allowance"),
            )
            .select_from(CLAIM.join(CLAIM_SUM, _all(_OF_SUM)))
            .where(CLAIM.c.month.between(first, last), *latest_standing())
            .group_by(*key)
            .order_by(*key)
        )
        return [
            MonthSum(
                row["month"],
                row["basis"],
                row["lines"],
                row["hours"],
                row["indemnity"],
                row["allowance"],
            )
            for row in self._transaction.rows(query)
        ]

    def hours_to_payment(self, first: date, last: date) -> Mapping[int, int]:
        """Count claim versions by whole hours from submission to the file for the bank."""
        line = PAYMENT.c
        sent = (
            select(
                line.siret,
                line.claim_id,
                line.claim_version,
                func.min(PAYMENT_EVENT.c.at).label("at"),
            )
            .select_from(PAYMENT.join(PAYMENT_EVENT, _all(_OF_PAYMENT)))
            .where(PAYMENT_EVENT.c.event == PaymentEvent.SENT)
            .group_by(line.siret, line.claim_id, line.claim_version)
            .subquery("sent")
        )
        of_claim = (
            CLAIM.c.siret == sent.c.siret,
            CLAIM.c.id == sent.c.claim_id,
            CLAIM.c.version == sent.c.claim_version,
        )
        seconds = self._seconds(sent.c.at) - self._seconds(CLAIM.c.submitted_at)
        hours = self._floored(seconds)
        query = (
            select(hours.label("hours"), func.count().label("count"))
            .select_from(sent.join(CLAIM, _all(of_claim)))
            .where(CLAIM.c.submitted_at.is_not(None), *_between(sent.c.at, first, last))
            .group_by(hours)
        )
        return {int(row["hours"]): row["count"] for row in self._transaction.rows(query)}

    def screened(self, first: date, last: date) -> Mapping[tuple[Outcome, bool], int]:
        """Count the claim versions that were screened with each outcome."""
        key = (CLAIM_SCREENING.c.outcome, CLAIM_SCREENING.c.drawn)
        query = (
            select(*key, func.count().label("count"))
            .select_from(CLAIM_SCREENING.join(CLAIM, _all(_OF_CLAIM)))
            .where(*_between(CLAIM.c.submitted_at, first, last))
            .group_by(*key)
        )
        counted = self._transaction.rows(query)
        return {(row["outcome"], row["drawn"]): row["count"] for row in counted}

    def waiting_by_day(self) -> Mapping[tuple[date, QueueKind], int]:
        """Count the files that wait for an officer."""
        key = (QUEUED.c.decide_by, QUEUED.c.kind)
        counted = self._transaction.rows(select(*key, func.count().label("count")).group_by(*key))
        return {(row["decide_by"], row["kind"]): row["count"] for row in counted}

    def last_screened(self, limit: int) -> Sequence[ScreenedClaim]:
        """The claim versions submitted last that were screened."""
        kept = CLAIM_SCREENING.c
        query = (
            select(CLAIM_SCREENING)
            .select_from(CLAIM_SCREENING.join(CLAIM, _all(_OF_CLAIM)))
            .where(CLAIM.c.submitted_at.is_not(None))
            .order_by(CLAIM.c.submitted_at.desc(), kept.siret, kept.claim_id, kept.version)
            .limit(limit)
        )
        return [
            ScreenedClaim(row["siret"], row["claim_id"], row["version"], screening(row))
            for row in self._transaction.rows(query)
        ]

    def _days(self, query: Any) -> Mapping[date, int]:  # noqa: ANN401  a query of two columns
        days: Counter[date] = Counter()
        for row in self._transaction.rows(query):
            days[_day_of(row)] += row["count"]
        return days

    def _hour(self, instant: ColumnElement[Any]) -> ColumnElement[Any]:
        """Whole hours from the beginning of 1970."""
        return self._floored(self._seconds(instant))

    def _seconds(self, instant: ColumnElement[Any]) -> ColumnElement[Any]:
        if self._transaction.postgresql:
            return func.extract("epoch", instant)
        # What SQLite keeps is text; its own clock has no microseconds, and none is needed.
        return cast(func.strftime("%s", cast(instant, Text)), BigInteger)

    def _floored(self, seconds: ColumnElement[Any]) -> ColumnElement[Any]:
        if self._transaction.postgresql:
            return cast(func.floor(seconds / _HOUR), BigInteger)
        # Whole numbers: SQLite's division drops what is left; none of these is negative.
        return seconds // _HOUR


def _between(instant: ColumnElement[Any], first: date, last: date) -> Iterable[ColumnElement[bool]]:
    return (instant >= starts_at(first), instant < starts_at(last + _DAY))


def _day_of(row: Read) -> date:
    return legal_day(datetime.fromtimestamp(int(row["hour"]) * _HOUR, UTC))


def _all(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *others = conditions
    for condition in others:
        first &= condition
    return first
