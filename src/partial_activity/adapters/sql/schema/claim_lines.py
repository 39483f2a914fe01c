"""Lines of claims: tuples in a fixed order, because there are millions of them.

A column that is named like a field of the line, or of what the line was found to be worth, is
written and read with it: a new one is named nowhere else in the adapter.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

import attrs
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from partial_activity.adapters.sql.schema.claims import CLAIM_KEY, of_claim
from partial_activity.adapters.sql.schema.columns import (
    ADDITIONS,
    DAYS,
    EUROS,
    FACTS,
    HOURLY_PAY,
    HOURS,
    KEY,
    METADATA,
    SHARE,
    SIRET,
    TEXTS,
    Converted,
    converted,
    key,
    needed,
    one_of,
    version,
)
from partial_activity.adapters.sql.schema.documents import NOTHING_ADDED
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import Euros

CLAIM_LINE = Table(
    "claim_line",
    METADATA,
    key("siret", SIRET),
    key("claim_id"),
    version(),
    Column("number", Integer, primary_key=True),
    needed("nir_sealed", LargeBinary),
    needed("nir_hash", LargeBinary),
    needed("last_name", Text),
    needed("first_name", Text),
    needed("week", Text),
    needed("first_day", Date),
    needed("last_day", Date),
    needed("contract_hours", HOURS),
    needed("worked_hours", HOURS),
    needed("assimilated_hours", HOURS),
    needed("unworked_hours", HOURS),
    Column("hourly_pay", HOURLY_PAY),
    needed("category", one_of(EmployeeCategory)),
    Column("share_of_minimum_wage", SHARE),
    Column("unworked_days", DAYS),
    needed("contract_number", Text),
    Column("facts", FACTS, nullable=False, server_default=""),
    Column("compensable_hours", HOURS),
    Column("hourly_indemnity", EUROS),
    Column("indemnity", EUROS),
    Column("hourly_allowance", EUROS),
    Column("allowance", EUROS),
    Column("basis", KEY),
    Column("warnings", TEXTS),
    Column("additions", ADDITIONS, server_default=NOTHING_ADDED),
    of_claim(),
    CheckConstraint("last_day >= first_day", name="days"),
    # An employee across establishments; within one, the few rows found are picked from these.
    Index(None, "nir_hash", "first_day"),
)

_MADE = ("nir_sealed", "nir_hash", "first_day", "last_day")
"""Columns that hold a part of a field, or what is made of it; every other one holds its own."""
AMOUNTS = tuple(field.name for field in attrs.fields(AssessedLine))
"""Columns of what the line was found to be worth, in the order of ``amounts_row``."""
_CLAIMED = tuple(
    column.name
    for column in CLAIM_LINE.columns
    if column.name not in (*CLAIM_KEY, *_MADE, *AMOUNTS)
)
LINE_COLUMNS = (*_MADE, *_CLAIMED, *AMOUNTS)
"""The columns in the order of ``line_row``; ``line_rows`` puts the claim's key before them."""

_claimed, _amounts = attrgetter(*_CLAIMED), attrgetter(*AMOUNTS)
_NOT_ASSESSED = (None,) * len(AMOUNTS)
_AT_ONCE = 250
_FIELDS = tuple(field.name for field in attrs.fields(ClaimLine))


def line_rows(claim: Claim, vault: NirVault) -> Iterator[tuple[Any, ...]]:
    """The rows of a claim's lines, with its key."""
    key = (claim.siret, claim.id, claim.version)
    return (key + line_row(line, claim.siret, vault) for line in claim.lines)


def line_row(line: ClaimLine, siret: Siret, vault: NirVault) -> tuple[Any, ...]:
    """A row of ``claim_line``, but for the claim's key."""
    assert line.span.last is not None, "a slice of a week ends"
    made = (vault.seal(line.nir, siret), vault.hash(line.nir), line.span.first, line.span.last)
    return made + _claimed(line) + amounts_row(line)


def amounts_row(line: ClaimLine) -> tuple[Any, ...]:
    """The end of that row: what the line was found to be worth."""
    return _NOT_ASSESSED if line.assessed is None else _amounts(line.assessed)


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
    key = (claim.siret, claim.id, claim.version)
    for basis, (count, hours, indemnity, allowance) in sums.items():
        yield (*key, basis, count, Hours(hours), Euros(indemnity), Euros(allowance))


def claim_lines(
    rows: Iterable[Sequence[Any]], siret: Siret, vault: NirVault
) -> tuple[ClaimLine, ...]:
    """The lines of rows of ``LINE_COLUMNS`` as they are kept; an employee's number opens once."""
    nirs: dict[bytes, Nir] = {}
    coming, lines = iter(rows), list[ClaimLine]()
    while some := list(islice(coming, _AT_ONCE)):
        lines.extend(_some_lines(some, siret, vault, nirs))
    return tuple(lines)


def _some_lines(
    rows: Iterable[Sequence[Any]], siret: Siret, vault: NirVault, nirs: dict[bytes, Nir]
) -> Iterator[ClaimLine]:
    """The lines, made a column at once: twice as fast as cell after cell."""
    columns = dict(zip(LINE_COLUMNS, zip(*rows, strict=True), strict=True))
    for nir_hash, nir_sealed in zip(columns["nir_hash"], columns["nir_sealed"], strict=True):
        if nir_hash not in nirs:
            nirs[nir_hash] = vault.open(nir_sealed, siret)
    amounts = zip(*(_read(name, columns[name]) for name in AMOUNTS), strict=True)
    fields: dict[str, Iterable[Any]] = {name: _read(name, columns[name]) for name in _CLAIMED}
    fields["nir"] = map(nirs.__getitem__, columns["nir_hash"])
    fields["span"] = map(Span, columns["first_day"], columns["last_day"])
    fields["assessed"] = (None if row[0] is None else AssessedLine(*row) for row in amounts)
    return map(ClaimLine, *(fields[name] for name in _FIELDS))


def _read(name: str, cells: Iterable[Any]) -> Iterable[Any]:
    column = CLAIM_LINE.columns[name]
    kind = column.type
    return converted(cells, kind.read, column) if isinstance(kind, Converted) else cells
