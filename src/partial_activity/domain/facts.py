"""What is stated somewhere, read from where it is declared: for whoever goes by the declaration."""

from collections.abc import Mapping
from types import MappingProxyType, UnionType
from typing import Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints


def kinds_of(declaring: type) -> Mapping[str, type[Any]]:
    """The facts that a class declares, in order, and what each is where it is stated."""
    hints = get_type_hints(declaring)
    return MappingProxyType(
        {
            name: _kind(declared)
            for name, declared in hints.items()
            if get_origin(declared) is not ClassVar
        }
    )


def _kind(declared: object) -> type[Any]:
    """``tuple`` of ``tuple[str, ...]``, ``date`` of ``date | None`` or of what is bound to it."""
    if isinstance(declared, TypeVar):
        return _kind(declared.__bound__)
    origin = get_origin(declared)
    if origin is UnionType:
        return cast("type[Any]", get_args(declared)[0])
    return cast("type[Any]", origin or declared)
