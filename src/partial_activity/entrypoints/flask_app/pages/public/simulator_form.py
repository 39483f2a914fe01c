"""The simulator's form: what was typed, the case it makes, and what is wrong beside its field.

Numbers are read as people write them: ``1 234,56``, ``1234.56``, ``30,75 €``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from attrs import evolve, frozen

from partial_activity.adapters.as_json import fields
from partial_activity.domain.as_written import (
    NotAsWritten,
    TooPrecise,
    hours_as_written,
    number_as_written,
    share_as_written,
)
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    LOSS_IN_HOURS,
    PAID_BY_MEAN,
    PRIVATE_EMPLOYERS,
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    IndemnityFloor,
    Loss,
    MonthlyPay,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    WorkedPeriod,
)
from partial_activity.domain.assessment.facts import AskedFact, Facts
from partial_activity.domain.assessment.month_pay import Pay
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.assessment.resolution import facts_of
from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.money import Share
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import (
    day_of,
    month_of,
    whole_of,
)
from partial_activity.entrypoints.flask_app.pages.public import simulator_errors

Value = TypeVar("Value")

WEEKS = (1, 2, 3, 4, 5, 6)
"""A month touches six weeks at most."""
HOURLY, MONTHLY, SHARE = "hourly", "monthly", "share"
COUNTED, BY_WEEK = "counted", "weeks"
_DEFAULTS: Mapping[str, str] = {
    "scheme": Scheme.ORDINARY.value,
    "situation": Situation.GENERAL.value,
    "territory": Territory.NATIONAL.value,
    "category": EmployeeCategory.STANDARD.value,
    "pay_kind": HOURLY,
    "monthly_hours": "151,67",
    "hours_kind": COUNTED,
    "indemnity_floor": IndemnityFloor.HOURLY.value,
}
_WEEK_FIELDS = tuple(
    f"week{number}_{what}" for number in WEEKS for what in ("contract", "worked", "leave")
)
FIELDS = (
    "scheme", "month", "first", "last", "situation", "territory", "workforce", "category",
    "pay_kind", "hourly_pay", "monthly_pay", "monthly_hours", "minimum_wage_share", "mean_pay",
    "pay_received", "scale_minimum", "hours_kind", "hours", *_WEEK_FIELDS, "agreement_sent_on",
    "indemnity_floor", "training", "contribution_share", "known_on",
)  # fmt: skip
"""Every name that an address of the simulator may have, in the order of the page."""
_LONGEST = 40
_MOST = 9_999_999
"""Employees of a firm."""


@frozen
class Form:
    """What a page of the simulator shows."""

    typed: Mapping[str, str]
    """The texts typed, by name; the defaults where nothing was typed yet."""
    asked: bool = False
    """Whether an answer was asked for."""
    facts: Mapping[str, AskedFact] = {}
    """What only regimes of the law in use ask for, by the name of its field."""
    errors: Mapping[str, Words] = {}
    """The errors, by name; "" for the case as a whole."""
    case: Case | None = None

    def with_error(self, error: CannotAnswer) -> "Form":
        """The same, with what the law or the case says is missing."""
        name = simulator_errors.field_of(error.path)
        fact = self.facts.get(name)
        message = (
            simulator_errors.error_message(error, name)
            if fact is None
            else simulator_errors.of_fact(error, fact)
        )
        return evolve(self, errors={**self.errors, name: message})


def empty(today: date, law: Law) -> Form:
    """The form as it is first seen: last month, ordinary rules."""
    last_month = today.replace(day=1) - timedelta(days=1)
    return Form(typed={**_DEFAULTS, "month": f"{last_month:%Y-%m}"}, facts=_facts_under(law))


def _facts_under(law: Law) -> Mapping[str, AskedFact]:
    return {simulator_errors.fact_field(name): fact for name, fact in facts_of(law).items()}


def read(given: Mapping[str, str], today: date, law: Law) -> Form:
    """The form with what an address says, and the case where nothing is wrong.

    Args:
        given: by name, as the address has it.
        today: on which an empty form is begun.
        law: in use; a text of it may have introduced situations of the employer.
    """
    facts = _facts_under(law)
    typed = {
        name: given[name].strip()[:_LONGEST]
        for name in (*FIELDS, *facts)
        if given.get(name, "").strip()
    }
    if not typed:
        return empty(today, law)
    # What is chosen from a list, or has one usual value, need not be in the address.
    reader = _Reader({**_DEFAULTS, **typed}, law)
    case = reader.case()
    return Form(reader.typed, asked=True, facts=facts, errors=reader.errors, case=case)


def address(form: Form) -> dict[str, str]:
    """What a link to the case holds: nothing empty, and nothing the case does not use."""
    typed = form.typed
    unused: set[str] = set()
    category = typed["category"]
    by_mean = category in {one.value for one in PAID_BY_MEAN}
    by_loss = category in {one.value for one in LOSS_IN_HOURS}
    pay = {
        HOURLY: {"hourly_pay"},
        MONTHLY: {"monthly_pay", "monthly_hours"},
        SHARE: {"minimum_wage_share"},
    }
    kept = set() if by_mean else pay.get(typed["pay_kind"], set())
    unused |= set().union(*pay.values()) - kept
    unused |= {"pay_kind"} if by_mean else set()
    if not by_mean and not by_loss:
        unused |= {"mean_pay", "pay_received", "scale_minimum"}
    if by_loss:
        unused |= {"hours_kind", "hours", *_WEEK_FIELDS}
    elif typed["hours_kind"] == BY_WEEK:
        unused.add("hours")
    else:
        unused |= set(_WEEK_FIELDS)
    if "training" not in typed:
        unused.add("contribution_share")
    return {
        name: typed[name]
        for name in (*FIELDS, *form.facts)
        if name in typed and name not in unused and (name not in _DROPPED or not _usual(form, name))
    }


_DROPPED = {"situation", "territory", "indemnity_floor"}
"""The fields left out of an address where they are the usual ones."""


def _usual(form: Form, name: str) -> bool:
    return form.typed[name] == _DEFAULTS[name]


class _Reader:
    """Reads every field, and keeps every fault."""

    def __init__(self, typed: Mapping[str, str], law: Law) -> None:
        self.typed, self.law = dict(typed), law
        self.errors: dict[str, Words] = {}

    def case(self) -> Case | None:
        """The case; None where a field is at fault."""
        try:
            return self._case()
        except InvalidValue as error:
            name = simulator_errors.field_of(error.path)
            self.errors[name] = simulator_errors.error_message(error, name)
            return None

    def _case(self) -> Case | None:
        days = self.days()
        employee, employer = self.employee(), self.employer()
        hours, periods = self.hours(employee)
        known_on = self.day("known_on")
        scheme = self.read("scheme", fields.one_of(Scheme))
        territory = self.read("territory", fields.one_of(Territory))
        floor = self.read("indemnity_floor", fields.one_of(IndemnityFloor))
        contribution = self.share("contribution_share")
        if self.errors or not (days and employee and scheme and territory and floor):
            return None
        return Case(
            scheme=scheme,
            first=days[0],
            last=days[1],
            employee=employee,
            employer=employer,
            unworked_hours=hours,
            periods=periods,
            known_on=known_on,
            territory=territory,
            indemnity_floor=floor,
            training="training" in self.typed,
            pay=Pay(employee_contribution_share=contribution) if contribution else None,
            facts=self.facts(),
        )

    def facts(self) -> Facts:
        """What only regimes of the law ask for, as a case states it; read by the regime."""
        asked = facts_of(self.law)
        typed = {name: self.typed.get(simulator_errors.fact_field(name), "") for name in asked}
        return Facts.of({name: asked[name].written(text) for name, text in typed.items() if text})

    def read(self, name: str, reader: Callable[[object, str], Value]) -> Value | None:
        """A field that may be empty."""
        text = self.typed.get(name, "")
        if not text:
            return None
        try:
            written = _NOTATIONS.get(reader)
            return reader(text if written is None else written(text, name), name)
        except InvalidValue as error:
            self.errors[name] = simulator_errors.error_message(error, name)
            return None

    def need(self, name: str, reader: Callable[[object, str], Value]) -> Value | None:
        """A field that may not be empty."""
        if not self.typed.get(name, ""):
            self.errors[name] = simulator_errors.missing(name)
            return None
        return self.read(name, reader)

    def day(self, name: str) -> date | None:
        """A day that may be left out; shown again as a calendar has it."""
        found = self.read(name, _as_told(day_of))
        if found is not None:
            self.typed[name] = found.isoformat()
        return found

    def share(self, name: str) -> Share | None:
        """A share: in per cent, or as a fraction."""
        text = self.typed.get(name, "")
        if not text:
            return None
        try:
            return share_as_written(text)
        except NotAsWritten:
            self.errors[name] = simulator_errors.NO_SHARE
            return None

    def days(self) -> tuple[date, date] | None:
        """The days of the case: those given, or the whole month."""
        begins = self.need("month", _as_told(month_of))
        if begins is None:
            return None
        self.typed["month"] = begins.isoformat()[: len("2021-07")]
        month = month_bounds(begins.year, begins.month)
        first, last = self.day("first") or month[0], self.day("last") or month[1]
        for name, day in (("first", first), ("last", last)):
            if not month[0] <= day <= month[1]:
                self.errors[name] = simulator_errors.OUTSIDE_MONTH
        if first > last:
            self.errors["last"] = simulator_errors.LAST_BEFORE_FIRST
        return first, last

    def employer(self) -> Employer:
        situation = self.read("situation", fields.named(situations_of(self.law)))
        sent_on = self.day("agreement_sent_on")
        workforce = self.read("workforce", _as_told(whole_of))
        if "workforce" in self.errors or (workforce is not None and not 0 < workforce <= _MOST):
            self.errors["workforce"] = simulator_errors.WHOLE_NUMBER
            workforce = None
        return Employer(situation or Situation.GENERAL, workforce, sent_on)

    def employee(self) -> Employee | None:
        category = self.category()
        if category is None:
            return None
        loss = self.loss(category)
        if category in PAID_BY_MEAN:
            return None if self.errors else Employee(category, loss=loss)
        kind = self.typed["pay_kind"]
        pay = Employee(category, loss=loss)
        if kind == MONTHLY:
            euros = self.need("monthly_pay", fields.ratio)
            hours = self.need("monthly_hours", _divisor)
            return evolve(pay, monthly_pay=MonthlyPay(euros, hours)) if euros and hours else pay
        if kind == SHARE:
            if category not in APPRENTICES:
                self.errors["pay_kind"] = simulator_errors.SHARE_FOR_APPRENTICES
                return None
            share = self.share("minimum_wage_share")
            if share is None and "minimum_wage_share" not in self.errors:
                self.errors["minimum_wage_share"] = simulator_errors.missing("minimum_wage_share")
            return evolve(pay, share_of_minimum_wage=share)
        return evolve(pay, hourly_pay=self.need("hourly_pay", fields.hourly_pay))

    def category(self) -> EmployeeCategory | None:
        """One that the simulator answers for: not those of private employers."""
        category = self.read("category", fields.one_of(EmployeeCategory))
        if category not in PRIVATE_EMPLOYERS:
            return category
        self.errors["category"] = simulator_errors.PRIVATE_EMPLOYER
        return None

    def loss(self, category: EmployeeCategory) -> Loss | None:
        """The facts of the categories that are assessed from a mean pay."""
        needed = ["mean_pay"] if category in PAID_BY_MEAN | LOSS_IN_HOURS else []
        needed += ["pay_received"] if category in LOSS_IN_HOURS else []
        if category is EmployeeCategory.FREELANCE_JOURNALIST:
            needed.append("scale_minimum")
        if not needed:
            return None
        return Loss(**{name: self.need(name, fields.amount) for name in needed})

    def hours(
        self, employee: Employee | None
    ) -> tuple[Hours | None, tuple[WorkedPeriod, ...] | None]:
        """Hours already counted, or weeks to count from; neither where they come from a loss."""
        if employee is not None and employee.category in LOSS_IN_HOURS:
            return None, None
        if self.typed["hours_kind"] != BY_WEEK:
            return self.need("hours", fields.hours), None
        weeks = tuple(self.weeks())
        if not weeks:
            self.errors.setdefault("week1_contract", simulator_errors.missing("week1_contract"))
        return None, weeks

    def weeks(self) -> Iterator[WorkedPeriod]:
        """The weeks that have something in them."""
        for number in WEEKS:
            names = [f"week{number}_{what}" for what in ("contract", "worked", "leave")]
            if not any(self.typed.get(name) for name in names):
                continue
            contract = self.need(names[0], fields.hours)
            worked, leave = (self.read(name, fields.hours) for name in names[1:])
            if contract is None:
                continue
            week = WorkedPeriod(PeriodUnit.WEEK, contract_hours=contract)
            yield evolve(
                week,
                worked_hours=worked or week.worked_hours,
                leave_hours=leave or week.leave_hours,
            )


_UNREAD = "cette saisie ne peut être lue"


def _as_told(reader: Callable[[str], Value]) -> Callable[[object, str], Value]:
    """A reader of what people write, where those of a case stand."""

    def read(text: object, path: str) -> Value:
        try:
            return reader(str(text))
        except ValueError as error:
            raise InvalidValue("unknown_value", path, str(error), _UNREAD) from error

    return read


def _divisor(text: object, path: str) -> Fraction:
    """Hours that a pay is for, with as many decimals as a pay has."""
    return fields.ratio(text, path)


def _percent(text: object, path: str) -> Fraction:
    """A number of per cent."""
    return fields.ratio(text, path)


def _number(*units: str) -> Callable[[str, str], str]:
    """The way a case writes a number that people write with or without one of these units."""

    def written(text: str, path: str) -> str:
        try:
            return number_as_written(text, *units)
        except NotAsWritten as error:
            raise InvalidValue("not_a_number", path, str(error), _UNREAD) from error

    return written


def _hours(text: str, path: str) -> str:
    """The way a case writes hours; decimals finer than its own are left to it to refuse."""
    try:
        return str(hours_as_written(text).hours)
    except TooPrecise:
        return number_as_written(text, "h", "H")
    except NotAsWritten as error:
        raise InvalidValue("not_hours", path, str(error), _UNREAD) from error


_NOTATIONS: Mapping[Callable[[object, str], Any], Callable[[str, str], str]] = {
    fields.amount: _number("€"),
    fields.ratio: _number("€"),
    fields.hourly_pay: _number("€/h", "€"),
    fields.hours: _hours,
    _divisor: _hours,
    _percent: _number("%"),
}
"""The way people write a value, by the reader of it in a case."""
