"""The law as tables for people, within a hundred columns."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from partial_activity.domain.law.book import Found, Law
from partial_activity.domain.law.dated import (
    Confidence,
    DatedTable,
    Driver,
    Entry,
    Span,
    Special,
    Text,
    Unit,
)
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.reading import Difference, Moment, Planned, Stretch
from partial_activity.domain.law.statements import value_text
from partial_activity.domain.law.tables.gaps import ENDED, KNOWN_GAPS, NOT_MODELLED
from partial_activity.domain.law.units import EUROS_PER_HOUR, SHARE
from partial_activity.domain.money import HourlyPay, Share, decimal_text

WIDTH = 100
_INDENT = "    "
_WIDTHS = (20, 11, 21, 10)
"""Category, value, days, day of publication; text and article take the rest."""
_CITATION = re.compile(r"\b(?:décret|ordonnance|loi) n° |\b(?:[DLR]|art|al)\. |\bn° ")
_UNCUT = "\N{NO-BREAK SPACE}"
_SUBJECTS = {
    "minimum_wage": "Minimum wage (SMIC)",
    "indemnity": "Indemnity (employer → employee)",
    "allowance": "Allowance (State → employer)",
    "apprentice": "Apprentices and vocational contracts",
    "scheme": "Schemes",
    "eligibility": "Turnover tests",
    "quota": "Yearly quota",
    "authorisation": "Authorisation",
    "long_term": "Long-term schemes",
    "hours": "Hours that count",
    "levies": "Levies on the indemnity",
    "guaranteed_pay": "Guaranteed monthly pay",
    "complement": "Employer's complement",
    "request": "Authorisation request",
    "opinion": "Opinion of the employees' representatives",
    "decision": "Decision",
    "claim": "Claim",
    "recovery": "Recovery of what was overpaid",
    "retention": "Keeping of records",
}
_DRIVERS = {
    Driver.REQUESTS: "by the day of the request",
    Driver.AGREEMENTS: "by the day the agreement is sent",
    Driver.STARTS: "by the first day authorised",
    Driver.ENDS: "by the last day authorised",
    Driver.DECISIONS: "by the day of the decision",
}


def of_a_day(found: Iterable[Found[Any]], moment: Moment) -> Iterator[str]:
    """The values in force at a moment, by subject."""
    yield f"Law for hours of {moment.day}{_as_known(moment.known_on)}"
    yield from _row(("", "value", "hours", "published", "text, article"))
    for subject, ones in groupby(found, key=lambda one: _subject(one.table.parameter)):
        yield ""
        yield subject
        for parameter, same in groupby(ones, key=lambda one: one.table.parameter):
            values = list(same)
            table = values[0].table
            until = min(one.table.checked_until for one in values)
            checked = f", checked up to {until} only" if moment.day > until else ""
            yield f"  {parameter} [{table.unit.name}]{_driver(table)}{checked}"
            for one in values:
                yield from _value(one)


def timeline_of(table: DatedTable[Any], stretches: Iterable[Stretch]) -> Iterator[str]:
    """The days of one table, and what answers on each."""
    yield _head(table)
    for stretch in stretches:
        entry = stretch.entry
        if entry is not None:
            cells = (_shown(entry, table.unit), _days(stretch.span), *_cited(entry, table))
        elif stretch.open:
            cells = ("-", _days(stretch.span), "", "nothing of its own")
        else:
            cells = ("-", _days(stretch.span), "", "the scheme is not open")
        yield from _row(("", *cells))


def plans_of(table: DatedTable[Any], plans: Iterable[Planned]) -> Iterator[str]:
    """Every plan that a text made in one table, in order of publication."""
    yield _head(table)
    for text, same in groupby(plans, key=lambda plan: plan.entry.text):
        yield f"  {_text(text)}"
        for plan in same:
            yield from _row(_planned("", plan))


def texts_of(texts: Iterable[tuple[Text, tuple[Planned, ...]]]) -> Iterator[str]:
    """Texts, in order of publication, with all that each planned."""
    for text, plans in texts:
        yield from _wrapped("", f"{_text(text)}: {text.title}" if text.title else _text(text))
        for parameter, same in groupby(plans, key=lambda plan: plan.table.parameter):
            yield f"  {parameter}"
            for plan in same:
                yield from _row(_planned(plan.table.category, plan))
        yield ""


def differences_of(
    before: Moment, after: Moment, differences: Iterable[Difference]
) -> Iterator[str]:
    """What two moments answer differently."""
    yield (
        f"From hours of {before.day}{_as_known(before.known_on)} "
        f"to hours of {after.day}{_as_known(after.known_on)}"
    )
    for parameter, same in groupby(differences, key=lambda one: one.parameter):
        yield ""
        yield str(parameter)
        for one in same:
            yield from _row((one.category, *_side(one, one.before)))
            yield from _row(("  becomes", *_side(one, one.after)))


def checked(law: Law, counts: Iterable[str], checked: Iterable[tuple[date, str]]) -> Iterator[str]:
    """The report of a check that found no fault."""
    entries = sum(len(table.entries) for table in law.tables())
    tables = sum(1 for _ in law.tables())
    yield (
        f"No fault in {tables} tables, {entries} values, {len(law.texts())} texts: "
        "nothing uncited, nothing twice, no gap but those of `partial-activity law gaps`."
    )
    yield from (f"  {count}" for count in counts)
    yield "Compared with a source up to (a later day is answered with the warning law_not_checked):"
    for day, same in groupby(checked, key=lambda pair: pair[0]):
        names = ", ".join(dict.fromkeys(name for _, name in same))
        yield from _wrapped(f"  {day}  ", names)


def gaps() -> Iterator[str]:
    """What no answer can rest on: days without a value, days without a rule, rules left out."""
    for head, several in (
        ("No source gives the value; nothing is filled by guess:", KNOWN_GAPS),
        ("The law has no rule any more:", ENDED),
    ):
        yield head
        for gap in several:
            yield f"  {gap.parameter} ({gap.category}), {_days(gap.span)}"
            yield from _wrapped(_INDENT, gap.reason)
    yield "Rules that no answer takes into account:"
    for rule in NOT_MODELLED:
        yield from _wrapped("  ", rule.subject)
        yield from _wrapped(_INDENT, rule.reason)


def _subject(parameter: Parameter) -> str:
    prefix = parameter.partition(".")[0]
    return _SUBJECTS.get(prefix, prefix.replace("_", " ").capitalize())


def _head(table: DatedTable[Any]) -> str:
    return f"{table.parameter} ({table.category}), {table.article}{_driver(table)}"


def _driver(table: DatedTable[Any]) -> str:
    return f", {_DRIVERS[table.driver]}" if table.driver is not Driver.HOURS else ""


def _value(found: Found[Any]) -> Iterator[str]:
    entry, table = found.entry, found.table
    cells = (_shown(entry, table.unit), _days(entry.span), *_cited(entry, table))
    yield from _row((table.category, *cells))
    doubts = []
    if entry.confidence is not Confidence.HIGH:
        doubts.append(f"confidence {entry.confidence.value}")
    if entry.dispute:
        doubts.append(f"disputed: {entry.dispute.english}")
    if doubts:
        yield from _wrapped(_INDENT + " " * (_WIDTHS[0] + 1), "; ".join(doubts))


def _planned(first: str, plan: Planned) -> tuple[str, str, str, str, str]:
    spans = ", ".join(_days(span) for span in plan.applied)
    applied = f"applied {spans}" if spans else "never applied"
    return (first, _shown(plan.entry, plan.table.unit), _days(plan.entry.span), "", applied)


def _side(one: Difference, found: Found[Any] | None) -> tuple[str, str, str, str]:
    if found is None:
        return ("-", "", "", "no rule")
    parent = found.table.category
    published, cited = _cited(found.entry, found.table)
    through = "" if parent is one.category else f", as {parent}"
    value = _shown(found.entry, found.table.unit)
    return (value, _days(found.entry.span), published, f"{cited}{through}")


def _cited(entry: Entry[Any], table: DatedTable[Any]) -> tuple[str, str]:
    """Day of publication, then text and article; an article of the text itself is said once."""
    text, article = entry.text, entry.article or table.article
    cited = article if article.startswith(text.name) else f"{text.name}, {article}"
    return (str(text.published or "unknown"), cited)


def _text(text: Text) -> str:
    if text.published is None:
        return f"{text.name} (day of publication unknown)"
    return f"{text.name} ({'JO ' if text.official else ''}{text.published})"


def _shown(entry: Entry[Any], unit: Unit[Any]) -> str:
    """The value as people read it: per cent, euros."""
    value = entry.value
    if isinstance(value, Special):
        return {Special.INHERIT: "as parent"}.get(value, value.value)
    if unit is SHARE and isinstance(value, Share):
        return f"{decimal_text(value.exact * 100, 0)} %"
    if unit is EUROS_PER_HOUR and isinstance(value, HourlyPay):
        return f"{value} €"
    return value_text(value)


def _days(span: Span) -> str:
    return f"{span.first}…{span.last}" if span.last else f"from {span.first}"


def _as_known(known_on: date | None) -> str:
    return f", as known on {known_on}" if known_on else ""


def _row(cells: tuple[str, str, str, str, str]) -> Iterator[str]:
    """Five columns; after a cell too long for its own, the next ones begin a line."""
    *narrow, rest = cells
    line, column = _INDENT, len(_INDENT)
    for cell, width in zip(narrow, _WIDTHS, strict=True):
        if len(line) > column:
            yield line.rstrip()
            line = " " * column
        line = f"{line}{cell:<{width}} "
        column += width + 1
    if len(line) > column:
        yield line.rstrip()
        line = " " * column
    yield from _wrapped(line, rest)


def _wrapped(mark: str, rest: str) -> list[str]:
    """The rest after the mark, the next lines below its first word; a citation is never cut."""
    lines = textwrap.wrap(
        _CITATION.sub(lambda cited: cited[0].replace(" ", _UNCUT), rest),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace(_UNCUT, " ") for line in lines] or [mark.rstrip()]
