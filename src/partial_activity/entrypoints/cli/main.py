"""The command line: ``partial-activity``. Each command is loaded when it is asked for.

Machine output goes to stdout, everything else to stderr. Exit status: 0 done, 1 input refused,
2 wrong usage, 130 interrupted, 141 when who reads the output stops reading.
"""

import gc
import importlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, NoReturn

import click

from partial_activity.adapters.as_json import case
from partial_activity.adapters.as_json import document as json_document
from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.errors import CannotAnswer, UnsoundRegime
from partial_activity.domain.law.book import Law
from partial_activity.entrypoints.cli.named_law_option import law_option
from partial_activity.entrypoints.cli.progress import with_progress
from partial_activity.entrypoints.cli.screen import HELP_WIDTH, why, width
from partial_activity.entrypoints.cli.translated import translated
from partial_activity.entrypoints.language import is_french, said, spoken, told

COMMANDS: Mapping[str, tuple[str, str]] = {
    "assess": (
        "partial_activity.entrypoints.cli.main:assess_cases",
        "Assess cases given as JSON; every euro with its text.",
    ),
    "assess-file": (
        "partial_activity.entrypoints.cli.assess_file:assess_file",
        "Assess a claim file of any size; refused lines apart.",
    ),
    "law": (
        "partial_activity.entrypoints.cli.law:law",
        "What the law says: on a day, over time, in a draft.",
    ),
    "db": (
        "partial_activity.entrypoints.cli.db:db",
        "The tables: make them, bring them up to date.",
    ),
    "import": (
        "partial_activity.entrypoints.cli.imports:import_files",
        "Put a file in: the register of firms, lines of claims.",
    ),
    "decide": (
        "partial_activity.entrypoints.cli.decide:decide",
        "Screen requests and claims that wait, now.",
    ),
    "pay": (
        "partial_activity.entrypoints.cli.pay:pay",
        "Pay: files for the bank; and what it answers.",
    ),
    "work": (
        "partial_activity.entrypoints.cli.work:work",
        "Decide, remind, send letters, seal, until told to stop.",
    ),
    "serve": (
        "partial_activity.entrypoints.cli.serve:serve",
        "Serve the API and the pages.",
    ),
    "document": (
        "partial_activity.entrypoints.cli.document:document",
        "Documents to files; and whether one is ours.",
    ),
    "status": (
        "partial_activity.entrypoints.cli.status:status",
        "What waits, since when, and until when.",
    ),
    "clock": (
        "partial_activity.entrypoints.cli.clock:clock",
        "Whether the clock can be believed; a person's word for it.",
    ),
    "people": (
        "partial_activity.entrypoints.cli.people:people",
        "People of the service: let in, given a role, suspended.",
    ),
    "freeze": (
        "partial_activity.entrypoints.cli.freeze:freeze",
        "Stop a firm, a person, an account or a payment run, at once.",
    ),
    "unfreeze": (
        "partial_activity.entrypoints.cli.freeze:unfreeze",
        "Let go what was stopped.",
    ),
    "visa": (
        "partial_activity.entrypoints.cli.visa:visa",
        "What waits for a second person: read, signed, refused.",
    ),
    "token": (
        "partial_activity.entrypoints.cli.tokens:token",
        "Tokens with which programs act for people over HTTP.",
    ),
    "journal": (
        "partial_activity.entrypoints.cli.journal:journal",
        "Whether anybody changed what was written.",
    ),
    "ledger": (
        "partial_activity.entrypoints.cli.ledger:ledger",
        "The accounts of what was paid, in double entry.",
    ),
    "export": (
        "partial_activity.entrypoints.cli.export:export",
        "The ministry's monthly columns, as CSV.",
    ),
}
"""Name → where it is, and its line in ``--help``."""
_INTERRUPTED = 130
"""What a shell says of a program ended by SIGINT."""
_NOT_READ = 141
"""What a shell says of a program ended by SIGPIPE, as in ``… | head -1``."""


class Program(click.Group):
    """A group whose commands are imported one at a time, and whose failures are one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names, in the order of the documentation."""
        return list(COMMANDS)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:  # noqa: ANN401  click's signature
        """Run, in the language asked for, with colours where they are wanted."""
        if os.environ.get("NO_COLOR"):
            extra["color"] = False
        with spoken(sys.argv[1:] if args is None else args):
            return click.Group.main(translated(self), args, *more, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import the command that is asked for.

        Raises:
            click.NoSuchCommand: there is none; the nearest name is told.
        """
        if cmd_name not in COMMANDS:
            raise click.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        try:
            command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            if str(error.name).startswith("partial_activity"):
                raise
            # What is installed takes time to look up.
            from partial_activity.entrypoints.cli import extras  # noqa: PLC0415

            if not (lacking := extras.missing(extras.NEEDED[cmd_name])):
                raise
            raise extras.asking_for(lacking, cmd_name) from error
        assert isinstance(command, click.Command)
        return translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in ``--help``, without importing anything."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, (_place, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's signature
        """Run the command; the outside's faults end it with a sentence, ours with a traceback.

        Raises:
            click.ClickException: what was asked for cannot be answered.
            click.exceptions.Exit: interrupted, or nobody reads the output.
        """
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except CannotAnswer as error:
            raise click.ClickException(_sentence(error)) from error
        except UnsoundRegime as error:
            raise click.ClickException(told(error)) from error
        except BrokenPipeError:
            _drop_output()
            raise click.exceptions.Exit(_NOT_READ) from None
        except OSError as error:
            _drop_output()
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(where + why(error)) from error
        except KeyboardInterrupt:
            _drop_output()
            raise click.exceptions.Exit(_INTERRUPTED) from None
        return done


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH},
)
@click.version_option(package_name="partial-activity", message="%(prog)s %(version)s")
def program() -> None:
    """French short-time work (activité partielle): what is owed, paid back, and by which text."""


@click.command("assess")
@click.argument("cases", metavar="CASES.json|-")
@click.option("--table", is_flag=True, help="A table for people instead of JSON.")
@click.option("--explain", is_flag=True, help="Add the steps, to check by hand.")
@law_option
def assess_cases(cases: str, in_use: Law, *, table: bool, explain: bool) -> None:
    """Assess cases (one employee, one month each) given as a JSON list in a file, or - for stdin.

    Writes a JSON list in the same order. A case that cannot be read has its error in the list, and
    does not stop the others; the exit status is then 1.
    """
    given = _read(cases)
    _write_utf_8()
    write = _write_table if table else _write_json
    failed = write(given, in_use, explain=explain)
    if failed:
        sentence = ngettext(
            "{failed} of {all} cases could not be answered.",
            "{failed} of {all} cases could not be answered.",
            failed,
        )
        click.echo(sentence.format(failed=failed, all=len(given)), err=True)
        sys.exit(1)


def _write_json(given: list[object], law: Law, *, explain: bool) -> int:
    """The answers as a JSON list, written one by one; how many are errors."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    write, failed, separator = sys.stdout.write, 0, "["
    for case_id, found in _outcomes(given, law):
        if isinstance(found, Assessment):
            entry = case.answer(found, explain=explain)
        else:
            failed += 1
            entry = case.error_answer(case_id, found)
        write(separator + encode(entry))
        separator = ",\n"
    write("]\n" if given else "[]\n")
    return failed


def _write_table(given: list[object], law: Law, *, explain: bool) -> int:
    """The answers as a table, written line by line; how many are errors."""
    # Only for people: who asks for JSON does not wait for what writes it out for them.
    from partial_activity.entrypoints.cli.table import Table  # noqa: PLC0415

    table = Table(french=is_french(), explain=explain, room=width())
    for line in table.head():
        click.echo(line)
    for case_id, found in _outcomes(given, law):
        if isinstance(found, Assessment):
            lines = table.assessed(found)
        else:
            lines = table.failed(case_id, found)
        for line in lines:
            click.echo(line)
    for line in table.foot():
        click.echo(line)
    return table.errors


def _outcomes(
    given: list[object], law: Law
) -> Iterator[tuple[str | int | None, Assessment | CannotAnswer]]:
    """Each case assessed, or why it cannot be, with the id to repeat."""
    for entry in with_progress(given):
        try:
            yield None, assess(case.read_case(entry, law), law)
        except CannotAnswer as error:
            yield case.id_of(entry), error


def _read(name: str) -> list[object]:
    """The entries of a file, or of stdin."""
    limit = json_document.LARGEST + 1
    try:
        if name == "-":
            document = sys.stdin.buffer.read(limit)
        else:
            with Path(name).open("rb") as file:
                document = file.read(limit)
        # What is read stays until the end: nothing for the collector to look through meanwhile.
        gc.disable()
        given = json_document.entries(document)
        gc.freeze()
    except IsADirectoryError:
        _refuse(name, _("it is a directory: name a JSON file in it"))
    except FileNotFoundError:
        _refuse(name, _("there is no such file: check the path"))
    except OSError as error:
        _refuse(name, _("it cannot be read ({why})").format(why=why(error)))
    except json_document.UnreadableDocument as error:
        _refuse(name, told(error))
    finally:
        gc.enable()
    return given


def _refuse(name: str, reason: str) -> NoReturn:
    where = _("stdin") if name == "-" else name
    msg = _("{where}: {why}").format(where=where, why=reason)
    raise click.ClickException(msg)


def _sentence(error: CannotAnswer) -> str:
    sentence = said(error)
    if not error.path or sentence.startswith(error.path):
        return sentence
    return _("{where}: {why}").format(where=error.path, why=sentence)


def _write_utf_8() -> None:
    """JSON is UTF-8; half a character pair, which has no UTF-8, is written as JSON escapes it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """What is still to be written goes nowhere: closing stdout must not fail a second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def main() -> None:
    """Run the program and exit."""
    program(prog_name="partial-activity")


if __name__ == "__main__":
    main()
