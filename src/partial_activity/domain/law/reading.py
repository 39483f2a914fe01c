"""The law read otherwise than by a case: on a day, over time, between two days.

A value for hours counts while its scheme is open (``scheme.open``): the floor of a scheme that has
ended is in no list, although no text ever closed its span.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from partial_activity.domain.law.book import Found, Law, find
from partial_activity.domain.law.dated import DatedTable, Driver, Entry, Span, Special, Text
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.values import frozen


@frozen
class Moment:
    """A day of the table's driver, and the day of knowledge; None: all that the library knows."""

    day: date
    known_on: date | None = None


@frozen(eq=False)
class Stretch:
    """Consecutive days on which one entry answers, or none does."""

    span: Span
    entry: Entry[Any] | None
    """The entry; None: no text says anything for these days, or the scheme is not open."""
    open: bool
    """Whether the scheme is open."""


@frozen(eq=False)
class Planned:
    """What a text planned in one table, and the days on which it is the law today."""

    table: DatedTable[Any]
    entry: Entry[Any]
    applied: tuple[Span, ...]
    """Empty: a later text overtook it on all its days, or its scheme was not open."""


@frozen(eq=False)
class Difference:
    """What two moments answer differently for one parameter and category, parents included."""

    parameter: Parameter
    category: AnyCategory
    before: Found[Any] | None
    after: Found[Any] | None


def in_force(law: Law, moment: Moment) -> Iterator[Found[Any]]:
    """Every value that a category has of its own at that moment, parameter by parameter."""
    for table in law.tables():
        entry = table.on(moment.day, moment.known_on)
        if entry and entry.value is not Special.INHERIT and _is_used(law, table, moment):
            yield Found(table, entry)


def is_open(law: Law, category: AnyCategory, moment: Moment) -> bool:
    """Whether the scheme the category belongs to is open; one that belongs to none always is."""
    for candidate in chain(category):
        scheme = law.scheme_open.get(candidate)
        if scheme is not None:
            entry = scheme.on(moment.day, moment.known_on)
            return entry is not None and not isinstance(entry.value, Special)
    return True


def timeline(law: Law, table: DatedTable[Any], known_on: date | None = None) -> tuple[Stretch, ...]:
    """The days of a table from its first entry on, cut where another entry begins to answer."""
    days = sorted(_change_days(law, table))
    stretches: list[Stretch] = []
    for day in days:
        moment = Moment(day, known_on)
        opened = _is_used(law, table, moment)
        entry = table.on(day, known_on) if opened else None
        last = stretches[-1] if stretches else None
        if last and (last.entry, last.open) == (entry, opened):
            continue
        if last:
            stretches[-1] = Stretch(
                Span(last.span.first, day - timedelta(days=1)), last.entry, last.open
            )
        stretches.append(Stretch(Span(day), entry, opened))
    return tuple(stretches)


def plans(law: Law, table: DatedTable[Any]) -> tuple[Planned, ...]:
    """What each text planned, in order of publication, and when it became the law."""
    stretches = timeline(law, table)
    return tuple(
        Planned(
            table,
            entry,
            tuple(stretch.span for stretch in stretches if stretch.entry is entry),
        )
        for entry in table.entries
    )


def plans_by_text(law: Law) -> Iterator[tuple[Text, tuple[Planned, ...]]]:
    """Every text in order of publication, with all that it planned; some only applied a rule."""
    by_text: dict[Text, list[Planned]] = {}
    for table in law.tables():
        for plan in plans(law, table):
            by_text.setdefault(plan.entry.text, []).append(plan)
    for text in law.texts():
        yield text, tuple(by_text.get(text, ()))


def differences(law: Law, before: Moment, after: Moment) -> Iterator[Difference]:
    """The days on which two moments give different values, each through the fall-back.

    A category that has no value of its own at either moment follows its parent and is not listed.
    """
    for table in law.tables():
        first, second = (_answer(law, table, moment) for moment in (before, after))
        own = any(found and found.table is table for found in (first, second))
        if own and _value(first) != _value(second):
            yield Difference(table.parameter, table.category, first, second)


def _is_used(law: Law, table: DatedTable[Any], moment: Moment) -> bool:
    """What is not about hours (a repayment, a request) can outlive the scheme.

    The minimum wage is no rule of any scheme: it has its value before Mayotte has one.
    """
    if table.driver is not Driver.HOURS or table.parameter is Parameter.MINIMUM_WAGE:
        return True
    return is_open(law, table.category, moment)


def _answer(law: Law, table: DatedTable[Any], moment: Moment) -> Found[Any] | None:
    if not _is_used(law, table, moment):
        return None
    tables = law.tables_of(table.parameter)
    return find(tables, chain(table.category), moment.day, moment.known_on)


def _value(found: Found[Any] | None) -> object:
    return found.entry.value if found else None


def _change_days(law: Law, table: DatedTable[Any]) -> set[date]:
    """Days on which the table, or the opening of its scheme, may answer otherwise."""
    own = set(table.change_days())
    schemes = (law.scheme_open.get(category) for category in chain(table.category))
    opened = {day for scheme in schemes if scheme for day in scheme.change_days()}
    return own | {day for day in opened if own and day >= min(own)}
