"""The feed of events, for a program that follows what changes."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from msgspec import Meta

from partial_activity.domain.office.events import Event, EventKind
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import read_siret
from partial_activity.entrypoints.flask_app.api.bearer_token import holder
from partial_activity.entrypoints.flask_app.api.operations import Call, Operation, reply
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page_arguments, sealed
from partial_activity.entrypoints.flask_app.api.parameters import Parameter, one_of
from partial_activity.entrypoints.flask_app.wire import events as wire
from partial_activity.entrypoints.flask_app.wire.values import SiretDigits
from partial_activity.usecases.oversight.events import EventPlace, events_after


def events(call: Call) -> Response:
    """What changed for the person's establishments, from a place on."""
    cursor, limit = page_arguments(call.values)
    kind: EventKind | None = call.values.get("kind")
    held = holder(call.context)
    assert held is not None, "an operation with a scope is asked with a token"
    found = events_after(
        EventPlace.of(cursor) if cursor is not None else None,
        tuple(EventKind) if kind is None else (kind,),
        held.token.scopes,
        limit,
        actor=call.actor,
        context=call.context,
        siret=call.values.get("siret"),
    )
    place = found.place
    following = sealed(place.text()) if place is not None else None
    return reply(wire.EventPage([_event(one) for one in found.events], following, found.more))


def _event(found: Event) -> wire.Event:
    return wire.Event(
        id=f"{found.siret.digits}-{found.number}",
        at=found.at,
        kind=found.kind,
        what=found.what,
        siret=found.siret.digits,
        subject=found.subject,
        subject_id=found.subject_id,
        version=found.version,
        decision=found.decision,
        due=found.due,
        reasons=list(found.reasons),
    )


_SIRET = Parameter(
    "siret",
    "query",
    Annotated[SiretDigits, Meta(description="One establishment.")],
    read_siret,
    "Of one establishment only; of all the person's otherwise.",
)
_KIND = Parameter("kind", "query", EventKind, one_of(EventKind), "Of one kind only.")
OPERATIONS = (
    Operation(
        name="events",
        method="GET",
        path="/events",
        tag="events",
        summary="What changed for the person's establishments, from a place on, the first first",
        description=(
            "Ask again with next, as often as there is more and then each minute or so: nothing is "
            "missed and nothing told twice, whoever writes meanwhile. What is told is told some "
            "seconds after it was kept. Of each subject only what the token may read is told; a "
            "page may have fewer items than asked for, or none, and more may follow all the same."
        ),
        view=events,
        parameters=(*PAGING, _KIND, _SIRET),
        answers=wire.EventPage,
        refuses=(HTTPStatus.NOT_FOUND,),
        scope=Scope.READ_EVENTS,
    ),
)
