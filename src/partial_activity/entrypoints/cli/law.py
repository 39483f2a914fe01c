"""``partial-activity law``: what the law says, was, was known to be, and would be."""

import difflib
import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from gettext import gettext as _
from gettext import ngettext

import click

from partial_activity.adapters.as_json import law as law_json
from partial_activity.domain.days import day_written
from partial_activity.domain.law.book import Found, Law, sectors_of
from partial_activity.domain.law.check import Fault, faults, not_checked_after
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.reading import (
    Moment,
    differences,
    in_force,
    plans,
    plans_by_text,
    timeline,
)
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.tables.gaps import DISPUTES, KNOWN_GAPS
from partial_activity.entrypoints.cli import law_table
from partial_activity.entrypoints.cli.extras import asking_for, missing
from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.named_law_option import law_option
from partial_activity.entrypoints.cli.progress import waiting, with_progress
from partial_activity.entrypoints.cli.screen import doubt, fault, width
from partial_activity.entrypoints.language import is_french, writer


class _Day(click.ParamType[date]):
    """A day, as 2020-06-15."""

    name = "day"

    def convert(
        self,
        value: str | date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read the day, or say how it is written."""
        if isinstance(value, date):
            return value
        try:
            return day_written(value)
        except ValueError:
            msg = _("{value!r} is not a day: write it as 2020-06-15 (year-month-day)")
            self.fail(msg.format(value=value), param, ctx)


class _Named(click.ParamType[Parameter | AnyCategory]):
    """A parameter or a category, by the name ``law on`` prints."""

    def __init__(self, names: type[Parameter | Category], name: str) -> None:
        self.names = names
        self.name = name

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Parameter | AnyCategory:
        """Find the name, or say which come close; a category may be one of the law in use."""
        sectors = sectors_of(ctx.params["in_use"]) if ctx and self.names is Category else {}
        if value in sectors:
            return sectors[value]
        try:
            return self.names(value)
        except ValueError:
            known = [*map(str, self.names), *sectors]
        # "share" is close to no name, but stands in indemnity.share.
        close = difflib.get_close_matches(value, known, cutoff=0.5)
        close += [name for name in known if value in name and name not in close]
        if close:
            hint = _("did you mean {names}?").format(names=", ".join(close))
        else:  # A list of all of them helps nobody.
            near = difflib.get_close_matches(value, known, n=_NEAREST, cutoff=0)
            hint = _("the nearest are {names}; `law on DAY` lists all").format(
                names=", ".join(near)
            )
        msg = _("{value!r} is not the name of a {kind}; {hint}").format(
            value=value, kind=_(self.name), hint=hint
        )
        raise click.BadParameter(msg, ctx, param)


_NEAREST = 3
DAY = _Day()
PARAMETER = _Named(Parameter, "parameter")
CATEGORY = _Named(Category, "category")
_KNOWN_ON = click.option(
    "--known-on",
    type=DAY,
    metavar="DAY",
    help="As published up to that day; else all that is known.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")


@click.group("law")
def law() -> None:
    """What the law says: on a day, over time, between two days, in a draft."""


@law.command("on")
@click.argument("day", type=DAY)
@_KNOWN_ON
@_JSON
@law_option
def on(day: date, known_on: date | None, in_use: Law, *, as_json: bool) -> None:
    """Every value in force for hours of DAY (2020-06-15), with its text."""
    moment = Moment(day, known_on)
    found = tuple(in_force(in_use, moment))
    if as_json:
        _write_json([law_json.value(one) for one in found])
    elif found:
        _write(law_table.of_a_day(found, moment))
    if not found:
        first = min(table_day for table_day in _first_days(in_use))
        told = _("No rule for {day}: the tables begin on {first}.").format(
            day=writer().day(day), first=writer().day(first)
        )
        click.echo(told, err=True)
    unchecked = {f"{one.table.parameter}" for one in found if day > one.table.checked_until}
    if unchecked:
        told = ngettext(
            "law_not_checked: {count} parameter was compared with a source before {day} only; a "
            "later text may have changed it ('law check' says until when).",
            "law_not_checked: {count} parameters were compared with a source before {day} only; a "
            "later text may have changed them ('law check' says until when).",
            len(unchecked),
        ).format(count=len(unchecked), day=writer().day(day))
        for line in textwrap.wrap(told, width(err=True), break_on_hyphens=False):
            click.echo(doubt(line), err=True)


@law.command("history")
@click.argument("parameter", type=PARAMETER)
@click.option("--category", type=CATEGORY, metavar="CATEGORY", help="One category only.")
@_KNOWN_ON
@click.option("--plans", "planned", is_flag=True, help="Every plan, those never applied included.")
@_JSON
@law_option
def history(
    parameter: Parameter,
    category: AnyCategory | None,
    known_on: date | None,
    in_use: Law,
    *,
    planned: bool,
    as_json: bool,
) -> None:
    """The timeline of one PARAMETER (allowance.share), category by category."""
    tables = in_use.tables_of(parameter)
    if category is not None and category not in tables:
        msg = _("{parameter} has no table for {category}; it has {others}").format(
            parameter=parameter, category=category, others=", ".join(tables)
        )
        raise click.UsageError(msg)
    if planned and known_on is not None:
        msg = _("--plans shows every plan with the day it was known: leave --known-on out")
        raise click.UsageError(msg)
    chosen = [tables[category]] if category else list(tables.values())
    if as_json and planned:
        _write_json([law_json.plan(plan) for table in chosen for plan in plans(in_use, table)])
    elif as_json:
        _write_json(
            [
                law_json.value(Found(table, stretch.entry), stretch.span)
                for table in chosen
                for stretch in timeline(in_use, table, known_on)
                if stretch.entry is not None
            ]
        )
    else:
        for place, table in enumerate(chosen):
            if place:
                click.echo()
            if planned:
                _write(law_table.plans_of(table, plans(in_use, table)))
            else:
                _write(law_table.timeline_of(table, timeline(in_use, table, known_on)))


@law.command("diff")
@click.argument("before", type=DAY)
@click.argument("after", type=DAY)
@_KNOWN_ON
@click.option("--and-known-on", type=DAY, metavar="DAY", help="Another day of knowledge for AFTER.")
@_JSON
@law_option
def diff(
    before: date,
    after: date,
    known_on: date | None,
    and_known_on: date | None,
    in_use: Law,
    *,
    as_json: bool,
) -> None:
    """What changes between hours of BEFORE and of AFTER.

    The same day twice, with --known-on and --and-known-on, shows what was learnt in between.
    """
    first, second = Moment(before, known_on), Moment(after, and_known_on or known_on)
    found = tuple(differences(in_use, first, second))
    if as_json:
        _write_json([law_json.difference(one) for one in found])
    else:
        _write(law_table.differences_of(first, second, found))
        if not found:
            click.echo(_("Nothing changes."))


@law.command("texts")
@click.argument("name", default="")
@_JSON
@law_option
def texts(name: str, in_use: Law, *, as_json: bool) -> None:
    """Every text in order of publication, with what it planned; NAME (2020-810) keeps some."""
    chosen = [
        (text, planned)
        for text, planned in plans_by_text(in_use)
        if name.casefold() in text.name.casefold()
    ]
    if not chosen:
        close = difflib.get_close_matches(name, [text.name for text in in_use.texts()])
        msg = _("no text has {name!r} in its name").format(name=name)
        if close:
            hint = _("did you mean {names}?").format(names=", ".join(close))
            msg = f"{msg}; {hint}"
        raise click.UsageError(msg)
    if as_json:
        _write_json([law_json.text(text, planned) for text, planned in chosen])
    else:
        _write(law_table.texts_of(chosen))


@law.command("check")
@law_option
def check(in_use: Law) -> None:
    """Check the tables: gaps, overlaps, uncited values, days not checked."""
    found = faults(in_use)
    if found:
        _write(_fault(one) for one in found)
        click.echo(fault(counted(len(found), "{count} fault.", "{count} faults.")), err=True)
        sys.exit(1)
    disputed = sum(bool(entry.dispute) for table in in_use.tables() for entry in table.entries)
    counts = (
        counted(
            len(KNOWN_GAPS),
            "{count} known gap, answered with an error or a warning",
            "{count} known gaps, answered with an error or a warning",
        ),
        _("{values}, and {points} beside the tables").format(
            values=counted(disputed, "{count} disputed value", "{count} disputed values"),
            points=counted(len(DISPUTES), "{count} disputed point", "{count} disputed points"),
        ),
    )
    until = [(day, str(table.parameter)) for day, table in not_checked_after(in_use)]
    _write(law_table.checked(in_use, counts, until))


@law.command("gaps")
def gaps() -> None:
    """What is not modelled, or not known, and why."""
    _write(law_table.gaps())


@law.command("draft")
@click.argument("draft", metavar="FILE.toml")
@click.option("--cases", required=True, metavar="FILE|-", help="Cases, as for assess.")
@click.option(
    "--check",
    is_flag=True,
    help="Also try the properties that every law has; half a minute or so (extra testing).",
)
@click.option(
    "--tries",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Cases that --check tries for each property.",
)
@_JSON
@law_option
def draft(draft: str, cases: str, in_use: Law, *, check: bool, tries: int, as_json: bool) -> None:
    """What a draft decree would change: the cases with and without it, and in total.

    What can hardly be meant (a floor of the allowance above the indemnity's, a day planned twice)
    is said first.
    """
    from partial_activity.entrypoints import draft_comparison  # noqa: PLC0415  cattrs only when needed

    if check and (lacking := missing(("testing",))):
        raise asking_for(lacking, "law draft --check")
    outcome = draft_comparison.compare(draft, cases, in_use, watch=with_progress)
    if as_json:
        _write_json(draft_comparison.as_json(outcome))
    else:
        from partial_activity.entrypoints.draft_table import DraftTable  # noqa: PLC0415  as above

        _write(DraftTable(french=is_french(), room=width()).lines(outcome))
    if outcome.unanswered:
        told = counted(
            outcome.unanswered,
            "{count} case could not be answered.",
            "{count} cases could not be answered.",
        )
        click.echo(fault(told), err=True)
    broken = check and _breaks(in_use.with_texts(outcome.draft), tries)
    if broken or outcome.unanswered:
        sys.exit(1)


def _breaks(changed: Law, tries: int) -> bool:
    """Say on stderr which properties a law lacks, one after another; whether it lacks any."""
    from partial_activity.entrypoints.draft_check import broken_properties  # noqa: PLC0415  an extra

    with waiting(_("Trying the properties")):
        broken = list(broken_properties(changed, tries))
    for found in broken:
        click.echo(fault(_("Does not hold: {name}").format(name=found.name)), err=True)
        click.echo(f"  {_(found.says)}\n  {found.why}", err=True)
        for line in found.case.splitlines():
            click.echo(f"    {line}", err=True)
    if not broken:
        click.echo(_("Every property holds."), err=True)
    return bool(broken)


def _first_days(in_use: Law) -> Iterator[date]:
    for table in in_use.tables():
        yield from (entry.span.first for entry in table.entries)


def _fault(found: Fault) -> str:
    return f"{found.code}: {found.where}: {found.message}"


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _write_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))
