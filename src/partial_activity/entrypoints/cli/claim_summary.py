"""What a claim file came to, as tables for people: by month, by text, refused lines, warnings."""

import textwrap
from collections.abc import Iterator, Mapping
from gettext import gettext as _

from partial_activity.adapters.formatting import ENGLISH, formatter
from partial_activity.domain.claim.totals import Sum, Totals
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.entrypoints.cli.columns import laid_out
from partial_activity.entrypoints.cli.formatting import counted as count_of
from partial_activity.entrypoints.cli.screen import width
from partial_activity.entrypoints.language import said, writer

_REASONS = 50
"""The reasons told on a screen; the file of refused lines has them all."""
_INDENT = " " * 8


def grouped(amount: Euros | Hours) -> str:
    """``1,234,567.89``."""
    return formatter(ENGLISH).number(amount.exact, 2)


def counted(totals: Totals) -> str:
    """The number of lines that were assessed and refused."""
    good, bad = totals.assessed.lines, totals.refused_lines
    return _("{read}: {assessed} assessed, {refused} refused.").format(
        read=count_of(good + bad, "{count} line read", "{count} lines read"),
        assessed=writer().number(good),
        refused=writer().number(bad),
    )


def month_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by month, and in all."""
    sums = {**totals.by_month(), _("in all"): totals.assessed}
    return _table(_("month"), sums, remaining=True)


def text_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by month and by the text that decides the allowance."""
    found = sorted(totals.by_month_and_text.items())
    sums = {f"{month}  {text}": total for (month, text), total in found}
    return _table(_("month and text behind the allowance"), sums)


def by_text_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by the text that decides the allowance, all months together."""
    return _table(_("text behind the allowance"), totals.by_text())


def refused_table(totals: Totals) -> Iterator[str]:
    """What was wrong, most frequent first, with the first line of each; no value is shown."""
    found = sorted(totals.refused.values(), key=lambda item: (-item[0], item[1].line))
    room, codes = width(err=True), max((len(first.code) for _count, first in found), default=0)
    for count, first in found[:_REASONS]:
        column = f", {first.column}" if first.column else ""
        mark = f"{writer().number(count):>6}  {first.code:<{codes}}  "
        told = _("line {line}{column}: {why}").format(
            line=first.line, column=column, why=said(first.said)
        )
        if len(mark) > room // 2:
            yield mark.rstrip()
            mark = _INDENT
        yield from textwrap.wrap(told, room, initial_indent=mark, subsequent_indent=" " * len(mark))
    if len(found) > _REASONS:
        more = count_of(
            len(found) - _REASONS, "and {count} reason more", "and {count} reasons more"
        )
        yield f"{_INDENT}{more}"


def warning_table(totals: Totals) -> Iterator[str]:
    """The number of lines that carry each warning."""
    for code, count in sorted(totals.warnings.items(), key=lambda item: (-item[1], item[0])):
        yield f"{writer().number(count):>6}  {code}"


def _table(names: str, sums: Mapping[str, Sum], *, remaining: bool = False) -> Iterator[str]:
    head = [names, _("lines"), _("hours"), _("indemnity"), _("allowance")]
    if remaining:
        head.append(_("remaining cost"))
    rows = [_row(name, total, remaining=remaining) for name, total in sums.items()]
    return laid_out(head, rows, width(err=True))


def _row(name: str, total: Sum, *, remaining: bool) -> list[str]:
    amounts: list[Euros | Hours] = [total.hours, total.indemnity, total.allowance]
    if remaining:
        amounts.append(total.remaining_cost)
    number = writer().number
    return [name, number(total.lines), *(number(amount.exact, 2) for amount in amounts)]
