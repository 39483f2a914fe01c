"""Reads one workbook from standard input, writes its first sheet as CSV, and ends.

``sheet`` runs this file in a process of its own, which may take so much memory and time and no
more: what a workbook does to its reader, it does to this process alone. It imports nothing of ours,
so that it starts at once.

Arguments: bytes of memory, seconds of processor, bytes unpacked, cells of the rectangle.
"""

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import IO, BinaryIO, TextIO
from xml.parsers import expat

DONE, BROKEN, TOO_LARGE = 0, 3, 4
"""How it ends, as its exit status; any other, or a signal: it had not memory or time enough."""
SEPARATOR = ";"
_BLOCK = 1 << 20
_TAIL = 64
"""Bytes looked at again with the block that follows: a reference may lie across both."""
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,7})([0-9]{1,10})["']""")
_ODS_CELLS = ("table-cell", "covered-table-cell")


class TooLarge(Exception):
    """It unpacks to more, or its cells lie further apart, than is taken."""


def main(arguments: Sequence[str]) -> int:
    """Read, write, and say how it ended."""
    memory, seconds, unpacked, cells = map(int, arguments)
    _limit(memory, seconds)
    # An extra; imported under the limits.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    packed = io.BytesIO(sys.stdin.buffer.read())
    try:
        _measure(packed, unpacked, cells)
        sheet = CalamineWorkbook.from_filelike(packed).get_sheet_by_index(0)
        if sheet.total_height * sheet.total_width > cells:
            return TOO_LARGE
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        _write(sheet.iter_rows(), out)
        out.flush()
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except (CalamineError, zipfile.BadZipFile, expat.ExpatError, ValueError, OSError, LookupError):
        # Damaged, locked by a password, or of no kind that is known.
        return BROKEN
    return DONE


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  no such limits on Windows: the time is still limited
    except ModuleNotFoundError:
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901
        resource.setrlimit(what, (most, most))


def _measure(packed: BinaryIO, unpacked: int, cells: int) -> None:
    """Look how far the cells lie apart, block by block, before anything makes room for them.

    Raises:
        TooLarge: too far, or it unpacks to more than is taken, whatever its list of parts says.
    """
    if not zipfile.is_zipfile(packed):
        packed.seek(0)
        return  # The older kind is not packed, and holds 16 million cells at most.
    with zipfile.ZipFile(packed) as parts:
        listed = parts.infolist()
        if sum(part.file_size for part in listed) > unpacked:
            raise TooLarge
        left = unpacked
        for part in listed:
            if not part.filename.endswith(".xml"):
                continue
            with parts.open(part) as content:
                measure = _ods_extent if part.filename == "content.xml" else _extent
                left -= measure(_blocks(content, left), cells)
    packed.seek(0)


def _blocks(content: IO[bytes], left: int) -> Iterator[bytes]:
    while block := content.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise TooLarge
        yield block


def _extent(blocks: Iterator[bytes], most: int) -> int:
    """How many bytes there were; their cells say where each is: ``r="C12"``."""
    size = width = height = 0
    tail = b""
    for block in blocks:
        size += len(block)
        text = tail + block
        tail = text[-_TAIL:]
        found = set(_REFERENCE.findall(text))
        if not found:
            continue
        width = max(width, *map(_column, {letters for letters, _ in found}))
        height = max(height, *(int(number) for _, number in found))
        if width * height > most:
            raise TooLarge
    return size


def _column(letters: bytes) -> int:
    number = 0
    for one in letters.upper():
        number = number * 26 + one - ord("A") + 1
    return number


def _ods_extent(blocks: Iterator[bytes], most: int) -> int:
    """How many bytes there were; a cell, or a row, says how often it is repeated."""
    extent = _OdsExtent(most)
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.StartElementHandler, reader.EndElementHandler = extent.begin, extent.end
    reader.EntityDeclHandler = extent.no_entities
    size = 0
    for block in blocks:
        size += len(block)
        reader.Parse(block, False)  # noqa: FBT003  expat's own
    reader.Parse(b"", True)  # noqa: FBT003  expat's own
    return size


class _OdsExtent:
    """The rectangle of the cells with a value, as a parser meets them.

    Spreadsheets fill a sheet to its end with one empty cell repeated: those do not count.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._row = self._column = self._width = self._height = 0
        self._filled = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._column, self._filled = 0, False
            self._row += int(plain.get("number-rows-repeated", 1))
        elif kind in _ODS_CELLS:
            self._column += int(plain.get("number-columns-repeated", 1))
            if "value-type" in plain or "formula" in plain:
                self._width, self._filled = max(self._width, self._column), True

    def end(self, name: str) -> None:
        if self._filled and name.rpartition(" ")[2] == "table-row":
            self._height = max(self._height, self._row)
            if self._width * self._height > self._most:
                raise TooLarge

    def no_entities(self, *_declared: object) -> None:
        raise TooLarge


def _write(rows: Iterator[Sequence[object]], out: TextIO) -> None:
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    months: frozenset[int] | None = None
    for row in rows:
        if months is None and any(row):
            months = _months(row)
        writer.writerow([_cell(value, month=at in (months or ())) for at, value in enumerate(row)])


def _months(header: Sequence[object]) -> frozenset[int]:
    """Columns of months, which spreadsheets take for the first day of each."""
    return frozenset(at for at, name in enumerate(header) if str(name).strip().lower() == "mois")


def _cell(value: object, *, month: bool) -> str:
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"  # noqa: PLR2004  digits
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%Y-%m}" if month and value.day == 1 else value.isoformat()
    # A cell holds no line break: one line is one row.
    return " ".join(str(value).splitlines()) if isinstance(value, str) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
