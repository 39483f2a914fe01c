"""Small files that others hand over: UTF-8, a header, semicolons, every line needed."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from partial_activity.domain.errors import InvalidValue


def lines_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Every line with its number; the columns may come in any order.

    Raises:
        InvalidValue: a column is missing, or a line has more or fewer cells than the header.
    """
    with text_of(path) as file:
        lines = csv.DictReader(file, delimiter=";")
        for name in columns:
            if name not in (lines.fieldnames or ()):
                raise InvalidValue(
                    "missing",
                    name,
                    f"no column {name} in {path.name}",
                    f"pas de colonne {name} dans {path.name}",
                )
        for line in lines:
            if None in line or None in line.values():
                raise InvalidValue(
                    "unreadable_line",
                    f"line {lines.line_num}",
                    f"line {lines.line_num} of {path.name} has not as many cells as the header",
                    f"la ligne {lines.line_num} de {path.name} n'a pas autant de cellules que "
                    "l'en-tête",
                )
            yield lines.line_num, {name: line[name].strip() for name in columns}


@contextmanager
def text_of(path: Path) -> Iterator[TextIO]:
    """A file opened to be read as CSV in UTF-8, with or without a byte order mark.

    Raises:
        InvalidValue: somewhere in it the bytes are not UTF-8, or a cell is larger than any cell.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidValue(
            "unreadable_file",
            path.name,
            f"{path.name} is no CSV file in UTF-8",
            f"{path.name} n'est pas un fichier CSV en UTF-8",
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
            f"la ligne {number} de {path.name} ne peut être lue : vérifiez ses identifiants, ses "
            "jours et ses nombres",
        ) from error
