"""Claims and their lines, in the shapes of the wire, and lines back."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

import attrs

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine
from partial_activity.domain.claim.differences import LineChange
from partial_activity.domain.claim.line_facts import FACTS
from partial_activity.domain.claim.redaction import SeenLine, whole_line
from partial_activity.domain.claim.weeks import days_of_line, monday_of
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.entrypoints.flask_app.wire import claims as wire


def claim_shape(claim: Claim) -> wire.Claim:
    """A version of a claim."""
    return wire.Claim(
        id=claim.id,
        version=claim.version,
        decision_number=claim.decision_number,
        month=f"{claim.month:%Y-%m}",
        state=wire.ClaimStanding(claim.state.value, claim.state.name.lower()),
        submitted_at=claim.submitted_at,
        known_on=claim.known_on,
    )


def claim_line(given: wire.GivenLine, month: date) -> ClaimLine:
    """What is stated of a line of the claim of a month.

    Raises:
        InvalidValue: its days are none of its week in that month.
    """
    span = days_of_line(month, monday_of(given.week), given.first_day, given.last_day)
    facts: dict[str, Any] = {
        name: _read(getattr(given, name), kind) for name, kind in FACTS.items() if name != "span"
    }
    return ClaimLine(span=span, **facts)


def _read(given: object, kind: type[Any]) -> object:
    """A fact, from what was found sound in a body."""
    return given if given is None or isinstance(given, kind) else _READERS[kind](given)


_READERS: Mapping[type, Callable[[Any], Any]] = {
    Nir: Nir,
    Facts: Facts.of,
    **{kind: kind.parse for kind in (Days, Hours, HourlyPay, Share)},
}


def line_shape(line: SeenLine) -> wire.Line:
    """A line, as somebody may see it."""
    told: dict[str, Any] = {
        field.name: _written(getattr(line, field.name)) for field in attrs.fields(wire.Line)
    }
    return wire.Line(**told)


def changed_line(change: LineChange) -> wire.ChangedLine:
    """A line that is not the same; only for who may see the NIR."""
    return wire.ChangedLine(
        old=line_shape(whole_line(change.old)) if change.old else None,
        new=line_shape(whole_line(change.new)) if change.new else None,
        hours=str(change.hours),
        indemnity=str(change.indemnity),
        allowance=str(change.allowance),
    )


def _written(value: object) -> object:
    """A value as the wire has it."""
    writer = _WRITERS.get(type(value))
    return value if writer is None else writer(value)


def _amounts(assessed: AssessedLine) -> wire.LineAmounts:
    return wire.LineAmounts(
        compensable_hours=str(assessed.compensable_hours),
        hourly_indemnity=str(assessed.hourly_indemnity),
        indemnity=str(assessed.indemnity),
        hourly_allowance=str(assessed.hourly_allowance),
        allowance=str(assessed.allowance),
        warnings=list(assessed.warnings),
        additions={one.key: str(one.euros) for one in assessed.additions},
    )


_WRITERS: Mapping[type, Callable[[Any], Any]] = {
    Nir: attrgetter("digits"),
    AssessedLine: _amounts,
    Facts: lambda facts: dict(facts.given),
    **dict.fromkeys((Days, Hours, HourlyPay, Share), str),
}
