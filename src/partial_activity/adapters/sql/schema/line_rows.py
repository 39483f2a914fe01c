"""Lines of claims to rows and back: tuples in a fixed order, because there are millions of them."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from partial_activity.adapters.sql.schema import documents
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.adapters.sql.schema.tables import CLAIM_LINE
from partial_activity.domain.assessment.cases import Days, EmployeeCategory
from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import Euros, HourlyPay, Share

CLAIM_KEY = ("siret", "claim_id", "version")
LINE_COLUMNS = tuple(column.name for column in CLAIM_LINE.columns if column.name not in CLAIM_KEY)
"""In the order of ``line_row``; ``line_rows`` puts the claim's key before them."""
AMOUNT_COLUMNS = LINE_COLUMNS[LINE_COLUMNS.index("compensable_hours") :]
"""In the order of ``amounts_row``."""

_NOT_ASSESSED = (None,) * len(AMOUNT_COLUMNS)
_CATEGORIES = {category.value: category for category in EmployeeCategory}


def line_rows(claim: Claim, vault: NirVault) -> Iterator[tuple[Any, ...]]:
    """The rows of a claim's lines, with its key."""
    key = (claim.siret.digits, claim.id, claim.version)
    return ((*key, *line_row(line, claim.siret, vault)) for line in claim.lines)


def line_row(line: ClaimLine, siret: Siret, vault: NirVault) -> tuple[Any, ...]:
    """A row of ``claim_line``, but for the claim's key."""
    assert line.span.last is not None, "a slice of a week ends"
    return (
        line.number,
        vault.seal(line.nir, siret),
        vault.hash(line.nir),
        line.last_name,
        line.first_name,
        line.week,
        line.span.first,
        line.span.last,
        line.contract_hours.hundredths,
        line.worked_hours.hundredths,
        line.assimilated_hours.hundredths,
        line.unworked_hours.hundredths,
        str(line.hourly_pay.exact) if line.hourly_pay else None,
        line.category.value,
        str(line.share_of_minimum_wage.exact) if line.share_of_minimum_wage else None,
        line.unworked_days.hundredths if line.unworked_days else None,
        *amounts_row(line),
    )


def amounts_row(line: ClaimLine) -> tuple[Any, ...]:
    """The end of that row: what the line was found to be worth."""
    assessed = line.assessed
    if assessed is None:
        return _NOT_ASSESSED
    return (
        assessed.compensable_hours.hundredths,
        assessed.hourly_indemnity.cents,
        assessed.indemnity.cents,
        assessed.hourly_allowance.cents,
        assessed.allowance.cents,
        assessed.basis,
        _warnings_document(assessed.warnings),
    )


def sum_rows(claim: Claim, lines: Iterable[ClaimLine]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``claim_sum``: what the assessed lines come to, by their rules."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        if (one := line.assessed) is not None:
            total = sums.setdefault(one.basis, [0, 0, 0, 0])
            total[0] += 1
            total[1] += one.compensable_hours.hundredths
            total[2] += one.indemnity.cents
            total[3] += one.allowance.cents
    key = (claim.siret.digits, claim.id, claim.version)
    return ((*key, basis, *total) for basis, total in sums.items())


def claim_lines(
    rows: Iterable[Sequence[Any]], siret: Siret, vault: NirVault
) -> tuple[ClaimLine, ...]:
    """The lines of rows of ``LINE_COLUMNS``; an employee's number is opened once."""
    opened: dict[bytes, Nir] = {}
    return tuple(_claim_line(row, siret, vault, opened) for row in rows)


def _claim_line(
    row: Sequence[Any], siret: Siret, vault: NirVault, opened: dict[bytes, Nir]
) -> ClaimLine:
    number, nir_sealed, nir_hash, last_name, first_name, week, first_day, last_day, *rest = row
    contract, worked, assimilated, unworked, pay, category, share, days, *assessed = rest
    nir = opened.get(nir_hash)
    if nir is None:
        nir = opened[nir_hash] = vault.open(nir_sealed, siret)
    return ClaimLine(
        number=number,
        nir=nir,
        last_name=last_name,
        first_name=first_name,
        week=week,
        span=Span(first_day, last_day),
        contract_hours=Hours(contract),
        worked_hours=Hours(worked),
        assimilated_hours=Hours(assimilated),
        unworked_hours=Hours(unworked),
        hourly_pay=_hourly_pay(pay) if pay is not None else None,
        category=_CATEGORIES[category],
        share_of_minimum_wage=Share(Fraction(share)) if share is not None else None,
        unworked_days=Days(days) if days is not None else None,
        assessed=_assessed_line(assessed) if assessed[0] is not None else None,
    )


def _assessed_line(row: Sequence[Any]) -> AssessedLine:
    hours, hourly_indemnity, indemnity, hourly_allowance, allowance, basis, warnings = row
    return AssessedLine(
        compensable_hours=Hours(hours),
        hourly_indemnity=Euros(hourly_indemnity),
        indemnity=Euros(indemnity),
        hourly_allowance=Euros(hourly_allowance),
        allowance=Euros(allowance),
        basis=basis,
        warnings=_warnings(warnings),
    )


# The same pays and the same few warnings come again, line after line.
@lru_cache(maxsize=4096)
def _hourly_pay(ratio: str) -> HourlyPay:
    return HourlyPay(Fraction(ratio))


_warnings_document = lru_cache(maxsize=256)(documents.texts_document)
_warnings = lru_cache(maxsize=256)(documents.texts)
