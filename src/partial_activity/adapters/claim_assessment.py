"""A claim file assessed line by line: each line gets its amounts, or the reasons it is refused."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from partial_activity.adapters.claim_cells import Slice
from partial_activity.adapters.claim_file import ClaimFile, Line
from partial_activity.adapters.claim_lines import (
    ClaimLine,
    FileFacts,
    HoursOfLine,
    LineError,
    LineReader,
    LineRefused,
    Terms,
    bare,
)
from partial_activity.adapters.claim_weeks import ClaimedWeeks, Taken
from partial_activity.adapters.claim_wording import line_error_sentence
from partial_activity.domain.assessment import Assessment, assess
from partial_activity.domain.cases import Case, DayPeriod, Days
from partial_activity.domain.errors import (
    CannotAnswer,
    LawChangesInsidePeriod,
    NoRuleInForce,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import FRENCH_LAW, Law
from partial_activity.domain.resolution import change_days

_KEPT_ANSWERS = 8192
"""Answers kept for the lines that ask the same."""

_COLUMNS = {
    "employee.hourly_pay": "taux_horaire",
    "employee.share_of_minimum_wage": "part_smic",
    "employer.workforce": "effectif",
    "employer.situation": "situation",
    "employer.agreement_sent_on": "regime",
    "days": "premier_jour",
    "month": "mois",
}
"""Where a fault of the case lies in the file."""
_MISSING = {
    "employer.workforce": "missing.workforce",
    "employer.agreement_sent_on": "missing.agreement",
}


@frozen(eq=False)
class Answer:
    """What an assessment says to the lines that ask the same.

    Its case may name another day of theirs: one on which the whole law is the same.
    """

    assessment: Assessment
    codes: tuple[str, ...]
    """Of refusals and warnings."""
    texts: tuple[str, ...]
    """The texts the amounts rest on, each once."""
    amounts: tuple[str, ...]
    """Hours and euros in the order of the result columns, with two decimals and a point."""


class AssessedLine(NamedTuple):
    """A line with its amounts."""

    line: Line
    claim: ClaimLine
    answer: Answer
    warnings: tuple[str, ...]
    """Codes: those of the answer, and of the file."""


class RefusedLine(NamedTuple):
    """A line without amounts, and why."""

    line: Line
    errors: tuple[LineError, ...]


def assess_lines(
    file: ClaimFile, facts: FileFacts, law: Law = FRENCH_LAW
) -> Iterator[AssessedLine | RefusedLine]:
    """Each line of a file, in its order, assessed or refused.

    Args:
        file: just opened.
        facts: what a line's empty cells stand for, and the day of knowledge.
        law: the tables to read.
    """
    reader = LineReader(file.header, facts)
    answers = _Answers(facts.known_on, law)
    with ClaimedWeeks() as weeks:
        for line in file.lines():
            try:
                yield _assessed(line, reader.read(line), weeks, answers)
            except LineRefused as refused:
                yield RefusedLine(line, refused.errors)
            except _CaseRefused as refused:
                place = file.header.positions.get(refused.column)
                value = "" if place is None else bare(line.cells[place])
                error = LineError(line.number, refused.column, refused.code, refused.message, value)
                yield RefusedLine(line, (error,))


class _CaseRefused(Exception):
    """A line that reads well and has no answer."""

    def __init__(self, column: str, code: str, message: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code
        self.message = message


def _assessed(
    line: Line, claim: ClaimLine, weeks: ClaimedWeeks, answers: "_Answers"
) -> AssessedLine:
    hours, days = claim.hours, claim.slice.days
    week, decision = weeks.key(claim.week), weeks.key(claim.identity.decision)
    taken = weeks.taken(week, decision)
    if taken.days & days:
        raise _CaseRefused("semaine", *line_error_sentence("duplicate_line"))
    counted = min(hours.claimed, max(0, hours.countable - taken.hours))
    by_day = hours.unworked_days if counted == hours.claimed else None
    try:
        answer = answers.of(claim.terms, answers.stretch(claim.slice), counted, by_day)
    except CannotAnswer as error:
        raise _CaseRefused(*_in_french(error)) from error
    weeks.take(week, decision, Taken(days, counted + hours.present))
    own = _own_warnings(hours, counted)
    return AssessedLine(line, claim, answer, answer.codes + own if own else answer.codes)


def _own_warnings(hours: HoursOfLine, counted: int) -> tuple[str, ...]:
    own: tuple[str, ...] = ()
    if counted < min(hours.claimed, hours.countable):
        own += ("week_limit_reached",)
    if hours.overtime_in_contract:
        own += ("overtime_of_contract_not_counted",)
    return own


class _Answers:
    """Answers, the latest kept: weeks of the same pay and hours come again and again."""

    def __init__(self, known_on: date | None, law: Law) -> None:
        self._known_on = known_on
        self._law = law
        self._first_days = sorted(_days_that_may_answer_otherwise(law))
        self.of = lru_cache(maxsize=_KEPT_ANSWERS)(self._of)
        self.stretch = lru_cache(maxsize=512)(self._stretch)

    def _stretch(self, days: Slice) -> tuple[date, date]:
        """The days themselves; or, where the law is the same all along, the first such day."""
        before = bisect_right(self._first_days, days.first)
        if before == 0 or before != bisect_right(self._first_days, days.last):
            return days.first, days.last
        return self._first_days[before - 1], self._first_days[before - 1]

    def _of(
        self, terms: Terms, days: tuple[date, date], hours: int, unworked_days: Days | None
    ) -> Answer:
        first, last = days
        assessment = assess(
            Case(
                scheme=terms.scheme,
                first=first,
                last=last,
                employee=terms.employee,
                unworked_hours=Hours(hours) if unworked_days is None else None,
                periods=None if unworked_days is None else (DayPeriod(unworked_days),),
                known_on=self._known_on,
                territory=terms.territory,
                employer=terms.employer,
            ),
            self._law,
        )
        said = [refusal.code for refusal in assessment.refusals]
        said += [warning.code for warning in assessment.warnings]
        texts = (citation.text for citation in assessment.citations)
        return Answer(
            assessment,
            tuple(dict.fromkeys(said)),
            tuple(dict.fromkeys(texts)),
            _amounts(assessment),
        )


def _days_that_may_answer_otherwise(law: Law) -> set[date]:
    """Days on which a value may change, or from which one was not checked."""
    unchecked = {table.checked_until + timedelta(days=1) for table in law.tables()}
    return unchecked.union(change_days(law))


def _amounts(assessment: Assessment) -> tuple[str, ...]:
    return (
        str(assessment.compensable_hours),
        str(assessment.hourly_indemnity),
        str(assessment.indemnity),
        str(assessment.hourly_allowance),
        str(assessment.allowance),
        str(assessment.remaining_cost),
    )


def _in_french(error: CannotAnswer) -> tuple[str, str, str]:
    """Column, stable code and sentence of a case that has no answer."""
    column = _COLUMNS.get(error.path, "")
    values: dict[str, object] = {}
    match error:
        case LawChangesInsidePeriod():
            key, values["day"] = error.code, f"{error.day:%d/%m/%Y}"
        case NoRuleInForce():
            key, values["parameter"] = error.code, error.parameter
        case CannotAnswer() if error.path in _MISSING and error.code == "missing":
            key = _MISSING[error.path]
        case _:
            _, message = line_error_sentence("refused_case")
            return column, error.code, f"{message} : {error.message}"
    return (column, *line_error_sentence(key, **values))
