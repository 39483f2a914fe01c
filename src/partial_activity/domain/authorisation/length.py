"""The longest an authorisation may last, with those that came before it (R. 5122-9)."""

from collections.abc import Sequence
from datetime import date, timedelta

from partial_activity.domain.days import Period, last_day_of, same_day_after, united
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive, UseInWindow
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.procedure import (
    DAYS_OF_A_MONTH,
    DISASTERS_NOT_COUNTED,
    NEUTRALISED_PAST_MARCH_2022,
)

_GENERAL = Category.GENERAL
_ARTICLE = "R. 5122-9, I"
_DAY = timedelta(days=1)
_MONTH_DAYS = 30
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


@frozen
class Authorised:
    """An authorisation given before, for the same establishment."""

    period: Period
    motive: Motive


@frozen
class Use:
    """Whole months and days left over, out of a number of months."""

    months: int
    days: int

    def above(self, limit: int, month_days: int = _MONTH_DAYS) -> bool:
        """Whether it is more than some months; no text says how many days make a month: thirty."""
        return self.days > (limit - self.months) * month_days


@frozen
class MaximumLength:
    """The longest that the authorisation asked for may be."""

    last_day: date | None
    """The last day that can be authorised from the day asked; None: not one day more."""
    window: Period | None
    """The twelve months looked at, where earlier authorisations count."""
    used: Use | None
    """The use of the window, the period asked for included."""
    refusals: tuple[Refusal, ...]
    basis: Basis


def maximum_length(
    asked: Period,
    motive: Motive,
    filed_on: date,
    earlier: Sequence[Authorised],
    *,
    law: Law,
    known_on: date | None,
) -> MaximumLength:
    """Whether a period can be authorised, by its own length and by those authorised before.

    The day of the request selects the rule. From 1 July 2021: three months, and six months over
    twelve, in a row or not. The twelve months end with the period asked for (ministry's answers of
    27 February 2023); what was authorised in them counts from the first day the table gives
    (periods before 1 July 2021, and in the first quarter of 2022 those of 2021, do not). A disaster
    (motive 3) has six months, outside the twelve.

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    rule = read.need(law.authorisation_maximum_months, _GENERAL, filed_on)
    disaster = motive is Motive.DISASTER
    longest = (rule.motive_3_months if disaster else None) or rule.months
    last_day = last_day_of(asked.first, longest)
    refusals: list[Refusal] = []
    if asked.last > last_day:
        refusals.append(
            Refusal("authorisation_too_long", _ARTICLE, {"months": longest, "last": last_day})
        )
    if rule.use is None or disaster:
        return MaximumLength(last_day, None, None, tuple(refusals), read.basis())
    counted = _counted(asked, filed_on, earlier, read)
    window = _window(asked.last, rule.use)
    used = _use(asked, counted, rule.use)
    if used.above(rule.use.months):
        values = {"months": rule.use.months, "first": window.first, "last": window.last}
        refusals.append(Refusal("six_months_used", _ARTICLE, values))
    else:
        _doubt_disasters(asked, counted, earlier, rule.use, read)
    _doubt_days(used, rule.use.months, read)
    possible = _last_possible_day(asked.first, last_day, counted, rule.use)
    return MaximumLength(possible, window, used, tuple(refusals), read.basis())


def _counted(
    asked: Period, filed_on: date, earlier: Sequence[Authorised], read: Consultation
) -> tuple[Period, ...]:
    """The earlier days that count: not those of a disaster, not the neutralised ones."""
    periods = [past.period for past in earlier if past.motive is not Motive.DISASTER]
    if not periods:
        return ()
    counted_from = read.need(read.law.authorisation_counted_from, _GENERAL, filed_on)
    later = read.law.authorisation_counted_from[_GENERAL].on(asked.last, read.known_on)
    if later is not None and isinstance(later.value, date) and later.value < counted_from:
        read.dispute("R. 5122-9", NEUTRALISED_PAST_MARCH_2022)
    horizon = Period(counted_from, max(asked.last, counted_from))
    return tuple(part for period in periods if (part := period.within(horizon)))


def _window(last: date, use: UseInWindow) -> Period:
    return Period(same_day_after(last + _DAY, -use.window), last)


def _use(asked: Period, counted: Sequence[Period], use: UseInWindow) -> Use:
    """All days authorised in the window, each once: whole months of each stretch, then days."""
    window = _window(asked.last, use)
    parts = [part for period in (*counted, asked) if (part := period.within(window))]
    lengths = [stretch.length() for stretch in united(parts)]
    return Use(sum(months for months, _ in lengths), sum(days for _, days in lengths))


def _last_possible_day(
    first: date, longest: date, counted: Sequence[Period], use: UseInWindow
) -> date | None:
    last = None
    day = first
    while day <= longest and not _use(Period(first, day), counted, use).above(use.months):
        last, day = day, day + _DAY
    return last


def _doubt_days(used: Use, limit: int, read: Consultation) -> None:
    """Say it where how many days make a month decides."""
    if used.above(limit, _SHORTEST_MONTH) != used.above(limit, _LONGEST_MONTH):
        read.dispute("R. 5122-9", DAYS_OF_A_MONTH)


def _doubt_disasters(
    asked: Period,
    counted: Sequence[Period],
    earlier: Sequence[Authorised],
    use: UseInWindow,
    read: Consultation,
) -> None:
    """Say it where authorisations after a disaster, if they counted, would change the answer."""
    disasters = [past.period for past in earlier if past.motive is Motive.DISASTER]
    if _use(asked, (*counted, *disasters), use).above(use.months):
        read.dispute("R. 5122-9", DISASTERS_NOT_COUNTED)


@frozen
class Commitments:
    """Whether the request must state commitments (engagements)."""

    required: bool
    looked_back: Period
    """The months before the request that were looked at."""
    basis: Basis


def commitments_required(
    filed_on: date, placed: Sequence[Period], *, law: Law, known_on: date | None
) -> Commitments:
    """Whether employees were already placed in the thirty-six months before the request.

    ``placed`` are the periods in which employees were placed under earlier authorisations, not the
    placement that this request follows where it may follow one. Commitments may bear on jobs
    (kept for up to twice the authorised period), training, planning of skills, recovery; the list
    is open (R. 5122-9, II).

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    months = read.need(law.authorisation_commitments_months, _GENERAL, filed_on)
    looked_back = Period(same_day_after(filed_on, -months), filed_on - _DAY)
    required = any(period.within(looked_back) for period in placed)
    return Commitments(required, looked_back, read.basis())
