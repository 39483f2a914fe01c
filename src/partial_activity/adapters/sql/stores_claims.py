"""Claims with their lines, in SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from sqlalchemy import ColumnElement, FromClause, Select, and_, delete, exists, func, select

from partial_activity.adapters.sql import rows
from partial_activity.adapters.sql.line_rows import LINE_COLUMNS, claim_lines, line_rows
from partial_activity.adapters.sql.nir import NirVault
from partial_activity.adapters.sql.tables import BASIS, CLAIM, CLAIM_LINE, CLAIM_SCREENING
from partial_activity.adapters.sql.transaction import Transaction, in_batches
from partial_activity.adapters.store_rules import NOT_STANDING
from partial_activity.domain.claims import LINES_NOT_READ, Claim, ClaimLine, ClaimState
from partial_activity.domain.errors import NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.screening import Screening
from partial_activity.ports.stores import BasisTotals, ClaimTotals

_NOT_STANDING = tuple(sorted(state.value for state in NOT_STANDING))
_LINES = CLAIM_LINE.join(
    CLAIM,
    and_(
        CLAIM_LINE.c.siret == CLAIM.c.siret,
        CLAIM_LINE.c.claim_id == CLAIM.c.id,
        CLAIM_LINE.c.version == CLAIM.c.version,
    ),
)
_COLUMNS = tuple(CLAIM_LINE.c[name] for name in LINE_COLUMNS)


class SqlClaims:
    """See :class:`~partial_activity.ports.stores.ClaimStore`."""

    def __init__(self, transaction: Transaction, vault: NirVault) -> None:
        """Work in one transaction."""
        self._transaction, self._vault = transaction, vault
        self._read: dict[tuple[Siret, str, int], tuple[ClaimLine, ...]] = {}
        """Lines as this unit of work read them: those very ones need not be written again."""

    def add(self, claim: Claim) -> None:
        """Keep a new version."""
        lines = _checked(claim.lines)
        self._transaction.add(CLAIM, rows.claim_row(claim), "claim", _key_text(claim))
        self._add_lines(claim, lines)

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """With its lines, or ``NotFound``."""
        head = self._head(siret, claim_id, version)
        key = (siret, claim_id, head.version)
        query = select(*_COLUMNS).where(*_lines_of(*key)).order_by(CLAIM_LINE.c.number)
        lines = claim_lines(self._transaction.tuples(query), siret, self._vault)
        self._read[key] = lines
        return attrs.evolve(head, lines=lines)

    def head(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Without its lines, or ``NotFound``."""
        return self._head(siret, claim_id, version)

    def lines_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Some lines by number, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line = CLAIM_LINE.c
        query = (
            select(*_COLUMNS)
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
            select(*_COLUMNS)
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
            select(*_COLUMNS)
            .where(*of_claim, line.nir_hash == whose)
            .order_by(line.first_day, line.number)
        )
        return claim_lines(self._transaction.tuples(query), siret, self._vault)

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Without their lines, the first first."""
        one = (CLAIM.c.siret == siret.digits, CLAIM.c.id == claim_id)
        return self._heads(select(CLAIM).where(*one).order_by(CLAIM.c.version))

    def of(self, siret: Siret) -> Sequence[Claim]:
        """The latest version of each, without lines, the latest month first."""
        later = CLAIM.alias("later")
        return self._heads(
            select(CLAIM)
            .where(CLAIM.c.siret == siret.digits, ~exists().where(*_follows(later)))
            .order_by(CLAIM.c.month.desc(), CLAIM.c.id.desc())
        )

    def save(self, claim: Claim) -> None:
        """Keep a change, of the lines too unless they are those that were read."""
        self._transaction.save(CLAIM, rows.claim_row(claim), "claim", _key_text(claim))
        key = (claim.siret, claim.id, claim.version)
        if claim.lines is LINES_NOT_READ or claim.lines is self._read.get(key):
            return
        lines = _checked(claim.lines)
        self._transaction.run(delete(CLAIM_LINE).where(*_lines_of(*key)), "claim", _key_text(claim))
        self._add_lines(claim, lines)

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals:
        """What the lines add up to, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line = CLAIM_LINE.c
        sums = (line.compensable_hours, line.indemnity, line.allowance)
        query = select(
            func.count(),
            func.count(line.nir_hash.distinct()),
            *(func.coalesce(func.sum(column), 0) for column in sums),
        ).where(*_lines_of(siret, claim_id, version))
        # PostgreSQL adds whole numbers up to a decimal.
        lines, employees, hours, indemnity, allowance = map(int, self._transaction.tuples(query)[0])
        return ClaimTotals(lines, employees, Hours(hours), Euros(indemnity), Euros(allowance))

    def totals_by_basis(self, siret: Siret, claim_id: str, version: int) -> Sequence[BasisTotals]:
        """Of the assessed lines, by the rules they rest on, or ``NotFound``."""
        self._head(siret, claim_id, version)
        line = CLAIM_LINE.c
        first = func.min(line.first_day)
        query = (
            select(
                line.basis,
                first,
                func.max(line.last_day),
                func.count(),
                func.sum(line.compensable_hours),
                func.sum(line.indemnity),
                func.sum(line.allowance),
            )
            .where(*_lines_of(siret, claim_id, version), line.basis.is_not(None))
            .group_by(line.basis)
            .order_by(first, line.basis)
        )
        return [_basis_totals(row) for row in self._transaction.tuples(query)]

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Of all establishments, without lines, the first submitted first."""
        claim = CLAIM.c
        return self._heads(
            select(CLAIM)
            .where(claim.state == state.value)
            .order_by(claim.submitted_at.nulls_first(), claim.siret, claim.id, claim.version)
            .limit(limit)
        )

    def counts(self) -> Mapping[ClaimState, int]:
        """How many versions are in each state."""
        number = func.count().label("number")
        query = select(CLAIM.c.state, number).group_by(CLAIM.c.state)
        return {ClaimState(row["state"]): row["number"] for row in self._transaction.rows(query)}

    def hours_in_year(
        self,
        siret: Siret,
        nirs: Sequence[Nir],
        year: int,
        but: str,
        decisions: Collection[str] | None = None,
    ) -> Mapping[Nir, Hours]:
        """Compensable hours, in a calendar year, of those of the employees who have any."""
        hours = func.sum(CLAIM_LINE.c.compensable_hours).label("hours")
        query = (
            select(CLAIM_LINE.c.nir_hash, hours)
            .select_from(_LINES)
            .where(
                *_others(siret, but),
                CLAIM.c.month.between(date(year, 1, 1), date(year, 12, 31)),
            )
            .group_by(CLAIM_LINE.c.nir_hash)
            .having(hours > 0)
        )
        if decisions is not None:
            query = query.where(CLAIM.c.decision_number.in_(list(decisions)))
        return {nir: Hours(int(row["hours"])) for nir, row in self._of_employees(query, nirs)}

    def hours_under(self, siret: Siret, decision_number: str, but: str) -> Hours:
        """Compensable hours claimed under a decision."""
        query = select(func.sum(CLAIM_LINE.c.compensable_hours)).select_from(_LINES)
        under = CLAIM.c.decision_number == decision_number
        return Hours(self._transaction.number(query.where(*_others(siret, but), under)))

    def lines_between(
        self, siret: Siret, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Iterator[ClaimLine]:
        """Lines of these employees in the establishment's other claims, on days that overlap."""
        line = CLAIM_LINE.c
        columns = [line[name] for name in LINE_COLUMNS]
        query = (
            select(line.claim_id, *columns)
            .select_from(_LINES)
            .where(*_others(siret, but), line.first_day <= last, line.last_day >= first)
        )
        found = [row for _, row in self._of_employees(query, nirs)]
        found.sort(key=lambda row: (row["first_day"], row["claim_id"], row["number"]))
        tuples = ([row[name] for name in LINE_COLUMNS] for row in found)
        return iter(claim_lines(tuples, siret, self._vault))

    def last_pays(self, siret: Siret, nirs: Sequence[Nir], before: date) -> Mapping[Nir, HourlyPay]:
        """Hourly pay of each in the latest month claimed before one; the highest of that month."""
        line = CLAIM_LINE.c
        age = func.rank().over(partition_by=line.nir_hash, order_by=CLAIM.c.month.desc())
        dated = (
            select(line.nir_hash, line.hourly_pay, age.label("age"))
            .select_from(_LINES)
            .where(*_others(siret, but=""), CLAIM.c.month < before, line.hourly_pay.is_not(None))
        )
        pays: dict[Nir, HourlyPay] = {}
        for nir, row in self._of_employees(dated, nirs):
            if row["age"] == 1:
                pay = HourlyPay(Fraction(row["hourly_pay"]))
                pays[nir] = max(pay, pays.get(nir, pay))
        return pays

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where."""
        line = CLAIM_LINE.c
        query = (
            select(line.nir_hash, line.siret, line.first_day, line.last_day)
            .select_from(_LINES)
            .where(
                line.first_day <= last,
                line.last_day >= first,
                CLAIM.c.id != but,
                *latest_standing(),
            )
        )
        found = {
            (nir, rows.siret(row["siret"]), row["first_day"], row["last_day"])
            for nir, row in self._of_employees(query, nirs)
        }
        return sorted(found, key=lambda at: (*at[1:], at[0].digits))

    def keep_basis(self, digest: str, rules: str) -> None:
        """Keep resolved rules, once."""
        self._transaction.add_once(BASIS, {"digest": digest, "rules": rules}, "basis", digest)

    def basis(self, digest: str) -> str:
        """The resolved rules, or ``NotFound``."""
        row = self._transaction.first(select(BASIS.c.rules).where(BASIS.c.digest == digest))
        if row is None:
            raise NotFound("basis", digest)
        rules: str = row["rules"]
        return rules

    def keep_screening(
        self, siret: Siret, claim_id: str, version: int, screening: Screening
    ) -> None:
        """Keep what was checked before a version was decided, once."""
        self._head(siret, claim_id, version)
        assert screening == screening.as_kept(), "figures are kept as text"
        row = rows.screening_row((siret.digits, claim_id, version), screening)
        self._transaction.add(CLAIM_SCREENING, row, "screening", f"{siret} {claim_id} {version}")

    def screening_of(self, siret: Siret, claim_id: str, version: int) -> Screening | None:
        """As it was kept."""
        kept = CLAIM_SCREENING.c
        row = self._transaction.first(
            select(CLAIM_SCREENING).where(
                kept.siret == siret.digits, kept.claim_id == claim_id, kept.version == version
            )
        )
        return rows.screening(row) if row else None

    def _of_employees(
        self, query: Select[*tuple[Any, ...]], nirs: Sequence[Nir]
    ) -> Iterator[tuple[Nir, Mapping[str, Any]]]:
        """The rows of a query for these employees only, each with whose it is."""
        by_hash = {self._vault.hash(nir): nir for nir in nirs}
        for some in in_batches(list(by_hash)):
            for row in self._transaction.rows(query.where(CLAIM_LINE.c.nir_hash.in_(some))):
                yield by_hash[row["nir_hash"]], row

    def _head(self, siret: Siret, claim_id: str, version: int | None) -> Claim:
        query = select(CLAIM).where(CLAIM.c.siret == siret.digits, CLAIM.c.id == claim_id)
        if version is not None:
            query = query.where(CLAIM.c.version == version)
        row = self._transaction.first(query.order_by(CLAIM.c.version.desc()).limit(1))
        if row is None:
            raise NotFound("claim", f"{siret} {claim_id}")
        return rows.claim(row)

    def _heads(self, query: Select[*tuple[object, ...]]) -> list[Claim]:
        return [rows.claim(row) for row in self._transaction.rows(query)]

    def _add_lines(self, claim: Claim, lines: tuple[ClaimLine, ...]) -> None:
        self._transaction.add_many(
            CLAIM_LINE, line_rows(claim, self._vault), len(lines), "line of a claim"
        )


def _basis_totals(row: Sequence[Any]) -> BasisTotals:
    basis, first, last, *sums = row
    # PostgreSQL adds whole numbers up to a decimal.
    lines, hours, indemnity, allowance = map(int, sums)
    return BasisTotals(basis, first, last, lines, Hours(hours), Euros(indemnity), Euros(allowance))


def _checked(lines: tuple[ClaimLine, ...]) -> tuple[ClaimLine, ...]:
    assert len({line.number for line in lines}) == len(lines), "each line has its own number"
    return lines


def _key_text(claim: Claim) -> str:
    return f"{claim.siret} {claim.id} {claim.version}"


def _lines_of(siret: Siret, claim_id: str, version: int) -> tuple[ColumnElement[bool], ...]:
    line = CLAIM_LINE.c
    return (line.siret == siret.digits, line.claim_id == claim_id, line.version == version)


def _others(siret: Siret, but: str) -> tuple[ColumnElement[bool], ...]:
    """The versions of the establishment's claims that count, but for one claim."""
    return (CLAIM.c.siret == siret.digits, CLAIM.c.id != but, *latest_standing())


def _follows(later: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Another version of the same claim, after it."""
    return (
        later.c.siret == CLAIM.c.siret,
        later.c.id == CLAIM.c.id,
        later.c.version > CLAIM.c.version,
    )


def latest_standing() -> tuple[ColumnElement[bool], ...]:
    """The claim version stands, and no later one does."""
    later = CLAIM.alias("later")
    return (
        CLAIM.c.state.not_in(_NOT_STANDING),
        ~exists().where(*_follows(later), later.c.state.not_in(_NOT_STANDING)),
    )
