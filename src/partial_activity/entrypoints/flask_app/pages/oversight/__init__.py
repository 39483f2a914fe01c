"""The pages of those who watch over the service: people, settings, journal, figures."""

from flask import Blueprint

from partial_activity.entrypoints.flask_app.pages.oversight import (
    dashboard,
    journal,
    law_tables,
    letters,
    people,
    replay,
    settings,
)

_AREAS = (people, settings, letters, law_tables, journal, replay, dashboard)


def add_to(pages: Blueprint) -> None:
    """Put every page at its address."""
    for area in _AREAS:
        for method, rule, view in area.ROUTES:
            name = f"oversight_{view.__module__.rpartition('.')[2]}_{view.__name__}"
            pages.add_url_rule(rule, name, view, methods=[method])
