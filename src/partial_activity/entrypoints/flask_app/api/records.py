"""What is told of an establishment: payments, letters, and the ministry's columns."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import OutboxMessage
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import NOT_THEIRS, ONE, SIRET
from partial_activity.entrypoints.flask_app.api.operations import Call, Operation, reply
from partial_activity.entrypoints.flask_app.api.paging import (
    PAGING,
    page,
    page_arguments,
    sealed,
    unknown_cursor,
)
from partial_activity.entrypoints.flask_app.wire import records as wire
from partial_activity.usecases.oversight.history import history_of
from partial_activity.usecases.oversight.statistics import statistics_of, statistics_page
from partial_activity.usecases.payment.answers import Payment, payments_of


def payments(call: Call) -> Response:
    """The payments of an establishment."""
    payments = payments_of(call.values["siret"], actor=call.actor, context=call.context)
    return reply(page([_payment(one) for one in payments], call.values, lambda one: one.id))


def notices(call: Call) -> Response:
    """The letters about an establishment; those that hold a link are nobody's to read here."""
    history = history_of(call.values["siret"], actor=call.actor, context=call.context)
    shapes = [_notice(one) for one in history.letters]
    return reply(page(shapes, call.values, lambda one: one.id))


def statistics(call: Call) -> Response:
    """The ministry's columns for an establishment."""
    statistics = statistics_of(call.values["siret"], actor=call.actor, context=call.context)
    requests = [dict(row) for row in statistics.requests]
    return reply(wire.Statistics(requests, [dict(row) for row in statistics.consumption]))


def all_statistics(call: Call) -> Response:
    """The same for every establishment, some at a time."""
    after, limit = page_arguments(call.values)
    page_of_all = statistics_page(
        actor=call.actor,
        context=call.context,
        after=_siret(after) if after is not None else None,
        limit=limit,
    )
    items = [
        wire.EstablishmentStatistics(
            siret.digits,
            [dict(row) for row in rows.requests],
            [dict(row) for row in rows.consumption],
        )
        for siret, rows in page_of_all.establishments
    ]
    following = page_of_all.following
    return reply(
        wire.StatisticsPage(items, sealed(following.digits) if following is not None else None)
    )


def _siret(cursor: str) -> Siret:
    try:
        return Siret(cursor)
    except ValueError:
        raise unknown_cursor() from None


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


def _notice(letter: OutboxMessage) -> wire.Notice:
    return wire.Notice(
        id=letter.id,
        kind=letter.kind,
        to=letter.to.text,
        language=letter.language,
        written_at=letter.created_at,
        delivery=letter.delivery,
        values=dict(letter.values),
    )


OPERATIONS = (
    Operation(
        name="payments",
        method="GET",
        path=f"{ONE}/payments",
        tag="payments",
        summary="The payments of an establishment, and what happened to each",
        view=payments,
        parameters=(SIRET, *PAGING),
        answers=wire.PaymentPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_PAYMENTS,
    ),
    Operation(
        name="notices",
        method="GET",
        path=f"{ONE}/notices",
        tag="notices",
        summary="The letters that were written about an establishment, the last first",
        description="Those that hold a link which lets somebody in are left out.",
        view=notices,
        parameters=(SIRET, *PAGING),
        answers=wire.NoticePage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_NOTICES,
    ),
    Operation(
        name="statistics",
        method="GET",
        path=f"{ONE}/statistics",
        tag="statistics",
        summary="The ministry's columns for an establishment: authorised, and consumed",
        view=statistics,
        parameters=(SIRET,),
        answers=wire.Statistics,
        refuses=(*NOT_THEIRS, HTTPStatus.UNPROCESSABLE_ENTITY),
        scope=Scope.READ_STATISTICS,
    ),
    Operation(
        name="allStatistics",
        method="GET",
        path="/statistics",
        tag="statistics",
        summary="The ministry's columns for every establishment, for auditors and administrators",
        view=all_statistics,
        parameters=PAGING,
        answers=wire.StatisticsPage,
        scope=Scope.READ_STATISTICS,
    ),
)
