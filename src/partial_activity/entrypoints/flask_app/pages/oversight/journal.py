"""``/office/journal``: what happened at an establishment, or in the service; whether it holds."""

import re
from datetime import date, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.days import starts_at
from partial_activity.domain.errors import NotFound
from partial_activity.domain.free_text import without_nirs
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.oversight.journal_words import (
    ACTIONS,
    KINDS,
    action_words,
    actor_words,
    told,
)
from partial_activity.entrypoints.flask_app.pages.oversight.query_arguments import (
    address_with,
    page_number,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.ports.journal import Wanted
from partial_activity.usecases.oversight import journal as read_journal
from partial_activity.usecases.oversight.journal import ChainVerified, JournalPage
from partial_activity.usecases.recording import SERVICE

_DAY = timedelta(days=1)
_NO_ACCOUNT = Words(
    "Aucun compte n'est ouvert pour ce SIRET : rien n'a été écrit à son sujet.",
    "No account is open for this SIRET: nothing was written about it.",
)
_LATER = Words("Le dernier jour vient avant le premier.", "The last day comes before the first.")


def journal() -> tuple[str, int]:
    """A page of one chain; without one, what to look for."""
    return _page(Form(request.args))


def look() -> Response | tuple[str, int]:
    """Go to the entries that were asked for, once it is sure what stands in the address.

    A number typed in the wrong field may be a person's: it is told as wrong, and in no address.
    """
    form = Form(request.form)
    chain, _ = _chain(form), _wanted(form)
    if chain is None or not form.sound:
        typed = form.given.get("chain", "")
        form.given["chain"] = typed if without_nirs(typed) == typed else ""
        return _page(form)
    asked = {name: form.given.get(name, "").strip() for name in _ASKED}
    asked["chain"] = re.sub(r"\s", "", asked["chain"])
    kept = {name: text for name, text in asked.items() if text}
    return redirect(f"/office/journal?{urlencode(kept)}", HTTPStatus.SEE_OTHER)


ROUTES = (("GET", "/office/journal", journal), ("POST", "/office/journal", look))
"""Method, address, view."""

_ASKED = ("chain", "kind", "first", "last", "actor", "subject")
"""What the form asks."""


def _page(form: Form) -> tuple[str, int]:
    person = actor()
    chain, wanted = _chain(form), _wanted(form)
    page = verified = None
    status = HTTPStatus.OK
    if chain is None or not form.sound:
        # Who may not read the journal is not shown its form either.
        read_journal.read_journal(SERVICE, Wanted(), actor=person, context=context(), limit=1)
    else:
        page, verified = _read(chain, wanted, form)
    if not form.sound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = render_template(
        "oversight/journal.html",
        form=form,
        page=page,
        verified=verified,
        service=SERVICE,
        kinds={kind: words for kind, words in KINDS.items() if kind in _USED},
        action_words=action_words,
        actor_words=actor_words,
        told=told,
        replay_of=_replay_of,
        address_with=address_with,
    )
    return shown, status


_USED = frozenset(action.partition(".")[0] for action in ACTIONS)


def _chain(form: Form) -> str | None:
    """The chain that is asked for; None where none is, or it was typed wrong."""
    text = re.sub(r"\s", "", form.given.get("chain", ""))
    if not text or text == SERVICE:
        return text or None
    siret = form.siret("chain")
    return None if siret is None else str(siret)


def _wanted(form: Form) -> Wanted:
    first, last = form.day("first", needed=False), form.day("last", needed=False)
    if first and last and last < first:
        form.wrong("last", _LATER)
    return Wanted(
        kind=form.given.get("kind", ""),
        actor=form.given.get("actor", "").strip(),
        subject=form.given.get("subject", "").strip(),
        since=_instant(first),
        until=_instant(last and last + _DAY),
    )


def _instant(day: date | None) -> datetime | None:
    return None if day is None else starts_at(day)


def _read(
    chain: str, wanted: Wanted, form: Form
) -> tuple[JournalPage | None, ChainVerified | None]:
    person = actor()
    before = page_number("before") if form.has("before") else None
    try:
        page = read_journal.read_journal(
            chain, wanted, actor=person, context=context(), before=before
        )
    except NotFound:
        form.wrong("chain", _NO_ACCOUNT)
        return None, None
    if not form.has("verify"):
        return page, None
    return page, read_journal.verify_chain(chain, actor=person, context=context())


def _replay_of(entry: JournalEntry) -> str | None:
    """The address where the assessment that an entry speaks of can be replayed."""
    version = entry.facts.get("version")
    if entry.action not in _ASSESSED or not version:
        return None
    return f"/office/replay/{Siret(entry.chain)}/{entry.subject}/{version}"


_ASSESSED = frozenset({"claim.submitted", "claim.screened", "claim.validated", "claim.refused"})
"""Actions on a version whose lines are assessed."""
