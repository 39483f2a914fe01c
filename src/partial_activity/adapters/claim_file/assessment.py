"""A claim file assessed line by line: each line gets its amounts, or the reasons it is refused."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from partial_activity.adapters.claim_file.cells import Slice
from partial_activity.adapters.claim_file.file import ClaimFile, Line
from partial_activity.adapters.claim_file.reader import (
    ClaimLine,
    FileFacts,
    HoursOfLine,
    LineError,
    LineReader,
    LineRefused,
    RefusedLine,
    Terms,
    bare,
)
from partial_activity.adapters.claim_file.weeks import ClaimedWeeks, Taken
from partial_activity.adapters.claim_file.wording import line_error_sentence
from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case, DayPeriod, Days
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.errors import (
    CannotAnswer,
    LawChangesInsidePeriod,
    NoRuleInForce,
)
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Citation
from partial_activity.domain.money import Euros

_KEPT_ANSWERS = 8192
"""Answers kept for the lines that ask the same; a firm of thousands has no more pays and weeks."""

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
class HourlyAnswer:
    """What an hour on the same terms is answered, on any day of one stretch of the law."""

    indemnity: Euros
    allowance: Euros
    due: bool
    """False with a refusal: then no hour opens a right."""
    codes: tuple[str, ...]
    """Of refusals and warnings."""
    texts: tuple[str, ...]
    """The texts the amounts rest on, each once."""
    deciding_text: str
    """The text of the share, floor or flat amount that fixes the allowance of an hour."""
    citations: tuple[Citation, ...]


@frozen(eq=False)
class Answer:
    """What a line is answered; lines that ask the same share one."""

    hourly: HourlyAnswer
    hours: Hours
    indemnity: Euros
    allowance: Euros
    amounts: tuple[str, ...]
    """Hours and euros in the order of the result columns, with two decimals and a point."""
    asked: Hours
    """The hours counted; ``hours`` is none of them where nothing is due."""


class AssessedLine(NamedTuple):
    """A line with its amounts."""

    line: Line
    claim: ClaimLine
    answer: Answer
    warnings: tuple[str, ...]
    """Codes: those of the answer, and of the file."""


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


def case_of(line: AssessedLine, known_on: date | None) -> Case:
    """The case that a line stands for, with the hours counted for it."""
    claim, asked = line.claim, line.answer.asked
    days = claim.slice.first, claim.slice.last
    return _case(claim.terms, days, asked, _by_day(claim.hours, asked.hundredths), known_on)


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
    by_day = _by_day(hours, counted)
    try:
        answer = answers.of(claim.terms, answers.stretch(claim.slice), counted, by_day)
    except CannotAnswer as error:
        raise _CaseRefused(*_in_french(error)) from error
    weeks.take(week, decision, Taken(days, counted + hours.present))
    own = _own_warnings(hours, counted)
    codes = answer.hourly.codes
    return AssessedLine(line, claim, answer, codes + own if own else codes)


def _by_day(hours: HoursOfLine, counted: int) -> Days | None:
    """The days of a day rate, where all of them count."""
    return hours.unworked_days if counted == hours.claimed else None


def _own_warnings(hours: HoursOfLine, counted: int) -> tuple[str, ...]:
    own: tuple[str, ...] = ()
    if counted < min(hours.claimed, hours.countable):
        own += ("week_limit_reached",)
    if hours.overtime_in_contract:
        own += ("overtime_of_contract_not_counted",)
    return own


class _Answers:
    """Answers, the latest kept: the same terms, then the same hours, come week after week.

    The law is asked once for an hour on the same terms, and answers for all their weeks.
    """

    def __init__(self, known_on: date | None, law: Law) -> None:
        self._known_on = known_on
        self._law = law
        self._first_days = sorted(_days_that_may_answer_otherwise(law))
        self.of = lru_cache(maxsize=_KEPT_ANSWERS)(self._of)
        self._hourly = lru_cache(maxsize=_KEPT_ANSWERS)(self._one_hour)
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
        none = hours == 0
        by_day = unworked_days is not None
        hourly = self._hourly(terms, days, by_day=by_day, none=none)
        counted = Hours(hours) if hourly.due else ZERO_HOURS
        indemnity, allowance = (
            _times(counted, one) for one in (hourly.indemnity, hourly.allowance)
        )
        amounts = (
            counted, hourly.indemnity, indemnity, hourly.allowance, allowance,
            indemnity - allowance,
        )  # fmt: skip
        return Answer(hourly, counted, indemnity, allowance, tuple(map(str, amounts)), Hours(hours))

    def _one_hour(
        self, terms: Terms, days: tuple[date, date], *, by_day: bool, none: bool
    ) -> HourlyAnswer:
        """The answer to one hour, or one day; to none, which has a warning of its own."""
        unit = 0 if none else 100
        unworked_days = Days(unit) if by_day else None
        case = _case(terms, days, Hours(unit), unworked_days, self._known_on)
        assessment = assess(case, self._law)
        codes = [refusal.code for refusal in assessment.refusals]
        codes += [warning.code for warning in assessment.warnings]
        texts = (citation.text for citation in assessment.citations)
        return HourlyAnswer(
            assessment.hourly_indemnity,
            assessment.hourly_allowance,
            not assessment.refusals,
            tuple(dict.fromkeys(codes)),
            tuple(dict.fromkeys(texts)),
            _deciding_text(assessment),
            assessment.citations,
        )


def _case(
    terms: Terms,
    days: tuple[date, date],
    hours: Hours,
    unworked_days: Days | None,
    known_on: date | None,
) -> Case:
    first, last = days
    return Case(
        scheme=terms.scheme,
        first=first,
        last=last,
        employee=terms.employee,
        unworked_hours=hours if unworked_days is None else None,
        periods=None if unworked_days is None else (DayPeriod(unworked_days),),
        known_on=known_on,
        territory=terms.territory,
        employer=terms.employer,
    )


def _times(hours: Hours, hourly: Euros) -> Euros:
    """Hourly amount times hours, rounded half-up to the cent.

    The one thing that is reckoned here and not by ``assess``; a test holds the two equal.
    """
    return Euros((2 * hourly.cents * hours.hundredths + 100) // 200)


_DECIDED_IN: dict[DecidedBy, tuple[Parameter, ...]] = {
    DecidedBy.FLOOR: (Parameter.ALLOWANCE_FLOOR,),
    DecidedBy.FLAT: (Parameter.ALLOWANCE_FLAT_UP_TO_250, Parameter.ALLOWANCE_FLAT_ABOVE_250),
    DecidedBy.INDEMNITY: (Parameter.PAY_BELOW_MINIMUM_WAGE,),
}
"""Where the text stands that decides an allowance; else with the share of pay."""


def _deciding_text(assessment: Assessment) -> str:
    """One for each line, so that sums by text add up to the whole; with a refusal, its article."""
    if assessment.refusals:
        return assessment.refusals[0].article
    decided_by = assessment.allowance_decided_by
    assert decided_by is not None, "something decides what is due"
    for parameter in (*_DECIDED_IN.get(decided_by, ()), Parameter.ALLOWANCE_SHARE):
        for citation in assessment.citations:
            if citation.parameter == parameter.value:
                return citation.text
    msg = f"no text is cited for an allowance decided by {decided_by}"
    raise AssertionError(msg)


def _days_that_may_answer_otherwise(law: Law) -> set[date]:
    """Days on which a value may change, or from which one was not checked."""
    unchecked = {table.checked_until + timedelta(days=1) for table in law.tables()}
    return unchecked.union(change_days(law))


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
