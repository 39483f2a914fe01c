"""The curve of an answer: both amounts against the hourly pay, under the rules of its case."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen
from markupsafe import Markup

from partial_activity.adapters.pictures import pay_curve
from partial_activity.adapters.pictures.pay_curve import Curve, Point
from partial_activity.domain.assessment.assess import Assessment
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.formatting import choose

_STEP = Fraction(1, 10)
_LEAST_WIDE, _MOST_WIDE = 50, 300
"""Euros an hour that the curve reaches at least, and at most."""


@frozen
class Drawn:
    """The curve twice: wide, and for a phone."""

    wide: Markup
    narrow: Markup


def drawn_curve(answer: Assessment, law: Law) -> Drawn | None:
    """The two amounts against the hourly pay, for an employee like this one."""
    case, pay = answer.case, answer.hourly_pay
    if pay is None:
        return None
    rules = rules_of_period(law, question(case), case.first, case.last)
    if isinstance(rules, Refusal):
        return None
    contribution = case.pay.employee_contribution_share if case.pay else None
    share = contribution.exact if contribution else None

    def points() -> Iterator[Point]:
        at = min(rules[0].minimum_wage or pay.exact, pay.exact)
        most = min(max(_LEAST_WIDE, int(pay.exact / 8 + 1) * 10), _MOST_WIDE)
        while at <= most:
            owed, paid = rules[0].of_regime.hourly(rules[0].hour(at, share)).euros
            yield Point(at, owed.exact, paid.exact)
            at += _STEP * most / _LEAST_WIDE

    own = Point(pay.exact, answer.hourly_indemnity.exact, answer.hourly_allowance.exact)
    drawn = Curve(
        lines=(("", tuple(points())),),
        title=choose(
            "Indemnité et allocation par heure, selon la rémunération horaire brute",
            "Indemnity and allowance by the hour, against the gross hourly pay",
        ),
        heading=False,
        own=own if own.pay <= _MOST_WIDE else None,
        width=720,
        height=380,
    )
    narrow = evolve(drawn, width=360, height=340)
    wide_and_narrow = (pay_curve.draw(one, language()) for one in (drawn, narrow))
    # Drawn by us from numbers: every word in it is escaped where it is drawn.
    return Drawn(*(Markup(one) for one in wide_and_narrow))  # noqa: S704
