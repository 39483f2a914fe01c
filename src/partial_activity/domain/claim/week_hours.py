"""Hours that count: what an employee's week leaves to each of its slices (R. 5122-11, R. 5122-19).

For an employee, a contract and a week the right is the legal duration or, if lower, the contract's,
less the hours worked or assimilated in all slices. It goes to the slices by their first day, each
up to what it claims; a slice counts at most a fifth of the contract for each of its days, five days
at most. The order of the lines decides nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve, field

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.hours import DAY_OF_DAY_RATE, LEGAL_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.values import frozen

WEEK_LIMIT = "week_limit"
SLICE_LIMIT = "slice_limit"
_WORKING_DAYS = 5
"""Working days of a week; a day of a slice is a fifth of the week (R. 5122-19, al. 2)."""
_OVERTIME_NOT_COUNTED = ("overtime_of_contract_not_counted",)


@frozen
class ClaimedHours:
    """What a line says of the hours of its days."""

    contract: Hours
    """The contract's hours of the whole week."""
    worked: Hours
    assimilated: Hours
    unworked: Hours
    """What is claimed."""
    unworked_days: Days | None = None
    """Days of a contract in days a year."""
    contract_in_hours: bool = False
    """A contract in hours a year or a month (forfait en heures), overtime included."""
    present: Hours = field(init=False)
    """Worked, or assimilated to work."""
    in_all: Hours = field(init=False)
    """The hours in all, with what is claimed."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "present", self.worked + self.assimilated)
        object.__setattr__(self, "in_all", self.present + self.unworked)

    def within_rounding(self, cells: int) -> "ClaimedHours":
        """The hours less what rounding so many cells from minutes to hundredths may have added.

        7h10 worked, 7h10 assimilated and 20h40 claimed make 35 h, and 35.01 once each is rounded.
        """
        excess = (self.present + self.unworked - self.contract).hundredths
        if self.unworked_days is None and 0 < excess <= min(cells, self.unworked.hundredths):
            return evolve(self, unworked=self.unworked - Hours(excess))
        return self

    @property
    def warnings(self) -> tuple[str, ...]:
        """Codes of what the hours say by themselves."""
        above = self.contract_in_hours and self.contract > LEGAL_WEEK
        return _OVERTIME_NOT_COUNTED if above else ()


def hour_problems(hours: ClaimedHours) -> Iterator[LineProblem]:
    """What is wrong with the hours of a line by themselves, whatever the other lines say."""
    for key in ("worked", "assimilated", "unworked"):
        said: Hours = getattr(hours, key)
        if said.hundredths < 0:
            name = f"{key}_hours"
            yield LineProblem.of("negative_hours", name, key=name)
    most = max(ZERO_HOURS, hours.contract - hours.present)
    if hours.contract.hundredths <= 0:
        yield LineProblem.of("no_contract_hours", "contract_hours")
    if hours.unworked > most:
        path = "unworked_hours" if hours.unworked_days is None else "unworked_days"
        yield LineProblem.of("hours_above_count", path, claimed=hours.unworked, count=most)
    if hours.unworked_days is not None:
        from_days = hours_of_days(hours.unworked_days)
        if from_days != hours.unworked:
            yield LineProblem.of(
                "days_do_not_make_hours",
                "unworked_days",
                days=hours.unworked_days,
                hours=from_days,
                claimed=hours.unworked,
            )


def hours_of_days(days: Days) -> Hours:
    """The hours of days of a contract in days a year, rounded half-up to the hundredth."""
    return Hours.rounded(days.exact * DAY_OF_DAY_RATE.exact)


class ClaimedSlice(NamedTuple):
    """One line of an employee's week under one contract."""

    number: int
    """The number of the line."""
    first: date
    last: date
    contract: Hours
    """The contract's hours of the whole week."""
    present: Hours
    claimed: Hours
    indemnity: Euros = ZERO_EUROS
    """The indemnity of one hour; with the allowance, it tells lines apart that say the same of
    their hours."""
    allowance: Euros = ZERO_EUROS


class TakenOfWeek(NamedTuple):
    """What earlier claims took of an employee's week."""

    present: Hours = ZERO_HOURS
    """Worked or assimilated in their slices."""
    counted: Hours = ZERO_HOURS
    days: tuple[tuple[date, date], ...] = ()
    """First and last day of each of their slices."""


NOTHING_TAKEN = TakenOfWeek()


class CountedSlice(NamedTuple):
    """What of a line counts."""

    number: int
    hours: Hours
    warnings: tuple[str, ...]
    """Codes of the limits that cut it."""
    twice: bool = False
    """Another line has these days, or some of them: the line is refused and takes nothing."""


def count_week(
    slices: Sequence[ClaimedSlice], taken: TakenOfWeek = NOTHING_TAKEN
) -> Iterator[CountedSlice]:
    """The hours of each slice of an employee's week under one contract, by their first day.

    Args:
        slices: of one claim, or of one file, in any order.
        taken: what earlier claims took; they stay as they are.
    """
    if len(slices) == 1 and taken is NOTHING_TAKEN:  # as most are
        yield count_alone(slices[0])
        return
    twice = days_claimed_twice(slices, taken.days)
    for number in twice:
        yield CountedSlice(number, ZERO_HOURS, (), twice=True)
    alone = [one for one in slices if one.number not in twice]
    used = taken.counted.hundredths + taken.present.hundredths
    used += sum(one.present.hundredths for one in alone)
    for one in sorted(alone, key=lambda each: each.first):
        counted = _counted(one, used)
        used += counted.hours.hundredths
        yield counted


def hours_left(contract: Hours, present: Hours, days: int) -> Hours:
    """What a contract leaves of some days of a week, once what was worked or assimilated is off."""
    left = contract.hundredths - present.hundredths
    return Hours(max(0, min(left, _most_of_days(contract, days))))


def count_alone(one: ClaimedSlice) -> CountedSlice:
    """The hours of a line that is the only one of its week."""
    return _counted(one, one.present.hundredths)


def days_claimed_twice(
    slices: Iterable[ClaimedSlice], taken: Iterable[tuple[date, date]] = ()
) -> frozenset[int]:
    """Numbers of the lines that have days of another; which of them stays, no order decides.

    Earlier claims stay; then the slices that end first, and of these the shortest, which leaves the
    most lines; of the same days the shortest contract, then the largest claim, which holds the
    others. Of lines that say the same the first stays.
    """
    kept = list(taken)
    twice: set[int] = set()
    for one in sorted(slices, key=_precedence):
        if any(first <= one.last and one.first <= last for first, last in kept):
            twice.add(one.number)
        else:
            kept.append((one.first, one.last))
    return frozenset(twice)


def _precedence(one: ClaimedSlice) -> tuple[object, ...]:
    worth = (one.contract, -one.claimed.hundredths, one.present, one.allowance, one.indemnity)
    return one.last, -one.first.toordinal(), *worth, one.number


def _counted(one: ClaimedSlice, used: int) -> CountedSlice:
    """What is left of the week after the hundredths that are used, within the slice's own limit."""
    claimed = one.claimed.hundredths
    own = min(claimed, _most_of_days(one.contract, (one.last - one.first).days + 1))
    limit = min(LEGAL_WEEK.hundredths, one.contract.hundredths)
    hours = min(own, max(0, limit - used))
    if hours == claimed:
        return CountedSlice(one.number, one.claimed, ())
    return CountedSlice(one.number, Hours(hours), _LIMITS[own < claimed, hours < own])


_LIMITS = {
    (True, False): (SLICE_LIMIT,),
    (False, True): (WEEK_LIMIT,),
    (True, True): (SLICE_LIMIT, WEEK_LIMIT),
}
"""The limits, by whether the days of the slice, and the week, leave less than is claimed."""


@lru_cache(maxsize=2048)
def _most_of_days(contract: Hours, days: int) -> int:
    """A fifth of the contract for each day, five at most: rounded half-up to the hundredth, once.

    Of a contract above the legal duration too: that limit is the week's.
    """
    fifths = Fraction(contract.hundredths * min(days, _WORKING_DAYS), 100 * _WORKING_DAYS)
    return Hours.rounded(fifths).hundredths
