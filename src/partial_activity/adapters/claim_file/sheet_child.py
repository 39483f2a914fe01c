"""Reads one workbook from standard input, writes one of its sheets as CSV, and ends.

``sheet`` runs this file in a process of its own, which may take so much memory and time and no
more: what a workbook does to its reader, it does to this process alone. It imports nothing of ours,
so that it starts at once.

Arguments: bytes of memory, seconds of processor, bytes unpacked, cells of the rectangle; and, in
JSON, which sheet is asked for, or the columns that tell it. The first line of the answer says, in
JSON too, which sheet it is, or why none.
"""

import csv
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import IO, Any, BinaryIO, TextIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

DONE, BROKEN, TOO_LARGE = 0, 3, 4
"""The exit statuses it ends with; any other, or a signal: it had not memory or time enough."""
SEPARATOR = ";"
_DECIMALS = 10
"""The most decimals: as many as a pay may have."""
_BLOCK = 1 << 20
_TAIL = 64
"""Bytes looked at again with the block that follows: a reference may lie across both."""
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,7})([0-9]{1,10})["']""")
_BLOCK_OF_ROWS = 4096
_STYLES, _WORKBOOK = "xl/styles.xml", "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TWO_DECIMALS = frozenset({2, 4, 39, 40})
"""Formats that every workbook knows by number: ``0.00`` and its kin."""
_FEWEST = 2
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FIXED = re.compile(r"[#0, €\u00a0\u202f-]*0\.(0+)[ €\u00a0\u202f-]*")
_STYLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? s="([0-9]{1,5})"')
_FORMULA_TAIL = 1024
"""Longest formula that is found across two blocks."""
_FORMULA = re.compile(
    rb'<c(?![^>]*\bt="(?:str|e|b)")[^>]*><f[^>]*>[^<]*</f>(?:<v ?/>|<v>([^<]*)</v>)?</c>'
)
"""A formula that gives a number, and the number; empty where there is none."""
_ODS_CELLS = ("table-cell", "covered-table-cell")


class TooLarge(Exception):
    """It unpacks to more, or its cells lie further apart, than is taken."""


class NotRead(Exception):
    """The sheet that is meant cannot be told, or it holds no values yet."""

    def __init__(self, code: str, sheets: Sequence[str] = ()) -> None:
        self.code, self.sheets = code, list(sheets)
        super().__init__(code)


def main(arguments: Sequence[str]) -> int:
    """Read, write, and say how it ended."""
    memory, seconds, unpacked, cells = map(int, arguments[:4])
    asked = json.loads(arguments[4])
    _limit(memory, seconds)
    # An extra; imported under the limits.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    packed = io.BytesIO(sys.stdin.buffer.read())
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        calculated = _measure(packed, unpacked, cells)
        book = CalamineWorkbook.from_filelike(packed)
        sheet, others = _chosen(book, asked, calculated=calculated)
        if sheet.total_height * sheet.total_width > cells:
            return TOO_LARGE
        shown = _shown_decimals(packed, sheet.name)
        out.write(json.dumps({"sheet": sheet.name, "others": others}) + "\n")
        _write(sheet.iter_rows(), out, shown)
    except NotRead as error:
        out.write(json.dumps({"refused": error.code, "sheets": error.sheets}) + "\n")
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except (CalamineError, zipfile.BadZipFile, expat.ExpatError, ValueError, OSError, LookupError):
        # Damaged, locked by a password, or of no kind that is known.
        return BROKEN
    out.flush()
    return DONE


def _chosen(
    book: Any,  # noqa: ANN401  calamine
    asked: Mapping[str, Any],
    *,
    calculated: bool,
) -> tuple[Any, list[str]]:
    """The sheet asked for, or the visible one that has the columns; and the other visible ones.

    Where none has them, the first: what it lacks is told by its columns.
    """
    kinds = {one.name: (str(one.typ), str(one.visible)) for one in book.sheets_metadata}
    visible = [name for name in book.sheet_names if _is_shown(*kinds[name])]
    if asked["sheet"] is not None:
        if asked["sheet"] not in book.sheet_names:
            raise NotRead("unknown_sheet", book.sheet_names)
        chosen = asked["sheet"]
    elif not visible:
        raise NotRead("no_sheet")
    else:
        required, rows = set(asked["required"]), asked["rows"]
        having = [
            name
            for name in visible
            if len(visible) > 1 and _has(book.get_sheet_by_name(name), required, rows)
        ]
        if len(having) > 1:
            raise NotRead("several_sheets", having)
        chosen = (having or visible)[0]
    if not calculated:
        raise NotRead("formulas_not_calculated")
    return book.get_sheet_by_name(chosen), [name for name in visible if name != chosen]


def _is_shown(kind: str, visible: str) -> bool:
    return kind.endswith("WorkSheet") and visible.endswith(".Visible")


def _has(sheet: Any, required: set[str], rows: int) -> bool:  # noqa: ANN401  calamine
    said = (row for row in sheet.iter_rows() if any(row))
    return any(required <= {plain(str(cell)) for cell in row} for row in islice(said, rows))


def plain(name: str) -> str:
    """``Numéro décision`` as ``numero_decision``."""
    bare = unicodedata.normalize("NFKD", name.strip().lower())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return "_".join(letters.replace("-", " ").replace("_", " ").split())


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


def _measure(packed: BinaryIO, unpacked: int, cells: int) -> bool:
    """Look how far the cells lie apart, block by block, before anything makes room for them.

    Returns:
        Whether what formulas give was calculated: programs that write workbooks leave that to the
        spreadsheet that opens them, and put nothing, or zero, in the place.

    Raises:
        TooLarge: too far, or it unpacks to more than is taken, whatever its list of parts says.
    """
    if not zipfile.is_zipfile(packed):
        packed.seek(0)
        return True  # The older kind is not packed, and holds 16 million cells at most.
    with zipfile.ZipFile(packed) as parts:
        listed = parts.infolist()
        if sum(part.file_size for part in listed) > unpacked:
            raise TooLarge
        left = unpacked
        formulas = Formulas()
        for part in listed:
            if not part.filename.endswith(".xml"):
                continue
            with parts.open(part) as content:
                measure = _ods_extent if part.filename == "content.xml" else _extent
                left -= measure(formulas.seen(_blocks(content, left)), cells)
    packed.seek(0)
    return formulas.calculated


def _blocks(content: IO[bytes], left: int) -> Iterator[bytes]:
    while block := content.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise TooLarge
        yield block


def _extent(blocks: Iterator[bytes], most: int) -> int:
    """Count the bytes; the cells say where each is: ``r="C12"``."""
    size = width = height = 0
    tail = b""
    for block in blocks:
        size += len(block)
        text = tail + block
        tail = text[-_TAIL:]
        references = set(_REFERENCE.findall(text))
        if not references:
            continue
        width = max(width, *map(_column, {letters for letters, _ in references}))
        height = max(height, *(int(number) for _, number in references))
        if width * height > most:
            raise TooLarge
    return size


def _column(letters: bytes) -> int:
    number = 0
    for one in letters.upper():
        number = number * 26 + one - ord("A") + 1
    return number


def _ods_extent(blocks: Iterator[bytes], most: int) -> int:
    """Count the bytes; a cell, or a row, says how often it is repeated."""
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


class Formulas:
    """Whether a formula stands without its value, as blocks of a workbook's parts pass."""

    def __init__(self) -> None:
        self._to_calculate = self._without_value = self._zero = False

    def seen(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The blocks, looked at."""
        tail = b""
        for block in blocks:
            text = tail + block
            tail = text[-_FORMULA_TAIL:]
            self._to_calculate |= b'fullCalcOnLoad="1"' in text
            if b"<f" in text:
                values = {value or b"" for value in _FORMULA.findall(text)}
                self._without_value |= b"" in values
                self._zero |= b"0" in values
            yield block

    @property
    def calculated(self) -> bool:
        """Whether values were calculated: none lacks, or is the zero of an unopened workbook."""
        return not (self._without_value or (self._zero and self._to_calculate))


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


class ShownDecimals:
    """The decimals that a packed workbook (.xlsx) shows of each cell whose format fixes them.

    What a formula gives has fifteen digits, and who looks at the sheet sees two: those were meant.
    """

    def __init__(self) -> None:
        self._columns: dict[int, bytearray] = {}

    def note(self, row: int, column: int, decimals: int) -> None:
        """Remember a cell; both are counted from 1."""
        rows = self._columns.setdefault(column, bytearray())
        if row >= len(rows):
            rows.extend(bytes(row + _BLOCK_OF_ROWS - len(rows)))
        rows[row] = decimals

    def of(self, row: int, column: int) -> int | None:
        """The decimals of a cell; None where its format fixes none."""
        rows = self._columns.get(column, b"")
        return (rows[row] or None) if row < len(rows) else None

    def __bool__(self) -> bool:
        return bool(self._columns)


def _shown_decimals(packed: BinaryIO, sheet: str) -> ShownDecimals:
    """The decimals of a sheet; none where the workbook is of another kind, or tells none."""
    packed.seek(0)
    if not zipfile.is_zipfile(packed):
        return ShownDecimals()
    with zipfile.ZipFile(packed) as parts:
        try:
            fixed = _fixed_decimals(ET.fromstring(parts.read(_STYLES)))  # noqa: S314  under limits
            part = _part_of(parts, sheet) if fixed else ""
            content = parts.open(part) if part else None
        except (ET.ParseError, KeyError, ValueError):
            return ShownDecimals()
        if content is None:
            return ShownDecimals()
        with content:
            return _decimals_of(content, fixed)


def _decimals_of(content: IO[bytes], fixed: Mapping[int, int]) -> ShownDecimals:
    shown, tail = ShownDecimals(), b""
    while True:
        block = content.read(_BLOCK)
        text = tail + block
        # A cell that lies across two blocks is looked at with the second.
        end = text.rfind(b"<c ") if block else len(text)
        for letters, row, style in _STYLED.findall(text, 0, max(end, 0)):
            if decimals := fixed.get(int(style)):
                shown.note(int(row), _column(letters), decimals)
        if not block:
            return shown
        tail = text[max(end, 0) :]


def _part_of(parts: zipfile.ZipFile, sheet: str) -> str:
    """The path of a sheet in the archive; empty where it cannot be told."""
    book = ET.fromstring(parts.read(_WORKBOOK))  # noqa: S314  under limits
    relations = ET.fromstring(parts.read(_RELATIONS))  # noqa: S314  under limits
    ids = {
        one.get("name"): next((held for key, held in one.items() if key.endswith("}id")), None)
        for one in book.iterfind("{*}sheets/{*}sheet")
    }
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    target = targets.get(ids.get(sheet), "")
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _fixed_decimals(styles: ET.Element) -> dict[int, int]:
    """The decimals that the format of each style fixes, two at least, by the style's number."""
    own = {
        int(one.get("numFmtId", 0)): one.get("formatCode", "")
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    decimals: dict[int, int] = {}
    for place, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        number = int(style.get("numFmtId", 0))
        code = own.get(number, "0.00" if number in _TWO_DECIMALS else "")
        plain = _FIXED.fullmatch(_LITERAL.sub("", code.partition(";")[0]))
        if plain and _FEWEST <= len(plain[1]) < _DECIMALS:
            decimals[place] = len(plain[1])
    return decimals


def _write(rows: Iterator[Sequence[object]], out: TextIO, shown: ShownDecimals) -> None:
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    months: frozenset[int] | None = None
    for number, row in enumerate(rows, start=1):
        if months is None and any(row):
            months = _months(row)
        cells = [_cell(value, month=at in (months or ())) for at, value in enumerate(row)]
        for at, value in enumerate(row) if shown else ():
            # What is whole, or ends after two decimals, is the same however it is shown.
            if isinstance(value, float) and not (value * 100).is_integer():
                decimals = shown.of(number, at + 1)
                cells[at] = cells[at] if decimals is None else _number(value, decimals)
        writer.writerow(cells)


def _months(header: Sequence[object]) -> frozenset[int]:
    """Columns of months, which spreadsheets take for the first day of each."""
    return frozenset(at for at, name in enumerate(header) if str(name).strip().lower() == "mois")


def _cell(value: object, *, month: bool) -> str:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%Y-%m}" if month and value.day == 1 else value.isoformat()
    # A cell holds no line break: one line is one row.
    return " ".join(str(value).splitlines()) if isinstance(value, str) else str(value)


def _number(value: float, decimals: int = _DECIMALS) -> str:
    """The number with a comma and so many decimals: what a calculation left behind is noise."""
    digits = Decimal(f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}")  # noqa: PLR2004
    if not digits.is_finite():
        return str(value)
    text = f"{digits.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _duration(value: timedelta) -> str:
    """``35:00:00``, to the second: the notation of hours that go beyond a day."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
