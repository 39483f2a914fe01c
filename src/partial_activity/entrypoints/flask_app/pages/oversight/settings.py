"""``/office/settings``: how strictly claims are screened; a change shows its effect first."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.as_written import number_as_written
from partial_activity.domain.errors import Conflict, InvalidValue
from partial_activity.domain.money import Share, decimal_text, parse_decimal
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.domain.screening.policy import (
    HIGHEST_THRESHOLD,
    LONGEST_ANSWER,
    LONGEST_REASON,
)
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.screening import policy
from partial_activity.usecases.screening.policy import LOOKED_AT, Effect, PolicySeen, Thresholds

OUTCOMES = {
    Outcome.ACCEPT: Words("acceptées d'office", "accepted at once"),
    Outcome.HOLD: Words("retenues pour un agent", "held for an officer"),
    Outcome.REFUSE: Words("refusées d'office", "refused at once"),
}
_MOST = 100
_NO_SHARE = Words(
    "Écrivez une part entre 0 et 100, par exemple 2 ou 0,5.",
    "Write a share from 0 to 100, for instance 2 or 0.5.",
)
_NO_REASON = Words(
    "Dites pourquoi : l'historique le montrera.", "Say why: the history will show it."
)
_UNCHANGED = Words(
    "Ce sont déjà les seuils en vigueur : rien ne changerait.",
    "These are the thresholds in force already: nothing would change.",
)
_MEANWHILE = Words(
    "Quelqu'un d'autre vient de changer les seuils. Voici ceux qui sont en vigueur ; vos valeurs "
    "sont gardées ci-dessous.",
    "Somebody else has just changed the thresholds. Those in force are shown; your values are kept "
    "below.",
)
_CHANGED = Words(
    "Les seuils sont changés : ils valent dès maintenant.",
    "The thresholds are changed: they are in force from now on.",
)


def seen() -> tuple[str, int]:
    """What is in force, its history, and a form to change it."""
    policy = _policy()
    return _page(policy, _form_of(policy))


def change() -> Response | tuple[str, int]:
    """Show the effect; change it where that was seen."""
    policy, form = _policy(), Form(request.form)
    asked, reason = _asked(form), form.text("reason", longest=LONGEST_REASON, missing=_NO_REASON)
    if asked is not None and reason is not None and asked == policy.in_force:
        form.wrong("", _UNCHANGED)
    if not form.sound or asked is None or reason is None:
        return _page(policy, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.given.get("step") != "confirm":
        return _page(policy, form, effect=_effect(asked), asked=asked)
    return _confirmed(asked, reason, form)


ROUTES = (
    ("GET", "/office/settings", seen),
    ("POST", "/office/settings", change),
)
"""Method, address, view."""


def _policy() -> PolicySeen:
    return policy.see_policy(actor=actor(), context=context())


def _effect(asked: Thresholds) -> Effect:
    return policy.effect_of(asked, actor=actor(), context=context())


def _confirmed(asked: Thresholds, reason: str, form: Form) -> Response | tuple[str, int]:
    try:
        policy.change_policy(
            asked, reason, after=form.whole("after") or 0, actor=actor(), context=context()
        )
    except Conflict:
        form.wrong("", _MEANWHILE)
        return _page(_policy(), form, status=HTTPStatus.CONFLICT)
    except InvalidValue as error:
        form.refused(error)
        return _page(_policy(), form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    flash(say(_CHANGED))
    return redirect("/office/settings", HTTPStatus.SEE_OTHER)


def _asked(form: Form) -> Thresholds | None:
    threshold = form.whole("threshold", least=1, most=HIGHEST_THRESHOLD)
    share = form.read("control_share", _share_of, _NO_SHARE)
    days = form.whole("answer_within_days", most=LONGEST_ANSWER)
    if threshold is None or share is None or days is None:
        return None
    return Thresholds(threshold, share, days)


def _share_of(text: str) -> Share:
    """A share from a number of per cent.

    Raises:
        ValueError: not a number from 0 to 100.
    """
    share = Share(parse_decimal(number_as_written(text, "%")) / _MOST)
    if share.exact > 1:
        raise ValueError(text)
    return share


def _form_of(policy: PolicySeen) -> Form:
    now = policy.in_force
    return Form(
        {
            "threshold": str(now.threshold),
            "control_share": per_cent(now.control_share),
            "answer_within_days": str(now.answer_within_days),
        }
    )


def per_cent(share: Share) -> str:
    """``2``, ``0.5``: a share as it is typed."""
    return decimal_text(share.exact * _MOST, 0)


def _page(
    policy: PolicySeen,
    form: Form,
    *,
    effect: Effect | None = None,
    asked: Thresholds | None = None,
    status: int = HTTPStatus.OK,
) -> tuple[str, int]:
    page = render_template(
        "oversight/settings.html",
        policy=policy,
        form=form,
        effect=effect,
        asked=asked,
        outcomes=OUTCOMES,
        per_cent=per_cent,
        looked_at=LOOKED_AT,
    )
    return page, status
