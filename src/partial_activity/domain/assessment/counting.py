"""Contract and worked time are turned here into the hours that open a right.

R. 5122-11 and R. 5122-19: the legal duration of the period or, when lower, the collective or
contractual one, less the hours worked. Leave, sickness and holidays not worked are never hours of
the scheme. L. 5122-3 and D. 5122-15 adapt this to overtime, day rates and special categories.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from partial_activity.domain.assessment.cases import (
    LOSS_IN_HOURS,
    Case,
    DayPeriod,
    EmployeeCategory,
    Period,
    PeriodUnit,
    WorkedPeriod,
)
from partial_activity.domain.assessment.counting_rules import CountingRules, rules_of_days
from partial_activity.domain.assessment.part_time import check_part_time
from partial_activity.domain.assessment.periods import check_periods, missing
from partial_activity.domain.assessment.reference_pay import mean_pay_coefficient
from partial_activity.domain.errors import LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.hours import (
    LEGAL_MONTH,
    LEGAL_MONTH_EXACT,
    LEGAL_WEEK,
    ZERO_HOURS,
    Hours,
)
from partial_activity.domain.law.book import Found, Law
from partial_activity.domain.law.consultation import doubts
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Citation, Statement, cite
from partial_activity.domain.law.units import CountedHours, DayRateRule
from partial_activity.domain.wording.disputed_points import (
    OVERTIME_AGREED_ON_ITS_LAST_DAY,
    PLANNED_MEAN,
)
from partial_activity.domain.words import Words

LAST_AGREEMENT_DAY = date(2020, 4, 23)
"""Last signature that makes overtime count in 2020 and 2021: "before the entry into force" of
ordonnance n° 2020-460, which authors put on 23 or on 24 April 2020."""

_LEGAL = {PeriodUnit.WEEK: LEGAL_WEEK, PeriodUnit.MONTH: LEGAL_MONTH}
_WEEK_DAYS = 5
"""A day of a part week is a fifth of the week (R. 5122-19, al. 2)."""
_DAY = Fraction(7)
"""A day of a day rate, or of a senior executive; a half-day is 3.5 hours (D. 5122-15, I 1°)."""
_AIRCREW_DAY = Fraction(35, 4)
"""8.75 hours for a day of inactivity above the guaranteed ones (D. 5122-15, I 2°)."""


@frozen
class Counted:
    """The hours of a case, and what they rest on."""

    compensable_hours: Hours
    unworked_hours: Hours | None
    """Hours really not worked, even above the legal duration; None when they were not counted."""
    citations: tuple[Citation, ...]
    warnings: tuple[Statement, ...]
    steps: tuple[Statement, ...]


def count(case: Case, hourly_pay: Fraction, law: Law) -> Counted:
    """The hours that open a right: as given, from periods, or from a loss of pay.

    Hours already counted are taken as they are, without limit: a case may stand for a whole firm.

    Args:
        case: one employee, one month.
        hourly_pay: the exact reference pay, by which a loss of pay is turned into hours.
        law: where the rules of counting are read.

    Raises:
        InvalidValue: a fact of a period is missing, conflicting or out of range, or a part-timer's
            hours are those of the legal duration.
        NoRuleInForce: nothing turns the category's days or pay into hours on that day, as known.
        LawChangesInsidePeriod: the hours are not the same under the rules of all days of the case.
    """
    check_part_time(case)
    given = case.unworked_hours
    if given is not None and case.employee.category is not EmployeeCategory.SENIOR_EXECUTIVE:
        return Counted(given, None, (), _about_given(given), _AS_GIVEN)
    check_periods(case)
    days = rules_of_days(law, case.employee.category, case.first, case.last, case.known_on)
    counted = _Count(case, days[0]).result(hourly_pay)
    for rules in days[1:]:
        later = _Count(case, rules).result(hourly_pay)
        if later.compensable_hours != counted.compensable_hours:
            raise LawChangesInsidePeriod(rules.day)
        counted = _both(counted, later)
    return counted


class _Count:
    """Counts one case under the rules of one day, and keeps what the hours rest on."""

    def __init__(self, case: Case, rules: CountingRules) -> None:
        self.case = case
        self.category = case.employee.category
        self.rules = rules
        self.citations: dict[Citation, None] = {}
        self.warnings: list[Statement] = []
        self.steps: list[Statement] = []
        self.compensable = ZERO_HOURS
        self.by_days = ZERO_HOURS
        """Hours that come from days: limited together."""
        self.days_limit = LEGAL_MONTH
        """The legal month, or the contract's where its overtime counts."""
        self.unworked = ZERO_HOURS
        self.planned: list[tuple[int, WorkedPeriod, Hours]] = []
        """Number, period, and the limit of its hours."""

    def result(self, hourly_pay: Fraction) -> Counted:
        """The hours, rounded half-up to the hundredth once for each period, mean or loss."""
        if self.category is EmployeeCategory.SENIOR_EXECUTIVE:
            self.rest_on_conversion()
            self.warn(_CLOSURE_ONLY)
        if self.category in LOSS_IN_HOURS:
            self.rest_on_conversion()
            self.add_loss(hourly_pay)
        elif self.case.periods is None:
            return self._as_given()
        else:
            self.add_periods()
        if self.compensable == ZERO_HOURS:
            self.warn(_NO_HOURS)
        elif len(self.case.periods or ()) > _FULL_WEEKS and self.compensable > LEGAL_MONTH:
            self.warn(_more_than_a_month(self.compensable))
        return Counted(
            self.compensable,
            None if self.case.periods is None else self.unworked,
            tuple(self.citations),
            tuple(self.warnings),
            tuple(self.steps),
        )

    def _as_given(self) -> Counted:
        given = self.case.unworked_hours
        assert given is not None, "a case has hours"
        warnings = (*self.warnings, *_about_given(given))
        return Counted(given, None, tuple(self.citations), warnings, _AS_GIVEN)

    def add_periods(self) -> None:
        """Each period for itself; days are limited together, planned periods compared together."""
        for number, period in enumerate(self.case.periods or (), start=1):
            if isinstance(period, WorkedPeriod):
                self.add_worked(number, period)
            elif self.category is EmployeeCategory.AIRCREW:
                self.add_aircrew_days(number, period)
            else:
                self.add_days(number, period)
        if self.planned:
            self.add_planned()
        if self.by_days > self.days_limit:
            self.say("days_limited", sum=self.by_days, limit=self.days_limit)
            self.by_days = self.days_limit
        self.compensable += self.by_days

    def add_worked(self, number: int, period: WorkedPeriod) -> None:
        """The duration that counts, less the hours worked and the leave (R. 5122-19)."""
        limit = self.limit(number, period)
        if period.planned_hours is not None:
            self.planned.append((number, period, limit))
            self.unworked += _left(period.planned_hours, period)
            return
        contract = period.contract_hours
        assert contract is not None, "checked with the periods"
        hours = _left(limit, period)
        self.compensable += hours
        self.unworked += _left(contract, period)
        self.say(
            "period_counted" if hours.hundredths else "period_without_hours",
            number=number,
            contract=contract,
            limit=limit,
            worked=period.worked_hours,
            leave=period.leave_hours,
            hours=hours,
        )

    def limit(self, number: int, period: WorkedPeriod) -> Hours:
        """Legal or, if lower, contractual duration; the contract's where overtime counts.

        In time arranged over more than a week the schedule stands for the contract, up to the legal
        duration: a contract that is lower on average does not lower a high week.
        """
        legal, contract = _LEGAL[period.unit], period.contract_hours
        asked = period.planned_hours if contract is None else contract
        assert asked is not None, "checked with the periods"
        above = asked.hundredths > legal.hundredths
        if self.counts_above_legal(number, period, above=above):
            if contract is None:
                raise missing(number, "contract_hours", _COUNTS_UP_TO)
            return max(legal, contract) if period.planned_hours is not None else contract
        return legal if above or period.planned_hours is not None else asked

    def counts_above_legal(self, number: int, period: Period, *, above: bool) -> bool:
        """Whether overtime of the agreement, or equivalence, counts (L. 5122-3, I 1° and 2°).

        Warnings are given only where there are hours above the legal duration.
        """
        counts = False
        if period.structural_overtime:
            counts = self.counts_overtime(number, period.overtime_agreed_on, above=above)
        if period.equivalence:
            found = self.need(self.rules.equivalence, Parameter.EQUIVALENCE, Category.GENERAL)
            counted = found.value is CountedHours.COUNTED
            if above and not counted:
                self.warn(_EQUIVALENCE_NOT_COUNTED)
            counts = counts or counted
        return counts

    def counts_overtime(self, number: int, agreed_on: date | None, *, above: bool) -> bool:
        """Overtime counts since 12 March 2020; until the end of 2021 if agreed on in time."""
        found = self.need(self.rules.overtime, Parameter.STRUCTURAL_OVERTIME, Category.GENERAL)
        counts = found.value is CountedHours.COUNTED
        if found.value is CountedHours.COUNTED_IF_AGREED_BEFORE_2020_04_24:
            if agreed_on is None:
                day = self.rules.day
                reason = Words(
                    f"le {day:%d/%m/%Y}, les heures supplémentaires comptent selon le jour de "
                    "leur accord",
                    f"on {day} overtime counts by the day it was agreed on",
                )
                raise missing(number, "overtime_agreed_on", reason)
            counts = agreed_on <= LAST_AGREEMENT_DAY
            if above and agreed_on == LAST_AGREEMENT_DAY:
                self.warn(_LAST_DAY_DISPUTED)
        if above and not counts:
            self.warn(_OVERTIME_NOT_COUNTED)
        return counts

    def add_planned(self) -> None:
        """Time arranged over more than a week: the better of two formulas for the employee.

        Circulaire DGEFP n° 2013-12, fiche 5: against the schedule of each week, or against the mean
        of the schedules, both within the legal duration. Never more than what was not worked.
        """
        by_unit: dict[PeriodUnit, list[Fraction]] = {}
        for _, period, _ in self.planned:
            by_unit.setdefault(period.unit, []).append(_planned(period))
        means = {unit: sum(hours, Fraction(0)) / len(hours) for unit, hours in by_unit.items()}
        weekly = average = unworked = Fraction(0)
        for number, period, limit in self.planned:
            planned, mean = _planned(period), means[period.unit]
            by_week = _left_exact(min(limit.exact, planned), period)
            by_mean = _left_exact(min(limit.exact, mean), period)
            weekly, average = weekly + by_week, average + by_mean
            unworked += _left_exact(planned, period)
            self.say(
                "planned_period",
                number=number,
                planned=planned,
                mean=mean,
                limit=limit,
                worked=period.worked_hours,
                leave=period.leave_hours,
                weekly=by_week,
                average=by_mean,
            )
        better = Hours.rounded(min(max(weekly, average), unworked))
        self.compensable += better
        self.say(
            "planned_compared", weekly=weekly, average=average, unworked=unworked, hours=better
        )
        self.warnings.append(_MEAN_DISPUTED)

    def add_days(self, number: int, period: DayPeriod) -> None:
        """Days of a day rate or of a part week, less leave, rest and holidays (D. 5122-15, I 1°).

        A day is seven hours, or a fifth of the contract's week; above the legal duration only where
        the overtime of the agreement, or equivalence, counts (L. 5122-3, I).
        """
        limit = day = _DAY
        if period.contract_hours is not None:
            day = period.contract_hours.exact / _WEEK_DAYS
            if self.counts_above_legal(number, period, above=day > _DAY):
                limit = max(_DAY, day)
                self.days_limit = max(self.days_limit, _month_of(period.contract_hours))
        elif self.category is not EmployeeCategory.SENIOR_EXECUTIVE:
            found = self.need(self.rules.day_rate, Parameter.DAY_RATE, Category.GENERAL)
            if found.value is DayRateRule.CLOSURE_ONLY:
                self.warn(_CLOSURE_ONLY)
        off = period.leave_days.exact + period.rest_days.exact + period.holidays.exact
        days = max(Fraction(0), period.unworked_days.exact - off)
        hours = Hours.rounded(days * min(day, limit))
        self.by_days += hours
        self.unworked += Hours.rounded(days * day)
        self.say(
            "days_counted" if days else "days_without_hours",
            number=number,
            unworked=period.unworked_days,
            leave=period.leave_days,
            rest=period.rest_days,
            holidays=period.holidays,
            day=min(day, limit),
            hours=hours,
        )

    def add_aircrew_days(self, number: int, period: DayPeriod) -> None:
        """8.75 hours for each day of inactivity above the guaranteed ones (D. 5122-15, I 2°)."""
        self.rest_on_conversion()
        guaranteed = period.guaranteed_days
        assert guaranteed is not None, "checked with the periods"
        off = period.leave_days.exact + guaranteed.exact
        days = max(Fraction(0), period.unworked_days.exact - off)
        hours = Hours.rounded(days * _AIRCREW_DAY)
        self.by_days += hours
        self.unworked += hours
        self.say(
            "aircrew_days_counted" if days else "aircrew_days_without_hours",
            number=number,
            unworked=period.unworked_days,
            leave=period.leave_days,
            guaranteed=guaranteed,
            day=_AIRCREW_DAY,
            hours=hours,
        )

    def add_loss(self, hourly_pay: Fraction) -> None:
        """The loss of pay over the hourly pay, within the legal duration (D. 5122-15, II).

        The limit of a freelance journalist is the legal duration times the coefficient.
        """
        loss = self.case.employee.loss
        assert loss is not None, "Case has checked it"
        assert loss.mean_pay is not None, "Case has checked it"
        assert loss.pay_received is not None, "Case has checked it"
        limit = LEGAL_MONTH.exact
        if self.category is EmployeeCategory.FREELANCE_JOURNALIST:
            limit *= mean_pay_coefficient(loss)
        missing = max(Fraction(0), loss.mean_pay.exact - loss.pay_received.exact)
        hours = missing / hourly_pay
        self.compensable = Hours.rounded(min(limit, hours))
        self.say(
            "loss_limited" if hours > limit else "loss_counted" if missing else "no_loss",
            mean=loss.mean_pay,
            received=loss.pay_received,
            loss=missing,
            pay=hourly_pay,
            quotient=Hours.rounded(hours),
            limit=limit,
            hours=self.compensable,
        )

    def rest_on_conversion(self) -> None:
        """Cite the category's own rule, which must exist that day."""
        category = Category(self.category.value)
        self.need(self.rules.conversion, Parameter.LOSS_CONVERSION, category)

    def need(
        self, found: Found[Any] | None, parameter: Parameter, category: Category
    ) -> Found[Any]:
        """A rule, cited once."""
        if found is None or isinstance(found.entry.value, Special):
            raise NoRuleInForce(
                parameter.value, category.value, self.rules.day, self.rules.known_on
            )
        citation = cite(found)
        if citation not in self.citations:
            self.citations[citation] = None
            self.warnings.extend(doubts(found, self.rules.day, self.rules.known_on))
        return found

    def warn(self, statement: Statement) -> None:
        """Say a warning once for all periods."""
        if statement not in self.warnings:
            self.warnings.append(statement)

    def say(self, code: str, **values: object) -> None:
        """One line of the count, to be checked by hand."""
        self.steps.append(Statement(code, values))


def _left(duration: Hours, period: WorkedPeriod) -> Hours:
    """What is left of a duration once work and leave are taken off: never less than zero."""
    taken = period.worked_hours.hundredths + period.leave_hours.hundredths
    return Hours(max(0, duration.hundredths - taken))


def _month_of(week: Hours) -> Hours:
    """The hours of a month of such weeks, rounded half-up to the hundredth: 169 for 39."""
    return Hours.rounded(week.exact * LEGAL_MONTH_EXACT / LEGAL_WEEK.exact)


def _left_exact(duration: Fraction, period: WorkedPeriod) -> Fraction:
    """The same, of a mean that has no last decimal."""
    return max(Fraction(0), duration - period.worked_hours.exact - period.leave_hours.exact)


def _planned(period: WorkedPeriod) -> Fraction:
    assert period.planned_hours is not None, "only planned periods are compared"
    return period.planned_hours.exact


def _more_than_a_month(hours: Hours) -> Statement:
    return Statement("more_than_a_month", {"hours": hours})


def _about_given(hours: Hours) -> tuple[Statement, ...]:
    if hours.hundredths > LEGAL_MONTH.hundredths:
        return (_more_than_a_month(hours),)
    return () if hours.hundredths else (_NO_HOURS,)


def _both(first: Counted, later: Counted) -> Counted:
    """The same hours under two sets of rules: the texts and the warnings of both."""
    return evolve(
        first,
        citations=tuple(dict.fromkeys((*first.citations, *later.citations))),
        warnings=(
            *first.warnings,
            *(warning for warning in later.warnings if warning not in first.warnings),
        ),
    )


# Made once: most cases say one of these, or nothing.
_AS_GIVEN = (Statement("hours_given"),)
_FULL_WEEKS = 5
"""A month has no more; five may make 175 hours."""
_NO_HOURS = Statement("no_hours")
_CLOSURE_ONLY = Statement("closure_only")
_OVERTIME_NOT_COUNTED = Statement("structural_overtime_not_counted")
_COUNTS_UP_TO = Words(
    "les heures supplémentaires comptent jusque-là", "it is what overtime counts up to"
)
_EQUIVALENCE_NOT_COUNTED = Statement("equivalence_not_counted")
_LAST_DAY_DISPUTED = Statement(
    "disputed",
    {"subject": Parameter.STRUCTURAL_OVERTIME.value, "reason": OVERTIME_AGREED_ON_ITS_LAST_DAY},
)
_MEAN_DISPUTED = Statement("disputed", {"subject": "periods.planned_hours", "reason": PLANNED_MEAN})
