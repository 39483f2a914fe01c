"""For whom a request speaks: the token in its Authorization header."""

from http import HTTPStatus

from flask import request

from partial_activity.domain.people import Person
from partial_activity.domain.tokens import Scope
from partial_activity.entrypoints.flask_app.problems import Problem, Refused
from partial_activity.entrypoints.flask_app.services import Services
from partial_activity.usecases.tokens import holder_of

_REALM = 'Bearer realm="partial-activity"'


def person_within(services: Services, scope: Scope) -> Person:
    """The person a token speaks for, where it may do so for that.

    Raises:
        Refused: there is no token, it is of no use (any more), or it lacks the scope.
    """
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        detail = "send the header Authorization: Bearer, with a token"
        raise Refused(_unauthorised(detail, _REALM))
    holder = holder_of(given.token, units=services.units, clock=services.clock)
    if holder is None:
        detail = "the token is unknown, expired or revoked"
        raise Refused(_unauthorised(detail, f'{_REALM}, error="invalid_token"'))
    if scope not in holder.token.scopes:
        detail = f"the token lacks the scope {scope.value}"
        told = f'{_REALM}, error="insufficient_scope", scope="{scope.value}"'
        headers = (("WWW-Authenticate", told),)
        raise Refused(Problem(HTTPStatus.FORBIDDEN, "not_allowed", detail, headers=headers))
    return holder.person


def _unauthorised(detail: str, challenge: str) -> Problem:
    headers = (("WWW-Authenticate", challenge),)
    return Problem(HTTPStatus.UNAUTHORIZED, "not_signed_in", detail, headers=headers)
