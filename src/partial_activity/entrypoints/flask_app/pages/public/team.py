"""``/simulator/team``: several employees over months or weeks, with the net pay and a PDF.

A form that names nobody answers at an address that keeps it; names are in no address.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.days import legal_day
from partial_activity.domain.law.book import Law
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.language import FRENCH, answer_in
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.packed import LONGEST_LINK, packed, unpacked
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices
from partial_activity.entrypoints.flask_app.pages.public import team_form as forms
from partial_activity.entrypoints.flask_app.pages.public.simulator_form import (
    COUNTED,
    HOURLY,
    MONTHLY,
)
from partial_activity.entrypoints.flask_app.pages.public.team_answer import (
    MOST_STEPS,
    TeamAnswer,
    answered,
    ranges,
)
from partial_activity.entrypoints.flask_app.pages.public.team_inputs import (
    column_words,
    inputs_of,
    labels_of,
)
from partial_activity.entrypoints.flask_app.pages.public.team_paste import add_rows
from partial_activity.entrypoints.flask_app.pages.public.team_printout import printout
from partial_activity.entrypoints.flask_app.services import context

_ADDRESS = "/simulator/team"
_LONGEST_KEPT = 40_000
_BROKEN = Words(
    "Ce lien est incomplet : demandez-le à nouveau, ou remplissez le formulaire.",
    "This link is not whole: ask for it again, or fill in the form.",
)
_RARE = ("territory", "workforce", "agreement_sent_on", "indemnity_floor", "known_on")


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the page at its address."""

    @pages.get(_ADDRESS)
    def team() -> str | tuple[str, int]:
        kept = request.args.get("d", "")
        if not kept:
            return _shown(forms.empty(legal_day(context().clock.now())))
        form = _opened(kept)
        if form is None:
            form = forms.empty(legal_day(context().clock.now()))
            form.wrong("", _BROKEN)
            return _shown(form)
        return _shown(form, _answer(form, law))

    @pages.post(_ADDRESS)
    def ask_of_team() -> str | tuple[str, int] | Response:
        form = forms.prepared(Form(request.form))
        wish, _, number = form.given.get("do", "calculate").partition("-")
        if wish in _CHANGES:
            return _CHANGES[wish](form, number)
        if wish == "pdf":
            answer_in(FRENCH)
            return _pdf(form, law)
        found = _answer(form, law)
        if found and not forms.named(form) and (link := _link(form)):
            return redirect(link, HTTPStatus.SEE_OTHER)
        return _shown(form, found)


def _more(form: Form, _: str) -> str | tuple[str, int]:
    first = forms.rows_of(form) + 1
    form.given["rows"] = str(min(first - 1 + forms.MORE_ROWS, forms.MOST_EMPLOYEES))
    return _shown(forms.prepared(form), focus=f"who-{first}")


def _less(form: Form, number: str) -> str | tuple[str, int]:
    removed = int(number) if number.isascii() and number.isdigit() else 0
    return _shown(forms.without_row(form, removed))


def _pasted(form: Form, _: str) -> str | tuple[str, int]:
    first = add_rows(form, request.files.get("file"))
    return _shown(form, focus=f"who-{first}" if first else "")


def _columns(form: Form, _: str) -> str | tuple[str, int]:
    form.month("month")
    return _shown(form)


_CHANGES = {"add": _more, "remove": _less, "paste": _pasted, "columns": _columns}
"""What a button changes in the form, without an answer."""


def _opened(kept: str) -> Form | None:
    """The form that an address keeps; None where it was cut, or is another's."""
    try:
        given = json.loads(unpacked(kept, _LONGEST_KEPT))
    except ValueError:
        return None
    if not isinstance(given, dict):
        return None
    return forms.prepared(Form({str(name): str(text) for name, text in given.items()}))


def link_for_one(typed: Mapping[str, str], law: Law) -> str:
    """The address of the case of one employee as a row; empty where a row cannot say it."""
    if any(typed.get(name) for name in ("first", "last", "training")):
        return ""
    pay = _PAY_OF_ONE.get(typed["pay_kind"])
    if pay is None or typed["hours_kind"] != COUNTED:
        return ""
    common = {name: typed[name] for name in forms.COMMON if typed.get(name)}
    row = {"category": typed["category"], "hours": typed.get("hours", ""), **pay(typed)}
    names = {"hours": "hours-1-1"}
    form = Form(common | {names.get(name, f"{name}-1"): text for name, text in row.items()})
    return _link(form) if forms.read(forms.prepared(form), law) and form.sound else ""


_PAY_OF_ONE: Mapping[str, Callable[[Mapping[str, str]], dict[str, str]]] = {
    HOURLY: lambda typed: {"pay": typed.get("hourly_pay", "")},
    MONTHLY: lambda typed: {
        "pay": typed.get("monthly_pay", ""),
        "paid_hours": typed.get("monthly_hours", ""),
    },
}
"""How a row says each pay of the form for one."""


def _link(form: Form) -> str:
    """The address that keeps a form, but for names; empty where it is too long for one."""
    text = packed(json.dumps(forms.kept(form), ensure_ascii=False, separators=(",", ":")))
    return f"{_ADDRESS}?{urlencode({'d': text})}" if len(text) <= LONGEST_LINK else ""


def _answer(form: Form, law: Law) -> tuple[TeamAnswer, tuple[forms.Row, ...]] | None:
    rows = forms.read(form, law)
    answer = answered(form, rows, law) if form.sound else None
    return (answer, rows) if answer else None


def _pdf(form: Form, law: Law) -> Response | str | tuple[str, int]:
    found = _answer(form, law)
    if found is None:
        return _shown(form)
    today = legal_day(context().clock.now())
    file = context().documents.write(printout(form, *found, today))
    answer = Response(file, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"simulation-{today}.pdf")
    return answer


def _shown(
    form: Form, found: tuple[TeamAnswer, tuple[forms.Row, ...]] | None = None, *, focus: str = ""
) -> str | tuple[str, int]:
    answer, rows = found or (None, ())
    today = legal_day(context().clock.now())
    page = render_template(
        "pages/team.html",
        form=form,
        answer=answer,
        inputs=inputs_of(form, rows, today) if answer else None,
        link=_link(form) if answer else "",
        named=forms.named(form),
        rows=range(1, forms.rows_of(form) + 1),
        columns=forms.columns_of(form),
        by_week=forms.by_week(form),
        column_words=column_words,
        labels=labels_of(form),
        choices=choices,
        situations=choices.situations_under(context().law),
        categories=forms.ANSWERED_FOR,
        most=forms.MOST_EMPLOYEES,
        most_months=forms.MOST_MONTHS,
        ranges=ranges,
        most_steps=MOST_STEPS,
        focus=focus,
        today=today,
        open_details=any(
            name in form.errors or form.given.get(name, "") != forms.USUAL.get(name, "")
            for name in _RARE
        ),
    )
    return page if form.sound else (page, HTTPStatus.UNPROCESSABLE_ENTITY)
