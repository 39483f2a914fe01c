"""Pages that a crowd opens at once: written once for all who come with nothing of their own."""

from flask import current_app, render_template, request
from flask_wtf.csrf import generate_csrf

from partial_activity.entrypoints.flask_app.language import language

_KEPT = "partial_activity.strangers"
_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}token"
"""Stands in a kept page where each visitor's form has its own."""


def page_for_strangers(template: str, **values: object) -> str:
    """A page with a form; kept, but for the form's token, for who brings no cookie nor argument.

    Such a page depends on its address and language alone. Writing it out is half of what an answer
    costs, and the day everybody signs up, everybody asks for the same two pages.
    """
    if request.cookies or request.query_string:
        return render_template(template, **values)
    kept: dict[tuple[str, str], str] = current_app.extensions.setdefault(_KEPT, {})
    key = (template, language())
    token = generate_csrf()
    if key not in kept:
        kept[key] = render_template(template, **values).replace(token, _PLACE)
    return kept[key].replace(_PLACE, token)
