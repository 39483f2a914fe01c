"""From the cells of a claim line to the facts of a case; or every fault of the line, by column."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from attrs import field, frozen

from partial_activity.adapters import claim_cells as cells
from partial_activity.adapters.claim_cells import CellFault, Slice
from partial_activity.adapters.claim_file import RISKY_STARTS, Header, Line
from partial_activity.adapters.claim_wording import line_error_sentence
from partial_activity.domain.cases import (
    APPRENTICES,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.money import HourlyPay, Share

Value = TypeVar("Value")


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


class Facts(NamedTuple):
    """What the amounts depend on, hours left out. Equal facts and hours, equal amounts."""

    scheme: Scheme
    first: date
    last: date
    category: EmployeeCategory
    pay: HourlyPay | None
    share: Share | None
    territory: Territory
    situation: Situation
    workforce: int | None

    @property
    def employee(self) -> Employee:
        """The employee's side of the case."""
        return _employee(self.category, self.pay, self.share)

    @property
    def employer(self) -> Employer:
        """The employer's side of the case."""
        return _employer(self.situation, self.workforce)


class ClaimLine(NamedTuple):
    """A line that was read: who, which days, and what is claimed."""

    number: int
    siret: str
    decision: str
    nir: str
    slice: Slice
    facts: Facts
    claimed: Hours
    countable: Hours
    """Hours of the line within the legal duration, those of its week's other lines not counted."""
    present: Hours
    """Hours worked or assimilated to work on these days."""
    unworked_days: Days | None
    """Of a contract in days a year."""
    overtime_in_contract: bool
    """A contract in hours above the legal duration."""

    @property
    def week_key(self) -> str:
        """The employee's week: its lines share one legal duration."""
        return f"{self.siret}|{self.nir}|{self.slice.monday}"

    @property
    def decision_key(self) -> str:
        """The employee's week under one decision: its days are claimed once."""
        return f"{self.siret}|{self.nir}|{self.slice.monday}|{self.decision}"


class LineReader:
    """Reads the lines of a file with one header."""

    def __init__(self, header: Header, facts: FileFacts) -> None:
        self._positions = header.positions
        self._facts = facts

    def cell(self, line: Line, column: str) -> str:
        """A cell as read; empty where the file has no such column."""
        position = self._positions.get(column)
        return "" if position is None else bare(line.cells[position])

    def read(self, line: Line) -> ClaimLine:
        """The facts of a line.

        Raises:
            LineRefused: with the first fault of each column.
        """
        if line.fault is not None:
            code, message = line.fault
            raise LineRefused((LineError(line.number, "", code, message, line.cells[0]),))
        reading = _Reading(line, self._positions)
        facts = self._facts
        siret = reading.need("siret", cells.siret_of)
        decision = reading.need("numero_decision", cells.text_of)
        nir = reading.need("nir", cells.nir_of)
        for name in ("nom", "prenom"):
            reading.need(name, cells.text_of)
        reading.maybe("categorie", cells.profession_of)
        days = _days(reading)
        category = reading.maybe("contrat", cells.contract_of) or EmployeeCategory.STANDARD
        pay, share = _pay(reading, category)
        scheme = reading.maybe("regime", cells.scheme_of) or facts.scheme
        territory = reading.maybe("territoire", cells.territory_of) or facts.territory
        situation = reading.maybe("situation", cells.situation_of) or facts.situation
        workforce = reading.maybe("effectif", cells.workforce_of) or facts.workforce
        if situation is Situation.CYCLONE and territory is not Territory.MAYOTTE:
            reading.fault("situation", "conflicting_keys.cyclone")
        hours = _hours(reading)
        if reading.errors:
            raise LineRefused(tuple(reading.errors.values()))
        assert siret is not None
        assert decision is not None
        assert nir is not None
        assert days is not None
        assert hours is not None
        return ClaimLine(
            line.number, siret, decision, nir, days,
            Facts(scheme, days.first, days.last, category, pay, share, territory, situation,
                  workforce),
            *hours,
        )  # fmt: skip


def bare(cell: str) -> str:
    """A cell without the spaces around it, nor the apostrophe our own files put before ``=``."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in RISKY_STARTS else text


class _Reading:
    """The cells of one line, and the first fault of each column."""

    def __init__(self, line: Line, positions: Mapping[str, int]) -> None:
        self._number = line.number
        self._cells = line.cells
        self._positions = positions
        self.errors: dict[str, LineError] = {}

    def text(self, column: str) -> str:
        """The cell of a column; empty where the file has no such column."""
        position = self._positions.get(column)
        return "" if position is None else bare(self._cells[position])

    def maybe(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value of a cell; None where it is empty, or faulty."""
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except CellFault as fault:
            self.remember(column, fault.code, fault.message)
            return None

    def need(self, column: str, read: Callable[[str], Value]) -> Value | None:
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
        return any(column in self.errors for column in columns)

    def remember(self, column: str, code: str, message: str) -> None:
        """Keep the first fault of a column."""
        value = self.text(column)
        self.errors.setdefault(column, LineError(self._number, column, code, message, value))


def _days(reading: _Reading) -> Slice | None:
    month = reading.need("mois", cells.month_of)
    monday = reading.need("semaine", cells.week_of)
    first = reading.maybe("premier_jour", cells.day_of)
    last = reading.maybe("dernier_jour", cells.day_of)
    if month is None or monday is None or reading.faulty("premier_jour", "dernier_jour"):
        return None
    try:
        return cells.slice_of(month, monday, first, last)
    except CellFault as fault:
        in_week = fault.code == "conflicting_keys"
        column = "semaine" if in_week else "premier_jour" if first else "dernier_jour"
        reading.remember(column, fault.code, fault.message)
        return None


def _pay(reading: _Reading, category: EmployeeCategory) -> tuple[HourlyPay | None, Share | None]:
    """The hourly pay; without one, an apprentice's share of the minimum wage."""
    pay = reading.maybe("taux_horaire", cells.hourly_pay_of)
    share = reading.maybe("part_smic", cells.share_of)
    if share is not None and category not in APPRENTICES and not reading.faulty("contrat"):
        reading.fault("part_smic", "conflicting_keys.share")
    if pay is None and share is None and not reading.faulty("part_smic"):
        reading.fault("taux_horaire", "missing.pay")
    return pay, None if pay else share


def _hours(reading: _Reading) -> tuple[Hours, Hours, Hours, Days | None, bool] | None:
    """Claimed, countable and present hours; days not worked; whether overtime is in the contract.

    A contract in days a year may leave hours empty: a week of 35, and none worked.
    """
    arrangement = reading.maybe("amenagement", cells.arrangement_of)
    by_day = arrangement == "FORFAIT_JOURS"
    take = reading.maybe if by_day else reading.need
    contract = take("heures_contrat", cells.hours_of)
    worked = take("heures_travaillees", cells.hours_of) or ZERO_HOURS
    assimilated = take("heures_assimilees", cells.hours_of) or ZERO_HOURS
    if contract == ZERO_HOURS:
        reading.fault("heures_contrat", "out_of_range.zero")
    claimed, unworked_days = _claimed(reading, by_day=by_day)
    contract = contract or LEGAL_WEEK
    if claimed is None or reading.faulty(
        "heures_contrat", "heures_travaillees", "heures_assimilees"
    ):
        return None
    present = worked + assimilated
    not_worked = max(ZERO_HOURS, contract - present)
    if claimed > not_worked:
        column = "heures_chomees" if unworked_days is None else "jours_chomes"
        reading.fault(column, "hours_above_count", count=_french(not_worked))
        return None
    countable = max(ZERO_HOURS, min(LEGAL_WEEK, contract) - present)
    overtime = arrangement == "FORFAIT_HEURES" and contract > LEGAL_WEEK
    return claimed, countable, present, unworked_days, overtime


def _claimed(reading: _Reading, *, by_day: bool) -> tuple[Hours | None, Days | None]:
    """Hours claimed, and the days they come from; no hours only with a fault."""
    hours = reading.maybe("heures_chomees", cells.hours_of)
    days = reading.maybe("jours_chomes", cells.days_of)
    if reading.faulty("heures_chomees", "jours_chomes", "amenagement"):
        return None, None
    if days is None:
        if hours is None:
            reading.fault("jours_chomes" if by_day else "heures_chomees", "missing")
        return hours, None
    if not by_day:
        reading.fault("jours_chomes", "conflicting_keys.unworked_days")
        return None, None
    from_days = Hours.rounded(days.exact * cells.DAY_OF_DAY_RATE.exact)
    if hours not in (None, from_days):
        reading.fault("jours_chomes", "conflicting_keys.both_counts")
        return None, None
    return from_days, days


def _french(hours: Hours) -> str:
    return str(hours).replace(".", ",")


@lru_cache(maxsize=4096)
def _employee(category: EmployeeCategory, pay: HourlyPay | None, share: Share | None) -> Employee:
    return Employee(category, hourly_pay=pay, share_of_minimum_wage=share)


@lru_cache(maxsize=512)
def _employer(situation: Situation, workforce: int | None) -> Employer:
    return Employer(situation, workforce)
