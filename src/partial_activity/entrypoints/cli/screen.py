"""The terminal somebody looks at: how wide it is, what is set off, what the system says."""

import os
import sys
from gettext import gettext as _

import click

HELP_WIDTH = 120
"""Most columns of a help: longer lines are hard to read."""
_PAGE = 100
"""Columns where there is no terminal, as in a file or a pipe."""
_LEAST = 40
OF_THE_SYSTEM = (
    "Permission denied",
    "No such file or directory",
    "File exists",
    "Not a directory",
    "Is a directory",
    "No space left on device",
    "File too large",
    "File name too long",
    "Read-only file system",
    "Input/output error",
    "Disk quota exceeded",
    "Too many open files",
    "Address already in use",
    "Cannot assign requested address",
    "Connection refused",
    "Device or resource busy",
)
"""What systems say most, which have it in English alone."""


def width(*, err: bool = False) -> int:
    """Columns of the terminal that is written to, or of ``COLUMNS``; of a page where there is none.

    Args:
        err: of stderr, where the answers themselves go elsewhere.
    """
    told = os.environ.get("COLUMNS", "")
    columns = int(told) if told.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size((sys.stderr if err else sys.stdout).fileno()).columns
        except (OSError, ValueError):  # a file, a pipe; or no descriptor at all
            columns = 0
    return max(_LEAST, columns or _PAGE)


def head(text: str) -> str:
    """What stands above: a title, the names of columns."""
    return click.style(text, bold=True) if text else text


def doubt(text: str) -> str:
    """What a reader should know before relying on it."""
    return click.style(text, fg="yellow")


def fault(text: str) -> str:
    """What is wrong, or refused."""
    return click.style(text, fg="red")


def aside(text: str) -> str:
    """What matters less."""
    return click.style(text, dim=True)


def why(error: OSError) -> str:
    """What the system says of a fault, in the language spoken."""
    return _(error.strerror) if error.strerror else str(error)
