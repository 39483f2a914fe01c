"""The cells of a claim line become its facts here; or every fault of the line, by column."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, Self, TypeVar

from attrs import frozen

from partial_activity.adapters.claim_file import cells
from partial_activity.adapters.claim_file.cells import CellFault, bare
from partial_activity.adapters.claim_file.columns import REQUIRED, STATED
from partial_activity.adapters.claim_file.file import ClaimFile, Line
from partial_activity.adapters.claim_file.header import Header
from partial_activity.domain.as_written import WrittenHours
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
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.claim.answers import LineTerms
from partial_activity.domain.claim.file_lines import LineDays, LineIdentity, ReadLine
from partial_activity.domain.claim.possible_hours import hours_beyond_days, part_time_beyond
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import COLUMN_OF, FiledLine, FileFault, column_of
from partial_activity.domain.claim.week_hours import ClaimedHours, hour_problems, hours_of_days
from partial_activity.domain.claim.weeks import DaysOutside, days_of_line, week_of
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.ports.claim_files import LineRefused, RefusedLine

Value = TypeVar("Value")
Read = TypeVar("Read")

_KEPT_GROUPS = 4096
"""Groups of cells kept of each kind."""
_LEGAL_WEEK, _NONE = (WrittenHours(hours, rounded=False) for hours in (LEGAL_WEEK, ZERO_HOURS))
_SENTENCES = {
    "no_contract_hours": "out_of_range.zero",
    "days_do_not_make_hours": "conflicting_keys.both_counts",
}
"""What a file says of some problems of hours: its codes were there first, and stay."""


@frozen
class FileFacts:
    """What holds for every line that does not say otherwise."""

    scheme: Scheme
    territory: Territory
    situation: Situation | Sector
    workforce: int | None = None
    known_on: date | None = None


Fault = tuple[str, LineProblem, str]
"""Column, what is wrong, and the value as read."""


class LineReader:
    """Reads the lines of a file with one header.

    The cells of a file repeat from line to line: each group of cells that belong together is read
    once, and what was found in it, faults included, is kept for a while.
    """

    def __init__(self, header: Header, facts: FileFacts) -> None:
        self._places = header.positions
        self._identity = _Group(header, _IDENTITY, _identity)
        self._days = _Group(header, _DAYS, _days)
        terms = partial(_terms, facts, header)
        self._terms = _Group(header, (*_TERMS, *header.facts), terms)
        self._hours = _Group(header, _HOURS, _hours)

    def read(self, line: Line) -> ReadLine:
        """The facts of a line.

        Raises:
            LineRefused: with the first fault of each column.
        """
        if line.fault is not None:
            raise LineRefused((FileFault.of(line.fault, line.number),))
        identity, who = self._identity.read(line.cells)
        days, when = self._days.read(line.cells)
        terms, what = self._terms.read(line.cells)
        hours, much = self._hours.read(line.cells)
        if identity is None or days is None or terms is None or hours is None:
            faults = (*who, *when, *what, *much)
            raise LineRefused(
                tuple(
                    FileFault.of(problem, line.number, column, value)
                    for column, problem, value in faults
                )
            )
        for beyond in chain(
            hours_beyond_days(hours, days.span.first, days.last),
            part_time_beyond(terms.employee.category, hours.contract),
        ):
            column = COLUMN_OF[beyond.path]
            value = bare(line.cells[self._places[column]])
            raise LineRefused((FileFault.of(beyond, line.number, column, value),))
        return ReadLine(identity, days, terms, hours)


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
            self.remember(column, fault.problem)
            return None

    def need(self, column: str, read: Callable[[str], Read]) -> Read | None:
        """The value of a cell that may not be empty; None only with a fault."""
        value = self.maybe(column, read)
        if value is None:
            self.fault(column, "missing")
        return value

    def fault(self, column: str, key: str, **values: object) -> None:
        """Add a fault, unless the column has one."""
        self.remember(column, LineProblem.of(key, **values))

    def faulty(self, *columns: str) -> bool:
        """Whether one of the columns has a fault."""
        return any(column in self.faults for column in columns)

    def remember(self, column: str, problem: LineProblem) -> None:
        """Keep the first fault of a column."""
        self.faults.setdefault(column, (column, problem, self._cells.get(column, "")))


_IDENTITY = ("siret", "numero_decision", "nir", *STATED)
_DAYS = ("mois", "semaine", "premier_jour", "dernier_jour")
_TERMS = (
    "contrat", "taux_horaire", "part_smic", "regime", "territoire", "situation", "effectif",
    "categorie",
)  # fmt: skip
_HOURS = (
    "heures_contrat", "heures_travaillees", "heures_assimilees", "heures_chomees", "jours_chomes",
    "amenagement",
)  # fmt: skip


def _identity(group: _Cells) -> LineIdentity | None:
    siret = group.need("siret", cells.siret_of)
    decision = group.need("numero_decision", cells.text_of)
    nir = group.need("nir", cells.nir_of)
    stated: dict[str, Any] = {}
    for column, (fact, read) in STATED.items():
        said = group.need(column, read) if column in REQUIRED else group.maybe(column, read)
        if said is not None:
            stated[fact] = said
    if siret is None or decision is None or nir is None:
        return None
    return LineIdentity(siret, decision, nir, stated)


def _days(group: _Cells) -> LineDays | None:
    month = group.need("mois", cells.month_of)
    monday = group.need("semaine", cells.week_of)
    first = group.maybe("premier_jour", cells.day_of)
    last = group.maybe("dernier_jour", cells.day_of)
    if month is None or monday is None or group.faulty("premier_jour", "dernier_jour"):
        return None
    try:
        span = days_of_line(month, monday, first, last)
    except DaysOutside as error:
        if error.days is None:
            group.fault("semaine", "conflicting_keys.week")
        else:
            days = error.days
            column = COLUMN_OF[error.path]
            group.fault(column, "out_of_range.days_of_line", first=days.first, last=days.last)
        return None
    assert span.last is not None, "the days of a line end"
    return LineDays(month, week_of(monday), span, span.last)


def _terms(facts: FileFacts, header: Header, group: _Cells) -> LineTerms | None:
    group.maybe("categorie", cells.profession_of)
    category = group.maybe("contrat", cells.contract_of) or EmployeeCategory.STANDARD
    pay, share = _pay(group, category)
    scheme = group.maybe("regime", cells.scheme_of) or facts.scheme
    territory = group.maybe("territoire", cells.territory_of) or facts.territory
    read_situation = partial(cells.situation_of, sectors=header.sectors)
    situation = group.maybe("situation", read_situation) or facts.situation
    workforce = group.maybe("effectif", cells.workforce_of) or facts.workforce
    if situation is Situation.CYCLONE and territory is not Territory.MAYOTTE:
        group.fault("situation", "conflicting_keys.cyclone")
    employee = Employee(category, hourly_pay=pay, share_of_minimum_wage=share)
    own = {
        name: group.maybe(name, partial(cells.fact_of, fact)) for name, fact in header.facts.items()
    }
    stated = Facts.of({name: said for name, said in own.items() if said is not None})
    return LineTerms(scheme, territory, Employer(situation, workforce), employee, stated)


def _pay(group: _Cells, category: EmployeeCategory) -> tuple[HourlyPay | None, Share | None]:
    """The hourly pay; without one, an apprentice's share of the minimum wage."""
    pay = group.maybe("taux_horaire", cells.hourly_pay_of)
    share = group.maybe("part_smic", cells.share_of)
    if share is not None and category not in APPRENTICES and not group.faulty("contrat"):
        group.fault("part_smic", "conflicting_keys.share")
    if pay is None and share is None and not group.faulty("part_smic"):
        group.fault("taux_horaire", "missing.pay")
    return pay, None if pay else share


def _hours(group: _Cells) -> ClaimedHours | None:
    """What is claimed, and of what.

    A contract in days a year may leave hours empty: the legal week, and none worked.
    """
    arrangement = group.maybe("amenagement", cells.arrangement_of)
    by_day = arrangement == "FORFAIT_JOURS"
    take = group.maybe if by_day else group.need
    contract = take("heures_contrat", cells.hours_of) or _LEGAL_WEEK
    worked = take("heures_travaillees", cells.hours_of) or _NONE
    assimilated = take("heures_assimilees", cells.hours_of) or _NONE
    claimed, days = _claimed(group, by_day=by_day)
    if claimed is None or group.faults:
        return None
    hours = ClaimedHours(
        contract.hours,
        worked.hours,
        assimilated.hours,
        claimed.hours,
        days,
        contract_in_hours=arrangement == "FORFAIT_HEURES",
    ).within_rounding(sum(one.rounded for one in (contract, worked, assimilated, claimed)))
    for problem in hour_problems(hours):
        sentence = _SENTENCES.get(problem.sentence, problem.sentence)
        code = sentence.partition(".")[0]
        told = LineProblem(0, problem.path, code, sentence, problem.values)
        group.remember(COLUMN_OF[problem.path], told)
        if problem.path == "contract_hours":
            break  # Hours above no contract at all say nothing more.
    return hours


def _claimed(group: _Cells, *, by_day: bool) -> tuple[WrittenHours | None, Days | None]:
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
    return WrittenHours(hours_of_days(days), rounded=False) if hours is None else hours, days


Watch = Callable[[ClaimFile, Iterator[Line]], Iterator[Line]]


def unwatched(_: ClaimFile, lines: Iterator[Line]) -> Iterator[Line]:
    """Nobody sees the lines pass."""
    return lines


@frozen(eq=False)
class ClaimFileLines:
    """See :class:`~partial_activity.ports.claim_files.ClaimLines`; of an open file."""

    file: ClaimFile
    reader: LineReader
    watch: Watch

    @classmethod
    def of(cls, file: ClaimFile, facts: FileFacts, watch: Watch = unwatched) -> Self:
        """Read the lines of a file, with what empty cells stand for; ``watch`` sees them pass."""
        return cls(file, LineReader(file.header, facts), watch)

    def lines(self) -> Iterator[Line]:
        """The lines, from the first."""
        return self.watch(self.file, self.file.lines())

    def facts(self, line: Line) -> ReadLine:
        """The facts of a line."""
        return self.reader.read(line)

    def fault(self, line: Line, problem: LineProblem) -> FileFault:
        """A problem of a line, by the column it was read from, with the value as read."""
        column = column_of(problem.path)
        place = self.file.header.positions.get(column)
        value = "" if place is None else bare(line.cells[place])
        return FileFault.of(problem, line.number, column, value)


def read_claim_lines(file: ClaimFile) -> Iterator[FiledLine | RefusedLine[Line]]:
    """Each line of a file just opened, in its order, read or refused."""
    reader = LineReader(file.header, _NOT_SAID)
    for line in file.lines():
        try:
            facts = reader.read(line)
        except LineRefused as refused:
            yield RefusedLine(line, refused.faults)
        else:
            yield FiledLine(
                line.number,
                facts.identity.siret,
                facts.identity.decision_number,
                facts.days.month,
                facts.claim_line(line.number),
            )


_NOT_SAID = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL)
