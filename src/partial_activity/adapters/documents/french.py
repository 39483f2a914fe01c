"""Documents show values in French here, in signs that the fonts can print."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime

from partial_activity.adapters.formatting import FRENCH, WIDE, formatter
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.domain.letters.documents import Phrase, Value
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.words import in_number


def shown(value: Value) -> str:
    """A value as a reader of French expects it, in signs that the fonts have."""
    match value:
        case Phrase():
            values = {name: shown(one) for name, one in value.values.items()}
            text = in_number(value.text, lambda name: _FORMAT.is_one(value.values[name]))
            return typeset(text).format_map(values)
        case str():
            return typeset(printable(value))
        case Statement() | Refusal():
            return typeset(printable(_FORMAT.say(value)))
        case datetime():
            return instant_text(value)
        case date():
            return _FORMAT.long_day(value)
    return _SHOWN[type(value)](value)


def printable(text: str) -> str:
    """The text in signs that the fonts have, each line of its own; a box stands for any other.

    Marks are joined to their letters first. What has no shape of its own (controls, marks that
    turn the direction of writing) would only serve to deceive, and is left out.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(_printable(sign) for sign in composed)


def breakable(text: str, longest: int) -> str:
    """The text with words that no line could hold cut anywhere, after each sign."""
    return re.sub(rf"\S{{{longest},}}", lambda word: "\N{ZERO WIDTH SPACE}".join(word[0]), text)


def typeset(text: str) -> str:
    """French spacing, and the apostrophe of printed French."""
    return _FORMAT.typeset(text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))


def instant_text(instant: datetime) -> str:
    """``4 mars 2024 à 10 h 00 min 12 s (heure de Paris)``: a receipt says when, to the second."""
    return _FORMAT.instant(instant, long=True, seconds=True)


_FORMAT = formatter(FRENCH)
_SHOWN: Mapping[type, Callable[..., str]] = {
    int: _FORMAT.number,
    Euros: _FORMAT.euros,
    Hours: lambda hours: f"{_FORMAT.number(hours.exact, 2)}{WIDE}h",
    HourlyPay: _FORMAT.hourly,
    Share: lambda share: _FORMAT.percent(share.exact),
    Siret: _FORMAT.siret,
    CivilMonth: lambda month: _FORMAT.month(month.first),
    Span: _FORMAT.span,
}


def _printable(sign: str) -> str:
    if sign == "\n" or _RANGES.fullmatch(sign):
        return sign
    if unicodedata.category(sign) in _SHAPELESS:
        return ""
    return " " if unicodedata.category(sign) == "Zs" else "□"


_SHAPELESS = frozenset({"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp", "Mn", "Me", "Mc"})
_RANGES = re.compile(
    "["
    "\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u02af"  # Latin
    "\\u0386\\u0388-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce"  # Greek
    "\\u0400-\\u045f\\u0490-\\u0491"  # Cyrillic
    "\\u05d0-\\u05ea"  # Hebrew
    "\\u0621-\\u063a\\u0641-\\u064a"  # Arabic
    "\\u1e00-\\u1eff"  # Latin with marks
    "\\u2010-\\u2022\\u2026\\u202f\\u2030-\\u203a"  # punctuation
    "\\u20ac\\u2116\\u2122\\u2190-\\u2193\\u2212\\u2248\\u2260\\u2264\\u2265\\u25a1"  # some signs
    "]"
)
"""What the fonts that come with typst have; a test sets every one of them."""
