"""What a person's establishments have filed, and what became of it: reading only, by token."""

from http import HTTPStatus

from flask import Response

from partial_activity.adapters.case_json_fields import shown
from partial_activity.domain.authorisations import AuthorisationRequest
from partial_activity.domain.authorisations import Decision as Decided
from partial_activity.domain.errors import NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.tokens import Scope
from partial_activity.entrypoints.flask_app import wire_cases
from partial_activity.entrypoints.flask_app import wire_filing as wire
from partial_activity.entrypoints.flask_app.api.claim_shapes import (
    changed_line,
    claim_shape,
    line_shape,
)
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    Parameter,
    reply,
    reply_revised,
    whole_number,
)
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.usecases.claims import ClaimFile, claims_of, compare_versions, see_claim
from partial_activity.usecases.membership import Account, accounts_of
from partial_activity.usecases.payment_answers import Payment, payments_of
from partial_activity.usecases.requests import read_request, requests_of


def establishments(call: Call) -> Response:
    """The establishments of the person."""
    found = accounts_of(call.actor, units=call.services.units)
    return reply(page([_establishment(one) for one in found], call.values, lambda one: one.siret))


def requests(call: Call) -> Response:
    """The requests of an establishment."""
    found = requests_of(call.values["siret"], actor=call.actor, units=call.services.units)
    return reply(page([_request(one) for one in found], call.values, lambda one: one.id))


def request(call: Call) -> Response:
    """One request, with its decisions."""
    values = call.values
    found = read_request(
        values["siret"], values["request"], actor=call.actor, units=call.services.units
    )
    shape = wire.RequestWithDecisions(
        _request(found.request),
        [one.version for one in found.versions],
        [_decision(one) for one in found.decisions],
    )
    return reply_revised(shape)


def claims(call: Call) -> Response:
    """The claims of an establishment."""
    found = claims_of(call.values["siret"], actor=call.actor, units=call.services.units)
    return reply(page([claim_shape(one) for one in found], call.values, lambda one: one.id))


def claim(call: Call) -> Response:
    """One version of a claim."""
    found = _claim(call)
    assessed = [line.assessed for line in found.lines if line.assessed]
    shape = wire.ClaimWithTotals(
        claim_shape(found.claim),
        len(found.lines),
        str(Hours(sum(one.compensable_hours.hundredths for one in assessed))),
        str(sum((one.indemnity for one in assessed), ZERO_EUROS)),
        str(sum((one.allowance for one in assessed), ZERO_EUROS)),
    )
    return reply_revised(shape)


def lines(call: Call) -> Response:
    """The lines of a version of a claim."""
    found = [line_shape(line) for line in _claim(call).lines]
    return reply(page(found, call.values, lambda line: str(line.number)))


def differences(call: Call) -> Response:
    """What changed between two versions of a claim."""
    values = call.values
    older, newer = values["older"], values["newer"]
    found = compare_versions(
        values["siret"],
        values["claim"],
        older,
        newer,
        actor=call.actor,
        units=call.services.units,
    )
    return reply(
        wire.VersionDifferences(
            older,
            newer,
            [changed_line(one) for one in found.added],
            [changed_line(one) for one in found.changed],
            [changed_line(one) for one in found.removed],
            str(found.hours),
            str(found.indemnity),
            str(found.allowance),
        )
    )


def payments(call: Call) -> Response:
    """The payments of an establishment."""
    found = payments_of(call.values["siret"], actor=call.actor, units=call.services.units)
    return reply(page([_payment(one) for one in found], call.values, lambda one: one.id))


def _claim(call: Call) -> ClaimFile:
    values = call.values
    return see_claim(
        values["siret"],
        values["claim"],
        actor=call.actor,
        units=call.services.units,
        version=values.get("version"),
    )


def _establishment(account: Account) -> wire.Establishment:
    here, membership = account.establishment, account.membership
    return wire.Establishment(
        here.siret.digits,
        here.name,
        here.state,
        here.workforce,
        membership.role,
        membership.principal,
        membership.state,
    )


def _request(filed: AuthorisationRequest) -> wire.Request:
    return wire.Request(
        id=filed.id,
        version=filed.version,
        state=filed.state,
        scheme=filed.scheme,
        situation=filed.situation,
        territory=filed.territory,
        motive=str(filed.motive.value) if filed.motive else None,
        circumstances=filed.circumstances,
        first_day=filed.span.first,
        last_day=filed.last_day,
        headcount=filed.headcount,
        forecast_hours=str(filed.forecast_hours),
        workforce=filed.workforce,
        filed_at=filed.filed_at,
        opinion_due_on=filed.opinion_due_on,
    )


def _decision(decided: Decided) -> wire.Decision:
    return wire.Decision(
        number=decided.number,
        request_version=decided.request_version,
        kind=decided.kind,
        accepted=decided.accepted,
        decided_at=decided.decided_at,
        reasons=[
            wire_cases.Refusal(reason.code, reason.article, reason.french, reason.english)
            for reason in decided.reasons
        ],
        message=decided.message,
        withdrawn_at=decided.withdrawn_at,
    )


def _payment(paid: Payment) -> wire.Payment:
    line = paid.line
    return wire.Payment(
        id=line.end_to_end_id,
        claim=line.claim_id,
        claim_version=line.claim_version,
        amount=str(line.amount),
        ordered_at=line.ordered_at,
        standing=paid.standing,
        events=[wire.PaymentStep(one.event, one.at, one.reason) for one in paid.records],
    )


def _siret(value: object, path: str) -> Siret:
    """An establishment; a number that is no SIRET is nobody's."""
    del path
    try:
        return Siret(str(value))
    except ValueError:
        raise NotFound("establishment", shown(value)) from None


def _id(value: object, path: str) -> str:
    """An identifier; a text that cannot be one is nothing's."""
    text = str(value)
    if not (text.isascii() and text.replace("-", "").isalnum()):
        raise NotFound(path, shown(text))
    return text


_SIRET = Parameter("siret", "path", wire.SiretDigits, _siret, "The establishment.")
_CLAIM = Parameter("claim", "path", wire.ClaimId, _id, "The id of the claim.")
_WHOLE = whole_number(1, 999_999)
_VERSION = Parameter("version", "query", wire.Version, _WHOLE, "A version; else the latest.")
_NOT_THEIRS = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
_AT = "/establishments/{siret}"
OPERATIONS = (
    Operation(
        name="establishments",
        method="GET",
        path="/establishments",
        tag="establishments",
        summary="The establishments of the token's person",
        view=establishments,
        parameters=PAGING,
        answers=wire.EstablishmentPage,
        scope=Scope.READ_ESTABLISHMENTS,
    ),
    Operation(
        name="requests",
        method="GET",
        path=f"{_AT}/requests",
        tag="requests",
        summary="The requests of an establishment",
        view=requests,
        parameters=(_SIRET, *PAGING),
        answers=wire.RequestPage,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="request",
        method="GET",
        path=f"{_AT}/requests/{{request}}",
        tag="requests",
        summary="One request, with its decisions",
        view=request,
        parameters=(
            _SIRET,
            Parameter("request", "path", wire.RequestId, _id, "The id of the request."),
        ),
        answers=wire.RequestWithDecisions,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="claims",
        method="GET",
        path=f"{_AT}/claims",
        tag="claims",
        summary="The claims of an establishment, in their latest version",
        view=claims,
        parameters=(_SIRET, *PAGING),
        answers=wire.ClaimPage,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="claim",
        method="GET",
        path=f"{_AT}/claims/{{claim}}",
        tag="claims",
        summary="A version of a claim, and its totals",
        view=claim,
        parameters=(_SIRET, _CLAIM, _VERSION),
        answers=wire.ClaimWithTotals,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="claimLines",
        method="GET",
        path=f"{_AT}/claims/{{claim}}/lines",
        tag="claims",
        summary="The lines of a version of a claim",
        description="The NIR is null for who may not see it.",
        view=lines,
        parameters=(_SIRET, _CLAIM, _VERSION, *PAGING),
        answers=wire.LinePage,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="claimDifferences",
        method="GET",
        path=f"{_AT}/claims/{{claim}}/differences",
        tag="claims",
        summary="What changed between two versions of a claim, line by line",
        view=differences,
        parameters=(
            _SIRET,
            _CLAIM,
            Parameter("older", "query", wire.Version, _WHOLE, "A version.", needed=True),
            Parameter("newer", "query", wire.Version, _WHOLE, "Another one.", needed=True),
        ),
        answers=wire.VersionDifferences,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_CLAIMS,
    ),
    Operation(
        name="payments",
        method="GET",
        path=f"{_AT}/payments",
        tag="payments",
        summary="The payments of an establishment, and what happened to each",
        view=payments,
        parameters=(_SIRET, *PAGING),
        answers=wire.PaymentPage,
        refuses=_NOT_THEIRS,
        scope=Scope.READ_PAYMENTS,
    ),
)
