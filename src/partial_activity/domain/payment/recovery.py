"""Asking sums back, and how long personal data are kept (R. 5122-10, R. 5122-24)."""

from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import end_of_delay, same_day_after
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import RecoveryGround
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen

_MONTHS_A_YEAR = 12


@frozen
class Recovery:
    """Whether sums can be asked back, and the earliest day they may be due."""

    earliest_due: date | None
    """The demand may not ask for payment before; None: the delay was not read."""
    may_be_waived: bool
    """The authority may give up what the firm's situation cannot bear."""
    refusals: tuple[Refusal, ...]
    basis: Basis


def recovery(
    ground: RecoveryGround, scheme: Scheme, asked_on: date, *, law: Law, known_on: date | None
) -> Recovery:
    """Whether a ground allows a demand made on a day, and the delay it must leave.

    Childcare and vulnerable employees follow the ordinary scheme.

    Raises:
        NoRuleInForce: before 1 July 2013, or before the scheme existed.
    """
    read = Consultation(law, known_on)
    category = category_of(scheme)
    if category not in law.recovery_grounds:
        category = Category.GENERAL
    grounds = read.need(law.recovery_grounds, category, asked_on)
    refusals: tuple[Refusal, ...] = ()
    if ground not in grounds:
        article = law.recovery_grounds[category].article
        refusals = (Refusal("no_ground_for_recovery", article, {"ground": ground.value}),)
    days = read.answer(law.recovery_least_days, category, asked_on)
    earliest = end_of_delay(asked_on, days) if isinstance(days, int) else None
    waiver = read.maybe(law.recovery_waiver, category, asked_on)
    return Recovery(earliest, waiver is not None, refusals, read.basis())


@frozen
class OvertimeMistake:
    """Whether overtime claimed by mistake is left alone."""

    waived: bool
    basis: Basis


def overtime_mistake(day: date, *, law: Law, known_on: date | None, fraud: bool) -> OvertimeMistake:
    """Whether overtime wrongly claimed for hours of a day is not asked back (March, April 2020)."""
    read = Consultation(law, known_on)
    waived = read.maybe(law.recovery_overtime_waived, Category.GENERAL, day) is not None
    return OvertimeMistake(waived and not fraud, read.basis())


@frozen
class Retention:
    """The time for which personal data may be kept."""

    last_day: date | None
    """The last day; None: until the dispute is finally settled."""
    basis: Basis


def retention(
    recorded_on: date, *, law: Law, known_on: date | None, dispute_open: bool
) -> Retention:
    """The last day on which the personal data of a request or claim may be kept (R. 5122-24).

    Raises:
        NoRuleInForce: data recorded before 2 July 2014.
    """
    read = Consultation(law, known_on)
    years = read.need(law.retention_years, Category.GENERAL, recorded_on)
    last_day = same_day_after(recorded_on, years * _MONTHS_A_YEAR)
    return Retention(None if dispute_open else last_day, read.basis())
