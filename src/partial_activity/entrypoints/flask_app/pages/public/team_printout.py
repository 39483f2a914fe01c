"""The answer for several employees as a PDF, in French: inputs, amounts, warnings, texts."""

from collections.abc import Iterator, Sequence
from datetime import date

from partial_activity.domain.letters.documents import (
    Column,
    Fact,
    Facts,
    Figures,
    Items,
    Paragraph,
    Phrase,
    Printout,
    Section,
    Table,
    Value,
    cited_value,
    facts,
)
from partial_activity.domain.release import VERSION
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import cited_name, month, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices
from partial_activity.entrypoints.flask_app.pages.public.simulator_inputs import Input
from partial_activity.entrypoints.flask_app.pages.public.team_answer import (
    Line,
    TeamAnswer,
    Told,
    Totals,
    ranges,
)
from partial_activity.entrypoints.flask_app.pages.public.team_form import Row
from partial_activity.entrypoints.flask_app.pages.public.team_inputs import inputs_of

_NOTE = "Simulation : elle n'engage ni l'employeur ni l'administration"
_NONE = "—"


def printout(form: Form, answer: TeamAnswer, rows: Sequence[Row], today: date) -> Printout:
    """What is printed of an answer."""
    inputs = inputs_of(form, rows, today)
    months = next(said for words, said in inputs.common if words.french == "Mois")
    return Printout(
        title=f"Simulation d'activité partielle, {months}",
        day=today,
        note=_NOTE,
        blocks=(_facts(inputs.common), _figures(answer.total, answer)),
        sections=(
            Section("Par salarié et par mois", tuple(_amounts(answer))),
            *_told("Rien n'est dû", answer.refusals),
            *_told("À savoir", answer.warnings),
            Section(
                "Ce qui a été indiqué",
                tuple(
                    _facts(((Words("Salarié", "Employee"), say(row.name)), *_renamed(row.inputs)))
                    for row in inputs.rows
                ),
            ),
            *_steps(answer),
            _texts(answer),
        ),
    )


def _renamed(inputs: Sequence[Input]) -> Iterator[Input]:
    """The category stands below the name, which is the employee's."""
    for words, said in inputs:
        yield (Words("Catégorie", "Category") if words.french == "Salarié" else words), said


def _facts(inputs: Sequence[Input]) -> Facts:
    return facts(*((words.french, said) for words, said in inputs))


def _figures(total: Totals, answer: TeamAnswer) -> Figures:
    pairs: list[tuple[str, Value]] = [
        ("Indemnité brute", total.indemnity),
        ("Allocation de l'État", total.allowance),
        ("Reste à charge", total.cost),
    ]
    if answer.payslips and total.net is not None:
        pairs.append(("Net à payer", total.net))
    return Figures(tuple(Fact(label, value) for label, value in pairs))


def _amounts(answer: TeamAnswer) -> Iterator[Table | Paragraph]:
    columns = [
        Column("Salarié", wide=True),
        Column("Mois"),
        Column("Heures", number=True),
        Column("Indemnité", number=True),
        Column("Allocation", number=True),
        Column("Reste à charge", number=True),
    ]
    if answer.payslips:
        columns.append(Column("Net à payer", number=True))
    columns.append(Column("Textes"))
    rows = tuple((say(line.name), *_line(line, answer)) for line in answer.lines)
    yield Table("Montants", tuple(columns), rows, ("Total", "", *_sums(answer.total, answer), ""))
    months = answer.months
    if len(months) > 1:
        yield Table(
            "Totaux par mois",
            (Column("Mois", wide=True), *columns[2:-1]),
            tuple((month(when), *_sums(sums, answer)) for when, sums in months),
        )
    yield Paragraph(
        Phrase(
            "Les numéros de la dernière colonne sont ceux de la liste des textes. Le reste à "
            "charge est l'indemnité moins l'allocation, hors cotisations."
        )
    )
    if answer.payslips:
        yield Paragraph(
            Phrase(
                "Le net à payer ajoute au net du travail indiqué l'indemnité nette de ses "
                "prélèvements et, s'il y a lieu, l'allocation complémentaire (L. 3232-5), avant "
                "l'impôt prélevé à la source. Complément de l'employeur, brut, en plus : "
                "{complement}.",
                {"complement": answer.complements},
            )
        )


def _line(line: Line, answer: TeamAnswer) -> tuple[Value, ...]:
    found = line.answer
    net: tuple[Value, ...] = (line.net or _NONE,) if answer.payslips else ()
    return (
        month(line.month),
        found.compensable_hours,
        found.indemnity,
        found.allowance,
        found.remaining_cost,
        *net,
        ranges(line.texts),
    )


def _sums(total: Totals, answer: TeamAnswer) -> tuple[Value, ...]:
    net: tuple[Value, ...] = (total.net or _NONE,) if answer.payslips else ()
    return (total.hours, total.indemnity, total.allowance, total.cost, *net)


def _told(heading: str, told: Sequence[Told]) -> Iterator[Section]:
    if told:
        items = tuple(
            Phrase(
                "{said} ({names})" if one.names else "{said}",
                {"said": one.said, "names": ", ".join(say(name) for name in one.names)},
            )
            for one in told
        )
        yield Section(heading, (Items(items),))


def _steps(answer: TeamAnswer) -> Iterator[Section]:
    if not answer.tells_steps:
        return
    for line in (one for one in answer.lines if not one.answer.refusals):
        heading = f"Le calcul : {say(line.name)}, {month(line.month)}"
        yield Section(heading, (Items(tuple(line.answer.steps)), *_decided(line)))


def _decided(line: Line) -> Iterator[Paragraph]:
    found = line.answer
    if found.indemnity_decided_by and found.allowance_decided_by:
        yield Paragraph(
            Phrase(
                "Par heure : indemnité de {indemnity} ({owed}), allocation de {allowance} "
                "({paid}).",
                {
                    "indemnity": found.hourly_indemnity,
                    "owed": say(choices.DECIDED[found.indemnity_decided_by]),
                    "allowance": found.hourly_allowance,
                    "paid": say(choices.DECIDED[found.allowance_decided_by]),
                },
            )
        )


def _texts(answer: TeamAnswer) -> Section:
    rows = tuple(
        (
            number,
            cited_name(one),
            cited_value(one),
            one.article,
            one.text,
            one.published or "jour inconnu",
        )
        for number, one in enumerate(answer.texts, start=1)
    )
    table = Table(
        "Textes appliqués",
        (
            Column("N°", number=True),
            Column("Ce que le texte fixe", wide=True),
            Column("Valeur"),
            Column("Article"),
            Column("Texte"),
            Column("Publié au JO le"),
        ),
        rows,
    )
    note = Phrase(
        "Sans autre précision, les articles sont ceux du code du travail. Calculé par "
        "partial-activity {version}.",
        {"version": VERSION},
    )
    return Section("Les textes", (table, Paragraph(note)))
