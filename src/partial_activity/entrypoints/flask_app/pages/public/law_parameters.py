"""``/law/parameters/NAME``: a parameter over time; ``/law/difference``: two days side by side."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from attrs import frozen
from flask import Blueprint, render_template, request
from markupsafe import Markup

from partial_activity.adapters.pictures import bands
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotFound
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Special
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.reading import Difference, Moment, Stretch, differences, timeline
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.formatting import choose, name, value
from partial_activity.entrypoints.flask_app.pages.public.law import (
    DRIVERS,
    asked_day,
    category_place,
)
from partial_activity.entrypoints.flask_app.services import context


@frozen(eq=False)
class Held:
    """Days on which one value held, by one text after another."""

    span: Span
    entries: tuple[Entry[Any], ...]
    """The entries; None: no text says anything, or the scheme is not open."""
    open: bool


@frozen(eq=False)
class Line:
    """One category of a parameter over time."""

    table: DatedTable[Any]
    held: tuple[Held, ...]

    def at(self, day: date) -> Held | None:
        """What holds on a day; None where nothing is said of it."""
        return next((held for held in self.held if day in held.span), None)


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the pages at their addresses."""

    @pages.get("/law/parameters/<parameter>")
    def parameter(parameter: str) -> str:
        try:
            known = Parameter(parameter)
        except ValueError:
            raise NotFound("parameter", parameter) from None
        errors = dict[str, Words]()
        known_on = asked_day("known_on", errors)
        today = legal_day(context().clock.now())
        lines = _lines(law, known, None if errors else known_on)
        return render_template(
            "pages/parameter.html",
            parameter=known,
            lines=lines,
            driver=DRIVERS.get(lines[0].table.driver),
            typed=request.args,
            errors=errors,
            known_on=known_on,
            today=today,
            picture=Markup(_picture(known, lines, today)),  # noqa: S704  drawn by us
        )

    @pages.get("/law/difference")
    def difference() -> str:
        errors = dict[str, Words]()
        today = legal_day(context().clock.now())
        moments = [
            Moment(asked_day(day, errors) or usual, asked_day(known, errors))
            for day, known, usual in (
                ("from", "from_known", date(today.year, 1, 1)),
                ("to", "to_known", today),
            )
        ]
        return render_template(
            "pages/difference.html",
            before=moments[0],
            after=moments[1],
            typed=request.args,
            errors=errors,
            groups=() if errors else _by_parameter(law, moments[0], moments[1]),
        )


@lru_cache(maxsize=256)
def _lines(law: Law, parameter: Parameter, known_on: date | None) -> tuple[Line, ...]:
    tables = law.tables_of(parameter).values()
    ordered = sorted(tables, key=lambda table: category_place(table.category))
    return tuple(Line(table, tuple(_held(timeline(law, table, known_on)))) for table in ordered)


def _held(stretches: Iterable[Stretch]) -> Iterator[Held]:
    """Stretches that follow each other with one value, together."""

    def value_of(stretch: Stretch) -> object:
        return (stretch.entry.value if stretch.entry else None), stretch.open

    for _, same in groupby(stretches, key=value_of):
        several = list(same)
        span = Span(several[0].span.first, several[-1].span.last)
        entries = tuple(one.entry for one in several if one.entry is not None)
        yield Held(span, entries, several[0].open)


def _by_parameter(
    law: Law, before: Moment, after: Moment
) -> list[tuple[Parameter, list[Difference]]]:
    changed = differences(law, before, after)
    return [(one, list(same)) for one, same in groupby(changed, key=lambda each: each.parameter)]


def _picture(parameter: Parameter, lines: tuple[Line, ...], today: date) -> str:
    rows = [
        bands.Row(
            name(line.table.category),
            tuple(
                bands.Band(held.span.first, held.span.last, value(held.entries[0], line.table))
                for held in line.held
                if held.entries and held.entries[0].value is not Special.INHERIT
            ),
        )
        for line in lines
    ]
    title = f"{name(parameter)}{choose(' : la frise', ': the timeline')}"
    return bands.draw(title, rows, today, language())
