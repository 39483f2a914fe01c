"""Hours and days that cannot be, or not yet, whatever the law says of them.

A day has twenty-four hours and a week 168. Hours of days to come were not lost yet: a draft may
hold them, and nobody submits them. The contract's hours are those of the whole week, for each of
its parts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.week_hours import ClaimedHours
from partial_activity.domain.hours import LEGAL_WEEK, WHOLE_DAY, WHOLE_WEEK, Hours
from partial_activity.domain.identifiers import Nir

_WEEK = 7
_WORKING_DAYS = 5


def hours_beyond_days(hours: ClaimedHours, first: date, last: date) -> Iterator[LineProblem]:
    """What of a line does not fit into its days."""
    if hours.contract > WHOLE_WEEK:
        yield LineProblem.of("out_of_range.hours", "contract_hours")
    most = Hours(WHOLE_DAY.hundredths * ((last - first).days + 1))
    if hours.in_all <= most:
        return
    beyond = False
    for key in ("worked", "assimilated", "unworked"):
        if getattr(hours, key) > most:
            beyond = True
            yield _beyond(f"{key}_hours", most)
    if not beyond:
        yield _beyond("unworked_hours", most)


def part_time_beyond(category: EmployeeCategory, contract: Hours) -> Iterator[LineProblem]:
    """Part-time is below the legal duration (C. trav., art. L. 3123-1)."""
    if category is EmployeeCategory.PART_TIME and contract >= LEGAL_WEEK:
        yield LineProblem.of("out_of_range.part_time", "contract_hours")


def _beyond(path: str, most: Hours) -> LineProblem:
    return LineProblem.of("out_of_range.hours_of_days", path, most=most)


def days_to_come(lines: Iterable[ClaimLine], today: date) -> Iterator[LineProblem]:
    """The lines that have a day after today; today's hours may be told."""
    for line in lines:
        if line.span.last is not None and line.span.last > today:
            yield LineProblem.of("days_to_come", "span", today=today).at(line.number)


def contracts_of_parts(lines: Iterable[ClaimLine]) -> Iterator[LineProblem]:
    """The parts of weeks whose contract is that of their days, and not of the whole week.

    Told by the employee's whole weeks in the claim: a part that states no more than its days' share
    of their contract has been given the hours of its days.
    """
    employees = defaultdict[tuple[Nir, str], list[ClaimLine]](list)
    for line in lines:
        if line.span.last is not None:
            employees[line.nir, line.contract_number].append(line)
    for own in employees.values():
        whole = [line.contract_hours for line in own if _days(line) == _WEEK]
        if not whole:
            continue
        usual = min(whole)
        for line in own:
            days = _days(line)
            share = usual.hundredths * min(days, _WORKING_DAYS)
            if days < _WORKING_DAYS and line.contract_hours.hundredths * _WORKING_DAYS <= share:
                problem = LineProblem.of("contract_of_part", "contract_hours", usual=usual)
                yield problem.at(line.number)


def _days(line: ClaimLine) -> int:
    return (line.last_day - line.first_day).days + 1
