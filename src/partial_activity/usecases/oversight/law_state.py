"""The state of the law's tables: what they know, until when they were checked, what is wrong."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from attrs import frozen

from partial_activity.domain.days import legal_day
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.check import Fault, faults, not_checked_after
from partial_activity.domain.law.dated import Text
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.tables.gaps import DISPUTES, KNOWN_GAPS
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context


@frozen(eq=False)
class LawState:
    """The self-check of the tables."""

    revision: str
    texts: int
    latest: Text | None
    """Published last of those that are known."""
    checked_until: Mapping[date, tuple[Parameter, ...]]
    """Parameters by the last day for which they were compared with a source, earliest first."""
    today: date
    gaps: int
    """Holes that are known and listed: answered with an error or a warning."""
    disputed: int
    """Values and points that sources do not agree on."""
    faults: tuple[Fault, ...]
    """Empty: the tables can be used."""

    @property
    def behind(self) -> int:
        """Parameters that were not compared with a source up to today."""
        return sum(len(ones) for day, ones in self.checked_until.items() if day < self.today)


def law_state(*, actor: Person, context: Context) -> LawState:
    """What the self-check of the tables finds today.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(actor, Action.ADMINISTER)
    dated = [text for text in context.law.texts() if text.published is not None]
    disputed = sum(bool(entry.dispute) for table in context.law.tables() for entry in table.entries)
    return LawState(
        revision=context.law.revision,
        texts=len(context.law.texts()),
        latest=max(dated, key=lambda text: text.published or date.min, default=None),
        checked_until=_checked_until(context.law),
        today=legal_day(context.clock.now()),
        gaps=len(KNOWN_GAPS),
        disputed=disputed + len(DISPUTES),
        faults=_faults(context.law),
    )


@lru_cache(maxsize=4)
def _faults(law: Law) -> tuple[Fault, ...]:
    return faults(law)


def _checked_until(law: Law) -> Mapping[date, tuple[Parameter, ...]]:
    """A parameter stands at the earliest day of its tables."""
    earliest: dict[Parameter, date] = {}
    for day, table in not_checked_after(law):
        earliest.setdefault(table.parameter, day)
    days: dict[date, tuple[Parameter, ...]] = {}
    for parameter, day in sorted(earliest.items(), key=lambda pair: (pair[1], pair[0])):
        days[day] = (*days.get(day, ()), parameter)
    return days
