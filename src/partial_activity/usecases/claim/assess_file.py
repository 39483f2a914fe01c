"""A claim file assessed, of any size: each line gets its amounts, or the reasons it is refused.

The lines of an employee's week may lie anywhere in a file, and how many hours of one count depends
on the others. So a file is read twice: once to ask the law of each line and to remember its figures
in a ledger, then, with the shared weeks counted, to answer line by line.
"""

from collections.abc import Iterator
from datetime import date
from typing import Generic, NamedTuple

from attrs import define, field, frozen

from partial_activity.domain.claim.answers import (
    Grounds,
    HourlyAnswer,
    LawAsked,
    LineAmounts,
    amounts_of,
)
from partial_activity.domain.claim.claims import AddedEuros
from partial_activity.domain.claim.file_lines import ReadLine
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import FileFault
from partial_activity.domain.claim.week_hours import (
    SLICE_LIMIT,
    WEEK_LIMIT,
    ClaimedSlice,
    count_alone,
    count_week,
)
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.money import Euros
from partial_activity.domain.screening.facts import Tolerances
from partial_activity.domain.screening.likely_mistakes import (
    hours_at_rest,
    pay_may_be_of_a_month,
)
from partial_activity.ports.claim_files import (
    ClaimLines,
    Line,
    LineLedger,
    LineRefused,
    NotedLine,
    RefusedLine,
)

_TOLERANCES = Tolerances()
_CUTS = ((), (SLICE_LIMIT,), (WEEK_LIMIT,), (SLICE_LIMIT, WEEK_LIMIT))
"""The limits that cut a line, by the number they are noted under."""
_TWICE = len(_CUTS)
_CUT_NUMBERS = {limits: number for number, limits in enumerate(_CUTS)}


@define(eq=False)
class _Numbers:
    """Grounds, with the warnings of lines themselves, by number: few for millions of lines."""

    kept: list[tuple[Grounds, tuple[str, ...]]] = field(factory=list)
    _numbers: dict[tuple[Grounds, tuple[str, ...]], int] = field(factory=dict)

    def number(self, grounds: Grounds, warnings: tuple[str, ...]) -> int:
        """The number of these; a new one where they were not met yet."""
        key = grounds, warnings
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.kept)
            self.kept.append(key)
        return number


class AnsweredLine(NamedTuple, Generic[Line]):
    """A line with its amounts."""

    line: Line
    month: date
    amounts: LineAmounts
    texts: tuple[str, ...]
    """The texts the amounts rest on, each once."""
    deciding_text: str
    """The one that fixes the allowance."""


def assess_claim_file(
    source: ClaimLines[Line], ledger: LineLedger, law: Law, known_on: date | None
) -> Iterator[AnsweredLine[Line] | RefusedLine[Line]]:
    """Each line of a file, in its order, assessed or refused.

    Args:
        source: the file, which is read twice.
        ledger: with nothing noted yet.
        law: the tables to read.
        known_on: the law as known on that legal day; None: all that the tables hold.
    """
    reading = _Reading(source, LawAsked(law, known_on), ledger)
    reading.note_all()
    return reading.answers()


class _Look(NamedTuple):
    facts: ReadLine
    answer: HourlyAnswer


@frozen(eq=False)
class _Reading(Generic[Line]):
    """One file, read twice."""

    source: ClaimLines[Line]
    law: LawAsked
    ledger: LineLedger
    grounds: _Numbers = field(factory=_Numbers)

    def note_all(self) -> None:
        """Ask the law of every line, and count the weeks they share."""
        for line in self.source.lines():
            look = self.look(line)
            if isinstance(look, _Look):
                self.note(line.number, look)
        for week in self.ledger.shared_weeks():
            for counted in count_week([_slice(noted) for noted in week]):
                cut = _TWICE if counted.twice else _CUT_NUMBERS[counted.warnings]
                self.ledger.recount(counted.number, counted.hours.hundredths, cut)

    def look(self, line: Line) -> _Look | tuple[FileFault, ...]:
        """What a line says, and what an hour of it is worth; or why not."""
        try:
            facts = self.source.facts(line)
        except LineRefused as refused:
            return refused.faults
        days = facts.days
        by_day = facts.hours.unworked_days is not None
        claimed = facts.hours.unworked
        answer = self.law.hour(facts.terms, days.span.first, days.last, claimed, by_day=by_day)
        if isinstance(answer, LineProblem):
            return (self.source.fault(line, answer),)
        return _Look(facts, answer)

    def note(self, number: int, look: _Look) -> None:
        """Remember a line, counted as if it were the only one of its week."""
        facts, answer = look
        days, hours, grounds = facts.days, facts.hours, answer.grounds
        claimed = hours.unworked if grounds.due else ZERO_HOURS
        only = ClaimedSlice(
            number, days.span.first, days.last, hours.contract, hours.present, claimed
        )
        counted = count_alone(only)
        noted = NotedLine(
            number,
            days.month.toordinal(),
            only.first.toordinal(),
            only.last.toordinal(),
            hours.contract.hundredths,
            hours.present.hundredths,
            claimed.hundredths,
            counted.hours.hundredths,
            _CUT_NUMBERS[counted.warnings],
            answer.indemnity.cents,
            answer.allowance.cents,
            self.grounds.number(grounds, (*hours.warnings, *self.unlikely(facts))),
        )
        self.ledger.note(_week(facts), noted)

    def unlikely(self, facts: ReadLine) -> Iterator[str]:
        """The codes of what is likely a mistake in a line, and no reason to refuse it."""
        days, hours, terms = facts.days, facts.hours, facts.terms
        at_rest = hours_at_rest(days.span.first, days.last, hours.contract, hours.unworked)
        if at_rest > ZERO_HOURS:
            yield "hours_on_rest_days"
        pay = terms.employee.hourly_pay
        wage = self.law.minimum_wage(terms.territory, days.span.first)
        if pay is not None and pay_may_be_of_a_month(pay, wage, _TOLERANCES):
            yield "pay_of_a_month"

    def answers(self) -> Iterator[AnsweredLine[Line] | RefusedLine[Line]]:
        """The file again, with what was noted beside each line."""
        rest = self.ledger.lines()
        noted = next(rest, None)
        for line in self.source.lines():
            if noted is None or noted.number != line.number:
                faults = self.look(line)
                assert not isinstance(faults, _Look), "a line that has an answer was noted"
                yield RefusedLine(line, faults)
                continue
            if noted.cut == _TWICE:
                twice = LineProblem.of("duplicate_line", "week")
                yield RefusedLine(line, (self.source.fault(line, twice),))
            else:
                yield self.answered(line, noted)
            noted = next(rest, None)

    def answered(self, line: Line, noted: NotedLine) -> AnsweredLine[Line] | RefusedLine[Line]:
        """A line, with the amounts of the hours that count after all."""
        grounds, own = self.grounds.kept[noted.grounds]
        additions = self.additions(line, Hours(noted.counted)) if grounds.adds else ()
        if isinstance(additions, LineProblem):
            return RefusedLine(line, (self.source.fault(line, additions),))
        amounts = amounts_of(
            Euros(noted.indemnity),
            Euros(noted.allowance),
            grounds,
            Hours(noted.counted),
            own + _CUTS[noted.cut],
            additions=additions,
        )
        month = date.fromordinal(noted.month)
        return AnsweredLine(line, month, amounts, grounds.texts, grounds.deciding_text)

    def additions(self, line: Line, counted: Hours) -> tuple[AddedEuros, ...] | LineProblem:
        """What its regime adds to a line, which is read again: figures alone do not tell."""
        look = self.look(line)
        assert isinstance(look, _Look), "a line that has an answer was noted"
        return self.law.additions(look.answer, counted)


def _week(facts: ReadLine) -> str:
    """The employee's week under one contract in one establishment."""
    who = facts.identity
    number = who.contract_number
    return f"{who.siret.digits}|{who.nir.digits}|{facts.days.week}|{number}"


def _slice(noted: NotedLine) -> ClaimedSlice:
    return ClaimedSlice(
        noted.number,
        date.fromordinal(noted.first),
        date.fromordinal(noted.last),
        Hours(noted.contract),
        Hours(noted.present),
        Hours(noted.claimed),
        Euros(noted.indemnity),
        Euros(noted.allowance),
    )
