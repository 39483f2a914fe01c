"""Rows of the form from a table: cells of a spreadsheet that were pasted, or a file of text."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from werkzeug.datastructures import FileStorage

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.words import Words, folded
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.public import team_form as forms

LONGEST_TABLE = 50_000
"""Characters: fifty employees over six months are a tenth of that."""
NO_TABLE = Words(
    "Collez au moins une ligne, ou joignez un fichier.", "Paste one line at least, or join a file."
)
_NO_TEXT = Words(
    "Ce fichier n'est pas un texte : enregistrez la feuille en CSV, ou copiez-collez ses cellules.",
    "This file is no text: save the sheet as CSV, or copy and paste its cells.",
)
_TOO_MANY = Words(
    f"Le simulateur s'arrête à {forms.MOST_EMPLOYEES} salariés : rien n'a été ajouté. Au-delà, "
    "utilisez la commande assess-file ou l'API.",
    f"The simulator stops at {forms.MOST_EMPLOYEES} employees: nothing was added. Beyond, use the "
    "command assess-file or the API.",
)
_NAMED = {
    **{folded(one.value): one for one in forms.ANSWERED_FOR},
    **{folded(words.french): one for one, words in forms.ANSWERED_FOR.items()},
    **{folded(words.english): one for one, words in forms.ANSWERED_FOR.items()},
    folded("temps plein"): EmployeeCategory.STANDARD,
    folded("temps partiel"): EmployeeCategory.PART_TIME,
}
"""What people call a category, without accents or capitals."""


def add_rows(form: Form, file: FileStorage | None) -> int | None:
    """Put the rows of the table behind those that are filled in; the first of them.

    None where there is nothing to add, which is told beside the table.
    """
    text = form.written("table", needed=False, longest=LONGEST_TABLE) or ""
    if file is not None and file.filename:
        try:
            text = file.read(4 * LONGEST_TABLE).decode("utf-8-sig")
        except UnicodeDecodeError:
            form.wrong("file", _NO_TEXT)
            return None
    if not form.sound:
        return None
    found = list(islice(_rows(text), forms.MOST_EMPLOYEES + 1))
    if not found:
        form.wrong("table", NO_TABLE)
        return None
    filled = [row for row in range(1, forms.rows_of(form) + 1) if forms.has_row(form, row)]
    if len(filled) + len(found) > forms.MOST_EMPLOYEES:
        form.wrong("table", _TOO_MANY)
        return None
    given = {name: form.given[name] for name in forms.COMMON if form.has(name)}
    for at, row in enumerate(filled, start=1):
        given |= forms.moved_row(form, row, at)
    cells = len(forms.columns_of(form)) or 1
    for at, row_cells in enumerate(found, start=len(filled) + 1):
        given |= _fields(row_cells, at, cells, weeks=forms.by_week(form))
    given["rows"] = str(len(filled) + len(found))
    form.given.clear()
    form.given.update(given)
    forms.prepared(form)
    return len(filled) + 1


def _rows(text: str) -> Iterator[Sequence[str]]:
    """The lines that have a figure in them: the others are heads and gaps."""
    mark = next((one for one in "\t;" if one in text), ",")
    for cells in csv.reader(io.StringIO(text), delimiter=mark):
        if any(sign.isdigit() for cell in cells[2:] for sign in cell):
            yield [cell.strip() for cell in cells]


def _fields(cells: Sequence[str], row: int, columns: int, *, weeks: bool) -> dict[str, str]:
    """The fields of a row, in the order of the form."""
    names = [f"who-{row}", f"category-{row}", f"pay-{row}", f"paid_hours-{row}"]
    names += [f"contract-{row}"] if weeks else []
    names += [f"hours-{row}-{at}" for at in range(1, columns + 1)]
    names += [f"net-{row}-{at}" for at in range(1, (1 if weeks else columns) + 1)]
    found = {name: text for name, text in zip(names, cells, strict=False) if text}
    category = _NAMED.get(folded(found.get(names[1], "")))
    if category is not None:
        found[names[1]] = category.value
    return found
