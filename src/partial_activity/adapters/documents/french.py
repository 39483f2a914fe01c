"""How values are set in French: no-break spaces, commas, long days; and only signs that print."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.letters.documents import Phrase, Value
from partial_activity.domain.money import Euros, HourlyPay, Share, decimal_text

NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
_PARIS = "Europe/Paris"


def shown(value: Value) -> str:
    """A value as a reader of French expects it, in signs that the fonts have."""
    match value:
        case Phrase():
            values = {name: shown(one) for name, one in value.values.items()}
            return typeset(value.text).format_map(values)
        case str():
            return typeset(printable(value))
        case datetime():
            return instant_text(value)
        case date():
            return day_text(value)
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
    """French spacing: no line begins with a high mark, an amount keeps its unit."""
    text = _BEFORE.sub(NARROW, text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    text = _UNIT.sub(WIDE, text)
    text = text.replace("« ", f"«{WIDE}").replace(" »", f"{WIDE}»")
    return _ARTICLE.sub(WIDE, text)


def day_text(day: date) -> str:
    """``1er mars 2024``."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{WIDE}{_MONTHS[day.month - 1]}{WIDE}{day.year}"


def instant_text(instant: datetime) -> str:
    """``4 mars 2024 à 10 h 00 min 12 s (heure de Paris)``: a receipt says when, to the second."""
    there = instant.astimezone(ZoneInfo(_PARIS))
    hour = f"{there.hour}{WIDE}h{WIDE}{there.minute:02d}{WIDE}min{WIDE}{there.second:02d}{WIDE}s"
    return f"{day_text(there.date())} à {hour} (heure de Paris)"


def number_text(ratio: Fraction, places: int = 0) -> str:
    """``−1 234,50``: the minus as long as a plus, thousands apart."""
    digits = decimal_text(abs(ratio), places)
    whole, _, decimals = digits.partition(".")
    minus = "\N{MINUS SIGN}" if ratio < 0 else ""
    return minus + f"{int(whole):,}".replace(",", NARROW) + (f",{decimals}" if decimals else "")


def _euros(amount: Euros) -> str:
    return f"{number_text(amount.exact, 2)}{WIDE}€"


def _hourly(pay: HourlyPay) -> str:
    """Four decimals at most, with a mark where more follow."""
    cut = Fraction(int(pay.exact * 10_000), 10_000)
    return number_text(cut, 2) + ("" if cut == pay.exact else "…") + f"{WIDE}€"


def _span(days: Span) -> str:
    assert days.last is not None, "what a document tells of has an end"
    if days.first == days.last:
        return f"le {day_text(days.first)}"
    return f"du {_short(days.first)} au {_short(days.last)}"


def _short(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _siret(siret: Siret) -> str:
    digits = siret.digits
    return WIDE.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


_SHOWN: Mapping[type, Callable[..., str]] = {
    int: lambda count: number_text(Fraction(count)),
    Euros: _euros,
    Hours: lambda hours: f"{number_text(hours.exact, 2)}{WIDE}h",
    HourlyPay: _hourly,
    Share: lambda share: f"{number_text(share.exact * 100)}{WIDE}%",
    Siret: _siret,
    Span: _span,
}
_BEFORE = re.compile(r" (?=[;!?%])")
_UNIT = re.compile(r" (?=[:€]|h\b(?! [a-z]))")
_ARTICLE = re.compile(r"(?<=\b[DLR]\.) (?=\d)|(?<=\bart\.) (?=\S)|(?<=n°) (?=\d)")


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
