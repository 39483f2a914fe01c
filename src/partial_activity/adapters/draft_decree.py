"""A draft decree read from TOML: what the law would be if it were published.

The names of parameters and categories are those that ``law on`` prints. Every fault is told with
its place in the file, as ``plan[2].hours_from``; plans are counted from 1, as people count.
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

import cattrs
from attrs import fields, frozen
from cattrs.errors import ForbiddenExtraKeysError

from partial_activity.domain.law.book import Draft, Law, Plan
from partial_activity.domain.law.dated import Span, Special, Text, Unit
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter

_SPECIAL = (Special.INHERIT.value, Special.NONE.value)


class UnreadableDraft(Exception):
    """A draft that cannot be laid over the law; the message is one sentence with place and mend."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path


@frozen
class _WireText:
    name: str
    published: date


@frozen
class _WirePlan:
    parameter: Parameter
    category: Category
    value: str
    hours_from: date
    hours_to: date | None = None


@frozen
class _WireDraft:
    text: _WireText
    plan: list[_WirePlan]


def read_draft(toml: str, law: Law) -> Draft:
    """The draft decree that a TOML document describes, checked against the tables it would change.

    Raises:
        UnreadableDraft: not TOML, an unknown or missing key, a name that no table has, a value that
            is not in the table's unit, a span that ends before it begins.
    """
    try:
        # Decimals stay as written: 0.1 is not a tenth once it is a float.
        given = tomllib.loads(toml, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDraft("", f"this is not TOML: {error}") from error
    return draft_of(given, law)


def draft_of(given: Mapping[str, Any], law: Law) -> Draft:
    """The draft decree of a document that was parsed already, from TOML or from JSON.

    Raises:
        UnreadableDraft: as ``read_draft``.
    """
    _check_shape(given)
    try:
        wire = _CONVERTER.structure(given, _WireDraft)
    except cattrs.BaseValidationError as error:
        raise _first_fault(error, "") from error
    if not wire.text.name.strip():
        raise UnreadableDraft("text.name", "the text needs a name, under which it is cited")
    if not wire.plan:
        raise UnreadableDraft("plan", "a draft needs at least one [[plan]]")
    text = Text(wire.text.name, wire.text.published, "projet")
    plans = (
        _plan(plan, f"plan[{number}]", text, law) for number, plan in enumerate(wire.plan, start=1)
    )
    return Draft(text, tuple(plans))


def _check_shape(given: Mapping[str, Any]) -> None:
    """[text] is a table, [[plan]] a list of tables: what cattrs would tell obscurely."""
    if not isinstance(given.get("text", {}), dict):
        raise UnreadableDraft("text", "a table is expected: [text], then name and published")
    plans = given.get("plan", [])
    if not isinstance(plans, list) or not all(isinstance(plan, dict) for plan in plans):
        raise UnreadableDraft("plan", "a list of tables is expected: [[plan]], in double brackets")


def _plan(wire: _WirePlan, path: str, text: Text, law: Law) -> Plan:
    table = law.tables_of(wire.parameter).get(wire.category)
    if table is None:
        known = ", ".join(sorted(law.tables_of(wire.parameter)))
        message = f"{wire.parameter} has no category {wire.category}; it has {known}"
        raise UnreadableDraft(_at(path, "category"), message)
    try:
        span = Span(wire.hours_from, wire.hours_to)
    except ValueError as error:
        raise UnreadableDraft(_at(path, "hours_to"), str(error)) from error
    plan = Plan(wire.parameter, wire.category, wire.value, span)
    if wire.value == Special.INHERIT.value and len(chain(wire.category, Category.PROTECTED)) == 1:
        raise UnreadableDraft(_at(path, "value"), f"{wire.category} has no parent to inherit from")
    try:
        plan.entry(text, table)
    except ValueError as error:
        raise UnreadableDraft(_at(path, "value"), _wanted(wire.value, table.unit)) from error
    return plan


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _wanted(value: str, unit: Unit[Any]) -> str:
    """What a value of the table looks like."""
    if isinstance(unit.parse, type) and issubclass(unit.parse, Enum):
        known = ", ".join([*(str(member.value) for member in unit.parse), *_SPECIAL])
        return f"{value!r} is not one of {known}"
    return (
        f"{value!r} cannot be read in {unit.name}: write a plain number with a point, as "
        f'"0.60" or "8.46", or {" or ".join(_SPECIAL)}'
    )


def _first_fault(error: BaseException, path: str) -> UnreadableDraft:
    """The first thing wrong, with its path, out of what cattrs collected."""
    if isinstance(error, cattrs.ClassValidationError):
        placed, others = error.group_exceptions()
        for fault in others:
            if isinstance(fault, ForbiddenExtraKeysError):
                return _unknown_key(fault, path)
        fault, note = placed[0]
        place = _at(path, note.name)
        if isinstance(fault, KeyError):
            return UnreadableDraft(place, f"{note.name} is missing")
        return _first_fault(fault, place)
    if isinstance(error, cattrs.IterableValidationError):
        fault, index = error.group_exceptions()[0][0]
        return _first_fault(fault, f"{path}[{int(index.index) + 1}]")
    return UnreadableDraft(path, str(error))


def _unknown_key(error: ForbiddenExtraKeysError, path: str) -> UnreadableDraft:
    key = min(error.extra_fields)
    known = [field.name for field in fields(error.cl)]
    return UnreadableDraft(_at(path, key), f"unknown key; {_nearest(key, known)}")


def _nearest(given: str, known: Iterable[str]) -> str:
    """The names that come close, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(given, names)
    return f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names)}"


def _text(value: object, _: type[str]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    msg = f"a text is expected, between quotation marks; this is {value!r}"
    raise TypeError(msg)


def _day(value: object, _: type[date]) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # told below, with the value as written
    msg = f"{value if isinstance(value, str) else repr(value)} is not a day: write it as 2027-01-31"
    raise ValueError(msg)


def _name(value: object, names: type[Enum]) -> Enum:
    try:
        return names(value)
    except ValueError as error:
        known = [str(member.value) for member in names]
        msg = f"{value!r} is not known; {_nearest(str(value), known)}"
        raise ValueError(msg) from error


_CONVERTER = cattrs.Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _text)
_CONVERTER.register_structure_hook(date, _day)
_CONVERTER.register_structure_hook(Parameter, _name)
_CONVERTER.register_structure_hook(Category, _name)
