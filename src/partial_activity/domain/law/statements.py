"""What an assessment says beside its amounts: warnings, refusals, steps, and the texts it rests on.

A statement is a stable code and the values it speaks of; its French and English sentences are made
when they are read (wording.py), so that saying nothing costs nothing.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field

from partial_activity.domain.law.book import Found
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.money import decimal_text
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.assessment import SENTENCES
from partial_activity.domain.words import Words, counts_as_one, in_number

_SHOWN_DECIMALS = 4
_FRENCH, _ENGLISH = "fr", "en"


@frozen
class Statement:
    """A code, and the values its sentence speaks of."""

    code: str
    values: Mapping[str, object] = field(factory=dict, hash=False)
    words: Words | None = None
    """The sentences of a code that is not one of ours, with the names of the values in braces."""

    @property
    def french(self) -> str:
        """The sentence, in French."""
        return fill(self.templates.french, self.values, _FRENCH)

    @property
    def english(self) -> str:
        """The sentence, in English."""
        return fill(self.templates.english, self.values, _ENGLISH)

    @property
    def templates(self) -> Words:
        """The two sentences, before the values are put in."""
        return self.words or SENTENCES[self.code]


@frozen
class Refusal:
    """A reason why nothing is due: an answer, not a failure."""

    code: str
    article: str
    values: Mapping[str, object] = field(factory=dict, hash=False)

    @property
    def french(self) -> str:
        """The sentence, in French."""
        return Statement(self.code, self.values).french

    @property
    def english(self) -> str:
        """The sentence, in English."""
        return Statement(self.code, self.values).english


def with_article(sentence: str, article: str) -> str:
    """A sentence, or its template, with the article behind it; the full stop comes last."""
    return f"{sentence.removesuffix('.')} ({article})." if article else sentence


@frozen
class Citation:
    """A value the amounts rest on, and where it comes from."""

    parameter: str
    category: str
    value: str
    text: str
    article: str
    published: date | None
    hours_from: date
    hours_to: date | None
    confidence: Confidence
    label: Words | None = None
    """What the parameter is, where it is an amount of a regime's own and no parameter of ours."""


def cite(found: Found[Any]) -> Citation:
    """The citation of a value that was looked up."""
    entry, table = found.entry, found.table
    return Citation(
        table.parameter.value,
        table.category.value,
        value_text(entry.value),
        entry.text.name,
        found.article,
        entry.text.published,
        entry.span.first,
        entry.span.last,
        entry.confidence,
    )


def value_text(value: object) -> str:
    """A table's value as ``law on`` and the answers print it: ``0.60``, ``8.46``, ``none``."""
    for name in ("value", "name"):  # of an enumeration; of a regime
        if hasattr(value, name):
            return str(getattr(value, name))
    return str(value)


def fill(template: str, values: Mapping[str, object], language: str) -> str:
    """The sentence of a template in ``fr`` or ``en``, with its values in plain figures."""
    chosen = in_number(template, lambda name: counts_as_one(values[name], language))
    return chosen.format_map({key: _show(value, language) for key, value in values.items()})


def _show(value: object, language: str) -> str:
    """A ratio is cut after four decimals, with a mark when it goes on."""
    match value:
        case str():
            return value
        case Words():
            return value.french if language == _FRENCH else value.english
        case Statement() | Refusal():
            return value.french if language == _FRENCH else value.english
        case date():
            return value.strftime("%d/%m/%Y") if language == _FRENCH else value.isoformat()
        case Fraction():
            cut = Fraction(int(value * 10**_SHOWN_DECIMALS), 10**_SHOWN_DECIMALS)
            text = decimal_text(cut) + ("" if cut == value else "…")
        case _:
            text = value_text(value)
    return text.replace(".", ",") if language == _FRENCH else text
