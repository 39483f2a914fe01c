"""What officers see and do: the queue, and a decision on one of its files."""

from http import HTTPStatus

import attrs
from flask import Response

from partial_activity.domain.days import day_written
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.queue import (
    Queued,
    QueueFilter,
    QueueKey,
    QueueKind,
    QueuePlace,
)
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api import claims
from partial_activity.entrypoints.flask_app.api.addresses import (
    CLAIM,
    NOT_THEIRS,
    ONE,
    REQUEST,
    SIRET,
)
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    refuse_fields,
    reply,
    reply_made,
)
from partial_activity.entrypoints.flask_app.api.paging import (
    PAGING,
    page_arguments,
    sealed,
    unknown_cursor,
)
from partial_activity.entrypoints.flask_app.api.parameters import Parameter, one_of
from partial_activity.entrypoints.flask_app.problems import BODY, FieldError
from partial_activity.entrypoints.flask_app.wire import claims as wire_claims
from partial_activity.entrypoints.flask_app.wire import records
from partial_activity.entrypoints.flask_app.wire import requests as wire
from partial_activity.entrypoints.flask_app.wire.request_shapes import decision_shape
from partial_activity.usecases.authorisation.decisions import decide
from partial_activity.usecases.office.queue import officer_queue
from partial_activity.usecases.screening.screen_claims import decide_held_claim


def queue(call: Call) -> Response:
    """What waits for an officer."""
    after, limit = page_arguments(call.values)
    queue = officer_queue(
        QueueFilter(kind=call.values.get("kind")),
        actor=call.actor,
        context=call.context,
        after=_place(after) if after is not None else None,
        limit=limit,
    )
    return reply(
        records.QueuePage(
            [_queued(one) for one in queue.files],
            sealed(_cursor(queue.after)) if queue.after is not None else None,
        )
    )


def decide_request(call: Call) -> Response:
    """Authorise, or refuse with reasons."""
    given = _decision(read_body(wire.Decide))
    siret = call.values["siret"]
    decided = decide(
        siret,
        call.values["request"],
        accepted=given.accepted,
        message=given.message,
        actor=call.actor,
        context=call.context,
        seen=call.seen,
    )
    address = f"/establishments/{siret}/requests/{decided.request_id}"
    return reply_made(decision_shape(decided), None, address)


def decide_claim(call: Call) -> Response:
    """Validate a claim that was held, or refuse it with reasons."""
    given = _decision(read_body(wire.Decide))
    if given.accepted and given.message:
        said = "only a refusal has reasons: leave the message out"
        french = "Seul un refus a des motifs : retirez le message."
        refuse_fields([FieldError("message", "conflicting_keys", said, french)])
    decided = decide_held_claim(
        call.values["siret"],
        call.values["claim"],
        accepted=given.accepted,
        reasons=(),
        message=given.message,
        seen=call.seen,
        actor=call.actor,
        context=call.context,
    )
    return claims.changed(call, decided)


def _decision(given: wire.Decide) -> wire.Decide:
    """What was sent, without blanks around it; a refusal states its reasons (R. 5122-4)."""
    stated = attrs.evolve(given, message=given.message.strip())
    if not stated.accepted and not stated.message:
        french = "Un refus énonce ses motifs (R. 5122-4)."
        refuse_fields(
            [FieldError("message", "missing", "a refusal states its reasons (R. 5122-4)", french)]
        )
    return stated


def _queued(file: Queued) -> records.Queued:
    return records.Queued(
        kind=file.kind,
        siret=file.siret.digits,
        id=file.id,
        version=file.version,
        name=file.name,
        since=file.since,
        decide_by=file.decide_by,
        first_day=file.first,
        last_day=file.last,
        employees=file.employees,
        hours=str(file.hours),
        allowance=str(file.allowance) if file.allowance is not None else None,
        score=file.screening.score,
        drawn=file.screening.drawn,
        findings=[
            records.CheckFinding(
                check=result.check,
                outcome=finding.outcome.name.lower(),
                code=finding.code,
                article=finding.article,
                french=finding.statement.french,
                english=finding.statement.english,
                score=finding.score,
            )
            for result in file.screening.results
            for finding in result.findings
        ],
    )


def _cursor(place: QueuePlace) -> str:
    key = place.key
    return f"{place.decide_by} {key.kind.value} {key.siret} {key.id} {key.version}"


def _place(cursor: str) -> QueuePlace:
    """The place where the page before ended; it stays one when what stood there was decided.

    Raises:
        InvalidValue: no page of ours ended there.
    """
    try:
        day, kind, siret, file_id, version = cursor.split(" ")
        key = QueueKey(QueueKind(kind), Siret(siret), file_id, int(version))
        return QueuePlace(day_written(day), key)
    except ValueError as error:
        raise unknown_cursor() from error


OPERATIONS = (
    Operation(
        name="queue",
        method="GET",
        path="/queue",
        tag="decisions",
        summary="What is held for an officer, the first to be decided first",
        description="Each with its last day and everything its checks found. Never a NIR.",
        view=queue,
        parameters=(
            Parameter("kind", "query", QueueKind, one_of(QueueKind), "Of one kind only."),
            *PAGING,
        ),
        answers=records.QueuePage,
        scope=Scope.READ_DECISIONS,
    ),
    Operation(
        name="decideRequest",
        method="POST",
        path=f"{ONE}/requests/{{request}}/decision",
        tag="decisions",
        summary="Authorise, or refuse with reasons",
        view=decide_request,
        parameters=(SIRET, REQUEST),
        body=wire.Decide,
        answers=wire.Decision,
        status=HTTPStatus.CREATED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_DECISIONS,
        keyed=True,
        revised=True,
        example={"accepted": True},
    ),
    Operation(
        name="decideClaim",
        method="POST",
        path=f"{ONE}/claims/{{claim}}/decision",
        tag="decisions",
        summary="Validate a claim that was held, or refuse it with reasons",
        view=decide_claim,
        parameters=(SIRET, CLAIM),
        body=wire.Decide,
        answers=wire_claims.ClaimWithTotals,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_DECISIONS,
        keyed=True,
        revised=True,
        tagged=True,
        example={"accepted": False, "message": "Les heures dépassent l'autorisation."},
    ),
)
