"""What was asked of several employees, as the answer and its print say it again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from partial_activity.domain.assessment.cases import Case
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import (
    choose,
    euros,
    hours,
    month,
    say,
    short_month,
    with_unit,
)
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices
from partial_activity.entrypoints.flask_app.pages.public import simulator_errors
from partial_activity.entrypoints.flask_app.pages.public import team_form as forms
from partial_activity.entrypoints.flask_app.pages.public.simulator_inputs import (
    Input,
    employee_inputs,
    employer_inputs,
    pay_inputs,
)
from partial_activity.entrypoints.flask_app.pages.public.team_answer import name_of


@frozen
class RowInputs:
    """What was typed of one employee."""

    name: Words
    inputs: tuple[Input, ...]


@frozen
class TeamInputs:
    """What was typed in the form."""

    common: tuple[Input, ...]
    rows: tuple[RowInputs, ...]


def inputs_of(form: Form, rows: Sequence[forms.Row], today: date) -> TeamInputs:
    """All of it, of a form that was answered."""
    columns = forms.columns_of(form)
    first = rows[0].cases[0][1]
    return TeamInputs(
        tuple(_common(first, columns, today)),
        tuple(RowInputs(name_of(row), tuple(_of_row(form, row, columns))) for row in rows),
    )


def _common(case: Case, columns: Sequence[forms.Column], today: date) -> Iterator[Input]:
    yield Words("Dispositif", "Scheme"), say(choices.SCHEMES[case.scheme])
    first, last = columns[0].month, columns[-1].month
    months = month(first) if first == last else f"{month(first)} – {month(last)}"
    yield Words("Mois", "Months"), months
    yield from employer_inputs(case, today)
    if case.pay is not None:
        yield from pay_inputs(evolve(case.pay, net_pay_for_work=None))


def _of_row(form: Form, row: forms.Row, columns: Sequence[forms.Column]) -> Iterator[Input]:
    case = row.cases[0][1]
    yield from employee_inputs(case.employee)
    if forms.by_week(form):
        contract = form.hours(f"contract-{row.number}")
        assert contract is not None
        yield Words("Contrat", "Contract"), with_unit(hours(contract), choose("h/sem.", "h/week"))
    told, colon = [], choose(" : ", ": ")
    for at, column in enumerate(columns, start=1):
        lost = form.hours(f"hours-{row.number}-{at}", needed=False)
        if lost is not None:
            told.append(f"{column_words(form, column)}{colon}{with_unit(hours(lost), 'h')}")
    yield Words("Heures non travaillées", "Hours not worked"), ", ".join(told)
    nets = [
        f"{month(one.first)}{colon}{euros(one.pay.net_pay_for_work)}"
        for _, one in row.cases
        if one.pay is not None and one.pay.net_pay_for_work is not None
    ]
    if nets:
        yield Words("Net payé pour le travail", "Net pay for work"), ", ".join(nets)


def column_words(form: Form, column: forms.Column) -> str:
    """A month, or the days of a week."""
    if not forms.by_week(form):
        return month(column.first)
    days = str(column.first.day)
    if column.last != column.first:
        days += f"\N{EN DASH}{column.last.day}"
    return f"{days} {short_month(column.first)}"


def labels_of(form: Form) -> Mapping[str, str]:
    """What the list of faults calls each field of a row."""
    found = {name: say(simulator_errors.label(name)) for name in forms.COMMON}
    columns = [column_words(form, column) for column in forms.columns_of(form)]
    for row in range(1, forms.rows_of(form) + 1):
        said = choose(f"Salarié {row}", f"Employee {row}")
        found |= {f"{name}-{row}": f"{said}, {say(_LABELS[name])}" for name in forms.OF_ROW}
        for at, column in enumerate(columns, start=1):
            found[f"hours-{row}-{at}"] = f"{said}, {column}"
            found[f"net-{row}-{at}"] = f"{said}, {choose('net de', 'net pay of')} {column}"
    return found


_LABELS: Mapping[str, Words] = {
    "who": Words("nom", "name"),
    "category": Words("catégorie", "category"),
    "pay": Words("rémunération", "pay"),
    "paid_hours": Words("heures payées", "hours paid"),
    "contract": Words("contrat", "contract"),
}
