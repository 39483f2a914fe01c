"""A claim file assessed line by line: each line gets its amounts, or the reasons it is refused."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from attrs import evolve, frozen

from partial_activity.adapters.claim_file import ClaimFile, Line
from partial_activity.adapters.claim_lines import (
    ClaimLine,
    Facts,
    FileFacts,
    LineError,
    LineReader,
    LineRefused,
)
from partial_activity.adapters.claim_weeks import ClaimedWeeks
from partial_activity.adapters.claim_wording import line_error_sentence
from partial_activity.domain.assessment import Assessment, assess
from partial_activity.domain.cases import Case, DayPeriod, Days
from partial_activity.domain.errors import (
    CannotAnswer,
    LawChangesInsidePeriod,
    NoRuleInForce,
)
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import FRENCH_LAW, Law

_KEPT_ANSWERS = 8192
"""Answers kept for the lines that ask the same: a few thousand pays, weeks and hours at a time."""

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
class AssessedLine:
    """A line with its amounts."""

    line: Line
    claim: ClaimLine
    assessment: Assessment
    warnings: tuple[str, ...]
    """Codes: those of the assessment, of its refusals, and of the file."""


@frozen(eq=False)
class RefusedLine:
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
    answer = _answers(facts, law)
    with ClaimedWeeks() as weeks:
        for line in file.lines():
            try:
                yield _assessed(line, reader.read(line), weeks, answer)
            except LineRefused as refused:
                yield RefusedLine(line, refused.errors)
            except _CaseRefused as refused:
                value = reader.cell(line, refused.column)
                error = LineError(line.number, refused.column, refused.code, refused.message, value)
                yield RefusedLine(line, (error,))


class _CaseRefused(Exception):
    """A line that reads well and has no answer."""

    def __init__(self, column: str, code: str, message: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code
        self.message = message


Answer = Callable[[Facts, Hours, Days | None], tuple[Assessment, tuple[str, ...]]]


def _assessed(line: Line, claim: ClaimLine, weeks: ClaimedWeeks, answer: Answer) -> AssessedLine:
    week, decision, days = claim.week_key, claim.decision_key, claim.slice.days
    if weeks.days_taken(decision) & days:
        raise _CaseRefused("semaine", *line_error_sentence("duplicate_line"))
    room = max(ZERO_HOURS, claim.countable - weeks.hours_taken(week))
    hours = min(claim.claimed, room)
    by_day = claim.unworked_days if hours == claim.claimed else None
    try:
        assessment, codes = answer(claim.facts, hours, by_day)
    except CannotAnswer as error:
        raise _CaseRefused(*_in_french(error)) from error
    weeks.take(week, hours + claim.present, decision, days)
    own = _own_warnings(claim, hours)
    return AssessedLine(line, claim, assessment, codes + own if own else codes)


def _own_warnings(claim: ClaimLine, hours: Hours) -> tuple[str, ...]:
    own: tuple[str, ...] = ()
    if hours < min(claim.claimed, claim.countable):
        own += ("week_limit_reached",)
    if claim.overtime_in_contract:
        own += ("overtime_of_contract_not_counted",)
    return own


def _answers(facts: FileFacts, law: Law) -> Answer:
    """Assess, and keep the latest answers: weeks of the same pay and hours come again and again."""

    @lru_cache(maxsize=_KEPT_ANSWERS)
    def answer(
        line: Facts, hours: Hours, unworked_days: Days | None
    ) -> tuple[Assessment, tuple[str, ...]]:
        assessment = assess(_case(line, hours, unworked_days, facts), law)
        said: Iterable[str] = (one.code for one in (*assessment.refusals, *assessment.warnings))
        return assessment, tuple(dict.fromkeys(said))

    return answer


def _case(line: Facts, hours: Hours, unworked_days: Days | None, facts: FileFacts) -> Case:
    case = Case(
        scheme=line.scheme,
        first=line.first,
        last=line.last,
        employee=line.employee,
        unworked_hours=hours,
        known_on=facts.known_on,
        territory=line.territory,
        employer=line.employer,
    )
    if unworked_days is None:
        return case
    return evolve(case, unworked_hours=None, periods=(DayPeriod(unworked_days),))


def _in_french(error: CannotAnswer) -> tuple[str, str, str]:
    """Column, stable code and sentence of a case that has no answer."""
    column = _COLUMNS.get(error.path, "")
    match error:
        case LawChangesInsidePeriod():
            key, values = error.code, {"day": f"{error.day:%d/%m/%Y}"}
        case NoRuleInForce():
            key, values = error.code, {"parameter": error.parameter}
        case _ if error.path in _MISSING and error.code == "missing":
            key, values = _MISSING[error.path], {}
        case _:
            _, message = line_error_sentence("refused_case")
            return column, error.code, f"{message} : {error.message}"
    return (column, *line_error_sentence(key, **values))
