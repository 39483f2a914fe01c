"""From the cells of a claim line to the facts of a case; or every fault of the line, by column."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from attrs import field, frozen

from partial_activity.adapters.claim_file import cells
from partial_activity.adapters.claim_file.cells import CellFault, Slice
from partial_activity.adapters.claim_file.file import RISKY_STARTS, ClaimFile, Header, Line
from partial_activity.adapters.claim_file.wording import line_error_sentence
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.claim.claims import ClaimLine as LineOfClaim
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import HourlyPay, Share

Value = TypeVar("Value")
Read = TypeVar("Read")

_KEPT_GROUPS = 4096
"""Groups of cells kept of each kind."""


@frozen
class LineError:
    """One thing wrong with one line."""

    line: int
    column: str
    """Empty for the line as a whole."""
    code: str
    """Stable; listed in docs/claim-file.md."""
    message: str
    """In French; never holds the value."""
    value: str = field(repr=False)
    """As read. Not shown by accident: it can be a social security number."""


class LineRefused(Exception):
    """A line that cannot be assessed, with all that was found wrong."""

    def __init__(self, errors: tuple[LineError, ...]) -> None:
        super().__init__(", ".join(f"{error.column} {error.code}" for error in errors))
        self.errors = errors


@frozen
class FileFacts:
    """What holds for every line that does not say otherwise."""

    scheme: Scheme
    territory: Territory
    situation: Situation
    workforce: int | None = None
    known_on: date | None = None


@frozen(eq=False)
class Terms:
    """What the amounts depend on, days and hours left out. Lines of equal cells share one."""

    scheme: Scheme
    territory: Territory
    employee: Employee
    employer: Employer


class Identity(NamedTuple):
    """Whose line it is, and under which decision."""

    siret: str
    decision: str
    nir: str

    def __repr__(self) -> str:
        """Without the person's number: representations end up in logs."""
        return f"Identity({self.siret}, {self.decision})"


class HoursOfLine(NamedTuple):
    """What a line says of its hours, in hundredths."""

    claimed: int
    countable: int
    """Within the legal duration, the other lines of the week not counted."""
    present: int
    """Worked, or assimilated to work."""
    unworked_days: Days | None
    """Of a contract in days a year."""
    overtime_in_contract: bool
    """A contract in hours above the legal duration."""


class ClaimLine(NamedTuple):
    """A line that was read: who, which days, on what terms, and what is claimed."""

    identity: Identity
    slice: Slice
    terms: Terms
    hours: HoursOfLine

    @property
    def week(self) -> str:
        """The employee's week in the establishment: its lines share one legal duration."""
        siret, _, nir = self.identity
        return f"{siret}|{nir}|{self.slice.monday.toordinal()}"


Fault = tuple[str, str, str, str]
"""Column, stable code, sentence, value as read."""


class LineReader:
    """Reads the lines of a file with one header.

    The cells of a file repeat from line to line: each group of cells that belong together is read
    once, and what was found in it, faults included, is kept for a while.
    """

    def __init__(self, header: Header, facts: FileFacts) -> None:
        self._identity = _Group(header, _IDENTITY, _identity)
        self._days = _Group(header, _DAYS, _days)
        self._terms = _Group(header, _TERMS, partial(_terms, facts))
        self._hours = _Group(header, _HOURS, _hours)

    def read(self, line: Line) -> ClaimLine:
        """The facts of a line.

        Raises:
            LineRefused: with the first fault of each column.
        """
        if line.fault is not None:
            code, message = line.fault
            raise LineRefused((LineError(line.number, "", code, message, line.cells[0]),))
        identity, who = self._identity.read(line.cells)
        days, when = self._days.read(line.cells)
        terms, what = self._terms.read(line.cells)
        hours, much = self._hours.read(line.cells)
        if identity is None or days is None or terms is None or hours is None:
            faults = (*who, *when, *what, *much)
            raise LineRefused(tuple(LineError(line.number, *fault) for fault in faults))
        return ClaimLine(identity, days, terms, hours)


class _Group(Generic[Value]):
    """Columns that are read together."""

    def __init__(
        self, header: Header, columns: tuple[str, ...], read: "Callable[[_Cells], Value | None]"
    ) -> None:
        names = tuple(name for name in columns if name in header.positions)
        # The last place is taken twice: with one place alone, itemgetter gives no tuple.
        places = [header.positions[name] for name in names]
        self._pick = itemgetter(*places, places[-1])

        @lru_cache(maxsize=_KEPT_GROUPS)
        def found(picked: tuple[str, ...]) -> tuple[Value | None, tuple[Fault, ...]]:
            cells = _Cells(dict(zip(names, map(bare, picked), strict=False)))
            value = read(cells)
            faults = tuple(cells.faults.values())
            return (None if faults else value), faults

        self._found = found

    def read(self, cells: list[str]) -> tuple[Value | None, tuple[Fault, ...]]:
        """What the group's cells say: a value, or the faults that keep it from being one."""
        return self._found(self._pick(cells))


def bare(cell: str) -> str:
    """A cell without the spaces around it, nor the apostrophe our own files put before ``=``."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in RISKY_STARTS else text


class _Cells:
    """The cells of one group, and the first fault of each column."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells
        self.faults: dict[str, Fault] = {}

    def maybe(self, column: str, read: Callable[[str], Read]) -> Read | None:
        """The value of a cell; None where it is empty, or faulty."""
        text = self._cells.get(column)
        if not text:
            return None
        try:
            return read(text)
        except CellFault as fault:
            self.remember(column, fault.code, fault.message)
            return None

    def need(self, column: str, read: Callable[[str], Read]) -> Read | None:
        """The value of a cell that may not be empty; None only with a fault."""
        value = self.maybe(column, read)
        if value is None:
            self.fault(column, "missing")
        return value

    def fault(self, column: str, key: str, **values: object) -> None:
        """Add a fault, unless the column has one."""
        self.remember(column, *line_error_sentence(key, **values))

    def faulty(self, *columns: str) -> bool:
        """Whether one of the columns has a fault."""
        return any(column in self.faults for column in columns)

    def remember(self, column: str, code: str, message: str) -> None:
        """Keep the first fault of a column."""
        value = self._cells.get(column, "")
        self.faults.setdefault(column, (column, code, message, value))


_IDENTITY = ("siret", "numero_decision", "nir", "nom", "prenom")
_DAYS = ("mois", "semaine", "premier_jour", "dernier_jour")
_TERMS = (
    "contrat", "taux_horaire", "part_smic", "regime", "territoire", "situation", "effectif",
    "categorie",
)  # fmt: skip
_HOURS = (
    "heures_contrat", "heures_travaillees", "heures_assimilees", "heures_chomees", "jours_chomes",
    "amenagement",
)  # fmt: skip


def _identity(group: _Cells) -> Identity | None:
    siret = group.need("siret", cells.siret_of)
    decision = group.need("numero_decision", cells.text_of)
    nir = group.need("nir", cells.nir_of)
    group.need("nom", cells.text_of)
    group.need("prenom", cells.text_of)
    if siret is None or decision is None or nir is None:
        return None
    return Identity(siret, decision, nir)


def _days(group: _Cells) -> Slice | None:
    month = group.need("mois", cells.month_of)
    monday = group.need("semaine", cells.week_of)
    first = group.maybe("premier_jour", cells.day_of)
    last = group.maybe("dernier_jour", cells.day_of)
    if month is None or monday is None or group.faulty("premier_jour", "dernier_jour"):
        return None
    try:
        return cells.slice_of(month, monday, first, last)
    except CellFault as fault:
        in_week = fault.code == "conflicting_keys"
        column = "semaine" if in_week else "premier_jour" if first else "dernier_jour"
        group.remember(column, fault.code, fault.message)
        return None


def _terms(facts: FileFacts, group: _Cells) -> Terms | None:
    group.maybe("categorie", cells.profession_of)
    category = group.maybe("contrat", cells.contract_of) or EmployeeCategory.STANDARD
    pay, share = _pay(group, category)
    scheme = group.maybe("regime", cells.scheme_of) or facts.scheme
    territory = group.maybe("territoire", cells.territory_of) or facts.territory
    situation = group.maybe("situation", cells.situation_of) or facts.situation
    workforce = group.maybe("effectif", cells.workforce_of) or facts.workforce
    if situation is Situation.CYCLONE and territory is not Territory.MAYOTTE:
        group.fault("situation", "conflicting_keys.cyclone")
    employee = Employee(category, hourly_pay=pay, share_of_minimum_wage=share)
    return Terms(scheme, territory, employee, Employer(situation, workforce))


def _pay(group: _Cells, category: EmployeeCategory) -> tuple[HourlyPay | None, Share | None]:
    """The hourly pay; without one, an apprentice's share of the minimum wage."""
    pay = group.maybe("taux_horaire", cells.hourly_pay_of)
    share = group.maybe("part_smic", cells.share_of)
    if share is not None and category not in APPRENTICES and not group.faulty("contrat"):
        group.fault("part_smic", "conflicting_keys.share")
    if pay is None and share is None and not group.faulty("part_smic"):
        group.fault("taux_horaire", "missing.pay")
    return pay, None if pay else share


def _hours(group: _Cells) -> HoursOfLine | None:
    """What is claimed, and how much of it the legal duration leaves room for.

    A contract in days a year may leave hours empty: a week of 35, and none worked.
    """
    arrangement = group.maybe("amenagement", cells.arrangement_of)
    by_day = arrangement == "FORFAIT_JOURS"
    take = group.maybe if by_day else group.need
    contract = take("heures_contrat", cells.hours_of) or LEGAL_WEEK
    worked = take("heures_travaillees", cells.hours_of) or ZERO_HOURS
    assimilated = take("heures_assimilees", cells.hours_of) or ZERO_HOURS
    if contract == ZERO_HOURS:
        group.fault("heures_contrat", "out_of_range.zero")
    claimed, unworked_days = _claimed(group, by_day=by_day)
    if claimed is None or group.faults:
        return None
    present = worked + assimilated
    not_worked = max(ZERO_HOURS, contract - present)
    if claimed > not_worked:
        column = "heures_chomees" if unworked_days is None else "jours_chomes"
        group.fault(column, "hours_above_count", count=_french(not_worked))
    countable = max(ZERO_HOURS, min(LEGAL_WEEK, contract) - present)
    overtime = arrangement == "FORFAIT_HEURES" and contract > LEGAL_WEEK
    return HoursOfLine(
        claimed.hundredths, countable.hundredths, present.hundredths, unworked_days, overtime
    )


def _claimed(group: _Cells, *, by_day: bool) -> tuple[Hours | None, Days | None]:
    """Hours claimed, and the days they come from; no hours only with a fault."""
    hours = group.maybe("heures_chomees", cells.hours_of)
    days = group.maybe("jours_chomes", cells.days_of)
    if group.faulty("heures_chomees", "jours_chomes", "amenagement"):
        return None, None
    if days is None:
        if hours is None:
            group.fault("jours_chomes" if by_day else "heures_chomees", "missing")
        return hours, None
    if not by_day:
        group.fault("jours_chomes", "conflicting_keys.unworked_days")
        return None, None
    from_days = Hours.rounded(days.exact * cells.DAY_OF_DAY_RATE.exact)
    if hours not in (None, from_days):
        group.fault("jours_chomes", "conflicting_keys.both_counts")
        return None, None
    return from_days, days


def _french(hours: Hours) -> str:
    return str(hours).replace(".", ",")


class LineOfFile(NamedTuple):
    """A line that was read, and the claim it is for."""

    siret: Siret
    decision_number: str
    month: date
    """First day."""
    line: LineOfClaim
    """Numbered as in the file."""


class RefusedLine(NamedTuple):
    """A line without amounts, and why."""

    line: Line
    errors: tuple[LineError, ...]


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
