"""``/simulator``: a case in, euros out, with the reckoning, the texts and the curve."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from urllib.parse import urlencode

from attrs import evolve, frozen
from flask import Blueprint, redirect, render_template, request
from markupsafe import Markup
from werkzeug import Response as WerkzeugResponse

from partial_activity.adapters.pictures import pay_curve
from partial_activity.adapters.pictures.pay_curve import Curve, Point
from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import CannotAnswer, LawChangesInsidePeriod
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Refusal
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.pages.formatting import choose
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices
from partial_activity.entrypoints.flask_app.pages.public import simulator_errors
from partial_activity.entrypoints.flask_app.pages.public import simulator_form as forms
from partial_activity.entrypoints.flask_app.services import context

_STEP = Fraction(1, 10)
_LEAST_WIDE, _MOST_WIDE = 50, 300
"""Euros an hour that the curve reaches at least, and at most."""


@frozen
class Drawn:
    """The curve twice: wide, and for a phone."""

    wide: Markup
    narrow: Markup


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the page at its address."""

    @pages.get("/simulator")
    def simulator() -> str | WerkzeugResponse:
        form = forms.read(request.args, legal_day(context().clock.now()))
        if form.asked and (short := _short_address(form)):
            return redirect(short)
        answer: Assessment | None = None
        halves: tuple[str, ...] = ()
        if form.case is not None:
            try:
                answer = assess(form.case, law)
            except CannotAnswer as error:
                halves = _halves(form, error)
                form = form.with_error(error)
        return render_template(
            "pages/simulator.html",
            form=form,
            answer=answer,
            halves=halves,
            curve=answer and _curve(answer, law),
            choices=choices,
            label=simulator_errors.label,
            weeks=forms.WEEKS,
            open_details=_details_needed(form),
        )


def _short_address(form: forms.Form) -> str | None:
    """Where the case is, if the address has anything that it can do without."""
    kept = forms.address(form)
    given = {key: held for key, held in request.args.items() if key != "lang"}
    if given == kept:
        return None
    lang = {"lang": request.args["lang"]} if "lang" in request.args else {}
    return f"/simulator?{urlencode(kept | lang)}"


def _halves(form: forms.Form, error: CannotAnswer) -> tuple[str, ...]:
    """Two addresses for a case in whose days the law changes."""
    if not isinstance(error, LawChangesInsidePeriod) or form.case is None:
        return ()
    typed = forms.address(form)
    eve = error.day - timedelta(days=1)
    before = typed | {"first": f"{form.case.first}", "last": f"{eve}"}
    after = typed | {"first": f"{error.day}", "last": f"{form.case.last}"}
    return tuple(f"/simulator?{urlencode(one)}" for one in (before, after))


def _details_needed(form: forms.Form) -> bool:
    """Whether the rarer questions are to be seen at once."""
    if any(name in form.errors for name in choices.RARE):
        return True
    return any(form.typed.get(name, usual) != usual for name, usual in choices.RARE.items())


def _curve(answer: Assessment, law: Law) -> Drawn | None:
    """Both amounts against the hourly pay, for an employee like this one."""
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
