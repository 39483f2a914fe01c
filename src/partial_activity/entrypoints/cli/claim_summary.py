"""What a claim file came to, as tables for people: by month, by text, refused lines, warnings."""

import textwrap
from collections.abc import Iterator

from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.formatting import ENGLISH, formatter
from partial_activity.domain.claim.totals import Sum, Totals
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros

_NAME = 38
_ENGLISH = formatter(ENGLISH)
_WIDTH = 120
_REASONS = 50
"""The reasons told on a screen; the file of refused lines has them all."""


def grouped(amount: Euros | Hours) -> str:
    """``1,234,567.89``."""
    return _ENGLISH.number(amount.exact, 2)


def counted(totals: Totals) -> str:
    """The number of lines that were assessed and refused."""
    good, bad = totals.assessed.lines, totals.refused_lines
    read, assessed, refused = map(_ENGLISH.number, (good + bad, good, bad))
    lines = _ENGLISH.plural(good + bad, "line", "lines")
    return f"{read} {lines} read: {assessed} assessed, {refused} refused."


def month_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by month, and in all."""
    yield _row("month", "lines", "hours", "indemnity", "allowance", "remaining cost")
    for month, total in totals.by_month().items():
        yield _sum(month, total)
    yield _sum("in all", totals.assessed)


def text_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by month and by the text that decides the allowance."""
    yield _row("month and text behind the allowance", "lines", "hours", "indemnity", "allowance")
    for (month, text), total in sorted(totals.by_month_and_text.items()):
        yield _sum(f"{month}  {text}", total, remaining=False)


def by_text_table(totals: Totals) -> Iterator[str]:
    """Hours and euros by the text that decides the allowance, all months together."""
    yield _row("text behind the allowance", "lines", "hours", "indemnity", "allowance")
    for text, total in totals.by_text().items():
        yield _sum(text, total, remaining=False)


def refused_table(totals: Totals) -> Iterator[str]:
    """What was wrong, most frequent first, with the first line of each; no value is shown."""
    found = sorted(totals.refused.values(), key=lambda item: (-item[0], item[1].line))
    for count, first in found[:_REASONS]:
        column = f", {first.column}" if first.column else ""
        mark = f"{_ENGLISH.number(count):>6}  {first.code:<26}"
        told = f"line {first.line}{column}: {first.said.french}"
        yield from textwrap.wrap(
            told, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)
        )
    if len(found) > _REASONS:
        yield f"        and {_ENGLISH.number(len(found) - _REASONS)} reasons more"


def warning_table(totals: Totals) -> Iterator[str]:
    """The number of lines that carry each warning."""
    for code, count in sorted(totals.warnings.items(), key=lambda item: (-item[1], item[0])):
        yield f"{_ENGLISH.number(count):>6}  {code}"


def refusal(error: FileRefused) -> str:
    """Why the whole file is refused."""
    return error.english


def _sum(name: str, total: Sum, *, remaining: bool = True) -> str:
    amounts: list[Euros | Hours] = [total.hours, total.indemnity, total.allowance]
    if remaining:
        amounts.append(total.remaining_cost)
    return _row(name, _ENGLISH.number(total.lines), *(grouped(amount) for amount in amounts))


def _row(name: str, lines: str, *figures: str) -> str:
    return f"{name:<{_NAME}}{lines:>7}" + "".join(f"{figure:>15}" for figure in figures)
