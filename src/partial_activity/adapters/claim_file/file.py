"""A claim file as it lies on the disk: encoding, separator, header, then one line after the other.

The file is read a line at a time, whatever its size. One line is one claim line: a cell holds
no line break, so that a quote left open spoils its own line and not the rest of the file.
"""

import csv
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from attrs import define, field

from partial_activity.adapters.claim_file.encoding import Decoder, Encoding
from partial_activity.adapters.claim_file.header import Header, HeaderSearch, cut
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.sheet import SheetRead, SheetRefused, as_csv
from partial_activity.adapters.claim_file.sheet_child import plain
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.law.book import Law
from partial_activity.domain.words import Words

LINE_LIMIT = 64 * 1024
"""Longest line, in bytes; a real one has a few hundred."""
_SHOWN = 200
"""Characters kept of a line that cannot be cut into cells."""
_BOM = b"\xef\xbb\xbf"
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_BLANK = ' \t\r\n";,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'
"""A line of these alone says nothing."""
_WHOSE = ("siret", "numero_decision", "nir", "nom", "prenom", "semaine")
_TOTALS = re.compile(r"((sous|grand)_)?(total|totaux|somme)(_|:|$)")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHER_KINDS = {
    b"PAR1": "columnar",
    b"\xff\xfe": "utf_16",
    b"\xfe\xff": "utf_16",
    b"%PDF": "not_text",
    b"\x1f\x8b": "not_text",
}


class Line(NamedTuple):
    """A line cut into cells; or, with a fault, what could be read of it."""

    number: int
    """The number of the line in the file; the header's is 1 unless blank lines come first."""
    cells: list[str]
    fault: LineProblem | None = None
    """What keeps the line from being read."""

    def __repr__(self) -> str:
        """Leave the cells out, which name people: representations end up in logs."""
        return f"Line({self.number})"


@define(eq=False)
class ClaimFile:
    """An open claim file, whose lines can be read more than once."""

    header: Header
    _decoder: Decoder
    _path: Path
    _file: BinaryIO
    _number: int
    """The number of the header."""
    _start: int | None
    """The place, in bytes, where the lines begin; None: what is read comes once (a sealed file)."""
    sheet: SheetRead | None = None
    """The sheet of a workbook that it is."""
    totals: dict[int, None] = field(factory=dict)
    """Numbers of the rows of totals passed over so far."""

    headers: dict[int, None] = field(factory=dict)
    """Numbers of the lines passed over so far that are the header again."""

    @property
    def encoding(self) -> Encoding:
        """The encoding of the file, as far as it was read."""
        return self._decoder.encoding

    @property
    def header_number(self) -> int:
        """The number of the header's line in the file."""
        return self._number

    @property
    def bytes_read(self) -> int:
        """The bytes that were read; 0 where the file cannot tell."""
        return self._file.tell() if self._file.seekable() else 0

    @property
    def bytes_in_all(self) -> int:
        """Size of the file; 0 where it has none (a pipe)."""
        return self._path.stat().st_size

    def lines(self) -> Iterator[Line]:
        """The lines after the header, from the first; not those that say nothing of anybody."""
        if self._start is not None:
            self._file.seek(self._start)
        separator, expected = self.header.separator, len(self.header.names)
        names = list(self.header.names)
        for number, raw in _physical_lines(self._file, self._number):
            if len(raw) > LINE_LIMIT:
                shown = self._decoder.shown(raw[:_SHOWN])
                yield _faulty(number, _one_line(shown), "line_too_long", limit=str(LINE_LIMIT))
                continue
            try:
                # Files put one behind the other have a mark at the beginning of each.
                text = _one_line(self._decoder.decode(raw)).removeprefix(_MARK)
            except UnicodeError:
                yield _faulty(number, _one_line(self._decoder.shown(raw)), "unreadable_text")
                continue
            if not text.strip(_BLANK):
                continue
            try:
                cells = cut(text, separator)
            except csv.Error:
                yield _faulty(number, text, "unbalanced_quotes")
                continue
            line = _fitted(number, cells, text, expected)
            if line.cells == names:
                self.headers[number] = None
            elif (
                line.fault is None and _may_be_totals(text) and _is_totals(self.header, line.cells)
            ):
                self.totals[number] = None
            else:
                yield line


@contextmanager
def open_claim_file(
    path: Path, sheet: str | None = None, *, law: Law = FRENCH_LAW
) -> Iterator[ClaimFile]:
    """Open a file and read its header.

    Args:
        path: where it is.
        sheet: the name of the sheet to read; None: the visible one that has the columns.
        law: in use; a fact that a regime of it asks for is a column of that name.

    Raises:
        FileRefused: not a file, not a CSV, or a header that cannot be used.
    """
    with _open(path) as file, _again(file) as readable:
        yield claim_file(readable, path, sheet, law=law)


def claim_file(
    file: BinaryIO, path: Path, sheet: str | None = None, *, law: Law = FRENCH_LAW
) -> ClaimFile:
    """A file that is open already, buffered and at its beginning; its header is read.

    Args:
        file: with ``peek``, as a buffered reader has it.
        path: what sentences call it.
        sheet: of a workbook; None: the visible one that has the columns.
        law: in use.

    Raises:
        FileRefused: not a CSV, or a header that cannot be used.
    """
    file, read = _unfolded(path, file, sheet)
    decoder = _decoder(path, file)
    number, header = _header(path, file, decoder, law)
    start = file.tell() if file.seekable() else None
    return ClaimFile(header, decoder, path, file, number, start, read)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=LINE_LIMIT)
    except FileNotFoundError as error:
        raise FileRefused("not_found", path=path) from error
    except IsADirectoryError as error:
        raise FileRefused("a_folder", path=path) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FileRefused("not_readable", path=path, why=why) from error


@contextmanager
def _again(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file, to be read more than once; of a pipe a copy, in a file without a name."""
    if file.seekable():
        yield file
        return
    with tempfile.TemporaryFile(buffering=LINE_LIMIT) as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _unfolded(path: Path, file: BinaryIO, sheet: str | None) -> tuple[BinaryIO, SheetRead | None]:
    """The file; or, of a workbook, one of its sheets as a CSV."""
    first: bytes = file.peek()  # type: ignore[attr-defined]  # a buffered reader has it
    if not first.startswith(_WORKBOOKS):
        if sheet is not None:
            raise FileRefused("no_workbook", path=path)
        return file, None
    try:
        return as_csv(file, sheet)
    except SheetRefused as error:
        raise FileRefused(error.code, path=path, **error.values) from error


def _decoder(path: Path, file: BinaryIO) -> Decoder:
    """What the first bytes say: a BOM, an older encoding, or another kind of file."""
    block: bytes = file.peek()  # type: ignore[attr-defined]  # a buffered reader has it
    if not block:
        raise FileRefused("empty", path=path)
    for magic, code in _OTHER_KINDS.items():
        if block.startswith(magic):
            raise FileRefused(code, path=path)
    decoder = Decoder.of_block(block)
    if decoder.encoding.bom:
        file.read(len(_BOM))
    return decoder


def _header(path: Path, file: BinaryIO, decoder: Decoder, law: Law) -> tuple[int, Header]:
    """The first line that has the columns, whatever titles stand above.

    The ``sep=;`` that spreadsheets write says nothing.
    """
    search = HeaderSearch(path, law)
    for number, raw in _physical_lines(file, 0):
        if len(raw) > LINE_LIMIT:
            raise FileRefused("header_too_long", path=path, limit=LINE_LIMIT)
        if b"\0" in raw:
            raise FileRefused("not_text", path=path)
        try:
            text = decoder.decode(raw).rstrip("\r\n").removeprefix(_MARK)
        except UnicodeError as error:
            why = Words("ni UTF-8, ni Windows-1252", "neither UTF-8 nor Windows-1252")
            raise FileRefused("header_unreadable", path=path, why=why) from error
        if "\r" in text:
            why = Words(
                "fins de ligne d'un ancien Mac, CR sans LF",
                "line ends of an old Mac, CR without LF",
            )
            raise FileRefused("header_unreadable", path=path, why=why)
        if text.strip(_BLANK) and not text.lower().startswith("sep="):
            header = search.found(text)
            if header is not None:
                return number, header
    raise search.refusal()


def _physical_lines(file: BinaryIO, number: int) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of a line over the limit only its beginning, which is over it."""
    while raw := file.readline(LINE_LIMIT + 1):
        number += 1
        yield number, raw
        while len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
            raw = file.readline(LINE_LIMIT + 1)


def _one_line(text: str) -> str:
    """A line without its end, nor what might be taken for another."""
    return text.rstrip("\r\n").replace("\r", " ")


def _fitted(number: int, cells: list[str], text: str, expected: int) -> Line:
    """A line with as many cells as the header; empty ones at its end may be too many."""
    count = len(cells)
    if count > expected and not any(cells[expected:]):
        cells = cells[:expected]
    if len(cells) == expected:
        return Line(number, cells)
    return _faulty(number, text, "cell_count", found=str(count), expected=str(expected))


def _faulty(number: int, text: str, key: str, **values: object) -> Line:
    return Line(number, [text], LineProblem.of(key, **values))


def _may_be_totals(text: str) -> bool:
    """Looked at for each line of a file: most are told apart by this alone."""
    lower = text.lower()
    return "tota" in lower or "somme" in lower


def _is_totals(header: Header, cells: list[str]) -> bool:
    """Whether a line adds up those above it: it says so, and is about nobody."""
    whose = (cells[header.positions[name]] for name in _WHOSE)
    said = [cell for cell in map(plain, cells) if _TOTALS.match(cell)]
    return bool(said) and all(not cell.strip() or plain(cell) in said for cell in whose)
