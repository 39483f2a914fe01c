"""An employer comes in: signing up, and confirming the address, without an account."""

from http import HTTPStatus

from flask import Response

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.addresses import read_address
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    refuse_fields,
    reply,
)
from partial_activity.entrypoints.flask_app.language import said, tell_language
from partial_activity.entrypoints.flask_app.problems import BODY, FieldError
from partial_activity.entrypoints.flask_app.wire import people as wire
from partial_activity.usecases.people import sign_up as signing_up

_NEXT = Words(
    "Si cette adresse peut ouvrir le compte, un lien lui est envoyé : suivez-le dans les trois "
    "jours.",
    "If the address can open the account, a link is sent to it: follow it within three days.",
)


def sign_up(call: Call) -> Response:
    """Open an account or ask to join one; the answer is the same, whoever the address is of."""
    given = read_body(wire.SignUp)
    newcomer = signing_up.Newcomer(
        read_address(given.email), given.name, given.language, Role(given.role)
    )
    try:
        done = signing_up.sign_up(
            Siret(given.siret), newcomer, context=call.context, workforce=given.workforce
        )
    except NotAllowed:
        # Suspended: told like everybody else, so that nobody learns who has an account.
        return _taken(given.siret, given.email)
    if done.refusals:
        refuse_fields(
            [FieldError("siret", one.code, one.english, one.french) for one in done.refusals]
        )
    return _taken(given.siret, given.email)


def resend(call: Call) -> Response:
    """Send a fresh link, if there is anybody to send one to."""
    given = read_body(wire.Resend)
    signing_up.resend_confirmation(
        Siret(given.siret), read_address(given.email), context=call.context
    )
    return _taken(given.siret, given.email)


def confirm(call: Call) -> Response:
    """Follow a link: the address has answered."""
    given = read_body(wire.Confirmation)
    done = signing_up.confirm(given.token, context=call.context)
    return reply(
        wire.Confirmed(
            siret=done.establishment.siret.digits,
            establishment=done.establishment.state,
            role=done.membership.role,
            principal=done.membership.principal,
            membership=done.membership.state,
        )
    )


def _taken(siret: str, email: str) -> Response:
    response = reply(wire.SignUpTaken(siret, email, said(_NEXT)))
    response.status_code = HTTPStatus.ACCEPTED
    return tell_language(response)


OPERATIONS = (
    Operation(
        name="signUp",
        method="POST",
        path="/sign-ups",
        tag="sign-up",
        summary="Open the account of an establishment, or ask to join it",
        description=(
            "A link is sent to the address. The answer is the same whether the address is known or "
            "not. Only what the public register says of the SIRET is refused."
        ),
        view=sign_up,
        body=wire.SignUp,
        answers=wire.SignUpTaken,
        status=HTTPStatus.ACCEPTED,
        refuses=(*BODY, HTTPStatus.CONFLICT),
        keyed=True,
        example={
            "siret": "73282932000074",
            "email": "ana@example.fr",
            "name": "Ana Martin",
            "language": "fr",
        },
    ),
    Operation(
        name="resendConfirmation",
        method="POST",
        path="/sign-ups/resend",
        tag="sign-up",
        summary="Ask for a fresh confirmation link",
        description="Asked again at once, it changes nothing. Links sent before stay good.",
        view=resend,
        body=wire.Resend,
        answers=wire.SignUpTaken,
        status=HTTPStatus.ACCEPTED,
        refuses=BODY,
        example={"siret": "73282932000074", "email": "ana@example.fr"},
    ),
    Operation(
        name="confirm",
        method="POST",
        path="/confirmations",
        tag="sign-up",
        summary="Confirm an address by the link that was sent to it",
        description=(
            "The first who confirms for an establishment may file at once; for those who follow, "
            "its principal contact is asked. A link followed twice changes nothing."
        ),
        view=confirm,
        body=wire.Confirmation,
        answers=wire.Confirmed,
        refuses=(*BODY, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    ),
)
