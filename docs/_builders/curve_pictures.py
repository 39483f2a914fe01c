"""For each regime, hourly indemnity and allowance against hourly pay, computed by ``assess``."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
from attrs import frozen

from _builders import svg
from _builders.law_pages import CURVES
from partial_activity import Case, Employee, EmployeeCategory, Employer, HourlyPay, Hours, Scheme
from partial_activity.domain.assessment import assess
from partial_activity.domain.law.book import FRENCH_LAW
from partial_activity.domain.law.names import Category

_WIDTH, _HEIGHT = 760, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 24, 92, 52
_HIGHEST_PAY, _STEP = 70, Fraction(1, 10)
_ROOM = 30
"""Pixels that a word between two lines needs."""


@frozen
class Curve:
    """A regime to draw: its name, and a case of it without a pay."""

    title: str
    scheme: Scheme
    first: date
    last: date
    employers: tuple[tuple[str, Employer], ...] = (("", Employer()),)
    """One line of allowance each."""


_DRAWN = (
    Curve(
        "Flat rate: hours of March 2019",
        Scheme.ORDINARY,
        date(2019, 3, 1),
        date(2019, 3, 31),
        (
            ("up to 250 employees", Employer(workforce=40)),
            ("above 250", Employer(workforce=300)),
        ),
    ),
    Curve(
        "70 % and 70 %: hours of April 2020",
        Scheme.ORDINARY,
        date(2020, 4, 1),
        date(2020, 4, 30),
    ),
    Curve(
        "70 % and 60 %: hours of July 2020",
        Scheme.ORDINARY,
        date(2020, 7, 1),
        date(2020, 7, 31),
    ),
    Curve(
        "60 % and 36 %: hours of March 2025",
        Scheme.ORDINARY,
        date(2025, 3, 1),
        date(2025, 3, 31),
    ),
    Curve(
        "Long-term scheme (APLD): hours of March 2022",
        Scheme.LONG_TERM,
        date(2022, 3, 1),
        date(2022, 3, 31),
    ),
    Curve(
        "Rebound scheme (APLD-R): hours of June 2025",
        Scheme.LONG_TERM_REBOUND,
        date(2025, 6, 1),
        date(2025, 6, 30),
    ),
)


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    for (name, _), curve in zip(CURVES, _DRAWN, strict=True):
        content = svg.picture(_WIDTH, _HEIGHT, curve.title, _parts(curve))
        yield f"pictures/{name}", content


def _parts(curve: Curve) -> Iterator[str]:
    drawn = [(said, _points(curve, employer)) for said, employer in curve.employers]
    indemnity = [(pay, owed) for pay, owed, _ in drawn[0][1]]
    highest = _round_up(max(owed for _, owed in indemnity))
    yield svg.text((24, 34), curve.title, size=17, bold=True)
    minimum = f"from the minimum wage ({_minimum_wage(curve)} €)"
    said = f"Euros for an hour not worked, by gross hourly pay, {minimum} on"
    yield svg.text((24, 56), said, size=12.5, colour=svg.FAINT)
    yield from _grid(highest)
    allowance = [(pay, paid) for pay, _, paid in drawn[-1][1]]
    around = [*indemnity, *reversed(allowance)]
    yield svg.area(_placed(around, highest), colour=svg.INDEMNITY, opacity=0.09)
    yield svg.path(_placed(indemnity, highest), colour=svg.INDEMNITY, width=3)
    yield from _corners(indemnity, highest, svg.INDEMNITY, above=True)
    yield from _name(indemnity, "indemnity", svg.INDEMNITY, highest, above=True)
    for place, (who, points) in enumerate(drawn):
        paid_line = [(pay, paid) for pay, _, paid in points]
        last = place == len(drawn) - 1
        dashes = "6 4" if place else ""
        yield svg.path(_placed(paid_line, highest), colour=svg.ALLOWANCE, width=3, dashes=dashes)
        yield from _corners(paid_line, highest, svg.ALLOWANCE, above=False)
        name = f"allowance, {who}" if who else "allowance"
        yield from _name(paid_line, name, svg.ALLOWANCE, highest, above=not last)
    yield from _between(indemnity, allowance, highest)


def _points(curve: Curve, employer: Employer) -> list[tuple[float, float, float]]:
    """Hourly pay, hourly indemnity, hourly allowance."""
    case = Case(
        scheme=curve.scheme,
        first=curve.first,
        last=curve.last,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay(Fraction(1))),
        employer=employer,
        unworked_hours=Hours.parse("1"),
    )
    found = []
    pay = _minimum_wage(curve).exact
    while pay <= _HIGHEST_PAY:
        employee = attrs.evolve(case.employee, hourly_pay=HourlyPay(pay))
        answer = assess(attrs.evolve(case, employee=employee))
        amounts = (pay, answer.hourly_indemnity.exact, answer.hourly_allowance.exact)
        found.append((float(amounts[0]), float(amounts[1]), float(amounts[2])))
        pay += _STEP
    return found


def _minimum_wage(curve: Curve) -> HourlyPay:
    entry = FRENCH_LAW.minimum_wage_hourly[Category.NATIONAL].on(curve.first)
    assert entry is not None
    assert isinstance(entry.value, HourlyPay)
    return entry.value


def _corners(
    points: list[tuple[float, float]], highest: float, colour: str, *, above: bool
) -> Iterator[str]:
    """A dot and its amount where the line bends: the floor's end, the cap's beginning."""
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        rises_before, rises_after = here[1] != before[1], after[1] != here[1]
        # Cents make steps: a bend is where the line is flat for a whole euro of pay, or was.
        was_flat = _flat(points, before[0] - 1, before[0])
        stays_flat = _flat(points, after[0], after[0] + 1)
        if was_flat == stays_flat or rises_before == rises_after:
            continue
        ((x, y),) = _placed([here], highest)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
        where, anchor = ((x - 3, y - 9), "end") if above else ((x + 3, y + 18), "start")
        yield svg.text(where, f"{here[1]:.2f} €", size=11.5, colour=colour, anchor=anchor)


def _name(
    points: list[tuple[float, float]], said: str, colour: str, highest: float, *, above: bool
) -> Iterator[str]:
    """The name of a line at its right end; of a flat line, with its amount."""
    ((x, y),) = _placed([points[-1]], highest)
    amounts = {amount for _, amount in points}
    name = f"{said}: {amounts.pop():.2f} €" if len(amounts) == 1 else said
    where = (x - 4, y - 9 if above else y + 20)
    yield svg.text(where, name, size=13, colour=colour, anchor="end", bold=True)


def _between(
    indemnity: list[tuple[float, float]], allowance: list[tuple[float, float]], highest: float
) -> Iterator[str]:
    """What the employer bears, said where there is room for it."""
    place = next(place for place, (pay, _) in enumerate(indemnity) if pay >= _HIGHEST_PAY - 6)
    (x, upper), (_, lower) = _placed([indemnity[place], allowance[place]], highest)
    if lower - upper > _ROOM:
        where = (x, (upper + lower) / 2 + 4)
        yield svg.text(where, "remaining cost", size=12, colour=svg.FAINT, anchor="middle")


def _flat(points: list[tuple[float, float]], first: float, last: float) -> bool:
    seen = {amount for pay, amount in points if first <= pay <= last}
    return len(seen) <= 1


def _grid(highest: float) -> Iterator[str]:
    step = 5
    for level in range(0, int(highest) + 1, step):
        ((_, y),) = _placed([(0, level)], highest)
        yield svg.line((_LEFT, y), (_WIDTH - _RIGHT, y))
        label = f"{level} €"
        yield svg.text((_LEFT - 8, y + 4), label, size=11, colour=svg.FAINT, anchor="end")
    for pay in range(0, _HIGHEST_PAY + 1, 10):
        ((x, y),) = _placed([(pay, 0)], highest)
        yield svg.line((x, _TOP), (x, y))
        label = f"{pay} €"
        yield svg.text((x, y + 18), label, size=11, colour=svg.FAINT, anchor="middle")
    where = (_WIDTH - _RIGHT, _HEIGHT - 12)
    yield svg.text(where, "gross hourly pay", size=11.5, colour=svg.FAINT, anchor="end")


def _placed(points: list[tuple[float, float]], highest: float) -> list[svg.Point]:
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    return [
        (_LEFT + width * pay / _HIGHEST_PAY, _TOP + height * (1 - amount / highest))
        for pay, amount in points
    ]


def _round_up(amount: float) -> float:
    return 5 * (int(amount / 5) + 1)
