"""The same claim lines under the law as known on an earlier day, and the texts between the two.

Each text published since is laid on in turn, in order of publication; what it moves is its own. The
moves of all texts add up to the whole difference.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from attrs import define, evolve, field

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case
from partial_activity.domain.claim.answers import stretch
from partial_activity.domain.claim.file_lines import ReadLine
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.ports.claim_files import ClaimLines, Line, LineLedger, RefusedLine
from partial_activity.usecases.claim.assess_file import assess_claim_file

_YEAR_AND_MONTH = len("2020-04")


@define
class Moved:
    """What the texts of one day move over a file, in cents, and the months of the hours."""

    published: date
    texts: dict[str, None] = field(factory=dict)
    """Names, in the order in which they were met."""
    indemnity_cents: int = 0
    allowance_cents: int = 0
    months: set[str] = field(factory=set)


@define(eq=False)
class _Alike:
    """Lines that are answered alike."""

    case: Case
    before: Assessment | None
    lines: int = 0
    months: set[str] = field(factory=set)


def moved_since(
    source: ClaimLines[Line], ledger: LineLedger, known_on: date, law: Law
) -> tuple[Moved, ...]:
    """What each day's texts, published after ``known_on``, move; in order of publication.

    A line that had no answer as known then counts from nothing. Lines that are answered alike are
    kept once, in memory.

    Args:
        source: the file.
        ledger: with nothing noted yet.
        known_on: the earlier day.
        law: the tables to read.
    """
    alike: dict[Case, _Alike] = {}
    for answered in assess_claim_file(source, ledger, law, None):
        if isinstance(answered, RefusedLine):
            continue
        case = _case(source.facts(answered.line), answered.amounts.hours, law)
        group = alike.get(case)
        if group is None:
            group = alike[case] = _Alike(case, _as_known(case, known_on, law))
        group.lines += 1
        group.months.add(answered.month.isoformat()[:_YEAR_AND_MONTH])
    # Day by day, not line by line: the rules as known on a day are then looked up once.
    days = {
        day for group in alike.values() for day in _publications(law, group.case) if day > known_on
    }
    by_day = (_moved_on(day, alike.values(), law) for day in sorted(days))
    return tuple(moved for moved in by_day if moved.months)


def _case(facts: ReadLine, hours: Hours, law: Law) -> Case:
    """The case of the hours that count of a line."""
    first, last = stretch(law, facts.days.span.first, facts.days.last)
    terms = facts.terms
    return Case(
        scheme=terms.scheme,
        first=first,
        last=last,
        employee=terms.employee,
        unworked_hours=hours,
        territory=terms.territory,
        employer=terms.employer,
        facts=terms.facts,
    )


def _moved_on(day: date, groups: Iterable[_Alike], law: Law) -> Moved:
    moved = Moved(day)
    for group in groups:
        if day not in _publications(law, group.case):
            continue
        after = _as_known(group.case, day, law)
        cents, was = _cents(after), _cents(group.before)
        group.before = after
        if cents == was:
            continue
        moved.indemnity_cents += group.lines * (cents[0] - was[0])
        moved.allowance_cents += group.lines * (cents[1] - was[1])
        moved.texts.update(dict.fromkeys(_cited(after, day) or _printed(law, day)))
        moved.months |= group.months
    return moved


def _as_known(case: Case, known_on: date, law: Law) -> Assessment | None:
    try:
        return assess(evolve(case, known_on=known_on), law)
    except CannotAnswer:
        return None


def _cents(answer: Assessment | None) -> tuple[int, int]:
    return (answer.indemnity.cents, answer.allowance.cents) if answer else (0, 0)


def _cited(answer: Assessment | None, day: date) -> tuple[str, ...]:
    """The texts of the day that the amounts now rest on."""
    cited = answer.citations if answer else ()
    return tuple(dict.fromkeys(one.text for one in cited if one.published == day))


@lru_cache(maxsize=512)
def _printed(law: Law, day: date) -> tuple[str, ...]:
    """The texts of the day: one that only takes a plan back is cited by no amount."""
    return tuple(text.name for text in law.texts() if text.published == day)


def _publications(law: Law, case: Case) -> frozenset[date]:
    """Days on which a text was published that plans something for the days of the case."""
    return _publications_between(law, case.first, case.last)


@lru_cache(maxsize=512)
def _publications_between(law: Law, first: date, last: date) -> frozenset[date]:
    return frozenset(
        entry.text.published
        for table in law.tables()
        for entry in table.entries
        if entry.text.published is not None
        and entry.span.first <= last
        and (entry.span.last is None or first <= entry.span.last)
    )
