"""The office: officers of the authority decide, agents of the paying agency pay."""

from flask import Blueprint

from partial_activity.entrypoints.flask_app.pages.office import (
    claims,
    freezing,
    ledger,
    many,
    payment_files,
    payments,
    proofs,
    queue,
    requests,
    search,
    visas,
)


def add_to(pages: Blueprint) -> None:
    """Put the pages at their addresses."""
    for area in (
        *(queue, many, requests, claims, search, payments, payment_files, proofs, freezing),
        *(visas, ledger),
    ):
        for method, rule, view in area.ROUTES:
            pages.add_url_rule(
                rule,
                f"office_{area.__name__.rpartition('.')[2]}_{view.__name__}",
                view,
                methods=[method],
            )
