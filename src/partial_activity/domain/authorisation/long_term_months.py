"""The months of a long-term scheme that are used: civil months, without the neutralised ones."""

from collections.abc import Iterable
from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import CivilMonth, Period, last_day_of
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.procedure import (
    MONTH_COUNTS_FROM_AN_HOUR,
    WINDOW_NOT_PROLONGED,
)


@frozen
class Agreement:
    """What counts of an agreement or document, for the months it allows."""

    validated_on: date
    first_authorised_day: date
    """First day of the first authorised period: the window begins there."""
    amended_for_neutralised: bool = False
    """An amendment took the neutralised months over."""
    closed_to_the_public: bool = False
    """The firm receives the public and was closed: no amendment needed."""


@frozen
class LongTermUse:
    """What is used of a scheme once the month asked for is."""

    used: int
    """Civil months, the one asked for included."""
    maximum: int
    window: Period
    neutralised: tuple[CivilMonth, ...]
    """Months of the agreement that are left out of the count."""
    refusals: tuple[Refusal, ...]
    basis: Basis

    @property
    def remaining(self) -> int:
        """Months that can still be used."""
        return max(0, self.maximum - self.used)


def long_term_use(
    scheme: Scheme,
    agreement: Agreement,
    claimed: Iterable[CivilMonth],
    asked: CivilMonth,
    *,
    law: Law,
    known_on: date | None,
) -> LongTermUse:
    """Whether a month of a long-term scheme can still be claimed, after those claimed already.

    A civil month counts as soon as an hour of it is claimed (inferred, with a warning). The rule is
    that of the month asked for: the longer one of April 2022 also serves agreements then running.

    Raises:
        NoRuleInForce: before the scheme existed, or for a scheme that is not long-term.
    """
    read = Consultation(law, known_on)
    category = category_of(scheme)
    rule = read.need(law.long_term_maximum_months, category, asked.first)
    first = agreement.first_authorised_day
    window = Period(first, last_day_of(first, rule.window))
    months = sorted({*claimed, asked})
    left_out = _neutralised(category, agreement, months, read)
    used = [month for month in months if month.last >= first and month not in left_out]
    read.dispute("long_term.maximum_months", MONTH_COUNTS_FROM_AN_HOUR)
    refusals: list[Refusal] = []
    article = law.long_term_maximum_months[category].article
    if asked.last < window.first or asked.first > window.last:
        values = {"month": str(asked), "first": window.first, "last": window.last}
        refusals.append(Refusal("long_term_outside_window", article, values))
        if left_out and asked.plus(-len(left_out)).first <= window.last:
            read.dispute("long_term.neutralised", WINDOW_NOT_PROLONGED)
    if asked not in left_out and len(used) > rule.months:
        values = {"used": len(used), "maximum": rule.months, "last": window.last}
        refusals.append(Refusal("long_term_months_used", article, values))
    if read.maybe(law.scheme_open, category, asked.first) is None:
        values = {"scheme": scheme.value, "day": asked.first}
        refusals.append(Refusal("scheme_not_open", article, values))
    return LongTermUse(len(used), rule.months, window, left_out, tuple(refusals), read.basis())


@frozen
class Neutralised:
    """The months left out of the months used and of the maximum reduction."""

    months: tuple[CivilMonth, ...]
    basis: Basis


def neutralised_months(
    scheme: Scheme,
    agreement: Agreement,
    months: Iterable[CivilMonth],
    *,
    law: Law,
    known_on: date | None,
) -> Neutralised:
    """The months that are neutralised: November 2020 to June 2021, APLD only (art. 9).

    An agreement validated before 16 December 2020 needs an amendment for it, unless the firm
    receives the public and was closed.
    """
    read = Consultation(law, known_on)
    neutralised = _neutralised(category_of(scheme), agreement, sorted(months), read)
    return Neutralised(neutralised, read.basis())


def _neutralised(
    category: Category, agreement: Agreement, months: Iterable[CivilMonth], read: Consultation
) -> tuple[CivilMonth, ...]:
    """Each entry is read once, however many months it neutralises."""
    law = read.law
    table = law.long_term_neutralised.get(category)
    if table is None:
        return ()
    first_days = {}
    for month in months:
        entry = table.on(month.first, read.known_on)
        if entry is not None and not isinstance(entry.value, Special):
            first_days[month] = entry.span.first
    for day in sorted(set(first_days.values())):
        read.find(law.long_term_neutralised, category, day)
    if not first_days or agreement.amended_for_neutralised or agreement.closed_to_the_public:
        return tuple(first_days)
    without_amendment = law.long_term_neutralised_without_amendment
    if read.maybe(without_amendment, category, agreement.validated_on) is None:
        read.warn("neutralised_by_amendment_only", validated=agreement.validated_on)
        return ()
    return tuple(first_days)
