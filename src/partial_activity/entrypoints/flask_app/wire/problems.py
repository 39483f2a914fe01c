"""The shape of a problem."""

from typing import Annotated

from attrs import frozen
from msgspec import UNSET, Meta, UnsetType


@frozen
class FieldError:
    """One field at fault."""

    path: Annotated[str, Meta(description="As employee.hourly_pay; empty for the whole.")]
    code: str
    message: str


@frozen
class Problem:
    """RFC 9457, with a stable code and every field at fault."""

    type: str
    title: str
    status: int
    code: str
    request_id: str
    detail: str | UnsetType = UNSET
    errors: list[FieldError] | UnsetType = UNSET
