"""The French of the command line: what it has to hold, and its compiled form, which gettext reads.

What is said stands in the code, in English: in calls of ``_`` and ``counted``, in the help of the
commands, in a few lists, and in click. ``messages.po`` has the French beside each; nothing is taken
from it that is not said any more.
"""

import importlib
import inspect
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import partial_activity
from partial_activity.adapters.formatting import FRENCH, formatter
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.law.tables.gaps import ENDED, KNOWN_GAPS, NOT_MODELLED
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.office.visas import Signed, VisaState
from partial_activity.domain.people.people import AccountState, Role
from partial_activity.entrypoints.cli import document, law_table, main, options, screen, work
from partial_activity.entrypoints.language import DOMAIN, LOCALES
from partial_activity.testing.properties import PROPERTIES
from partial_activity.usecases.letters.documents import Standing
from partial_activity.usecases.payment.answers import UnmatchedReason
from partial_activity.usecases.payment.held import HeldBack

SOURCE = LOCALES / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
COMPILED = SOURCE.with_suffix(".mo")
_CALLS = {"_": None, "ngettext": (1, 2), "counted": (2, 3), "count_of": (2, 3)}
_HEAD = (
    ("Language", "fr"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
)
_NO_DAY = datetime(2026, 12, 1, tzinfo=UTC)
"""Stands for the day on which it was made, so that the same source gives the same bytes."""
Message = str | tuple[str, ...]


def messages() -> set[Message]:
    """All that may be looked up; of what is counted both forms."""
    found: set[Message] = set()
    for package in (click, partial_activity):
        found |= set(_called(Path(inspect.getfile(package)).parent))
    for line in main.COMMANDS.values():
        found.add(line[1])
    found |= set(_of_help(main.program, _whole()))
    found |= {str(word) for word in _listed()}
    return found - {"", "d"}


def french() -> Catalog:
    """The catalogue as it was written."""
    with SOURCE.open("rb") as file:
        catalogue = read_po(file, domain=DOMAIN)
    catalogue.creation_date = _NO_DAY
    return catalogue


def compiled() -> bytes:
    """As gettext reads it, with the spaces that do not break which French asks for."""
    catalogue, out = french(), io.BytesIO()
    for message in catalogue:
        if message.id and isinstance(message.string, str):
            message.string = formatter(FRENCH).typeset(message.string)
        elif message.id and isinstance(message.string, tuple):
            message.string = tuple(map(formatter(FRENCH).typeset, message.string))
    write_mo(out, catalogue)
    return out.getvalue()


def brought_up_to_date() -> bytes:
    """The source with what is said now: new sentences empty, those not said any more left out."""
    before = french()
    catalogue = Catalog(
        domain=DOMAIN,
        header_comment="# The French of the command line; `make docs` compiles it.",
        fuzzy=False,
    )
    catalogue.mime_headers = list(_HEAD)
    catalogue.creation_date = _NO_DAY
    for message in sorted(messages(), key=_key):
        there = before.get(_key(message))
        catalogue.add(message, there.string if there else None)
    return written(catalogue)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as it lies in the source: the same each time, whoever writes it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True)
    kept = (line for line in out.getvalue().splitlines(keepends=True) if b"-Date: " not in line)
    return b"".join(kept)


def _key(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


def _called(folder: Path) -> Iterator[Message]:
    for _file, _line, said, _comments, _context in extract_from_dir(folder, keywords=_CALLS):
        yield said


def _whole() -> dict[str, click.Command]:
    """Every command by its name, imported."""
    whole = {}
    for name, (place, _line) in main.COMMANDS.items():
        module, _, attribute = place.partition(":")
        whole[name] = getattr(importlib.import_module(module), attribute)
    return whole


def _of_help(command: click.Command, below: dict[str, click.Command]) -> Iterator[str]:
    if command.help:
        yield inspect.cleandoc(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
        if isinstance(parameter.type, click.Choice) or getattr(parameter, "is_flag", False):
            continue
        is_option = isinstance(parameter, click.Option)
        name = parameter.type.name.upper() if is_option else parameter.human_readable_name
        told = parameter.metavar or name
        if not told.startswith("["):  # Choices, as a command has written them.
            yield told
    yield from ("[OPTIONS]", "COMMAND [ARGS]...", "required")
    for child in below.values():
        yield from _of_help(child, dict(getattr(child, "commands", {})))


def _listed() -> Iterator[object]:
    """Values that are looked up by their own names, and lists of sentences."""
    kinds = (
        Role,
        AccountState,
        Frozen,
        Signed,
        VisaState,
        Standing,
        UnmatchedReason,
        HeldBack,
        Confidence,
    )
    yield from (one.value for kind in kinds for one in kind)
    yield from (state.name.lower().replace("_", " ") for state in ClaimState)
    yield from (gap.reason for gap in (*KNOWN_GAPS, *ENDED))
    yield from (said for rule in NOT_MODELLED for said in (rule.subject, rule.reason))
    yield from law_table.SAID
    yield from document.KINDS.values()
    yield from screen.OF_THE_SYSTEM
    yield from options.WORDS
    yield from work.JOBS
    yield from ((holds.__doc__ or "").strip().partition("\n")[0] for holds in PROPERTIES)
