"""The self-check of the tables: what no type can hold, found before a case meets it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

from partial_activity.domain.law.book import Law, find
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Special
from partial_activity.domain.law.fallback import PARENTS, TAKES_EMPLOYERS_SITUATION, chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.reading import Moment, is_open, timeline
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.tables.gaps import ENDED, KNOWN_GAPS, UNKNOWN_PUBLICATION, Gap
from partial_activity.domain.law.tables.sources import SOURCES
from partial_activity.domain.values import frozen

_ONE_DAY = timedelta(days=1)
_SITUATIONS = (
    Category.GENERAL,
    Category.PROTECTED,
    Category.PROTECTED_HEAVY_LOSS,
    Category.CLOSED,
    Category.RESTRICTED_TERRITORY,
    Category.SKI_AREA,
    Category.MAYOTTE,
    Category.MAYOTTE_RAISED,
    Category.CYCLONE,
)
_SHARED = frozenset({Parameter.ALLOWANCE_CAP})
"""What the long-term schemes take from the ordinary one."""
_FLAT_AMOUNTS = (Parameter.ALLOWANCE_FLAT_UP_TO_250, Parameter.ALLOWANCE_FLAT_ABOVE_250)


@frozen
class Fault:
    """Something wrong in the tables, with a stable code and where it stands."""

    code: str
    where: str
    message: str


def faults(law: Law, gaps: tuple[Gap, ...] = KNOWN_GAPS) -> tuple[Fault, ...]:
    """Everything that is wrong in the tables of a law; empty when it can be used.

    ``gaps`` are the holes that are known and listed. That entries are in order of publication is
    not looked at: a table out of order cannot be built.
    """
    all_faults = [fault for look in _CHECKS for fault in look(law)]
    all_faults += _holes(law, gaps)
    all_faults += _filled_gaps(law, gaps)
    return tuple(all_faults)


def not_checked_after(law: Law) -> tuple[tuple[date, DatedTable[Any]], ...]:
    """The last day for which each table was compared with a source, the earliest first."""
    dated = ((table.checked_until, table) for table in law.tables())
    return tuple(sorted(dated, key=lambda pair: (pair[0], pair[1].parameter, pair[1].category)))


def _named(table: DatedTable[Any]) -> str:
    return f"{table.parameter} ({table.category})"


def _parameters(law: Law) -> Iterator[Fault]:
    """Every parameter has a table, every category serves, every table stands at its own name."""
    for parameter in Parameter:
        tables = law.tables_of(parameter)
        if not tables:
            yield Fault("no_table", parameter, "no table holds this parameter")
        for category, table in tables.items():
            if (table.parameter, table.category) != (parameter, category):
                place = f"{parameter} ({category})"
                yield Fault("misplaced", place, f"the table there is {_named(table)}")
    used = {table.category for table in law.tables()}
    used |= {parent for category in used for parent in chain(category)}
    for category in Category:
        if category not in used and category not in _FOLLOWS_ANOTHER:
            yield Fault("no_table", category, "no table serves this category")


_FOLLOWS_ANOTHER = frozenset({Category.VOCATIONAL_TRAINING})
"""Vocational contracts follow the tables of apprentices (L. 5122-5)."""


def _citations(law: Law) -> Iterator[Fault]:
    """Every value names its text and its article."""
    for table in law.tables():
        if not table.entries:
            yield Fault("no_table", _named(table), "the table is empty")
        for entry in table.entries:
            where = f"{_named(table)} from {entry.span.first}"
            if not entry.text.name.strip():
                yield Fault("uncited", where, "the text has no name")
            if not (entry.article or table.article).strip():
                yield Fault("uncited", where, f"no article of {entry.text.name}")


def _texts(law: Law) -> Iterator[Fault]:
    """Every text has a day of publication, or is known to lack one; its sources exist."""
    texts = law.texts()
    for text in texts:
        if text.published is None and text.official and text.name not in UNKNOWN_PUBLICATION:
            yield Fault("unpublished", text.name, "no day of publication, and not listed as such")
        if text.published and text.signed and text.published < text.signed:
            yield Fault("unpublished", text.name, f"published before it was signed ({text.signed})")
        for source in text.sources:
            if source not in SOURCES:
                yield Fault("uncited", text.name, f"the source {source} is not listed")
    for earlier, later in pairwise(sorted(text.name for text in texts)):
        if earlier == later:
            yield Fault("twice", earlier, "two texts have this name")


def _overlaps(law: Law) -> Iterator[Fault]:
    """A text gives one value a day."""
    for table in law.tables():
        for first, second in combinations(table.entries, 2):
            if first.text is second.text and first.span.overlaps(second.span):
                days = f"from {max(first.span.first, second.span.first)}"
                yield Fault("overlap", _named(table), f"{first.text.name} plans twice {days}")


def _fallbacks(law: Law) -> Iterator[Fault]:
    """Entries that fall back on a parent, in categories that have none."""
    for table in law.tables():
        category = table.category
        if category in PARENTS or category in TAKES_EMPLOYERS_SITUATION:
            continue
        for entry in table.entries:
            if entry.value is Special.INHERIT:
                yield Fault("no_parent", _named(table), f"{entry.text.name} falls back on nothing")


def _regimes(law: Law) -> Iterator[Fault]:
    """Each regime has the amounts it is made of, and a flat amount stands beside no other."""
    for category, day in _open_days(law):
        chained = chain(category)
        found = find(law.allowance_regime, chained, day, None)
        if found is None:
            yield Fault("hole", f"{Parameter.ALLOWANCE_REGIME} ({category})", f"none on {day}")
            continue
        needs = found.value.needs
        for parameter in _FLAT_AMOUNTS:
            amount = _amount(law, parameter, chained, day)
            if (amount is not None) is not (parameter in needs):
                told = "is" if parameter in needs else "is not"
                message = f"{day}: the allowance {told} flat, the flat amounts say otherwise"
                yield Fault("regime", f"allowance ({category})", message)
        for parameter in needs:
            categories = (*chained, Category.GENERAL) if parameter in _SHARED else chained
            if find(law.tables_of(parameter), categories, day, None) is None:
                yield Fault("regime", f"{parameter} ({category})", f"none on {day}")
        if find(law.indemnity_share, chained, day, None) is None:
            yield Fault("hole", f"{Parameter.INDEMNITY_SHARE} ({category})", f"none on {day}")


def _open_days(law: Law) -> Iterator[tuple[AnyCategory, date]]:
    """Every scheme or situation, on each day on which something changes while it is open."""
    days = sorted({day for table in law.tables() for day in table.change_days()})
    for category in dict.fromkeys((*law.scheme_open, *_SITUATIONS)):
        for day in days:
            if is_open(law, category, Moment(day)):
                yield category, day


def _amount(law: Law, parameter: Parameter, chained: tuple[AnyCategory, ...], day: date) -> object:
    found = find(law.tables_of(parameter), chained, day, None)
    return None if found is None or found.entry.value is Special.NONE else found.entry.value


def _holes(law: Law, gaps: tuple[Gap, ...]) -> Iterator[Fault]:
    """Days without an answer, from a table's first to the last that was checked, but known gaps."""
    for table in law.tables():
        known = [gap.span for gap in (*gaps, *ENDED) if _is_about(gap, table)]
        for span in _silent(law, table):
            first = _first_outside(span, known)
            if first:
                message = f"no answer from {first}, and no known gap says so"
                yield Fault("hole", _named(table), message)


def _silent(law: Law, table: DatedTable[Any]) -> Iterator[Span]:
    """The stretches of days without an answer, parents included, up to the last day checked."""
    for stretch in timeline(law, table):
        last = min(stretch.span.last or table.checked_until, table.checked_until)
        if not stretch.open or last < stretch.span.first or _has_value(stretch.entry):
            continue
        tables = law.tables_of(table.parameter)
        days = {stretch.span.first} | {
            day
            for category in chain(table.category)
            if category in tables
            for day in tables[category].change_days()
            if stretch.span.first <= day <= last
        }
        for first, following in pairwise([*sorted(days), last + _ONE_DAY]):
            found = find(tables, chain(table.category), first, None)
            if found is None or not _has_value(found.entry):
                yield Span(first, following - _ONE_DAY)


def _has_value(entry: Entry[Any] | None) -> bool:
    """A value, or the text's own word that there is none."""
    return entry is not None and entry.value not in (Special.INHERIT, Special.UNKNOWN)


def _first_outside(span: Span, known: list[Span]) -> date | None:
    """The first day of a span that no known gap covers."""
    day = span.first
    assert span.last is not None
    while day <= span.last:
        gap = next((gap for gap in known if day in gap), None)
        if gap is None:
            return day
        if gap.last is None:
            return None
        day = gap.last + _ONE_DAY
    return None


def _filled_gaps(law: Law, gaps: tuple[Gap, ...]) -> Iterator[Fault]:
    """A listed gap that a value now fills is no gap."""
    for gap in (*gaps, *ENDED):
        table = law.tables_of(gap.parameter).get(gap.category)
        if table is None:
            continue
        for stretch in timeline(law, table):
            if stretch.span.overlaps(gap.span) and _has_value(stretch.entry):
                where = f"{gap.parameter} ({gap.category})"
                yield Fault(
                    "filled_gap", where, f"listed as a gap from {gap.span.first}, but has a value"
                )


def _is_about(gap: Gap, table: DatedTable[Any]) -> bool:
    return (gap.parameter, gap.category) == (table.parameter, table.category)


_CHECKS: tuple[Callable[[Law], Iterator[Fault]], ...] = (
    _parameters,
    _citations,
    _texts,
    _overlaps,
    _fallbacks,
    _regimes,
)
