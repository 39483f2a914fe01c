"""The lines of a claim assessed under its authorisation; or why one of them cannot be.

Lines of equal pay, hours and rules are assessed once: a claim of a hundred thousand employees asks
the law the same few questions.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from attrs import evolve, field, frozen

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.question import Question, question
from partial_activity.domain.assessment.resolution import change_days, rules_of_period
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.bases import basis_text, digest_of
from partial_activity.domain.claim.claims import AssessedLine, ClaimLine
from partial_activity.domain.claim.weeks import CountedLine, check_slice, share_weeks
from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal, show
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.wording.claim import LINE_PROBLEMS

_HOURS_A_DAY = 7
_EmployeeWeek = tuple[Nir, str]


@frozen
class ClaimTerms:
    """What the authorisation says for every line of its claims."""

    scheme: Scheme
    territory: Territory
    employer: Employer


def terms_of(request: AuthorisationRequest) -> ClaimTerms:
    """The terms of the request that was decided."""
    return ClaimTerms(
        request.scheme,
        request.territory,
        Employer(request.situation, request.workforce or None, request.agreement_sent_on),
    )


@frozen
class LineProblem:
    """Why a line cannot be claimed as it is."""

    line: int
    """Its number in the claim."""
    path: str
    """The fact at fault, as ``unworked_hours``; empty for the line as a whole."""
    code: str
    """Stable."""
    sentence: str
    """Key of the sentence: the code, or a general one for codes of the assessment."""
    values: Mapping[str, object] = field(factory=dict)

    @property
    def french(self) -> str:
        """The sentence, in French."""
        return LINE_PROBLEMS[self.sentence][0].format_map(show(self.values, "fr"))

    @property
    def english(self) -> str:
        """The sentence, in English."""
        return LINE_PROBLEMS[self.sentence][1].format_map(show(self.values, "en"))


@frozen(eq=False)
class AssessedClaim:
    """Every line with its amounts, the rules they rest on, and what keeps lines from having any."""

    lines: tuple[ClaimLine, ...]
    """In their order; those with a problem have no amounts."""
    bases: Mapping[str, str]
    """Text of the resolved rules by digest."""
    problems: tuple[LineProblem, ...]
    """All of them, in the order of the lines."""


def assess_lines(
    lines: Sequence[ClaimLine],
    others: Iterable[ClaimLine],
    terms: ClaimTerms,
    *,
    month: date,
    law: Law,
    known_on: date,
) -> AssessedClaim:
    """Assess the lines of one claim.

    Args:
        lines: of the claim.
        others: lines of the same employees, in whole weeks, of other claims that stand.
        terms: of the authorisation.
        month: first day of the claim's month.
        law: the tables to read.
        known_on: the law as known on that legal day.
    """
    neighbours = tuple(others)
    problems = [*_own_problems(lines, month), *_double_days(lines, neighbours)]
    faulty = {problem.line for problem in problems}
    sound = [line for line in lines if line.number not in faulty]
    answers = _Answers(terms, law, known_on)
    assessed: dict[int, ClaimLine] = {}
    for counted in share_weeks(sound, neighbours):
        answer = answers.of_line(counted)
        if isinstance(answer, AssessedLine):
            assessed[counted.line.number] = evolve(counted.line, assessed=answer)
        else:
            problems.append(evolve(answer, line=counted.line.number))
    return AssessedClaim(
        tuple(assessed.get(line.number) or evolve(line, assessed=None) for line in lines),
        answers.bases,
        tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def case_of(
    line: ClaimLine,
    terms: ClaimTerms,
    hours: Hours,
    days: tuple[date, date],
    known_on: date | None,
) -> Case:
    """The case a line asks, for hours already counted.

    Raises:
        InvalidValue: the facts of the line are missing, in conflict or out of range.
    """
    by_day = line.unworked_days is not None and hours == line.unworked_hours
    return Case(
        scheme=terms.scheme,
        first=days[0],
        last=days[1],
        employee=Employee(
            line.category,
            hourly_pay=line.hourly_pay,
            share_of_minimum_wage=None if line.hourly_pay else line.share_of_minimum_wage,
        ),
        unworked_hours=None if by_day else hours,
        periods=(DayPeriod(line.unworked_days),) if by_day and line.unworked_days else None,
        known_on=known_on,
        territory=terms.territory,
        employer=terms.employer,
    )


_Asked = tuple[EmployeeCategory, HourlyPay | None, Share | None, Days | None, Hours, date, date]


class _Answers:
    """What was answered in one claim: the next line that asks the same has it at once."""

    def __init__(self, terms: ClaimTerms, law: Law, known_on: date) -> None:
        self.bases: dict[str, str] = {}
        self._terms = terms
        self._law = law
        self._known_on = known_on
        self._kept: dict[_Asked, AssessedLine | LineProblem] = {}

    def of_line(self, counted: CountedLine) -> AssessedLine | LineProblem:
        """The amounts of a line; or its problem, under a number that is not its own."""
        line, hours = counted.line, counted.hours
        first, last = _stretch(self._law, line.span.first, line.last_day)
        asked = (
            line.category,
            line.hourly_pay,
            line.share_of_minimum_wage,
            line.unworked_days,
            hours,
            first,
            last,
        )
        answer = self._kept.get(asked)
        if answer is None:
            answer = self._kept[asked] = self._answer(line, hours, (first, last))
        if counted.limited and isinstance(answer, AssessedLine):
            return evolve(answer, warnings=(*answer.warnings, "week_limit_reached"))
        return answer

    def _answer(
        self, line: ClaimLine, hours: Hours, days: tuple[date, date]
    ) -> AssessedLine | LineProblem:
        try:
            case = case_of(line, self._terms, hours, days, self._known_on)
            found = assess(case, self._law)
        except CannotAnswer as error:
            return _unanswered(line.number, error)
        if found.refusals:
            refusal = found.refusals[0]
            values = {
                "article": refusal.article,
                "motif": refusal.french,
                "reason": refusal.english,
            }
            return LineProblem(line.number, "span", refusal.code, "nothing_due", values)
        return self._kept_line(case, found)

    def _kept_line(self, case: Case, found: Assessment) -> AssessedLine:
        digest, text = _basis(self._law, question(case), case.first, case.last)
        self.bases[digest] = text
        return AssessedLine(
            found.compensable_hours,
            found.hourly_indemnity,
            found.indemnity,
            found.hourly_allowance,
            found.allowance,
            digest,
            tuple(dict.fromkeys(warning.code for warning in found.warnings)),
        )


@lru_cache(maxsize=512)
def _basis(law: Law, asked: Question, first: date, last: date) -> tuple[str, str]:
    """The rules that an assessment of these days rests on: their digest, and their text."""
    rules = rules_of_period(law, asked, first, last)
    assert not isinstance(rules, Refusal), "assess would have refused"
    text = basis_text(rules)
    return digest_of(text), text


@lru_cache(maxsize=512)
def _stretch(law: Law, first: date, last: date) -> tuple[date, date]:
    """The days themselves; or, where the law is the same all along, the first such day."""
    changes = _days_that_may_answer_otherwise(law)
    before = bisect_right(changes, first)
    if before == 0 or before != bisect_right(changes, last):
        return first, last
    return changes[before - 1], changes[before - 1]


@lru_cache(maxsize=16)
def _days_that_may_answer_otherwise(law: Law) -> tuple[date, ...]:
    """Days on which a value may change, or from which one was not checked."""
    unchecked = {table.checked_until + timedelta(days=1) for table in law.tables()}
    return tuple(sorted(unchecked.union(change_days(law))))


def _unanswered(number: int, error: CannotAnswer) -> LineProblem:
    values = {"code": error.code, "path": error.path, "reason": error.message}
    return LineProblem(number, error.path, error.code, "not_assessed", values)


def _own_problems(lines: Iterable[ClaimLine], month: date) -> Iterator[LineProblem]:
    """What is wrong with a line by itself, whatever the law."""
    for line in lines:
        try:
            check_slice(line, month)
        except InvalidValue as error:
            values = {"reason": error.message}
            code = "slice_outside_month"
            yield LineProblem(line.number, error.path, code, code, values)
        yield from _hour_problems(line)


def _hour_problems(line: ClaimLine) -> Iterator[LineProblem]:
    for key in ("worked_hours", "assimilated_hours", "unworked_hours"):
        hours: Hours = getattr(line, key)
        if hours.hundredths < 0:
            yield _problem(line, key, "negative_hours", key=key)
    if line.contract_hours.hundredths <= 0:
        yield _problem(line, "contract_hours", "no_contract_hours")
    present = line.worked_hours + line.assimilated_hours
    most = Hours(max(0, line.contract_hours.hundredths - present.hundredths))
    if line.unworked_hours.hundredths > most.hundredths:
        yield _problem(
            line, "unworked_hours", "hours_above_count", claimed=line.unworked_hours, count=most
        )
    if line.unworked_days is not None:
        from_days = Hours.rounded(line.unworked_days.exact * _HOURS_A_DAY)
        if from_days != line.unworked_hours:
            yield _problem(
                line,
                "unworked_days",
                "days_do_not_make_hours",
                days=line.unworked_days,
                hours=from_days,
                claimed=line.unworked_hours,
            )


def _double_days(lines: Iterable[ClaimLine], others: Iterable[ClaimLine]) -> Iterator[LineProblem]:
    """Days of an employee claimed twice at one establishment: the first line keeps them."""
    taken: dict[_EmployeeWeek, list[ClaimLine]] = defaultdict(list)
    for other in others:
        taken[other.nir, other.week].append(other)
    for line in lines:
        same_week = taken[line.nir, line.week]
        if any(line.span.overlaps(one.span) for one in same_week):
            yield _problem(line, "", "duplicate_line")
        same_week.append(line)


def _problem(line: ClaimLine, path: str, code: str, **values: object) -> LineProblem:
    return LineProblem(line.number, path, code, code, values)
