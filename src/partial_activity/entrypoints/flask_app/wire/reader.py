"""A JSON document becomes a wire class here: strictly, and with every fault told at once.

The reader of a class is made from its annotations, once: the same that the OpenAPI document is made
from. A text of some form (a SIRET, an amount) says by ``Reads`` who reads it; the wire class keeps
it as it was sent.
"""

import difflib
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
from attrs import Attribute, frozen
from msgspec import Meta, UnsetType

from partial_activity.adapters.as_json import fields
from partial_activity.adapters.as_json.fields import RepeatedKey, kind, quoted
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.problems import FieldError, field_error

Shape = TypeVar("Shape")
_Read = Callable[[object, str, list[FieldError]], Any]
"""The reader of a value at a path: it gives the value, or adds a fault to the list."""
_FAULTY = object()
_MANY = 50
"""Faults told at most: who has more has one, made many times."""


@frozen
class Reads:
    """Who reads a text; what it gives is only there to see that it can be read."""

    reader: fields.Reader


class Unreadable(Exception):
    """What was sent cannot be read into its shape."""

    def __init__(self, faults: tuple[FieldError, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def read(shape: type[Shape], given: object) -> Shape:
    """The wire value of a JSON document.

    Raises:
        Unreadable: with every fault, each with its path; items of lists are counted from 1.
    """
    faults: list[FieldError] = []
    found = _reader(cast("Any", shape))(given, "", faults)
    if faults:
        raise Unreadable(tuple(faults[:_MANY]))
    value: Shape = found
    return value


@cache
def _reader(hint: Any) -> _Read:  # noqa: ANN401  a type, as annotations have it
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is None:
        return _object(hint) if attrs.has(hint) else _leaf(_reader_of_text(hint))
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin is list:
        return _items(_reader(arguments[0]), Meta())
    if origin is dict:
        return _by_key(_reader(arguments[1]))
    if origin is Literal:
        return _leaf(_among(arguments))
    assert origin in (Union, types.UnionType), hint
    return _one_of_some(arguments)


def _reader_of_text(hint: Any) -> fields.Reader:  # noqa: ANN401  a type
    return fields.one_of(hint) if issubclass(hint, Enum) else _LEAVES[hint]


def _leaf(reader: fields.Reader) -> _Read:
    def read_leaf(value: object, path: str, faults: list[FieldError]) -> object:
        try:
            return reader(value, path)
        except InvalidValue as error:
            faults.append(field_error(error))
            return _FAULTY

    return read_leaf


def _annotated(base: object, notes: tuple[object, ...]) -> _Read:
    meta = next((note for note in notes if isinstance(note, Meta)), Meta())
    reads = next((note.reader for note in notes if isinstance(note, Reads)), None)
    if get_origin(base) is list:
        return _items(_reader(get_args(base)[0]), meta)
    inner = _reader(base)

    def read_annotated(value: object, path: str, faults: list[FieldError]) -> object:
        before = len(faults)
        found = inner(value, path, faults)
        if len(faults) > before or found is None:
            return found
        try:
            _check_limits(found, meta, path)
            if reads is not None:
                reads(found, path)
        except InvalidValue as error:
            faults.append(field_error(error))
        return found

    return read_annotated


def _check_limits(found: object, meta: Meta, path: str) -> None:
    if isinstance(found, int) and not isinstance(found, bool):
        least, most = meta.ge, meta.le
        if (least is not None and found < least) or (most is not None and found > most):
            raise InvalidValue(
                "out_of_range",
                path,
                f"{found} is not between {least or 0} and {most}",
                f"{found} n'est pas entre {least or 0} et {most}",
            )
    if isinstance(found, str):
        fewest, most = meta.min_length or 0, meta.max_length
        if not fewest <= len(found) <= (most if most is not None else len(found)):
            raise InvalidValue(
                "out_of_range",
                path,
                f"{len(found)} characters: from {fewest} to {most} are taken",
                f"{len(found)} caractères : de {fewest} à {most} sont acceptés",
            )


def _one_of_some(arguments: tuple[Any, ...]) -> _Read:
    (hint,) = (one for one in arguments if one not in (type(None), UnsetType))
    inner = _reader(hint)
    if type(None) not in arguments:
        return inner

    def read_optional(value: object, path: str, faults: list[FieldError]) -> object:
        return None if value is None else inner(value, path, faults)

    return read_optional


def _items(inner: _Read, limits: Meta) -> _Read:
    fewest, most = limits.min_length or 0, limits.max_length

    def read_items(value: object, path: str, faults: list[FieldError]) -> object:
        if not isinstance(value, list):
            found = kind(value)
            faults.append(
                FieldError(
                    path,
                    "wrong_type",
                    f"a list is needed, not {found.english}",
                    f"Une liste est attendue ici, et non {found.french}.",
                )
            )
            return _FAULTY
        if len(value) < fewest or (most is not None and len(value) > most):
            faults.append(
                FieldError(
                    path,
                    "out_of_range",
                    f"{len(value)} items: from {fewest} to {most} are taken",
                    f"{len(value)} éléments : de {fewest} à {most} sont acceptés.",
                )
            )
            return _FAULTY
        return [
            inner(one, f"{path}[{place}]", faults)
            for place, one in enumerate(value, start=1)
            if len(faults) < _MANY
        ]

    return read_items


def _by_key(inner: _Read) -> _Read:
    """An object whose keys whoever sends it chooses."""

    def read_by_key(value: object, path: str, faults: list[FieldError]) -> object:
        if not isinstance(value, dict) or isinstance(value, RepeatedKey):
            return _no_object(value, path, faults)
        return {
            key: inner(one, _at(path, key[:60]), faults)
            for key, one in value.items()
            if len(faults) < _MANY
        }

    return read_by_key


def _object(shape: Any) -> _Read:  # noqa: ANN401  an attrs class
    hints = typing.get_type_hints(shape, include_extras=True)
    known: dict[str, Attribute[Any]] = {one.name: one for one in attrs.fields(shape)}
    readers = {name: _reader(hints[name]) for name in known}

    def read_object(value: object, path: str, faults: list[FieldError]) -> object:
        if not isinstance(value, dict) or isinstance(value, RepeatedKey):
            return _no_object(value, path, faults)
        before = len(faults)
        faults += [_unknown(key, path, list(known)) for key in value if key not in known]
        faults += [
            _missing(_at(path, name))
            for name, one in known.items()
            if one.default is attrs.NOTHING and name not in value
        ]
        found = {
            name: readers[name](given, _at(path, name), faults)
            for name, given in value.items()
            if name in known
        }
        return shape(**found) if len(faults) == before else _FAULTY

    return read_object


def _no_object(value: object, path: str, faults: list[FieldError]) -> object:
    if isinstance(value, RepeatedKey):
        faults.append(_twice(_at(path, value.key)))
    else:
        found = kind(value)
        faults.append(
            FieldError(
                path,
                "wrong_type",
                f"an object is needed, between {{ and }}, not {found.english}",
                f"Un objet est attendu ici, entre {{ et }}, et non {found.french}.",
            )
        )
    return _FAULTY


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _missing(path: str) -> FieldError:
    return FieldError(path, "missing", f"{path} is needed", "Cette valeur est nécessaire.")


def _twice(path: str) -> FieldError:
    return FieldError(
        path,
        "conflicting_keys",
        "the same key twice in one object: keep one",
        "La même clé deux fois dans un objet : n'en gardez qu'une.",
    )


def _unknown(key: str, path: str, known: list[str]) -> FieldError:
    near = difflib.get_close_matches(key[:60], known, n=1)
    if near:
        mend = Words(f"peut-être {near[0]} ?", f"did you mean {near[0]}?")
    else:
        listed = ", ".join(known)
        mend = Words(f"les clés sont ici {listed}.", f"the keys here are {listed}")
    return FieldError(
        _at(path, key[:60]),
        "unknown_key",
        f"unknown key {quoted(key)}: {mend.english}",
        f"Clé inconnue {quoted(key)} : {mend.french}",
    )


def _among(values: tuple[object, ...]) -> fields.Reader:
    def read_among(value: object, path: str) -> object:
        if value not in values:
            raise fields.not_one_of(kind(value), values, path)
        return value

    return read_among


def _text(value: object, path: str) -> str:
    """A text that a person can have typed: no control characters but the ends of lines."""
    found = fields.text(value, path)
    # French typography asks for spaces that are not broken before its high signs.
    if any(not (one.isprintable() or one in "\n\r\t\u00a0\u2009\u202f") for one in found):
        raise InvalidValue(
            "not_storable",
            path,
            "take out the characters that nobody can see",
            "retirez les caractères que personne ne voit",
        )
    return found


_LEAVES: Mapping[Any, fields.Reader] = {
    str: _text,
    bool: fields.flag,
    int: fields.whole,
    date: fields.day,
}
