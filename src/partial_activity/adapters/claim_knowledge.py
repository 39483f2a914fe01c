"""The same claim lines under the law as known on an earlier day, and the texts between the two.

Each text published since is laid on in turn, in order of publication; what it moves is its own. The
moves of all texts add up to the whole difference.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from attrs import define, evolve, field, frozen

from partial_activity.adapters.claim_assessment import Answer, AssessedLine, case_of
from partial_activity.domain.assessment import Assessment, assess
from partial_activity.domain.cases import Case
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.law.book import FRENCH_LAW, Law


@frozen
class Move:
    """What the texts published on one day move for one line, in cents."""

    published: date
    texts: tuple[str, ...]
    indemnity_cents: int
    allowance_cents: int


@define
class Moved:
    """What the texts of one day move over a file, in cents, and the months of the hours."""

    published: date
    texts: dict[str, None] = field(factory=dict)
    """Names, in the order in which they were met."""
    indemnity_cents: int = 0
    allowance_cents: int = 0
    months: set[str] = field(factory=set)


def moved_since(
    lines: Iterable[AssessedLine], known_on: date, law: Law = FRENCH_LAW
) -> tuple[Moved, ...]:
    """What each day's texts, published after ``known_on``, move; in order of publication.

    A line that had no answer as known then counts from nothing.
    """
    found: dict[date, Moved] = {}
    kept: dict[Answer, tuple[Move, ...]] = {}
    for line in lines:
        if line.answer not in kept:
            kept[line.answer] = tuple(_moves(case_of(line, None), known_on, law))
        for move in kept[line.answer]:
            total = found.setdefault(move.published, Moved(move.published))
            total.indemnity_cents += move.indemnity_cents
            total.allowance_cents += move.allowance_cents
            total.texts.update(dict.fromkeys(move.texts))
            total.months.add(line.claim.slice.month)
    return tuple(found[day] for day in sorted(found))


def _moves(case: Case, known_on: date, law: Law) -> Iterator[Move]:
    before = _as_known(case, known_on, law)
    for day in _publications(law, case.first, case.last):
        if day <= known_on:
            continue
        after = _as_known(case, day, law)
        cents, was = _cents(after), _cents(before)
        if cents != was:
            texts = _cited(after, day) or _printed(law, day)
            yield Move(day, texts, cents[0] - was[0], cents[1] - was[1])
        before = after


def _as_known(case: Case, known_on: date, law: Law) -> Assessment | None:
    try:
        return assess(evolve(case, known_on=known_on), law)
    except CannotAnswer:
        return None


def _cents(found: Assessment | None) -> tuple[int, int]:
    return (found.indemnity.cents, found.allowance.cents) if found else (0, 0)


def _cited(found: Assessment | None, day: date) -> tuple[str, ...]:
    """The texts of the day that the amounts now rest on."""
    cited = found.citations if found else ()
    return tuple(dict.fromkeys(one.text for one in cited if one.published == day))


@lru_cache(maxsize=512)
def _printed(law: Law, day: date) -> tuple[str, ...]:
    """The texts of the day: one that only takes a plan back is cited by no amount."""
    return tuple(text.name for text in law.texts() if text.published == day)


@lru_cache(maxsize=512)
def _publications(law: Law, first: date, last: date) -> tuple[date, ...]:
    """Days on which a text was published that plans something for these days."""
    days = {
        entry.text.published
        for table in law.tables()
        for entry in table.entries
        if entry.text.published is not None
        and entry.span.first <= last
        and (entry.span.last is None or first <= entry.span.last)
    }
    return tuple(sorted(days))
