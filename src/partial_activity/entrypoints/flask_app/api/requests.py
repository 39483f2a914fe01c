"""Requests for authorisation: drafted, filed, amended, withdrawn."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Opinion
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import (
    NOT_THEIRS,
    ONE,
    REQUEST,
    SIRET,
    VERSION,
)
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    refuse_fields,
    reply,
    reply_made,
    reply_revised,
)
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.entrypoints.flask_app.problems import BODY
from partial_activity.entrypoints.flask_app.wire import requests as wire
from partial_activity.entrypoints.flask_app.wire.request_shapes import (
    facts_of,
    file_shape,
    filing_shape,
    lacking,
    receipt_shape,
    refusal_shape,
    request_shape,
    statement_shape,
)
from partial_activity.usecases.authorisation import filing
from partial_activity.usecases.authorisation import requests as drafting
from partial_activity.usecases.authorisation.requests import RequestFile, read_request, requests_of
from partial_activity.usecases.revisions import Seen


def requests(call: Call) -> Response:
    """The requests of an establishment."""
    requests = requests_of(call.values["siret"], actor=call.actor, context=call.context)
    return reply(page([request_shape(one) for one in requests], call.values, lambda one: one.id))


def request(call: Call) -> Response:
    """One request, with its decisions."""
    file = _file(call, call.values["request"])
    return reply_revised(file_shape(file.request, file.decisions), Seen.of(file.request))


def draft(call: Call) -> Response:
    """Begin a request."""
    facts = facts_of(read_body(wire.RequestForm), call.context.law)
    made = drafting.draft_request(
        call.values["siret"], facts, actor=call.actor, context=call.context
    )
    return _made(call, made)


def edit(call: Call) -> Response:
    """Write a draft anew."""
    facts = facts_of(read_body(wire.RequestForm), call.context.law)
    edited = drafting.edit_request(
        call.values["siret"],
        call.values["request"],
        facts,
        seen=call.seen,
        actor=call.actor,
        context=call.context,
    )
    return changed(call, edited)


def check(call: Call) -> Response:
    """What filing the draft now would meet."""
    checked = filing.check_request(
        call.values["siret"], call.values["request"], actor=call.actor, context=call.context
    )
    return reply(filing_shape(checked))


def submit(call: Call) -> Response:
    """File a draft; what it lacks, or why it would be refused, is told field by field."""
    given = read_body(wire.Submit)
    done = filing.submit_request(
        call.values["siret"],
        call.values["request"],
        actor=call.actor,
        context=call.context,
        proof=Proof.TOKEN,
        insist=given.insist,
        seen=call.seen,
    )
    if done.receipt is None:
        in_the_way = (*done.filing.needs, *(() if given.insist else done.filing.refusals))
        refuse_fields(lacking(in_the_way), "cannot_be_filed")
    filed = wire.Filed(
        request_shape(done.request),
        receipt_shape(done.receipt),
        [statement_shape(one) for one in done.filing.warnings],
    )
    return reply_revised(filed, Seen.of(done.request))


def receipt(call: Call) -> Response:
    """The receipt of a version, the latest filed unless one is named."""
    values = call.values
    version = values.get("version")
    if version is None:
        filed = [one.version for one in _file(call, values["request"]).versions if one.filed_at]
        version = filed[-1] if filed else 1
    receipt = filing.receipt_for(
        values["siret"], values["request"], version, actor=call.actor, context=call.context
    )
    return reply(receipt_shape(receipt))


def opinion(call: Call) -> Response:
    """Send the works council's opinion after the request."""
    given = read_body(wire.LateOpinion)
    taken = filing.send_opinion(
        call.values["siret"],
        call.values["request"],
        Opinion[given.opinion.upper()],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    late = refusal_shape(taken.refusal) if taken.refusal is not None else None
    shape = wire.OpinionTaken(request_shape(taken.request), late)
    return reply_revised(shape, Seen.of(taken.request))


def amend(call: Call) -> Response:
    """Begin the next version of a request."""
    made = drafting.amend_request(
        call.values["siret"],
        call.values["request"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return _made(call, made)


def withdraw(call: Call) -> Response:
    """Take a request back."""
    withdrawn = drafting.withdraw_request(
        call.values["siret"],
        call.values["request"],
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    return changed(call, withdrawn)


def changed(call: Call, after: AuthorisationRequest) -> Response:
    """A request that was just changed, with its decisions."""
    return reply_revised(_with_decisions(call, after), Seen.of(after))


def _file(call: Call, request_id: str) -> RequestFile:
    return read_request(call.values["siret"], request_id, actor=call.actor, context=call.context)


def _made(call: Call, after: AuthorisationRequest) -> Response:
    address = f"/establishments/{call.values['siret']}/requests/{after.id}"
    return reply_made(_with_decisions(call, after), Seen.of(after), address)


def _with_decisions(call: Call, after: AuthorisationRequest) -> wire.RequestWithDecisions:
    return file_shape(after, drafting.decisions_on(after, context=call.context))


_AT = f"{ONE}/requests/{{request}}"
_FORM = {
    "first_day": "2026-12-07",
    "last_day": "2027-01-31",
    "iban": "FR7630006000011234567890189",
    "motive": "economic",
    "circumstances": "Baisse des commandes",
    "headcount": 10,
    "forecast_hours": "1200.00",
    "workforce": 15,
    "opinion": "not_applicable",
}
_HERE = {"siret": "$request.path.siret", "request": "$response.body#/request/id"}
_NEXT = {
    **dict.fromkeys(("request", "checkRequest"), _HERE),
    **dict.fromkeys(
        ("submitRequest", "withdrawRequest"), _HERE | {"If-Match": "$response.header.ETag"}
    ),
}
OPERATIONS = (
    Operation(
        name="requests",
        method="GET",
        path=f"{ONE}/requests",
        tag="requests",
        summary="The requests of an establishment",
        view=requests,
        parameters=(SIRET, *PAGING),
        answers=wire.RequestPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="draftRequest",
        method="POST",
        path=f"{ONE}/requests",
        tag="requests",
        summary="Begin a request, as a draft",
        description="A draft may be incomplete: `check` says what it lacks. It never expires.",
        view=draft,
        parameters=(SIRET,),
        body=wire.RequestForm,
        answers=wire.RequestWithDecisions,
        status=HTTPStatus.CREATED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        tagged=True,
        links=_NEXT,
        example=_FORM,
    ),
    Operation(
        name="request",
        method="GET",
        path=_AT,
        tag="requests",
        summary="One request, with its decisions",
        view=request,
        parameters=(SIRET, REQUEST),
        answers=wire.RequestWithDecisions,
        refuses=NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
        tagged=True,
    ),
    Operation(
        name="editRequest",
        method="PUT",
        path=_AT,
        tag="requests",
        summary="Write a draft anew",
        description="What is left out is as in a new draft. Files that are joined stay.",
        view=edit,
        parameters=(SIRET, REQUEST),
        body=wire.RequestForm,
        answers=wire.RequestWithDecisions,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_REQUESTS,
        revised=True,
        tagged=True,
        example=_FORM,
    ),
    Operation(
        name="checkRequest",
        method="GET",
        path=f"{_AT}/check",
        tag="requests",
        summary="What filing the draft now would meet",
        view=check,
        parameters=(SIRET, REQUEST),
        answers=wire.Filing,
        refuses=(*NOT_THEIRS, HTTPStatus.UNPROCESSABLE_ENTITY),
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="submitRequest",
        method="POST",
        path=f"{_AT}/submit",
        tag="requests",
        summary="File a draft",
        description=(
            "What it lacks is told as errors of its fields, and it stays a draft. So it does where "
            "the law would refuse it, unless you insist: a decision with its reasons is owed."
        ),
        view=submit,
        parameters=(SIRET, REQUEST),
        body=wire.Submit,
        answers=wire.Filed,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        revised=True,
        tagged=True,
        example={"insist": False},
    ),
    Operation(
        name="requestReceipt",
        method="GET",
        path=f"{_AT}/receipt",
        tag="requests",
        summary="The receipt of a version that was filed",
        view=receipt,
        parameters=(SIRET, REQUEST, VERSION),
        answers=wire.Receipt,
        refuses=NOT_THEIRS,
        scope=Scope.READ_REQUESTS,
    ),
    Operation(
        name="sendOpinion",
        method="POST",
        path=f"{_AT}/opinion",
        tag="requests",
        summary="Send the works council's opinion after the request",
        view=opinion,
        parameters=(SIRET, REQUEST),
        body=wire.LateOpinion,
        answers=wire.OpinionTaken,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        revised=True,
        tagged=True,
        example={"opinion": "favourable"},
    ),
    Operation(
        name="amendRequest",
        method="POST",
        path=f"{_AT}/amend",
        tag="requests",
        summary="Begin the next version of a request that was decided or withdrawn",
        description="A draft, as a copy; the decision on the version before stands meanwhile.",
        view=amend,
        parameters=(SIRET, REQUEST),
        answers=wire.RequestWithDecisions,
        status=HTTPStatus.CREATED,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
    Operation(
        name="withdrawRequest",
        method="POST",
        path=f"{_AT}/withdraw",
        tag="requests",
        summary="Take back a draft, or a request that is not decided",
        view=withdraw,
        parameters=(SIRET, REQUEST),
        answers=wire.RequestWithDecisions,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_REQUESTS,
        keyed=True,
        revised=True,
        tagged=True,
    ),
)
