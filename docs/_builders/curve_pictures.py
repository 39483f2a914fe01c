"""For each regime, hourly indemnity and allowance against hourly pay, computed by ``assess``."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
from attrs import frozen

from _builders.law_pages import CURVES
from partial_activity import Case, Employee, EmployeeCategory, Employer, HourlyPay, Hours, Scheme
from partial_activity.adapters.pictures import pay_curve
from partial_activity.domain.assessment.assess import assess
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.names import Category

_HIGHEST_PAY, _STEP = 70, Fraction(1, 10)


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
        yield f"pictures/{name}", pay_curve.draw(_picture(curve), "en")


def _picture(curve: Curve) -> pay_curve.Curve:
    minimum = f"from the minimum wage ({_minimum_wage(curve)} €)"
    return pay_curve.Curve(
        lines=tuple((said, tuple(_points(curve, employer))) for said, employer in curve.employers),
        title=curve.title,
        subtitle=f"Euros for an hour not worked, by gross hourly pay, {minimum} on",
    )


def _points(curve: Curve, employer: Employer) -> Iterator[pay_curve.Point]:
    case = Case(
        scheme=curve.scheme,
        first=curve.first,
        last=curve.last,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay(Fraction(1))),
        employer=employer,
        unworked_hours=Hours.parse("1"),
    )
    pay = _minimum_wage(curve).exact
    while pay <= _HIGHEST_PAY:
        employee = attrs.evolve(case.employee, hourly_pay=HourlyPay(pay))
        answer = assess(attrs.evolve(case, employee=employee))
        yield pay_curve.Point(pay, answer.hourly_indemnity.exact, answer.hourly_allowance.exact)
        pay += _STEP


def _minimum_wage(curve: Curve) -> HourlyPay:
    entry = FRENCH_LAW.minimum_wage_hourly[Category.NATIONAL].on(curve.first)
    assert entry is not None
    assert isinstance(entry.value, HourlyPay)
    return entry.value
