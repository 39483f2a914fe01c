"""The lines of a claim file as lines of the claims they are for; or every fault of a line.

What the authorisation fixes (scheme, situation, territory, workforce) is read, so that a faulty
cell is told, and then left: the decision says it.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partial_activity.adapters import claim_cells as cells
from partial_activity.adapters.claim_assessment import RefusedLine
from partial_activity.adapters.claim_file import ClaimFile, Header, Line
from partial_activity.adapters.claim_lines import (
    ClaimLine,
    FileFacts,
    LineReader,
    LineRefused,
    bare,
)
from partial_activity.domain.cases import Scheme, Situation, Territory
from partial_activity.domain.claims import ClaimLine as LineOfClaim
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span


class LineOfFile(NamedTuple):
    """A line that was read, and the claim it is for."""

    siret: Siret
    decision_number: str
    month: date
    """First day."""
    line: LineOfClaim
    """Numbered as in the file."""


def read_claim_lines(file: ClaimFile) -> Iterator[LineOfFile | RefusedLine]:
    """Each line of a file just opened, in its order, read or refused."""
    reader = LineReader(file.header, _NOT_SAID)
    for line in file.lines():
        try:
            yield _line(line, reader.read(line), file.header)
        except LineRefused as refused:
            yield RefusedLine(line, refused.errors)


_NOT_SAID = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL)


def _line(line: Line, read: ClaimLine, header: Header) -> LineOfFile:
    def cell(column: str) -> str:
        place = header.positions.get(column)
        return "" if place is None else bare(line.cells[place])

    def hours(column: str, otherwise: Hours) -> Hours:
        # Only a contract in days a year may leave hours empty; the reader refused the others.
        return cells.hours_of(cell(column)) if cell(column) else otherwise

    siret, decision, nir = read.identity
    employee = read.terms.employee
    year, month = map(int, read.slice.month.split("-"))
    return LineOfFile(
        Siret(siret),
        decision,
        date(year, month, 1),
        LineOfClaim(
            number=line.number,
            nir=Nir(nir),
            last_name=cell("nom"),
            first_name=cell("prenom"),
            week=f"{read.slice.monday:%G-W%V}",
            span=Span(read.slice.first, read.slice.last),
            contract_hours=hours("heures_contrat", LEGAL_WEEK),
            worked_hours=hours("heures_travaillees", ZERO_HOURS),
            assimilated_hours=hours("heures_assimilees", ZERO_HOURS),
            unworked_hours=Hours(read.hours.claimed),
            hourly_pay=employee.hourly_pay,
            category=employee.category,
            share_of_minimum_wage=employee.share_of_minimum_wage,
            unworked_days=read.hours.unworked_days,
        ),
    )
