"""Counts and sums, in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from partial_activity.adapters.memory.claims import CLAIMS, SCREENINGS
from partial_activity.adapters.memory.office import QUEUED
from partial_activity.adapters.memory.payments import EVENTS, PAYMENTS
from partial_activity.adapters.memory.tables import Tables
from partial_activity.adapters.store_rules import latest_standing
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.days import legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.ports.figures import MonthSum, ScreenedClaim

_HOUR = timedelta(hours=1)


class MemoryFigures:
    """See :class:`~partial_activity.ports.figures.Figures`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._tables = tables

    def submitted_by_day(self, first: date, last: date) -> Mapping[date, int]:
        """Count the claim versions submitted on each day."""
        days = (_submitted_on(claim) for claim in self._tables[CLAIMS].values())
        return Counter(day for day in days if day is not None and first <= day <= last)

    def last_month(self) -> date | None:
        """First day of the latest month that was claimed."""
        standing = latest_standing(self._tables[CLAIMS].values())
        return max((claim.month for claim in standing), default=None)

    def sums_by_month(self, first: date, last: date) -> Sequence[MonthSum]:
        """Give the sums of claims whose month begins between two days."""
        lines_of: dict[tuple[date, str], list[ClaimLine]] = {}
        for claim in latest_standing(self._tables[CLAIMS].values()):
            for line in claim.lines if first <= claim.month <= last else ():
                if line.assessed is not None:
                    lines_of.setdefault((claim.month, line.assessed.basis), []).append(line)
        return sorted(_sum(month, basis, lines) for (month, basis), lines in lines_of.items())

    def hours_to_payment(self, first: date, last: date) -> Mapping[int, int]:
        """Count claim versions by whole hours from submission to the file for the bank."""
        first_sent: dict[tuple[Siret, str, int], datetime] = {}
        for (siret, end_to_end_id), records in self._tables[EVENTS].items():
            line = self._tables[PAYMENTS].find((siret, end_to_end_id))
            assert line is not None, "an event is of a line"
            key = (siret, line.claim_id, line.claim_version)
            for record in records:
                if record.event is PaymentEvent.SENT:
                    first_sent[key] = min(record.at, first_sent.get(key, record.at))
        hours: Counter[int] = Counter()
        for key, at in first_sent.items():
            claim = self._tables[CLAIMS].find(key)
            submitted_at = claim.submitted_at if claim else None
            if submitted_at is not None and first <= legal_day(at) <= last:
                hours[(at - submitted_at) // _HOUR] += 1
        return hours

    def screened(self, first: date, last: date) -> Mapping[tuple[Outcome, bool], int]:
        """Count the claim versions that were screened with each outcome."""
        counted: Counter[tuple[Outcome, bool]] = Counter()
        for key, screening in self._tables[SCREENINGS].items():
            day = _submitted_on(self._claim(key))
            if day is not None and first <= day <= last:
                counted[screening.outcome, screening.drawn] += 1
        return counted

    def waiting_by_day(self) -> Mapping[tuple[date, QueueKind], int]:
        """Count the files that wait for an officer."""
        waiting = (queued for queued in self._tables[QUEUED].values() if queued is not None)
        return Counter((queued.decide_by, queued.kind) for queued in waiting)

    def last_screened(self, limit: int) -> Sequence[ScreenedClaim]:
        """The claim versions submitted last that were screened."""
        kept = sorted(self._tables[SCREENINGS].items(), key=lambda pair: pair[0])
        dated = [
            (submitted_at, ScreenedClaim(*key, screening))
            for key, screening in kept
            if (submitted_at := self._claim(key).submitted_at) is not None
        ]
        dated.sort(key=lambda found: found[0], reverse=True)
        return [screened for _, screened in dated[:limit]]

    def _claim(self, key: tuple[Siret, str, int]) -> Claim:
        claim = self._tables[CLAIMS].find(key)
        assert claim is not None, "a screening is of a claim"
        return claim


def _submitted_on(claim: Claim) -> date | None:
    return None if claim.submitted_at is None else legal_day(claim.submitted_at)


def _sum(month: date, basis: str, lines: Iterable[ClaimLine]) -> MonthSum:
    assessed = [line.assessed for line in lines if line.assessed is not None]
    return MonthSum(
        month,
        basis,
        len(assessed),
        Hours(sum(each.compensable_hours.hundredths for each in assessed)),
        Euros(sum(each.indemnity.cents for each in assessed)),
        Euros(sum(each.allowance.cents for each in assessed)),
    )
