"""``/law``: what changed lately, and the law on a day, as known on a day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from flask import Blueprint, render_template, request
from markupsafe import Markup

from partial_activity.adapters.pictures import postponed, shares
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.days import day_written, legal_day
from partial_activity.domain.law.book import Found, Law
from partial_activity.domain.law.dated import Driver
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.reading import (
    Difference,
    Moment,
    differences,
    in_force,
)
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.words import Words, folded
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.formatting import name, say, value
from partial_activity.entrypoints.flask_app.pages.public.law_subjects import SUBJECTS
from partial_activity.entrypoints.flask_app.pages.public.law_texts import entries_of
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
_CHANGES, _PUBLISHED = 3, 5
"""Days of change and texts that the page begins with."""
_LONGEST_SEARCH = 80
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

    @property
    def eve(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)


@frozen(eq=False)
class Lately:
    """A day on which values changed, with what they became."""

    change: Change
    differences: tuple[Difference, ...]


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the pages at their addresses."""

    @pages.get("/law")
    def law_on() -> str:
        errors: dict[str, Words] = {}
        today = legal_day(context().clock.now())
        on = asked_day("on", errors) or today
        known_on = asked_day("known_on", errors)
        moment = Moment(on, known_on)
        searched = request.args.get("q", "").strip()[:_LONGEST_SEARCH]
        return render_template(
            "pages/law.html",
            on=on,
            known_on=known_on,
            typed=request.args,
            errors=errors,
            searched=searched,
            subjects=() if errors else _found(_subjects(law, moment), searched),
            lately=() if errors or searched else _lately(law, moment),
            oldest=None if errors else _oldest(law, moment),
            published=list(reversed(entries_of(law)))[:_PUBLISHED],
            before=None if errors else _change(law, moment, forward=False),
            after=None if errors else _change(law, moment, forward=True),
            first_day=_TOO_EARLY,
        )

    @pages.get("/law/pictures")
    def law_pictures() -> str:
        today = legal_day(context().clock.now())
        return render_template(
            "pages/law_pictures.html",
            shares=Markup(shares.draw(law, language(), today)),  # noqa: S704  drawn by us
            postponed=Markup(_postponed(law, language())),  # noqa: S704  drawn by us
        )


def _found(subjects: tuple[Subject, ...], searched: str) -> tuple[Subject, ...]:
    """The parameters that have every word that is looked for: in their names, values or texts."""
    words = folded(searched).split()
    if not words:
        return subjects
    left = (
        Subject(one.key, one.name, tuple(group for group in one.groups if _has(one, group, words)))
        for one in subjects
    )
    return tuple(one for one in left if one.groups)


def _has(subject: Subject, group: Group, words: list[str]) -> bool:
    said = [say(subject.name), name(group.parameter), group.parameter.value]
    for found in group.values:
        said += [name(found.table.category), value(found.entry, found.table)]
        said += [found.entry.text.name, found.article]
    text = folded(" ".join(said))
    return all(word in text for word in words)


def _oldest(law: Law, moment: Moment) -> date | None:
    """The earliest day up to which one of the rules in force was compared with a source."""
    return min(
        (group.checked_until for one in _subjects(law, moment) for group in one.groups),
        default=None,
    )


@lru_cache(maxsize=64)
def _lately(law: Law, moment: Moment) -> tuple[Lately, ...]:
    """The last days up to a moment on which values changed."""
    lately: list[Lately] = []
    at = moment
    while len(lately) < _CHANGES and (change := _change(law, at, forward=False)):
        eve = Moment(change.day - timedelta(days=1), moment.known_on)
        changed = differences(law, eve, Moment(change.day, moment.known_on))
        lately.append(Lately(change, tuple(changed)))
        at = eve
    return tuple(lately)


def asked_day(field: str, errors: dict[str, Words]) -> date | None:
    """A day of the address; None where there is none, or it does not exist, which is told."""
    given = request.args.get(field, "").strip()
    if not given:
        return None
    try:
        return day_written(given)
    except ValueError:
        errors[field] = _WRONG_DAY
        return None


@lru_cache(maxsize=256)
def _subjects(law: Law, moment: Moment) -> tuple[Subject, ...]:
    values = sorted(in_force(law, moment), key=lambda one: _ORDER[_key(one)])
    return tuple(
        Subject(key, SUBJECTS[key], tuple(_groups(ones))) for key, ones in groupby(values, key=_key)
    )


def _groups(in_order: Iterator[Found[Any]]) -> Iterator[Group]:
    for parameter, same in groupby(in_order, key=lambda one: one.table.parameter):
        values = tuple(sorted(same, key=lambda one: category_place(one.table.category)))
        yield Group(
            parameter,
            values,
            min(one.table.checked_until for one in values),
            DRIVERS.get(values[0].table.driver),
        )


def _key(found: Found[Any]) -> str:
    return found.table.parameter.partition(".")[0]


_PLACES: Mapping[AnyCategory, int] = {category: place for place, category in enumerate(Category)}


def category_place(category: AnyCategory) -> int:
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


@lru_cache(maxsize=8)
def _postponed(law: Law, language: str) -> str:
    return postponed.draw(law, language)
