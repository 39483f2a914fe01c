"""What was typed in the form of a request and makes no draft yet: kept, and given back."""

import json

from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.pages.employer import request_form
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.authorisation.requests import keep_typed, typed_before

_LONGEST = 2 * request_form.LONGEST_TEXT
"""Characters of one field: what is longer than any field takes is not kept whole."""


def keep(siret: Siret, request_id: str, form: Form) -> None:
    """Keep it for the person who typed it; ``request_id`` is "" for a request not begun."""
    typed = {
        name: form.typed[name][:_LONGEST]
        for name in (*request_form.NAMES, "revision")
        if form.typed.get(name)
    }
    text = json.dumps(typed, ensure_ascii=False)
    keep_typed(siret, request_id, text, actor=actor(), context=context())


def given_back(siret: Siret, request_id: str) -> Form | None:
    """The form as it was left, with what is wrong in it; None: nothing was left."""
    text = typed_before(siret, request_id, actor=actor(), context=context())
    if not text:
        return None
    form = Form(json.loads(text))
    request_form.read(form, context().law)
    return form
