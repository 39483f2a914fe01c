"""A sheet of a workbook (.xlsx, .xls, .ods) as the CSV a French spreadsheet would save it as.

A number has fifteen significant digits and ten decimals at most, so that what a formula left behind
them (35 − 34,9) is not taken for decimals somebody typed. Rows keep their numbers.

A workbook of a kilobyte can ask its reader for all the memory there is. So it is read by another
process (``sheet_child``), which may take so much and no more; this one only waits, for so long.
"""

import io
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from partial_activity.adapters.claim_file import sheet_child
from partial_activity.adapters.claim_file.columns import REQUIRED

MOST_TITLES = 50
"""Rows that may stand above the header of a sheet."""

LARGEST_UNPACKED = 1 << 30
"""Bytes a workbook may unpack to; one of a million rows has some hundred million."""
MOST_CELLS = 25_000_000
"""The most cells of the rectangle from the first to the last: a million lines with every column we
know."""
MOST_MEMORY = 2 << 30
"""Bytes the reading process may address; a million lines take half of it."""
MOST_SECONDS = 120
"""The most seconds of processor; a million lines take a quarter of it on a slow machine."""
_PATIENCE = 3
"""The times that longer it may take on a machine that does other things beside."""
_KEPT = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TMPDIR")
"""What the process learns of our environment: no key is in it."""


class SheetRefused(Exception):
    """A workbook that is not read.

    Attributes:
        code: of :data:`~.wording.FILE_REFUSALS`.
        values: what its sentence names.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


@frozen
class SheetRead:
    """The sheet that was read."""

    name: str
    others: tuple[str, ...]
    """Visible ones, which were not."""


def as_csv(file: BinaryIO, sheet: str | None = None) -> tuple[BinaryIO, SheetRead]:
    """A sheet as CSV in UTF-8, buffered and at its beginning; and which it is.

    Args:
        file: the workbook.
        sheet: its name; None: the visible one that has the columns of a claim file.

    Raises:
        SheetRefused: the extra ``sheets`` is not installed, or the workbook cannot be read as one,
            is too large, or does not say which sheet is meant.
    """
    if find_spec("python_calamine") is None:
        raise SheetRefused("spreadsheet")
    limits = (MOST_MEMORY, MOST_SECONDS, LARGEST_UNPACKED, MOST_CELLS)
    asked = json.dumps({"sheet": sheet, "required": REQUIRED, "rows": MOST_TITLES})
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own file, by our own interpreter
            [sys.executable, "-P", str(Path(sheet_child.__file__)), *map(str, limits), asked],
            input=file.read(),
            stdout=subprocess.PIPE,
            # A panic of the reader tells what stood in a cell: nobody is to read it in a log.
            stderr=subprocess.DEVNULL,
            env=kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=MOST_SECONDS * _PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SheetRefused("large_sheet") from error
    if done.returncode == sheet_child.BROKEN:
        raise SheetRefused("broken_sheet")
    if done.returncode != sheet_child.DONE:
        raise SheetRefused("large_sheet")
    out = io.BufferedReader(io.BytesIO(done.stdout))
    told = json.loads(out.readline())
    if "refused" in told:
        raise SheetRefused(told["refused"], sheets=", ".join(told["sheets"]))
    return _rest(out), SheetRead(told["sheet"], tuple(told["others"]))


def _rest(out: BinaryIO) -> BinaryIO:
    """What follows, as a file of its own: lines are counted, and sought, from its beginning."""
    return io.BufferedReader(io.BytesIO(out.read()))
