"""The timeline: ordinary and protected shares, then floors and minimum wage, 2019 to 2026."""

from collections.abc import Iterator
from datetime import date

from partial_activity.adapters.formatting import formatter
from partial_activity.adapters.pictures import svg
from partial_activity.domain.law.book import Law, find
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.words import Words

FIRST, LAST = date(2019, 1, 1), date(2026, 10, 31)
_WIDTH, _LEFT, _RIGHT = 1000, 58, 190
_PANEL, _GAP, _TOP = 170, 62, 78

Series = tuple[Parameter, Category, Words, str, str]
"""Parameter, category, its words, colour, dashes."""

_CLOSED = Words("fermés par arrêté", "closed by order")
_PROTECTED = Words("secteurs protégés", "protected sectors")
_ORDINARY = Words("droit commun", "ordinary")
_INDEMNITY: tuple[Series, ...] = (
    (Parameter.INDEMNITY_SHARE, Category.CLOSED, _CLOSED, svg.THIRD, "2 3"),
    (Parameter.INDEMNITY_SHARE, Category.PROTECTED, _PROTECTED, svg.PROTECTED, "7 4"),
    (Parameter.INDEMNITY_SHARE, Category.GENERAL, _ORDINARY, svg.INDEMNITY, ""),
)
_ALLOWANCE: tuple[Series, ...] = (
    (Parameter.ALLOWANCE_SHARE, Category.CLOSED, _CLOSED, svg.THIRD, "2 3"),
    (Parameter.ALLOWANCE_SHARE, Category.PROTECTED, _PROTECTED, svg.PROTECTED, "7 4"),
    (Parameter.ALLOWANCE_SHARE, Category.GENERAL, _ORDINARY, svg.ALLOWANCE, ""),
)
_EUROS: tuple[Series, ...] = (
    (
        Parameter.MINIMUM_WAGE,
        Category.NATIONAL,
        Words("SMIC brut", "minimum wage, gross"),
        svg.INK,
        "",
    ),
    (
        Parameter.INDEMNITY_FLOOR,
        Category.GENERAL,
        Words("plancher de l'indemnité", "floor of the indemnity"),
        svg.INDEMNITY,
        "",
    ),
    (
        Parameter.ALLOWANCE_FLOOR,
        Category.LONG_TERM,
        Words("plancher, longue durée", "floor, long-term"),
        svg.THIRD,
        "2 3",
    ),
    (
        Parameter.ALLOWANCE_FLOOR,
        Category.GENERAL,
        Words("plancher de l'allocation", "floor of the allowance"),
        svg.ALLOWANCE,
        "",
    ),
)


_NO_NAME = Words("", "")
_FLAT_SMALL: Series = (Parameter.ALLOWANCE_FLAT_UP_TO_250, Category.GENERAL, _NO_NAME, "", "")
_FLAT_LARGE: Series = (Parameter.ALLOWANCE_FLAT_ABOVE_250, Category.GENERAL, _NO_NAME, "", "")
_PANELS = (
    (
        Words(
            "Indemnité : part de la rémunération due par l'employeur",
            "Indemnity: share of pay the employer owes",
        ),
        _INDEMNITY,
        (30, 80),
        "%",
    ),
    (
        Words(
            "Allocation : part de la rémunération remboursée par l'État",
            "Allowance: share of pay the State pays back",
        ),
        _ALLOWANCE,
        (30, 80),
        "%",
    ),
    (Words("Euros par heure", "Euros an hour"), _EUROS, (7, 13), "€"),
)
_TITLE = Words(
    "Taux et planchers horaires, heures de 2019 à 2026",
    "Shares of pay and hourly floors, hours of 2019 to 2026",
)
_FLAT = Words("forfait :", "flat rate:")
_FLAT_AMOUNTS = Words("{small} ou {large} €/h", "{small} or {large} €/h")


def draw(law: Law, language: str, marked: date | None = None) -> str:
    """The picture, in ``fr`` or ``en``; a line through a day that is looked at."""
    return _Drawing(law, language, marked).picture()


class _Drawing:
    def __init__(self, law: Law, language: str, marked: date | None) -> None:
        self.law = law
        self.language = language
        self.marked = marked

    def say(self, words: Words) -> str:
        return words.french if self.language == "fr" else words.english

    def picture(self) -> str:
        height = _TOP + 3 * _PANEL + 2 * _GAP + 46
        return svg.picture(_WIDTH, height, self.say(_TITLE), self.parts())

    def parts(self) -> Iterator[str]:
        yield svg.text((24, 32), self.say(_TITLE), size=18, bold=True)
        for place, (said, series, scale, unit) in enumerate(_PANELS):
            top = _TOP + place * (_PANEL + _GAP)
            yield svg.text((24, top - 12), self.say(said), size=14, bold=True)
            yield from _grid(top, scale, unit)
            ends = []
            for one in series:
                points = [(_x(day), _y(amount, top, scale)) for day, amount in self.steps(one)]
                yield svg.path(points, colour=one[3], dashes=one[4])
                ends.append((points[-1][1], one))
            yield from self.legend(top, series, ends, unit)
            if self.marked and FIRST <= self.marked <= LAST:
                x = _x(self.marked)
                yield svg.line((x, top - 4), (x, top + _PANEL + 4), colour=svg.INK, width=1.5)
        top = _TOP + _PANEL + _GAP
        left = _LEFT + 8
        yield svg.text((left, top + 74), self.say(_FLAT), size=11.5, colour=svg.FAINT)
        small, large = self.amount(FIRST, _FLAT_SMALL), self.amount(FIRST, _FLAT_LARGE)
        flat = self.say(_FLAT_AMOUNTS).format(small=small, large=large)
        yield svg.text((left, top + 91), flat, size=11.5, colour=svg.FAINT)

    def legend(
        self, top: float, series: tuple[Series, ...], ends: list[tuple[float, Series]], unit: str
    ) -> Iterator[str]:
        """Names at the right: of euros at the height of their line, of shares in a list."""
        right = _WIDTH - _RIGHT + 14
        if unit == "€":
            placed = sorted(ends, key=lambda end: end[0])
            last = top - 20.0
            for y, one in placed:
                last = max(y + 4, last + 16)
                said = f"{self.amount(LAST, one)} {self.say(one[2])}"
                yield svg.text((right, last), said, size=11.5, colour=one[3])
            return
        for place, one in enumerate(reversed(series)):
            y = top + 16 + place * 20
            yield svg.path([(right, y - 4), (right + 26, y - 4)], colour=one[3], dashes=one[4])
            yield svg.text((right + 33, y), self.say(one[2]), size=11.5, colour=one[3])

    def steps(self, one: Series) -> Iterator[tuple[date, float]]:
        """The corners of a stepped line, from the first day that has a value."""
        last: float | None = None
        for day in [*self.days(one), LAST]:
            amount = self.number(day, one)
            if amount is None:
                continue
            if last is not None:
                yield day, last
            yield day, amount
            last = amount

    def days(self, one: Series) -> list[date]:
        days_of_change = {
            day for category in chain(one[1]) for day in self.changes(one[0], category)
        }
        return sorted({FIRST} | {day for day in days_of_change if FIRST < day < LAST})

    def changes(self, parameter: Parameter, category: AnyCategory) -> list[date]:
        table = self.law.tables_of(parameter).get(category)
        return list(table.change_days()) if table else []

    def value(self, day: date, one: Series) -> Share | HourlyPay | None:
        found = find(self.law.tables_of(one[0]), chain(one[1]), day, None)
        if found is None or isinstance(found.entry.value, Special):
            return None
        held = found.entry.value
        assert isinstance(held, Share | HourlyPay)
        return held

    def number(self, day: date, one: Series) -> float | None:
        held = self.value(day, one)
        if held is None:
            return None
        return float(held.exact * 100) if isinstance(held, Share) else float(held.exact)

    def amount(self, day: date, one: Series) -> str:
        return formatter(self.language).bare(self.value(day, one))


def _grid(top: float, scale: tuple[int, int], unit: str) -> Iterator[str]:
    lowest, highest = scale
    for level in range(lowest, highest + 1, 10 if unit == "%" else 1):
        y = _y(level, top, scale)
        yield svg.line((_LEFT, y), (_WIDTH - _RIGHT, y))
        label = f"{level} {unit}"
        yield svg.text((_LEFT - 8, y + 4), label, size=11, colour=svg.FAINT, anchor="end")
    for year in range(FIRST.year, LAST.year + 1):
        x = _x(date(year, 1, 1))
        yield svg.line((x, top), (x, top + _PANEL))
        yield svg.text((x + 4, top + _PANEL + 16), str(year), size=11, colour=svg.FAINT)


def _x(day: date) -> float:
    span = _WIDTH - _LEFT - _RIGHT
    return _LEFT + span * (day - FIRST).days / (LAST - FIRST).days


def _y(amount: float, top: float, scale: tuple[int, int]) -> float:
    lowest, highest = scale
    return top + _PANEL * (highest - amount) / (highest - lowest)
