"""Who may ask for which route about the bakery: written by hand, read by ``test_access_walk``."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from tests.unit.web.bakery import PDF, Bakery

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.people.people import Person

MEMBERS = ("ana", "dora")
"""The contact, and the declarant."""
OF_SERVICE = ("officer", "agent", "auditor", "administrator")
STRANGERS = ("gone", "waiting", "contact elsewhere", "declarant elsewhere")
"""Signed in, and nothing to the bakery (any more, or yet)."""
SIGNED_IN = (*MEMBERS, *OF_SERVICE, *STRANGERS)
SIGNED_OUT = ("nobody", "banned")

Who = tuple[str, ...]

OPEN: Who = (*SIGNED_IN, *SIGNED_OUT)
"""Open to all: nothing there is somebody's, or the address itself is the secret."""
OWN: Who = SIGNED_IN
"""A matter of whoever asks, not of the bakery."""
ANA: Who = ("ana",)
"""A thing of hers alone: not even her declarant's."""
CONTACTS: Who = ("ana",)
FILERS: Who = MEMBERS
SEE: Who = (*MEMBERS, *OF_SERVICE)
SEE_PAYMENTS: Who = (*MEMBERS, "agent", "auditor")
MANAGE: Who = ("ana", "administrator")
SEE_NIR: Who = MEMBERS
LEAVE: Who = (*MANAGE, "dora")
"""Dora's own place: she may give it up herself."""
DECIDE: Who = ("officer",)
PLACES: Who = (*MEMBERS, "waiting")
"""Whoever has a place, or asks for one: they may show that they speak for the firm."""
UNPROVEN: Who = ("waiting",)
FREEZE: Who = ("officer", "agent", "administrator")
PAY: Who = ("agent",)
SIGN: Who = ("officer", "agent", "auditor")
OVERSEE: Who = ("auditor",)
FIGURES: Who = ("auditor", "administrator")
ADMINISTER: Who = ("administrator",)

_ROUTES: tuple[tuple[Who, str], ...] = (
    (
        OPEN,
        """
        GET /
        GET /healthz
        GET /readyz
        GET /metrics
        GET /static/<path:filename>
        GET /simulator
        GET /simulator/team
        POST /simulator/team
        GET /law
        GET /law/pictures
        GET /law/texts
        GET /law/texts/<slug>
        GET /law/parameters/<parameter>
        GET /law/difference
        GET /law/draft
        GET /help
        GET /legal
        GET /personal-data
        GET /accessibility
        POST /law/draft
        GET /sign-up
        POST /sign-up
        GET /sign-up/sent
        POST /sign-up/again
        GET /confirm/<token>
        POST /confirm/<token>
        GET /accounts/object/<token>
        POST /accounts/object/<token>
        GET /sign-in
        POST /sign-in
        GET /sign-in/sent
        GET /sign-in/<token>
        POST /sign-in/<token>
        POST /sign-out
        GET /verify
        POST /verify
        GET /verify/<code>
        POST /api/v1/assessments
        GET /api/v1/docs
        GET /api/v1/openapi.json
        POST /api/v1/sign-ups
        POST /api/v1/sign-ups/resend
        POST /api/v1/confirmations
        POST /api/v1/law/drafts
        GET /api/v1/law/history/<parameter>
        GET /api/v1/law/on/<day>
        GET /api/v1/law/texts
        GET /api/v1/law/texts/<text>
        """,
    ),
    (
        OWN,
        """
        GET /establishments
        POST /establishments
        POST /establishments/search
        GET /sign-in/again
        POST /sign-in/again
        GET /account
        POST /account
        POST /account/tokens
        GET /api/v1/establishments
        GET /api/v1/events
        GET /api/v1/tokens
        POST /api/v1/establishments/<siret>/members
        """,
    ),
    (
        ANA,
        """
        GET /establishments/<siret>/claims/files/<upload_id>
        POST /establishments/<siret>/claims/files/<upload_id>/discard
        POST /establishments/<siret>/claims/files/<upload_id>/import
        GET /establishments/<siret>/claims/files/<upload_id>/refused.csv
        GET /establishments/<siret>/claims/files/<upload_id>/refused.xlsx
        GET /api/v1/establishments/<siret>/uploads/<upload>
        DELETE /api/v1/establishments/<siret>/uploads/<upload>
        GET /api/v1/establishments/<siret>/uploads/<upload>/claims
        GET /api/v1/establishments/<siret>/uploads/<upload>/faults
        POST /api/v1/establishments/<siret>/uploads/<upload>/import
        GET /api/v1/establishments/<siret>/uploads/<upload>/refused
        POST /account/sessions/<session_id>/end
        POST /account/tokens/<token_id>/revoke
        GET /api/v1/tokens/<token>
        DELETE /api/v1/tokens/<token>
        """,
    ),
    (
        SEE,
        """
        GET /api/v1/establishments/<siret>
        GET /establishments/<siret>/claims/<claim_id>/withdraw
        GET /establishments/<siret>/claims
        GET /establishments/<siret>/claims/<claim_id>
        GET /establishments/<siret>/claims/<claim_id>/employees/<line>
        GET /establishments/<siret>/claims/<claim_id>/receipt
        GET /establishments/<siret>/claims/<claim_id>/replay
        GET /establishments/<siret>/requests/<request_id>/group
        GET /establishments/<siret>/requests/<request_id>/files
        GET /api/v1/establishments/<siret>/uploads
        GET /establishments/<siret>
        GET /establishments/<siret>/members
        GET /establishments/<siret>/notices
        GET /establishments/<siret>/notices/<message_id>
        GET /establishments/<siret>/requests
        GET /establishments/<siret>/requests/<request_id>
        GET /establishments/<siret>/requests/<request_id>/versions
        GET /establishments/<siret>/requests/<request_id>/decision
        GET /establishments/<siret>/requests/<request_id>/receipt
        GET /establishments/<siret>/requests/<request_id>/files/<sha256>
        GET /establishments/<siret>/claims/<claim_id>/employees/<int:line>/statement.pdf
        GET /establishments/<siret>/requests/<request_id>/receipt.pdf
        GET /establishments/<siret>/requests/<request_id>/decision.pdf
        GET /establishments/<siret>/claims/<claim_id>/receipt.pdf
        GET /establishments/<siret>/claims/<claim_id>/statement.pdf
        GET /api/v1/establishments/<siret>
        GET /api/v1/establishments/<siret>/members
        GET /api/v1/establishments/<siret>/members/<person>
        GET /api/v1/establishments/<siret>/notices
        GET /api/v1/establishments/<siret>/statistics
        GET /api/v1/establishments/<siret>/requests
        GET /api/v1/establishments/<siret>/requests/<request>
        GET /api/v1/establishments/<siret>/requests/<request>/receipt
        GET /api/v1/establishments/<siret>/requests/<request>/attachments/<sha256>
        GET /api/v1/establishments/<siret>/claims
        GET /api/v1/establishments/<siret>/claims/<claim>
        GET /api/v1/establishments/<siret>/claims/<claim>/lines
        GET /api/v1/establishments/<siret>/claims/<claim>/versions
        """,
    ),
    (
        SEE_PAYMENTS,
        """
        GET /establishments/<siret>/payments
        GET /api/v1/establishments/<siret>/payments
        """,
    ),
    (
        FILERS,
        """
        GET /establishments/<siret>/claims/<claim_id>/check
        POST /establishments/<siret>/claims/<claim_id>/check
        POST /establishments/<siret>/claims/<claim_id>/copy
        POST /establishments/<siret>/claims/<claim_id>/correct
        GET /establishments/<siret>/claims/<claim_id>/file
        POST /establishments/<siret>/claims/<claim_id>/file
        GET /establishments/<siret>/claims/<claim_id>/template.xlsx
        GET /establishments/<siret>/claims/<claim_id>/grid
        POST /establishments/<siret>/claims/<claim_id>/grid
        POST /establishments/<siret>/claims/<claim_id>/grid/reckon
        POST /establishments/<siret>/claims/<claim_id>/withdraw
        GET /establishments/<siret>/claims/file
        POST /establishments/<siret>/claims/file
        GET /establishments/<siret>/claims/new
        POST /establishments/<siret>/claims/new
        GET /establishments/<siret>/claims/template.csv
        POST /api/v1/establishments/<siret>/uploads
        GET /establishments/<siret>/requests/<request_id>/amend
        POST /establishments/<siret>/requests/<request_id>/amend
        GET /establishments/<siret>/requests/<request_id>/edit
        POST /establishments/<siret>/requests/<request_id>/edit
        GET /establishments/<siret>/requests/<request_id>/file
        POST /establishments/<siret>/requests/<request_id>/file
        POST /establishments/<siret>/requests/<request_id>/files
        POST /establishments/<siret>/requests/<request_id>/files/<sha256>/remove
        POST /establishments/<siret>/requests/<request_id>/group
        POST /establishments/<siret>/requests/<request_id>/group/<leaving>/remove
        GET /establishments/<siret>/requests/<request_id>/opinion
        POST /establishments/<siret>/requests/<request_id>/opinion
        GET /establishments/<siret>/requests/<request_id>/withdraw
        POST /establishments/<siret>/requests/<request_id>/withdraw
        GET /establishments/<siret>/requests/new
        POST /establishments/<siret>/requests/new
        POST /api/v1/establishments/<siret>/requests
        PUT /api/v1/establishments/<siret>/requests/<request>
        POST /api/v1/establishments/<siret>/requests/<request>/amend
        POST /api/v1/establishments/<siret>/requests/<request>/attachments
        DELETE /api/v1/establishments/<siret>/requests/<request>/attachments/<sha256>
        GET /api/v1/establishments/<siret>/requests/<request>/check
        POST /api/v1/establishments/<siret>/requests/<request>/opinion
        POST /api/v1/establishments/<siret>/requests/<request>/submit
        POST /api/v1/establishments/<siret>/requests/<request>/withdraw
        POST /api/v1/establishments/<siret>/claims
        POST /api/v1/establishments/<siret>/claims/<claim>/correct
        PATCH /api/v1/establishments/<siret>/claims/<claim>/lines
        DELETE /api/v1/establishments/<siret>/claims/<claim>/lines
        POST /api/v1/establishments/<siret>/claims/<claim>/lines/copy
        GET /api/v1/establishments/<siret>/claims/<claim>/preview
        POST /api/v1/establishments/<siret>/claims/<claim>/submit
        POST /api/v1/establishments/<siret>/claims/<claim>/withdraw
        """,
    ),
    (
        MANAGE,
        """
        POST /api/v1/establishments/<siret>/members/<person>/approve
        POST /api/v1/establishments/<siret>/members/<person>/decline
        POST /api/v1/establishments/<siret>/members/<person>/restore
        """,
    ),
    (
        DECIDE,
        """
        GET /office
        POST /office/requests/<siret>/<request_id>/decision
        POST /office/requests/<siret>/<request_id>/withdrawal
        POST /office/claims/<siret>/<claim_id>/decision
        POST /office/decisions
        GET /office/proofs
        GET /office/proofs/<siret>/<request_id>
        POST /office/proofs/<siret>/<request_id>/letter
        POST /office/proofs/<siret>/<request_id>/visa
        POST /office/selection
        GET /api/v1/queue
        POST /api/v1/establishments/<siret>/requests/<request>/decision
        POST /api/v1/establishments/<siret>/claims/<claim>/decision
        """,
    ),
    (
        PAY,
        """
        GET /office/payments
        GET /office/payments/answers
        POST /office/payments/answers
        GET /office/payments/files
        GET /office/payments/files/<reference>
        POST /office/payments/files/<reference>
        GET /office/payments/files/<reference>/download
        POST /office/payments/returned/<end_to_end_id>
        GET /office/payments/rejected
        GET /office/payments/rejected/<siret>/<claim_id>
        POST /office/payments/rejected/<siret>/<claim_id>
        GET /office/payments/run
        POST /office/payments/run
        POST /office/payments/files/<reference>/visa
        """,
    ),
    (
        (*PAY, *OVERSEE),
        """
        GET /office/ledger
        GET /office/ledger/entries
        """,
    ),
    (
        OVERSEE,
        """
        GET /office/journal
        POST /office/journal
        """,
    ),
    (
        (*OVERSEE, *ADMINISTER),
        """
        """,
    ),
    (
        ADMINISTER,
        """
        POST /office/freeze/lift
        GET /office/people
        POST /office/people
        POST /office/people/search
        GET /office/people/<person_id>
        POST /office/people/<person_id>/restore
        POST /office/people/<person_id>/role
        POST /office/people/<person_id>/suspend
        GET /office/settings
        POST /office/settings
        GET /office/letters
        POST /office/letters/again
        POST /office/letters/again
        POST /office/letters/<message_id>/again
        GET /office/law
        """,
    ),
    (
        OF_SERVICE,
        """
        GET /office/replay/<siret>/<claim_id>/<int:version>
        GET /office/requests/<siret>/<request_id>/files/<sha256>
        GET /office/requests/<siret>/<request_id>
        GET /office/claims/<siret>/<claim_id>
        GET /office/search
        POST /office/search
        GET /office/dashboard
        """,
    ),
    (
        SEE_NIR,
        """
        GET /establishments/<siret>/claims/<claim_id>/differences
        GET /api/v1/establishments/<siret>/claims/<claim>/differences
        """,
    ),
    (
        LEAVE,
        """
        POST /establishments/<siret>/members/<person_id>/<act>
        GET /establishments/<siret>/members/<person_id>/<act>
        POST /api/v1/establishments/<siret>/members/<person>/suspend
        """,
    ),
    (
        CONTACTS,
        """
        POST /establishments/<siret>/proof/account
        GET /establishments/<siret>/payments/account
        POST /establishments/<siret>/payments/account
        """,
    ),
    (
        SIGN,
        """
        GET /office/visas
        """,
    ),
    (
        (*PAY, *OVERSEE),
        """
        GET /office/visas/<visa_id>
        """,
    ),
    (
        PAY,
        """
        POST /office/visas/<visa_id>
        """,
    ),
    (
        FREEZE,
        """
        GET /office/freeze
        POST /office/freeze
        """,
    ),
    (
        PLACES,
        """
        GET /establishments/<siret>/proof
        POST /establishments/<siret>/proof/code
        """,
    ),
    (
        UNPROVEN,
        """
        POST /establishments/<siret>/proof/ask
        """,
    ),
    (
        FIGURES,
        """
        GET /api/v1/statistics
        """,
    ),
)


def _table() -> Iterator[tuple[str, Who]]:
    for who, routes in _ROUTES:
        for route in routes.strip().splitlines():
            yield route.strip(), who


TABLE: Mapping[str, Who] = dict(_table())
"""Route → who may."""
NOT_HERE = frozenset({"POST /establishments/<siret>/requests/<request_id>/group/<leaving>/remove"})
"""About what the bakery does not have: another establishment that asks together with it."""


def values_of(bakery: Bakery, route: str) -> Mapping[str, str]:
    """What stands in the address: a thing of the bakery that the route can be about."""
    _, rule = route.split()
    ana = bakery.keys(bakery.ana)
    (attachment,) = bakery.request.attachments
    decided = _about_what_is_decided(route)
    request = bakery.decision.request_id if decided else bakery.request.id
    if rule.startswith("/office/proofs"):
        request = bakery.proof.id
    claim = bakery.claim.id if _about_a_draft(route) else bakery.paid_claim.id
    upload = bakery.checked.id if rule.endswith(_OF_CHECKED) else bakery.upload.id
    return {
        "request": request,
        "request_id": request,
        "claim": claim,
        "claim_id": claim,
        "version": "1",
        "line": "1",
        "sha256": attachment.sha256,
        "person": _person(bakery, rule).id,
        "person_id": _person(bakery, rule).id,
        "act": "suspend",
        "token": ana.issued.token.id,
        "token_id": ana.issued.token.id,
        "session_id": ana.opened.session.id,
        "upload": upload,
        "upload_id": upload,
        "message_id": bakery.letter.id,
        "reference": bakery.payment_file,
        "end_to_end_id": bakery.payment.end_to_end_id,
        "visa_id": bakery.visa.id,
        "leaving": str(bakery.decision.siret),
        # Of everybody:
        "filename": "pages.css",
        "slug": "decret-2020-325",
        "text": "decret-2020-325",
        "parameter": "allowance.floor",
        "day": "2024-03-01",
        "code": "0",
    }


def _person(bakery: Bakery, rule: str) -> Person:
    if rule.startswith("/office/people"):
        return bakery.officer
    if rule.endswith(("/approve", "/decline")):
        return bakery.waiting
    return bakery.gone if rule.endswith("/restore") else bakery.dora


_OF_CHECKED = ("/import", "/refused", "/refused.csv", "/refused.xlsx", "/faults", "/claims")


def documents_of(bakery: Bakery) -> Mapping[str, object]:
    """What is sent to the API, where the example of the documentation is about nothing here."""
    return {
        "POST /api/v1/establishments/<siret>/claims": {
            "decision_number": bakery.decision.number,
            "month": "2024-04",
        },
        "PATCH /api/v1/establishments/<siret>/claims/<claim>/lines": {
            "lines": [
                {
                    "nir": "255081416802538",
                    "last_name": "Durand",
                    "first_name": "Luc",
                    "week": "2024-W16",
                    "contract_hours": "35.00",
                    "worked_hours": "20.00",
                    "unworked_hours": "15.00",
                    "hourly_pay": "15.20",
                }
            ]
        },
    }


def revision_of(bakery: Bakery, route: str) -> str:
    """The ETag of what is changed, as who may see it has read it."""
    values = values_of(bakery, route)
    siret = bakery.decision.siret
    version, revision = 1, 0
    with bakery.world.units.reading() as uow:
        if "<request>" in route:
            request = uow.requests.get(siret, values["request"])
            version, revision = request.version, request.revision
        elif "<claim>" in route:
            claim = uow.claims.get(siret, values["claim"])
            version, revision = claim.version, claim.revision
        elif "<person>" in route:
            member = uow.establishments.member(siret, values["person"])
            revision = member.revision if member else 0
        elif "<upload>" in route:
            revision = uow.uploads.get(siret, values["upload"]).revision
        elif "<token>" in route:
            revision = bakery.keys(bakery.ana).issued.token.revision
    return f'"{version}-{revision}-00000000"'


def files_of(route: str) -> Mapping[str, tuple[BytesIO, str]] | None:
    """What is sent as a file."""
    if route.endswith(("/attachments", "/uploads")):
        return {"file": (BytesIO(PDF), "accord.pdf")}
    return None


def form_of(bakery: Bakery, route: str) -> Mapping[str, str]:
    """What a form sends; nothing, but where the page looks at it before it asks who it is."""
    if route.endswith("/claims/new"):
        return {"decision": bakery.decision.number, "month": "2024-04"}
    if not route.startswith("POST /office/"):
        return {}
    return {
        "version": "1",
        "revision": "1",
        "outcome": "refuse",
        "message": "Les heures dépassent l'autorisation.",
        "why": WithdrawalReason.ILLEGAL.value,
        "why_message": "Les heures dépassent l'autorisation.",
        "number": bakery.decision.number,
        "confirmed": "yes",
        "file": f"request {bakery.decision.siret} {bakery.decision.request_id} 1",
    }


def query_of(bakery: Bakery, route: str) -> Mapping[str, str]:
    """What stands after the question mark, where something has to."""
    if route.endswith("/differences"):
        return {"older": "1", "newer": "1"}
    if route.startswith("DELETE") and route.endswith("/lines"):
        return {"numbers": "1"}
    return {"claim": bakery.paid_claim.id} if route.endswith("/payments/account") else {}


def _about_what_is_decided(route: str) -> bool:
    return " /office/" in route or route.endswith(
        (
            "/receipt",
            "/receipt.pdf",
            "/decision.pdf",
            "/opinion",
            "/decision",
            "/amend",
            "/withdrawal",
        )
    )


def _about_a_draft(route: str) -> bool:
    method, rule = route.split()
    return method in {"PATCH", "DELETE"} or rule.endswith(
        (
            "/preview",
            "/copy",
            "/submit",
            "/check",
            "/grid",
            "/grid/reckon",
            "/file",
            "/template.xlsx",
        )
    )
