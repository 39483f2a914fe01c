"""The most working time that a long-term scheme may take, over the whole agreement (art. 4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.procedure_units import ReductionBase
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Share
from partial_activity.domain.values import frozen

_WEEKS_A_MONTH = Fraction(52, 12)


@frozen
class WeeklyDurations:
    """The durations, in hours a week, that the maximum reduction may bear on."""

    collective: Hours | None = None
    contract: Hours | None = None
    own: Hours | None = None
    """Hours of the convention, for day rates, equivalence and collective overtime (APLD only)."""


@frozen
class ReductionCap:
    """The maximum reduction of one employee."""

    share: Share
    weekly_duration: Hours
    """The duration the share bears on."""
    article: str
    basis: Basis

    @property
    def hours_a_week(self) -> Hours:
        """Hours a week that may go unworked, on average."""
        return maximum_unworked_hours(self.weekly_duration, self.share)

    @property
    def monthly_duration(self) -> Hours:
        """The duration of a month: 151.67 hours for thirty-five a week."""
        return Hours.rounded(self.weekly_duration.exact * _WEEKS_A_MONTH)


def reduction_cap(
    scheme: Scheme,
    sent_on: date,
    durations: WeeklyDurations,
    *,
    law: Law,
    known_on: date | None,
    exceptional: bool,
) -> ReductionCap:
    """The maximum reduction under an agreement sent on a day.

    Args:
        scheme: APLD or its rebound.
        sent_on: the day the agreement or document was sent.
        durations: those of the employee.
        law: the law to read.
        known_on: the day of knowledge; None: all that the library knows.
        exceptional: the authority decided on an exceptional situation that the agreement foresees.

    Raises:
        NoRuleInForce: before the scheme existed, or for a scheme that is not long-term.
    """
    read = Consultation(law, known_on)
    category = category_of(scheme)
    tables = law.long_term_reduction_cap_exceptional if exceptional else law.long_term_reduction_cap
    share = read.need(tables, category, sent_on)
    base = read.need(law.long_term_reduction_base, category, sent_on)
    if base is ReductionBase.LEGAL:
        weekly = durations.own or LEGAL_WEEK
    else:
        given = (durations.collective, durations.contract)
        weekly = min((LEGAL_WEEK, *(hours for hours in given if hours is not None)))
    return ReductionCap(share, weekly, tables[category].article, read.basis())


@frozen
class Reduction:
    """An employee's unworked hours, compared with the maximum reduction."""

    average: Share
    unworked: Hours
    allowed: Hours
    """Over all the months that count."""
    refusals: tuple[Refusal, ...]

    @property
    def above(self) -> Hours:
        """Hours above the maximum, whose allowance can be asked back; zero where there are none."""
        return max(ZERO_HOURS, self.unworked - self.allowed)


def check_reduction(
    cap: ReductionCap,
    unworked: Mapping[CivilMonth, Hours],
    first: CivilMonth,
    last: CivilMonth,
    neutralised: tuple[CivilMonth, ...],
) -> Reduction:
    """Compare an employee's unworked hours with the cap, over the whole use of the agreement.

    A month may be wholly closed, as long as the average of the months from ``first`` to ``last``
    stays within the cap; the neutralised ones are left out. Hours of the ordinary scheme count too,
    but for those of a disaster (ministry's answers of 2023): the caller adds them. Before the last
    month the answer is a forecast.

    Raises:
        InvalidValue: no month counts.
    """
    counted = [month for month in first.to(last) if month not in neutralised]
    hours = [unworked.get(month, ZERO_HOURS) for month in counted]
    average = average_reduction([Share(h.exact / cap.monthly_duration.exact) for h in hours])
    allowed = Hours(int(cap.share.exact * cap.monthly_duration.hundredths * len(counted)))
    total = sum(hours, ZERO_HOURS)
    refusals: tuple[Refusal, ...] = ()
    if total > allowed:
        values = {"average": average.exact, "cap": cap.share, "above": total - allowed}
        refusals = (Refusal("reduction_above_cap", cap.article, values),)
    return Reduction(average, total, allowed, refusals)


def maximum_unworked_hours(weekly_hours: Hours, share: Share) -> Hours:
    """Hours a week that may go unworked, on average over the whole use of the scheme.

    The share is 0.40, or 0.50 where the authority allows it for an exceptional situation.
    ``weekly_hours`` is the duration that the share bears on:

    - APLD (décret n° 2020-926, art. 4): the legal duration, the same 35 hours for part-timers
      unless the agreement says otherwise; the duration of the contract or agreement for day rates,
      equivalence and collective overtime (ministry's questions and answers).
    - APLD rebond (décret n° 2025-338, art. 4): the legal duration or, if lower, the collective or
      contractual one.

    A finer result is cut to the hundredth: a limit rounded up would be passed.
    """
    return Hours(int(weekly_hours.hundredths * share.exact))


def average_reduction(shares: Sequence[Share]) -> Share:
    """The exact mean of the unworked shares of periods of equal length (semesters, say).

    A whole semester closed is allowed as long as the mean stays within the limit (décret
    n° 2020-926, art. 4; the months neutralised by art. 9 are left out by the caller).

    Raises:
        InvalidValue: there is no period.
    """
    if not shares:
        raise InvalidValue(
            "missing",
            "shares",
            "a mean needs the share of at least one period",
            "une moyenne demande la part d'une période au moins",
        )
    return Share(sum((share.exact for share in shares), Fraction(0)) / len(shares))
