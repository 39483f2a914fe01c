"""Hourly indemnity and allowance against hourly pay, under the rules of one kind of case."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from partial_activity.adapters.formatting import formatter
from partial_activity.adapters.pictures import svg
from partial_activity.domain.money import Euros
from partial_activity.domain.words import Words

_MARGIN_LEFT, _MARGIN_RIGHT, _BOTTOM = 58, 24, 52
_HEADING, _NO_HEADING = 92, 24
_ROOM = 30
"""Pixels that a word between two lines needs."""
_ROOMY = 500
"""Pixels of a picture that has room for words between its lines."""
_WORD = 90
"""Pixels that the name of a line takes along it."""
_INDEMNITY = Words("indemnité", "indemnity")
_ALLOWANCE = Words("allocation", "allowance")
_REMAINING = Words("reste à charge", "remaining cost")
_PAY = Words("rémunération horaire brute", "gross hourly pay")
_THIS_CASE = Words("ce cas : {pay}", "this case: {pay}")


@frozen
class Point:
    """What an hour not worked costs and brings, at one hourly pay; exact euros."""

    pay: Fraction
    indemnity: Fraction
    allowance: Fraction


@frozen
class Curve:
    """The points of a regime, by rising pay; several lines where the allowance differs."""

    lines: tuple[tuple[str, tuple[Point, ...]], ...]
    """The lines: whose allowance each is (empty when there is but one), and its points."""
    title: str
    """What the picture is, for who cannot see it; also its heading, where it has one."""
    subtitle: str = ""
    heading: bool = True
    own: Point | None = None
    """The case's own point."""
    width: int = 760
    height: int = 430


def draw(curve: Curve, language: str) -> str:
    """The picture, in ``fr`` or ``en``."""
    drawing = _Drawing(curve, language)
    return svg.picture(curve.width, curve.height, curve.title, drawing.parts())


class _Drawing:
    def __init__(self, curve: Curve, language: str) -> None:
        self.curve = curve
        self.language = language
        lines = [points for _, points in curve.lines]
        self.indemnity = [(float(one.pay), float(one.indemnity)) for one in lines[0]]
        self.allowances = [[(float(one.pay), float(one.allowance)) for one in ln] for ln in lines]
        self.highest_pay = self.indemnity[-1][0]
        most = max(amount for line in (self.indemnity, *self.allowances) for _, amount in line)
        self.highest = 5 * (int(most / 5) + 1)

    def say(self, words: Words) -> str:
        return words.french if self.language == "fr" else words.english

    def euros(self, amount: float) -> str:
        return formatter(self.language).euros(Euros.rounded(Fraction(amount)))

    def placed(self, points: list[tuple[float, float]]) -> list[svg.Point]:
        top = _HEADING if self.curve.heading else _NO_HEADING
        width = self.curve.width - _MARGIN_LEFT - _MARGIN_RIGHT
        height = self.curve.height - top - _BOTTOM
        return [
            (
                _MARGIN_LEFT + width * pay / self.highest_pay,
                top + height * (1 - amount / self.highest),
            )
            for pay, amount in points
        ]

    def parts(self) -> Iterator[str]:
        curve = self.curve
        if curve.heading:
            yield svg.text((24, 34), curve.title, size=17, bold=True)
            yield svg.text((24, 56), curve.subtitle, size=12.5, colour=svg.FAINT)
        yield from self.grid()
        indemnity, allowance = self.indemnity, self.allowances[-1]
        around = [*indemnity, *reversed(allowance)]
        yield svg.area(self.placed(around), colour=svg.INDEMNITY, opacity=0.09)
        yield svg.path(self.placed(indemnity), colour=svg.INDEMNITY, width=3)
        yield from self.corners(indemnity, svg.INDEMNITY, above=True)
        yield from self.name(indemnity, self.say(_INDEMNITY), svg.INDEMNITY, above=True)
        for place, ((who, _), paid) in enumerate(zip(curve.lines, self.allowances, strict=True)):
            dashes = "6 4" if place else ""
            yield svg.path(self.placed(paid), colour=svg.ALLOWANCE, width=3, dashes=dashes)
            yield from self.corners(paid, svg.ALLOWANCE, above=False)
            said = self.say(_ALLOWANCE)
            name = f"{said}, {who}" if who else said
            last = place == len(curve.lines) - 1
            yield from self.name(paid, name, svg.ALLOWANCE, above=not last)
        yield from self.between(indemnity, allowance)
        if curve.own:
            yield from self.own(curve.own)

    def corners(
        self, points: list[tuple[float, float]], colour: str, *, above: bool
    ) -> Iterator[str]:
        """A dot and its amount where the line bends: the floor's end, the cap's beginning."""
        for before, here, after in zip(points, points[1:], points[2:], strict=False):
            rises_before, rises_after = here[1] != before[1], after[1] != here[1]
            # Cents make steps: a bend is where the line is flat for a whole euro of pay, or was.
            if rises_before == rises_after:
                continue
            was_flat = _flat(points, before[0] - 1, before[0])
            stays_flat = _flat(points, after[0], after[0] + 1)
            if was_flat == stays_flat:
                continue
            ((x, y),) = self.placed([here])
            yield svg.dot((x, y), 4, colour=colour)
            if x > self.curve.width - _MARGIN_RIGHT - _WORD:
                continue  # The name of the line stands there.
            where, anchor = ((x - 3, y - 9), "end") if above else ((x + 3, y + 18), "start")
            yield svg.text(where, self.euros(here[1]), size=11.5, colour=colour, anchor=anchor)

    def name(
        self, points: list[tuple[float, float]], said: str, colour: str, *, above: bool
    ) -> Iterator[str]:
        """The name of a line at its right end; of a flat line, with its amount."""
        ((x, y),) = self.placed([points[-1]])
        if not above:
            # Below a line that rises: lower than all of it that stands over the word.
            around = [at for left, at in self.placed(points) if left > x - _WORD]
            y = max(around)
        amounts = {amount for _, amount in points}
        colon = " : " if self.language == "fr" else ": "
        name = f"{said}{colon}{self.euros(amounts.pop())}" if len(amounts) == 1 else said
        where = (x - 4, y - 9 if above else y + 20)
        yield svg.text(where, name, size=13, colour=colour, anchor="end", bold=True)

    def between(
        self, indemnity: list[tuple[float, float]], allowance: list[tuple[float, float]]
    ) -> Iterator[str]:
        """What the employer bears, said where there is room for it."""
        if self.curve.width < _ROOMY:
            return
        near = self.highest_pay - 6
        place = next(place for place, (pay, _) in enumerate(indemnity) if pay >= near)
        (x, upper), (_, lower) = self.placed([indemnity[place], allowance[place]])
        y = (upper + lower) / 2
        # The lines rise: the word has to stay below the one and above the other all along.
        above = [at for left, at in self.placed(indemnity) if abs(left - x) < _WORD / 2]
        below = [at for left, at in self.placed(allowance) if abs(left - x) < _WORD / 2]
        if max(above) < y - _ROOM / 2 and min(below) > y + _ROOM / 2:
            said = self.say(_REMAINING)
            yield svg.text((x, y + 4), said, size=12, colour=svg.FAINT, anchor="middle")

    def own(self, own: Point) -> Iterator[str]:
        """The case's own point: a line up, and a ring on each amount."""
        pay = float(own.pay)
        (foot, indemnity, allowance) = self.placed(
            [(pay, 0), (pay, float(own.indemnity)), (pay, float(own.allowance))]
        )
        top = (foot[0], _HEADING if self.curve.heading else _NO_HEADING)
        yield svg.line(foot, top, colour=svg.INK, width=1.5, dashes="3 3")
        for at, colour in ((indemnity, svg.INDEMNITY), (allowance, svg.ALLOWANCE)):
            yield svg.dot(at, 6.5, colour=colour, stroke=svg.PAPER)
        left = pay < self.highest_pay / 2
        where = (top[0] + (7 if left else -7), foot[1] - 8)
        said = self.say(_THIS_CASE).format(pay=self.euros(pay))
        yield svg.text(where, said, size=13, anchor="start" if left else "end", bold=True)

    def grid(self) -> Iterator[str]:
        width, height = self.curve.width, self.curve.height
        for level in range(0, int(self.highest) + 1, 5):
            ((_, y),) = self.placed([(0, level)])
            yield svg.line((_MARGIN_LEFT, y), (width - _MARGIN_RIGHT, y))
            at = (_MARGIN_LEFT - 8, y + 4)
            yield svg.text(at, f"{level} €", size=11, colour=svg.FAINT, anchor="end")
        for pay in range(0, int(self.highest_pay) + 1, 10):
            ((x, y), (_, top)) = self.placed([(pay, 0), (pay, self.highest)])
            yield svg.line((x, top), (x, y))
            yield svg.text((x, y + 18), f"{pay} €", size=11, colour=svg.FAINT, anchor="middle")
        where = (width - _MARGIN_RIGHT, height - 12)
        yield svg.text(where, self.say(_PAY), size=11.5, colour=svg.FAINT, anchor="end")


def _flat(points: list[tuple[float, float]], first: float, last: float) -> bool:
    seen = {amount for pay, amount in points if first <= pay <= last}
    return len(seen) <= 1
