"""The first sheet of a workbook (.xlsx, .xls, .ods) as the CSV it would be saved as.

A number is written as the spreadsheet shows it: with fifteen significant digits, so that what a
formula left in the sixteenth is not taken for a decimal somebody typed. Rows keep their numbers.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import BinaryIO

LARGEST_UNPACKED = 1 << 30
"""Bytes a workbook may unpack to; one of a million rows has some hundred million."""
SEPARATOR = ";"


class NoReader(Exception):
    """The extra ``sheets`` is not installed."""


class BrokenSheet(Exception):
    """It begins like a workbook and cannot be read as one, or unpacks to more than is taken."""


def as_csv(file: BinaryIO) -> BinaryIO:
    """The first sheet, as CSV in UTF-8, buffered and at its beginning.

    Raises:
        NoReader: the extra ``sheets`` is not installed.
        BrokenSheet: it is no workbook we can read.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise NoReader from error
    packed = io.BytesIO(file.read())
    _refuse_a_bomb(packed)
    try:
        rows = (
            CalamineWorkbook.from_filelike(packed)
            .get_sheet_by_index(0)
            .to_python(skip_empty_area=False)
        )
    except CalamineError as error:
        raise BrokenSheet from error
    return _buffered(rows)


def _refuse_a_bomb(packed: BinaryIO) -> None:
    if not zipfile.is_zipfile(packed):
        return  # The older kind is not packed.
    with zipfile.ZipFile(packed) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise BrokenSheet
    packed.seek(0)


def _buffered(rows: Sequence[Sequence[object]]) -> BinaryIO:
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\n")
    months = _months(rows)
    for row in rows:
        writer.writerow([_cell(value, month=at in months) for at, value in enumerate(row)])
    text.detach()
    raw.seek(0)
    return io.BufferedReader(raw)


def _months(rows: Sequence[Sequence[object]]) -> frozenset[int]:
    """Columns of months, which spreadsheets take for the first day of each."""
    header: Iterator[Sequence[object]] = (row for row in rows if any(row))
    names = next(header, ())
    return frozenset(at for at, name in enumerate(names) if str(name).strip().lower() == "mois")


def _cell(value: object, *, month: bool) -> str:
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"  # noqa: PLR2004  digits
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%Y-%m}" if month and value.day == 1 else value.isoformat()
    # A cell holds no line break: one line is one row.
    return " ".join(str(value).splitlines()) if isinstance(value, str) else str(value)
