"""``/law``: the law on a day, as known on a day; ``/law/texts``: every text and what it planned."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from flask import Blueprint, render_template, request
from markupsafe import Markup

from partial_activity.adapters.as_json.law import text_id
from partial_activity.adapters.pictures import postponed, shares
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.days import day_written, legal_day
from partial_activity.domain.errors import NotFound
from partial_activity.domain.law.book import Found, Law
from partial_activity.domain.law.dated import Driver, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.reading import (
    Moment,
    Planned,
    differences,
    in_force,
    plans_by_text,
)
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.tables.sources import SOURCES
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.public.law_subjects import SUBJECTS
from partial_activity.entrypoints.flask_app.services import context

DRIVERS = {
    Driver.REQUESTS: Words("selon le jour de la demande", "by the day of the request"),
    Driver.AGREEMENTS: Words("selon le jour d'envoi de l'accord", "by the day of the agreement"),
    Driver.STARTS: Words("selon le premier jour autorisé", "by the first day authorised"),
    Driver.ENDS: Words("selon le dernier jour autorisé", "by the last day authorised"),
    Driver.DECISIONS: Words("selon le jour de la décision", "by the day of the decision"),
}
_WRONG_DAY = Words(
    "Ce jour n'existe pas : écrivez-le comme 2021-07-31.",
    "There is no such day: write it as 2021-07-31.",
)
_TOO_EARLY = date(2013, 7, 1)
"""First day of the scheme as the tables hold it."""


@frozen(eq=False)
class Group:
    """The values of one parameter that are in force."""

    parameter: Parameter
    values: tuple[Found[Any], ...]
    checked_until: date
    driver: Words | None


@frozen(eq=False)
class Subject:
    """Parameters that a reader looks for together."""

    key: str
    name: Words
    groups: tuple[Group, ...]


@frozen
class Change:
    """A day on which the law becomes another, and how many values do."""

    day: date
    values: int
    address: str


@frozen(eq=False)
class Entry:
    """A text in the list, or on its own page."""

    text: Text
    slug: str
    plans: tuple[Planned, ...]

    @property
    def never(self) -> int:
        """How many of its plans a later text overtook before they applied."""
        return sum(not plan.applied for plan in self.plans)


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the pages at their addresses."""

    @pages.get("/law")
    def law_on() -> str:
        errors: dict[str, Words] = {}
        today = legal_day(context().clock.now())
        on = _day("on", errors) or today
        known_on = _day("known_on", errors)
        moment = Moment(on, known_on)
        return render_template(
            "pages/law.html",
            on=on,
            known_on=known_on,
            typed=request.args,
            errors=errors,
            subjects=() if errors else _subjects(law, moment),
            before=None if errors else _change(law, moment, forward=False),
            after=None if errors else _change(law, moment, forward=True),
            first_day=_TOO_EARLY,
            shares=Markup(shares.draw(law, language(), on)),  # noqa: S704  drawn by us
            postponed=Markup(_postponed(law, language())),  # noqa: S704  drawn by us
        )

    @pages.get("/law/texts")
    def texts() -> str:
        return render_template("pages/texts.html", years=_by_year(law))

    @pages.get("/law/texts/<slug>")
    def text(slug: str) -> str:
        entries = _entries(law)
        place = next((place for place, one in enumerate(entries) if one.slug == slug), None)
        if place is None:
            raise NotFound("text", slug)
        return render_template(
            "pages/text.html",
            entry=entries[place],
            before=entries[place - 1] if place else None,
            after=entries[place + 1] if place + 1 < len(entries) else None,
            groups=[
                (parameter, tuple(same))
                for parameter, same in groupby(
                    entries[place].plans, key=lambda plan: plan.table.parameter
                )
            ],
            sources=[SOURCES[key] for key in entries[place].text.sources],
        )


def _day(name: str, errors: dict[str, Words]) -> date | None:
    given = request.args.get(name, "").strip()
    if not given:
        return None
    try:
        return day_written(given)
    except ValueError:
        errors[name] = _WRONG_DAY
        return None


@lru_cache(maxsize=256)
def _subjects(law: Law, moment: Moment) -> tuple[Subject, ...]:
    found = sorted(in_force(law, moment), key=lambda one: _ORDER[_key(one)])
    return tuple(
        Subject(key, SUBJECTS[key], tuple(_groups(ones))) for key, ones in groupby(found, key=_key)
    )


def _groups(found: Iterator[Found[Any]]) -> Iterator[Group]:
    for parameter, same in groupby(found, key=lambda one: one.table.parameter):
        values = tuple(sorted(same, key=lambda one: _place(one.table.category)))
        yield Group(
            parameter,
            values,
            min(one.table.checked_until for one in values),
            DRIVERS.get(values[0].table.driver),
        )


def _key(found: Found[Any]) -> str:
    return found.table.parameter.partition(".")[0]


_PLACES: Mapping[AnyCategory, int] = {category: place for place, category in enumerate(Category)}


def _place(category: AnyCategory) -> int:
    """Ours in their order, then what texts introduced."""
    return _PLACES.get(category, len(_PLACES))


_ORDER = {key: place for place, key in enumerate(SUBJECTS)}


@lru_cache(maxsize=256)
def _change(law: Law, moment: Moment, *, forward: bool) -> Change | None:
    """The nearest day, before or after, on which some value becomes another."""
    days = _days(law)
    nearest = (
        (day for day in days if day > moment.day)
        if forward
        else (day for day in reversed(days) if day <= moment.day)
    )
    for day in nearest:
        eve = Moment(day - timedelta(days=1), moment.known_on)
        count = sum(1 for _ in differences(law, eve, Moment(day, moment.known_on)))
        if count:
            # Back from the day of a change leads to its eve: the law as it was before.
            asked = {"on": str(day if forward else eve.day)}
            if moment.known_on:
                asked["known_on"] = str(moment.known_on)
            return Change(day, count, f"/law?{urlencode(asked)}")
    return None


@lru_cache(maxsize=4)
def _days(law: Law) -> tuple[date, ...]:
    return tuple(sorted(change_days(law)))


@lru_cache(maxsize=4)
def _entries(law: Law) -> tuple[Entry, ...]:
    return tuple(Entry(text, text_id(text), plans) for text, plans in plans_by_text(law))


def _by_year(law: Law) -> list[tuple[int | None, list[Entry]]]:
    """The texts by year of publication; those of an unknown day first."""
    grouped = groupby(_entries(law), key=lambda one: one.text.published and one.text.published.year)
    return [(year, list(entries)) for year, entries in grouped]


@lru_cache(maxsize=8)
def _postponed(law: Law, language: str) -> str:
    return postponed.draw(law, language)
