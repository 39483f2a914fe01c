"""``/law/texts``: every text, and what it planned."""

from functools import lru_cache
from itertools import groupby
from urllib.parse import urlsplit

from attrs import frozen
from flask import Blueprint, render_template

from partial_activity.adapters.as_json.law import text_id
from partial_activity.domain.errors import NotFound
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Text
from partial_activity.domain.law.reading import Planned, plans_by_text
from partial_activity.domain.law.tables.sources import SOURCES
from partial_activity.entrypoints.flask_app.pages.formatting import official

_OFFICIAL = (".gouv.fr", ".legifrance.gouv.fr", ".europa.eu", ".service-public.fr")


@frozen(eq=False)
class Entry:
    """A text in the list, or on its own page."""

    text: Text
    slug: str
    plans: tuple[Planned, ...]

    @property
    def official(self) -> str:
        """The text in the Journal officiel; empty where its number is not known."""
        return official(self.text)

    @property
    def never(self) -> int:
        """The number of its plans that a later text overtook before they applied."""
        return sum(not plan.applied for plan in self.plans)


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the pages at their addresses."""

    @pages.get("/law/texts")
    def texts() -> str:
        return render_template("pages/texts.html", years=_by_year(law))

    @pages.get("/law/texts/<slug>")
    def text(slug: str) -> str:
        entries = entries_of(law)
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
            sources=[_linked(SOURCES[key]) for key in entries[place].text.sources],
        )


@lru_cache(maxsize=4)
def entries_of(law: Law) -> tuple[Entry, ...]:
    """Every text in order of publication, with what it planned."""
    return tuple(Entry(text, text_id(text), plans) for text, plans in plans_by_text(law))


def _by_year(law: Law) -> list[tuple[int | None, list[Entry]]]:
    """The texts by year of publication; those of an unknown day first."""
    grouped = groupby(
        entries_of(law), key=lambda one: one.text.published and one.text.published.year
    )
    return [(year, list(same)) for year, same in grouped]


def _linked(source: str) -> tuple[str, str]:
    """A source as it is named, and its address where an authority keeps it.

    What others wrote of a text is named, so that it can be found again; nobody is sent there.
    """
    if not source.startswith("http") or " " in source:
        return source, ""
    host = urlsplit(source).hostname or ""
    official = f".{host}".endswith(_OFFICIAL)
    return (source if official else host.removeprefix("www.")), source if official else ""
