"""Claims with their lines, in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import attrs

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.adapters.store_rules import latest_standing
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimLine, ClaimState
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.screening.outcome import Screening
from partial_activity.ports.stores import BasisTotals, ClaimTotals

CLAIMS: Final = TableName[tuple[Siret, str, int], Claim]("claims")
SCREENINGS: Final = TableName[tuple[Siret, str, int], Screening]("screenings")
BASES: Final = TableName[str, str]("bases")
TYPED_CLAIMS: Final = TableName[tuple[Siret, str, int], str]("typed_claims")


class MemoryClaims:
    """See :class:`~partial_activity.ports.stores.ClaimStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._claims, self._bases = tables[CLAIMS], tables[BASES]
        self._screenings, self._typed = tables[SCREENINGS], tables[TYPED_CLAIMS]

    def add(self, claim: Claim) -> None:
        """Keep a new version."""
        self._claims.add("claim", _claim_key(claim), _in_order(claim))

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Give the claim with its lines, or raise ``NotFound``."""
        if version is not None:
            key = (siret, claim_id, version)
            return found(self._claims.find(key), "claim", key)
        versions = self._versions(siret, claim_id)
        return found(versions[-1] if versions else None, "claim", (siret, claim_id))

    def head(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Give the claim without its lines, or raise ``NotFound``."""
        return attrs.evolve(self.get(siret, claim_id, version), lines=LINES_NOT_READ)

    def lines_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Some lines by number."""
        lines = self.get(siret, claim_id, version).lines
        return [line for line in lines if line.number > after][:limit]

    def employees_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """All lines of some employees, each by day."""
        of_each: dict[Nir, list[ClaimLine]] = {}
        for line in self.get(siret, claim_id, version).lines:
            of_each.setdefault(line.nir, []).append(line)
        some = [lines for lines in of_each.values() if lines[0].number > after][:limit]
        return [line for lines in some for line in sorted(lines, key=_by_day)]

    def lines_beside(
        self, siret: Siret, claim_id: str, version: int, number: int
    ) -> Sequence[ClaimLine]:
        """All lines of the employee whose line has a number."""
        lines = self.get(siret, claim_id, version).lines
        whose = {line.nir for line in lines if line.number == number}
        return sorted((line for line in lines if line.nir in whose), key=_by_day)

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Give the versions without their lines, the first first."""
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
        self._claims.put(key, next_revision(_in_order(claim)))

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals:
        """What the lines add up to, or ``NotFound``."""
        return ClaimTotals.of(self.get(siret, claim_id, version))

    def totals_of(self, siret: Siret, claims: Collection[Claim]) -> Mapping[str, ClaimTotals]:
        """Give the totals of some versions, by the claim's id."""
        by_claim = {claim.id: self.totals(siret, claim.id, claim.version) for claim in claims}
        return {claim_id: totals for claim_id, totals in by_claim.items() if totals.lines}

    def totals_by_basis(self, siret: Siret, claim_id: str, version: int) -> Sequence[BasisTotals]:
        """Give the totals of the assessed lines, by the rules they rest on."""
        return BasisTotals.of_lines(self.get(siret, claim_id, version).lines)

    def kept_sums(
        self, siret: Siret, claim_id: str, version: int
    ) -> Mapping[str, tuple[int, Hours, Euros, Euros]]:
        """What figures go by: here they read the lines."""
        return {
            one.basis: (one.lines, one.hours, one.indemnity, one.allowance)
            for one in self.totals_by_basis(siret, claim_id, version)
        }

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Give those of all establishments, without lines, the first submitted first."""
        claims = [claim for claim in self._claims.values() if claim.state is state]
        return _without_lines(sorted(claims, key=_by_submission)[:limit])

    def counts(self) -> Mapping[ClaimState, int]:
        """Count the versions in each state."""
        return Counter(claim.state for claim in self._claims.values())

    def hours_in_year(
        self,
        siret: Siret,
        nirs: Sequence[Nir],
        year: int,
        but: str,
        decisions: Collection[str] | None = None,
    ) -> Mapping[Nir, Hours]:
        """Compensable hours, in a calendar year, of those of the employees who have any."""
        asked, hours = frozenset(nirs), dict[Nir, Hours]()
        for claim in self._others(siret, but):
            under = decisions is None or claim.decision_number in decisions
            for line in claim.lines if under and claim.month.year == year else ():
                if line.nir in asked and line.compensable_hours.hundredths:
                    hours[line.nir] = hours.get(line.nir, ZERO_HOURS) + line.compensable_hours
        return hours

    def hours_under(self, siret: Siret, decision_number: str, but: str) -> Hours:
        """Compensable hours claimed under a decision."""
        claims = (c for c in self._others(siret, but) if c.decision_number == decision_number)
        return sum((claim.hours for claim in claims), ZERO_HOURS)

    def lines_between(
        self, siret: Siret, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Iterator[ClaimLine]:
        """Lines of these employees in the establishment's other claims, on days that overlap."""
        asked, days = frozenset(nirs), Span(first, last)
        lines = [
            ((line.span.first, claim.id, line.number), line)
            for claim in self._others(siret, but)
            for line in claim.lines
            if line.nir in asked and line.span.overlaps(days)
        ]
        return iter([line for _, line in sorted(lines, key=lambda pair: pair[0])])

    def last_pays(self, siret: Siret, nirs: Sequence[Nir], before: date) -> Mapping[Nir, HourlyPay]:
        """Hourly pay of each in the latest month claimed before one; the highest of that month."""
        asked, latest = frozenset(nirs), dict[Nir, tuple[date, HourlyPay]]()
        for claim in self._others(siret, but=""):
            for line in claim.lines if claim.month < before else ():
                if line.nir in asked and line.hourly_pay is not None:
                    pay = (claim.month, line.hourly_pay)
                    latest[line.nir] = max(pay, latest.get(line.nir, pay))
        return {nir: pay for nir, (_, pay) in latest.items()}

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where."""
        asked, days = frozenset(nirs), Span(first, last)
        seen = {
            (line.nir, claim.siret, line.span.first, line.last_day)
            for claim in latest_standing(self._claims.values())
            if claim.id != but
            for line in claim.lines
            if line.nir in asked and line.span.overlaps(days)
        }
        return sorted(seen, key=lambda at: (*at[1:], at[0].digits))

    def keep_typed(self, siret: Siret, claim_id: str, version: int, typed: str) -> None:
        """What was typed in a draft and cannot be read yet."""
        self.get(siret, claim_id, version)
        self._typed.put((siret, claim_id, version), typed)

    def typed(self, siret: Siret, claim_id: str, version: int) -> str:
        """Give the text as it was kept."""
        return self._typed.find((siret, claim_id, version)) or ""

    def keep_basis(self, digest: str, rules: str) -> None:
        """Keep resolved rules, once."""
        if self._bases.find(digest) is None:
            self._bases.put(digest, rules)

    def basis(self, digest: str) -> str:
        """The resolved rules, or ``NotFound``."""
        return found(self._bases.find(digest), "basis", digest)

    def keep_screening(
        self, siret: Siret, claim_id: str, version: int, screening: Screening
    ) -> None:
        """Keep what was checked before a version was decided, once."""
        key = (siret, claim_id, version)
        found(self._claims.find(key), "claim", key)
        assert screening == screening.as_kept(), "figures are kept as text"
        self._screenings.add("screening", key, screening)

    def screening_of(self, siret: Siret, claim_id: str, version: int) -> Screening | None:
        """Give the screening as it was kept."""
        return self._screenings.find((siret, claim_id, version))

    def _others(self, siret: Siret, but: str) -> list[Claim]:
        """The versions of the establishment's claims that count, but for one claim."""
        claims = (claim for claim in self._claims.values() if claim.siret == siret)
        return [claim for claim in latest_standing(claims) if claim.id != but]

    def _versions(self, siret: Siret, claim_id: str) -> list[Claim]:
        claims = (c for c in self._claims.values() if (c.siret, c.id) == (siret, claim_id))
        return sorted(claims, key=lambda claim: claim.version)


def _by_day(line: ClaimLine) -> tuple[date, int]:
    return line.span.first, line.number


def _claim_key(claim: Claim) -> tuple[Siret, str, int]:
    return (claim.siret, claim.id, claim.version)


def _in_order(claim: Claim) -> Claim:
    """The claim with its lines by number, each having its own."""
    numbers = [line.number for line in claim.lines]
    assert len(set(numbers)) == len(numbers), "each line has its own number"
    if numbers == sorted(numbers):
        return claim
    return attrs.evolve(claim, lines=tuple(sorted(claim.lines, key=lambda line: line.number)))


def _without_lines(claims: Iterable[Claim]) -> list[Claim]:
    return [attrs.evolve(claim, lines=LINES_NOT_READ) for claim in claims]


def _by_submission(claim: Claim) -> tuple[bool, datetime | None, Siret, str, int]:
    """The order of submission, never submitted first: two such versions compare no instant."""
    return (claim.submitted_at is not None, claim.submitted_at, *_claim_key(claim))
