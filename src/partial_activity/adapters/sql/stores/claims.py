"""Claims with their lines, in SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import attrs
from sqlalchemy import ColumnElement, delete, func, literal_column, select

from partial_activity.adapters.sql.schema import claims as rows
from partial_activity.adapters.sql.schema import screening as screening_rows
from partial_activity.adapters.sql.schema.claim_lines import (
    AMOUNTS,
    CLAIM_LINE,
    LINE_COLUMNS,
    amounts_row,
    claim_lines,
    line_rows,
    sum_rows,
)
from partial_activity.adapters.sql.schema.claims import (
    BASIS,
    CLAIM,
    CLAIM_KEY,
    CLAIM_SUM,
    CLAIM_TYPED,
)
from partial_activity.adapters.sql.schema.columns import sum_of
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.adapters.sql.schema.screening import CLAIM_SCREENING
from partial_activity.adapters.sql.stores import claim_queries as queries
from partial_activity.adapters.sql.transaction import MANY, Transaction, in_batches
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimLine, ClaimState
from partial_activity.domain.errors import NotFound
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.screening.outcome import Screening
from partial_activity.ports.stores import BasisTotals, ClaimTotals


class SqlClaims:
    """See :class:`~partial_activity.ports.stores.ClaimStore`."""

    def __init__(self, transaction: Transaction, vault: NirVault) -> None:
        """Work in one transaction."""
        self._transaction, self._vault = transaction, vault
        self._read: dict[tuple[Siret, str, int], tuple[ClaimLine, ...]] = {}
        """Lines as this unit of work knows them: those very ones need not be written again."""

    def add(self, claim: Claim) -> None:
        """Keep a new version."""
        lines = _checked(claim.lines)
        self._transaction.add(CLAIM, rows.claim_row(claim), "claim", _key_text(claim))
        self._add_lines(claim, lines)
        self._add_sums(claim, lines)

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Give the claim with its lines, or raise ``NotFound``."""
        head = self._head(siret, claim_id, version)
        key = (siret, claim_id, head.version)
        read = self._transaction.tuples(queries.LINES, **_key_of(*key))
        lines = self._read[key] = claim_lines(read, siret, self._vault)
        return attrs.evolve(head, lines=lines)

    def head(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Give the claim without its lines, or raise ``NotFound``."""
        return self._head(siret, claim_id, version)

    def lines_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Some lines by number, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line = CLAIM_LINE.c
        query = (
            select(*queries.LINE)
            .where(*_lines_of(siret, claim_id, version), line.number > after)
            .order_by(line.number)
            .limit(limit)
        )
        return claim_lines(self._transaction.tuples(query), siret, self._vault)

    def employees_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """All lines of some employees, each by day, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line, of_claim = CLAIM_LINE.c, _lines_of(siret, claim_id, version)
        place = func.min(line.number).label("place")
        some = (
            select(line.nir_hash, place)
            .where(*of_claim)
            .group_by(line.nir_hash)
            .having(func.min(line.number) > after)
            .order_by(place)
            .limit(limit)
            .subquery()
        )
        query = (
            select(*queries.LINE)
            .join_from(CLAIM_LINE, some, line.nir_hash == some.c.nir_hash)
            .where(*of_claim)
            .order_by(some.c.place, line.first_day, line.number)
        )
        return claim_lines(self._transaction.tuples(query), siret, self._vault)

    def lines_beside(
        self, siret: Siret, claim_id: str, version: int, number: int
    ) -> Sequence[ClaimLine]:
        """All lines of the employee whose line has a number, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line, of_claim = CLAIM_LINE.c, _lines_of(siret, claim_id, version)
        whose = select(line.nir_hash).where(*of_claim, line.number == number).scalar_subquery()
        query = (
            select(*queries.LINE)
            .where(*of_claim, line.nir_hash == whose)
            .order_by(line.first_day, line.number)
        )
        return claim_lines(self._transaction.tuples(query), siret, self._vault)

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Give the versions without their lines, the first first."""
        versions = self._transaction.rows(queries.VERSIONS, siret=siret, id=claim_id)
        return [rows.claim(row) for row in versions]

    def of(self, siret: Siret) -> Sequence[Claim]:
        """The latest version of each, without lines, the latest month first."""
        return [rows.claim(row) for row in self._transaction.rows(queries.CLAIMS, siret=siret)]

    def save(self, claim: Claim) -> None:
        """Keep a change; of lines that were read, those only that are no longer as they were."""
        self._transaction.save(CLAIM, rows.claim_row(claim), "claim", _key_text(claim))
        key = (claim.siret, claim.id, claim.version)
        before = self._read.get(key)
        if claim.lines is LINES_NOT_READ or claim.lines is before:
            return
        lines = _checked(claim.lines)
        if before is None:
            self._transaction.run(queries.WITHOUT_LINES, "claim", _key_text(claim), _key_of(*key))
            self._add_lines(claim, lines)
        elif _only_amounts_differ(before, lines):
            self._save_amounts(claim)
        else:
            self._save_lines(claim, before)
        if before is None or any(line.assessed for line in (*before, *lines)):
            self._transaction.run(queries.WITHOUT_SUMS, "claim", _key_text(claim), _key_of(*key))
            self._add_sums(claim, lines)
        self._read[key] = lines

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals:
        """What the lines add up to, or ``NotFound``."""
        self._head(siret, claim_id, version)
        (sums,) = self._transaction.tuples(queries.TOTALS, **_key_of(siret, claim_id, version))
        return ClaimTotals(*sums)

    def totals_of(self, siret: Siret, claims: Collection[Claim]) -> Mapping[str, ClaimTotals]:
        """Give the totals of some versions, by the claim's id."""
        line = CLAIM_LINE.c
        asked = {(claim.id, claim.version) for claim in claims}
        sums = (line.compensable_hours, line.indemnity, line.allowance)
        query = (
            select(
                line.claim_id,
                line.version,
                func.count(),
                func.count(line.nir_hash.distinct()),
                *(func.coalesce(sum_of(column), literal_column("0")) for column in sums),
            )
            .where(line.siret == siret, line.claim_id.in_([one for one, _ in asked]))
            .group_by(line.claim_id, line.version)
        )
        totals = map(tuple, self._transaction.tuples(query) if asked else ())
        return {row[0]: ClaimTotals(*row[2:]) for row in totals if (row[0], row[1]) in asked}

    def totals_by_basis(self, siret: Siret, claim_id: str, version: int) -> Sequence[BasisTotals]:
        """Give totals of the assessed lines by the rules they rest on, or raise ``NotFound``."""
        self._head(siret, claim_id, version)
        line = CLAIM_LINE.c
        first = func.min(line.first_day)
        query = (
            select(
                line.basis,
                first,
                func.max(line.last_day),
                func.count(),
                sum_of(line.compensable_hours),
                sum_of(line.indemnity),
                sum_of(line.allowance),
            )
            .where(*_lines_of(siret, claim_id, version), line.basis.is_not(None))
            .group_by(line.basis)
            .order_by(first, line.basis)
        )
        return [BasisTotals(*row) for row in self._transaction.tuples(query)]

    def kept_sums(
        self, siret: Siret, claim_id: str, version: int
    ) -> Mapping[str, tuple[int, Hours, Euros, Euros]]:
        """What figures go by, kept beside the lines."""
        kept = CLAIM_SUM.c
        figures = (kept.basis, kept.lines, kept.hours, kept.indemnity, kept.allowance)
        query = select(*figures).where(
            kept.siret == siret, kept.claim_id == claim_id, kept.version == version
        )
        return {basis: tuple(rest) for basis, *rest in self._transaction.tuples(query)}

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Give those of all establishments, without lines, the first submitted first."""
        claim = CLAIM.c
        query = (
            select(CLAIM)
            .where(claim.state == state)
            .order_by(claim.submitted_at.nulls_first(), claim.siret, claim.id, claim.version)
            .limit(limit)
        )
        return [rows.claim(row) for row in self._transaction.rows(query)]

    def counts(self) -> Mapping[ClaimState, int]:
        """Count the versions in each state."""
        number = func.count().label("number")
        query = select(CLAIM.c.state, number).group_by(CLAIM.c.state)
        return {row["state"]: row["number"] for row in self._transaction.rows(query)}

    def hours_in_year(
        self,
        siret: Siret,
        nirs: Sequence[Nir],
        year: int,
        but: str,
        decisions: Collection[str] | None = None,
    ) -> Mapping[Nir, Hours]:
        """Compensable hours, in a calendar year, of those of the employees who have any."""
        query, under = queries.HOURS_IN_YEAR, {}
        if decisions is not None:
            query, under = queries.HOURS_IN_YEAR_UNDER, {"decisions": list(decisions)}
        hours = self._of_employees(
            query,
            nirs,
            siret=siret,
            but=but,
            first=date(year, 1, 1),
            last=date(year, 12, 31),
            **under,
        )
        return {nir: row["hours"] for nir, row in hours}

    def hours_under(self, siret: Siret, decision_number: str, but: str) -> Hours:
        """Compensable hours claimed under a decision."""
        claims = {"siret": siret, "decision_number": decision_number, "but": but}
        ((hours,),) = self._transaction.tuples(queries.HOURS_UNDER, **claims)
        return hours or ZERO_HOURS

    def lines_between(
        self, siret: Siret, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Iterator[ClaimLine]:
        """Lines of these employees in the establishment's other claims, on days that overlap."""
        where = {"siret": siret, "but": but, "first": first, "last": last}
        lines = [row for _, row in self._of_employees(queries.LINES_BETWEEN, nirs, **where)]
        lines.sort(key=lambda row: (row["first_day"], row["claim_id"], row["number"]))
        tuples = ([row[name] for name in LINE_COLUMNS] for row in lines)
        return iter(claim_lines(tuples, siret, self._vault))

    def last_pays(self, siret: Siret, nirs: Sequence[Nir], before: date) -> Mapping[Nir, HourlyPay]:
        """Hourly pay of each in the latest month claimed before one; the highest of that month."""
        pays: dict[Nir, HourlyPay] = {}
        where = {"siret": siret, "but": "", "before": before}
        for nir, row in self._of_employees(queries.LAST_PAYS, nirs, **where):
            if row["age"] == 1:
                pay = row["hourly_pay"]
                pays[nir] = max(pay, pays.get(nir, pay))
        return pays

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where."""
        where = {"but": but, "first": first, "last": last}
        places = {
            (nir, row["siret"], row["first_day"], row["last_day"])
            for nir, row in self._of_employees(queries.ELSEWHERE, nirs, **where)
        }
        return sorted(places, key=lambda at: (*at[1:], at[0].digits))

    def keep_typed(self, siret: Siret, claim_id: str, version: int, typed: str) -> None:
        """What was typed in a draft and cannot be read yet."""
        self._head(siret, claim_id, version)
        key = f"{siret} {claim_id} {version}"
        where = _typed_of(siret, claim_id, version)
        self._transaction.run(delete(CLAIM_TYPED).where(*where), "typed", key)
        if typed:
            row = {
                "siret": siret,
                "claim_id": claim_id,
                "version": version,
                "sealed": self._vault.seal_text(typed, siret),
            }
            self._transaction.add(CLAIM_TYPED, row, "typed", key)

    def typed(self, siret: Siret, claim_id: str, version: int) -> str:
        """Give the text as it was kept."""
        where = _typed_of(siret, claim_id, version)
        row = self._transaction.first(select(CLAIM_TYPED.c.sealed).where(*where))
        return self._vault.open_text(row["sealed"], siret) if row else ""

    def keep_basis(self, digest: str, rules: str) -> None:
        """Keep resolved rules, once."""
        if not self._transaction.tuples(queries.RULES, digest=digest):
            self._transaction.add_shared(BASIS, {"digest": digest, "rules": rules}, "basis", digest)

    def basis(self, digest: str) -> str:
        """The resolved rules, or ``NotFound``."""
        row = self._transaction.first(queries.RULES, digest=digest)
        if row is None:
            raise NotFound("basis", digest)
        rules: str = row["rules"]
        return rules

    def keep_screening(
        self, siret: Siret, claim_id: str, version: int, screening: Screening
    ) -> None:
        """Keep what was checked before a version was decided, once."""
        if (siret, claim_id, version) not in self._read:
            self._head(siret, claim_id, version)
        assert screening == screening.as_kept(), "figures are kept as text"
        row = screening_rows.screening_row(siret, claim_id, version, screening)
        self._transaction.add(CLAIM_SCREENING, row, "screening", f"{siret} {claim_id} {version}")

    def screening_of(self, siret: Siret, claim_id: str, version: int) -> Screening | None:
        """Give the screening as it was kept."""
        row = self._transaction.first(queries.SCREENING, **_key_of(siret, claim_id, version))
        return screening_rows.screening(row) if row else None

    def _of_employees(
        self, query: queries.OfEmployees, nirs: Sequence[Nir], **values: object
    ) -> Iterator[tuple[Nir, Mapping[str, Any]]]:
        """The rows of a query for these employees only, each with whose it is."""
        by_hash = {self._vault.hash(nir): nir for nir in nirs}
        statement = query.by_array if self._transaction.postgresql else query.by_list
        if len(by_hash) > MANY:
            self._transaction.plan_for_each()
        for some in in_batches(list(by_hash)):
            for row in self._transaction.rows(statement, nir_hashes=some, **values):
                yield by_hash[row["nir_hash"]], row

    def _head(self, siret: Siret, claim_id: str, version: int | None) -> Claim:
        one: dict[str, object] = {"siret": siret, "id": claim_id}
        if version is None:
            row = self._transaction.first(queries.LATEST, **one)
        else:
            row = self._transaction.first(queries.VERSION, **one, version=version)
        if row is None:
            raise NotFound("claim", f"{siret} {claim_id}")
        return rows.claim(row)

    def _save_lines(self, claim: Claim, before: Sequence[ClaimLine]) -> None:
        """Save the lines that are new or no longer as they were before, and none of the others."""
        known = {line.number: line for line in before}
        told = {line.number: line for line in claim.lines}
        gone = [number for number, line in known.items() if told.get(number) != line]
        for some in in_batches(gone):
            where = {**_key_of(claim.siret, claim.id, claim.version), "numbers": some}
            self._transaction.run(queries.WITHOUT_SOME_LINES, "claim", _key_text(claim), where)
        new = tuple(line for number, line in told.items() if known.get(number) != line)
        self._add_lines(attrs.evolve(claim, lines=new), new)

    def _save_amounts(self, claim: Claim) -> None:
        """Save the amounts of every line; all else of them is what is there."""
        names = ("number", *AMOUNTS)
        (key,) = self._transaction.written(
            CLAIM_LINE, CLAIM_KEY, [(claim.siret, claim.id, claim.version)]
        )
        each = self._transaction.written(
            CLAIM_LINE, names, ((line.number, *amounts_row(line)) for line in claim.lines)
        )
        if self._transaction.postgresql:
            values = {f"of_{name}": value for name, value in zip(CLAIM_KEY, key, strict=True)}
            for name, cells in zip(names, zip(*each, strict=True), strict=True):
                values[f"new_{name}"] = list(cells)
            self._transaction.run(queries.AMOUNTS_OF_LINES, "claim", _key_text(claim), values)
        else:
            lines = [(*amounts, *key, number) for number, *amounts in each]
            self._transaction.run_plainly(queries.AMOUNTS_OF_A_LINE, lines, "claim")

    def _add_sums(self, claim: Claim, lines: tuple[ClaimLine, ...]) -> None:
        """Add the sums beside the lines, for those who count many claims."""
        sums = list(sum_rows(claim, lines))
        self._transaction.add_many(CLAIM_SUM, sums, len(sums), "sums of a claim")

    def _add_lines(self, claim: Claim, lines: tuple[ClaimLine, ...]) -> None:
        self._transaction.add_many(
            CLAIM_LINE,
            line_rows(claim, self._vault),
            len(lines),
            "line of a claim",
            (*CLAIM_KEY, *LINE_COLUMNS),
        )


def _checked(lines: tuple[ClaimLine, ...]) -> tuple[ClaimLine, ...]:
    assert len({line.number for line in lines}) == len(lines), "each line has its own number"
    return lines


def _only_amounts_differ(before: Sequence[ClaimLine], lines: Sequence[ClaimLine]) -> bool:
    """The same lines, each as it was but for what it was found to be worth."""
    return bool(lines) and list(map(_AS_CLAIMED, before)) == list(map(_AS_CLAIMED, lines))


_AS_CLAIMED = attrgetter(
    *(each.name for each in attrs.fields(ClaimLine) if each.name != "assessed")
)


def _key_text(claim: Claim) -> str:
    return f"{claim.siret} {claim.id} {claim.version}"


def _typed_of(siret: Siret, claim_id: str, version: int) -> tuple[ColumnElement[bool], ...]:
    kept = CLAIM_TYPED.c
    return (kept.siret == siret, kept.claim_id == claim_id, kept.version == version)


def _lines_of(siret: Siret, claim_id: str, version: int) -> tuple[ColumnElement[bool], ...]:
    line = CLAIM_LINE.c
    return (line.siret == siret, line.claim_id == claim_id, line.version == version)


def _key_of(siret: Siret, claim_id: str, version: int) -> dict[str, object]:
    return {"siret": siret, "claim_id": claim_id, "version": version}
