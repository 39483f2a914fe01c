"""The tokens of the token's person: seen and revoked; issued by people only."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.errors import NotFound
from partial_activity.domain.people.tokens import ApiToken, Scope
from partial_activity.entrypoints.flask_app.api.addresses import an_id
from partial_activity.entrypoints.flask_app.api.bearer_token import holder
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    reply,
    reply_revised,
)
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.entrypoints.flask_app.wire import people as wire
from partial_activity.usecases.people.tokens import revoke_token, tokens_of
from partial_activity.usecases.revisions import Seen


def tokens(call: Call) -> Response:
    """The person's tokens."""
    tokens = tokens_of(actor=call.actor, context=call.context)
    return reply(page([_token(call, one) for one in tokens], call.values, lambda one: one.id))


def token(call: Call) -> Response:
    """One of them."""
    for one in tokens_of(actor=call.actor, context=call.context):
        if one.id == call.values["token"]:
            return reply_revised(_token(call, one), Seen(1, one.revision))
    raise NotFound("token", call.values["token"])


def revoke(call: Call) -> Response:
    """End one, at once."""
    token_id = call.values["token"]
    revoked = revoke_token(token_id, actor=call.actor, context=call.context, seen=call.seen)
    return reply_revised(_token(call, revoked), Seen(1, revoked.revision))


def _token(call: Call, token: ApiToken) -> wire.Token:
    here = holder(call.context)
    return wire.Token(
        id=token.id,
        name=token.name,
        scopes=list(token.scopes),
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
        usable=token.usable(call.context.clock.now()),
        this=here is not None and here.token.id == token.id,
    )


_TOKEN = an_id("token", "token")
_NOT_THERE = (HTTPStatus.NOT_FOUND,)
OPERATIONS = (
    Operation(
        name="tokens",
        method="GET",
        path="/tokens",
        tag="tokens",
        summary="The person's tokens, the last issued first",
        view=tokens,
        parameters=PAGING,
        answers=wire.TokenPage,
        scope=Scope.READ_TOKENS,
    ),
    Operation(
        name="token",
        method="GET",
        path="/tokens/{token}",
        tag="tokens",
        summary="One of them",
        view=token,
        parameters=(_TOKEN,),
        answers=wire.Token,
        refuses=_NOT_THERE,
        scope=Scope.READ_TOKENS,
        tagged=True,
    ),
    Operation(
        name="revokeToken",
        method="DELETE",
        path="/tokens/{token}",
        tag="tokens",
        summary="End a token, at once; also the one this is asked with",
        view=revoke,
        parameters=(_TOKEN,),
        answers=wire.Token,
        refuses=_NOT_THERE,
        scope=Scope.WRITE_TOKENS,
        revised=True,
        tagged=True,
    ),
)
