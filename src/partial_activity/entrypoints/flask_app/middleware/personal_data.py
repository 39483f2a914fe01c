"""Which answers give personal data: each is noted in the journal before it leaves."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from flask import Flask, Response, current_app, request

from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app.api.bearer_token import holder
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import visitor
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.usecases.oversight.personal_data import note_reading

_GIVEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "employees": (
            "api.claimLines",
            "api.claimDifferences",
            "api.previewClaim",
            "api.refusedLines",
            "api.uploadFaults",
            "pages.claims_claim_differences",
            "pages.claims_claim_employee",
            "pages.claims_claim_replayed",
            "pages.claims_claim_show",
            "pages.claims_files_prefilled",
            "pages.claims_files_progress",
            "pages.claims_files_refused",
            "pages.claims_files_refused_xlsx",
            "pages.claims_filing_check",
            "pages.claims_grid_show",
            "pages.claim_pdf",
            "pages.employee_pdf",
            "pages.office_claims_show",
            "pages.oversight_replay_replay",
        ),
        "attachment": (
            "api.attachment",
            "pages.employer_attachments_download",
            "pages.office_requests_attachment",
        ),
        "members": (
            "api.member",
            "api.members",
            "pages.employer_members_ask",
            "pages.employer_members_show",
            "pages.office_proofs_show",
            "pages.office_proofs_show_all",
        ),
        "letters": (
            "api.notices",
            "pages.employer_overview_letter",
            "pages.employer_overview_notices",
            "pages.oversight_letters_given_up",
        ),
        "accounts": ("pages.office_payment_files_download",),
        "people": (
            "pages.office_search_find",
            "pages.oversight_people_find",
            "pages.oversight_people_found",
            "pages.oversight_people_one",
        ),
    }
)
"""Endpoints by what they give of people other than who asks."""
_WHAT = MappingProxyType({endpoint: what for what, all_ in _GIVEN.items() for endpoint in all_})
_OBJECTS = (
    *("claim_id", "claim", "request_id", "request", "upload_id", "upload", "message_id"),
    *("person_id", "person", "reference"),
)
"""Parts of an address that name what is read, the nearest first."""


def install(app: Flask) -> None:
    """Note what the application is about to answer; what cannot be noted is not answered."""

    @app.after_request
    def note(response: Response) -> Response:
        what = _WHAT.get(request.endpoint or "")
        given = response.status_code == HTTPStatus.OK and request.method != "HEAD"
        person = _asking() if what and given else None
        if what is None or person is None:
            return response
        named = request.view_args or {}
        siret = str(named.get("siret", ""))
        of = next((str(named[name]) for name in _OBJECTS if name in named), siret or what)
        try:
            note_reading(what, of, siret, actor=person, context=context())
        except (Conflict, Unavailable) as error:
            refused = current_app.handle_user_exception(error)
            return current_app.make_response(refused)
        return response


def _asking() -> Person | None:
    if request.path.startswith("/api/"):
        acting = holder(context())
        return acting.person if acting else None
    return visitor()
