"""The pages: rendered here, in French or in English, whole without JavaScript."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, current_app, render_template, request

from partial_activity.entrypoints.flask_app.language import (
    LANGUAGES,
    language,
    tell_language,
)
from partial_activity.entrypoints.flask_app.pages import (
    claims,
    employer,
    formatting,
    office,
    oversight,
)
from partial_activity.entrypoints.flask_app.pages.account import account, signing
from partial_activity.entrypoints.flask_app.pages.employer.addresses import firm
from partial_activity.entrypoints.flask_app.pages.navigation import entries
from partial_activity.entrypoints.flask_app.pages.public import (
    about,
    documents,
    draft_decree,
    law,
    law_parameters,
    law_texts,
    simulator,
    team,
)
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import EXAMPLES
from partial_activity.entrypoints.flask_app.request_id import request_id
from partial_activity.entrypoints.flask_app.signed_in import visitor
from partial_activity.usecases.context import Context

COOKIE = "lang"
_A_YEAR = timedelta(days=365)


def blueprint(context: Context) -> Blueprint:
    """Every public page."""
    pages = Blueprint("pages", __name__)
    addresses = formatting.addresses(context.law)

    @pages.get("/")
    def home() -> str:
        return render_template("pages/home.html", examples=EXAMPLES)

    simulator.add_to(pages, context.law)
    team.add_to(pages, context.law)
    law.add_to(pages, context.law)
    draft_decree.add_to(pages, context.law)
    law_parameters.add_to(pages, context.law)
    law_texts.add_to(pages, context.law)
    signing.add_to(pages)
    account.add_to(pages)
    office.add_to(pages)
    employer.add_to(pages)
    claims.add_to(pages)
    about.add_to(pages, context.law)
    documents.add_to(pages)
    oversight.add_to(pages)
    for name, filter_ in formatting.FILTERS.items():
        pages.add_app_template_filter(filter_, name)

    @pages.app_context_processor
    def words() -> dict[str, object]:
        return {
            "t": formatting.choose,
            "language": language(),
            "in_language": formatting.in_language,
            "request_name": request_id,
            "cited": formatting.cited,
            "cited_name": formatting.cited_name,
            "value_of": formatting.value,
            "text_pages": addresses,
            "visitor": visitor(),
            "entries": entries,
            "firm": firm,
        }

    @pages.after_app_request
    def read_whole(response: Response) -> Response:
        # Read at once and closed: flask-compress would leave a streamed file open.
        if request.endpoint == "static":
            response.direct_passthrough = False
            file = response.response
            response.make_sequence()
            # Now, not at the end: a visitor who hangs up has some servers forget it.
            if hasattr(file, "close"):
                file.close()
        return response

    @pages.after_request
    def keep_language(response: Response) -> Response:
        chosen = request.args.get("lang")
        if chosen in LANGUAGES:
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=_A_YEAR,
                httponly=True,
                samesite="Lax",
                secure=current_app.config["SESSION_COOKIE_SECURE"],
            )
        if response.status_code == HTTPStatus.OK:
            response.vary.add("Cookie")
            tell_language(response)
        return response

    return pages
