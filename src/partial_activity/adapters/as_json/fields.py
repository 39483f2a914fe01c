"""A field of a case is read from JSON strictly, and refused with its path and the mend.

A reader takes the value and its path, and gives the domain's value or raises
:class:`~partial_activity.domain.errors.InvalidValue`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.days import day_given, day_written
from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words

Reader = Callable[[object, str], Any]
Keys = Mapping[str, Reader]
Member = TypeVar("Member", bound=Enum)
Chosen = TypeVar("Chosen")

PAY_DECIMALS = 10
"""The decimals of a pay, a divisor or a share; hours, days and amounts have two."""
_LONGEST_WHOLE = 15
"""Digits before the point: far above any real figure, and far below what slows arithmetic."""
_LONGEST_SHOWN = 40
_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


class RepeatedKey(dict[str, object]):
    """A JSON object that gave one of its keys twice."""

    def __init__(self, key: str, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self.key = key


class FaultyDocument(InvalidValue):
    """Several faults of one document.

    Attributes:
        faults: each of them; what the error itself says is the first.
    """

    def __init__(self, faults: Sequence[InvalidValue]) -> None:
        first = faults[0]
        super().__init__(first.code, first.path, first.message, first.french)
        self.faults = tuple(faults)


def faults_of(error: CannotAnswer) -> tuple[CannotAnswer, ...]:
    """Every fault that an error tells of."""
    return error.faults if isinstance(error, FaultyDocument) else (error,)


class Faults:
    """Gathers what is wrong with the parts of a document, until all have been read."""

    def __init__(self) -> None:
        self.found: list[InvalidValue] = []

    def add(self, error: InvalidValue) -> None:
        """Keep a fault, or those of a part of the document."""
        self.found += error.faults if isinstance(error, FaultyDocument) else [error]

    def refuse(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            InvalidValue: the one fault, or a ``FaultyDocument`` with all of them.
        """
        if self.found:
            raise self.found[0] if len(self.found) == 1 else FaultyDocument(self.found)


def read_object(
    value: object,
    path: str,
    keys: Keys,
    elsewhere: Mapping[str, Words] = MappingProxyType({}),
    needed: Mapping[str, Words] = MappingProxyType({}),
) -> dict[str, Any]:
    """Each key of a JSON object, read by the reader that stands for it.

    Args:
        value: what should be the object.
        path: where it stands; empty for the case as a whole.
        keys: every key it may have, with its reader.
        elsewhere: keys that belong to another object, with its name, for the mend.
        needed: keys it cannot do without, each with an example.

    Raises:
        InvalidValue: not an object; or an unknown, a repeated or a missing key, or a value that is
            refused: all of them.
    """
    if type(value) is not dict:
        value = as_object(value, path)
    prefix = f"{path}." if path else ""
    facts, faults = {}, None
    for key, given in value.items():
        try:
            read = keys.get(key)
            if read is None:
                _refuse_key(key, prefix, keys, elsewhere)
            facts[key] = read(given, prefix + key)
        except InvalidValue as error:
            faults = faults or Faults()
            faults.add(error)
    for key, example in needed.items():
        if key not in value:
            faults = faults or Faults()
            faults.add(
                InvalidValue(
                    "missing",
                    prefix + key,
                    f"{key} is needed{example.english}",
                    f"{key} est nécessaire{example.french}",
                )
            )
    if faults is not None:
        faults.refuse()
    return facts


def as_object(value: object, path: str) -> dict[str, object]:
    """A JSON object, whatever its keys.

    Raises:
        InvalidValue: it is something else, or gives a key twice.
    """
    if isinstance(value, RepeatedKey):
        raise InvalidValue(
            "conflicting_keys",
            f"{path}.{value.key}" if path else value.key,
            f"the key {quoted(value.key)} is given twice in the same object: keep one",
            f"la clé {quoted(value.key)} est donnée deux fois dans le même objet : n'en gardez "
            "qu'une",
        )
    if isinstance(value, dict):
        return value
    key, found = path.rpartition(".")[2], kind(value)
    raise InvalidValue(
        "wrong_type" if path else "not_an_object",
        path,
        f"{key or 'each case'} must be a JSON object, between {{ and }}, not {found.english}",
        f"{key or 'chaque cas'} doit être un objet JSON, entre {{ et }}, et non {found.french}",
    )


def for_instance(example: str) -> Words:
    """How the message on a key that is missing goes on."""
    return Words(f", par exemple {example}", f", for instance {example}")


def _refuse_key(key: object, prefix: str, keys: Keys, elsewhere: Mapping[str, Words]) -> NoReturn:
    import difflib  # noqa: PLC0415  costs more than reading a case, and only a mistake needs it

    name = str(key)
    if name in elsewhere:
        home = elsewhere[name]
        mend = Words(f"elle va dans {home.french}", f"it belongs to {home.english}")
    elif near := difflib.get_close_matches(name, keys, n=1):
        mend = Words(f"peut-être {near[0]} ?", f"did you mean {near[0]}?")
    else:
        listed = ", ".join(keys)
        mend = Words(f"les clés sont ici {listed}", f"the keys here are {listed}")
    if len(name) > _LONGEST_SHOWN:
        name = name[:_LONGEST_SHOWN] + "…"
    raise InvalidValue(
        "unknown_key",
        prefix + name,
        f"unknown key {quoted(key)}: {mend.english}",
        f"clé inconnue {quoted(key)} : {mend.french}",
    )


def text(value: object, path: str) -> str:
    """Read any text."""
    if type(value) is not str:
        _wrong_type(value, path, _A_TEXT)
    return value


def flag(value: object, path: str) -> bool:
    """True or false."""
    if type(value) is not bool:
        _wrong_type(value, path, _A_FLAG)
    return value


def whole(value: object, path: str) -> int:
    """A whole number; its range is the domain's matter."""
    if type(value) is not int:
        _wrong_type(value, path, _A_WHOLE)
    return value


def one_of(members: type[Member]) -> Callable[[object, str], Member]:
    """A reader of the values of an enumeration."""
    return named({member.value: member for member in members})


def named(by_value: Mapping[str, Chosen]) -> Callable[[object, str], Chosen]:
    """A reader of some values, each by its name."""

    def read(value: object, path: str) -> Chosen:
        if type(value) is not str:
            listed = ", ".join(by_value)
            _wrong_type(
                value, path, Words(f"doit être un texte : {listed}", f"must be a text: {listed}")
            )
        member = by_value.get(value)
        if member is None:
            raise not_one_of(quoted(value), by_value, path)
        return member

    return read


def not_one_of(given: str | Words, known: Iterable[object], path: str) -> InvalidValue:
    """The error that a value is none of those that there are."""
    said = Words(given, given) if isinstance(given, str) else given
    listed = ", ".join(map(str, known))
    return InvalidValue(
        "unknown_value",
        path,
        f"{said.english} is not one of {listed}",
        f"{said.french} n'est pas parmi {listed}",
    )


def amount(value: object, path: str) -> Euros:
    """An amount in euros, to the cent."""
    return Euros(_scaled(value, path, 2))


def hours(value: object, path: str) -> Hours:
    """Hours, to the hundredth."""
    return Hours(_scaled(value, path, 2))


def days(value: object, path: str) -> Days:
    """Days, to the hundredth (a half-day is 0.50)."""
    return Days(_scaled(value, path, 2))


def ratio(value: object, path: str) -> Fraction:
    """A pay or a divisor, exact, with up to ten decimals."""
    return Fraction(_scaled(value, path, PAY_DECIMALS), 10**PAY_DECIMALS)


def hourly_pay(value: object, path: str) -> HourlyPay:
    """Euros for one hour, exact, with up to ten decimals."""
    return HourlyPay(ratio(value, path))


def share(value: object, path: str) -> Share:
    """A share, above 0 and at most 1; 43 where 0.43 was meant is out of range."""
    read = ratio(value, path)
    if not 0 < read <= 1:
        raise InvalidValue(
            "out_of_range",
            path,
            f"{quoted(value)} is not above 0 and at most 1: a share is written 0.43 for 43 %",
            f"{quoted(value)} n'est pas entre 0 et 1 : une part s'écrit 0.43 pour 43 %",
        )
    return Share(read)


def day(value: object, path: str) -> date:
    """A day that exists, as ``2021-07-01``."""
    if type(value) is not str:
        _wrong_type(value, path, _A_DAY)
    read = _day(value)
    if read is None:
        raise InvalidValue(
            "unknown_value",
            path,
            f'{quoted(value)} is not a day of the calendar: write year-month-day, as "2021-07-01"',
            f"{quoted(value)} n'est pas un jour du calendrier : écrivez année-mois-jour, comme "
            '"2021-07-01"',
        )
    return read


def month(value: object, path: str) -> tuple[date, date]:
    """The first and the last day of a month given as ``2021-07``."""
    if type(value) is not str:
        _wrong_type(value, path, _A_MONTH)
    read = _month(value)
    if read is None:
        raise InvalidValue(
            "unknown_value",
            path,
            f'{quoted(value)} is not a month: write year-month, as "2021-07", from 01 to 12',
            f'{quoted(value)} n\'est pas un mois : écrivez année-mois, comme "2021-07", de 01 à 12',
        )
    return read


# The cases of a file share few days and months.
@lru_cache(maxsize=1024)
def _day(value: str) -> date | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        return day_written(value)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _month(value: str) -> tuple[date, date] | None:
    match = _MONTH.fullmatch(value)
    if not match:
        return None
    try:
        first = day_given(int(match[1]), int(match[2]), 1)
        return month_bounds(first.year, first.month)
    except ValueError:  # month 13, year 0; calendar's own error is a ValueError too
        return None


def _scaled(value: object, path: str, places: int) -> int:
    """The number × 10^places: exact, never negative; a Decimal, where Python gives the case."""
    if type(value) is Decimal and value.is_finite() and value.adjusted() < _LONGEST_WHOLE:
        value = f"{value:f}"
    if type(value) is not str:
        _wrong_type(value, path, _A_NUMBER)
    match = _DECIMAL.fullmatch(value)
    if not match:
        _refuse_number(value, path)
    minus, before, after = match.groups("")
    if minus or len(before) > _LONGEST_WHOLE:
        wrong = _NEGATIVE if minus else _TOO_LARGE
        raise InvalidValue(
            "out_of_range",
            path,
            f"{quoted(value)} {wrong.english}: check the figure",
            f"{quoted(value)} {wrong.french} : vérifiez ce nombre",
        )
    if len(after) > places:
        raise InvalidValue(
            "too_precise",
            path,
            f"{quoted(value)} has {len(after)} decimals: at most {places} are read here, and "
            "nothing is rounded for you",
            f"{quoted(value)} a {len(after)} décimales : {places} au plus sont lues ici, et rien "
            "n'est arrondi à votre place",
        )
    return int(before + after.ljust(places, "0"))


def _refuse_number(value: str, path: str) -> NoReturn:
    if not value.strip():
        mend = Words(
            "il est vide : écrivez un nombre, ou retirez la clé",
            "it is empty: write a number, or leave the key out",
        )
    elif any(sign.isspace() for sign in value):
        mend = Words("retirez les espaces", "take the spaces out")
    elif "," in value:
        mend = Words(
            "écrivez un point décimal, pas une virgule, et rien entre les milliers",
            "write a decimal point, not a comma, and no thousands mark",
        )
    elif re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", value):
        mend = Words(
            "écrivez tous les chiffres, sans exposant", "write the digits out, without an exponent"
        )
    else:
        mend = Words(
            'écrivez des chiffres et un point au plus, comme "30.75"',
            'write digits and at most one point, as "30.75"',
        )
    raise InvalidValue(
        "not_a_number",
        path,
        f"{quoted(value)} is not a plain decimal number: {mend.english}",
        f"{quoted(value)} n'est pas un nombre décimal : {mend.french}",
    )


def _wrong_type(value: object, path: str, must: Words) -> NoReturn:
    absent = Words(", ou être absent", ", or be left out") if value is None else Words("", "")
    name, found = path.rpartition(".")[2], kind(value)
    raise InvalidValue(
        "wrong_type",
        path,
        f"{name} {must.english}{absent.english}; it is {found.english}",
        f"{name} {must.french}{absent.french} ; ici, c'est {found.french}",
    )


def kind(value: object) -> Words:
    """What a JSON value is, in words."""
    if isinstance(value, str):
        return Words(f"le texte {quoted(value)}", f"the text {quoted(value)}")
    python = type(value).__name__
    return _KINDS.get(type(value), Words(f"une valeur Python {python}", f"a Python {python}"))


_KINDS: Mapping[type, Words] = {
    type(None): Words("null", "null"),
    bool: Words("true ou false", "true or false"),
    int: Words("un nombre sans guillemets", "a bare number"),
    float: Words("un nombre sans guillemets", "a bare number"),
    list: Words("une liste", "a list"),
    dict: Words("un objet", "an object"),
    RepeatedKey: Words("un objet", "an object"),
}
_A_TEXT = Words("doit être un texte, entre guillemets", "must be a text, in quotes")
_A_FLAG = Words("doit être true ou false, sans guillemets", "must be true or false, without quotes")
_A_WHOLE = Words(
    "doit être un nombre entier, sans guillemets", "must be a whole number, without quotes"
)
_A_DAY = Words(
    'doit être un jour entre guillemets, comme "2021-07-01"',
    'must be a day in quotes, as "2021-07-01"',
)
_A_MONTH = Words(
    'doit être un mois entre guillemets, comme "2021-07"', 'must be a month in quotes, as "2021-07"'
)
_A_NUMBER = Words(
    'doit être un nombre décimal entre guillemets, comme "30.75"',
    'must be a decimal number in quotes, as "30.75"',
)
_NEGATIVE = Words("ne peut être négatif", "cannot be negative")
_TOO_LARGE = Words("est bien trop grand", "is far too large")


def quoted(value: object) -> str:
    """A value as a message quotes it: in double quotes, on one line, cut when long."""
    quoted = str(value)
    if len(quoted) > _LONGEST_SHOWN:
        quoted = quoted[:_LONGEST_SHOWN] + "…"
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in quoted) + '"'
