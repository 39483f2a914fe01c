"""The officers' queue: what waits, why, and until when."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

from attrs import frozen
from flask import render_template, request

from partial_activity.domain.days import legal_day
from partial_activity.domain.office.queue import Queued, QueueFilter, QueueKind, QueuePlace
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import BAD, PLAIN, WAITS, Badge
from partial_activity.entrypoints.flask_app.pages.office.addresses import (
    file_address,
    key_text,
    place_of,
    place_text,
)
from partial_activity.entrypoints.flask_app.pages.office.checks import told_of
from partial_activity.entrypoints.flask_app.pages.office.words import (
    KINDS,
    MANY,
    check_words,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.office.queue import SOON, officer_queue

UNTIL: Mapping[str, tuple[Words, int]] = {
    "late": (Words("En retard", "Late"), -1),
    "today": (Words("Aujourd'hui au plus tard", "By today"), 0),
    "soon": (Words("Sous trois jours", "Within three days"), SOON.days),
    "week": (Words("Sous sept jours", "Within seven days"), 7),
}
"""What a deadline may be asked for as, with its last day after today."""
_CHECK = re.compile(r"[a-z0-9_]{1,60}")
_FEW = 3
"""Findings told on a line; the file's page has them all."""


@frozen
class _Asked:
    """What the address asks for; what it says wrongly is passed over."""

    kind: QueueKind | None
    check: str
    until: str
    after: QueuePlace | None
    ticked: bool

    def filter(self, today: date) -> QueueFilter:
        """The filter as the store takes it."""
        days = UNTIL[self.until][1] if self.until else None
        last = None if days is None else today + timedelta(days=days)
        return QueueFilter(self.kind, self.check or None, last)

    def address(self, **changes: str) -> str:
        """The same page with something else asked."""
        asked = {
            "kind": self.kind.value if self.kind else "",
            "check": self.check,
            "until": self.until,
            **changes,
        }
        query = urlencode({name: text for name, text in asked.items() if text})
        return f"/office?{query}" if query else "/office"


def show(wrong: Words | None = None) -> str:
    """A page of the queue."""
    person, asked = actor(), _asked()
    page = officer_queue(
        asked.filter(legal_day(context().clock.now())),
        actor=person,
        context=context(),
        after=asked.after,
    )
    return render_template(
        "office/queue.html",
        page=page,
        asked=asked,
        place=asked.after and place_text(asked.after),
        more=page.after and asked.address(after=place_text(page.after)),
        tick_all=asked.address(all="1", after=place_text(asked.after) if asked.after else ""),
        untick_all=asked.address(after=place_text(asked.after) if asked.after else ""),
        wrong=wrong,
        due=due,
        held_by=held_by,
        key_text=key_text,
        address=file_address,
        check_words=check_words,
        kinds=KINDS,
        many=MANY,
        until=UNTIL,
    )


def show_wrong(words: Words) -> tuple[str, int]:
    """The queue again, with what is wrong."""
    return show(words), HTTPStatus.UNPROCESSABLE_ENTITY


def held_by(queued: Queued) -> dict[str, object]:
    """What holds a file, in a few lines."""
    told = told_of(queued.kind, queued.screening)
    return {"told": told[:_FEW], "more": len(told[_FEW:])}


def due(queued: Queued, today: date) -> Badge:
    """The time there is to decide; a request's is the law's, a claim's our promise."""
    left = (queued.decide_by - today).days
    if left < 0 and queued.kind is QueueKind.REQUEST:
        return Badge(Words("Délai passé : accord tacite", "Deadline passed: tacitly approved"), BAD)
    if left < 0:
        return Badge(Words(f"En retard de {-left} j", f"{-left} days late"), BAD)
    if left == 0:
        return Badge(Words("Aujourd'hui", "Today"), BAD)
    if left == 1:
        return Badge(Words("Demain", "Tomorrow"), WAITS)
    look = WAITS if left <= SOON.days else PLAIN
    return Badge(Words(f"{left} jours", f"{left} days"), look)


def _asked() -> _Asked:
    given = request.args if request.method == "GET" else request.form
    kind = given.get("kind", "")
    until = given.get("until", "")
    check = given.get("check", "")
    return _Asked(
        kind=QueueKind(kind) if kind in {one.value for one in QueueKind} else None,
        check=check if _CHECK.fullmatch(check) else "",
        until=until if until in UNTIL else "",
        after=_place(given.get("after", "")),
        ticked=given.get("all") == "1",
    )


def _place(text: str) -> QueuePlace | None:
    try:
        return place_of(text)
    except ValueError:
        return None


ROUTES = (("GET", "/office", show),)
"""Method, address, view."""
