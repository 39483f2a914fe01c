"""``/office/replay``: an assessment again from what was kept, and what changed since."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import render_template

from partial_activity.domain.claim.replay import Replayed
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.pages.oversight.query_arguments import (
    address_with,
    page_number,
)
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.claim.replays import KeptWasChanged, see_replay

PAGE = 50


def replay(siret: str, claim_id: str, version: int) -> tuple[str, int]:
    """One version of a claim, replayed now."""
    try:
        found = see_replay(_siret(siret), claim_id, version, actor=actor(), context=context())
    except KeptWasChanged:
        page = render_template(
            "oversight/replay_broken.html", siret=siret, claim_id=claim_id, version=version
        )
        return page, HTTPStatus.CONFLICT
    pages = max(1, -(-len(found.lines) // PAGE))
    number = min(max(page_number(), 1), pages)
    page = render_template(
        "oversight/replay.html",
        replay=found,
        lines=_page_of(found.lines, number),
        number=number,
        pages=pages,
        most=PAGE,
        address_with=address_with,
    )
    return page, HTTPStatus.OK


ROUTES = (("GET", "/office/replay/<siret>/<claim_id>/<int:version>", replay),)
"""Method, address, view."""


def _page_of(lines: Sequence[Replayed], number: int) -> Sequence[Replayed]:
    return lines[(number - 1) * PAGE : number * PAGE]


def _siret(text: str) -> Siret:
    try:
        return Siret(text)
    except ValueError as error:
        raise NotFound("establishment", text) from error
