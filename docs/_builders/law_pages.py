"""docs/law: an index, a page a parameter, a page a text, linked both ways."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from _builders import wording
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.dated import DatedTable, Text
from partial_activity.domain.law.fallback import TAKES_EMPLOYERS_SITUATION, chain
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.reading import Planned, Stretch, plans, timeline
from partial_activity.domain.law.tables.sources import SOURCES

PICTURES = (
    ("shares.svg", "Shares of pay and hourly floors, 2019 to 2026"),
    ("postponed.svg", "What was planned when: the fall to 36 %, six times postponed"),
)
CURVES = (
    ("flat-rate-2019.svg", "Flat rate, March 2019"),
    ("full-2020-04.svg", "70 % and 70 %, April 2020"),
    ("modulated-2020-07.svg", "70 % and 60 %, July 2020"),
    ("ordinary-2025.svg", "60 % and 36 %, March 2025"),
    ("long-term-2022.svg", "Long-term scheme (APLD), March 2022"),
    ("rebound-2025.svg", "Rebound scheme (APLD-R), June 2025"),
)


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    planned = _by_text()
    yield "law/index.md", _joined(_index(planned))
    for parameter in Parameter:
        yield f"law/parameters/{wording.parameter_file(parameter)}", _joined(_parameter(parameter))
    for text in FRENCH_LAW.texts():
        content = _joined(_text(text, planned.get(id(text), [])))
        yield f"law/texts/{wording.text_file(text)}", content


def _by_text() -> dict[int, list[Planned]]:
    found: dict[int, list[Planned]] = {}
    for table in FRENCH_LAW.tables():
        for plan in plans(FRENCH_LAW, table):
            found.setdefault(id(plan.entry.text), []).append(plan)
    return found


def _joined(lines: Iterator[str]) -> str:
    return "\n".join([wording.GENERATED, "", *lines]).rstrip("\n") + "\n"


def _index(planned: dict[int, list[Planned]]) -> Iterator[str]:
    yield "# The law, as the tables have it"
    yield ""
    yield (
        "Every value has two days: the day of the hours it is for, and the day its text was "
        "published. A value is in force when it is the last published that covers the day. "
        "[How this works](../decisions/0002-two-time-axes.md) · "
        "[what is and is not modelled](../coverage.md)."
    )
    yield ""
    for picture, said in (*PICTURES, *CURVES):
        yield f"![{said}](../pictures/{picture})"
        yield ""
    yield "## Parameters"
    yield ""
    for parameter in Parameter:
        link = f"[`{parameter}`](parameters/{wording.parameter_file(parameter)})"
        said = wording.said_of(parameter)
        categories = ", ".join(FRENCH_LAW.tables_of(parameter))
        yield f"- {link}{f' {said}' if said else ''} ({categories})"
    yield ""
    yield "## Texts, in order of publication"
    yield ""
    rows = [
        wording.row(
            wording.published(text),
            f"[{text.name}](texts/{wording.text_file(text)})",
            text.title,
            _counted(planned.get(id(text), [])),
        )
        for text in FRENCH_LAW.texts()
    ]
    yield from wording.table(("published", "text", "about", "plans"), rows)


def _counted(planned: list[Planned]) -> str:
    never = sum(not plan.applied for plan in planned)
    if not planned:
        return "none in the tables"
    return f"{len(planned)}, {never} never applied" if never else str(len(planned))


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield f"# `{parameter}`"
    yield ""
    said = wording.said_of(parameter)
    if said:
        yield said
        yield ""
    yield "[All parameters and texts](../index.md)"
    yield ""
    for table in FRENCH_LAW.tables_of(parameter).values():
        yield from _category(table)


def _category(table: DatedTable[Any]) -> Iterator[str]:
    yield f"## {table.category}"
    yield ""
    facts = (
        wording.said_of(table.category),
        f"Article: {table.article}",
        f"Unit: {table.unit.name}",
        f"Selected by the day of the {wording.DRIVEN_BY[table.driver]}",
        f"Compared with a source up to {table.checked_until}",
        _parent(table),
    )
    yield from (f"- {fact.rstrip('.')}." for fact in facts if fact)
    yield ""
    yield "In force, as known today:"
    yield ""
    head = ("days", "value", "text", "published", "")
    stretches = timeline(FRENCH_LAW, table)
    yield from wording.table(head, [_stretch(stretch, table) for stretch in stretches])
    yield "Planned, in order of publication:"
    yield ""
    head = ("published", "text", "for", "value", "became the law for")
    rows = []
    for _, same in groupby(plans(FRENCH_LAW, table), key=lambda plan: id(plan.entry.text)):
        for place, plan in enumerate(same):
            text = plan.entry.text
            cells = ("", "") if place else (wording.published(text), _link(text))
            rows.append(wording.row(*cells, *_planned(plan)))
    yield from wording.table(head, rows)


def _parent(table: DatedTable[Any]) -> str:
    """Which table answers when this one has no value; none where no parent has a table."""
    category = table.category
    if category in TAKES_EMPLOYERS_SITUATION:
        return "Without a value of its own: as the situation of the employer"
    tables = FRENCH_LAW.tables_of(table.parameter)
    parent = next((found for found in chain(category)[1:] if found in tables), None)
    return f"Without a value of its own: as {parent}" if parent else ""


def _stretch(stretch: Stretch, table: DatedTable[Any]) -> str:
    entry = stretch.entry
    if entry is None:
        why = "nothing of its own" if stretch.open else "the scheme is not open"
        return wording.row(wording.days(stretch.span), f"*{why}*", "", "", "")
    return wording.row(
        wording.days(stretch.span),
        f"**{wording.value(entry, table)}**",
        _link(entry.text),
        wording.published(entry.text),
        wording.note(entry, table),
    )


def _planned(plan: Planned) -> tuple[str, str, str]:
    applied = ", ".join(wording.days(span) for span in plan.applied)
    days, value = wording.days(plan.entry.span), wording.value(plan.entry, plan.table)
    return days, value, applied or "**never**"


def _link(text: Text) -> str:
    return f"[{text.name}](../texts/{wording.text_file(text)})"


def _text(text: Text, planned: list[Planned]) -> Iterator[str]:
    yield f"# {text.name}"
    yield ""
    if text.title:
        yield f"{text.title[0].upper()}{text.title[1:]}."
        yield ""
    yield "[All parameters and texts](../index.md)"
    yield ""
    kind = "Journal officiel" if text.official else "made public (never in the Journal officiel)"
    yield f"- {kind}: {text.published or 'day not found'}{_how_sure(text)}"
    if text.signed:
        yield f"- signed: {text.signed}"
    if text.jorf:
        yield f"- {text.jorf}"
    if text.applies:
        yield f"- applies: {text.applies}"
    if text.note:
        yield f"- note: {text.note}"
    for source in text.sources:
        yield f"- read in: {SOURCES[source]}"
    yield ""
    if not planned:
        yield "Cited for the record: the tables hold no value of it."
        return
    for parameter, same in groupby(planned, key=lambda plan: plan.table.parameter):
        yield f"## [`{parameter}`](../parameters/{wording.parameter_file(parameter)})"
        yield ""
        rows = [
            wording.row(plan.table.category, *_planned(plan), wording.note(plan.entry, plan.table))
            for plan in same
        ]
        head = ("category", "planned for", "value", "became the law for", "")
        yield from wording.table(head, rows)


def _how_sure(text: Text) -> str:
    if text.published is None or text.published_confidence.value == "high":
        return ""
    return f" (confidence {text.published_confidence.value})"
