"""What an hour of a line is answered by the law: asked once for all the lines on the same terms.

The hours of a line do not change what one of them is worth; so the law is asked for one hour, and
every line on the same terms, week after week, has its amounts from that.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

from partial_activity.domain.assessment.assess import (
    Assessment,
    additions_of,
    assess_hours,
    with_additions,
)
from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Days,
    Employee,
    Employer,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.facts import NO_FACTS, Facts
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.assessment.resolution import change_days, rules_of_period
from partial_activity.domain.assessment.soundness import OURS
from partial_activity.domain.claim.claims import AddedEuros
from partial_activity.domain.claim.problems import LineProblem, unanswered
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Citation, Refusal
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.values import frozen

_KEPT_ANSWERS = 8192
"""Answers kept for the lines that ask the same; a firm of thousands has no more pays and weeks."""
_NO_HOURS = ("no_hours",)
_ONE_HOUR = Hours(100)
_ONE_DAY = Days(100)


@frozen(eq=False)
class LineTerms:
    """What the amounts of a line depend on, days and hours left out; lines may share one."""

    scheme: Scheme
    territory: Territory
    employer: Employer
    employee: Employee
    facts: Facts = NO_FACTS


@frozen(cache_hash=True)
class Grounds:
    """What amounts rest on; the lines of a file have few of them between them."""

    due: bool
    """False with a refusal: no hour opens a right."""
    codes: tuple[str, ...]
    """The codes of the refusal and the warnings."""
    texts: tuple[str, ...]
    """Each once."""
    deciding_text: str
    """The text of the share, floor or flat amount that fixes the allowance; or the article of the
    refusal. One for each line, so that sums by text add up to the whole."""
    adds: bool = False
    """Whether the regime of the days may add euros beside the hours: one of ours does not."""


@frozen(eq=False)
class HourlyAnswer:
    """What one hour is worth on some terms, on any day of one stretch of the law."""

    case: Case
    """The case of one hour, or of one day of a day rate."""
    indemnity: Euros
    allowance: Euros
    refusal: Refusal | None
    """Why nothing is due, where no hour opens a right."""
    citations: tuple[Citation, ...]
    grounds: Grounds


@frozen(eq=False)
class LineAmounts:
    """What the hours that count of a line come to."""

    hours: Hours
    hourly_indemnity: Euros
    indemnity: Euros
    hourly_allowance: Euros
    allowance: Euros
    warnings: tuple[str, ...]
    """Codes."""
    additions: tuple[AddedEuros, ...] = ()
    """The additions, which are in the totals already."""

    @property
    def remaining_cost(self) -> Euros:
        """Indemnity less allowance."""
        return self.indemnity - self.allowance


class LawAsked:
    """The law as known on a day, asked for one hour on the terms of lines; the latest are kept."""

    def __init__(self, law: Law, known_on: date | None) -> None:
        self.law = law
        self._known_on = known_on
        self._kept = lru_cache(maxsize=_KEPT_ANSWERS)(self._ask)
        self._wages = lru_cache(maxsize=_KEPT_ANSWERS)(self._wage)
        self._grounds: dict[Grounds, Grounds] = {}

    def hour(
        self, terms: LineTerms, first: date, last: date, claimed: Hours, *, by_day: bool
    ) -> HourlyAnswer | LineProblem:
        """What an hour is worth on all the days of a line; or why that cannot be said.

        Args:
            terms: of the line.
            first: day of the line.
            last: day of the line.
            claimed: its hours: what its regime cannot add to them is told before they are counted.
            by_day: the hours come from days of a day rate.
        """
        answer = self._kept(terms, *stretch(self.law, first, last), by_day)
        if isinstance(answer, HourlyAnswer) and answer.grounds.adds:
            added = self.additions(answer, claimed)
            if isinstance(added, LineProblem):
                return added
        return answer

    def minimum_wage(self, territory: Territory, day: date) -> HourlyPay | None:
        """The gross hourly minimum wage of a day; None where no text gives it."""
        return self._wages(territory, day)

    def _wage(self, territory: Territory, day: date) -> HourlyPay | None:
        mayotte = territory is Territory.MAYOTTE
        category = Category.MAYOTTE if mayotte else Category.NATIONAL
        read = Consultation(self.law, self._known_on)
        return read.look(self.law.minimum_wage_hourly, category, day)

    def additions(self, answer: HourlyAnswer, hours: Hours) -> tuple[AddedEuros, ...] | LineProblem:
        """What the regime adds to the hours that count of a line; or why that cannot be said."""
        if not answer.grounds.adds:
            return ()
        case = answer.case
        rules = rules_of_period(self.law, question(case), case.first, case.last)
        assert not isinstance(rules, Refusal), "a refusal adds nothing"
        first = rules[0]
        pay = hourly_reference_pay(case.employee, first.minimum_wage).hourly_pay
        try:
            added = additions_of(case, rules, pay, hours)
        except CannotAnswer as error:
            return unanswered(error)
        return tuple(AddedEuros.of(addition, first.regime) for addition in added)

    def _ask(
        self,
        terms: LineTerms,
        first: date,
        last: date,
        by_day: bool,  # noqa: FBT001  a cache key
    ) -> HourlyAnswer | LineProblem:
        try:
            case = Case(
                scheme=terms.scheme,
                first=first,
                last=last,
                employee=terms.employee,
                unworked_hours=None if by_day else _ONE_HOUR,
                periods=(DayPeriod(_ONE_DAY),) if by_day else None,
                known_on=self._known_on,
                territory=terms.territory,
                employer=terms.employer,
                facts=terms.facts,
            )
            answer = assess_hours(case, self.law)
            grounds = _grounds(answer, adds=not answer.refusals and self._may_add(case))
        except CannotAnswer as error:
            return unanswered(error)
        return HourlyAnswer(
            case,
            answer.hourly_indemnity,
            answer.hourly_allowance,
            answer.refusals[0] if answer.refusals else None,
            answer.citations,
            self._grounds.setdefault(grounds, grounds),
        )

    def _may_add(self, case: Case) -> bool:
        rules = rules_of_period(self.law, question(case), case.first, case.last)
        assert not isinstance(rules, Refusal), "what is refused adds nothing"
        return any(type(one.regime) not in OURS for one in rules)


def amounts_of(
    indemnity: Euros,
    allowance: Euros,
    grounds: Grounds,
    hours: Hours,
    warnings: tuple[str, ...] = (),
    *,
    additions: tuple[AddedEuros, ...] = (),
) -> LineAmounts:
    """The amounts of the hours that count, and what is added to them.

    Args:
        indemnity: of one hour.
        allowance: of one hour.
        grounds: of both.
        hours: that count; none of them where nothing is due.
        warnings: codes of the line itself.
        additions: of the line.
    """
    if grounds.due and not hours.hundredths:
        warnings = _NO_HOURS + warnings
    owed, paid = with_additions(indemnity, allowance, hours, additions)
    return LineAmounts(hours, indemnity, owed, allowance, paid, grounds.codes + warnings, additions)


@lru_cache(maxsize=2048)
def stretch(law: Law, first: date, last: date) -> tuple[date, date]:
    """The days themselves; or, where the law is the same all along, the first such day twice.

    Lines of different weeks under the same law then ask the same.
    """
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


def _grounds(answer: Assessment, *, adds: bool) -> Grounds:
    codes = [one.code for one in answer.refusals]
    codes += [one.code for one in answer.warnings]
    return Grounds(
        not answer.refusals,
        tuple(dict.fromkeys(codes)),
        tuple(dict.fromkeys(citation.text for citation in answer.citations)),
        _deciding_text(answer),
        adds,
    )


def _deciding_text(answer: Assessment) -> str:
    if answer.refusals:
        return answer.refusals[0].article
    texts = {citation.parameter: citation.text for citation in reversed(answer.citations)}
    return next(texts[name] for name in answer.allowance_rests_on if name in texts)


def additions_in_words(answer: Assessment, law: Law) -> tuple[AddedEuros, ...]:
    """What the regime of the days of an answer added, by the regime's own words."""
    if not answer.additions:
        return ()
    case = answer.case
    rules = rules_of_period(law, question(case), case.first, case.last)
    assert not isinstance(rules, Refusal), "where nothing is due, nothing is added"
    return tuple(AddedEuros.of(one, rules[0].regime) for one in answer.additions)
