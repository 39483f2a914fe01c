"""The grid of a draft: employees, each with the weeks of the month in columns.

Fields are named by the employee's block and the row in it (``e0-nir``, ``e0-r2-worked``). An
employee who is in the draft is known by the number of a line, never by the NIR. A row that is left
empty claims nothing; one whose contract is left empty has the employee's. Unworked hours that are
left empty beside worked hours or absences are what the contract leaves.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import define, field, frozen

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.assessment.facts import AskedFact, Fact
from partial_activity.domain.assessment.resolution import change_days, facts_of
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.redaction import SeenLine
from partial_activity.domain.claim.week_hours import hours_left
from partial_activity.domain.claim.weeks import slices_of, week_of
from partial_activity.domain.days import Period
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.book import Law
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims.grid_controls import (
    EMPLOYEE,
    WEEK,
    own_control,
    own_text,
    text_of,
)
from partial_activity.entrypoints.flask_app.pages.claims.words import masked
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.usecases.claim.pages import SeenEmployee

USUAL_CONTRACT = "35"
WEEK_LESS_ONE = 6
Contract = tuple[Nir, str]
"""An employee, and the number of the contract where there are several."""


@frozen(order=True)
class Column:
    """Days that are a column of the grid: a week of the month, or a part of one."""

    first: date
    last: date

    @property
    def week(self) -> str:
        """ISO: ``2020-W15``."""
        return week_of(self.first)

    @property
    def whole(self) -> bool:
        """Seven days."""
        return (self.last - self.first).days == WEEK_LESS_ONE

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


@frozen
class Row:
    """A week of the month, or the part of it that lies in the month."""

    name: str
    """What its fields begin with."""
    column: Column
    number: int | None
    """The number of the line that is there."""

    def wrong(self, form: Form) -> Sequence[str]:
        """The fields of the row that are at fault."""
        return [name for name in form.errors if name.startswith(f"{self.name}-")]


@frozen
class Block:
    """An employee of the grid."""

    name: str
    """What its fields begin with."""
    key: str
    """Number of one of its lines; empty for a newcomer."""
    masked_nir: str
    rows: tuple[Row, ...]
    contract_number: str = ""
    """The number, where it tells two contracts of the employee apart."""
    another_of: str = ""
    """Number of a line of the employee whose further contract this is."""

    def at(self, column: Column) -> Row | None:
        """The row that is in a column; None: the employee's week is cut otherwise."""
        return next((row for row in self.rows if row.column == column), None)

    def opened(self, form: Form) -> bool:
        """Whether the details are shown: of a newcomer, of days, where something is at fault."""
        hours = tuple(f"{row.name}-{one}" for row in self.rows for one in ("worked", "unworked"))
        at_fault = any(
            name.startswith(f"{self.name}-") and name not in hours for name in form.errors
        )
        told = form.has(f"{self.name}-open") or form.has(f"{self.name}-by_day")
        return not self.key or told or at_fault


@frozen
class Filled:
    """A line that was read, and where it stands."""

    block: str
    row: str
    line: ClaimLine


@define(eq=False)
class Grid:
    """What a page of the grid shows, or what was typed in it."""

    month: date
    form: Form
    blocks: tuple[Block, ...]
    asked: Mapping[str, AskedFact] = field(kw_only=True)
    """Facts that the law in use asks for; each has a control in every week."""
    filled: list[Filled] = field(factory=list)
    """The lines to be saved: those of the blocks without a fault."""
    removed: set[int] = field(factory=set)
    newcomers: dict[Contract, str] = field(factory=dict)
    """The newcomers, by the name of their block."""
    left: dict[str, Hours] = field(factory=dict)
    """The hours that the contract leaves, by the name of a row: what is claimed if none are
    typed."""

    @property
    def columns(self) -> Sequence[Column]:
        """The days that anybody here has, in order."""
        return sorted({row.column for block in self.blocks for row in block.rows})

    def left_said(self, row: Row, form: Form) -> str:
        """What is claimed of a row if no unworked hours are typed; nothing where none are asked."""
        said = any(form.has(f"{row.name}-{one}") for one in ("worked", "assimilated"))
        return text_of(self.left[row.name]) if said and row.name in self.left else ""

    @property
    def lines(self) -> list[ClaimLine]:
        """The lines to be saved."""
        return [one.line for one in self.filled]


def rows_of(name: str, month: date, authorised: Period, lines: Sequence[SeenLine]) -> Iterator[Row]:
    """The weeks of the month that are authorised, and the lines that are there."""
    spans = [(line.first_day, line.last_day, line.number) for line in lines]
    for each in slices_of(month):
        assert each.span.last is not None, "a slice ends"
        days = Period(each.span.first, each.span.last).within(authorised)
        taken = any(first <= each.span.last and each.span.first <= last for first, last, _ in spans)
        if days is not None and not taken:
            spans.append((days.first, days.last, 0))
    for place, (first, last, line) in enumerate(sorted(spans)):
        yield Row(f"{name}-r{place}", Column(first, last), line or None)


def shown(
    month: date,
    authorised: Period,
    employees: Sequence[SeenEmployee],
    blank: int,
    *,
    law: Law,
    another_of: int = 0,
) -> Grid:
    """The grid of a draft: its employees, then empty places for newcomers.

    Args:
        month: of the draft.
        authorised: the days that may be claimed.
        employees: of this page.
        blank: how many empty places.
        law: in use, whose regimes may ask for facts of their own.
        another_of: number of a line of an employee who gets a place for a further contract.
    """
    given: dict[str, str] = {}
    blocks: list[Block] = []
    left: dict[str, Hours] = {}
    asked = asked_of(law, employees)
    for place, employee in enumerate(employees):
        name = f"e{place}"
        rows = tuple(rows_of(name, month, authorised, employee.lines))
        given |= dict(_given(name, employee))
        for row in rows:
            given |= dict(_given_row(row, employee.lines, asked))
        left |= dict(_left(rows, employee.lines))
        shown_nir = masked(employee.nir) if employee.nir else ""
        key = str(employee.number)
        blocks.append(Block(name, key, shown_nir, rows, employee.contract_number))
    known = next((one for one in employees if one.number == another_of), None)
    for place in range(len(employees), len(employees) + blank):
        block = _blank(f"e{place}", month, authorised, known)
        given |= _blank_given(block, known)
        blocks.append(block)
        known = None
    return Grid(month, Form(given), tuple(blocks), left=left, asked=asked)


def days_to_cut_at(row: Row, law: Law) -> list[date]:
    """The days inside a row, the first left out, on which a value of the law may change."""
    return sorted(day for day in change_days(law) if row.column.first < day <= row.column.last)


def asked_of(law: Law, employees: Sequence[SeenEmployee]) -> Mapping[str, AskedFact]:
    """The facts that the law in use asks for, and those that a line states all the same.

    These are shown by their names: whoever is told to leave one empty has to find it.
    """
    asked = facts_of(law)
    lines = (line for employee in employees for line in employee.lines)
    stated = {name for line in lines for name, _ in line.facts.given}
    unasked = sorted(stated.difference(asked))
    return {
        **asked,
        **{name: AskedFact(Fact(name, str, (name,)), Words(name, name)) for name in unasked},
    }


def _given(name: str, employee: SeenEmployee) -> Iterator[tuple[str, str]]:
    yield f"{name}-key", str(employee.number)
    for control, fact in EMPLOYEE.items():
        yield f"{name}-{control}", text_of(getattr(employee.lines[-1], fact))
    if len({line.hourly_pay for line in employee.lines}) > 1:
        yield f"{name}-varies", "yes"
    if any(line.unworked_days is not None for line in employee.lines):
        yield f"{name}-by_day", "yes"


def _given_row(
    row: Row, lines: Sequence[SeenLine], asked: Mapping[str, AskedFact]
) -> Iterator[tuple[str, str]]:
    yield f"{row.name}-first", row.column.first.isoformat()
    yield f"{row.name}-last", row.column.last.isoformat()
    for line in lines:
        if line.number == row.number:
            unsaid = _unsaid(row, line)
            for control, fact in WEEK.items():
                text = "" if fact in unsaid else text_of(getattr(line, fact))
                yield f"{row.name}-{control}", text
            yield f"{row.name}-pay", text_of(line.hourly_pay)
            for name in asked:
                yield f"{row.name}-{own_control(name)}", own_text(line.facts, name)


def _unsaid(row: Row, line: SeenLine) -> frozenset[str]:
    """Hours that nobody has to be shown: of a week that claims nothing, or computed ones."""
    if line.unworked_days is not None:
        return frozenset()
    present = line.worked_hours + line.assimilated_hours
    if present == line.unworked_hours == ZERO_HOURS:
        return frozenset({"worked_hours", "assimilated_hours", "unworked_hours"})
    computed = line.unworked_hours == hours_left(line.contract_hours, present, row.column.days)
    said = {"assimilated_hours"} if line.assimilated_hours == ZERO_HOURS else set()
    return frozenset(said | {"unworked_hours"} if computed else said)


def _left(rows: Sequence[Row], lines: Sequence[SeenLine]) -> Iterator[tuple[str, Hours]]:
    for row in rows:
        for line in lines:
            if line.number == row.number:
                present = line.worked_hours + line.assimilated_hours
                yield row.name, hours_left(line.contract_hours, present, row.column.days)


def _blank(name: str, month: date, authorised: Period, known: SeenEmployee | None) -> Block:
    rows = tuple(rows_of(name, month, authorised, ()))
    if known is None:
        return Block(name, "", "", rows)
    shown_nir = masked(known.nir) if known.nir else ""
    return Block(name, "", shown_nir, rows, another_of=str(known.number))


def _blank_given(block: Block, known: SeenEmployee | None) -> dict[str, str]:
    given = {f"{block.name}-category": EmployeeCategory.STANDARD.value}
    if known is not None:
        given = dict(_given(block.name, known)) | {f"{block.name}-of": block.another_of}
    given |= {f"{block.name}-key": "", f"{block.name}-contract": USUAL_CONTRACT}
    for row in block.rows:
        given |= {f"{row.name}-first": row.column.first.isoformat()}
        given |= {f"{row.name}-last": row.column.last.isoformat()}
    return given
