"""What a request says, line by line; and what changed between two of its versions."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.filing import LONG_TERM
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import words
from partial_activity.entrypoints.flask_app.pages.employer.request_form import LABELS
from partial_activity.entrypoints.flask_app.pages.formatting import choose, count, day, hours, say
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import (
    SCHEMES,
    SITUATIONS,
    TERRITORIES,
)

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
    found = []
    for name in [*before, *(name for name in after if name not in before)]:
        one, other = before.get(name), after.get(name)
        if (one and one.text) != (other and other.text):
            label = (other or one or before[name]).label
            found.append(Change(label, one.text if one else "–", other.text if other else "–"))
    return found


def _rows(request: AuthorisationRequest) -> Iterator[Row]:
    yield _row("scheme", say(SCHEMES[request.scheme]))
    if request.territory.value != "national":
        yield _row("territory", say(TERRITORIES[request.territory]))
    if request.situation.value != "general":
        yield _row("situation", say(SITUATIONS[request.situation]))
    if request.scheme in LONG_TERM:
        foundation, sent = request.foundation, request.agreement_sent_on
        yield _row("foundation", say(words.FOUNDATIONS[foundation]) if foundation else "")
        yield _row("agreement_sent_on", day(sent) if sent else "")
    if request.scheme is Scheme.ORDINARY:
        yield _row("motive", say(words.MOTIVES[request.motive]) if request.motive else "")
    yield _row("circumstances", request.circumstances)
    first, last = day(request.span.first), day(request.last_day)
    yield Row("period", _PERIOD, choose(f"du {first} au {last}", f"{first} to {last}"))
    yield _row("perimeter", say(words.PERIMETERS[request.perimeter]))
    yield _row("headcount", count(request.headcount) if request.headcount else "")
    asked = request.forecast_hours
    yield _row("forecast_hours", f"{hours(asked)} h" if asked.hundredths else "")
    yield _row("workforce", count(request.workforce) if request.workforce else "")
    if request.scheme is Scheme.ORDINARY:
        yield _row("opinion", say(words.OPINIONS[request.opinion]))
        if request.late_opinion is not None and request.late_opinion_on is not None:
            told = f"{say(words.OPINIONS[request.late_opinion])}, {day(request.late_opinion_on)}"
            yield Row("late_opinion", _LATE_OPINION, told)
    yield _row("earlier_use", say(words.EARLIER_USES[request.earlier_use]))
    if request.commitments:
        yield _row("commitments", "\n".join(request.commitments))
    yield _row("iban", request.iban.masked)
    if request.attachments:
        yield Row("attachments", _FILES, "\n".join(file.name for file in request.attachments))
    if request.covers:
        yield Row("covers", _GROUP, "\n".join(map(str, request.covers)))


def _row(name: str, text: str) -> Row:
    return Row(name, LABELS[name], text or say(_NOTHING), given=bool(text))
