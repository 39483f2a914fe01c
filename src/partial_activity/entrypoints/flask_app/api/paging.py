"""Lists in pages: a cursor says where the next one begins, whatever is added meanwhile."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

from msgspec import Meta

from partial_activity.domain.errors import InvalidValue
from partial_activity.entrypoints.flask_app.api.operations import Parameter

_USUAL, _MOST = 50, 200
_DIGITS = re.compile(r"[0-9]{1,4}")


def page(items: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> dict[str, object]:
    """Some of the items, and the cursor of the page that follows.

    Raises:
        InvalidValue: the cursor is of no item.
    """
    first = 0
    cursor = values.get("cursor")
    if cursor is not None:
        places = [place for place, item in enumerate(items) if item["id"] == cursor]
        if not places:
            _refuse("cursor")
        first = places[0] + 1
    last = first + values.get("limit", _USUAL)
    shown = items[first:last]
    more = last < len(items)
    return {"items": shown, "next": _sealed(shown[-1]["id"]) if more else None}


def _sealed(item_id: str) -> str:
    """Opaque, so that nobody builds one."""
    return base64.urlsafe_b64encode(item_id.encode()).decode().rstrip("=")


def _opened(value: object, path: str) -> str:
    given = str(value)
    try:
        padded = given + "=" * (-len(given) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        _refuse(path)


def _limit(value: object, path: str) -> int:
    given = str(value)
    if not (_DIGITS.fullmatch(given) and 1 <= int(given) <= _MOST):
        raise InvalidValue("out_of_range", path, f"{path} is a whole number from 1 to {_MOST}")
    return int(given)


def _refuse(path: str) -> NoReturn:
    raise InvalidValue("unknown_value", path, "take the cursor from next, in the page before")


PAGING = (
    Parameter("cursor", "query", str, _opened, "Where to go on: next, of the page before."),
    Parameter(
        "limit",
        "query",
        Annotated[int, Meta(ge=1, le=_MOST)],
        _limit,
        f"How many at most; {_USUAL} otherwise.",
    ),
)
"""What every list takes."""
