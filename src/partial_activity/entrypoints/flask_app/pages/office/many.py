"""Many files decided at once: chosen, looked at once more, decided one by one."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import render_template, request

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.office.queue import QueueKey, QueueKind
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office import queue
from partial_activity.entrypoints.flask_app.pages.office.addresses import (
    chosen_of,
    chosen_text,
    file_address,
    key_of,
)
from partial_activity.entrypoints.flask_app.pages.office.checks import (
    OfficerDecision,
    offered,
    read_decision,
)
from partial_activity.entrypoints.flask_app.pages.office.words import KINDS, LEFT, MANY
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.office.decide_many import MOST, Chosen, decide_many, ready

_NONE = Words("Cochez au moins un dossier.", "Tick at least one file.")
_BOTH_KINDS = Words(
    "Cochez des dossiers d'une seule sorte : filtrez d'abord la file par sorte de dossier.",
    "Tick files of one kind: filter the queue by kind first.",
)
_TOO_MANY = Words(f"{MOST} dossiers au plus à la fois.", f"At most {MOST} files at once.")
_ALL_GONE = Words(
    "Ces dossiers n'attendent plus : d'autres les ont décidés, ou ils ont été retirés.",
    "These files wait no longer: others decided them, or they were withdrawn.",
)
_WRONG = {"missing": _NONE, "conflicting_keys": _BOTH_KINDS, "out_of_range": _TOO_MANY}


def choose() -> str | tuple[str, int]:
    """What was ticked, to be looked at once more."""
    try:
        keys = [key_of(text) for text in dict.fromkeys(request.form.getlist("file"))]
    except ValueError:
        return queue.show_wrong(_NONE)
    return _summary(keys, Form({"outcome": ""}))


def decide() -> str | tuple[str, int]:
    """Decide them; what came of each."""
    form = Form(request.form)
    try:
        chosen = [chosen_of(text) for text in dict.fromkeys(request.form.getlist("file"))]
    except ValueError:
        return queue.show_wrong(_NONE)
    if not chosen:
        return queue.show_wrong(_NONE)
    officer_decision = read_decision(form, chosen[0].key.kind)
    if officer_decision is None:
        return _summary([each.key for each in chosen], form)
    return _decided(chosen, officer_decision)


def _decided(chosen: Sequence[Chosen], officer_decision: OfficerDecision) -> str | tuple[str, int]:
    person = actor()
    try:
        came = decide_many(
            chosen,
            accepted=officer_decision.accepted,
            actor=person,
            context=context(),
            message=officer_decision.message,
            reasons=officer_decision.reasons,
        )
    except InvalidValue as error:
        return queue.show_wrong(_WRONG[error.code])
    return render_template(
        "office/decided.html",
        came=came,
        officer_decision=officer_decision,
        kind=chosen[0].key.kind,
        many=MANY,
        kinds=KINDS,
        left=LEFT,
        address=file_address,
    )


def _summary(keys: Sequence[QueueKey], form: Form) -> str | tuple[str, int]:
    person = actor()
    try:
        readied = ready(keys, actor=person, context=context())
    except InvalidValue as error:
        return queue.show_wrong(_WRONG[error.code])
    if not readied.files:
        return queue.show_wrong(_ALL_GONE)
    kind = keys[0].kind
    waiting = list(readied.files.values())
    page = render_template(
        "office/choose.html",
        readied=readied,
        chosen={key: chosen_text(key, readied.revisions[key]) for key in readied.files},
        form=form,
        kind=kind,
        claims=kind is QueueKind.CLAIM,
        employees=sum(one.employees for one in waiting),
        allowance=sum((one.allowance or ZERO_EUROS for one in waiting), ZERO_EUROS),
        offered=offered(kind),
        many=MANY,
        address=file_address,
        held_by=queue.held_by,
    )
    return page if form.sound else (page, HTTPStatus.UNPROCESSABLE_ENTITY)


ROUTES = (
    ("POST", "/office/selection", choose),
    ("POST", "/office/decisions", decide),
)
"""Method, address, view."""
