"""Lists in pages: a cursor says where the next one begins, whatever is added meanwhile."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from msgspec import Meta

from partial_activity.domain.errors import InvalidValue
from partial_activity.entrypoints.flask_app.api.parameters import Parameter, whole_number

_USUAL, _MOST = 50, 200
Item = TypeVar("Item")


def page(
    items: Sequence[Item], values: Mapping[str, Any], id_of: Callable[[Item], str]
) -> dict[str, object]:
    """Some of the items, and the cursor of the page that follows.

    Raises:
        InvalidValue: the cursor is of no item.
    """
    first = 0
    cursor = values.get("cursor")
    if cursor is not None:
        places = [place for place, item in enumerate(items) if id_of(item) == cursor]
        if not places:
            raise unknown_cursor()
        first = places[0] + 1
    last = first + values.get("limit", _USUAL)
    shown = items[first:last]
    more = last < len(items)
    return {"items": shown, "next": sealed(id_of(shown[-1])) if more else None}


def page_arguments(values: Mapping[str, Any]) -> tuple[str | None, int]:
    """What the page comes after, if it is not the first, and how many items it has at most."""
    return values.get("cursor"), values.get("limit", _USUAL)


def sealed(item_id: str) -> str:
    """Opaque, so that nobody builds one."""
    return base64.urlsafe_b64encode(item_id.encode()).decode().rstrip("=")


def _opened(value: object, path: str) -> str:
    given = str(value)
    try:
        padded = given + "=" * (-len(given) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        raise unknown_cursor(path) from None


def unknown_cursor(path: str = "cursor") -> InvalidValue:
    """The error that no page of ours ended there."""
    return InvalidValue(
        "unknown_value",
        path,
        "take the cursor from next, in the page before",
        "prenez le curseur dans next, de la page précédente",
    )


PAGING = (
    Parameter("cursor", "query", str, _opened, "Where to go on: next, of the page before."),
    Parameter(
        "limit",
        "query",
        Annotated[int, Meta(ge=1, le=_MOST)],
        whole_number(1, _MOST),
        f"How many at most; {_USUAL} otherwise.",
    ),
)
"""What every list takes."""
