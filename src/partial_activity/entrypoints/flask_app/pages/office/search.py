"""Finding a file by a number, a name or an address."""

from flask import render_template, request

from partial_activity.domain.people.people import Action
from partial_activity.entrypoints.flask_app.pages.employer import words as employer_words
from partial_activity.entrypoints.flask_app.pages.office.words import REQUESTS
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.access import require
from partial_activity.usecases.office.search import search

_LONGEST = 120


def show() -> str:
    """The search, and what it found."""
    person = actor()
    require(person, Action.SEE_ESTABLISHMENT)
    wanted = request.args.get("q", "").strip()[:_LONGEST]
    hits = search(wanted, actor=person, context=context()) if wanted else None
    return render_template(
        "office/search.html",
        # What may be a social security number is not written back.
        wanted="" if hits and hits.looks_like_nir else wanted,
        found=hits,
        words=employer_words,
        requests=REQUESTS,
    )


ROUTES = (("GET", "/office/search", show),)
"""Method, address, view."""
