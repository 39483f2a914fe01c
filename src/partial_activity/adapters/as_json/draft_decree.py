"""A draft decree read from TOML: what the law would be if it were published.

The names of parameters and categories are those that ``law on`` prints. Every fault is told with
its place in the file, as ``plan[2].hours_from``; plans are counted from 1, as people count.
"""

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

import cattrs
from attrs import fields, frozen
from cattrs.errors import ForbiddenExtraKeysError

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.book import Draft, Law, Plan, sectors_of, table_for
from partial_activity.domain.law.dated import Span, Special, Text, Unit
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory, Sector
from partial_activity.domain.words import Words

_SPECIAL = (Special.INHERIT.value, Special.NONE.value)


@frozen
class Fault:
    """One thing that is wrong with a draft."""

    path: str
    message: str
    """What it is, and the mend."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class UnreadableDraft(Exception):
    """A draft that cannot be laid over the law; the message has one line a fault."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@frozen
class _WireText:
    name: str
    published: date


@frozen
class _WirePlan:
    parameter: Parameter
    category: str
    value: str
    hours_from: date
    hours_to: date | None = None


@frozen
class _WireCategory:
    name: str
    french: str
    english: str
    article: str
    follows: Category = Category.GENERAL


@frozen
class _WireDraft:
    text: _WireText
    plan: list[_WirePlan]
    category: list[_WireCategory]
    """The categories that the draft introduces; it need not introduce any."""


_KEYS = frozenset(field.name for field in fields(_WireDraft))
_UNNAMED = Text("projet", None, "projet")
"""Stands for a text that cannot be read while its plans are."""
Wire = TypeVar("Wire")


def read_draft(toml: str, law: Law) -> Draft:
    """The draft decree that a TOML document describes, checked against the tables it would change.

    Raises:
        UnreadableDraft: with everything at fault: it is not TOML; unknown or missing keys, names
            that no table has, values that are not in the table's unit, spans that end before they
            begin.
    """
    try:
        # Decimals stay as written: 0.1 is not a tenth once it is a float.
        given = tomllib.loads(toml, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDraft(Fault("", f"this is not TOML: {error}")) from error
    return draft_of(given, law)


def draft_of(given: Mapping[str, Any], law: Law) -> Draft:
    """The draft decree of a document that was parsed already, from TOML or from JSON.

    Raises:
        UnreadableDraft: as ``read_draft``.
    """
    faults: list[Fault] = [
        Fault(key, _unknown(key, _WireDraft)) for key in sorted(given) if key not in _KEYS
    ]
    text = _text_of(given, faults)
    sectors = {**sectors_of(law), **_sectors_of(given, faults)}
    plans = _plans_of(given, text or _UNNAMED, _Names(law, sectors), faults)
    if faults or text is None:
        raise UnreadableDraft(*faults)
    return Draft(text, tuple(plans))


def _text_of(given: Mapping[str, Any], faults: list[Fault]) -> Text | None:
    if "text" not in given:
        faults.append(Fault("text", "text is missing"))
        return None
    if not isinstance(given["text"], dict):
        faults.append(Fault("text", "a table is expected: [text], then name and published"))
        return None
    wire = _structured(given["text"], _WireText, "text", faults)
    if wire is None:
        return None
    if not wire.name.strip():
        faults.append(Fault("text.name", "the text needs a name, under which it is cited"))
        return None
    return Text(wire.name, wire.published, "projet")


@frozen
class _Names:
    """The place where the names of a plan are found."""

    law: Law
    sectors: Mapping[str, Sector]

    def category(self, name: str) -> AnyCategory | None:
        """Ours, or one that a text introduced."""
        return Category(name) if name in set(Category) else self.sectors.get(name)


def _listed(given: Mapping[str, Any], key: str, faults: list[Fault]) -> list[dict[str, Any]] | None:
    """The tables under a key, which are none where it is not there; None where they are no list."""
    listed = given.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        expected = f"a list of tables is expected: [[{key}]], in double brackets"
        faults.append(Fault(key, expected))
        return None
    return listed


def _sectors_of(given: Mapping[str, Any], faults: list[Fault]) -> dict[str, Sector]:
    """The categories that the draft introduces, by name."""
    sectors: dict[str, Sector] = {}
    for number, one in enumerate(_listed(given, "category", faults) or [], start=1):
        path = f"category[{number}]"
        wire = _structured(one, _WireCategory, path, faults)
        if wire is None:
            continue
        try:
            words = Words(wire.french, wire.english)
            sector = Sector(wire.name, words, wire.article, wire.follows)
        except InvalidValue as error:
            faults.append(Fault(_at(path, error.path), error.message))
            continue
        if sector in sectors:
            faults.append(Fault(_at(path, "name"), f"{sector} twice: keep one"))
        sectors[wire.name] = sector
    return sectors


def _plans_of(
    given: Mapping[str, Any], text: Text, names: _Names, faults: list[Fault]
) -> list[Plan]:
    listed = _listed(given, "plan", faults)
    if listed is None:
        return []
    if not listed:
        faults.append(Fault("plan", "a draft needs at least one [[plan]]"))
    plans: list[Plan] = []
    for number, one in enumerate(listed, start=1):
        wire = _structured(one, _WirePlan, f"plan[{number}]", faults)
        if wire is not None:
            plans += _plan(wire, f"plan[{number}]", text, names, faults)
    return plans


def _plan(
    wire: _WirePlan, path: str, text: Text, names: _Names, faults: list[Fault]
) -> tuple[Plan, ...]:
    """The plan; none where something is wrong with it."""
    category = names.category(wire.category)
    if category is None:
        known = [*map(str, Category), *names.sectors]
        message = f"{wire.category!r} is not known; {_nearest(wire.category, known)}"
        faults.append(Fault(_at(path, "category"), f"{message}, or introduce it: [[category]]"))
        return ()
    tables = names.law.tables_of(wire.parameter)
    table = table_for(tables, category)
    before = len(faults)
    try:
        span = Span(wire.hours_from, wire.hours_to)
    except ValueError as error:
        faults.append(Fault(_at(path, "hours_to"), str(error)))
        span = Span(wire.hours_from)
    plan = Plan(wire.parameter, category, wire.value, span)
    if table is None:
        message = f"{wire.parameter} has no category {category}; it has {', '.join(sorted(tables))}"
        faults.append(Fault(_at(path, "category"), message))
        return ()
    if wire.value == Special.INHERIT.value and len(chain(category, Category.PROTECTED)) == 1:
        message = f"{category} has no parent to inherit from"
        faults.append(Fault(_at(path, "value"), message))
        return ()
    try:
        plan.entry(text, table)
    except InvalidValue as error:
        bound = error.code == "out_of_range"
        message = error.message if bound else _wanted(wire.value, table.unit)
        faults.append(Fault(_at(path, "value"), message))
    except ValueError:
        faults.append(Fault(_at(path, "value"), _wanted(wire.value, table.unit)))
    return (plan,) if len(faults) == before else ()


def _structured(
    given: Mapping[str, Any], shape: type[Wire], path: str, faults: list[Fault]
) -> Wire | None:
    try:
        return _CONVERTER.structure(given, shape)
    except cattrs.BaseValidationError as error:
        faults += _faults(error, path)
        return None


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _wanted(value: str, unit: Unit[Any]) -> str:
    """What a value of the table looks like."""
    names = unit.known
    if isinstance(unit.parse, type) and issubclass(unit.parse, Enum):
        names = tuple(str(member.value) for member in unit.parse)
    if names:
        return f"{value!r} is not one of {', '.join((*names, *_SPECIAL))}"
    return (
        f"{value!r} cannot be read in {unit.name}: write a plain number with a point, as "
        f'"0.60" or "8.46", or {" or ".join(_SPECIAL)}'
    )


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    """Everything that is wrong, each with its path, out of what cattrs collected."""
    if not isinstance(error, cattrs.ClassValidationError):
        yield Fault(path, str(error))
        return
    placed, others = error.group_exceptions()
    for other in others:
        if isinstance(other, ForbiddenExtraKeysError):
            for key in sorted(other.extra_fields):
                yield Fault(_at(path, key), _unknown(key, other.cl))
    for fault, note in placed:
        place = _at(path, note.name)
        if isinstance(fault, KeyError):
            yield Fault(place, f"{note.name} is missing")
        else:
            yield from _faults(fault, place)


def _unknown(key: str, shape: type[Any]) -> str:
    known = [field.name for field in fields(shape)]
    return f"unknown key; {_nearest(key, known)}"


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
