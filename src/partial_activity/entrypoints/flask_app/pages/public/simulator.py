"""``/simulator``: a case in, euros out, with the reckoning, the texts and the curve."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug import Response as WerkzeugResponse

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.claim.answers import additions_in_words
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import CannotAnswer, LawChangesInsidePeriod
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.documents import begun
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices
from partial_activity.entrypoints.flask_app.pages.public import simulator_errors
from partial_activity.entrypoints.flask_app.pages.public import simulator_form as forms
from partial_activity.entrypoints.flask_app.pages.public.curves import drawn_curve
from partial_activity.entrypoints.flask_app.pages.public.simulator_inputs import inputs_of
from partial_activity.entrypoints.flask_app.pages.public.team import link_for_one
from partial_activity.entrypoints.flask_app.services import context


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the page at its address."""

    @pages.get("/simulator")
    def simulator() -> str | WerkzeugResponse:
        today = legal_day(context().clock.now())
        form = forms.read(request.args, today, law)
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
            additions=additions_in_words(answer, law) if answer else (),
            curve=answer and drawn_curve(answer, law),
            inputs=(*inputs_of(answer.case, today), *_facts_stated(form)) if answer else (),
            as_row=link_for_one(form.typed, law) if answer and not answer.refusals else "",
            choices=choices,
            situations=choices.situations_under(law),
            label=lambda name: _label(form, name),
            weeks=forms.WEEKS,
            open_details=_details_needed(form),
        )


def _label(form: forms.Form, name: str) -> Words:
    """What the list of faults calls a field; one that a regime asks for, by its own words."""
    asked = form.facts.get(name)
    return simulator_errors.label(name) if asked is None else _begun(asked.words)


def _facts_stated(form: forms.Form) -> Iterator[tuple[Words, str]]:
    """What only a regime of the law asks for, as it was typed."""
    for name, asked in form.facts.items():
        if name in form.typed:
            yield _begun(asked.words), form.typed[name]


def _begun(words: Words) -> Words:
    return Words(begun(words.french), begun(words.english))


def _short_address(form: forms.Form) -> str | None:
    """The address of the case, if it has anything that it can do without."""
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
