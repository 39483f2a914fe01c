"""The first sheet of a workbook (.xlsx, .xls, .ods) as the CSV it would be saved as.

A number is written as the spreadsheet shows it: with fifteen significant digits, so that what a
formula left in the sixteenth is not taken for a decimal somebody typed. Rows keep their numbers.

A workbook of a kilobyte can ask its reader for all the memory there is. So it is read by another
process (``sheet_child``), which may take so much and no more; this one only waits, for so long.
"""

import io
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from partial_activity.adapters.claim_file import sheet_child

LARGEST_UNPACKED = 1 << 30
"""Bytes a workbook may unpack to; one of a million rows has some hundred million."""
MOST_CELLS = 25_000_000
"""Of the rectangle from the first cell to the last: a million lines with every column we know."""
MOST_MEMORY = 2 << 30
"""Bytes the reading process may address; a million lines take half of it."""
MOST_SECONDS = 120
"""Of processor; a million lines take a quarter of it on a slow machine."""
_PATIENCE = 3
"""How many times as long it may take on a machine that does other things beside."""
_KEPT = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TMPDIR")
"""What the process learns of our environment: no key is in it."""


class NoReader(Exception):
    """The extra ``sheets`` is not installed."""


class BrokenSheet(Exception):
    """It begins like a workbook and cannot be read as one."""


class LargeSheet(BrokenSheet):
    """It unpacks to more than is taken, its cells lie too far apart, or reading it had no end."""


def as_csv(file: BinaryIO) -> BinaryIO:
    """The first sheet, as CSV in UTF-8, buffered and at its beginning.

    Raises:
        NoReader: the extra ``sheets`` is not installed.
        BrokenSheet: it is no workbook we can read; ``LargeSheet``: it is too large.
    """
    if find_spec("python_calamine") is None:
        raise NoReader
    limits = (MOST_MEMORY, MOST_SECONDS, LARGEST_UNPACKED, MOST_CELLS)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own file, by our own interpreter
            [sys.executable, "-P", str(Path(sheet_child.__file__)), *map(str, limits)],
            input=file.read(),
            stdout=subprocess.PIPE,
            # A panic of the reader tells what stood in a cell: nobody is to read it in a log.
            stderr=subprocess.DEVNULL,
            env=kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=MOST_SECONDS * _PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LargeSheet from error
    if done.returncode == sheet_child.BROKEN:
        raise BrokenSheet
    if done.returncode != sheet_child.DONE:
        raise LargeSheet
    return io.BufferedReader(io.BytesIO(done.stdout))
