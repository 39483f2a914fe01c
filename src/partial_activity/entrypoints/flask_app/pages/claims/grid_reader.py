"""The grid as it was typed, read: what can be saved of it, and what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import frozen

from partial_activity.domain.assessment.cases import APPRENTICES
from partial_activity.domain.assessment.facts import NO_FACTS
from partial_activity.domain.claim.assessment import hours_of
from partial_activity.domain.claim.claims import CONTRACT_NUMBER_LENGTH, ClaimLine
from partial_activity.domain.claim.redaction import SeenLine
from partial_activity.domain.claim.week_hours import hours_left, hours_of_days
from partial_activity.domain.claim.weeks import slices_of
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
    own_control,
    read,
    read_own,
)
from partial_activity.entrypoints.flask_app.pages.claims.grid_form import (
    Block,
    Column,
    Filled,
    Grid,
    Row,
    asked_of,
)
from partial_activity.entrypoints.flask_app.pages.claims.words import CATEGORIES, masked
from partial_activity.entrypoints.flask_app.pages.forms import NO_HOURS, Form, day_of
from partial_activity.usecases.claim.pages import SeenEmployee

_MOST_BLOCKS = 100
_MOST_ROWS = 14
_NO_NIR = Words(
    "Ce n'est pas un numéro de sécurité sociale : 15 chiffres avec la clé, ou 13 sans elle (carte "
    "Vitale ou bulletin de paie).",
    "This is not a social security number: 15 digits with the key, or 13 without (health card, "
    "payslip).",
)
_TWICE = Words(
    "Ce salarié est déjà dans la grille : complétez sa ligne, ou donnez un autre numéro de "
    "contrat.",
    "This employee is in the grid already: fill their row in, or give another contract number.",
)
THERE = Words(
    "Ce salarié est déjà dans la demande : retrouvez-le pour changer ses heures, ou donnez un "
    "autre numéro de contrat.",
    "This employee is in the claim already: find them to change the hours, or give another "
    "contract number.",
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
_SECOND_NEEDS_NUMBER = Words(
    "Donnez le numéro de ce contrat : il le distingue de l'autre (déclaration sociale nominative).",
    "Give the number of this contract: it tells it from the other (payroll declaration).",
)


def typed(form: Form, month: date, employees: Sequence[SeenEmployee], law: Law) -> Grid:
    """The grid as it was typed, with what can be saved of it and what is wrong."""
    _fill_down(form)
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
        first = known.get(form.given.get(f"{name}-of", "")) if employee is None else None
        if first is not None:
            nir = first.nir
        another_of = str(first.number) if first else ""
        blocks.append(Block(name, key, masked(nir) if nir else "", rows, contract, another_of))
    grid = Grid(month, form, tuple(blocks), asked=asked_of(law, employees))
    for block in blocks:
        _Reader(grid, block, known.get(block.key), known.get(block.another_of)).read()
    _cut(grid)
    return grid


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
                facts=NO_FACTS,
            )
            parts = [attrs.evolve(one, line=part) for part in (before, after)]
            grid.filled[place : place + 1] = parts
            grid.removed |= {line.number} - {0}
            return


def _fill_down(form: Form) -> None:
    """Copy the topmost cell of a column into the empty ones, where that was asked for."""
    control, _, days = form.given.get("fill", "").partition("|")
    if control not in WEEK:
        return
    above = ""
    for name in _names(form):
        for place in range(_MOST_ROWS):
            row = f"{name}-r{place}"
            if f"{form.given.get(f'{row}-first')}|{form.given.get(f'{row}-last')}" == days:
                above = above or form.given.get(f"{row}-{control}", "").strip()
                if above and not form.has(f"{row}-{control}"):
                    form.given[f"{row}-{control}"] = above


def _names(form: Form) -> list[str]:
    names = {match[1] for name in form.given if (match := re.fullmatch(r"(e[0-9]{1,4})-key", name))}
    return sorted(names, key=lambda name: int(name[1:]))[:_MOST_BLOCKS]


def _typed_rows(form: Form, name: str, numbers: Mapping[tuple[date, date], int]) -> Iterator[Row]:
    for place in range(_MOST_ROWS):
        row = f"{name}-r{place}"
        try:
            first = day_of(form.given.get(f"{row}-first", ""))
            last = day_of(form.given.get(f"{row}-last", ""))
        except ValueError:
            continue
        yield Row(row, Column(first, last), numbers.get((first, last)))


@frozen(eq=False)
class _Reader:
    """Reads one employee of the grid: all of it is saved, or nothing."""

    grid: Grid
    block: Block
    employee: SeenEmployee | None
    first: SeenEmployee | None
    """The employee whose further contract this is."""

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
        if self.employee is None and not filled:
            if not self._begun():
                return
            # Named before the hours are known: there with no hours, like those of last month.
            filled = list(self.block.rows)
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
            self.grid.newcomers[lines[0][1].nir, lines[0][1].contract_number] = name

    def _remove(self) -> None:
        if self.employee is not None:
            self.grid.removed |= {line.number for line in self.employee.lines}

    def _filled(self, row: Row) -> bool:
        cells = (*WEEK, *map(own_control, self.grid.asked))
        return any(self.form.has(f"{row.name}-{cell}") for cell in cells)

    def _begun(self) -> bool:
        # Of a further contract, the employee stands there from the beginning.
        stated = ("nir", "last_name", "first_name", "pay")
        names = stated if self.first is None else ("number",)
        return any(self.form.has(f"{self.block.name}-{one}") for one in names)

    def _terms(self) -> dict[str, Any] | None:
        """What was typed for all weeks of the employee; None where something of it is at fault."""
        name, form = self.block.name, self.form
        nir, number = self._nir(), self._number()
        if self.employee is None and (nir, number) in self.grid.newcomers:
            form.wrong(f"{name}-nir", _TWICE)
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
        return {**typed, "nir": nir, "contract_number": number}

    def _nir(self) -> Nir | None:
        known = self.employee or self.first
        if known is not None:
            return known.nir
        name = f"{self.block.name}-nir"
        return self.form.read(name, Nir.as_written, _NO_NIR)

    def _number(self) -> str:
        if self.employee is not None:
            return self.employee.contract_number
        return (
            self.form.text(
                f"{self.block.name}-number",
                needed=self.first is not None,
                longest=CONTRACT_NUMBER_LENGTH,
                missing=_SECOND_NEEDS_NUMBER,
            )
            or ""
        )

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
        self._compute(row, typed)
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
        facts |= {"nir": terms["nir"], "contract_number": terms["contract_number"]}
        facts |= {"week": row.column.week, "span": days}
        held = before.facts if before else NO_FACTS
        facts["facts"] = read_own(self.form, row.name, self.grid.asked, held)
        line = ClaimLine(number=row.number or 0, **facts)
        settled = hours_of(line).within_rounding(self._rounded(row))
        return attrs.evolve(line, unworked_hours=settled.unworked)

    def _rounded(self, row: Row) -> int:
        """The number of hours of a row typed with minutes that hundredths do not hold."""
        return len({f"{row.name}-{control}" for control in WEEK} & self.form.rounded)

    def _compute(self, row: Row, typed: dict[str, Any]) -> None:
        """What the contract leaves: claimed where worked hours or absences are typed alone."""
        contract = typed["contract_hours"]
        if contract is None:
            return
        present = (typed["worked_hours"] or ZERO_HOURS) + (typed["assimilated_hours"] or ZERO_HOURS)
        left = hours_left(contract, present, row.column.days)
        self.grid.left[row.name] = left
        said = any(self.form.has(f"{row.name}-{one}") for one in ("worked", "assimilated"))
        if said and not any(self.form.has(f"{row.name}-{one}") for one in ("unworked", "days")):
            typed["unworked_hours"] = left

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
            if each.span.first <= row.column.first <= row.column.last <= each.span.last:
                return Span(row.column.first, row.column.last)
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
