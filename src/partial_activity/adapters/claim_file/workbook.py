"""Workbooks of claim lines (``.xlsx``), to be filled in or mended in a spreadsheet.

They are made in memory: what names people reaches a disk encrypted, and no other way.
"""

import io
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from importlib.util import find_spec

from attrs import frozen

from partial_activity.adapters.claim_file.header import ERROR_COLUMNS
from partial_activity.adapters.claim_file.sheet_child import plain

LONGEST_CELL = 32_767
"""Signs that a cell of a workbook may hold; what is longer is cut, and stands whole in the CSV."""
_WIDTH, _WIDEST = 16, 60
_RED = "#ffd9d4"


@frozen
class Row:
    """A line of the sheet."""

    cells: Sequence[str | Decimal]
    """A text stays as it is, whatever it looks like; an empty one is left to be filled in."""
    wrong: Collection[str] = ()
    """Columns to be mended."""


def can_write() -> bool:
    """Whether what writes workbooks (extra ``sheets``) is installed."""
    return find_spec("xlsxwriter") is not None


def workbook(title: str, names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet under a header that stays in sight; what is wrong has a colour."""
    from xlsxwriter import Workbook  # noqa: PLC0415  an extra

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        # A text cell keeps what is typed into it: 7.5 is no 7 May, and a number keeps its zeros.
        text, wrong = ({"num_format": "@"}, {"num_format": "@", "bg_color": _RED})
        head, text, wrong = map(book.add_format, ({"bold": True}, text, wrong))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            sheet.set_column(column, column, _WIDEST if name in ERROR_COLUMNS[-1:] else _WIDTH)
            sheet.write_string(0, column, name[:LONGEST_CELL], head)
        row = 0
        for row, each in enumerate(rows, start=1):
            for column, cell in enumerate(each.cells):
                bad = plain(names[column]) in each.wrong
                if isinstance(cell, Decimal):
                    sheet.write_number(row, column, cell)
                elif cell:
                    sheet.write_string(row, column, cell[:LONGEST_CELL], wrong if bad else text)
                elif bad:
                    sheet.write_blank(row, column, None, wrong)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})
    return out.getvalue()
