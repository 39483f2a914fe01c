"""The form of several employees: rows over months or weeks, and the cases they make.

Fields of a row end with its number (``pay-2``), those of a cell with the column's too
(``hours-2-1``). A row without pay and hours is no employee; an empty cell is no case.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from attrs import frozen

from partial_activity.domain.as_written import hours_as_written, number_as_written, share_as_written
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
    MonthlyPay,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    WorkedPeriod,
)
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.money import HourlyPay, Share, parse_decimal
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public import simulator_errors
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import CATEGORIES

MOST_EMPLOYEES = 50
MOST_MONTHS = 6
FIRST_ROWS, MORE_ROWS = 3, 5
"""Rows of an empty form, and of a click on *add*."""
BY_MONTH, BY_WEEK = "months", "weeks"
USUAL: Mapping[str, str] = {
    "scheme": Scheme.ORDINARY.value,
    "situation": Situation.GENERAL.value,
    "territory": Territory.NATIONAL.value,
    "indemnity_floor": IndemnityFloor.HOURLY.value,
    "levies": Levies.ORDINARY.value,
    "by": BY_MONTH,
    "months": "1",
}
COMMON = (
    "scheme", "situation", "month", "by", "months", "payslip", "levies", "contribution_share",
    "maintained_share", "territory", "workforce", "agreement_sent_on", "indemnity_floor",
    "known_on",
)  # fmt: skip
"""What holds for all employees, in the order of the page."""
OF_ROW = ("who", "category", "pay", "paid_hours", "contract")
ANSWERED_FOR = {
    category: words
    for category, words in CATEGORIES.items()
    if category not in LOSS_IN_HOURS | PAID_BY_MEAN | PRIVATE_EMPLOYERS
}
"""The others are assessed from facts that a row has no room for."""
_LONGEST_NAME = 60
_MOST_WORKFORCE = 9_999_999
_AN_HOUR = Fraction(1)
_MOST_OF_MONTH, _MOST_OF_WEEK = Hours(74_400), Hours(16_800)
_ZERO_PAY = Words(
    "Indiquez une rémunération brute au-dessus de zéro : 15, ou 43 % (du SMIC) pour un apprenti.",
    "Give a gross pay above zero: 15, or 43 % (of the minimum wage) for an apprentice.",
)
_PAID_HOURS = Words(
    "Indiquez les heures que paie ce brut : 1 à l'heure, 151,67 au mois à temps plein.",
    "Give the hours that this pay is for: 1 by the hour, 151.67 for a full-time month.",
)
_NO_CELL = Words(
    "Indiquez les heures non travaillées d'un mois ou d'une semaine au moins.",
    "Give the hours not worked of one month or week at least.",
)
_NOBODY = Words(
    "Remplissez au moins une ligne : la rémunération brute et les heures non travaillées.",
    "Fill in one row at least: the gross pay and the hours not worked.",
)
_NOT_IN_A_ROW = Words(
    "Pour cette catégorie, utilisez le simulateur d'un salarié.",
    "For this category, use the simulator of one employee.",
)
_ABOVE_CONTRACT = Words(
    "Plus d'heures que le contrat de la semaine.", "More hours than the contract of the week."
)


@frozen
class Column:
    """Days that are a column: a month, or the days of a week in the month."""

    first: date
    last: date

    @property
    def month(self) -> date:
        """First day of its month."""
        return self.first.replace(day=1)


@frozen
class Row:
    """An employee as read: what was typed, and a case for each month."""

    number: int
    name: str
    """As typed; empty where nothing was."""
    cases: tuple[tuple[str, Case], ...]
    """The field that a fault of the case is told beside, and the case."""


def empty(today: date) -> Form:
    """The form as it is first seen: last month, ordinary rules, some empty rows."""
    last_month = today.replace(day=1) - timedelta(days=1)
    form = Form({**USUAL, "month": f"{last_month:%Y-%m}", "rows": str(FIRST_ROWS)})
    _fill_usual(form)
    return form


def rows_of(form: Form) -> int:
    """How many rows are shown."""
    text = form.given.get("rows", "")
    return min(max(int(text), 1), MOST_EMPLOYEES) if text.isascii() and text.isdigit() else 1


def prepared(form: Form) -> Form:
    """The form with what most people leave as it is, where nothing was typed."""
    for name, usual in USUAL.items():
        if not form.has(name):
            form.given[name] = usual
    form.given["rows"] = str(rows_of(form))
    form.given["by"] = BY_WEEK if by_week(form) else BY_MONTH
    form.given["months"] = str(months_of(form))
    if not form.has("payslip"):
        form.given.pop("maintained_share", None)
    _fill_usual(form)
    return form


def _fill_usual(form: Form) -> None:
    for row in range(1, rows_of(form) + 1):
        for name, usual in _USUAL_OF_ROW.items():
            if not form.has(f"{name}-{row}"):
                form.given[f"{name}-{row}"] = usual


_USUAL_OF_ROW = {"category": EmployeeCategory.STANDARD.value, "paid_hours": "1", "contract": "35"}


def by_week(form: Form) -> bool:
    """Whether the columns are the weeks of one month."""
    return form.given.get("by") == BY_WEEK


def months_of(form: Form) -> int:
    """How many months are shown."""
    text = form.given.get("months", "")
    found = int(text) if text.isascii() and text.isdigit() else 1
    return 1 if by_week(form) else min(max(found, 1), MOST_MONTHS)


def columns_of(form: Form) -> tuple[Column, ...]:
    """The columns of the months asked for; none where no month can be read."""
    begins = Form({"month": form.given.get("month", "")}).month("month")
    if begins is None:
        return ()
    if by_week(form):
        spans = [one.span for one in slices_of(begins)]
        return tuple(Column(span.first, span.last) for span in spans if span.last)
    found: list[Column] = []
    for _ in range(months_of(form)):
        found.append(Column(*month_bounds(begins.year, begins.month)))
        begins = found[-1].last + timedelta(days=1)
    return tuple(found)


def without_row(form: Form, removed: int) -> Form:
    """The form with a row less; those below move up."""
    kept = [number for number in range(1, rows_of(form) + 1) if number != removed]
    given = {name: form.given[name] for name in COMMON if form.has(name)}
    for at, number in enumerate(kept, start=1):
        given |= moved_row(form, number, at)
    return prepared(Form({**given, "rows": str(max(len(kept), 1))}))


def moved_row(form: Form, row: int, to: int) -> dict[str, str]:
    """The fields of a row under another number."""
    names = [(f"{name}-{row}", f"{name}-{to}") for name in OF_ROW]
    for name in ("hours", "net"):
        cells = range(1, MOST_MONTHS + 1)
        names += [(f"{name}-{row}-{cell}", f"{name}-{to}-{cell}") for cell in cells]
    return {new: form.given[old] for old, new in names if form.has(old)}


def has_row(form: Form, row: int) -> bool:
    """Whether an employee is in a row."""
    named = form.has(f"who-{row}") or form.has(f"pay-{row}")
    return named or any(form.has(f"hours-{row}-{at}") for at in range(1, MOST_MONTHS + 1))


def kept(form: Form) -> dict[str, str]:
    """What a link holds of a form that was read: no name, nothing unread, nothing that is usual.

    What nobody read could be anything, a name in the wrong field too.
    """
    found = {name: form.given[name] for name in COMMON if form.has(name)}
    found = {name: text for name, text in found.items() if USUAL.get(name) != text}
    at = 0
    for row in range(1, rows_of(form) + 1):
        if has_row(form, row):
            at += 1
            cells = moved_row(form, row, at)
            found |= {name: cells[name] for name in _read_cells(form, at) if name in cells}
    return {**found, "rows": str(max(at, 1))}


def _read_cells(form: Form, row: int) -> Iterator[str]:
    """The fields of a row that are read, but for its name."""
    weeks, columns = by_week(form), len(columns_of(form))
    yield from (f"category-{row}", f"pay-{row}", f"paid_hours-{row}")
    yield from (f"hours-{row}-{at}" for at in range(1, columns + 1))
    if weeks:
        yield f"contract-{row}"
    if form.has("payslip"):
        yield from (f"net-{row}-{at}" for at in range(1, (1 if weeks else columns) + 1))


def named(form: Form) -> bool:
    """Whether somebody is named."""
    return any(form.has(f"who-{row}") for row in range(1, rows_of(form) + 1))


def read(form: Form, law: Law) -> tuple[Row, ...]:
    """The employees, as far as they can be read: what is wrong is told in the form."""
    common = _Common.of(form, law)
    columns = columns_of(form)
    rows: list[Row] = []
    for row in range(1, rows_of(form) + 1):
        if has_row(form, row):
            name = form.text(f"who-{row}", needed=False, longest=_LONGEST_NAME) or ""
            rows.append(Row(row, name, tuple(_cases(form, row, common, columns))))
    if not rows:
        form.wrong("pay-1", _NOBODY)
    return tuple(rows)


@frozen
class _Common:
    """What holds for all employees."""

    scheme: Scheme | None
    employer: Employer
    territory: Territory | None
    floor: IndemnityFloor | None
    known_on: date | None
    payslip: bool
    levies: Levies | None
    contribution: Share | None
    maintained: Share | None

    @classmethod
    def of(cls, form: Form, law: Law) -> "_Common":
        """As typed; None where it cannot be read, which is told."""
        form.month("month")
        workforce = form.whole("workforce", needed=False, least=1, most=_MOST_WORKFORCE)
        situation = form.choice("situation", situations_of(law).values())
        sent_on = form.day("agreement_sent_on", needed=False)
        payslip = form.has("payslip")
        return cls(
            scheme=form.choice("scheme", Scheme),
            employer=Employer(situation or Situation.GENERAL, workforce, sent_on),
            territory=form.choice("territory", Territory),
            floor=form.choice("indemnity_floor", IndemnityFloor),
            known_on=form.day("known_on", needed=False),
            payslip=payslip,
            levies=form.choice("levies", Levies),
            contribution=_share(form, "contribution_share"),
            maintained=_share(form, "maintained_share") if payslip else None,
        )

    def case(
        self,
        column: Column,
        employee: Employee,
        pay: Pay | None,
        hours: Hours | tuple[WorkedPeriod, ...],
    ) -> Case:
        """The case of an employee's month.

        Raises:
            InvalidValue: its facts do not go together.
        """
        assert self.scheme
        assert self.territory
        assert self.floor
        return Case(
            scheme=self.scheme,
            first=column.first,
            last=column.last,
            employee=employee,
            employer=self.employer,
            unworked_hours=hours if isinstance(hours, Hours) else None,
            periods=None if isinstance(hours, Hours) else hours,
            known_on=self.known_on,
            territory=self.territory,
            indemnity_floor=self.floor,
            pay=pay,
        )

    def pay(self, form: Form, name: str) -> Pay | None:
        """What a payslip is made from; nothing where none is asked for."""
        if not self.payslip:
            return None
        net = form.euros(name, needed=False)
        return Pay(net, self.contribution, self.maintained, self.levies or Levies.ORDINARY)


def _cases(
    form: Form, row: int, common: _Common, columns: tuple[Column, ...]
) -> Iterator[tuple[str, Case]]:
    employee = _employee(form, row)
    cells = [f"hours-{row}-{at}" for at in range(1, len(columns) + 1)]
    if columns and not any(form.has(cell) for cell in cells):
        form.wrong(cells[0], _NO_CELL)
    if by_week(form):
        yield from _month_of_weeks(form, row, common, columns, employee)
        return
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True), start=1):
        hours = form.hours(cell, needed=False, most=_MOST_OF_MONTH)
        pay = common.pay(form, f"net-{row}-{at}")
        if form.sound and employee is not None and hours is not None:
            yield from _tried(form, cell, partial(common.case, column, employee, pay, hours))


def _month_of_weeks(
    form: Form, row: int, common: _Common, columns: tuple[Column, ...], employee: Employee | None
) -> Iterator[tuple[str, Case]]:
    """One case of the month, its hours counted week by week."""
    contract = form.hours(f"contract-{row}", most=_MOST_OF_WEEK)
    weeks: list[WorkedPeriod] = []
    for at in range(1, len(columns) + 1):
        cell = f"hours-{row}-{at}"
        lost = form.hours(cell, needed=False, most=_MOST_OF_WEEK)
        if contract is None or lost is None or lost == ZERO_HOURS:
            continue
        if lost > contract:
            form.wrong(cell, _ABOVE_CONTRACT)
            continue
        weeks.append(
            WorkedPeriod(PeriodUnit.WEEK, contract_hours=contract, worked_hours=contract - lost)
        )
    pay = common.pay(form, f"net-{row}-1")
    if form.sound and employee is not None and columns:
        month = Column(columns[0].first, columns[-1].last)
        made = partial(common.case, month, employee, pay, tuple(weeks) or ZERO_HOURS)
        yield from _tried(form, f"contract-{row}", made)


def _tried(form: Form, cell: str, made: Callable[[], Case]) -> Iterator[tuple[str, Case]]:
    """The case of a cell; none where its facts do not go together, which is told."""
    try:
        yield cell, made()
    except CannotAnswer as error:
        refuse(form, error, cell)


def refuse(form: Form, error: CannotAnswer, cell: str) -> None:
    """Tell what a case was refused for: beside the common field it is about, or its own cell."""
    name = simulator_errors.field_of(error.path)
    form.wrong(
        name if name in COMMON else cell, simulator_errors.error_message(error, name or cell)
    )


def _employee(form: Form, row: int) -> Employee | None:
    name = f"category-{row}"
    category = form.choice(name, EmployeeCategory)
    if category is None:
        return None
    if category not in ANSWERED_FOR:
        form.wrong(name, _NOT_IN_A_ROW)
        return None
    if "%" in form.given.get(f"pay-{row}", ""):
        return _paid_by_share(form, f"pay-{row}", category)
    euros = form.read(f"pay-{row}", _euros, _ZERO_PAY, missing=_ZERO_PAY)
    hours = form.read(f"paid_hours-{row}", _hours, _PAID_HOURS)
    if euros is None or hours is None:
        return None
    if hours == _AN_HOUR:
        return Employee(category, HourlyPay(euros))
    return Employee(category, monthly_pay=MonthlyPay(euros, hours))


def _paid_by_share(form: Form, name: str, category: EmployeeCategory) -> Employee | None:
    """Who is paid a share of the minimum wage."""
    share = form.read(name, share_as_written, simulator_errors.NO_SHARE)
    if category not in APPRENTICES:
        form.wrong(name, simulator_errors.SHARE_FOR_APPRENTICES)
        return None
    return Employee(category, share_of_minimum_wage=share) if share else None


def _euros(text: str) -> Fraction:
    return _above_zero(parse_decimal(number_as_written(text, "€/h", "€")))


def _hours(text: str) -> Fraction:
    return _above_zero(hours_as_written(text).hours.exact)


def _above_zero(number: Fraction) -> Fraction:
    if number <= 0:
        raise ValueError(number)
    return number


def _share(form: Form, name: str) -> Share | None:
    return form.read(name, share_as_written, simulator_errors.NO_SHARE, needed=False)
