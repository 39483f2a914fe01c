"""What changed between two versions of a claim, line by line."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from attrs import evolve

from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.claim.line_facts import FACTS
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.money import Euros
from partial_activity.domain.values import frozen

LineKey = tuple[Nir, str, str, date, date]
"""An employee, a contract, a week, and the first and last day of the slice."""


def key_of(line: ClaimLine) -> LineKey:
    """What makes a line the same line in two versions."""
    return line.nir, line.contract_number, line.week, line.span.first, line.last_day


@frozen
class LineChange:
    """One line as it was and as it is; None: it was not there, or is no more."""

    old: ClaimLine | None
    new: ClaimLine | None

    @property
    def hours(self) -> Hours:
        """Compensable hours more (or less, below zero) than before."""
        return Hours(_hours(self.new) - _hours(self.old))

    @property
    def indemnity(self) -> Euros:
        """Indemnity more than before."""
        return Euros(_indemnity(self.new) - _indemnity(self.old))

    @property
    def allowance(self) -> Euros:
        """Allowance more than before."""
        return Euros(_allowance(self.new) - _allowance(self.old))


@frozen
class Differences:
    """The differences of two versions: lines in the order of the later one, removed ones last."""

    added: tuple[LineChange, ...]
    changed: tuple[LineChange, ...]
    removed: tuple[LineChange, ...]

    @property
    def all(self) -> tuple[LineChange, ...]:
        """Every line that is not the same."""
        return self.added + self.changed + self.removed

    @property
    def hours(self) -> Hours:
        """Compensable hours more than before, in all."""
        return Hours(sum(change.hours.hundredths for change in self.all))

    @property
    def indemnity(self) -> Euros:
        """Indemnity more than before, in all."""
        return Euros(sum(change.indemnity.cents for change in self.all))

    @property
    def allowance(self) -> Euros:
        """Allowance more than before, in all: to be paid, or asked back if below zero."""
        return Euros(sum(change.allowance.cents for change in self.all))


def differences(old: Claim, new: Claim) -> Differences:
    """The differences of two versions of a claim, of which the number of a line is none."""
    before = {key_of(line): line for line in old.lines}
    after = {key_of(line): line for line in new.lines}
    assert len(before) == len(old.lines), "a slice of an employee's week is one line"
    assert len(after) == len(new.lines), "a slice of an employee's week is one line"
    return Differences(
        added=tuple(LineChange(None, line) for key, line in after.items() if key not in before),
        changed=tuple(
            LineChange(before[key], line)
            for key, line in after.items()
            if key in before and not same_line(before[key], line, amounts=True)
        ),
        removed=tuple(LineChange(line, None) for key, line in before.items() if key not in after),
    )


@frozen(eq=False)
class Merge:
    """Lines put into a claim: which of them are new, say something else, or say the same."""

    lines: tuple[ClaimLine, ...]
    """The lines of the claim, in order; a line keeps its number, a new one has the next."""
    added: tuple[int, ...]
    """Numbers."""
    changed: tuple[int, ...]
    unchanged: tuple[int, ...]
    numbers: tuple[int, ...]
    """The numbers of the lines put in, in their order."""

    @property
    def changes(self) -> bool:
        """Whether the claim says anything it did not say before."""
        return bool(self.added or self.changed)


def merged(lines: Iterable[ClaimLine], more: Iterable[ClaimLine]) -> Merge:
    """Put lines into others: the same slice of an employee's week is replaced, others stay.

    Of two that are the same slice, the later says what holds. Lines that change lose their amounts.
    """
    kept = {key_of(line): line for line in lines}
    number = max((line.number for line in kept.values()), default=0)
    added: dict[int, None] = {}
    changed: dict[int, None] = {}
    unchanged: dict[int, None] = {}
    numbers: list[int] = []
    for line in more:
        key = key_of(line)
        known = kept.get(key)
        if known is None:
            number += 1
            kept[key] = evolve(line, number=number, assessed=None)
            added[number] = None
        elif same_line(known, line, amounts=False):
            unchanged[known.number] = None
        else:
            kept[key] = evolve(line, number=known.number, assessed=None)
            changed[known.number] = None
        numbers.append(kept[key].number)
    return Merge(
        tuple(kept.values()),
        tuple(added),
        tuple(one for one in changed if one not in added),
        tuple(one for one in unchanged if one not in added and one not in changed),
        tuple(numbers),
    )


_stated = attrgetter(*FACTS)


def same_line(one: ClaimLine, other: ClaimLine, *, amounts: bool) -> bool:
    """Whether two lines say the same; their amounts too, if asked for."""
    return _stated(one) == _stated(other) and (not amounts or _amounts(one) == _amounts(other))


def _amounts(line: ClaimLine) -> tuple[int, int, int]:
    return _hours(line), _indemnity(line), _allowance(line)


def _hours(line: ClaimLine | None) -> int:
    return line.compensable_hours.hundredths if line else 0


def _indemnity(line: ClaimLine | None) -> int:
    return line.assessed.indemnity.cents if line and line.assessed else 0


def _allowance(line: ClaimLine | None) -> int:
    return line.assessed.allowance.cents if line and line.assessed else 0
