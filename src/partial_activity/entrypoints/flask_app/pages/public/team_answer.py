"""What the employees of a form are owed, what the State pays back, and the texts of each euro."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from attrs import field, frozen

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public.team_form import Row, refuse

MOST_STEPS = 60
"""Months of employees whose calculation is told step by step; more would bury the answer."""


@frozen(eq=False)
class Line:
    """One employee, one month."""

    name: Words
    """Of the employee."""
    answer: Assessment
    texts: tuple[int, ...]
    """Numbers of the texts that its amounts rest on."""

    @property
    def month(self) -> date:
        """First day of its month."""
        return self.answer.case.first

    @property
    def net(self) -> Euros | None:
        """Net pay of the month; None where the payslip lacks something, which a warning tells.

        Net pay for work, the net indemnity, and what brings both up to the guaranteed pay
        (L. 3232-5). The employer's complement is gross, and stays apart.
        """
        slip, pay = self.answer.payslip, self.answer.case.pay
        if slip is None or pay is None or slip.net_indemnity is None:
            return None
        assert pay.net_pay_for_work is not None
        return (
            pay.net_pay_for_work + slip.net_indemnity + (slip.complementary_allowance or ZERO_EUROS)
        )

    @property
    def complement(self) -> Euros:
        """The employer's, gross."""
        slip = self.answer.payslip
        return (slip and slip.complement) or ZERO_EUROS


@frozen(eq=False)
class EmployeeAnswer:
    """An employee with each month."""

    name: Words
    lines: tuple[Line, ...]


@frozen(eq=False)
class Totals:
    """Sums of lines."""

    hours: Hours
    indemnity: Euros
    allowance: Euros
    net: Euros | None
    """None where the net pay of a line is not known."""

    @property
    def cost(self) -> Euros:
        """What the employer bears."""
        return self.indemnity - self.allowance


@frozen(eq=False)
class Told:
    """A sentence, and of whom."""

    said: Statement | Refusal
    names: tuple[Words, ...]
    """None: of everybody."""


@frozen(eq=False)
class TeamAnswer:
    """The answer to a form."""

    employees: tuple[EmployeeAnswer, ...]
    texts: tuple[Citation, ...]
    """In the order of their numbers, which begin at 1."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them."""
        return tuple(line for one in self.employees for line in one.lines)

    @property
    def tells_steps(self) -> bool:
        """Whether the calculation is told step by step."""
        return len(self.lines) <= MOST_STEPS

    @property
    def total(self) -> Totals:
        """Of all employees and months."""
        return totals_of(self.lines)

    @property
    def months(self) -> Sequence[tuple[date, Totals]]:
        """By month."""
        months = sorted({line.month for line in self.lines})
        return [
            (month, totals_of(line for line in self.lines if line.month == month))
            for month in months
        ]

    @property
    def payslips(self) -> bool:
        """Whether they were asked for."""
        return any(line.answer.case.pay is not None for line in self.lines)

    @property
    def complements(self) -> Euros:
        """Of all employers' complements, gross."""
        return sum((line.complement for line in self.lines), ZERO_EUROS)

    @property
    def warnings(self) -> tuple[Told, ...]:
        """What should be known, each sentence once."""
        return self._told(lambda answer: answer.warnings)

    @property
    def refusals(self) -> tuple[Told, ...]:
        """Why nothing is due."""
        return self._told(lambda answer: answer.refusals)

    def _told(self, which: "_Said") -> tuple[Told, ...]:
        found: list[tuple[Statement | Refusal, list[Line]]] = []
        for line in self.lines:
            for said in which(line.answer):
                for known, lines in found:
                    if known == said:
                        lines.append(line)
                        break
                else:
                    found.append((said, [line]))
        return tuple(Told(said, self._names(lines)) for said, lines in found)

    def _names(self, lines: Iterable[Line]) -> tuple[Words, ...]:
        names = tuple(dict.fromkeys(line.name for line in lines))
        return () if len(names) == len(self.employees) else names


class _Said(Protocol):
    def __call__(self, answer: Assessment, /) -> Iterable[Statement | Refusal]: ...


def totals_of(lines: Iterable[Line]) -> Totals:
    """The sums of lines."""
    found = list(lines)
    nets = [line.net for line in found]
    known = [net for net in nets if net is not None]
    return Totals(
        sum((line.answer.compensable_hours for line in found), ZERO_HOURS),
        sum((line.answer.indemnity for line in found), ZERO_EUROS),
        sum((line.answer.allowance for line in found), ZERO_EUROS),
        sum(known, ZERO_EUROS) if len(known) == len(nets) else None,
    )


@frozen(eq=False)
class _Texts:
    """Texts by number, in the order in which they were met."""

    numbers: dict[Citation, int] = field(factory=dict)

    def numbered(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers of these."""
        found = {self.numbers.setdefault(one, len(self.numbers) + 1) for one in citations}
        return tuple(sorted(found))


def answered(form: Form, rows: Sequence[Row], law: Law) -> TeamAnswer | None:
    """The answer; None where a case has none, which is told in the form."""
    texts = _Texts()
    employees = [EmployeeAnswer(name_of(row), tuple(_lines(form, row, law, texts))) for row in rows]
    return TeamAnswer(tuple(employees), tuple(texts.numbers)) if form.sound else None


def name_of(row: Row) -> Words:
    """As typed, or by the number of the row."""
    if row.name:
        return Words(row.name, row.name)
    return Words(f"Salarié {row.number}", f"Employee {row.number}")


def _lines(form: Form, row: Row, law: Law, texts: _Texts) -> Iterator[Line]:
    for cell, case in row.cases:
        found = _answer(form, cell, case, law)
        if found is not None:
            yield Line(name_of(row), found, texts.numbered(found.citations))


def _answer(form: Form, cell: str, case: Case, law: Law) -> Assessment | None:
    try:
        return assess(case, law)
    except CannotAnswer as error:
        refuse(form, error, cell)
        return None


def ranges(numbers: Sequence[int]) -> str:
    """``1-4, 7``: numbers in order, runs of three or more drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        [f"{run[0]}\N{EN DASH}{run[-1]}"] if len(run) > 2 else [str(one) for one in run]  # noqa: PLR2004
        for run in runs
    ]
    return ", ".join(part for run in parts for part in run)
