"""The law as tables for people, as wide as the terminal."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from gettext import gettext as _
from itertools import groupby
from typing import Any

from partial_activity.domain.assessment.french_law import FRENCH_LAW
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
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.statements import value_text
from partial_activity.domain.law.tables.gaps import ENDED, KNOWN_GAPS, NOT_MODELLED
from partial_activity.domain.law.units import EUROS_PER_HOUR, SHARE
from partial_activity.domain.law.words import PARAMETERS
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.entrypoints.cli.screen import doubt, head, width
from partial_activity.entrypoints.language import is_french, said, writer

_INDENT = "    "
_WIDTHS = (20, 11, 21, 10)
"""Category, value, days, day of publication; text and article take the rest."""
_BESIDE = 96
"""Columns from which all of them stand beside each other; with fewer, each kind has its line."""
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
_BY = {
    Driver.REQUESTS: "by the day of the request",
    Driver.AGREEMENTS: "by the day the agreement is sent",
    Driver.STARTS: "by the first day authorised",
    Driver.ENDS: "by the last day authorised",
    Driver.DECISIONS: "by the day of the decision",
}

SAID = (
    *_SUBJECTS.values(),
    *_BY.values(),
    *(table.unit.name for table in FRENCH_LAW.tables()),
)
"""Looked up by what it is in English."""


def of_a_day(found: Iterable[Found[Any]], moment: Moment) -> Iterator[str]:
    """The values in force at a moment, by subject."""
    told = _("Law for hours of {day}").format(day=_day(moment.day))
    yield head(told + _as_known(moment.known_on))
    yield from _row(("", _("value"), _("hours"), _("published"), _("text, article")), style=head)
    for subject, ones in groupby(found, key=lambda one: _subject(one.table.parameter)):
        yield ""
        yield head(subject)
        for parameter, same in groupby(ones, key=lambda one: one.table.parameter):
            values = list(same)
            table = values[0].table
            until = min(one.table.checked_until for one in values)
            checked = ""
            if moment.day > until:
                checked = _(", checked up to {day} only").format(day=_day(until))
            about = f"{_parameter(parameter)} [{_unit(table.unit)}]{_driver(table)}{checked}"
            yield from _wrapped("  ", about)
            for one in values:
                yield from _value(one)


def timeline_of(table: DatedTable[Any], stretches: Iterable[Stretch]) -> Iterator[str]:
    """The days of one table, and what answers on each."""
    yield from _head(table)
    for stretch in stretches:
        entry = stretch.entry
        if entry is not None:
            cells = (_shown(entry, table.unit), _days(stretch.span), *_cited(entry, table))
        elif stretch.open:
            cells = ("-", _days(stretch.span), "", _("nothing of its own"))
        else:
            cells = ("-", _days(stretch.span), "", _("the scheme is not open"))
        yield from _row(("", *cells))


def plans_of(table: DatedTable[Any], plans: Iterable[Planned]) -> Iterator[str]:
    """Every plan that a text made in one table, in order of publication."""
    yield from _head(table)
    for text, same in groupby(plans, key=lambda plan: plan.entry.text):
        yield from _wrapped("  ", _text(text))
        for plan in same:
            yield from _row(_planned("", plan))


def texts_of(texts: Iterable[tuple[Text, tuple[Planned, ...]]]) -> Iterator[str]:
    """Texts, in order of publication, with all that each planned."""
    for text, plans in texts:
        yield from _wrapped("", f"{_text(text)}: {text.title}" if text.title else _text(text))
        for parameter, same in groupby(plans, key=lambda plan: plan.table.parameter):
            yield from _wrapped("  ", _parameter(parameter))
            for plan in same:
                yield from _row(_planned(_category(plan.table.category), plan))
        yield ""


def differences_of(
    before: Moment, after: Moment, differences: Iterable[Difference]
) -> Iterator[str]:
    """What two moments answer differently."""
    told = _("From hours of {before}{known} to hours of {after}{then}").format(
        before=_day(before.day),
        known=_as_known(before.known_on),
        after=_day(after.day),
        then=_as_known(after.known_on),
    )
    yield from map(head, _wrapped("", told))
    for parameter, same in groupby(differences, key=lambda one: one.parameter):
        yield ""
        yield from _wrapped("", _parameter(parameter))
        for one in same:
            yield from _row((_category(one.category), *_side(one, one.before)))
            yield from _row((_("  becomes"), *_side(one, one.after)))


def checked(law: Law, counts: Iterable[str], checked: Iterable[tuple[date, str]]) -> Iterator[str]:
    """The report of a check that found no fault."""
    entries = sum(len(table.entries) for table in law.tables())
    tables = sum(1 for _ in law.tables())
    told = _(
        "No fault in {tables} tables, {values} values, {texts} texts: nothing uncited, nothing "
        "twice, no gap but those of `partial-activity law gaps`."
    ).format(tables=tables, values=entries, texts=len(law.texts()))
    yield from _wrapped("", told)
    for count in counts:
        yield from _wrapped("  ", count)
    told = _(
        "Compared with a source up to (a later day is answered with the warning law_not_checked):"
    )
    yield from _wrapped("", told)
    for day, same in groupby(checked, key=lambda pair: pair[0]):
        names = ", ".join(dict.fromkeys(name for _, name in same))
        yield from _wrapped(f"  {_day(day)}  ", names)


def gaps() -> Iterator[str]:
    """What no answer can rest on: days without a value, days without a rule, rules left out."""
    for title, several in (
        (_("No source gives the value; nothing is filled by guess:"), KNOWN_GAPS),
        (_("The law has no rule any more:"), ENDED),
    ):
        yield from map(head, _wrapped("", title))
        for gap in several:
            where = f"{_parameter(gap.parameter)} ({_category(gap.category)}), {_days(gap.span)}"
            yield from _wrapped("  ", where)
            yield from _wrapped(_INDENT, _(gap.reason))
    yield head(_("Rules that no answer takes into account:"))
    for rule in NOT_MODELLED:
        yield from _wrapped("  ", _(rule.subject))
        yield from _wrapped(_INDENT, _(rule.reason))


def _subject(parameter: Parameter) -> str:
    prefix = parameter.partition(".")[0]
    return _(_SUBJECTS.get(prefix, prefix.replace("_", " ").capitalize()))


def _parameter(parameter: Parameter) -> str:
    """Its name in the commands; in French with the words for it, which the name does not say."""
    if not is_french() or parameter not in PARAMETERS:
        return str(parameter)
    return f"{parameter} : {PARAMETERS[parameter].french}"


def _category(category: AnyCategory) -> str:
    return writer().bare(str(category)) if is_french() else str(category)


def _unit(unit: Unit[Any]) -> str:
    return _(unit.name)


def _head(table: DatedTable[Any]) -> Iterator[str]:
    name = f"{_parameter(table.parameter)} ({table.category})"
    yield from map(head, _wrapped("", f"{name}, {table.article}{_driver(table)}"))


def _driver(table: DatedTable[Any]) -> str:
    return f", {_(_BY[table.driver])}" if table.driver is not Driver.HOURS else ""


def _value(found: Found[Any]) -> Iterator[str]:
    entry, table = found.entry, found.table
    cells = (_shown(entry, table.unit), _days(entry.span), *_cited(entry, table))
    yield from _row((_category(table.category), *cells))
    doubts = []
    if entry.confidence is not Confidence.HIGH:
        sure = _("confidence {level}").format(level=_(entry.confidence.value))
        doubts.append(sure)
    if entry.dispute:
        doubts.append(_("disputed: {why}").format(why=said(entry.dispute)))
    if doubts:
        indent = _INDENT * 2 if width() < _BESIDE else _INDENT + " " * (_WIDTHS[0] + 1)
        yield from map(doubt, _wrapped(indent, "; ".join(doubts)))


def _planned(first: str, plan: Planned) -> tuple[str, str, str, str, str]:
    spans = ", ".join(_days(span) for span in plan.applied)
    applied = _("applied {days}").format(days=spans) if spans else _("never applied")
    return (first, _shown(plan.entry, plan.table.unit), _days(plan.entry.span), "", applied)


def _side(one: Difference, found: Found[Any] | None) -> tuple[str, str, str, str]:
    if found is None:
        return ("-", "", "", _("no rule"))
    parent = found.table.category
    published, cited = _cited(found.entry, found.table)
    through = ""
    if parent is not one.category:
        through = _(", as {category}").format(category=_category(parent))
    value = _shown(found.entry, found.table.unit)
    return (value, _days(found.entry.span), published, f"{cited}{through}")


def _cited(entry: Entry[Any], table: DatedTable[Any]) -> tuple[str, str]:
    """Day of publication, then text and article; an article of the text itself is said once."""
    text, article = entry.text, entry.article or table.article
    cited = article if article.startswith(text.name) else f"{text.name}, {article}"
    return (_day(text.published) if text.published else _("unknown"), cited)


def _text(text: Text) -> str:
    if text.published is None:
        return _("{text} (day of publication unknown)").format(text=text.name)
    return f"{text.name} ({'JO ' if text.official else ''}{_day(text.published)})"


def _shown(entry: Entry[Any], unit: Unit[Any]) -> str:
    """The value as people read it: per cent, euros."""
    value = entry.value
    if isinstance(value, Special):
        name = writer().bare(value.value) if is_french() else value.value
        return {Special.INHERIT: _("as parent")}.get(value, name)
    if unit is SHARE and isinstance(value, Share):
        return f"{writer().figure(value.exact * 100)} %"
    if unit is EUROS_PER_HOUR and isinstance(value, HourlyPay):
        return f"{writer().number(value.exact, 2)} €"
    return writer().bare(value) if is_french() else value_text(value)


def _day(day: date) -> str:
    return writer().day(day)


def _days(span: Span) -> str:
    first = _day(span.first)
    return f"{first}…{_day(span.last)}" if span.last else _("from {day}").format(day=first)


def _as_known(known_on: date | None) -> str:
    return _(", as known on {day}").format(day=_day(known_on)) if known_on else ""


Style = Callable[[str], str]


def _row(cells: tuple[str, str, str, str, str], style: Style = str) -> Iterator[str]:
    """Five columns; after a cell too long for its own, the next ones begin a line."""
    yield from map(style, _beside(cells) if width() >= _BESIDE else _below(cells))


def _below(cells: tuple[str, str, str, str, str]) -> Iterator[str]:
    """The first on a line, the figures on the next, the rest below: for a narrow terminal."""
    first, *figures, rest = cells
    if first:
        yield _INDENT + first
    if told := "  ".join(filter(None, figures)):
        yield from _wrapped(_INDENT * 2, told)
    if rest:
        yield from _wrapped(_INDENT * 2, rest)


def _beside(cells: tuple[str, str, str, str, str]) -> Iterator[str]:
    *narrow, rest = cells
    line, column = _INDENT, len(_INDENT)
    for cell, size in zip(narrow, _WIDTHS, strict=True):
        if len(line) > column:
            yield line.rstrip()
            line = " " * column
        line = f"{line}{cell:<{size}} "
        column += size + 1
    if len(line) > column:
        yield line.rstrip()
        line = " " * column
    yield from _wrapped(line, rest)


def _wrapped(mark: str, rest: str) -> list[str]:
    """The rest after the mark, the next lines below its first word; a citation is never cut."""
    lines = textwrap.wrap(
        _CITATION.sub(lambda cited: cited[0].replace(" ", _UNCUT), rest),
        width(),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace(_UNCUT, " ") for line in lines] or [mark.rstrip()]
