"""The employer's pages: establishments, members, requests for authorisation, decisions."""

from flask import Blueprint

from partial_activity.entrypoints.flask_app.pages.employer import (
    attachments,
    decided,
    drafts,
    establishments,
    filing,
    group,
    members,
    objection,
    overview,
    proof,
)

_AREAS = (
    *(establishments, overview, proof, objection, members, drafts, attachments, group),
    *(filing, decided),
)


def add_to(pages: Blueprint) -> None:
    """Put every page at its address."""
    pages.url_value_preprocessor(lambda _endpoint, _values: attachments.make_room())
    for area in _AREAS:
        for method, rule, view in area.ROUTES:
            name = f"employer_{view.__module__.rpartition('.')[2]}_{view.__name__}"
            pages.add_url_rule(rule, name, view, methods=[method])
