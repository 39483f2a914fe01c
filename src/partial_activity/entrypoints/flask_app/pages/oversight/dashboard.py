"""``/office/dashboard``: figures of the whole service, each picture with its table beside it."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from flask import render_template, request
from markupsafe import Markup

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages import formatting
from partial_activity.entrypoints.flask_app.pages.formatting import choose, count, say, with_unit
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.oversight import charts
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.dashboards import LONGEST, Dashboard, see_dashboard

OUTCOMES: tuple[tuple[tuple[Outcome, bool], Words], ...] = (
    ((Outcome.ACCEPT, False), Words("acceptées d'office", "accepted at once")),
    ((Outcome.HOLD, False), Words("retenues pour un agent", "held for an officer")),
    ((Outcome.HOLD, True), Words("tirées au hasard pour contrôle", "drawn at random for control")),
    ((Outcome.REFUSE, False), Words("refusées d'office", "refused at once")),
)
_TEXTS_DRAWN = 8
_A_DAY_HOURS = 24
_WRONG_MONTHS = {
    "last": Words(
        "Le dernier mois vient avant le premier.", "The last month comes before the first."
    ),
    "first": Words(f"{LONGEST} mois au plus à la fois.", f"{LONGEST} months at most at once."),
}


def dashboard() -> tuple[str, int]:
    """All the figures."""
    form = Form(request.args)
    first, last = form.month("first", needed=False), form.month("last", needed=False)
    try:
        seen = _see(first, last) if form.sound else _see(None, None)
    except InvalidValue as error:
        form.wrong(error.path, _WRONG_MONTHS[error.path])
        seen = _see(None, None)
    page = render_template(
        "oversight/dashboard.html",
        form=form,
        found=seen,
        pictures=_pictures(seen),
        outcomes=OUTCOMES,
        whole=count,
        hours=_hours_of,
        duration=duration,
        longest=LONGEST,
    )
    return page, HTTPStatus.OK if form.sound else HTTPStatus.UNPROCESSABLE_ENTITY


ROUTES = (("GET", "/office/dashboard", dashboard),)
"""Method, address, view."""


def _see(first: date | None, last: date | None) -> Dashboard:
    return see_dashboard(actor=actor(), context=context(), first=first, last=last)


def _pictures(figures: Dashboard) -> dict[str, Markup]:
    return {name: draw(figures) for name, draw in _DRAWN.items()}


def _days(figures: Dashboard) -> Markup:
    days = [charts.Bar(f"{day:%d/%m}", filed, count(filed)) for day, filed in figures.claims_by_day]
    return charts.upright(choose("Demandes déposées par jour", "Claims submitted a day"), days)


def _hours(figures: Dashboard) -> Markup:
    months = [
        charts.Bar(f"{month:%m/%y}", total.hours.hundredths, _hours_of(total.hours.hundredths))
        for month, total in figures.by_month
    ]
    title = choose("Heures indemnisables par mois", "Compensable hours by month")
    return charts.upright(title, months, colour=charts.HOURS)


def _euros(figures: Dashboard) -> Markup:
    months = [
        charts.Bar(f"{month:%m/%y}", total.allowance.cents, formatting.euros(total.allowance))
        for month, total in figures.by_month
    ]
    title = choose("Allocation par mois", "Allowance by month")
    return charts.upright(title, months, colour=charts.ALLOWANCE)


def _texts(figures: Dashboard) -> Markup:
    texts = [
        charts.Bar(text, total.allowance.cents, formatting.euros(total.allowance))
        for text, total in figures.by_text[:_TEXTS_DRAWN]
    ]
    title = choose("Allocation par texte", "Allowance by text")
    return charts.lying(title, texts, colour=charts.ALLOWANCE)


def _screening(figures: Dashboard) -> Markup:
    rows = [
        charts.Bar(say(words), many, count(many))
        for key, words in OUTCOMES
        for many in (figures.screened.get(key, 0),)
    ]
    return charts.lying(choose("Issues du contrôle", "Outcomes of the screening"), rows)


_DRAWN: dict[str, Callable[[Dashboard], Markup]] = {
    "days": _days,
    "hours": _hours,
    "euros": _euros,
    "texts": _texts,
    "screening": _screening,
}


def _hours_of(hundredths: int) -> str:
    return with_unit(formatting.hours(Hours(hundredths)), "h")


def duration(hours: int) -> str:
    """Hours as people say them: days from two days on."""
    if hours < 2 * _A_DAY_HOURS:
        return with_unit(hours, "h")
    days, rest = divmod(hours, _A_DAY_HOURS)
    parts = [with_unit(days, choose("j", "d"))]
    if rest:
        parts.append(with_unit(rest, "h"))
    return " ".join(parts)
