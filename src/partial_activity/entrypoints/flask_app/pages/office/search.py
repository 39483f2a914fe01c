"""Finding a file by a number, a name or an address."""

from flask import render_template, request

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.entrypoints.flask_app.pages.employer import words as employer_words
from partial_activity.entrypoints.flask_app.pages.office.words import REQUESTS
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.access import require
from partial_activity.usecases.office.search import search

_LONGEST = 120


def show() -> str:
    """Show the search; where an establishment is named by its SIRET, with its files."""
    return _page(_siret(request.args.get("siret", "")))


def find() -> str:
    """Show what was found. What people type is sent as a form: no address, no log ever has it."""
    return _page(request.form.get("q", "").strip()[:_LONGEST])


ROUTES = (("GET", "/office/search", show), ("POST", "/office/search", find))
"""Method, address, view."""


def _page(wanted: str) -> str:
    person = actor()
    require(person, Action.SEE_ESTABLISHMENT)
    hits = search(wanted, actor=person, context=context()) if wanted else None
    return render_template(
        "office/search.html",
        # What may be a social security number is not written back.
        wanted="" if hits and hits.looks_like_nir else wanted,
        found=hits,
        words=employer_words,
        requests=REQUESTS,
    )


def _siret(given: str) -> str:
    """The number that a link of ours carries; nothing else is read out of an address."""
    try:
        return Siret(given).digits
    except ValueError:
        return ""
