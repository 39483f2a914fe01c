"""Refusing a request for what its fields say."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import NoReturn

from partial_activity.entrypoints.flask_app.problems import FieldError, Problem, Refused


def refuse_fields(wrong: Sequence[FieldError], code: str = "invalid_values") -> NoReturn:
    """Refuse a request, with every field at fault.

    Raises:
        Refused: always.
    """
    raise Refused(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, code, errors=tuple(wrong)))


BODY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""Why a body may be refused."""
