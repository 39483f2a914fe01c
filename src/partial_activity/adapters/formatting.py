"""Numbers, amounts, days, counts and sentences are written here, in French and in English.

Pages, letters, documents, pictures and the command line all write through here, so that the same
amount reads the same wherever it is met. Babel brings what the languages do (groups of three
digits, names of months, which counts are plural); what is decided here is which of its forms
serves. Values come typed from the domain, which writes no number for people.

=================  =========================  ===================
value              French                     English
=================  =========================  ===================
``Euros``          ``1 234,50 €``             ``€1,234.50``
``Hours``          ``1 075,20``, ``35``       ``1,075.20``, ``35``
``HourlyPay``      ``8,46 €``                 ``€8.46``
a share            ``60 %``                   ``60%``
a day              ``01/10/2024``             ``2024-10-01``
a long day         ``1er octobre 2024``       ``1 October 2024``
a month            ``octobre 2024``           ``October 2024``
``Siret``          ``123 456 789 00012``      ``123 456 789 00012``
=================  =========================  ===================
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Refusal, Statement, value_text
from partial_activity.domain.law.words import CATEGORIES, NAMED, PARAMETERS
from partial_activity.domain.money import Euros, HourlyPay, Share, decimal_text, parse_decimal
from partial_activity.domain.words import Words, in_number

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)
NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

_LOCALES = {FRENCH: "fr_FR", ENGLISH: "en_GB"}
_MINUS = "\N{MINUS SIGN}"
_PARIS = "Europe/Paris"
_MOST_DECIMALS = 10
_DECIMALS_OF_PAY = 4
_ANY_LENGTH = Context(prec=999)
"""Babel rounds in the context it finds, whose 28 digits a number may exceed."""

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_HIGH_MARK = re.compile(r" (?=[;!?%])")
_UNIT = re.compile(r" (?=[:€»])|(?<=«) | (?=h\b(?! [a-z]))")
_ARTICLE = re.compile(r"(?<=\b[DLR]\.) (?=\d)|(?<=\bart\.) (?=\S)|(?<=n°) (?=\d)")


class Sentence(Protocol):
    """A statement, a problem of a line: a sentence in both languages, and its values apart."""

    @property
    def templates(self) -> Words:
        """The two sentences, before the values are put in."""

    @property
    def values(self) -> Mapping[str, object]:
        """The values, by the names that the sentences give them."""


class Formatter:
    """Writes values for people in one language; ``formatter`` gives the one of a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.french = language == FRENCH
        self._locale = Locale.parse(_LOCALES[language])

    # Numbers.

    def number(self, value: Fraction | int, places: int = 0) -> str:
        """A number in groups of three digits, exact to ten decimals.

        Args:
            value: what is written.
            places: how many decimals are written at least.
        """
        exact = Decimal(decimal_text(Fraction(value), places))
        with localcontext(_ANY_LENGTH):
            written: str = _pattern(places).apply(exact, self._locale)
        return written.replace("-", _MINUS)

    def figure(self, value: object) -> str:
        """A number as a column of figures holds it: of any type, or the text of a plain decimal.

        Hours and amounts keep both decimals, for them to stand below each other.
        """
        match value:
            case Euros() | Hours() | Share() | HourlyPay():
                return self.cut(value.exact, 2)
            case int() | Fraction():
                return self.number(value)
        text = str(value)
        if not _DECIMAL.fullmatch(text):
            return text
        return self.number(parse_decimal(text), len(text.partition(".")[2]))

    def euros(self, amount: Euros) -> str:
        """An amount, always with its cents, never broken over two lines."""
        return self._with_euro(self.number(amount.exact, 2))

    def hourly(self, pay: HourlyPay) -> str:
        """An hourly pay; it is cut after four decimals where it goes on, with a mark."""
        return self._with_euro(self.cut(pay.exact, 2))

    def cut(self, value: Fraction, places: int = 0) -> str:
        """A number cut after four decimals, with a mark where more follow."""
        kept = Fraction(int(value * 10**_DECIMALS_OF_PAY), 10**_DECIMALS_OF_PAY)
        return self.number(kept, places) + ("" if kept == value else "…")

    def hours(self, hours: Hours) -> str:
        """Hours without their unit; the hundredths are left out where there are none."""
        return self.number(hours.exact, 2 if hours.hundredths % 100 else 0)

    def percent(self, share: Fraction) -> str:
        """A share in per cent."""
        return self.number(share * 100) + (f"{NARROW}%" if self.french else "%")

    # Counts.

    def plural(self, count: Fraction | int, one: str, several: str) -> str:
        """Choose the form that goes with a count: French says ``0 demande``."""
        return one if self.is_one(count) else several

    def is_one(self, value: object) -> bool:
        """Whether a value is singular; what is no number is not."""
        exact = getattr(value, "exact", value)
        if not isinstance(exact, int | Fraction):
            return False
        number = exact if isinstance(exact, int) else Decimal(decimal_text(exact, 0))
        return bool(self._locale.plural_form(number) == "one")

    def count(self, count: int, one: str, several: str) -> str:
        """A count and what is counted: ``1 demande``, ``1 200 demandes``."""
        return f"{self.number(count)}{WIDE}{self.plural(count, one, several)}"

    # Days.

    def day(self, day: date) -> str:
        """A day in figures."""
        return format_date(day, "dd/MM/yyyy" if self.french else "yyyy-MM-dd", self._locale)

    def long_day(self, day: date, *, weekday: bool = False) -> str:
        """A day with its month in words, and its day of the week if asked."""
        number = "1'er'" if self.french and day.day == 1 else "d"
        pattern = f"{number}{WIDE}MMMM{WIDE}yyyy"
        return format_date(day, f"EEEE {pattern}" if weekday else pattern, self._locale)

    def month(self, day: date) -> str:
        """The month of a day, with its year."""
        return format_date(day, "MMMM yyyy", self._locale)

    def short_month(self, day: date) -> str:
        """The month of a day, without its year, cut short: ``oct.``."""
        return format_date(day, "MMM", self._locale)

    def of_month(self, day: date) -> str:
        """``d’octobre 2024``, ``de mars 2024``; ``of March 2024``."""
        month = self.month(day)
        if not self.french:
            return f"of {month}"
        return f"d’{month}" if month[0] in "ao" else f"de {month}"

    def instant(self, when: datetime, *, long: bool = False, seconds: bool = False) -> str:
        """An instant as the clocks of Paris show it, to the minute.

        Args:
            when: the instant, with its time zone.
            long: with the month in words, and the place of the clock.
            seconds: to the second.

        Raises:
            ValueError: the instant has no time zone.
        """
        if when.tzinfo is None:
            msg = f"an instant needs a time zone: {when.isoformat()}"
            raise ValueError(msg)
        there = when.astimezone(ZoneInfo(_PARIS))
        day = self.long_day(there) if long else self.day(there)
        if self.french:
            hour = f"{there.hour}{WIDE}h{WIDE}{there.minute:02d}"
            hour += f"{WIDE}min{WIDE}{there.second:02d}{WIDE}s" if seconds else ""
            return f"{day} à {hour}" + (" (heure de Paris)" if long else "")
        hour = f"{there:%H:%M:%S}" if seconds else f"{there:%H:%M}"
        return f"{day} at {hour} (Paris time)" if long else f"{day} {hour}"

    def span(self, days: Span) -> str:
        """The days from the first to the last, both included."""
        first = self.day(days.first)
        if days.last is None:
            return f"depuis le {first}" if self.french else f"from {first}"
        if days.first == days.last:
            only = self.long_day(days.first)
            return f"le {only}" if self.french else f"on {only}"
        last = self.day(days.last)
        return f"du {first} au {last}" if self.french else f"{first} to {last}"

    # Words.

    def say(self, said: Words | Refusal | Sentence) -> str:
        """Words, or the sentence of a statement with its values as this language writes them."""
        if isinstance(said, Words):
            return self.typeset(said.french if self.french else said.english)
        if isinstance(said, Refusal):
            said = Statement(said.code, said.values)
        return self.fill(said.templates, said.values)

    def fill(self, templates: Words, values: Mapping[str, object]) -> str:
        """The sentence of a template, with its values."""
        template = templates.french if self.french else templates.english
        chosen = in_number(template, lambda name: self.is_one(values[name]))
        written = {name: self.bare(_named(name, value)) for name, value in values.items()}
        return self.typeset(chosen.format_map(written))

    def bare(self, value: object) -> str:
        """A value as a sentence holds it, which brings the unit itself."""
        match value:
            case Words() | Statement() | Refusal():
                text = self.say(value)
            case date():
                text = self.day(value)
            case Hours():
                text = self.hours(value)
            case Days():
                text = self.cut(value.exact, 0)
            case Euros() | Share() | HourlyPay():
                text = self.cut(value.exact, 2)
            case Fraction():
                text = self.cut(value, 2)
            case int() if not isinstance(value, bool):
                text = self.number(value)
            case Siret():
                text = self.siret(value)
            case _:
                name = value_text(value)
                text = self.say(NAMED[name]) if name in NAMED else name
        return text

    def typeset(self, text: str) -> str:
        """The text with spaces that do not break: before high marks, in ``R. 5122-4``."""
        text = _ARTICLE.sub(WIDE, text)
        return _UNIT.sub(WIDE, _HIGH_MARK.sub(NARROW, text)) if self.french else text

    def siret(self, siret: Siret | str) -> str:
        """A SIRET as it is printed on paper."""
        digits = str(siret)
        return WIDE.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))

    def _with_euro(self, number: str) -> str:
        if self.french:
            return f"{number}{WIDE}€"
        return f"{_MINUS}€{number[1:]}" if number.startswith(_MINUS) else f"€{number}"


@cache
def formatter(language: str) -> Formatter:
    """The formatter of ``fr`` or ``en``."""
    return Formatter(language)


@cache
def _pattern(places: int) -> NumberPattern:
    decimals = "0" * places + "#" * (_MOST_DECIMALS - places)
    return parse_pattern(f"#,##0.{decimals}")


def _named(name: str, value: object) -> object:
    """What people call the parameters, the category or the lines of a sentence: all have codes."""
    if not isinstance(value, str):
        return value
    if name == "subject" and (about := _SUBJECT.fullmatch(value)):
        return _subject(about[1], about[2])
    if name not in _NAMES:
        return value
    named = [_NAMES[name].get(code, Words(code, code)) for code in value.split(", ")]
    return Words(
        *(", ".join(side) for side in zip(*((w.french, w.english) for w in named), strict=True))
    )


_SUBJECT = re.compile(r"([\w.]+)(?: \((\w+)\))?")
"""Of a disputed point: a rule or a fact by its code, and the category it is for."""


def _subject(code: str, category: str | None) -> Words:
    about = _PARAMETERS.get(code) or _FACTS.get(code, Words(code, code))
    if category is None or category in _EVERYBODY:
        return about
    of = _CATEGORIES.get(category, Words(category, category))
    return Words(f"{about.french} ({of.french})", f"{about.english} ({of.english})")


_PARAMETERS = {one.value: words for one, words in PARAMETERS.items()}
_CATEGORIES = {one.value: words for one, words in CATEGORIES.items()}
_EVERYBODY = frozenset({Category.GENERAL.value, Category.NATIONAL.value})
_FACTS = {
    "employee.variable_pay": Words("rémunération variable", "variable pay"),
    "periods.planned_hours": Words("heures programmées", "planned hours"),
}
_FACTS_OF_PAY = {
    "pay.net_pay_for_work": Words("net payé pour le travail", "net pay for work"),
    "pay.maintained_share": Words("part du brut maintenue", "share of the gross pay kept up"),
}
_LINES_OF_PAYSLIP = {
    "guaranteed_monthly_pay": Words("rémunération mensuelle minimale", "guaranteed monthly pay"),
    "complementary_allowance": Words("allocation complémentaire", "complementary allowance"),
    "csg_deductible": Words("CSG déductible", "deductible CSG"),
    "csg_non_deductible": Words("CSG non déductible", "non-deductible CSG"),
    "crds": Words("CRDS", "CRDS"),
    "sickness_levy": Words("cotisation maladie", "sickness levy"),
    "net_indemnity": Words("indemnité nette", "net indemnity"),
    "complement": Words("complément de l'employeur", "employer's complement"),
    "complement_as_salary": Words("complément soumis comme un salaire", "complement levied as pay"),
}
_NAMES: Mapping[str, Mapping[str, Words]] = {
    "parameter": _PARAMETERS,
    "category": _CATEGORIES,
    "missing": _FACTS_OF_PAY,
    "line": _LINES_OF_PAYSLIP,
}
