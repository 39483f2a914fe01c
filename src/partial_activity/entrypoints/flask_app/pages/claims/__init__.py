"""The pages of claims and payments, for contacts and declarants."""

from flask import Blueprint

from partial_activity.entrypoints.flask_app.pages.claims import (
    claim,
    files,
    filing,
    grid,
    listing,
    payments,
)

_AREAS = (listing, files, grid, filing, claim, payments)


def add_to(pages: Blueprint) -> None:
    """Put every page at its address."""
    pages.url_value_preprocessor(lambda _endpoint, _values: files.make_room())
    for area in _AREAS:
        for method, rule, view in area.ROUTES:
            name = f"claims_{view.__module__.rpartition('.')[2]}_{view.__name__}"
            if rule.endswith("<claim_id>/file"):
                name += "_of_claim"
            pages.add_url_rule(rule, name, view, methods=[method])
