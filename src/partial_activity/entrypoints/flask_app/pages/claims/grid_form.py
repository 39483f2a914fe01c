"""The grid as it was typed: employees, each with the weeks of the month; read, with its faults.

Fields are named by the employee's block and the row in it (``e0-nir``, ``e0-r2-worked``). An
employee who is in the draft is known by the number of a line, never by the NIR. A row that is left
empty claims nothing; one whose contract is left empty has the employee's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import define, field, frozen

from partial_activity.domain.assessment.cases import APPRENTICES, EmployeeCategory
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.claim.assessment import hours_of
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.redaction import SeenLine
from partial_activity.domain.claim.week_hours import hours_of_days
from partial_activity.domain.claim.weeks import slices_of, week_of
from partial_activity.domain.days import Period
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims.grid_controls import (
    EMPLOYEE,
    UNSAID,
    WEEK,
    as_shown,
    read,
    text_of,
)
from partial_activity.entrypoints.flask_app.pages.claims.words import CATEGORIES, masked
from partial_activity.entrypoints.flask_app.pages.forms import NO_HOURS, Form, day_of
from partial_activity.usecases.claim.pages import SeenEmployee

MOST_BLOCKS = 100
_MOST_ROWS = 14
_USUAL_CONTRACT = "35"
_NO_NIR = Words(
    "Ce n'est pas un numéro de sécurité sociale : 15 chiffres, clé comprise (carte Vitale ou "
    "bulletin de paie).",
    "This is not a social security number: 15 digits, key included (health card, payslip).",
)
_TWICE = Words(
    "Ce salarié est déjà plus haut : ajoutez ses heures à son tableau.",
    "This employee is above already: add the hours there.",
)
THERE = Words(
    "Ce salarié est déjà dans la demande : retrouvez-le pour changer ses heures.",
    "This employee is in the claim already: find them to change the hours.",
)
_NOT_BY_WEEK = Words(
    "Cette catégorie ne se demande pas semaine par semaine.",
    "This category is not claimed week by week.",
)
_NO_PAY = Words(
    "Donnez le taux horaire brut, ou pour un apprenti la part du SMIC.",
    "Give the gross hourly pay or, of an apprentice, the share of the minimum wage.",
)
_SHARE_FOR_APPRENTICES = Words(
    "La part du SMIC ne vaut que pour les apprentis et contrats de professionnalisation.",
    "The share of the minimum wage is for apprentices and vocational contracts only.",
)
_NO_DAYS = Words(
    "Ces jours ne sont pas ceux d'une semaine du mois.",
    "These days are not of a week of the month.",
)
_NO_CONTRACT = Words("Donnez l'horaire de la semaine.", "Give the hours of the week.")


@frozen
class Row:
    """A week of the month, or the part of it that lies in the month."""

    name: str
    """What its fields begin with."""
    week: str
    first: date
    last: date
    whole: bool
    """Seven days."""
    number: int | None
    """Of the line that is there."""


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
    """Where it tells two contracts of the employee apart."""


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
    filled: list[Filled] = field(factory=list)
    """To be saved: of the blocks without a fault."""
    removed: set[int] = field(factory=set)
    newcomers: dict[Nir, str] = field(factory=dict)
    """By the name of their block."""

    @property
    def lines(self) -> list[ClaimLine]:
        """Those to be saved."""
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
        whole = (last - first).days == _WEEK_LESS_ONE
        yield Row(f"{name}-r{place}", week_of(first), first, last, whole, line or None)


_WEEK_LESS_ONE = 6


def shown(month: date, authorised: Period, employees: Sequence[SeenEmployee], blank: int) -> Grid:
    """The grid of a draft: its employees, then empty places for newcomers."""
    given: dict[str, str] = {}
    blocks: list[Block] = []
    for place, employee in enumerate(employees):
        name = f"e{place}"
        rows = tuple(rows_of(name, month, authorised, employee.lines))
        given |= dict(_given(name, employee))
        for row in rows:
            given |= dict(_given_row(row, employee.lines))
        shown_nir = masked(employee.nir) if employee.nir else ""
        key = str(employee.number)
        blocks.append(Block(name, key, shown_nir, rows, employee.contract_number))
    for place in range(len(employees), len(employees) + blank):
        block = _blank(f"e{place}", month, authorised)
        given |= _blank_given(block)
        blocks.append(block)
    return Grid(month, Form(given), tuple(blocks))


def typed(form: Form, month: date, employees: Sequence[SeenEmployee]) -> Grid:
    """The grid as it was typed, with what can be saved of it and what is wrong."""
    known = {str(line.number): one for one in employees for line in one.lines}
    blocks: list[Block] = []
    for name in _names(form):
        employee = known.get(form.given.get(f"{name}-key", ""))
        lines = employee.lines if employee else ()
        numbers = {(line.first_day, line.last_day): line.number for line in lines}
        rows = tuple(_typed_rows(form, name, numbers))
        nir = employee.nir if employee else None
        key = str(employee.number) if employee else ""
        contract = employee.contract_number if employee else ""
        blocks.append(Block(name, key, masked(nir) if nir else "", rows, contract))
    grid = Grid(month, form, tuple(blocks))
    for block in blocks:
        _Reader(grid, block, known.get(block.key)).read()
    _cut(grid)
    return grid


def days_to_cut_at(row: Row, law: Law) -> list[date]:
    """The days inside a row, the first left out, on which a value of the law may change."""
    return sorted(day for day in change_days(law) if row.first < day <= row.last)


def _cut(grid: Grid) -> None:
    """Make two lines of one where that was asked for; its hours stay with the first days."""
    name, _, day_text = grid.form.given.get("cut", "").partition("|")
    try:
        day = day_of(day_text)
    except ValueError:
        return
    for place, one in enumerate(grid.filled):
        line = one.line
        if one.row == name and line.span.first < day <= line.last_day:
            before = attrs.evolve(line, span=Span(line.span.first, day - timedelta(days=1)))
            after = attrs.evolve(
                line,
                span=Span(day, line.last_day),
                worked_hours=ZERO_HOURS,
                assimilated_hours=ZERO_HOURS,
                unworked_hours=ZERO_HOURS,
                unworked_days=None,
            )
            parts = [attrs.evolve(one, line=part) for part in (before, after)]
            grid.filled[place : place + 1] = parts
            grid.removed |= {line.number} - {0}
            return


def _names(form: Form) -> list[str]:
    found = {match[1] for name in form.given if (match := re.fullmatch(r"(e[0-9]{1,4})-key", name))}
    return sorted(found, key=lambda name: int(name[1:]))[:MOST_BLOCKS]


def _typed_rows(form: Form, name: str, numbers: Mapping[tuple[date, date], int]) -> Iterator[Row]:
    for place in range(_MOST_ROWS):
        row = f"{name}-r{place}"
        try:
            first = day_of(form.given.get(f"{row}-first", ""))
            last = day_of(form.given.get(f"{row}-last", ""))
        except ValueError:
            continue
        whole = (last - first).days == _WEEK_LESS_ONE
        yield Row(row, week_of(first), first, last, whole, numbers.get((first, last)))


def _given(name: str, employee: SeenEmployee) -> Iterator[tuple[str, str]]:
    yield f"{name}-key", str(employee.number)
    for control, fact in EMPLOYEE.items():
        yield f"{name}-{control}", text_of(getattr(employee.lines[-1], fact))
    if len({line.hourly_pay for line in employee.lines}) > 1:
        yield f"{name}-varies", "yes"
    if any(line.unworked_days is not None for line in employee.lines):
        yield f"{name}-by_day", "yes"


def _given_row(row: Row, lines: Sequence[SeenLine]) -> Iterator[tuple[str, str]]:
    yield f"{row.name}-first", row.first.isoformat()
    yield f"{row.name}-last", row.last.isoformat()
    for line in lines:
        if line.number == row.number:
            for control, fact in WEEK.items():
                yield f"{row.name}-{control}", text_of(getattr(line, fact))
            yield f"{row.name}-pay", text_of(line.hourly_pay)


def _blank(name: str, month: date, authorised: Period) -> Block:
    return Block(name, "", "", tuple(rows_of(name, month, authorised, ())))


def _blank_given(block: Block) -> dict[str, str]:
    given = {
        f"{block.name}-key": "",
        f"{block.name}-category": EmployeeCategory.STANDARD.value,
        f"{block.name}-contract": _USUAL_CONTRACT,
    }
    for row in block.rows:
        given |= {f"{row.name}-first": row.first.isoformat()}
        given |= {f"{row.name}-last": row.last.isoformat()}
    return given


@frozen(eq=False)
class _Reader:
    """Reads one employee of the grid: all of it is saved, or nothing."""

    grid: Grid
    block: Block
    employee: SeenEmployee | None

    @property
    def form(self) -> Form:
        return self.grid.form

    def read(self) -> None:
        """Tell the faults, or give the lines."""
        name, form = self.block.name, self.form
        if form.has(f"{name}-remove"):
            self._remove()
            return
        filled = [row for row in self.block.rows if self._filled(row)]
        if self.employee is None and not filled and not self._begun():
            return
        before = len(form.errors)
        terms = self._terms()
        lines = [(row, line) for row in filled if (line := self._line(row, terms)) is not None]
        if len(form.errors) > before:
            return
        self.grid.filled += [Filled(name, row.name, line) for row, line in lines]
        self.grid.removed |= {
            row.number for row in self.block.rows if row.number and row not in filled
        }
        if self.employee is None and lines:
            self.grid.newcomers[lines[0][1].nir] = name

    def _remove(self) -> None:
        if self.employee is not None:
            self.grid.removed |= {line.number for line in self.employee.lines}

    def _filled(self, row: Row) -> bool:
        return any(self.form.has(f"{row.name}-{cell}") for cell in WEEK)

    def _begun(self) -> bool:
        names = ("nir", "last_name", "first_name", "pay")
        return any(self.form.has(f"{self.block.name}-{one}") for one in names)

    def _terms(self) -> dict[str, Any] | None:
        """What was typed for all weeks of the employee; None where something of it is at fault."""
        name, form = self.block.name, self.form
        nir = self._nir()
        typed = {fact: read(form, f"{name}-{control}", fact) for control, fact in EMPLOYEE.items()}
        category, share = typed["category"], typed["share_of_minimum_wage"]
        if category is not None and category not in CATEGORIES:
            form.wrong(f"{name}-category", _NOT_BY_WEEK)
        if share is not None and category is not None and category not in APPRENTICES:
            form.wrong(f"{name}-share", _SHARE_FOR_APPRENTICES)
        told = {f"{name}-pay", f"{name}-share"} & set(form.errors)
        if typed["hourly_pay"] is None and share is None and not told:
            form.wrong(f"{name}-pay", _NO_PAY)
        if not (nir and typed["last_name"] and typed["first_name"] and category):
            return None
        return {**typed, "nir": nir}

    def _nir(self) -> Nir | None:
        if self.employee is not None:
            return self.employee.nir
        name = f"{self.block.name}-nir"
        nir = self.form.read(name, lambda text: Nir(re.sub(r"[\s.]", "", text).upper()), _NO_NIR)
        if nir is not None and nir in self.grid.newcomers:
            self.form.wrong(name, _TWICE)
            return None
        return nir

    def _line(self, row: Row, terms: Mapping[str, Any] | None) -> ClaimLine | None:
        """A line: what was typed, over what the claim has of the employee and of the week."""
        days = self._days(row)
        if days is None:
            self.form.wrong(f"{row.name}-unworked", _NO_DAYS)
        typed = {
            fact: read(self.form, f"{row.name}-{control}", fact) for control, fact in WEEK.items()
        }
        typed["contract_hours"] = typed["contract_hours"] or self._usual_contract(row)
        varies = self.form.has(f"{self.block.name}-varies")
        pay = read(self.form, f"{row.name}-pay", "hourly_pay") if varies else None
        if terms is None or days is None or typed["contract_hours"] is None:
            return None
        there = self.employee.lines if self.employee else ()
        before = next((line for line in there if line.number == row.number), None)
        last = there[-1] if there else None
        known = before or last
        facts: dict[str, Any] = known.by_name() if known else dict(UNSAID)
        facts |= self._stated(self.block.name, EMPLOYEE, terms, shown=last, own=known)
        facts |= self._stated(row.name, WEEK, typed, shown=before, own=before)
        if typed["unworked_hours"] is None and facts["unworked_days"] is not None:
            facts["unworked_hours"] = hours_of_days(facts["unworked_days"])
        if varies:
            stated = {"hourly_pay": terms["hourly_pay"] if pay is None else pay}
            facts |= self._stated(row.name, {"pay": "hourly_pay"}, stated, shown=before, own=before)
        facts |= {"nir": terms["nir"], "week": row.week, "span": days}
        line = ClaimLine(number=row.number or 0, **facts)
        settled = hours_of(line).within_rounding(self._rounded(row))
        return attrs.evolve(line, unworked_hours=settled.unworked)

    def _rounded(self, row: Row) -> int:
        """How many hours of a row were typed with minutes that hundredths do not hold."""
        return len({f"{row.name}-{control}" for control in WEEK} & self.form.rounded)

    def _stated(
        self,
        name: str,
        controls: Mapping[str, str],
        typed: Mapping[str, Any],
        *,
        shown: SeenLine | None,
        own: SeenLine | None,
    ) -> Iterator[tuple[str, Any]]:
        """Facts by name: a line's own where its control says what was shown, else as typed."""
        for control, fact in controls.items():
            if (
                own is not None
                and shown is not None
                and as_shown(self.form, f"{name}-{control}", fact, getattr(shown, fact))
            ):
                yield fact, getattr(own, fact)
            else:
                yield fact, UNSAID[fact] if typed[fact] is None else typed[fact]

    def _days(self, row: Row) -> Span | None:
        """The days of a row, where they are days of one week of the month."""
        for each in slices_of(self.grid.month):
            assert each.span.last is not None, "a slice ends"
            if each.span.first <= row.first <= row.last <= each.span.last:
                return Span(row.first, row.last)
        return None

    def _usual_contract(self, row: Row) -> Hours | None:
        name = f"{row.name}-contract"
        if name in self.form.errors:
            return None
        usual = self.form.given.get(f"{self.block.name}-contract", "")
        try:
            return self.form.note_hours(name, usual)
        except ValueError:
            self.form.wrong(name, NO_HOURS if usual.strip() else _NO_CONTRACT)
            return None
