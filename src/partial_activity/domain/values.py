"""A value of the domain is frozen, and refuses whatever is not of its types.

``frozen`` here is that of attrs, and each field checks the type it is annotated with: a text where
an enumeration is meant, a float where an amount is, is refused with its path when the value is
built, so that no amount comes of it. Nothing is converted. What is out of bounds is refused the
same way, by a validator of the field (:func:`at_least`, :func:`at_most`) or by the class.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from fractions import Fraction
from functools import partial
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    ForwardRef,
    NoReturn,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

import attrs
from attrs.validators import and_

from partial_activity.domain.errors import InvalidValue

if TYPE_CHECKING:
    Field = attrs.Attribute[Any]
else:
    Field = attrs.Attribute
AT = "at"
"""The key, in a field's metadata, of its whole path, where that is not its class and its name."""
Validator = Callable[[Any, Field, Any], None]
Holds = Callable[[object], bool]


_LONGEST_SHOWN = 60


class Choice(Enum):
    """An enumeration that refuses an unknown value as every other value of the domain does."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        _refuse_choice(cls, value)


class TextChoice(StrEnum):
    """The same, of members that are texts."""

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        _refuse_choice(cls, value)


def _refuse_choice(choices: type[Enum], value: object) -> NoReturn:
    known = ", ".join(repr(member.value) for member in choices)
    raise InvalidValue(
        "unknown_value",
        _snake(choices.__name__),
        f"{value!r} is not one of {known}",
        f"{value!r} n'est pas parmi {known}",
    )


def refuse(
    instance: object, name: str, french: str, english: str, code: str = "out_of_range"
) -> NoReturn:
    """Refuse what a field of a value was given.

    Args:
        instance: the value that is being built; ``PLACE`` of its class says where such values
            stand in a case, else its name does.
        name: of the field.
        french: what the field must be, as the rest of a sentence that begins with its name.
        english: the same.
        code: of the error.

    Raises:
        InvalidValue: always.
    """
    path = path_of(type(instance), name)
    key = path.rpartition(".")[2]
    raise InvalidValue(code, path, f"{key} {english}", f"{key} {french}")


def check_is(value: object, kind: type, path: str) -> None:
    """Refuse an argument that is not of its type, as the field of a value would be.

    Raises:
        InvalidValue: it is of another.
    """
    if not isinstance(value, kind):
        given, needed = type(value).__name__, kind.__name__
        raise InvalidValue(
            "wrong_type",
            path,
            f"{path} must be of type {needed}, not {given}",
            f"{path} doit être de type {needed}, et non {given}",
        )


def path_of(kind: type[Any], name: str) -> str:
    """The place of a field of a class in a case: ``employee.hourly_pay``."""
    field: Field = attrs.fields_dict(kind)[name]
    if AT in field.metadata:
        return str(field.metadata[AT])
    place: str = getattr(kind, "PLACE", _snake(kind.__name__))
    return f"{place}.{name}" if place else name


def at_least(least: Any) -> Validator:  # noqa: ANN401  of the field's type
    """A validator: the field is at least this much; None is let by."""
    if _is_zero(least):
        said = "ne peut être négatif : {value}", "cannot be negative: {value}"
    else:
        said = f"vaut au moins {least}, non {{value}}", f"must be at least {least}, not {{value}}"
    return _bound(lambda value: value < least, *said)


def above(least: Any) -> Validator:  # noqa: ANN401  of the field's type
    """A validator: the field is above this; None is let by."""
    french, english = ("zéro", "zero") if _is_zero(least) else (least, least)
    return _bound(
        lambda value: value <= least,
        f"doit dépasser {french}, non {{value}}",
        f"must be above {english}, not {{value}}",
    )


def at_most(most: Any) -> Validator:  # noqa: ANN401  of the field's type
    """A validator: the field is at most this much; None is let by."""
    said = f"vaut au plus {most}, non {{value}}", f"must be at most {most}, not {{value}}"
    return _bound(lambda value: value > most, *said)


def _bound(beyond: Callable[[Any], bool], french: str, english: str) -> Validator:
    def check(instance: object, field: Field, value: object) -> None:
        if value is not None and beyond(value):
            refuse(instance, field.name, french.format(value=value), english.format(value=value))

    return check


def _is_zero(bound: object) -> bool:
    return not str(bound).strip("0.")


def _typed(kind: type, fields: list[Field]) -> list[Field]:
    """Each field of a class with a validator that holds it to its annotation, before its own."""
    inherited = {
        field.name for base in kind.__bases__ if attrs.has(base) for field in attrs.fields(base)
    }
    return [field if field.name in inherited else _held_to_type(field) for field in fields]


def _held_to_type(field: Field) -> Field:
    declared: object = field.type
    # One that is written as a text is not there yet: such a field has a validator of its own.
    check = None if isinstance(declared, str) else _validator(declared)
    if check is None:
        return field
    return field.evolve(
        validator=check if field.validator is None else and_(check, field.validator)
    )


def _validator(declared: object) -> Validator | None:
    """A validator of a type; None where everything is of it."""
    holds = _holds(declared)
    if holds is None:
        return None
    within = get_args(declared)
    if get_origin(declared) is tuple and within[-1] is Ellipsis:
        return _tuple_validator(declared, _plain(within[0]), holds)
    plain = _plain(declared)

    def check(instance: object, field: Field, value: object) -> None:
        if value.__class__ not in plain and not holds(value):
            _refuse_type(instance, field, declared, value)

    return check


def _tuple_validator(declared: object, plain: frozenset[type], holds: Holds) -> Validator:
    def check(instance: object, field: Field, value: Any) -> None:  # noqa: ANN401
        if value.__class__ is tuple and (not value or plain.issuperset(map(type, value))):
            return
        if not holds(value):
            _refuse_type(instance, field, declared, value)

    return check


def _plain(declared: object) -> frozenset[type]:
    """The classes that a value is nearly always exactly of: one look-up then tells."""
    kinds = {kind for kind in _members(declared) if isinstance(kind, type)}
    if get_origin(declared) is Mapping and _holds(get_args(declared)[1]) is None:
        kinds.add(dict)  # what a sentence speaks of, from our own hands, many times a case
    return frozenset(kinds)


def _members(declared: object) -> tuple[object, ...]:
    """The types of a union; of another type, itself."""
    return get_args(declared) if get_origin(declared) in (UnionType, Union) else (declared,)


def _holds(declared: object) -> Holds | None:
    """Whether a value is of a type; None where every value is, or a Protocol says what it is."""
    named = isinstance(declared, str | ForwardRef)  # inside another type, by a name not yet there
    if named or declared in (Any, object) or getattr(declared, "_is_protocol", False):
        return None
    if isinstance(declared, TypeVar):
        return _holds(declared.__bound__ or object)
    origin, within = get_origin(declared), get_args(declared)
    if origin in _GENERIC:
        return _GENERIC[origin](within)
    kind: Any = origin or declared
    return _INSTANCE.get(kind) or partial(_is_instance, kind)


def _union(within: tuple[object, ...]) -> Holds | None:
    kinds = [_holds(kind) for kind in within]
    return None if None in kinds else partial(_is_any, tuple(filter(None, kinds)))


def _tuple(within: tuple[object, ...]) -> Holds:
    if within[-1] is Ellipsis:
        return partial(_is_each, tuple, _holds(within[0]))
    return partial(_is_tuple, tuple(map(_holds, within)))


def _mapping(within: tuple[object, ...]) -> Holds:
    return partial(_is_mapping, *map(_holds, within))


_GENERIC: Mapping[object, Callable[[tuple[Any, ...]], Holds | None]] = {
    UnionType: _union,
    Union: _union,
    tuple: _tuple,
    frozenset: lambda within: partial(_is_each, frozenset, _holds(within[0])),
    Mapping: _mapping,
    Callable: lambda _: callable,
}


def _is_instance(kind: type, value: object) -> bool:
    return isinstance(value, kind)


def _is_any(kinds: tuple[Holds, ...], value: object) -> bool:
    return any(holds(value) for holds in kinds)


def _is_tuple(kinds: tuple[Holds | None, ...], value: object) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) == len(kinds)
        and all(holds is None or holds(one) for holds, one in zip(kinds, value, strict=True))
    )


def _is_each(container: Any, holds: Holds | None, value: Any) -> bool:  # noqa: ANN401
    """Whether it is that container, with nothing in it but values of one type.

    What is in it is looked at whatever its own class lets be seen.
    """
    return isinstance(value, container) and (
        holds is None or all(map(holds, container.__iter__(value)))
    )


def _is_mapping(keys: Holds | None, values: Holds | None, value: Any) -> bool:  # noqa: ANN401
    """Whether it is a mapping, with nothing in it but keys and values of their types."""
    return (
        isinstance(value, Mapping)
        and (keys is None or all(map(keys, value)))
        and (values is None or all(map(values, value.values())))
    )


_INSTANCE: Mapping[object, Holds] = {
    # True is no number of anything, and an instant no day: which one depends on where.
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    date: lambda value: isinstance(value, date) and not isinstance(value, datetime),
}


def _refuse_type(instance: object, field: Field, declared: object, value: object) -> NoReturn:
    """Say what the field must be, and what it was given: never the value of one that is hidden."""
    members = [kind for kind in _members(declared) if kind is not NoneType]
    names = ", ".join(map(_name, members))
    shown = field.repr and isinstance(value, str | int | Fraction)
    given = repr(value)[:_LONGEST_SHOWN] if shown else type(value).__name__
    mend = ""
    for kind in members:
        if isinstance(kind, type) and issubclass(kind, Enum):
            meant = [member for member in kind if member.value == value] or list(kind)
            mend = " or ".join(f"{kind.__name__}.{member.name}" for member in meant)
    french = f"doit être de type {names}, et non {given}" + (f" : écrire {mend}" if mend else "")
    english = f"must be of type {names}, not {given}" + (f": write {mend}" if mend else "")
    refuse(instance, field.name, french, english, "wrong_type")


def _name(declared: object) -> str:
    """A type, as a program writes it."""
    within = [one for one in get_args(declared) if one is not Ellipsis]
    plain = getattr(get_origin(declared) or declared, "__name__", str(declared))
    return f"{plain}[{', '.join(map(_name, within))}]" if within else plain


def _snake(name: str) -> str:
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414  from here, mypy takes no other spelling
else:
    frozen = partial(attrs.frozen, field_transformer=_typed)
