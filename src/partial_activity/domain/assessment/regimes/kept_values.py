"""Frozen values as lines of text, and back by their class: what a basis holds of a regime's rules.

A value within a value has a dotted name: ``regime.indemnity.share=7/10``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType, NoneType
from typing import Any, TypeVar, get_args

import attrs

from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros, HourlyPay, Share

Lines = dict[str, str]
Kept = TypeVar("Kept")

_NONE = "none"


def value_lines(value: object, name: str) -> Lines:
    """A value, or each field of a frozen one, by name.

    Raises:
        TypeError: a kind of value that cannot be kept.
    """
    return dict(_lines(value, name))


def read_values(kind: type[Kept], lines: Mapping[str, str], name: str) -> Kept:
    """The frozen value whose fields some lines hold.

    Raises:
        ValueError: lines are missing, are left over, or do not hold what the class says.
    """
    left = dict(lines)
    value: Kept = _built(kind, left, name)
    if left:
        msg = f"a basis of another version: {kind.__name__} has no {', '.join(sorted(left))}"
        raise ValueError(msg)
    return value


def read_value(kind: Any, text: str, name: str) -> Any:  # noqa: ANN401  what kind says
    """One value that is no frozen class.

    Raises:
        ValueError: it is not of that kind.
    """
    wanted = [one for one in get_args(kind) or (kind,) if one is not NoneType]
    if text == _NONE and NoneType in get_args(kind):
        return None
    (single,) = wanted
    if isinstance(single, type) and issubclass(single, Enum):
        return single(text)
    if single not in _FORMS:
        msg = f"{name}: a basis cannot keep {kind}"
        raise ValueError(msg)
    return _FORMS[single][1](text)


def _lines(value: object, name: str) -> Iterator[tuple[str, str]]:
    kind = type(value)
    if value is None:
        yield name, _NONE
    elif kind in _FORMS:
        yield name, _FORMS[kind][0](value)
    elif isinstance(value, Enum):
        yield name, str(value.value)
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _lines(getattr(value, field.name), f"{name}.{field.name}")
    else:
        msg = f"{name}: a basis cannot keep a {kind.__name__}; it keeps {_kinds()}"
        raise TypeError(msg)


def _built(kind: Any, left: Lines, name: str) -> Any:  # noqa: ANN401  what kind says
    """Takes the lines of a value away as it reads them."""
    values: dict[str, object] = {}
    for field in attrs.fields(attrs.resolve_types(kind)):
        place = f"{name}.{field.name}"
        if place in left:
            values[field.name] = read_value(field.type, left.pop(place), place)
        elif isinstance(field.type, type) and attrs.has(field.type):
            values[field.name] = _built(field.type, left, place)
        else:
            msg = f"a basis of another version: it does not hold {place}"
            raise ValueError(msg)
    return kind(**values)


def _ratio_text(ratio: Fraction) -> str:
    return f"{ratio.numerator}/{ratio.denominator}"


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        msg = f"{text!r} is neither true nor false"
        raise ValueError(msg)
    return text == "true"


_FORMS: Mapping[type, tuple[Callable[[Any], str], Callable[[str], Any]]] = MappingProxyType(
    {
        bool: (lambda value: str(value).lower(), _truth),
        int: (str, int),
        Fraction: (_ratio_text, Fraction),
        Share: (lambda share: _ratio_text(share.exact), lambda text: Share(Fraction(text))),
        HourlyPay: (lambda pay: _ratio_text(pay.exact), lambda text: HourlyPay(Fraction(text))),
        Euros: (str, Euros.parse),
        Hours: (str, Hours.parse),
        date: (date.isoformat, date.fromisoformat),
    }
)
"""Each kind of value, with what writes it and what reads it."""


def _kinds() -> str:
    simple = ", ".join(kind.__name__ for kind in _FORMS)
    return f"{simple}, enumerations, and frozen classes of them"
