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
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Protocol, TextIO

from partial_activity.adapters.claim_file.cells import RISKY_STARTS
from partial_activity.adapters.claim_file.file import ClaimFile, Line
from partial_activity.adapters.claim_file.header import (
    ADDED_COLUMN,
    ERROR_COLUMNS,
    RESULT_COLUMNS,
    Header,
)
from partial_activity.domain.claim.answers import LineAmounts
from partial_activity.domain.claim.uploads import FileFault
from partial_activity.ports.claim_files import RefusedLine

AMONG = " | "
"""The sign between several warnings, texts or errors in one cell."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


class Results(Protocol):
    """The place where assessed lines go."""

    def write(self, line: Line, amounts: LineAmounts, texts: tuple[str, ...]) -> None:
        """Write one line."""

    def close(self) -> None:
        """Write what ends the file."""


class Decimal(Enum):
    """The mark between a whole number and its decimals."""

    COMMA = "comma"
    POINT = "point"


class CsvResults:
    """The input's columns and ours, with the input's separator."""

    def __init__(self, out: TextIO, header: Header, decimal: Decimal) -> None:
        self._header = header
        self._writer = csv.writer(out, delimiter=header.separator, lineterminator="\n")
        self._added = (ADDED_COLUMN,) if header.adds else ()
        names = map(safe, header.kept(list(header.names)))
        self._writer.writerow([*names, *RESULT_COLUMNS, *self._added])
        self._comma = decimal is Decimal.COMMA

    def write(self, line: Line, amounts: LineAmounts, texts: tuple[str, ...]) -> None:
        """Write one line."""
        figures, added = _figures(amounts), AMONG.join(_added(amounts))
        if self._comma:
            figures = AMONG.join(figures).replace(".", ",").split(AMONG)
            added = added.replace(".", ",")
        cells = map(safe, self._header.kept(line.cells))
        warnings = AMONG.join(amounts.warnings)
        beside = (added,) if self._added else ()
        self._writer.writerow((*cells, *figures, warnings, AMONG.join(texts), *beside))

    def close(self) -> None:
        """Do nothing: nothing ends a CSV."""


class JsonResults:
    """One object a line, as a JSON list or as lines; amounts are strings with a point."""

    def __init__(self, out: TextIO, header: Header, *, lines: bool) -> None:
        self._out = out
        self._header = header
        self._names = header.kept(list(header.names))
        self._lines = lines
        self._before = "" if lines else "[\n"

    def write(self, line: Line, amounts: LineAmounts, texts: tuple[str, ...]) -> None:
        """Write one object."""
        cells = zip(self._names, self._header.kept(line.cells), strict=True)
        entry: dict[str, object] = {name: cell for name, cell in cells if name}
        entry.update(zip(RESULT_COLUMNS, _figures(amounts), strict=False))
        entry["avertissements"] = list(amounts.warnings)
        entry["textes"] = list(texts)
        if self._header.adds:
            entry[ADDED_COLUMN] = {one.key: str(one.euros) for one in amounts.additions}
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
        self._writer.writerow([*map(safe, self._names), *ERROR_COLUMNS])

    def write(self, refused: RefusedLine[Line]) -> None:
        """Write one line; one that could not be cut into cells stands whole in the first."""
        line = refused.line
        read = self._header.kept(line.cells) if line.fault is None else line.cells
        cells = [*map(safe, read), *[""] * (len(self._names) - len(read))]
        codes = AMONG.join(dict.fromkeys(fault.code for fault in refused.faults))
        messages = AMONG.join(map(_message, refused.faults))
        self._writer.writerow([*cells, codes, safe(messages)])


def results_for(
    path: Path | None, out: TextIO, file: ClaimFile, decimal: Decimal | None = None
) -> Results:
    """The writer that a file name asks for: ``.json``, ``.jsonl``, else CSV.

    A French spreadsheet takes ``;`` between cells and ``,`` in numbers: where nothing else is
    asked, the one goes with the other.
    """
    suffix = path.suffix.lower() if path else ""
    if suffix in (".json", ".jsonl"):
        return JsonResults(out, file.header, lines=suffix == ".jsonl")
    if path is not None:
        mark_utf_8(out, file)
    usual = Decimal.COMMA if file.header.separator == ";" else Decimal.POINT
    return CsvResults(out, file.header, decimal or usual)


def mark_utf_8(out: TextIO, file: ClaimFile) -> None:
    """Begin with a BOM where a spreadsheet is to read it, which then shows accents well."""
    plain = file.encoding.name in (None, "utf-8") and not file.encoding.bom
    if file.header.separator == ";" or not plain:
        out.write("\N{ZERO WIDTH NO-BREAK SPACE}")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before ``=``, ``+``, ``-``, ``@``.

    Plain numbers stay as they are, and so does a blank cell. Reading such a file takes the
    apostrophe off again.
    """
    if cell.strip() and cell[0] in RISKY_STARTS and not _PLAIN_NUMBER.fullmatch(cell):
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


def _figures(amounts: LineAmounts) -> list[str]:
    """Hours and euros in the order of the result columns, with two decimals and a point."""
    return [
        str(amounts.hours),
        str(amounts.hourly_indemnity),
        str(amounts.indemnity),
        str(amounts.hourly_allowance),
        str(amounts.allowance),
        str(amounts.remaining_cost),
    ]


def _added(amounts: LineAmounts) -> Iterator[str]:
    """Each addition under its key: ``supplement=10.00``."""
    return (f"{one.key}={one.euros}" for one in amounts.additions)


def _message(fault: FileFault) -> str:
    where = f"ligne {fault.line}" + (f", {fault.column}" if fault.column else "")
    read = f" (lu : « {fault.value} »)" if fault.value else ""
    return f"{where} : {fault.said.french}{read}"
