"""What was planned when: each row a day of knowledge, along it the days of the hours."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from partial_activity.adapters.formatting import formatter
from partial_activity.adapters.pictures import svg
from partial_activity.domain.law.book import Law, find
from partial_activity.domain.law.dated import Entry
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import Share
from partial_activity.domain.words import Words

FIRST, LAST = date(2020, 6, 1), date(2021, 9, 30)
_WIDTH, _LEFT, _RIGHT = 1000, 226, 24
_TOP, _ROW, _BAR = 128, 36, 22
_COLOURS = {"70": "#0f8a6d", "60": "#4f8fd0", "52": "#e8a33d", "36": "#c2410c"}
_DECEMBER = 12
_LOWEST = "36"
"""The share whose first day the picture is about."""
_TITLE = Words(
    "La baisse de l'allocation à 36 % : annoncée une fois, reportée six fois",
    "The fall of the allowance to 36 %: announced once, postponed six times",
)
_ROWS_ARE = Words(
    "Allocation, droit commun. Chaque ligne : ce que le droit disait de chaque jour, une fois ce "
    "texte publié.",
    "Allowance, ordinary scheme. Each row is what the law said of every day once that text was "
    "published.",
)
_COLOURS_ARE = Words(
    "Couleur pleine : jours déjà passés à la publication. Pâle : un projet. Trait noir : le jour "
    "de la publication.",
    "Full colour: days already past when it was published. Pale: a plan. Black line: "
    "the day of publication.",
)
_KNOWN_FROM = Words("connu à partir du", "known from")
_OF_THE_PAY = Words("{share} % de la rémunération", "{share} % of the pay")
_FROM = Words("{share} % dès le {day} {month}", "{share} % from {day} {month}")
_LAST_APPLIED = Words("La dernière ligne s'est appliquée.", "The last row is what applied.")


def draw(law: Law, language: str) -> str:
    """The picture, in ``fr`` or ``en``."""
    return _Drawing(law, language).picture()


class _Drawing:
    def __init__(self, law: Law, language: str) -> None:
        self.law = law
        self.language = language

    def say(self, words: Words) -> str:
        return words.french if self.language == "fr" else words.english

    def month(self, day: date) -> str:
        return formatter(self.language).short_month(day)

    def number(self, day: date) -> str:
        return "1er" if day.day == 1 and self.language == "fr" else str(day.day)

    def picture(self) -> str:
        height = _TOP + len(self.rows()) * _ROW + 70
        return svg.picture(_WIDTH, height, self.say(_TITLE), self.parts(height))

    def parts(self, height: float) -> Iterator[str]:
        yield svg.text((24, 34), self.say(_TITLE), size=18, bold=True)
        yield svg.text((24, 57), self.say(_ROWS_ARE), size=12.5, colour=svg.FAINT)
        yield svg.text((24, 75), self.say(_COLOURS_ARE), size=12.5, colour=svg.FAINT)
        bottom = _TOP + len(self.rows()) * _ROW
        yield from self.months(bottom)
        for place, entry in enumerate(self.rows()):
            yield from self.row(_TOP + place * _ROW, entry)
        yield from self.key(height - 26)

    def months(self, bottom: float) -> Iterator[str]:
        yield svg.text((24, _TOP - 12), self.say(_KNOWN_FROM), size=12, bold=True)
        month = FIRST
        while month <= LAST:
            x = _x(month)
            yield svg.line((x, _TOP - 22), (x, bottom))
            label = self.month(month)
            yield svg.text((x + 4, _TOP - 12), label, size=11, colour=svg.FAINT)
            if month.month == 1 or month == FIRST:
                yield svg.text((x + 4, _TOP - 26), str(month.year), size=11, bold=True)
            month = _next_month(month)

    def rows(self) -> list[Entry[Any]]:
        """The first plan of each text of the ordinary share."""
        entries = self.law.allowance_share[Category.GENERAL].entries
        first: dict[int, Entry[Any]] = {}
        for entry in entries:
            first.setdefault(id(entry.text), entry)
        return list(first.values())

    def row(self, top: float, entry: Entry[Any]) -> Iterator[str]:
        known_on = entry.text.published
        assert known_on is not None
        middle = top + _BAR / 2
        yield svg.text((24, middle + 4), formatter("fr").day(known_on), size=12, bold=True)
        number = entry.text.name.removeprefix("décret n° ")
        yield svg.text((112, middle + 4), f"décret {number}", size=11.5, colour=svg.FAINT)
        for first, last, share in self.segments(known_on):
            colour = _COLOURS.get(share, svg.FAINT)
            for start, end, opacity in _past_and_planned(first, last, known_on):
                x, until = _x(start), _x(end + timedelta(days=1))
                yield svg.box((x, top), (until - x, _BAR), colour=svg.PAPER)
                yield svg.box((x, top), (until - x, _BAR), colour=colour, opacity=opacity)
            x, until = _x(first), _x(last + timedelta(days=1))
            if until - x > 24:  # noqa: PLR2004  pixels that the label needs
                inked = known_on > first + (last - first) / 2
                where = ((x + until) / 2, middle + 4)
                ink = svg.PAPER if inked else svg.INK
                said = self.say(_FROM)
                label = said.format(share=share, day=self.number(first), month=self.month(first))
                label = label if share == _LOWEST else f"{share} %"
                yield svg.text(where, label, size=11.5, colour=ink, anchor="middle", bold=True)
        if known_on >= FIRST:
            x = _x(known_on)
            yield svg.line((x, top - 4), (x, top + _BAR + 4), colour=svg.PAPER, width=5)
            yield svg.line((x, top - 4), (x, top + _BAR + 4), colour=svg.INK, width=1.5)

    def segments(self, known_on: date) -> Iterator[tuple[date, date, str]]:
        """Runs of days with the same share, as known; and the share in per cent."""
        first, day, last_share = FIRST, FIRST, self.share(FIRST, known_on)
        while day <= LAST:
            share = self.share(day, known_on)
            if share != last_share:
                yield first, day - timedelta(days=1), last_share
                first, last_share = day, share
            day += timedelta(days=1)
        yield first, LAST, last_share

    def share(self, day: date, known_on: date) -> str:
        found = find(self.law.allowance_share, chain(Category.GENERAL), day, known_on)
        assert found is not None
        held = found.value
        assert isinstance(held, Share)
        return str(int(held.exact * 100))

    def key(self, y: float) -> Iterator[str]:
        x = 24.0
        for share, colour in _COLOURS.items():
            yield svg.box((x, y - 11), (26, 14), colour=colour)
            yield svg.text((x + 33, y), self.say(_OF_THE_PAY).format(share=share), size=12)
            x += 190
        yield svg.text((x, y), self.say(_LAST_APPLIED), size=12, colour=svg.FAINT)


def _past_and_planned(
    first: date, last: date, known_on: date
) -> Iterator[tuple[date, date, float]]:
    if first < known_on:
        yield first, min(last, known_on - timedelta(days=1)), 1
    if last >= known_on:
        yield max(first, known_on), last, 0.42


def _next_month(month: date) -> date:
    if month.month == _DECEMBER:
        return date(month.year + 1, 1, 1)
    return date(month.year, month.month + 1, 1)


def _x(day: date) -> float:
    span = _WIDTH - _LEFT - _RIGHT
    return _LEFT + span * (day - FIRST).days / ((LAST - FIRST).days + 1)
