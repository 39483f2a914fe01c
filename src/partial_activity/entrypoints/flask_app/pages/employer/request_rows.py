"""What a request says, line by line; and what changed between two of its versions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from attrs import frozen

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.requests import FACTS, AuthorisationRequest, asks_for
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import words
from partial_activity.entrypoints.flask_app.pages.employer.request_form import LABELS, NAMES
from partial_activity.entrypoints.flask_app.pages.formatting import choose, count, day, hours, say
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import situation_words

_NOTHING = Words("à compléter", "to be given")
_PERIOD = Words("Période demandée", "Period asked for")
_FILES = Words("Pièces jointes", "Files joined")
_GROUP = Words("Autres établissements", "Other establishments")
_LATE_OPINION = Words("Avis envoyé ensuite", "Opinion sent later")


@frozen
class Row:
    """One line: what it is, and what is written."""

    name: str
    label: Words
    text: str
    given: bool = True
    """False: nothing is written yet."""


@frozen
class Change:
    """A line that is not the same in two versions."""

    label: Words
    before: str
    after: str


def rows(request: AuthorisationRequest) -> Sequence[Row]:
    """All that the request says, in the order of the form; only what its scheme asks for."""
    return tuple(_rows(request))


def changes(older: AuthorisationRequest, newer: AuthorisationRequest) -> Sequence[Change]:
    """What the newer version says otherwise."""
    before = {row.name: row for row in _rows(older)}
    after = {row.name: row for row in _rows(newer)}
    changed = []
    for name in [*before, *(name for name in after if name not in before)]:
        one, other = before.get(name), after.get(name)
        if (one and one.text) != (other and other.text):
            label = (other or one or before[name]).label
            changed.append(Change(label, one.text if one else "–", other.text if other else "–"))
    return changed


def _rows(request: AuthorisationRequest) -> Iterator[Row]:
    for name in NAMES:
        if name == "first":
            first, last = day(request.span.first), day(request.last_day)
            yield Row("period", _PERIOD, choose(f"du {first} au {last}", f"{first} to {last}"))
        elif name != "last" and _tells(request, name):
            text = _text(name, getattr(request, name))
            yield Row(name, LABELS[name], text or say(_NOTHING), given=bool(text))
        if name == "opinion":
            yield from _late_opinion(request)
    if request.attachments:
        yield Row("attachments", _FILES, "\n".join(file.name for file in request.attachments))
    if request.covers:
        yield Row("covers", _GROUP, "\n".join(map(str, request.covers)))


def _tells(request: AuthorisationRequest, name: str) -> bool:
    """Whether its scheme asks for the fact, and it is not left out as the usual."""
    if name == "opinion" and request.scheme is not Scheme.ORDINARY:
        return False
    usual = name in _USUAL and getattr(request, name) == _USUAL[name]
    return asks_for(request.scheme, name) and not usual


def _late_opinion(request: AuthorisationRequest) -> Iterator[Row]:
    late, on = request.late_opinion, request.late_opinion_on
    if request.scheme is Scheme.ORDINARY and late is not None and on is not None:
        yield Row("late_opinion", _LATE_OPINION, f"{say(words.OPINIONS[late])}, {day(on)}")


def _text(name: str, held: object) -> str:
    """A fact in words; "" where nothing is written."""
    if held is None:
        return ""
    if isinstance(held, Situation | Sector):
        return say(situation_words(held))
    if isinstance(held, Enum):
        return say(words.CHOICES[FACTS[name]][held])
    return _TEXTS[FACTS[name]](held)


_TEXTS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    int: lambda number: count(number) if number else "",
    Hours: lambda asked: f"{hours(asked)} h" if asked.hundredths else "",
    date: day,
    tuple: "\n".join,
    Iban: attrgetter("masked"),
}
_USUAL: Mapping[str, object] = {
    "territory": Territory.NATIONAL,
    "situation": Situation.GENERAL,
    "commitments": (),
}
"""What is not told where it is the usual."""
