"""The lines of a claim assessed under its authorisation; or why one of them cannot be.

Lines of equal pay and rules are asked of the law once: a claim of a hundred thousand employees asks
the same few questions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from attrs import evolve

from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Employee,
    EmployeeCategory,
    Employer,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.question import Question, question
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.answers import HourlyAnswer, LawAsked, LineTerms, amounts_of
from partial_activity.domain.claim.bases import basis_text, digest_of
from partial_activity.domain.claim.claims import AssessedLine, ClaimLine
from partial_activity.domain.claim.possible_hours import hours_beyond_days, part_time_beyond
from partial_activity.domain.claim.problems import LineProblem, nothing_due
from partial_activity.domain.claim.week_hours import (
    NOTHING_TAKEN,
    ClaimedHours,
    ClaimedSlice,
    CountedSlice,
    TakenOfWeek,
    count_week,
    days_claimed_twice,
    hour_problems,
)
from partial_activity.domain.claim.weeks import check_slice
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import ZERO_EUROS, HourlyPay, Share
from partial_activity.domain.values import frozen

_EmployeeWeek = tuple[Nir, str, str]
"""An employee, a contract and a week."""


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


@frozen(eq=False)
class AssessedClaim:
    """Every line with its amounts, the rules they rest on, and what keeps lines from having any."""

    lines: tuple[ClaimLine, ...]
    """The lines, in their order; those with a problem have no amounts."""
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

    A line that cannot be read as it is, or that no text answers, takes neither days nor hours.

    Args:
        lines: of the claim; their order decides nothing.
        others: lines of the same employees, in whole weeks, of other claims that stand.
        terms: of the authorisation.
        month: first day of the claim's month.
        law: the tables to read.
        known_on: the law as known on that legal day.
    """
    asked = _Asked(terms, LawAsked(law, known_on))
    answers: dict[int, HourlyAnswer] = {}
    problems: list[LineProblem] = []
    for line in lines:
        own = [*own_problems(line, month)]
        answer = asked.hour(line)
        if isinstance(answer, HourlyAnswer) and not own:
            answers[line.number] = answer
        if isinstance(answer, LineProblem):
            own.append(answer)
        elif answer is not None and answer.refusal is not None:
            own.append(nothing_due(answer.refusal))
        problems += (one.at(line.number) for one in own)
    assessed: dict[int, AssessedLine] = {}
    for counted in _counted(lines, answers, others):
        answer = answers[counted.number]
        if counted.twice:
            problems.append(LineProblem.of("duplicate_line", "week").at(counted.number))
        elif answer.refusal is None:
            outcome = asked.assessed(answer, counted)
            if isinstance(outcome, LineProblem):
                problems.append(outcome.at(counted.number))
            else:
                assessed[counted.number] = outcome
    return AssessedClaim(
        tuple(_with(line, assessed.get(line.number)) for line in lines),
        asked.bases,
        tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def lines_twice(lines: Iterable[ClaimLine]) -> Iterator[LineProblem]:
    """The lines that have days of another, whatever the law says of them."""
    weeks: dict[_EmployeeWeek, list[ClaimedSlice]] = defaultdict(list)
    for line in lines:
        weeks[_week(line)].append(_slice(line))
    for slices in weeks.values():
        for number in days_claimed_twice(slices):
            yield LineProblem.of("duplicate_line", "week").at(number)


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
        employee=_employee(line.category, line.hourly_pay, line.share_of_minimum_wage),
        unworked_hours=None if by_day else hours,
        periods=(DayPeriod(line.unworked_days),) if by_day and line.unworked_days else None,
        known_on=known_on,
        territory=terms.territory,
        employer=terms.employer,
        facts=line.facts,
    )


def own_problems(line: ClaimLine, month: date) -> Iterator[LineProblem]:
    """What is wrong with a line by itself, whatever the law and the other lines."""
    try:
        check_slice(line, month)
    except InvalidValue as error:
        yield LineProblem.of("slice_outside_month", error.path, reason=error.message)
    hours = hours_of(line)
    yield from hour_problems(hours)
    yield from part_time_beyond(line.category, line.contract_hours)
    if line.span.last is not None:
        yield from hours_beyond_days(hours, line.span.first, line.span.last)


def hours_of(line: ClaimLine) -> ClaimedHours:
    """What a line says of its hours."""
    return ClaimedHours(
        line.contract_hours,
        line.worked_hours,
        line.assimilated_hours,
        line.unworked_hours,
        line.unworked_days,
    )


class _Asked:
    """The law asked for the lines of one claim: lines that ask the same share what they get."""

    def __init__(self, terms: ClaimTerms, law: LawAsked) -> None:
        self.bases: dict[str, str] = {}
        self._law = law
        self._terms = lru_cache(maxsize=None)(
            lambda facts, *employee: LineTerms(
                terms.scheme, terms.territory, terms.employer, _employee(*employee), facts
            )
        )
        self._kept: dict[
            tuple[HourlyAnswer, Hours, tuple[str, ...]], AssessedLine | LineProblem
        ] = {}

    def hour(self, line: ClaimLine) -> HourlyAnswer | LineProblem | None:
        """What an hour of a line is worth; or why that cannot be said; None: it has no last day."""
        if line.span.last is None:
            return None
        terms = self._terms(line.facts, line.category, line.hourly_pay, line.share_of_minimum_wage)
        by_day = line.unworked_days is not None
        days = line.span.first, line.span.last
        return self._law.hour(terms, *days, line.unworked_hours, by_day=by_day)

    def assessed(self, answer: HourlyAnswer, counted: CountedSlice) -> AssessedLine | LineProblem:
        """The amounts of the hours that count, with the digest of the rules they rest on.

        Or why the regime of the day can add nothing to these hours.
        """
        key = answer, counted.hours, counted.warnings
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._assessed(answer, counted)
        return kept

    def _assessed(self, answer: HourlyAnswer, counted: CountedSlice) -> AssessedLine | LineProblem:
        additions = self._law.additions(answer, counted.hours)
        if isinstance(additions, LineProblem):
            return additions
        case = answer.case
        digest, text = _basis(self._law.law, question(case), case.first, case.last)
        self.bases[digest] = text
        amounts = amounts_of(
            answer.indemnity,
            answer.allowance,
            answer.grounds,
            counted.hours,
            counted.warnings,
            additions=additions,
        )
        return AssessedLine(
            amounts.hours,
            amounts.hourly_indemnity,
            amounts.indemnity,
            amounts.hourly_allowance,
            amounts.allowance,
            digest,
            amounts.warnings,
            additions,
        )


def _employee(category: EmployeeCategory, pay: HourlyPay | None, share: Share | None) -> Employee:
    """A pay decides beside a share of the minimum wage."""
    return Employee(category, hourly_pay=pay, share_of_minimum_wage=None if pay else share)


@lru_cache(maxsize=512)
def _basis(law: Law, asked: Question, first: date, last: date) -> tuple[str, str]:
    """The rules that an assessment of these days rests on: their digest, and their text."""
    rules = rules_of_period(law, asked, first, last)
    assert not isinstance(rules, Refusal), "assess would have refused"
    text = basis_text(rules)
    return digest_of(text), text


def _counted(
    lines: Iterable[ClaimLine], answers: Mapping[int, HourlyAnswer], others: Iterable[ClaimLine]
) -> Iterator[CountedSlice]:
    """The hours that count of the lines that have an answer, week by week."""
    weeks: dict[_EmployeeWeek, list[ClaimedSlice]] = defaultdict(list)
    for line in lines:
        if (answer := answers.get(line.number)) is not None:
            weeks[_week(line)].append(_slice(line, answer))
    taken: dict[_EmployeeWeek, TakenOfWeek] = {}
    for other in others:
        before = taken.get(_week(other), TakenOfWeek())
        taken[_week(other)] = TakenOfWeek(
            before.present + other.worked_hours + other.assimilated_hours,
            before.counted + other.compensable_hours,
            (*before.days, (other.span.first, other.last_day)),
        )
    for week, slices in weeks.items():
        yield from count_week(slices, taken.get(week, NOTHING_TAKEN))


def _with(line: ClaimLine, assessed: AssessedLine | None) -> ClaimLine:
    """The line with its amounts: itself where it had the same, as most that are submitted."""
    return line if line.assessed == assessed else evolve(line, assessed=assessed)


def _week(line: ClaimLine) -> _EmployeeWeek:
    return line.nir, line.contract_number, line.week


def _slice(line: ClaimLine, answer: HourlyAnswer | None = None) -> ClaimedSlice:
    """A line, and what an hour of it is worth; of one of which nothing is due no hour counts."""
    due = answer is None or answer.refusal is None
    return ClaimedSlice(
        line.number,
        line.span.first,
        line.last_day,
        line.contract_hours,
        line.worked_hours + line.assimilated_hours,
        line.unworked_hours if due else ZERO_HOURS,
        answer.indemnity if answer else ZERO_EUROS,
        answer.allowance if answer else ZERO_EUROS,
    )
