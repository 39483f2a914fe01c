"""The API under ``/api/v1``: its operations, its OpenAPI document, and a page to read it."""

from functools import cache
from typing import Any

import attrs
from flask import Blueprint, Response, render_template, request

from partial_activity.entrypoints.flask_app import problems
from partial_activity.entrypoints.flask_app.api import (
    assessments,
    claim_lines,
    claims,
    decisions,
    drafts,
    establishments,
    events,
    law,
    openapi,
    own_tokens,
    records,
    request_files,
    requests,
    sign_ups,
    uploads,
    viewer,
)
from partial_activity.entrypoints.flask_app.api.operations import (
    PREFIX,
    Operation,
    reply_law,
    unless_known,
)
from partial_activity.usecases.context import Context

__all__ = ["OPERATIONS", "PREFIX", "blueprint"]

OPERATIONS: tuple[Operation, ...] = (
    *assessments.OPERATIONS,
    *law.OPERATIONS,
    *drafts.OPERATIONS,
    *sign_ups.OPERATIONS,
    *establishments.OPERATIONS,
    *requests.OPERATIONS,
    *request_files.OPERATIONS,
    *claims.OPERATIONS,
    *claim_lines.OPERATIONS,
    *uploads.OPERATIONS,
    *decisions.OPERATIONS,
    *records.OPERATIONS,
    *events.OPERATIONS,
    *own_tokens.OPERATIONS,
)


def blueprint(context: Context) -> Blueprint:
    """Every operation of the API, and its description."""
    api = Blueprint("api", __name__, url_prefix=PREFIX)
    for operation in OPERATIONS:
        _route(api, operation, context)

    @api.get("/openapi.json")
    def description() -> Response:
        return reply_law(_document())

    @api.get("/docs")
    def docs() -> Response:
        shown = viewer.view(
            _document(), request.args.get("operation", ""), request.args.get("q", "")
        )
        page = render_template(
            "api.html",
            document=_document(),
            titles=problems.TITLES,
            **attrs.asdict(shown, recurse=False),
        )
        return unless_known(Response(page))

    return api


@cache
def _document() -> dict[str, Any]:
    """Make the document when it is first asked for: a process that never is starts sooner."""
    return openapi.document(OPERATIONS, PREFIX)


def _route(blueprint: Blueprint, operation: Operation, context: Context) -> None:
    def view(**path_values: str) -> Response:
        return operation.answer(context, path_values)

    blueprint.add_url_rule(
        operation.rule, operation.name, view, methods=[operation.method], strict_slashes=False
    )
