"""A claim file as it lies on the disk: encoding, separator, header, then one line after the other.

The file is read a line at a time, whatever its size. One line is one claim line: a cell holds
no line break, so that a quote left open spoils its own line and not the rest of the file.
"""

import csv
import difflib
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from attrs import define, frozen

from partial_activity.adapters.claim_file.columns import KNOWN, REQUIRED
from partial_activity.adapters.claim_file.sheet import BrokenSheet, LargeSheet, NoReader, as_csv
from partial_activity.adapters.claim_file.wording import FILE_REFUSALS
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.words import counts_as_one, in_number

RESULT_COLUMNS = (
    "heures_indemnisables", "indemnite_horaire", "indemnite", "allocation_horaire", "allocation",
    "reste_a_charge", "avertissements", "textes",
)  # fmt: skip
ERROR_COLUMNS = ("erreur_code", "erreur_message")
OURS = frozenset(RESULT_COLUMNS + ERROR_COLUMNS)
"""Columns of our own answers: a file that comes back with them is read without them."""

LINE_LIMIT = 64 * 1024
"""Longest line, in bytes; a real one has a few hundred."""
_SHOWN = 200
"""Characters kept of a line that cannot be cut into cells."""
_SEPARATORS = (";", ",", "\t")
_BOM = b"\xef\xbb\xbf"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHER_KINDS = {
    b"PAR1": "columnar",
    b"\xff\xfe": "utf_16",
    b"\xfe\xff": "utf_16",
    b"%PDF": "not_text",
    b"\x1f\x8b": "not_text",
}


RISKY_STARTS = "=+-@\t\r"
"""A cell that begins so is a formula to a spreadsheet; our own files put an apostrophe before it,
and reading takes it off again."""


class FileRefused(Exception):
    """A file of which no line can be read.

    Attributes:
        code: stable code.
        french: one sentence, with the mend.
        english: the same.
    """

    def __init__(self, code: str, **values: object) -> None:
        french, english = FILE_REFUSALS[code]
        self.code = code
        self.french = self._filled(french, "fr", values)
        self.english = self._filled(english, "en", values)
        super().__init__(self.english)

    @staticmethod
    def _filled(template: str, language: str, values: Mapping[str, object]) -> str:
        chosen = in_number(template, lambda name: counts_as_one(values[name], language))
        return chosen.format_map(values)


@frozen
class Header:
    """The columns of a file, and how its lines are cut."""

    names: tuple[str, ...]
    """As written, in the file's order."""
    positions: Mapping[str, int]
    """Of the columns this format knows, by their name."""
    separator: str
    unknown: tuple[str, ...]
    """Columns that are kept in the results and not read."""
    left_out: frozenset[int]
    """Positions of columns of our own answers."""

    def kept(self, cells: list[str]) -> list[str]:
        """The cells of a line, without those of our own answers."""
        if not self.left_out:
            return cells
        return [cell for place, cell in enumerate(cells) if place not in self.left_out]


class Line(NamedTuple):
    """A line cut into cells; or, with a fault, what could be read of it."""

    number: int
    """In the file; the header's is 1 unless blank lines come first."""
    cells: list[str]
    fault: LineProblem | None = None
    """What keeps the line from being read."""

    def __repr__(self) -> str:
        """Without the cells, which name people: representations end up in logs."""
        return f"Line({self.number})"


@define(eq=False)
class ClaimFile:
    """An open claim file, whose lines can be read more than once."""

    header: Header
    encoding: "Encoding"
    _path: Path
    _file: BinaryIO
    _number: int
    """Of the header."""
    _start: int | None
    """Where the lines begin, in bytes; None: what is read comes once (a sealed file)."""

    @property
    def bytes_read(self) -> int:
        """How far the reading is; 0 where the file cannot tell."""
        return self._file.tell() if self._file.seekable() else 0

    @property
    def bytes_in_all(self) -> int:
        """Size of the file; 0 where it has none (a pipe)."""
        return self._path.stat().st_size

    def lines(self) -> Iterator[Line]:
        """The lines after the header, from the first, blank ones left out."""
        if self._start is not None:
            self._file.seek(self._start)
        separator, expected = self.header.separator, len(self.header.names)
        blank = separator + " \t\r\n"
        for number, raw in _physical_lines(self._file, self._number):
            if raw is None:
                yield _faulty(number, "", "line_too_long", limit=str(LINE_LIMIT))
                continue
            try:
                text = self.encoding.decode(raw).rstrip("\r\n")
            except UnicodeError:
                yield _faulty(number, raw.decode("ascii", "replace"), "unreadable_text")
                continue
            if not text.strip(blank):
                continue
            try:
                cells = _cut(text, separator)
            except csv.Error:
                yield _faulty(number, text, "unbalanced_quotes")
                continue
            yield _fitted(number, cells, expected)


@define
class Encoding:
    """UTF-8 or Windows-1252, settled by the first line that is not plain ASCII.

    Once settled it holds for the file: a line in the other encoding is refused, not guessed at.
    """

    name: str | None = None
    bom: bool = False

    def decode(self, raw: bytes) -> str:
        """The text of a line.

        Raises:
            UnicodeError: the bytes are no text in the file's encoding, or hold a NUL.
        """
        if b"\0" in raw:
            msg = "a NUL byte"
            raise UnicodeError(msg)
        if raw.isascii():
            return raw.decode("ascii")
        if self.name is None:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                self.name = "cp1252"
            else:
                self.name = "utf-8"
                return text
        return raw.decode(self.name)


@contextmanager
def open_claim_file(path: Path) -> Iterator[ClaimFile]:
    """Open a file and read its header.

    Raises:
        FileRefused: not a file, not a CSV, or a header that cannot be used.
    """
    with _open(path) as file, _again(file) as readable:
        yield claim_file(readable, path)


def claim_file(file: BinaryIO, path: Path) -> ClaimFile:
    """A file that is open already, buffered and at its beginning; its header is read.

    Args:
        file: with ``peek``, as a buffered reader has it.
        path: what sentences call it.

    Raises:
        FileRefused: not a CSV, or a header that cannot be used.
    """
    file = _unfolded(path, file)
    encoding = _encoding(path, file)
    number, text = _header_line(path, file, encoding)
    start = file.tell() if file.seekable() else None
    return ClaimFile(_header(path, text), encoding, path, file, number, start)


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


def _unfolded(path: Path, file: BinaryIO) -> BinaryIO:
    """The file; or, of a workbook, its first sheet as a CSV."""
    first: bytes = file.peek()  # type: ignore[attr-defined]  # a buffered reader has it
    if not first.startswith(_WORKBOOKS):
        return file
    try:
        return as_csv(file)
    except NoReader as error:
        raise FileRefused("spreadsheet", path=path) from error
    except LargeSheet as error:
        raise FileRefused("large_sheet", path=path) from error
    except BrokenSheet as error:
        raise FileRefused("broken_sheet", path=path) from error


def _encoding(path: Path, file: BinaryIO) -> Encoding:
    """What the first bytes say: a BOM, or another kind of file."""
    block: bytes = file.peek()  # type: ignore[attr-defined]  # a buffered reader has it
    first = block[:8]
    if not first:
        raise FileRefused("empty", path=path)
    for magic, code in _OTHER_KINDS.items():
        if first.startswith(magic):
            raise FileRefused(code, path=path)
    if first.startswith(_BOM):
        file.read(len(_BOM))
        return Encoding("utf-8", bom=True)
    return _encoding_of_block(block)


def _encoding_of_block(block: bytes) -> Encoding:
    """Settled by the first block where it can be, so that the results know it from the start."""
    encoding = Encoding()
    for raw in block.split(b"\n")[:-1]:
        if encoding.name is None:
            with suppress(UnicodeError):
                encoding.decode(raw)
    return encoding


def _header_line(path: Path, file: BinaryIO, encoding: Encoding) -> tuple[int, str]:
    """The first line that says something; the ``sep=;`` that spreadsheets write says nothing."""
    for number, raw in _physical_lines(file, 0):
        if raw is None:
            raise FileRefused("header_too_long", path=path, limit=LINE_LIMIT)
        if b"\0" in raw:
            raise FileRefused("not_text", path=path)
        try:
            text = encoding.decode(raw).rstrip("\r\n")
        except UnicodeError as error:
            why = "UTF-8, Windows-1252"
            raise FileRefused("header_unreadable", path=path, why=why) from error
        if "\r" in text:
            raise FileRefused("header_unreadable", path=path, why="CR sans LF")
        if text.strip("".join(_SEPARATORS) + " ") and not text.lower().startswith("sep="):
            return number, text
    raise FileRefused("empty", path=path)


def _header(path: Path, text: str) -> Header:
    cut: dict[str, list[str]] = {}
    for separator in _SEPARATORS:
        try:
            cut[separator] = _cut(text, separator)
        except csv.Error as error:
            raise FileRefused("header_unreadable", path=path, why="guillemets") from error
    separator = max(_SEPARATORS, key=lambda one: len(KNOWN.intersection(map(_plain, cut[one]))))
    names = cut[separator]
    plain = [_plain(name) for name in names]
    twice = sorted({name for name in plain if name and plain.count(name) > 1})
    if twice:
        raise FileRefused("duplicate_columns", path=path, columns=", ".join(twice))
    positions = {name: place for place, name in enumerate(plain) if name in KNOWN}
    left_out = frozenset(place for place, name in enumerate(plain) if name in OURS)
    unknown = [n for place, n in enumerate(plain) if n and n not in KNOWN and place not in left_out]
    missing = [name for name in REQUIRED if name not in positions]
    if missing:
        columns = ", ".join(_with_nearest(name, unknown) for name in missing)
        raise FileRefused("missing_columns", path=path, columns=columns)
    return Header(tuple(names), positions, separator, tuple(unknown), left_out)


def _plain(name: str) -> str:
    """``Numéro décision`` as ``numero_decision``."""
    bare = unicodedata.normalize("NFKD", name.strip().lower())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return "_".join(letters.replace("-", " ").replace("_", " ").split())


def _with_nearest(name: str, unknown: list[str]) -> str:
    nearest = difflib.get_close_matches(name, unknown, n=1)
    return f"{name} (« {nearest[0]} » ?)" if nearest else name


def _physical_lines(file: BinaryIO, number: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number; None for a line over the limit, of which nothing is kept."""
    while raw := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(raw) <= LINE_LIMIT:
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LINE_LIMIT)
        yield number, None


def _cut(text: str, separator: str) -> list[str]:
    """The cells of a line.

    Raises:
        csv.Error: quotes are not balanced.
    """
    if '"' not in text:
        return text.split(separator)
    return next(csv.reader([text], delimiter=separator, strict=True))


def _fitted(number: int, cells: list[str], expected: int) -> Line:
    """A line with as many cells as the header; empty ones at its end may be too many."""
    found = len(cells)
    if found > expected and not any(cells[expected:]):
        cells = cells[:expected]
    if len(cells) == expected:
        return Line(number, cells)
    return Line(
        number, cells, LineProblem.of("cell_count", found=str(found), expected=str(expected))
    )


def _faulty(number: int, text: str, key: str, **values: object) -> Line:
    return Line(number, [text[:_SHOWN]], LineProblem.of(key, **values))
