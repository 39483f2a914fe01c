"""Claims and payments, in memory."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import attrs

from partial_activity.adapters.memory.tables import (
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.adapters.store_rules import LEFT, latest_standing
from partial_activity.domain.claims import LINES_NOT_READ, Claim, ClaimLine, ClaimState
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import Iban, Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.payments import PaymentLine, PaymentRecord
from partial_activity.ports.stores import ClaimTotals


class MemoryClaims:
    """See :class:`~partial_activity.ports.stores.ClaimStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._claims, self._bases = tables.claims, tables.bases

    def add(self, claim: Claim) -> None:
        """Keep a new version."""
        _check_lines(claim.lines)
        self._claims.add("claim", _claim_key(claim), claim)

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """With its lines, or ``NotFound``."""
        if version is not None:
            key = (siret, claim_id, version)
            return found(self._claims.find(key), "claim", key)
        versions = self._versions(siret, claim_id)
        return found(versions[-1] if versions else None, "claim", (siret, claim_id))

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Without their lines, the first first."""
        return _without_lines(self._versions(siret, claim_id))

    def of(self, siret: Siret) -> Sequence[Claim]:
        """The latest version of each, without lines, the latest month first."""
        ids = {claim.id for claim in self._claims.values() if claim.siret == siret}
        latest = (self.get(siret, claim_id) for claim_id in ids)
        return _without_lines(sorted(latest, key=lambda c: (c.month, c.id), reverse=True))

    def save(self, claim: Claim) -> None:
        """Keep a change, of the lines too unless they were not read."""
        key = _claim_key(claim)
        now = check_revision(self._claims, "claim", key, claim.revision)
        if claim.lines is LINES_NOT_READ:
            claim = attrs.evolve(claim, lines=now.lines)
        _check_lines(claim.lines)
        self._claims.put(key, next_revision(claim))

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals:
        """What the lines add up to, or ``NotFound``."""
        claim = self.get(siret, claim_id, version)
        employees = {line.nir for line in claim.lines}
        return ClaimTotals(
            len(claim.lines), len(employees), claim.hours, claim.indemnity, claim.allowance
        )

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Of all establishments, without lines, the first submitted first."""
        claims = [claim for claim in self._claims.values() if claim.state is state]
        return _without_lines(sorted(claims, key=_by_submission)[:limit])

    def hours_of(self, siret: Siret, nir: Nir, year: int, but: str) -> int:
        """Hundredths of compensable hours of an employee in a calendar year."""
        return sum(
            line.assessed.compensable_hours.hundredths
            for claim in latest_standing(self._claims.values())
            if claim.siret == siret and claim.month.year == year and claim.id != but
            for line in claim.lines
            if line.nir == nir and line.assessed
        )

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where."""
        asked, days = frozenset(nirs), Span(first, last)
        seen = {
            (line.nir, claim.siret, line.span.first, line.span.last)
            for claim in latest_standing(self._claims.values())
            if claim.id != but
            for line in claim.lines
            if line.nir in asked and line.span.overlaps(days) and line.span.last is not None
        }
        return sorted(seen, key=lambda at: (*at[1:], at[0].digits))

    def keep_basis(self, digest: str, rules: str) -> None:
        """Keep resolved rules, once."""
        if self._bases.find(digest) is None:
            self._bases.put(digest, rules)

    def basis(self, digest: str) -> str:
        """The resolved rules, or ``NotFound``."""
        return found(self._bases.find(digest), "basis", digest)

    def _versions(self, siret: Siret, claim_id: str) -> list[Claim]:
        claims = (c for c in self._claims.values() if (c.siret, c.id) == (siret, claim_id))
        return sorted(claims, key=lambda claim: claim.version)


def _claim_key(claim: Claim) -> tuple[Siret, str, int]:
    return (claim.siret, claim.id, claim.version)


def _check_lines(lines: tuple[ClaimLine, ...]) -> None:
    assert len({line.number for line in lines}) == len(lines), "each line has its own number"


def _without_lines(claims: Iterable[Claim]) -> list[Claim]:
    return [attrs.evolve(claim, lines=LINES_NOT_READ) for claim in claims]


def _by_submission(claim: Claim) -> tuple[bool, datetime | None, Siret, str, int]:
    """Never submitted first: two of those never compare an instant that is not there."""
    return (claim.submitted_at is not None, claim.submitted_at, *_claim_key(claim))


class MemoryPayments:
    """See :class:`~partial_activity.ports.stores.PaymentStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._lines, self._events = tables.payments, tables.events

    def add(self, line: PaymentLine) -> None:
        """Keep a new line: one for a claim version and attempt, ever."""
        about = (line.claim_id, line.claim_version, line.attempt)
        for made in self.lines(line.siret):
            if (made.claim_id, made.claim_version, made.attempt) == about:
                raise Conflict("payment", line.end_to_end_id)
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
        return sorted(lines, key=_by_order)

    def record(self, record: PaymentRecord) -> None:
        """Keep an event, once."""
        self.get(record.siret, record.end_to_end_id)
        known = self.records(record.siret, record.end_to_end_id)
        if all(record.event is not earlier.event for earlier in known):
            self._events.put((record.siret, record.end_to_end_id), (*known, record))

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """In the order they were recorded."""
        return self._events.find((siret, end_to_end_id)) or ()

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Without any event but the order, the first ordered first."""
        waiting = (
            line
            for line in self._lines.values()
            if all(r.event not in LEFT for r in self.records(line.siret, line.end_to_end_id))
        )
        return sorted(waiting, key=_by_order)[:limit]

    def payees_of(self, iban: Iban) -> Sequence[Siret]:
        """Establishments ever paid, or to be paid, on an account."""
        return sorted({line.siret for line in self._lines.values() if line.iban == iban})


def _by_order(line: PaymentLine) -> tuple[datetime, Siret, str, int, int]:
    return (line.ordered_at, line.siret, line.claim_id, line.claim_version, line.attempt)
