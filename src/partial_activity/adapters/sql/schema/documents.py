"""What is kept as one text: lists, mappings, and the values a refusal speaks of.

A value is written with the name of its type, so that a date comes back as a date and a share as a
share, and a refusal says the same sentence in ten years.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from partial_activity.domain.assessment.cases import Situation
from partial_activity.domain.authorisation.requests import Attachment
from partial_activity.domain.claim.claims import AddedEuros
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.screening.outcome import CheckResult, Finding, Outcome
from partial_activity.domain.words import Words


def document(value: object) -> str:
    """Compact, keys sorted: the same value is the same text."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def texts_document(texts: Iterable[str]) -> str:
    """Some texts, in order."""
    return document(list(texts))


def texts(kept: str) -> tuple[str, ...]:
    """Read texts as they were."""
    return tuple(json.loads(kept))


NOTHING_ADDED = "[]"
"""The document of no additions: what lines assessed before they were kept have."""


def additions_document(additions: Iterable[AddedEuros]) -> str:
    """What a regime added to a line, with the words it was told in."""
    return document(
        [[a.key, a.words.french, a.words.english, a.euros.cents, a.paid_back] for a in additions]
    )


def additions(kept: str) -> tuple[AddedEuros, ...]:
    """Read additions as they were."""
    return tuple(
        AddedEuros(key, Words(french, english), Euros(cents), paid_back)
        for key, french, english, cents, paid_back in json.loads(kept)
    )


def mapping_document(mapping: Mapping[str, str]) -> str:
    """Texts by name."""
    return document(dict(mapping))


def mapping(kept: str) -> dict[str, str]:
    """Read a mapping as it was."""
    read: dict[str, str] = json.loads(kept)
    return read


def sirets_document(sirets: Iterable[Siret]) -> str:
    """Some establishments, in order."""
    return document([siret.digits for siret in sirets])


def sirets(kept: str) -> tuple[Siret, ...]:
    """Read SIRETs as they were."""
    return tuple(Siret(digits) for digits in json.loads(kept))


def situation_document(situation: Situation | Sector) -> str:
    """A situation that the code knows, by its name; one that a text introduced, whole.

    So a request says under what it was filed even where the law in use has it no more.
    """
    if isinstance(situation, Situation):
        return str(situation.value)
    words = situation.words
    return document(
        [str(situation), words.french, words.english, situation.article, situation.follows.value]
    )


def situation(kept: str) -> Situation | Sector:
    """As it was."""
    if not kept.startswith("["):
        return Situation(kept)
    name, french, english, article, follows = json.loads(kept)
    return Sector(name, Words(french, english), article, Category(follows))


def attachments_document(attachments: Iterable[Attachment]) -> str:
    """Some attachments, in order."""
    return document([[a.name, a.media_type, a.size, a.sha256] for a in attachments])


def attachments(kept: str) -> tuple[Attachment, ...]:
    """Read attachments as they were."""
    return tuple(Attachment(*parts) for parts in json.loads(kept))


def refusals_document(refusals: Iterable[Refusal]) -> str:
    """Some refusals, in order.

    Raises:
        TypeError: a value is of a type that would not come back the same.
    """
    return document(
        [
            [r.code, r.article, {name: _tagged(value) for name, value in r.values.items()}]
            for r in refusals
        ]
    )


def refusals(kept: str) -> tuple[Refusal, ...]:
    """Read refusals as they were."""
    return tuple(
        Refusal(code, article, {name: _untagged(value) for name, value in values.items()})
        for code, article, values in json.loads(kept)
    )


def results_document(results: Iterable[CheckResult]) -> str:
    """What the checks of a screening found, figures as text."""
    return document(
        [
            [
                result.check,
                [
                    [f.outcome.value, f.code, f.article, dict(f.figures), f.score]
                    for f in result.findings
                ],
            ]
            for result in results
        ]
    )


def results(kept: str) -> tuple[CheckResult, ...]:
    """Read results as they were."""
    return tuple(
        CheckResult(
            check,
            tuple(Finding(Outcome(outcome), *rest) for outcome, *rest in findings),
        )
        for check, findings in json.loads(kept)
    )


_TYPES: Mapping[str, tuple[type, Callable[[Any], str], Callable[[str], object]]] = {
    "date": (date, date.isoformat, date.fromisoformat),
    "instant": (datetime, datetime.isoformat, datetime.fromisoformat),
    "ratio": (Fraction, str, Fraction),
    "euros": (Euros, lambda it: str(it.cents), lambda text: Euros(int(text))),
    "hours": (Hours, lambda it: str(it.hundredths), lambda text: Hours(int(text))),
    "hourly_pay": (HourlyPay, lambda it: str(it.exact), lambda text: HourlyPay(Fraction(text))),
    "share": (Share, lambda it: str(it.exact), lambda text: Share(Fraction(text))),
}
"""Name, type, how it is written, how it is read."""


def _tagged(value: object) -> object:
    """Texts and whole numbers as they are; anything else as a list that begins with its type."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Words):
        return ["words", value.french, value.english]
    for kind, (of_type, write, _) in _TYPES.items():
        if type(value) is of_type:
            return [kind, write(value)]
    msg = f"a refusal speaks of a {type(value).__name__}, which a store cannot give back the same"
    raise TypeError(msg)


def _untagged(value: object) -> object:
    match value:
        case ["words", french, english]:
            return Words(str(french), str(english))
        case [str(kind), str(text)]:
            return _TYPES[kind][2](text)
    return value
