"""``partial-activity assess-file``: a claim file of any size, line by line, in bounded memory."""

import gc
import io
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import TextIO

import click
from attrs import frozen

from partial_activity.adapters.claim_file.file import ClaimFile, open_claim_file
from partial_activity.adapters.claim_file.header import Header
from partial_activity.adapters.claim_file.reader import FileFacts, Watch, unwatched
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import (
    Decimal,
    RefusedLines,
    mark_utf_8,
    replacing,
    results_for,
)
from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.claim.totals import Totals
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.sectors import Sector
from partial_activity.entrypoints.claim_file_composition import answers_of
from partial_activity.entrypoints.cli import claim_summary
from partial_activity.entrypoints.cli.file_progress import FileProgress
from partial_activity.entrypoints.cli.named_law_option import law_option
from partial_activity.entrypoints.cli.screen import fault, head
from partial_activity.entrypoints.language import said
from partial_activity.ports.claim_files import RefusedLine

_NOT_WRITTEN = (".xlsx", ".xls", ".ods", ".parquet")
_NEW_OBJECTS = 100_000
"""The objects made between two collections: lines leave next to no rings of objects behind."""


@frozen
class Outputs:
    """The places where answers go."""

    results: Path | None
    """The file for results; None: they go to stdout, as CSV."""
    refused: Path | None
    """The file for refused lines; None: they are only counted."""
    strict: bool = False
    """A refused line refuses the file: no results are written."""
    decimal: Decimal | None = None
    """The decimal mark of results in CSV; None: the one spreadsheets expect beside the
    separator."""


class _Situation(click.ParamType["Situation | Sector"]):
    """A situation of the employer by its name, under the law in use, which is read before."""

    name = "situation"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Situation | Sector:
        """Find it among those of the law, or say which there are."""
        assert ctx is not None
        known = situations_of(ctx.params["in_use"])
        return known[click.Choice(list(known)).convert(value, param, ctx)]


@click.command("assess-file")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--sheet",
    metavar="NAME",
    help="Of a workbook. Default: the visible sheet that has the columns.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Results: .csv, .json or .jsonl. Default: CSV on stdout.",
)
@click.option(
    "--errors", type=click.Path(path_type=Path), help="Refused lines, with what is wrong, as CSV."
)
@click.option(
    "--decimal",
    type=click.Choice([one.value for one in Decimal]),
    help="Mark in the amounts of a CSV. Default: comma where cells are parted by ; else point.",
)
@click.option("--strict", is_flag=True, help="Refuse the whole file when a line is refused.")
@click.option(
    "--workforce", type=click.IntRange(min=1), help="Where effectif is empty (flat rate only)."
)
@click.option(
    "--territory",
    type=click.Choice([one.value for one in Territory]),
    help="Where territoire is empty. Default: national.",
)
@click.option(
    "--scheme",
    type=click.Choice([one.value for one in Scheme]),
    help="Where regime is empty. Default: ordinary.",
)
@click.option(
    "--situation",
    type=_Situation(),
    metavar=f"[{'|'.join(one.value for one in Situation)}]",
    help="Where situation is empty, a sector of the law in use too. Default: general.",
)
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Assess with the law as published up to that day. Default: all that is known.",
)
@law_option
@click.pass_context
def assess_file(
    context: click.Context,
    file: Path,
    output: Path | None,
    errors: Path | None,
    *,
    sheet: str | None,
    decimal: str | None,
    workforce: int | None,
    territory: str | None,
    scheme: str | None,
    situation: Situation | Sector | None,
    known_on: datetime | None,
    in_use: Law,
    strict: bool,
) -> None:
    """Assess a claim file (CSV or workbook): a line for each employee and week.

    Writes the file's columns with hours and amounts added; totals go to stderr. Exit status: 0 when
    the file was read to its end; 1 when no line was good, or with --strict when one was refused; 2
    on wrong usage. Columns that are required and not there are told by their names.
    """
    _check_places(file, output, errors)
    facts = FileFacts(
        Scheme(scheme or "ordinary"),
        Territory(territory or "national"),
        situation or Situation.GENERAL,
        workforce,
        known_on.date() if known_on else None,
    )
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    chosen = {"regime": scheme, "situation": situation, "territoire": territory}
    try:
        with open_claim_file(file, sheet, law=in_use) as opened:
            _tell_sheet(opened)
            _tell_header(opened.header, {name for name, value in chosen.items() if value})
            outputs = Outputs(output, errors, strict, Decimal(decimal) if decimal else None)
            totals = assess_claims(opened, facts, outputs, in_use, watch=FileProgress())
            _tell_reading(opened)
    except FileRefused as error:
        raise click.ClickException(said(error)) from error
    _tell(totals, errors, strict=strict)
    if not totals.assessed.lines or (strict and totals.refused_lines):
        context.exit(1)


def assess_claims(
    file: ClaimFile,
    facts: FileFacts,
    outputs: Outputs,
    law: Law,
    *,
    watch: Watch = unwatched,
) -> Totals:
    """Assess an open file and write its results; what ``assess-file`` and the demo do.

    Args:
        file: just opened.
        facts: what empty cells stand for.
        outputs: where answers go.
        law: the tables to read.
        watch: sees the lines pass, each time they are read, to show how far they are.
    """
    totals = Totals()
    with (
        _refused_lines(outputs.refused, file) as refused,
        answers_of(file, facts, law, watch) as answers,
    ):
        try:
            with _results(outputs) as out:
                results = results_for(outputs.results, out, file, outputs.decimal)
                for found in answers:
                    if isinstance(found, RefusedLine):
                        totals.refuse(found.faults)
                        if refused is not None:
                            refused.write(found)
                    else:
                        totals.add(found.month, found.deciding_text, found.amounts)
                        results.write(found.line, found.amounts, found.texts)
                results.close()
                _check_whole(outputs, totals)
        except _NotWhole:
            return totals
    return totals


class _NotWhole(Exception):
    """Leaves the results unwritten."""


def _check_whole(outputs: Outputs, totals: Totals) -> None:
    if outputs.strict and totals.refused_lines:
        raise _NotWhole


@contextmanager
def _refused_lines(path: Path | None, file: ClaimFile) -> Iterator[RefusedLines | None]:
    if path is None:
        yield None
        return
    with replacing(path) as out:
        mark_utf_8(out, file)
        yield RefusedLines(out, file.header)


def _results(outputs: Outputs) -> AbstractContextManager[TextIO]:
    if outputs.results is not None:
        return replacing(outputs.results)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return _held_back() if outputs.strict else nullcontext(sys.stdout)


@contextmanager
def _held_back() -> Iterator[TextIO]:
    """Standard output, written only when all went well."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as held:
        yield held
        held.seek(0)
        shutil.copyfileobj(held, sys.stdout)


def _check_places(file: Path, output: Path | None, errors: Path | None) -> None:
    places = [place.resolve() for place in (file, output, errors) if place is not None]
    if len(set(places)) < len(places):
        msg = _("FILE, --output and --errors must be three different files")
        raise click.UsageError(msg)
    for option, place in (("--output", output), ("--errors", errors)):
        if place is None:
            continue
        if place.suffix.lower() in _NOT_WRITTEN:
            msg = _(
                "{option}: {suffix} is not written; name a .csv, which spreadsheets open"
            ).format(option=option, suffix=place.suffix)
            raise click.UsageError(msg)
        if place.is_dir():
            msg = _("{option}: {place} is a folder; name a file in it").format(
                option=option, place=place
            )
            raise click.UsageError(msg)
        if not place.parent.is_dir():
            msg = _("{option}: there is no folder {folder}").format(
                option=option, folder=place.parent
            )
            raise click.UsageError(msg)
    if errors is not None and errors.suffix.lower() in (".json", ".jsonl"):
        msg = _("--errors is a CSV, so that its lines can be mended and read again")
        raise click.UsageError(msg)


def _tell_sheet(file: ClaimFile) -> None:
    if file.sheet is not None and file.sheet.others:
        others = ", ".join(file.sheet.others)
        told = _("Sheet read: {sheet}. Not read: {others} (--sheet names another).")
        _say(told.format(sheet=file.sheet.name, others=others))


def _tell_reading(file: ClaimFile) -> None:
    """What is known once the lines have passed."""
    if file.encoding.said is not None:
        _say(said(file.encoding.said))
    if file.totals:
        rows = ", ".join(map(str, file.totals))
        _say(_("Rows of totals passed over: {rows}.").format(rows=rows))
    if file.headers:
        rows = ", ".join(map(str, file.headers))
        _say(_("Header again, passed over: {rows}.").format(rows=rows))


def _tell_header(header: Header, chosen: set[str]) -> None:
    if header.unknown:
        unknown = ", ".join(header.unknown)
        _say(_("Columns kept and not read: {columns}.").format(columns=unknown))
    meanings = {
        "regime": _("ordinary scheme (--scheme)"),
        "situation": _("general situation (--situation)"),
        "territoire": _("national territory (--territory)"),
    }
    taken = [
        meaning
        for name, meaning in meanings.items()
        if name not in header.positions and name not in chosen
    ]
    if taken:
        told = _("The file does not say, so taken as: {taken}.").format(taken=", ".join(taken))
        _say(told)


def _tell(totals: Totals, errors: Path | None, *, strict: bool) -> None:
    _say(claim_summary.counted(totals))
    if not totals.assessed.lines and not totals.refused_lines:
        _say(fault(_("There is no line below the header: is it the right file, or sheet?")))
    if totals.assessed.lines:
        for table in (claim_summary.month_table, claim_summary.text_table):
            names, *sums = table(totals)
            _say("")
            _say(head(names))
            _say_all(sums)
    if totals.warnings:
        _say("")
        _say(head(_("Lines with a warning:")))
        _say_all(claim_summary.warning_table(totals))
    if totals.refused_lines:
        _say("")
        _say(head(_("Refused, by reason, with the first line of each:")))
        _say_all(claim_summary.refused_table(totals))
        _say(
            _("All of them: {file}").format(file=errors)
            if errors
            else _("All of them: add --errors FILE.")
        )
        if strict:
            _say(fault(_("Nothing was written: --strict refuses the whole file.")))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        _say(line)
