"""``/law/draft``: a draft decree, what is doubtful in it, and what it changes in euros."""

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from attrs import frozen
from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, read_draft
from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case, Employee, EmployeeCategory, Scheme
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Draft, Law
from partial_activity.domain.law.doubts import new_doubts
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.packed import LONGEST_LINK, packed, unpacked
from partial_activity.entrypoints.flask_app.pages.public.curves import Drawn, drawn_curve
from partial_activity.entrypoints.flask_app.services import context

LONGEST_DRAFT = 20_000
"""Characters: a decree of a hundred plans."""
_HOURS = Hours(7_000)
_NO_DRAFT = Words("Écrivez ou joignez un projet de décret.", "Write a draft decree, or join one.")
_NOT_TEXT = Words(
    "Ce fichier n'est pas un texte en UTF-8 : enregistrez-le ainsi.",
    "This file is no text in UTF-8: save it so.",
)
_EXAMPLE = """[text]
name = "projet de décret"
published = 2026-12-15

[[plan]]                        # l'allocation passe de 36 % à 45 %
parameter = "allowance.share"
category = "general"
value = "0.45"
hours_from = 2026-12-01

[[plan]]                        # et son plancher à 9,52 €
parameter = "allowance.floor"
category = "general"
value = "9.52"
hours_from = 2026-12-01
"""
_CASES: Sequence[tuple[Words, Employee]] = (
    (
        Words("Au SMIC ou presque, 12,50 € de l'heure", "Near the minimum wage, €12.50 an hour"),
        Employee(EmployeeCategory.STANDARD, HourlyPay.parse("12.5")),
    ),
    (
        Words("15 € de l'heure", "€15 an hour"),
        Employee(EmployeeCategory.STANDARD, HourlyPay.parse("15")),
    ),
    (
        Words("25 € de l'heure", "€25 an hour"),
        Employee(EmployeeCategory.STANDARD, HourlyPay.parse("25")),
    ),
    (
        Words("60 € de l'heure, au-dessus du plafond", "€60 an hour, above the cap"),
        Employee(EmployeeCategory.STANDARD, HourlyPay.parse("60")),
    ),
    (
        Words("Temps partiel, 13 € de l'heure", "Part time, €13 an hour"),
        Employee(EmployeeCategory.PART_TIME, HourlyPay.parse("13")),
    ),
    (
        Words("Apprenti à 53 % du SMIC", "Apprentice at 53 % of the minimum wage"),
        Employee(EmployeeCategory.APPRENTICE, share_of_minimum_wage=Share.parse("0.53")),
    ),
)


@frozen(eq=False)
class Line:
    """A case without the draft, and with it; words where the law does not answer."""

    name: Words
    before: Assessment | Words
    after: Assessment | Words

    @property
    def answered(self) -> bool:
        """Whether both laws answer."""
        return isinstance(self.before, Assessment) and isinstance(self.after, Assessment)

    @property
    def allowance(self) -> Euros:
        """What the State would pay more; less where it is negative."""
        assert isinstance(self.before, Assessment)
        assert isinstance(self.after, Assessment)
        return self.after.allowance - self.before.allowance

    @property
    def cost(self) -> Euros:
        """What the employer would bear more."""
        assert isinstance(self.before, Assessment)
        assert isinstance(self.after, Assessment)
        return self.after.remaining_cost - self.before.remaining_cost


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the page at its address."""

    @pages.get("/law/draft")
    def draft() -> str | tuple[str, int]:
        kept = request.args.get("d", "")
        text = unpacked(kept, 4 * LONGEST_DRAFT) if kept else _EXAMPLE
        return _page(Form({"draft": text} | _days(request.args)), law, link=bool(kept))

    @pages.post("/law/draft")
    def try_draft() -> Response | str | tuple[str, int]:
        form = Form(request.form)
        if (file := request.files.get("file")) and file.filename:
            try:
                form.given["draft"] = file.read(4 * LONGEST_DRAFT).decode("utf-8-sig")
            except UnicodeDecodeError:
                form.wrong("file", _NOT_TEXT)
        if form.sound and form.has("draft") and len(form.given["draft"]) <= LONGEST_DRAFT:
            link = packed(form.given["draft"])
            if len(link) <= LONGEST_LINK:
                kept = {"d": link} | _days(form.given)
                return redirect(f"/law/draft?{urlencode(kept)}", HTTPStatus.SEE_OTHER)
        return _page(form, law, link=False)


def _days(given: Mapping[str, str]) -> dict[str, str]:
    stated = {name: given.get(name, "").strip() for name in ("on", "known_on", "pay")}
    return {name: text for name, text in stated.items() if text}


def _page(form: Form, law: Law, *, link: bool) -> str | tuple[str, int]:
    text = form.written("draft", longest=LONGEST_DRAFT, missing=_NO_DRAFT)
    on, known_on = form.day("on", needed=False), form.day("known_on", needed=False)
    pay = form.hourly_pay("pay", needed=False)
    draft: Draft | None = None
    faults: tuple[Words, ...] = ()
    if text is not None:
        try:
            draft = read_draft(text, law)
        except UnreadableDraft as error:
            faults = tuple(fault.placed for fault in error.faults)
    today = legal_day(context().clock.now())
    if draft is not None and on is None:
        on = min((plan.span.first for plan in draft.plans), default=today)
        form.given["on"] = on.isoformat()
    lines: list[Line] = []
    before = after = None
    if draft is not None and form.sound:
        assert on is not None
        changed = law.with_texts(draft)
        lines = _lines(law, changed, on, known_on, pay)
        before, after = _curves(lines, law, changed)
    page = render_template(
        "pages/draft.html",
        form=form,
        faults=faults,
        draft=draft,
        warnings=new_doubts(law, law.with_texts(draft)) if draft else (),
        on=on,
        known_on=known_on,
        lines=lines,
        before=before,
        after=after,
        link=link and form.sound and not faults,
        hours=_HOURS,
    )
    return page if form.sound and not faults else (page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _lines(
    law: Law, changed: Law, on: date, known_on: date | None, pay: HourlyPay | None
) -> list[Line]:
    own = (
        [(Words("Votre cas", "Your case"), Employee(EmployeeCategory.STANDARD, pay))] if pay else []
    )
    found = []
    for name, employee in (*own, *_CASES):
        # One day: no value changes inside it.
        case = Case(Scheme.ORDINARY, on, on, employee, _HOURS, known_on=known_on)
        found.append(Line(name, _answer(case, law), _answer(case, changed)))
    return found


def _answer(case: Case, law: Law) -> Assessment | Words:
    try:
        return assess(case, law)
    except CannotAnswer as error:
        return Words(error.message, error.message)


def _curves(lines: Sequence[Line], law: Law, changed: Law) -> tuple[Drawn | None, Drawn | None]:
    """The pay curve of the first case that both laws answer, under each."""
    for line in lines:
        if isinstance(line.before, Assessment) and isinstance(line.after, Assessment):
            return drawn_curve(line.before, law), drawn_curve(line.after, changed)
    return None, None
