"""Small files that others hand over: UTF-8, a header, semicolons, every line needed."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from partial_activity.domain.errors import InvalidValue


def lines_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Every line with its number; the columns may come in any order.

    Raises:
        InvalidValue: a column is missing, or a line has more or fewer cells than the header.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file, delimiter=";")
        for name in columns:
            if name not in (lines.fieldnames or ()):
                raise InvalidValue("missing", name, f"no column {name} in {path.name}")
        for line in readable(lines, path):
            if None in line or None in line.values():
                raise InvalidValue(
                    "unreadable_line",
                    f"line {lines.line_num}",
                    f"line {lines.line_num} of {path.name} has not as many cells as the header",
                )
            yield lines.line_num, {name: line[name].strip() for name in columns}


def readable(lines: Iterable[dict[str, str]], path: Path) -> Iterator[dict[str, str]]:
    """The same lines, as long as they are text.

    Raises:
        InvalidValue: the bytes are not UTF-8, or a cell is larger than any cell.
    """
    try:
        yield from lines
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidValue(
            "unreadable_file", path.name, f"{path.name} is no CSV file in UTF-8"
        ) from error


@contextmanager
def reading(path: Path, number: int) -> Iterator[None]:
    """Turn a cell that cannot be read into an error that names the line, and never the cell.

    Raises:
        InvalidValue: with the number of the line.
    """
    try:
        yield
    except ValueError as error:
        raise InvalidValue(
            "unreadable_line",
            f"line {number}",
            f"line {number} of {path.name} cannot be read: check its identifiers, days and numbers",
        ) from error
