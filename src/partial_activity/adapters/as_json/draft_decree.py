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

from partial_activity.domain.errors import CannotAnswer, InvalidValue
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
    said: Words
    """What it is, and the mend."""

    @property
    def placed(self) -> Words:
        """The same, after its place."""
        if not self.path:
            return self.said
        return Words(f"{self.path} : {self.said.french}", f"{self.path}: {self.said.english}")


class UnreadableDraft(Exception):
    """A draft that cannot be laid over the law; the message has one line a fault.

    Attributes:
        faults: each of them.
        french: the message in French.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(fault.placed.english for fault in faults))
        self.faults = faults
        self.french = "\n".join(fault.placed.french for fault in faults)


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
        raise UnreadableDraft(
            Fault("", Words(f"ce n'est pas du TOML : {error}", f"this is not TOML: {error}"))
        ) from error
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
        faults.append(Fault("text", _absent("text")))
        return None
    if not isinstance(given["text"], dict):
        expected = Words(
            "une table est attendue : [text], puis name et published",
            "a table is expected: [text], then name and published",
        )
        faults.append(Fault("text", expected))
        return None
    wire = _structured(given["text"], _WireText, "text", faults)
    if wire is None:
        return None
    if not wire.name.strip():
        unnamed = Words(
            "le texte a besoin d'un nom, sous lequel il est cité",
            "the text needs a name, under which it is cited",
        )
        faults.append(Fault("text.name", unnamed))
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
        expected = Words(
            f"une liste de tables est attendue : [[{key}]], entre doubles crochets",
            f"a list of tables is expected: [[{key}]], in double brackets",
        )
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
            faults.append(Fault(_at(path, error.path), _said(error)))
            continue
        if sector in sectors:
            faults.append(
                Fault(
                    _at(path, "name"),
                    Words(f"{sector} deux fois : n'en gardez qu'une", f"{sector} twice: keep one"),
                )
            )
        sectors[wire.name] = sector
    return sectors


def _plans_of(
    given: Mapping[str, Any], text: Text, names: _Names, faults: list[Fault]
) -> list[Plan]:
    listed = _listed(given, "plan", faults)
    if listed is None:
        return []
    if not listed:
        faults.append(
            Fault(
                "plan",
                Words(
                    "un projet a besoin d'un [[plan]] au moins",
                    "a draft needs at least one [[plan]]",
                ),
            )
        )
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
        nearest = _nearest(wire.category, known)
        unknown = Words(
            f"{wire.category!r} n'est pas connu ; {nearest.french}, ou introduisez-le : "
            "[[category]]",
            f"{wire.category!r} is not known; {nearest.english}, or introduce it: [[category]]",
        )
        faults.append(Fault(_at(path, "category"), unknown))
        return ()
    tables = names.law.tables_of(wire.parameter)
    table = table_for(tables, category)
    before = len(faults)
    try:
        span = Span(wire.hours_from, wire.hours_to)
    except ValueError as error:
        faults.append(Fault(_at(path, "hours_to"), _said(error)))
        span = Span(wire.hours_from)
    plan = Plan(wire.parameter, category, wire.value, span)
    if table is None:
        listed = ", ".join(sorted(tables))
        untabled = Words(
            f"{wire.parameter} n'a pas de catégorie {category} ; il a {listed}",
            f"{wire.parameter} has no category {category}; it has {listed}",
        )
        faults.append(Fault(_at(path, "category"), untabled))
        return ()
    if wire.value == Special.INHERIT.value and len(chain(category, Category.PROTECTED)) == 1:
        orphan = Words(
            f"{category} n'a pas de parent dont hériter",
            f"{category} has no parent to inherit from",
        )
        faults.append(Fault(_at(path, "value"), orphan))
        return ()
    try:
        plan.entry(text, table)
    except InvalidValue as error:
        bound = error.code == "out_of_range"
        said = _said(error) if bound else _wanted(wire.value, table.unit)
        faults.append(Fault(_at(path, "value"), said))
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


def _absent(key: str) -> Words:
    return Words(f"{key} manque", f"{key} is missing")


def _said(error: BaseException) -> Words:
    """What an error says; one of Python's own says it in English."""
    if isinstance(error, CannotAnswer):
        return Words(error.french, error.message)
    return Words(f"ne peut être lu : {error}", str(error))


def _wanted(value: str, unit: Unit[Any]) -> Words:
    """What a value of the table looks like."""
    names = unit.known
    if isinstance(unit.parse, type) and issubclass(unit.parse, Enum):
        names = tuple(str(member.value) for member in unit.parse)
    if names:
        listed = ", ".join((*names, *_SPECIAL))
        return Words(f"{value!r} n'est pas parmi {listed}", f"{value!r} is not one of {listed}")
    return Words(
        f"{value!r} ne peut être lu en {unit.name} : écrivez un nombre avec un point, comme "
        f'"0.60" ou "8.46", ou {" ou ".join(_SPECIAL)}',
        f"{value!r} cannot be read in {unit.name}: write a plain number with a point, as "
        f'"0.60" or "8.46", or {" or ".join(_SPECIAL)}',
    )


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    """Everything that is wrong, each with its path, out of what cattrs collected."""
    if not isinstance(error, cattrs.ClassValidationError):
        yield Fault(path, _said(error))
        return
    placed, others = error.group_exceptions()
    for other in others:
        if isinstance(other, ForbiddenExtraKeysError):
            for key in sorted(other.extra_fields):
                yield Fault(_at(path, key), _unknown(key, other.cl))
    for fault, note in placed:
        place = _at(path, note.name)
        if isinstance(fault, KeyError):
            yield Fault(place, _absent(note.name))
        else:
            yield from _faults(fault, place)


def _unknown(key: str, shape: type[Any]) -> Words:
    nearest = _nearest(key, [field.name for field in fields(shape)])
    return Words(f"clé inconnue ; {nearest.french}", f"unknown key; {nearest.english}")


def _nearest(given: str, known: Iterable[str]) -> Words:
    """The names that come close, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(given, names)
    if close:
        return Words(f"peut-être {' ou '.join(close)} ?", f"did you mean {' or '.join(close)}?")
    return Words(f"connus : {', '.join(names)}", f"known: {', '.join(names)}")


def _text(value: object, _: type[str]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InvalidValue(
        "wrong_type",
        "",
        f"a text is expected, between quotation marks; this is {value!r}",
        f"un texte est attendu, entre guillemets ; ici, c'est {value!r}",
    )


def _day(value: object, _: type[date]) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # told below, with the value as written
    given = value if isinstance(value, str) else repr(value)
    raise InvalidValue(
        "unknown_value",
        "",
        f"{given} is not a day: write it as 2027-01-31",
        f"{given} n'est pas un jour : écrivez-le comme 2027-01-31",
    )


def _name(value: object, names: type[Enum]) -> Enum:
    try:
        return names(value)
    except ValueError as error:
        nearest = _nearest(str(value), [str(member.value) for member in names])
        raise InvalidValue(
            "unknown_value",
            "",
            f"{value!r} is not known; {nearest.english}",
            f"{value!r} n'est pas connu ; {nearest.french}",
        ) from error


_CONVERTER = cattrs.Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _text)
_CONVERTER.register_structure_hook(date, _day)
_CONVERTER.register_structure_hook(Parameter, _name)
_CONVERTER.register_structure_hook(Category, _name)
