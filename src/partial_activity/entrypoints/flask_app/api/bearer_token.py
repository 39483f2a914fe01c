"""The token in its Authorization header tells for whom a request speaks."""

from http import HTTPStatus
from typing import cast

from flask import g, request

from partial_activity.domain.people.people import Person
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.problems import Problem, Refused
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.tokens import Holder, holder_of

_REALM = 'Bearer realm="partial-activity"'


def person_within(context: Context, scope: Scope) -> Person:
    """The person a token speaks for, where it may do so for that.

    Raises:
        Refused: there is no token, it is of no use (any more), or it lacks the scope.
    """
    if _secret() is None:
        detail = "send the header Authorization: Bearer, with a token"
        raise Refused(_unauthorised(detail, _REALM))
    acting = holder(context)
    if acting is None:
        detail = "the token is unknown, expired or revoked"
        raise Refused(_unauthorised(detail, f'{_REALM}, error="invalid_token"'))
    if scope not in acting.token.scopes:
        detail = f"the token lacks the scope {scope.value}"
        told = f'{_REALM}, error="insufficient_scope", scope="{scope.value}"'
        headers = (("WWW-Authenticate", told),)
        raise Refused(Problem(HTTPStatus.FORBIDDEN, "not_allowed", detail, headers=headers))
    return acting.person


def holder(context: Context) -> Holder | None:
    """The person and the token of this request; None: no token, or one of no use (any more)."""
    if "holder" not in g:
        secret = _secret()
        g.holder = secret and holder_of(secret, context=context)
    return cast("Holder | None", g.holder)


def _secret() -> str | None:
    given = request.authorization
    return given.token or None if given is not None and given.type == "bearer" else None


def _unauthorised(detail: str, challenge: str) -> Problem:
    headers = (("WWW-Authenticate", challenge),)
    return Problem(HTTPStatus.UNAUTHORIZED, "not_signed_in", detail, headers=headers)
