"""What a claim file answers: a file of results, and a file of the lines that were refused.

A file appears whole or not at all: it is written under another name beside its place, readable by
its owner only (it holds social security numbers), and takes its name when it is complete.
"""

import csv
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from partial_activity.adapters.claim_file.assessment import AssessedLine
from partial_activity.adapters.claim_file.file import (
    ERROR_COLUMNS,
    RESULT_COLUMNS,
    RISKY_STARTS,
    ClaimFile,
    Header,
)
from partial_activity.adapters.claim_file.reader import LineError, RefusedLine

AMONG = " | "
"""Between several warnings, texts or errors in one cell."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_NUMBERS = ("taux_horaire", "heures_contrat", "heures_travaillees", "heures_chomees")


class Results(Protocol):
    """Where assessed lines go."""

    def write(self, answer: AssessedLine) -> None:
        """Write one line."""

    def close(self) -> None:
        """Write what ends the file."""


class CsvResults:
    """The input's columns and ours, with the input's separator and decimal mark."""

    def __init__(self, out: TextIO, header: Header) -> None:
        self._header = header
        self._writer = csv.writer(out, delimiter=header.separator, lineterminator="\n")
        self._writer.writerow([*header.kept(list(header.names)), *RESULT_COLUMNS])
        self._comma: bool | None = None

    def write(self, answer: AssessedLine) -> None:
        """Write one line."""
        if self._comma is None:
            self._comma = _has_decimal_comma(self._header, answer.line.cells)
        amounts: Iterable[str] = answer.answer.amounts
        if self._comma:
            amounts = AMONG.join(amounts).replace(".", ",").split(AMONG)
        cells = map(safe, self._header.kept(answer.line.cells))
        texts = AMONG.join(answer.answer.hourly.texts)
        self._writer.writerow((*cells, *amounts, AMONG.join(answer.warnings), texts))

    def close(self) -> None:
        """Nothing ends a CSV."""


class JsonResults:
    """One object a line, as a JSON list or as lines; amounts are strings with a point."""

    def __init__(self, out: TextIO, header: Header, *, lines: bool) -> None:
        self._out = out
        self._header = header
        self._names = header.kept(list(header.names))
        self._lines = lines
        self._before = "" if lines else "[\n"

    def write(self, answer: AssessedLine) -> None:
        """Write one object."""
        cells = zip(self._names, self._header.kept(answer.line.cells), strict=True)
        entry: dict[str, object] = {name: cell for name, cell in cells if name}
        entry.update(zip(RESULT_COLUMNS, answer.answer.amounts, strict=False))
        entry["avertissements"] = list(answer.warnings)
        entry["textes"] = list(answer.answer.hourly.texts)
        self._out.write(self._before + json.dumps(entry, ensure_ascii=False))
        self._before = "\n" if self._lines else ",\n"

    def close(self) -> None:
        """Close the list."""
        if self._lines:
            self._out.write("\n" if self._before else "")
        else:
            self._out.write("[]\n" if self._before == "[\n" else "\n]\n")


class RefusedLines:
    """The refused lines with their columns, then what is wrong: to be mended and read again."""

    def __init__(self, out: TextIO, header: Header) -> None:
        self._header = header
        self._names = header.kept(list(header.names))
        self._writer = csv.writer(out, delimiter=header.separator, lineterminator="\n")
        self._writer.writerow([*self._names, *ERROR_COLUMNS])

    def write(self, refused: RefusedLine) -> None:
        """Write one line; one that could not be cut into cells stands in the first."""
        cells = [safe(cell) for cell in self._header.kept(refused.line.cells)]
        width = len(self._names)
        cells = [*cells[:width], *[""] * (width - len(cells))]
        codes = AMONG.join(dict.fromkeys(error.code for error in refused.errors))
        messages = AMONG.join(map(_message, refused.errors))
        self._writer.writerow([*cells, codes, safe(messages)])


def results_for(path: Path | None, out: TextIO, file: ClaimFile) -> Results:
    """The writer that a file name asks for: ``.json``, ``.jsonl``, else CSV."""
    suffix = path.suffix.lower() if path else ""
    if suffix in (".json", ".jsonl"):
        return JsonResults(out, file.header, lines=suffix == ".jsonl")
    if path is not None:
        mark_utf_8(out, file)
    return CsvResults(out, file.header)


def mark_utf_8(out: TextIO, file: ClaimFile) -> None:
    """Begin with a BOM where the input came from a spreadsheet, which then reads accents well."""
    if file.encoding.bom or file.encoding.name == "cp1252":
        out.write("\N{ZERO WIDTH NO-BREAK SPACE}")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before ``=``, ``+``, ``-``, ``@``.

    Plain numbers stay as they are. Reading such a file takes the apostrophe off again.
    """
    if cell and cell[0] in RISKY_STARTS and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of ``path`` once it is whole; a pipe is written directly."""
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _message(error: LineError) -> str:
    where = f"ligne {error.line}" + (f", {error.column}" if error.column else "")
    read = f" (lu : « {error.value} »)" if error.value else ""
    return f"{where} : {error.message}{read}"


def _has_decimal_comma(header: Header, cells: list[str]) -> bool:
    places = (header.positions[name] for name in _NUMBERS)
    return any("," in cells[place] for place in places)
